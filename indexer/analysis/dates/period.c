/* SPDX-License-Identifier: GPL-2.0-or-later */
/* period.c - weeks, months and years seen from the day of publication, and parts of them.
 *
 * Weeks begin on Saturday, as in most Arab countries.  "This week" is the seven days up to the day of
 * publication (newspapers look back with it; a Saturday-start week would begin on a Saturday's paper and
 * hold nothing yet), or the seven days from it on where the clause speaks of the future; "last week" is
 * the Saturday-start week before the current one.
 * A beginning (مطلع, أوائل, بداية) is days 1-10 of a month and its first four months of a year, a middle
 * days 11-20 and the next four, an end the rest.  The part of a week is the week.
 */
#include "indexer/analysis/dates/readers.h"

#define WEEK 7
#define HIJRI_NOW 1350 /* a century of Hijri years that news may mean without saying هـ */

/* The period `shift` periods from the one of publication; `future`: this week is the coming days. */
static void resolve(const struct mf_date_scan *s, enum mf_granularity period, int shift, bool future,
		    struct mf_date_span *span)
{
	int y, m, d;
	int32_t today = s->published;

	span->granularity = period;
	span->relative = true;
	span->from = span->to = MF_NO_DAY;
	if (today == MF_NO_DAY)
		return;
	mf_day_to_civil(today, &y, &m, &d);
	switch (period) {
	case MF_BY_WEEK:
		span->from = today - (mf_day_weekday(today) + 1) % WEEK + shift * WEEK;
		span->to = span->from + WEEK - 1;
		if (shift == 0) {
			span->from = future ? today : today - (WEEK - 1);
			span->to = span->from + WEEK - 1;
		}
		break;
	case MF_BY_MONTH:
		span->from = mf_calendar_month_begin(MF_GREGORIAN, y, m + shift);
		span->to = mf_calendar_month_end(MF_GREGORIAN, y, m + shift);
		break;
	default:
		span->from = mf_calendar_month_begin(MF_GREGORIAN, y + shift, 1);
		span->to = mf_calendar_month_end(MF_GREGORIAN, y + shift, 12);
		break;
	}
}

/* "العاشر من" before "الشهر الجاري" at token i: narrows the span to the day. */
static void cut_to_days(const struct mf_date_scan *s, size_t i, struct mf_date_span *span)
{
	struct mf_lead lead;
	int from, to;
	size_t first;

	if (!mf_scan_is(s, i - 1, MF_DATE_FROM) || !mf_ordinal_days(s, i, &from, &to, &first))
		return;
	mf_part_lead(s, first, &lead);
	span->first = lead.first;
	span->granularity = from == to ? MF_BY_DAY : MF_BY_RANGE;
	if (span->from != MF_NO_DAY) {
		int32_t begin = span->from, length = span->to - begin + 1;

		if (to > length) {
			span->relative = false; /* there is no such day: nothing is emitted */
			span->from = MF_NO_DAY;
		} else {
			span->from = begin + from - 1;
			span->to = begin + to - 1;
		}
	}
}

static size_t emit_period(struct mf_date_scan *s, size_t i, size_t last, enum mf_granularity period,
			  int shift, bool bare)
{
	struct mf_date_span span = { .first = i, .last = last };
	struct mf_year year;
	size_t first;
	int edge;

	resolve(s, period, shift, period == MF_BY_WEEK && shift == 0 && mf_scan_future(s, i), &span);
	if (period == MF_BY_YEAR && mf_scan_gap(s, last) <= MF_GAP_COMMA &&
	    mf_part_year(s, last, MF_GREGORIAN, &year)) {
		span.from = mf_calendar_month_begin(MF_GREGORIAN, year.year,
						    1); /* العام الماضي (2021): the number decides */
		span.to = mf_calendar_month_end(MF_GREGORIAN, year.year, 12);
		span.last = year.last;
		span.relative = false;
	}
	edge = mf_part_edge(s, i, &first);
	if (edge) {
		span.first = first;
		mf_part_cut(edge, &span);
	} else if (bare) {
		return i + 1;
	} else if (period == MF_BY_MONTH) {
		cut_to_days(s, i, &span);
	}
	mf_scan_emit(s, &span);
	return span.last;
}

/* A year before 1900 that عام says to be one, unless the day of publication has it as a Hijri year of our
 * time. */
static bool early_year(const struct mf_date_scan *s, size_t i, struct mf_year *out)
{
	int value;

	if (mf_scan_number(s, i, &value) != 4 || value < 1000 || value >= 1900 ||
	    (s->published != MF_NO_DAY && value >= HIJRI_NOW && value < HIJRI_NOW + 100) ||
	    mf_scan_is(s, i + 1, MF_DATE_ERA))
		return false;
	*out = (struct mf_year){ i + 1, value, MF_GREGORIAN };
	return true;
}

