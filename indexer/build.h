/* SPDX-License-Identifier: GPL-2.0-or-later */
/* build.h - documents go in, one segment comes out.
 *
 * Documents are gathered into batches of about MF_BATCH_TEXT bytes in the order in which they come;
 * worker threads analyse batches, each with words of its own; the end merges the batches in their
 * order.  The segment is the same for any number of workers.
 */
#ifndef MF_BUILD_H
#define MF_BUILD_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/analysis/gazetteer.h"
#include "indexer/ingest.h"
#include "indexer/source/source.h"
#include "indexer/store/merge.h"

#define MF_BATCH_TEXT ((size_t)1 << 20)
#define MF_BATCH_DOCUMENTS 2000

struct mf_build_options {
	const struct mf_gazetteer *gazetteer;
	unsigned jobs;  /* worker threads; at least 1 */
	int32_t day;    /* see mf_ingest_document */
};

struct mf_build;
/* `scratch`: a folder that this makes, and removes at the end. */
int mf_build_open(struct mf_build **out, const char *scratch, const struct mf_build_options *options,
                  struct mf_error *err);
/* Copies the document.  May wait for a worker; gives the error of a worker that failed. */
int mf_build_add(struct mf_build *b, const struct mf_document *doc, struct mf_document_keys keys, struct mf_error *err);
uint64_t mf_build_documents(const struct mf_build *b); /* added so far */
uint64_t mf_build_bytes(const struct mf_build *b);     /* of text */
/* Waits for the workers and merges all batches, behind the n older segments, into the folder `out`.
 * Not to be called where nothing was added and n is 0. */
int mf_build_finish(struct mf_build *b, const struct mf_merge_input *older, const char *const *older_words, size_t n,
                    const char *out, struct mf_merge_result *result, struct mf_error *err);
const struct mf_ingest_stats *mf_build_stats(struct mf_build *b); /* after mf_build_finish */
void mf_build_free(struct mf_build *b); /* stops the workers, removes the scratch folder; NULL accepted */

#endif
