/* SPDX-License-Identifier: GPL-2.0-or-later */
/* engine_private.h - the engine from inside: what its files share while one search runs. */
#ifndef MF_ENGINE_PRIVATE_H
#define MF_ENGINE_PRIVATE_H

#include "search/engine/engine.h"
#include "search/engine/facets.h"
#include "search/engine/filters.h"
#include "search/engine/match.h"
#include "search/engine/rank.h"
#include "search/engine/snippet.h"

struct mf_candidate { /* a passage that matches */
	uint32_t segment, passage;
	double score;
	unsigned duplicates; /* others that it stands for */
};

struct mf_engine {
	struct mf_index *index;
	struct mf_stemmer *stemmer;
	struct mf_arena arena;
	struct mf_scan scan;
	struct mf_snippeter snippeter;
	struct mf_record record;
	struct mf_buf text, described;

	/* of the search in hand */
	const struct mf_request *request;
	struct mf_lookup look;
	struct mf_query query;
	struct mf_plan plan;
	struct mf_filters filters;
	struct mf_word_table *table; /* one a segment */
	struct mf_matches *matches;  /* one a segment */
	struct mf_candidate *candidate;
	size_t candidates, candidate_cap;
	uint64_t total;
	bool total_exact;
	bool matches_all; /* e->matches holds every match */
};

/* engine.c: reads the query and looks up what it needs; what the last search gave ends here. */
int mf_engine_prepare(struct mf_engine *e, const struct mf_request *request, struct mf_error *err);

/* collect.c: candidates, by filters but those skipped; at most `max` best in e->candidate, and, with
 * `all` or where they are few, every match in e->matches. */
int mf_engine_collect(struct mf_engine *e, unsigned skip, unsigned max, bool all, struct mf_error *err);

/* collapse.c: keeps the first of near-identical passages, and of a document's where the request groups by
 * document; at most `want`. */
void mf_engine_collapse(struct mf_engine *e, size_t want);

/* hits.c: the hits of candidates [first, first + n), in the arena. */
int mf_engine_hits(struct mf_engine *e, size_t first, size_t n, struct mf_results *out, struct mf_error *err);

/* surface.c: a folded form as most of the first so many passages that have it spell it; in the arena. */
const char *mf_engine_surface(struct mf_engine *e, const char *form, size_t len, unsigned passages,
			      struct mf_arena *arena);

/* explain.c */
void mf_engine_explain(struct mf_engine *e, struct mf_results *out);
const char *mf_engine_interpreted(struct mf_engine *e);

#endif
