/* SPDX-License-Identifier: GPL-2.0-or-later */
/* variants.h - other spellings of a rare word, taken from the index's own vocabulary.
 *
 * Foreign names are written in many ways (جاناوزن, جاناوزين), and typed in other scripts.  A word that
 * the index hardly has is compared with the forms that begin alike; those with the same name key
 * (mf_name_key) and few edits are taken for spellings of it.
 */
#ifndef MF_ENGINE_VARIANTS_H
#define MF_ENGINE_VARIANTS_H

#include "search/engine/words.h"

#define MF_VARIANTS 5 /* at most */
#define MF_RARE 5     /* passages: a word that more have is taken as it is */

struct mf_variant {
	const char *form; /* in the arena */
	uint32_t len;
	uint64_t count; /* passages */
	unsigned edits;
};

/* Spellings of a folded form, the nearest and then most frequent first; returns how many.  Of a form in
 * another script, `arabic` is false and its transcription is compared. */
size_t mf_variants_find(const struct mf_lookup *look, const char *form, size_t len, bool arabic,
			struct mf_variant out[static MF_VARIANTS]);

#endif
