/* SPDX-License-Identifier: GPL-2.0-or-later */
/* period.c - weeks, months and years seen from the day of publication, and parts of them.
 *
 * Weeks begin on Saturday, as in most Arab countries.  "This week" is the seven days up to the day of
 * publication (newspapers look back with it; a Saturday-start week would begin on a Saturday's paper and
 * hold nothing yet), or the seven days from it on where the clause speaks of the future; "last week" is
 * the Saturday-start week before the current one.
 * The part of a week is the week; for parts of months and years see narrow.c.
 */
#include "indexer/analysis/dates/readers.h"
#include "indexer/analysis/numbers/number.h"

#define WEEK 7
#define FAR_MAX 2999   /* عام 2135 */
#define SHORT_MIN 40   /* عام 40 to عام 99 are years of the twentieth century */
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

	resolve(s, period, shift, period == MF_BY_WEEK && shift == 0 && mf_scan_future(s, i), &span);
	if (period == MF_BY_YEAR && mf_scan_gap(s, last) <= MF_GAP_COMMA &&
	    mf_part_year(s, last, MF_GREGORIAN, &year)) {
		span.from = mf_calendar_month_begin(MF_GREGORIAN, year.year,
						    1); /* العام الماضي (2021): the number decides */
		span.to = mf_calendar_month_end(MF_GREGORIAN, year.year, 12);
		span.last = year.last;
		span.relative = false;
	}
	if (!mf_narrow(s, i, &span)) {
		if (bare)
			return i + 1;
		if (period == MF_BY_MONTH)
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

/* عام ألفين وثمانية عشر; عام 67 is 1967. */
static bool said_year(const struct mf_date_scan *s, size_t i, struct mf_year *out)
{
	uint64_t value;
	size_t last;

	if (!mf_number_whole(s->tokens, i, &value, &last) || last > s->hi)
		return false;
	if (s->tokens->v[i].kind == MF_TOKEN_NUMBER && value <= MF_YEAR_MAX) {
		struct mf_date_word w;

		if (value < SHORT_MIN || value > 99 || s->tokens->v[i].form_len != 2 ||
		    (mf_scan_word(s, last, &w) && w.cls == MF_DATE_ERA))
			return false;
		value += 1900;
	}
	*out = (struct mf_year){ last, (int)value, MF_GREGORIAN };
	return value >= 1000 && value <= FAR_MAX;
}

/* عام 2021, سنة 1443 هـ, العام 2021. */
static size_t numbered_year(struct mf_date_scan *s, size_t i)
{
	struct mf_date_word plain = { 0 };
	struct mf_year year;
	struct mf_date_span span;
	int modifier;
	size_t end;

	if (mf_scan_gap(s, i + 1) > MF_GAP_JOINER ||
	    (!mf_part_year(s, i + 1, MF_GREGORIAN, &year) && !early_year(s, i + 1, &year) &&
	     !mf_part_year(s, i + 1, MF_HIJRI, &year) && !said_year(s, i + 1, &year)))
		return 0;
	end = mf_read_years(s, i, &plain);
	if (end > year.last) /* 2011-2015, 2011 و2012 */
		return end;
	if (mf_part_modifier(s, year.last, &modifier, &end))
		year.last = end;
	span = (struct mf_date_span){ i,
				      year.last,
				      mf_calendar_month_begin(year.calendar, year.year, 1),
				      mf_calendar_month_end(year.calendar, year.year, 12),
				      MF_BY_YEAR,
				      false,
				      false };
	mf_narrow(s, i, &span);
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

#define SENTENCE 20 /* tokens back within which "the year before" finds its year */

/* The day that "the year before" is seen from: of the year that the sentence named last, else of
 * publication. */
static int32_t named_year(const struct mf_date_scan *s, size_t i)
{
	const struct mf_date_mention *m = s->out->n ? &s->out->v[s->out->n - 1] : NULL;

	if (!m || m->relative || m->from == MF_NO_DAY || i - m->last > SENTENCE || m->to - m->from > 366)
		return s->published;
	for (size_t k = m->last; k <= i; k++)
		if (mf_scan_gap(s, k) >= MF_GAP_SENTENCE)
			return s->published;
	return m->from;
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
		return mf_read_units(s, i, w); /* ال 24 ساعة الماضية, الأربعين سنة الماضية */
	if (!w->letters && mf_scan_gap(s, i) == MF_GAP_SPACE && mf_scan_word(s, i - 1, &before)) {
		if (before.cls == MF_DATE_THAT)
			return period == MF_BY_MONTH ? same_month(s, i, i - 1, last) : last;
		this_one = before.cls == MF_DATE_THIS;
	}
	if (period != MF_BY_WEEK && mf_scan_gap(s, last) <= MF_GAP_SPACE &&
	    (mf_scan_form(s, last, "السابق") || mf_scan_form(s, last, "السابقه"))) {
		struct mf_date_scan then = *s;

		then.published = named_year(s, i);
		end = emit_period(&then, i, last + 1, period, -1, false);
		return end;
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
