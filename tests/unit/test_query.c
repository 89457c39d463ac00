/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The query language: the rows of tests/golden/queries.txt, ceilings, and hostile queries. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "search/query/query.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/utf8.h"

/* Appends a line with its \uXXXX resolved. */
static void add_unescaped(struct mf_buf *out, const char *line, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		char hex[5] = "", bytes[4];

		if (line[i] != '\\' || i + 5 >= len || line[i + 1] != 'u') {
			mf_buf_addch(out, line[i]);
			continue;
		}
		memcpy(hex, line + i + 2, 4);
		mf_buf_add(out, bytes, mf_utf8_put(bytes, (uint32_t)strtoul(hex, NULL, 16)));
		i += 5;
	}
}

struct row {
	unsigned line;
	struct mf_buf query, want, got;
};

/* The tree printed as a query and read again is the same tree. */
static void check_plain(const struct row *row, const struct mf_node *root, const char *tree)
{
	struct mf_arena arena = MF_ARENA_INIT;
	struct mf_buf plain = MF_BUF_INIT, again = MF_BUF_INIT;
	struct mf_query query;

	mf_query_print_plain(root, &plain);
	if (plain.len) { /* punctuation leaves nothing */
		assert_int_equal(mf_query_parse(&arena, plain.data, plain.len, MF_QUERY_STRICT, &query, NULL),
				 0);
		mf_query_print_tree(query.root, &again);
		if (strcmp(again.data, tree) != 0)
			fail_msg("queries.txt:%u: printed as %s\nexpected:\n%s\ngot:\n%s", row->line,
				 plain.data, tree, again.data);
	}
	mf_buf_release(&plain);
	mf_buf_release(&again);
	mf_arena_release(&arena);
}

static void check_row(struct row *row)
{
	struct mf_arena arena = MF_ARENA_INIT;
	struct mf_error err = MF_ERROR_INIT;
	struct mf_query query;
	int code;

	if (!row->query.len)
		return;
	assert_int_equal(mf_query_parse(&arena, row->query.data, row->query.len, 0, &query, &err), 0);
	mf_buf_addch(&row->got, '\t');
	mf_query_print_tree(query.root, &row->got);
	if (!query.recovered)
		check_plain(row, query.root, row->got.data + 1);
	mf_buf_addch(&row->got, '\n');
	if (query.recovered)
		mf_buf_printf(&row->got, "\t? %zu %s\n", query.recovered_at, query.recovered);
	if (strcmp(row->got.data, row->want.data) != 0)
		fail_msg("queries.txt:%u: %s\nexpected:\n%sgot:\n%s", row->line, row->query.data,
			 row->want.data, row->got.data);
	code = mf_query_parse(&arena, row->query.data, row->query.len, MF_QUERY_STRICT, &query, &err);
	assert_int_equal(code, query.recovered ? MF_E_USAGE : 0);
	if (code)
		assert_int_equal(err.offset, query.recovered_at);
	mf_arena_release(&arena);
}

static void golden_rows(void **state)
{
	struct mf_buf file = MF_BUF_INIT;
	struct row row = { 0, MF_BUF_INIT, MF_BUF_INIT, MF_BUF_INIT };
	struct mf_error err = MF_ERROR_INIT;
	const char *folder = getenv("top_srcdir");
	char *path = mf_path_join(folder ? folder : ".", "tests/golden/queries.txt");
	unsigned line = 0, rows = 0;

	(void)state;
	if (mf_file_read(path, 1 << 20, &file, &err))
		fail_msg("%s", err.text);
	for (char *at = file.data, *end; *at; at = end + 1) {
		end = strchr(at, '\n');
		line++;
		if (*at == '#' || at == end)
			continue;
		if (*at == '\t') {
			mf_buf_add(&row.want, at, (size_t)(end - at) + 1);
			continue;
		}
		check_row(&row);
		mf_buf_reset(&row.query);
		mf_buf_reset(&row.want);
		mf_buf_reset(&row.got);
		row.line = line;
		rows++;
		add_unescaped(&row.query, at, (size_t)(end - at));
	}
	check_row(&row);
	assert_true(rows > 90);
	free(path);
	mf_buf_release(&file);
	mf_buf_release(&row.query);
	mf_buf_release(&row.want);
	mf_buf_release(&row.got);
}

