/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_date.c - days, the date recogniser against tests/golden/dates.txt, sources of dates, ranges. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/dates/date.h"
#include "indexer/analysis/dates/words.h"
#include "indexer/analysis/names/gazetteer.h"
#include "wrappers/icu/calendar.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"

static void assert_day(int32_t day, const char *iso)
{
	char out[11] = "none";

	if (day != MF_NO_DAY)
		mf_day_print(day, out);
	assert_string_equal(out, iso);
}

static void test_civil(void **state)
{
	int32_t expected = MF_DAY_MIN;
	int y, m, d;

	(void)state;
	for (int32_t day = MF_DAY_MIN; day <= MF_DAY_MAX; day += 97) {
		mf_day_to_civil(day, &y, &m, &d);
		assert_int_equal(mf_day_from_civil(y, m, d), day);
		assert_int_equal(day, expected);
		expected += 97;
	}
	assert_int_equal(mf_day_from_civil(1970, 1, 1), 0);
	assert_int_equal(mf_day_from_civil(1, 1, 1), MF_DAY_MIN);
	assert_int_equal(mf_day_from_civil(9999, 12, 31), MF_DAY_MAX);
	assert_int_equal(mf_day_from_civil(2000, 2, 29), 11016);
	assert_int_equal(mf_day_from_civil(1900, 2, 29), MF_NO_DAY);
	assert_int_equal(mf_day_from_civil(2023, 4, 31), MF_NO_DAY);
	assert_int_equal(mf_day_from_civil(2023, 0, 1), MF_NO_DAY);
	assert_int_equal(mf_day_from_civil(10000, 1, 1), MF_NO_DAY);
	assert_int_equal(mf_day_weekday(0), 4);
	assert_int_equal(mf_day_weekday(-4), 0);
	assert_int_equal(mf_day_weekday(mf_day_from_civil(2024, 5, 15)), 3);
	assert_day(mf_day_from_civil(33, 4, 3), "0033-04-03");
}

static void test_hijri(void **state)
{
	int32_t day = 0;
	int y = 0, m = 0, d = 0;

	(void)state;
	assert_true(mf_hijri_to_day(1445, 9, 1, &day));
	assert_day(day, "2024-03-11");
	assert_true(mf_hijri_from_day(day, &y, &m, &d));
	assert_true(y == 1445 && m == 9 && d == 1);
	assert_true(mf_hijri_to_day(1300, 1, 1, &day));
	assert_day(day, "1882-11-12");
	assert_false(mf_hijri_to_day(1445, 10, 30, &day)); /* Shawwal 1445 had 29 days */
	assert_false(mf_hijri_to_day(1445, 13, 1, &day));
	assert_false(mf_hijri_to_day(0, 1, 1, &day));
}

static void test_words(void **state)
{
	static const struct {
		const char *form;
		int cls, value, letters;
		bool article;
	} row[] = {
		{ "امس", MF_DATE_OFFSET, -1, 0, false },     { "بالامس", MF_DATE_OFFSET, -1, 1, true },
		{ "والاحد", MF_DATE_WEEKDAY, 0, 1, true },   { "للسبت", MF_DATE_WEEKDAY, 6, 1, true },
		{ "وللسبت", MF_DATE_WEEKDAY, 6, 2, true },   { "وبمايو", MF_DATE_MONTH, 5, 2, false },
		{ "احد", MF_DATE_NO_WORD, 0, 0, false },     { "اب", MF_DATE_MONTH, 8, 0, false },
		{ "باب", MF_DATE_NO_WORD, 0, 0, false },     { "المارس", MF_DATE_NO_WORD, 0, 0, false },
		{ "ووالاحد", MF_DATE_NO_WORD, 0, 0, false }, { "كتاب", MF_DATE_NO_WORD, 0, 0, false },
		{ "al", MF_DATE_NO_WORD, 0, 0, false },      { "", MF_DATE_NO_WORD, 0, 0, false },
	};
	struct mf_date_word w;

	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		bool found = mf_date_word(row[i].form, strlen(row[i].form), &w);

		assert_int_equal(found, row[i].cls != MF_DATE_NO_WORD);
		if (!found)
			continue;
		assert_int_equal(w.cls, row[i].cls);
		assert_int_equal(w.value, row[i].value);
		assert_int_equal(w.letters, row[i].letters);
		assert_int_equal(w.article, row[i].article);
	}
	assert_int_equal(mf_date_clitic_letters("والعاشر", strlen("والعاشر")), 1);
	assert_int_equal(mf_date_clitic_letters("العاشر", strlen("العاشر")), 0);
	assert_int_equal(mf_date_clitic_letters("كتاب", strlen("كتاب")), 0);
}

