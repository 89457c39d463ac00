/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/source/reading.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wrappers/libc/utf8.h"
#include "wrappers/libc/message.h"

#define TITLE_MAX 400   /* bytes: a longer first line is a paragraph */
#define TITLE_WORDS 160 /* bytes of it that stand for a title */
#define SHOWN_MAX 240   /* bytes of a path in a message */

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

	vsnprintf(reason, sizeof reason, mf_message(format), args);
	if (line > 0)
		snprintf(number, sizeof number, ":%ld", line);
	mf_error_set(problem, code, "%s%s%s: %s", dots, shown, number, reason);
	problem->line = line;
	mf_error_hint(problem, "%s", mf_message(hint));
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
	if (problem->code == MF_E_STOPPED)
		return MF_E_STOPPED;
	mf_reading_reject(r, problem->code, 0, problem->hint, "%s", problem->text);
	return MF_OK;
}

void mf_reading_decoded(struct mf_reading *r, const struct mf_decoder *d)
{
	if (d->other_lines)
		mf_reading_warn(r, 0, "each line is indexed as what it is; --encoding=NAME reads all as one",
				"lines in %s among others (lines: %zu), the first at byte %llu", d->other,
				d->other_lines, (unsigned long long)d->other_at);
	if (d->bad)
		mf_reading_warn(r, 0, "indexed with U+FFFD in their place; --encoding=NAME says what it is",
				"%zu invalid %s sequence%s, the first near byte %llu", d->bad, d->used,
				d->bad == 1 ? "" : "s", (unsigned long long)d->bad_at);
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

static const char *mend_value(struct mf_reading *r, const char *value)
{
	char *copy;

	if (!*value)
		return value;
	copy = mf_arena_strndup(&r->arena, value, strlen(value));
	copy[mf_mojibake_mend(&r->mojibake, copy, strlen(copy), NULL)] = '\0';
	return copy;
}

/* Moves the places of a document with its text. */
static void move_places(struct mf_reading *r, const struct mf_mojibake_moves *moves, struct mf_document *doc)
{
	struct mf_place *places = mf_arena_alloc(&r->arena, doc->places_n * sizeof *places);
	size_t *at = mf_arena_alloc(&r->arena, (doc->places_n + 1) * sizeof *at), title_end = doc->title_end;

	mf_mojibake_move(moves, &title_end, 1);
	doc->title_end = (uint32_t)title_end;
	for (size_t i = 0; i < doc->places_n; i++)
		at[i] = doc->places[i].at;
	mf_mojibake_move(moves, at, doc->places_n);
	for (size_t i = 0; i < doc->places_n; i++) {
		places[i] = doc->places[i];
		places[i].at = (uint32_t)at[i];
	}
	doc->places = places;
}

/* The title is the first line of the text, or its beginning. */
static bool has_title_of_text(const struct mf_document *doc, const char *text)
{
	size_t at = strspn(text, " \t\r\n"), len = strlen(doc->title);

	if (len > 3 && !strcmp(doc->title + len - 3, "…"))
		len -= 3;
	return len && len <= doc->text_len - at && !memcmp(text + at, doc->title, len);
}

/* Makes right what was decoded by a wrong table; who names an encoding has said what the text is. */
static void mend_document(struct mf_reading *r, struct mf_document *doc, char *text)
{
	struct mf_mojibake_moves moves = { MF_BUF_INIT };
	bool own_title = has_title_of_text(doc, text);

	if (strcmp(r->options->encoding, "auto") != 0)
		return;
	doc->author = mend_value(r, doc->author);
	doc->source = mend_value(r, doc->source);
	doc->text_len = mf_mojibake_mend(&r->mojibake, text, doc->text_len, &moves);
	if (moves.pairs.len)
		move_places(r, &moves, doc);
	if (!own_title)
		doc->title = mend_value(r, doc->title);
	else if (moves.pairs.len)
		doc->title = mf_reading_title(r, text, doc->text_len, &doc->title_end);
	mf_buf_release(&moves.pairs);
}

void mf_reading_mended(struct mf_reading *r)
{
	if (r->mojibake.lines)
		mf_reading_warn(
			r, 0, "--encoding=UTF-8 takes the text as it stands",
			"decoded by a wrong table before it came here (mojibake; lines: %zu), indexed as "
			"it was meant",
			r->mojibake.lines);
	if (r->mojibake.lost)
		mf_reading_warn(
			r, 0, "take the text from its source once more",
			"looks like mojibake that cannot be undone (lines: %zu), indexed as it stands",
			r->mojibake.lost);
}

int mf_reading_part(struct mf_reading *r, const struct mf_document *doc, char *text, size_t len,
		    uint32_t part, struct mf_error *err)
{
	struct mf_document one = *doc;
	char behind = text[len];
	int status;

	text[len] = '\0';
	one.text_len = len;
	mend_document(r, &one, text);
	text[one.text_len] = '\0';
	one.text = text;
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
			"a text of more than %zu MiB, indexed in %u parts", MF_DOCUMENT_MAX >> 20, parts);
}

