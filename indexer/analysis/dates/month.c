/* SPDX-License-Identifier: GPL-2.0-or-later */
/* month.c - dates around the name of a month: [weekday] 9 يناير[/كانون الثاني] [2022], يناير الماضي. */
#include "indexer/analysis/dates/readers.h"

#define RAMADAN 9

struct month {
	size_t first, last; /* tokens of the name, شهر before it taken */
	int month;
	enum mf_calendar calendar;
	bool weak, very_weak, headed; /* headed: شهر stands before it */
};

static int headed_month(enum mf_date_head head, int second, enum mf_calendar *calendar)
{
	*calendar = head >= MF_HEAD_RABI ? MF_HIJRI : MF_GREGORIAN;
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
	struct mf_date_word second = { 0 };
	int number;

	if (!mf_scan_word(s, i, w) || (w->article && w->cls != MF_DATE_HIJRI)) /* المحرم has one */
		return false;
	*out = (struct month){ .first = i,
			       .last = i + 1,
			       .month = w->value,
			       .calendar = w->cls == MF_DATE_HIJRI     ? MF_HIJRI
					   : w->cls == MF_DATE_PERSIAN ? MF_PERSIAN
								       : MF_GREGORIAN,
			       .weak = w->weak > 0,
			       .very_weak = w->weak > 1 };
	if (w->cls == MF_DATE_MONTH || w->cls == MF_DATE_HIJRI || w->cls == MF_DATE_PERSIAN)
		return true;
	if (w->cls != MF_DATE_HEAD || mf_scan_gap(s, i + 1) > MF_GAP_JOINER)
		return false;
	if (mf_scan_number(s, i + 1, &number) == 1 && (number == 1 || number == 2)) /* كانون 2 */
		second.value = (int8_t)number;
	else if (!mf_scan_word(s, i + 1, &second) || second.cls != MF_DATE_SECOND || second.letters)
		return false;
	out->month = headed_month((enum mf_date_head)w->value, second.value, &out->calendar);
	out->last = i + 2;
	return out->month != 0;
}

/* A month's name, and the same month in another country's word after it. */
static bool month_at(const struct mf_date_scan *s, size_t i, struct month *out, struct mf_date_word *w)
{
	struct mf_date_word other_word;
	struct month other;

	if (!name_at(s, i, out, w))
		return false;
	while (mf_scan_gap(s, out->last) <= MF_GAP_COMMA && name_at(s, out->last, &other, &other_word) &&
	       !other_word.letters && other.month == out->month && other.calendar == out->calendar) {
		out->last = other.last;
		out->weak = out->very_weak = false;
	}
	if (out->calendar == MF_HIJRI && mf_scan_gap(s, out->last) <= MF_GAP_SPACE &&
	    mf_scan_listed(s, out->last, MF_LIST_HOLY))
		out->last++; /* رمضان المبارك */
	if (!w->letters && mf_scan_gap(s, i) == MF_GAP_SPACE && mf_scan_word(s, i - 1, &other_word) &&
	    other_word.cls == MF_DATE_PERIOD && other_word.value == MF_BY_MONTH && !other_word.article) {
		out->first = i - 1;
		out->headed = true;
	}
	return true;
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
	if (mf_scan_word(s, i, &w) && w.cls == MF_DATE_WEEKDAY) /* إلى الثلاثاء 8 مارس */
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
		struct mf_said_year when;
		size_t i = skip_link(s, at.last);

		if (!i || mf_scan_gap(s, i) > MF_GAP_COMMA || !month_at(s, i, &next, &w) ||
		    next.calendar != m->calendar)
			return 0;
		turns += next.month < at.month;
		mf_part_when(s, next.last, next.calendar, &when);
		if (when.year.year)
			return when.year.year - turns;
		if (when.last > next.last)
			return 0;
	}
	return 0;
}

