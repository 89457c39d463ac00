/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ledger.h - what comes, held against what the index has: new, changed, unchanged, moved, gone.
 *
 * Files are known by their real path; a file of the same size and time is not read again.  Documents
 * are known by id, and by a hash of their content.
 */
#ifndef MF_LEDGER_H
#define MF_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/ingest.h"
#include "indexer/source/source.h"
#include "indexer/store/files.h"
#include "indexer/store/index.h"

enum mf_fate {
	MF_FATE_NEW,       /* index it */
	MF_FATE_CHANGED,   /* index it; the old one is marked deleted */
	MF_FATE_MOVED,     /* the same: its old file is gone */
	MF_FATE_UNCHANGED, /* nothing to do */
	MF_FATE_TAKEN,     /* refused: its id belongs to a document of another file that is still there */
	MF_FATE_REPEATED,  /* refused: its id came already in this run */
};

struct mf_ledger_counts {
	uint64_t added, changed, unchanged, moved, deleted, files_skipped, files_read;
};

struct mf_ledger;
/* `index` may be NULL (nothing is known) and must outlive the ledger, as must `past`, the index that a
 * rebuild replaces (or NULL): of it only the times are taken when its documents were added.  `options`: a
 * hash of the options that files are read with; a file read with others is read again. */
int mf_ledger_new(struct mf_ledger **out, const struct mf_index *index, const struct mf_index *past,
		  uint64_t options, struct mf_error *err);
void mf_ledger_free(struct mf_ledger *ledger);

/* A file was met: 1 = read it, 0 = it has not changed.  Until mf_ledger_done or the next call it is the
 * file in hand. */
int mf_ledger_want(struct mf_ledger *ledger, const struct mf_file_stat *file);
/* A document of the file in hand (of standard input where there is none).  Fills keys->content and ->file;
 * keys->added stays where the content is new. */
enum mf_fate mf_ledger_document(struct mf_ledger *ledger, const struct mf_document *doc,
				struct mf_document_keys *keys);
/* The file in hand was read to its end: it need not be read again, unless a document of it was refused,
 * which another file may change.  With `prune` its documents that did not come again are noted for
 * mf_ledger_prune. */
void mf_ledger_done(struct mf_ledger *ledger, const struct mf_file_stat *file, bool prune);

/* What a PATH would lose: documents of so many, in so many files, of which one is named (not terminated). */
struct mf_ledger_loss {
	uint64_t lost, documents, files;
	const char *example;
	size_t example_len;
};
/* Deletes the documents of known files under one of the paths that were not met and are not there, and
 * those noted by mf_ledger_done.  Nothing under a path that is not there; nor, unless `all`, under one
 * that would lose all of its documents, or more than a tenth and at least twenty: `refused` is told. */
void mf_ledger_prune(struct mf_ledger *ledger, const char *const *paths, size_t n, bool all,
		     void (*refused)(void *ctx, const char *path, const struct mf_ledger_loss *loss),
		     void *ctx);
/* A living document was taken into the build once more: the old one is marked deleted. */
void mf_ledger_replace(struct mf_ledger *ledger, size_t segment, uint32_t document);
/* Deletes one document: true where there was one. */
bool mf_ledger_delete(struct mf_ledger *ledger, const char *id);

const struct mf_ledger_counts *mf_ledger_counts(const struct mf_ledger *ledger);
/* The bitmap of deleted documents of a segment, the number of bits set, and whether this run set any. */
const unsigned char *mf_ledger_dead(const struct mf_ledger *ledger, size_t segment, uint32_t *n,
				    bool *changed);
bool mf_ledger_files_changed(const struct mf_ledger *ledger);
/* Writes the table of files as it is now. */
int mf_ledger_save_files(const struct mf_ledger *ledger, const char *path, struct mf_error *err);

#endif
