/* SPDX-License-Identifier: GPL-2.0-or-later */
/* columns.c - a record is a row of varints:
 *
 *	entities, entity ...; mentions, (from zigzag, days) ...; title, forms, form ...; extras, extra ...
 */
#include "indexer/store/columns.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/dates/date.h"
#include "indexer/store/error.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/varint.h"

enum { S_BLOB, S_OFF, S_DOCUMENT, S_BEGIN, S_END, S_SIGNATURE, SECTIONS };

void mf_record_release(struct mf_record *r)
{
	free(r->entity);
	free(r->form);
	free(r->extra);
	free(r->mention);
	memset(r, 0, sizeof *r);
}

static uint64_t zigzag(int64_t v)
{
	return ((uint64_t)v << 1) ^ (uint64_t)(v >> 63);
}

static int64_t unzigzag(uint64_t v)
{
	return (int64_t)(v >> 1) ^ -(int64_t)(v & 1);
}

static void put_row(struct mf_buf *out, const uint32_t *v, uint32_t n)
{
	unsigned char *at = (unsigned char *)mf_buf_reserve(out, (size_t)n * 5);
	unsigned char *start = at;

	if (!at)
		return;
	for (uint32_t i = 0; i < n; i++)
		at = mf_varint_put(at, v[i]);
	out->len += (size_t)(at - start);
	out->data[out->len] = '\0';
}

void mf_record_encode(const struct mf_record *r, struct mf_buf *out)
{
	mf_buf_varint(out, r->entities);
	put_row(out, r->entity, r->entities);
	mf_buf_varint(out, r->mentions);
	for (uint32_t i = 0; i < r->mentions; i++) {
		mf_buf_varint(out, zigzag(r->mention[i].from));
		mf_buf_varint(out, (uint64_t)((int64_t)r->mention[i].to - r->mention[i].from));
	}
	mf_buf_varint(out, r->title);
	mf_buf_varint(out, r->forms);
	put_row(out, r->form, r->forms);
	mf_buf_varint(out, r->extras);
	put_row(out, r->extra, r->extras);
}

struct mf_day_range mf_record_days(uint64_t from, uint64_t days)
{
	int64_t first = unzigzag(from), last;

	first = first < MF_DAY_MIN ? MF_DAY_MIN : first > MF_DAY_MAX ? MF_DAY_MAX : first;
	last = days > (uint64_t)(MF_DAY_MAX - first) ? MF_DAY_MAX : first + (int64_t)days;
	return (struct mf_day_range){ (int32_t)first, (int32_t)last };
}

static const unsigned char *get_count(const unsigned char *at, const unsigned char *end, uint32_t *n)
{
	uint64_t v;

	at = at ? mf_varint_get(at, end, &v) : NULL;
	if (!at || v > (uint64_t)(end - at) + UINT16_MAX)
		return NULL;
	*n = (uint32_t)v;
	return at;
}

static const unsigned char *get_row(const unsigned char *at, const unsigned char *end, uint32_t **v,
				    size_t *cap, uint32_t *n)
{
	at = get_count(at, end, n);
	if (!at || *n > (size_t)(end - at))
		return NULL;
	*v = mf_grow(*v, cap, *n + (size_t)1, sizeof **v);
	for (uint32_t i = 0; at && i < *n; i++) {
		uint64_t value = 0;
		at = mf_varint_get(at, end, &value);
		(*v)[i] = (uint32_t)value;
	}
	return at;
}

int mf_record_decode(struct mf_record *r, const unsigned char *at, const unsigned char *end)
{
	at = get_row(at, end, &r->entity, &r->entity_cap, &r->entities);
	at = get_count(at, end, &r->mentions);
	if (!at || r->mentions > (size_t)(end - at))
		return -1;
	r->mention = mf_grow(r->mention, &r->mention_cap, r->mentions + (size_t)1, sizeof *r->mention);
	for (uint32_t i = 0; at && i < r->mentions; i++) {
		uint64_t from, days = 0;
		at = mf_varint_get(at, end, &from);
		at = at ? mf_varint_get(at, end, &days) : NULL;
		if (at)
			r->mention[i] = mf_record_days(from, days);
	}
	at = get_count(at, end, &r->title);
	at = get_row(at, end, &r->form, &r->form_cap, &r->forms);
	at = get_row(at, end, &r->extra, &r->extra_cap, &r->extras);
	return at == end && r->title <= r->forms ? 0 : -1;
}

static const unsigned char *skip_row(const unsigned char *at, const unsigned char *end, uint64_t n)
{
	for (; n && at < end; at++)
		n -= *at < 0x80;
	return n ? NULL : at;
}

