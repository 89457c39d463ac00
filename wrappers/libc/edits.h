/* SPDX-License-Identifier: GPL-2.0-or-later */
/* edits.h - how far two texts are apart: the fewest letters to insert, delete, replace, or swap with their
 * neighbour.  (Optimal string alignment: Damerau's distance in which no letter is touched twice.) */
#ifndef MF_LIBC_EDITS_H
#define MF_LIBC_EDITS_H

#include <stddef.h>
#include <stdint.h>

#define MF_EDITS_MAX 64 /* letters; longer texts are farther apart than any limit */

/* The distance of two rows of code points, or limit + 1 where it is above the limit. */
unsigned mf_edits(const uint32_t *a, size_t a_len, const uint32_t *b, size_t b_len, unsigned limit);

/* The code points of a text; 0 where it has none or more than `max`. */
size_t mf_edits_letters(const char *text, size_t len, uint32_t *out, size_t max);

#endif