/* The mentions of a text as the golden file writes them. */
static void print_mentions(struct mf_buf *out, const char *text, const struct mf_date_mentions *found)
{
	mf_buf_reset(out);
	for (size_t i = 0; i < found->n; i++) {
		const struct mf_date_mention *m = &found->v[i];
		char from[11] = "-", to[11] = "-";

		if (m->from != MF_NO_DAY) {
			mf_day_print(m->from, from);
			mf_day_print(m->to, to);
		}
		mf_buf_addstr(out, i ? " | " : "");
		mf_buf_add(out, text + m->begin, m->end - m->begin);
		mf_buf_printf(out, "=%s", from);
		if (strcmp(from, to) != 0)
			mf_buf_printf(out, "..%s", to);
	}
	if (!found->n)
		mf_buf_addstr(out, "none");
}

static void check_order(const struct mf_date_mentions *found, const struct mf_tokens *tokens)
{
	for (size_t i = 0; i < found->n; i++) {
		const struct mf_date_mention *m = &found->v[i];

		assert_true(m->first < m->last && m->last <= tokens->n && m->begin < m->end);
		assert_true(m->from <= m->to && (m->from == MF_NO_DAY) == (m->to == MF_NO_DAY));
		assert_true(i == 0 || (found->v[i - 1].last <= m->first && found->v[i - 1].end <= m->begin));
	}
}

