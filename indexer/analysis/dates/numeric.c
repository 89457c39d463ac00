/* SPDX-License-Identifier: GPL-2.0-or-later */
/* numeric.c - dates in digits only: 9/1/2022 (day first), 2022-01-09, 9.1.2022, 1443/6/5 هـ. */
#include "indexer/analysis/dates/readers.h"

#define PERSIAN_MAX 1420 /* years up to here may be Persian ones of our time */

/* The calendar of a year such as 1400: the Persian one where its digits are (۱۴۰۰), or where هجري شمسي
 * follows, and no هـ alone does. */
static enum mf_calendar old_calendar(const struct mf_date_scan *s, size_t i, size_t last)
{
	const unsigned char *digit = (const unsigned char *)s->text + s->tokens->v[i].begin;
	enum mf_calendar calendar;
	size_t end;

	if (mf_part_era(s, last, &calendar, &end))
		return calendar;
	return digit[0] == 0xdb && digit[1] >= 0xb0 && digit[1] <= 0xb9 ? MF_PERSIAN : MF_HIJRI;
}

/* Three numbers as a day.  The year is the one of four digits; where the day cannot be first, the
 * month is (1/31/2022).  Years of the Hijri and the Persian calendar are told by their value. */
static int32_t day_of_three(const int value[3], const int digits[3], enum mf_calendar of_old)
{
	int year, month, mday;

	if (digits[0] == 4 && digits[1] <= 2 && digits[2] <= 2) {
		year = value[0];
		month = value[1];
		mday = value[2];
	} else if (digits[2] == 4 && digits[0] <= 2 && digits[1] <= 2) {
		year = value[2];
		month = value[1];
		mday = value[0];
		if (month > 12 && mday <= 12) {
			month = value[0];
			mday = value[1];
		}
	} else {
		return MF_NO_DAY;
	}
	if (year >= 1300 && year <= 1500)
		return mf_calendar_day(year <= PERSIAN_MAX ? of_old : MF_HIJRI, year, month, mday);
	return year >= 1800 && year <= 2199 ? mf_day_from_civil(year, month, mday) : MF_NO_DAY;
}

/* 9.1.2022, which is one token. */
static int32_t dotted(const struct mf_date_scan *s, size_t i)
{
	const char *form = mf_form(s->tokens, i);
	int value[3] = { 0 }, digits[3] = { 0 }, part = 0;

	if (s->tokens->v[i].form_len > 10)
		return MF_NO_DAY;
	for (; *form; form++) {
		if (*form == '.' && part < 2) {
			part++;
		} else if (*form >= '0' && *form <= '9' && digits[part]++ < 4) {
			value[part] = value[part] * 10 + (*form - '0');
		} else {
			return MF_NO_DAY;
		}
	}
	return part == 2 && digits[0] && digits[1] && digits[2]
		       ? day_of_three(value, digits, old_calendar(s, i, i + 1))
		       : MF_NO_DAY;
}

/* 5 - 16/8/1406: the token where the range begins, and its first day; i and `day` where there is none. */
static size_t first_day(const struct mf_date_scan *s, size_t i, size_t last, int32_t day, int32_t *from)
{
	int mday, to, digits = mf_scan_number(s, i - 1, &mday);

	*from = day;
	if (last - i != 3 || mf_scan_dash(s, i) != '-' || digits < 1 || digits > 2 ||
	    mf_scan_number(s, i, &to) > 2 || mday < 1 || mday >= to || mf_scan_dash(s, i + 1) == '-')
		return i;
	*from = day - (to - mday);
	return i - 1;
}

static size_t emit_lead(struct mf_date_scan *s, size_t i, size_t last, int32_t day)
{
	struct mf_date_span span = { .last = last, .from = day, .to = day, .granularity = MF_BY_DAY };
	enum mf_calendar calendar;
	struct mf_lead lead;
	size_t first;

	first = first_day(s, i, last, day, &span.from);
	mf_part_lead(s, first, &lead);
	span.first = lead.first;
	if (span.from != span.to)
		span.granularity = MF_BY_RANGE;
	mf_part_era(s, last, &calendar, &span.last);
	mf_scan_emit(s, &span);
	return span.last;
}

size_t mf_read_numeric(struct mf_date_scan *s, size_t i)
{
	int value[3], digits[3];
	char dash;
	int32_t day;

	digits[0] = mf_scan_number(s, i, &value[0]);
	if (!digits[0]) {
		day = dotted(s, i);
		return day == MF_NO_DAY ? i + 1 : emit_lead(s, i, i + 1, day);
	}
	dash = digits[0] <= 4 ? mf_scan_dash(s, i + 1) : 0;
	if (dash && mf_scan_dash(s, i + 2) == dash && mf_scan_dash(s, i + 3) != dash &&
	    (mf_scan_gap(s, i) >= MF_GAP_SPACE || mf_scan_gap(s, i) == MF_GAP_GLUED) &&
	    (digits[1] = mf_scan_number(s, i + 1, &value[1])) != 0 &&
	    (digits[2] = mf_scan_number(s, i + 2, &value[2])) != 0) {
		day = day_of_three(value, digits, old_calendar(s, i, i + 3));
		if (day != MF_NO_DAY)
			return emit_lead(s, i, i + 3, day);
	}
	return digits[0] == 3 || digits[0] == 4 ? mf_read_number_year(s, i, value[0]) : i + 1;
}
