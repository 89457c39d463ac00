/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/store/keys.h"

#include <string.h>

#include "wrappers/libc/varint.h"

struct entry {
	uint64_t shared, rest_len;
	const unsigned char *rest;
	struct mf_bytes value;
};

/* The entry at `at`, and where the next one begins; NULL where the bytes are damaged. */
static const unsigned char *read_entry(const unsigned char *at, const unsigned char *end, struct entry *e)
{
	uint64_t more, value_len;
	unsigned header = *at++;

	e->shared = header >> 4;
	e->rest_len = header & 15;
	if (e->shared == 15) {
		at = mf_varint_get(at, end, &more);
		e->shared += at ? more : 0;
	}
	if (at && e->rest_len == 15) {
		at = mf_varint_get(at, end, &more);
		e->rest_len += at ? more : 0;
	}
	if (!at || e->rest_len > (uint64_t)(end - at))
		return NULL;
	e->rest = at;
	at = mf_varint_get(at + e->rest_len, end, &value_len);
	if (!at || value_len > (uint64_t)(end - at))
		return NULL;
	e->value = (struct mf_bytes){ at, (size_t)value_len };
	return at + value_len;
}

/* ---- the index ---- */

int mf_keys_open(struct mf_keys *run, const struct mf_sections *file, unsigned section)
{
	run->bytes = file->at[section];
	run->len = file->len[section];
	run->block = file->at[section + 1];
	run->blocks = file->len[section + 1] / sizeof *run->block;
	run->checked = file->blocks;
	return file->len[section + 1] % sizeof *run->block || (run->len && !run->blocks) ? -1 : 0;
}

static uint64_t head_of(const void *key, size_t len)
{
	unsigned char first[8] = { 0 };
	uint64_t head = 0;

	memcpy(first, key, len < sizeof first ? len : sizeof first);
	for (size_t i = 0; i < sizeof first; i++)
		head = head << 8 | first[i];
	return head;
}

/* The index's entry of a block. */
static const struct mf_keys_block *entry_of(const struct mf_keys *run, uint64_t block)
{
	mf_blocks_touch(run->checked, run->block + block, sizeof *run->block);
	return run->block + block;
}

static const unsigned char *block_at(const struct mf_keys *run, uint64_t block, const unsigned char **end)
{
	uint64_t from = entry_of(run, block)->at & MF_KEYS_AT_MASK;
	uint64_t to = block + 1 < run->blocks ? entry_of(run, block + 1)->at & MF_KEYS_AT_MASK : run->len;

	if (from > to || to > run->len)
		from = to = 0;
	mf_blocks_touch(run->checked, run->bytes + from, to - from);
	*end = run->bytes + to;
	return run->bytes + from;
}

uint32_t mf_keys_block_weight(const struct mf_keys *run, uint64_t block)
{
	return (uint32_t)(entry_of(run, block)->at >> MF_KEYS_AT_BITS);
}

static bool is_above(const struct mf_keys *run, uint64_t block, uint64_t head, const char *key, size_t len)
{
	const unsigned char *end, *at;
	struct entry e;
	size_t n;
	int d;

	if (entry_of(run, block)->head != head)
		return run->block[block].head > head;
	at = block_at(run, block, &end);
	if (at == end || !read_entry(at, end, &e))
		return true;
	n = e.rest_len < len ? (size_t)e.rest_len : len;
	d = memcmp(e.rest, key, n);
	return d ? d > 0 : e.rest_len > len;
}

/* By the head alone, so a few blocks more may seem to be within. */
bool mf_keys_block_above(const struct mf_keys *run, uint64_t block, const char *bytes, size_t len)
{
	uint64_t last = head_of(bytes, len);

	if (len < sizeof last)
		last |= len ? UINT64_MAX >> 8 * len : UINT64_MAX;
	return entry_of(run, block)->head > last;
}

uint64_t mf_keys_block_of(const struct mf_keys *run, const char *key, size_t len)
{
	uint64_t low = 0, high = run->blocks, head = head_of(key, len);

	while (low < high) {
		uint64_t mid = low + (high - low) / 2;
		if (is_above(run, mid, head, key, len))
			high = mid;
		else
			low = mid + 1;
	}
	return low ? low - 1 : 0;
}

