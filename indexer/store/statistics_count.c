/* SPDX-License-Identifier: GPL-2.0-or-later */
/* statistics_count.c - the layer of some documents of a segment, counted from the streams of their
 * passages.  Memory: 8 bytes for each form, stem, root and name of the segment, and what the clitics
 * before the forms that are met need. */
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/words/token.h"
#include "indexer/store/error.h"
#include "indexer/store/statistics_private.h"
#include "wrappers/libc/mem.h"

/* ---- passages ---- */

static void tally(struct mf_seen_count *t, uint32_t passage)
{
	t->count += t->last != passage + 1;
	t->last = passage + 1;
}

static void count_form(struct mf_counting *c, uint32_t form, uint32_t passage)
{
	const struct mf_vocabulary *v = &c->segment.vocabulary;
	uint32_t stem, root;

	if (form >= v->forms.n || mf_vocabulary_stem(v, form) >= v->stems.n) {
		c->damaged = true;
		return;
	}
	if (c->form[form].last == passage + 1)
		return;
	tally(&c->form[form], passage);
	stem = mf_vocabulary_stem(v, form);
	tally(&c->stem[stem], passage);
	root = mf_vocabulary_root(v, stem);
	if (root < v->roots.n)
		tally(&c->root[root], passage);
}

static void count_passage(struct mf_counting *c, uint32_t passage, const struct mf_record *r)
{
	uint32_t names = c->segment.names.entities.n;

	for (uint32_t i = 0; i < r->forms; i++)
		count_form(c, r->form[i], passage);
	for (uint32_t i = 0; i < r->extras; i++)
		count_form(c, r->extra[i], passage);
	for (uint32_t i = 0; i < r->entities; i++) {
		if (r->entity[i] / 2 >= names)
			c->damaged = true;
		else if (r->entity[i] % 2)
			c->name[r->entity[i] / 2].last++;
		else
			c->name[r->entity[i] / 2].count++;
	}
	c->totals.passages++;
	c->totals.words += r->forms;
	c->totals.title += r->title;
	c->totals.extras += r->extras;
}

static void count_document(struct mf_counting *c, const struct mf_document_row *row)
{
	c->totals.documents++;
	c->dated = mf_grow(c->dated, &c->dated_cap, c->dated_n + 1, sizeof *c->dated);
	c->dated[c->dated_n++] = (struct mf_dated){ mf_document_day(row), row->passages };
	if (row->source < c->segment.names.sources.n) {
		c->source[row->source].count += row->passages;
		c->source[row->source].last++;
	}
}

static void count_passages(struct mf_counting *c)
{
	const struct mf_columns *columns = &c->segment.columns;
	struct mf_record record;

	memset(&record, 0, sizeof record);
	for (uint32_t p = 0; p < columns->n && !c->damaged; p++) {
		const unsigned char *end, *at;
		if (!mf_bit_get(c->in->documents, mf_columns_document(columns, p)))
			continue;
		at = mf_columns_record(columns, p, &end);
		if (mf_record_decode(&record, at, end) < 0)
			c->damaged = true;
		else
			count_passage(c, p, &record);
	}
	mf_record_release(&record);
	for (uint32_t d = 0; d < c->segment.documents.n; d++)
		if (mf_bit_get(c->in->documents, d))
			count_document(c, mf_documents_row(&c->segment.documents, d));
}

/* ---- spellings of documents that have gone ---- */

/* The words that begin within the first `len` bytes. */
static void read_words(struct mf_counting *c, const struct mf_tokens *tokens, const char *text, size_t len)
{
	const struct mf_vocabulary *v = &c->segment.vocabulary;

	for (size_t i = 0; i < tokens->n && tokens->v[i].begin < len; i++) {
		const struct mf_token *t = &tokens->v[i];
		char room[MF_FORM_MAX + 1];
		const char *form = mf_form_held(tokens, i, room);
		uint32_t id = mf_vocabulary_id(v, form, t->form_len);
		if (id != MF_NONE)
			mf_surfaces_add(&c->surfaces, id, form, t->form_len, text + t->begin,
					t->end - t->begin);
	}
}

/* The words of a document as they were cut when it was indexed: a title that stands outside the text by
 * itself, and below the text. */
static int read_document(struct mf_counting *c, uint32_t document, struct mf_tokens *tokens,
			 struct mf_buf *room, struct mf_error *err)
{
	const struct mf_document_row *row = mf_documents_row(&c->segment.documents, document);
	struct mf_buf text = MF_BUF_INIT;
	struct mf_description about;
	int rc = mf_segment_describe(&c->segment, document, room, &about, err);

	if (rc < 0)
		return rc;
	free(about.extra);
	rc = mf_segment_text(&c->segment, document, 0, row->text_len, &text, err);
	if (rc == 0 && !row->title_end && *about.title) {
		mf_segment(tokens, about.title, strlen(about.title));
		read_words(c, tokens, about.title, strlen(about.title));
		mf_buf_addstr(&text, "\n\n");
		mf_buf_addstr(&text, about.title);
	}
	if (rc == 0) {
		mf_segment(tokens, text.data, text.len);
		read_words(c, tokens, text.data, row->text_len);
	}
	mf_buf_release(&text);
	return rc;
}

static int read_texts(struct mf_counting *c, struct mf_error *err)
{
	struct mf_tokens tokens = MF_TOKENS_INIT;
	struct mf_buf room = MF_BUF_INIT;
	int rc = 0;

	for (uint32_t d = 0; rc == 0 && d < c->segment.documents.n; d++)
		if (mf_bit_get(c->in->documents, d))
			rc = read_document(c, d, &tokens, &room, err);
	mf_buf_release(&room);
	mf_tokens_release(&tokens);
	return rc;
}

