/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/ingest.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/document.h"
#include "indexer/analysis/names/model/model.h"
#include "indexer/analysis/words/fold.h"
#include "indexer/analysis/schema.h"
#include "wrappers/libc/arena.h"
#include "wrappers/libc/hash.h"
#include "wrappers/libc/mem.h"

#define TITLE_WEIGHT 2 /* a word of the title counts as so many of the text */

struct mf_ingest {
	const struct mf_gazetteer *g;
	struct mf_words *words;
	struct mf_annotation a;
	struct mf_record record;
	struct mf_ingest_stats stats;
	struct mf_arena arena; /* terms of the passage */
	struct xc_term *term;
	size_t terms, term_cap;
	uint32_t *stem_at; /* stem -> place in term[] + 1, for the passage in hand */
	size_t stem_cap;
	uint32_t *touched, touched_n;
	size_t touched_cap;
	uint32_t *known; /* gazetteer entity -> number in words->entities + 1 */
	struct mf_buf key;
	size_t name_at, date_at, number_at; /* first of each that may lie in the passage in hand */
};

struct mf_ingest *mf_ingest_new(const struct mf_gazetteer *g, struct mf_words *words)
{
	struct mf_ingest *in = mf_calloc(1, sizeof *in);

	in->g = g;
	in->words = words;
	in->key = (struct mf_buf)MF_BUF_INIT;
	in->known = mf_calloc(mf_gazetteer_count(g) + (size_t)1, sizeof *in->known);
	mf_annotation_init(&in->a, mf_tagger_built_in());
	return in;
}

void mf_ingest_free(struct mf_ingest *in)
{
	if (!in)
		return;
	mf_annotation_release(&in->a);
	mf_record_release(&in->record);
	mf_arena_release(&in->arena);
	mf_buf_release(&in->key);
	free(in->term);
	free(in->stem_at);
	free(in->touched);
	free(in->known);
	free(in);
}

const struct mf_ingest_stats *mf_ingest_stats(const struct mf_ingest *in)
{
	return &in->stats;
}

void mf_ingest_stats_add(struct mf_ingest_stats *to, const struct mf_ingest_stats *more)
{
	to->documents += more->documents;
	to->passages += more->passages;
	to->tokens += more->tokens;
	to->terms += more->terms;
	to->entities += more->entities;
	to->dates += more->dates;
	to->bytes += more->bytes;
	to->dates_misread += more->dates_misread;
	to->dates_doubted += more->dates_doubted;
}

/* ---- terms ---- */

static struct xc_term *add_term(struct mf_ingest *in, const char *prefix, const char *value, size_t len,
				uint32_t wdf)
{
	struct xc_term *t;

	mf_buf_reset(&in->key);
	mf_term_make(&in->key, prefix, value, len);
	in->term = mf_grow(in->term, &in->term_cap, in->terms + 1, sizeof *in->term);
	t = &in->term[in->terms++];
	t->text = mf_arena_strndup(&in->arena, in->key.data, in->key.len);
	t->len = (uint32_t)in->key.len;
	t->wdf = wdf;
	return t;
}

static void add_stem(struct mf_ingest *in, uint32_t form, uint32_t wdf, bool title)
{
	struct mf_lexicon *lex = in->words->lexicon;
	uint32_t stem = mf_lexicon_stem(lex, form);
	size_t len;
	const char *text;

	mf_lexicon_count(lex, form, in->words->passages);
	if (stem >= in->stem_cap) {
		size_t old = in->stem_cap;
		in->stem_at = mf_grow(in->stem_at, &in->stem_cap, stem + (size_t)1, sizeof *in->stem_at);
		memset(in->stem_at + old, 0, (in->stem_cap - old) * sizeof *in->stem_at);
	}
	if (in->stem_at[stem] && !title) {
		in->term[in->stem_at[stem] - 1].wdf += wdf;
		return;
	}
	text = mf_lexicon_stem_text(lex, stem, &len);
	if (title)
		add_term(in, MF_TERM_TITLE, text, len, 0);
	if (in->stem_at[stem]) {
		in->term[in->stem_at[stem] - 1].wdf += wdf;
		return;
	}
	add_term(in, MF_TERM_STEM, text, len, wdf);
	in->stem_at[stem] = (uint32_t)in->terms;
	in->touched = mf_grow(in->touched, &in->touched_cap, in->touched_n + (size_t)1, sizeof *in->touched);
	in->touched[in->touched_n++] = stem;
}

static void add_words(struct mf_ingest *in, const struct mf_tokens *tokens, const char *text, uint32_t first,
		      uint32_t last, bool title)
{
	struct mf_record *r = &in->record;

	for (uint32_t i = first; i < last; i++) {
		const struct mf_token *t = &tokens->v[i];
		char room[MF_FORM_MAX + 1];
		uint32_t form = mf_lexicon_form(in->words->lexicon, mf_form_held(tokens, i, room),
						t->form_len, t->kind);
		r->form = mf_grow(r->form, &r->form_cap, r->forms + (size_t)1, sizeof *r->form);
		r->form[r->forms++] = form;
		mf_lexicon_spelled(in->words->lexicon, form, text + t->begin, t->end - t->begin);
		add_stem(in, form, title ? TITLE_WEIGHT : 1, title);
	}
}

