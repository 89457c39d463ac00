/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search.c - a request from its query to its results. */
#include "search/engine/search.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "search/engine/facets.h"
#include "search/engine/literal.h"
#include "search/engine/order.h"
#include "search/engine/part.h"
#include "search/engine/rank.h"
#include "search/engine/senses.h"
#include "search/engine/spelling.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/message.h"

#define DEEPEST 20000 /* candidates looked at, beside those asked for, to fill a page */
#define FEW 3         /* results fewer than these ask whether the query is misspelt */

/* ---- reading the query ---- */

static int make_plan(struct mf_search *s, struct mf_plan_options *options, struct mf_error *err)
{
	const struct mf_index *index = s->engine->index;
	int rc = mf_plan_make(&s->plan, s->query.root, &s->look, options, err);

	if (rc < 0)
		return rc;
	s->table = mf_arena_zalloc(s->arena, (index->segments + 1) * sizeof(struct mf_word_table *));
	return 0;
}

static int look_for_quotes(struct mf_search *s, bool *found, struct mf_error *err)
{
	int rc = 0;

	if (s->engine->remote)
		return s->engine->remote->stands(s->engine->remote->self, s, found, err);
	for (size_t i = 0; rc >= 0 && i < s->plan.quotes; i++) {
		rc = mf_search_stands(s, s->plan.quoted[i], err);
		found[i] = rc > 0;
	}
	return rc < 0 ? rc : 0;
}

/* Quotations that stand nowhere in the index are taken as words: a plan with all of them, or none. */
static int loosen(struct mf_search *s, struct mf_plan_options *options, struct mf_error *err)
{
	const struct mf_node **loose = mf_arena_alloc(s->arena, (s->plan.quotes + 1) * sizeof *loose);
	const bool *stands = s->request->stands;
	int rc = 0;

	s->stands_n = s->plan.quotes;
	if (stands && s->request->stands_n < s->plan.quotes)
		return mf_error_set(err, MF_E_INTERNAL,
				    "the question knows of fewer quotations than there are");
	if (!stands) {
		bool *found = mf_arena_zalloc(s->arena, s->plan.quotes * sizeof *found);
		rc = look_for_quotes(s, found, err);
		stands = found;
	}
	s->stands = stands;
	for (size_t i = 0; rc >= 0 && i < s->plan.quotes; i++) {
		if (!stands[i])
			loose[options->looses++] = s->plan.quoted[i]->tree;
	}
	if (rc < 0 || !options->looses)
		return rc;
	options->loose = loose;
	s->loose = loose;
	s->looses = options->looses;
	return make_plan(s, options, err);
}

/* Coordinator and shards have to make the same of a query. */
static int check_plan(struct mf_search *s, struct mf_error *err)
{
	if (mf_search_plan_hash(s) == s->request->plan)
		return 0;
	mf_error_set(err, MF_E_VERSION, "reads the query in another way than the coordinator");
	mf_error_hint(err, "use one version of mufahris, and one dictionary, on all machines");
	return MF_E_VERSION;
}

int mf_search_prepare(struct mf_search *s, struct mf_engine *e, const struct mf_request *r,
		      struct mf_arena *arena, struct mf_error *err)
{
	struct mf_plan_options options = { .expand = r->expand && !(r->query_flags & MF_QUERY_EXACT),
					   .adjectives = !r->no_nisba,
					   .narrower = r->narrower,
					   .entity_weight = r->ranking.entity,
					   .today = r->today };
	int rc;

	memset(s, 0, sizeof *s);
	s->engine = e;
	s->request = r;
	s->arena = arena;
	s->look = (struct mf_lookup){
		e->index->statistics, e->index->gazetteer,
		e->stemmer,           arena,
		r->variants,          r->translate == MF_TRANSLATE_NEVER ? NULL : e->dictionary,
		r->translate
	};
	options.translate = options.expand && s->look.dictionary;
	rc = mf_query_parse(arena, r->query, strlen(r->query), r->query_flags, &s->query, err);
	if (rc == 0)
		rc = make_plan(s, &options, err);
	if (rc == 0 && s->plan.quotes)
		rc = loosen(s, &options, err);
	if (rc >= 0 && s->plan.literal)
		mf_literal_prepare(s);
	if (rc >= 0)
		rc = mf_filters_make(&s->filters, &s->look, e->index, r, err);
	return rc == 0 && r->plan ? check_plan(s, err) : rc;
}

/* Tables are made for the segments that passages are read of. */
const struct mf_word_table *mf_search_table(struct mf_search *s, size_t segment)
{
	if (!s->table[segment]) {
		s->table[segment] = mf_arena_alloc(s->look.arena, sizeof **s->table);
		mf_word_table_make(s->table[segment], &s->plan.words, &s->engine->index->segment[segment],
				   s->look.arena);
	}
	return s->table[segment];
}

