/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hits.c - from a ranked passage to what a writer prints of it. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "search/engine/rank.h"
#include "search/engine/search.h"
#include "wrappers/libc/mem.h"

#define LAST_MOMENT 253402300799 /* 9999-12-31T23:59:59Z; what is later is damage */

static const char *day_text(struct mf_search *s, int32_t day)
{
	char *text;

	if (day == MF_NO_DAY)
		return "";
	text = mf_arena_alloc(s->arena, 11);
	mf_day_print(day, text);
	return text;
}

static bool is_listed(const struct mf_hit_entity *list, size_t n, const char *id)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i].id, id) == 0)
			return true;
	return false;
}

static void list_entities(struct mf_search *s, size_t segment, struct mf_hit *hit)
{
	struct mf_hit_entity *list =
		mf_arena_alloc(s->arena, (s->engine->record.entities + 1) * sizeof *list);

	for (uint32_t i = 0; i < s->engine->record.entities; i++) {
		const struct mf_name *name =
			mf_label(&s->engine->labels, segment, s->engine->record.entity[i] / 2);
		if (name && !is_listed(list, hit->entities, name->id))
			list[hit->entities++] =
				(struct mf_hit_entity){ name->id, name->label, name->label_en, name->type };
	}
	hit->entity = list;
}

static void list_mentions(struct mf_search *s, struct mf_hit *hit)
{
	const char **list = mf_arena_alloc(s->arena, (s->engine->record.mentions + 1) * sizeof *list);

	for (uint32_t i = 0; i < s->engine->record.mentions; i++) {
		const struct mf_day_range *m = &s->engine->record.mention[i];
		const char *from = day_text(s, m->from);
		list[hit->mentions++] =
			m->from == m->to ? from
					 : mf_arena_printf(s->arena, "%s..%s", from, day_text(s, m->to));
	}
	hit->mention = list;
}

/* A word of the passage as it stands there, by its place in the stream; one of a title that stands
 * outside the text only in its folded form. */
static const char *surface(struct mf_search *s, const struct mf_segment *seg, uint32_t at)
{
	const struct mf_tokens *tokens =
		&s->engine->snippeter.tokens; /* of the text, cut for the snippet just now */
	size_t len, before = s->engine->record.forms - (size_t)tokens->n;
	const char *form;

	if (tokens->n <= s->engine->record.forms && at >= before && at - before < tokens->n) {
		const struct mf_token *t = &tokens->v[at - before];
		return mf_arena_strndup(s->arena, s->engine->text.data + t->begin, t->end - t->begin);
	}

	if (at >= s->engine->record.forms || s->engine->record.form[at] >= seg->vocabulary.forms.n)
		return "";
	form = mf_vocabulary_form(&seg->vocabulary, s->engine->record.form[at], &len);
	return mf_arena_strndup(s->arena, form, len);
}

/* The first name that was marked in the text, where it can only be this one. */
static const char *named(struct mf_search *s)
{
	const struct mf_snippeter *made = &s->engine->snippeter;

	for (size_t i = 0; i < made->marks && s->plan.names == 1 && !s->filters.entities; i++)
		if (made->mark[i].how == MF_MATCH_ENTITY)
			return mf_arena_strndup(s->arena, s->engine->text.data + made->mark[i].begin,
						made->mark[i].end - made->mark[i].begin);
	return "";
}

static void list_reasons(struct mf_search *s, const struct mf_segment *seg, struct mf_hit *hit)
{
	const struct mf_plan *plan = &s->plan;
	size_t n = plan->scored_words + plan->names;
	struct mf_word_score *each = mf_arena_zalloc(s->arena, (n + 1) * sizeof *each);
	struct mf_reason *list = mf_arena_alloc(s->arena, (n + 1) * sizeof *list);

	mf_rank(plan, &s->request->ranking, &s->engine->scan,
		(double)s->engine->index->words /
			(double)(s->engine->index->passages ? s->engine->index->passages : 1),
		each);
	for (size_t i = 0; i < n; i++) {
		bool name = i >= plan->scored_words;
		if (!each[i].found)
			continue;
		list[hit->reasons++] =
			(struct mf_reason){ name ? plan->name[i - plan->scored_words]->entity[0]
						 : plan->words.v[plan->scored_word[i]].typed,
					    name ? named(s) : surface(s, seg, each[i].at), each[i].how,
					    each[i].score };
	}
	hit->reason = list;
}

