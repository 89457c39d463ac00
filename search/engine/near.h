/* SPDX-License-Identifier: GPL-2.0-or-later */
/* near.h - the forms of an archive that are near a word.
 *
 * The forms are sorted, so walking them in order is walking a trie: rows of the distance (Damerau and
 * Levenshtein's, restricted to neighbours) are kept for the letters that a form shares with the one
 * before, and where a row is past the bound all forms with these letters are skipped at once.
 */
#ifndef MF_ENGINE_NEAR_H
#define MF_ENGINE_NEAR_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/store/statistics.h"

#define MF_NEAR_LETTERS 40 /* of the longest word */
#define MF_NEAR_BAND 3     /* letters that a form may be longer or shorter */

struct mf_near_costs {
	uint8_t replace[64][64];     /* letters U+0620..U+065F; other pairs cost `step` */
	uint8_t step;                /* a letter put in, left out or replaced; */
	uint8_t long_vowel, doubled; /* of ا و ي, and of one like that before it */
	uint8_t swap;                /* two neighbours */
};
void mf_near_costs_init(struct mf_near_costs *c, uint8_t step); /* all alike */

struct mf_near {
	const struct mf_near_costs *costs;
	uint32_t letter[MF_NEAR_LETTERS]; /* the word */
	size_t letters;
	unsigned bound; /* forms farther away are not told */
	void (*each)(void *ctx, const char *form, size_t len, uint64_t count, unsigned distance);
	void *ctx;
};
/* Tells every form that begins with the prefix and is within the bound, in byte order. */
void mf_near_walk(const struct mf_near *near, const struct mf_statistics *statistics, const char *prefix,
		  size_t prefix_len);

#endif
