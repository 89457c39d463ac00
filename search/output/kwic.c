/* SPDX-License-Identifier: GPL-2.0-or-later */
/* kwic.c - a concordance: one line for each matched word, what stands before and after it.
 *
 * For programs: tab-separated with a row of names.  On a terminal: aligned on the word; where the
 * terminal (or the visual order) shows Arabic from right to left, so do the columns.
 */
#include <string.h>

#include "search/engine/place.h"
#include "search/output/render.h"
#include "wrappers/icu/bidi.h"
#include "wrappers/libc/utf8.h"

#define NAME_COLUMNS 16u /* at least; a fifth of a line that is wider */
#define KEYWORD_COLUMNS 14u
#define PLACE_GAP 2u
#define CONTEXT_COLUMNS 120u /* before and after, where the width of the terminal is not known */

static void kwic_begin(struct mf_buf *out, const struct mf_style *style, const struct mf_results *results)
{
	(void)results;
	if (style->terminal)
		return;
	mf_buf_addstr(out, style->qid ? "qid\t" : "");
	mf_buf_addstr(out, "document\tpassage\tdate\tstart\tend\tbefore\tkeyword\tafter\tplace\n");
}

static void put_blanks(struct mf_buf *out, size_t n)
{
	mf_buf_printf(out, "%*s", (int)n, "");
}

/* The most of [begin, end) that has at most `width` columns: its end (`tail`) or its beginning. */
static void cut(const struct mf_line *line, size_t *begin, size_t *end, size_t width, bool tail)
{
	const char *text = line->text.data;
	size_t columns = mf_icu_text_columns(text + *begin, *end - *begin), used = 0;

	for (size_t at = *begin; at < *end;) {
		size_t from = at;
		unsigned wide = mf_icu_columns(mf_utf8_next(text, *end, &at));

		if (tail && columns <= width) {
			*begin = from;
			return;
		}
		if (!tail && used + wide > width) {
			*end = from;
			return;
		}
		columns -= wide;
		used += wide;
	}
	if (tail && columns > width)
		*begin = *end;
}

/* The same by whole words, unless that leaves less than half. */
static void clip(const struct mf_line *line, size_t *begin, size_t *end, size_t width, bool tail)
{
	const char *text = line->text.data;
	size_t all = tail ? *begin : *end, at;

	cut(line, begin, end, width, tail);
	if (tail && *begin != all && *begin < *end && text[*begin - 1] != ' ') {
		for (at = *begin; at < *end && text[at] != ' '; at++)
			;
		*begin = *end - at > (*end - *begin) / 2 ? at + 1 : *begin;
	} else if (!tail && *end != all && *begin < *end && text[*end] != ' ') {
		for (at = *end; at > *begin && text[at - 1] != ' '; at--)
			;
		*end = at - *begin > (*end - *begin) / 2 ? at : *end;
	}
}

/* Bytes [begin, end) in a column of `width`, blanks on the left (`right`) or on the right. */
static void put_column(struct mf_buf *out, const struct mf_style *style, const struct mf_line *line,
		       size_t begin, size_t end, size_t width, bool right)
{
	size_t columns = mf_icu_text_columns(line->text.data + begin, end - begin);
	size_t blanks = columns < width ? width - columns : 0;

	put_blanks(out, right ? blanks : 0);
	mf_line_put(out, style, line, begin, end);
	put_blanks(out, right ? 0 : blanks);
}

/* An id that is too long keeps its end, which tells it from others of its folder. */
static void put_name_column(struct mf_buf *out, const struct mf_style *style, const char *id, size_t width)
{
	struct mf_line name = MF_LINE_INIT;
	size_t begin = 0, end;

	mf_line_add(&name, id, strlen(id), false);
	end = name.text.len;
	if (mf_icu_text_columns(name.text.data, end) > width) {
		cut(&name, &begin, &end, width - 1, true);
		mf_buf_addstr(out, "…");
		width--;
	}
	put_column(out, style, &name, begin, end, width + 1, false);
	mf_line_release(&name);
}

static const struct mf_locus *spot_of(const struct mf_fragment *fragment, const struct mf_mark *mark)
{
	return fragment->spot ? fragment->spot[mark - fragment->mark] : NULL;
}

