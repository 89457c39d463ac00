/* SPDX-License-Identifier: GPL-2.0-or-later */
/* varint.h - unsigned integers of one to ten bytes, seven bits a byte, low bits first (LEB128). */
#ifndef MF_LIBC_VARINT_H
#define MF_LIBC_VARINT_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Writes at most 10 bytes; returns the place after them. */
static inline unsigned char *mf_varint_put(unsigned char *at, uint64_t value)
{
	while (value >= 0x80) {
		*at++ = (unsigned char)(value | 0x80);
		value >>= 7;
	}
	*at++ = (unsigned char)value;
	return at;
}

/* Reads one value from [at, end); returns the place after it, or NULL where the bytes end early
 * or the value has more than 64 bits. */
static inline const unsigned char *mf_varint_get(const unsigned char *at, const unsigned char *end,
						 uint64_t *value)
{
	uint64_t v = 0;

	for (unsigned shift = 0; at < end && shift < 64; shift += 7) {
		unsigned char c = *at++;
		v |= (uint64_t)(c & 0x7f) << shift;
		if (c < 0x80) {
			*value = v;
			return at;
		}
	}
	return NULL;
}

/* The same for rows of values that mostly have up to four bytes and differ in how many: without a branch on
 * each byte, which a processor cannot foretell.  The lowest top bit that is not set ends the value. */
static inline const unsigned char *mf_varint_get_mixed(const unsigned char *at, const unsigned char *end,
						       uint64_t *value)
{
	uint32_t bytes, stop;

	if (!at || end - at < (ptrdiff_t)sizeof bytes)
		return at ? mf_varint_get(at, end, value) : NULL;
	memcpy(&bytes, at, sizeof bytes);
	stop = ~bytes & 0x80808080u;
	if (!stop)
		return mf_varint_get(at, end, value);
	bytes &= stop ^ (stop - 1); /* up to the end of the value */
	*value = (bytes & 0x7f) | (bytes >> 1 & 0x3f80) | (bytes >> 2 & 0x1fc000) | (bytes >> 3 & 0xfe00000);
	return at + __builtin_ctz(stop) / 8 + 1;
}

#endif