bool mf_search_passage(struct mf_search *s, size_t segment, uint32_t passage)
{
	const struct mf_segment *seg = &s->engine->index->segment[segment];

	if (!mf_scan_passage(&s->engine->scan, seg, passage, mf_search_table(s, segment)))
		return false;
	mf_senses_join(&s->plan.words, &s->engine->scan);
	return !s->plan.literal || mf_literal_keep(s, segment, passage);
}

/* ---- scores ---- */

/* Candidates lie anywhere in the columns: their records are fetched while others are scored. */
static void fetch_ahead(const struct mf_index *index, const struct mf_candidates *list, size_t i)
{
	const unsigned char *record, *end;

	if (i >= list->n)
		return;
	record = mf_columns_record(&index->segment[list->v[i].segment].columns, list->v[i].passage, &end);
	for (size_t line = 0; line < 256; line += 64)
		__builtin_prefetch(record + line);
}

/* What a shard has found it has scored too. */
void mf_search_score(struct mf_search *s, const struct mf_candidates *list, size_t n)
{
	const struct mf_index *index = s->engine->index;
	double average = (double)index->words / (double)(index->passages ? index->passages : 1);

	for (size_t i = 0; i < n && i < list->n; i++) {
		struct mf_candidate *c = &list->v[i];
		if (c->far) {
			c->score = c->far->score;
			c->below = c->far->below;
			continue;
		}
		fetch_ahead(index, list, i + 4);
		if (!mf_search_passage(s, c->segment, c->passage))
			continue;
		c->score = mf_rank(&s->plan, &s->request->ranking, &s->engine->scan, average, NULL);
		c->below = s->looses && !mf_match_exactly(&s->plan, &s->engine->scan);
	}
}

/* The best are scored again in blocks of a fixed size, so that a place in the ranking does not depend on
 * how many are asked for.  A score is never above that of the place before it. */
static void rank_blocks(struct mf_search *s, const struct mf_candidates *list)
{
	size_t block = s->request->ranking.depth ? s->request->ranking.depth : 1;
	struct mf_candidate *c = list->v;

	mf_search_score(s, list, list->n);
	for (size_t at = 0; at < list->n; at += block) {
		size_t n = list->n - at < block ? list->n - at : block;
		mf_order_by_score(s->engine->index, c + at, n);
		for (size_t i = at; at && i < at + n && c[i].score > c[i - 1].score; i++)
			c[i].score = c[i - 1].score;
	}
}

void mf_search_by_date(const struct mf_search *s, struct mf_found *found)
{
	struct mf_candidates *list = &found->best;

	if (!s->engine->remote)
		list->n = 0;
	for (uint32_t i = 0; i < found->segments; i++)
		for (size_t k = 0; k < found->match[i].n; k++)
			mf_candidates_add(list, i, found->match[i].passage[k], 0);
	mf_order_by_date(s->engine->index, list->v, list->n, s->request->sort == MF_SORT_NEWEST);
}

