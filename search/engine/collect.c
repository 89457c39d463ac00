/* SPDX-License-Identifier: GPL-2.0-or-later */
/* collect.c - the first stage: Xapian finds candidates, the judge keeps those that match. */
#include <stdlib.h>
#include <string.h>

#include "indexer/store/error.h"
#include "search/engine/engine_private.h"
#include "wrappers/libc/mem.h"

#define CHECK_AT_LEAST 2000 /* matches that are counted even where only the best are wanted */

struct collecting {
	struct mf_engine *e;
	unsigned skip;
	bool judge;
	bool damaged;
	uint64_t seen;
};

static int decide(void *ctx, const struct xc_candidate *c)
{
	struct collecting *k = ctx;
	struct mf_engine *e = k->e;
	const struct mf_segment *s = &e->index->segment[c->shard];
	uint32_t passage = c->local - 1;

	if (passage >= s->columns.n) {
		k->damaged = true;
		return 0;
	}
	if (mf_segment_dead(s, s->columns.document[passage]))
		return 0;
	if (!mf_filters_hold(&e->filters, k->skip, c->shard, s, passage))
		return 0;
	if (!e->plan.verify)
		return 1;
	if (!mf_scan_passage(&e->scan, s, passage, &e->table[c->shard])) {
		k->damaged = true;
		return 0;
	}
	return mf_match(&e->plan, &e->scan);
}

static void keep(struct collecting *k, uint32_t segment, uint32_t passage)
{
	struct mf_matches *m = &k->e->matches[segment];

	m->passage = mf_grow(m->passage, &m->cap, m->n + 1, sizeof *m->passage);
	m->passage[m->n++] = passage;
}

static int spy(void *ctx, const struct xc_candidate *c, double weight)
{
	struct collecting *k = ctx;

	(void)weight;
	k->seen++;
	if (c->local - 1 < k->e->index->segment[c->shard].columns.n)
		keep(k, c->shard, c->local - 1);
	else
		k->damaged = true;
	return 0;
}

static void forget(void *ctx)
{
	struct collecting *k = ctx;

	k->seen = 0;
	for (size_t s = 0; s < k->e->index->segments; s++)
		k->e->matches[s].n = 0;
}

static bool any_dead(const struct mf_index *index)
{
	for (size_t s = 0; s < index->segments; s++)
		if (index->segment[s].dead.len)
			return true;
	return false;
}

static void add_candidate(struct mf_engine *e, uint32_t segment, uint32_t passage, double score)
{
	e->candidate = mf_grow(e->candidate, &e->candidate_cap, e->candidates + 1, sizeof *e->candidate);
	e->candidate[e->candidates++] = (struct mf_candidate){ segment, passage, score, 0 };
}

/* Everything, in the order of the segments: no need to ask Xapian. */
static void collect_everything(struct collecting *k, unsigned max)
{
	struct mf_engine *e = k->e;

	for (uint32_t s = 0; s < e->index->segments; s++) {
		const struct mf_segment *seg = &e->index->segment[s];
		for (uint32_t p = 0; p < seg->columns.n; p++) {
			if (mf_segment_dead(seg, seg->columns.document[p]) ||
			    !mf_filters_hold(&e->filters, k->skip, s, seg, p))
				continue;
			k->seen++;
			keep(k, s, p);
			if (e->candidates < max)
				add_candidate(e, s, p, 0);
		}
	}
	e->total = k->seen;
	e->total_exact = e->matches_all = true;
}

static bool by_terms(const struct mf_filters *f, unsigned skip)
{
	for (size_t i = 0; i < f->entities; i++)
		if (!f->entity[i].documents && !(skip >> f->entity[i].type & 1))
			return true;
	return (f->has_date && f->date_by_terms && !(skip & MF_SKIP_DATE)) ||
	       (f->sources && !(skip & MF_SKIP_SOURCE));
}

static int take_hits(struct mf_engine *e, struct xc_hits *hits, struct mf_error *err)
{
	struct xc_error xe = XC_ERROR_INIT;
	uint32_t n = xc_hits_count(hits), *docid = mf_calloc(n + (size_t)1, sizeof *docid);
	double *weight = mf_calloc(n + (size_t)1, sizeof *weight);
	int rc = xc_hits_copy(hits, docid, weight, &xe) < 0 ? mf_store_error(&xe, "the hits", err) : 0;

	for (uint32_t i = 0; rc == 0 && i < n; i++) {
		struct mf_located at = mf_index_locate(e->index, docid[i]);
		if (at.passage < e->index->segment[at.segment].columns.n)
			add_candidate(e, at.segment, at.passage, weight[i]);
	}
	free(docid);
	free(weight);
	return rc;
}

int mf_engine_collect(struct mf_engine *e, unsigned skip, unsigned max, bool all, struct mf_error *err)
{
	struct collecting k = { e, skip, false, false, 0 };
	struct xc_search how = XC_SEARCH_INIT;
	struct xc_hits_stats about;
	struct xc_error xe = XC_ERROR_INIT;
	struct xc_query *query = NULL;
	struct xc_hits *hits = NULL;
	int rc;

	e->candidates = 0;
	forget(&k);
	if (!e->index->segments) {
		e->total = 0;
		e->total_exact = e->matches_all = true;
		return 0;
	}
	if (e->plan.anything && !by_terms(&e->filters, skip)) {
		collect_everything(&k, max);
		return 0;
	}
	k.judge = e->plan.verify || mf_filters_judge(&e->filters, skip) || any_dead(e->index);
	rc = mf_plan_query(&e->plan, &e->look, &query, err);
	if (rc == 0)
		rc = mf_filters_query(&e->filters, skip, &query, err);
	if (rc < 0)
		goto out;
	how.max = max;
	how.check_at_least = all ? UINT32_MAX : CHECK_AT_LEAST;
	how.k1 = e->request->ranking.k1;
	how.b = e->request->ranking.b;
	how.min_normlen = 0;
	how.decide = k.judge ? decide : NULL;
	how.spy = spy;
	how.restart = forget;
	how.ctx = &k;
	if (xc_search_run(&hits, e->index->db, query, &how, &xe) < 0) {
		rc = mf_store_error(&xe, "the search", err);
		goto out;
	}
	xc_hits_info(hits, &about);
	e->total = all ? k.seen : about.estimated;
	e->total_exact = all || about.lower == about.upper;
	e->matches_all = e->total_exact && k.seen == e->total;
	rc = take_hits(e, hits, err);
	if (rc == 0 && k.damaged)
		rc = mf_index_damaged(e->index, "a passage's record", err);
out:
	xc_hits_free(hits);
	xc_query_free(query);
	return rc;
}
