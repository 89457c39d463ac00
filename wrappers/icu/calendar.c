/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wrappers/icu/calendar.h"

#include <unicode/ucal.h>

#define MS_PER_DAY 86400000.0

static UCalendar *open_hijri(void)
{
	static const UChar utc[] = u"UTC";
	UErrorCode status = U_ZERO_ERROR;
	UCalendar *calendar = ucal_open(utc, -1, "ar@calendar=islamic-umalqura", UCAL_TRADITIONAL, &status);

	if (U_FAILURE(status)) {
		ucal_close(calendar);
		return NULL;
	}
	return calendar;
}

bool mf_hijri_to_day(int year, int month, int mday, int32_t *day)
{
	UErrorCode status = U_ZERO_ERROR;
	UCalendar *calendar;
	UDate ms = 0;

	if (year < 1 || year > 9000 || month < 1 || month > 12 || mday < 1 || mday > 30)
		return false;
	calendar = open_hijri();
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

bool mf_hijri_from_day(int32_t day, int *year, int *month, int *mday)
{
	UErrorCode status = U_ZERO_ERROR;
	UCalendar *calendar = open_hijri();

	if (!calendar)
		return false;
	ucal_setMillis(calendar, day * MS_PER_DAY, &status);
	*year = ucal_get(calendar, UCAL_YEAR, &status);
	*month = ucal_get(calendar, UCAL_MONTH, &status) + 1;
	*mday = ucal_get(calendar, UCAL_DATE, &status);
	ucal_close(calendar);
	return U_SUCCESS(status);
}
