/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tally.h - in how many documents of the matches each entity of the archive is named.
 *
 * The three facets of entities share it.  Rows stand under the archive's numbers of entities (labels.h), are
 * kept from one request to the next, and only those that were counted are cleared.
 */
#ifndef MF_ENGINE_TALLY_H
#define MF_ENGINE_TALLY_H

#include "search/engine/labels.h"
#include "search/engine/matches.h"

struct mf_tallied {
	uint32_t document; /* the last one that names it, in the order of the count, from 1; 0: none */
	uint32_t count;    /* documents that name it, */
	uint32_t by_nisba; /* and those that have only the adjective of a country */
	bool adjective;    /* in the last one: only the adjective so far */
};

struct mf_tally {
	struct mf_tallied *row; /* by number */
	size_t cap;
	uint32_t *named; /* the numbers that were met, in the order of their first document */
	size_t n, named_cap;
	bool counted;
};

/* Counts the entities of matches, one list a segment; `adjectives`: those of countries too. */
void mf_tally_count(struct mf_tally *t, struct mf_labels *labels, const struct mf_matched *match,
		    bool adjectives);
void mf_tally_clear(struct mf_tally *t); /* nothing is counted after it */
void mf_tally_release(struct mf_tally *t);

#endif
