/* SPDX-License-Identifier: GPL-2.0-or-later */
/* words.h - the words that numbers are written with; for number.c. */
#ifndef MF_NUMBERS_WORDS_H
#define MF_NUMBERS_WORDS_H

#include <stdbool.h>
#include <stdint.h>

enum mf_number_kind {
	MF_NUMBER_UNIT,    /* 1 to 10 */
	MF_NUMBER_TENS,    /* 20 to 90 */
	MF_NUMBER_HUNDRED, /* 100 to 900 */
	MF_NUMBER_SCALE,   /* ألف, مليون ...: alone or after a number */
	MF_NUMBER_SCALES,  /* آلاف, ملايين ...: only after a number */
	MF_NUMBER_DUAL,    /* ألفان, مليونين ... */
	MF_NUMBER_HALF,    /* نصف, ربع: the value is the divisor */
	MF_NUMBER_ORDINAL, /* أول to عاشر, حادي */
};

struct mf_number_word {
	enum mf_number_kind kind;
	uint64_t value;
	bool joined;   /* it begins with the و that joins it to what is before */
	bool definite; /* with an article */
};

/* True where the folded form (NUL-terminated) is a number word, with or without clitics and article. */
bool mf_number_word(const char *form, struct mf_number_word *out);

#endif
