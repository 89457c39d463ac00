/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/engine.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "search/engine/engine_private.h"
#include "search/engine/spelling.h"
#include "wrappers/libc/mem.h"

#define DEEPEST 20000 /* candidates looked at, beside those asked for, to fill a page */
#define FEW 3         /* results fewer than these ask whether the query is misspelt */

void mf_request_init(struct mf_request *r)
{
	memset(r, 0, sizeof *r);
	r->query = "";
	r->limit = 10;
	r->expand = r->variants = true;
	r->facet_limit = 100;
	r->snippet = 240;
	r->ranking = mf_ranking_default;
}

int mf_engine_open(struct mf_engine **out, const char *dir, struct mf_error *err)
{
	struct mf_engine *e = mf_calloc(1, sizeof *e);
	int rc = mf_index_open(&e->index, dir, err);

	if (rc < 0) {
		free(e);
		*out = NULL;
		return rc;
	}
	e->stemmer = mf_stemmer_new();
	e->text = e->described = (struct mf_buf)MF_BUF_INIT;
	mf_snippeter_init(&e->snippeter);
	e->matches = mf_calloc(e->index->segments + 1, sizeof *e->matches);
	*out = e;
	return 0;
}

void mf_engine_free(struct mf_engine *e)
{
	if (!e)
		return;
	for (size_t s = 0; s < e->index->segments; s++)
		free(e->matches[s].passage);
	free(e->matches);
	free(e->candidate);
	mf_snippeter_release(&e->snippeter);
	mf_record_release(&e->record);
	mf_buf_release(&e->text);
	mf_buf_release(&e->described);
	mf_arena_release(&e->arena);
	mf_stemmer_free(e->stemmer);
	mf_index_close(e->index);
	free(e);
}

struct mf_index *mf_engine_index(struct mf_engine *e)
{
	return e->index;
}

/* ---- order ---- */

static int by_score(const void *a, const void *b)
{
	const struct mf_candidate *x = a, *y = b;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	if (x->segment != y->segment)
		return x->segment < y->segment ? -1 : 1;
	return (x->passage > y->passage) - (x->passage < y->passage);
}

/* Candidates lie anywhere in the columns: their records are fetched while others are scored. */
static void fetch_ahead(const struct mf_engine *e, size_t i, size_t n)
{
	const struct mf_columns *c;
	const unsigned char *record, *end;

	if (i >= n)
		return;
	c = &e->index->segment[e->candidate[i].segment].columns;
	record = mf_columns_record(c, e->candidate[i].passage, &end);
	for (size_t line = 0; line < 256; line += 64)
		__builtin_prefetch(record + line);
}

static void score_all(struct mf_engine *e, size_t n)
{
	double average = (double)e->index->words / (double)(e->index->passages ? e->index->passages : 1);

	for (size_t i = 0; i < n; i++) {
		struct mf_candidate *c = &e->candidate[i];
		fetch_ahead(e, i + 4, n);
		if (mf_scan_passage(&e->scan, &e->index->segment[c->segment], c->passage,
				    &e->table[c->segment]))
			c->score = mf_rank(&e->plan, &e->request->ranking, &e->scan, average, NULL);
	}
}

static int32_t day_of(const struct mf_engine *e, const struct mf_candidate *c)
{
	const struct mf_segment *s = &e->index->segment[c->segment];

	return mf_document_day(&s->documents.row[s->columns.document[c->passage]]);
}

struct dated {
	struct mf_candidate c;
	int64_t key; /* ascending; undated last */
};

static int by_date(const void *a, const void *b)
{
	const struct dated *x = a, *y = b;

	return x->key != y->key ? (x->key < y->key ? -1 : 1) : by_score(&x->c, &y->c);
}

static void sort_by_date(struct mf_engine *e)
{
	struct dated *d = mf_calloc(e->candidates + 1, sizeof *d);

	for (size_t i = 0; i < e->candidates; i++) {
		int32_t day = day_of(e, &e->candidate[i]);
		d[i].c = e->candidate[i];
		d[i].key = day == MF_NO_DAY                     ? INT64_MAX
			   : e->request->sort == MF_SORT_NEWEST ? -(int64_t)day
								: day;
	}
	if (e->candidates)
		qsort(d, e->candidates, sizeof *d, by_date);
	for (size_t i = 0; i < e->candidates; i++)
		e->candidate[i] = d[i].c;
	free(d);
}

