/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/store/texts.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <zdict.h>
#include <zstd.h>
#include <zstd_errors.h>

#include "indexer/store/error.h"
#include "wrappers/libc/mem.h"

#define DICTIONARY ((size_t)112640) /* bytes, the size that zstd trains by default */
#define SAMPLES_ENOUGH ((size_t)1 << 20)
#define KEEP_MAPPED ((uint64_t)4 << 20) /* bytes copied from a map before its pages are given back */

enum { S_BLOB, S_RAW, S_PACKED, S_DICTIONARY, SECTIONS };

static int damaged(struct mf_error *err, const char *what)
{
	return mf_store_damaged(err, "stored texts: %s", what);
}

int mf_texts_open(struct mf_texts *t, const char *path, struct mf_error *err)
{
	struct mf_sections *f = &t->file;
	int rc;

	memset(t, 0, sizeof *t);
	t->cache = (struct mf_buf)MF_BUF_INIT;
	t->cached = UINT32_MAX;
	rc = mf_sections_open(f, path, MF_TEXTS_KIND, MF_TEXTS_VERSION, SECTIONS, err);
	if (rc < 0)
		return rc;
	t->raw = f->at[S_RAW];
	t->packed = f->at[S_PACKED];
	t->blob = f->at[S_BLOB];
	t->dictionary_len = f->len[S_DICTIONARY];
	t->dictionary = t->dictionary_len ? f->at[S_DICTIONARY] : NULL;
	if (f->len[S_RAW] >= sizeof *t->raw && f->len[S_RAW] == f->len[S_PACKED]) {
		t->chunks = (uint32_t)(f->len[S_RAW] / sizeof *t->raw - 1);
		t->len = mf_blocks_u64(f->blocks, t->raw, t->chunks);
		t->packed_len = f->len[S_BLOB];
		if (mf_blocks_u64(f->blocks, t->packed, t->chunks) == t->packed_len)
			return 0;
	}
	mf_texts_close(t);
	return mf_store_damaged(err, "%s: sections do not fit together", path);
}

void mf_texts_close(struct mf_texts *t)
{
	mf_sections_close(&t->file);
	mf_buf_release(&t->cache);
	ZSTD_freeDCtx(t->zstd);
	ZSTD_freeDDict(t->prepared);
	t->zstd = t->prepared = NULL;
	t->cached = UINT32_MAX;
}

static uint32_t chunk_of(const struct mf_texts *t, uint64_t at)
{
	uint32_t low = 0, high = t->chunks;

	while (high - low > 1) {
		uint32_t mid = low + (high - low) / 2;
		if (mf_blocks_u64(t->file.blocks, t->raw, mid) <= at)
			low = mid;
		else
			high = mid;
	}
	return low;
}

static bool is_inside(const struct mf_texts *t, uint32_t chunk)
{
	mf_blocks_touch(t->file.blocks, t->raw + chunk, 2 * sizeof *t->raw);
	mf_blocks_touch(t->file.blocks, t->packed + chunk, 2 * sizeof *t->packed);
	if (t->raw[chunk + 1] - t->raw[chunk] > 2 * MF_CHUNK || t->packed[chunk] > t->packed[chunk + 1] ||
	    t->packed[chunk + 1] > t->packed_len)
		return false;
	mf_blocks_touch(t->file.blocks, t->blob + t->packed[chunk], t->packed[chunk + 1] - t->packed[chunk]);
	return true;
}

/* The compiled dictionary, once it is needed. */
static const ZSTD_DDict *prepared(struct mf_texts *t)
{
	if (t->dictionary && !t->prepared) {
		mf_blocks_touch(t->file.blocks, t->dictionary, t->dictionary_len);
		t->prepared = ZSTD_createDDict(t->dictionary, t->dictionary_len);
		if (!t->prepared)
			mf_out_of_memory();
	}
	return t->prepared;
}

