/* SPDX-License-Identifier: GPL-2.0-or-later */
/* find.h - inside the date recogniser: the pass over a part of a text, and what the readers of whole dates
 * share. */
#ifndef MF_DATES_FIND_H
#define MF_DATES_FIND_H

#include "indexer/analysis/dates/scan.h"

/* Appends what tokens [s->lo, s->hi) mention to *s->out. */
void mf_find_run(struct mf_date_scan *s);

/* The first full date among tokens [lo, hi), or NULL; it lies in *found, which is overwritten. */
const struct mf_date_mention *mf_find_full_day(const struct mf_tokens *tokens, const char *text, size_t lo,
					       size_t hi, struct mf_date_mentions *found);

/* source.c: a run of digits with nothing but a date in it, 20220109, or with a time after it,
 * 202201090531[00]; else MF_NO_DAY. */
int32_t mf_find_day_in_digits(const char *p, size_t n);

#endif
