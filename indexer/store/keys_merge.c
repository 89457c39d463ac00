/* SPDX-License-Identifier: GPL-2.0-or-later */
/* keys_merge.c - sorted runs written, and read several at once. */
#include <stdlib.h>
#include <string.h>

#include "indexer/store/error.h"
#include "indexer/store/keys.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/varint.h"

/* ---- several runs ---- */

void mf_keys_merge_start(struct mf_keys_merge *m, const struct mf_keys *const *run, size_t n)
{
	memset(m, 0, sizeof *m);
	m->n = n;
	m->cursor = mf_calloc(n + 1, sizeof *m->cursor);
	m->taken = mf_calloc(n + 1, sizeof *m->taken);
	m->live = mf_calloc(n + 1, sizeof *m->live);
	m->value = mf_calloc(n + 1, sizeof *m->value);
	for (size_t i = 0; i < n; i++) {
		mf_keys_start(&m->cursor[i], run[i]);
		m->taken[i] = m->live[i] = true;
	}
}

void mf_keys_merge_release(struct mf_keys_merge *m)
{
	for (size_t i = 0; i < m->n; i++)
		mf_keys_release(&m->cursor[i]);
	free(m->cursor);
	free(m->taken);
	free(m->live);
	free(m->value);
	memset(m, 0, sizeof *m);
}

static int compare_cursors(const struct mf_keys_cursor *a, const struct mf_keys_cursor *b)
{
	size_t len = a->key.len < b->key.len ? a->key.len : b->key.len;
	int d = memcmp(a->key.data, b->key.data, len);

	return d ? d : (a->key.len > b->key.len) - (a->key.len < b->key.len);
}

/* The least key that the cursors have in hand, and the values of all that have it. */
static bool take_least(struct mf_keys_merge *m)
{
	const struct mf_keys_cursor *least = NULL;

	m->values = 0;
	for (size_t i = 0; i < m->n; i++) {
		int d = !m->live[i] ? 1 : least ? compare_cursors(&m->cursor[i], least) : -1;
		m->damaged = m->damaged || m->cursor[i].damaged;
		if (d < 0) {
			least = &m->cursor[i];
			memset(m->taken, 0, i * sizeof *m->taken);
			m->values = 0;
		}
		m->taken[i] = d <= 0;
		if (d <= 0)
			m->value[m->values++] = m->cursor[i].value;
	}
	if (least) {
		m->key = least->key.data;
		m->key_len = least->key.len;
	}
	return least != NULL;
}

bool mf_keys_merge_next(struct mf_keys_merge *m)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->taken[i])
			m->live[i] = m->live[i] && mf_keys_next(&m->cursor[i]);
	return take_least(m);
}

bool mf_keys_merge_seek(struct mf_keys_merge *m, const char *key, size_t len)
{
	for (size_t i = 0; i < m->n; i++)
		m->live[i] = mf_keys_seek(&m->cursor[i], key, len);
	return take_least(m);
}

bool mf_keys_merge_skip(struct mf_keys_merge *m, size_t len)
{
	const char *key = m->key;
	size_t shared = len < m->key_len ? len : m->key_len;

	for (size_t i = 0; i < m->n; i++) {
		const struct mf_buf *mine = &m->cursor[i].key;
		if (m->live[i] && !m->taken[i] && mine->len >= shared && memcmp(mine->data, key, shared) == 0)
			m->live[i] = mf_keys_skip(&m->cursor[i], shared);
	}
	for (size_t i = 0; i < m->n; i++)
		if (m->taken[i])
			m->live[i] = mf_keys_skip(&m->cursor[i], shared);
	return take_least(m);
}

/* ---- writing ---- */

void mf_keys_writer_open(struct mf_keys_writer *w, struct mf_sections_writer *file)
{
	*w = (struct mf_keys_writer){ .file = file, .last = MF_BUF_INIT, .entry = MF_BUF_INIT };
	mf_sections_begin(file);
}

static void put_header(struct mf_buf *out, size_t shared, size_t rest)
{
	mf_buf_addch(out, (char)((shared < 15 ? shared : 15) << 4 | (rest < 15 ? rest : 15)));
	if (shared >= 15)
		mf_buf_varint(out, shared - 15);
	if (rest >= 15)
		mf_buf_varint(out, rest - 15);
}

static void begin_block(struct mf_keys_writer *w, const char *key, size_t len)
{
	struct mf_keys_block *b;

	w->block = mf_grow(w->block, &w->cap, w->blocks + 1, sizeof *w->block);
	b = &w->block[w->blocks++];
	*b = (struct mf_keys_block){ 0, w->at };
	for (size_t i = 0; i < sizeof b->head; i++)
		b->head = b->head << 8 | (i < len ? (unsigned char)key[i] : 0u);
	w->last.len = 0;
}

static size_t shared_bytes(const struct mf_buf *last, const char *key, size_t len)
{
	size_t i = 0;

	while (i < last->len && i < len && last->data[i] == key[i])
		i++;
	return i;
}

void mf_keys_writer_add(struct mf_keys_writer *w, const char *key, size_t len, const void *value,
			size_t value_len, uint64_t weight)
{
	size_t shared = shared_bytes(&w->last, key, len);
	uint64_t most = weight < MF_KEYS_WEIGHT_MAX ? weight : MF_KEYS_WEIGHT_MAX;
	struct mf_keys_block *block;

	w->disorder = w->disorder ||
		      (w->keys &&
		       (shared == len || (shared < w->last.len &&
					  (unsigned char)key[shared] < (unsigned char)w->last.data[shared])));
	if (w->keys % MF_KEYS_BLOCK == 0) {
		begin_block(w, key, len);
		shared = 0;
	}
	block = &w->block[w->blocks - 1];
	if (most > block->at >> MF_KEYS_AT_BITS)
		block->at = (block->at & MF_KEYS_AT_MASK) | most << MF_KEYS_AT_BITS;
	mf_buf_reset(&w->entry);
	put_header(&w->entry, shared, len - shared);
	mf_buf_add(&w->entry, key + shared, len - shared);
	mf_buf_varint(&w->entry, value_len);
	mf_buf_add(&w->entry, value, value_len);
	mf_sections_add(w->file, w->entry.data, w->entry.len);
	w->at += w->entry.len;
	w->last.len = shared;
	mf_buf_add(&w->last, key + shared, len - shared);
	w->keys++;
}

int mf_keys_writer_close(struct mf_keys_writer *w, struct mf_error *err)
{
	int rc = 0;

	mf_sections_put(w->file, w->block, w->blocks * sizeof *w->block);
	if (w->disorder)
		rc = mf_store_damaged(err, "words of a segment are out of order");
	else if (w->at > MF_KEYS_AT_MASK)
		rc = mf_error_set(err, MF_E_LIMIT, "more than a terabyte of words");
	mf_buf_release(&w->last);
	mf_buf_release(&w->entry);
	free(w->block);
	return rc;
}
