/* SPDX-License-Identifier: GPL-2.0-or-later */
/* saved.c - queries kept by name. */
#include "search/saved.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "wrappers/libc/file.h"
#include "wrappers/libc/utf8.h"
#include "wrappers/libc/error.h"

#define NAME_BYTES 100
#define FILE_CEILING ((size_t)64 << 10)

/* Letters and digits of any script, and - _ . inside: a name is a file's name and nothing more. */
static bool is_name(const char *name)
{
	size_t len = strlen(name);

	if (!len || len > NAME_BYTES || *name == '.' || *name == '-' || !mf_utf8_valid(name, len, NULL))
		return false;
	for (size_t at = 0; at < len;) {
		uint32_t c = mf_utf8_next(name, len, &at);
		bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			     c == '-' || c == '_' || c == '.';
		bool letter = c >= 0xc0 && !(c >= 0x2000 && c < 0x2070) && c < 0xe000 && c != 0x61c;
		if (!plain && !letter)
			return false;
	}
	return true;
}

static char *folder_of(struct mf_arena *arena)
{
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");

	if (data && *data)
		return mf_arena_printf(arena, "%s/mufahris/queries", data);
	return mf_arena_printf(arena, "%s/.local/share/mufahris/queries", home ? home : ".");
}

static int check_name(const char *name, struct mf_error *err)
{
	if (is_name(name))
		return 0;
	mf_error_set(err, MF_E_USAGE, "'%.60s' cannot be the name of a query", name);
	mf_error_hint(err, "letters, digits, - _ . inside, at most %d bytes", NAME_BYTES);
	return MF_E_USAGE;
}

/* ---- keeping ---- */

static void put_words(struct mf_buf *out, const struct mf_option *o, uint32_t mask)
{
	const char *value, *comma = "";

	mf_buf_printf(out, "--%s=", o->name);
	for (size_t i = 0; (value = mf_option_value(o, i)) != NULL; i++)
		if (mask >> i & 1) {
			mf_buf_printf(out, "%s%s", comma, value);
			comma = ",";
		}
	mf_buf_addch(out, '\n');
}

/* The option as an argument, where it is not what it is by default. */
static void put_option(struct mf_buf *out, const struct mf_option *o, const void *field, const void *usual)
{
	const struct mf_strings *list = field;
	const char *text;

	switch (o->kind) {
	case MF_OPTION_FLAG:
		if (*(const bool *)field)
			mf_buf_printf(out, "--%s\n", o->name);
		break;
	case MF_OPTION_NUMBER:
	case MF_OPTION_SIZE:
		if (*(const uint64_t *)field != *(const uint64_t *)usual)
			mf_buf_printf(out, "--%s=%llu\n", o->name,
				      (unsigned long long)*(const uint64_t *)field);
		break;
	case MF_OPTION_CHOICE:
		if (*(const unsigned *)field != *(const unsigned *)usual)
			mf_buf_printf(out, "--%s=%s\n", o->name,
				      mf_option_value(o, *(const unsigned *)field));
		break;
	case MF_OPTION_WORDS:
		if (*(const uint32_t *)field)
			put_words(out, o, *(const uint32_t *)field);
		break;
	case MF_OPTION_TEXT:
		text = *(const char *const *)field;
		if (text)
			mf_buf_printf(out, "--%s=%s\n", o->name, text);
		break;
	case MF_OPTION_LIST:
		for (size_t i = 0; i < list->n; i++)
			mf_buf_printf(out, "--%s=%s\n", o->name, list->item[i]);
		break;
	case MF_OPTION_GROUP:
	case MF_OPTION_END:
		break;
	}
}

/* Which index it is, and which page of the results, is not the query. */
static bool is_kept(const struct mf_option *o)
{
	return strcmp(o->name, "db") != 0 && strcmp(o->name, "limit") != 0 && strcmp(o->name, "offset") != 0;
}

static bool has_line_end(char *const *argv, int argc)
{
	for (int i = 0; i < argc; i++)
		if (strchr(argv[i], '\n'))
			return true;
	return false;
}

/* What argv says, and nothing of a configuration. */
static int put_arguments(struct mf_buf *out, int argc, char **argv, struct mf_arena *arena,
			 struct mf_error *err)
{
	struct mf_search_options given = mf_search_defaults;
	struct mf_strings operands;
	int rc = mf_options_parse(&mf_search_program, argc, argv, arena, &given, &operands, err);

