/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search.h - one request while it is answered, and the stages of an answer.
 *
 *	prepare      query -> tree -> plan, filters
 *	collect      Xapian's candidates, verified: struct mf_found
 *	(search.c)   the best are scored again and put in order
 *	collapse     near-identical ones stand together
 *	hits         from a passage to what a writer prints
 *
 * Every stage gives what it found to its caller; none leaves it in the search.  A search lives on the
 * stack of who asks; several may be under way in one engine, for what they share is scratch (one passage
 * at a time).
 */
#ifndef MF_ENGINE_SEARCH_H
#define MF_ENGINE_SEARCH_H

#include "search/engine/engine_private.h"
#include "search/engine/filters.h"
#include "search/engine/matches.h"

struct mf_search {
	struct mf_engine *engine;
	const struct mf_request *request;
	struct mf_arena *arena; /* the caller's; the plan is in it */
	struct mf_lookup look;
	struct mf_query query;
	struct mf_plan plan;
	struct mf_filters filters;
	struct mf_word_table **table;       /* one a segment, made when it is needed */
	const struct mf_node *const *loose; /* quotations that stand nowhere: their words are searched */
	size_t looses;
	const bool *stands; /* of the quotations as they were asked, which stand */
	size_t stands_n;
};

/* Reads the query and looks up what it needs.  The request must outlive the search. */
int mf_search_prepare(struct mf_search *s, struct mf_engine *e, const struct mf_request *request,
		      struct mf_arena *arena, struct mf_error *err);

/* The words of the plan by the forms of a segment. */
const struct mf_word_table *mf_search_table(struct mf_search *s, size_t segment);

/* Finds the words of the plan in a passage, in the engine's scratch; false where its record or its text is
 * damaged. */
bool mf_search_passage(struct mf_search *s, size_t segment, uint32_t passage);

struct mf_candidate { /* a passage that matches */
	uint32_t segment, passage;
	double score;
	const struct mf_far *far; /* where a shard has it; NULL: it is in a segment here */
	bool below; /* what is exact: a quotation was taken as words, and this has no other that stands */
	unsigned duplicates; /* others that it stands for */
	uint32_t copy;       /* the last of them in the list's `copy`, + 1; 0: none is listed */
};

struct mf_twin { /* a passage that another one stands for */
	uint32_t segment, passage;
	const struct mf_far *far;
	uint32_t before; /* the one before it of the same, + 1 */
};

struct mf_candidates {
	struct mf_candidate *v;
	size_t n, cap;
	struct mf_twin *copy; /* where the request lists them */
	size_t copies, copy_cap;
};
void mf_candidates_add(struct mf_candidates *list, uint32_t segment, uint32_t passage, double score);

struct mf_found {
	struct mf_candidates best; /* best first */
	struct mf_matched *match;  /* one a segment */
	size_t segments;
	uint64_t total;
	uint64_t documents;         /* of shards, where all were seen */
	struct mf_far_facet *facet; /* of shards: MF_FACETS for each, in the search's arena */
	size_t facet_parts;
	bool exact; /* the total */
	bool all;   /* `match` has every match */
};
#define MF_FOUND_INIT                                                                                        \
	{                                                                                                    \
		.match = NULL                                                                                \
	}

/* The second stage, of the first n. */
void mf_search_score(struct mf_search *s, const struct mf_candidates *list, size_t n);
/* All matches as candidates, in the order of their documents' dates. */
void mf_search_by_date(const struct mf_search *s, struct mf_found *found);
uint64_t mf_search_documents(const struct mf_search *s, const struct mf_found *found);
/* Calls `count` with each kind of facet that the request asks for and the matches that it is counted in:
 * those found, or, where the kind has a filter of its own, those without it (`skipped`). */
int mf_search_each_facet(struct mf_search *s, const struct mf_found *found,
			 void (*count)(void *ctx, enum mf_facet_kind kind, const struct mf_matched *match,
				       bool skipped),
			 void *ctx, struct mf_error *err);

/* collect.c: what passes the filters but those skipped; at most `max` best, and, with `all` or where
 * they are few, every match.  *out is filled anew and belongs to the caller also after an error. */
int mf_search_collect(struct mf_search *s, unsigned skip, unsigned max, bool all, struct mf_found *out,
		      struct mf_error *err);
void mf_found_release(struct mf_found *found);
/* Does a node of the plan, of words alone, match a living passage at all?  1, 0, or an error. */
int mf_search_stands(struct mf_search *s, struct mf_plan_node *node, struct mf_error *err);

/* collapse.c: keeps the first of near-identical passages, and of a document's where the request groups by
 * document; at most `want`. */
void mf_search_collapse(const struct mf_search *s, struct mf_candidates *list, size_t want);

/* hits.c: what is shown of `n` candidates, the first of which has this rank; in the search's arena. */
int mf_search_hits(struct mf_search *s, const struct mf_candidate *from, size_t n, unsigned rank,
		   const struct mf_hit **out, struct mf_error *err);

/* copies.c: adds to hits the passages that they stand for, the oldest first.  `from` are their candidates in
 * the list. */
int mf_search_copies(struct mf_search *s, const struct mf_candidates *list, const struct mf_candidate *from,
		     const struct mf_hit *hits, size_t n, struct mf_error *err);

int mf_search_describe_copy(struct mf_search *s, const struct mf_twin *twin, struct mf_copy *out,
			    struct mf_error *err);

/* sources.c: what the reader should know of what was asked, in the search's arena; "" where nothing. */
const char *mf_search_warning(const struct mf_search *s);

/* explain.c */
void mf_search_explain(struct mf_search *s, struct mf_results *out);
const char *mf_search_interpreted(struct mf_search *s);
void mf_search_translations(struct mf_search *s, struct mf_results *out);

#endif