int mf_record_view(struct mf_record_view *view, const unsigned char *at, const unsigned char *end)
{
	at = get_count(at, end, &view->entities);
	if (!at)
		return -1;
	view->entities_at = at;
	at = skip_row(at, end, view->entities);
	at = get_count(at, end, &view->mentions);
	at = at ? skip_row(at, end, (uint64_t)view->mentions * 2) : NULL;
	at = get_count(at, end, &view->title);
	at = get_count(at, end, &view->forms);
	view->stream_at = at;
	view->end = end;
	return at ? 0 : -1;
}

int mf_columns_open(struct mf_columns *c, const char *path, struct mf_error *err)
{
	struct mf_sections *f = &c->file;
	int rc;

	memset(c, 0, sizeof *c);
	rc = mf_sections_open(f, path, MF_COLUMNS_KIND, MF_COLUMNS_VERSION, SECTIONS, err);
	if (rc < 0)
		return rc;
	c->n = (uint32_t)(f->len[S_DOCUMENT] / sizeof(uint32_t));
	c->off = f->at[S_OFF];
	c->document = f->at[S_DOCUMENT];
	c->begin = f->at[S_BEGIN];
	c->end = f->at[S_END];
	c->signature = f->at[S_SIGNATURE];
	c->blob = f->at[S_BLOB];
	c->len = f->len[S_BLOB];
	if (f->len[S_OFF] == (c->n + (size_t)1) * sizeof *c->off && f->len[S_BEGIN] == f->len[S_DOCUMENT] &&
	    f->len[S_END] == f->len[S_DOCUMENT] && f->len[S_SIGNATURE] == c->n * sizeof *c->signature &&
	    mf_blocks_u64(f->blocks, c->off, c->n) == c->len)
		return 0;
	mf_columns_close(c);
	return mf_store_damaged(err, "%s: sections do not fit together", path);
}

void mf_columns_close(struct mf_columns *c)
{
	mf_sections_close(&c->file);
	memset(c, 0, sizeof *c);
}

int mf_columns_writer_open(struct mf_columns_writer *w, const char *path, struct mf_error *err)
{
	int rc;

	memset(w, 0, sizeof *w);
	w->record = (struct mf_buf)MF_BUF_INIT;
	rc = mf_sections_create(&w->file, path, err);
	if (rc < 0)
		return rc;
	mf_sections_begin(&w->file);
	w->off = mf_grow(NULL, &w->off_cap, 1, sizeof *w->off);
	w->off[0] = 0;
	return 0;
}

void mf_columns_writer_add(struct mf_columns_writer *w, uint32_t document, uint32_t begin, uint32_t end,
			   uint64_t signature, const struct mf_record *record)
{
	size_t need = w->n + (size_t)1;

	w->off = mf_grow(w->off, &w->off_cap, need + 1, sizeof *w->off);
	w->signature = mf_grow(w->signature, &w->signature_cap, need, sizeof *w->signature);
	w->document = mf_grow(w->document, &w->document_cap, need, sizeof *w->document);
	w->begin = mf_grow(w->begin, &w->begin_cap, need, sizeof *w->begin);
	w->end = mf_grow(w->end, &w->end_cap, need, sizeof *w->end);
	w->document[w->n] = document;
	w->begin[w->n] = begin;
	w->end[w->n] = end;
	w->signature[w->n] = signature;
	mf_buf_reset(&w->record);
	mf_record_encode(record, &w->record);
	mf_sections_add(&w->file, w->record.data, w->record.len);
	w->n++;
	w->off[w->n] = w->off[w->n - 1] + w->record.len;
}

int mf_columns_writer_close(struct mf_columns_writer *w, struct mf_error *err)
{
	int rc;

	mf_sections_put(&w->file, w->off, (w->n + (size_t)1) * sizeof *w->off);
	mf_sections_put(&w->file, w->document, w->n * sizeof *w->document);
	mf_sections_put(&w->file, w->begin, w->n * sizeof *w->begin);
	mf_sections_put(&w->file, w->end, w->n * sizeof *w->end);
	mf_sections_put(&w->file, w->signature, w->n * sizeof *w->signature);
	rc = mf_sections_finish(&w->file, MF_COLUMNS_KIND, MF_COLUMNS_VERSION, err);
	free(w->off);
	free(w->signature);
	free(w->document);
	free(w->begin);
	free(w->end);
	mf_buf_release(&w->record);
	memset(w, 0, sizeof *w);
	return rc;
}
