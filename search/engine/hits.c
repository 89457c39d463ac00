/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hits.c - from a ranked passage to what a writer prints of it. */
#include <stdlib.h>
#include <string.h>

#include "search/engine/engine_private.h"
#include "wrappers/libc/mem.h"

static const char *day_text(struct mf_engine *e, int32_t day)
{
	char *text;

	if (day == MF_NO_DAY)
		return "";
	text = mf_arena_alloc(&e->arena, 11);
	mf_day_print(day, text);
	return text;
}

static void list_entities(struct mf_engine *e, const struct mf_segment *s, struct mf_hit *hit)
{
	struct mf_hit_entity *list = mf_arena_alloc(&e->arena, (e->record.entities + 1) * sizeof *list);

	for (uint32_t i = 0; i < e->record.entities; i++) {
		uint32_t number = e->record.entity[i] / 2;
		struct mf_name name;
		size_t len;
		if (number >= s->names.entities.n)
			continue;
		const char *text = mf_stringset_get(&s->names.entities, number, &len);
		if (mf_name_split(text, len, &name) == 0)
			list[hit->entities++] =
				(struct mf_hit_entity){ name.id, name.label, name.label_en, name.type };
	}
	hit->entity = list;
}

static void list_mentions(struct mf_engine *e, struct mf_hit *hit)
{
	const char **list = mf_arena_alloc(&e->arena, (e->record.mentions + 1) * sizeof *list);

	for (uint32_t i = 0; i < e->record.mentions; i++) {
		const struct mf_day_range *m = &e->record.mention[i];
		const char *from = day_text(e, m->from);
		list[hit->mentions++] =
			m->from == m->to ? from
					 : mf_arena_printf(&e->arena, "%s..%s", from, day_text(e, m->to));
	}
	hit->mention = list;
}

/* A word of the passage as it stands there, by its place in the stream; one of a title that stands
 * outside the text only in its folded form. */
static const char *surface(struct mf_engine *e, const struct mf_segment *s, uint32_t at)
{
	const struct mf_tokens *tokens = &e->snippeter.tokens; /* of the text, cut for the snippet just now */
	size_t len, before = e->record.forms - (size_t)tokens->n;
	const char *form;

	if (tokens->n <= e->record.forms && at >= before && at - before < tokens->n) {
		const struct mf_token *t = &tokens->v[at - before];
		return mf_arena_strndup(&e->arena, e->text.data + t->begin, t->end - t->begin);
	}

	if (at >= e->record.forms || e->record.form[at] >= s->vocabulary.forms.n)
		return "";
	form = mf_vocabulary_form(&s->vocabulary, e->record.form[at], &len);
	return mf_arena_strndup(&e->arena, form, len);
}

/* The first name that was marked in the text, where it can only be this one. */
static const char *named(struct mf_engine *e)
{
	const struct mf_snippeter *s = &e->snippeter;

	for (size_t i = 0; i < s->marks && e->plan.names_n == 1 && !e->filters.entities; i++)
		if (s->mark[i].how == MF_MATCH_ENTITY)
			return mf_arena_strndup(&e->arena, e->text.data + s->mark[i].begin,
						s->mark[i].end - s->mark[i].begin);
	return "";
}

static void list_reasons(struct mf_engine *e, const struct mf_segment *s, struct mf_hit *hit)
{
	const struct mf_plan *plan = &e->plan;
	size_t n = plan->scored_n + plan->names_n;
	struct mf_word_score *each = mf_arena_zalloc(&e->arena, (n + 1) * sizeof *each);
	struct mf_reason *list = mf_arena_alloc(&e->arena, (n + 1) * sizeof *list);

	mf_rank(plan, &e->request->ranking, &e->scan,
		(double)e->index->words / (double)(e->index->passages ? e->index->passages : 1), each);
	for (size_t i = 0; i < n; i++) {
		bool name = i >= plan->scored_n;
		if (!each[i].found)
			continue;
		list[hit->reasons++] = (struct mf_reason){ name ? plan->names[i - plan->scored_n]->entity[0]
								: plan->words.v[plan->scored[i]].typed,
							   name ? named(e) : surface(e, s, each[i].at),
							   each[i].how, each[i].score };
	}
	hit->reason = list;
}

