/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/store/strings.h"

#include <stdlib.h>
#include <string.h>

#include "wrappers/libc/hash.h"
#include "wrappers/libc/mem.h"

const char *mf_stringset_get(const struct mf_stringset *s, uint32_t i, size_t *len)
{
	*len = 0;
	if (i >= s->n)
		return "";
	mf_blocks_touch(s->blocks, s->off + i, 2 * sizeof *s->off);
	if (s->off[i] > s->off[i + 1] || s->off[i + 1] > s->len)
		return "";
	*len = s->off[i + 1] - s->off[i];
	mf_blocks_touch(s->blocks, s->blob + s->off[i], *len);
	return s->blob + s->off[i];
}

static int compare(const struct mf_stringset *s, uint32_t i, const char *text, size_t len)
{
	size_t mine;
	const char *at = mf_stringset_get(s, i, &mine);
	int d = memcmp(at, text, mine < len ? mine : len);

	return d ? d : (mine > len) - (mine < len);
}

uint32_t mf_stringset_lower(const struct mf_stringset *s, const char *text, size_t len)
{
	uint32_t low = 0, high = s->n;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (compare(s, mid, text, len) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

uint32_t mf_stringset_find(const struct mf_stringset *s, const char *text, size_t len)
{
	uint32_t at = mf_stringset_lower(s, text, len);

	return at < s->n && compare(s, at, text, len) == 0 ? at : MF_NONE;
}

uint32_t mf_stringset_upper(const struct mf_stringset *s, const char *text, size_t len, uint32_t from)
{
	uint32_t low = from, high = s->n;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		size_t mine;
		const char *at = mf_stringset_get(s, mid, &mine);
		if (mine >= len && memcmp(at, text, len) == 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

void mf_stringset_put(struct mf_sections_writer *w, const struct mf_stringset *s)
{
	mf_sections_put(w, s->off, (s->n + (size_t)1) * sizeof *s->off);
	mf_sections_put(w, s->blob, s->len);
}

int mf_stringset_open(struct mf_stringset *s, const struct mf_sections *file, unsigned section)
{
	if (file->len[section] < sizeof(uint32_t) || file->len[section] % sizeof(uint32_t) ||
	    file->len[section] / sizeof(uint32_t) > UINT32_MAX)
		return -1;
	s->n = (uint32_t)(file->len[section] / sizeof(uint32_t) - 1);
	s->off = file->at[section];
	s->blob = file->at[section + 1];
	s->len = mf_blocks_u32(file->blocks, s->off, s->n);
	s->blocks = file->blocks;
	return s->len == file->len[section + 1] ? 0 : -1;
}

void mf_pool_init(struct mf_pool *p)
{
	memset(p, 0, sizeof *p);
	p->blob = (struct mf_buf)MF_BUF_INIT;
	p->off = mf_grow(NULL, &p->off_cap, 1024, sizeof *p->off);
	p->off[0] = 0;
	p->slots = 4096;
	p->slot = mf_calloc(p->slots, sizeof *p->slot);
}

void mf_pool_release(struct mf_pool *p)
{
	free(p->off);
	free(p->slot);
	mf_buf_release(&p->blob);
}

const char *mf_pool_get(const struct mf_pool *p, uint32_t i, size_t *len)
{
	*len = p->off[i + 1] - p->off[i];
	return p->blob.data + p->off[i];
}

static void pool_double(struct mf_pool *p)
{
	uint32_t slots = p->slots * 2;

	free(p->slot);
	p->slot = mf_calloc(slots, sizeof *p->slot);
	p->slots = slots;
	for (uint32_t i = 0; i < p->n; i++) {
		size_t len;
		const char *text = mf_pool_get(p, i, &len);
		uint32_t at = (uint32_t)mf_hash64(text, len) & (slots - 1);
		while (p->slot[at])
			at = (at + 1) & (slots - 1);
		p->slot[at] = i + 1;
	}
}

uint32_t mf_pool_add(struct mf_pool *p, const char *text, size_t len, int *fresh)
{
	uint32_t at = (uint32_t)mf_hash64(text, len) & (p->slots - 1);

	for (; p->slot[at]; at = (at + 1) & (p->slots - 1)) {
		uint32_t i = p->slot[at] - 1;
		size_t mine = p->off[i + 1] - p->off[i];
		if (mine == len && memcmp(p->blob.data + p->off[i], text, len) == 0) {
			*fresh = 0;
			return i;
		}
	}
	*fresh = 1;
	p->slot[at] = p->n + 1;
	p->off = mf_grow(p->off, &p->off_cap, p->n + (size_t)2, sizeof *p->off);
	mf_buf_add(&p->blob, text, len);
	p->off[p->n + 1] = (uint32_t)p->blob.len;
	if (++p->n > p->slots / 2)
		pool_double(p);
	return p->n - 1;
}

size_t mf_pool_memory(const struct mf_pool *p)
{
	return p->blob.cap + p->off_cap * sizeof *p->off + p->slots * sizeof *p->slot;
}

struct sort_key {
	const char *text;
	uint32_t len, number;
};

static int compare_keys(const void *a, const void *b)
{
	const struct sort_key *x = a, *y = b;
	int d = memcmp(x->text, y->text, x->len < y->len ? x->len : y->len);

	return d ? d : (x->len > y->len) - (x->len < y->len);
}

void mf_sorted_make(struct mf_sorted *out, const struct mf_pool *p)
{
	struct sort_key *key = mf_calloc(p->n + (size_t)1, sizeof *key);

	out->off = mf_calloc(p->n + (size_t)1, sizeof *out->off);
	out->number = mf_calloc(p->n + (size_t)1, sizeof *out->number);
	out->rank = mf_calloc(p->n + (size_t)1, sizeof *out->rank);
	out->blob = (struct mf_buf)MF_BUF_INIT;
	for (uint32_t i = 0; i < p->n; i++) {
		size_t len;
		key[i].text = mf_pool_get(p, i, &len);
		key[i].len = (uint32_t)len;
		key[i].number = i;
	}
	if (p->n)
		qsort(key, p->n, sizeof *key, compare_keys);
	for (uint32_t r = 0; r < p->n; r++) {
		mf_buf_add(&out->blob, key[r].text, key[r].len);
		out->off[r + 1] = (uint32_t)out->blob.len;
		out->number[r] = key[r].number;
		out->rank[key[r].number] = r;
	}
	free(key);
	out->strings = (struct mf_stringset){ p->n, out->off, out->blob.data, (uint32_t)out->blob.len, NULL };
}

void mf_sorted_release(struct mf_sorted *s)
{
	free(s->off);
	free(s->number);
	free(s->rank);
	mf_buf_release(&s->blob);
}

static int compare_heads(const struct mf_stringset *a, uint32_t i, const struct mf_stringset *b, uint32_t j)
{
	size_t len;
	const char *text = mf_stringset_get(b, j, &len);

	return compare(a, i, text, len);
}

/* The part whose next string is the least, or `parts` when all are used up. */
static size_t least_head(const struct mf_stringset *const *part, size_t parts, const uint32_t *head)
{
	size_t least = parts;

	for (size_t p = 0; p < parts; p++)
		if (head[p] < part[p]->n &&
		    (least == parts || compare_heads(part[p], head[p], part[least], head[least]) < 0))
			least = p;
	return least;
}

void mf_union_make(struct mf_union *out, const struct mf_stringset *const *part, size_t parts)
{
	uint32_t *head = mf_calloc(parts + 1, sizeof *head), n = 0;
	size_t least;

	memset(out, 0, sizeof *out);
	out->parts = parts;
	out->blob = (struct mf_buf)MF_BUF_INIT;
	out->off = mf_grow(NULL, &out->cap, 1, sizeof *out->off);
	out->off[0] = 0;
	out->to = mf_calloc(parts + 1, sizeof *out->to);
	for (size_t p = 0; p < parts; p++)
		out->to[p] = mf_calloc(part[p]->n + (size_t)1, sizeof **out->to);
	while ((least = least_head(part, parts, head)) < parts) {
		uint32_t at = head[least];
		size_t len;
		const char *text = mf_stringset_get(part[least], at, &len);
		for (size_t p = 0; p < parts; p++)
			if (p == least || (head[p] < part[p]->n && compare(part[p], head[p], text, len) == 0))
				out->to[p][head[p]++] = n;
		mf_buf_add(&out->blob, text, len);
		out->off = mf_grow(out->off, &out->cap, n + (size_t)2, sizeof *out->off);
		out->off[++n] = (uint32_t)out->blob.len;
	}
	out->strings = (struct mf_stringset){ n, out->off, out->blob.data, (uint32_t)out->blob.len, NULL };
	free(head);
}

void mf_union_release(struct mf_union *u)
{
	for (size_t p = 0; p < u->parts; p++)
		free(u->to[p]);
	free(u->to);
	free(u->off);
	mf_buf_release(&u->blob);
}
