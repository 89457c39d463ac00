/* SPDX-License-Identifier: GPL-2.0-or-later */
/* match.h - one passage held against the plan: where its words stand, and whether it matches. */
#ifndef MF_ENGINE_MATCH_H
#define MF_ENGINE_MATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "indexer/store/columns.h"
#include "search/engine/plan.h"

#define MF_HITS_MAX 4096       /* words of a passage that are looked at */
#define MF_NO_PLACE UINT32_MAX /* a number in words: it matches, but is no single word */

struct mf_spot {
	uint32_t at;    /* which word of the stream, from 0 */
	uint16_t word;  /* which word of the query */
	uint8_t how;    /* enum mf_match */
	uint8_t weight; /* what it counts, of MF_WHOLE */
};

/* A passage, scanned.  Reused from passage to passage. */
struct mf_scanned {
	const struct mf_segment *segment;
	uint32_t passage;
	struct mf_record_view view;
	struct mf_spot place[MF_HITS_MAX];
	size_t places;
};

/* Finds the words of the plan in a passage; false where its record is damaged. */
bool mf_scan_passage(struct mf_scanned *scan, const struct mf_segment *s, uint32_t passage,
		     const struct mf_word_table *t);

/* Does the scanned passage match? */
bool mf_match(const struct mf_plan *plan, const struct mf_scanned *scan);
/* Has it a phrase, neighbours or a spelling that the plan asks for? */
bool mf_match_exactly(const struct mf_plan *plan, const struct mf_scanned *scan);
/* Adds where the words of the plan stand in it: single words, whole phrases, the words of neighbours. */
struct mf_occurrences;
void mf_match_places(const struct mf_plan *plan, const struct mf_scanned *scan, struct mf_occurrences *out);
/* Does it name one of these entities (in order of bytes)? */
bool mf_names_entity(const struct mf_scanned *scan, const char *const *ids, size_t n, bool adjectives);

#endif
