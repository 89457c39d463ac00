/* SPDX-License-Identifier: GPL-2.0-or-later */
/* narrow.c - parts of a period, named before it: مطلع 2022, الربع الأول من العام, النصف الثاني من القرن,
 * الأسبوع الأول من مارس, الأشهر التسعة الأولى من 2017, العشر الأواخر من رمضان.
 *
 * A beginning (مطلع, أوائل, بداية) is the first third: days 1-10 of a month, four months of a year, 33 years
 * of a century.  Halves of a month are 15 days, its weeks days 1-7, 8-14 ..., the last week its last seven.
 */
#include <string.h>

#include "indexer/analysis/dates/parts.h"
#include "indexer/analysis/numbers/number.h"

#define WEEK 7

/* Part `part` (from 1) of `parts` equal ones. */
static void cut(struct mf_date_span *span, int part, int parts)
{
	int32_t begin = span->from, days = span->to - span->from + 1;
	int y, m, d, end_y, end_m, months;

	if (begin == MF_NO_DAY || span->to == MF_NO_DAY)
		return;
	mf_day_to_civil(begin, &y, &m, &d);
	mf_day_to_civil(span->to + 1, &end_y, &end_m, &months);
	months = (end_y - y) * 12 + end_m - m;
	if (span->granularity == MF_BY_MONTH) {
		int step = parts <= 3 ? 30 / parts : WEEK;

		span->from = begin + (part - 1) * step;
		span->to = part == parts ? span->to : begin + part * step - 1;
	} else if (d == 1 && months % parts == 0) {
		months /= parts;
		span->from = mf_calendar_month_begin(MF_GREGORIAN, y, m + months * (part - 1));
		span->to = mf_calendar_month_begin(MF_GREGORIAN, y, m + months * part) - 1;
	} else { /* a Hijri year, a century in three */
		span->from = begin + days * (part - 1) / parts;
		span->to = begin + days * part / parts - 1;
	}
}

static bool edge(const struct mf_date_scan *s, size_t i, struct mf_date_span *span)
{
	struct mf_date_word w;
	int value;

	if (mf_scan_gap(s, i) != MF_GAP_SPACE || mf_scan_clitics(s, i) || !mf_scan_word(s, i - 1, &w) ||
	    w.article)
		return false;
	if (w.cls == MF_DATE_EDGE)
		value = w.value;
	else if (span->granularity != MF_BY_WEEK &&
		 (mf_scan_form(s, i - 1, "اخر") || mf_scan_form(s, i - 1, "واخر"))) /* آخر العام: its end */
		value = 3;
	else
		return false;
	span->first = i - 1;
	if (span->granularity != MF_BY_WEEK) {
		cut(span, value, 3);
		span->granularity = MF_BY_RANGE;
	}
	return true;
}

/* The ordinal at token i: 1 ..., -1 for the last one; 0 where there is none. */
static int ordinal_at(const struct mf_date_scan *s, size_t i)
{
	static const char *const last[] = { "الاخير", "الاخيره", "الاواخر" };
	static const char *const first[] = { "الاولي", "الاوائل", "الاول" };
	size_t used;

	if (i < s->lo || i >= s->hi || s->tokens->v[i].kind != MF_TOKEN_ARABIC)
		return 0;
	for (size_t k = 0; k < sizeof last / sizeof *last; k++)
		if (mf_scan_form(s, i, last[k]))
			return -1;
	for (size_t k = 0; k < sizeof first / sizeof *first; k++)
		if (mf_scan_form(s, i, first[k]))
			return 1;
	return strncmp(mf_form(s->tokens, i), "ال", strlen("ال")) == 0 ? mf_number_day(s->tokens, i, &used)
								       : 0;
}

/* The first or last n units of the span. */
static void take_units(struct mf_date_span *span, enum mf_unit unit, int n, bool last)
{
	if (span->from == MF_NO_DAY || span->to == MF_NO_DAY)
		return;
	if (last)
		span->from = mf_unit_shift(span->to, unit, -n) + 1;
	else
		span->to = mf_unit_shift(span->from, unit, n) - 1;
}

