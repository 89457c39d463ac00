/* SPDX-License-Identifier: GPL-2.0-or-later */
/* csv.c - tables: a header row with the names of the fields, then one document a row. */
#include "indexer/source/csv.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/source/fields.h"
#include "indexer/source/readers.h"
#include "wrappers/libc/mem.h"

#define ROW_MAX ((size_t)64 << 20)
#define ROW_STEP ((size_t)256 << 10)

static void end_cell(struct mf_csv_row *row, size_t *from)
{
	row->cell = mf_grow(row->cell, &row->cap, row->n + 1, sizeof *row->cell);
	row->cell[row->n++] = (struct mf_csv_cell){ (const char *)(uintptr_t)*from, row->bytes.len - *from };
	mf_buf_addch(&row->bytes, '\0');
	*from = row->bytes.len;
}

/* Offsets become addresses, when the buffer does not move any more. */
static void settle(struct mf_csv_row *row)
{
	for (size_t i = 0; i < row->n; i++)
		row->cell[i].text = row->bytes.data + (uintptr_t)row->cell[i].text;
}

/* A quoted cell from the byte after its quote on; returns where it ends. */
static size_t quoted(struct mf_csv_row *row, const char *bytes, size_t at, size_t len)
{
	while (at < len) {
		const char *quote = memchr(bytes + at, '"', len - at);
		size_t stop = quote ? (size_t)(quote - bytes) : len;
		for (size_t i = at; i < stop; i++)
			row->lines += bytes[i] == '\n';
		mf_buf_add(&row->bytes, bytes + at, stop - at);
		at = stop + 1;
		if (!quote || at >= len || bytes[at] != '"') {
			row->open = !quote;
			return quote ? at : len;
		}
		mf_buf_addch(&row->bytes, '"');
		at++;
	}
	return len;
}

size_t mf_csv_next(struct mf_csv_row *row, char delimiter, const char *bytes, size_t len, bool last)
{
	size_t at = 0, from = 0;
	bool begin = true;

	if (!row->bytes.data)
		row->bytes = (struct mf_buf)MF_BUF_INIT;
	mf_buf_reset(&row->bytes);
	row->n = row->lines = 0;
	row->open = false;
	while (at < len && bytes[at] != '\n') {
		char c = bytes[at++];
		if (c == '"' && begin && delimiter != '\t') {
			at = quoted(row, bytes, at, len);
			begin = false;
			continue;
		}
		begin = c == delimiter;
		if (c == delimiter)
			end_cell(row, &from);
		else if (c != '\r' || (at < len && bytes[at] != '\n'))
			mf_buf_addch(&row->bytes, c);
	}
	if (at == len && !last)
		return 0;
	end_cell(row, &from);
	settle(row);
	row->lines += at < len;
	return at < len ? at + 1 : at;
}

void mf_csv_release(struct mf_csv_row *row)
{
	free(row->cell);
	if (row->bytes.data)
		mf_buf_release(&row->bytes);
}

struct table {
	struct mf_reading *r;
	char delimiter;
	char **name; /* of the columns */
	size_t names;
	bool has_text; /* a column is the text; else all are */
	struct mf_csv_row row;
	long line;
};

/* A header of "a;b;c" has no commas. */
static char delimiter_of(const char *bytes, size_t len)
{
	size_t commas = 0, semicolons = 0;

	for (size_t i = 0; i < len && bytes[i] != '\n'; i++) {
		commas += bytes[i] == ',';
		semicolons += bytes[i] == ';';
	}
	return semicolons > commas ? ';' : ',';
}

static void take_header(struct table *t)
{
	t->name = mf_calloc(t->row.n, sizeof *t->name);
	t->names = t->row.n;
	for (size_t i = 0; i < t->names; i++) {
		const struct mf_csv_cell *cell = &t->row.cell[i];
		t->name[i] = cell->len ? mf_strdup(cell->text) : mf_printf("column%zu", i + 1);
		t->has_text |= mf_field_meaning(t->r->options, t->name[i], strlen(t->name[i])).field ==
			       MF_FIELD_TEXT;
	}
}