static void test_golden(void **state)
{
	struct mf_date_mentions found = { NULL, 0, 0 };
	struct mf_tokens tokens = MF_TOKENS_INIT;
	struct mf_buf file = MF_BUF_INIT, got = MF_BUF_INIT;
	const char *folder = getenv("top_srcdir");
	char *path = mf_path_join(folder ? folder : ".", "tests/golden/dates.txt"), *rest = NULL;
	int rows = 0, wrong = 0;

	(void)state;
	assert_int_equal(mf_file_read(path, 1 << 20, &file, NULL), 0);
	for (char *line = strtok_r(file.data, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		char *text = strchr(line, '\t'), *expected = text ? strchr(text + 1, '\t') : NULL;
		int32_t published;

		if (*line == '#')
			continue;
		assert_non_null(expected);
		*text++ = *expected++ = '\0';
		published = *line == '-' ? MF_NO_DAY : mf_day_parse(line, strlen(line));
		mf_segment(&tokens, text, strlen(text));
		mf_dates_find(&tokens, text, NULL, published, &found);
		check_order(&found, &tokens);
		print_mentions(&got, text, &found);
		if (strcmp(got.data, expected) != 0) {
			print_message("%s: '%s': expected %s, got %s\n", path, text, expected, got.data);
			wrong++;
		}
		rows++;
	}
	assert_int_equal(wrong, 0);
	assert_true(rows >= 200);
	free(path);
	free(found.v);
	mf_tokens_release(&tokens);
	mf_buf_release(&file);
	mf_buf_release(&got);
}

/* A name keeps dates out of it, a nisba does not. */
static void test_names(void **state)
{
	static const char text[] = "نشرت الشرق اليوم بيانا أمس";
	struct mf_mention name = { .first = 1, .last = 3, .type = MF_ORG };
	struct mf_mentions names = { &name, 1, 1 };
	struct mf_date_mentions found = { NULL, 0, 0 };
	struct mf_tokens tokens = MF_TOKENS_INIT;
	int32_t published = mf_day_from_civil(2024, 5, 15);

	(void)state;
	mf_segment(&tokens, text, strlen(text));
	mf_dates_find(&tokens, text, NULL, published, &found);
	assert_int_equal(found.n, 2);
	mf_dates_find(&tokens, text, &names, published, &found);
	assert_int_equal(found.n, 1);
	assert_int_equal(found.v[0].first, 4);
	name.type = MF_NISBA;
	mf_dates_find(&tokens, text, &names, published, &found);
	assert_int_equal(found.n, 2);
	name = (struct mf_mention){ .first = 2, .last = 4, .type = MF_ORG, .origin = MF_BY_RULE };
	mf_dates_find(&tokens, text, &names, published, &found);
	assert_int_equal(found.n, 2); /* a guess that begins with اليوم */
	name = (struct mf_mention){ .first = 3, .last = 5, .type = MF_PERSON, .origin = MF_BY_RULE };
	mf_dates_find(&tokens, text, &names, published, &found);
	assert_int_equal(found.n, 1); /* one that ends in أمس */
	name.origin = MF_CANDIDATE;
	mf_dates_find(&tokens, text, &names, published, &found);
	assert_int_equal(found.n, 2);
	free(found.v);
	mf_tokens_release(&tokens);
}

/* Every beginning of a text full of dates, and every order of a few words: no crash, mentions in order. */
static void test_cut_texts(void **state)
{
	static const char text[] =
		"مساء أول من أمس الأحد 9 كانون الثاني/يناير 2022 من 5 إلى 7 (مارس) و10-12 من الشهر الجاري "
		"بين عامي 2011 و2015 ليلة بعد يوم غد 1/2/2022 نهاية العام الماضي 5 رجب 1443 هـ "
		"قبل نحو ثلاث سنوات ونصف آخر 48 ساعة ال 6 أشهر الماضية الربع الأول من القرنين التاسع عشر و20 "
		"تسعينيات القرن الهجري الماضي ثالث أيام عيد الأضحى 1436 هـ (1985) le 6-9 janvier 2022 أول يوم";
	struct mf_date_mentions found = { NULL, 0, 0 };
	struct mf_tokens tokens = MF_TOKENS_INIT;
	int32_t published = mf_day_from_civil(2024, 5, 15);

	(void)state;
	for (size_t from = 0; from < sizeof text; from += 5) {
		for (size_t len = 0; from + len < sizeof text; len += 3) {
			char *exact = mf_malloc(len + 1); /* so that a read after it is seen */

			memcpy(exact, text + from, len);
			mf_segment(&tokens, exact, len);
			mf_dates_find(&tokens, exact, NULL, len % 2 ? published : MF_NO_DAY, &found);
			check_order(&found, &tokens);
			free(exact);
		}
	}
	free(found.v);
	mf_tokens_release(&tokens);
}

static void test_dateline(void **state)
{
	static const struct {
		const char *text, *day;
	} row[] = {
		{ "عنوان المقال\n\nالأربعاء 15 مايو 2024 - 10:20\n\nقال المتحدث إن", "2024-05-15" },
		{ "عنوان المقال\nنشر في: 15/05/2024 | آخر تحديث 11:30\nنص", "2024-05-15" },
		{ "عنوان المقال\nالقاهرة - 15 أيار/مايو 2024\nنص", "2024-05-15" },
		{ "عنوان المقال\n7 ذو القعدة 1445 هـ\nنص", "2024-05-15" },
		{ "عنوان\nصدر القرار الأول للمجلس البلدي الجديد هنا في 3 مايو 2024 بعد جلسة\nنص", "none" },
		{ "عنوان المقال\n15 مايو\nنص", "none" },
		{ "عنوان المقال\nاليوم الأربعاء\nنص", "none" },
		{ "", "none" },
	};
	struct mf_tokens tokens = MF_TOKENS_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		mf_segment(&tokens, row[i].text, strlen(row[i].text));
		assert_day(mf_dateline_find(&tokens, row[i].text, strlen(row[i].text)), row[i].day);
	}
	mf_tokens_release(&tokens);
}

