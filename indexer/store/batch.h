/* SPDX-License-Identifier: GPL-2.0-or-later */
/* batch.h - what one worker writes before it becomes a segment.
 *
 * A worker keeps one struct mf_words for all its batches; a batch is a run of documents that came one
 * after the other, in a folder of its own: a small Xapian database, columns, texts, documents.
 * Batches are put together by mf_merge in the order of the input, whoever wrote them, so the result
 * does not depend on the number of workers.
 */
#ifndef MF_STORE_BATCH_H
#define MF_STORE_BATCH_H

#include <stddef.h>
#include <stdint.h>

#include <xapian-c.h>

#include "indexer/store/columns.h"
#include "indexer/store/documents.h"
#include "indexer/store/lexicon.h"
#include "indexer/store/places.h"
#include "indexer/store/strings.h"

struct mf_words {
	struct mf_lexicon *lexicon;
	struct mf_pool entities, sources;
	uint32_t passages; /* counted so far, over all batches */
};
struct mf_words *mf_words_new(enum mf_stemming stemming);
void mf_words_free(struct mf_words *words);           /* NULL accepted */
size_t mf_words_memory(const struct mf_words *words); /* bytes in use, roughly */
/* Writes the vocabulary, how texts spell it, and the names into a folder, which is made. */
int mf_words_save(const struct mf_words *words, const char *folder, struct mf_error *err);
char *mf_words_surfaces(const char *folder); /* the file of spellings there; the caller frees */

struct mf_batch;
int mf_batch_open(struct mf_batch **out, const char *folder, struct mf_error *err);
/* Starts a document: row->text_at, first, passages, described and placed are filled in here. */
void mf_batch_document(struct mf_batch *b, struct mf_document_row row, const char *id, size_t id_len,
		       const struct mf_description *description, const char *text,
		       const struct mf_place *place, size_t places);
/* Adds the next passage of the document started last. */
int mf_batch_passage(struct mf_batch *b, uint32_t begin, uint32_t end, uint64_t signature,
		     const struct mf_record *record, const struct xc_term *terms, size_t n,
		     struct mf_error *err);
int mf_batch_close(struct mf_batch *b, struct mf_error *err); /* frees b in any case */

#endif
