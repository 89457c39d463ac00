/* SPDX-License-Identifier: GPL-2.0-or-later */
/* readers.h - inside the date recogniser: its readers.  Each is called at the token of a word *w, emits what
 * it finds there, and returns the token to go on with. */
#ifndef MF_DATES_READERS_H
#define MF_DATES_READERS_H

#include "indexer/analysis/dates/parts.h"

/* day.c */
size_t mf_read_today(struct mf_date_scan *s, size_t i, const struct mf_date_word *w);
size_t mf_read_offset(struct mf_date_scan *s, size_t i, const struct mf_date_word *w);
size_t mf_read_part(struct mf_date_scan *s, size_t i, const struct mf_date_word *w);
size_t mf_read_weekday(struct mf_date_scan *s, size_t i, const struct mf_date_word *w);

/* month.c */
size_t mf_read_month(struct mf_date_scan *s, size_t i, const struct mf_date_word *w);

/* season.c; also for a word that may be the half of a month's name and is not */
size_t mf_read_season(struct mf_date_scan *s, size_t i, const struct mf_date_word *w);

/* year.c */
size_t mf_read_years(struct mf_date_scan *s, size_t i, const struct mf_date_word *w); /* عامي 2011 و2015 */
size_t mf_read_number_year(struct mf_date_scan *s, size_t i, int year);               /* في 2017 */

/* period.c */
size_t mf_read_period(struct mf_date_scan *s, size_t i, const struct mf_date_word *w);
size_t mf_read_day_of_this(struct mf_date_scan *s, size_t i, const struct mf_date_word *w); /* 10 الجاري */

/* ago.c */
size_t mf_read_ago(struct mf_date_scan *s, size_t i, const struct mf_date_word *w); /* قبل يومين */
size_t mf_read_units(struct mf_date_scan *s, size_t i, const struct mf_date_word *w); /* الأيام الماضية */

/* century.c */
size_t mf_read_century(struct mf_date_scan *s, size_t i, const struct mf_date_word *w);
size_t mf_read_decade(struct mf_date_scan *s, size_t i, const struct mf_date_word *w);
size_t mf_read_portion(struct mf_date_scan *s, size_t i,
		       const struct mf_date_word *w); /* الربع الأول alone */

/* feast.c; also for يوم and ليلة; 0 where there is none */
size_t mf_read_feast(struct mf_date_scan *s, size_t i, const struct mf_date_word *w);

/* latin.c: English and French, at any word of another script */
size_t mf_read_latin(struct mf_date_scan *s, size_t i);

/* numeric.c */
size_t mf_read_numeric(struct mf_date_scan *s, size_t i);

#endif
