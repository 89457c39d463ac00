/* SPDX-License-Identifier: GPL-2.0-or-later */
/* statistics_words.c - which words most passages have, and how most texts spell a word. */
#include <stdlib.h>
#include <string.h>

#include "indexer/store/packing.h"
#include "indexer/store/statistics_private.h"

/* ---- the most frequent ---- */

struct top {
	const struct mf_statistics *s;
	struct mf_packed prefix;
	struct mf_arena *arena;
	struct mf_packed *key; /* of each in `form`, the best first */
	struct mf_family_form *form;
	size_t n, max;
};

/* What a form must have in one layer at least, to be among the best by the sum of all. */
static uint64_t least(const struct top *t)
{
	uint64_t worst = t->n == t->max ? t->form[t->n - 1].count : 1;

	return (worst + t->s->layers - 1) / t->s->layers;
}

static bool is_better(struct mf_packed key, uint64_t count, const struct top *t, size_t than)
{
	if (count != t->form[than].count)
		return count > t->form[than].count;
	return mf_packed_compare(key, t->key[than].data, t->key[than].len) < 0;
}

static void offer(struct top *t, struct mf_packed key)
{
	uint64_t count = mf_statistics_packed(t->s, MF_RUN_FORMS, key.data, key.len);
	size_t at = t->n;

	if (!count)
		return;
	for (size_t i = 0; i < t->n; i++)
		if (mf_packed_compare(key, t->key[i].data, t->key[i].len) == 0)
			return;
	while (at > 0 && is_better(key, count, t, at - 1))
		at--;
	if (at == t->max)
		return;
	t->n -= t->n == t->max;
	memmove(&t->form[at + 1], &t->form[at], (t->n - at) * sizeof *t->form);
	memmove(&t->key[at + 1], &t->key[at], (t->n - at) * sizeof *t->key);
	t->key[at] = (struct mf_packed){ mf_arena_strndup(t->arena, key.data, key.len), key.len };
	t->form[at].count = count;
	t->n++;
}

/* The forms of one block; false where the ones after it do not begin so any more. */
static bool offer_block(struct top *t, struct mf_keys_cursor *c, uint64_t block)
{
	mf_keys_to_block(c, block);
	while (c->block <= block + 1 && mf_keys_next(c) && c->block == block + 1) {
		const struct mf_packed key = { c->key.data, c->key.len };
		size_t n = key.len < t->prefix.len ? key.len : t->prefix.len;
		int d = memcmp(key.data, t->prefix.data, n);
		int64_t count = mf_value_count(c->value);
		if (d > 0)
			return false;
		if (d == 0 && n == t->prefix.len && count > 0 && (uint64_t)count >= least(t))
			offer(t, key);
	}
	return true;
}

/* Blocks without a form that is frequent enough are left out. */
static void offer_layer(struct top *t, const struct mf_keys *run)
{
	struct mf_keys_cursor c;
	uint64_t block = mf_keys_block_of(run, t->prefix.data, t->prefix.len);

	mf_keys_start(&c, run);
	for (bool more = true; more && block < run->blocks; block++) {
		uint32_t most = mf_keys_block_weight(run, block);
		if (most == MF_KEYS_WEIGHT_MAX || most >= least(t))
			more = offer_block(t, &c, block);
		else
			more = !mf_keys_block_above(run, block, t->prefix.data, t->prefix.len);
	}
	mf_keys_release(&c);
}

size_t mf_statistics_top(const struct mf_statistics *s, const char *prefix, size_t len, size_t max,
			 struct mf_arena *arena, struct mf_family_form *out)
{
	struct top t = { .s = s, .arena = arena, .form = out, .max = max };

	t.prefix = mf_packed(arena, prefix, len);
	t.key = mf_arena_alloc(arena, (max + 1) * sizeof *t.key);
	for (size_t i = 0; max && i < s->layers; i++)
		offer_layer(&t, &s->layer[i].run[MF_RUN_FORMS]);
	for (size_t i = 0; i < t.n; i++)
		out[i].text = mf_unpacked(arena, t.key[i].data, t.key[i].len, &out[i].len);
	return t.n;
}

/* ---- spellings ---- */

static void read_spellings(const struct mf_statistics *s, struct mf_packed key, struct mf_spellings *all)
{
	struct mf_bytes value;

	for (size_t i = 0; i < s->layers; i++)
		if (mf_keys_find(&s->layer[i].run[MF_RUN_FORMS], key.data, key.len, &value))
			mf_spellings_read(all, value);
}

void mf_statistics_spellings(const struct mf_statistics *s, const char *form, size_t len,
			     void (*each)(void *ctx, const char *text, size_t len), void *ctx,
			     struct mf_arena *arena)
{
	struct mf_spellings all = { NULL, 0, 0 };
	struct mf_buf text = MF_BUF_INIT;

	read_spellings(s, mf_packed(arena, form, len), &all);
	for (size_t i = 0; i < all.n; i++) {
		bool told = mf_spelling_text(&text, form, len, &all.v[i]);
		if (all.v[i].times > 0)
			each(ctx, told ? text.data : NULL, told ? text.len : 0);
	}
	free(all.v);
	mf_buf_release(&text);
}

const char *mf_statistics_surface(const struct mf_statistics *s, const char *form, size_t len,
				  struct mf_arena *arena)
{
	struct mf_spellings all = { NULL, 0, 0 };
	struct mf_buf best = MF_BUF_INIT, text = MF_BUF_INIT;
	const char *found;
	int64_t times = 0;

	read_spellings(s, mf_packed(arena, form, len), &all);
	for (size_t i = 0; i < all.n; i++) {
		if (all.v[i].times < times || all.v[i].times <= 0 ||
		    !mf_spelling_text(&text, form, len, &all.v[i]) ||
		    (all.v[i].times == times && strcmp(text.data, best.data) > 0))
			continue;
		times = all.v[i].times;
		mf_buf_reset(&best);
		mf_buf_add(&best, text.data, text.len);
	}
	found = times ? mf_arena_strndup(arena, best.data, best.len) : mf_arena_strndup(arena, form, len);
	free(all.v);
	mf_buf_release(&best);
	mf_buf_release(&text);
	return found;
}
