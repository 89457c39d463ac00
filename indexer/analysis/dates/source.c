/* SPDX-License-Identifier: GPL-2.0-or-later */
/* source.c - the day of a document: dateline, file name, and the vote of the weekdays in its text. */
#include "indexer/analysis/dates/date.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/dates/find.h"
#include "wrappers/libc/utf8.h"

#define LINES 10       /* lines searched for a dateline, empty ones not counted */
#define LINE_TOKENS 16 /* a longer line is a sentence */
#define MOSTLY 30      /* per cent of a dateline's characters that are the date */
#define SHIFT 3        /* days that the anchor vote may move a date */
#define WEEK 7

const char *const mf_date_source_names[] = {
	"none", "option", "metadata", "dateline", "filename", "corrected"
};

/* Characters of tokens [lo, hi), what stands between them left out. */
static size_t chars_of(const struct mf_tokens *tokens, const char *text, size_t lo, size_t hi)
{
	size_t n = 0;

	for (size_t i = lo; i < hi; i++)
		n += mf_utf8_count(text + tokens->v[i].begin, tokens->v[i].end - tokens->v[i].begin);
	return n;
}

int32_t mf_dateline_find(const struct mf_tokens *tokens, const char *text, size_t len)
{
	struct mf_date_mentions found = { NULL, 0, 0 };
	int32_t day = MF_NO_DAY;
	size_t lo = 0;

	for (int line = 0; line < LINES && lo < tokens->n && day == MF_NO_DAY; line++) {
		const struct mf_date_mention *m;
		size_t hi = lo + 1;

		while (hi < tokens->n && tokens->v[hi].gap < MF_GAP_LINE && tokens->v[hi].end <= len)
			hi++;
		m = hi - lo <= LINE_TOKENS ? mf_find_full_day(tokens, text, lo, hi, &found) : NULL;
		if (m && chars_of(tokens, text, m->first, m->last) * 100 >=
				 chars_of(tokens, text, lo, hi) * MOSTLY)
			day = m->from;
		lo = hi;
	}
	free(found.v);
	return day;
}

#define LEAD 5  /* tokens before a weekday that may say which day it is: مساء يوم أول من أمس */
#define TRAIL 3 /* it and what may follow it: الأحد بعد المقبل */

static bool is_weekday(const struct mf_tokens *tokens, size_t i)
{
	const char *form = mf_form(tokens, i);
	struct mf_date_word w;

	return !strncmp(form, "ال", strlen("ال")) && mf_date_word(form, tokens->v[i].form_len, &w) &&
	       w.cls == MF_DATE_WEEKDAY;
}

int32_t mf_day_corrected(const struct mf_tokens *tokens, const char *text, int32_t published)
{
	struct mf_date_mentions found = { NULL, 0, 0 };
	unsigned votes[WEEK] = { 0 };
	struct mf_date_scan s = { tokens, text, NULL, published, 0, tokens->n, &found, votes };
	int32_t best = published;

	if (published == MF_NO_DAY)
		return published;
	for (size_t i = 0, done = 0; i < tokens->n; i++) { /* only the surroundings of weekdays vote */
		if (!is_weekday(tokens, i))
			continue;
		s.lo = i > done + LEAD ? i - LEAD : done;
		s.hi = i + TRAIL < tokens->n ? i + TRAIL : tokens->n;
		mf_find_run(&s);
		done = i + 1;
	}
	free(found.v);
	/* Dates taken from a crawl or an upload are late rather than early: back before ahead. */
	for (int shift = 1; shift <= SHIFT; shift++)
		for (int sign = -1; sign <= 1; sign += 2)
			if (votes[mf_day_weekday(published + sign * shift)] > votes[mf_day_weekday(best)])
				best = published + sign * shift;
	return best;
}

static int two(const char *p)
{
	return (p[0] - '0') * 10 + (p[1] - '0');
}

int32_t mf_find_day_in_digits(const char *p, size_t n)
{
	if (n != 8 && n != 12 && n != 14)
		return MF_NO_DAY;
	if (n > 8 && (two(p + 8) > 23 || two(p + 10) > 59))
		return MF_NO_DAY;
	if (two(p) < 19 || two(p) > 20)
		return MF_NO_DAY;
	return mf_day_from_civil(two(p) * 100 + two(p + 2), two(p + 4), two(p + 6));
}

/* Three runs with one separator between them each: 2022-01-09, 09_01_2022. */
static int32_t day_of_runs(const char *p, size_t a, size_t b, size_t c)
{
	const char *second = p + a + 1, *third = second + b + 1;
	int month = b == 2 ? two(second) : second[0] - '0';
	int year;

	if (b > 2 || !b || (a == 4 ? !c || c > 2 : c != 4 || !a || a > 2))
		return MF_NO_DAY;
	if (a == 4) {
		year = two(p) * 100 + two(p + 2);
		return year < 1900 || year > 2099
			       ? MF_NO_DAY
			       : mf_day_from_civil(year, month, c == 2 ? two(third) : third[0] - '0');
	}
	year = two(third) * 100 + two(third + 2);
	return year < 1900 || year > 2099 ? MF_NO_DAY
					  : mf_day_from_civil(year, month, a == 2 ? two(p) : p[0] - '0');
}

static size_t digits_at(const char *p, const char *end)
{
	size_t n = 0;

	while (p + n < end && isdigit((unsigned char)p[n]))
		n++;
	return n;
}

static size_t run_behind(const char *p, const char *end)
{
	return p < end && strchr("-_. ", *p) ? digits_at(p + 1, end) : 0;
}

int32_t mf_day_from_filename(const char *name, size_t len)
{
	struct mf_date_mentions found = { NULL, 0, 0 };
	struct mf_tokens tokens = MF_TOKENS_INIT;
	const struct mf_date_mention *m;
	const char *end = name + len;
	int32_t day = MF_NO_DAY;

	for (const char *p = name; p < end && day == MF_NO_DAY;) {
		size_t a = digits_at(p, end), b, c;

		if (!a || (p > name && isalnum((unsigned char)p[-1]))) { /* 731c2aa3 is no number */
			p += a ? a : 1;
			continue;
		}
		b = run_behind(p + a, end);
		c = b ? run_behind(p + a + 1 + b, end) : 0;
		if (p + a == end || !isalpha((unsigned char)p[a]) || p[a] == 'T')
			day = mf_find_day_in_digits(p, a);
		if (day == MF_NO_DAY && c)
			day = day_of_runs(p, a, b, c);
		p += a;
	}
	if (day != MF_NO_DAY)
		return day;
	mf_segment(&tokens, name, len); /* "الأحد 9 يناير 2022.txt" */
	m = mf_find_full_day(&tokens, name, 0, tokens.n, &found);
	if (m && m->last - m->first > 2)
		day = m->from;
	free(found.v);
	mf_tokens_release(&tokens);
	return day;
}
