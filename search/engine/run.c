/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/run.h"

static bool goes_on(const struct mf_node *t, const struct mf_node *first)
{
	return t->kind == MF_NODE_WORD && t->must == first->must && t->field == first->field && !t->must_not;
}

void mf_run_read(struct mf_run *run, const struct mf_node *tree, size_t first, size_t most,
		 struct mf_tokens *tokens)
{
	most = most < MF_RUN_MAX ? most : MF_RUN_MAX;
	*run = (struct mf_run){ .text = MF_BUF_INIT };
	for (size_t i = first; i < tree->children && run->words < most; i++) {
		if (!goes_on(tree->child[i], tree->child[first]))
			break;
		mf_buf_add(&run->text, tree->child[i]->text, tree->child[i]->text_len);
		run->end_of[run->words++] = run->text.len;
		mf_buf_addch(&run->text, ' ');
	}
	mf_segment(tokens, run->text.data, run->text.len);
}

void mf_run_release(struct mf_run *run)
{
	mf_buf_release(&run->text);
}

size_t mf_run_words(const struct mf_run *run, const struct mf_tokens *tokens, size_t n)
{
	uint32_t end = n ? tokens->v[n - 1].end : 0;

	for (size_t i = 0; n && i < run->words; i++)
		if (run->end_of[i] >= end)
			return run->end_of[i] == end ? i + 1 : 0;
	return 0;
}
