/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Packed texts and sorted runs of keys, against plain arrays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "indexer/store/keys.h"
#include "indexer/store/packing.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/utf8.h"

static char folder[] = "/tmp/mufahris-keys.XXXXXX";

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	(void)state;
	return mf_remove_tree(folder, NULL);
}

/* xorshift32 (Marsaglia, 2003) */
static uint32_t any(uint32_t below)
{
	static uint32_t x = 2463534242u;

	x ^= x << 13;
	x ^= x >> 17;
	x ^= x << 5;
	return x % below;
}

/* ---- packing ---- */

static size_t any_text(char *out, bool valid)
{
	static const uint32_t from[] = {
		'a', 0xe9, 0x410, 0x600, 0x627, 0x64b, 0x678, 0x6cc, 0x20ac, 0x1f600
	};
	size_t n = any(6), len = 0;

	for (; n; n--)
		if (valid)
			len += mf_utf8_put(out + len, from[any(sizeof from / sizeof *from)] + any(12));
		else
			out[len++] = (char)any(256);
	return len;
}

static int compare(const char *a, size_t a_len, const char *b, size_t b_len)
{
	int d = memcmp(a, b, a_len < b_len ? a_len : b_len);

	return d ? (d > 0) - (d < 0) : (a_len > b_len) - (a_len < b_len);
}

static void texts_are_packed_in_their_order(void **state)
{
	char text[2][64], packed[2][128], back[128];

	(void)state;
	assert_int_equal(mf_pack("كتاب", strlen("كتاب"), packed[0]), 4);
	for (int i = 0; i < 200000; i++) {
		size_t len[2], n[2];
		for (int k = 0; k < 2; k++) {
			len[k] = any_text(text[k], i % 2);
			n[k] = mf_pack(text[k], len[k], packed[k]);
			assert_true(n[k] <= 2 * len[k]);
			assert_int_equal(mf_unpack(packed[k], n[k], back), len[k]);
			assert_memory_equal(back, text[k], len[k]);
		}
		if (i % 2)
			assert_int_equal(compare(text[0], len[0], text[1], len[1]),
					 compare(packed[0], n[0], packed[1], n[1]));
	}
}

/* ---- runs ---- */

#define KEYS 2000

struct key {
	char text[80];
	size_t len;
	uint32_t value;
};

static struct key key[KEYS];

static int compare_keys(const void *a, const void *b)
{
	const struct key *x = a, *y = b;

	return compare(x->text, x->len, y->text, y->len);
}

/* Keys of few letters, so that many begin alike; some of them long. */
static size_t any_keys(size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		key[i].len = any(20) ? any(8) : 20 + any(60);
		for (size_t k = 0; k < key[i].len; k++)
			key[i].text[k] = (char)("ab\xff\xfe"[any(4)]);
		key[i].value = any(5) ? any(10) : any(1u << 30);
	}
	qsort(key, n, sizeof *key, compare_keys);
	for (size_t i = 0; i < n; i++)
		if (!i || compare_keys(&key[i], &key[kept - 1]) != 0)
			key[kept++] = key[i];
	return kept;
}

struct file {
	struct mf_sections sections;
	struct mf_keys keys;
};

static void write_keys(struct file *f, const char *name, size_t from, size_t n, size_t step)
{
	char *path = mf_path_join(folder, name);
	struct mf_sections_writer w;
	struct mf_keys_writer k;

	unlink(path);
	assert_int_equal(mf_sections_create(&w, path, NULL), 0);
	mf_keys_writer_open(&k, &w);
	for (size_t i = from; i < n; i += step)
		mf_keys_writer_add(&k, key[i].text, key[i].len, &key[i].value, 1 + i % 4, key[i].value);
	assert_int_equal(mf_keys_writer_close(&k, NULL), 0);
	assert_int_equal(mf_sections_finish(&w, "TEST", 1, NULL), 0);
	assert_int_equal(mf_sections_open(&f->sections, path, "TEST", 1, 2, NULL), 0);
	assert_int_equal(mf_keys_open(&f->keys, &f->sections, 0), 0);
	free(path);
}

static void is_key(const struct mf_buf *got, size_t wanted)
{
	assert_int_equal(got->len, key[wanted].len);
	assert_memory_equal(got->data, key[wanted].text, got->len);
}

/* The first key from `i` on that does not begin with these bytes. */
static size_t past(size_t i, size_t n, const char *bytes, size_t len)
{
	while (i < n && key[i].len >= len && memcmp(key[i].text, bytes, len) == 0)
		i++;
	return i;
}

