/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/filters.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/words/fold.h"
#include "indexer/analysis/schema.h"
#include "indexer/store/error.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/varint.h"

/* ---- making ---- */

/* Marks the documents that have a passage with the term. */
static int mark_documents(struct mf_entity_set *set, const struct mf_index *index, const char *prefix,
			  const char *id, struct mf_error *err)
{
	struct xc_error xe = XC_ERROR_INIT;
	struct xc_postings *postings = NULL;
	struct xc_posting item;
	struct mf_buf term = MF_BUF_INIT;
	int rc;

	mf_term_make(&term, prefix, id, strlen(id));
	rc = xc_db_postings(&postings, index->db, term.data, term.len, &xe);
	while (rc >= 0 && (rc = xc_postings_next(postings, &item, &xe)) == 1) {
		struct mf_located at = mf_index_locate(index, item.docid);
		const struct mf_columns *columns = &index->segment[at.segment].columns;
		if (at.passage < columns->n)
			mf_bit_set(set->documents[at.segment], mf_columns_document(columns, at.passage));
	}
	xc_postings_free(postings);
	mf_buf_release(&term);
	return rc < 0 ? mf_store_error(&xe, "the entity filter", err) : 0;
}

static int find_documents(struct mf_entity_set *set, const struct mf_index *index, bool adjectives,
			  struct mf_arena *arena, struct mf_error *err)
{
	int rc = 0;

	set->documents = mf_arena_zalloc(arena, (index->segments + 1) * sizeof *set->documents);
	for (size_t s = 0; s < index->segments; s++)
		set->documents[s] = mf_arena_zalloc(arena, mf_bitmap_bytes(index->segment[s].documents.n));
	for (size_t i = 0; rc == 0 && i < set->n; i++) {
		rc = mark_documents(set, index, MF_TERM_ENTITY, set->ids[i], err);
		if (rc == 0 && adjectives)
			rc = mark_documents(set, index, MF_TERM_NISBA, set->ids[i], err);
	}
	return rc;
}

static uint8_t type_of(const struct mf_lookup *look, const char *id, int type)
{
	uint32_t entity = mf_gazetteer_by_id(look->gazetteer, id, strlen(id));
	struct mf_entity e;

	if (type >= 0)
		return (uint8_t)type;
	if (entity == MF_NO_ENTITY)
		return MF_PERSON;
	mf_gazetteer_entity(look->gazetteer, entity, &e);
	return e.type;
}

static void fold_sources(struct mf_filters *f, const struct mf_lookup *look, const struct mf_request *request)
{
	struct mf_buf folded = MF_BUF_INIT;

	f->source = mf_arena_alloc(look->arena, (request->sources + 1) * sizeof *f->source);
	f->source_len = mf_arena_alloc(look->arena, (request->sources + 1) * sizeof *f->source_len);
	for (size_t i = 0; i < request->sources; i++) {
		mf_buf_reset(&folded);
		mf_fold(&folded, request->source[i], strlen(request->source[i]));
		f->source[i] = mf_arena_strndup(look->arena, folded.data, folded.len);
		f->source_len[i] = folded.len;
	}
	f->sources = request->sources;
	mf_buf_release(&folded);
}

int mf_filters_make(struct mf_filters *f, const struct mf_lookup *look, const struct mf_index *index,
		    const struct mf_request *request, struct mf_error *err)
{
	struct xc_query *probe = NULL;
	int rc = 0;

	memset(f, 0, sizeof *f);
	f->adjectives = !request->no_nisba;
	f->narrower = request->narrower;
	f->added_since = request->added_since;
	f->entity = mf_arena_zalloc(look->arena, (request->entities + 1) * sizeof *f->entity);
	for (size_t i = 0; rc == 0 && i < request->entities; i++) {
		const struct mf_entity_filter *e = &request->entity[i];
		struct mf_entity_set *set = &f->entity[f->entities++];
		rc = mf_plan_entities(look, e->names, strlen(e->names), e->type, request->narrower, &set->ids,
				      &set->n, err);
		if (rc == 0 && set->n)
			set->type = type_of(look, set->ids[0], e->type);
		if (rc == 0 && request->within_document)
			rc = find_documents(set, index, f->adjectives, look->arena, err);
	}
	if (rc == 0 && request->date) {
		f->has_date = true;
		rc = mf_range_parse(request->date, strlen(request->date), request->today, &f->date, err);
	}
	if (rc == 0 && request->mentions) {
		f->has_mentions = true;
		rc = mf_range_parse(request->mentions, strlen(request->mentions), request->today,
				    &f->mentions, err);
	}
	if (rc == 0 && f->has_date) {
		rc = mf_plan_date_query(&probe, &f->date, err);
		f->date_by_terms = probe != NULL;
		xc_query_free(probe);
	}
	fold_sources(f, look, request);
	return rc;
}

/* ---- as a query ---- */

static int narrow(struct xc_query **query, struct xc_query *by, struct mf_error *err)
{
	struct xc_error xe = XC_ERROR_INIT;
	struct xc_query *whole = *query;

	*query = NULL;
	return xc_query_pair(query, XC_OP_FILTER, whole, by, &xe) < 0
		       ? mf_store_error(&xe, "the filters", err)
		       : 0;
}

