/* SPDX-License-Identifier: GPL-2.0-or-later */
/* collapse.c - near-identical passages, and passages of one document, come after the best of them.
 *
 * Signatures that differ in at most three bits of 64 have at least one of four quarters in common, so
 * only passages with a common quarter are compared (Manku, Jain and Das Sarma, Detecting
 * Near-Duplicates for Web Crawling, 2007). */
#include <stdlib.h>

#include "search/engine/search.h"
#include "wrappers/libc/mem.h"

#define NEAR_DUPLICATE 3 /* bits in which the signatures of near-identical passages may differ */
#define QUARTERS 4
#define BY_DOCUMENT QUARTERS /* one more row of chains, by document */
#define ROWS (QUARTERS + 1)
#define CHAINS_LEAST 64u
#define CHAINS_MOST 65536u

struct groups {
	const struct mf_index *index;
	struct mf_candidate *kept;
	size_t n;
	uint32_t chains;        /* a power of two: twice as many as can be kept, so that few share one */
	uint32_t *head;         /* ROWS times chains: the last kept one in a chain, + 1 */
	uint32_t (*next)[ROWS]; /* of each kept one: the one before it in the chain, + 1 */
};

static uint64_t document_key(const struct mf_index *index, const struct mf_candidate *c)
{
	if (c->far)
		return (uint64_t)c->segment << 48 | (uint64_t)c->far->segment << 32 | c->far->document;
	return (uint64_t)c->segment << 32 |
	       mf_columns_document(&index->segment[c->segment].columns, c->passage);
}

static uint64_t signature(const struct mf_index *index, const struct mf_candidate *c)
{
	if (c->far)
		return c->far->signature;
	return mf_columns_signature(&index->segment[c->segment].columns, c->passage);
}

static uint32_t *chain(const struct groups *g, const struct mf_candidate *c, unsigned row)
{
	uint64_t key = row == BY_DOCUMENT ? document_key(g->index, c) * 0x9e3779b97f4a7c15u >> 48
					  : signature(g->index, c) >> 16 * row;

	return &g->head[row * g->chains + (key & (g->chains - 1))];
}

static bool together(const struct groups *g, const struct mf_candidate *a, const struct mf_candidate *b,
		     unsigned row)
{
	uint64_t x = signature(g->index, a), y = signature(g->index, b);

	if (row == BY_DOCUMENT)
		return document_key(g->index, a) == document_key(g->index, b);
	return x && y && __builtin_popcountll(x ^ y) <= NEAR_DUPLICATE;
}

/* The first kept one that a passage belongs to, or g->n. */
static size_t group_of(const struct groups *g, const struct mf_candidate *c, unsigned first_row,
		       unsigned rows)
{
	size_t found = g->n;

	for (unsigned row = first_row; row < rows; row++)
		for (uint32_t k = *chain(g, c, row); k; k = g->next[k - 1][row])
			if (k - 1 < found && together(g, &g->kept[k - 1], c, row))
				found = k - 1;
	return found;
}

static void keep(struct groups *g, const struct mf_candidate *c)
{
	g->kept[g->n] = *c;
	for (unsigned row = 0; row < ROWS; row++) {
		uint32_t *head = chain(g, c, row);
		g->next[g->n][row] = *head;
		*head = (uint32_t)g->n + 1;
	}
	g->n++;
}

static void note_copy(struct mf_candidates *list, struct mf_candidate *of, const struct mf_candidate *copy)
{
	list->copy = mf_grow(list->copy, &list->copy_cap, list->copies + 1, sizeof *list->copy);
	list->copy[list->copies++] = (struct mf_twin){ copy->segment, copy->passage, copy->far, of->copy };
	of->copy = (uint32_t)list->copies;
}

void mf_search_collapse(const struct mf_search *s, struct mf_candidates *list, size_t want)
{
	const struct mf_request *r = s->request;
	struct groups g = { .index = s->engine->index, .kept = list->v };
	unsigned first_row = r->show_duplicates ? BY_DOCUMENT : 0, rows = r->by_document ? ROWS : QUARTERS;

	if (first_row >= rows || !list->n)
		return;
	want = want < list->n ? want : list->n;
	list->copies = 0;
	for (g.chains = CHAINS_LEAST; g.chains < 2 * want && g.chains < CHAINS_MOST;)
		g.chains *= 2;
	g.head = mf_calloc((size_t)ROWS * g.chains, sizeof *g.head);
	g.next = mf_calloc(want + 1, sizeof *g.next);
	for (size_t i = 0; i < list->n; i++) {
		struct mf_candidate c = list->v[i];
		size_t k = group_of(&g, &c, first_row, rows);
		if (k < g.n) {
			bool copy = !r->by_document ||
				    document_key(g.index, &g.kept[k]) != document_key(g.index, &c);
			g.kept[k].duplicates += copy;
			if (copy && r->list_duplicates)
				note_copy(list, &g.kept[k], &c);
		} else if (g.n < want)
			keep(&g, &c);
	}
	list->n = g.n;
	free(g.head);
	free(g.next);
}
