/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index.h - an index on disk: generations of segments.
 *
 *	DIR/XAPIANDB          the Xapian stub file that readers open; its first line names the manifest
 *	DIR/manifest-000007   the segments of generation 7, every file with size and XXH3 hash
 *	DIR/seg-000003/       a segment: db (Xapian), vocabulary, columns, texts, documents, names
 *	DIR/statistics-...    what all living documents have in common, in a few layers
 *	DIR/dead-000007-...   documents deleted from a segment, a bitmap
 *	DIR/gazetteer-...     the compiled gazetteer that it was tagged with
 *	DIR/files-000007      the files that were read: path, size, time
 *	DIR/inventory         names of all that was made here: see folder.h
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

#include <xapian-c.h>

#include "indexer/analysis/names/gazetteer.h"
#include "indexer/store/manifest.h"
#include "indexer/store/segment.h"
#include "indexer/store/statistics.h"

struct mf_index {
	char *dir;
	struct mf_manifest manifest;
	struct mf_segment *segment; /* in the order of the shards of db */
	size_t segments;
	struct xc_db *db;
	struct mf_map gazetteer_map;
	struct mf_gazetteer *gazetteer;
	struct mf_statistics *statistics;
	uint64_t documents, passages,
		words; /* living documents, their passages, their tokens: of the whole */
};

/* Opens the live generation: checks sizes, schema and analyser.  One thread. */
int mf_index_open(struct mf_index **out, const char *dir, struct mf_error *err);
/* Opens an index whatever analyser made it, for its documents and their texts alone: index->db and
 * index->gazetteer are NULL. */
int mf_index_open_stored(struct mf_index **out, const char *dir, struct mf_error *err);
/* Opens an archive with the segments of some of its members alone, or of none: what it knows of itself is
 * that of the whole.  `folder`: where these members lie, wherever they were when they were gathered; *member
 * (room for n) becomes their numbers.  MF_E_USAGE where DIR is no archive, MF_E_VERSION where a folder is no
 * member of it in the generation that was gathered. */
int mf_index_open_part(struct mf_index **out, const char *dir, const char *const *folder, size_t n,
		       size_t *member, struct mf_error *err);
void mf_index_close(struct mf_index *index); /* NULL accepted */
/* MF_E_CORRUPT where anything that was read of it so far is damaged: to be asked before an answer is given,
 * and whatever else has failed. */
int mf_index_sound(const struct mf_index *index, struct mf_error *err);
/* MF_E_CORRUPT: `what` of this index is damaged. */
int mf_index_damaged(const struct mf_index *index, const char *what, struct mf_error *err);

/* Where a passage is, from its docid in index->db. */
struct mf_located {
	uint32_t segment, passage;
};
static inline struct mf_located mf_index_locate(const struct mf_index *index, uint32_t docid)
{
	uint32_t segments = (uint32_t)index->segments;

	return (struct mf_located){ xc_docid_shard(docid, segments), xc_docid_local(docid, segments) - 1 };
}

/* The living document with this id: 1 found, 0 not. */
int mf_index_find(const struct mf_index *index, const char *id, size_t len, size_t *segment,
		  uint32_t *document);

#endif
