/* SPDX-License-Identifier: GPL-2.0-or-later */
/* study_table.c - the table of a study in every format that has rows. */
#include "search/output/study_table.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "search/output/picture.h"
#include "search/output/render.h"
#include "wrappers/icu/bidi.h"
#include "wrappers/json/json.h"
#include "wrappers/libc/message.h"

#define JSON_FORMAT 1
#define BAR_COLUMNS 40u
#define EMPTY_ROWS 3u /* more of them in a row become one line */
#define SEPARATION 2u /* blanks between columns */

static const struct mf_study_cell *cell_of(const struct mf_study *s, size_t row, size_t column)
{
	return &s->cell[row * s->columns + column];
}

static void put_number(struct mf_buf *out, const struct mf_study_column *c, double value)
{
	if (isnan(value))
		return;
	if (c->decimals)
		mf_decimal_put(out, value, c->decimals);
	else
		mf_buf_printf(out, "%" PRIu64, (uint64_t)value);
}

/* ---- for people ---- */

static void put_blanks(struct mf_buf *out, size_t n)
{
	mf_buf_printf(out, "%*s", (int)n, "");
}

static const char *label_of(const struct mf_study_cell *cell)
{
	return cell->text[0] ? cell->text : _("(none)");
}

static size_t columns_of(const char *text)
{
	return mf_icu_text_columns(text, strlen(text));
}

/* A strip as long as the document, with a mark wherever there is a place. */
static void put_strip(struct mf_buf *out, const struct mf_study_cell *cell)
{
	bool marked[BAR_COLUMNS] = { false };

	for (const char *at = cell->text; *at; at += strspn(at, " ")) {
		char *end;
		double place = (double)strtoul(at, &end, 10);
		unsigned column = (unsigned)(place * BAR_COLUMNS / cell->number);
		marked[column < BAR_COLUMNS ? column : BAR_COLUMNS - 1] = true;
		at = end;
	}
	for (unsigned i = 0; i < BAR_COLUMNS; i++)
		mf_buf_addstr(out, marked[i] ? "│" : "·");
}

static void put_value(struct mf_buf *out, const struct mf_study_column *c, const struct mf_study_cell *cell)
{
	if (c->kind == MF_COLUMN_LABEL)
		mf_buf_addstr(out, label_of(cell));
	else if (c->kind == MF_COLUMN_PLACES)
		put_strip(out, cell);
	else
		put_number(out, c, cell->number);
}

/* Columns that the widest value of a column takes, its name among them. */
static size_t width_of(const struct mf_study *s, size_t column)
{
	const struct mf_study_column *c = &s->column[column];
	size_t width = columns_of(_(c->name)), one;
	struct mf_buf value = MF_BUF_INIT;

	for (size_t i = 0; i < s->rows; i++) {
		mf_buf_reset(&value);
		put_value(&value, c, cell_of(s, i, column));
		one = columns_of(value.data);
		width = one > width ? one : width;
	}
	mf_buf_release(&value);
	return width;
}

static void put_bar(struct mf_buf *out, double value, double largest)
{
	unsigned bar = largest > 0 ? (unsigned)(value * BAR_COLUMNS / largest + 0.999) : 0;

	put_blanks(out, SEPARATION);
	for (unsigned i = 0; i < bar; i++)
		mf_buf_addstr(out, "█");
}

void mf_study_total_put(struct mf_buf *out, const struct mf_style *style, const struct mf_study_total *total)
{
	struct mf_buf text = MF_BUF_INIT;

	if (style->arabic) {
		mf_buf_printf(&text, "%s: %" PRIu64, _(total->name), total->value);
		mf_field_put(out, style, text.data);
	} else {
		size_t noun = strcspn(total->name, "_"),
		       drop = total->value == 1 && total->name[noun - 1] == 's';
		mf_buf_printf(&text, "%" PRIu64 " %.*s%s", total->value, (int)(noun - drop), total->name,
			      total->name + noun);
		for (char *at = text.data; (at = strchr(at, '_')) != NULL;)
			*at = ' ';
		mf_buf_addstr(out, text.data);
	}
	mf_buf_release(&text);
}

static void put_totals(struct mf_buf *out, const struct mf_style *style, const struct mf_study *s)
{
	mf_line_start(out, style);
	mf_field_put(out, style, _(mf_study_names[s->kind]));
	if (s->query[0]) {
		mf_buf_addstr(out, style->arabic ? " · " : " ");
		mf_field_put(out, style, _("for"));
		mf_buf_addstr(out, style->arabic ? ": " : " ");
		mf_field_put(out, style, s->query);
	}
	for (size_t i = 0; i < s->totals; i++) {
		mf_buf_addstr(out, style->arabic ? " · " : i ? ", " : ": ");
		mf_study_total_put(out, style, &s->total[i]);
	}
	mf_buf_addch(out, '\n');
	mf_labelled_put(out, style, "read as", s->interpreted);
	mf_labelled_put(out, style, "note", s->note);
}

