/* SPDX-License-Identifier: GPL-2.0-or-later */
/* scan.h - inside the date recogniser: what its parts share.
 *
 * One pass over the tokens; the word that decides (a month, a weekday, أمس, a period, a number) calls
 * its reader, which looks back and ahead a few tokens and emits a mention.  A reader returns the token
 * to go on with.  A later reader that reaches back over an earlier mention replaces it: الأحد is
 * emitted first, and given up when يناير finds "الأحد 9 يناير".
 */
#ifndef MF_DATES_SCAN_H
#define MF_DATES_SCAN_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/analysis/dates/date.h"
#include "indexer/analysis/dates/words.h"

struct mf_scan {
	const struct mf_tokens *tokens;
	const char *text;
	const struct mf_mentions *names; /* may be NULL */
	int32_t published;               /* or MF_NO_DAY */
	size_t lo, hi;                   /* tokens [lo, hi) are looked at */
	struct mf_date_mentions *out;
	unsigned *votes; /* NULL, or 7 counts: which weekday "today" was said to be */
};

struct mf_span {
	size_t first, last; /* tokens */
	int32_t from, to;
	enum mf_granularity granularity;
	bool relative;
};

/* find.c */
void mf_scan_run(struct mf_scan *s);
bool mf_scan_word(const struct mf_scan *s, size_t i, struct mf_date_word *w); /* false also in a name */
bool mf_scan_is(const struct mf_scan *s, size_t i, enum mf_date_class cls);   /* such a word, no article */
int mf_scan_number(const struct mf_scan *s, size_t i, int *value); /* how many digits; 0: no plain number */
bool mf_scan_form(const struct mf_scan *s, size_t i, const char *form);
bool mf_scan_listed(const struct mf_scan *s, size_t i, enum mf_date_list list); /* i may be out of range */
int mf_scan_gap(const struct mf_scan *s, size_t i);     /* before token i; MF_GAP_PARAGRAPH at the ends */
char mf_scan_dash(const struct mf_scan *s, size_t i);   /* '-' or '/' where only that is before i, or 0 */
bool mf_scan_future(const struct mf_scan *s, size_t i); /* a future cue stands in the clause before token i */
unsigned mf_scan_clitics(const struct mf_scan *s, size_t i); /* letters of clitics on token i */
void mf_scan_emit(struct mf_scan *s, const struct mf_span *span);

/* day.c */
struct mf_lead { /* what leads up to a date: مساء يوم الأحد الموافق ... */
	size_t first;
	int weekday; /* -1: none */
	int offset;  /* days from today, INT_MIN: none */
};
void mf_scan_lead(const struct mf_scan *s, size_t i, struct mf_lead *lead);
size_t mf_scan_today(struct mf_scan *s, size_t i, const struct mf_date_word *w);
size_t mf_scan_offset(struct mf_scan *s, size_t i, const struct mf_date_word *w);
size_t mf_scan_part(struct mf_scan *s, size_t i, const struct mf_date_word *w);
size_t mf_scan_weekday(struct mf_scan *s, size_t i, const struct mf_date_word *w);

/* month.c */
size_t mf_scan_month(struct mf_scan *s, size_t i, const struct mf_date_word *w);

/* year.c */
struct mf_year {
	size_t last; /* token behind it */
	int year;    /* 0: none */
	bool hijri;
};
bool mf_scan_year(const struct mf_scan *s, size_t i, bool hijri, struct mf_year *out); /* digits at i */
bool mf_scan_modifier(const struct mf_scan *s, size_t i, int *value, size_t *last); /* [قبل|بعد] الماضي */
size_t mf_scan_years(struct mf_scan *s, size_t i, const struct mf_date_word *w); /* عامي 2011 و2015 */
size_t mf_scan_number_year(struct mf_scan *s, size_t i, int year);               /* في 2017 */

/* period.c */
size_t mf_scan_period(struct mf_scan *s, size_t i, const struct mf_date_word *w);
size_t mf_scan_day_of_this(struct mf_scan *s, size_t i, const struct mf_date_word *w); /* 10 الجاري */
int mf_scan_edge(const struct mf_scan *s, size_t i, size_t *first); /* مطلع before token i: 1, 2, 3, or 0 */
void mf_edge_cut(int edge, struct mf_span *span); /* narrows a month or year to a third of it */
int32_t mf_month_begin(bool hijri, int year, int month);
int32_t mf_month_end(bool hijri, int year, int month);

/* season.c; also for a word that may be the half of a month's name and is not */
size_t mf_scan_season(struct mf_scan *s, size_t i, const struct mf_date_word *w);

/* ordinal.c */
/* The day of the month that ends before token i, [من] taken: 10, العاشر من, أول; with a range before it
 * (من 5 إلى 10) *from is smaller than *to.  False where there is none. */
bool mf_scan_days(const struct mf_scan *s, size_t i, int *from, int *to, size_t *first);

/* numeric.c */
size_t mf_scan_numeric(struct mf_scan *s, size_t i);

#endif
