/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bitmap.h - one bit for each of n things: bit i is bit i % 8 of byte i / 8. */
#ifndef MF_LIBC_BITMAP_H
#define MF_LIBC_BITMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes that n bits take, in memory as on disk; at least one, so that there is always a map. */
static inline size_t mf_bitmap_bytes(uint32_t n)
{
	return n / 8 + (size_t)1;
}

static inline bool mf_bit_get(const void *map, uint32_t i)
{
	return ((const unsigned char *)map)[i / 8] >> i % 8 & 1;
}

static inline void mf_bit_set(void *map, uint32_t i)
{
	unsigned char *byte = (unsigned char *)map + i / 8;

	*byte = (unsigned char)(*byte | 1u << i % 8);
}

#endif