/* Numbers and labels first, each in a column of its own; what can be Arabic comes after them. */
static void put_text_row(struct mf_buf *out, const struct mf_style *style, const struct mf_study *s,
			 const size_t *width, size_t row, double largest)
{
	struct mf_buf value = MF_BUF_INIT;
	bool head = row == SIZE_MAX, first = true;
	size_t blanks;

	mf_line_start(out, style);
	for (size_t k = 0; k < s->columns; k++) {
		const struct mf_study_column *c = &s->column[k];
		if (c->kind == MF_COLUMN_TEXT || c->hidden)
			continue;
		mf_buf_reset(&value);
		if (head)
			mf_buf_addstr(&value, _(c->name));
		else
			put_value(&value, c, cell_of(s, row, k));
		put_blanks(out, first ? 0 : SEPARATION);
		blanks = width[k] - columns_of(value.data);
		put_blanks(out, c->kind == MF_COLUMN_NUMBER ? blanks : 0);
		mf_field_put(out, style, value.data);
		put_blanks(out, c->kind == MF_COLUMN_NUMBER ? 0 : blanks);
		first = false;
	}
	for (size_t k = 0; k < s->columns; k++) {
		if (s->column[k].bar && !head)
			put_bar(out, cell_of(s, row, k)->number, largest);
		if (s->column[k].kind != MF_COLUMN_TEXT || s->column[k].hidden)
			continue;
		put_blanks(out, SEPARATION);
		mf_field_put(out, style, head ? _(s->column[k].name) : cell_of(s, row, k)->text);
	}
	while (out->len && out->data[out->len - 1] == ' ')
		out->len--;
	mf_buf_addch(out, '\n');
	mf_buf_release(&value);
}

/* How many rows from here on have nothing in the column with the bar; 0 for a few. */
static size_t empty_rows(const struct mf_study *s, size_t row)
{
	size_t k = 0, n = 0;

	while (k < s->columns && !s->column[k].bar)
		k++;
	while (k < s->columns && row + n < s->rows && cell_of(s, row + n, k)->number <= 0)
		n++;
	return n > EMPTY_ROWS ? n : 0;
}

static void put_empty(struct mf_buf *out, const struct mf_style *style, size_t n)
{
	struct mf_buf text = MF_BUF_INIT;

	mf_buf_printf(&text, _("... %zu without any"), n);
	mf_line_start(out, style);
	mf_field_put(out, style, text.data);
	mf_buf_addch(out, '\n');
	mf_buf_release(&text);
}

#define COLUMNS_MAX 16
static void write_text(struct mf_buf *out, const struct mf_style *style, const struct mf_study *s)
{
	size_t width[COLUMNS_MAX] = { 0 };
	double largest = 0;

	put_totals(out, style, s);
	if (s->kind == MF_STUDY_CONCORDANCE) {
		struct mf_style aligned = *style;
		aligned.terminal = true;
		aligned.qid = NULL;
		mf_writer_write(&mf_writer_kwic, out, &aligned, &s->lines);
		return;
	}
	if (!s->rows)
		return;
	for (size_t k = 0; k < s->columns && k < COLUMNS_MAX; k++) {
		if (s->column[k].kind != MF_COLUMN_TEXT)
			width[k] = width_of(s, k);
		for (size_t i = 0; s->column[k].bar && i < s->rows; i++)
			largest = cell_of(s, i, k)->number > largest ? cell_of(s, i, k)->number : largest;
	}
	put_text_row(out, style, s, width, SIZE_MAX, largest);
	for (size_t i = 0, empty; i < s->rows; i += empty ? empty : 1) {
		empty = empty_rows(s, i);
		if (empty)
			put_empty(out, style, empty);
		else
			put_text_row(out, style, s, width, i, largest);
	}
}

/* ---- for programs ---- */

static void put_places(struct mf_json *w, const char *name, const char *text)
{
	mf_json_key(w, name);
	mf_json_begin_array(w);
	while (*text) {
		char *end;
		mf_json_uint(w, strtoul(text, &end, 10));
		text = end + strspn(end, " ");
	}
	mf_json_end_array(w);
}

