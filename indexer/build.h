/* SPDX-License-Identifier: GPL-2.0-or-later */
/* build.h - documents go in, one segment comes out.
 *
 * Documents are gathered into batches of MF_BATCH_LEAST to MF_BATCH_TEXT bytes in the order in which they
 * come; worker threads analyse batches, each with words of its own; the end merges the batches in their
 * order.  The segment is the same for any number of workers; how many documents fit into one depends
 * on them, and on the memory that their words may take.
 */
#ifndef MF_BUILD_H
#define MF_BUILD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/analysis/names/gazetteer.h"
#include "indexer/ingest.h"
#include "indexer/source/source.h"
#include "indexer/store/merge.h"

#define MF_BATCH_TEXT ((size_t)4 << 20)  /* larger: a smaller index, a slower build; and back */
#define MF_BATCH_LEAST ((size_t)2 << 20) /* the first ones */
#define MF_BATCH_DOCUMENTS 8000
#define MF_SEGMENT_TEXT ((uint64_t)256 << 20) /* bytes of text after which a build calls itself full */

struct mf_build_options {
	const struct mf_gazetteer *gazetteer;
	unsigned jobs;   /* worker threads; at least 1 */
	uint64_t memory; /* bytes that all of it should stay below */
	enum mf_stemming stemmer;
};

struct mf_build;
/* `scratch`: a folder that is not there yet; this makes it, and removes it at the end. */
int mf_build_open(struct mf_build **out, const char *scratch, const struct mf_build_options *options,
		  struct mf_error *err);
/* To be asked before each document, of `len` bytes of text.  Full: the build should be closed, and the
 * document go into another.  For a large document it waits until the workers have nothing to do. */
int mf_build_room(struct mf_build *b, size_t len, bool *full, struct mf_error *err);
/* Copies the document.  May wait for a worker; gives the error of a worker that failed. */
int mf_build_add(struct mf_build *b, const struct mf_document *doc, struct mf_document_keys keys,
		 struct mf_error *err);
uint64_t mf_build_documents(const struct mf_build *b); /* added so far */
uint64_t mf_build_bytes(const struct mf_build *b);     /* of text */
/* Waits for the workers and writes their words; nothing can be added after. */
int mf_build_close(struct mf_build *b, struct mf_error *err);
uint64_t
mf_build_forms(const struct mf_build *b); /* when closed: words of all workers, as often as they have them */
/* When closed: the folders that the words were written to; borrowed. */
const char *const *mf_build_words(const struct mf_build *b, size_t *n);
/* When closed: merges all batches, after the n older segments (their `words` is not read), into the
 * folder `out`.  Not to be called where nothing was added and n is 0. */
int mf_build_merge(struct mf_build *b, const struct mf_merge_input *older, size_t n, const char *out,
		   struct mf_merge_result *result, struct mf_error *err);
const struct mf_ingest_stats *mf_build_stats(struct mf_build *b); /* when closed */
void mf_build_free(struct mf_build *b); /* stops the workers, removes the scratch folder; NULL accepted */

#endif