/* Ids whose names are marked: of the filters, and of the names in the query. */
static void marked_entities(struct mf_search *s, struct mf_snippet_input *in)
{
	size_t n = 0;
	const char **ids;

	for (size_t i = 0; i < s->filters.entities; i++)
		n += s->filters.entity[i].n;
	for (size_t i = 0; i < s->plan.names; i++)
		n += s->plan.name[i]->entities;
	ids = mf_arena_alloc(s->arena, (n + 1) * sizeof *ids);
	for (size_t i = 0; i < s->filters.entities; i++)
		for (size_t k = 0; k < s->filters.entity[i].n; k++)
			ids[in->entities++] = s->filters.entity[i].ids[k];
	for (size_t i = 0; i < s->plan.names; i++)
		for (size_t k = 0; k < s->plan.name[i]->entities; k++)
			ids[in->entities++] = s->plan.name[i]->entity[k];
	in->entity = ids;
}

static int show(struct mf_search *s, struct mf_segment *seg, uint32_t passage, struct mf_hit *hit,
		struct mf_error *err)
{
	const struct mf_columns *c = &seg->columns;
	const unsigned char *end, *record = mf_columns_record(c, passage, &end);
	uint32_t document = mf_columns_document(c, passage);
	const struct mf_document_row *row = mf_documents_row(&seg->documents, document);
	size_t segment = (size_t)(seg - s->engine->index->segment);
	struct mf_snippet_input in = { .plan = &s->plan,
				       .scan = &s->engine->scan,
				       .g = s->engine->index->gazetteer };
	int rc;

	if (!mf_search_passage(s, segment, passage) || mf_record_decode(&s->engine->record, record, end) < 0)
		return mf_index_damaged(s->engine->index, "a passage's record", err);
	list_entities(s, segment, hit);
	list_mentions(s, hit);
	mf_buf_reset(&s->engine->text);
	rc = mf_segment_text(seg, document, mf_columns_begin(c, passage), mf_columns_end(c, passage),
			     &s->engine->text, err);
	if (rc < 0)
		return rc;
	marked_entities(s, &in);
	in.text = s->engine->text.data;
	in.len = s->engine->text.len;
	in.begin = mf_columns_begin(c, passage);
	in.title_end = hit->passage == 0 ? row->title_end : 0;
	in.title = hit->title;
	in.chars = s->request->snippet;
	mf_snippet_make(&s->engine->snippeter, &in, s->arena, hit);
	if (s->request->explain)
		list_reasons(s, seg, hit);
	return 0;
}

/* A second as ISO 8601 has it, in UTC; "" where there is none. */
static const char *moment(struct mf_search *s, int64_t seconds)
{
	time_t t = (time_t)seconds;
	struct tm utc;
	char text[40];

	if (seconds <= 0 || seconds > LAST_MOMENT || !gmtime_r(&t, &utc) ||
	    !strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc))
		return "";
	return mf_arena_strdup(s->arena, text);
}

/* `given` is the date as the source wrote it. */
static void set_dates(struct mf_search *s, const struct mf_document_row *row, const char *given,
		      struct mf_hit *hit)
{
	int32_t stated, text;

	mf_document_days(row, &stated, &text);
	hit->date = day_text(s, mf_document_day(row));
	hit->date_source = mf_document_date_source(row);
	hit->added = moment(s, row->added);
	hit->date_stated = day_text(s, stated);
	hit->date_doubt = row->date_source == MF_DATE_CORRECTED ? "" : day_text(s, text);
	if (row->date_precision != MF_BY_DAY && row->date_source == MF_DATE_METADATA)
		hit->date_stated = mf_arena_strdup(s->arena, given);
}

