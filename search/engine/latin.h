/* SPDX-License-Identifier: GPL-2.0-or-later */
/* latin.h - French forms of the same word: after an elided article (l'aube), feminine and plural.
 *
 * The stemmer of Latin letters is that of English; what French adds is made by pattern and kept where the
 * archive has it.  Accents are folded away before.
 */
#ifndef MF_ENGINE_LATIN_H
#define MF_ENGINE_LATIN_H

#include "search/engine/kin.h"

/* The other forms of a folded Latin word. */
void mf_latin_find(const struct mf_lookup *look, const char *form, size_t len, struct mf_kin_list *out);

#endif
