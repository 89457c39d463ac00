/* SPDX-License-Identifier: GPL-2.0-or-later */
/* latin.c - English and French dates: January 6, 2022; 6-9 Jan 2022; le 1er mai 2021; March 2020. */
#include <string.h>

#include "indexer/analysis/dates/readers.h"

struct name {
	const char *form;
	uint8_t value;
	bool weak; /* also another word: it needs a year, or a day and its weekday */
};

/* Folded; sorted by nothing, asked for Latin words only.  Accents may be folded away or not. */
static const struct name months[] = {
	{ "january", 1, false },   { "jan", 1, false },      { "janvier", 1, false },
	{ "janv", 1, false },      { "february", 2, false }, { "feb", 2, false },
	{ "fevrier", 2, false },   { "fevr", 2, false },     { "march", 3, true },
	{ "mar", 3, true },        { "mars", 3, true },      { "april", 4, true },
	{ "apr", 4, false },       { "avril", 4, false },    { "may", 5, true },
	{ "mai", 5, true },        { "june", 6, true },      { "jun", 6, true },
	{ "juin", 6, false },      { "july", 7, false },     { "jul", 7, false },
	{ "juillet", 7, false },   { "juil", 7, false },     { "august", 8, true },
	{ "aug", 8, false },       { "aout", 8, false },     { "september", 9, false },
	{ "sep", 9, true },        { "sept", 9, true },      { "septembre", 9, false },
	{ "october", 10, false },  { "oct", 10, false },     { "octobre", 10, false },
	{ "november", 11, false }, { "nov", 11, false },     { "novembre", 11, false },
	{ "december", 12, false }, { "dec", 12, true },      { "decembre", 12, false },
};
static const struct name weekdays[] = {
	{ "sunday", 0, false },    { "sun", 0, false }, { "dimanche", 0, false },
	{ "monday", 1, false },    { "mon", 1, false }, { "lundi", 1, false },
	{ "tuesday", 2, false },   { "tue", 2, false }, { "mardi", 2, false },
	{ "wednesday", 3, false }, { "wed", 3, false }, { "mercredi", 3, false },
	{ "thursday", 4, false },  { "thu", 4, false }, { "jeudi", 4, false },
	{ "friday", 5, false },    { "fri", 5, false }, { "vendredi", 5, false },
	{ "saturday", 6, false },  { "sat", 6, false }, { "samedi", 6, false },
};

static const struct name *look_up(const struct name *names, size_t n, const char *form)
{
	for (size_t i = 0; i < n; i++)
		if (names[i].form[0] == form[0] && strcmp(names[i].form, form) == 0)
			return &names[i];
	return NULL;
}

static const struct name *name_at(const struct mf_date_scan *s, size_t i, const struct name *names, size_t n)
{
	if (i < s->lo || i >= s->hi || s->tokens->v[i].kind != MF_TOKEN_WORD)
		return NULL;
	return look_up(names, n, mf_form(s->tokens, i));
}

/* st, nd, rd, th or er glued to the number before token i. */
static bool suffix_at(const struct mf_date_scan *s, size_t i)
{
	static const char *const suffixes[] = { "st", "nd", "rd", "th", "er" };

	for (size_t k = 0; k < sizeof suffixes / sizeof *suffixes; k++)
		if (mf_scan_gap(s, i) == MF_GAP_GLUED && mf_scan_form(s, i, suffixes[k]))
			return true;
	return false;
}

struct days {
	size_t first, last; /* tokens */
	int from, to;       /* 0: none */
};

static bool day_number(const struct mf_date_scan *s, size_t i, int *day)
{
	int value, digits = mf_scan_number(s, i, &value);

	if (digits < 1 || digits > 2 || value < 1 || value > 31)
		return false;
	*day = value;
	return true;
}

