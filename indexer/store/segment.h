/* SPDX-License-Identifier: GPL-2.0-or-later */
/* segment.h - one segment: its files, and what is read from them. */
#ifndef MF_STORE_SEGMENT_H
#define MF_STORE_SEGMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "wrappers/libc/bitmap.h"
#include "indexer/store/columns.h"
#include "indexer/store/documents.h"
#include "indexer/store/manifest.h"
#include "indexer/store/names.h"
#include "indexer/store/texts.h"
#include "indexer/store/vocabulary.h"

/* What a segment's folder holds; a batch has some of these, a folder of words some. */
enum mf_segment_file {
	MF_SEGMENT_DB, /* a folder of Xapian's */
	MF_SEGMENT_VOCABULARY,
	MF_SEGMENT_COLUMNS,
	MF_SEGMENT_TEXTS,
	MF_SEGMENT_DOCUMENTS,
	MF_SEGMENT_NAMES,
	MF_SEGMENT_FILES
};
char *mf_segment_path(const char *folder, enum mf_segment_file file); /* the caller frees */
/* Is this, a path relative to the index, a table of Xapian's? */
bool mf_segment_is_table(const char *path);
/* Takes all files of the segment DIR/NAME into the manifest (`known`: see mf_manifest_add_file). */
int mf_segment_note(struct mf_manifest *m, const char *dir, const char *name, const struct mf_manifest *known,
		    struct mf_error *err);
/* The entries of its folders are on the disk after this; mf_segment_note has synced the files. */
int mf_segment_sync(const char *dir, const char *name, struct mf_error *err);

struct mf_segment {
	const struct mf_manifest_segment *about;
	struct mf_vocabulary vocabulary;
	struct mf_columns columns;
	struct mf_texts texts;
	struct mf_documents documents;
	struct mf_names names;
	struct mf_map dead; /* bitmap over documents; len 0: none */
};

/* Maps the files of DIR/about->name, all but db; `about` is borrowed. */
int mf_segment_open(struct mf_segment *s, const char *dir, const struct mf_manifest_segment *about,
		    struct mf_error *err);
/* MF_E_CORRUPT where one of its files is not the one that the manifest names. */
int mf_segment_belongs(const struct mf_segment *s, const struct mf_manifest *m, struct mf_error *err);
void mf_segment_close(struct mf_segment *s); /* accepts all zero */
/* MF_E_CORRUPT where something that was read of its files is damaged. */
int mf_segment_sound(const struct mf_segment *s, struct mf_error *err);
static inline bool mf_segment_dead(const struct mf_segment *s, uint32_t document)
{
	return s->dead.len && mf_bit_get(s->dead.data, document);
}

/* A document's description and where its text starts in the stream; the bytes stay in *room. */
int mf_segment_describe(struct mf_segment *s, uint32_t document, struct mf_buf *room,
			struct mf_description *out, struct mf_error *err);
/* Appends bytes [begin, end) of a document's text. */
int mf_segment_text(struct mf_segment *s, uint32_t document, uint32_t begin, uint32_t end, struct mf_buf *out,
		    struct mf_error *err);
/* The block of places to cite of a document (places.h) into *out, which is emptied first: nothing where it
 * has none. */
int mf_segment_places(struct mf_segment *s, uint32_t document, struct mf_buf *out, struct mf_error *err);

#endif
