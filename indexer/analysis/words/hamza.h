/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hamza.h - words in أل and إل, which is no article.
 *
 * Folding drops the hamza, as many writers do, and then إلهام (inspiration) looks like الهام (what is
 * important).  So where a text has the hamza, and the article rule would cut its ال, an index holds the
 * word under a form of its own, with أ for that ا: its stem keeps the letters, and هام does not find it.
 */
#ifndef MF_ANALYSIS_HAMZA_H
#define MF_ANALYSIS_HAMZA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where a word of a text has such an ا: the number of its letter in the folded form, from 1, or 0. */
uint8_t mf_hamza_find(const char *raw, size_t raw_len, const char *form, size_t len);

/* Writes a form that was folded from a spelling without hamza as it is held where there was one; false
 * where no article would be cut, so that there is no such form. */
bool mf_hamza_put(const char *form, size_t len, char *out);
/* The folded form of such a form, in its place; whether it was one. */
bool mf_hamza_drop(char *form, size_t len);

#endif