/* The value of a number in words is searched too, but has no place among the words. */
static void add_numbers(struct mf_ingest *in, const struct mf_passage *p)
{
	const struct mf_numbers *numbers = &in->a.numbers;
	struct mf_record *r = &in->record;

	for (; in->number_at < numbers->n && numbers->v[in->number_at].first < p->last; in->number_at++) {
		const struct mf_number *n = &numbers->v[in->number_at];
		if (!n->words)
			continue;
		uint32_t form =
			mf_lexicon_form(in->words->lexicon, n->value, strlen(n->value), MF_TOKEN_NUMBER);
		r->extra = mf_grow(r->extra, &r->extra_cap, r->extras + (size_t)1, sizeof *r->extra);
		r->extra[r->extras++] = form;
		add_stem(in, form, 1, false);
	}
}

/* ---- entities ---- */

static const char type_letter[] = { 'p', 'l', 'o' };

static uint32_t entity_number(struct mf_ingest *in, const struct mf_mention *m, const char *text)
{
	struct mf_entity e;
	uint32_t number;
	int fresh;

	if (m->entity != MF_NO_ENTITY && in->known[m->entity])
		return in->known[m->entity] - 1;
	mf_buf_reset(&in->key);
	if (m->entity != MF_NO_ENTITY) {
		mf_gazetteer_entity(in->g, m->entity, &e);
		mf_buf_printf(&in->key, "%s%c%c%c%s%c%s%c", e.id, 0, type_letter[e.type], 0, e.label, 0,
			      e.label_en, 0);
	} else {
		mf_discovered_id(&in->key, text + m->begin, m->end - m->begin);
		mf_buf_printf(&in->key, "%c%c%c%.*s%c%c", 0, type_letter[m->type], 0,
			      (int)(m->end - m->begin), text + m->begin, 0, 0);
	}
	number = mf_pool_add(&in->words->entities, in->key.data, in->key.len, &fresh);
	if (m->entity != MF_NO_ENTITY)
		in->known[m->entity] = number + 1;
	return number;
}

static void add_mention(struct mf_ingest *in, const struct mf_mention *m, const char *text)
{
	struct mf_record *r = &in->record;
	uint32_t number, adjective = m->type == MF_NISBA;

	if (m->origin == MF_BLOCKED || (m->entity == MF_NO_ENTITY && m->origin != MF_BY_RULE))
		return;
	number = entity_number(in, m, text);
	for (uint32_t i = 0; i < r->entities; i++)
		if (r->entity[i] / 2 == number) {
			r->entity[i] &= ~1u | adjective;
			return;
		}
	r->entity = mf_grow(r->entity, &r->entity_cap, r->entities + (size_t)1, sizeof *r->entity);
	r->entity[r->entities++] = number * 2 + adjective;
}

static void add_names(struct mf_ingest *in, const struct mf_passage *p, const char *text)
{
	const struct mf_mentions *names = &in->a.names;

	while (in->name_at < names->n && names->v[in->name_at].last <= p->first)
		in->name_at++;
	for (size_t i = in->name_at; i < names->n && names->v[i].first < p->last; i++) {
		add_mention(in, &names->v[i], text);
		in->stats.entities++;
	}
	for (uint32_t i = 0; i < in->record.entities; i++) {
		size_t len;
		const char *id = mf_pool_get(&in->words->entities, in->record.entity[i] / 2, &len);
		add_term(in, in->record.entity[i] % 2 ? MF_TERM_NISBA : MF_TERM_ENTITY, id, strlen(id), 0);
	}
}

static void add_dates(struct mf_ingest *in, const struct mf_passage *p)
{
	const struct mf_date_mentions *dates = &in->a.dates;
	struct mf_record *r = &in->record;

	for (; in->date_at < dates->n && dates->v[in->date_at].first < p->last; in->date_at++) {
		const struct mf_date_mention *d = &dates->v[in->date_at];
		bool known = d->from == MF_NO_DAY;
		for (uint32_t i = 0; i < r->mentions && !known; i++)
			known = r->mention[i].from == d->from && r->mention[i].to == d->to;
		if (known)
			continue;
		r->mention =
			mf_grow(r->mention, &r->mention_cap, r->mentions + (size_t)1, sizeof *r->mention);
		r->mention[r->mentions++] = (struct mf_day_range){ d->from, d->to };
		in->stats.dates++;
	}
}