static void test_filename(void **state)
{
	static const struct {
		const char *name, *day;
	} row[] = {
		{ "2024-05-15.txt", "2024-05-15" },
		{ "news_2024_05_15_a.txt", "2024-05-15" },
		{ "20240515-title.html", "2024-05-15" },
		{ "feed.20240515103000.json", "2024-05-15" },
		{ "20240515T1030.txt", "2024-05-15" },
		{ "15-05-2024 خبر.txt", "2024-05-15" },
		{ "5.1.2024.txt", "2024-01-05" },
		{ "الأربعاء 15 مايو 2024.txt", "2024-05-15" },
		{ "خبر-٢٠٢٤-٠٥-١٥.txt", "2024-05-15" },
		{ "003_731c20240515aa.txt", "none" },
		{ "20241315.txt", "none" },
		{ "12345678.txt", "none" },
		{ "article-2024.txt", "none" },
		{ "1.2.3.txt", "none" },
		{ "2024-05-15-2.txt", "2024-05-15" },
		{ "", "none" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++)
		assert_day(mf_day_from_filename(row[i].name, strlen(row[i].name)), row[i].day);
}

static void test_corrected(void **state)
{
	static const struct {
		const char *text, *published, *day;
	} row[] = {
		{ "وصل الوفد اليوم الثلاثاء بعد زيارة أمس الاثنين", "2024-05-15", "2024-05-14" },
		{ "وصل الوفد اليوم الأربعاء", "2024-05-15", "2024-05-15" },
		{ "وصل الوفد اليوم الأربعاء وزار المتحف أمس الأحد", "2024-05-15", "2024-05-15" },
		{ "يصل الوفد غدا السبت", "2024-05-15", "2024-05-17" },
		{ "قال المتحدث الثلاثاء", "2024-05-15", "2024-05-15" },
		{ "وصل الوفد أول من أمس السبت وعاد أمس الأحد", "2024-05-15", "2024-05-13" },
	};
	struct mf_tokens tokens = MF_TOKENS_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		int32_t published = mf_day_parse(row[i].published, 10);

		mf_segment(&tokens, row[i].text, strlen(row[i].text));
		assert_day(mf_day_corrected(&tokens, row[i].text, published), row[i].day);
		assert_int_equal(mf_day_corrected(&tokens, row[i].text, MF_NO_DAY), MF_NO_DAY);
	}
	mf_tokens_release(&tokens);
}

