/* SPDX-License-Identifier: GPL-2.0-or-later */
/* run.h - words of a query in a row, which may be one thing: a name, a number, an expression. */
#ifndef MF_ENGINE_RUN_H
#define MF_ENGINE_RUN_H

#include "indexer/analysis/words/token.h"
#include "search/query/query.h"

#define MF_RUN_MAX 16 /* words; longer runs are not looked for */

struct mf_run {
	struct mf_buf text; /* the words, a blank after each */
	size_t words;
	size_t end_of[MF_RUN_MAX]; /* bytes of the text up to the end of each */
};

/* Words of a group from child `first` on that are asked for as that one is (must, field), at most `most` and
 * MF_RUN_MAX; cut into *tokens, which are the caller's. */
void mf_run_read(struct mf_run *run, const struct mf_node *tree, size_t first, size_t most,
		 struct mf_tokens *tokens);
void mf_run_release(struct mf_run *run);
/* How many of the words the first n tokens are; 0 where those end within a word. */
size_t mf_run_words(const struct mf_run *run, const struct mf_tokens *tokens, size_t n);

#endif
