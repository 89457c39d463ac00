/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mojibake.h - Arabic that was once decoded by a wrong table and saved as UTF-8.
 *
 * Three accidents make nearly all of it: UTF-8 read as windows-1256 (ط§ظ„ for ال), UTF-8 read as windows-1252
 * or Latin 1 (Ø§Ù„), and windows-1256 read as either of these (ÇáÑÆíÓ for الرئيس).  Each can be undone where
 * every character still maps to the byte that it came from; what was lost on the way cannot, and is named.
 */
#ifndef MF_MOJIBAKE_H
#define MF_MOJIBAKE_H

#include <stdbool.h>
#include <stddef.h>

#include "wrappers/libc/buf.h"

/* What one file had of it. */
struct mf_mojibake {
	size_t lines; /* of all texts: made right */
	size_t lost;  /* look like it, and cannot be undone */
};

/* Where a text moved: ends of what was mended, before and after it, as pairs of size_t that ascend; a pair of
 * zeros begins each round. */
struct mf_mojibake_moves {
	struct mf_buf pairs;
};

/* Makes text[0, len) right in place, also where it went wrong twice; returns its new length, which is never
 * more.  A line is changed only where what comes out is well-formed, Arabic, and nearly all of what is no
 * ASCII in it.  *moves (may be NULL) takes down what moved: see mf_mojibake_move. */
size_t mf_mojibake_mend(struct mf_mojibake *m, char *text, size_t len, struct mf_mojibake_moves *moves);

/* Places in the text before the mending, ascending, become those after it. */
void mf_mojibake_move(const struct mf_mojibake_moves *moves, size_t *at, size_t n);

#endif