/* Ids whose names are marked: of the filters, and of the names in the query. */
static void marked_entities(struct mf_engine *e, struct mf_snippet_input *in)
{
	size_t n = 0;
	const char **ids;

	for (size_t i = 0; i < e->filters.entities; i++)
		n += e->filters.entity[i].n;
	for (size_t i = 0; i < e->plan.names_n; i++)
		n += e->plan.names[i]->entities;
	ids = mf_arena_alloc(&e->arena, (n + 1) * sizeof *ids);
	for (size_t i = 0; i < e->filters.entities; i++)
		for (size_t k = 0; k < e->filters.entity[i].n; k++)
			ids[in->entities++] = e->filters.entity[i].ids[k];
	for (size_t i = 0; i < e->plan.names_n; i++)
		for (size_t k = 0; k < e->plan.names[i]->entities; k++)
			ids[in->entities++] = e->plan.names[i]->entity[k];
	in->entity = ids;
}

static int show(struct mf_engine *e, struct mf_segment *s, uint32_t passage, struct mf_hit *hit,
		struct mf_error *err)
{
	const struct mf_columns *c = &s->columns;
	const unsigned char *end, *record = mf_columns_record(c, passage, &end);
	uint32_t document = c->document[passage];
	const struct mf_document_row *row = &s->documents.row[document];
	struct mf_snippet_input in = { .plan = &e->plan, .scan = &e->scan, .g = e->index->gazetteer };
	int rc;

	if (!mf_scan_passage(&e->scan, s, passage, &e->table[s - e->index->segment]) ||
	    mf_record_decode(&e->record, record, end) < 0)
		return mf_error_set(err, MF_E_CORRUPT, "%s: a passage's record is damaged", e->index->dir);
	list_entities(e, s, hit);
	list_mentions(e, hit);
	mf_buf_reset(&e->text);
	rc = mf_segment_text(s, document, c->begin[passage], c->end[passage], &e->text, err);
	if (rc < 0)
		return rc;
	marked_entities(e, &in);
	in.text = e->text.data;
	in.len = e->text.len;
	in.begin = c->begin[passage];
	in.title_end = hit->passage == 0 ? row->title_end : 0;
	in.title = hit->title;
	in.chars = e->request->snippet;
	mf_snippet_make(&e->snippeter, &in, &e->arena, hit);
	if (e->request->explain)
		list_reasons(e, s, hit);
	return 0;
}

static int fill(struct mf_engine *e, const struct mf_candidate *from, struct mf_hit *hit,
		struct mf_error *err)
{
	struct mf_segment *s = &e->index->segment[from->segment];
	const struct mf_columns *c = &s->columns;
	uint32_t document = c->document[from->passage];
	const struct mf_document_row *row = &s->documents.row[document];
	struct mf_description about;
	size_t len;
	const char *id = mf_documents_id(&s->documents, document, &len);
	int rc;

	hit->score = from->score;
	hit->document = mf_arena_strndup(&e->arena, id, len);
	hit->passage = from->passage - row->first;
	hit->begin = c->begin[from->passage];
	hit->end = c->end[from->passage];
	hit->duplicates = from->duplicates;
	hit->title = hit->source = hit->url = hit->author = hit->path = "";
	hit->date = day_text(e, mf_document_day(row));
	hit->date_source = mf_document_date_source(row);
	if (e->request->ids_only)
		return 0;
	rc = mf_segment_describe(s, document, &e->described, &about, err);
	if (rc < 0)
		return rc;
	hit->title = mf_arena_strdup(&e->arena, about.title);
	hit->source = mf_arena_strdup(&e->arena, about.source);
	hit->url = mf_arena_strdup(&e->arena, about.url);
	hit->author = mf_arena_strdup(&e->arena, about.author);
	hit->path = mf_arena_strdup(&e->arena, about.path);
	const char **extra = mf_arena_alloc(&e->arena, (about.extras * 2 + 1) * sizeof *extra);
	for (size_t i = 0; i < about.extras * 2; i++)
		extra[i] = mf_arena_strdup(&e->arena, about.extra[i]);
	hit->extra = extra;
	hit->extras = about.extras;
	free(about.extra);
	return show(e, s, from->passage, hit, err);
}

int mf_engine_hits(struct mf_engine *e, size_t first, size_t n, struct mf_results *out, struct mf_error *err)
{
	struct mf_hit *hit = mf_arena_zalloc(&e->arena, (n + 1) * sizeof *hit);
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < n; i++) {
		hit[i].rank = (unsigned)(first + i + 1);
		rc = fill(e, &e->candidate[first + i], &hit[i], err);
	}
	out->hit = hit;
	out->hits = n;
	return rc;
}