static void empty_queries(void **state)
{
	static const char *const queries[] = { "", " ", "\t\n", "*", " ** " };

	(void)state;
	for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
		struct mf_arena arena = MF_ARENA_INIT;
		struct mf_query query;

		assert_int_equal(
			mf_query_parse(&arena, queries[i], strlen(queries[i]), MF_QUERY_STRICT, &query, NULL),
			0);
		assert_int_equal(query.root->kind, MF_NODE_ALL);
		mf_arena_release(&arena);
	}
}

/* The code of a query that is `times` times the text `piece`, with `tail` after. */
static int parse_repeated(const char *piece, size_t times, const char *tail, struct mf_error *err)
{
	struct mf_arena arena = MF_ARENA_INIT;
	struct mf_buf text = MF_BUF_INIT;
	struct mf_query query;
	int code;

	for (size_t i = 0; i < times; i++)
		mf_buf_addstr(&text, piece);
	mf_buf_addstr(&text, tail);
	code = mf_query_parse(&arena, text.data, text.len, 0, &query, err);
	mf_buf_release(&text);
	mf_arena_release(&arena);
	return code;
}

static void ceilings(void **state)
{
	struct mf_error err = MF_ERROR_INIT;

	(void)state;
	assert_int_equal(parse_repeated("x", 4096, "", &err), 0);
	assert_int_equal(parse_repeated("x", 4097, "", &err), MF_E_LIMIT);
	assert_string_equal(err.text, "the query is too long: 4097 bytes, at most 4096 are read");
	assert_int_equal(parse_repeated("x", 1 << 20, "", &err), MF_E_LIMIT);
	assert_int_equal(parse_repeated("ا ", 256, "", &err), 0);
	assert_int_equal(parse_repeated("ا ", 257, "", &err), MF_E_LIMIT);
	assert_string_equal(err.text, "the query has too many words: 257, at most 256 are searched");
	assert_int_equal(parse_repeated("\"ا ب ج د\" ", 64, "", &err), 0);
	assert_int_equal(parse_repeated("\"ا ب ج د\" ", 65, "", &err), MF_E_LIMIT);
	assert_int_equal(parse_repeated("(", 32, "a", &err), 0);
	assert_int_equal(parse_repeated("(", 33, "a", &err), MF_E_LIMIT);
	assert_string_equal(err.text, "the query is nested too deeply, at most 32 levels are read");
	assert_int_equal(err.offset, 33);
	assert_int_equal(parse_repeated("(", 4096, "", &err), MF_E_LIMIT);
	assert_int_equal(parse_repeated("NOT ", 32, "a", &err), 0);
	assert_int_equal(parse_repeated("NOT ", 33, "a", &err), MF_E_LIMIT);
	assert_int_equal(parse_repeated("NOT ", 1000, "", &err), MF_E_LIMIT);
}

static void exact_flag(void **state)
{
	struct mf_arena arena = MF_ARENA_INIT;
	struct mf_buf out = MF_BUF_INIT;
	struct mf_query query;
	const char *text = "مدن title:a b* \"c d\" place:e";

	(void)state;
	assert_int_equal(mf_query_parse(&arena, text, strlen(text), MF_QUERY_EXACT, &query, NULL), 0);
	mf_query_print_tree(query.root, &out);
	assert_string_equal(out.data,
			    "(words (exact \"مدن\") (exact title \"a\") (exact \"b\") (phrase exact \"c d\") "
			    "(must (filter place \"e\")))");
	mf_buf_release(&out);
	mf_arena_release(&arena);
}

static bool offsets_are_sound(const struct mf_node *node, size_t len)
{
	if (node->begin > node->end || node->end > len)
		return false;
	for (size_t i = 0; i < node->children; i++)
		if (node->child[i]->begin < node->begin || node->child[i]->end > node->end ||
		    !offsets_are_sound(node->child[i], len))
			return false;
	return true;
}

