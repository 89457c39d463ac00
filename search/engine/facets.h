/* SPDX-License-Identifier: GPL-2.0-or-later */
/* facets.h - counts of documents over all passages that match. */
#ifndef MF_ENGINE_FACETS_H
#define MF_ENGINE_FACETS_H

#include "search/engine/filters.h"
#include "search/engine/labels.h"
#include "search/engine/matches.h"

/* In how many documents each entity of each segment is named; the three facets of entities share it. */
struct mf_tally {
	struct mf_entity_tally **segment; /* one row a segment, by entity number; NULL: not counted yet */
};
void mf_tally_release(struct mf_tally *t, const struct mf_index *index);

/* Counts one facet; the values are the arena's.  `match`, one a segment.  `tally` belongs to these
 * matches, and is filled when first needed. */
void mf_facet_count(enum mf_facet_kind kind, struct mf_labels *labels, const struct mf_matched *match,
		    const struct mf_filters *filters, struct mf_tally *tally, unsigned limit,
		    struct mf_arena *arena, struct mf_facet *out);

#endif