/* Whether a month's name without day and year is one here: مارس is also a verb. */
static bool stands_alone(const struct mf_date_scan *s, const struct month *m, const struct mf_date_word *w)
{
	struct mf_date_span part = { .from = MF_NO_DAY, .granularity = MF_BY_MONTH };
	struct mf_date_word before;

	if (m->headed)
		return true;
	if (m->calendar == MF_HIJRI && m->month == RAMADAN && mf_scan_gap(s, m->first) <= MF_GAP_SPACE &&
	    mf_scan_word(s, m->first - 1, &before) && !before.article &&
	    (before.cls == MF_DATE_IN || before.cls == MF_DATE_BEFORE || before.cls == MF_DATE_AFTER))
		return true; /* في رمضان; the name is also a man's */
	if (m->calendar == MF_HIJRI && mf_narrow(s, m->first, &part)) /* العشر الأواخر من رمضان */
		return true;
	if (m->calendar || m->very_weak)
		return false;
	if (mf_scan_gap(s, m->first) <= MF_GAP_SPACE && mf_scan_word(s, m->first - 1, &before) &&
	    before.cls == MF_DATE_EDGE && !before.article)
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

/* The mention before is the first end of a range that ends at *span: من يناير إلى مارس, بين يناير ومارس,
 * يناير - مارس.  Then *span takes it in. */
static void join(const struct mf_date_scan *s, struct mf_date_span *span)
{
	const struct mf_date_mention *m = s->out->v;
	struct mf_date_word w = { 0 };
	size_t at, n = s->out->n;

	while (n && m[n - 1].last > span->first) /* a weekday that *span begins with */
		n--;
	m = n ? m + n - 1 : NULL;
	if (!m || m->from == MF_NO_DAY || span->from == MF_NO_DAY || m->from > span->from ||
	    m->granularity != span->granularity || mf_scan_gap(s, m->last) > MF_GAP_COMMA)
		return;
	at = m->last;
	if (mf_scan_word(s, at, &w) && w.cls == MF_DATE_TO) {
		at++;
		at += mf_scan_form(s, at, "غايه");
	} else if (mf_scan_form(s, at, "و") ||
		   (at == span->first && mf_scan_word(s, at, &w) && w.clitics == MF_CLITIC_AND)) {
		if (!mf_scan_is(s, m->first - 1, MF_DATE_BETWEEN))
			return;
		at += mf_scan_form(s, at, "و");
	} else if (mf_scan_dash(s, at) != '-') {
		return;
	}
	if (at != span->first)
		return;
	span->first = m->first;
	span->from = m->from;
	span->relative |= m->relative;
	span->granularity = MF_BY_RANGE;
}

/* Fills the days of a span from month, days (0: none) and year. */
static void set_days(struct mf_date_span *span, const struct month *m, int year, int from, int to)
{
	if (!from) {
		span->granularity = MF_BY_MONTH;
		span->from = mf_calendar_month_begin(m->calendar, year, m->month);
		span->to = mf_calendar_month_end(m->calendar, year, m->month);
		return;
	}
	span->granularity = from == to ? MF_BY_DAY : MF_BY_RANGE;
	span->from = mf_calendar_day(m->calendar, year, m->month, from);
	span->to = mf_calendar_day(m->calendar, year, m->month, to);
}

/* ثورة 25 يناير, مدينة 6 أكتوبر: the name of something, its date is not near the publication. */
static bool named_date(const struct mf_date_scan *s, size_t first)
{
	return mf_scan_gap(s, first) <= MF_GAP_QUOTE && mf_scan_listed(s, first - 1, MF_LIST_NAMED_DATE);
}

/* هجمات 11 سبتمبر and their like: the year of what everybody knows by its day. */
static int known_year(const struct mf_date_scan *s, size_t first, int month, int mday)
{
	static const struct {
		uint8_t month, mday;
		uint16_t year;
	} known[] = {
		{ 9, 11, 2001 },  { 3, 11, 2004 }, { 7, 7, 2005 },  { 11, 26, 2008 },
		{ 11, 13, 2015 }, { 7, 15, 2016 }, { 10, 7, 2023 },
	};
	int y, m, d;

	if (mf_scan_gap(s, first) > MF_GAP_QUOTE || !mf_scan_listed(s, first - 1, MF_LIST_ATTACK))
		return 0;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (known[i].month != month || known[i].mday != mday)
			continue;
		if (s->published == MF_NO_DAY)
			return known[i].year;
		mf_day_to_civil(s->published, &y, &m, &d);
		return y >= known[i].year ? known[i].year : 0;
	}
	return 0;
}

