/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render.h - what the writers share: snippets piece by piece, and lines for people. */
#ifndef MF_OUTPUT_RENDER_H
#define MF_OUTPUT_RENDER_H

#include "search/output/writer.h"

/* Calls `piece` for every run of the fragments, in order: marked words and what stands between them,
 * as they are in the document, and ellipses where text is left out. */
typedef void mf_piece_fn(void *ctx, const char *text, size_t len, bool match);
void mf_pieces_each(const struct mf_fragment *fragment, size_t fragments, mf_piece_fn *piece, void *ctx);

/* One line of safe text (mf_sanitize, white space collapsed) with the places of its marked words.
 * Start with MF_LINE_INIT; mf_line_release gives the memory back. */
struct mf_line_mark {
	size_t begin, end;
};

struct mf_line {
	struct mf_buf text;
	struct mf_line_mark *mark;
	size_t marks, cap;
};
#define MF_LINE_INIT                                                                                         \
	{                                                                                                    \
		MF_BUF_INIT, NULL, 0, 0                                                                      \
	}

void mf_line_add(struct mf_line *line, const char *text, size_t len, bool match);
void mf_line_add_fragments(struct mf_line *line, const struct mf_fragment *fragment, size_t fragments);
void mf_line_release(struct mf_line *line);

/* How a line begins that could begin with Arabic: U+200E in MF_BIDI_ISOLATE, so that a terminal
 * that takes the direction from the first letter keeps it left to right; U+200F with Arabic labels. */
void mf_line_start(struct mf_buf *out, const struct mf_style *style);

/* Appends bytes [begin, end) of the line in the style: marked words in colour (whole words, reset at
 * once) or between asterisks; right-to-left text in isolates or in visual order. */
void mf_line_put(struct mf_buf *out, const struct mf_style *style, const struct mf_line *line, size_t begin,
		 size_t end);

/* Appends the whole line on rows of at most style->width columns (where it is known), `indent`
 * blanks before each, a newline after each. */
void mf_line_put_rows(struct mf_buf *out, const struct mf_style *style, const struct mf_line *line,
		      unsigned indent);

/* Appends a text without marks: made safe, on one line, and put in the style. */
void mf_field_put(struct mf_buf *out, const struct mf_style *style, const char *text);

/* label: text, on a line of its own, the label in the language of the thread; nothing where the text is
 * empty. */
void mf_labelled_put(struct mf_buf *out, const struct mf_style *style, const char *label, const char *text);

/* A field of CSV (RFC 4180) and a comma: quoted, on one line, without controls; an apostrophe makes
 * text of what would be a formula. */
void mf_csv_put(struct mf_buf *out, const char *text, size_t len);

/* On a terminal: controls in the JSON that was appended since `from` become escapes, which mean the same. */
void mf_json_escape_controls(struct mf_buf *out, const struct mf_style *style, size_t from);

/* Of a cluster: of how many shards an answer is, and who is missing in it; nothing where there are none. */
struct mf_json;
void mf_json_put_shards(struct mf_json *w, const char *const *missing, size_t missings, size_t shards);

/* Appends a number with `digits` after the point: a point in every locale, as printf does not promise;
 * none where `digits` is 0. */
void mf_decimal_put(struct mf_buf *out, double value, unsigned digits);

#endif
