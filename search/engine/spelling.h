/* SPDX-License-Identifier: GPL-2.0-or-later */
/* spelling.h - did you mean: the nearest words that an archive has. */
#ifndef MF_ENGINE_SPELLING_H
#define MF_ENGINE_SPELLING_H

#include "search/engine/words.h"

/* The form of the archive nearest to a folded form that it does not have, or two words that lack the
 * blank between them; NULL where nothing is near.  In the arena. */
const char *mf_spelling_correct(const struct mf_statistics *statistics, const char *form, size_t len,
				struct mf_arena *arena);

/* The query of a search with every word corrected that the index does not have, spelt as the texts spell
 * it, or NULL where there is nothing to correct.  In the search's arena. */
struct mf_search;
const char *mf_spelling_query(struct mf_search *s);

#endif
