/* SPDX-License-Identifier: GPL-2.0-or-later */
/* passage.h - cuts a document into the units that are ranked and shown.
 *
 * Paragraphs are merged until they are worth reading (MF_PASSAGE_AIM words) and long ones are
 * split at sentence ends; passages tile the text from 0 to len without holes, so that a document
 * can be put together again from them.
 */
#ifndef MF_ANALYSIS_PASSAGE_H
#define MF_ANALYSIS_PASSAGE_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/analysis/place.h"
#include "indexer/analysis/words/token.h"

#define MF_PASSAGE_AIM 150 /* words */
#define MF_PASSAGE_MAX 300 /* words; one sentence longer than this is cut at a word */

struct mf_passage {
	uint32_t begin, end;  /* bytes in the text */
	uint32_t first, last; /* tokens [first, last) */
};

struct mf_passages {
	struct mf_passage *v;
	size_t n, cap;
};

/* *out is overwritten (start with all zero), the caller frees out->v; a text without words is one passage.
 * Of the places to cite, in the order of the text, chapters count: in a long text no passage goes across the
 * beginning of one, in a short text none that has a passage's worth before it. */
void mf_passages_cut(const struct mf_tokens *tokens, const char *text, size_t len,
		     const struct mf_place *place, size_t places, struct mf_passages *out);

#endif
