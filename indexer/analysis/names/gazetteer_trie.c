/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gazetteer_trie.c - the trie of token sequences while it grows: its edges are one hash table, which
 * goes into the block in a table of its final size. */
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/names/gazetteer_build.h"
#include "wrappers/libc/mem.h"

void mf_gb_trie_init(struct mf_gb_trie *t)
{
	memset(t, 0, sizeof *t);
	t->mask = (1u << 14) - 1;
	t->slots = mf_calloc(t->mask + 1, sizeof *t->slots);
	t->nodes = 1;
	t->tokens = (struct mf_tokens)MF_TOKENS_INIT;
}

void mf_gb_trie_release(struct mf_gb_trie *t)
{
	free(t->slots);
	free(t->leaves);
	mf_tokens_release(&t->tokens);
}

static struct mf_gz_slot *slot_of(const struct mf_gb_trie *t, uint64_t key)
{
	size_t i = (uint32_t)key & t->mask;

	while (mf_gz_slot_key(&t->slots[i]) != 0 && mf_gz_slot_key(&t->slots[i]) != key)
		i = (i + 1) & t->mask;
	return &t->slots[i];
}

static void grow(struct mf_gb_trie *t)
{
	struct mf_gz_slot *old = t->slots;
	size_t n = t->mask + 1;

	t->mask = t->mask * 2 + 1;
	t->slots = mf_calloc(t->mask + 1, sizeof *t->slots);
	for (size_t i = 0; i < n; i++)
		if (mf_gz_slot_key(&old[i]) != 0)
			*slot_of(t, mf_gz_slot_key(&old[i])) = old[i];
	free(old);
}

uint32_t mf_gb_trie_form(struct mf_gb_trie *t, uint32_t node, const char *form, size_t len)
{
	uint64_t key = mf_gz_key(node, form, len);
	struct mf_gz_slot *slot = slot_of(t, key);

	if (mf_gz_slot_key(slot) == 0) {
		if ((t->used + 1) * 4 > (t->mask + 1) * 3) {
			grow(t);
			slot = slot_of(t, key);
		}
		t->used++;
		*slot = (struct mf_gz_slot){ { (uint32_t)(key >> 32), (uint32_t)key }, t->nodes++ };
	}
	return slot->node;
}

uint32_t mf_gb_trie_node(struct mf_gb_trie *t, const char *text, size_t len)
{
	uint32_t node = 0;

	mf_segment(&t->tokens, text, len);
	for (size_t i = 0; i < t->tokens.n; i++)
		node = mf_gb_trie_form(t, node, mf_form(&t->tokens, i), t->tokens.v[i].form_len);
	return node;
}

void mf_gb_trie_put(struct mf_gb_trie *t, uint32_t node, struct mf_gz_entry entry)
{
	if (node == 0)
		return;
	t->leaves = mf_grow(t->leaves, &t->cap, t->n + 1, sizeof *t->leaves);
	t->leaves[t->n++] = (struct mf_gb_leaf){ node, entry };
}

void mf_gb_trie_write(const struct mf_gb_trie *t, struct mf_buf *out)
{
	size_t n = t->used + t->used / 2 + 1;
	struct mf_gz_slot *slots = mf_calloc(n, sizeof *slots);

	for (size_t k = 0; k <= t->mask; k++) {
		uint64_t key = mf_gz_slot_key(&t->slots[k]);
		size_t i = mf_gz_slot_first(key, n);

		if (key == 0)
			continue;
		while (mf_gz_slot_key(&slots[i]) != 0)
			i = i + 1 < n ? i + 1 : 0;
		slots[i] = t->slots[k];
	}
	mf_buf_add(out, slots, n * sizeof *slots);
	free(slots);
}