static int unpack(struct mf_texts *t, uint32_t chunk, struct mf_error *err)
{
	uint64_t len, from, to;
	char *room;
	size_t got;

	if (t->cached == chunk)
		return 0;
	if (!is_inside(t, chunk))
		return damaged(err, "a chunk lies outside the file");
	len = t->raw[chunk + 1] - t->raw[chunk];
	from = t->packed[chunk];
	to = t->packed[chunk + 1];
	mf_buf_reset(&t->cache);
	t->cached = UINT32_MAX;
	room = mf_buf_reserve(&t->cache, len + 1);
	if (!t->zstd && !(t->zstd = ZSTD_createDCtx()))
		mf_out_of_memory();
	got = ZSTD_decompress_usingDDict(t->zstd, room, len, t->blob + from, to - from, prepared(t));
	if (ZSTD_getErrorCode(got) == ZSTD_error_memory_allocation)
		mf_out_of_memory();
	if (ZSTD_isError(got) || got != len)
		return damaged(err, "a chunk does not unpack");
	t->cache.len = len;
	t->cached = chunk;
	return 0;
}

int mf_texts_read(struct mf_texts *t, uint64_t at, uint64_t len, struct mf_buf *out, struct mf_error *err)
{
	if (!t->chunks || at > t->len || len > t->len - at)
		return len ? damaged(err, "a text lies outside the file") : 0;
	for (uint32_t chunk = chunk_of(t, at); len; chunk++) {
		uint64_t skip, part;
		int rc = chunk < t->chunks ? unpack(t, chunk, err)
					   : damaged(err, "a text lies outside the file");
		if (rc < 0)
			return rc;
		skip = at - t->raw[chunk];
		if (skip > t->cache.len)
			return damaged(err, "a chunk lies outside the file");
		part = t->cache.len - skip < len ? t->cache.len - skip : len;
		mf_buf_add(out, t->cache.data + skip, part);
		at += part;
		len -= part;
	}
	return 0;
}

int mf_texts_writer_open(struct mf_texts_writer *w, const char *path, int level, const void *dictionary,
			 size_t dictionary_len, struct mf_error *err)
{
	int rc;

	memset(w, 0, sizeof *w);
	w->pending = w->packed_chunk = w->dictionary = (struct mf_buf)MF_BUF_INIT;
	w->level = level;
	rc = mf_sections_create(&w->file, path, err);
	if (rc < 0)
		return rc;
	mf_sections_begin(&w->file);
	w->zstd = ZSTD_createCCtx();
	if (!w->zstd)
		mf_out_of_memory();
	if (dictionary_len) {
		mf_buf_add(&w->dictionary, dictionary, dictionary_len);
		w->prepared = ZSTD_createCDict(w->dictionary.data, dictionary_len, level);
		if (!w->prepared)
			mf_out_of_memory();
	}
	w->raw = mf_grow(NULL, &w->raw_cap, 1, sizeof *w->raw);
	w->packed = mf_grow(NULL, &w->packed_cap, 1, sizeof *w->packed);
	w->raw[0] = w->packed[0] = 0;
	return 0;
}

static void add_chunk(struct mf_texts_writer *w, const void *packed, size_t packed_len, uint64_t raw_len)
{
	mf_sections_add(&w->file, packed, packed_len);
	w->raw = mf_grow(w->raw, &w->raw_cap, w->chunks + (size_t)2, sizeof *w->raw);
	w->packed = mf_grow(w->packed, &w->packed_cap, w->chunks + (size_t)2, sizeof *w->packed);
	w->raw[w->chunks + 1] = w->raw[w->chunks] + raw_len;
	w->packed[w->chunks + 1] = w->packed[w->chunks] + packed_len;
	w->chunks++;
}

static void pack(struct mf_texts_writer *w, const char *bytes, size_t len)
{
	size_t bound = ZSTD_compressBound(len), packed;
	char *room;

	mf_buf_reset(&w->packed_chunk);
	room = mf_buf_reserve(&w->packed_chunk, bound);
	packed = w->prepared ? ZSTD_compress_usingCDict(w->zstd, room, bound, bytes, len, w->prepared)
			     : ZSTD_compressCCtx(w->zstd, room, bound, bytes, len, w->level);
	if (ZSTD_isError(packed)) /* there is room: what fails is memory */
		mf_out_of_memory();
	add_chunk(w, room, packed, len);
}

