/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render.c - snippets piece by piece, and lines for people in the ways that terminals show Arabic. */
#include "search/output/render.h"

#include <stdlib.h>
#include <string.h>

#include "wrappers/icu/bidi.h"
#include "wrappers/json/json.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/message.h"
#include "wrappers/libc/sanitize.h"
#include "wrappers/libc/utf8.h"

#define SGR_MATCH "\033[1;31m"
#define SGR_RESET "\033[0m"
#define LRM "\342\200\216" /* U+200E */
#define RLM "\342\200\217" /* U+200F */
#define RLI "\342\201\247" /* U+2067 */
#define LRI "\342\201\246" /* U+2066 */
#define FSI "\342\201\250" /* U+2068 */
#define PDI "\342\201\251" /* U+2069 */

void mf_pieces_each(const struct mf_fragment *fragment, size_t fragments, mf_piece_fn *piece, void *ctx)
{
	for (size_t i = 0; i < fragments; i++) {
		const struct mf_fragment *f = &fragment[i];
		size_t at = 0;

		if (i)
			piece(ctx, " … ", strlen(" … "), false);
		else if (f->cut_before)
			piece(ctx, "… ", strlen("… "), false);
		for (size_t m = 0; m < f->marks; m++) {
			const struct mf_mark *mark = &f->mark[m];

			if (mark->begin > at)
				piece(ctx, f->text + at, mark->begin - at, false);
			piece(ctx, f->text + mark->begin, mark->end - mark->begin, true);
			at = mark->end;
		}
		if (at < f->len)
			piece(ctx, f->text + at, f->len - at, false);
		if (f->cut_after && i + 1 == fragments)
			piece(ctx, " …", strlen(" …"), false);
	}
}

void mf_line_add(struct mf_line *line, const char *text, size_t len, bool match)
{
	struct mf_buf *out = &line->text;
	struct mf_buf safe = MF_BUF_INIT;
	size_t begin = out->len;

	mf_sanitize(&safe, text, len, false);
	for (size_t i = 0; i < safe.len; i++)
		if (safe.data[i] != ' ' || (out->len && out->data[out->len - 1] != ' '))
			mf_buf_addch(out, safe.data[i]);
	mf_buf_release(&safe);
	if (match && out->len > begin) {
		line->mark = mf_grow(line->mark, &line->cap, line->marks + 1, sizeof *line->mark);
		line->mark[line->marks++] = (struct mf_line_mark){ begin, out->len };
	}
}

static void add_piece(void *ctx, const char *text, size_t len, bool match)
{
	mf_line_add(ctx, text, len, match);
}

void mf_line_add_fragments(struct mf_line *line, const struct mf_fragment *fragment, size_t fragments)
{
	mf_pieces_each(fragment, fragments, add_piece, line);
}

void mf_line_release(struct mf_line *line)
{
	mf_buf_release(&line->text);
	free(line->mark);
	*line = (struct mf_line)MF_LINE_INIT;
}

void mf_line_start(struct mf_buf *out, const struct mf_style *style)
{
	if (style->bidi == MF_BIDI_ISOLATE)
		mf_buf_addstr(out, style->arabic ? RLM : LRM);
}

static void mark_begin(struct mf_buf *out, const struct mf_style *style)
{
	mf_buf_addstr(out, style->color ? SGR_MATCH : "*");
}

static void mark_end(struct mf_buf *out, const struct mf_style *style)
{
	mf_buf_addstr(out, style->color ? SGR_RESET : "*");
}

static void put_logical(struct mf_buf *out, const struct mf_style *style, const struct mf_line *line,
			size_t begin, size_t end)
{
	const char *text = line->text.data;

	for (size_t m = 0; m < line->marks; m++) {
		struct mf_line_mark mark = line->mark[m];

		if (mark.end <= begin || mark.begin >= end)
			continue;
		mark.begin = mark.begin < begin ? begin : mark.begin;
		mark.end = mark.end > end ? end : mark.end;
		mf_buf_add(out, text + begin, mark.begin - begin);
		mark_begin(out, style);
		mf_buf_add(out, text + mark.begin, mark.end - mark.begin);
		mark_end(out, style);
		begin = mark.end;
	}
	mf_buf_add(out, text + begin, end - begin);
}

struct visual {
	struct mf_buf *out;
	const struct mf_style *style;
	const struct mf_line *line;
	size_t begin;
	const struct mf_line_mark *mark; /* the mark that is open, or NULL */
};

