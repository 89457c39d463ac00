/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/store/batch.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/store/error.h"
#include "indexer/store/names.h"
#include "indexer/store/segment.h"
#include "indexer/store/texts.h"
#include "indexer/store/vocabulary.h"
#include "wrappers/libc/mem.h"

#define COMMIT_EVERY 500 /* passages: Xapian keeps about 8 kB of postings for each until then, and slows */

struct mf_batch {
	char *folder;
	struct xc_writer *db;
	struct xc_doc *doc;
	struct mf_columns_writer columns;
	struct mf_texts_writer texts;
	struct mf_documents_writer documents;
	struct mf_buf description;
	uint32_t uncommitted; /* passages whose postings are still in memory */
};

struct mf_words *mf_words_new(enum mf_stemming stemming)
{
	struct mf_words *words = mf_calloc(1, sizeof *words);

	words->lexicon = mf_lexicon_new(stemming);
	mf_pool_init(&words->entities);
	mf_pool_init(&words->sources);
	return words;
}

void mf_words_free(struct mf_words *words)
{
	if (!words)
		return;
	mf_lexicon_free(words->lexicon);
	mf_pool_release(&words->entities);
	mf_pool_release(&words->sources);
	free(words);
}

size_t mf_words_memory(const struct mf_words *words)
{
	return mf_lexicon_memory(words->lexicon) + mf_pool_memory(&words->entities) +
	       mf_pool_memory(&words->sources);
}

char *mf_words_surfaces(const char *folder)
{
	return mf_path_join(folder, "surfaces");
}

int mf_words_save(const struct mf_words *words, const char *folder, struct mf_error *err)
{
	struct mf_sorted entities, sources;
	char *path = mf_segment_path(folder, MF_SEGMENT_VOCABULARY), *surfaces = mf_words_surfaces(folder);
	int rc = mf_mkdirs(folder, err);

	mf_sorted_make(&entities, &words->entities);
	mf_sorted_make(&sources, &words->sources);
	if (rc == 0)
		rc = mf_lexicon_write(words->lexicon, path, surfaces, err);
	free(path);
	free(surfaces);
	path = mf_segment_path(folder, MF_SEGMENT_NAMES);
	if (rc == 0)
		rc = mf_names_write(&entities.strings, entities.number, &sources.strings, sources.number,
				    path, err);
	free(path);
	mf_sorted_release(&entities);
	mf_sorted_release(&sources);
	return rc;
}

static int open_parts(struct mf_batch *b, struct mf_error *err)
{
	struct xc_error xe = XC_ERROR_INIT;
	char *path = mf_segment_path(b->folder, MF_SEGMENT_DB);
	int rc = mf_mkdirs(b->folder, err);

	if (rc == 0 &&
	    xc_writer_open(&b->db, path, XC_CREATE_OR_OVERWRITE | XC_NO_SYNC | XC_DANGEROUS | XC_NO_TERMLIST,
			   0, &xe) < 0)
		rc = mf_store_error(&xe, path, err);
	if (rc == 0 && xc_doc_new(&b->doc, &xe) < 0)
		rc = mf_store_error(&xe, path, err);
	free(path);
	path = mf_segment_path(b->folder, MF_SEGMENT_COLUMNS);
	if (rc == 0)
		rc = mf_columns_writer_open(&b->columns, path, err);
	free(path);
	path = mf_segment_path(b->folder, MF_SEGMENT_TEXTS);
	if (rc == 0)
		rc = mf_texts_writer_open(&b->texts, path, MF_TEXTS_FAST, NULL, 0, err);
	free(path);
	return rc;
}

int mf_batch_open(struct mf_batch **out, const char *folder, struct mf_error *err)
{
	struct mf_batch *b = mf_calloc(1, sizeof *b);
	int rc;

	b->folder = mf_strdup(folder);
	b->description = (struct mf_buf)MF_BUF_INIT;
	mf_documents_writer_init(&b->documents);
	rc = open_parts(b, err);
	if (rc < 0) {
		mf_batch_close(b, NULL);
		b = NULL;
	}
	*out = b;
	return rc;
}

void mf_batch_document(struct mf_batch *b, struct mf_document_row row, const char *id, size_t id_len,
		       const struct mf_description *description, const char *text,
		       const struct mf_place *place, size_t places)
{
	mf_buf_reset(&b->description);
	mf_description_encode(description, &b->description);
	row.text_at = b->texts.len;
	row.described = (uint32_t)b->description.len;
	row.first = b->columns.n;
	row.passages = 0;
	row.placed = places > 0;
	mf_texts_writer_add(&b->texts, b->description.data, b->description.len);
	mf_texts_writer_add(&b->texts, text, row.text_len);
	mf_buf_reset(&b->description);
	if (places)
		mf_places_encode(place, places, &b->description);
	mf_texts_writer_add(&b->texts, b->description.data, b->description.len);
	mf_documents_writer_add(&b->documents, &row, id, id_len);
}

int mf_batch_passage(struct mf_batch *b, uint32_t begin, uint32_t end, uint64_t signature,
		     const struct mf_record *record, const struct xc_term *terms, size_t n,
		     struct mf_error *err)
{
	struct xc_error xe = XC_ERROR_INIT;
	uint32_t document = b->documents.n - 1;

	if (xc_doc_clear(b->doc, &xe) < 0 || xc_doc_add_terms(b->doc, terms, n, &xe) < 0 ||
	    xc_writer_add(b->db, b->doc, NULL, &xe) < 0)
		return mf_store_error(&xe, b->folder, err);
	if (++b->uncommitted >= COMMIT_EVERY) {
		b->uncommitted = 0;
		if (xc_writer_commit(b->db, &xe) < 0)
			return mf_store_error(&xe, b->folder, err);
	}
	mf_columns_writer_add(&b->columns, document, begin, end, signature, record);
	b->documents.row[document].passages++;
	return 0;
}

int mf_batch_close(struct mf_batch *b, struct mf_error *err)
{
	struct xc_error xe = XC_ERROR_INIT;
	char *path = mf_segment_path(b->folder, MF_SEGMENT_DOCUMENTS);
	int rc = 0, rc2;

	if (b->db && xc_writer_close(b->db, &xe) < 0)
		rc = mf_store_error(&xe, b->folder, err);
	xc_doc_free(b->doc);
	xc_writer_free(b->db);
	if (b->columns.file.file && (rc2 = mf_columns_writer_close(&b->columns, rc == 0 ? err : NULL)) < 0 &&
	    rc == 0)
		rc = rc2;
	if (b->texts.file.file && (rc2 = mf_texts_writer_close(&b->texts, rc == 0 ? err : NULL)) < 0 &&
	    rc == 0)
		rc = rc2;
	if (rc == 0)
		rc = mf_documents_writer_save(&b->documents, path, err);
	free(path);
	mf_documents_writer_release(&b->documents);
	mf_buf_release(&b->description);
	free(b->folder);
	free(b);
	return rc;
}
