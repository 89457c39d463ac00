/* SPDX-License-Identifier: GPL-2.0-or-later */
/* english.h - English words of a query: function words, and the words that inflected ones come from. */
#ifndef MF_TRANSLATE_ENGLISH_H
#define MF_TRANSLATE_ENGLISH_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/analysis/words/stem.h"

/* A word that a query of several words does not search for (data/english_stop.txt). */
bool mf_english_stop(const char *form, size_t len);

#define MF_ENGLISH_MAX 64 /* bytes of a word that has bases, NUL included */
#define MF_ENGLISH_BASES 8
/* What a folded word may be an inflected form of (stories: story; running: run) or another spelling of
 * (organisation: organization), likelier ones first; Snowball's English stemmer must give both one stem,
 * but for other spellings.  Returns their number. */
size_t mf_english_bases(struct mf_stemmer *stemmer, const char *form, size_t len,
			char out[static MF_ENGLISH_BASES][MF_ENGLISH_MAX]);

#endif
