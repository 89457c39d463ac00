/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gazetteer_trie.c - the trie of token sequences while it grows: its edges are one hash table, which
 * goes into the block as it is. */
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

	while (t->slots[i].key != 0 && t->slots[i].key != key)
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
		if (old[i].key != 0)
			*slot_of(t, old[i].key) = old[i];
	free(old);
}

uint32_t mf_gb_trie_form(struct mf_gb_trie *t, uint32_t node, const char *form, size_t len)
{
	uint64_t key = mf_gz_key(node, form, len);
	struct mf_gz_slot *slot = slot_of(t, key);

	if (slot->key == 0) {
		if (t->used * 2 > t->mask) {
			grow(t);
			slot = slot_of(t, key);
		}
		t->used++;
		*slot = (struct mf_gz_slot){ key, t->nodes++, 0 };
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