/* Compares what is left of the key with entry after entry; no key is put together. `match` is how many
 * bytes the entry before has in common with the key. */
bool mf_keys_find(const struct mf_keys *run, const char *key, size_t len, struct mf_bytes *value)
{
	const unsigned char *at, *end;
	size_t match = 0;
	struct entry e;

	if (!run->blocks)
		return false;
	at = block_at(run, mf_keys_block_of(run, key, len), &end);
	while (at && at < end) {
		size_t i = 0;
		at = read_entry(at, end, &e);
		if (!at || e.shared < match)
			return false;
		if (e.shared > match)
			continue;
		while (i < e.rest_len && match < len && e.rest[i] == (unsigned char)key[match]) {
			i++;
			match++;
		}
		if (i == e.rest_len && match == len) {
			*value = e.value;
			return true;
		}
		if (i < e.rest_len && (match == len || e.rest[i] > (unsigned char)key[match]))
			return false;
	}
	return false;
}

/* ---- cursors ---- */

void mf_keys_start(struct mf_keys_cursor *c, const struct mf_keys *run)
{
	*c = (struct mf_keys_cursor){ .run = run, .key = MF_BUF_INIT };
}

void mf_keys_release(struct mf_keys_cursor *c)
{
	mf_buf_release(&c->key);
}

void mf_keys_to_block(struct mf_keys_cursor *c, uint64_t block)
{
	c->block = block;
	c->at = c->end = NULL;
	mf_buf_reset(&c->key);
}

static void finish(struct mf_keys_cursor *c)
{
	c->at = c->end = NULL;
	c->block = c->run->blocks;
}

/* Reads the next entry, whose key is still to be put together; false at the end, or where it is damaged. */
static bool step(struct mf_keys_cursor *c, struct entry *e)
{
	if (c->at == c->end && c->block >= c->run->blocks)
		return false;
	if (c->at == c->end)
		c->at = block_at(c->run, c->block++, &c->end);
	c->at = c->at < c->end ? read_entry(c->at, c->end, e) : NULL;
	if (c->at)
		return true;
	c->damaged = true;
	finish(c);
	return false;
}

static bool take(struct mf_keys_cursor *c, const struct entry *e)
{
	if (e->shared > c->key.len) {
		c->damaged = true;
		finish(c);
		return false;
	}
	c->shared = (size_t)e->shared;
	c->key.len = c->shared;
	mf_buf_add(&c->key, e->rest, (size_t)e->rest_len);
	c->value = e->value;
	return true;
}

bool mf_keys_next(struct mf_keys_cursor *c)
{
	struct entry e;

	return step(c, &e) && take(c, &e);
}

static int compare(const struct mf_buf *key, const char *other, size_t len)
{
	int d = memcmp(key->data, other, key->len < len ? key->len : len);

	return d ? d : (key->len > len) - (key->len < len);
}

bool mf_keys_seek(struct mf_keys_cursor *c, const char *key, size_t len)
{
	if (!c->run->blocks)
		return false;
	mf_keys_to_block(c, mf_keys_block_of(c->run, key, len));
	while (mf_keys_next(c))
		if (compare(&c->key, key, len) >= 0)
			return true;
	return false;
}

/* The first key above all that begin with these bytes. */
static bool seek_above(struct mf_keys_cursor *c, const char *bytes, size_t len)
{
	struct mf_buf above = MF_BUF_INIT;
	bool found;

	while (len && (unsigned char)bytes[len - 1] == 0xff)
		len--;
	if (!len) {
		finish(c);
		return false;
	}
	mf_buf_add(&above, bytes, len);
	above.data[len - 1]++;
	found = mf_keys_seek(c, above.data, len);
	mf_buf_release(&above);
	return found;
}

/* Entries that share the bytes are passed over without putting their keys together as far as the block
 * goes; then the index is asked. */
bool mf_keys_skip(struct mf_keys_cursor *c, size_t len)
{
	struct entry e;

	while (c->at != c->end) {
		if (!step(c, &e))
			return false;
		if (e.shared < len)
			return take(c, &e);
	}
	return c->block < c->run->blocks && seek_above(c, c->key.data, len < c->key.len ? len : c->key.len);
}
