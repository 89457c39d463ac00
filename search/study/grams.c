/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/study/grams.h"

#include <stdlib.h>
#include <string.h>

#include "wrappers/libc/hash.h"
#include "wrappers/libc/mem.h"

#define FIRST_SLOTS 1024u
#define BITS_MIN ((size_t)1 << 16)
#define BITS_MAX ((size_t)1 << 28)
#define COUNTS 1024u /* counts that are told apart when the rarest are sought */

void mf_grams_init(struct mf_grams *g, unsigned n, uint64_t words, size_t memory)
{
	memset(g, 0, sizeof *g);
	g->n = n;
	g->least = 2;
	g->stride = n + (size_t)3;
	g->slots = g->ceiling = FIRST_SLOTS;
	while (g->ceiling * 2 * g->stride * sizeof *g->slot <= memory)
		g->ceiling *= 2;
	g->slot = mf_calloc(g->slots, g->stride * sizeof *g->slot);
	g->bits = BITS_MIN;
	while (g->bits < BITS_MAX && g->bits < 8 * words)
		g->bits *= 2;
	g->once = mf_calloc(g->bits / 64, sizeof *g->once);
	g->twice = mf_calloc(g->bits / 64, sizeof *g->twice);
}

void mf_grams_want_all(struct mf_grams *g)
{
	free(g->once);
	free(g->twice);
	g->once = g->twice = NULL;
	g->least = 1;
}

void mf_grams_release(struct mf_grams *g)
{
	free(g->slot);
	free(g->once);
	free(g->twice);
}

static uint64_t hash_of(const struct mf_grams *g, const uint32_t *row)
{
	return mf_hash64(row, g->n * sizeof *row);
}

void mf_grams_note(struct mf_grams *g, const uint32_t *row)
{
	size_t bit = hash_of(g, row) & (g->bits - 1);

	g->twice[bit / 64] |= g->once[bit / 64] & (uint64_t)1 << bit % 64;
	g->once[bit / 64] |= (uint64_t)1 << bit % 64;
}

/* The slot of a row, or the empty one where it belongs. */
static uint32_t *find(const struct mf_grams *g, const uint32_t *row, uint64_t hash)
{
	/* the high half: the low one chose the bit */
	for (size_t i = hash >> 32 & (g->slots - 1);; i = (i + 1) & (g->slots - 1)) {
		uint32_t *slot = g->slot + i * g->stride;
		if (!slot[g->n] || memcmp(slot, row, g->n * sizeof *row) == 0)
			return slot;
	}
}

static void put_back(struct mf_grams *g, const uint32_t *slot)
{
	memcpy(find(g, slot, hash_of(g, slot)), slot, g->stride * sizeof *slot);
}

static void grow(struct mf_grams *g)
{
	uint32_t *old = g->slot;
	size_t slots = g->slots;

	g->slots *= 2;
	g->slot = mf_calloc(g->slots, g->stride * sizeof *g->slot);
	for (size_t i = 0; i < slots; i++)
		if (old[i * g->stride + g->n])
			put_back(g, old + i * g->stride);
	free(old);
}

/* The count that at least half of the rows do not pass. */
static uint32_t low_count(const struct mf_grams *g)
{
	size_t have[COUNTS] = { 0 }, sum = 0;
	uint32_t cut = 0;

	for (size_t i = 0; i < g->slots; i++) {
		uint32_t count = g->slot[i * g->stride + g->n];
		if (count)
			have[count < COUNTS ? count : COUNTS - 1]++;
	}
	while (cut < COUNTS - 1 && sum < (g->used + 1) / 2)
		sum += have[++cut];
	return cut;
}

static void forget_rare(struct mf_grams *g)
{
	uint32_t cut = low_count(g), *kept;
	size_t n = 0;

	for (size_t i = 0; i < g->slots; i++)
		n += g->slot[i * g->stride + g->n] > cut;
	kept = mf_calloc(n + 1, g->stride * sizeof *kept);
	n = 0;
	for (size_t i = 0; i < g->slots; i++)
		if (g->slot[i * g->stride + g->n] > cut)
			memcpy(kept + n++ * g->stride, g->slot + i * g->stride, g->stride * sizeof *kept);
	memset(g->slot, 0, g->slots * g->stride * sizeof *g->slot);
	for (size_t i = 0; i < n; i++)
		put_back(g, kept + i * g->stride);
	free(kept);
	g->used = n;
	g->lost += cut;
}

/* The slot of a row, made where it has none. */
static uint32_t *enter(struct mf_grams *g, const uint32_t *row, uint64_t hash)
{
	uint32_t *slot = find(g, row, hash);

	if (!slot[g->n]) {
		if (g->used >= g->slots / 4 * 3) {
			if (g->slots < g->ceiling)
				grow(g);
			else
				forget_rare(g);
			slot = find(g, row, hash);
		}
		memcpy(slot, row, g->n * sizeof *row);
		g->used++;
	}
	return slot;
}

void mf_grams_count(struct mf_grams *g, const uint32_t *row, uint32_t document)
{
	uint64_t hash = hash_of(g, row);
	size_t bit = hash & (g->bits - 1);
	uint32_t *slot;

	free(g->once); /* the first pass is over */
	g->once = NULL;
	if (g->twice && !(g->twice[bit / 64] >> bit % 64 & 1))
		return;
	slot = enter(g, row, hash);
	slot[g->n]++;
	slot[g->n + 1] += slot[g->n + 2] != document;
	slot[g->n + 2] = document;
}

void mf_grams_add(struct mf_grams *g, const uint32_t *row, uint32_t count, uint32_t documents)
{
	uint32_t *slot = enter(g, row, hash_of(g, row));

	slot[g->n] += count;
	slot[g->n + 1] += documents;
}

const uint32_t *mf_grams_row(const struct mf_grams *g, size_t i, uint32_t *count, uint32_t *documents)
{
	const uint32_t *slot = g->slot + i * g->stride;

	*count = slot[g->n];
	*documents = slot[g->n + 1];
	return *count >= g->least ? slot : NULL;
}
