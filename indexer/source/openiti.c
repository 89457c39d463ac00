/* SPDX-License-Identifier: GPL-2.0-or-later */
/* openiti.c - books of the OpenITI corpus in its mARkdown (maximromanov.github.io/mARkdown).
 *
 * "#META#" lines hold the metadata; "# " begins a paragraph, "~~" goes on with it, "### |" is a heading,
 * "### $" the entry of a biography; PageV01P012 stands at the end of page 12 of volume 1, ms001 every 300
 * words, %~% between the halves of a verse.
 */
#define _GNU_SOURCE /* memmem */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/source/compose.h"
#include "indexer/source/readers.h"

#define BOOK_MAX ((size_t)256 << 20)
#define HEADING_MAX 200 /* bytes of a heading that name a chapter */

struct book {
	struct mf_reading *r;
	struct mf_compose out;
	struct mf_document doc;
	size_t page_at; /* where this page began in the text */
};

static bool is_given(const char *value, size_t len)
{
	return len && !(len >= 6 && !memcmp(value, "NODATA", 6)) &&
	       !(len >= 5 && !memcmp(value, "NOCOD", 5)) && !(len >= 8 && !memcmp(value, "NOTGIVEN", 8));
}

/* "#META# 020.BookTITLE :: value" */
static void take_meta(struct book *b, const char *line, size_t len)
{
	const char *apart = memmem(line, len, "::", 2), *value, *end = line + len;
	char *copy;

	if (!apart)
		return;
	value = apart + 2;
	while (value < end && (*value == ' ' || *value == '\t'))
		value++;
	while (end > value && isspace((unsigned char)end[-1]))
		end--;
	if (!is_given(value, (size_t)(end - value)))
		return;
	copy = mf_arena_strndup(&b->r->arena, value, (size_t)(end - value));
	if (memmem(line, (size_t)(apart - line), "BookTITLE", 9) && !*b->doc.title)
		b->doc.title = copy;
	else if (memmem(line, (size_t)(apart - line), "AuthorNAME", 10) && !*b->doc.author)
		b->doc.author = copy;
	else if (memmem(line, (size_t)(apart - line), "LibURI", 6) && !*b->doc.source)
		b->doc.source = copy;
}

/* The mark closes the page: what has come since the one before is on it.  The number of the page to come is
 * not known until its own mark, so it is put where the page began. */
static void close_page(struct book *b, const char *volume, size_t volume_len, const char *page,
		       size_t page_len)
{
	struct mf_compose *c = &b->out;
	const char *values[2] = { volume, page };
	size_t lens[2] = { volume_len, page_len };
	static const enum mf_place_kind kinds[2] = { MF_PLACE_VOLUME, MF_PLACE_PAGE };
	size_t ends = c->text.len;

	for (size_t i = 0; i < 2; i++) {
		while (lens[i] > 1 && *values[i] == '0') {
			values[i]++;
			lens[i]--;
		}
		if (i == 0 && lens[i] == 1 && *values[i] == '0')
			continue;
		mf_compose_place_at(c, b->page_at, kinds[i],
				    mf_arena_strndup(&b->r->arena, values[i], lens[i]));
	}
	b->page_at = ends;
}

/* Length of a mark PageV01P012, or 0. */
static size_t page_mark(struct book *b, const char *p, size_t len)
{
	size_t v = 5, n;

	if (len < 8 || memcmp(p, "PageV", 5) != 0)
		return 0;
	while (v < len && isdigit((unsigned char)p[v]))
		v++;
	n = v + 1;
	if (v == 5 || n >= len || p[v] != 'P')
		return 0;
	while (n < len && isdigit((unsigned char)p[n]))
		n++;
	if (n == v + 1)
		return 0;
	close_page(b, p + 5, v - 5, p + v + 1, n - v - 1);
	return n;
}

/* Length of a word that marks something and is none of the text: ms001, %~%, @PER12, tags of headings. */
static size_t other_mark(const char *p, size_t len)
{
	size_t n = 0;

	while (n < len && !isspace((unsigned char)p[n]))
		n++;
	if (n >= 4 && p[0] == 'm' && p[1] == 's' && isdigit((unsigned char)p[2]))
		return n;
	if (n == 3 && (!memcmp(p, "%~%", 3) || !memcmp(p, "###", 3)))
		return n;
	if (n >= 2 && p[0] == '@' && p[1] >= 'A' && p[1] <= 'Z')
		return n;
	return n == 1 && (*p == '|' || *p == '$' || *p == '#' || *p == '%') ? n : 0;
}

