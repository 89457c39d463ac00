/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ago.c - distances: قبل يومين, منذ ثلاث سنوات, بعد أسبوعين; and the last and next few: الأيام الثلاثة
 * الماضية, آخر 48 ساعة, العقدين المقبلين.
 *
 * The unit says how exact a distance is: two days ago is a day, two weeks ago a week around it, three months
 * ago a month, seven years ago a year, two decades ago a few years.  Without a number it is a vague range:
 * "days ago" is 2 to 10 days back.  What is counted from another event (بعد يومين من الحادث) is no date; a
 * "later" without a future cue counts from the day that the sentence named before, if it did.
 */
#include <string.h>

#include "indexer/analysis/dates/readers.h"

#define SENTENCE 14 /* tokens back within which "two days later" finds its day */

struct vague { /* how many units "some" and "a few" are */
	int least, most, few;
};
static const struct vague vagues[] = {
	[MF_HOURS] = { 1, 24, 12 },   [MF_DAYS] = { 2, 10, 5 },  [MF_WEEKS] = { 2, 8, 4 },
	[MF_MONTHS] = { 2, 10, 4 },   [MF_YEARS] = { 2, 10, 5 }, [MF_DECADES] = { 2, 5, 3 },
	[MF_CENTURIES] = { 2, 5, 3 },
};

/* The days that lie n units from `day`, as exactly as the unit says. */
static void set_distance(struct mf_date_span *span, int32_t day, enum mf_unit unit, int n)
{
	static const int around[] = {
		[MF_WEEKS] = 3, [MF_DECADES] = 3, [MF_CENTURIES] = 10
	}; /* days, years */
	int32_t at = mf_unit_shift(day, unit, n);
	int y, m, d;

	span->from = span->to = at;
	span->granularity = MF_BY_DAY;
	if (at == MF_NO_DAY)
		return;
	mf_day_to_civil(at, &y, &m, &d);
	switch (unit) {
	case MF_HOURS: /* hours do not reach the day before, but the night may */
		span->from = n < 0 ? at : day;
		span->to = n < 0 ? day : at;
		span->granularity = MF_BY_RANGE;
		break;
	case MF_DAYS:
		break;
	case MF_WEEKS:
		span->from = at - around[unit];
		span->to = at + around[unit];
		span->granularity = MF_BY_WEEK;
		break;
	case MF_MONTHS:
		span->from = mf_calendar_month_begin(MF_GREGORIAN, y, m);
		span->to = mf_calendar_month_end(MF_GREGORIAN, y, m);
		span->granularity = MF_BY_MONTH;
		break;
	default:
		span->from = mf_calendar_month_begin(MF_GREGORIAN, y - around[unit], 1);
		span->to = mf_calendar_month_end(MF_GREGORIAN, y + around[unit], 12);
		span->granularity = around[unit] ? MF_BY_RANGE : MF_BY_YEAR;
		break;
	}
}

/* From `least` to `most` units away from `day`. */
static void set_vague(struct mf_date_span *span, int32_t day, enum mf_unit unit, int least, int most)
{
	span->from = mf_unit_shift(day, unit, least < most ? least : most);
	span->to = mf_unit_shift(day, unit, least < most ? most : least);
	span->granularity = MF_BY_RANGE;
}

/* بعد يومين من الحادث, منذ عام على: what follows is where it counts from.  من الآن is no such thing. */
static bool anchored(const struct mf_date_scan *s, size_t i, bool since)
{
	static const char *const words[] = { "من", "علي" };

	if (mf_scan_form(s, i, "فقط") || mf_scan_form(s, i, "تقريبا"))
		i++;
	if (mf_scan_gap(s, i) > MF_GAP_SPACE || mf_scan_form(s, i + 1, "الان") ||
	    mf_scan_form(s, i + 1, "قبل") || mf_scan_form(s, i + 1, "اليوم"))
		return false;
	for (size_t k = since ? 1 : 0; k < sizeof words / sizeof *words; k++)
		if (mf_scan_form(s, i, words[k]))
			return true;
	return false;
}

/* The day that the sentence named last before token i, for "two days later"; NULL where there is none. */
static const struct mf_date_mention *named_before(const struct mf_date_scan *s, size_t i)
{
	const struct mf_date_mention *m = s->out->n ? &s->out->v[s->out->n - 1] : NULL;

	if (!m || m->from == MF_NO_DAY || m->last > i || i - m->last > SENTENCE)
		return NULL;
	for (size_t k = m->last; k <= i; k++)
		if (mf_scan_gap(s, k) >= MF_GAP_SENTENCE)
			return NULL;
	return m;
}

/* Where a distance to come counts from: the day of publication, or the day named before, *m. */
static bool later_from(const struct mf_date_scan *s, size_t i, const struct mf_units *u,
		       const struct mf_date_mention **m)
{
	*m = NULL;
	if (mf_scan_future(s, i) && !named_before(s, i))
		return true;
	*m = named_before(s, i);
	if (!*m || u->unit == MF_HOURS)
		return false;
	return (*m)->granularity == MF_BY_DAY || (*m)->to - (*m)->from < 7 ||
	       ((*m)->granularity == MF_BY_YEAR && u->unit >= MF_YEARS);
}

