/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tally.h - in how many documents of the matches each entity of the archive is named.
 *
 * The three facets of entities share it.  Rows stand under the archive's numbers of entities (labels.h), are
 * kept from one request to the next, and only those that were counted are cleared.  Within a segment its own
 * numbers do, which stand in the records: each entity is looked up once, not each mention.
 */
#ifndef MF_ENGINE_TALLY_H
#define MF_ENGINE_TALLY_H

#include "search/engine/labels.h"
#include "search/engine/matches.h"

struct mf_tallied {
	uint32_t count;    /* documents that name it, */
	uint32_t by_nisba; /* and those that have only the adjective of a country */
};

struct mf_tally {
	struct mf_tallied *row; /* by number */
	size_t cap;
	uint32_t *named; /* the numbers that were met, each once */
	size_t n, named_cap;
	bool counted;
	struct mf_tally_row *in; /* of the segment in hand, by its own numbers; all zero between calls */
	size_t in_cap;
	uint32_t *met; /* those that are not */
	size_t met_n, met_cap;
};

/* Counts the entities of matches, one list a segment; `adjectives`: those of countries too. */
void mf_tally_count(struct mf_tally *t, struct mf_labels *labels, const struct mf_matched *match,
		    bool adjectives);
void mf_tally_clear(struct mf_tally *t); /* nothing is counted after it */
void mf_tally_release(struct mf_tally *t);

#endif