/* Order matters in a page that a mark closes in the middle of a line. */
static void take_words(struct book *b, const char *line, size_t len)
{
	size_t at = 0, from = 0;

	while (at < len) {
		bool begin = at == 0 || isspace((unsigned char)line[at - 1]);
		size_t mark = 0;
		if (line[at] == 'P') {
			const char *here = line + at;
			if (len - at >= 8 && !memcmp(here, "PageV", 5)) {
				mf_compose_add(&b->out, line + from, at - from);
				from = at;
				mark = page_mark(b, here, len - at);
			}
		} else if (begin && (mark = other_mark(line + at, len - at))) {
			mf_compose_add(&b->out, line + from, at - from);
		}
		at += mark ? mark : 1;
		from = mark ? at : from;
	}
	mf_compose_add(&b->out, line + from, len - from);
}

/* "### || name": pipes, dollars and "EDITOR" say of what rank and kind. */
static void take_heading(struct book *b, const char *line, size_t len)
{
	size_t at = 3;

	while (at < len && strchr(" |$#", line[at]))
		at++;
	if (len - at > 7 && !memcmp(line + at, "EDITOR|", 7))
		return;
	mf_compose_gap(&b->out, MF_BREAK_BLOCK);
	if (len > at && len - at <= HEADING_MAX && !memmem(line + at, len - at, "PageV", 5)) {
		char *name = mf_arena_strndup(&b->r->arena, line + at, len - at);
		mf_compose_place(&b->out, MF_PLACE_CHAPTER, name);
	}
	take_words(b, line + at, len - at);
	mf_compose_gap(&b->out, MF_BREAK_BLOCK);
}

static void take_line(struct book *b, const char *line, size_t len)
{
	while (len && isspace((unsigned char)line[len - 1]))
		len--;
	if (len >= 3 && !memcmp(line, "###", 3)) {
		take_heading(b, line, len);
	} else if (len && *line == '#') {
		mf_compose_gap(&b->out, MF_BREAK_BLOCK);
		take_words(b, line + 1, len - 1);
	} else if (len >= 2 && !memcmp(line, "~~", 2)) {
		mf_compose_gap(&b->out, MF_BREAK_SPACE);
		take_words(b, line + 2, len - 2);
	} else {
		mf_compose_gap(&b->out, MF_BREAK_LINE);
		take_words(b, line, len);
	}
}

static int by_place(const void *a, const void *b)
{
	const struct mf_place *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return (int)x->kind - (int)y->kind;
}

static void take_book(struct book *b, const char *text, size_t len)
{
	bool header = true;

	for (size_t at = 0; at < len;) {
		const char *stop = memchr(text + at, '\n', len - at);
		size_t next = stop ? (size_t)(stop - text) : len;
		const char *line = text + at;
		if (next - at >= 17 && !memcmp(line, "#META#Header#End#", 17))
			header = false;
		else if (next - at >= 6 && !memcmp(line, "#META#", 6))
			take_meta(b, line, next - at);
		else if (at && !(header && !memcmp(line, "######", next - at < 6 ? next - at : 6)))
			take_line(b, line, next - at);
		at = next + 1;
	}
}

int mf_read_openiti(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err)
{
	struct book b = { .r = r, .out = MF_COMPOSE_INIT, .doc = MF_DOCUMENT_BLANK };
	struct mf_buf text = MF_BUF_INIT;
	int status;

	if (mf_reading_all(r, raw, NULL, BOOK_MAX, &text, &status)) {
		mf_reading_blank_nul(text.data, text.len);
		take_book(&b, text.data, text.len);
		if (b.page_at && b.page_at < b.out.text.len) /* after the last mark: a page without number */
			mf_compose_place_at(&b.out, b.page_at, MF_PLACE_PAGE, "");
		if (b.out.places)
			qsort(b.out.place, b.out.places, sizeof *b.out.place, by_place);
		status = mf_compose_hand_over(r, &b.out, &b.doc, err);
	}
	mf_compose_release(&b.out);
	mf_buf_release(&text);
	return status;
}
