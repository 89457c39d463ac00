/* SPDX-License-Identifier: GPL-2.0-or-later */
/* calendar.c - months and days of three calendars as days since 1970. */
#include "indexer/analysis/dates/calendar.h"

#include "indexer/analysis/dates/date.h"
#include "wrappers/icu/calendar.h"

int32_t mf_calendar_day(enum mf_calendar calendar, int year, int month, int mday)
{
	int32_t day;

	switch (calendar) {
	case MF_HIJRI:
		return mf_hijri_to_day(year, month, mday, &day) ? day : MF_NO_DAY;
	case MF_PERSIAN:
		return mf_persian_to_day(year, month, mday, &day) ? day : MF_NO_DAY;
	default:
		return mf_day_from_civil(year, month, mday);
	}
}

int32_t mf_calendar_month_begin(enum mf_calendar calendar, int year, int month)
{
	year += (month - 1) / 12;
	month = (month - 1) % 12 + 1;
	if (month < 1) {
		month += 12;
		year--;
	}
	return mf_calendar_day(calendar, year, month, 1);
}

int32_t mf_calendar_month_end(enum mf_calendar calendar, int year, int month)
{
	int32_t next = mf_calendar_month_begin(calendar, year, month + 1);

	return next == MF_NO_DAY ? MF_NO_DAY : next - 1;
}

bool mf_calendar_date(enum mf_calendar calendar, int32_t day, int *year, int *month, int *mday)
{
	switch (calendar) {
	case MF_HIJRI:
		return mf_hijri_from_day(day, year, month, mday);
	case MF_PERSIAN:
		return mf_persian_from_day(day, year, month, mday);
	default:
		mf_day_to_civil(day, year, month, mday);
		return true;
	}
}
