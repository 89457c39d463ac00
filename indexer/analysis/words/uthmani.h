/* SPDX-License-Identifier: GPL-2.0-or-later */
/* uthmani.h - words in the spelling of the Quran, as one writes them today.
 *
 * That spelling has an alef, a ya or a noon that copyists of the first codices did not write as a small
 * letter above the line (ٱلسَّمَـٰوَٰتِ for السماوات), writes some alefs as و or ى with such an alef (ٱلصَّلَوٰةَ,
 * تَوَفَّىٰهُمُ), and a hamza without a seat on the line between two letters (شَيْـًٔا).  A few words leave that alef
 * out to this day (هذا, ذلك, لكن).
 */
#ifndef MF_ANALYSIS_UTHMANI_H
#define MF_ANALYSIS_UTHMANI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wrappers/libc/buf.h"

/* Does a word that has this code point go through mf_uthmani_modern before it is folded? */
bool mf_uthmani_sign(uint32_t c);
/* Appends the word, well-formed UTF-8 as it stands in the text, with today's letters; marks that change none
 * are left as they are.  A word without such signs is copied. */
void mf_uthmani_modern(struct mf_buf *out, const char *word, size_t len);
/* Of a folded word whose text, `word`, has a small alef: writes it as today where that is left out.  *len is
 * that of *form, which is changed in place and may become longer by a letter: there is room for that. */
void mf_uthmani_usual(const char *word, size_t word_len, char *form, size_t *len);
/* Bytes of the vocative يَـٰ that a word begins with, which is a word of its own today (يَـٰمُوسَىٰ: يا موسى), or 0.
 */
size_t mf_uthmani_vocative(const char *word, size_t len);

#endif