uint64_t mf_search_documents(const struct mf_search *s, const struct mf_found *found)
{
	const struct mf_index *index = s->engine->index;
	uint64_t n = 0;

	if (s->engine->remote)
		return found->documents;

	for (size_t i = 0; i < found->segments; i++) {
		uint32_t last = MF_NONE;
		for (size_t k = 0; k < found->match[i].n; k++) {
			uint32_t document =
				mf_columns_document(&index->segment[i].columns, found->match[i].passage[k]);
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
int mf_search_each_facet(struct mf_search *s, const struct mf_found *found,
			 void (*count)(void *ctx, enum mf_facet_kind kind, const struct mf_matched *match,
				       bool skipped),
			 void *ctx, struct mf_error *err)
{
	struct mf_found other = MF_FOUND_INIT; /* without one of the filters */
	unsigned have = mf_filters_skips(&s->filters), collected = MF_SKIP_NONE;
	int rc = 0;

	mf_tally_clear(&s->engine->tally);
	for (unsigned kind = 0; rc == 0 && kind < MF_FACETS; kind++) {
		unsigned skip = skip_of((enum mf_facet_kind)kind) & have;
		if (!(s->request->facets >> kind & 1))
			continue;
		if (skip != collected) {
			mf_tally_clear(&s->engine->tally);
			rc = skip ? mf_search_collect(s, skip, 0, true, &other, err) : 0;
			collected = skip;
		}
		if (rc == 0)
			count(ctx, (enum mf_facet_kind)kind, skip ? other.match : found->match, skip != 0);
	}
	mf_found_release(&other);
	return rc;
}

struct counting {
	struct mf_search *s;
	struct mf_facet *facet;
	size_t n;
};

static void count_facet(void *ctx, enum mf_facet_kind kind, const struct mf_matched *match, bool skipped)
{
	struct counting *c = ctx;
	struct mf_search *s = c->s;

	mf_facet_count(kind, &s->engine->labels, match, &s->filters, &s->engine->tally,
		       s->request->facet_limit, s->arena, &c->facet[c->n]);
	c->facet[c->n++].own_filter_left_out = skipped;
}

/* Those of shards have come with what they found. */
static void merge_facets(struct mf_search *s, const struct mf_found *found, struct counting *c)
{
	unsigned have = mf_filters_skips(&s->filters);

	for (unsigned kind = 0; kind < MF_FACETS; kind++) {
		if (!(s->request->facets >> kind & 1))
			continue;
		mf_facet_merge((enum mf_facet_kind)kind, &s->engine->labels, found->facet, found->facet_parts,
			       &s->filters, s->request->facet_limit, s->arena, &c->facet[c->n]);
		c->facet[c->n++].own_filter_left_out = (skip_of((enum mf_facet_kind)kind) & have) != 0;
	}
}

static int count_facets(struct mf_search *s, const struct mf_found *found, struct mf_results *out,
			struct mf_error *err)
{
	struct counting c = { s, mf_arena_zalloc(s->arena, MF_FACETS * sizeof *c.facet), 0 };
	int rc = 0;

	if (s->engine->remote)
		merge_facets(s, found, &c);
	else
		rc = mf_search_each_facet(s, found, count_facet, &c, err);
	out->facet = c.facet;
	out->facets = c.n;
	return rc;
}

/* ---- a search ---- */

/* Where passages stand together with others, the places wanted may need more candidates than at first. */
static int find_best(struct mf_search *s, size_t want, bool all, struct mf_found *found, struct mf_error *err)
{
	size_t depth = s->request->ranking.depth > 2 * want ? s->request->ranking.depth : 2 * want, had;
	int rc;

	for (;; depth *= 4) {
		unsigned max = depth < UINT32_MAX ? (unsigned)depth : UINT32_MAX;
		rc = mf_search_collect(s, MF_SKIP_NONE, max, all, found, err);
		if (rc < 0)
			return rc;
		had = found->best.n;
		rank_blocks(s, &found->best);
		mf_search_collapse(s, &found->best, want);
		if (found->best.n >= want || had < max || depth > 2 * want + DEEPEST || s->engine->late)
			return 0;
	}
}

static int find_by_date(struct mf_search *s, size_t want, struct mf_found *found, struct mf_error *err)
{
	/* What comes after may stand together with what is shown; else shards need not tell of it. */
	bool apart = !want || (s->request->show_duplicates && !s->request->by_document);
	unsigned max = !s->engine->remote || !apart || want >= UINT32_MAX ? 0 : want ? (unsigned)want : 1;
	int rc = mf_search_collect(s, MF_SKIP_NONE, max, true, found, err);

	if (rc < 0)
		return rc;
	mf_search_by_date(s, found);
	mf_search_collapse(s, &found->best, want);
	if (!s->engine->remote)
		mf_search_score(s, &found->best, want);
	return 0;
}

/* What is needed to fill a page, and to say how many there are. */
static int find(struct mf_search *s, struct mf_found *found, struct mf_results *out, struct mf_error *err)
{
	const struct mf_request *r = s->request;
	size_t want = (size_t)r->offset + r->limit;
	bool dated = r->sort != MF_SORT_RELEVANCE,
	     all = dated || r->facets || (r->by_document && !r->ids_only);
	int rc = dated ? find_by_date(s, want, found, err) : find_best(s, want, all, found, err);

	if (rc < 0)
		return rc;
	out->documents = found->all ? mf_search_documents(s, found) : 0;
	out->total = r->by_document && all ? out->documents : found->total;
	out->exact = found->exact;
	return 0;
}

/* Did you mean: the corrected query, where it finds more.  It is tried as a search of its own. */
static const char *better_query(struct mf_search *s, uint64_t than)
{
	const char *better = mf_spelling_query(s);
	struct mf_request request = *s->request;
	struct mf_arena arena = MF_ARENA_INIT;
	struct mf_found found = MF_FOUND_INIT;
	struct mf_search second;

	if (!better)
		return "";
	request.query = better;
	if (mf_search_prepare(&second, s->engine, &request, &arena, NULL) < 0 ||
	    mf_search_collect(&second, MF_SKIP_NONE, 1, false, &found, NULL) < 0 || found.total <= than)
		better = "";
	mf_found_release(&found);
	mf_arena_release(&arena);
	return better;
}

static int answer(struct mf_search *s, struct mf_results *out, struct mf_error *err)
{
	const struct mf_request *r = s->request;
	struct mf_found found = MF_FOUND_INIT;
	const struct mf_candidate *from;
	size_t first, n;
	int rc = find(s, &found, out, err);

	if (rc == 0) {
		first = r->offset < found.best.n ? r->offset : found.best.n;
		n = found.best.n - first < r->limit ? found.best.n - first : r->limit;
		from = n ? found.best.v + first : NULL;
		rc = mf_search_hits(s, from, n, (unsigned)first + 1, &out->hit, err);
		out->hits = n;
		if (rc == 0 && r->list_duplicates)
			rc = mf_search_copies(s, &found.best, from, out->hit, n, err);
	}
	if (rc == 0 && r->facets)
		rc = count_facets(s, &found, out, err);
	mf_found_release(&found);
	if (rc == 0 && !r->ids_only) {
		out->interpreted = mf_search_interpreted(s);
		mf_search_translations(s, out);
		out->warning = mf_search_warning(s);
	}
	if (rc == 0 && r->explain)
		mf_search_explain(s, out);
	if (rc == 0 && !r->ids_only && out->total < FEW && !s->engine->late)
		out->meant = better_query(s, out->total);
	return rc;
}

static double milliseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int search_once(struct mf_engine *e, const struct mf_request *request, struct mf_results *out,
		       struct mf_error *err)
{
	struct mf_search s;
	int rc;

	mf_results_reset(out);
	out->query = request->query;
	rc = mf_search_prepare(&s, e, request, &out->arena, err);
	return rc == 0 ? answer(&s, out, err) : rc;
}

const char *mf_remote_note(struct mf_arena *arena, const char *const *missing, size_t missings, size_t shards,
			   const char *other)
{
	return mf_arena_printf(arena, _("%zu of %zu shards do not answer (%s)%s%s"), missings, shards,
			       missing[0], *other ? "; " : "", other);
}

/* Where a shard falls silent in the middle of an answer, the answer is made anew without it, so that all
 * parts of it are of the same shards. */
static int search_shards(struct mf_engine *e, const struct mf_request *request, struct mf_results *out,
			 struct mf_error *err)
{
	const struct mf_remote *remote = e->remote;
	size_t before, after = 0;
	int rc;

	remote->begin(remote->self);
	do {
		before = after;
		rc = search_once(e, request, out, err);
		after = remote->missing(remote->self, &out->arena, &out->missing, &out->shards);
	} while (rc == 0 && after > before);
	out->missings = after;
	if (rc == 0 && after)
		out->warning = mf_remote_note(&out->arena, out->missing, after, out->shards, out->warning);
	return rc;
}

int mf_engine_search(struct mf_engine *e, const struct mf_request *request, struct mf_results *out,
		     struct mf_error *err)
{
	double start = milliseconds();
	int rc;

	mf_engine_begin(e, request->seconds);
	rc = e->remote ? search_shards(e, request, out, err) : search_once(e, request, out, err);
	if (rc == 0 && e->late) {
		out->partial = true;
		out->exact = false;
		out->warning = mf_engine_late_note(&out->arena, out->warning);
	}
	out->took_ms = milliseconds() - start;
	return mf_engine_answered(e, rc, err);
}

/* ---- piece by piece ---- */

struct mf_stream {
	struct mf_search s; /* its plan is in the arena of the results that began it */
	struct mf_request request;
	struct mf_found found;
	size_t next, end;
};

int mf_stream_open(struct mf_stream **out, struct mf_engine *e, const struct mf_request *request,
		   struct mf_results *about, struct mf_error *err)
{
	struct mf_stream *st = mf_calloc(1, sizeof *st);
	int rc;

	st->request = *request;
	mf_results_reset(about);
	about->query = request->query;
	mf_engine_begin(e, 0);
	rc = mf_search_prepare(&st->s, e, &st->request, &about->arena, err);
	if (rc == 0)
		rc = find(&st->s, &st->found, about, err);
	rc = mf_engine_answered(e, rc, err);
	if (rc < 0) {
		mf_stream_free(st);
		st = NULL;
	} else {
		size_t want = (size_t)request->offset + request->limit;
		about->interpreted = mf_search_interpreted(&st->s);
		about->warning = mf_search_warning(&st->s);
		st->end = want < st->found.best.n ? want : st->found.best.n;
		st->next = request->offset < st->end ? request->offset : st->end;
	}
	*out = st;
	return rc;
}

int mf_stream_next(struct mf_stream *st, size_t most, struct mf_results *out, struct mf_error *err)
{
	size_t n = st->end - st->next < most ? st->end - st->next : most;
	int rc;

	mf_results_reset(out);
	out->query = st->request.query;
	st->s.arena = &out->arena;
	rc = mf_search_hits(&st->s, st->found.best.v + st->next, n, (unsigned)st->next + 1, &out->hit, err);
	out->hits = n;
	st->next += n;
	return mf_engine_answered(st->s.engine, rc, err);
}

void mf_stream_free(struct mf_stream *st)
{
	if (!st)
		return;
	mf_found_release(&st->found);
	free(st);
}
