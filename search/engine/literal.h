/* SPDX-License-Identifier: GPL-2.0-or-later */
/* literal.h - words that are wanted to the letter (=word): the stream has folded forms, so the text says. */
#ifndef MF_ENGINE_LITERAL_H
#define MF_ENGINE_LITERAL_H

#include "search/engine/search.h"

/* Is a text spelt as it was typed?  The same letters with their hamza, ة or ه, ى or ي; tatweel and invisible
 * characters are none, upper case is as lower case.  A mark that was typed must stand on its letter; where
 * none was typed, any may. */
bool mf_spelt_as(const char *typed, size_t typed_len, const char *text, size_t len);

/* Asks the statistics how the words that are wanted to the letter are spelt; where they tell it of all, no
 * text need be read. */
void mf_literal_prepare(struct mf_search *s);

/* Takes from the engine's scan of a passage the places of words that are spelt otherwise in the text.  False
 * where the text cannot be read. */
bool mf_literal_keep(struct mf_search *s, size_t segment, uint32_t passage);

#endif
