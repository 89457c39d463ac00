/* SPDX-License-Identifier: GPL-2.0-or-later */
/* wordset.h - a set of folded words read from one of the compiled-in tables. */
#ifndef MF_ANALYSIS_WORDSET_H
#define MF_ANALYSIS_WORDSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wrappers/libc/buf.h"

struct mf_wordset {
	struct mf_buf text; /* the folded words, each after a NUL */
	uint32_t *slots;    /* offsets in text, 0 where empty; a power of two of them */
	size_t mask;
	size_t longest_start; /* bytes of the longest row that ends in '*' */
};

/* Fills an all-zero set with the lines of a table, folded.  A '*' at the end of a line is kept: such
 * a row is found by mf_wordset_starts.  The set is meant to live as long as the program. */
void mf_wordset_load(struct mf_wordset *set, const char *lines, size_t len);
bool mf_wordset_has(const struct mf_wordset *set, const char *word, size_t len);
/* True where the word is in the set, or begins with a row that ends in '*'. */
bool mf_wordset_starts(const struct mf_wordset *set, const char *word, size_t len);

#endif
