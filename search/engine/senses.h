/* SPDX-License-Identifier: GPL-2.0-or-later */
/* senses.h - English words of a query as what they are in Arabic.
 *
 * A word, or an expression of several, becomes one word of the plan with the stems of all its translations:
 * it scores as one word, each translation by its weight (Darwish and Oard, Probabilistic Structured Query
 * Methods, 2003).  The weight is what the order of the dictionary and the statistics of the archive say: a
 * translation that the archive does not have falls away.  Of a translation of several words a passage must
 * have all, and it counts where they stand one after the other.
 */
#ifndef MF_ENGINE_SENSES_H
#define MF_ENGINE_SENSES_H

#include "search/engine/plan.h"

struct mf_scanned;

/* The plain words of a group from child `first` on.  Returns how many of them one word of the plan, *word,
 * stands for: a translated one, or a function word of English; 0 where they are searched as they are. */
size_t mf_senses_of_run(struct mf_query_words *words, const struct mf_lookup *look,
			const struct mf_node *tree, size_t first, uint16_t *word);

/* The same of `n` children that name entities, which are found by their Arabic names too.  False where they
 * are not in Latin letters, or the archive has no such name. */
bool mf_senses_of_name(struct mf_query_words *words, const struct mf_lookup *look, const struct mf_node *tree,
		       size_t first, size_t n, const char *const *ids, size_t entities, uint16_t *word);

/* Is a name rather the word of the dictionary: typed small, and a person's or in no passage? */
bool mf_senses_is_no_name(const struct mf_lookup *look, const struct mf_node *word, const char *const *ids,
			  size_t entities);

/* In a scanned passage the words of expressions become the group that they are part of. */
void mf_senses_join(const struct mf_query_words *words, struct mf_scanned *scan);

#endif
