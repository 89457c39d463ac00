/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wrappers/libc/utf8.h"

/* Bytes of the well-formed sequence at p (The Unicode Standard, table 3-7), or 0. */
static unsigned sequence_bytes(const unsigned char *p, size_t room)
{
	unsigned char low = 0x80, high = 0xbf;
	unsigned bytes;

	if (p[0] < 0x80)
		return 1;
	if (p[0] < 0xc2 || p[0] > 0xf4)
		return 0;
	bytes = p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
	if (room < bytes)
		return 0;
	if (p[0] == 0xe0)
		low = 0xa0;
	else if (p[0] == 0xed)
		high = 0x9f;
	else if (p[0] == 0xf0)
		low = 0x90;
	else if (p[0] == 0xf4)
		high = 0x8f;
	if (p[1] < low || p[1] > high)
		return 0;
	for (unsigned i = 2; i < bytes; i++)
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	return bytes;
}

uint32_t mf_utf8_next_slow(const char *text, size_t len, size_t *at)
{
	const unsigned char *p = (const unsigned char *)text + *at;
	unsigned bytes = sequence_bytes(p, len - *at);
	uint32_t c;

	*at += bytes ? bytes : 1;
	switch (bytes) {
	case 1:
		return p[0];
	case 2:
		c = p[0] & 0x1fu;
		break;
	case 3:
		c = p[0] & 0x0fu;
		break;
	case 4:
		c = p[0] & 0x07u;
		break;
	default:
		return MF_UTF8_BAD;
	}
	for (unsigned i = 1; i < bytes; i++)
		c = c << 6 | (p[i] & 0x3fu);
	return c;
}

size_t mf_utf8_put(char *out, uint32_t c)
{
	unsigned char *p = (unsigned char *)out;

	if (c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		c = MF_UTF8_BAD;
	if (c < 0x80) {
		p[0] = (unsigned char)c;
		return 1;
	}
	if (c < 0x800) {
		p[0] = (unsigned char)(0xc0 | c >> 6);
		p[1] = (unsigned char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		p[0] = (unsigned char)(0xe0 | c >> 12);
		p[1] = (unsigned char)(0x80 | (c >> 6 & 0x3f));
		p[2] = (unsigned char)(0x80 | (c & 0x3f));
		return 3;
	}
	p[0] = (unsigned char)(0xf0 | c >> 18);
	p[1] = (unsigned char)(0x80 | (c >> 12 & 0x3f));
	p[2] = (unsigned char)(0x80 | (c >> 6 & 0x3f));
	p[3] = (unsigned char)(0x80 | (c & 0x3f));
	return 4;
}

bool mf_utf8_valid(const char *text, size_t len, size_t *bad)
{
	const unsigned char *p = (const unsigned char *)text;
	size_t at = 0;

	while (at < len) {
		unsigned bytes = sequence_bytes(p + at, len - at);

		if (!bytes) {
			if (bad)
				*bad = at;
			return false;
		}
		at += bytes;
	}
	return true;
}

size_t mf_utf8_count(const char *text, size_t len)
{
	size_t n = 0, at = 0;

	while (at < len) {
		mf_utf8_next(text, len, &at);
		n++;
	}
	return n;
}