static void add_document_terms(struct mf_ingest *in, const struct mf_document *doc, const char *source,
			       bool first)
{
	char day[11], digits[9];

	if (first)
		add_term(in, MF_TERM_ID, doc->id, strlen(doc->id), 0);
	if (*source)
		add_term(in, MF_TERM_SOURCE, source, strlen(source), 0);
	if (in->a.day == MF_NO_DAY) {
		add_term(in, MF_TERM_UNDATED, "", 0, 0);
		return;
	}
	mf_day_print(in->a.day, day);
	memcpy(digits, day, 4);
	memcpy(digits + 4, day + 5, 2);
	memcpy(digits + 6, day + 8, 2);
	add_term(in, MF_TERM_YEAR, digits, 4, 0);
	add_term(in, MF_TERM_MONTH, digits, 6, 0);
	add_term(in, MF_TERM_DAY, digits, 8, 0);
}

static void passage_begin(struct mf_ingest *in)
{
	struct mf_record *r = &in->record;

	mf_arena_reset(&in->arena);
	in->terms = 0;
	for (uint32_t i = 0; i < in->touched_n; i++)
		in->stem_at[in->touched[i]] = 0;
	in->touched_n = 0;
	r->entities = r->mentions = r->title = r->forms = r->extras = 0;
	in->words->passages++;
}

/* The title line of a text lies in its first passage; a title from outside is put before it. */
static void add_title(struct mf_ingest *in, const struct mf_document *doc, const struct mf_passage *p,
		      uint32_t *body)
{
	uint32_t end = p->first;

	add_words(in, &in->a.title, doc->title, 0, (uint32_t)in->a.title.n, true);
	for (size_t i = 0; i < in->a.title_names.n; i++)
		add_mention(in, &in->a.title_names.v[i], doc->title);
	while (end < p->last && in->a.text.v[end].begin < doc->title_end)
		end++;
	add_words(in, &in->a.text, doc->text, p->first, end, true);
	in->record.title = in->record.forms;
	*body = end;
}

static int add_passage(struct mf_ingest *in, struct mf_batch *batch, const struct mf_document *doc,
		       const char *source, size_t ordinal, struct mf_error *err)
{
	const struct mf_passage *p = &in->a.passages.v[ordinal];
	uint32_t body = p->first;

	passage_begin(in);
	if (ordinal == 0)
		add_title(in, doc, p, &body);
	add_words(in, &in->a.text, doc->text, body, p->last, false);
	add_numbers(in, p);
	add_names(in, p, doc->text);
	add_dates(in, p);
	add_document_terms(in, doc, source, ordinal == 0);
	in->stats.passages++;
	in->stats.tokens += in->record.forms;
	in->stats.terms += in->terms;
	return mf_batch_passage(batch, p->begin, p->end, mf_signature(&in->a.text, body, p->last),
				&in->record, in->term, in->terms, err);
}

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

int mf_ingest_document(struct mf_ingest *in, struct mf_batch *batch, const struct mf_document *doc,
		       struct mf_document_keys keys, struct mf_error *err)
{
	char day[11] = "";
	struct mf_annotation_input input = { doc->title_end ? "" : doc->title,
					     doc->text,
					     doc->text_len,
					     doc->title_end,
					     doc->date,
					     last_part(doc->name),
					     keys.day,
					     keys.correct,
					     doc->places,
					     doc->places_n };
	const char **extra = mf_calloc(doc->extra_n * 2 + 1, sizeof *extra);
	struct mf_description about = { doc->title, doc->url, doc->author, doc->path,   doc->source,
					doc->date,  day,      extra,       doc->extra_n };
	struct mf_document_row row;
	struct mf_buf source = MF_BUF_INIT;
	int rc = 0, fresh;

	if (keys.day != MF_NO_DAY)
		mf_day_print(keys.day, day);
	mf_annotate(&in->a, in->g, &input);
	in->name_at = in->date_at = in->number_at = 0;
	memset(&row, 0, sizeof row);
	row.id_hash = mf_hash64(doc->id, strlen(doc->id));
	row.path_hash = keys.file;
	row.content_hash = keys.content;
	row.added = keys.added;
	row.text_len = (uint32_t)doc->text_len;
	row.title_end = doc->title_end;
	row.source = *doc->source ? mf_pool_add(&in->words->sources, doc->source, strlen(doc->source), &fresh)
				  : MF_NONE;
	row.day = in->a.day;
	row.date_source = in->a.date_source;
	row.date_precision = in->a.date_precision;
	row.other_day = in->a.other_day;
	for (size_t i = 0; i < doc->extra_n; i++) {
		extra[2 * i] = doc->extra[i].name;
		extra[2 * i + 1] = doc->extra[i].value;
	}
	mf_fold(&source, doc->source, strlen(doc->source));
	mf_batch_document(batch, row, doc->id, strlen(doc->id), &about, doc->text, doc->places,
			  doc->places_n);
	for (size_t i = 0; rc == 0 && i < in->a.passages.n; i++)
		rc = add_passage(in, batch, doc, source.data, i, err);
	in->stats.documents++;
	in->stats.bytes += doc->text_len;
	in->stats.dates_misread += in->a.date_misread;
	in->stats.dates_doubted += in->a.other_day != 0;
	mf_buf_release(&source);
	free(extra);
	return rc;
}
