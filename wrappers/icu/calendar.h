/* SPDX-License-Identifier: GPL-2.0-or-later */
/* calendar.h - the Hijri calendar of Umm al-Qura, as the Arab press dates by it, and the Persian one.
 *
 * Days are counted from 1970-01-01 = 0 (Gregorian).  ICU holds the Umm al-Qura tables for the years 1300 to
 * 1600; outside of them it computes the civil calendar, which may be off by a day.  Thread-safe.
 */
#ifndef MF_ICU_CALENDAR_H
#define MF_ICU_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

/* The day of a date (month 1..12 from Muharram, or from Farvardin).  False where the month has no such day,
 * the year is not within 1..9000, or ICU has no calendar. */
bool mf_hijri_to_day(int year, int month, int mday, int32_t *day);
bool mf_persian_to_day(int year, int month, int mday, int32_t *day);

/* The date of a day; false where ICU has no calendar. */
bool mf_hijri_from_day(int32_t day, int *year, int *month, int *mday);
bool mf_persian_from_day(int32_t day, int *year, int *month, int *mday);

#endif