/* All matches become candidates. */
static void take_matches(struct mf_engine *e)
{
	e->candidates = 0;
	for (uint32_t s = 0; s < e->index->segments; s++)
		for (size_t i = 0; i < e->matches[s].n; i++) {
			e->candidate = mf_grow(e->candidate, &e->candidate_cap, e->candidates + 1,
					       sizeof *e->candidate);
			e->candidate[e->candidates++] =
				(struct mf_candidate){ s, e->matches[s].passage[i], 0, 0 };
		}
}

static uint64_t count_documents(const struct mf_engine *e)
{
	uint64_t n = 0;

	for (size_t s = 0; s < e->index->segments; s++) {
		uint32_t last = MF_NONE;
		for (size_t i = 0; i < e->matches[s].n; i++) {
			uint32_t document = e->index->segment[s].columns.document[e->matches[s].passage[i]];
			n += document != last;
			last = document;
		}
	}
	return n;
}

/* ---- facets ---- */

static unsigned skip_of(enum mf_facet_kind kind)
{
	switch (kind) {
	case MF_FACET_PERSON:
		return MF_SKIP_PERSON;
	case MF_FACET_PLACE:
		return MF_SKIP_PLACE;
	case MF_FACET_ORG:
		return MF_SKIP_ORG;
	case MF_FACET_DATE:
	case MF_FACET_MONTH:
	case MF_FACET_YEAR:
		return MF_SKIP_DATE;
	case MF_FACET_SOURCE:
		return MF_SKIP_SOURCE;
	default:
		return MF_SKIP_NONE;
	}
}

/* A facet is counted without its own filter, so that one sees what else could be chosen. */
static int count_facets(struct mf_engine *e, struct mf_results *out, struct mf_error *err)
{
	struct mf_facet *facet = mf_arena_zalloc(&e->arena, MF_FACETS * sizeof *facet);
	unsigned have = mf_filters_skips(&e->filters), collected = MF_SKIP_NONE;
	struct mf_tally tally = { NULL };
	int rc = 0;

	for (unsigned kind = 0; rc == 0 && kind < MF_FACETS; kind++) {
		unsigned skip = skip_of((enum mf_facet_kind)kind) & have;
		if (!(e->request->facets >> kind & 1))
			continue;
		if (skip != collected) {
			mf_tally_release(&tally, e->index);
			rc = mf_engine_collect(e, skip, 0, true, err);
			collected = skip;
		}
		if (rc == 0)
			mf_facet_count((enum mf_facet_kind)kind, e->index, e->matches, &e->filters, &tally,
				       e->request->facet_limit, &e->arena, &facet[out->facets++]);
	}
	mf_tally_release(&tally, e->index);
	out->facet = facet;
	return rc;
}

/* ---- a search ---- */

int mf_engine_prepare(struct mf_engine *e, const struct mf_request *r, struct mf_error *err)
{
	struct mf_plan_options options = { r->expand && !(r->query_flags & MF_QUERY_EXACT), !r->no_nisba,
					   r->narrower, r->ranking.entity, r->today };
	int rc;

	mf_arena_reset(&e->arena);
	e->request = r;
	e->look = (struct mf_lookup){ e->index, e->stemmer, &e->arena, r->variants };
	rc = mf_query_parse(&e->arena, r->query, strlen(r->query), r->query_flags, &e->query, err);
	if (rc == 0)
		rc = mf_plan_make(&e->plan, e->query.root, &e->look, &options, err);
	if (rc == 0)
		rc = mf_filters_make(&e->filters, &e->look, r, err);
	if (rc < 0)
		return rc;
	e->table = mf_arena_zalloc(&e->arena, (e->index->segments + 1) * sizeof *e->table);
	for (size_t s = 0; s < e->index->segments; s++)
		mf_word_table_make(&e->table[s], &e->plan.words, &e->index->segment[s], &e->arena);
	return 0;
}

/* The best are scored again in blocks of a fixed size, so that a place in the ranking does not depend on
 * how many are asked for.  A score is never above that of the place before it. */