/* الأشهر [التسعة] الأولى, الخمسة أشهر الأولى before the ordinal at token k. */
static bool units_before(const struct mf_date_scan *s, size_t k, bool last, struct mf_date_span *span)
{
	for (size_t back = 1; back <= 3 && k >= s->lo + back; back++) {
		bool definite = false;
		struct mf_units u;
		size_t first = k - back;

		if (!mf_unit_counted_after(s, first, &u) || u.last != k || u.count == MF_ONE)
			continue;
		if (!u.n)
			first = mf_unit_number_before(s, first, &u.n, &definite);
		span->first = first;
		take_units(span, u.unit, u.n ? u.n : 3, last);
		return true;
	}
	return false;
}

/* الأسبوع الثاني of a month. */
static void take_week(struct mf_date_span *span, int which)
{
	if (span->from == MF_NO_DAY)
		return;
	if (which < 0) {
		span->from = span->to - WEEK + 1;
	} else {
		span->from += (which - 1) * WEEK;
		span->to = span->from + WEEK - 1 < span->to ? span->from + WEEK - 1 : span->to;
	}
}

/* Where the word of the part ends that the base at token i belongs to: before [من] or a clitic ل. */
static size_t part_end(const struct mf_date_scan *s, size_t i)
{
	struct mf_date_word w;

	if (mf_scan_gap(s, i) > MF_GAP_SPACE && mf_scan_gap(s, i) != MF_GAP_GLUED)
		return 0;
	if (mf_scan_word(s, i, &w) && w.letters)
		return w.clitics & MF_CLITIC_TO ? i : 0;
	if (mf_scan_is(s, i - 1, MF_DATE_FROM) ||
	    (s->tokens->v[i - 1].kind == MF_TOKEN_FRAGMENT && mf_scan_form(s, i - 1, "ل")))
		return i - 1;
	return i;
}

static bool portion(const struct mf_date_scan *s, size_t i, struct mf_date_span *span)
{
	size_t end = part_end(s, i), k;
	struct mf_date_word w;
	enum mf_count count;
	enum mf_unit unit;
	int which;

	if (end < s->lo + 2 || mf_scan_gap(s, end) > MF_GAP_SPACE)
		return false;
	k = end - 1;
	which = ordinal_at(s, k);
	if (!which || mf_scan_gap(s, k) > MF_GAP_SPACE)
		return false;
	if (mf_scan_form(s, k - 1, "العشر") && span->granularity == MF_BY_MONTH && which <= 1) {
		span->first = k - 1;
		cut(span, which < 0 ? 3 : 1, 3);
	} else if (mf_scan_word(s, k - 1, &w) && w.article && w.cls == MF_DATE_PORTION && which <= w.value) {
		span->first = k - 1;
		cut(span, which < 0 ? w.value : which, w.value);
	} else if (mf_scan_word(s, k - 1, &w) && w.article && w.cls == MF_DATE_PERIOD &&
		   w.value == MF_BY_WEEK && span->granularity == MF_BY_MONTH && which <= 5) {
		span->first = k - 1;
		take_week(span, which);
	} else if (mf_unit_at(s, k - 1, &unit, &count, &w) && unit == MF_DECADES && count == MF_ONE &&
		   w.article && span->granularity == MF_BY_RANGE && which <= 10) {
		span->first = k - 1; /* العقد الأول من القرن */
		cut(span, which < 0 ? 10 : which, 10);
	} else if (which > 1 || !units_before(s, k, which < 0, span)) {
		return false;
	}
	span->granularity = MF_BY_RANGE;
	return true;
}

bool mf_narrow(const struct mf_date_scan *s, size_t i, struct mf_date_span *span)
{
	return i > s->lo && (edge(s, i, span) || portion(s, i, span));
}
