/* SPDX-License-Identifier: GPL-2.0-or-later */
/* month.c - dates around the name of a month: [weekday] 9 يناير[/كانون الثاني] [2022], يناير الماضي.
 *
 * Where no year is said, the weekday chooses it; else a future cue takes the next such day, and without
 * one it is the last such day, or the coming one where that is near.
 */
#include <stdlib.h>

#include "indexer/analysis/dates/readers.h"

#include "wrappers/icu/calendar.h"

#define NO_SHIFT INT_MIN

struct month {
	size_t first, last; /* tokens of the name, شهر before it taken */
	int month;
	bool hijri, weak, very_weak, headed; /* headed: شهر stands before it */
};

struct when { /* what is said about the year */
	struct mf_year year;
	int year_shift;  /* من العام الماضي: -1, or NO_SHIFT */
	int month_shift; /* يناير الماضي: -1, or NO_SHIFT */
	size_t last;
};

static int headed_month(enum mf_date_head head, int second, bool *hijri)
{
	*hijri = head >= MF_HEAD_RABI;
	if ((head == MF_HEAD_DHU) != (second > 2))
		return 0;
	switch (head) {
	case MF_HEAD_KANUN:
		return second == 1 ? 12 : 1;
	case MF_HEAD_TISHRIN:
		return 9 + second;
	case MF_HEAD_RABI:
		return 2 + second;
	case MF_HEAD_JUMADA:
		return 4 + second;
	default:
		return second;
	}
}

/* One month's name at token i. */
static bool name_at(const struct mf_date_scan *s, size_t i, struct month *out, struct mf_date_word *w)
{
	struct mf_date_word second;

	if (!mf_scan_word(s, i, w) || w->article)
		return false;
	*out = (struct month){ .first = i,
			       .last = i + 1,
			       .month = w->value,
			       .hijri = w->cls == MF_DATE_HIJRI,
			       .weak = w->weak > 0,
			       .very_weak = w->weak > 1 };
	if (w->cls == MF_DATE_MONTH || w->cls == MF_DATE_HIJRI)
		return true;
	if (w->cls != MF_DATE_HEAD || mf_scan_gap(s, i + 1) > MF_GAP_JOINER ||
	    !mf_scan_word(s, i + 1, &second) || second.cls != MF_DATE_SECOND || second.letters)
		return false;
	out->month = headed_month((enum mf_date_head)w->value, second.value, &out->hijri);
	out->last = i + 2;
	return out->month != 0;
}

/* A month's name, and the same month in another country's word behind it. */
static bool month_at(const struct mf_date_scan *s, size_t i, struct month *out, struct mf_date_word *w)
{
	struct mf_date_word other_word;
	struct month other;

	if (!name_at(s, i, out, w))
		return false;
	while (mf_scan_gap(s, out->last) <= MF_GAP_COMMA && name_at(s, out->last, &other, &other_word) &&
	       !other_word.letters && other.month == out->month && other.hijri == out->hijri) {
		out->last = other.last;
		out->weak = out->very_weak = false;
	}
	if (!w->letters && mf_scan_gap(s, i) == MF_GAP_SPACE && mf_scan_word(s, i - 1, &other_word) &&
	    other_word.cls == MF_DATE_PERIOD && other_word.value == MF_BY_MONTH && !other_word.article) {
		out->first = i - 1;
		out->headed = true;
	}
	return true;
}

/* [من] [عام] 2022, من العام الماضي, الماضي: what stands behind the month that ends before token i. */
static void read_when(const struct mf_date_scan *s, size_t i, bool hijri, struct when *out)
{
	struct mf_date_word w;
	size_t j = i, last;
	int shift;

	*out = (struct when){ { i, 0, false }, NO_SHIFT, NO_SHIFT, i };
	if (mf_scan_gap(s, i) > MF_GAP_COMMA)
		return;
	if (mf_part_modifier(s, i, &shift, &last)) {
		out->month_shift = shift;
		out->last = j = last;
	}
	if (mf_scan_dash(s, j) != '/' && mf_part_year(s, j, hijri, &out->year) && out->year.hijri == hijri) {
		out->last = out->year.last;
		if (mf_part_modifier(s, out->last, &shift, &last))
			out->last = last;
		return;
	}
	out->year.year = 0;
	if (out->month_shift != NO_SHIFT || mf_scan_gap(s, j) > MF_GAP_SPACE)
		return;
	if (mf_scan_is(s, j, MF_DATE_FROM))
		j++;
	if (mf_scan_is(s, j, MF_DATE_THIS) && mf_scan_word(s, j + 1, &w) && w.cls == MF_DATE_PERIOD &&
	    w.value == MF_BY_YEAR && j > i) {
		out->year_shift = 0;
		out->last = j + 2;
		return;
	}
	if (!mf_scan_word(s, j, &w) || w.cls != MF_DATE_PERIOD || w.value != MF_BY_YEAR ||
	    mf_scan_gap(s, j) > MF_GAP_SPACE)
		return;
	if (mf_part_year(s, j + 1, hijri, &out->year) && out->year.hijri == hijri) {
		out->last = out->year.last;
		return;
	}
	out->year.year = 0;
	if (w.article && mf_part_modifier(s, j + 1, &out->year_shift, &last)) {
		out->last = last;
		if (mf_scan_gap(s, last) <= MF_GAP_COMMA && mf_part_year(s, last, hijri, &out->year))
			out->last = out->year.last;
	}
}

