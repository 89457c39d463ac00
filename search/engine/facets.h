/* SPDX-License-Identifier: GPL-2.0-or-later */
/* facets.h - counts of documents over all passages that match. */
#ifndef MF_ENGINE_FACETS_H
#define MF_ENGINE_FACETS_H

#include "search/engine/filters.h"
#include "search/engine/labels.h"
#include "search/engine/matches.h"
#include "search/engine/remote.h"
#include "search/engine/tally.h"

/* Counts one facet; the values are the arena's.  `match`, one a segment.  `tally` belongs to these
 * matches, and is counted when first needed. */
void mf_facet_count(enum mf_facet_kind kind, struct mf_labels *labels, const struct mf_matched *match,
		    const struct mf_filters *filters, struct mf_tally *tally, unsigned limit,
		    struct mf_arena *arena, struct mf_facet *out);

/* The same of one shard, before anything is chosen, in no order, and what many of them come to: part[p *
 * MF_FACETS
 * + kind] is that of shard p. */
void mf_facet_part(enum mf_facet_kind kind, struct mf_labels *labels, const struct mf_matched *match,
		   const struct mf_filters *filters, struct mf_tally *tally, struct mf_arena *arena,
		   struct mf_far_facet *out);
void mf_facet_merge(enum mf_facet_kind kind, struct mf_labels *labels, const struct mf_far_facet *part,
		    size_t parts, const struct mf_filters *filters, unsigned limit, struct mf_arena *arena,
		    struct mf_facet *out);

#endif
