/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The option table: what is accepted, what is refused and in which words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "wrappers/libc/command.h"
#include "wrappers/libc/options.h"

struct settings {
	bool quiet, help;
	uint64_t limit, memory;
	unsigned format;
	uint32_t facets;
	const char *db;
	struct mf_strings persons;
};

static const char *const formats[] = { "text", "json", NULL };
static const char *const facets[] = { "person", "place", "date", NULL };
static const char *const usage[] = { "[OPTION]... WORD...", NULL };
static const struct mf_example examples[] = { { "tool -n5 a", "the first five" }, { NULL, NULL } };
#define AT(field) offsetof(struct settings, field)
static const struct mf_option options[] = {
	{ .kind = MF_OPTION_GROUP, .help = "General" },
	{ .name = "db",
	  .letter = 'd',
	  .kind = MF_OPTION_TEXT,
	  .at = AT(db),
	  .arg = "DIR",
	  .help = "the index" },
	{ .name = "limit",
	  .letter = 'n',
	  .kind = MF_OPTION_NUMBER,
	  .at = AT(limit),
	  .arg = "N",
	  .max = 1000,
	  .help = "so many results; 10 unless told" },
	{ .name = "memory",
	  .kind = MF_OPTION_SIZE,
	  .at = AT(memory),
	  .arg = "SIZE",
	  .min = 1024,
	  .help = "ceiling" },
	{ .name = "format", .kind = MF_OPTION_CHOICE, .at = AT(format), .values = formats, .help = "form" },
	{ .name = "facets",
	  .kind = MF_OPTION_WORDS,
	  .at = AT(facets),
	  .arg = "LIST",
	  .values = facets,
	  .bare = "person,date",
	  .help = "counts" },
	{ .name = "person", .kind = MF_OPTION_LIST, .at = AT(persons), .arg = "X", .help = "only with X" },
	{ .name = "quiet", .letter = 'q', .kind = MF_OPTION_FLAG, .at = AT(quiet), .help = "no messages" },
	{ .name = "help",
	  .letter = 'h',
	  .kind = MF_OPTION_FLAG,
	  .at = AT(help),
	  .last = true,
	  .help = "this text" },
	{ .name = "hidden", .kind = MF_OPTION_TEXT, .at = AT(db), .arg = "X" },
	{ .kind = MF_OPTION_END },
};
static const struct mf_program program = {
	"tool", "Finds words.", usage, examples, options, "Exit status: 0.\n",
};

/* Splits a command line at single spaces and parses it. */
static int parse(struct mf_arena *arena, const char *line, struct settings *set, struct mf_strings *operands,
		 struct mf_error *err)
{
	char *argv[32], *text = mf_arena_strdup(arena, line), *save = NULL;
	int argc = 0;

	argv[argc++] = mf_arena_strdup(arena, "tool");
	for (char *word = strtok_r(text, " ", &save); word; word = strtok_r(NULL, " ", &save))
		argv[argc++] = word;
	*set = (struct settings){ .limit = 10 };
	return mf_options_parse(&program, argc, argv, arena, set, operands, err);
}

static void accepted(void **state)
{
	struct mf_arena arena = MF_ARENA_INIT;
	struct mf_error err = MF_ERROR_INIT;
	struct mf_strings operands;
	struct settings set;

	(void)state;
	assert_int_equal(parse(&arena, "one -qn5 --db=x two --person a --person=b -d y --format json -كلمة -",
			       &set, &operands, &err),
			 0);
	assert_true(set.quiet);
	assert_int_equal(set.limit, 5);
	assert_string_equal(set.db, "y");
	assert_int_equal(set.format, 1);
	assert_int_equal(set.persons.n, 2);
	assert_string_equal(set.persons.item[1], "b");
	assert_int_equal(operands.n, 4);
	assert_string_equal(operands.item[2], "-كلمة");
	assert_string_equal(operands.item[3], "-");
	assert_int_equal(parse(&arena, "--facets x --memory=3m -- --quiet", &set, &operands, &err), 0);
	assert_int_equal(set.facets, 5);
	assert_int_equal(set.memory, 3 << 20);
	assert_false(set.quiet);
	assert_int_equal(operands.n, 2);
	assert_int_equal(parse(&arena, "--facets=place,date", &set, &operands, &err), 0);
	assert_int_equal(set.facets, 6);
	assert_int_equal(parse(&arena, "--help --wrong", &set, &operands, &err), 0);
	assert_true(set.help);
	mf_arena_release(&arena);
}