static void check_one(const struct file *f, size_t n)
{
	struct mf_keys_cursor c, from;
	struct mf_bytes value;
	struct key other;

	mf_keys_start(&c, &f->keys);
	mf_keys_start(&from, &f->keys);
	for (size_t i = 0; i < n; i++) {
		size_t len = any(6), at = i;
		assert_true(mf_keys_next(&c));
		is_key(&c.key, i);
		assert_true(mf_keys_find(&f->keys, key[i].text, key[i].len, &value));
		assert_int_equal(value.len, 1 + i % 4);
		assert_memory_equal(value.data, &key[i].value, value.len);
		assert_true(mf_keys_seek(&from, key[i].text, key[i].len));
		is_key(&from.key, i);
		len = len < key[i].len ? len : key[i].len;
		at = past(i, n, key[i].text, len);
		assert_int_equal(mf_keys_skip(&from, len), at < n);
		if (at < n)
			is_key(&from.key, at);
		other = key[any((uint32_t)n)];
		other.text[other.len++] = "ab"[any(2)];
		for (at = 0; at < n && compare_keys(&key[at], &other) < 0; at++)
			;
		assert_int_equal(mf_keys_find(&f->keys, other.text, other.len, &value),
				 at < n && compare_keys(&key[at], &other) == 0);
		assert_int_equal(mf_keys_seek(&from, other.text, other.len), at < n);
		if (at < n)
			is_key(&from.key, at);
	}
	assert_false(mf_keys_next(&c));
	assert_false(mf_keys_next(&c));
	assert_false(c.damaged);
	mf_keys_release(&c);
	mf_keys_release(&from);
}

/* No key of a block weighs more than the block says. */
static void check_weights(const struct file *f, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint64_t block = mf_keys_block_of(&f->keys, key[i].text, key[i].len);
		uint32_t most = mf_keys_block_weight(&f->keys, block);
		assert_int_equal(block, i / MF_KEYS_BLOCK);
		assert_true(most >= (key[i].value < MF_KEYS_WEIGHT_MAX ? key[i].value : MF_KEYS_WEIGHT_MAX));
	}
}

static void keys_are_found_one_by_one(void **state)
{
	(void)state;
	for (size_t n = 0; n < KEYS; n += n < 40 ? 1 : 300) {
		struct file f;
		size_t kept = any_keys(n);
		struct mf_bytes value;
		write_keys(&f, "one", 0, kept, 1);
		check_one(&f, kept);
		check_weights(&f, kept);
		assert_false(mf_keys_find(&f.keys, "c", 1, &value));
		mf_sections_close(&f.sections);
	}
}

static void several_are_read_as_one(void **state)
{
	(void)state;
	for (int round = 0; round < 20; round++) {
		struct file f[3];
		const struct mf_keys *all[3] = { &f[0].keys, &f[1].keys, &f[2].keys };
		struct mf_keys_merge m;
		size_t n = any_keys(1 + any(KEYS)), i = 0;
		write_keys(&f[0], "a", 0, n, 1);
		write_keys(&f[1], "b", 0, n, 3);
		write_keys(&f[2], "c", 0, n, 5);
		mf_keys_merge_start(&m, all, 3);
		for (bool more = mf_keys_merge_next(&m); more;) {
			size_t len = any(4) < key[i].len ? any(4) : key[i].len;
			assert_int_equal(compare(m.key, m.key_len, key[i].text, key[i].len), 0);
			assert_int_equal(m.values, 1 + (i % 3 == 0) + (i % 5 == 0));
			len = len < key[i].len ? len : key[i].len;
			if (any(10)) {
				i++;
				more = mf_keys_merge_next(&m);
			} else {
				i = past(i, n, key[i].text, len);
				more = mf_keys_merge_skip(&m, len);
			}
		}
		assert_int_equal(i, n);
		assert_true(mf_keys_merge_seek(&m, key[n / 2].text, key[n / 2].len));
		assert_int_equal(compare(m.key, m.key_len, key[n / 2].text, key[n / 2].len), 0);
		assert_false(m.damaged);
		mf_keys_merge_release(&m);
		for (int k = 0; k < 3; k++)
			mf_sections_close(&f[k].sections);
	}
}

static void disorder_is_refused(void **state)
{
	static const char *const keys[][2] = { { "b", "a" }, { "a", "a" }, { "ab", "a" } };

	(void)state;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		char *path = mf_path_join(folder, "disorder");
		struct mf_sections_writer w;
		struct mf_keys_writer k;
		unlink(path);
		assert_int_equal(mf_sections_create(&w, path, NULL), 0);
		mf_keys_writer_open(&k, &w);
		for (int n = 0; n < 2; n++)
			mf_keys_writer_add(&k, keys[i][n], strlen(keys[i][n]), "", 0, 0);
		assert_int_equal(mf_keys_writer_close(&k, NULL), MF_E_CORRUPT);
		mf_sections_finish(&w, "TEST", 1, NULL);
		free(path);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_are_packed_in_their_order),
		cmocka_unit_test(keys_are_found_one_by_one),
		cmocka_unit_test(several_are_read_as_one),
		cmocka_unit_test(disorder_is_refused),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
