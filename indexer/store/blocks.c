/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/store/blocks.h"

#include <stdlib.h>

#include "indexer/store/error.h"
#include "wrappers/libc/hash.h"
#include "wrappers/libc/mem.h"

struct mf_blocks *mf_blocks_new(const char *path, const void *data, uint64_t len, const uint64_t *hash,
				const uint64_t *top)
{
	struct mf_blocks *b = mf_calloc(1, sizeof *b);
	uint64_t n = mf_blocks_in(len), bits = n + mf_blocks_in(n * sizeof *hash);

	b->data = data;
	b->len = len;
	b->n = n;
	b->hash = hash;
	b->top = top;
	b->seen = mf_calloc(bits / 64 + 1, sizeof *b->seen);
	b->path = mf_strdup(path);
	return b;
}

void mf_blocks_free(struct mf_blocks *b)
{
	if (!b)
		return;
	free(b->seen);
	free(b->path);
	free(b);
}

/* Has block `block` of these bytes the hash that it should have? */
static bool is_sound(const void *bytes, uint64_t len, uint64_t block, uint64_t hash)
{
	uint64_t from = block << MF_BLOCK_BITS, left = len - from;

	return mf_hash64((const unsigned char *)bytes + from, left < MF_BLOCK ? left : MF_BLOCK) == hash;
}

static void note(struct mf_blocks *b, uint64_t bit)
{
	atomic_fetch_or_explicit(&b->seen[bit / 64], (uint64_t)1 << bit % 64, memory_order_relaxed);
}

void mf_blocks_check(struct mf_blocks *b, uint64_t block)
{
	uint64_t row = block * sizeof *b->hash >> MF_BLOCK_BITS, bit = b->n + row;
	bool sound = block < b->n;

	if (sound && !(atomic_load_explicit(&b->seen[bit / 64], memory_order_relaxed) >> bit % 64 & 1)) {
		sound = is_sound(b->hash, b->n * sizeof *b->hash, row, b->top[row]);
		if (sound)
			note(b, bit);
	}
	if (!sound || !is_sound(b->data, b->len, block, b->hash[block]))
		atomic_store_explicit(&b->damaged, true, memory_order_relaxed);
	if (block < b->n)
		note(b, block);
}

int mf_blocks_sound(const struct mf_blocks *b, struct mf_error *err)
{
	if (!b || !atomic_load_explicit(&b->damaged, memory_order_relaxed))
		return 0;
	return mf_store_damaged(err, "%s: damaged", b->path);
}