/* Random strings of what the language is made of never fail below the ceilings, and keep sound offsets. */
static void random_queries(void **state)
{
	static const char *const pieces[] = {
		"(",  ")", "\"", "«", "»",  "“",    "AND ",   "OR ",          "NOT ", "+",
		"-",  "=", "*",  "~", "~5", ":",    "title:", "شخص:",         "مدن",  "a",
		" ",  " ", ",",  "،", "1",  "\200", "\xff",   "\xe2\x80\x8f", "\xd9", "date:..",
		"\n",
	};
	uint32_t seed = 12345;

	(void)state;
	for (unsigned round = 0; round < 20000; round++) {
		struct mf_arena arena = MF_ARENA_INIT;
		struct mf_buf text = MF_BUF_INIT, printed = MF_BUF_INIT;
		struct mf_query query;

		for (unsigned i = 0, n = round % 24; i < n; i++) {
			seed = seed * 1664525u + 1013904223u;
			mf_buf_addstr(&text, pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)]);
		}
		assert_int_equal(mf_query_parse(&arena, text.data, text.len, 0, &query, NULL), 0);
		assert_true(offsets_are_sound(query.root, text.len));
		assert_true(query.recovered_at <= text.len);
		mf_query_print_tree(query.root, &printed);
		mf_query_print_lexemes(text.data, text.len, &printed);
		assert_true(mf_utf8_valid(printed.data, printed.len, NULL));
		mf_buf_release(&text);
		mf_buf_release(&printed);
		mf_arena_release(&arena);
	}
}

static void lexemes_in_print(void **state)
{
	const char *text = "+شخص:x \"a b\"~2 (c*) AND";
	struct mf_buf out = MF_BUF_INIT;

	(void)state;
	mf_query_print_lexemes(text, strlen(text), &out);
	assert_string_equal(out.data, "0..1 plus\n1..8 field person\n8..9 word \"x\"\n10..17 near 2 \"a b\"\n"
				      "18..19 open\n19..21 word \"c\"\n21..22 close\n23..26 and\n");
	mf_buf_release(&out);
}

static void caret(void **state)
{
	struct mf_buf out = MF_BUF_INIT;
	const char *text = "قُوات\033 (a";

	(void)state;
	mf_query_print_caret(text, strlen(text), strlen(text) - 2, &out);
	assert_string_equal(out.data,
			    "قُوات\357\277\275 (a\n      ^\n"); /* U+FFFD for ESC; the damma has no column */
	mf_buf_reset(&out);
	mf_query_print_caret("a AND", 5, 5, &out);
	assert_string_equal(out.data, "a AND\n     ^\n");
	mf_buf_release(&out);
}

static void plain_queries(void **state)
{
	static const struct {
		const char *query, *plain;
	} rows[] = {
		{ "(a OR b) AND c d", "(a OR b) AND c d" },
		{ "شخص:«قاسم جومارت»  قوات -(a  b)", "person:\"قاسم جومارت\" قوات -(a b)" },
		{ "NOT (a b) AND ((c))", "NOT (a b) AND c" },
		{ "(a AND", "a" },
		{ "«ا \"ب\" ج» د* =ه", "«ا \"ب\" ج» د =ه" },
		{ "", "*" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct mf_arena arena = MF_ARENA_INIT;
		struct mf_buf plain = MF_BUF_INIT;
		struct mf_query query;

		assert_int_equal(
			mf_query_parse(&arena, rows[i].query, strlen(rows[i].query), 0, &query, NULL), 0);
		mf_query_print_plain(query.root, &plain);
		assert_string_equal(plain.data, rows[i].plain);
		mf_buf_release(&plain);
		mf_arena_release(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(golden_rows),    cmocka_unit_test(empty_queries),
		cmocka_unit_test(ceilings),       cmocka_unit_test(exact_flag),
		cmocka_unit_test(random_queries), cmocka_unit_test(lexemes_in_print),
		cmocka_unit_test(plain_queries),  cmocka_unit_test(caret),
	};

	return cmocka_run_group_tests_name("query", tests, NULL, NULL);
}
