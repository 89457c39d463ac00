/* SPDX-License-Identifier: GPL-2.0-or-later */
/* collect.c - the first stage: Xapian finds candidates, the judge keeps those that match. */
#include <stdlib.h>
#include <string.h>

#include "indexer/store/error.h"
#include "search/engine/estimate.h"
#include "search/engine/order.h"
#include "search/engine/search.h"
#include "wrappers/libc/mem.h"

#define CHECK_AT_LEAST 2000 /* matches that are counted even where only the best are wanted */

void mf_candidates_add(struct mf_candidates *list, uint32_t segment, uint32_t passage, double score)
{
	list->v = mf_grow(list->v, &list->cap, list->n + 1, sizeof *list->v);
	list->v[list->n++] = (struct mf_candidate){ .segment = segment, .passage = passage, .score = score };
}

void mf_found_release(struct mf_found *f)
{
	for (size_t i = 0; i < f->segments; i++)
		free(f->match[i].passage);
	free(f->match);
	free(f->best.v);
	free(f->best.copy);
	*f = (struct mf_found)MF_FOUND_INIT;
}

/* Nothing found yet; the memory of the collection before is used again. */
static void begin(struct mf_found *f, size_t segments)
{
	if (!f->match)
		f->match = mf_calloc(segments + 1, sizeof *f->match);
	f->segments = segments;
	for (size_t i = 0; i < segments; i++)
		f->match[i].n = 0;
	f->best.n = 0;
	f->total = 0;
	f->exact = f->all = true;
}

struct collecting {
	struct mf_search *s;
	const struct mf_index *index;
	struct mf_found *found;
	unsigned skip;
	bool judge;
	bool damaged;
	uint64_t seen;
};

static int decide(void *ctx, const struct xc_candidate *c)
{
	struct collecting *k = ctx;
	const struct mf_segment *seg = &k->index->segment[c->shard];
	uint32_t passage = c->local - 1;

	if (mf_engine_late(k->s->engine))
		return 0;
	if (passage >= seg->columns.n) {
		k->damaged = true;
		return 0;
	}
	if (mf_segment_dead(seg, mf_columns_document(&seg->columns, passage)))
		return 0;
	if (!mf_filters_hold(&k->s->filters, k->skip, c->shard, seg, passage))
		return 0;
	if (!k->s->plan.verify)
		return 1;
	if (!mf_search_passage(k->s, c->shard, passage)) {
		k->damaged = true;
		return 0;
	}
	return mf_match(&k->s->plan, &k->s->engine->scan);
}

static void keep(struct collecting *k, uint32_t segment, uint32_t passage)
{
	struct mf_matched *m = &k->found->match[segment];

	m->passage = mf_grow(m->passage, &m->cap, m->n + 1, sizeof *m->passage);
	m->passage[m->n++] = passage;
}

static int spy(void *ctx, const struct xc_candidate *c, double weight)
{
	struct collecting *k = ctx;

	(void)weight;
	k->seen++;
	if (c->local - 1 < k->index->segment[c->shard].columns.n)
		keep(k, c->shard, c->local - 1);
	else
		k->damaged = true;
	return 0;
}

static void forget(void *ctx)
{
	struct collecting *k = ctx;

	k->seen = 0;
	for (size_t i = 0; i < k->found->segments; i++)
		k->found->match[i].n = 0;
}

static bool any_dead(const struct mf_index *index)
{
	for (size_t s = 0; s < index->segments; s++)
		if (index->segment[s].dead.len)
			return true;
	return false;
}

/* Everything: no need to ask Xapian. */
static void collect_everything(struct collecting *k)
{
	for (uint32_t i = 0; i < k->found->segments; i++) {
		const struct mf_segment *seg = &k->index->segment[i];
		for (uint32_t p = 0; p < seg->columns.n && !mf_engine_late(k->s->engine); p++) {
			if (mf_segment_dead(seg, mf_columns_document(&seg->columns, p)) ||
			    !mf_filters_hold(&k->s->filters, k->skip, i, seg, p))
				continue;
			k->found->total++;
			keep(k, i, p);
		}
	}
}

