/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bidi.h - directions of text, widths on a terminal, and the visual order (UAX #9).
 *
 * Pure and thread-safe.
 */
#ifndef MF_ICU_BIDI_H
#define MF_ICU_BIDI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* 1 when most of the strong letters run from right to left, -1 when most run from left to right, 0
 * when there are none, or as many of both. */
int mf_icu_direction(const char *text, size_t len);
bool mf_icu_has_rtl(const char *text, size_t len); /* any strong right-to-left letter */

/* Columns of a terminal: 0 for marks and invisible characters, 2 for wide ones (UAX #11), else 1. */
unsigned mf_icu_columns(uint32_t c);
size_t mf_icu_text_columns(const char *text, size_t len); /* of a whole text, which has no line end */

/* Calls `emit` for every character of one line from left to right as it must stand on a terminal
 * that reorders and joins nothing: letters in their presentation forms, brackets mirrored.  Marks of
 * right-to-left letters are left out.  `source`: byte of the text that the character comes from. */
typedef void mf_visual_fn(void *ctx, uint32_t c, size_t source);
void mf_icu_visual(const char *text, size_t len, bool rtl, mf_visual_fn *emit, void *ctx);

#endif
