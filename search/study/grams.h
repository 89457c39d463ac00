/* SPDX-License-Identifier: GPL-2.0-or-later */
/* grams.h - counts rows of words that occur at least twice, in bounded memory.
 *
 * Two passes over the same words.  The first sets bits: which rows may occur again (two bitmaps by
 * hash; a row met once never enters the table).  The second counts those exactly, in a hash table.
 * Where the table meets its ceiling, its rarest half is forgotten, and `lost` says by how much a
 * count may be too low (G. Manku and R. Motwani, Approximate Frequency Counts over Data Streams, 2002).
 */
#ifndef MF_STUDY_GRAMS_H
#define MF_STUDY_GRAMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mf_grams {
	unsigned n;     /* words of a row */
	size_t stride;  /* numbers of a slot: n words, count, documents, last document */
	uint32_t *slot; /* open addressing; count 0: empty */
	size_t slots, used, ceiling;
	uint64_t *once, *twice; /* bitmaps */
	size_t bits;
	uint32_t lost;
	uint32_t least; /* rows that were met less often are none */
};

#define MF_GRAMS_MEMORY ((size_t)256 << 20) /* bytes of the table, the usual ceiling */

/* `words`: how many there will be, about; `memory`: bytes that the table may have. */
void mf_grams_init(struct mf_grams *g, unsigned n, uint64_t words, size_t memory);
/* Every row is counted and given, those met once too: there is no first pass. */
void mf_grams_want_all(struct mf_grams *g);
void mf_grams_release(struct mf_grams *g);
void mf_grams_note(struct mf_grams *g, const uint32_t *row);                     /* the first pass */
void mf_grams_count(struct mf_grams *g, const uint32_t *row, uint32_t document); /* the second; from 1 */

/* Adds what others have counted, in a table without passes. */
void mf_grams_add(struct mf_grams *g, const uint32_t *row, uint32_t count, uint32_t documents);

/* Slot i: its row, or NULL where it is empty or was met less often than `least`. */
const uint32_t *mf_grams_row(const struct mf_grams *g, size_t i, uint32_t *count, uint32_t *documents);

#endif
