/* SPDX-License-Identifier: GPL-2.0-or-later */
/* year.c - years in digits, where a word says that they are years: عامي 2011 و2015, في 2017. */
#include <string.h>

#include "indexer/analysis/dates/readers.h"

#define METRES 1600     /* a smaller number before م is one of metres or millions */
#define LIKELY_MAX 2050 /* a later year is named with a word that says so */

static void emit_years(struct mf_date_scan *s, size_t first, const struct mf_year *from,
		       const struct mf_year *to)
{
	struct mf_date_span span = { first,
				     to->last,
				     mf_calendar_month_begin(from->calendar, from->year, 1),
				     mf_calendar_month_end(to->calendar, to->year, 12),
				     from->year == to->year ? MF_BY_YEAR : MF_BY_RANGE,
				     false,
				     false };

	if (from->year == to->year)
		mf_narrow(s, first, &span);
	mf_scan_emit(s, &span);
}

/* The second year of a range whose first ends before token i: -2015, إلى 2015, و2015, 21. */
static bool range_end(const struct mf_date_scan *s, size_t i, bool and_too, const struct mf_year *from,
		      struct mf_year *to)
{
	struct mf_date_word w;
	int value;

	if (mf_scan_dash(s, i)) {
		if (mf_scan_number(s, i, &value) == 2 && value == (from->year + 1) % 100) {
			*to = (struct mf_year){ i + 1, from->year + 1, MF_GREGORIAN };
			return true;
		}
	} else if (mf_scan_word(s, i, &w) && w.cls == MF_DATE_TO && mf_scan_gap(s, i) == MF_GAP_SPACE) {
		i++;
	} else if (and_too && mf_scan_form(s, i, "و")) {
		i++;
	} else {
		return false;
	}
	return mf_part_year(s, i, from->calendar, to) && to->year > from->year;
}

/* Years from token i on, whose first token of the mention is `first`. */
static size_t read_years(struct mf_date_scan *s, size_t first, size_t i, bool between)
{
	struct mf_year from, to;

	if (!mf_part_year(s, i, MF_GREGORIAN, &from) && !mf_part_year(s, i, MF_HIJRI, &from))
		return i;
	if (range_end(s, from.last, between, &from, &to)) {
		emit_years(s, first, &from, &to);
		return to.last;
	}
	emit_years(s, first, &from, &from);
	while (mf_scan_form(s, from.last, "و") && mf_part_year(s, from.last + 1, from.calendar, &to)) {
		emit_years(s, from.last + 1, &to, &to);
		from = to;
	}
	return from.last;
}

size_t mf_read_years(struct mf_date_scan *s, size_t i, const struct mf_date_word *w)
{
	struct mf_date_word between;
	size_t at = i + 1, end;
	bool range = false;

	while (at < i + 3 && mf_scan_word(s, at, &between) &&
	       (between.cls == MF_DATE_FROM || between.cls == MF_DATE_BETWEEN ||
		between.cls == MF_DATE_YEARS))
		range |= (at++, between.cls == MF_DATE_BETWEEN);
	if (mf_scan_gap(s, at) > (w->value ? MF_GAP_COMMA : MF_GAP_SPACE))
		return i + 1;
	range |= mf_scan_gap(s, i) == MF_GAP_SPACE && mf_scan_is(s, i - 1, MF_DATE_BETWEEN);
	end = read_years(s, w->value ? at : i, at, range);
	return end > at ? end : i + 1;
}

/* (1985) or (1914-2015). */
static bool in_brackets(const struct mf_date_scan *s, size_t i)
{
	uint32_t begin = s->tokens->v[i].begin;

	return begin > 0 && s->text[begin - 1] == '(';
}

/* The mention before is a year, with nothing but a comma after it. */
static bool after_year(const struct mf_date_scan *s, size_t i)
{
	const struct mf_date_mention *m = s->out->n ? &s->out->v[s->out->n - 1] : NULL;

	return m && m->last == i && m->granularity == MF_BY_YEAR;
}

