/* SPDX-License-Identifier: GPL-2.0-or-later */
/* order.h - candidates in order: by score, and among equal ones by what the documents themselves say, the
 * newest first, then by id, then by place; so that the order does not tell how an index was built. */
#ifndef MF_ENGINE_ORDER_H
#define MF_ENGINE_ORDER_H

#include "search/engine/search.h"

void mf_order_by_score(const struct mf_index *index, struct mf_candidate *v, size_t n);
/* By date, equal ones as above; undated ones last. */
void mf_order_by_date(const struct mf_index *index, struct mf_candidate *v, size_t n, bool newest_first);
/* Adds the first `max` of all matches, none of which has a score. */
void mf_order_unscored(const struct mf_index *index, const struct mf_found *found, size_t max,
		       struct mf_candidates *out);

#endif
