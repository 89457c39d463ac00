/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers in digits, in words and in both, and the days of a month. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "indexer/analysis/numbers/number.h"

static void numbers(void **state)
{
	static const struct {
		const char *text, *values; /* a value in words has a 'w' after it */
	} rows[] = {
		{ "164", "164" },
		{ "١٦٤ و۱۶۴", "164 164" },
		{ "٤٬٢٦٦ = 4,266", "4266 4266" },
		{ "1.3 و٣٫٥ و3,5 و1.50", "1.3 3.5 3.5 1.5" },
		{ "٠٩ 007 0 0.5", "9 7 0 0.5" },
		{ "1,234,567.80 1.234.567", "1234567.8 1234567" },
		{ "12.01.2022", "12.01.2022" },
		{ "مئة واربعة وستون قتيلا", "164w" },
		{ "مائة وأربعة وستين", "164w" },
		{ "مئة وثلاثة", "103w" },
		{ "ستة الاف شخص", "6000w" },
		{ "ثلاثمئة، وثلاثمائة، وثلاث مئة", "300w 300w 300w" },
		{ "سبعين بالمئة و30 في المئة", "70w 30" },
		{ "4 آلاف و4200 و4266", "4000w 4200 4266" },
		{ "20 ألف جندي", "20000w" },
		{ "1.3 ألف", "1300w" },
		{ "2.5 مليون", "2500000w" },
		{ "ألف رجل وألفان وألفي امرأة", "1000w 2000w 2000w" },
		{ "مليون ونصف المليون", "1500000w" },
		{ "خمسة وعشرون ألفا وثلاثمائة واثنا عشر", "25312w" },
		{ "ألفين ومئتين وأربعة وثلاثين", "2234w" },
		{ "مئة ألف", "100000w" },
		{ "ثلاثة ملايين وخمسمئة ألف", "3500000w" },
		{ "4 آلاف و200 شخص", "4200w" },
		{ "أحد عشر، اثنتي عشرة، تسعة عشر", "11w 12w 19w" },
		{ "بثلاثة أشخاص", "3w" },
		{ "واحد واثنان وواحدة", "" },
		{ "مئات الآلاف وآلاف", "" },
		{ "لست هنا", "" },
		{ "في الحادي والثلاثين من الثاني عشر", "" },
		{ "عشرون، ثلاثون", "20w 30w" },
		{ "و62شخصا", "62" },
	};
	struct mf_tokens tokens = MF_TOKENS_INIT;
	struct mf_numbers found = { 0 };
	struct mf_buf out = MF_BUF_INIT;
	unsigned wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		uint32_t last = 0;

		mf_segment(&tokens, rows[i].text, strlen(rows[i].text));
		mf_numbers_find(&tokens, &found);
		mf_buf_reset(&out);
		for (size_t n = 0; n < found.n; n++) {
			assert_true(found.v[n].first >= last && found.v[n].last > found.v[n].first);
			last = found.v[n].last;
			assert_true(last <= tokens.n);
			mf_buf_printf(&out, "%s%s%s", n ? " " : "", found.v[n].value,
				      found.v[n].words ? "w" : "");
		}
		if (strcmp(out.data, rows[i].values) != 0) {
			print_error("%s: wanted '%s', got '%s'\n", rows[i].text, rows[i].values, out.data);
			wrong++;
		}
	}
	assert_int_equal(wrong, 0);
	mf_buf_release(&out);
	mf_tokens_release(&tokens);
	free(found.v);
}

static void very_long_numbers(void **state)
{
	char a[MF_NUMBER_MAX], b[MF_NUMBER_MAX];
	static const char one[] = "123456789012345678901234567890", two[] = "123456789012345678901234567891";
	size_t len = mf_number_canonical(one, sizeof one - 1, a);

	(void)state;
	assert_int_equal(len, strlen(a));
	mf_number_canonical(two, sizeof two - 1, b);
	assert_string_not_equal(a, b);
}

static void days(void **state)
{
	static const struct {
		const char *text;
		int day;
		size_t used;
	} rows[] = {
		{ "الأول من", 1, 1 },
		{ "الثاني", 2, 1 },
		{ "العاشر من الشهر", 10, 1 },
		{ "الحادي عشر", 11, 2 },
		{ "الثاني عشر من", 12, 2 },
		{ "التاسع عشر", 19, 2 },
		{ "العشرين", 20, 1 },
		{ "العشرون من", 20, 1 },
		{ "الحادي والعشرين", 21, 2 },
		{ "الخامسة والعشرون", 25, 2 },
		{ "الثلاثين", 30, 1 },
		{ "الحادي والثلاثون", 31, 2 },
		{ "الثاني والثلاثين", 0, 0 },
		{ "خمسة عشر", 15, 2 },
		{ "عشرين", 20, 1 },
		{ "خمسة", 5, 1 },
		{ "واحد", 0, 0 },
		{ "مئة", 0, 0 },
		{ "كتاب", 0, 0 },
		{ "وفي", 0, 0 },
		{ "والعاشر", 10, 1 },
	};
	struct mf_tokens tokens = MF_TOKENS_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		size_t used = 99;
		int day;

		mf_segment(&tokens, rows[i].text, strlen(rows[i].text));
		day = mf_number_day(&tokens, 0, &used);
		if (day != rows[i].day || used != rows[i].used)
			fail_msg("%s: wanted %d, got %d", rows[i].text, rows[i].day, day);
		assert_int_equal(mf_number_day(&tokens, tokens.n, &used), 0);
	}
	mf_tokens_release(&tokens);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers),
		cmocka_unit_test(very_long_numbers),
		cmocka_unit_test(days),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
