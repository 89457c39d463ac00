/* SPDX-License-Identifier: GPL-2.0-or-later */
/* options_print.c - --help and shell completions, from the table that the parser reads. */
#include <string.h>

#include "wrappers/libc/message.h"
#include "wrappers/libc/options.h"
#include "wrappers/libc/utf8.h"

#define HELP_WIDTH 80u  /* columns of --help */
#define HELP_INDENT 26u /* column of the explanations */

const char *const mf_option_shells[] = { "bash", "zsh", "fish", "names", NULL };

static void pad(struct mf_buf *out, size_t columns)
{
	while (columns--)
		mf_buf_addch(out, ' ');
}

/* Text from column `column` on, broken between words, further lines indented. */
static void wrap(struct mf_buf *out, const char *text, size_t column)
{
	while (*text) {
		size_t len = strcspn(text, " \n"), width = mf_utf8_count(text, len);

		if (column > HELP_INDENT && column + width > HELP_WIDTH) {
			out->len -= out->data[out->len - 1] == ' ';
			mf_buf_addch(out, '\n');
			pad(out, HELP_INDENT);
			column = HELP_INDENT;
		}
		mf_buf_add(out, text, len);
		column += width;
		text += len;
		if (*text == ' ') {
			mf_buf_addch(out, ' ');
			column++;
			text++;
		} else if (*text == '\n') {
			mf_buf_addch(out, '\n');
			pad(out, HELP_INDENT);
			column = HELP_INDENT;
			text++;
		}
	}
	mf_buf_addch(out, '\n');
}

static void print_values(const struct mf_option *o, char between, struct mf_buf *out)
{
	const char *value;

	for (size_t i = 0; (value = mf_option_value(o, i)) != NULL; i++) {
		if (i)
			mf_buf_addch(out, between);
		mf_buf_addstr(out, value);
	}
}

/* The text of --help for one option, with what the table knows of its values. */
static void explain(const struct mf_option *o, struct mf_buf *out)
{
	struct mf_buf text = MF_BUF_INIT;

	mf_buf_addstr(&text, _(o->help));
	if (o->arg && mf_option_value(o, 0)) {
		mf_buf_addstr(&text, ": ");
		print_values(o, ' ', &text);
	}
	if (o->bare)
		mf_buf_printf(&text, _("; without a value %s"), o->bare);
	wrap(out, text.data, HELP_INDENT);
	mf_buf_release(&text);
}

static void help_option(const struct mf_option *o, struct mf_buf *out)
{
	size_t start = out->len, width;

	if (o->letter)
		mf_buf_printf(out, "  -%c, --%s", o->letter, o->name);
	else
		mf_buf_printf(out, "      --%s", o->name);
	if (o->kind != MF_OPTION_FLAG) {
		mf_buf_addstr(out, o->bare ? "[=" : "=");
		if (o->arg)
			mf_buf_addstr(out, o->arg);
		else
			print_values(o, '|', out);
		mf_buf_addstr(out, o->bare ? "]" : "");
	}
	width = out->len - start;
	if (width + 2 > HELP_INDENT) {
		mf_buf_addch(out, '\n');
		width = 0;
	}
	pad(out, HELP_INDENT - width);
	explain(o, out);
}

void mf_options_help(const struct mf_program *program, struct mf_buf *out)
{
	for (size_t i = 0; program->usage[i]; i++)
		mf_buf_printf(out, "%s %s %s\n", i ? "      " : _("Usage:"), program->name,
			      program->usage[i]);
	mf_buf_printf(out, "%s\n", _(program->summary));
	if (program->examples)
		mf_buf_addstr(out, _("\nExamples:\n"));
	for (const struct mf_example *e = program->examples; e && e->command; e++)
		mf_buf_printf(out, "  %s\n      %s\n", e->command, _(e->what));
	for (const struct mf_option *o = program->options; o->kind; o++) {
		if (!o->name)
			mf_buf_printf(out, "\n%s:\n", _(o->help));
		else if (o->help)
			help_option(o, out);
	}
	if (program->notes)
		mf_buf_printf(out, "\n%s", _(program->notes));
	if (out->data[out->len - 1] != '\n')
		mf_buf_addch(out, '\n');
}

/* The first sentence or clause of the help, without what a shell would read as syntax. */
static void short_help(const struct mf_option *o, struct mf_buf *out)
{
	size_t len = strcspn(o->help, ";\n");

	for (size_t i = 0; i < len; i++) {
		if (o->help[i] == ':' && o->help[i + 1] == ' ')
			break;
		if (!strchr("'[]\\`$\":", o->help[i]))
			mf_buf_addch(out, o->help[i]);
	}
}

/* What completes an argument: 'f' files, 'd' folders, 0 nothing in particular. */
static char argument_paths(const struct mf_option *o)
{
	if (!o->arg)
		return 0;
	if (strcmp(o->arg, "DIR") == 0)
		return 'd';
	return strcmp(o->arg, "FILE") == 0 || strcmp(o->arg, "PATH") == 0 ? 'f' : 0;
}