static void test_parse(void **state)
{
	static const struct {
		const char *text, *day;
	} row[] = {
		{ "2024-05-15", "2024-05-15" },
		{ "2024-05-15T23:30:00Z", "2024-05-15" },
		{ "2024-05-15T10:46:00+01:00", "2024-05-15" },
		{ "2024-05-15 10:46", "2024-05-15" },
		{ "20240515", "2024-05-15" },
		{ "20240515T104600Z", "2024-05-15" },
		{ "2024/5/15", "2024-05-15" },
		{ "6/1/2022", "2022-01-06" },
		{ "06.01.2022", "2022-01-06" },
		{ "Wed, 15 May 2024 10:46:00 +0100", "2024-05-15" },
		{ "15 May 2024", "2024-05-15" },
		{ "May 15, 2024 10:46 AM", "2024-05-15" },
		{ "١٥ مايو ٢٠٢٤", "2024-05-15" },
		{ "الأربعاء 15 أيار/مايو 2024 - 05:31", "2024-05-15" },
		{ "7 ذو القعدة 1445 هـ", "2024-05-15" },
		{ "  15 مايو، 2024  ", "2024-05-15" },
		{ "0892-10-01", "0892-10-01" },
		{ "1445-11-07", "2024-05-15" },
		{ "1715769960", "2024-05-15" },
		{ "1715769960000", "2024-05-15" },
		{ "15 mai 2024", "2024-05-15" },
		{ "mercredi 15 mai 2024 à 10h46", "2024-05-15" },
		{ "1er mai 2024", "2024-05-01" },
		{ "Wednesday, May 15th, 2024", "2024-05-15" },
		{ "Wed May 15 10:00:00 +0000 2024", "2024-05-15" },
		{ "2024-05", "none" },
		{ "279هـ", "none" },
		{ "1234567", "none" },
		{ "2024-13-45", "none" },
		{ "31 فبراير 2024", "none" },
		{ "15 مايو", "none" },
		{ "أمس", "none" },
		{ "Maybe 2024", "none" },
		{ "", "none" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++)
		assert_day(mf_day_parse(row[i].text, strlen(row[i].text)), row[i].day);
}

/* Dates that may be less than a day. */
static void test_periods(void **state)
{
	static const struct {
		const char *text, *from, *to;
		enum mf_granularity precision;
	} row[] = {
		{ "2024-05-15", "2024-05-15", "2024-05-15", MF_BY_DAY },
		{ "2024-05", "2024-05-01", "2024-05-31", MF_BY_MONTH },
		{ "2024", "2024-01-01", "2024-12-31", MF_BY_YEAR },
		{ "892", "0892-01-01", "0892-12-31", MF_BY_YEAR },
		{ "1443", "2021-08-09", "2022-07-29", MF_BY_YEAR },
		{ "١٤٤٣هـ", "2021-08-09", "2022-07-29", MF_BY_YEAR },
		{ "سنة 1443 هـ", "2021-08-09", "2022-07-29", MF_BY_YEAR },
		{ "صفر 1443", "2021-09-08", "2021-10-06", MF_BY_MONTH },
		{ "مايو 2024", "2024-05-01", "2024-05-31", MF_BY_MONTH },
		{ "May 2024", "2024-05-01", "2024-05-31", MF_BY_MONTH },
		{ "2024-13", "none", "none", MF_BY_DAY },
		{ "0000", "none", "none", MF_BY_DAY },
		{ "صدر في مايو 2024", "none", "none", MF_BY_DAY },
		{ "مايو", "none", "none", MF_BY_DAY },
	};

	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		int32_t from, to;
		uint8_t precision;
		bool found = mf_date_parse(row[i].text, strlen(row[i].text), &from, &to, &precision);

		assert_int_equal(found, strcmp(row[i].from, "none") != 0);
		assert_day(from, row[i].from);
		assert_day(to, row[i].to);
		assert_int_equal(precision, row[i].precision);
	}
}

