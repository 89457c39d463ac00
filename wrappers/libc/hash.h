/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hash.h - XXH3 of libxxhash, inlined. */
#ifndef MF_LIBC_HASH_H
#define MF_LIBC_HASH_H

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <stddef.h>
#include <stdint.h>

static inline uint64_t mf_hash64(const void *bytes, size_t len)
{
	return XXH3_64bits(bytes, len);
}

static inline uint64_t mf_hash64_seeded(const void *bytes, size_t len, uint64_t seed)
{
	return XXH3_64bits_withSeed(bytes, len, seed);
}

#endif
