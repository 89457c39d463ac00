/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/store/statistics_value.h"
#include "indexer/analysis/words/token.h"

#include <stdlib.h>
#include <string.h>

#include "wrappers/libc/mem.h"
#include "wrappers/libc/utf8.h"
#include "wrappers/libc/varint.h"

struct reader {
	const unsigned char *at, *end; /* at NULL: damaged */
};

static uint64_t get(struct reader *r)
{
	uint64_t v = 0;

	r->at = r->at ? mf_varint_get(r->at, r->end, &v) : NULL;
	return r->at ? v : 0;
}

static const unsigned char *get_bytes(struct reader *r, uint64_t len)
{
	const unsigned char *at = r->at;

	if (!at || len > (uint64_t)(r->end - at)) {
		r->at = NULL;
		return (const unsigned char *)"";
	}
	r->at += len;
	return at;
}

static struct reader read_value(struct mf_bytes value)
{
	return (struct reader){ value.data, value.data + value.len };
}

int64_t mf_value_count(struct mf_bytes value)
{
	struct reader r = read_value(value);

	return mf_unzigzag(get(&r));
}

void mf_value_counts(struct mf_bytes value, int64_t count[static 2])
{
	struct reader r = read_value(value);

	count[0] = mf_unzigzag(get(&r));
	count[1] = r.at && r.at < r.end ? mf_unzigzag(get(&r)) : 0;
}

void mf_value_put_counts(struct mf_buf *out, const int64_t count[static 2])
{
	mf_buf_varint(out, mf_zigzag(count[0]));
	if (count[1])
		mf_buf_varint(out, mf_zigzag(count[1]));
}

/* ---- spellings ---- */

bool mf_spelling_code(struct mf_buf *out, const char *form, size_t form_len, const char *text, size_t len)
{
	size_t i = 0, k = 0;
	unsigned distance = 0;

	mf_buf_reset(out);
	while (i < form_len && k < len) {
		uint32_t a = mf_utf8_next(form, form_len, &i), b = mf_utf8_next(text, len, &k);
		if (a == b) {
			distance++;
			continue;
		}
		mf_buf_varint(out, distance);
		mf_buf_varint(out, b);
		distance = 0;
	}
	return i == form_len && k == len;
}

bool mf_spelling_text(struct mf_buf *out, const char *form, size_t form_len, const struct mf_spelling *s)
{
	struct reader r = { s->code, s->code + s->len };
	size_t i = 0;

	mf_buf_reset(out);
	while (r.at && r.at < r.end) {
		uint64_t distance = get(&r), letter = get(&r);
		size_t from = i;
		char utf8[4];
		for (; distance && i < form_len; distance--)
			(void)mf_utf8_next(form, form_len, &i);
		mf_buf_add(out, form + from, i - from);
		if (!r.at || distance || i == form_len || letter > 0x10ffff)
			return false;
		(void)mf_utf8_next(form, form_len, &i);
		mf_buf_add(out, utf8, mf_utf8_put(utf8, (uint32_t)letter));
	}
	mf_buf_add(out, form + i, form_len - i);
	return r.at != NULL;
}

void mf_spelling_code_otherwise(struct mf_buf *out)
{
	mf_buf_reset(out);
	mf_buf_varint(out, MF_FORM_MAX); /* a letter beyond the last */
	mf_buf_varint(out, 0);
}

static int compare_codes(const struct mf_spelling *s, const unsigned char *code, size_t len)
{
	int d = memcmp(s->code, code, s->len < len ? s->len : len);

	return d ? d : (s->len > len) - (s->len < len);
}

void mf_spellings_add(struct mf_spellings *all, const unsigned char *code, size_t len, int64_t times)
{
	size_t at = 0;
	int d = 1;

	while (at < all->n && (d = compare_codes(&all->v[at], code, len)) < 0)
		at++;
	if (at < all->n && d == 0) {
		all->v[at].times += times;
		if (all->v[at].times == 0) {
			all->n--;
			memmove(&all->v[at], &all->v[at + 1], (all->n - at) * sizeof *all->v);
		}
	} else if (times) {
		all->v = mf_grow(all->v, &all->cap, all->n + 1, sizeof *all->v);
		memmove(&all->v[at + 1], &all->v[at], (all->n - at) * sizeof *all->v);
		all->v[at] = (struct mf_spelling){ code, len, times };
		all->n++;
	}
}

void mf_spellings_read(struct mf_spellings *all, struct mf_bytes value)
{
	struct reader r = read_value(value);
	int64_t count = mf_unzigzag(get(&r));

	if (r.at == r.end)
		mf_spellings_add(all, (const unsigned char *)"", 0, count);
	for (uint64_t n = r.at && r.at < r.end ? get(&r) : 0; n && r.at; n--) {
		int64_t times = mf_unzigzag(get(&r));
		uint64_t len = get(&r);
		const unsigned char *code = get_bytes(&r, len);
		if (r.at)
			mf_spellings_add(all, code, (size_t)len, times);
	}
}

