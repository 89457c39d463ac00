/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pdf.c - PDF by way of pdftotext (poppler-utils), which runs as a child on a short leash.
 *
 * Its -htmlmeta output has title, author and date in a head, and the text in <pre>, a form feed after each
 * page. */
#define _GNU_SOURCE /* memmem */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "indexer/source/compose.h"
#include "indexer/source/readers.h"
#include "wrappers/child/child.h"
#include "wrappers/icu/letters.h"
#include "wrappers/libc/utf8.h"

#define TEXT_MAX ((size_t)128 << 20)
#define SECONDS 60
#define MEMORY ((uint64_t)1 << 30)
#define STEP ((size_t)64 << 10)

/* The file goes to one without a name, because the child wants to seek in it. */
static int spool(struct mf_reading *r, struct mf_stream *raw, FILE **out)
{
	struct mf_error problem;

	*out = tmpfile();
	for (;;) {
		size_t len;
		char *bytes;
		if (!*out) {
			mf_error_set(&problem, MF_E_IO,
				     "no room for a copy in the folder for temporary files");
			mf_error_hint(&problem, "make room, or set TMPDIR");
			return mf_reading_failed(r, &problem);
		}
		if (mf_stream_peek(raw, STEP, &bytes, &len, &problem) < 0)
			return mf_reading_failed(r, &problem);
		if (len == 0)
			break;
		if (fwrite(bytes, 1, len, *out) != len) {
			fclose(*out);
			*out = NULL;
			continue;
		}
		mf_stream_skip(raw, len);
	}
	rewind(*out);
	return MF_OK;
}

static int take_output(struct mf_child *child, struct mf_buf *text, struct mf_error *problem)
{
	for (;;) {
		char *room = mf_buf_reserve(text, STEP + 1);
		size_t got;
		int status;
		if (!room || text->len > TEXT_MAX)
			return MF_OK;
		status = mf_child_read(child, room, STEP, &got, problem);
		if (status < 0 || got == 0)
			return status;
		text->len += got;
		text->data[text->len] = '\0';
	}
}

/* Runs pdftotext; what it wrote before it failed is kept. */
static int convert(struct mf_reading *r, int input, struct mf_buf *text, struct mf_error *problem)
{
	static const char *const argv[] = { "pdftotext", "-q",         "-enc", "UTF-8",
					    "-htmlmeta", "/dev/stdin", "-",    NULL };
	const struct mf_child_limits limits = { SECONDS, MEMORY, r->options->stop };
	struct mf_child *child;
	int status = mf_child_start(&child, argv, input, &limits, problem), ended;

	if (status == MF_E_NOTFOUND) {
		mf_error_set(problem, MF_E_INPUT, "a PDF, and pdftotext, which reads it, is not installed");
		mf_error_hint(problem, "install poppler-utils and run it again");
		return MF_E_INPUT;
	}
	if (status < 0)
		return status;
	status = take_output(child, text, problem);
	ended = mf_child_end(child, status == MF_OK ? problem : NULL);
	return status < 0 ? status : ended;
}

/* &amp; &lt; &gt; &quot; become what they stand for; returns the length. */
static size_t unescape(char *text, size_t len)
{
	static const struct {
		const char *name;
		char c;
	} known[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' } };
	size_t out = 0;

	for (size_t at = 0; at < len; out++) {
		size_t n = 0;
		for (size_t i = 0; text[at] == '&' && i < sizeof known / sizeof *known && !n; i++)
			if (!strncmp(text + at, known[i].name, strlen(known[i].name))) {
				n = strlen(known[i].name);
				text[out] = known[i].c;
			}
		if (!n)
			text[out] = text[at];
		at += n ? n : 1;
	}
	text[out] = '\0';
	return out;
}

/* What stands between `before` and `after` in the head. */
static const char *head_value(struct mf_reading *r, const char *head, size_t len, const char *before,
			      const char *after)
{
	const char *from = memmem(head, len, before, strlen(before)), *to;
	char *value;

	if (!from)
		return "";
	from += strlen(before);
	to = memmem(from, len - (size_t)(from - head), after, strlen(after));
	if (!to)
		return "";
	value = mf_arena_strndup(&r->arena, from, (size_t)(to - from));
	unescape(value, strlen(value));
	return value;
}

/* "D:20220106103000+03'00'" or "2022-01-06T10:30:00+03" as 2022-01-06. */
static const char *plain_date(struct mf_reading *r, const char *date)
{
	if (!strncmp(date, "D:", 2))
		date += 2;
	if (strspn(date, "0123456789") >= 8)
		return mf_arena_printf(&r->arena, "%.4s-%.2s-%.2s", date, date + 4, date + 6);
	return strlen(date) >= 10 && date[4] == '-' ? mf_arena_strndup(&r->arena, date, 10) : "";
}

#define EMBED_LEFT 0x202au  /* begins a run from left to right */
#define EMBED_RIGHT 0x202bu /* begins a line from right to left */
#define POP 0x202cu         /* ends either */

static bool is_mark(uint32_t c)
{
	return c == 0x200e || c == 0x200f || (c >= EMBED_LEFT && c <= 0x202e);
}

static bool is_stop(uint32_t c)
{
	return c < 0x80 ? strchr(".,:;!?", (int)c) != NULL : c == 0x60c || c == 0x61b || c == 0x61f;
}

/* In a run from left to right: signs without a direction, which a line from right to left has the other way
 * round.  Bytes up to the end of the run, 0 where the run has letters or digits. */
static size_t run_of_signs(const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		size_t from = at;
		uint32_t c = mf_utf8_next(text, len, &at);
		if (c == POP)
			return from;
		if (c != ' ' && !is_stop(c))
			return 0;
	}
	return 0;
}

