/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/store/sections.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/store/error.h"
#include "indexer/store/sections_private.h"
#include "wrappers/libc/hash.h"
#include "wrappers/libc/mem.h"

static const char magic[4] = { 'M', 'F', 'S', '2' };

uint64_t mf_sections_seal(const struct mf_sections_footer *f, const uint64_t *top)
{
	uint64_t hash = mf_hash64(top, mf_sections_top(f->bytes));

	return mf_hash64_seeded(f, offsetof(struct mf_sections_footer, seal), hash);
}

/* ---- writing ---- */

int mf_sections_create(struct mf_sections_writer *w, const char *path, struct mf_error *err)
{
	memset(w, 0, sizeof *w);
	return mf_writer_create(&w->file, path, err);
}

static void add_hash(struct mf_sections_writer *w, const void *block, size_t len)
{
	w->hash = mf_grow(w->hash, &w->hash_cap, w->hashes + 1, sizeof *w->hash);
	w->hash[w->hashes++] = mf_hash64(block, len);
	w->filled = 0;
}

static void write_bytes(struct mf_sections_writer *w, const void *bytes, size_t len)
{
	const unsigned char *at = bytes;

	mf_writer_add(w->file, bytes, len);
	while (len) {
		size_t part = MF_BLOCK - w->filled < len ? MF_BLOCK - w->filled : len;
		if (part == MF_BLOCK) {
			add_hash(w, at, part);
		} else {
			memcpy(w->block + w->filled, at, part);
			w->filled += part;
			if (w->filled == MF_BLOCK)
				add_hash(w, w->block, MF_BLOCK);
		}
		at += part;
		len -= part;
	}
}

static void align(struct mf_sections_writer *w)
{
	static const char zeros[8];
	uint64_t at = mf_writer_offset(w->file);

	if (at % 8)
		write_bytes(w, zeros, 8 - at % 8);
}

void mf_sections_begin(struct mf_sections_writer *w)
{
	align(w);
	w->at[w->n++] = mf_writer_offset(w->file);
}

void mf_sections_add(struct mf_sections_writer *w, const void *bytes, size_t len)
{
	write_bytes(w, bytes, len);
	w->len[w->n - 1] += len;
}

void mf_sections_put(struct mf_sections_writer *w, const void *bytes, size_t len)
{
	mf_sections_begin(w);
	mf_sections_add(w, bytes, len);
}

/* The hashes of the blocks, and the hashes of theirs. */
static void write_hashes(struct mf_sections_writer *w, struct mf_sections_footer *f)
{
	uint64_t table = mf_sections_table(f->bytes), tops = mf_sections_top(f->bytes) / sizeof(uint64_t);
	uint64_t *top = mf_calloc(tops + 1, sizeof *top);

	for (uint64_t i = 0; i < tops; i++) {
		uint64_t from = i << MF_BLOCK_BITS, left = table - from;
		top[i] = mf_hash64((const char *)w->hash + from, left < MF_BLOCK ? left : MF_BLOCK);
	}
	f->seal = mf_sections_seal(f, top);
	mf_writer_add(w->file, w->hash, table);
	mf_writer_add(w->file, top, tops * sizeof *top);
	free(top);
}

int mf_sections_finish(struct mf_sections_writer *w, const char *kind, uint32_t version, struct mf_error *err)
{
	struct mf_sections_footer f;
	int rc;

	memset(&f, 0, sizeof f);
	align(w);
	if (w->filled)
		add_hash(w, w->block, w->filled);
	memcpy(f.at, w->at, sizeof f.at);
	memcpy(f.len, w->len, sizeof f.len);
	f.bytes = mf_writer_offset(w->file);
	f.n = w->n;
	f.version = version;
	memcpy(f.kind, kind, sizeof f.kind);
	memcpy(f.magic, magic, sizeof f.magic);
	write_hashes(w, &f);
	mf_writer_add(w->file, &f, sizeof f);
	rc = mf_writer_close(w->file, false, err);
	free(w->hash);
	w->hash = NULL;
	w->file = NULL;
	return rc;
}

/* ---- reading ---- */

/* The footer at the end of the map; false where there is none, or where its tables do not fit. */
static bool read_footer(const struct mf_map *map, struct mf_sections_footer *f)
{
	uint64_t ends;

	if (map->len < sizeof *f)
		return false;
	ends = map->len - sizeof *f;
	memcpy(f, map->data + ends, sizeof *f);
	return memcmp(f->magic, magic, sizeof magic) == 0 && f->bytes <= ends && f->bytes % 8 == 0 &&
	       f->bytes + mf_sections_table(f->bytes) + mf_sections_top(f->bytes) == ends;
}

static bool has_kind(const struct mf_map *map, const char *kind, uint32_t *version)
{
	struct mf_sections_footer f;

	if (map->len < sizeof f)
		return false;
	memcpy(&f, map->data + map->len - sizeof f, sizeof f);
	*version = f.version;
	return memcmp(f.magic, magic, sizeof magic) == 0 && memcmp(f.kind, kind, sizeof f.kind) == 0;
}

static bool set_sections(struct mf_sections *s, const struct mf_sections_footer *f)
{
	for (unsigned i = 0; i < f->n; i++) {
		if (f->at[i] % 8 || f->at[i] > f->bytes || f->len[i] > f->bytes - f->at[i])
			return false;
		s->at[i] = s->map.data + f->at[i];
		s->len[i] = f->len[i];
	}
	s->n = f->n;
	return true;
}

static bool is_sealed(struct mf_sections *s, const char *path, const struct mf_sections_footer *f)
{
	const void *hash = s->map.data + f->bytes;
	const void *top = s->map.data + f->bytes + mf_sections_table(f->bytes);

	if (mf_sections_seal(f, top) != f->seal)
		return false;
	s->seal = f->seal;
	s->blocks = mf_blocks_new(path, s->map.data, f->bytes, hash, top);
	return true;
}

int mf_sections_open(struct mf_sections *s, const char *path, const char *kind, uint32_t version, unsigned n,
		     struct mf_error *err)
{
	struct mf_sections_footer f;
	uint32_t has;
	int rc;

	memset(s, 0, sizeof *s);
	rc = mf_map_open(&s->map, path, err);
	if (rc < 0)
		return rc;
	if (has_kind(&s->map, kind, &has) && has != version) {
		mf_sections_close(s);
		mf_error_set(err, MF_E_VERSION, "%s: has version %u, this program reads version %u", path,
			     has, version);
		mf_store_hint_rebuild(err, NULL);
		return MF_E_VERSION;
	}
	if (read_footer(&s->map, &f) && memcmp(f.kind, kind, sizeof f.kind) == 0 && f.n == n &&
	    n <= MF_SECTIONS_MAX && set_sections(s, &f) && is_sealed(s, path, &f))
		return 0;
	mf_sections_close(s);
	return mf_store_damaged(err, "%s: damaged or cut short", path);
}

void mf_sections_close(struct mf_sections *s)
{
	mf_blocks_free(s->blocks);
	mf_map_close(&s->map);
	memset(s, 0, sizeof *s);
}

int mf_sections_sound(const struct mf_sections *s, struct mf_error *err)
{
	return mf_blocks_sound(s->blocks, err);
}

int mf_sections_seal_of(const char *path, uint64_t *seal, struct mf_error *err)
{
	struct mf_sections_footer f;
	struct mf_map map;
	int rc = mf_map_open(&map, path, err);

	*seal = rc == 0 && read_footer(&map, &f) ? f.seal : 0;
	mf_map_close(&map);
	return rc;
}