static void put_object(struct mf_json *w, const struct mf_study *s, size_t row, const char *qid)
{
	mf_json_begin_object(w);
	if (qid)
		mf_json_put_string(w, "qid", qid);
	for (size_t k = 0; k < s->columns; k++) {
		const struct mf_study_column *c = &s->column[k];
		const struct mf_study_cell *cell = cell_of(s, row, k);
		if (c->kind == MF_COLUMN_LABEL) {
			mf_json_put_text_or_null(w, c->name, cell->text);
		} else if (c->kind == MF_COLUMN_TEXT) {
			mf_json_put_string(w, c->name, cell->text);
		} else if (c->kind == MF_COLUMN_PLACES) {
			put_places(w, c->name, cell->text);
		} else {
			mf_json_key(w, c->name);
			mf_json_real(w, cell->number, c->decimals);
		}
	}
	mf_json_end_object(w);
}

static void write_json(struct mf_buf *out, const struct mf_style *style, const struct mf_study *s)
{
	struct mf_json w = mf_json_to(out);
	size_t from = out->len;

	mf_json_begin_object(&w);
	mf_json_put_uint(&w, "format", JSON_FORMAT);
	mf_json_put_string(&w, "study", mf_study_names[s->kind]);
	if (style->qid)
		mf_json_put_string(&w, "qid", style->qid);
	mf_json_put_string(&w, "query", s->query);
	mf_json_put_string(&w, "interpreted", s->interpreted);
	mf_json_put_text_or_null(&w, "note", s->note);
	mf_json_put_bool(&w, "partial", s->partial);
	mf_json_put_shards(&w, s->missing, s->missings, s->shards);
	for (size_t i = 0; i < s->totals; i++)
		mf_json_put_uint(&w, s->total[i].name, s->total[i].value);
	mf_json_key(&w, "rows");
	mf_json_begin_array(&w);
	for (size_t i = 0; i < s->rows; i++)
		put_object(&w, s, i, NULL);
	mf_json_end_array(&w);
	mf_json_end_object(&w);
	mf_buf_addch(out, '\n');
	mf_json_escape_controls(out, style, from);
}

static void write_jsonl(struct mf_buf *out, const struct mf_style *style, const struct mf_study *s)
{
	size_t from = out->len;

	for (size_t i = 0; i < s->rows; i++) {
		struct mf_json w = mf_json_to(out);
		put_object(&w, s, i, style->qid);
		mf_buf_addch(out, '\n');
	}
	mf_json_escape_controls(out, style, from);
}

static void write_csv(struct mf_buf *out, const struct mf_style *style, const struct mf_study *s)
{
	if (!style->goes_on) {
		mf_buf_addstr(out, style->qid ? "qid," : "");
		for (size_t k = 0; k < s->columns; k++)
			mf_buf_printf(out, "%s%s", k ? "," : "", s->column[k].name);
		mf_buf_addstr(out, "\r\n");
	}
	for (size_t i = 0; i < s->rows; i++) {
		if (style->qid)
			mf_csv_put(out, style->qid, strlen(style->qid));
		for (size_t k = 0; k < s->columns; k++) {
			const struct mf_study_cell *cell = cell_of(s, i, k);
			if (s->column[k].kind == MF_COLUMN_TEXT) {
				mf_csv_put(out, cell->text, strlen(cell->text));
				continue;
			}
			if (s->column[k].kind == MF_COLUMN_LABEL || s->column[k].kind == MF_COLUMN_PLACES)
				mf_buf_addstr(out, cell->text);
			else
				put_number(out, &s->column[k], cell->number);
			mf_buf_addch(out, ',');
		}
		out->len--; /* the last comma */
		mf_buf_addstr(out, "\r\n");
	}
}

bool mf_study_has_format(enum mf_study_kind kind, const struct mf_writer_format *format)
{
	return format == &mf_writer_text || format == &mf_writer_json || format == &mf_writer_jsonl ||
	       format == &mf_writer_csv || (format == &mf_writer_kwic && kind == MF_STUDY_CONCORDANCE) ||
	       (format == &mf_writer_svg && mf_picture_has(kind));
}

void mf_study_write(const struct mf_writer_format *format, struct mf_buf *out, const struct mf_style *style,
		    const struct mf_study *s)
{
	if (format == &mf_writer_kwic)
		mf_writer_write(format, out, style, &s->lines);
	else if (format == &mf_writer_svg)
		mf_picture_put(out, style, s);
	else if (format == &mf_writer_json)
		write_json(out, style, s);
	else if (format == &mf_writer_jsonl)
		write_jsonl(out, style, s);
	else if (format == &mf_writer_csv)
		write_csv(out, style, s);
	else
		write_text(out, style, s);
}
