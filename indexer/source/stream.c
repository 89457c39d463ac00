/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/source/stream.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/source/detect.h"
#include "indexer/source/source.h"
#include "wrappers/icu/charset.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/utf8.h"

#define STEP ((size_t)64 << 10)

int mf_stream_peek(struct mf_stream *s, size_t need, char **bytes, size_t *len, struct mf_error *err)
{
	int status = MF_OK;

	if (s->at && !s->end && (s->at >= s->len / 2 || s->len - s->at < need)) {
		memmove(s->data, s->data + s->at, s->len - s->at);
		s->len -= s->at;
		s->at = 0;
	}
	while (!s->end && s->len - s->at < need && status == MF_OK) {
		size_t more = need - (s->len - s->at), got = 0;

		if (more < STEP)
			more = STEP;
		s->data = mf_grow(s->data, &s->cap, s->len + more + 1, 1);
		status = s->fill(s->ctx, s->data + s->len, more, &got, err);
		s->len += got;
		s->end = status == MF_OK && got == 0;
	}
	if (!s->data)
		s->data = mf_grow(NULL, &s->cap, STEP, 1);
	s->data[s->len] = '\0';
	*bytes = s->data + s->at;
	*len = s->len - s->at;
	return status;
}

void mf_stream_skip(struct mf_stream *s, size_t len)
{
	s->at += len;
	s->offset += len;
}

void mf_stream_release(struct mf_stream *s)
{
	free(s->data);
	s->data = NULL;
	s->at = s->len = s->cap = 0;
}

/* How much of bytes[0, len) can be decoded without what follows. */
static size_t cut_raw(const char *name, const char *bytes, size_t len)
{
	size_t unit = mf_encoding_unit(name), near = len > STEP ? len - STEP : 0;

	if (unit > 1) {
		len -= len % unit;
		/* Not between the halves of a surrogate pair, in either byte order. */
		bool half = unit == 2 && len > 2 &&
			    ((bytes[len - 2] & 0xfc) == 0xd8 || (bytes[len - 1] & 0xfc) == 0xd8);
		return half ? len - 2 : len;
	}
	if (!strcmp(name, "UTF-8")) {
		for (size_t i = 1; i <= 3 && i < len; i++)
			if ((bytes[len - i] & 0xc0) == 0xc0)
				return len - i;
		return len;
	}
	for (size_t i = len; i > near; i--)
		if (bytes[i - 1] == '\n')
			return i;
	return len;
}

/* The next piece of the raw stream, decoded into d->out. */
static int decode_piece(struct mf_decoder *d, struct mf_error *err)
{
	const char *name = d->used ? d->used : d->wanted;
	size_t want = d->used ? MF_DOCUMENT_MAX / 8 : MF_DOCUMENT_MAX, len, first = 0;
	struct mf_charset found = { .used = d->used };
	char *bytes;
	int status = mf_stream_peek(d->raw, want + 1, &bytes, &len, err);

	mf_buf_reset(&d->out);
	d->at = 0;
	if (status != MF_OK || len == 0)
		return status;
	if (!strcmp(name, "auto"))
		name = mf_looks_wide(bytes, len) ? "UTF-16" : "UTF-8";
	if (len > want)
		len = cut_raw(name, bytes, want);
	status = mf_to_utf8(bytes, len, d->declared, d->wanted, &d->out, &found, err);
	if (status != MF_OK)
		return status;
	if (found.bad && !d->bad) {
		mf_utf8_valid(bytes, len, &first);
		d->bad_at = d->raw->offset + (strcmp(found.used, "UTF-8") ? 0 : first);
	}
	d->bad += found.bad;
	if (found.other && !d->other_lines) {
		d->other = found.other;
		d->other_at = d->raw->offset + found.other_at;
	}
	d->other_lines += found.other_lines;
	d->used = d->used ? d->used : found.used;
	mf_stream_skip(d->raw, len);
	return MF_OK;
}

static int fill_decoded(void *ctx, char *room, size_t size, size_t *got, struct mf_error *err)
{
	struct mf_decoder *d = ctx;
	int status = MF_OK;

	while (d->at == d->out.len && status == MF_OK) {
		uint64_t before = d->raw->offset;
		status = decode_piece(d, err);
		if (d->raw->offset == before)
			break;
	}
	*got = d->out.len - d->at < size ? d->out.len - d->at : size;
	memcpy(room, d->out.data + d->at, *got);
	d->at += *got;
	return status;
}

struct mf_stream mf_decoder_open(struct mf_decoder *d, struct mf_stream *raw, const char *wanted,
				 const char *declared)
{
	*d = (struct mf_decoder){ .raw = raw, .wanted = wanted, .declared = declared, .out = MF_BUF_INIT };
	return (struct mf_stream){ .fill = fill_decoded, .ctx = d };
}

void mf_decoder_release(struct mf_decoder *d)
{
	mf_buf_release(&d->out);
}