static void put_aligned(struct mf_buf *out, const struct mf_style *style, const struct mf_hit *hit,
			const struct mf_locus *spot, const struct mf_line *line,
			const struct mf_line_mark *mark)
{
	size_t width = style->width ? style->width : CONTEXT_COLUMNS, side, before = 0, end = line->text.len;
	size_t word = mf_icu_text_columns(line->text.data + mark->begin, mark->end - mark->begin),
	       names = width / 5 > NAME_COLUMNS ? width / 5 : NAME_COLUMNS;
	bool rtl = style->bidi != MF_BIDI_NONE && mf_icu_direction(line->text.data, line->text.len) > 0;
	size_t before_end = mark->begin, after = mark->end, taken = names + KEYWORD_COLUMNS + 6;
	struct mf_line bare = *line;
	struct mf_buf place = MF_BUF_INIT;

	mf_place_put(&place, spot, true);
	taken += place.len ? mf_icu_text_columns(place.data, place.len) + PLACE_GAP : 0;
	side = width > taken + 20 ? (width - taken) / 2 : 10;
	clip(line, &before, &before_end, side, true);
	clip(line, &after, &end, side, false);
	bare.marks = 0; /* only the word in the middle is set off */

	mf_line_start(out, style);
	put_name_column(out, style, hit->document, names);
	if (rtl)
		put_column(out, style, &bare, after, end, side, true);
	else
		put_column(out, style, &bare, before, before_end, side, true);
	mf_buf_addch(out, ' ');
	put_blanks(out, word < KEYWORD_COLUMNS ? (KEYWORD_COLUMNS - word) / 2 : 0);
	mf_line_put(out, style, style->color ? line : &bare, mark->begin, mark->end);
	put_blanks(out, word < KEYWORD_COLUMNS ? (KEYWORD_COLUMNS - word + 1) / 2 : 0);
	mf_buf_addch(out, ' ');
	if (rtl)
		put_column(out, style, &bare, before, before_end, side, false);
	else
		put_column(out, style, &bare, after, end, side, false);
	while (!place.len && out->len && out->data[out->len - 1] == ' ')
		out->len--;
	if (place.len) {
		put_blanks(out, PLACE_GAP);
		mf_field_put(out, style, place.data);
	}
	mf_buf_addch(out, '\n');
	mf_buf_release(&place);
}

/* A cell: blanks round it left out; there are no tabs in safe text. */
static void put_cell(struct mf_buf *out, const char *text, size_t len, char behind)
{
	while (len && *text == ' ') {
		text++;
		len--;
	}
	while (len && text[len - 1] == ' ')
		len--;
	mf_buf_add(out, text, len);
	mf_buf_addch(out, behind);
}

static void put_name(struct mf_buf *out, const char *text)
{
	struct mf_line line = MF_LINE_INIT;

	mf_line_add(&line, text, strlen(text), false);
	put_cell(out, line.text.data, line.text.len, '\t');
	mf_line_release(&line);
}

static void put_row(struct mf_buf *out, const struct mf_style *style, const struct mf_hit *hit,
		    const struct mf_fragment *fragment, const struct mf_mark *source,
		    const struct mf_line *line, const struct mf_line_mark *mark)
{
	const char *text = line->text.data;
	struct mf_buf place = MF_BUF_INIT;

	if (style->qid)
		put_name(out, style->qid);
	put_name(out, hit->document);
	mf_buf_printf(out, "%u\t", hit->passage);
	put_name(out, hit->date);
	if (fragment->begin == UINT32_MAX) /* a title apart has no bytes in the text */
		mf_buf_addstr(out, "\t\t");
	else
		mf_buf_printf(out, "%u\t%u\t", fragment->begin + source->begin,
			      fragment->begin + source->end);
	put_cell(out, text, mark->begin, '\t');
	put_cell(out, text + mark->begin, mark->end - mark->begin, '\t');
	put_cell(out, text + mark->end, line->text.len - mark->end, '\t');
	mf_place_put(&place, spot_of(fragment, source), false);
	put_name(out, place.data);
	out->data[out->len - 1] = '\n';
	mf_buf_release(&place);
}

static void kwic_hit(struct mf_buf *out, const struct mf_style *style, const struct mf_results *results,
		     const struct mf_hit *hit)
{
	(void)results;
	for (size_t i = 0; i < hit->fragments; i++) {
		struct mf_fragment fragment = hit->fragment[i];
		struct mf_line line = MF_LINE_INIT;

		fragment.cut_before = fragment.cut_after = false;
		mf_line_add_fragments(&line, &fragment, 1);
		/* the same number of marks in both, unless a word was nothing but controls */
		for (size_t m = 0; m < line.marks && m < fragment.marks; m++) {
			if (style->terminal)
				put_aligned(out, style, hit, spot_of(&fragment, &fragment.mark[m]), &line,
					    &line.mark[m]);
			else
				put_row(out, style, hit, &fragment, &fragment.mark[m], &line, &line.mark[m]);
		}
		mf_line_release(&line);
	}
}

const struct mf_writer_format mf_writer_kwic = {
	"kwic", "concordance: a line for each matched word, the word in the middle", kwic_begin, kwic_hit,
	NULL,
};
