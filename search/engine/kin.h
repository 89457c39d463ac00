/* SPDX-License-Identifier: GPL-2.0-or-later */
/* kin.h - other forms of the same word that its stem does not join: a verb's tenses and persons, duals,
 * constructs, pronouns, a hamza that is softened or written elsewhere.
 *
 * They are made by pattern and kept where the archive has them; where a pattern alone would join strangers
 * (عدو and عدوان, كتب of books and of writing) other forms of the archive must speak for it: a noun takes the
 * article, a verb its persons.
 */
#ifndef MF_ENGINE_KIN_H
#define MF_ENGINE_KIN_H

#include "search/engine/words.h"

#define MF_KIN_MAX 64

struct mf_kin {
	const char *form; /* folded; in the arena */
	uint32_t len;
};

struct mf_kin_list {
	const char *own; /* the form whose kin they are, borrowed; it is never one of them */
	size_t own_len;
	struct mf_kin v[MF_KIN_MAX];
	size_t n;
};

/* Adds a form, unless it is there or is the list's own; what is too much is left out. */
void mf_kin_add(struct mf_kin_list *list, const struct mf_lookup *look, const char *form, size_t len);
/* The kin of a folded Arabic form, with its article or without.  `name`: it names someone or something, so it
 * has no dual, and is a verb only where its feminine is frequent. */
void mf_kin_find(const struct mf_lookup *look, const char *form, size_t len, bool name,
		 struct mf_kin_list *out);

#endif
