/* SPDX-License-Identifier: GPL-2.0-or-later */
/* writings.h - names and words that some write joined and others apart.
 *
 * Compound names (عبد العزيز, أبو بكر, سيف الدين) are written both ways by good writers; other words are
 * joined or torn by slips (سكانبلجيكا).  Which of the two an archive has, its vocabulary tells.
 */
#ifndef MF_ENGINE_WRITINGS_H
#define MF_ENGINE_WRITINGS_H

#include "indexer/analysis/words/token.h"
#include "search/engine/words.h"

/* Is what two tokens make together, without what stands between them, a form of the archive that is the same
 * as both?  `text` is that of the tokens.  The joined word as it would be typed, in the arena, or NULL. */
const char *mf_writing_joined(const struct mf_lookup *look, const struct mf_tokens *tokens, size_t first,
			      const char *text);

/* The two words, a blank between them, that a compound name is (عبدالعزيز), in the arena, or NULL.  `form` is
 * folded. */
const char *mf_writing_apart(const struct mf_lookup *look, const char *form, size_t len);

/* The same of a form that is found by nothing: two words that the archive has, where the blank is missing. */
const char *mf_writing_torn(const struct mf_lookup *look, const char *form, size_t len);

/* Phrases that are the same but for names joined or apart, at most MF_WRITINGS: each name alone, and all; and
 * the phrase with the letters of لا swapped, as text out of PDF files has it (extracted.h). */
#define MF_WRITINGS 5
size_t mf_writings_of_phrase(const struct mf_lookup *look, const char *text, size_t len,
			     const char *out[static MF_WRITINGS]);
#endif
