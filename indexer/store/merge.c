/* SPDX-License-Identifier: GPL-2.0-or-later */
/* merge.c - postings are merged by Xapian's compaction, which numbers documents in the order of its
 * sources; everything beside them is copied in the same order, with numbers translated. */
#include "indexer/store/merge.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/store/batch.h"
#include "indexer/store/columns.h"
#include "indexer/store/documents.h"
#include "indexer/store/error.h"
#include "indexer/store/names.h"
#include "indexer/store/segment.h"
#include "indexer/store/texts.h"
#include "indexer/store/vocabulary.h"
#include "wrappers/libc/mem.h"

#define COMPACT_AT_ONCE 64            /* databases open at a time */
#define KEEP_MAPPED ((size_t)4 << 20) /* bytes read of a map before its pages are given back */

struct translation {
	struct mf_vocabulary vocabulary;
	struct mf_names names;
	uint32_t *form;            /* old id -> new id */
	uint32_t *entity, *source; /* old number -> new number */
};

struct merge {
	const struct mf_merge_input *input;
	size_t inputs, words_n;
	struct translation *words;
	const char *out, *scratch;
	struct mf_columns_writer columns;
	struct mf_texts_writer texts;
	struct mf_documents_writer documents;
	struct mf_record record;
	struct mf_merge_result *result;
};

static int open_words(struct merge *m, const char *const *words, struct mf_error *err)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < m->words_n; i++) {
		char *path = mf_segment_path(words[i], MF_SEGMENT_VOCABULARY);
		rc = mf_vocabulary_open(&m->words[i].vocabulary, path, err);
		free(path);
		path = mf_segment_path(words[i], MF_SEGMENT_NAMES);
		if (rc == 0)
			rc = mf_names_open(&m->words[i].names, path, err);
		free(path);
	}
	return rc;
}

static uint32_t *translate_numbers(struct mf_blocks *blocks, const uint32_t *number, const uint32_t *to,
				   uint32_t n)
{
	uint32_t *map = mf_calloc(n + (size_t)1, sizeof *map);

	mf_blocks_touch(blocks, number, n * sizeof *number);
	for (uint32_t rank = 0; rank < n; rank++)
		if (number[rank] < n)
			map[number[rank]] = to[rank];
	return map;
}

static uint32_t *identity(uint32_t n)
{
	uint32_t *map = mf_calloc(n + (size_t)1, sizeof *map);

	for (uint32_t i = 0; i < n; i++)
		map[i] = i;
	return map;
}

/* All of the words has been read by now. */
static int words_sound(const struct merge *m, struct mf_error *err)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < m->words_n; i++) {
		rc = mf_sections_sound(&m->words[i].vocabulary.file, err);
		if (rc == 0)
			rc = mf_sections_sound(&m->words[i].names.file, err);
	}
	return rc;
}

static int merge_names(struct merge *m, struct mf_error *err)
{
	const struct mf_stringset **of = mf_calloc(m->words_n + 1, sizeof *of);
	struct mf_union entities, sources;
	uint32_t *entity_number, *source_number;
	char *path = mf_segment_path(m->out, MF_SEGMENT_NAMES);
	int rc;

	for (size_t i = 0; i < m->words_n; i++)
		of[i] = &m->words[i].names.entities;
	mf_union_make(&entities, of, m->words_n);
	for (size_t i = 0; i < m->words_n; i++)
		of[i] = &m->words[i].names.sources;
	mf_union_make(&sources, of, m->words_n);
	for (size_t i = 0; i < m->words_n; i++) {
		struct translation *t = &m->words[i];
		t->entity = translate_numbers(t->names.file.blocks, t->names.entity_number, entities.to[i],
					      t->names.entities.n);
		t->source = translate_numbers(t->names.file.blocks, t->names.source_number, sources.to[i],
					      t->names.sources.n);
	}
	entity_number = identity(entities.strings.n);
	source_number = identity(sources.strings.n);
	rc = words_sound(m, err);
	if (rc == 0)
		rc = mf_names_write(&entities.strings, entity_number, &sources.strings, source_number, path,
				    err);
	free(entity_number);
	free(source_number);
	mf_union_release(&entities);
	mf_union_release(&sources);
	free(path);
	free(of);
	return rc;
}