static bool by_terms(const struct mf_filters *f, unsigned skip)
{
	for (size_t i = 0; i < f->entities; i++)
		if (!f->entity[i].documents && !(skip >> f->entity[i].type & 1))
			return true;
	return (f->has_date && f->date_by_terms && !(skip & MF_SKIP_DATE)) ||
	       (f->sources && !(skip & MF_SKIP_SOURCE));
}

/* Shards add up a weight in orders of their own: what is equal but for the last bits becomes equal. */
static double rounded(double weight)
{
	return (double)(float)weight;
}

/* The best `max` in their order.  *more: hits that were not asked for are equal to the last of them. */
static int take_hits(struct collecting *k, struct xc_hits *hits, unsigned max, bool full, bool *more,
		     struct mf_error *err)
{
	struct xc_error xe = XC_ERROR_INIT;
	struct mf_candidates *best = &k->found->best;
	uint32_t n = xc_hits_count(hits), *docid = mf_calloc(n + (size_t)1, sizeof *docid);
	double *weight = mf_calloc(n + (size_t)1, sizeof *weight);
	int rc = xc_hits_copy(hits, docid, weight, &xe) < 0 ? mf_store_error(&xe, "the hits", err) : 0;

	for (uint32_t i = 0; rc == 0 && i < n; i++) {
		struct mf_located at = mf_index_locate(k->index, docid[i]);
		if (at.passage < k->index->segment[at.segment].columns.n)
			mf_candidates_add(best, at.segment, at.passage, rounded(weight[i]));
	}
	*more = rc == 0 && full && max && max < n && rounded(weight[max - 1]) == rounded(weight[n - 1]);
	mf_order_by_score(k->index, best->v, best->n);
	best->n = best->n < max ? best->n : max;
	free(docid);
	free(weight);
	return rc;
}

/* In words of the passage as Xapian has them: those of titles stand twice, as ingest.c adds them. */
static double average_length(const struct mf_statistics *statistics)
{
	const struct mf_totals *t = mf_statistics_totals(statistics);

	return t->passages > 0 ? (double)(t->words + t->title + t->extras) / (double)t->passages : 1;
}

static int make_query(struct collecting *k, struct xc_query **out, struct mf_error *err)
{
	int rc = mf_plan_query(&k->s->plan, &k->s->look, out, err);

	return rc < 0 ? rc : mf_filters_query(&k->s->filters, k->skip, out, err);
}

/* Asks Xapian for the best `wanted`, of which `max` are taken. */
static int run(struct collecting *k, const struct xc_query *query, unsigned max, unsigned wanted, bool all,
	       bool *more, struct mf_error *err)
{
	struct xc_search how = XC_SEARCH_INIT;
	struct xc_error xe = XC_ERROR_INIT;
	struct xc_hits *hits = NULL;
	struct mf_found *found = k->found;
	int rc;

	begin(found, k->index->segments);
	k->seen = 0;
	how.max = wanted;
	how.check_at_least = all ? UINT32_MAX : CHECK_AT_LEAST;
	how.weighting = XC_WEIGHT_GIVEN;
	how.k1 = k->s->request->ranking.k1;
	how.b = k->s->request->ranking.b;
	how.min_normlen = 0;
	how.average_length = average_length(k->s->look.statistics);
	how.decide = k->judge ? decide : NULL;
	how.spy = spy;
	how.restart = forget;
	how.ctx = k;
	if (xc_search_run(&hits, k->index->db, query, &how, &xe) < 0)
		return mf_store_error(&xe, "the search", err);
	found->all = found->exact = all || k->seen < CHECK_AT_LEAST;
	found->total = k->seen;
	if (!found->exact)
		found->total = mf_estimate(k->s, k->skip, CHECK_AT_LEAST, &found->exact);
	rc = take_hits(k, hits, max, xc_hits_count(hits) == wanted, more, err);
	xc_hits_free(hits);
	if (rc == 0 && k->damaged)
		rc = mf_index_damaged(k->index, "a passage's record", err);
	return rc;
}

/* Which of equal hits are among the best is not for Xapian to say: a few more are asked for, and where all
 * of those are equal too, more again. */
