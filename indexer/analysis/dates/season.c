/* SPDX-License-Identifier: GPL-2.0-or-later */
/* season.c - seasons that are told apart: ربيع 2021, صيف العام الماضي, الشتاء المقبل, هذا الخريف.
 *
 * Seasons are those of the weather services: whole months, spring from March on.  The winter of a year is
 * the one that ends in it.
 */
#include "indexer/analysis/dates/readers.h"

#define SEASON 3 /* months */
#define SPRING 3
#define WINTER 0 /* December of the year before */

static void set_season(struct mf_date_span *span, int year, int month)
{
	span->from = mf_calendar_month_begin(MF_GREGORIAN, year, month);
	span->to = mf_calendar_month_end(MF_GREGORIAN, year, month + SEASON - 1);
	span->granularity = MF_BY_RANGE;
}

/* The season nearest to the day of publication that is over (-1), lies ahead (1), or is meant by هذا. */
static void nearest(const struct mf_date_scan *s, int month, int shift, struct mf_date_span *span)
{
	int year, this_month, day;

	mf_day_to_civil(s->published, &year, &this_month, &day);
	year += (month == WINTER && this_month == 12) + (shift > 0 ? -1 : shift < 0);
	set_season(span, year, month);
	while (shift > 0 && span->from <= s->published)
		set_season(span, ++year, month);
	while (shift < 0 && span->to >= s->published)
		set_season(span, --year, month);
}

/* [عام] 2021 or العام الماضي after the season at token i; false where neither stands there. */
static bool with_year(const struct mf_date_scan *s, size_t i, int month, struct mf_date_span *span)
{
	struct mf_date_word w = { 0 };
	struct mf_year year, next;
	size_t at = i + 1;
	bool word = mf_scan_gap(s, at) == MF_GAP_SPACE && mf_scan_word(s, at, &w) &&
		    w.cls == MF_DATE_PERIOD && w.value == MF_BY_YEAR && !w.letters;
	int shift, y, m, d;

	if (word && w.article && mf_part_modifier(s, at + 1, &shift, &span->last)) {
		span->relative = true;
		if (s->published == MF_NO_DAY)
			return true;
		mf_day_to_civil(s->published, &y, &m, &d);
		set_season(span, y + shift, month);
		return true;
	}
	at += word;
	if (mf_scan_gap(s, at) > MF_GAP_SPACE || !mf_part_year(s, at, MF_GREGORIAN, &year))
		return false;
	if (month == WINTER && mf_scan_dash(s, year.last) &&
	    mf_part_year(s, year.last, MF_GREGORIAN, &next) && next.year == year.year + 1)
		year = next;
	span->last = year.last;
	set_season(span, year.year, month);
	return true;
}

size_t mf_read_season(struct mf_date_scan *s, size_t i, const struct mf_date_word *w)
{
	struct mf_date_span span = { .first = i, .last = i + 1, .from = MF_NO_DAY, .to = MF_NO_DAY };
	int month = w->cls == MF_DATE_HEAD ? SPRING : w->value % 12, shift = 0;
	struct mf_date_word before;
	bool this_one;

	if (w->cls == MF_DATE_HEAD && w->value != MF_HEAD_RABI)
		return i + 1;
	if (!w->article) {
		if (!with_year(s, i, month, &span))
			return i + 1;
		mf_scan_emit(s, &span);
		return span.last;
	}
	this_one = !w->letters && mf_scan_gap(s, i) == MF_GAP_SPACE && mf_scan_word(s, i - 1, &before) &&
		   before.cls == MF_DATE_THIS;
	if (!this_one && !mf_part_modifier(s, i + 1, &shift, &span.last))
		return i + 1;
	span.first -= this_one;
	span.relative = true;
	if (s->published != MF_NO_DAY)
		nearest(s, month, shift, &span);
	mf_scan_emit(s, &span);
	return span.last;
}
