/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Days and civil dates.  The conversion is Howard Hinnant's days_from_civil / civil_from_days: years begin
 * on 1 March, so that the leap day is a year's last, and 400 years are always 146097 days. */
#include "indexer/analysis/dates/date.h"

#define DAYS_PER_ERA 146097
#define EPOCH_SHIFT 719468 /* days from 0000-03-01 to 1970-01-01 */

static int month_length(int year, int month)
{
	static const unsigned char lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return lengths[month - 1] + (month == 2 && leap);
}

int32_t mf_day_from_civil(int year, int month, int day)
{
	int y = year - (month <= 2), era, year_of_era, day_of_year;

	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > month_length(year, month))
		return MF_NO_DAY;
	era = y / 400;
	year_of_era = y - era * 400;
	day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return era * DAYS_PER_ERA + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
	       EPOCH_SHIFT;
}

void mf_day_to_civil(int32_t day, int *year, int *month, int *mday)
{
	int z = day + EPOCH_SHIFT;
	int era = (z >= 0 ? z : z - DAYS_PER_ERA + 1) / DAYS_PER_ERA;
	int day_of_era = z - era * DAYS_PER_ERA;
	int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int march_month = (5 * day_of_year + 2) / 153;

	*mday = day_of_year - (153 * march_month + 2) / 5 + 1;
	*month = march_month < 10 ? march_month + 3 : march_month - 9;
	*year = era * 400 + year_of_era + (*month <= 2);
}

int mf_day_weekday(int32_t day)
{
	int weekday = (day + 4) % 7; /* 1970-01-01 was a Thursday */

	return weekday < 0 ? weekday + 7 : weekday;
}

void mf_day_print(int32_t day, char out[static 11])
{
	int year, month, mday;

	if (day < MF_DAY_MIN)
		day = MF_DAY_MIN;
	if (day > MF_DAY_MAX)
		day = MF_DAY_MAX;
	mf_day_to_civil(day, &year, &month, &mday);
	out[0] = (char)('0' + year / 1000);
	out[1] = (char)('0' + year / 100 % 10);
	out[2] = (char)('0' + year / 10 % 10);
	out[3] = (char)('0' + year % 10);
	out[4] = '-';
	out[5] = (char)('0' + month / 10);
	out[6] = (char)('0' + month % 10);
	out[7] = '-';
	out[8] = (char)('0' + mday / 10);
	out[9] = (char)('0' + mday % 10);
	out[10] = '\0';
}