static void add_backwards(struct mf_buf *line, const char *text, size_t len)
{
	while (len) {
		size_t from = len - 1;
		while (from && (text[from] & 0xc0) == 0x80)
			from--;
		mf_buf_add(line, text + from, len - from);
		len = from;
	}
}

/* The full stop of a line from right to left that stands before its first word: bytes of it, or 0. */
static size_t misplaced_stop(const struct mf_buf *line)
{
	size_t at = 0, stop;

	if (!line->len || !is_stop(mf_utf8_next(line->data, line->len, &at)) || at == line->len)
		return 0;
	stop = at;
	return mf_icu_category(mf_utf8_next(line->data, line->len, &at)) == MF_ICU_LETTER ? stop : 0;
}

/* A line as it was meant.  The converter puts marks of direction around lines and runs; they are none of the
 * text, but say how signs beside the words of a line from right to left are to be read. */
static void read_line(const char *text, size_t len, struct mf_buf *line)
{
	bool right = false;
	size_t stop = 0;

	mf_buf_reset(line);
	for (size_t at = 0; at < len;) {
		size_t from = at, signs;
		uint32_t c = mf_utf8_next(text, len, &at);
		right |= c == EMBED_RIGHT;
		signs = c == EMBED_LEFT && right ? run_of_signs(text + at, len - at) : 0;
		if (signs) {
			add_backwards(line, text + at, signs);
			at += signs;
		} else if (!is_mark(c)) {
			mf_buf_add(line, text + from, at - from);
		}
		if (signs && line->len == signs)
			stop = signs;
	}
	if (stop && (stop = misplaced_stop(line))) {
		char sign[4];
		memcpy(sign, line->data, stop);
		memmove(line->data, line->data + stop, line->len - stop);
		memcpy(line->data + line->len - stop, sign, stop);
	}
}

/* Paragraphs are told by empty lines, lines by line feeds. */
static void add_page(struct mf_compose *c, const char *text, size_t len)
{
	struct mf_buf line = MF_BUF_INIT;

	for (size_t at = 0; at < len;) {
		const char *stop = memchr(text + at, '\n', len - at);
		size_t end = stop ? (size_t)(stop - text) : len;

		mf_compose_gap(c, stop == text + at ? MF_BREAK_BLOCK : MF_BREAK_LINE);
		read_line(text + at, end - at, &line);
		mf_compose_add(c, line.data, line.len);
		at = end + 1;
	}
	mf_compose_gap(c, MF_BREAK_BLOCK);
	mf_buf_release(&line);
}

static int hand_over(struct mf_reading *r, struct mf_buf *all, struct mf_error *err)
{
	static const char open[] = "<pre>", close[] = "</pre>";
	struct mf_compose out = MF_COMPOSE_INIT;
	struct mf_document doc = MF_DOCUMENT_BLANK;
	char *text = memmem(all->data, all->len, open, strlen(open));
	size_t head = text ? (size_t)(text - all->data) : all->len, len;
	unsigned page = 1;
	int status;

	doc.title = head_value(r, all->data, head, "<title>", "</title>");
	doc.author = head_value(r, all->data, head, "<meta name=\"Author\" content=\"", "\"/>");
	doc.date = plain_date(
		r, head_value(r, all->data, head, "<meta name=\"CreationDate\" content=\"", "\"/>"));
	text = text ? text + strlen(open) : all->data + all->len;
	len = unescape(text, all->len - (size_t)(text - all->data));
	while (len >= strlen(close) && memcmp(text + len - strlen(close), close, strlen(close)) != 0)
		len--;
	if (len >= strlen(close))
		len -= strlen(close);
	for (size_t at = 0; at < len; page++) {
		const char *stop = memchr(text + at, '\f', len - at);
		size_t end = stop ? (size_t)(stop - text) : len;
		mf_compose_place(&out, MF_PLACE_PAGE, mf_arena_printf(&r->arena, "%u", page));
		add_page(&out, text + at, end - at);
		at = end + 1;
	}
	if (!out.text.len) {
		mf_reading_reject(r, MF_E_INPUT, 0, "recognise its text first (OCR), then index it",
				  "a PDF without text: its pages may be pictures");
		status = MF_OK;
	} else {
		status = mf_compose_hand_over(r, &out, &doc, err);
	}
	mf_compose_release(&out);
	return status;
}

int mf_read_pdf(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err)
{
	struct mf_buf text = MF_BUF_INIT;
	struct mf_error problem = MF_ERROR_INIT;
	FILE *file = NULL;
	int status = spool(r, raw, &file);

	if (!file || r->rejected || status < 0) {
		if (file)
			fclose(file);
		return status;
	}
	if (convert(r, fileno(file), &text, &problem) < 0)
		status = mf_reading_failed(r, &problem);
	else
		status = hand_over(r, &text, err);
	fclose(file);
	mf_buf_release(&text);
	return status;
}
