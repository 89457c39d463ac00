/* SPDX-License-Identifier: GPL-2.0-or-later */
/* document.c - one document from its stored text, the words of the query marked in all of it. */
#include <string.h>

#include "search/engine/engine_private.h"
#include "search/output/render.h"
#include "wrappers/libc/mem.h"

/* Every passage of the document is a candidate, in order, whether it matches or not. */
static void take_passages(struct mf_engine *e, size_t segment, const struct mf_document_row *row)
{
	uint64_t have = e->index->segment[segment].columns.n;

	e->candidates = 0;
	for (uint32_t i = 0; i < row->passages && (uint64_t)row->first + i < have; i++) {
		e->candidate =
			mf_grow(e->candidate, &e->candidate_cap, e->candidates + 1, sizeof *e->candidate);
		e->candidate[e->candidates++] =
			(struct mf_candidate){ (uint32_t)segment, row->first + i, 0, 0 };
	}
}

/* The whole text as one fragment with the marks of all passages. */
static int whole_text(struct mf_engine *e, struct mf_segment *s, uint32_t document,
		      const struct mf_results *passages, struct mf_fragment *out, struct mf_error *err)
{
	uint32_t len = s->documents.row[document].text_len;
	struct mf_mark *mark;
	size_t n = 0;
	int rc;

	for (size_t i = 0; i < passages->hits; i++)
		n += passages->hit[i].fragments ? passages->hit[i].fragment->marks_n : 0;
	mark = mf_arena_alloc(&e->arena, (n + 1) * sizeof *mark);
	n = 0;
	for (size_t i = 0; i < passages->hits; i++) {
		const struct mf_fragment *f = passages->hit[i].fragment;
		for (size_t m = 0; m < (passages->hit[i].fragments ? f->marks_n : 0); m++) {
			mark[n] = f->marks[m];
			mark[n].begin += f->begin;
			mark[n].end += f->begin;
			if (mark[n].end <= len && (!n || mark[n].begin >= mark[n - 1].end))
				n++;
		}
	}
	mf_buf_reset(&e->text);
	rc = mf_segment_text(s, document, 0, len, &e->text, err);
	*out = (struct mf_fragment){ .text = mf_arena_strndup(&e->arena, e->text.data, e->text.len),
				     .len = e->text.len,
				     .marks = mark,
				     .marks_n = n };
	return rc;
}

/* What the passages name, each once. */
static void gather(struct mf_engine *e, const struct mf_results *passages, struct mf_hit *hit)
{
	size_t entities = 0, mentions = 0, reasons = 0;
	struct mf_hit_entity *entity;
	const char **mention;
	struct mf_reason *reason;

	for (size_t i = 0; i < passages->hits; i++) {
		entities += passages->hit[i].entities;
		mentions += passages->hit[i].mentions;
		reasons += passages->hit[i].reasons;
	}
	entity = mf_arena_alloc(&e->arena, (entities + 1) * sizeof *entity);
	mention = mf_arena_alloc(&e->arena, (mentions + 1) * sizeof *mention);
	reason = mf_arena_alloc(&e->arena, (reasons + 1) * sizeof *reason);
	hit->entities = hit->mentions = hit->reasons = 0;
	for (size_t i = 0; i < passages->hits; i++) {
		const struct mf_hit *p = &passages->hit[i];
		for (size_t k = 0, j; k < p->entities; k++) {
			for (j = 0; j < hit->entities && strcmp(entity[j].id, p->entity[k].id) != 0; j++)
				;
			if (j == hit->entities)
				entity[hit->entities++] = p->entity[k];
		}
		for (size_t k = 0, j; k < p->mentions; k++) {
			for (j = 0; j < hit->mentions && strcmp(mention[j], p->mention[k]) != 0; j++)
				;
			if (j == hit->mentions)
				mention[hit->mentions++] = p->mention[k];
		}
		for (size_t k = 0, j; k < p->reasons; k++) {
			for (j = 0; j < hit->reasons && (strcmp(reason[j].word, p->reason[k].word) != 0 ||
							 strcmp(reason[j].found, p->reason[k].found) != 0);
			     j++)
				;
			if (j == hit->reasons)
				reason[hit->reasons++] = p->reason[k];
		}
	}
	hit->entity = entity;
	hit->mention = mention;
	hit->reason = reason;
}

static int not_there(const struct mf_engine *e, const char *id, struct mf_error *err)
{
	mf_error_set(err, MF_E_NOTFOUND, "%s: no document has the id %s", e->index->dir, id);
	mf_error_hint(err, "a search shows the id of each result below its title");
	return MF_E_NOTFOUND;
}

int mf_engine_document(struct mf_engine *e, const struct mf_request *request, const char *id,
		       struct mf_results *out, struct mf_error *err)
{
	struct mf_results passages;
	struct mf_request *whole;
	struct mf_hit *hit;
	struct mf_fragment *text;
	size_t segment;
	uint32_t document;
	int rc;

	memset(out, 0, sizeof *out);
	out->query = request->query;
	out->interpreted = out->suggestion = out->warning = "";
	out->explain_lexemes = out->explain_tree = out->explain_query = "";
	if (!mf_index_find(e->index, id, strlen(id), &segment, &document))
		return not_there(e, id, err);
	rc = mf_engine_prepare(e, request, err);
	if (rc < 0)
		return rc;
	whole = mf_arena_alloc(&e->arena, sizeof *whole);
	*whole = *request;
	whole->snippet = 0;
	whole->ids_only = false;
	e->request = whole;
	take_passages(e, segment, &e->index->segment[segment].documents.row[document]);
	memset(&passages, 0, sizeof passages);
	rc = mf_engine_hits(e, 0, e->candidates, &passages, err);
	if (rc < 0)
		return rc;
	hit = mf_arena_zalloc(&e->arena, sizeof *hit);
	text = mf_arena_zalloc(&e->arena, sizeof *text);
	if (!passages.hits)
		return not_there(e, id, err);
	*hit = passages.hit[0];
	hit->begin = 0;
	hit->end = e->index->segment[segment].documents.row[document].text_len;
	gather(e, &passages, hit);
	rc = whole_text(e, &e->index->segment[segment], document, &passages, text, err);
	hit->fragment = text;
	hit->fragments = 1;
	out->hit = hit;
	out->hits = 1;
	out->total = text->marks_n +
		     (hit->title_marks && !mf_begins_with_title(hit) ? hit->title_marks->marks_n : 0);
	out->documents = 1;
	out->exact = out->whole = true;
	out->interpreted = mf_engine_interpreted(e);
	if (rc == 0 && request->explain)
		mf_engine_explain(e, out);
	return rc;
}