static int merge_vocabularies(struct merge *m, struct mf_error *err)
{
	const struct mf_vocabulary **of = mf_calloc(m->words_n + 1, sizeof *of);
	uint32_t **remap = mf_calloc(m->words_n + 1, sizeof *remap);
	char *path = mf_segment_path(m->out, MF_SEGMENT_VOCABULARY);
	int rc;

	for (size_t i = 0; i < m->words_n; i++)
		of[i] = &m->words[i].vocabulary;
	rc = mf_vocabulary_merge(of, m->words_n, path, remap, &m->result->forms, err);
	for (size_t i = 0; i < m->words_n; i++) {
		const struct mf_map *map = &of[i]->file.map;
		m->words[i].form = remap[i];
		mf_map_forget(map, 0, map->len);
	}
	free(path);
	free(remap);
	free(of);
	return rc;
}

/* Numbers that lie outside their table come from a damaged file. */
static int translate_record(struct mf_record *r, const struct translation *t)
{
	for (uint32_t i = 0; i < r->entities; i++) {
		if (r->entity[i] / 2 >= t->names.entities.n)
			return -1;
		r->entity[i] = t->entity[r->entity[i] / 2] * 2 + r->entity[i] % 2;
	}
	for (uint32_t i = 0; i < r->forms; i++) {
		if (r->form[i] >= t->vocabulary.forms.n)
			return -1;
		r->form[i] = t->form[r->form[i]];
	}
	for (uint32_t i = 0; i < r->extras; i++) {
		if (r->extra[i] >= t->vocabulary.forms.n)
			return -1;
		r->extra[i] = t->form[r->extra[i]];
	}
	return 0;
}

static int copy_columns(struct merge *m, const struct mf_merge_input *in, uint32_t first_document,
			struct mf_error *err)
{
	struct mf_columns c;
	char *path = mf_segment_path(in->folder, MF_SEGMENT_COLUMNS);
	size_t forgotten = 0;
	int rc = mf_columns_open(&c, path, err);

	for (uint32_t i = 0; rc == 0 && i < c.n; i++) {
		const unsigned char *end, *at = mf_columns_record(&c, i, &end);
		if (mf_record_decode(&m->record, at, end) < 0 ||
		    mf_columns_document(&c, i) >= m->documents.n - first_document ||
		    translate_record(&m->record, &m->words[in->words]) < 0) {
			rc = mf_error_set(err, MF_E_CORRUPT, "%s: passage %u is damaged", path, i + 1);
			break;
		}
		m->result->words += m->record.forms;
		mf_columns_writer_add(&m->columns, first_document + mf_columns_document(&c, i),
				      mf_columns_begin(&c, i), mf_columns_end(&c, i),
				      mf_columns_signature(&c, i), &m->record);
		if (at - c.blob - (ptrdiff_t)forgotten > (ptrdiff_t)KEEP_MAPPED) {
			mf_map_forget(&c.file.map, forgotten, (size_t)(at - c.blob));
			forgotten = (size_t)(at - c.blob);
		}
	}
	if (rc == 0)
		rc = mf_sections_sound(&c.file, err);
	mf_columns_close(&c);
	free(path);
	return rc;
}

/* Carries the bits of deleted documents over; they become documents [from, to) of the result. */
static void copy_dead(struct mf_merge_result *result, const unsigned char *dead, uint32_t from, uint32_t to)
{
	size_t had = from ? mf_bitmap_bytes(from - 1) : 0, need = mf_bitmap_bytes(to);

	result->dead = mf_realloc(result->dead, need);
	memset(result->dead + had, 0, need - had);
	for (uint32_t d = from; dead && d < to; d++) {
		if (!mf_bit_get(dead, d - from))
			continue;
		mf_bit_set(result->dead, d);
		result->dead_n++;
	}
}