void mf_spellings_write(struct mf_buf *out, int64_t count, const struct mf_spellings *all)
{
	mf_buf_varint(out, mf_zigzag(count));
	if (all->n == 1 && all->v[0].len == 0 && all->v[0].times == count)
		return;
	mf_buf_varint(out, all->n);
	for (size_t i = 0; i < all->n; i++) {
		mf_buf_varint(out, mf_zigzag(all->v[i].times));
		mf_buf_varint(out, all->v[i].len);
		mf_buf_add(out, all->v[i].code, all->v[i].len);
	}
}

/* ---- texts beside a stem ----
 * 2a + 1, a bytes, b, b bytes: those, with the stem between them.  2a: a bytes, without the stem. */

static const char *find(const char *text, size_t len, const char *part, size_t part_len)
{
	for (; len >= part_len; text++, len--)
		if (memcmp(text, part, part_len) == 0)
			return text;
	return NULL;
}

static void put_text(struct mf_buf *out, const char *stem, size_t stem_len, const char *text, size_t len)
{
	const char *found = find(text, len, stem, stem_len);
	size_t before = found ? (size_t)(found - text) : 0, after = len - before - stem_len;

	if (!found) {
		mf_buf_varint(out, 2 * (uint64_t)len);
		mf_buf_add(out, text, len);
		return;
	}
	mf_buf_varint(out, 2 * (uint64_t)before + 1);
	mf_buf_add(out, text, before);
	mf_buf_varint(out, after);
	mf_buf_add(out, found + stem_len, after);
}

struct piece {
	const void *bytes;
	size_t len;
};

static const char *join(struct mf_arena *arena, struct piece a, struct piece b, struct piece c, uint32_t *len)
{
	char *text;

	*len = (uint32_t)(a.len + b.len + c.len);
	text = mf_arena_alloc(arena, *len + (size_t)1);
	memcpy(text, a.bytes, a.len);
	memcpy(text + a.len, b.bytes, b.len);
	memcpy(text + a.len + b.len, c.bytes, c.len);
	text[*len] = '\0';
	return text;
}

/* The text whose first number has been read. */
static const char *get_text(struct reader *r, uint64_t head, struct mf_arena *arena, const char *stem,
			    size_t stem_len, uint32_t *len)
{
	const unsigned char *before = get_bytes(r, head / 2), *after;
	struct piece first = { before, r->at ? (size_t)(head / 2) : 0 }, middle = { stem, stem_len }, last;
	uint64_t rest;

	*len = (uint32_t)first.len;
	if (head % 2 == 0)
		return (const char *)before;
	rest = get(r);
	after = get_bytes(r, rest);
	last = (struct piece){ after, r->at ? (size_t)rest : 0 };
	if (!first.len && !last.len) {
		*len = (uint32_t)stem_len;
		return stem;
	}
	return join(arena, first, middle, last, len);
}

/* ---- a stem's row ----
 *	passages, forms, of each: text, passages * 2 + (has readings), [readings, of each: clitics, passages,
 *	0 where its stem is the clitics and the stem, else that text] */

void mf_row_reset(struct mf_row *row)
{
	row->count = 0;
	row->forms = row->readings = 0;
	mf_arena_reset(&row->arena);
}

void mf_row_release(struct mf_row *row)
{
	free(row->form);
	free(row->reading);
	mf_arena_release(&row->arena);
	memset(row, 0, sizeof *row);
}

static struct mf_row_form *add_form(struct mf_row *row, const char *text, uint32_t len, int64_t count)
{
	struct mf_row_form *f;

	row->form = mf_grow(row->form, &row->form_cap, row->forms + 1, sizeof *row->form);
	f = &row->form[row->forms++];
	*f = (struct mf_row_form){ text, len, (uint32_t)row->readings, 0, count };
	return f;
}

void mf_row_add_form(struct mf_row *row, const char *text, uint32_t len, int64_t count)
{
	add_form(row, text, len, count);
}

void mf_row_add_reading(struct mf_row *row, const struct mf_row_reading *reading)
{
	row->reading = mf_grow(row->reading, &row->reading_cap, row->readings + 1, sizeof *row->reading);
	row->reading[row->readings++] = *reading;
	row->form[row->forms - 1].readings++;
}