size_t mf_read_ago(struct mf_date_scan *s, size_t i, const struct mf_date_word *w)
{
	const struct mf_date_mention *named = NULL;
	struct mf_date_span span = { .first = i, .from = MF_NO_DAY, .to = MF_NO_DAY, .relative = true };
	bool later = w->cls == MF_DATE_AFTER, since = w->cls == MF_DATE_IN;
	int sign = later ? 1 : -1;
	int32_t day = s->published;
	struct mf_units u;

	if (mf_scan_gap(s, i + 1) > MF_GAP_SPACE || !mf_unit_count(s, i + 1, &u) ||
	    anchored(s, u.last, since))
		return i + 1;
	if (since && !u.n && !u.few && u.unit >= MF_YEARS)
		return i + 1; /* منذ سنوات: for years */
	if (later && !later_from(s, i, &u, &named))
		return i + 1;
	if (named) {
		day = named->to;
		span.relative = named->relative;
	}
	span.last = u.last;
	span.granularity = MF_BY_RANGE;
	if (day != MF_NO_DAY && u.n)
		set_distance(&span, day, u.unit, sign * u.n);
	else if (day != MF_NO_DAY)
		set_vague(&span, day, u.unit, sign * vagues[u.unit].least,
			  sign * (u.few ? vagues[u.unit].few : vagues[u.unit].most));
	if (day != MF_NO_DAY && (span.from == MF_NO_DAY || span.to == MF_NO_DAY))
		return i + 1;
	mf_scan_emit(s, &span);
	return span.last;
}

/* The modifier after units at token i: الماضية, المقبلة; الأخيرة where no [من] 2017 follows, whose part
 * it would be. */
static bool side_at(const struct mf_date_scan *s, size_t i, int *side, size_t *last)
{
	struct mf_date_word w, of;

	if (mf_scan_gap(s, i) > MF_GAP_SPACE || !mf_scan_word(s, i, &w) || w.letters || !w.article)
		return false;
	if (w.cls == MF_DATE_RECENT && mf_scan_is(s, i + 1, MF_DATE_FROM) && i + 2 < s->hi &&
	    (s->tokens->v[i + 2].kind == MF_TOKEN_NUMBER || mf_scan_word(s, i + 2, &of)))
		return false;
	*side = w.value;
	*last = i + 1;
	return (w.cls == MF_DATE_RECENT || w.cls == MF_DATE_MODIFIER) && w.value != 0;
}

/* آخر before the number or the dual: آخر ثلاثة أيام, آخر يومين. */
static bool last_few(const struct mf_date_scan *s, size_t i)
{
	return mf_scan_gap(s, i) == MF_GAP_SPACE && mf_scan_clitics(s, i) == 0 &&
	       (mf_scan_form(s, i - 1, "اخر") || mf_scan_form(s, i - 1, "واخر"));
}

static bool in_time(const struct mf_date_scan *s, size_t i)
{
	static const char *const words[] = { "مدي", "مدار", "طوال", "طيله" };

	if (mf_scan_is(s, i - 1, MF_DATE_IN))
		return true;
	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (mf_scan_form(s, i - 1, words[k]))
			return true;
	return false;
}

size_t mf_read_units(struct mf_date_scan *s, size_t i, const struct mf_date_word *w)
{
	struct mf_date_span span = { .first = i, .from = MF_NO_DAY, .to = MF_NO_DAY, .relative = true };
	struct mf_date_word years = { .cls = MF_DATE_YEARS };
	bool definite = w->article, with_article = false;
	struct mf_units u;
	size_t end;
	int side = 0, n = 0;

	if (w->cls == MF_DATE_UNITS && w->value == MF_YEARS && w->count != MF_ONE &&
	    (end = mf_read_years(s, i, &years)) > i + 1) /* الأعوام 2011 و2012 */
		return end;
	if (!mf_unit_counted_after(s, i, &u))
		return i + 1;
	span.last = u.last;
	if (!u.n || u.count == MF_ONE) { /* ال 6 أشهر, 48 ساعة */
		span.first = mf_unit_number_before(s, i, &n, &with_article);
		if (span.first < i)
			u.n = n;
		definite |= with_article;
	}
	if (u.unit == MF_DECADES && u.count == MF_ONE && w->article && in_time(s, i))
		n = u.n = 1; /* خلال العقد الماضي; the word also means a contract */
	if (u.count == MF_ONE && !n)
		return i + 1;
	if (definite && side_at(s, u.last, &side, &span.last)) {
		;
	} else if (!w->article && u.n && last_few(s, span.first)) {
		span.first--;
		side = -1;
	} else {
		return i + 1;
	}
	if (!u.n)
		u.n = u.few ? vagues[u.unit].few : vagues[u.unit].most;
	if (s->published != MF_NO_DAY)
		set_vague(&span, s->published, u.unit, 0, side * u.n);
	span.granularity = MF_BY_RANGE;
	if (s->published != MF_NO_DAY && (span.from == MF_NO_DAY || span.to == MF_NO_DAY))
		return i + 1;
	mf_scan_emit(s, &span);
	return span.last;
}