/* A table without a column of text is found by what its cells say: "name: value" lines. */
static void text_of_cells(struct table *t, struct mf_draft *record)
{
	struct mf_buf text = MF_BUF_INIT;

	for (size_t i = 0; i < t->names && i < t->row.n; i++) {
		enum mf_known_field field =
			mf_field_meaning(t->r->options, t->name[i], strlen(t->name[i])).field;
		if (field == MF_FIELDS && t->row.cell[i].len)
			mf_buf_printf(&text, "%s%s: %s", text.len ? "\n" : "", t->name[i],
				      t->row.cell[i].text);
	}
	record->text = mf_arena_strndup(&t->r->arena, text.data, text.len);
	record->len = text.len;
	mf_buf_release(&text);
}

static int take_row(struct table *t, struct mf_error *err)
{
	struct mf_reading *r = t->r;
	struct mf_draft record = MF_DRAFT_BLANK;
	int status;

	if (t->row.n == 1 && t->row.cell[0].len == 0)
		return MF_OK; /* an empty line */
	if (t->row.open) {
		mf_reading_reject(r, MF_E_INPUT, t->line, "close it; a quote inside quotes is written twice",
				  "a quote that is never closed");
		return MF_OK;
	}
	if (t->row.n != t->names) {
		mf_reading_reject(r, MF_E_INPUT, t->line,
				  "write as many cells as the header has; other rows are indexed",
				  "%zu cells where the header has %zu", t->row.n, t->names);
		return MF_OK;
	}
	for (size_t i = 0; i < t->names; i++) {
		const struct mf_csv_cell *cell = &t->row.cell[i];
		char *value = mf_arena_strndup(&r->arena, cell->text, cell->len);
		if (cell->len)
			mf_draft_put(r, &record, t->name[i], value, cell->len);
		else
			mf_field_seen(r, t->name[i], strlen(t->name[i]));
	}
	if (!t->has_text)
		text_of_cells(t, &record);
	status = mf_draft_hand_over(r, &record, t->line, err);
	mf_arena_reset(&r->arena);
	return status;
}

/* The next row; *more is false at the end. */
static int next_row(struct table *t, struct mf_stream *s, bool *more, size_t *used, struct mf_error *problem)
{
	size_t need = ROW_STEP, len;
	char *bytes;

	for (;;) {
		int status = mf_stream_peek(s, need, &bytes, &len, problem);
		*more = status == MF_OK && len > 0;
		if (!*more)
			return status;
		*used = mf_csv_next(&t->row, t->delimiter, bytes, len, s->end || len > ROW_MAX);
		if (*used)
			return MF_OK;
		need = len + len / 2;
	}
}

static int read_rows(struct table *t, struct mf_stream *s, struct mf_error *err)
{
	struct mf_error problem;
	bool more = true;
	size_t used = 0, rows = 0;
	int status = MF_OK;

	for (; status == MF_OK; rows++) {
		if (next_row(t, s, &more, &used, &problem) < 0)
			return mf_reading_failed(t->r, &problem);
		if (!more)
			break;
		if (!t->name)
			take_header(t);
		else
			status = take_row(t, err);
		mf_stream_skip(s, used);
		t->line += (long)t->row.lines;
	}
	if (status == MF_OK && rows <= 1)
		mf_reading_reject(t->r, MF_E_INPUT, 0, "write one row for each document after it",
				  "a table with a header row alone, nothing to index");
	return status;
}

static int read_table(struct mf_reading *r, struct mf_stream *raw, bool tabs, struct mf_error *err)
{
	struct mf_decoder decoder;
	struct mf_stream text = mf_decoder_open(&decoder, raw, r->options->encoding, NULL);
	struct table t = { .r = r, .line = 1 };
	struct mf_error problem;
	size_t len;
	char *bytes;
	int status;

	if (mf_stream_peek(&text, ROW_STEP, &bytes, &len, &problem) < 0) {
		status = mf_reading_failed(r, &problem);
	} else {
		t.delimiter = tabs ? '\t' : delimiter_of(bytes, len);
		status = read_rows(&t, &text, err);
	}
	if (status == MF_OK)
		mf_reading_decoded(r, &decoder);
	for (size_t i = 0; i < t.names; i++)
		free(t.name[i]);
	free(t.name);
	mf_csv_release(&t.row);
	mf_stream_release(&text);
	mf_decoder_release(&decoder);
	return status;
}

int mf_read_csv(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err)
{
	return read_table(r, raw, false, err);
}

int mf_read_tsv(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err)
{
	return read_table(r, raw, true, err);
}
