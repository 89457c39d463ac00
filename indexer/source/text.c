/* SPDX-License-Identifier: GPL-2.0-or-later */
/* text.c - plain text, perhaps with a header block. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/source/detect.h"
#include "indexer/source/fields.h"
#include "indexer/source/readers.h"
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

/* Running text may begin with "Summary:" or "Time:": a header block has names of ours. */
static enum mf_known_field header_field(struct mf_reading *r, const struct line *line, size_t name)
{
	struct mf_field_meaning meaning = mf_field_meaning(r->options, line->text, name);

	return meaning.rank >= MF_RANK_NEAR ? meaning.field : MF_FIELDS;
}

/* Takes the quotes off a YAML value, and what is a comment. */
static char *yaml_value(struct mf_reading *r, const char *text, size_t len)
{
	while (len && (*text == ' ' || *text == '\t')) {
		text++;
		len--;
	}
	if (len >= 2 && (*text == '"' || *text == '\'') && text[len - 1] == *text)
		return mf_arena_strndup(&r->arena, text + 1, len - 2);
	if (len >= 2 && *text == '[' && text[len - 1] == ']')
		return mf_arena_strndup(&r->arena, text + 1, len - 2);
	return mf_arena_strndup(&r->arena, text, len);
}

/* Bytes of a YAML front matter, from "---" to the line "---" or "..." that closes it; 0 where there is none:
 * a line of hyphens may be an ornament. */
static size_t front_matter_len(const char *text, size_t len)
{
	struct line line = line_at(text, len, 0);
	bool first = true;

	if (line.len != 3 || memcmp(line.text, "---", 3) != 0)
		return 0;
	for (size_t at = line.next; at < len; at = line.next) {
		line = line_at(text, len, at);
		if (line.len == 3 && (!memcmp(line.text, "---", 3) || !memcmp(line.text, "...", 3)))
			return first ? 0 : line.next;
		if (first && line.len && !memchr(line.text, ':', line.len) && *line.text != '#')
			return 0;
		first = first && line.len == 0;
	}
	return 0;
}

/* "- item" lines after "authors:" are one value. */
static void put_yaml(struct mf_reading *r, struct mf_draft *record, char *name, struct mf_buf *list)
{
	if (name && list->len)
		mf_draft_put(r, record, name, mf_arena_strndup(&r->arena, list->data, list->len), list->len);
	mf_buf_reset(list);
}

/* Reads flat YAML: names with a value or a list; what is nested deeper is passed over. */
static void read_front_matter(struct mf_reading *r, struct mf_draft *record, const char *text, size_t len)
{
	struct mf_buf list = MF_BUF_INIT;
	struct line line = line_at(text, len, 0);
	char *name = NULL;

	for (size_t at = line.next; at < len; at = line.next) {
		const char *item, *colon;
		line = line_at(text, len, at);
		if (line.next >= len)
			break; /* the line that closes it */
		colon = memchr(line.text, ':', line.len);
		for (item = line.text; item < line.text + line.len && (*item == ' ' || *item == '\t'); item++)
			;
		if (line.len && line.text[0] != '#' && line.text[0] != '-' && item == line.text && colon) {
			char *value = yaml_value(r, colon + 1, line.len - (size_t)(colon + 1 - line.text));
			put_yaml(r, record, name, &list);
			name = mf_arena_strndup(&r->arena, line.text, (size_t)(colon - line.text));
			mf_buf_addstr(&list, *value == '|' || *value == '>' ? "" : value);
		} else if (name && item < line.text + line.len && line.text[0] != '#') {
			size_t dash = *item == '-' && line.len > 1 ? 1 : 0;
			size_t left = line.len - (size_t)(item - line.text) - dash;
			if (list.len)
				mf_buf_addstr(&list, dash ? ", " : " ");
			mf_buf_addstr(&list, yaml_value(r, item + dash, left));
		}
	}
	put_yaml(r, record, name, &list);
	mf_buf_release(&list);
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
		enum mf_known_field field = name ? header_field(r, &line, name) : MF_FIELDS;

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
			mf_field_set(doc, field, value_of(r, &line, name));
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
	size_t headers = front_matter_len(text, len);
	const char *noise;

	if (headers) {
		struct mf_draft record = MF_DRAFT_BLANK;
		read_front_matter(r, &record, text, headers);
		*doc = record.doc;
	} else {
		headers = read_headers(r, doc, text, len);
	}
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
	noise = r->options->format == MF_FORMAT_AUTO ? mf_no_language(text, len) : "";
	if (*noise) {
		mf_reading_reject(r, MF_E_INPUT, 0, "--format=text indexes it all the same",
				  "%s, no text in a language", noise);
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
	size_t len, cut, zeros = 0;
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
		zeros += mf_reading_blank_nul(text, cut);
		if (part || cut < len)
			part++;
		status = mf_reading_part(r, &doc, text, cut, part, err);
		if (status < 0)
			return status;
		mf_stream_skip(s, cut);
	} while (cut < len);
	if (part)
		mf_reading_parts_warning(r, &doc, part);
	if (zeros)
		mf_reading_warn(r, 0, "they are read as blanks", "%zu NUL bytes in the text", zeros);
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
