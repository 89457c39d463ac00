/* SPDX-License-Identifier: GPL-2.0-or-later */
/* date.h - dates in Arabic news.
 *
 * A day is counted from 1970-01-01 = 0, proleptic Gregorian.  Ranges are closed: a single day has
 * from == to.  No clock is asked: "today" is always an argument.
 */
#ifndef MF_ANALYSIS_DATE_H
#define MF_ANALYSIS_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/analysis/names/entity.h"
#include "indexer/analysis/words/token.h"
#include "wrappers/libc/error.h"

#define MF_NO_DAY INT32_MIN
#define MF_DAY_MIN (-719162) /* 0001-01-01 */
#define MF_DAY_MAX 2932896   /* 9999-12-31 */

int32_t mf_day_from_civil(int year, int month, int day); /* MF_NO_DAY where there is no such day */
void mf_day_to_civil(int32_t day, int *year, int *month, int *mday);
int mf_day_weekday(int32_t day);                     /* 0 = Sunday ... 6 = Saturday */
void mf_day_print(int32_t day, char out[static 11]); /* YYYY-MM-DD */

enum mf_granularity { MF_BY_DAY, MF_BY_WEEK, MF_BY_MONTH, MF_BY_YEAR, MF_BY_RANGE };

struct mf_date_mention {
	uint32_t first, last; /* tokens [first, last) */
	uint32_t begin, end;  /* bytes in the text, proclitics left out */
	int32_t from, to;     /* days, or MF_NO_DAY both where the document's date is needed and not known */
	uint8_t granularity;  /* enum mf_granularity */
	bool relative;        /* needed the document's date */
};

struct mf_date_mentions {
	struct mf_date_mention *v;
	size_t n, cap;
};

/* Every date expression, in order, not overlapping, none inside a mention of `names` (which may be
 * NULL) that is not a nisba.  `published` is the document's day or MF_NO_DAY.  *out is overwritten
 * (start with all zero); the caller frees out->v. */
void mf_dates_find(const struct mf_tokens *tokens, const char *text, const struct mf_mentions *names,
		   int32_t published, struct mf_date_mentions *out);

/* Where a publication date comes from; stored in the index and shown. */
enum mf_date_source {
	MF_DATE_NONE,
	MF_DATE_OPTION,
	MF_DATE_METADATA,
	MF_DATE_DATELINE,
	MF_DATE_FILENAME,
	MF_DATE_CORRECTED,
};
extern const char *const mf_date_source_names[]; /* "none", "option", ... as in the enum */

/* The day of a dateline: a short line among the first ones that mostly is a full date.
 * MF_NO_DAY where there is none. */
int32_t mf_dateline_find(const struct mf_tokens *tokens, const char *text, size_t len);

/* A day in a file's name (2022-01-09, 20220109, 09-01-2022 ...), or MF_NO_DAY. */
int32_t mf_day_from_filename(const char *name, size_t len);

/* Anchor vote: the day within -3..+3 of `published` that makes most of the text's "today Thursday",
 * "yesterday Sunday" true; `published` itself where they are silent or it is as good. */
int32_t mf_day_corrected(const struct mf_tokens *tokens, const char *text, int32_t published);

/* One date as people and files write it: ISO 8601 with or without time, RFC 2822, 6/1/2022 (day
 * first), "٦ يناير ٢٠٢٢", "الأحد 9 كانون الثاني/يناير 2022 - 05:31", Hijri with هـ.  MF_NO_DAY where it
 * is none. */
int32_t mf_day_parse(const char *text, size_t len);

/* The same, and also a month or a year, as old books are dated: 279هـ, 2022-01, يناير 2022.  *from is the
 * first day and *to the last, *precision an enum mf_granularity; false, and MF_NO_DAY, where it is no date.
 */
bool mf_date_parse(const char *text, size_t len, int32_t *from, int32_t *to, uint8_t *precision);

/* A range as --date takes it: 2022, 2022-01, 2022-01-06, A..B, A.., ..B, last:7d (also w, m, y),
 * none, and any expression that mf_dates_find knows, seen from `today`. */
struct mf_range {
	int32_t from, to; /* MF_DAY_MIN / MF_DAY_MAX where open */
	bool none;        /* "none": documents without a date */
};
int mf_range_parse(const char *text, size_t len, int32_t today, struct mf_range *out, struct mf_error *err);

#endif
