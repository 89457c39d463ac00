/* SPDX-License-Identifier: GPL-2.0-or-later */
/* plan_private.h - a plan in the making, between plan.c and plan_phrase.c. */
#ifndef MF_ENGINE_PLAN_PRIVATE_H
#define MF_ENGINE_PLAN_PRIVATE_H

#include "search/engine/plan.h"

struct planner {
	struct mf_plan *plan;
	const struct mf_lookup *look;
	const struct mf_plan_options *options;
	struct mf_arena *arena;
	struct mf_tokens tokens;
	size_t name_cap, scored_cap, away_cap, quoted_cap, writing_cap;
	unsigned negated; /* how many NOTs stand above */
	struct mf_error *err;
};

static inline struct mf_plan_node *node_new(struct planner *p, enum mf_plan_kind kind, size_t children)
{
	struct mf_plan_node *n = mf_arena_zalloc(p->arena, sizeof *n);

	n->kind = kind;
	n->weight = 1;
	n->child = mf_arena_zalloc(p->arena, (children + 1) * sizeof *n->child);
	return n;
}

/* A word of p->tokens as a node; `text` is what they were cut from. */
struct mf_plan_node *mf_plan_word_node(struct planner *p, size_t token, const char *text,
				       enum mf_exactness exact, bool prefix);
/* Cuts a text into p->tokens; false where the query has too many words by now. */
bool mf_plan_cut(struct planner *p, const char *text, size_t len);
/* The list with one node more; in the arena. */
struct mf_plan_node **mf_plan_list_add(struct planner *p, struct mf_plan_node **list, size_t *n, size_t *cap,
				       struct mf_plan_node *node);

/* ---- plan_phrase.c ---- */

/* A quotation, in every writing of its names that the archive has. */
struct mf_plan_node *mf_plan_phrase(struct planner *p, const struct mf_node *tree);
/* The word that the plain words `first` and `first` + 1 of a group are where they are written joined, in the
 * arena, or NULL.  Cuts into p->tokens. */
const char *mf_plan_joined(struct planner *p, const struct mf_node *tree, size_t first);
/* Adds to `either`, which has room for 2 * n more, the other writings of the n plain words from `first` on,
 * whose node is `words` (of one word its own). */
void mf_plan_add_writings(struct planner *p, const struct mf_node *tree, size_t first, size_t n,
			  const struct mf_plan_node *words, struct mf_plan_node *either);
#endif
