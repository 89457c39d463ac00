/* SPDX-License-Identifier: GPL-2.0-or-later */
/* texts.h - the stored texts of a segment: one long stream of bytes, compressed with zstd in chunks
 * of MF_CHUNK bytes, so that neighbours help each other and a passage costs one chunk to read.  A
 * large stream has a dictionary of its own, trained on samples of it, which all its chunks share.
 *
 * A document's part of the stream is its description (mf_description), its text, and places in it to cite.
 */
#ifndef MF_STORE_TEXTS_H
#define MF_STORE_TEXTS_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/store/sections.h"
#include "wrappers/libc/buf.h"

#define MF_TEXTS_KIND "TEXT"
#define MF_TEXTS_VERSION 2
#define MF_CHUNK 16384 /* bytes of text */

struct mf_texts {
	struct mf_sections file;
	uint32_t chunks;
	uint64_t len, packed_len; /* bytes of the stream; of blob */
	const uint64_t *raw;      /* chunks + 1: where in the stream each chunk starts */
	const uint64_t *packed;   /* chunks + 1: where in the file's blob */
	const char *blob;
	const void *dictionary; /* or NULL */
	size_t dictionary_len;
	void *zstd, *prepared; /* ZSTD_DCtx; ZSTD_DDict of the dictionary */
	struct mf_buf cache;   /* the chunk read last */
	uint32_t cached;
};
int mf_texts_open(struct mf_texts *t, const char *path, struct mf_error *err);
void mf_texts_close(struct mf_texts *t);
/* Appends bytes [at, at + len) of the stream to *out.  Not for two threads at once. */
int mf_texts_read(struct mf_texts *t, uint64_t at, uint64_t len, struct mf_buf *out, struct mf_error *err);

struct mf_texts_writer {
	struct mf_sections_writer file;
	uint64_t *raw, *packed;
	uint32_t chunks;
	size_t raw_cap, packed_cap;
	struct mf_buf pending, packed_chunk, dictionary;
	uint64_t len; /* bytes of the stream so far */
	int level;
	void *zstd, *prepared; /* ZSTD_CCtx; ZSTD_CDict of the dictionary */
};

#define MF_TEXTS_FAST 1            /* levels: of streams that are merged soon, */
#define MF_TEXTS_KEPT 6            /* of those that stay, */
#define MF_TEXTS_WITH_DICTIONARY 3 /* and of those that stay and have a dictionary */
/* `dictionary` (copied) may be NULL. */
int mf_texts_writer_open(struct mf_texts_writer *w, const char *path, int level, const void *dictionary,
			 size_t dictionary_len, struct mf_error *err);
void mf_texts_writer_add(struct mf_texts_writer *w, const void *bytes, size_t len);
/* All of another stream, chunk by chunk: as packed where it has the same dictionary, else packed anew. */
int mf_texts_writer_copy(struct mf_texts_writer *w, struct mf_texts *t, struct mf_error *err);
int mf_texts_writer_close(struct mf_texts_writer *w, struct mf_error *err); /* releases w in any case */

/* Samples of streams, and the dictionary that they train: nothing is appended where there is too
 * little to learn from.  Add streams in order; the first MF_SAMPLES bytes count. */
#define MF_SAMPLES ((size_t)4 << 20)
struct mf_samples {
	struct mf_buf bytes;
	size_t *len, n, cap;
};
int mf_samples_add(struct mf_samples *s, struct mf_texts *t, struct mf_error *err);
void mf_samples_train(const struct mf_samples *s, struct mf_buf *dictionary);
void mf_samples_release(struct mf_samples *s);

#endif
