/* SPDX-License-Identifier: GPL-2.0-or-later */
/* filters.h - what narrows a search beside its words: entities, dates, mentions, sources.
 *
 * What terms can say becomes part of the Xapian query; the rest is judged on each candidate.
 */
#ifndef MF_ENGINE_FILTERS_H
#define MF_ENGINE_FILTERS_H

#include "search/engine/engine.h"
#include "search/engine/match.h"

struct mf_entity_set {
	const char **ids;
	size_t n;
	uint8_t type;              /* of the first: the facet that it is a filter of */
	unsigned char **documents; /* with --within=document: bitmaps by segment, else NULL */
};

struct mf_filters {
	struct mf_entity_set *entity;
	size_t entities;
	bool adjectives, narrower;
	bool has_date, date_by_terms, has_mentions;
	struct mf_range date, mentions;
	int64_t added_since; /* or 0 */
	const char **source; /* folded; one of them */
	size_t *source_len, sources;
};

/* Facets by whose own filter counts are not narrowed. */
#define MF_SKIP_NONE 0u
#define MF_SKIP_PERSON (1u << MF_PERSON)
#define MF_SKIP_PLACE (1u << MF_PLACE)
#define MF_SKIP_ORG (1u << MF_ORG)
#define MF_SKIP_DATE (1u << 8)
#define MF_SKIP_SOURCE (1u << 9)

int mf_filters_make(struct mf_filters *f, const struct mf_lookup *look, const struct mf_index *index,
		    const struct mf_request *request, struct mf_error *err);
/* Narrows a query by the filters that terms can express; consumes it. */
int mf_filters_query(const struct mf_filters *f, unsigned skip, struct xc_query **query,
		     struct mf_error *err);
/* True where candidates must be judged too. */
bool mf_filters_judge(const struct mf_filters *f, unsigned skip);
/* The judgement; the record of the passage is looked at in `view`. */
bool mf_filters_hold(const struct mf_filters *f, unsigned skip, size_t segment, const struct mf_segment *s,
		     uint32_t passage);
/* Which of MF_SKIP_... have a filter at all. */
unsigned mf_filters_skips(const struct mf_filters *f);

#endif