static void put_visual(void *ctx, uint32_t c, size_t source)
{
	struct visual *v = ctx;
	const struct mf_line_mark *mark = NULL;
	char bytes[4];

	source += v->begin;
	for (size_t m = 0; m < v->line->marks && !mark; m++)
		if (source >= v->line->mark[m].begin && source < v->line->mark[m].end)
			mark = &v->line->mark[m];
	if (mark != v->mark) {
		if (v->mark)
			mark_end(v->out, v->style);
		if (mark)
			mark_begin(v->out, v->style);
		v->mark = mark;
	}
	mf_buf_add(v->out, bytes, mf_utf8_put(bytes, c));
}

void mf_line_put(struct mf_buf *out, const struct mf_style *style, const struct mf_line *line, size_t begin,
		 size_t end)
{
	const char *text = line->text.data + begin;
	int direction = mf_icu_direction(text, end - begin);
	bool isolate = style->bidi == MF_BIDI_ISOLATE && mf_icu_has_rtl(text, end - begin);

	if (style->bidi == MF_BIDI_VISUAL) {
		struct visual v = { out, style, line, begin, NULL };

		mf_icu_visual(text, end - begin, direction > 0, put_visual, &v);
		if (v.mark)
			mark_end(out, style);
		return;
	}
	if (isolate)
		mf_buf_addstr(out, direction > 0 ? RLI : direction < 0 ? LRI : FSI);
	put_logical(out, style, line, begin, end);
	if (isolate)
		mf_buf_addstr(out, PDI);
}

/* Where the row that begins at `begin` ends so that it has at most `width` columns: after the last
 * blank that fits; words longer than a row are broken. */
static size_t row_end(const struct mf_line *line, size_t begin, size_t width)
{
	const char *text = line->text.data;
	size_t columns = 0, blank = 0, len = line->text.len;

	for (size_t at = begin; at < len;) {
		size_t from = at;
		uint32_t c = mf_utf8_next(text, len, &at);

		columns += mf_icu_columns(c);
		if (c == ' ')
			blank = at;
		else if (columns > width)
			return blank ? blank : from > begin ? from : at;
	}
	return len;
}

void mf_line_put_rows(struct mf_buf *out, const struct mf_style *style, const struct mf_line *line,
		      unsigned indent)
{
	size_t len = line->text.len, width = style->width > indent + 20 ? style->width - indent : 0;

	for (size_t begin = 0; begin < len;) {
		size_t next = width ? row_end(line, begin, width) : len, end = next;

		while (end > begin && line->text.data[end - 1] == ' ')
			end--;
		mf_line_start(out, style);
		mf_buf_printf(out, "%*s", (int)indent, "");
		mf_line_put(out, style, line, begin, end);
		mf_buf_addch(out, '\n');
		begin = next;
	}
}

void mf_field_put(struct mf_buf *out, const struct mf_style *style, const char *text)
{
	struct mf_line line = MF_LINE_INIT;

	mf_line_add(&line, text, strlen(text), false);
	mf_line_put(out, style, &line, 0, line.text.len);
	mf_line_release(&line);
}

void mf_labelled_put(struct mf_buf *out, const struct mf_style *style, const char *label, const char *text)
{
	if (!text[0])
		return;
	mf_line_start(out, style);
	mf_field_put(out, style, _(label));
	mf_buf_addstr(out, ": ");
	mf_field_put(out, style, text);
	mf_buf_addch(out, '\n');
}

void mf_decimal_put(struct mf_buf *out, double value, unsigned digits)
{
	long long factor = 1, scaled;

	for (unsigned i = 0; i < digits; i++)
		factor *= 10;
	scaled = (long long)(value * (double)factor + (value < 0 ? -0.5 : 0.5));
	if (!digits) {
		mf_buf_printf(out, "%lld", scaled);
		return;
	}
	mf_buf_printf(out, "%s%lld.%0*lld", scaled < 0 ? "-" : "", llabs(scaled) / factor, (int)digits,
		      llabs(scaled) % factor);
}

void mf_json_put_shards(struct mf_json *w, const char *const *missing, size_t missings, size_t shards)
{
	if (!shards)
		return;
	mf_json_key(w, "shards");
	mf_json_begin_object(w);
	mf_json_put_uint(w, "ok", shards - missings);
	mf_json_key(w, "failed");
	mf_json_begin_array(w);
	for (size_t i = 0; i < missings; i++)
		mf_json_string(w, missing[i]);
	mf_json_end_array(w);
	mf_json_end_object(w);
}
