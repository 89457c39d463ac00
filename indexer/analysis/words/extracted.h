/* SPDX-License-Identifier: GPL-2.0-or-later */
/* extracted.h - what programs that take text out of PDF files do to Arabic words, undone where it is certain.
 *
 * Fonts have glyphs for the shapes of letters and for lam with alef; what is drawn from right to left comes
 * out in the order of the drawing.  So one finds words of presentation forms backwards, the two letters of لا
 * swapped (االشتراك for الاشتراك), and the one glyph of الله as ا and it again, or with its letters swapped
 * (اﷲ, هللا, اهلل).
 */
#ifndef MF_ANALYSIS_EXTRACTED_H
#define MF_ANALYSIS_EXTRACTED_H

#include <stdbool.h>
#include <stddef.h>

#include "wrappers/libc/buf.h"

/* Does a word of presentation forms stand in the order of the page, from left to right?  Its letters' shapes
 * join only when it is read backwards. */
bool mf_extracted_backwards(const char *word, size_t len);
/* Appends the code points of the word backwards. */
void mf_extracted_reverse(struct mf_buf *out, const char *word, size_t len);
/* Mends a folded word in place: اال at its beginning, which no word has, and spellings of الله that are no
 * words. It never becomes longer. */
void mf_extracted_mend(char *form, size_t *len);

#endif