/* عام 2021, سنة 1443 هـ, العام 2021. */
static size_t numbered_year(struct mf_date_scan *s, size_t i)
{
	struct mf_date_word plain = { 0 };
	struct mf_year year;
	size_t first = i, end;
	struct mf_date_span span;
	int edge, modifier;

	if (mf_scan_gap(s, i + 1) > MF_GAP_JOINER ||
	    (!mf_part_year(s, i + 1, MF_GREGORIAN, &year) && !early_year(s, i + 1, &year) &&
	     !mf_part_year(s, i + 1, MF_HIJRI, &year)))
		return 0;
	end = mf_read_years(s, i, &plain);
	if (end > year.last) /* 2011-2015, 2011 و2012 */
		return end;
	if (mf_part_modifier(s, year.last, &modifier, &end))
		year.last = end;
	span = (struct mf_date_span){ first,
				      year.last,
				      mf_calendar_month_begin(year.calendar, year.year, 1),
				      mf_calendar_month_end(year.calendar, year.year, 12),
				      MF_BY_YEAR,
				      false };
	edge = mf_part_edge(s, i, &first);
	if (edge) {
		span.first = first;
		mf_part_cut(edge, &span);
	}
	mf_scan_emit(s, &span);
	return span.last;
}

/* 16 من نفس الشهر, 16 من الشهر نفسه, with the month's words in tokens [first, last): the month of the date
 * named last. */
static size_t same_month(struct mf_date_scan *s, size_t i, size_t first, size_t last)
{
	const struct mf_date_mention *m = s->out->n ? &s->out->v[s->out->n - 1] : NULL;
	struct mf_date_span span = { .first = first, .last = last };
	int y, month, d;

	if (!m || m->granularity > MF_BY_MONTH || m->granularity == MF_BY_WEEK || m->last > first)
		return i + 1;
	span.relative = m->relative;
	span.from = span.to = MF_NO_DAY;
	if (m->from != MF_NO_DAY) {
		mf_day_to_civil(m->from, &y, &month, &d);
		span.from = mf_calendar_month_begin(MF_GREGORIAN, y, month);
		span.to = mf_calendar_month_end(MF_GREGORIAN, y, month);
	}
	cut_to_days(s, first, &span);
	if (span.first == first)
		return i + 1;
	mf_scan_emit(s, &span);
	return last;
}

size_t mf_read_period(struct mf_date_scan *s, size_t i, const struct mf_date_word *w)
{
	enum mf_granularity period = (enum mf_granularity)w->value;
	struct mf_date_word before;
	bool this_one = false;
	size_t end, last = i + 1;
	int shift = 0;

	if (period == MF_BY_YEAR && w->article && mf_scan_gap(s, i) <= MF_GAP_SPACE &&
	    mf_scan_listed(s, i - 1, MF_LIST_GENERAL))
		return last;
	if (period == MF_BY_YEAR && (end = numbered_year(s, i)) != 0)
		return end;
	if (!w->article)
		return last;
	if (!w->letters && mf_scan_gap(s, i) == MF_GAP_SPACE && mf_scan_word(s, i - 1, &before)) {
		if (before.cls == MF_DATE_THAT)
			return period == MF_BY_MONTH ? same_month(s, i, i - 1, last) : last;
		this_one = before.cls == MF_DATE_THIS;
	}
	if (mf_part_modifier(s, last, &shift, &last) || this_one)
		return emit_period(s, this_one ? i - 1 : i, last, period, shift, false);
	if (mf_scan_gap(s, last) == MF_GAP_SPACE &&
	    (mf_scan_form(s, last, "نفسه") || mf_scan_form(s, last, "ذاته")))
		return period == MF_BY_MONTH ? same_month(s, i, i, last + 1) : last;
	return emit_period(s, i, last, period, 0, true);
}

size_t mf_read_day_of_this(struct mf_date_scan *s, size_t i, const struct mf_date_word *w)
{
	struct mf_date_span span = { .first = i, .last = i + 1 };
	struct mf_date_word before;
	int from, to;
	size_t first;

	if (w->letters || mf_scan_gap(s, i) > MF_GAP_SPACE || !mf_ordinal_days(s, i, &from, &to, &first))
		return i + 1;
	if (!mf_scan_word(s, first - 1, &before) || mf_scan_gap(s, first) > MF_GAP_SPACE ||
	    (before.cls != MF_DATE_IN && before.cls != MF_DATE_TODAY && before.cls != MF_DATE_WEEKDAY &&
	     before.cls != MF_DATE_TO && before.cls != MF_DATE_PART && before.cls != MF_DATE_EQUAL))
		return i + 1;
	resolve(s, MF_BY_MONTH, w->value, false, &span);
	span.first = first;
	if (span.from != MF_NO_DAY) {
		span.to = span.from + to - 1;
		span.from += from - 1;
	}
	span.granularity = from == to ? MF_BY_DAY : MF_BY_RANGE;
	mf_scan_emit(s, &span);
	return span.last;
}
