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

/* *out is overwritten (start with all zero), the caller frees out->v; a text without words is one passage. */
void mf_passages_cut(const struct mf_tokens *tokens, const char *text, size_t len, struct mf_passages *out);

#endif