	if (rc < 0)
		return rc;
	for (const struct mf_option *o = mf_search_program.options; o->kind; o++) {
		if (o->kind == MF_OPTION_GROUP && strcmp(o->help, MF_GROUP_OUTPUT) == 0)
			break;
		if (o->kind != MF_OPTION_GROUP && is_kept(o))
			put_option(out, o, (const char *)&given + o->at,
				   (const char *)&mf_search_defaults + o->at);
	}
	for (size_t i = 0; i < operands.n; i++) {
		if (operands.item[i][0] == '@')
			return mf_error_set(err, MF_E_USAGE, "a kept query cannot name another, as %s does",
					    operands.item[i]);
		mf_buf_printf(out, "%s%s", i ? " " : "", operands.item[i]);
	}
	mf_buf_addch(out, '\n');
	return 0;
}

int mf_saved_store(const char *name, int argc, char **argv, struct mf_error *err)
{
	struct mf_arena arena = MF_ARENA_INIT;
	struct mf_buf text = MF_BUF_INIT;
	const char *folder = folder_of(&arena);
	int rc = check_name(name, err);

	if (rc == 0 && has_line_end(argv, argc))
		rc = mf_error_set(err, MF_E_USAGE, "--save=%s: a query that is kept has no line ends in it",
				  name);
	if (rc == 0)
		rc = put_arguments(&text, argc, argv, &arena, err);
	if (rc == 0)
		rc = mf_mkdirs(folder, err);
	if (rc == 0)
		rc = mf_file_replace(mf_arena_printf(&arena, "%s/%s", folder, name), text.data, text.len,
				     err);
	mf_buf_release(&text);
	mf_arena_release(&arena);
	return rc;
}

/* ---- using ---- */

static int not_kept(const char *name, const char *folder, struct mf_error *err)
{
	mf_error_set(err, MF_E_NOTFOUND, "no query is kept as @%s in %s", name, folder);
	mf_error_hint(err, "--saved lists those that are; --save=%s keeps one", name);
	return MF_E_NOTFOUND;
}

int mf_saved_load(const char *name, struct mf_arena *arena, struct mf_strings *options, const char **query,
		  struct mf_error *err)
{
	struct mf_buf text = MF_BUF_INIT;
	const char *folder = folder_of(arena);
	char *copy, *end;
	size_t lines = 1;
	int rc = check_name(name, err);

	*options = (struct mf_strings){ NULL, 0 };
	*query = "";
	if (rc == 0)
		rc = mf_file_read(mf_arena_printf(arena, "%s/%s", folder, name), FILE_CEILING, &text, err);
	if (rc < 0) {
		mf_buf_release(&text);
		return rc == MF_E_NOTFOUND ? not_kept(name, folder, err) : rc;
	}
	copy = mf_arena_strndup(arena, text.data, text.len);
	for (const char *at = copy; *at; at++)
		lines += *at == '\n';
	options->item = mf_arena_alloc(arena, lines * sizeof *options->item);
	for (; (end = strchr(copy, '\n')) != NULL; copy = end + 1) {
		*end = '\0';
		if (!end[1])
			break;
		options->item[options->n++] = copy;
	}
	*query = copy;
	mf_buf_release(&text);
	return 0;
}

/* ---- all of them ---- */

static int is_saved(const struct dirent *e)
{
	return is_name(e->d_name);
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

int mf_saved_list(struct mf_arena *arena, struct mf_strings *out, struct mf_error *err)
{
	const char *folder = folder_of(arena);
	struct dirent **entry;
	int n = scandir(folder, &entry, is_saved, by_bytes);

	*out = (struct mf_strings){ NULL, 0 };
	if (n < 0 && errno == ENOENT)
		return 0;
	if (n < 0)
		return mf_error_set(err, MF_E_IO, "%s: %s", folder, mf_strerror(errno));
	out->item = mf_arena_alloc(arena, ((size_t)n + 1) * sizeof *out->item);
	for (int i = 0; i < n; i++) {
		out->item[out->n++] = mf_arena_strdup(arena, entry[i]->d_name);
		free(entry[i]);
	}
	free(entry);
	return 0;
}

int mf_saved_forget(const char *name, struct mf_error *err)
{
	struct mf_arena arena = MF_ARENA_INIT;
	const char *folder = folder_of(&arena);
	int rc = check_name(name, err);

	if (rc == 0 && unlink(mf_arena_printf(&arena, "%s/%s", folder, name)) < 0)
		rc = errno == ENOENT
			     ? not_kept(name, folder, err)
			     : mf_error_set(err, MF_E_IO, "%s/%s: %s", folder, name, mf_strerror(errno));
	mf_arena_release(&arena);
	return rc;
}
