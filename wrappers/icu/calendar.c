/* SPDX-License-Identifier: GPL-2.0-or-later */
/* calendar.c - days of the Hijri and of the Persian calendar, by ICU. */
#include "wrappers/icu/calendar.h"

#include <unicode/ucal.h>

#define MS_PER_DAY 86400000.0
#define HIJRI "ar@calendar=islamic-umalqura"
#define PERSIAN "fa@calendar=persian"

static UCalendar *open_calendar(const char *locale)
{
	static const UChar utc[] = u"UTC";
	UErrorCode status = U_ZERO_ERROR;
	UCalendar *calendar = ucal_open(utc, -1, locale, UCAL_TRADITIONAL, &status);

	if (U_FAILURE(status)) {
		ucal_close(calendar);
		return NULL;
	}
	return calendar;
}

static bool to_day(const char *locale, int year, int month, int mday, int32_t *day)
{
	UErrorCode status = U_ZERO_ERROR;
	UCalendar *calendar;
	UDate ms = 0;

	if (year < 1 || year > 9000 || month < 1 || month > 12 || mday < 1 || mday > 31)
		return false;
	calendar = open_calendar(locale);
	if (!calendar)
		return false;
	ucal_clear(calendar);
	ucal_setAttribute(calendar, UCAL_LENIENT, 0);
	ucal_setDate(calendar, year, month - 1, mday, &status);
	ms = ucal_getMillis(calendar, &status); /* strict: a 30th of a month of 29 days is an error here */
	ucal_close(calendar);
	if (U_FAILURE(status))
		return false;
	*day = (int32_t)(ms / MS_PER_DAY); /* midnight UTC: a whole number */
	return true;
}

static bool from_day(const char *locale, int32_t day, int *year, int *month, int *mday)
{
	UErrorCode status = U_ZERO_ERROR;
	UCalendar *calendar = open_calendar(locale);

	if (!calendar)
		return false;
	ucal_setMillis(calendar, day * MS_PER_DAY, &status);
	*year = ucal_get(calendar, UCAL_YEAR, &status);
	*month = ucal_get(calendar, UCAL_MONTH, &status) + 1;
	*mday = ucal_get(calendar, UCAL_DATE, &status);
	ucal_close(calendar);
	return U_SUCCESS(status);
}

bool mf_hijri_to_day(int year, int month, int mday, int32_t *day)
{
	return to_day(HIJRI, year, month, mday, day);
}

bool mf_hijri_from_day(int32_t day, int *year, int *month, int *mday)
{
	return from_day(HIJRI, day, year, month, mday);
}

bool mf_persian_to_day(int year, int month, int mday, int32_t *day)
{
	return to_day(PERSIAN, year, month, mday, day);
}

bool mf_persian_from_day(int32_t day, int *year, int *month, int *mday)
{
	return from_day(PERSIAN, day, year, month, mday);
}
