/* SPDX-License-Identifier: GPL-2.0-or-later */
/* parts.h - inside the date recogniser: what dates of all kinds are made of.  They look, and emit nothing. */
#ifndef MF_DATES_PARTS_H
#define MF_DATES_PARTS_H

#include <limits.h>

#include "indexer/analysis/dates/calendar.h"
#include "indexer/analysis/dates/scan.h"

#define MF_YEAR_MIN 1900 /* years that a number alone may mean */
#define MF_YEAR_MAX 2099

struct mf_year {
	size_t last; /* token after it */
	int year;    /* 0: none */
	enum mf_calendar calendar;
};
bool mf_part_year(const struct mf_date_scan *s, size_t i, enum mf_calendar calendar,
		  struct mf_year *out); /* digits at i */
bool mf_part_modifier(const struct mf_date_scan *s, size_t i, int *value,
		      size_t *last); /* [قبل|بعد] الماضي */

int mf_part_edge(const struct mf_date_scan *s, size_t i,
		 size_t *first);                       /* مطلع before token i: 1, 2, 3, or 0 */
void mf_part_cut(int edge, struct mf_date_span *span); /* narrows a month or year to a third of it */

struct mf_lead { /* what leads up to a date: مساء يوم الأحد الموافق ... */
	size_t first;
	int weekday; /* -1: none */
	int offset;  /* days from today, INT_MIN: none */
};
void mf_part_lead(const struct mf_date_scan *s, size_t i, struct mf_lead *lead);
/* First token of the part of day and يوم before token i: مساء يوم | بعد ظهر | منتصف ليل. */
size_t mf_part_day_part(const struct mf_date_scan *s, size_t i);
/* Days from today of the word at i (أمس غد اليوم), with what stands before it; *first is its first token. */
int mf_part_offset(const struct mf_date_scan *s, size_t i, const struct mf_date_word *w, size_t *first);

/* ordinal.c: the day of the month that ends before token i, [من] taken: 10, العاشر من, أول; with a range
 * before it (من 5 إلى 10) *from is smaller than *to.  False where there is none. */
bool mf_ordinal_days(const struct mf_date_scan *s, size_t i, int *from, int *to, size_t *first);

/* guess.c: the year of a date that does not say it, seen from s->published; 0: not known.  mday 0: the month
 * itself; weekday -1: none is said; shift: that of "last", or MF_NO_SHIFT; future: a cue stands before it. */
#define MF_NO_SHIFT INT_MIN
int mf_guess_year(const struct mf_date_scan *s, enum mf_calendar calendar, int month, int mday, int weekday,
		  int shift, bool future);

#endif
