/* SPDX-License-Identifier: GPL-2.0-or-later */
/* affix.h - cutting a folded Arabic word from both ends; for stem.c and root.c. */
#ifndef MF_ANALYSIS_AFFIX_H
#define MF_ANALYSIS_AFFIX_H

#include <stdbool.h>
#include <stddef.h>

#define MF_LETTER 2        /* bytes of each letter of a folded Arabic form */
#define MF_WORD_LETTERS 30 /* a longer form is no word */

/* The bytes [text, text + len) of a buffer that may be written to. */
struct mf_word {
	char *text;
	size_t len;
};

/* True for a form that these functions can cut: two-byte letters of the Arabic block, not too many. */
bool mf_word_is_arabic(const char *form, size_t len);
size_t mf_word_letters(const struct mf_word *w);
bool mf_word_starts(const struct mf_word *w, const char *prefix);
bool mf_word_ends(const struct mf_word *w, const char *suffix);
/* Cuts the suffix where at least `leave` letters stay; whether it did. */
bool mf_word_drop(struct mf_word *w, const char *suffix, size_t leave);
/* Cuts و ف before an article, ال and its compounds بال كال لل, but for the words of
 * data/article-exceptions.txt; whether there was one. */
bool mf_word_drop_article(struct mf_word *w);
/* The seat of a hamza inside a word is a matter of taste (مسؤول, مسئول): ؤ and ئ become ء. */
void mf_word_unseat_hamza(struct mf_word *w);

#endif