static int copy_documents(struct merge *m, const struct mf_merge_input *in, struct mf_error *err)
{
	struct mf_documents d;
	struct mf_texts t;
	uint32_t first_passage = m->columns.n;
	char *path = mf_segment_path(in->folder, MF_SEGMENT_DOCUMENTS),
	     *texts = mf_segment_path(in->folder, MF_SEGMENT_TEXTS);
	int rc = mf_documents_open(&d, path, err);

	memset(&t, 0, sizeof t);
	if (rc == 0)
		rc = mf_texts_open(&t, texts, err);
	for (uint32_t i = 0; rc == 0 && i < d.n; i++) {
		struct mf_document_row row = *mf_documents_row(&d, i);
		size_t len;
		const char *id = mf_documents_id(&d, i, &len);
		row.text_at += m->texts.len;
		row.first += first_passage;
		if (row.source < m->words[in->words].names.sources.n)
			row.source = m->words[in->words].source[row.source];
		else
			row.source = MF_NONE;
		mf_documents_writer_add(&m->documents, &row, id, len);
	}
	if (rc == 0)
		rc = mf_sections_sound(&d.file, err);
	if (rc == 0)
		rc = mf_texts_writer_copy(&m->texts, &t, err);
	if (rc == 0)
		rc = mf_sections_sound(&t.file, err);
	mf_texts_close(&t);
	mf_documents_close(&d);
	free(texts);
	free(path);
	return rc;
}

/* The dictionary of the first input that has one, else one trained on the inputs. */
static int choose_dictionary(struct merge *m, struct mf_buf *dictionary, struct mf_error *err)
{
	struct mf_samples samples = { MF_BUF_INIT, NULL, 0, 0 };
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < m->inputs && !dictionary->len; i++) {
		struct mf_texts t;
		char *path = mf_segment_path(m->input[i].folder, MF_SEGMENT_TEXTS);
		rc = mf_texts_open(&t, path, err);
		free(path);
		if (rc < 0)
			break;
		mf_blocks_touch(t.file.blocks, t.dictionary, t.dictionary_len);
		mf_buf_add(dictionary, t.dictionary, t.dictionary_len);
		rc = mf_samples_add(&samples, &t, err);
		if (rc == 0)
			rc = mf_sections_sound(&t.file, err);
		mf_texts_close(&t);
		if (samples.bytes.len >= MF_SAMPLES)
			break;
	}
	if (rc == 0 && !dictionary->len)
		mf_samples_train(&samples, dictionary);
	mf_samples_release(&samples);
	return rc;
}

static int copy_inputs(struct merge *m, struct mf_error *err)
{
	char *columns = mf_segment_path(m->out, MF_SEGMENT_COLUMNS),
	     *texts = mf_segment_path(m->out, MF_SEGMENT_TEXTS);
	char *documents = mf_segment_path(m->out, MF_SEGMENT_DOCUMENTS);
	struct mf_buf dictionary = MF_BUF_INIT;
	int rc = mf_columns_writer_open(&m->columns, columns, err), rc2;

	mf_documents_writer_init(&m->documents);
	if (rc == 0)
		rc = choose_dictionary(m, &dictionary, err);
	if (rc == 0)
		rc = mf_texts_writer_open(&m->texts, texts,
					  dictionary.len ? MF_TEXTS_WITH_DICTIONARY : MF_TEXTS_KEPT,
					  dictionary.data, dictionary.len, err);
	for (size_t i = 0; rc == 0 && i < m->inputs; i++) {
		const struct mf_merge_input *in = &m->input[i];
		uint32_t first_document = m->documents.n;
		rc = copy_documents(m, in, err);
		if (rc == 0)
			rc = copy_columns(m, in, first_document, err);
		if (rc == 0)
			copy_dead(m->result, in->dead, first_document, m->documents.n);
	}
	m->result->documents = m->documents.n;
	m->result->passages = m->columns.n;
	if (rc == 0)
		rc = mf_documents_writer_save(&m->documents, documents, err);
	if (m->columns.file.file && (rc2 = mf_columns_writer_close(&m->columns, rc == 0 ? err : NULL)) < 0 &&
	    rc == 0)
		rc = rc2;
	if (m->texts.file.file && (rc2 = mf_texts_writer_close(&m->texts, rc == 0 ? err : NULL)) < 0 &&
	    rc == 0)
		rc = rc2;
	mf_documents_writer_release(&m->documents);
	mf_buf_release(&dictionary);
	free(columns);
	free(texts);
	free(documents);
	return rc;
}

