/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fold.h - one spelling for what readers take as one.
 *
 * Drops marks, tatweel, bidi and zero-width controls; أإآٱ become ا, ى ی ې become ي, ة ہ ە become ه, ک ك,
 * گ ك, پ ب, چ ج, ژ ز, ڤ ف; digits of any script become ASCII; presentation forms and ligatures are
 * resolved (NFKC); other scripts are case-folded.  ؤ ئ ء stay.  mf_fold(mf_fold(x)) == mf_fold(x).
 */
#ifndef MF_ANALYSIS_FOLD_H
#define MF_ANALYSIS_FOLD_H

#include <stddef.h>

#include "wrappers/libc/buf.h"

/* Appends the folded form of text[0, len) to *out.  White space and punctuation pass as they are,
 * so a whole phrase can be folded too. */
void mf_fold(struct mf_buf *out, const char *text, size_t len);

#endif
