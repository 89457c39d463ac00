/* SPDX-License-Identifier: GPL-2.0-or-later */
/* blocks.h - damage found when it is first touched: a mapped file in blocks, each with its hash.
 *
 * The file ends with a table of the hashes of its blocks (XXH3, 64 bits each), a table of the hashes of
 * that table's blocks, and a footer with a hash of the latter and of itself (sections.h).  Opening a file
 * reads the end alone.  Whoever reads bytes of a file tells mf_blocks_touch first; a block that is met for
 * the first time is hashed and compared, and a bit notes that it was.  (A hash tree of two levels: Merkle,
 * A Digital Signature Based on a Conventional Encryption Function, 1987.)
 *
 * A block that is damaged is noted, as ferror() notes what failed: reading goes on within bounds, and who
 * asked for an answer asks mf_blocks_sound before it is given.  Any number of threads may do all this.
 */
#ifndef MF_STORE_BLOCKS_H
#define MF_STORE_BLOCKS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wrappers/libc/error.h"

#define MF_BLOCK_BITS 10
#define MF_BLOCK ((size_t)1 << MF_BLOCK_BITS) /* bytes */

/* How many blocks so many bytes are. */
static inline uint64_t mf_blocks_in(uint64_t bytes)
{
	return (bytes + MF_BLOCK - 1) >> MF_BLOCK_BITS;
}

struct mf_blocks {
	const unsigned char *data;  /* borrowed: the map */
	_Atomic uint64_t *seen;     /* a bit for each block, then for each block of the table */
	const uint64_t *hash, *top; /* of the blocks; of the blocks of `hash` */
	uint64_t len, n;            /* bytes; blocks */
	atomic_bool damaged;
	char *path;
};

/* A file whose first `len` bytes have their hashes at `hash`, and these theirs at `top`, which is right. */
struct mf_blocks *mf_blocks_new(const char *path, const void *data, uint64_t len, const uint64_t *hash,
				const uint64_t *top);
void mf_blocks_free(struct mf_blocks *b); /* NULL accepted */
void mf_blocks_check(struct mf_blocks *b, uint64_t block);

/* Bytes [at, at + len) of the file are about to be read.  NULL: they are in memory. */
static inline void mf_blocks_touch(struct mf_blocks *b, const void *at, size_t len)
{
	uint64_t block, last;

	if (!b || !len)
		return;
	block = (uint64_t)((const unsigned char *)at - b->data);
	last = (block + len - 1) >> MF_BLOCK_BITS;
	for (block >>= MF_BLOCK_BITS; block <= last; block++)
		if (!(atomic_load_explicit(&b->seen[block / 64], memory_order_relaxed) >> block % 64 & 1))
			mf_blocks_check(b, block);
}

/* Number i of an array in the file. */
static inline uint32_t mf_blocks_u32(struct mf_blocks *b, const uint32_t *array, size_t i)
{
	mf_blocks_touch(b, array + i, sizeof *array);
	return array[i];
}

static inline uint64_t mf_blocks_u64(struct mf_blocks *b, const uint64_t *array, size_t i)
{
	mf_blocks_touch(b, array + i, sizeof *array);
	return array[i];
}

/* MF_E_CORRUPT where a block that was touched is damaged. */
int mf_blocks_sound(const struct mf_blocks *b, struct mf_error *err);

#endif