/* الربع الأول من 2018, الأشهر الأولى من 2018. */
static bool part_of(const struct mf_date_scan *s, size_t i)
{
	struct mf_date_span span = { .first = i, .granularity = MF_BY_YEAR };

	span.from = mf_day_from_civil(MF_YEAR_MIN, 1, 1);
	span.to = mf_day_from_civil(MF_YEAR_MIN, 12, 31);
	return mf_narrow(s, i, &span);
}

/* مونديال 2018, كأس العالم 2018, و2016 after a year. */
static bool names_year(const struct mf_date_scan *s, size_t i, int year)
{
	if (i == s->lo || year % 100 == 0 || year > LIKELY_MAX || mf_scan_listed(s, i - 1, MF_LIST_AMOUNT))
		return false;
	if (s->tokens->v[i - 1].kind == MF_TOKEN_FRAGMENT) /* لـ2018, و2016 */
		return i - 1 > s->lo && !mf_scan_listed(s, i - 2, MF_LIST_AMOUNT) &&
		       (mf_scan_form(s, i - 1, "ل") || mf_scan_form(s, i - 1, "و"));
	if (s->tokens->v[i - 1].kind != MF_TOKEN_ARABIC)
		return false;
	return !(mf_scan_is(s, i - 1, MF_DATE_FROM) || mf_scan_is(s, i - 1, MF_DATE_TO));
}

/* Whether a bare number between 1900 and 2099 is a year.  Most are (مونديال 2018, انتخابات 2016), but not
 * after a word of amount, and a round one only after a word of time. */
static bool is_year(const struct mf_date_scan *s, size_t i, int year)
{
	struct mf_year to, from = { i + 1, year, MF_GREGORIAN };
	struct mf_date_word w;
	int gap = mf_scan_gap(s, i);

	if (gap == MF_GAP_COMMA) /* (1985), 2011، 2012 */
		return (in_brackets(s, i) || after_year(s, i)) && year % 1000 != 0;
	if (gap > MF_GAP_SPACE)
		return false;
	if (mf_scan_word(s, i - 1, &w) && !w.article) {
		if (w.cls == MF_DATE_IN || w.cls == MF_DATE_EDGE)
			return true;
		if (w.cls == MF_DATE_FROM || w.cls == MF_DATE_BETWEEN)
			return range_end(s, i + 1, w.cls == MF_DATE_BETWEEN, &from, &to) || part_of(s, i) ||
			       mf_scan_listed(s, i - 2, MF_LIST_FROM_ON);
		if (w.cls == MF_DATE_TO)
			return mf_scan_form(s, i - 1, "حتي");
	}
	return names_year(s, i, year);
}

/* 1443 هـ, 1436/1437هـ, 2015م: what follows says that it is a year. */
static bool era_follows(const struct mf_date_scan *s, size_t i)
{
	struct mf_year year;
	int value;

	if (mf_scan_dash(s, i + 1) && mf_scan_number(s, i + 1, &value) >= 3)
		i++;
	return mf_part_year(s, i, MF_HIJRI, &year) && year.last > i + 1 &&
	       (year.calendar == MF_HIJRI || year.year >= METRES); /* 800 م is a distance */
}

size_t mf_read_number_year(struct mf_date_scan *s, size_t i, int year)
{
	struct mf_year to, from = { i + 1, year, MF_GREGORIAN };
	int value;
	size_t end;

	if (!era_follows(s, i) && (year < MF_YEAR_MIN || year > MF_YEAR_MAX || !is_year(s, i, year)))
		return i + 1;
	if (mf_scan_dash(s, i + 1) && mf_scan_number(s, i + 1, &value) &&
	    !range_end(s, i + 1, false, &from, &to))
		return i + 1; /* 2023-02-30 */
	end = read_years(s, i, i, mf_scan_is(s, i - 1, MF_DATE_BETWEEN));
	return end > i ? end : i + 1;
}
