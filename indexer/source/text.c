/* SPDX-License-Identifier: GPL-2.0-or-later */
/* text.c - plain text, perhaps with a header block. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/source/reading.h"
#include "wrappers/libc/mem.h"

struct line {
	const char *text;
	size_t len;  /* without the line feed and carriage return */
	size_t next; /* where the next line begins */
};

static struct line line_at(const char *text, size_t len, size_t at)
{
	const char *stop = memchr(text + at, '\n', len - at);
	size_t end = stop ? (size_t)(stop - text) : len;
	struct line line = { text + at, end - at, stop ? end + 1 : len };

	while (line.len && (line.text[line.len - 1] == '\r' || line.text[line.len - 1] == ' ' ||
			    line.text[line.len - 1] == '\t'))
		line.len--;
	return line;
}

static bool is_name_byte(char c)
{
	return isalnum((unsigned char)c) || c == '-' || c == '_';
}

/* Bytes of the name in "Name: value", or 0. */
static size_t name_len(const struct line *line)
{
	size_t n = 0;

	while (n < line->len && is_name_byte(line->text[n]))
		n++;
	return n && n < line->len && n <= 40 && line->text[n] == ':' ? n : 0;
}

static const char *value_of(struct mf_reading *r, const struct line *line, size_t name)
{
	size_t at = name + 1;

	while (at < line->len && (line->text[at] == ' ' || line->text[at] == '\t'))
		at++;
	return mf_arena_strndup(&r->arena, line->text + at, line->len - at);
}

/* Reads the header block into *doc; returns the bytes it takes, 0 where there is none. */
static size_t read_headers(struct mf_reading *r, struct mf_document *doc, const char *text, size_t len)
{
	struct mf_field *extra = NULL;
	size_t at = 0, extra_cap = 0;
	long number = 1;

	for (; at < len; number++) {
		struct line line = line_at(text, len, at);
		size_t name = name_len(&line);
		enum mf_known_field field = name ? mf_reading_field(r->options, line.text, name) : MF_FIELDS;

		if (number == 1 && (field == MF_FIELDS || field == MF_FIELD_TEXT))
			return 0;
		if (line.len == 0) {
			at = line.next;
			break;
		}
		if (!name) {
			mf_reading_warn(r, number, "put a blank line between the header block and the text",
					"the header block ends without a blank line; the text begins here");
			break;
		}
		if (field < MF_FIELDS && field != MF_FIELD_TEXT) {
			mf_reading_set(doc, field, value_of(r, &line, name));
		} else {
			extra = mf_grow(extra, &extra_cap, doc->extra_n + 1, sizeof *extra);
			extra[doc->extra_n].name = mf_arena_strndup(&r->arena, line.text, name);
			extra[doc->extra_n++].value = value_of(r, &line, name);
		}
		at = line.next;
	}
	if (extra) {
		size_t size = doc->extra_n * sizeof *extra;
		doc->extra = memcpy(mf_arena_alloc(&r->arena, size), extra, size);
		free(extra);
	}
	return at;
}

static bool all_blank(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!isspace((unsigned char)text[i]))
			return false;
	return true;
}

/* Header block and title from the first piece of the text, which is skipped as far as it is used. */
static bool begin_document(struct mf_reading *r, struct mf_document *doc, struct mf_stream *s,
			   const char *text, size_t len)
{
	size_t headers = read_headers(r, doc, text, len);

	text += headers;
	len -= headers;
	mf_stream_skip(s, headers);
	if (!*doc->id)
		doc->id = r->name;
	if (all_blank(text, len) && len <= MF_DOCUMENT_MAX && !*doc->title) {
		mf_reading_reject(r, MF_E_INPUT, 0, "remove it, or write a text into it",
				  "no text in it, nothing to index");
		return false;
	}
	if (!*doc->title)
		doc->title = mf_reading_title(r, text, len, &doc->title_end);
	return true;
}

static int read_parts(struct mf_reading *r, struct mf_stream *s, struct mf_error *err)
{
	struct mf_document doc = MF_DOCUMENT_BLANK;
	struct mf_error problem;
	uint32_t part = 0;
	size_t len, cut;
	char *text;

	if (mf_stream_peek(s, MF_DOCUMENT_MAX + 1, &text, &len, &problem) < 0)
		return mf_reading_failed(r, &problem);
	if (!begin_document(r, &doc, s, text, len))
		return MF_OK;
	do {
		int status = mf_stream_peek(s, MF_DOCUMENT_MAX + 1, &text, &len, &problem);
		if (status < 0)
			return mf_reading_failed(r, &problem);
		cut = mf_reading_cut(text, len);
		if (part || cut < len)
			part++;
		status = mf_reading_part(r, &doc, text, cut, part, err);
		if (status < 0)
			return status;
		mf_stream_skip(s, cut);
	} while (cut < len);
	if (part)
		mf_reading_parts_warning(r, &doc, part);
	return MF_OK;
}

int mf_read_text(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err)
{
	struct mf_decoder decoder;
	struct mf_stream text = mf_decoder_open(&decoder, raw, r->options->encoding, NULL);
	int status = read_parts(r, &text, err);

	if (status == MF_OK)
		mf_reading_decoded(r, &decoder);
	mf_stream_release(&text);
	mf_decoder_release(&decoder);
	return status;
}