static void refused(void **state)
{
	static const struct {
		const char *line, *text;
	} rows[] = {
		{ "--limt=3", "unknown option --limt; the nearest is --limit" },
		{ "--form=json", "unknown option --form; the nearest is --format" },
		{ "--zzzzzz", "unknown option --zzzzzz" },
		{ "-z", "unknown option -z" },
		{ "--format=xml", "--format does not accept 'xml'; accepted: text, json" },
		{ "--format", "--format does not accept ''; accepted: text, json" },
		{ "--facets=person,x", "--facets does not accept 'x'; accepted: person, place, date" },
		{ "-n x", "--limit does not accept 'x'; accepted: a whole number from 0 to 1000" },
		{ "-n1001", "--limit does not accept '1001'; accepted: a whole number from 0 to 1000" },
		{ "-n-1", "--limit does not accept '-1'; accepted: a whole number from 0 to 1000" },
		{ "-n 99999999999999999999", "--limit does not accept '99999999999999999999'; accepted: "
					     "a whole number from 0 to 1000" },
		{ "--memory=9T",
		  "--memory does not accept '9T'; accepted: a size such as 64K, 512M or 2G of at "
		  "least 1024" },
		{ "--memory=99999999999G",
		  "--memory does not accept '99999999999G'; accepted: a size such as 64K, "
		  "512M or 2G of at least 1024" },
		{ "--quiet=1", "--quiet takes no value, but '1' was given" },
		{ "--db", "--db needs a value: --db=DIR" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct mf_arena arena = MF_ARENA_INIT;
		struct mf_error err = MF_ERROR_INIT;
		struct mf_strings operands;
		struct settings set;

		assert_int_equal(parse(&arena, rows[i].line, &set, &operands, &err), MF_E_USAGE);
		assert_string_equal(err.text, rows[i].text);
		mf_arena_release(&arena);
	}
}

static void printed(void **state)
{
	struct mf_buf out = MF_BUF_INIT;
	struct mf_error err = MF_ERROR_INIT;

	(void)state;
	mf_options_help(&program, &out);
	assert_string_equal(
		out.data, "Usage: tool [OPTION]... WORD...\n"
			  "Finds words.\n\n"
			  "Examples:\n  tool -n5 a\n      the first five\n\n"
			  "General:\n"
			  "  -d, --db=DIR            the index\n"
			  "  -n, --limit=N           so many results; 10 unless told\n"
			  "      --memory=SIZE       ceiling\n"
			  "      --format=text|json  form\n"
			  "      --facets[=LIST]     counts: person place date; without a value person,date\n"
			  "      --person=X          only with X\n"
			  "  -q, --quiet             no messages\n"
			  "  -h, --help              this text\n\n"
			  "Exit status: 0.\n");
	mf_buf_reset(&out);
	assert_int_equal(mf_options_completion(&program, "names", &out, &err), 0);
	assert_string_equal(out.data, "db\nlimit\nmemory\nformat\nfacets\nperson\nquiet\nhelp\n");
	for (size_t i = 0; i < 3; i++) {
		mf_buf_reset(&out);
		assert_int_equal(mf_options_completion(&program, mf_option_shells[i], &out, &err), 0);
		assert_non_null(strstr(out.data, "text json"));
		assert_null(strstr(out.data, "hidden"));
	}
	assert_int_equal(mf_options_completion(&program, "csh", &out, &err), MF_E_USAGE);
	mf_buf_release(&out);
}

/* ---- commands ---- */

struct asked {
	const char *file;
	bool check, help;
	uint64_t number;
};

static int nothing(struct mf_run *run)
{
	(void)run;
	return 0;
}

static void chosen(void **state)
{
	static const struct mf_command table[] = {
		{ .option = "help", MF_COMMAND_FIELD(struct asked, help), .wins = true, .run = nothing },
		{ .option = "file", MF_COMMAND_FIELD(struct asked, file), .run = nothing },
		{ .option = "check", MF_COMMAND_FIELD(struct asked, check), .run = nothing },
		{ .option = "number", MF_COMMAND_FIELD(struct asked, number), .run = nothing },
		{ .run = nothing },
	};
	const struct asked none = { 0 }, file = { .file = "" }, number = { .number = (uint64_t)1 << 40 };
	const struct asked two = { .file = "x", .check = true }, help = { "x", true, true, 1 };
	struct mf_error err = MF_ERROR_INIT;

	(void)state;
	assert_ptr_equal(mf_command_choose(table, &none, &err), &table[4]);
	assert_ptr_equal(mf_command_choose(table, &file, &err), &table[1]);
	assert_ptr_equal(mf_command_choose(table, &number, &err), &table[3]);
	assert_ptr_equal(mf_command_choose(table, &help, &err), &table[0]);
	assert_null(mf_command_choose(table, &two, &err));
	assert_int_equal(err.code, MF_E_USAGE);
	assert_string_equal(err.text, "--file and --check cannot be given together");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(accepted),
		cmocka_unit_test(refused),
		cmocka_unit_test(printed),
		cmocka_unit_test(chosen),
	};

	return cmocka_run_group_tests_name("options", tests, NULL, NULL);
}
