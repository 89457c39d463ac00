/* SPDX-License-Identifier: GPL-2.0-or-later */
/* rank.h - the second stage: a passage's score from what its stream says. */
#ifndef MF_ENGINE_RANK_H
#define MF_ENGINE_RANK_H

#include "search/engine/engine.h"
#include "search/engine/match.h"

struct mf_word_score { /* of one word of the query, for --explain */
	double score;
	uint8_t how; /* the best way in which it matched */
	uint32_t at; /* where */
	bool found;
};

/* The score of a scanned passage.  `each`, one for each scored word and then one for each name of the
 * plan, may be NULL. */
double mf_rank(const struct mf_plan *plan, const struct mf_ranking *r, const struct mf_scanned *scan,
	       double average_length, struct mf_word_score *each);

#endif
