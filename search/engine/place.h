/* SPDX-License-Identifier: GPL-2.0-or-later */
/* place.h - a place in a document as one cites it: "vol. 2, p. 68". */
#ifndef MF_ENGINE_PLACE_H
#define MF_ENGINE_PLACE_H

#include "search/engine/result.h"
#include "wrappers/libc/buf.h"

/* Appends it, or nothing: volume and page, where they are not known the chapter; verse; time.  For people in
 * their language, for programs in English. */
void mf_place_put(struct mf_buf *out, const struct mf_locus *spot, bool people);

/* The chapter, where mf_place_put does not tell it; else "". */
const char *mf_place_chapter(const struct mf_locus *spot);

#endif
