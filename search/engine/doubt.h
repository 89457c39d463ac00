/* SPDX-License-Identifier: GPL-2.0-or-later */
/* doubt.h - is a word another one with clitics before it, or a word of its own?
 *
 * فكرة could be ف + كرة, and فيصل ف + يصل.  What a word is tells the archive: a word of its own takes the
 * article (الفكرة), which never comes before a clitic, and has forms that no clitic explains.  A reading
 * that is not sure may raise a passage; it neither finds nor counts while the word itself is found.
 */
#ifndef MF_ENGINE_DOUBT_H
#define MF_ENGINE_DOUBT_H

#include "search/engine/words.h"

/* Are the forms of the stem `whole` those of `rest` with clitics before them? */
bool mf_reading_sure(const struct mf_lookup *look, const char *whole, size_t len,
		     const struct mf_family *rest);

/* Weaker, for rare wholes whose other forms tell little (فأطفالهم): do the forms of `whole` take the article?
 */
bool mf_word_of_its_own(const struct mf_lookup *look, const char *whole, size_t len,
			const struct mf_family *rest);

#endif