/* 6, 1er, 6-9, 6 to 9, 6 au 9, 6th of before token i. */
static void days_before(const struct mf_date_scan *s, size_t i, struct days *out)
{
	size_t at = i;
	int from;

	if (mf_scan_form(s, at - 1, "of") && mf_scan_gap(s, at) <= MF_GAP_SPACE)
		at--;
	if (suffix_at(s, at - 1))
		at--;
	if (mf_scan_gap(s, at) > MF_GAP_JOINER || !day_number(s, at - 1, &out->to))
		return;
	at--;
	out->from = out->to;
	out->first = at;
	if (mf_scan_dash(s, at) != '-') {
		if (!mf_scan_form(s, at - 1, "to") && !mf_scan_form(s, at - 1, "au") &&
		    !mf_scan_form(s, at - 1, "and") && !mf_scan_form(s, at - 1, "et"))
			return;
		at--;
	}
	if (suffix_at(s, at - 1))
		at--;
	if (day_number(s, at - 1, &from) && from < out->to) {
		out->from = from;
		out->first = at - 1;
	}
}

/* 6, 6th, 6-9 after the month that ends before token i, where a year follows or the word can be no other. */
static void days_after(const struct mf_date_scan *s, size_t i, struct days *out)
{
	int to;

	if (mf_scan_gap(s, i) > MF_GAP_SPACE || !day_number(s, i, &out->from))
		return;
	out->to = out->from;
	out->last = i + 1 + suffix_at(s, i + 1);
	if (mf_scan_dash(s, out->last) == '-' && day_number(s, out->last, &to) && to > out->from) {
		out->to = to;
		out->last += 1 + suffix_at(s, out->last + 1);
	}
}

/* Thursday, le and the like before token i. */
static size_t lead_before(const struct mf_date_scan *s, size_t i, int *weekday)
{
	const struct name *day;

	if (mf_scan_gap(s, i) > MF_GAP_COMMA)
		return i;
	day = name_at(s, i - 1, weekdays, sizeof weekdays / sizeof *weekdays);
	*weekday = day ? day->value : -1;
	return day ? i - 1 : i;
}

static void set_days(struct mf_date_span *span, int year, int month, const struct days *days)
{
	if (!days->from) {
		span->granularity = MF_BY_MONTH;
		span->from = mf_calendar_month_begin(MF_GREGORIAN, year, month);
		span->to = mf_calendar_month_end(MF_GREGORIAN, year, month);
		return;
	}
	span->granularity = days->from == days->to ? MF_BY_DAY : MF_BY_RANGE;
	span->from = mf_day_from_civil(year, month, days->from);
	span->to = mf_day_from_civil(year, month, days->to);
}

size_t mf_read_latin(struct mf_date_scan *s, size_t i)
{
	const struct name *month = name_at(s, i, months, sizeof months / sizeof *months);
	struct days days = { i, i + 1, 0, 0 };
	struct mf_date_span span = { .first = i };
	struct mf_year year;
	int weekday = -1;

	if (!month || mf_scan_in_name(s, i))
		return i + 1;
	days_before(s, i, &days);
	if (!days.from)
		days_after(s, days.last, &days);
	span.first = lead_before(s, days.first, &weekday);
	span.last = days.last;
	if (mf_scan_gap(s, days.last) <= MF_GAP_COMMA && mf_part_year(s, days.last, MF_GREGORIAN, &year) &&
	    mf_scan_dash(s, days.last) != '/') {
		span.last = year.last;
		set_days(&span, year.year, month->value, &days);
		mf_scan_emit(s, &span);
		return span.last;
	}
	if (!days.from || (month->weak && weekday < 0))
		return i + 1;
	span.relative = true;
	span.from = span.to = MF_NO_DAY;
	span.granularity = days.from == days.to ? MF_BY_DAY : MF_BY_RANGE;
	if (s->published != MF_NO_DAY)
		set_days(&span,
			 mf_guess_year(s, MF_GREGORIAN, month->value, days.to, weekday, MF_NO_SHIFT, false),
			 month->value, &days);
	mf_scan_emit(s, &span);
	return span.last;
}