static int compact_some(const char *const *db, size_t n, const char *to, struct mf_error *err)
{
	struct xc_error xe = XC_ERROR_INIT;

	if (xc_compact(db, n, to, XC_COMPACT_FULL, 0, &xe) < 0)
		return mf_store_error(&xe, to, err);
	return 0;
}

/* Compacts all databases into out/db, in rounds of COMPACT_AT_ONCE so that open files stay bounded. */
static int compact_all(struct merge *m, struct mf_error *err)
{
	char **db = mf_calloc(m->inputs + 1, sizeof *db);
	char *to = mf_segment_path(m->out, MF_SEGMENT_DB);
	size_t n = m->inputs;
	int rc = 0;

	for (size_t i = 0; i < n; i++)
		db[i] = mf_segment_path(m->input[i].folder, MF_SEGMENT_DB);
	for (unsigned round = 0; rc == 0 && n > COMPACT_AT_ONCE; round++) {
		size_t made = 0;
		for (size_t i = 0; rc == 0 && i < n; i += COMPACT_AT_ONCE) {
			size_t some = n - i < COMPACT_AT_ONCE ? n - i : COMPACT_AT_ONCE;
			char *group = mf_printf("%s/group-%u-%zu", m->scratch, round, made);
			rc = compact_some((const char *const *)db + i, some, group, err);
			for (size_t k = i; k < i + some; k++) {
				if (round && rc == 0)
					rc = mf_remove_tree(db[k], err);
				free(db[k]);
				db[k] = NULL;
			}
			db[made++] = group;
		}
		for (size_t k = made; k < n; k++) {
			free(db[k]);
			db[k] = NULL;
		}
		n = made;
	}
	if (rc == 0)
		rc = compact_some((const char *const *)db, n, to, err);
	for (size_t i = 0; i < n; i++)
		free(db[i]);
	free(db);
	free(to);
	return rc;
}

int mf_merge(const struct mf_merge_input *input, size_t n, const char *const *words, size_t words_n,
	     const char *out, const char *scratch, struct mf_merge_result *result, struct mf_error *err)
{
	struct merge m;
	int rc = mf_mkdir(out, err);

	memset(&m, 0, sizeof m);
	memset(result, 0, sizeof *result);
	m.input = input;
	m.inputs = n;
	m.words_n = words_n;
	m.words = mf_calloc(words_n + 1, sizeof *m.words);
	m.out = out;
	m.scratch = scratch;
	m.result = result;
	if (rc == 0)
		rc = open_words(&m, words, err);
	if (rc == 0)
		rc = merge_vocabularies(&m, err);
	if (rc == 0)
		rc = merge_names(&m, err);
	if (rc == 0)
		rc = copy_inputs(&m, err);
	if (rc == 0)
		rc = compact_all(&m, err);
	if (rc < 0 || !result->dead_n) {
		free(result->dead);
		result->dead = NULL;
	}
	for (size_t i = 0; i < words_n; i++) {
		mf_vocabulary_close(&m.words[i].vocabulary);
		mf_names_close(&m.words[i].names);
		free(m.words[i].form);
		free(m.words[i].entity);
		free(m.words[i].source);
	}
	mf_record_release(&m.record);
	free(m.words);
	return rc;
}
