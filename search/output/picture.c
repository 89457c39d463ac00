/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/output/picture.h"

#include <math.h>
#include <string.h>

#include "search/output/render.h"
#include "search/output/study_table.h"
#include "wrappers/libc/message.h"

#define HEAD 72u /* units above the picture itself: what it is, and its totals */
#define BAR_ROW 24u
#define COLUMNS_HEIGHT 260u
#define NUMBER_ROOM 90u /* after a bar */

/* ---- numbers ---- */

size_t mf_picture_column(const struct mf_study *study, const char *name)
{
	size_t k = 0;

	while (k < study->columns && strcmp(study->column[k].name, name) != 0)
		k++;
	return k;
}

size_t mf_picture_rows(const struct mf_study *study)
{
	return study->rows < MF_PICTURE_ROWS ? study->rows : MF_PICTURE_ROWS;
}

double mf_picture_most(const struct mf_study *study, size_t column)
{
	double most = 0;

	for (size_t i = 0; i < mf_picture_rows(study); i++)
		most = fmax(most, mf_picture_cell(study, i, column)->number);
	return most;
}

const char *mf_picture_number(struct mf_picture *p, size_t row, size_t column)
{
	struct mf_buf text = MF_BUF_INIT;
	const char *copy;

	mf_decimal_put(&text, mf_picture_cell(p->study, row, column)->number,
		       p->study->column[column].decimals);
	copy = mf_arena_strndup(p->arena, text.data, text.len);
	mf_buf_release(&text);
	return copy;
}

/* ---- bars ---- */

static unsigned bars_height(const struct mf_study *study)
{
	return (unsigned)mf_picture_rows(study) * BAR_ROW;
}

static void bars(struct mf_picture *p, const char *word, const char *value)
{
	const struct mf_study *s = p->study;
	size_t label = mf_picture_column(s, word), number = mf_picture_column(s, value);
	double most = mf_picture_most(s, number), from = s->kind == MF_STUDY_NGRAMS ? 300 : 190;
	double room = p->svg.width - from - NUMBER_ROOM - MF_PICTURE_MARGIN;

	for (size_t i = 0; i < mf_picture_rows(s); i++) {
		double y = p->top + (double)i * BAR_ROW;
		double width = most > 0 ? mf_picture_cell(s, i, number)->number / most * room : 0;
		mf_svg_text(&p->svg, MF_SVG_INK, MF_SVG_END, 14, from - 8, y + 16,
			    s->kind == MF_STUDY_NGRAMS ? 44 : 26, mf_picture_cell(s, i, label)->text);
		mf_svg_rect(&p->svg, MF_SVG_BAR, from, y + 4, width, BAR_ROW - 8, NULL);
		mf_svg_text(&p->svg, MF_SVG_SOFT, MF_SVG_START, 12, from + width + 6, y + 16, 20,
			    mf_picture_number(p, i, number));
	}
}

static void words(struct mf_picture *p)
{
	bars(p, "word", "count");
}

static void ngrams(struct mf_picture *p)
{
	bars(p, "ngram", "count");
}

/* ---- columns ---- */

static unsigned columns_height(const struct mf_study *study)
{
	(void)study;
	return COLUMNS_HEIGHT;
}

/* Rows with a time: those without come last. */
static size_t dated_rows(const struct mf_study *s)
{
	return s->rows && !*mf_picture_cell(s, s->rows - 1, 0)->text ? s->rows - 1 : s->rows;
}

/* Of more periods than there are units, the highest of those that fall into one. */
static void put_columns(struct mf_picture *p, size_t n, size_t number, double most, double height)
{
	double room = p->svg.width - 2 * MF_PICTURE_MARGIN, step = room / (double)n;
	size_t each = step < 1 ? (size_t)(1 / step) + 1 : 1;

	for (size_t i = 0; i < n; i += each) {
		size_t best = i;
		double size;
		for (size_t k = i; k < n && k < i + each; k++)
			if (mf_picture_cell(p->study, k, number)->number >
			    mf_picture_cell(p->study, best, number)->number)
				best = k;
		size = mf_picture_cell(p->study, best, number)->number / most * height;
		if (size > 0)
			mf_svg_rect(&p->svg, MF_SVG_BAR, MF_PICTURE_MARGIN + (double)i * step,
				    p->top + height - size, fmax(step * (double)each * 0.85, 0.8), size,
				    mf_arena_printf(p->arena, "%s: %s",
						    mf_picture_cell(p->study, best, 0)->text,
						    mf_picture_number(p, best, number)));
	}
}

