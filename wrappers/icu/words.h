/* SPDX-License-Identifier: GPL-2.0-or-later */
/* words.h - word boundaries of scripts that are written without spaces. */
#ifndef MF_ICU_WORDS_H
#define MF_ICU_WORDS_H

#include <stddef.h>

/* Calls each(ctx, begin, end) with every word of well-formed UTF-8 text, in order, by the rules of
 * UAX #29 and ICU's dictionaries (Han, Kana, Thai, Lao, Khmer, Myanmar); what is no word is left out.
 * Thread-safe.  Text of 2 GiB or more gives one word. */
void mf_icu_words(const char *text, size_t len, void (*each)(void *ctx, size_t begin, size_t end), void *ctx);

#endif
