/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The field table and the spelling of terms. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "indexer/analysis/names/gazetteer.h"
#include "indexer/analysis/schema.h"

static void fields_in_two_languages(void **state)
{
	static const char *const same[][3] = {
		{ "title", "عنوان", "TITLE" }, { "entity", "كيان", "Entity" }, { "person", "شخص", "شَخص" },
		{ "place", "مكان", "مکان" },   { "org", "منظمة", "منظمه" },    { "source", "مصدر", "مصـدر" },
		{ "date", "تاريخ", "Date" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
		const struct mf_query_field *field = mf_query_field_find(same[i][0], strlen(same[i][0]));

		assert_non_null(field);
		assert_string_equal(field->name, same[i][0]);
		for (int name = 1; name < 3; name++)
			assert_ptr_equal(mf_query_field_find(same[i][name], strlen(same[i][name])), field);
		assert_true(field->help[0] && field->example[0]);
	}
	assert_int_equal(mf_query_field_find("org", 3)->type, MF_ORG);
	assert_null(mf_query_field_find("titl", 4));
	assert_null(mf_query_field_find("", 0));
}

static void terms(void **state)
{
	struct mf_buf a = MF_BUF_INIT, b = MF_BUF_INIT;
	char value[301];

	(void)state;
	mf_term_make(&a, MF_TERM_STEM, "مدين", strlen("مدين"));
	assert_string_equal(a.data, "Zمدين");
	mf_buf_reset(&a);
	mf_term_make(&a, MF_TERM_ENTITY, "KZ", 2);
	assert_string_equal(a.data, "XE:KZ");
	mf_buf_reset(&a);
	mf_term_make(&a, MF_TERM_ID, "", 0);
	assert_string_equal(a.data, "Q");

	memset(value, 'a', sizeof value);
	mf_buf_reset(&a);
	mf_term_make(&a, MF_TERM_ID, value, 300);
	value[299] = 'b';
	mf_term_make(&b, MF_TERM_ID, value, 300);
	assert_int_equal(a.len, 245);
	assert_int_equal(b.len, 245);
	assert_memory_not_equal(a.data, b.data, 245);
	mf_buf_release(&a);
	mf_buf_release(&b);
}

static void the_fingerprint_is_steady(void **state)
{
	(void)state;
	assert_true(mf_analysis_fingerprint(MF_STEMMING_PLUS) != 0);
	assert_true(mf_analysis_fingerprint(MF_STEMMING_PLUS) == mf_analysis_fingerprint(MF_STEMMING_PLUS));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_in_two_languages),
		cmocka_unit_test(terms),
		cmocka_unit_test(the_fingerprint_is_steady),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
