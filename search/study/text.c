/* SPDX-License-Identifier: GPL-2.0-or-later */
/* text.c - a document as the indexer saw it: its text read back, cut into words and names again. */
#include <stdlib.h>
#include <string.h>

#include "search/study/study_private.h"

void mf_study_text_init(struct mf_study_text *t)
{
	memset(t, 0, sizeof *t);
	t->room = t->text = (struct mf_buf)MF_BUF_INIT;
	t->title = "";
	t->title_words = t->words = (struct mf_tokens)MF_TOKENS_INIT;
}

void mf_study_text_release(struct mf_study_text *t)
{
	mf_buf_release(&t->room);
	mf_buf_release(&t->text);
	mf_tokens_release(&t->title_words);
	mf_tokens_release(&t->words);
	free(t->title_names.v);
	free(t->names.v);
	free(t->numbers.v);
	mf_study_text_init(t);
}

int mf_study_text_load(struct mf_study_text *t, struct mf_index *index, struct mf_segment *s,
		       uint32_t document, bool named, struct mf_error *err)
{
	const struct mf_document_row *row = mf_documents_row(&s->documents, document);
	struct mf_description about;
	int rc;

	if (t->segment == s && t->document == document && (t->named || !named))
		return 0;
	t->segment = NULL;
	rc = mf_segment_describe(s, document, &t->room, &about, err);
	if (rc < 0)
		return rc;
	free(about.extra);
	mf_buf_reset(&t->text);
	rc = mf_segment_text(s, document, 0, row->text_len, &t->text, err);
	if (rc < 0)
		return rc;
	t->title = row->title_end ? "" : about.title;
	mf_segment(&t->title_words, t->title, strlen(t->title));
	mf_segment(&t->words, t->text.data, t->text.len);
	if (named) {
		mf_entities_find(index->gazetteer, NULL, &t->title_words, t->title, strlen(t->title),
				 &t->title_names);
		mf_entities_find(index->gazetteer, NULL, &t->words, t->text.data, t->text.len, &t->names);
		mf_numbers_find(&t->words, &t->numbers);
	}
	t->segment = s;
	t->document = document;
	t->named = named;
	return 0;
}

/* The first word of the text that does not begin before byte `begin`. */
static uint32_t word_at(const struct mf_tokens *words, uint32_t begin)
{
	size_t low = 0, high = words->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (words->v[mid].begin < begin)
			low = mid + 1;
		else
			high = mid;
	}
	return (uint32_t)low;
}

uint32_t mf_study_text_begin(const struct mf_study_text *t, uint32_t passage, uint32_t n, uint32_t *token)
{
	const struct mf_columns *c = &t->segment->columns;
	uint32_t behind = word_at(&t->words, mf_columns_end(c, passage));

	*token = word_at(&t->words, mf_columns_begin(c, passage));
	return n > behind - *token ? n - (behind - *token) : 0;
}