/* Each marked word, and the hit as a whole by its first one. */
static void set_marks(struct mf_search *s, struct mf_hit *hit)
{
	struct mf_fragment *f = mf_arena_alloc(s->arena, (hit->fragments + 1) * sizeof *f);
	const struct mf_locus *first = NULL;

	for (size_t i = 0; i < hit->fragments; i++) {
		const struct mf_locus **spot =
			mf_arena_zalloc(s->arena, (hit->fragment[i].marks + 1) * sizeof *spot);
		f[i] = hit->fragment[i];
		f[i].spot = spot;
		for (size_t m = 0; m < f[i].marks && f[i].begin != UINT32_MAX; m++) {
			spot[m] = mf_spots_at(&s->engine->spots, f[i].begin + f[i].mark[m].begin, s->arena);
			first = first ? first : spot[m];
		}
	}
	hit->fragment = f;
	hit->spot = first ? first : mf_spots_at(&s->engine->spots, hit->begin, s->arena);
}

static int set_spots(struct mf_search *s, struct mf_segment *seg, uint32_t document, struct mf_hit *hit,
		     struct mf_error *err)
{
	int rc;

	if (!seg->documents.row[document].placed)
		return 0;
	rc = mf_spots_load(&s->engine->spots, seg, document, err);
	if (rc == 0)
		set_marks(s, hit);
	return rc;
}

static int fill(struct mf_search *s, const struct mf_candidate *from, struct mf_hit *hit,
		struct mf_error *err)
{
	struct mf_segment *seg = &s->engine->index->segment[from->segment];
	const struct mf_columns *c = &seg->columns;
	uint32_t document = mf_columns_document(c, from->passage);
	const struct mf_document_row *row = mf_documents_row(&seg->documents, document);
	struct mf_description about;
	size_t len;
	const char *id = mf_documents_id(&seg->documents, document, &len);
	int rc;

	hit->score = from->score;
	hit->document = mf_arena_strndup(s->arena, id, len);
	hit->passage = from->passage - row->first;
	hit->begin = mf_columns_begin(c, from->passage);
	hit->end = mf_columns_end(c, from->passage);
	hit->duplicates = from->duplicates;
	hit->title = hit->source = hit->url = hit->author = hit->path = "";
	set_dates(s, row, "", hit);
	if (s->request->ids_only)
		return 0;
	rc = mf_segment_describe(seg, document, &s->engine->described, &about, err);
	if (rc < 0)
		return rc;
	set_dates(s, row, about.date, hit);
	hit->title = mf_arena_strdup(s->arena, about.title);
	hit->source = mf_arena_strdup(s->arena, about.source);
	hit->url = mf_arena_strdup(s->arena, about.url);
	hit->author = mf_arena_strdup(s->arena, about.author);
	hit->path = mf_arena_strdup(s->arena, about.path);
	const char **extra = mf_arena_alloc(s->arena, (about.extras * 2 + 1) * sizeof *extra);
	for (size_t i = 0; i < about.extras * 2; i++)
		extra[i] = mf_arena_strdup(s->arena, about.extra[i]);
	hit->extra = extra;
	hit->extras = about.extras;
	free(about.extra);
	rc = show(s, seg, from->passage, hit, err);
	return rc == 0 ? set_spots(s, seg, document, hit, err) : rc;
}

int mf_search_hits(struct mf_search *s, const struct mf_candidate *from, size_t n, unsigned rank,
		   const struct mf_hit **out, struct mf_error *err)
{
	struct mf_hit *hit = mf_arena_zalloc(s->arena, (n + 1) * sizeof *hit);
	const struct mf_remote *remote = s->engine->remote;
	int rc = remote && n ? remote->show(remote->self, s, from, n, rank, hit, err) : 0;

	for (size_t i = 0; !remote && rc == 0 && i < n; i++) {
		hit[i].rank = rank + (unsigned)i;
		rc = fill(s, &from[i], &hit[i], err);
	}
	*out = hit;
	return rc;
}
