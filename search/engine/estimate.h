/* SPDX-License-Identifier: GPL-2.0-or-later */
/* estimate.h - about how many passages a search finds, from the statistics of the archive alone: the same
 * however it is cut. */
#ifndef MF_ENGINE_ESTIMATE_H
#define MF_ENGINE_ESTIMATE_H

#include "search/engine/search.h"

/* False where a filter is one that no statistics tell of: it must be counted. */
bool mf_estimate_can(const struct mf_filters *filters);
/* Passages, at least `least`; two digits of it mean something.  *exact: it is the number. */
uint64_t mf_estimate(const struct mf_search *s, unsigned skip, uint64_t least, bool *exact);

#endif
