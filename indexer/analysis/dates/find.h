/* SPDX-License-Identifier: GPL-2.0-or-later */
/* find.h - inside the date recogniser: the pass over a part of a text. */
#ifndef MF_DATES_FIND_H
#define MF_DATES_FIND_H

#include "indexer/analysis/dates/scan.h"

/* Appends what tokens [s->lo, s->hi) mention to *s->out. */
void mf_find_run(struct mf_date_scan *s);

#endif