void mf_texts_writer_add(struct mf_texts_writer *w, const void *bytes, size_t len)
{
	size_t done = 0;

	mf_buf_add(&w->pending, bytes, len);
	w->len += len;
	for (; w->pending.len - done >= MF_CHUNK; done += MF_CHUNK)
		pack(w, w->pending.data + done, MF_CHUNK);
	if (done) {
		memmove(w->pending.data, w->pending.data + done, w->pending.len - done);
		w->pending.len -= done;
	}
}

static bool same_dictionary(const struct mf_texts_writer *w, const struct mf_texts *t)
{
	mf_blocks_touch(t->file.blocks, t->dictionary, t->dictionary_len);
	return t->dictionary && t->dictionary_len == w->dictionary.len &&
	       memcmp(t->dictionary, w->dictionary.data, t->dictionary_len) == 0;
}

int mf_texts_writer_copy(struct mf_texts_writer *w, struct mf_texts *t, struct mf_error *err)
{
	bool as_packed = same_dictionary(w, t);

	if (w->pending.len) {
		pack(w, w->pending.data, w->pending.len);
		mf_buf_reset(&w->pending);
	}
	for (uint32_t c = 0; c < t->chunks; c++) {
		uint64_t len;
		if (!is_inside(t, c))
			return damaged(err, "a chunk lies outside the file");
		len = t->raw[c + 1] - t->raw[c];
		if (as_packed) {
			add_chunk(w, t->blob + t->packed[c], t->packed[c + 1] - t->packed[c], len);
		} else {
			int rc = unpack(t, c, err);
			if (rc < 0)
				return rc;
			pack(w, t->cache.data, t->cache.len);
		}
		w->len += len;
	}
	return 0;
}

int mf_texts_writer_close(struct mf_texts_writer *w, struct mf_error *err)
{
	int rc;

	if (w->pending.len)
		pack(w, w->pending.data, w->pending.len);
	mf_sections_put(&w->file, w->raw, (w->chunks + (size_t)1) * sizeof *w->raw);
	mf_sections_put(&w->file, w->packed, (w->chunks + (size_t)1) * sizeof *w->packed);
	mf_sections_put(&w->file, w->dictionary.data, w->dictionary.len);
	rc = mf_sections_finish(&w->file, MF_TEXTS_KIND, MF_TEXTS_VERSION, err);
	free(w->raw);
	free(w->packed);
	mf_buf_release(&w->pending);
	mf_buf_release(&w->packed_chunk);
	ZSTD_freeCDict(w->prepared);
	mf_buf_release(&w->dictionary);
	ZSTD_freeCCtx(w->zstd);
	memset(w, 0, sizeof *w);
	return rc;
}

/* ---- samples ---- */

int mf_samples_add(struct mf_samples *s, struct mf_texts *t, struct mf_error *err)
{
	for (uint32_t c = 0; c < t->chunks && s->bytes.len < MF_SAMPLES; c++) {
		int rc = unpack(t, c, err);
		if (rc < 0)
			return rc;
		mf_buf_add(&s->bytes, t->cache.data, t->cache.len);
		s->len = mf_grow(s->len, &s->cap, s->n + 1, sizeof *s->len);
		s->len[s->n++] = t->cache.len;
	}
	return 0;
}

void mf_samples_train(const struct mf_samples *s, struct mf_buf *dictionary)
{
	char *room;
	size_t got;

	if (s->bytes.len < SAMPLES_ENOUGH)
		return;
	room = mf_buf_reserve(dictionary, DICTIONARY);
	got = ZDICT_trainFromBuffer(room, DICTIONARY, s->bytes.data, s->len, (unsigned)s->n);
	if (ZDICT_isError(got))
		return;
	dictionary->len += got;
	dictionary->data[dictionary->len] = '\0';
}

void mf_samples_release(struct mf_samples *s)
{
	mf_buf_release(&s->bytes);
	free(s->len);
}
