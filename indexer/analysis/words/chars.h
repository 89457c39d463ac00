/* SPDX-License-Identifier: GPL-2.0-or-later */
/* chars.h - what a code point is to the cutter of words and to the folding: one table for both. */
#ifndef MF_ANALYSIS_CHARS_H
#define MF_ANALYSIS_CHARS_H

#include <stdbool.h>
#include <stdint.h>

/* What a code point is to the cutter of words. */
enum mf_char_class {
	MF_CHAR_OTHER, /* brackets, commas, symbols, controls */
	MF_CHAR_OPEN,  /* an opening bracket */
	MF_CHAR_SPACE,
	MF_CHAR_LINE, /* a line end */
	MF_CHAR_STOP, /* . ! ? ؟ … ۔ 。 */
	MF_CHAR_QUOTE,
	MF_CHAR_JOINER, /* hyphens, dashes, slash, underscore */
	MF_CHAR_IGNORE, /* joiners, bidi controls: as if they were not there */
	MF_CHAR_MARK,   /* marks and tatweel: never a word alone */
	MF_CHAR_LETTER,
	MF_CHAR_DIGIT,
};

#define MF_FOLD_DROP 0u      /* has no part in the folded form */
#define MF_FOLD_SLOW 0xffffu /* more than one code point, or depends on its neighbours */

struct mf_char {
	uint16_t fold;  /* the folded code point, MF_FOLD_DROP or MF_FOLD_SLOW */
	uint8_t cls;    /* enum mf_char_class */
	uint8_t script; /* as mf_icu_script */
};

/* The table holds what Arabic newspapers are made of: the alphabets from Latin to Arabic, general
 * punctuation, and the Arabic presentation forms; the rest is asked from ICU each time. */
#define MF_CHARS_LOW 0x0900u
#define MF_CHARS_PUNCT 0x2000u
#define MF_CHARS_PUNCT_END 0x2070u
#define MF_CHARS_FORMS 0xfb50u
#define MF_CHARS_FORMS_END 0xff00u

struct mf_chars {
	struct mf_char low[MF_CHARS_LOW];
	struct mf_char punct[MF_CHARS_PUNCT_END - MF_CHARS_PUNCT];
	struct mf_char forms[MF_CHARS_FORMS_END - MF_CHARS_FORMS];
};

const struct mf_chars *mf_chars(void);   /* built once, at the first call */
struct mf_char mf_char_slow(uint32_t c); /* any code point, without the table */

static inline struct mf_char mf_char_of(const struct mf_chars *chars, uint32_t c)
{
	if (c < MF_CHARS_LOW)
		return chars->low[c];
	if (c >= MF_CHARS_PUNCT && c < MF_CHARS_PUNCT_END)
		return chars->punct[c - MF_CHARS_PUNCT];
	if (c >= MF_CHARS_FORMS && c < MF_CHARS_FORMS_END)
		return chars->forms[c - MF_CHARS_FORMS];
	return mf_char_slow(c);
}

/* Vowel signs, signs of recitation and the dagger alif: what stands on Arabic letters and may be left out. */
static inline bool mf_arabic_mark(uint32_t c)
{
	return (c >= 0x610 && c <= 0x61a) || (c >= 0x64b && c <= 0x65f) || c == 0x670 ||
	       (c >= 0x6d6 && c <= 0x6ed);
}
#define MF_TATWEEL 0x640u

/* The letter that stands for this one in folded text, itself, or MF_FOLD_DROP.  One code point of
 * text that is in NFKC_Casefold already. */
uint32_t mf_char_letter(uint32_t c);

#endif
