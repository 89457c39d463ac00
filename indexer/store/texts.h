/* SPDX-License-Identifier: GPL-2.0-or-later */
/* texts.h - the stored texts of a segment: one long stream of bytes, compressed with zstd in chunks
 * of MF_CHUNK bytes, so that neighbours help each other and a passage costs one chunk to read.
 *
 * A document's part of the stream is its description (mf_description), then its text.
 */
#ifndef MF_STORE_TEXTS_H
#define MF_STORE_TEXTS_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/store/sections.h"
#include "wrappers/libc/buf.h"

#define MF_TEXTS_KIND "TEXT"
#define MF_TEXTS_VERSION 1
#define MF_CHUNK 16384 /* bytes of text */

struct mf_texts {
	struct mf_sections file;
	uint32_t chunks;
	const uint64_t *raw;    /* chunks + 1: where in the stream each chunk starts */
	const uint64_t *packed; /* chunks + 1: where in the file's blob */
	const char *blob;
	struct mf_buf cache;    /* the chunk read last */
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
	struct mf_buf pending, packed_chunk;
	uint64_t len; /* bytes of the stream so far */
	void *zstd;   /* ZSTD_CCtx */
};
int mf_texts_writer_open(struct mf_texts_writer *w, const char *path, struct mf_error *err);
void mf_texts_writer_add(struct mf_texts_writer *w, const void *bytes, size_t len);
void mf_texts_writer_copy(struct mf_texts_writer *w, const struct mf_texts *t); /* all of another stream, as packed */
int mf_texts_writer_close(struct mf_texts_writer *w, struct mf_error *err);     /* releases w in any case */

#endif
