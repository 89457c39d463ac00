/* SPDX-License-Identifier: GPL-2.0-or-later */
/* matches.c - all that matches, and the places of the query's words in it. */
#include "search/engine/matches.h"

#include <stdlib.h>
#include <string.h>

#include "search/engine/search.h"
#include "wrappers/libc/mem.h"

struct mf_matching {
	struct mf_arena arena;
	struct mf_request request;
	struct mf_search search;
	struct mf_found found;
	struct mf_sought *sought;
	size_t soughts, sought_cap;
};

void mf_occurrences_add(struct mf_occurrences *list, uint32_t first, uint32_t last)
{
	list->v = mf_grow(list->v, &list->cap, list->n + 1, sizeof *list->v);
	list->v[list->n++] = (struct mf_occurrence){ first, last };
}

/* ---- what is sought ---- */

static void seek(struct mf_matching *m, const char *const *ids, size_t n, bool adjectives)
{
	for (size_t i = 0; i < n; i++) {
		m->sought = mf_grow(m->sought, &m->sought_cap, m->soughts + 1, sizeof *m->sought);
		m->sought[m->soughts++] = (struct mf_sought){ ids[i], adjectives };
	}
}

/* Adds the entities of the plan; true where it has words to look for. */
static bool look_at(struct mf_matching *m, const struct mf_plan_node *n)
{
	bool words = n->kind == MF_PLAN_WORD || n->kind == MF_PLAN_PHRASE || n->kind == MF_PLAN_NEAR;

	if (n->kind == MF_PLAN_NOT || n->must_not)
		return false;
	if (n->kind == MF_PLAN_ENTITY)
		seek(m, n->entity, n->entities, n->adjectives);
	for (size_t i = 0; i < n->children; i++)
		words = look_at(m, n->child[i]) || words;
	return words;
}

static void say_what_is_sought(struct mf_matches *out, struct mf_matching *m)
{
	const struct mf_filters *f = &m->search.filters;

	out->words = look_at(m, m->search.plan.root);
	out->by_filter = !out->words && !m->soughts;
	for (size_t i = 0; out->by_filter && i < f->entities; i++)
		seek(m, f->entity[i].ids, f->entity[i].n, f->adjectives);
	out->sought = m->sought;
	out->soughts = m->soughts;
}

/* ---- all matches ---- */

int mf_matches_find(struct mf_matches *out, struct mf_engine *engine, const struct mf_request *request,
		    struct mf_error *err)
{
	struct mf_matching *m;
	int rc;

	memset(out, 0, sizeof *out);
	m = mf_calloc(1, sizeof *m);
	m->request = *request;
	out->inside = m;
	rc = mf_search_prepare(&m->search, engine, &m->request, &m->arena, err);
	if (rc == 0 && !engine->remote)
		rc = mf_search_collect(&m->search, MF_SKIP_NONE, 0, true, &m->found, err);
	if (rc < 0) {
		mf_matches_release(out);
		return rc;
	}
	out->index = engine->index;
	out->match = m->found.match;
	out->interpreted = mf_search_interpreted(&m->search);
	out->warning = mf_search_warning(&m->search);
	say_what_is_sought(out, m);
	return 0;
}

struct mf_search *mf_matches_search(const struct mf_matches *m)
{
	return &m->inside->search;
}

void mf_matches_release(struct mf_matches *out)
{
	if (out->inside) {
		mf_found_release(&out->inside->found);
		mf_arena_release(&out->inside->arena);
		free(out->inside->sought);
		free(out->inside);
	}
	memset(out, 0, sizeof *out);
}

/* ---- places ---- */

/* Does the record say that the passage has one of the entities? */
static bool has_sought(const struct mf_matches *m, const struct mf_scanned *scan)
{
	for (size_t i = 0; i < m->soughts; i++)
		if (mf_names_entity(scan, &m->sought[i].id, 1, m->sought[i].adjectives))
			return true;
	return false;
}

void mf_matches_places(struct mf_matches *m, uint32_t segment, uint32_t passage, struct mf_occurrences *out,
		       bool *names, bool *numbers)
{
	struct mf_search *s = &m->inside->search;
	const struct mf_scanned *scan = &s->engine->scan;

	*names = *numbers = false;
	if (!mf_search_passage(s, segment, passage))
		return; /* who reads the passage says so */
	mf_match_places(&s->plan, scan, out);
	for (size_t i = 0; i < scan->places; i++)
		*numbers = *numbers || scan->place[i].at == MF_NO_PLACE;
	*names = has_sought(m, scan);
}

bool mf_matches_number(const struct mf_matches *m, const char *value)
{
	const struct mf_query_words *words = &m->inside->search.plan.words;
	size_t len = strlen(value);

	for (size_t w = 0; w < words->n; w++)
		for (size_t k = 0; k < words->v[w].stems; k++)
			if (words->v[w].stem[k].len == len &&
			    memcmp(words->v[w].stem[k].stem, value, len) == 0)
				return true;
	return false;
}
