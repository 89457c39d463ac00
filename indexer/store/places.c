/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/store/places.h"

#include <string.h>

#include "wrappers/libc/varint.h"

void mf_places_encode(const struct mf_place *place, size_t n, struct mf_buf *out)
{
	size_t head = out->len, before = 0;
	uint32_t len;

	mf_buf_add(out, "\0\0\0\0", MF_PLACES_HEAD);
	for (size_t i = 0; i < n; i++) {
		size_t value = strlen(place[i].value);
		mf_buf_varint(out, place[i].at - before);
		mf_buf_varint(out, place[i].kind);
		mf_buf_varint(out, value);
		mf_buf_add(out, place[i].value, value);
		before = place[i].at;
	}
	len = (uint32_t)(out->len - head - MF_PLACES_HEAD);
	for (unsigned i = 0; i < MF_PLACES_HEAD; i++)
		out->data[head + i] = (char)(len >> 8 * i & 0xff);
}

uint32_t mf_places_length(const char head[MF_PLACES_HEAD])
{
	uint32_t len = 0;

	for (unsigned i = 0; i < MF_PLACES_HEAD; i++)
		len |= (uint32_t)(unsigned char)head[i] << 8 * i;
	return len;
}

bool mf_places_next(struct mf_places_reader *r, struct mf_stored_place *out)
{
	uint64_t number[3];
	const unsigned char *at = (const unsigned char *)r->next, *end = (const unsigned char *)r->end;

	for (int i = 0; i < 3; i++) {
		at = at < end ? mf_varint_get(at, end, &number[i]) : NULL;
		if (!at)
			return false;
	}
	if (number[1] >= MF_PLACE_KINDS || number[2] > (size_t)(end - at))
		return false;
	r->at += number[0];
	*out = (struct mf_stored_place){ r->at, (enum mf_place_kind)number[1], (const char *)at, number[2] };
	r->next = (const char *)at + number[2];
	return true;
}