static void rank_blocks(struct mf_engine *e)
{
	size_t block = e->request->ranking.depth ? e->request->ranking.depth : 1;
	struct mf_candidate *c = e->candidate;

	score_all(e, e->candidates);
	for (size_t at = 0; at < e->candidates; at += block) {
		size_t n = e->candidates - at < block ? e->candidates - at : block;
		qsort(c + at, n, sizeof *c, by_score);
		for (size_t i = at; at && i < at + n && c[i].score > c[i - 1].score; i++)
			c[i].score = c[i - 1].score;
	}
}

/* Where passages stand behind others, the places wanted may need more candidates than at first. */
static int find_best(struct mf_engine *e, size_t want, bool all, struct mf_error *err)
{
	size_t depth = e->request->ranking.depth > 2 * want ? e->request->ranking.depth : 2 * want, found;
	int rc;

	for (;; depth *= 4) {
		unsigned max = depth < UINT32_MAX ? (unsigned)depth : UINT32_MAX;
		rc = mf_engine_collect(e, MF_SKIP_NONE, max, all, err);
		if (rc < 0)
			return rc;
		found = e->candidates;
		rank_blocks(e);
		mf_engine_collapse(e, want);
		if (e->candidates >= want || found < max || depth > 2 * want + DEEPEST)
			return 0;
	}
}

static int find(struct mf_engine *e, struct mf_results *out, struct mf_error *err)
{
	const struct mf_request *r = e->request;
	size_t want = (size_t)r->offset + r->limit;
	bool dated = r->sort != MF_SORT_RELEVANCE,
	     all = dated || r->facets || (r->by_document && !r->ids_only);
	int rc = dated ? mf_engine_collect(e, MF_SKIP_NONE, 0, all, err) : find_best(e, want, all, err);

	if (rc < 0)
		return rc;
	out->documents = e->matches_all ? count_documents(e) : 0;
	if (dated) {
		take_matches(e);
		sort_by_date(e);
		mf_engine_collapse(e, want);
		score_all(e, e->candidates < want ? e->candidates : want);
	}
	out->total = r->by_document && all ? out->documents : e->total;
	out->exact = e->total_exact;
	return 0;
}

/* Did you mean: only where little was found and the corrected query finds more.  It is tried with memory
 * of its own, since what was found is in the engine's. */
static void suggest(struct mf_engine *e, struct mf_results *out)
{
	const char *better = mf_spelling_query(e);
	struct mf_request request = *e->request;
	const struct mf_request *asked = e->request;
	struct mf_arena results = e->arena;

	if (!better)
		return;
	request.query = better;
	e->arena = (struct mf_arena)MF_ARENA_INIT;
	if (mf_engine_prepare(e, &request, NULL) == 0 &&
	    mf_engine_collect(e, MF_SKIP_NONE, 1, false, NULL) == 0 && e->total > out->total)
		out->suggestion = better;
	mf_arena_release(&e->arena);
	e->arena = results;
	e->request = asked;
}

static double milliseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

int mf_engine_search(struct mf_engine *e, const struct mf_request *request, struct mf_results *out,
		     struct mf_error *err)
{
	double start = milliseconds();
	size_t first, n;
	int rc;

	memset(out, 0, sizeof *out);
	out->query = request->query;
	out->interpreted = out->suggestion = out->warning = "";
	out->explain_lexemes = out->explain_tree = out->explain_query = "";
	rc = mf_engine_prepare(e, request, err);
	if (rc == 0)
		rc = find(e, out, err);
	if (rc < 0)
		return rc;
	first = request->offset < e->candidates ? request->offset : e->candidates;
	n = e->candidates - first < request->limit ? e->candidates - first : request->limit;
	rc = mf_engine_hits(e, first, n, out, err);
	if (rc == 0 && request->facets)
		rc = count_facets(e, out, err);
	if (rc == 0 && !request->ids_only)
		out->interpreted = mf_engine_interpreted(e);
	if (rc == 0 && request->explain)
		mf_engine_explain(e, out);
	if (rc == 0 && !request->ids_only && out->total < FEW)
		suggest(e, out);
	out->took_ms = milliseconds() - start;
	return rc;
}
