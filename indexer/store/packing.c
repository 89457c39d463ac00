/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/store/packing.h"

#include <stdbool.h>

enum { LOW = 0x81, FIRST = 0x82, LAST = 0xfd, HIGH = 0xfe };

/* U+0600 to U+067F are 0xd8 or 0xd9 and one byte more; 0 where the two are no letter that is packed. */
static unsigned letter(unsigned char lead, unsigned char next)
{
	unsigned code;

	if ((lead & 0xfe) != 0xd8 || (next & 0xc0) != 0x80)
		return 0;
	code = 0x80 | (lead & 1u) << 6 | (next & 0x3f);
	return code >= FIRST && code <= LAST ? code : 0;
}

/* Does a byte that is packed alone stand above the letters? */
static bool is_above(unsigned char byte, unsigned char next)
{
	return byte >= 0xda || byte == 0xd9 || (byte == 0xd8 && next >= 0xc0);
}

size_t mf_pack(const char *text, size_t len, char *out)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i], next = i + 1 < len ? (unsigned char)text[i + 1] : 0;
		unsigned code = letter(c, next);
		if (code) {
			out[n++] = (char)code;
			i++;
		} else if (c < 0x80) {
			out[n++] = (char)c;
		} else {
			out[n++] = (char)(is_above(c, next) ? HIGH : LOW);
			out[n++] = (char)c;
		}
	}
	return n;
}

size_t mf_unpack(const char *packed, size_t len, char *out)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)packed[i];
		if (c >= FIRST && c <= LAST) {
			out[n++] = (char)(0xd8 | (c >> 6 & 1));
			out[n++] = (char)(0x80 | (c & 0x3f));
		} else if (c < 0x80 || i + 1 == len) {
			out[n++] = (char)c;
		} else {
			out[n++] = packed[++i];
		}
	}
	return n;
}