static int ask(struct collecting *k, unsigned max, bool all, struct mf_error *err)
{
	struct xc_query *query = NULL;
	uint64_t wanted = max ? (uint64_t)max + max / 4 + 8 : 0;
	bool more = true;
	int rc = make_query(k, &query, err);

	for (; rc == 0 && more; wanted *= 8)
		rc = run(k, query, max, wanted < UINT32_MAX ? (unsigned)wanted : UINT32_MAX, all, &more, err);
	xc_query_free(query);
	return rc;
}

/* Does some word weigh anything?  Words of the title alone do not. */
static bool is_scored(const struct mf_plan_node *n)
{
	if (n->kind == MF_PLAN_NOT || n->must_not)
		return false;
	if (n->words && !n->title)
		return true;
	for (size_t i = 0; i < n->children; i++)
		if (is_scored(n->child[i]))
			return true;
	return false;
}

/* More than one index would have counted are not counted here either. */
static int ask_shards(struct mf_search *s, unsigned max, bool all, struct mf_found *out, struct mf_error *err)
{
	int rc = s->engine->remote->find(s->engine->remote->self, s, max, all, out, err);

	out->exact = true;
	if (rc < 0 || all || (out->all && out->total < CHECK_AT_LEAST))
		return rc;
	out->all = false;
	out->total = mf_estimate(s, MF_SKIP_NONE, CHECK_AT_LEAST, &out->exact);
	return 0;
}

int mf_search_collect(struct mf_search *s, unsigned skip, unsigned max, bool all, struct mf_found *out,
		      struct mf_error *err)
{
	struct collecting k = { .s = s, .index = s->engine->index, .found = out, .skip = skip };
	bool scored = is_scored(s->plan.root), everything = s->plan.anything && !by_terms(&s->filters, skip);
	int rc = 0;

	begin(out, k.index->segments);
	all = all || (max && !scored) || !mf_estimate_can(&s->filters);
	if (s->engine->remote)
		return ask_shards(s, max, all || everything, out, err);
	if (!k.index->segments)
		return 0;
	k.judge = s->plan.verify || mf_filters_judge(&s->filters, skip) || any_dead(k.index) ||
		  (all && s->request->seconds > 0);
	if (everything)
		collect_everything(&k);
	else
		rc = ask(&k, scored ? max : 0, all, err);
	if (rc == 0 && !scored)
		mf_order_unscored(k.index, out, max, &out->best);
	return rc;
}

/* ---- does it stand anywhere? ---- */

struct looking {
	struct mf_search *s;
	const struct mf_index *index;
	struct mf_plan plan; /* the node alone, with the words of all */
	bool found, damaged;
};

/* Once it is found nothing else is judged. */
static int look(void *ctx, const struct xc_candidate *c)
{
	struct looking *l = ctx;
	const struct mf_segment *seg = &l->index->segment[c->shard];
	uint32_t passage = c->local - 1;

	if (l->found || passage >= seg->columns.n ||
	    mf_segment_dead(seg, mf_columns_document(&seg->columns, passage)))
		return 0;
	if (!mf_search_passage(l->s, c->shard, passage)) {
		l->damaged = true;
		return 0;
	}
	l->found = mf_match(&l->plan, &l->s->engine->scan);
	return l->found;
}

int mf_search_stands(struct mf_search *s, struct mf_plan_node *node, struct mf_error *err)
{
	struct looking l = { .s = s, .index = s->engine->index, .plan = s->plan };
	struct xc_search how = XC_SEARCH_INIT;
	struct xc_error xe = XC_ERROR_INIT;
	struct xc_query *query = NULL;
	struct xc_hits *hits = NULL;
	int rc;

	if (!l.index->segments)
		return 0;
	l.plan.root = node;
	rc = mf_plan_query(&l.plan, &s->look, &query, err);
	if (rc < 0)
		return rc;
	how.max = 1;
	how.decide = look;
	how.ctx = &l;
	if (xc_search_run(&hits, l.index->db, query, &how, &xe) < 0)
		rc = mf_store_error(&xe, "the search", err);
	else if (l.damaged && !l.found)
		rc = mf_index_damaged(l.index, "a passage's record", err);
	xc_hits_free(hits);
	xc_query_free(query);
	return rc < 0 ? rc : l.found;
}
