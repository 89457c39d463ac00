/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ingest.h - one document into a batch: analysis, then terms and records of its passages.
 *
 * A struct mf_ingest belongs to one worker thread and is reused for all its documents.
 */
#ifndef MF_INGEST_H
#define MF_INGEST_H

#include <stdbool.h>
#include <stdint.h>

#include "indexer/analysis/names/gazetteer.h"
#include "indexer/source/source.h"
#include "indexer/store/batch.h"

struct mf_ingest_stats {
	uint64_t documents, passages, tokens, terms, entities, dates, bytes, dates_misread, dates_doubted;
};

struct mf_ingest;
struct mf_ingest *mf_ingest_new(const struct mf_gazetteer *g, struct mf_words *words);
void mf_ingest_free(struct mf_ingest *ingest); /* NULL accepted; the words stay the caller's */

/* What a later run knows of the document beside what it holds. */
struct mf_document_keys {
	uint64_t content; /* hash of all that was given of it */
	uint64_t file;    /* hash of the file it came from */
	int32_t day;      /* published, where the document has no date of its own; or MF_NO_DAY */
	bool correct;     /* the day that its text speaks for beats a stated one */
	int64_t added;    /* when the index got this content, in seconds since 1970 */
};

int mf_ingest_document(struct mf_ingest *ingest, struct mf_batch *batch, const struct mf_document *doc,
		       struct mf_document_keys keys, struct mf_error *err);
const struct mf_ingest_stats *mf_ingest_stats(const struct mf_ingest *ingest);
void mf_ingest_stats_add(struct mf_ingest_stats *to, const struct mf_ingest_stats *more);

#endif