static void read_reading(struct reader *r, struct mf_row *row, const char *stem, size_t stem_len)
{
	uint64_t run_len = get(r), head;
	struct mf_row_reading reading = { .run = (const char *)get_bytes(r, run_len) };

	reading.count = mf_unzigzag(get(r));
	head = get(r);
	if (!r->at)
		return;
	reading.run_len = (uint32_t)run_len;
	reading.stem =
		head ? get_text(r, head, &row->arena, stem, stem_len, &reading.stem_len)
		     : join(&row->arena, (struct piece){ reading.run, (size_t)run_len },
			    (struct piece){ stem, stem_len }, (struct piece){ "", 0 }, &reading.stem_len);
	if (r->at)
		mf_row_add_reading(row, &reading);
}

bool mf_row_read(struct mf_row *row, const char *stem, size_t stem_len, struct mf_bytes value)
{
	struct reader r = read_value(value);
	uint64_t forms;

	mf_row_reset(row);
	row->count = mf_unzigzag(get(&r));
	for (forms = get(&r); forms && r.at; forms--) {
		uint32_t len;
		const char *text = get_text(&r, get(&r), &row->arena, stem, stem_len, &len);
		uint64_t count = get(&r);
		if (!r.at)
			break;
		add_form(row, text, len, mf_unzigzag(count / 2));
		for (uint64_t n = count % 2 ? get(&r) : 0; n && r.at; n--)
			read_reading(&r, row, stem, stem_len);
	}
	return r.at == r.end;
}

static void write_reading(struct mf_buf *out, const struct mf_row_reading *r, const char *stem,
			  size_t stem_len)
{
	mf_buf_varint(out, r->run_len);
	mf_buf_add(out, r->run, r->run_len);
	mf_buf_varint(out, mf_zigzag(r->count));
	if (r->stem_len == r->run_len + stem_len && memcmp(r->stem, r->run, r->run_len) == 0 &&
	    memcmp(r->stem + r->run_len, stem, stem_len) == 0)
		mf_buf_varint(out, 0);
	else
		put_text(out, stem, stem_len, r->stem, r->stem_len);
}

void mf_row_write(const struct mf_row *row, const char *stem, size_t stem_len, struct mf_buf *out)
{
	mf_buf_varint(out, mf_zigzag(row->count));
	mf_buf_varint(out, row->forms);
	for (size_t i = 0; i < row->forms; i++) {
		const struct mf_row_form *f = &row->form[i];
		put_text(out, stem, stem_len, f->text, f->len);
		mf_buf_varint(out, mf_zigzag(f->count) * 2 + (f->readings > 0));
		if (f->readings)
			mf_buf_varint(out, f->readings);
		for (uint32_t k = 0; k < f->readings; k++)
			write_reading(out, &row->reading[f->first + k], stem, stem_len);
	}
}

static int compare_texts(const char *a, uint32_t a_len, const char *b, uint32_t b_len)
{
	int d = memcmp(a, b, a_len < b_len ? a_len : b_len);

	return d ? d : (a_len > b_len) - (a_len < b_len);
}

/* The readings of one form in both rows; they are in the order of their clitics. */
static void sum_readings(struct mf_row *out, const struct mf_row *a, const struct mf_row_form *x,
			 const struct mf_row *b, const struct mf_row_form *y)
{
	uint32_t i = 0, k = 0;

	while (i < x->readings || k < y->readings) {
		const struct mf_row_reading *p = i < x->readings ? &a->reading[x->first + i] : NULL;
		const struct mf_row_reading *q = k < y->readings ? &b->reading[y->first + k] : NULL;
		int d = !p ? 1 : !q ? -1 : compare_texts(p->run, p->run_len, q->run, q->run_len);
		struct mf_row_reading sum = d <= 0 ? *p : *q;
		sum.count += d == 0 ? q->count : 0;
		if (sum.count)
			mf_row_add_reading(out, &sum);
		i += d <= 0;
		k += d >= 0;
	}
}

void mf_row_sum(struct mf_row *out, const struct mf_row *a, const struct mf_row *b)
{
	static const struct mf_row_form none;
	size_t i = 0, k = 0;

	mf_row_reset(out);
	out->count = a->count + b->count;
	while (i < a->forms || k < b->forms) {
		const struct mf_row_form *x = i < a->forms ? &a->form[i] : NULL;
		const struct mf_row_form *y = k < b->forms ? &b->form[k] : NULL;
		int d = !x ? 1 : !y ? -1 : compare_texts(x->text, x->len, y->text, y->len);
		const struct mf_row_form *first = d <= 0 ? x : y;
		i += d <= 0;
		k += d >= 0;
		x = d <= 0 ? x : &none;
		y = d >= 0 ? y : &none;
		add_form(out, first->text, first->len, x->count + y->count);
		sum_readings(out, a, x, b, y);
		if (!out->form[out->forms - 1].count && !out->form[out->forms - 1].readings)
			out->forms--;
	}
}