static void put_times(struct mf_picture *p, size_t n, double y)
{
	double room = p->svg.width - 2 * MF_PICTURE_MARGIN, step = room / (double)n;
	size_t each = (size_t)(86 / step) + 1;

	for (size_t i = 0; i < n; i += each)
		mf_svg_text(&p->svg, MF_SVG_SOFT, MF_SVG_START, 12, MF_PICTURE_MARGIN + (double)i * step, y,
			    10, mf_picture_cell(p->study, i, 0)->text);
}

static void timeline(struct mf_picture *p)
{
	const struct mf_study *s = p->study;
	size_t number = mf_picture_column(s, "documents"), n = dated_rows(s), best = 0;
	double height = COLUMNS_HEIGHT - 50, most = 0;

	for (size_t i = 0; i < n; i++)
		if (mf_picture_cell(s, i, number)->number > most) {
			most = mf_picture_cell(s, i, number)->number;
			best = i;
		}
	if (most > 0) {
		mf_svg_line(&p->svg, MF_SVG_RULE, MF_PICTURE_MARGIN, p->top, p->svg.width - MF_PICTURE_MARGIN,
			    p->top, 1, NULL);
		mf_svg_text(&p->svg, MF_SVG_SOFT, MF_SVG_START, 12, MF_PICTURE_MARGIN, p->top - 4, 20,
			    mf_picture_number(p, best, number));
		put_columns(p, n, number, most, height);
		put_times(p, n, p->top + height + 18);
	}
	mf_svg_line(&p->svg, MF_SVG_SOFT, MF_PICTURE_MARGIN, p->top + height,
		    p->svg.width - MF_PICTURE_MARGIN, p->top + height, 1, NULL);
	if (n < s->rows)
		mf_svg_text(
			&p->svg, MF_SVG_SOFT, MF_SVG_START, 12, MF_PICTURE_MARGIN, p->top + height + 40, 80,
			mf_arena_printf(p->arena, _("without a date: %s"), mf_picture_number(p, n, number)));
}

/* ---- all of them ---- */

static const struct {
	unsigned (*height)(const struct mf_study *);
	void (*draw)(struct mf_picture *);
} pictures[MF_STUDIES] = {
	[MF_STUDY_FREQ] = { bars_height, words },
	[MF_STUDY_NGRAMS] = { bars_height, ngrams },
	[MF_STUDY_COLLOCATES] = { mf_network_height, mf_network_neighbours },
	[MF_STUDY_DISPERSION] = { mf_strips_height, mf_strips_put },
	[MF_STUDY_TOGETHER] = { mf_network_height, mf_network_names },
	[MF_STUDY_TIMELINE] = { columns_height, timeline },
};

bool mf_picture_has(enum mf_study_kind kind)
{
	return pictures[kind].draw;
}

/* What it is, and of what; below it the totals. */
static void put_head(struct mf_picture *p, const char *head)
{
	struct mf_buf totals = MF_BUF_INIT;
	struct mf_style plain = { .arabic = p->style->arabic };

	for (size_t i = 0; i < p->study->totals; i++) {
		mf_buf_addstr(&totals, i ? " · " : "");
		mf_study_total_put(&totals, &plain, &p->study->total[i]);
	}
	mf_svg_text(&p->svg, MF_SVG_INK, MF_SVG_START, 17, MF_PICTURE_MARGIN, 26, 80, head);
	if (totals.len)
		mf_svg_text(&p->svg, MF_SVG_SOFT, MF_SVG_START, 12, MF_PICTURE_MARGIN, 46, 110, totals.data);
	mf_buf_release(&totals);
}

void mf_picture_put(struct mf_buf *out, const struct mf_style *style, const struct mf_study *study)
{
	struct mf_arena arena = MF_ARENA_INIT;
	struct mf_picture p = { .svg = { out, MF_PICTURE_WIDTH, 0, style->arabic },
				.arena = &arena,
				.style = style,
				.study = study,
				.top = HEAD };
	const char *head = _(mf_study_labels[study->kind]);

	if (*study->query)
		head = mf_arena_printf(&arena, "%s: %s", head, study->query);
	p.svg.height = HEAD + pictures[study->kind].height(study) + MF_PICTURE_MARGIN;
	mf_svg_begin(&p.svg, head);
	put_head(&p, head);
	if (study->rows)
		pictures[study->kind].draw(&p);
	mf_svg_end(&p.svg);
	mf_arena_release(&arena);
}
