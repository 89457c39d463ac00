/* SPDX-License-Identifier: GPL-2.0-or-later */
/* guess.c - the year that a date leaves out.  The weekday chooses it; else a future cue takes the next such
 * day, and without one it is the last such day, or the coming one where that is near. */
#include <stdlib.h>

#include "indexer/analysis/dates/parts.h"

#define NEAR 60 /* days ahead within which a date without a year and without a cue is the coming one */
#define FAR 300 /* days ahead beyond which not even a cue is believed: it belongs to something else */

/* How badly a date without a year fits: the smaller the better. */
static long misfit(int32_t day, int32_t today, int weekday, int shift, bool future)
{
	long away = labs((long)day - today);
	long ahead = shift != MF_NO_SHIFT ? 0 : future ? FAR : NEAR;
	bool wrong_side;

	if (shift > 0 || (shift == MF_NO_SHIFT && future))
		wrong_side = day < today || (shift == MF_NO_SHIFT && away > ahead);
	else
		wrong_side = day > today + ahead;
	if (weekday >= 0)
		wrong_side = mf_day_weekday(day) != weekday;
	return away + (wrong_side ? 10000 : 0);
}

int mf_guess_year(const struct mf_date_scan *s, enum mf_calendar calendar, int month, int mday, int weekday,
		  int shift, bool future)
{
	int this_year, this_month, d, best = 0;
	long least = LONG_MAX;

	if (!mf_calendar_date(calendar, s->published, &this_year, &this_month, &d))
		return 0;
	if (shift == 0) /* الجاري, unless at the turn of the year */
		return this_year + (this_month - month > 6) - (month - this_month > 6);
	if (!mday) { /* نوفمبر الماضي is before the current month */
		if (shift != MF_NO_SHIFT)
			return this_year + (shift < 0 ? -(month >= this_month) : month <= this_month);
		if (month > this_month)
			return this_year - (month - this_month > 2 && !future);
		return this_year + (month < this_month && future);
	}
	for (int year = this_year - 1; year <= this_year + 1; year++) {
		int32_t day = mf_calendar_day(calendar, year, month, mday);
		long bad = day == MF_NO_DAY ? LONG_MAX : misfit(day, s->published, weekday, shift, future);

		if (bad < least) {
			least = bad;
			best = year;
		}
	}
	return best;
}
