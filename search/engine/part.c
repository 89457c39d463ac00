/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/part.h"

#include <math.h>
#include <string.h>

#include "search/engine/facets.h"
#include "search/engine/search.h"
#include "wrappers/libc/hash.h"

uint64_t mf_search_plan_hash(struct mf_search *s)
{
	struct mf_results told = MF_RESULTS_INIT;
	struct mf_buf all = MF_BUF_INIT;
	uint64_t hash;

	mf_search_explain(s, &told);
	mf_buf_addstr(&all, told.explain_tree);
	mf_buf_addstr(&all, told.explain_query);
	hash = mf_hash64(all.data, all.len);
	mf_buf_release(&all);
	return hash ? hash : 1;
}

/* A plan that is not loosened is enough to know what is quoted. */
int mf_part_stands(struct mf_engine *e, const struct mf_request *request, struct mf_arena *arena,
		   bool **stands, size_t *n, struct mf_error *err)
{
	struct mf_request strict = *request;
	bool *all = mf_arena_alloc(arena, MF_WORDS_MAX);
	struct mf_search s;
	int rc;

	memset(all, true, MF_WORDS_MAX);
	strict.stands = all;
	strict.stands_n = MF_WORDS_MAX;
	rc = mf_search_prepare(&s, e, &strict, arena, err);
	*n = rc == 0 ? s.plan.quotes : 0;
	*stands = mf_arena_zalloc(arena, *n + 1);
	for (size_t i = 0; rc >= 0 && i < *n; i++) {
		rc = mf_search_stands(&s, s.plan.quoted[i], err);
		(*stands)[i] = rc > 0;
	}
	return mf_engine_answered(e, rc < 0 ? rc : 0, err);
}

/* ---- find ---- */

static void describe(const struct mf_index *index, const struct mf_candidate *c, double first,
		     struct mf_far *far)
{
	const struct mf_segment *seg = &index->segment[c->segment];
	uint32_t document = mf_columns_document(&seg->columns, c->passage);
	const struct mf_document_row *row = mf_documents_row(&seg->documents, document);

	*far = (struct mf_far){ .segment = c->segment,
				.passage = c->passage,
				.document = document,
				.ordinal = c->passage - row->first,
				.day = mf_document_day(row),
				.signature = mf_columns_signature(&seg->columns, c->passage),
				.first = first,
				.score = c->score,
				.below = c->below };
	far->id = mf_documents_id(&seg->documents, document, &far->id_len);
}

struct counting {
	struct mf_search *s;
	struct mf_far_facet *facet;
};

static void count_facet(void *ctx, enum mf_facet_kind kind, const struct mf_matched *match, bool skipped)
{
	struct counting *c = ctx;

	(void)skipped;
	mf_facet_part(kind, &c->s->engine->labels, match, &c->s->filters, &c->s->engine->tally, c->s->arena,
		      &c->facet[kind]);
}

static void take(struct mf_search *s, struct mf_found *found, struct mf_part_found *out)
{
	struct mf_candidates *best = &found->best;
	double *first = mf_arena_alloc(s->arena, (best->n + 1) * sizeof *first);

	for (size_t i = 0; i < best->n; i++)
		first[i] = best->v[i].score;
	if (s->request->sort == MF_SORT_RELEVANCE)
		mf_search_score(s, best, best->n);
	out->v = mf_arena_alloc(s->arena, (best->n + 1) * sizeof *out->v);
	out->n = best->n;
	for (size_t i = 0; i < best->n; i++)
		describe(s->engine->index, &best->v[i], first[i], &out->v[i]);
}

static int find(struct mf_search *s, unsigned max, bool all, struct mf_found *found,
		struct mf_part_found *out, struct mf_error *err)
{
	struct counting counting = { s, mf_arena_zalloc(s->arena, MF_FACETS * sizeof(struct mf_far_facet)) };
	int rc = mf_search_collect(s, MF_SKIP_NONE, max, all, found, err);

	if (rc < 0)
		return rc;
	if (s->request->sort != MF_SORT_RELEVANCE && all) {
		mf_search_by_date(s, found);
		found->best.n = max && max < found->best.n ? max : found->best.n;
	}
	take(s, found, out);
	out->total = found->total;
	out->exact = found->exact;
	out->all = found->all;
	out->documents = found->all ? mf_search_documents(s, found) : 0;
	out->facet = counting.facet;
	return s->request->facets ? mf_search_each_facet(s, found, count_facet, &counting, err) : 0;
}

int mf_part_find(struct mf_engine *e, const struct mf_request *request, unsigned max, bool all,
		 struct mf_arena *arena, struct mf_part_found *out, struct mf_error *err)
{
	struct mf_found found = MF_FOUND_INIT;
	struct mf_search s;
	int rc = mf_search_prepare(&s, e, request, arena, err);

	memset(out, 0, sizeof *out);
	if (rc == 0)
		rc = find(&s, max, all, &found, out, err);
	mf_found_release(&found);
	return mf_engine_answered(e, rc, err);
}

/* ---- show ---- */

/* Places that a message names are not to be trusted. */
static int check(const struct mf_engine *e, uint32_t segment, uint32_t passage, struct mf_error *err)
{
	if (segment < e->index->segments && passage < e->index->segment[segment].columns.n)
		return 0;
	return mf_error_set(err, MF_E_INPUT, "a passage that is not here was asked for");
}

int mf_part_show(struct mf_engine *e, const struct mf_request *request, struct mf_candidate *from, size_t n,
		 struct mf_arena *arena, const struct mf_hit **out, struct mf_error *err)
{
	struct mf_search s;
	int rc = mf_search_prepare(&s, e, request, arena, err);

	for (size_t i = 0; rc == 0 && i < n; i++)
		rc = check(e, from[i].segment, from[i].passage, err);
	for (size_t i = 0; rc == 0 && i < n; i++) {
		const struct mf_candidates one = { .v = &from[i], .n = 1 };
		if (isnan(from[i].score)) {
			from[i].score = 0;
			mf_search_score(&s, &one, 1);
		}
	}
	if (rc == 0)
		rc = mf_search_hits(&s, from, n, 1, out, err);
	return mf_engine_answered(e, rc, err);
}

int mf_part_copies(struct mf_engine *e, const struct mf_request *request, const struct mf_twin *twin,
		   size_t n, struct mf_arena *arena, struct mf_copy *out, struct mf_error *err)
{
	struct mf_search s;
	int rc = mf_search_prepare(&s, e, request, arena, err);

	for (size_t i = 0; rc == 0 && i < n; i++) {
		rc = check(e, twin[i].segment, twin[i].passage, err);
		if (rc == 0)
			rc = mf_search_describe_copy(&s, &twin[i], &out[i], err);
	}
	return mf_engine_answered(e, rc, err);
}