static void bash_option_case(const struct mf_option *o, struct mf_buf *out)
{
	char paths = argument_paths(o);

	if (o->kind == MF_OPTION_FLAG || (!paths && !mf_option_value(o, 0)))
		return;
	mf_buf_printf(out, "\t--%s", o->name);
	if (o->letter)
		mf_buf_printf(out, "|-%c", o->letter);
	if (paths) {
		mf_buf_printf(out, ") COMPREPLY=($(compgen -%c -- \"$word\")); return ;;\n", paths);
		return;
	}
	mf_buf_addstr(out, ") COMPREPLY=($(compgen -W '");
	print_values(o, ' ', out);
	mf_buf_addstr(out, "' -- \"$word\")); return ;;\n");
}

static void function_name(const struct mf_program *program, struct mf_buf *out)
{
	for (const char *p = program->name; *p; p++)
		mf_buf_addch(out, *p == '-' ? '_' : *p);
}

static void print_bash(const struct mf_program *program, struct mf_buf *out)
{
	mf_buf_printf(out, "# bash completion of %s\n_", program->name);
	function_name(program, out);
	mf_buf_addstr(out,
		      "()\n{\n\tlocal word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
		      "\t# the shell cuts --name=value into three words\n"
		      "\tif [[ $word == = ]]; then word=\n"
		      "\telif [[ $before == = ]]; then before=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
		      "\tcase $before in\n");
	for (const struct mf_option *o = program->options; o->kind; o++)
		if (o->name && o->help)
			bash_option_case(o, out);
	mf_buf_addstr(out, "\tesac\n\tif [[ $word == -* ]]; then\n\t\tCOMPREPLY=($(compgen -W '");
	for (const struct mf_option *o = program->options; o->kind; o++)
		if (o->name && o->help)
			mf_buf_printf(out, "--%s%s ", o->name,
				      o->kind != MF_OPTION_FLAG && !o->bare ? "=" : "");
	mf_buf_addstr(
		out,
		"' -- \"$word\"))\n\t\t[[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace\n"
		"\telse\n\t\tCOMPREPLY=($(compgen -f -- \"$word\"))\n\tfi\n}\ncomplete -o filenames -F _");
	function_name(program, out);
	mf_buf_printf(out, " %s\n", program->name);
}

/* One line of _arguments, for the long name (letter 0) or the short one. */
static void zsh_option(const struct mf_option *o, char letter, struct mf_buf *out)
{
	bool flag = o->kind == MF_OPTION_FLAG;
	char paths = argument_paths(o);

	mf_buf_addstr(out, o->kind == MF_OPTION_LIST ? "\t'*-" : "\t'-");
	if (letter)
		mf_buf_printf(out, "%c%s[", letter, flag ? "" : "+");
	else
		mf_buf_printf(out, "-%s%s[", o->name, flag ? "" : o->bare ? "=-" : "=");
	short_help(o, out);
	mf_buf_addch(out, ']');
	if (!flag) {
		mf_buf_addstr(out, o->bare ? "::value:" : ":value:");
		if (paths) {
			mf_buf_addstr(out, paths == 'd' ? "_files -/" : "_files");
		} else if (mf_option_value(o, 0)) {
			mf_buf_addch(out, '(');
			print_values(o, ' ', out);
			mf_buf_addch(out, ')');
		}
	}
	mf_buf_addstr(out, "' \\\n");
}

static void print_zsh(const struct mf_program *program, struct mf_buf *out)
{
	mf_buf_printf(out, "#compdef %s\n_arguments -s \\\n", program->name);
	for (const struct mf_option *o = program->options; o->kind; o++) {
		if (!o->name || !o->help)
			continue;
		zsh_option(o, 0, out);
		if (o->letter)
			zsh_option(o, o->letter, out);
	}
	mf_buf_addstr(out, "\t'*:file:_files'\n");
}

static void print_fish(const struct mf_program *program, struct mf_buf *out)
{
	mf_buf_printf(out, "# fish completion of %s\n", program->name);
	for (const struct mf_option *o = program->options; o->kind; o++) {
		char paths;

		if (!o->name || !o->help)
			continue;
		paths = argument_paths(o);
		mf_buf_printf(out, "complete -c %s -l %s", program->name, o->name);
		if (o->letter)
			mf_buf_printf(out, " -s %c", o->letter);
		if (o->kind != MF_OPTION_FLAG && !o->bare)
			mf_buf_addstr(out, paths == 'f' ? " -r" : " -x");
		if (paths == 'd')
			mf_buf_addstr(out, " -a '(__fish_complete_directories)'");
		if (mf_option_value(o, 0)) {
			mf_buf_addstr(out, " -a '");
			print_values(o, ' ', out);
			mf_buf_addch(out, '\'');
		}
		mf_buf_addstr(out, " -d '");
		short_help(o, out);
		mf_buf_addstr(out, "'\n");
	}
}

static void print_names(const struct mf_program *program, struct mf_buf *out)
{
	for (const struct mf_option *o = program->options; o->kind; o++)
		if (o->name && o->help)
			mf_buf_printf(out, "%s\n", o->name);
}

int mf_options_completion(const struct mf_program *program, const char *shell, struct mf_buf *out,
			  struct mf_error *err)
{
	static void (*const print[])(const struct mf_program *, struct mf_buf *) = {
		print_bash,
		print_zsh,
		print_fish,
		print_names,
	};

	for (size_t i = 0; mf_option_shells[i]; i++) {
		if (strcmp(shell, mf_option_shells[i]) == 0) {
			print[i](program, out);
			return 0;
		}
	}
	return mf_error_set(err, MF_E_USAGE, "no completion for the shell '%.60s'; accepted: bash, zsh, fish",
			    shell);
}
