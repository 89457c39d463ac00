/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/cluster/wire.h"

#include <string.h>

#include "wrappers/libc/varint.h"

#define SCORE_MAX 1e9

void mf_wire_put_signed(struct mf_buf *to, int64_t value)
{
	mf_buf_varint(to, (uint64_t)value << 1 ^ (uint64_t)(value >> 63));
}

void mf_wire_put_real(struct mf_buf *to, double value)
{
	uint64_t bits;

	memcpy(&bits, &value, sizeof bits);
	for (int i = 0; i < 8; i++)
		mf_buf_addch(to, (char)(bits >> 8 * i));
}

void mf_wire_put_text(struct mf_buf *to, const char *text, size_t len)
{
	mf_buf_varint(to, len);
	mf_buf_add(to, text, len);
}

void mf_wire_put_string(struct mf_buf *to, const char *text)
{
	mf_buf_varint(to, text ? strlen(text) + 1 : 0);
	if (text)
		mf_buf_addstr(to, text);
}

uint64_t mf_wire_number(struct mf_wire *from, uint64_t most)
{
	uint64_t value = 0;
	const unsigned char *after = from->bad ? NULL : mf_varint_get(from->at, from->end, &value);

	if (!after || value > most) {
		from->bad = true;
		return 0;
	}
	from->at = after;
	return value;
}

int64_t mf_wire_signed(struct mf_wire *from)
{
	uint64_t value = mf_wire_number(from, UINT64_MAX);

	return (int64_t)(value >> 1 ^ (0 - (value & 1)));
}

/* The next `n` bytes, or NULL. */
static const unsigned char *bytes(struct mf_wire *from, uint64_t n)
{
	const unsigned char *at = from->at;

	if (from->bad || n > (uint64_t)(from->end - at)) {
		from->bad = true;
		return NULL;
	}
	from->at += n;
	return at;
}

double mf_wire_real(struct mf_wire *from)
{
	const unsigned char *at = bytes(from, 8);
	uint64_t bits = 0;
	double value;

	for (int i = 0; at && i < 8; i++)
		bits |= (uint64_t)at[i] << 8 * i;
	memcpy(&value, &bits, sizeof value);
	return value;
}

double mf_wire_score(struct mf_wire *from)
{
	double value = mf_wire_real(from);

	if (value >= -SCORE_MAX && value <= SCORE_MAX)
		return value;
	from->bad = true;
	return 0;
}

const char *mf_wire_text(struct mf_wire *from, size_t *len)
{
	uint64_t n = mf_wire_number(from, UINT64_MAX);
	const unsigned char *at = bytes(from, n);

	if (len)
		*len = at ? (size_t)n : 0;
	return at && n ? mf_arena_strndup(from->arena, (const char *)at, (size_t)n) : "";
}

const char *mf_wire_string(struct mf_wire *from)
{
	uint64_t n = mf_wire_number(from, UINT64_MAX);
	const unsigned char *at = n ? bytes(from, n - 1) : NULL;

	if (!at)
		return from->bad ? "" : NULL;
	if (memchr(at, '\0', (size_t)n - 1)) {
		from->bad = true;
		return "";
	}
	return mf_arena_strndup(from->arena, (const char *)at, (size_t)n - 1);
}

const char *mf_wire_known(struct mf_wire *from)
{
	const char *text = mf_wire_string(from);

	return text ? text : "";
}

size_t mf_wire_count(struct mf_wire *from, size_t least)
{
	return (size_t)mf_wire_number(from, (uint64_t)(from->end - from->at) / least);
}
