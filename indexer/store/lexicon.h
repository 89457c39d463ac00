/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lexicon.h - the words that one writer has met, in memory.
 *
 * Every folded form gets a number at first sight, with its stem and that stem's root; after that a
 * word costs one hash look-up.  Counts are of passages.  One thread; freed as a whole.
 */
#ifndef MF_STORE_LEXICON_H
#define MF_STORE_LEXICON_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/analysis/words/stem.h"
#include "wrappers/libc/error.h"

#define MF_NO_ROOT UINT32_MAX

struct mf_lexicon;
struct mf_lexicon *mf_lexicon_new(enum mf_stemming stemming);
void mf_lexicon_free(struct mf_lexicon *lex); /* NULL accepted */

/* The form's number.  Words have the stem that mf_stem gives, the stem of a number is its value; only
 * Arabic ones have a root.  `kind` is an enum mf_token_kind. */
uint32_t mf_lexicon_form(struct mf_lexicon *lex, const char *form, size_t len, int kind);
uint32_t mf_lexicon_stem(const struct mf_lexicon *lex, uint32_t form);

/* The stem's text, borrowed until the next mf_lexicon_form. */
const char *mf_lexicon_stem_text(const struct mf_lexicon *lex, uint32_t stem, size_t *len);

/* Counts the form for passage `passage` (from 1, rising); twice in one passage counts once. */
void mf_lexicon_count(struct mf_lexicon *lex, uint32_t form, uint32_t passage);

uint32_t mf_lexicon_forms(const struct mf_lexicon *lex);
uint32_t mf_lexicon_stems(const struct mf_lexicon *lex);
size_t mf_lexicon_memory(const struct mf_lexicon *lex); /* bytes in use, roughly */

/* Notes how a text spells a form. */
void mf_lexicon_spelled(struct mf_lexicon *lex, uint32_t form, const char *text, size_t len);

/* Writes what mf_vocabulary_merge reads: forms sorted by bytes, each with its number here, stem,
 * root and count; and, where `surfaces` is not NULL, how texts spell them (mf_surfaces_save). */
int mf_lexicon_write(const struct mf_lexicon *lex, const char *path, const char *surfaces,
		     struct mf_error *err);

#endif
