/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ledger_private.h - a ledger from inside, for ledger.c and ledger_prune.c. */
#ifndef MF_LEDGER_PRIVATE_H
#define MF_LEDGER_PRIVATE_H

#include "indexer/ledger.h"
#include "wrappers/libc/buf.h"

struct mf_ledger_file {
	struct mf_file_state state;
	struct mf_file_state after; /* cut: what to make of the state when the lost ones are removed */
	bool met;                   /* in this run */
	bool gone;                  /* with its documents removed */
	bool cut;                   /* read to its end, and some of its documents did not come again */
};

struct mf_ledger_segment {
	unsigned char *dead, *met; /* bitmaps over the documents of a segment */
	unsigned char *lost;       /* those that a source has no more: --prune removes them at the end */
	uint32_t dead_n;
	bool changed;
};

struct mf_ledger_path {
	uint64_t hash;
	uint32_t number; /* in paths */
};

struct mf_ledger_content {
	uint64_t hash;
	uint32_t segment, document;
};

struct mf_ledger {
	const struct mf_index *index, *past;
	struct mf_ledger_segment *segment;
	struct mf_pool paths;        /* real paths of files */
	struct mf_ledger_file *file; /* by number in paths */
	size_t file_cap;
	struct mf_ledger_path *known; /* the paths that the index has, by hash */
	uint32_t known_n;
	bool files_changed, refused; /* refused: a document of the file in hand */
	uint64_t options;
	struct mf_buf path; /* real path of the file in hand; "-" for standard input */
	uint64_t path_hash;
	char *root, *real_root; /* of the last file: most have the same */
	uint64_t *ids;          /* hashes of the ids of this run, open addressing; 0 = free */
	size_t ids_n, ids_cap;
	struct mf_ledger_content *content; /* living documents by content, made when first asked for */
	size_t contents;
	struct mf_ledger_counts counts;
};

/* Calls `each` for every living document of a file. */
void mf_ledger_each(struct mf_ledger *l, uint64_t path_hash,
		    void (*each)(struct mf_ledger *l, size_t segment, uint32_t document, void *ctx),
		    void *ctx);
/* Gone is what the system says is not there, not what it does not let us see. */
bool mf_ledger_is_gone(const char *path, size_t len);
void mf_ledger_remove(struct mf_ledger *l, size_t segment, uint32_t document); /* and counts it */

#endif
