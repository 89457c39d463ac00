/* SPDX-License-Identifier: GPL-2.0-or-later */
/* facets.h - counts of documents over all passages that match. */
#ifndef MF_ENGINE_FACETS_H
#define MF_ENGINE_FACETS_H

#include "search/engine/filters.h"
#include "search/engine/labels.h"
#include "search/engine/matches.h"
#include "search/engine/tally.h"

/* Counts one facet; the values are the arena's.  `match`, one a segment.  `tally` belongs to these
 * matches, and is counted when first needed. */
void mf_facet_count(enum mf_facet_kind kind, struct mf_labels *labels, const struct mf_matched *match,
		    const struct mf_filters *filters, struct mf_tally *tally, unsigned limit,
		    struct mf_arena *arena, struct mf_facet *out);

#endif
