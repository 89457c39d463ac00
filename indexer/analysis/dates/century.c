/* SPDX-License-Identifier: GPL-2.0-or-later */
/* century.c - centuries, decades and quarters: القرن التاسع عشر, تسعينيات القرن الماضي, الثمانينيات, الربع
 * الأول.
 *
 * The nineteenth century is 1801 to 1900, and the nineties are 1990 to 1999.  Decades without a century are
 * those of the twentieth, unless they are somebody's age.
 */
#include <string.h>

#include "indexer/analysis/dates/readers.h"
#include "indexer/analysis/numbers/number.h"

#define CENTURY 100
#define DECADE 10
#define NINETEEN_HUNDRED 1900
#define MILLENNIUM 2000

struct century {
	size_t last; /* token after it */
	int number;  /* 19: the years 1801 to 1900 */
	enum mf_calendar calendar;
	bool relative;
};

/* الميلادي, الهجري. */
static bool era_at(const struct mf_date_scan *s, size_t i, enum mf_calendar *calendar)
{
	size_t last;

	return mf_scan_gap(s, i) <= MF_GAP_SPACE && mf_part_era(s, i, calendar, &last) && last == i + 1;
}

/* التاسع عشر, الـ19, 19. */
static int number_at(const struct mf_date_scan *s, size_t i, size_t *last)
{
	int value;
	size_t used;

	if (mf_scan_gap(s, i) > MF_GAP_SPACE)
		return 0;
	if (i < s->hi && s->tokens->v[i].kind == MF_TOKEN_FRAGMENT && mf_scan_form(s, i, "ال"))
		i++;
	if (mf_scan_number(s, i, &value)) {
		*last = i + 1;
		return value <= 30 ? value : 0;
	}
	if (i >= s->hi || strncmp(mf_form(s->tokens, i), "ال", strlen("ال")) != 0)
		return 0;
	value = mf_number_day(s->tokens, i, &used);
	*last = i + used;
	return value;
}

/* Before Christ: these years have no days here. */
static bool before_christ(const struct mf_date_scan *s, size_t i)
{
	return mf_scan_form(s, i, "ق.م") ||
	       (mf_scan_is(s, i, MF_DATE_BEFORE) && mf_scan_form(s, i + 1, "الميلاد"));
}

/* What follows القرن at token i. */
static bool which_century(const struct mf_date_scan *s, size_t i, struct century *out)
{
	int y, m, d, shift;

	*out = (struct century){ .last = i };
	if (era_at(s, i, &out->calendar))
		i++;
	out->number = number_at(s, i, &out->last);
	if (!out->number) {
		if (!mf_part_modifier(s, i, &shift, &out->last))
			return false;
		out->relative = true;
		if (s->published == MF_NO_DAY)
			return true;
		if (!mf_calendar_date(out->calendar, s->published, &y, &m, &d))
			return false;
		out->number = (y - 1) / CENTURY + 1 + shift;
	}
	if (era_at(s, out->last, &out->calendar))
		out->last++;
	return (out->number > 0 || out->relative) && !before_christ(s, out->last);
}

/* The years `from` to `to`; all of it open where the century depends on an unknown day. */
static void set_years(struct mf_date_span *span, const struct century *c, int from, int to)
{
	span->granularity = MF_BY_RANGE;
	span->relative = c->relative;
	span->from = span->to = MF_NO_DAY;
	if (c->relative && !c->number)
		return;
	span->from = mf_calendar_month_begin(c->calendar, from, 1);
	span->to = mf_calendar_month_end(c->calendar, to, 12);
}

/* مطلع الألفية: its first decade. */
static size_t read_millennium(struct mf_date_scan *s, size_t i)
{
	struct mf_date_span span = { .first = i, .last = i + 1, .granularity = MF_BY_RANGE };
	struct mf_date_word before;

	if (mf_scan_form(s, i + 1, "الجديده") || mf_scan_form(s, i + 1, "الثالثه"))
		span.last++;
	else if (mf_scan_gap(s, i + 1) <= MF_GAP_SPACE && mf_scan_form(s, i + 1, "الثانيه"))
		return i + 1;
	if (!mf_scan_word(s, i - 1, &before) || before.cls != MF_DATE_EDGE || before.value != 1)
		return i + 1;
	span.first = i - 1;
	span.from = mf_day_from_civil(MILLENNIUM, 1, 1);
	span.to = mf_day_from_civil(MILLENNIUM + DECADE - 1, 12, 31);
	mf_scan_emit(s, &span);
	return span.last;
}

/* القرنين التاسع عشر والعشرين. */
static size_t read_two(struct mf_date_scan *s, size_t i)
{
	struct mf_date_span span = { .first = i };
	struct century from, to;
	size_t used;

	if (!which_century(s, i + 1, &from) || from.relative || mf_scan_gap(s, from.last) > MF_GAP_SPACE)
		return i + 1;
	to = from;
	if (mf_scan_form(s, from.last, "و"))
		to.number = number_at(s, from.last + 1, &to.last);
	else if ((to.number = mf_number_day(s->tokens, from.last, &used)) > 0)
		to.last = from.last + used;
	if (to.number <= from.number)
		return i + 1;
	era_at(s, to.last, &to.calendar);
	span.last = to.last;
	set_years(&span, &to, (from.number - 1) * CENTURY + 1, to.number * CENTURY);
	mf_scan_emit(s, &span);
	return span.last;
}

