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

static void tally(struct mf_tally *t, uint32_t passage)
{
	t->count += t->last != passage + 1;
	t->last = passage + 1;
}

static void count_form(struct mf_counting *c, uint32_t form, uint32_t passage)
{
	const struct mf_vocabulary *v = &c->segment.vocabulary;
	uint32_t stem, root;

	if (form >= v->forms.n || v->id_stem[form] >= v->stems.n) {
		c->damaged = true;
		return;
	}
	if (c->form[form].last == passage + 1)
		return;
	tally(&c->form[form], passage);
	stem = v->id_stem[form];
	tally(&c->stem[stem], passage);
	root = v->stem_root[stem];
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

static void count_passages(struct mf_counting *c)
{
	const struct mf_columns *columns = &c->segment.columns;
	struct mf_record record;

	memset(&record, 0, sizeof record);
	for (uint32_t p = 0; p < columns->n && !c->damaged; p++) {
		const unsigned char *end, *at;
		if (!mf_bit_get(c->in->documents, columns->document[p]))
			continue;
		at = mf_columns_record(columns, p, &end);
		if (mf_record_decode(&record, at, end) < 0)
			c->damaged = true;
		else
			count_passage(c, p, &record);
	}
	mf_record_release(&record);
	for (uint32_t d = 0; d < c->segment.documents.n; d++)
		c->totals.documents += mf_bit_get(c->in->documents, d);
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
	const struct mf_document_row *row = &c->segment.documents.row[document];
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
	for (size_t i = 0; i < n; i++)
		mf_sections_close(&file[i]);
	free(file);
	free(run);
	free(each);
	return rc;
}

/* ---- roots and names ---- */

static int write_roots(struct mf_counting *c, struct mf_error *err)
{
	const struct mf_vocabulary *v = &c->segment.vocabulary;

	mf_statistics_begin(&c->out);
	for (uint32_t r = 0; r < v->roots.n; r++) {
		int64_t count[2] = { (int64_t)c->root[r].count * c->in->sign, 0 };
		size_t len;
		const char *root = mf_stringset_get(&v->roots, r, &len);
		if (!count[0])
			continue;
		mf_arena_reset(&c->arena);
		mf_buf_reset(&c->value);
		mf_value_put_counts(&c->value, count);
		mf_statistics_add(&c->out, mf_packed(&c->arena, root, len), &c->value, count[0]);
	}
	return mf_statistics_end(&c->out, err);
}

struct name {
	struct mf_packed key;
	uint32_t number;
};

static int compare_names(const void *a, const void *b)
{
	const struct name *x = a, *y = b;

	return mf_packed_compare(x->key, y->key.data, y->key.len);
}

/* A label can be any bytes, so what is sorted is sorted once more when it is packed. */
static int write_names(struct mf_counting *c, struct mf_error *err)
{
	const struct mf_stringset *names = &c->segment.names.entities;
	struct name *name = mf_calloc(names->n + (size_t)1, sizeof *name);
	size_t n = 0;

	mf_statistics_begin(&c->out);
	mf_arena_reset(&c->arena);
	for (uint32_t i = 0; i < names->n; i++) {
		size_t len;
		const char *text = mf_stringset_get(names, i, &len);
		if (c->name[i].count || c->name[i].last)
			name[n++] = (struct name){ mf_packed(&c->arena, text, len), i };
	}
	if (n)
		qsort(name, n, sizeof *name, compare_names);
	for (size_t i = 0; i < n; i++) {
		const struct mf_tally *t = &c->name[name[i].number];
		int64_t count[2] = { (int64_t)t->count * c->in->sign, (int64_t)t->last * c->in->sign };
		mf_buf_reset(&c->value);
		mf_value_put_counts(&c->value, count);
		mf_statistics_add(&c->out, name[i].key, &c->value, count[0]);
	}
	free(name);
	return mf_statistics_end(&c->out, err);
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
		rc = write_roots(c, err);
	if (rc == 0)
		rc = write_names(c, err);
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
	struct mf_counting c;
	int rc;

	memset(&c, 0, sizeof c);
	c.in = in;
	c.value = (struct mf_buf)MF_BUF_INIT;
	mf_surfaces_init(&c.surfaces);
	rc = mf_segment_open(&c.segment, in->dir, in->segment, err);
	if (rc == 0)
		rc = count_documents(&c, err);
	if (in->sign < 0)
		negate(&c.totals);
	if (rc == 0)
		rc = write_layer(&c, path, err);
	free(c.form);
	free(c.stem);
	free(c.root);
	free(c.name);
	mf_surfaces_release(&c.surfaces);
	mf_arena_release(&c.arena);
	mf_buf_release(&c.value);
	mf_segment_close(&c.segment);
	return rc;
}