static int source_query(const struct mf_filters *f, struct xc_query **out, struct mf_error *err)
{
	struct xc_error xe = XC_ERROR_INIT;
	struct xc_query **child = mf_calloc(f->sources + 1, sizeof(struct xc_query *));
	int rc;

	for (size_t i = 0; i < f->sources; i++) {
		struct mf_buf term = MF_BUF_INIT;
		mf_term_make(&term, MF_TERM_SOURCE, f->source[i], f->source_len[i]);
		xc_query_term(&child[i], term.data, term.len, 1, &xe);
		mf_buf_release(&term);
	}
	rc = xc_query_op(out, XC_OP_OR, child, f->sources, 0, &xe) < 0
		     ? mf_store_error(&xe, "the source filter", err)
		     : 0;
	free(child);
	return rc;
}

static bool skips_entity(const struct mf_entity_set *set, unsigned skip)
{
	return skip >> set->type & 1;
}

int mf_filters_query(const struct mf_filters *f, unsigned skip, struct xc_query **query, struct mf_error *err)
{
	struct xc_query *by = NULL;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < f->entities; i++) {
		const struct mf_entity_set *set = &f->entity[i];
		if (set->documents || skips_entity(set, skip))
			continue;
		rc = mf_plan_entity_query(&by, set->ids, set->n, f->adjectives, err);
		if (rc == 0)
			rc = narrow(query, by, err);
	}
	if (rc == 0 && f->has_date && f->date_by_terms && !(skip & MF_SKIP_DATE)) {
		rc = mf_plan_date_query(&by, &f->date, err);
		if (rc == 0)
			rc = narrow(query, by, err);
	}
	if (rc == 0 && f->sources && !(skip & MF_SKIP_SOURCE)) {
		rc = source_query(f, &by, err);
		if (rc == 0)
			rc = narrow(query, by, err);
	}
	return rc;
}

/* ---- as a judgement ---- */

bool mf_filters_judge(const struct mf_filters *f, unsigned skip)
{
	for (size_t i = 0; i < f->entities; i++)
		if (f->entity[i].documents && !skips_entity(&f->entity[i], skip))
			return true;
	return f->has_mentions || f->added_since ||
	       (f->has_date && !f->date_by_terms && !(skip & MF_SKIP_DATE));
}

#define YEAR 366

/* A mention matches when its days and the range have one in common.  What is longer than a year, a decade
 * or "the last ten years", says nothing of a day in it: it must not be longer than the range either. */
static bool in_range(const struct mf_day_range *m, const struct mf_range *range)
{
	int64_t days = (int64_t)m->to - m->from + 1;

	return m->from <= range->to && m->to >= range->from &&
	       (days <= YEAR || days <= (int64_t)range->to - range->from + 1);
}

static bool mentions_day(const struct mf_filters *f, const struct mf_segment *s, uint32_t passage)
{
	const unsigned char *end, *at = mf_columns_record(&s->columns, passage, &end);
	struct mf_record_view view;
	uint64_t v, days;

	if (mf_record_view(&view, at, end) < 0)
		return false;
	if (f->mentions.none)
		return !view.mentions;
	at = view.entities_at;
	for (uint32_t i = 0; at && i < view.entities; i++)
		at = mf_varint_get(at, end, &v);
	at = at ? mf_varint_get(at, end, &v) : NULL; /* the number of mentions */
	for (uint32_t i = 0; at && i < view.mentions; i++) {
		at = mf_varint_get(at, end, &v);
		at = at ? mf_varint_get(at, end, &days) : NULL;
		if (!at)
			break;
		struct mf_day_range m = mf_record_days(v, days);
		if (in_range(&m, &f->mentions))
			return true;
	}
	return false;
}

bool mf_filters_hold(const struct mf_filters *f, unsigned skip, size_t segment, const struct mf_segment *s,
		     uint32_t passage)
{
	uint32_t document = mf_columns_document(&s->columns, passage);

	for (size_t i = 0; i < f->entities; i++) {
		const struct mf_entity_set *set = &f->entity[i];
		if (set->documents && !skips_entity(set, skip) &&
		    !mf_bit_get(set->documents[segment], document))
			return false;
	}
	if (f->has_date && !f->date_by_terms && !(skip & MF_SKIP_DATE)) {
		int32_t day = mf_document_day(mf_documents_row(&s->documents, document));
		if (day == MF_NO_DAY || day < f->date.from || day > f->date.to)
			return false;
	}
	if (f->added_since && mf_documents_row(&s->documents, document)->added < f->added_since)
		return false;
	return !f->has_mentions || mentions_day(f, s, passage);
}

unsigned mf_filters_skips(const struct mf_filters *f)
{
	unsigned skips = (f->has_date ? MF_SKIP_DATE : 0) | (f->sources ? MF_SKIP_SOURCE : 0);

	for (size_t i = 0; i < f->entities; i++)
		skips |= 1u << f->entity[i].type;
	return skips;
}
