/* SPDX-License-Identifier: GPL-2.0-or-later */
/* letters.h - what the Unicode database says of a code point, and NFKC_Casefold.
 *
 * Pure and thread-safe; ICU's data is compiled into its library.
 */
#ifndef MF_ICU_LETTERS_H
#define MF_ICU_LETTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wrappers/libc/buf.h"

enum mf_icu_category {
	MF_ICU_OTHER,  /* symbols, controls, unassigned */
	MF_ICU_PUNCT,  /* punctuation that is none of the next three */
	MF_ICU_DASH,   /* Pd */
	MF_ICU_QUOTE,  /* the property Quotation_Mark */
	MF_ICU_OPEN,   /* opening brackets, Ps */
	MF_ICU_SPACE,  /* White_Space, not a line end */
	MF_ICU_LINE,   /* LF VT FF CR NEL LS PS */
	MF_ICU_FORMAT, /* Cf and default ignorable: joiners, bidi controls, soft hyphen, variation selectors
			*/
	MF_ICU_LETTER, /* L and Nl */
	MF_ICU_MARK,   /* M */
	MF_ICU_DIGIT,  /* has a digit value */
};
enum mf_icu_category mf_icu_category(uint32_t c);

/* Script as a small number that is the same for two code points of one script. */
#define MF_ICU_COMMON 0u /* Common, Inherited and unassigned */
#define MF_ICU_ARABIC 1u
#define MF_ICU_HEBREW 2u
#define MF_ICU_SYRIAC 3u
#define MF_ICU_LATIN 4u
#define MF_ICU_DICTIONARY 5u /* scripts written without spaces: Han, Kana, Thai, Lao, Khmer, Myanmar */
uint8_t mf_icu_script(uint32_t c);

uint32_t mf_icu_base(uint32_t c); /* its canonical decomposition without the marks; c where that is itself */
int mf_icu_digit(uint32_t c);     /* 0..9, or -1 */
bool mf_icu_combines(uint32_t c); /* a canonical composition or reordering may join it to what is before it */

/* Of a presentation form of an Arabic letter: how it joins its neighbours. */
enum mf_icu_shape { MF_ICU_SHAPELESS, MF_ICU_ISOLATED, MF_ICU_INITIAL, MF_ICU_MEDIAL, MF_ICU_FINAL };
enum mf_icu_shape mf_icu_shape(uint32_t c);

/* Appends NFKC_Casefold of well-formed UTF-8 (The Unicode Standard, 3.13, R5). */
void mf_icu_nfkc_casefold(struct mf_buf *out, const char *text, size_t len);

/* The versions that run: "ICU 72.1, Unicode 15.0". */
#define MF_ICU_VERSION_MAX 64
void mf_icu_version(char out[static MF_ICU_VERSION_MAX]);

#endif
