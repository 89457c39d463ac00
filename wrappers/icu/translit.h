/* SPDX-License-Identifier: GPL-2.0-or-later */
/* translit.h - foreign names in Arabic letters. */
#ifndef MF_ICU_TRANSLIT_H
#define MF_ICU_TRANSLIT_H

#include <stddef.h>

#include "wrappers/libc/buf.h"

/* Appends to *out how a newspaper would write the Latin or Cyrillic text (UTF-8) in Arabic letters:
 * Tokayev and Токаев give توكاييف.  Good for guesses, not for certainty.  Returns 0, or
 * MF_E_UNSUPPORTED where ICU lacks the rules, or MF_E_INPUT for text that is too long. */
int mf_translit_arabic(const char *text, size_t len, struct mf_buf *out);

#endif
