/* SPDX-License-Identifier: GPL-2.0-or-later */
/* document.c - one document from its stored text, the words of the query marked in all of it. */
#include <string.h>

#include "search/engine/search.h"
#include "wrappers/libc/mem.h"

/* Every passage of the document is shown, in order, whether it matches or not. */
struct shown {
	struct mf_search *s;
	size_t segment;
	uint32_t document;
	const struct mf_hit *passage;
	size_t passages;
};

static int show_passages(struct shown *d, struct mf_error *err)
{
	const struct mf_segment *seg = &d->s->engine->index->segment[d->segment];
	const struct mf_document_row *row = mf_documents_row(&seg->documents, d->document);
	uint32_t have = row->first < seg->columns.n ? seg->columns.n - row->first : 0;
	uint32_t n = row->passages < have ? row->passages : have;
	struct mf_candidate *list = mf_arena_zalloc(d->s->arena, (n + (size_t)1) * sizeof *list);

	for (uint32_t i = 0; i < n; i++)
		list[i] = (struct mf_candidate){ .segment = (uint32_t)d->segment, .passage = row->first + i };
	d->passages = n;
	return mf_search_hits(d->s, list, n, 1, &d->passage, err);
}

/* The marks of all passages, as bytes of the document. */
static const struct mf_mark *all_marks(const struct shown *d, uint32_t len, size_t *n)
{
	struct mf_mark *mark;
	size_t room = 0;

	for (size_t i = 0; i < d->passages; i++)
		room += d->passage[i].fragments ? d->passage[i].fragment->marks : 0;
	mark = mf_arena_alloc(d->s->arena, (room + 1) * sizeof *mark);
	*n = 0;
	for (size_t i = 0; i < d->passages; i++) {
		const struct mf_fragment *f = d->passage[i].fragment;
		for (size_t m = 0; m < (d->passage[i].fragments ? f->marks : 0); m++) {
			struct mf_mark one = f->mark[m];
			one.begin += f->begin;
			one.end += f->begin;
			if (one.end <= len && (!*n || one.begin >= mark[*n - 1].end))
				mark[(*n)++] = one;
		}
	}
	return mark;
}

/* The whole text as one fragment. */
static int whole_text(const struct shown *d, struct mf_hit *hit, struct mf_error *err)
{
	struct mf_segment *seg = &d->s->engine->index->segment[d->segment];
	uint32_t len = mf_documents_row(&seg->documents, d->document)->text_len;
	struct mf_buf *text = &d->s->engine->text;
	struct mf_fragment *out = mf_arena_zalloc(d->s->arena, sizeof *out);
	int rc;

	mf_buf_reset(text);
	rc = mf_segment_text(seg, d->document, 0, len, text, err);
	out->text = mf_arena_strndup(d->s->arena, text->data, text->len);
	out->len = text->len;
	out->mark = all_marks(d, len, &out->marks);
	hit->begin = 0;
	hit->end = len;
	hit->fragment = out;
	hit->fragments = 1;
	return rc;
}

/* ---- what the passages name, each once ---- */

static void gather_entities(const struct shown *d, struct mf_hit *hit)
{
	size_t room = 0, n = 0;
	struct mf_hit_entity *list;

	for (size_t i = 0; i < d->passages; i++)
		room += d->passage[i].entities;
	list = mf_arena_alloc(d->s->arena, (room + 1) * sizeof *list);
	for (size_t i = 0; i < d->passages; i++)
		for (size_t k = 0, j; k < d->passage[i].entities; k++) {
			for (j = 0; j < n && strcmp(list[j].id, d->passage[i].entity[k].id) != 0; j++)
				;
			if (j == n)
				list[n++] = d->passage[i].entity[k];
		}
	hit->entity = list;
	hit->entities = n;
}

static void gather_mentions(const struct shown *d, struct mf_hit *hit)
{
	size_t room = 0, n = 0;
	const char **list;

	for (size_t i = 0; i < d->passages; i++)
		room += d->passage[i].mentions;
	list = mf_arena_alloc(d->s->arena, (room + 1) * sizeof *list);
	for (size_t i = 0; i < d->passages; i++)
		for (size_t k = 0, j; k < d->passage[i].mentions; k++) {
			for (j = 0; j < n && strcmp(list[j], d->passage[i].mention[k]) != 0; j++)
				;
			if (j == n)
				list[n++] = d->passage[i].mention[k];
		}
	hit->mention = list;
	hit->mentions = n;
}

static void gather_reasons(const struct shown *d, struct mf_hit *hit)
{
	size_t room = 0, n = 0;
	struct mf_reason *list;

	for (size_t i = 0; i < d->passages; i++)
		room += d->passage[i].reasons;
	list = mf_arena_alloc(d->s->arena, (room + 1) * sizeof *list);
	for (size_t i = 0; i < d->passages; i++)
		for (size_t k = 0, j; k < d->passage[i].reasons; k++) {
			const struct mf_reason *one = &d->passage[i].reason[k];
			for (j = 0; j < n && (strcmp(list[j].word, one->word) != 0 ||
					      strcmp(list[j].found, one->found) != 0);
			     j++)
				;
			if (j == n)
				list[n++] = *one;
		}
	hit->reason = list;
	hit->reasons = n;
}

/* ---- the document ---- */

static int not_there(const struct mf_engine *e, const char *id, struct mf_error *err)
{
	mf_error_set(err, MF_E_NOTFOUND, "%s: no document has the id %s", e->index->dir, id);
	mf_error_hint(err, "a search shows the id of each result below its title");
	return MF_E_NOTFOUND;
}

static int show(struct shown *d, const char *id, struct mf_results *out, struct mf_error *err)
{
	struct mf_hit *hit;
	int rc = show_passages(d, err);

	if (rc < 0)
		return rc;
	if (!d->passages)
		return not_there(d->s->engine, id, err);
	hit = mf_arena_alloc(d->s->arena, sizeof *hit);
	*hit = d->passage[0];
	gather_entities(d, hit);
	gather_mentions(d, hit);
	gather_reasons(d, hit);
	rc = whole_text(d, hit, err);
	out->hit = hit;
	out->hits = 1;
	out->total = hit->fragment->marks +
		     (hit->title_marks && !mf_begins_with_title(hit) ? hit->title_marks->marks : 0);
	out->documents = 1;
	out->exact = out->whole = true;
	return rc;
}

static int find_document(struct mf_engine *e, const struct mf_request *request, const char *id,
			 struct mf_results *out, struct mf_error *err)
{
	struct mf_request whole = *request;
	struct mf_search s;
	struct shown d = { .s = &s };
	int rc;

	mf_results_reset(out);
	out->query = request->query;
	if (!mf_index_find(e->index, id, strlen(id), &d.segment, &d.document))
		return not_there(e, id, err);
	whole.snippet = 0;
	whole.ids_only = false;
	rc = mf_search_prepare(&s, e, &whole, &out->arena, err);
	if (rc == 0)
		rc = show(&d, id, out, err);
	if (rc < 0)
		return rc;
	out->interpreted = mf_search_interpreted(&s);
	if (request->explain)
		mf_search_explain(&s, out);
	return 0;
}

int mf_engine_document(struct mf_engine *e, const struct mf_request *request, const char *id,
		       struct mf_results *out, struct mf_error *err)
{
	return mf_engine_answered(e, find_document(e, request, id, out, err), err);
}
