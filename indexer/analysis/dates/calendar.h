/* SPDX-License-Identifier: GPL-2.0-or-later */
/* calendar.h - inside the date recogniser: months and feasts of the calendars that newspapers date by. */
#ifndef MF_DATES_CALENDAR_H
#define MF_DATES_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

enum mf_calendar { MF_GREGORIAN, MF_HIJRI, MF_PERSIAN };

/* MF_NO_DAY where there is no such day. */
int32_t mf_calendar_day(enum mf_calendar calendar, int year, int month, int mday);
/* The first and the last day of a month; `month` may lie outside of 1..12, months of other years. */
int32_t mf_calendar_month_begin(enum mf_calendar calendar, int year, int month);
int32_t mf_calendar_month_end(enum mf_calendar calendar, int year, int month);
/* False where ICU has no such calendar. */
bool mf_calendar_date(enum mf_calendar calendar, int32_t day, int *year, int *month, int *mday);

#endif
