/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/source/reading.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "wrappers/libc/utf8.h"

#define TITLE_MAX 400   /* bytes: a longer first line is a paragraph */
#define TITLE_WORDS 160 /* bytes of it that stand for a title */
#define SHOWN_MAX 240   /* bytes of a path in a message */

const char *const mf_format_names[MF_FORMATS + 1] = { "auto", "text", "html", "jsonl", NULL };
const char *const mf_field_names[MF_FIELDS + 1] = { "id",     "title", "text",   "date",
						    "source", "url",   "author", NULL };

char *mf_reading_show(const char *name)
{
	struct mf_buf out = MF_BUF_INIT;
	size_t len = strlen(name), at = 0;

	while (at < len) {
		size_t from = at;
		uint32_t c = mf_utf8_next(name, len, &at);
		if (c < 0x20 || c == 0x7f || (c == MF_UTF8_BAD && at == from + 1))
			mf_buf_printf(&out, "%%%02X", (unsigned)(unsigned char)name[from]);
		else
			mf_buf_add(&out, name + from, at - from);
	}
	return mf_buf_detach(&out);
}

/* Of a long path the end says more than the beginning. */
static const char *shown_end(const char *shown, const char **dots)
{
	size_t len = strlen(shown), cut;

	*dots = "";
	if (len <= SHOWN_MAX)
		return shown;
	for (cut = len - SHOWN_MAX; (shown[cut] & 0xc0) == 0x80; cut++)
		;
	*dots = "…";
	return shown + cut;
}

static void __attribute__((format(printf, 6, 0)))
problem_set(struct mf_error *problem, const struct mf_reading *r, int code, long line, const char *hint,
	    const char *format, va_list args)
{
	char reason[320], number[24] = "";
	const char *dots, *shown = shown_end(r->shown, &dots);

	vsnprintf(reason, sizeof reason, format, args);
	if (line > 0)
		snprintf(number, sizeof number, ":%ld", line);
	mf_error_set(problem, code, "%s%s%s: %s", dots, shown, number, reason);
	problem->line = line;
	mf_error_hint(problem, "%s", hint);
}

void mf_reading_reject(struct mf_reading *r, int code, long line, const char *hint, const char *format, ...)
{
	struct mf_error problem;
	va_list args;

	va_start(args, format);
	problem_set(&problem, r, code, line, hint, format, args);
	va_end(args);
	if (line == 0)
		r->rejected = true;
	r->calls->rejected(r->calls->ctx, &problem);
}

void mf_reading_warn(struct mf_reading *r, long line, const char *hint, const char *format, ...)
{
	struct mf_error problem;
	va_list args;

	if (!r->calls->warned)
		return;
	va_start(args, format);
	problem_set(&problem, r, MF_E_INPUT, line, hint, format, args);
	va_end(args);
	r->calls->warned(r->calls->ctx, &problem);
}

int mf_reading_failed(struct mf_reading *r, const struct mf_error *problem)
{
	mf_reading_reject(r, problem->code, 0, problem->hint, "%s", problem->text);
	return MF_OK;
}

void mf_reading_decoded(struct mf_reading *r, const struct mf_decoder *d)
{
	if (d->bad)
		mf_reading_warn(r, 0, "indexed with U+FFFD in their place; --encoding=NAME says what it is",
				"%zu invalid %s sequence%s, the first near byte %" PRIu64, d->bad, d->used,
				d->bad == 1 ? "" : "s", d->bad_at);
}

size_t mf_reading_cut(const char *text, size_t len)
{
	static const char *const at[] = { "\n\n", "\n", " " };
	size_t max = MF_DOCUMENT_MAX, from = max - max / 16;

	if (len <= max)
		return len;
	for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
		size_t n = strlen(at[i]);
		for (size_t cut = max; cut >= from; cut--)
			if (!memcmp(text + cut - n, at[i], n))
				return cut;
	}
	while ((text[max] & 0xc0) == 0x80)
		max--;
	return max;
}