/* Skips what stands between a date without a year and the next one of its range or list; 0: nothing does. */
static size_t skip_link(const struct mf_date_scan *s, size_t i)
{
	struct mf_date_word w = { 0 };
	int value;

	if (mf_scan_gap(s, i) > MF_GAP_COMMA)
		return 0;
	if (mf_scan_form(s, i, "و") ||
	    (mf_scan_word(s, i, &w) && (w.cls == MF_DATE_TO || w.cls == MF_DATE_FROM)))
		i++;
	else if (mf_scan_dash(s, i) != '-' && !(w.clitics & MF_CLITIC_AND))
		return 0;
	if (mf_scan_form(s, i, "غايه"))
		i++;
	if (mf_scan_is(s, i, MF_DATE_TODAY))
		i++;
	for (int n = 0; n < 2 && mf_scan_number(s, i, &value) > 0 && value <= 31; n++) {
		i++; /* ومن 4 إلى 6 */
		if (mf_scan_form(s, i, "و") || (mf_scan_word(s, i, &w) && w.cls == MF_DATE_TO))
			i++;
	}
	return mf_scan_is(s, i, MF_DATE_FROM) ? i + 1 : i;
}

#define LINKS 6 /* dates that may wait for one year */

/* The year that a later month of the same range or list brings: من 28 ديسمبر إلى 3 يناير 2022. */
static int year_ahead(const struct mf_date_scan *s, const struct month *m)
{
	struct month at = *m, next;
	int turns = 0;

	for (int n = 0; n < LINKS; n++, at = next) {
		struct mf_date_word w;
		struct when when;
		size_t i = skip_link(s, at.last);

		if (!i || mf_scan_gap(s, i) > MF_GAP_COMMA || !month_at(s, i, &next, &w) ||
		    next.hijri != m->hijri)
			return 0;
		turns += next.month < at.month;
		read_when(s, next.last, next.hijri, &when);
		if (when.year.year)
			return when.year.year - turns;
		if (when.last > next.last)
			return 0;
	}
	return 0;
}

static int32_t day_of(bool hijri, int year, int month, int mday)
{
	int32_t day;

	if (!hijri)
		return mf_day_from_civil(year, month, mday);
	return mf_hijri_to_day(year, month, mday, &day) ? day : MF_NO_DAY;
}

#define NEAR 60 /* days ahead within which a date without a year and without a cue is the coming one */
#define FAR                                                                                                  \
	300 /* days ahead beyond which even a future cue is not believed: it belongs to something else       \
	     */

/* How badly a date without a year fits: the smaller the better. */
static long misfit(int32_t day, int32_t today, int weekday, int shift, bool future)
{
	long away = labs((long)day - today);
	long ahead = shift != NO_SHIFT ? 0 : future ? FAR : NEAR;
	bool wrong_side;

	if (shift > 0 || (shift == NO_SHIFT && future))
		wrong_side = day < today || (shift == NO_SHIFT && away > ahead);
	else
		wrong_side = day > today + ahead;
	if (weekday >= 0)
		wrong_side = mf_day_weekday(day) != weekday;
	return away + (wrong_side ? 10000 : 0);
}

