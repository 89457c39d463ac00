/* SPDX-License-Identifier: GPL-2.0-or-later */
/* passage.c - from sentences to passages.
 *
 * The text is first cut into pieces: paragraphs, and sentences where a paragraph is longer than a
 * passage may be; a sentence that is itself longer is cut at a word.  Then pieces are collected until
 * MF_PASSAGE_AIM words are there.  A heading goes with what follows it, and a short rest at the end
 * with what is before it.
 */
#include "indexer/analysis/passage.h"

#include <stdbool.h>
#include <string.h>

#include "wrappers/libc/mem.h"

#define HEADING_MAX 12                /* words */
#define REST_MIN (MF_PASSAGE_AIM / 3) /* a shorter last passage joins the one before */

struct cutter {
	const struct mf_tokens *tokens;
	struct mf_passages *out;
	size_t first;                 /* the passage that is being collected: tokens [first, ...) */
	const struct mf_place *place; /* those ahead */
	size_t places;
	size_t least; /* words that a passage has at least before a chapter ends it */
};

#define LONG                                                                                                 \
	3000 /* words: a text of more is a book, whose chapters are kept apart however short they are        \
	      */

/* The next token at or after `i` that a piece ends before: a paragraph's start, where `gap` is
 * MF_GAP_PARAGRAPH, or a line's or sentence's. */
static size_t next_break(const struct mf_tokens *tokens, size_t i, uint8_t gap)
{
	while (i < tokens->n && tokens->v[i].gap < gap)
		i++;
	return i;
}

static void close_passage(struct cutter *k, size_t last)
{
	struct mf_passages *out = k->out;
	struct mf_passage passage = { .first = (uint32_t)k->first, .last = (uint32_t)last };

	if (last == k->first)
		return;
	out->v = mf_grow(out->v, &out->cap, out->n + 1, sizeof *out->v);
	out->v[out->n++] = passage;
	k->first = last;
}

/* Adds tokens [begin, end), one piece that is no longer than MF_PASSAGE_MAX, to what is collected. */
static void add_piece(struct cutter *k, size_t begin, size_t end)
{
	size_t have = begin - k->first, more = end - begin;

	/* A piece that is a passage of its own, or would make one too long, begins a new one. */
	if (have && (have + more > MF_PASSAGE_MAX ||
		     (have >= REST_MIN && have + more > MF_PASSAGE_AIM + MF_PASSAGE_AIM / 3)))
		close_passage(k, begin);
	if (end - k->first >= MF_PASSAGE_AIM)
		close_passage(k, end);
}

/* Does a chapter begin between the pieces that end and begin at this token? */
static bool chapter_begins(struct cutter *k, size_t token)
{
	bool begins = false;

	for (; k->places && k->place->at <= k->tokens->v[token].begin; k->places--)
		begins |= (k->place++)->kind == MF_PLACE_CHAPTER;
	return begins;
}

/* A long paragraph, in sentences. */
static void add_sentences(struct cutter *k, size_t begin, size_t end)
{
	while (begin < end) {
		size_t stop = next_break(k->tokens, begin + 1, MF_GAP_SENTENCE);

		if (stop > end)
			stop = end;
		while (stop - begin > MF_PASSAGE_MAX) {
			close_passage(k, begin);
			close_passage(k, begin + MF_PASSAGE_MAX);
			begin += MF_PASSAGE_MAX;
		}
		add_piece(k, begin, stop);
		begin = stop;
	}
}

static void add_lines(struct cutter *k, size_t begin, size_t end)
{
	if (end - begin > MF_PASSAGE_MAX)
		add_sentences(k, begin, end);
	else if (end > begin)
		add_piece(k, begin, end);
}

/* True where [begin, end) is a short line with a longer one after it. */
static bool heading(const struct mf_tokens *tokens, size_t begin, size_t end)
{
	if (end - begin > HEADING_MAX || end == tokens->n || tokens->v[end].gap == MF_GAP_SENTENCE)
		return false;
	return next_break(tokens, end + 1, MF_GAP_LINE) - end > end - begin;
}

/* Bytes: passages tile the text, each from its first word (the first one from 0) to the next. */
static void set_bytes(const struct mf_tokens *tokens, size_t len, struct mf_passages *out)
{
	for (size_t i = 0; i < out->n; i++) {
		out->v[i].begin = i ? tokens->v[out->v[i].first].begin : 0;
		if (i)
			out->v[i - 1].end = out->v[i].begin;
	}
	out->v[out->n - 1].end = (uint32_t)len;
}

/* Moves the border of two passages in front of opening quotes and brackets of the second. */
static void keep_openings(const char *text, struct mf_passages *out)
{
	static const char *const openings[] = { "\"", "(", "[", "«", "“", "‹", "‘", "-", "–", "—", "•", "*" };

	for (size_t i = 1; i < out->n; i++) {
		uint32_t at = out->v[i].begin;
		bool moved = true;

		while (moved) {
			moved = false;
			for (size_t o = 0; o < sizeof openings / sizeof openings[0]; o++) {
				uint32_t bytes = (uint32_t)strlen(openings[o]);

				if (at >= out->v[i - 1].begin + bytes &&
				    memcmp(text + at - bytes, openings[o], bytes) == 0) {
					at -= bytes;
					moved = true;
				}
			}
		}
		out->v[i].begin = out->v[i - 1].end = at;
	}
}

void mf_passages_cut(const struct mf_tokens *tokens, const char *text, size_t len,
		     const struct mf_place *place, size_t places, struct mf_passages *out)
{
	struct cutter k = { tokens, out, 0, place, places, tokens->n > LONG ? 1 : REST_MIN };
	size_t begin = 0,
	       held = 0;    /* the piece is [held, end): headings are held back until their text comes */
	size_t chapter = 0; /* its first token */
	size_t apart = 0;   /* passages before this token keep apart from those after it */

	out->n = 0;
	while (begin < tokens->n) {
		size_t end = next_break(tokens, begin + 1, MF_GAP_LINE);

		if (chapter_begins(&k, begin)) {
			/* Headings one after the other, of a book and of its first chapter, are together. */
			if (held > chapter && begin - k.first >= k.least) {
				add_lines(&k, held, begin);
				close_passage(&k, begin);
				held = apart = begin;
			}
			chapter = begin;
		}
		if (!heading(tokens, begin, end)) {
			add_lines(&k, held, end);
			held = end;
		}
		begin = end;
	}
	if (out->n && k.first > apart && tokens->n - k.first < REST_MIN &&
	    tokens->n - out->v[out->n - 1].first <= MF_PASSAGE_MAX) {
		out->v[out->n - 1].last = (uint32_t)tokens->n;
		k.first = tokens->n;
	}
	close_passage(&k, tokens->n);
	if (!out->n) {
		out->v = mf_grow(out->v, &out->cap, 1, sizeof *out->v);
		memset(out->v, 0, sizeof *out->v);
		out->n = 1;
	}
	set_bytes(tokens, len, out);
	keep_openings(text, out);
}