int mf_reading_part(struct mf_reading *r, const struct mf_document *doc, char *text, size_t len,
		    uint32_t part, struct mf_error *err)
{
	struct mf_document one = *doc;
	char behind = text[len];
	int status;

	text[len] = '\0';
	one.text = text;
	one.text_len = len;
	one.name = r->name;
	one.path = r->path;
	one.part = part;
	if (part > 1) {
		one.id = mf_arena_printf(&r->arena, "%s#%" PRIu32, doc->id, part);
		one.title_end = 0;
	}
	status = r->calls->document(r->calls->ctx, &one, err);
	text[len] = behind;
	return status;
}

void mf_reading_parts_warning(struct mf_reading *r, const struct mf_document *doc, uint32_t parts)
{
	mf_reading_warn(r, doc->line > 1 ? doc->line : 0,
			"all of it is indexed; shorter documents give better results",
			"a text of more than %zu MiB, indexed in %" PRIu32 " parts", MF_DOCUMENT_MAX >> 20,
			parts);
}

int mf_reading_document(struct mf_reading *r, struct mf_document *doc, char *text, size_t len,
			struct mf_error *err)
{
	uint32_t part = len > MF_DOCUMENT_MAX ? 1 : 0;

	for (;;) {
		size_t cut = mf_reading_cut(text, len);
		int status = mf_reading_part(r, doc, text, cut, part, err);
		if (status < 0)
			return status;
		text += cut;
		len -= cut;
		if (len == 0)
			break;
		part++;
	}
	if (part)
		mf_reading_parts_warning(r, doc, part);
	return MF_OK;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

const char *mf_reading_title(struct mf_reading *r, const char *text, size_t len, uint32_t *title_end)
{
	size_t from = 0, end, cut;

	*title_end = 0;
	while (from < len && is_blank(text[from]))
		from++;
	for (end = from; end < len && text[end] != '\n' && end - from <= TITLE_MAX; end++)
		;
	if (end - from <= TITLE_MAX) {
		*title_end = (uint32_t)end;
		while (end > from && is_blank(text[end - 1]))
			end--;
		return mf_arena_strndup(&r->arena, text + from, end - from);
	}
	for (cut = from + TITLE_WORDS; cut > from && !is_blank(text[cut]); cut--)
		;
	if (cut == from) /* one endless word */
		for (cut = from + TITLE_WORDS; (text[cut] & 0xc0) == 0x80; cut--)
			;
	return mf_arena_printf(&r->arena, "%.*s…", (int)(cut - from), text + from);
}

static bool same_name(const char *a, const char *b, size_t len)
{
	return strlen(a) == len && !strncasecmp(a, b, len);
}

enum mf_known_field mf_reading_field(const struct mf_source_options *options, const char *name, size_t len)
{
	for (size_t i = 0; i < options->fields_n; i++) {
		const struct mf_field *map = &options->fields[i];
		if (same_name(map->value, name, len)) {
			name = map->name;
			len = strlen(name);
			break;
		}
	}
	for (int field = 0; field < MF_FIELDS; field++)
		if (same_name(mf_field_names[field], name, len))
			return (enum mf_known_field)field;
	if (same_name("body", name, len) || same_name("content", name, len))
		return MF_FIELD_TEXT;
	return MF_FIELDS;
}

void mf_reading_set(struct mf_document *doc, enum mf_known_field field, const char *value)
{
	switch (field) {
	case MF_FIELD_ID:
		doc->id = value;
		break;
	case MF_FIELD_TITLE:
		doc->title = value;
		break;
	case MF_FIELD_DATE:
		doc->date = value;
		break;
	case MF_FIELD_SOURCE:
		doc->source = value;
		break;
	case MF_FIELD_URL:
		doc->url = value;
		break;
	case MF_FIELD_AUTHOR:
		doc->author = value;
		break;
	case MF_FIELD_TEXT:
	case MF_FIELDS:
		break;
	}
}
