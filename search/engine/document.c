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
	uint32_t from; /* byte of the text where it is opened */
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

/* The marks of all passages in what is shown, as bytes of that. */
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
			if (one.begin >= d->from && one.end <= len && (!*n || one.begin >= mark[*n - 1].end))
				mark[(*n)++] = one;
		}
	}
	for (size_t i = 0; i < *n; i++) {
		mark[i].begin -= d->from;
		mark[i].end -= d->from;
	}
	return mark;
}

/* The whole text, from where it is opened, as one fragment. */
static int whole_text(const struct shown *d, struct mf_hit *hit, struct mf_error *err)
{
	struct mf_segment *seg = &d->s->engine->index->segment[d->segment];
	uint32_t len = mf_documents_row(&seg->documents, d->document)->text_len;
	struct mf_buf *text = &d->s->engine->text;
	struct mf_fragment *out = mf_arena_zalloc(d->s->arena, sizeof *out);
	int rc;

	mf_buf_reset(text);
	rc = mf_segment_text(seg, d->document, d->from, len, text, err);
	out->text = mf_arena_strndup(d->s->arena, text->data, text->len);
	out->len = text->len;
	out->mark = all_marks(d, len, &out->marks);
	out->begin = d->from;
	out->cut_before = d->from > 0;
	hit->begin = d->from;
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

/* Where it is opened, as one cites it. */
static int set_spot(const struct shown *d, struct mf_hit *hit, struct mf_error *err)
{
	struct mf_engine *e = d->s->engine;
	int rc = mf_spots_load(&e->spots, &e->index->segment[d->segment], d->document, err);

	hit->spot = rc == 0 ? mf_spots_at(&e->spots, d->from, d->s->arena) : NULL;
	return rc;
}

/* "ID#PART", or "ID" alone: a huge document is stored as ID, ID#2, ID#3 ..., and the part may be in any of
 * them.  1 found, 0 not, negative: an error. */
static int find(struct shown *d, struct mf_engine *e, const char *id, struct mf_error *err)
{
	const char *part = strrchr(id, '#');
	size_t len = part ? (size_t)(part - id) : 0;
	struct mf_buf name = MF_BUF_INIT;
	int rc = 0;

	if (mf_index_find(e->index, id, strlen(id), &d->segment, &d->document))
		return 1;
	for (unsigned n = 1; part && rc == 0; n++) {
		mf_buf_reset(&name);
		mf_buf_add(&name, id, len);
		if (n > 1)
			mf_buf_printf(&name, "#%u", n);
		if (!mf_index_find(e->index, name.data, name.len, &d->segment, &d->document))
			break;
		rc = mf_spots_load(&e->spots, &e->index->segment[d->segment], d->document, err);
		if (rc == 0 && mf_spots_find(&e->spots, part + 1, &d->from) &&
		    d->from <= e->index->segment[d->segment].documents.row[d->document].text_len)
			rc = 1;
	}
	mf_buf_release(&name);
	return rc;
}

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
	if (rc == 0)
		rc = set_spot(d, hit, err);
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
	rc = find(&d, e, id, err);
	if (rc <= 0)
		return rc < 0 ? rc : not_there(e, id, err);
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

/* The shard that has it shows it; how the query is read is said here. */
static int ask_shards(struct mf_engine *e, const struct mf_request *request, const char *id,
		      struct mf_results *out, struct mf_error *err)
{
	const struct mf_remote *remote = e->remote;
	struct mf_request whole = *request;
	struct mf_search s;
	int rc;

	mf_results_reset(out);
	out->query = request->query;
	remote->begin(remote->self);
	whole.snippet = 0;
	whole.ids_only = false;
	rc = mf_search_prepare(&s, e, &whole, &out->arena, err);
	if (rc == 0)
		rc = remote->document(remote->self, &s, id, out, err);
	if (rc == MF_E_NOTFOUND)
		rc = not_there(e, id, err);
	if (rc == 0) {
		out->interpreted = mf_search_interpreted(&s);
		if (request->explain)
			mf_search_explain(&s, out);
	}
	out->missings = remote->missing(remote->self, &out->arena, &out->missing, &out->shards);
	return rc;
}

int mf_engine_document(struct mf_engine *e, const struct mf_request *request, const char *id,
		       struct mf_results *out, struct mf_error *err)
{
	if (e->remote)
		return mf_engine_answered(e, ask_shards(e, request, id, out, err), err);
	return mf_engine_answered(e, find_document(e, request, id, out, err), err);
}
