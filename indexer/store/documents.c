/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/store/documents.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/dates/date.h"
#include "indexer/store/error.h"
#include "wrappers/libc/mem.h"

enum { S_ROW, S_ID_OFF, S_ID_BLOB, S_BY_ID, S_BY_PATH, SECTIONS };

int mf_documents_open(struct mf_documents *d, const char *path, struct mf_error *err)
{
	struct mf_sections *f = &d->file;
	int rc;

	memset(d, 0, sizeof *d);
	rc = mf_sections_open(f, path, MF_DOCUMENTS_KIND, MF_DOCUMENTS_VERSION, SECTIONS, err);
	if (rc < 0)
		return rc;
	d->n = (uint32_t)(f->len[S_ROW] / sizeof *d->row);
	d->row = f->at[S_ROW];
	d->by_id = f->at[S_BY_ID];
	d->by_path = f->at[S_BY_PATH];
	if (mf_stringset_open(&d->ids, f, S_ID_OFF) == 0 && d->ids.n == d->n &&
	    f->len[S_BY_ID] == d->n * sizeof *d->by_id && f->len[S_BY_PATH] == d->n * sizeof *d->by_path)
		return 0;
	mf_documents_close(d);
	return mf_store_damaged(err, "%s: sections do not fit together", path);
}

void mf_documents_close(struct mf_documents *d)
{
	mf_sections_close(&d->file);
	memset(d, 0, sizeof *d);
}

const char *mf_documents_id(const struct mf_documents *d, uint32_t document, size_t *len)
{
	return mf_stringset_get(&d->ids, document, len);
}

int32_t mf_document_day(const struct mf_document_row *row)
{
	return row->day >= MF_DAY_MIN && row->day <= MF_DAY_MAX ? row->day : MF_NO_DAY;
}

const char *mf_document_date_source(const struct mf_document_row *row)
{
	return mf_date_source_names[row->date_source <= MF_DATE_CORRECTED ? row->date_source : MF_DATE_NONE];
}

void mf_document_days(const struct mf_document_row *row, int32_t *stated, int32_t *text)
{
	int32_t day = mf_document_day(row), other = day == MF_NO_DAY ? MF_NO_DAY : day + row->other_day;

	*stated = *text = MF_NO_DAY;
	if (!row->other_day || other < MF_DAY_MIN || other > MF_DAY_MAX)
		return;
	*stated = row->date_source == MF_DATE_CORRECTED ? other : day;
	*text = row->date_source == MF_DATE_CORRECTED ? day : other;
}

static uint64_t key_of(const struct mf_document_row *row, int by_path)
{
	return by_path ? row->path_hash : row->id_hash;
}

static uint32_t find(const struct mf_documents *d, const uint32_t *order, int by_path, uint64_t hash)
{
	uint32_t low = 0, high = d->n;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (key_of(mf_documents_row(d, mf_documents_at(d, order, mid)), by_path) < hash)
			low = mid + 1;
		else
			high = mid;
	}
	return low < d->n && key_of(mf_documents_row(d, mf_documents_at(d, order, low)), by_path) == hash
		       ? low
		       : d->n;
}

uint32_t mf_documents_find_id(const struct mf_documents *d, uint64_t id_hash)
{
	return find(d, d->by_id, 0, id_hash);
}

uint32_t mf_documents_find_path(const struct mf_documents *d, uint64_t path_hash)
{
	return find(d, d->by_path, 1, path_hash);
}

void mf_documents_writer_init(struct mf_documents_writer *w)
{
	memset(w, 0, sizeof *w);
	w->ids = (struct mf_buf)MF_BUF_INIT;
	w->id_off = mf_grow(NULL, &w->id_cap, 1, sizeof *w->id_off);
	w->id_off[0] = 0;
}

void mf_documents_writer_add(struct mf_documents_writer *w, const struct mf_document_row *row, const char *id,
			     size_t len)
{
	w->row = mf_grow(w->row, &w->row_cap, w->n + (size_t)1, sizeof *w->row);
	w->id_off = mf_grow(w->id_off, &w->id_cap, w->n + (size_t)2, sizeof *w->id_off);
	w->row[w->n] = *row;
	mf_buf_add(&w->ids, id, len);
	w->id_off[++w->n] = (uint32_t)w->ids.len;
}

struct order_key {
	uint64_t hash;
	uint32_t document;
};

static int compare_keys(const void *a, const void *b)
{
	const struct order_key *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->document > y->document) - (x->document < y->document);
}

static void put_order(struct mf_sections_writer *s, const struct mf_documents_writer *w, int by_path)
{
	struct order_key *key = mf_calloc(w->n + (size_t)1, sizeof *key);

	for (uint32_t i = 0; i < w->n; i++)
		key[i] = (struct order_key){ key_of(&w->row[i], by_path), i };
	qsort(key, w->n, sizeof *key, compare_keys);
	mf_sections_begin(s);
	for (uint32_t i = 0; i < w->n; i++)
		mf_sections_add(s, &key[i].document, sizeof key[i].document);
	free(key);
}

int mf_documents_writer_save(struct mf_documents_writer *w, const char *path, struct mf_error *err)
{
	struct mf_sections_writer s;
	int rc = mf_sections_create(&s, path, err);

	if (rc < 0)
		return rc;
	mf_sections_put(&s, w->row, w->n * sizeof *w->row);
	mf_sections_put(&s, w->id_off, (w->n + (size_t)1) * sizeof *w->id_off);
	mf_sections_put(&s, w->ids.data, w->ids.len);
	put_order(&s, w, 0);
	put_order(&s, w, 1);
	return mf_sections_finish(&s, MF_DOCUMENTS_KIND, MF_DOCUMENTS_VERSION, err);
}

void mf_documents_writer_release(struct mf_documents_writer *w)
{
	free(w->row);
	free(w->id_off);
	mf_buf_release(&w->ids);
	memset(w, 0, sizeof *w);
}

void mf_description_encode(const struct mf_description *d, struct mf_buf *out)
{
	const char *const fixed[] = { d->title, d->url, d->author, d->path, d->source, d->date, d->day };

	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
		mf_buf_add(out, fixed[i], strlen(fixed[i]) + 1);
	for (size_t i = 0; i < d->extras * 2; i++)
		mf_buf_add(out, d->extra[i], strlen(d->extra[i]) + 1);
}

int mf_description_decode(struct mf_description *d, const char *bytes, size_t len)
{
	const char **fixed[] = { &d->title, &d->url, &d->author, &d->path, &d->source, &d->date, &d->day };
	const char *end = bytes + len, **extra = NULL;
	size_t n = 0, cap = 0;

	memset(d, 0, sizeof *d);
	if (!len || end[-1] != '\0')
		return -1;
	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++) {
		if (bytes >= end)
			return -1;
		*fixed[i] = bytes;
		bytes += strlen(bytes) + 1;
	}
	for (; bytes < end; bytes += strlen(bytes) + 1) {
		extra = mf_grow(extra, &cap, n + 1, sizeof *extra);
		extra[n++] = bytes;
	}
	d->extra = extra;
	d->extras = n / 2;
	return n % 2 ? (free(extra), d->extra = NULL, -1) : 0;
}