/* The year of a date that does not say it; mday 0 for the month itself. */
static int choose_year(const struct mf_date_scan *s, const struct month *m, int mday, int weekday, int shift)
{
	int this_year, this_month, d, best = 0;
	long least = LONG_MAX;
	bool future;

	if (!m->hijri)
		mf_day_to_civil(s->published, &this_year, &this_month, &d);
	else if (!mf_hijri_from_day(s->published, &this_year, &this_month, &d))
		return 0;
	if (shift == 0) /* الجاري, unless at the turn of the year */
		return this_year + (this_month - m->month > 6) - (m->month - this_month > 6);
	future = mf_scan_future(s, m->first);
	if (!mday) { /* نوفمبر الماضي is before the current month */
		if (shift != NO_SHIFT)
			return this_year + (shift < 0 ? -(m->month >= this_month) : m->month <= this_month);
		if (m->month > this_month)
			return this_year - (m->month - this_month > 2 && !future);
		return this_year + (m->month < this_month && future);
	}
	for (int year = this_year - 1; year <= this_year + 1; year++) {
		int32_t day = day_of(m->hijri, year, m->month, mday);
		long bad = day == MF_NO_DAY ? LONG_MAX : misfit(day, s->published, weekday, shift, future);

		if (bad < least) {
			least = bad;
			best = year;
		}
	}
	return best;
}

/* Whether a month's name without day and year is one here: مارس is also a verb. */
static bool stands_alone(const struct mf_date_scan *s, const struct month *m, const struct mf_date_word *w)
{
	struct mf_date_word before;
	size_t first;

	if (m->headed)
		return true;
	if (m->hijri || m->very_weak)
		return false;
	if (mf_part_edge(s, m->first, &first))
		return true;
	if (w->clitics & MF_CLITIC_AS)
		return false;
	if (w->letters && s->out->n && s->out->v[s->out->n - 1].last == m->first &&
	    s->out->v[s->out->n - 1].granularity == MF_BY_MONTH) /* ماي وجوان */
		return true;
	if (!m->weak)
		return true;
	return !w->letters && mf_scan_gap(s, m->first) <= MF_GAP_SPACE &&
	       mf_scan_word(s, m->first - 1, &before) && !before.article && before.cls == MF_DATE_IN;
}

/* Fills the days of a span from month, days (0: none) and year. */
static void set_days(struct mf_date_span *span, const struct month *m, int year, int from, int to)
{
	if (!from) {
		span->granularity = MF_BY_MONTH;
		span->from = mf_part_month_begin(m->hijri, year, m->month);
		span->to = mf_part_month_end(m->hijri, year, m->month);
		return;
	}
	span->granularity = from == to ? MF_BY_DAY : MF_BY_RANGE;
	span->from = day_of(m->hijri, year, m->month, from);
	span->to = day_of(m->hijri, year, m->month, to);
}

/* ثورة 25 يناير, مدينة 6 أكتوبر: the name of something, its date is not near the publication. */
static bool named_date(const struct mf_date_scan *s, size_t first)
{
	return mf_scan_gap(s, first) <= MF_GAP_QUOTE && mf_scan_listed(s, first - 1, MF_LIST_NAMED_DATE);
}

size_t mf_read_month(struct mf_date_scan *s, size_t i, const struct mf_date_word *word)
{
	struct mf_date_span span = { 0 };
	struct mf_lead lead = { 0, -1, INT_MIN };
	struct mf_date_word w = *word;
	struct month m;
	struct when when;
	int from = 0, to = 0, year, edge = 0, y, mo, d;
	size_t first;

	if (!month_at(s, i, &m, &w))
		return mf_read_season(s, i, word);
	read_when(s, m.last, m.hijri, &when);
	year = when.year.year;
	span.first = m.first;
	span.last = when.last;
	if (!w.letters && mf_ordinal_days(s, m.first, &from, &to, &first)) {
		mf_part_lead(s, first, &lead);
		span.first = lead.first;
	} else {
		edge = mf_part_edge(s, m.first, &span.first);
	}
	if (!year && when.year_shift == NO_SHIFT)
		year = year_ahead(s, &m);
	if (!year) {
		bool unsaid = when.year_shift == NO_SHIFT && when.month_shift == NO_SHIFT;

		if ((unsaid && !from && !stands_alone(s, &m, &w)) || (m.very_weak && m.hijri) ||
		    (unsaid && named_date(s, from ? first : m.first)))
			return m.last;
		span.relative = true;
		if (s->published != MF_NO_DAY && when.year_shift != NO_SHIFT) {
			mf_day_to_civil(s->published, &y, &mo, &d);
			year = y + when.year_shift;
		} else if (s->published != MF_NO_DAY) {
			year = choose_year(s, &m, to, lead.weekday, when.month_shift);
		}
	} else if (m.very_weak && m.hijri && !from && !m.headed) {
		return m.last;
	}
	set_days(&span, &m, year, from, to);
	if (span.relative && s->published == MF_NO_DAY)
		span.from = span.to = MF_NO_DAY;
	else if (span.from == MF_NO_DAY || span.to == MF_NO_DAY || !year)
		return m.last;
	if (edge)
		mf_part_cut(edge, &span);
	mf_scan_emit(s, &span);
	return span.last;
}