/* ---- forms ---- */

static void put_forms(struct mf_counting *c, struct mf_keys_merge *spelled)
{
	const struct mf_vocabulary *v = &c->segment.vocabulary;
	struct mf_spellings all = { NULL, 0, 0 };
	bool more = mf_keys_merge_next(spelled);

	for (uint32_t rank = 0; rank < v->forms.n; rank++) {
		uint32_t id = mf_vocabulary_ranked(v, rank);
		int64_t count = (int64_t)c->form[id].count * c->in->sign;
		struct mf_packed key;
		size_t len;
		const char *form;
		if (!count)
			continue;
		mf_arena_reset(&c->arena);
		form = mf_stringset_get(&v->forms, rank, &len);
		key = mf_packed(&c->arena, form, len);
		all.n = 0;
		while (more && mf_packed_compare(key, spelled->key, spelled->key_len) > 0)
			more = mf_keys_merge_next(spelled);
		if (more && mf_packed_compare(key, spelled->key, spelled->key_len) == 0)
			for (size_t i = 0; i < spelled->values; i++)
				mf_spellings_read(&all, spelled->value[i]);
		mf_surfaces_of(&c->surfaces, id, form, len, c->in->sign, &all, &c->arena);
		mf_buf_reset(&c->value);
		mf_spellings_write(&c->value, count, &all);
		mf_statistics_add(&c->out, key, &c->value, count);
	}
	free(all.v);
}

/* The files of spellings, read as one. */
static int write_forms(struct mf_counting *c, struct mf_error *err)
{
	size_t n = c->in->surfaces_n;
	struct mf_sections *file = mf_calloc(n + 1, sizeof *file);
	struct mf_keys *run = mf_calloc(n + 1, sizeof *run);
	const struct mf_keys **each = mf_calloc(n + 1, sizeof *each);
	struct mf_keys_merge merge;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < n; i++) {
		rc = mf_sections_open(&file[i], c->in->surfaces[i], MF_SURFACES_KIND, MF_SURFACES_VERSION, 2,
				      err);
		if (rc == 0 && mf_keys_open(&run[i], &file[i], 0) < 0)
			rc = mf_store_damaged(err, "%s: sections do not fit together", c->in->surfaces[i]);
		each[i] = &run[i];
	}
	mf_keys_merge_start(&merge, each, rc == 0 ? n : 0);
	if (rc == 0) {
		mf_statistics_begin(&c->out);
		put_forms(c, &merge);
		rc = mf_statistics_end(&c->out, err);
	}
	mf_keys_merge_release(&merge);
	for (size_t i = 0; i < n; i++) {
		if (rc == 0)
			rc = mf_sections_sound(&file[i], err);
		mf_sections_close(&file[i]);
	}
	free(file);
	free(run);
	free(each);
	return rc;
}

/* ---- all of it ---- */

static int write_layer(struct mf_counting *c, const char *path, struct mf_error *err)
{
	int rc = mf_statistics_create(&c->out, path, &c->totals, err);

	if (rc == 0)
		rc = write_forms(c, err);
	if (rc == 0)
		rc = mf_counting_put_stems(c, err);
	if (rc == 0)
		rc = mf_counting_put_others(c, err);
	return mf_statistics_finish(&c->out, rc, err);
}

static int count_documents(struct mf_counting *c, struct mf_error *err)
{
	const struct mf_segment *s = &c->segment;
	int rc = 0;

	c->form = mf_calloc(s->vocabulary.forms.n + (size_t)1, sizeof *c->form);
	c->stem = mf_calloc(s->vocabulary.stems.n + (size_t)1, sizeof *c->stem);
	c->root = mf_calloc(s->vocabulary.roots.n + (size_t)1, sizeof *c->root);
	c->name = mf_calloc(s->names.entities.n + (size_t)1, sizeof *c->name);
	c->source = mf_calloc(s->names.sources.n + (size_t)1, sizeof *c->source);
	count_passages(c);
	if (c->damaged) {
		rc = mf_store_damaged(err, "%s/%s: a passage's record is damaged", c->in->dir,
				      c->in->segment->name);
	} else if (!c->in->surfaces) {
		rc = read_texts(c, err);
	}
	return rc;
}

static void negate(struct mf_totals *t)
{
	struct mf_totals none = { 0, 0, 0, 0, 0 };

	none.documents -= t->documents;
	none.passages -= t->passages;
	none.words -= t->words;
	none.title -= t->title;
	none.extras -= t->extras;
	*t = none;
}

int mf_statistics_count(const struct mf_statistics_input *in, const char *path, struct mf_error *err)
{
	struct mf_manifest_segment about;
	struct mf_counting c;
	int rc;

	memset(&c, 0, sizeof c);
	c.in = in;
	c.value = (struct mf_buf)MF_BUF_INIT;
	mf_surfaces_init(&c.surfaces);
	about = *in->segment;
	about.dead =
		NULL; /* which documents count is told; and the file may be gone, of a generation before */
	rc = mf_segment_open(&c.segment, in->dir, &about, err);
	if (rc == 0)
		rc = count_documents(&c, err);
	if (in->sign < 0)
		negate(&c.totals);
	if (rc == 0)
		rc = write_layer(&c, path, err);
	if (rc == 0)
		rc = mf_segment_sound(&c.segment, err);
	free(c.form);
	free(c.stem);
	free(c.root);
	free(c.name);
	free(c.source);
	free(c.dated);
	mf_surfaces_release(&c.surfaces);
	mf_arena_release(&c.arena);
	mf_buf_release(&c.value);
	mf_segment_close(&c.segment);
	return rc;
}