/* What stands around a month's name. */
struct reading {
	struct month month;
	struct mf_date_word word;
	struct mf_said_year when;
	struct mf_lead lead;
	int from, to; /* days, 0: none */
	size_t days;  /* first token of the days, or of the month */
};

/* Neither the year nor its distance is said. */
static bool unsaid(const struct reading *r)
{
	return !r->when.year.year && r->when.year_shift == MF_NO_SHIFT && r->when.month_shift == MF_NO_SHIFT;
}

/* صفر is also zero, and a month of the Hijri calendar that nothing says so of is nobody's month. */
static bool is_date(const struct mf_date_scan *s, const struct reading *r)
{
	if (r->month.very_weak && r->month.calendar == MF_PERSIAN && (!r->from || !r->when.year.year))
		return false; /* مهر is also a dowry, دي a part of names */
	if (!unsaid(r))
		return true;
	if (!r->from && !stands_alone(s, &r->month, &r->word))
		return false;
	if (r->month.very_weak && r->month.calendar == MF_HIJRI && !r->month.headed)
		return false;
	return !named_date(s, r->days);
}

/* The year, or 0 where it depends on a day of publication that is not known. */
static int year_of(const struct mf_date_scan *s, const struct reading *r)
{
	const struct month *m = &r->month;
	int y, month, d;

	if (s->published == MF_NO_DAY)
		return 0;
	if (r->when.year_shift != MF_NO_SHIFT)
		return mf_calendar_date(m->calendar, s->published, &y, &month, &d) ? y + r->when.year_shift
										   : 0;
	return mf_guess_year(s, m->calendar, m->month, r->to, r->lead.weekday, r->when.month_shift,
			     r->when.month_shift == MF_NO_SHIFT && mf_scan_future(s, m->first));
}

size_t mf_read_month(struct mf_date_scan *s, size_t i, const struct mf_date_word *word)
{
	struct reading r = { .word = *word, .lead = { 0, -1, INT_MIN } };
	struct mf_date_span span = { 0 };
	int year;

	if (!month_at(s, i, &r.month, &r.word))
		return mf_read_season(s, i, word);
	mf_part_when(s, r.month.last, r.month.calendar, &r.when);
	r.days = span.first = r.month.first;
	span.last = r.when.last;
	if (!r.word.letters && mf_ordinal_days(s, r.month.first, &r.from, &r.to, &r.days)) {
		mf_part_lead(s, r.days, &r.lead);
		span.first = r.lead.first;
	}
	year = r.when.year.year;
	if (!year && r.when.year_shift == MF_NO_SHIFT)
		year = year_ahead(s, &r.month);
	if (!year && unsaid(&r) && r.from && r.from == r.to)
		year = known_year(s, r.days, r.month.month, r.from);
	if (!is_date(s, &r) && (!year || r.month.calendar == MF_PERSIAN))
		return r.month.last;
	if (!year) {
		span.relative = true;
		year = year_of(s, &r);
	}
	if (!year && s->published != MF_NO_DAY)
		return r.month.last;
	if (!year)
		span.from = span.to = MF_NO_DAY;
	else
		set_days(&span, &r.month, year, r.from, r.to);
	if (year && (span.from == MF_NO_DAY || span.to == MF_NO_DAY))
		return span.last; /* 31 February */
	if (!r.from)
		mf_narrow(s, r.month.first, &span);
	join(s, &span);
	mf_scan_emit(s, &span);
	return span.last;
}