static void test_ranges(void **state)
{
	static const struct {
		const char *text, *from, *to;
	} row[] = {
		{ "2022", "2022-01-01", "2022-12-31" },
		{ "2022-12", "2022-12-01", "2022-12-31" },
		{ " 2024-02 ", "2024-02-01", "2024-02-29" },
		{ "2022-01-06", "2022-01-06", "2022-01-06" },
		{ "٢٠٢٢-٠١", "2022-01-01", "2022-01-31" },
		{ "2022-01..2022-03", "2022-01-01", "2022-03-31" },
		{ "2022..", "2022-01-01", "9999-12-31" },
		{ "..2022", "0001-01-01", "2022-12-31" },
		{ "2020...2022", "2020-01-01", "2022-12-31" },
		{ "6 يناير 2022..9 يناير 2022", "2022-01-06", "2022-01-09" },
		{ "last:7d", "2024-05-09", "2024-05-15" },
		{ "last:1w", "2024-05-09", "2024-05-15" },
		{ "last:1m", "2024-04-16", "2024-05-15" },
		{ "last:3m", "2024-02-16", "2024-05-15" },
		{ "last:1y", "2023-05-16", "2024-05-15" },
		{ "٦ يناير ٢٠٢٢", "2022-01-06", "2022-01-06" },
		{ "كانون الثاني 2022", "2022-01-01", "2022-01-31" },
		{ "أمس", "2024-05-14", "2024-05-14" },
		{ "الأسبوع الماضي", "2024-05-04", "2024-05-10" },
		{ "عام 2021", "2021-01-01", "2021-12-31" },
		{ "من 2011 إلى 2015", "2011-01-01", "2015-12-31" },
		{ "مقال 6 يناير 2022", "none", "date range: more than a date: 'مقال 6 يناير 2022'" },
		{ "9 May 2024", "2024-05-09", "2024-05-09" },
		{ "May 2024", "2024-05-01", "2024-05-31" },
		{ "6-9 May 2024", "2024-05-06", "2024-05-09" },
		{ "juillet 2015..août 2015", "2015-07-01", "2015-08-31" },
		{ "1443هـ", "2021-08-09", "2022-07-29" },
		{ "صفر 1443", "2021-09-08", "2021-10-06" },
		{ "كانون 2 2022", "2022-01-01", "2022-01-31" },
		{ "today", "2024-05-15", "2024-05-15" },
		{ "Yesterday", "2024-05-14", "2024-05-14" },
		{ "last week", "2024-05-04", "2024-05-10" },
		{ "next month", "2024-06-01", "2024-06-30" },
		{ "l'année dernière", "2023-01-01", "2023-12-31" },
		{ "last month..today", "2024-04-01", "2024-05-15" },
		{ "2011-2015", "2011-01-01", "2015-12-31" },
		{ "since March 2021", "2021-03-01", "9999-12-31" },
		{ "since yesterday", "2024-05-14", "9999-12-31" },
		{ "after 2021", "2022-01-01", "9999-12-31" },
		{ "until June 2022", "0001-01-01", "2022-06-30" },
		{ "before 2022-01-06", "0001-01-01", "2022-01-05" },
		{ "between March 2021 and May 2021", "2021-03-01", "2021-05-31" },
		{ "from 2021 to 2022", "2021-01-01", "2022-12-31" },
		{ "March to May 2021", "2021-03-01", "2021-05-31" },
		{ "from 5 January until 10 March 2021", "2021-01-05", "2021-03-10" },
		{ "2020 - 2022", "2020-01-01", "2022-12-31" },
		{ "entre mars 2021 et mai 2021", "2021-03-01", "2021-05-31" },
		{ "depuis mars 2021", "2021-03-01", "9999-12-31" },
		{ "منذ مارس 2021", "2021-03-01", "9999-12-31" },
		{ "من مارس 2021", "2021-03-01", "9999-12-31" },
		{ "منذ الأسبوع الماضي", "2024-05-04", "9999-12-31" },
		{ "منذ يومين", "2024-05-13", "2024-05-13" },
		{ "قبل يومين", "2024-05-13", "2024-05-13" },
		{ "قبل 2022", "0001-01-01", "2021-12-31" },
		{ "بعد 2021", "2022-01-01", "9999-12-31" },
		{ "حتى يونيو 2022", "0001-01-01", "2022-06-30" },
		{ "بين مارس 2021 ومايو 2021", "2021-03-01", "2021-05-31" },
		{ "من مارس إلى مايو 2021", "2021-03-01", "2021-05-31" },
		{ "last 7 days", "2024-05-09", "2024-05-15" },
		{ "the last two weeks", "2024-05-02", "2024-05-15" },
		{ "past month", "2024-04-16", "2024-05-15" },
		{ "three days ago", "2024-05-12", "2024-05-12" },
		{ "2 months ago", "2024-03-01", "2024-03-31" },
		{ "last Sunday", "2024-05-12", "2024-05-12" },
		{ "summer 2021", "2021-06-01", "2021-08-31" },
		{ "last winter", "2023-12-01", "2024-02-29" },
		{ "l'été 2021", "2021-06-01", "2021-08-31" },
		{ "Q1 2022", "2022-01-01", "2022-03-31" },
		{ "2022 Q4", "2022-10-01", "2022-12-31" },
		{ "the third quarter of 2022", "2022-07-01", "2022-09-30" },
		{ "first half of 2022", "2022-01-01", "2022-06-30" },
		{ "the 1990s", "1990-01-01", "1999-12-31" },
		{ "early January 2022", "2022-01-01", "2022-01-10" },
		{ "mid 2021", "2021-05-01", "2021-08-31" },
		{ "Ramadan 1443", "2022-04-02", "2022-05-01" },
		{ "1443 AH", "2021-08-09", "2022-07-29" },
		{ "in 2021", "2021-01-01", "2021-12-31" },
		{ "the 5th of January 2022", "2022-01-05", "2022-01-05" },
		{ "May 5", "2024-05-05", "2024-05-05" },
		{ "last May", "2023-05-01", "2023-05-31" },
		{ "2022 until now", "2022-01-01", "2024-05-15" },
		{ "كانون 2", "2024-01-01", "2024-01-31" },
		{ "ك2 2022", "2022-01-01", "2022-01-31" },
		{ "since the fall of Rome", "none", "date range: no date: 'since the fall of rome'" },
		{ "May 2022 to March 2021", "none",
		  "date range: more than a date: 'may 2022 to march 2021'" },
		{ "", "none", "date range: it is empty: ''" },
		{ "..", "none", "date range: both ends are missing: '..'" },
		{ "2022-13", "none", "date range: a month is 01 to 12: '2022-13'" },
		{ "2022-02-30", "none", "date range: this month has no such day: '2022-02-30'" },
		{ "0000", "none", "date range: there is no year 0: '0000'" },
		{ "2022..2021", "none", "date range: it ends before it begins: '2022..2021'" },
		{ "last:7", "none", "date range: last: takes a number from 1 and d, w, m or y: 'last:7'" },
		{ "last:0d", "none", "date range: last: takes a number from 1 and d, w, m or y: 'last:0d'" },
		{ "قريبا", "none", "date range: no date: 'قريبا'" },
	};
	int32_t today = mf_day_from_civil(2024, 5, 15);
	struct mf_range range;

	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct mf_error err = MF_ERROR_INIT;
		int code = mf_range_parse(row[i].text, strlen(row[i].text), today, &range, &err);

		if (strcmp(row[i].from, "none") == 0) {
			assert_int_equal(code, MF_E_USAGE);
			assert_string_equal(err.text, row[i].to);
			assert_non_null(strstr(err.hint, "last:7d"));
			continue;
		}
		assert_int_equal(code, 0);
		assert_false(range.none);
		assert_day(range.from, row[i].from);
		assert_day(range.to, row[i].to);
	}
	assert_int_equal(mf_range_parse("none", 4, today, &range, NULL), 0);
	assert_true(range.none);
	assert_int_equal(mf_range_parse("بلا تاريخ", strlen("بلا تاريخ"), today, &range, NULL), 0);
	assert_true(range.none);
	assert_int_equal(mf_range_parse("أمس", strlen("أمس"), MF_NO_DAY, &range, NULL), MF_E_USAGE);
	assert_int_equal(mf_range_parse("last:7d", 7, MF_NO_DAY, &range, NULL), MF_E_USAGE);
	assert_int_equal(mf_range_parse("2022", 4, MF_NO_DAY, &range, NULL), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_civil),     cmocka_unit_test(test_hijri),
		cmocka_unit_test(test_words),     cmocka_unit_test(test_golden),
		cmocka_unit_test(test_names),     cmocka_unit_test(test_cut_texts),
		cmocka_unit_test(test_dateline),  cmocka_unit_test(test_filename),
		cmocka_unit_test(test_corrected), cmocka_unit_test(test_parse),
		cmocka_unit_test(test_periods),   cmocka_unit_test(test_ranges),
	};

	return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
