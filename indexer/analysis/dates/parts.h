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
/* هـ, م, هجري شمسي at token i. */
bool mf_part_era(const struct mf_date_scan *s, size_t i, enum mf_calendar *calendar, size_t *last);
bool mf_part_modifier(const struct mf_date_scan *s, size_t i, int *value,
		      size_t *last); /* [قبل|بعد] الماضي */

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

/* when.c: what is said of the year after the month or feast that ends before token i. */
struct mf_said_year {
	struct mf_year year;
	int year_shift;  /* من العام الماضي: -1, or MF_NO_SHIFT */
	int month_shift; /* يناير الماضي: -1, or MF_NO_SHIFT */
	size_t last;     /* token after it */
};
void mf_part_when(const struct mf_date_scan *s, size_t i, enum mf_calendar calendar,
		  struct mf_said_year *out);

/* narrow.c: a part of the period in *span, whose words begin at token i: where one is named before it, takes
 * its words and its days.  False where none is. */
bool mf_narrow(const struct mf_date_scan *s, size_t i, struct mf_date_span *span);

/* units.c */
struct mf_units {           /* ثلاثة أيام */
	size_t first, last; /* tokens */
	enum mf_unit unit;
	enum mf_count count; /* of the word */
	int n;               /* 0: some */
	bool few;            /* قليلة */
};
bool mf_unit_at(const struct mf_date_scan *s, size_t i, enum mf_unit *unit, enum mf_count *count,
		struct mf_date_word *w); /* a word for units, singular ones too */
bool mf_unit_count(const struct mf_date_scan *s, size_t i,
		   struct mf_units *out); /* نحو ثلاثة أيام from i on */
bool mf_unit_counted_after(const struct mf_date_scan *s, size_t i, struct mf_units *out); /* أيام [الثلاثة] */
/* The first token of the number before units at i, or i; *definite: it has an article. */
size_t mf_unit_number_before(const struct mf_date_scan *s, size_t i, int *n, bool *definite);
/* The day n units from `day`, n may be negative; MF_NO_DAY before the year 1. */
int32_t mf_unit_shift(int32_t day, enum mf_unit unit, int n);

#endif
