/* SPDX-License-Identifier: GPL-2.0-or-later */
/* utf8.h - UTF-8, one code point at a time.  No policy, no tables. */
#ifndef MF_LIBC_UTF8_H
#define MF_LIBC_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MF_UTF8_BAD 0xfffdu /* U+FFFD, what a bad byte decodes to */

/* Decodes the code point at text[*at], moves *at after it (by at least one, never past len).
 * A bad, overlong, surrogate or cut sequence gives U+FFFD and moves one byte.  Needs *at < len. */
uint32_t mf_utf8_next_slow(const char *text, size_t len, size_t *at);

static inline uint32_t mf_utf8_next(const char *text, size_t len, size_t *at)
{
	const unsigned char *p = (const unsigned char *)text + *at;

	if (p[0] < 0x80) {
		*at += 1;
		return p[0];
	}
	if (p[0] >= 0xc2 && p[0] < 0xe0 && *at + 1 < len && (p[1] & 0xc0) == 0x80) {
		*at += 2;
		return ((uint32_t)(p[0] & 0x1f) << 6) | (p[1] & 0x3fu);
	}
	return mf_utf8_next_slow(text, len, at);
}

/* Writes code point `c` at `out` (room for 4 bytes); returns the number of bytes written. */
size_t mf_utf8_put(char *out, uint32_t c);

/* True when the bytes are well-formed UTF-8; else *bad (may be NULL) is the offset of the first bad byte. */
bool mf_utf8_valid(const char *text, size_t len, size_t *bad);

/* Number of code points, bad bytes counted as one each. */
size_t mf_utf8_count(const char *text, size_t len);

#endif
