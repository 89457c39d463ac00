/* SPDX-License-Identifier: GPL-2.0-or-later */
/* update.h - brings an index up to date, or builds it anew. */
#ifndef MF_UPDATE_H
#define MF_UPDATE_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/ingest.h"
#include "indexer/ledger.h"
#include "indexer/source/source.h"
#include "wrappers/libc/buf.h"
#include "wrappers/libc/error.h"

/* --prune: remove documents whose source is gone; all: even where that may be a disk that is not there. */
enum mf_prune { MF_PRUNE_NOTHING, MF_PRUNE_GONE, MF_PRUNE_ALL };

struct mf_update_options {
	const char *dir;
	const char *const *paths;
	size_t paths_n;
	const char *const *delete_ids;
	size_t delete_n;
	bool rebuild;
	unsigned prune;                  /* enum mf_prune */
	bool retag;                      /* analyse again what was tagged with another gazetteer */
	bool reanalyse;                  /* analyse everything again where another analyser made the index */
	const enum mf_stemming *stemmer; /* NULL: as the index has it, or the default */
	unsigned jobs;
	uint64_t memory;    /* bytes */
	size_t shards;      /* segments to keep at most, where the memory allows the merge; 0: as it pays */
	int32_t day;        /* of documents without a date; MF_NO_DAY */
	bool correct_dates; /* the day that a text speaks for beats the one stated */
	struct mf_source_options source;
	const struct mf_buf *gazetteer;    /* the compiled block */
	uint64_t gazetteer_source;         /* see mf_gazetteer_source */
	int64_t now;                       /* seconds since 1970; when new documents are added */
	const volatile sig_atomic_t *stop; /* set: finish what is begun, publish, return MF_E_STOPPED */
};

struct mf_update_report {
	struct mf_ingest_stats ingest;
	struct mf_ledger_counts ledger;
	uint64_t rejected, warned;
	uint64_t unpruned;    /* documents that --prune should remove and did not */
	size_t shards;        /* segments that there are now */
	uint64_t merge_needs; /* bytes of memory for as few as were asked for, where that is too much; or 0 */
	bool published;       /* there is a new generation */
	bool retag_due;       /* older segments were tagged with another gazetteer */
};

struct mf_update_progress {
	uint64_t documents, bytes; /* analysed or on their way: documents, and bytes of their texts */
	uint64_t read, skipped;    /* bytes of the files that were read, and of those that have not changed */
};

struct mf_update_calls {
	void (*problem)(void *ctx, const struct mf_error *problem, bool warning);
	void (*progress)(void *ctx, const struct mf_update_progress *progress); /* often; may be NULL */
	void *ctx;
};

/* Workers for --jobs (0: one for each processor), as far as the memory allows: a worker needs some of its own
 * beside the words that it gathers. */
unsigned mf_update_jobs(uint64_t jobs, uint64_t memory);

/* On failure the index is as it was, or as far as it was published. */
int mf_update_run(const struct mf_update_options *options, const struct mf_update_calls *calls,
		  struct mf_update_report *report, struct mf_error *err);

#endif
