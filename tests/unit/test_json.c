/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_json.c - JSON written and read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "wrappers/json/json.h"
#include "wrappers/libc/utf8.h"

static void test_quote(void **state)
{
	static const struct {
		const char *in;
		size_t len;
		const char *out;
	} row[] = {
		{ "", 0, "\"\"" },
		{ "كتاب \"x\"", 12, "\"كتاب \\\"x\\\"\"" },
		{ "a\\b\n\r\t\b\f", 8, "\"a\\\\b\\n\\r\\t\\b\\f\"" },
		{ "\x1b[31m\x01\x7f", 7, "\"\\u001b[31m\\u0001\\u007f\"" },
		{ "a\0b", 3, "\"a\\u0000b\"" },
		{ "\xe2\x80\xa8\xe2\x80\xa9", 6, "\"\\u2028\\u2029\"" }, /* line and paragraph separator */
		{ "\xc2\x9b", 2, "\"\\u009b\"" },                        /* CSI as one C1 control */
		{ "\xff"
		  "a\xd9",
		  3,
		  "\"\xef\xbf\xbd"
		  "a\xef\xbf\xbd\"" }, /* a bad byte, a cut letter */
		{ "\xed\xa0\x80", 3, "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"" }, /* a surrogate */
		{ "</script>😀", 13, "\"</script>😀\"" },
	};
	struct mf_buf out = MF_BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		mf_buf_reset(&out);
		mf_json_quote(&out, row[i].in, row[i].len);
		assert_string_equal(out.data, row[i].out);
		assert_true(mf_utf8_valid(out.data, out.len, NULL));
	}
	mf_buf_release(&out);
}

static void test_structure(void **state)
{
	struct mf_buf out = MF_BUF_INIT;
	struct mf_json w = mf_json_to(&out);

	(void)state;
	mf_json_begin_object(&w);
	mf_json_put_uint(&w, "format", 1);
	mf_json_put_text_or_null(&w, "url", "");
	mf_json_put_bool(&w, "exact", true);
	mf_json_key(&w, "results");
	mf_json_begin_array(&w);
	mf_json_begin_object(&w);
	mf_json_end_object(&w);
	mf_json_begin_object(&w);
	mf_json_put_string(&w, "a", "b");
	mf_json_end_object(&w);
	mf_json_int(&w, -5);
	mf_json_uint(&w, UINT64_MAX);
	mf_json_end_array(&w);
	mf_json_key(&w, "none");
	mf_json_begin_array(&w);
	mf_json_end_array(&w);
	mf_json_end_object(&w);
	assert_string_equal(out.data,
			    "{\"format\":1,\"url\":null,\"exact\":true,\"results\":[{},{\"a\":\"b\"},-5,"
			    "18446744073709551615],\"none\":[]}");
	mf_buf_release(&out);
}

static void test_real(void **state)
{
	static const struct {
		double value;
		unsigned decimals;
		const char *out;
	} row[] = {
		{ 0, 3, "0" },
		{ 1.3, 1, "1.3" },
		{ 9.8149, 2, "9.81" },
		{ 0.05, 4, "0.05" },
		{ -2.5, 2, "-2.5" },
		{ 1.999, 2, "2" },
		{ -0.0001, 2, "0" },
		{ 1e12, 3, "1000000000000" },
		{ 1e300, 3, "null" },
		{ (double)NAN, 2, "null" },
		{ (double)INFINITY, 2, "null" },
		{ 7.6, 0, "8" },
	};
	struct mf_buf out = MF_BUF_INIT;

	(void)state;
	setlocale(LC_NUMERIC, "de_DE.UTF-8"); /* a comma in numbers, where the machine has it */
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct mf_json w = mf_json_to(&out);
		mf_buf_reset(&out);
		mf_json_real(&w, row[i].value, row[i].decimals);
		assert_string_equal(out.data, row[i].out);
	}
	setlocale(LC_NUMERIC, "C");
	mf_buf_release(&out);
}

static void test_parse(void **state)
{
	const char *text =
		" {\"id\": 7, \"t\": \"\\u0643\\u0000x\", \"n\": null, \"l\": [1, 0.1, {\"a\": true}]} ";
	struct mf_json_value *tree = NULL;
	struct mf_buf out = MF_BUF_INIT;
	const struct mf_json_value *value;
	const char *name;
	void *at = NULL;
	size_t len;

	(void)state;
	assert_int_equal(mf_json_parse(&tree, text, strlen(text), NULL), 0);
	assert_int_equal(mf_json_kind(tree), MF_JSON_OBJECT);
	assert_true(mf_json_next(tree, &at, &name, &value));
	assert_string_equal(name, "id");
	assert_int_equal(mf_json_kind(value), MF_JSON_NUMBER);
	assert_null(mf_json_text(value, &len));
	assert_true(mf_json_next(tree, &at, &name, &value));
	assert_memory_equal(mf_json_text(value, &len), "ك\0x", 4);
	assert_int_equal(len, 4);
	assert_true(mf_json_next(tree, &at, &name, &value));
	assert_true(mf_json_next(tree, &at, &name, &value));
	assert_int_equal(mf_json_count(value), 3);
	mf_json_write(value, true, &out);
	assert_string_equal(out.data, "[1,0.1,{\"a\":true}]");
	assert_false(mf_json_next(tree, &at, &name, &value));
	assert_null(mf_json_get(tree, "absent"));
	mf_json_free(tree);
	mf_buf_release(&out);
}

static void test_parse_errors(void **state)
{
	static const char *const bad[] = {
		"",
		"{",
		"{\"a\": }",
		"{\"a\": 1} x",
		"{'a': 1}",
		"{\"a\": \"\xff\"}",
		"{\"a\": \"\\ud800\"}",
		"[1,]",
	};
	struct mf_json_value *tree;
	struct mf_error err;
	char deep[5000];

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(mf_json_parse(&tree, bad[i], strlen(bad[i]), &err), MF_E_INPUT);
		assert_null(tree);
		assert_memory_equal(err.text, "column ", 7);
		assert_null(strchr(err.text, '\n'));
	}
	memset(deep, '[', sizeof deep);
	assert_int_equal(mf_json_parse(&tree, deep, sizeof deep, &err), MF_E_INPUT);
	assert_non_null(strstr(err.text, "depth"));
	mf_json_free(NULL);
}

static void test_mend(void **state)
{
	static const struct {
		const char *in, *out;
		size_t mended;
	} row[] = {
		{ "\"abc\xff"
		  "d\"",
		  "\"abc\xef\xbf\xbd"
		  "d\"",
		  1 },
		{ "\"\\ud83d\\ude00\"", "\"\\ud83d\\ude00\"", 0 },
		{ "\"\\uD83Dx\\uDE00\"", "\"\xef\xbf\xbdx\xef\xbf\xbd\"", 2 },
		{ "\"\\\\ud800\"", "\"\\\\ud800\"", 0 }, /* an escaped backslash, then plain letters */
		{ "\"\xef\xbf\xbd\\", "\"\xef\xbf\xbd\\", 0 },
		{ "\"\\\xff\"", "\"\\\xef\xbf\xbd\"", 1 },
	};
	struct mf_buf out = MF_BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		mf_buf_reset(&out);
		assert_int_equal(mf_json_mend(row[i].in, strlen(row[i].in), &out), row[i].mended);
		assert_string_equal(out.data, row[i].out);
	}
	mf_buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_quote),        cmocka_unit_test(test_structure),
		cmocka_unit_test(test_real),         cmocka_unit_test(test_parse),
		cmocka_unit_test(test_parse_errors), cmocka_unit_test(test_mend),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