size_t mf_read_century(struct mf_date_scan *s, size_t i, const struct mf_date_word *w)
{
	struct mf_date_span span = { .first = i };
	struct century c;

	if (!w->article)
		return i + 1;
	if (w->value == 10)
		return read_millennium(s, i);
	if (w->value == 2)
		return read_two(s, i);
	if (!which_century(s, i + 1, &c))
		return i + 1;
	span.last = c.last;
	set_years(&span, &c, (c.number - 1) * CENTURY + 1, c.number * CENTURY);
	mf_narrow(s, i, &span);
	mf_scan_emit(s, &span);
	return span.last;
}

/* في الثلاثينيات من عمره, رجل في الخمسينيات: an age. */
static bool is_age(const struct mf_date_scan *s, size_t i)
{
	size_t at = i;
	struct mf_date_word w;

	if (mf_scan_is(s, i + 1, MF_DATE_FROM) && mf_scan_listed(s, i + 2, MF_LIST_AGE))
		return true;
	if (mf_scan_listed(s, i + 1, MF_LIST_AGE))
		return true;
	if (mf_scan_word(s, at - 1, &w) && w.cls == MF_DATE_EDGE)
		at--;
	return mf_scan_form(s, at - 1, "في") && mf_scan_listed(s, at - 2, MF_LIST_PERSON);
}

/* The century of the decade at token i, named after it and after those that follow in a list. */
static bool century_of(const struct mf_date_scan *s, size_t i, struct century *out, bool *next)
{
	size_t at = i + 1;
	struct mf_date_word w;

	while (mf_scan_gap(s, at) <= MF_GAP_SPACE && mf_scan_word(s, at, &w) && w.cls == MF_DATE_DECADE &&
	       w.clitics == MF_CLITIC_AND)
		at++;
	*next = at == i + 1;
	if (mf_scan_is(s, at, MF_DATE_FROM))
		at++;
	return mf_scan_gap(s, at) <= MF_GAP_SPACE && mf_scan_word(s, at, &w) && w.cls == MF_DATE_CENTURY &&
	       w.value == 1 && w.article && which_century(s, at + 1, out);
}

size_t mf_read_decade(struct mf_date_scan *s, size_t i, const struct mf_date_word *w)
{
	struct mf_date_span span = { .first = i, .last = i + 1 };
	struct century c = { .number = NINETEEN_HUNDRED / CENTURY + 1 };
	bool next = false;
	int year;

	if (!century_of(s, i, &c, &next)) {
		if (!w->article || is_age(s, i))
			return i + 1;
		c = (struct century){ .number = NINETEEN_HUNDRED / CENTURY + 1 };
		next = false;
	}
	if (next)
		span.last = c.last;
	else if (era_at(s, span.last, &c.calendar)) /* الثمانينات الميلادية */
		span.last++;
	year = (c.number - 1) * CENTURY + w->value * DECADE;
	set_years(&span, &c, year, year + DECADE - 1);
	mf_narrow(s, i, &span);
	mf_scan_emit(s, &span);
	return span.last;
}

/* The quarter `which` that began last before `today`, or begins next. */
static void set_quarter(struct mf_date_span *span, int32_t today, int which, bool future)
{
	int y, m, d;

	mf_day_to_civil(today, &y, &m, &d);
	if (!future && m < which * 3 - 2)
		y--;
	else if (future && m > which * 3)
		y++;
	span->from = mf_calendar_month_begin(MF_GREGORIAN, y, which * 3 - 2);
	span->to = mf_calendar_month_end(MF_GREGORIAN, y, which * 3);
}

size_t mf_read_portion(struct mf_date_scan *s, size_t i, const struct mf_date_word *w)
{
	struct mf_date_span span = { .first = i, .last = i + 2, .from = MF_NO_DAY, .to = MF_NO_DAY };
	struct mf_date_word of;
	size_t used;
	int which;

	if (!w->article || w->value != 4 || mf_scan_gap(s, i + 1) > MF_GAP_SPACE ||
	    strcmp(mf_form(s->tokens, i) + strlen(mf_form(s->tokens, i)) - strlen("ربع"), "ربع") != 0)
		return i + 1;
	which = mf_scan_form(s, i + 1, "الاخير")              ? 4
		: number_at(s, i + 1, &used) && used == i + 2 ? number_at(s, i + 1, &used)
							      : 0;
	if (which < 1 || which > 4)
		return i + 1;
	if (mf_scan_is(s, i + 2, MF_DATE_FROM) && i + 3 < s->hi &&
	    s->tokens->v[i + 3].kind == MF_TOKEN_ARABIC && !mf_scan_word(s, i + 3, &of))
		return i + 2; /* من المباراة */
	span.relative = true;
	span.granularity = MF_BY_RANGE;
	if (s->published != MF_NO_DAY)
		set_quarter(&span, s->published, which, mf_scan_future(s, i));
	mf_scan_emit(s, &span);
	return span.last;
}
