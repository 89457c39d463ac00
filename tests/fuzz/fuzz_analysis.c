/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes as a document: words, names, dates, numbers, passages lie inside its text and in order. */
#include <stdlib.h>

#include "indexer/analysis/document.h"
#include "tests/fuzz/fuzz.h"
#include "wrappers/libc/mem.h"

const struct mf_fuzz_seeds mf_fuzz_seeds = { "corpus/articles/kazakhstan", 0, 30 };

static void check(int holds)
{
	if (!holds)
		abort();
}

static void in_order(size_t before, size_t begin, size_t end, size_t size)
{
	check(before <= begin && begin <= end && end <= size);
}

/* The country names of ICU, compiled once a run. */
static const struct mf_gazetteer *gazetteer(void)
{
	static struct mf_buf block = MF_BUF_INIT;
	static struct mf_gazetteer *g;
	struct mf_gazetteer_builder *b;

	if (g)
		return g;
	b = mf_gazetteer_builder_new(NULL, NULL);
	check(mf_gazetteer_add_cldr(b, NULL) == 0 && mf_gazetteer_compile(b, &block, NULL) == 0);
	mf_gazetteer_builder_free(b);
	check(mf_gazetteer_open(&g, block.data, block.len, NULL) == 0);
	return g;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = mf_strndup((const char *)data, size);
	struct mf_annotation_input in = { .title = "", .text = text, .text_len = size, .date = "",
		                          .file_name = "", .day = MF_NO_DAY };
	struct mf_annotation a;

	mf_annotation_init(&a);
	mf_annotate(&a, gazetteer(), &in);
	for (size_t i = 0; i < a.text.n; i++)
		in_order(i ? a.text.v[i - 1].end : 0, a.text.v[i].begin, a.text.v[i].end, size);
	for (size_t i = 0; i < a.passages.n; i++)
		in_order(i ? a.passages.v[i - 1].end : 0, a.passages.v[i].begin, a.passages.v[i].end, size);
	for (size_t i = 0; i < a.dates.n; i++)
		in_order(i ? a.dates.v[i - 1].end : 0, a.dates.v[i].begin, a.dates.v[i].end, size);
	for (size_t i = 0; i < a.names.n; i++) /* a nisba may stand inside an organisation's name */
		in_order(i ? a.names.v[i - 1].begin : 0, a.names.v[i].begin, a.names.v[i].end, size);
	mf_annotation_release(&a);
	free(text);
	return 0;
}
