/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index.h - an index on disk: generations of segments.
 *
 *	DIR/XAPIANDB          the Xapian stub file that readers open; its first line names the manifest
 *	DIR/manifest-000007   the segments of generation 7, every file with size and XXH3 hash
 *	DIR/seg-000003/       a segment: db (Xapian), vocabulary, columns, texts, documents, names
 *	DIR/dead-000007-...   documents deleted from a segment, a bitmap
 *	DIR/gazetteer-...     the compiled gazetteer that it was tagged with
 *	DIR/files-000007      the files that were read: path, size, time
 *	DIR/lock              held while someone writes
 *
 * Segments never change.  A change is a new generation, published by one rename of XAPIANDB; the
 * one before is kept until the next run, for readers that are about to open it.
 */
#ifndef MF_STORE_INDEX_H
#define MF_STORE_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/analysis/names/gazetteer.h"
#include "indexer/store/columns.h"
#include "indexer/store/documents.h"
#include "indexer/store/names.h"
#include "indexer/store/texts.h"
#include "indexer/store/vocabulary.h"
#include "wrappers/xapian/xapian-c.h"

/* ---- the manifest, as read and as written ---- */
struct mf_manifest_file {
	char *name; /* relative to DIR */
	uint64_t size, hash;
};

struct mf_manifest_segment {
	char *name; /* "seg-000003" */
	char *dead; /* file of the bitmap, or NULL */
	uint32_t documents, passages, dead_n;
	uint64_t words, tagged; /* tokens; fingerprint of the gazetteer it was tagged with */
};

struct mf_manifest {
	unsigned generation, schema;
	uint64_t analyser;
	char *gazetteer, *files;                          /* file names */
	uint64_t gazetteer_fingerprint, gazetteer_source; /* of the block; of what it was compiled from */
	struct mf_manifest_segment *segment;
	size_t segments, segment_cap;
	struct mf_manifest_file *file;
	size_t files_n, file_cap;
};
void mf_manifest_release(struct mf_manifest *m);
/* The manifest that DIR/XAPIANDB names.  MF_E_NOTFOUND where there is no index. */
int mf_manifest_read(struct mf_manifest *m, const char *dir, struct mf_error *err);
/* Notes a file of DIR with its size and hash; `known`, a manifest that may already have it, or NULL. */
int mf_manifest_add_file(struct mf_manifest *m, const char *dir, const char *name,
			 const struct mf_manifest *known, struct mf_error *err);
struct mf_manifest_segment *mf_manifest_add_segment(struct mf_manifest *m,
						    const struct mf_manifest_segment *s);
/* Writes manifest and stub, then removes what neither this generation nor `previous` (may be NULL) needs. */
int mf_manifest_publish(const struct mf_manifest *m, const char *dir, const struct mf_manifest *previous,
			struct mf_error *err);
/* Removes what `live` (NULL: there is no index) does not need: the generation before it, and what a run
 * that was cut short left. */
int mf_manifest_clean(const struct mf_manifest *live, const char *dir, struct mf_error *err);
/* Sizes of all files and contents of small tables of Xapian; with `hashes`, contents of all.  The first
 * problem is the error; `problem` is told of all. */
int mf_manifest_verify(const struct mf_manifest *m, const char *dir, bool hashes,
		       void (*problem)(void *ctx, const struct mf_error *err), void *ctx,
		       struct mf_error *err);

/* ---- an index opened for reading ---- */
struct mf_segment {
	const struct mf_manifest_segment *about;
	struct mf_vocabulary vocabulary;
	struct mf_columns columns;
	struct mf_texts texts;
	struct mf_documents documents;
	struct mf_names names;
	struct mf_map dead; /* bitmap over documents; len 0: none */
};

struct mf_index {
	char *dir;
	struct mf_manifest manifest;
	struct mf_segment *segment; /* in the order of the shards of db */
	size_t segments;
	struct xc_db *db;
	struct mf_map gazetteer_map;
	struct mf_gazetteer *gazetteer;
	uint64_t documents, passages, words; /* living documents; all passages and tokens */
};

/* Opens the live generation: checks sizes, schema and analyser.  One thread. */
int mf_index_open(struct mf_index **out, const char *dir, struct mf_error *err);
void mf_index_close(struct mf_index *index); /* NULL accepted */
static inline bool mf_segment_dead(const struct mf_segment *s, uint32_t document)
{
	return s->dead.len && (s->dead.data[document / 8] >> document % 8 & 1);
}

/* A document's description and where its text starts in the stream; the bytes stay in *room. */
int mf_segment_describe(struct mf_segment *s, uint32_t document, struct mf_buf *room,
			struct mf_description *out, struct mf_error *err);
/* Appends bytes [begin, end) of a document's text. */
int mf_segment_text(struct mf_segment *s, uint32_t document, uint32_t begin, uint32_t end, struct mf_buf *out,
		    struct mf_error *err);

/* The living document with this id: 1 found, 0 not. */
int mf_index_find(const struct mf_index *index, const char *id, size_t len, size_t *segment,
		  uint32_t *document);

/* ---- the writer's lock ---- */
/* Takes DIR/lock (DIR is made); MF_E_LOCKED names the process that has it. */
int mf_lock_take(int *lock, const char *dir, struct mf_error *err);
void mf_lock_drop(int lock);

#endif