/* The places of a part: those in it, and of each kind the last one before it. */
static void cut_places(struct mf_reading *r, const struct mf_document *doc, size_t from, size_t len,
		       struct mf_document *part)
{
	struct mf_place *place = mf_arena_alloc(&r->arena, (doc->places_n + MF_PLACE_KINDS) * sizeof *place);
	const struct mf_place *last[MF_PLACE_KINDS] = { NULL };
	size_t n = 0, i = 0;

	for (; i < doc->places_n && doc->places[i].at <= from; i++)
		last[doc->places[i].kind] = &doc->places[i];
	for (size_t k = 0; k < MF_PLACE_KINDS; k++)
		if (last[k])
			place[n++] = (struct mf_place){ 0, last[k]->kind, last[k]->value };
	for (; i < doc->places_n && doc->places[i].at < from + len; i++) {
		place[n] = doc->places[i];
		place[n++].at -= from;
	}
	part->places = place;
	part->places_n = n;
}

int mf_reading_document(struct mf_reading *r, struct mf_document *doc, char *text, size_t len,
			struct mf_error *err)
{
	uint32_t part = len > MF_DOCUMENT_MAX ? 1 : 0;
	size_t from = 0;

	for (;;) {
		size_t cut = mf_reading_cut(text, len);
		struct mf_document one = *doc;
		int status;
		if (doc->places_n)
			cut_places(r, doc, from, cut, &one);
		status = mf_reading_part(r, &one, text, cut, part, err);
		if (status < 0)
			return status;
		from += cut;
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

size_t mf_reading_blank_nul(char *text, size_t len)
{
	size_t n = 0;

	for (char *end = text + len; (text = memchr(text, '\0', (size_t)(end - text))); n++)
		*text = ' ';
	return n;
}

/* The whole stream into *out, at most `max` bytes; negative with *problem. */
static int take_all(struct mf_stream *s, size_t max, struct mf_buf *out, bool *cut, struct mf_error *problem)
{
	int status = MF_OK;

	*cut = false;
	while (status == MF_OK) {
		size_t len;
		char *bytes;

		status = mf_stream_peek(s, (size_t)256 << 10, &bytes, &len, problem);
		if (status < 0 || len == 0)
			break;
		if (out->len + len > max) {
			*cut = true;
			len = max - out->len;
			while (len && (bytes[len] & 0xc0) == 0x80)
				len--;
		}
		mf_buf_add(out, bytes, len);
		mf_stream_skip(s, len);
		if (*cut)
			break;
	}
	return status;
}

static bool taken(struct mf_reading *r, int rc, bool cut, size_t max, const struct mf_error *problem,
		  int *status)
{
	*status = rc < 0 ? mf_reading_failed(r, problem) : MF_OK;
	if (cut)
		mf_reading_warn(r, 0, "the rest is not indexed; split it", "more than %zu MiB", max >> 20);
	return rc == 0;
}

bool mf_reading_raw(struct mf_reading *r, struct mf_stream *raw, size_t max, struct mf_buf *out, int *status)
{
	struct mf_error problem;
	bool cut;
	int rc = take_all(raw, max, out, &cut, &problem);

	return taken(r, rc, cut, max, &problem, status);
}

bool mf_reading_all(struct mf_reading *r, struct mf_stream *raw, const char *declared, size_t max,
		    struct mf_buf *out, int *status)
{
	struct mf_decoder decoder;
	struct mf_stream text = mf_decoder_open(&decoder, raw, r->options->encoding, declared);
	struct mf_error problem;
	bool cut, fine;
	int rc = take_all(&text, max, out, &cut, &problem);

	fine = taken(r, rc, cut, max, &problem, status);
	if (fine)
		mf_reading_decoded(r, &decoder);
	mf_stream_release(&text);
	mf_decoder_release(&decoder);
	return fine;
}

struct memory {
	const char *bytes;
	size_t len, at;
};

static int fill_from_memory(void *ctx, char *room, size_t size, size_t *got, struct mf_error *err)
{
	struct memory *m = ctx;

	(void)err;
	*got = m->len - m->at < size ? m->len - m->at : size;
	memcpy(room, m->bytes + m->at, *got);
	m->at += *got;
	return MF_OK;
}

static int64_t seek_in_memory(void *ctx, int64_t offset)
{
	struct memory *m = ctx;
	int64_t at = offset < 0 ? (int64_t)m->len + offset + 1 : offset;

	if (at < 0 || at > (int64_t)m->len)
		return -1;
	m->at = (size_t)at;
	return at;
}

int mf_reading_member(struct mf_reading *r, const char *name, char *bytes, size_t len, struct mf_error *err)
{
	struct memory m = { bytes, len, 0 };
	struct mf_stream s = { .fill = fill_from_memory, .seek = seek_in_memory, .ctx = &m };
	struct mf_reading inner = *r;
	char *shown = mf_reading_show(name);
	int status;

	inner.arena = (struct mf_arena)MF_ARENA_INIT;
	inner.name = mf_arena_printf(&inner.arena, "%s/%s", r->name, shown);
	inner.shown = mf_arena_printf(&inner.arena, "%s/%s", r->shown, shown);
	inner.rejected = false;
	inner.depth++;
	status = mf_read_stream(&inner, &s, err);
	mf_stream_release(&s);
	mf_arena_release(&inner.arena);
	free(shown);
	return status;
}
