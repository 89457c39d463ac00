/* SPDX-License-Identifier: GPL-2.0-or-later */
/* part.h - a shard's side of remote.h: what the segments of an engine say to a question about the whole.
 *
 * The engine was opened by mf_engine_open_part.  Strings in what is given are the arena's or the engine's.
 */
#ifndef MF_ENGINE_PART_H
#define MF_ENGINE_PART_H

#include "search/engine/remote.h"

struct mf_part_found {
	struct mf_far *v; /* the best first, as a search of this shard alone would have them */
	size_t n;
	uint64_t total, documents; /* passages; documents where all were seen, else 0 */
	bool exact, all;
	struct mf_far_facet *facet; /* MF_FACETS of them; those that the request does not ask for are empty */
};

/* What both sides make of a request has to be the same plan: a hash of it, never 0. */
uint64_t mf_search_plan_hash(struct mf_search *s);

int mf_part_stands(struct mf_engine *engine, const struct mf_request *request, struct mf_arena *arena,
		   bool **stands, size_t *n, struct mf_error *err);
/* At most `max` passages (0: all), scored where the request is for the best ones. */
int mf_part_find(struct mf_engine *engine, const struct mf_request *request, unsigned max, bool all,
		 struct mf_arena *arena, struct mf_part_found *out, struct mf_error *err);
/* Candidates that this shard gave; those without a score (NAN) get one. */
int mf_part_show(struct mf_engine *engine, const struct mf_request *request, struct mf_candidate *from,
		 size_t n, struct mf_arena *arena, const struct mf_hit **out, struct mf_error *err);
int mf_part_copies(struct mf_engine *engine, const struct mf_request *request, const struct mf_twin *twin,
		   size_t n, struct mf_arena *arena, struct mf_copy *out, struct mf_error *err);
int mf_part_follow(struct mf_engine *engine, const char *before, const char *prefix, uint64_t last,
		   bool by_postings, struct mf_arena *arena, struct mf_far_form **out, size_t *n,
		   struct mf_error *err);
int mf_part_sources(struct mf_engine *engine, struct mf_arena *arena, const char ***out, size_t *n);

#endif
