/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes as a document: words, names, dates, numbers, passages lie inside its text and in order. */
#include <stdlib.h>
#include <string.h>

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

/* People, media and places that rules ask more of, beside the country names of ICU. */
static const char names[] =
	"@prefix : <https://mufahris.example/entity/> . @prefix schema: <https://schema.org/> .\n"
	"@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix g: <https://mufahris.example/gazetteer#> .\n"
	":tokayev a schema:Person ; skos:prefLabel \"قاسم جومارت توكاييف\"@ar ; skos:broader :kz .\n"
	":aoun a schema:Person ; skos:prefLabel \"ميشال عون\"@ar ; skos:altLabel \"الرئيس عون\"@ar .\n"
	":tunis a schema:City ; skos:prefLabel \"تونس العاصمة\"@ar ; skos:altLabel \"تونس\"@ar ; skos:broader :tn .\n"
	":alalam a schema:NewsMediaOrganization ; skos:prefLabel \"قناة العالم\"@ar .\n"
	":sa skos:altLabel \"السعودية\"@ar .\n"
	":council a schema:Organization ; skos:prefLabel \"مجلس الأمن في كازاخستان\"@ar ;\n"
	"	skos:altLabel \"مجلس الأمن\"@ar ; g:requires \"كازاخستان\"@ar ; g:block \"كأس العالم\"@ar .\n";

static void no_problem(void *ctx, const struct mf_error *problem)
{
	(void)ctx;
	check(!problem);
}

/* Compiled once a run. */
static const struct mf_gazetteer *gazetteer(void)
{
	static struct mf_buf block = MF_BUF_INIT;
	static struct mf_gazetteer *g;
	struct mf_gazetteer_builder *b;

	if (g)
		return g;
	b = mf_gazetteer_builder_new(no_problem, NULL);
	check(mf_gazetteer_add_cldr(b, NULL) == 0 &&
	      mf_gazetteer_add_turtle(b, "names", names, sizeof names - 1, NULL) == 0 &&
	      mf_gazetteer_compile(b, &block, NULL) == 0);
	mf_gazetteer_builder_free(b);
	check(mf_gazetteer_open(&g, block.data, block.len, NULL) == 0);
	return g;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* texts of an odd length have their first line as a title outside, those of three have a day */
	const uint8_t *line = size % 2 ? memchr(data, '\n', size) : NULL;
	size_t title_len = line ? (size_t)(line - data) : 0, skip = line ? title_len + 1 : 0;
	char *title = mf_strndup((const char *)data, title_len),
	     *text = mf_strndup((const char *)data + skip, size - skip);
	struct mf_annotation_input in = { .title = title,
					  .text = text,
					  .text_len = size - skip,
					  .date = "",
					  .file_name = "",
					  .day = size % 3 ? MF_NO_DAY : 19001 };
	struct mf_annotation a;

	size -= skip;
	mf_annotation_init(&a, NULL);
	mf_annotate(&a, gazetteer(), &in);
	for (size_t i = 0; i < a.text.n; i++)
		in_order(i ? a.text.v[i - 1].end : 0, a.text.v[i].begin, a.text.v[i].end, size);
	for (size_t i = 0; i < a.passages.n; i++)
		in_order(i ? a.passages.v[i - 1].end : 0, a.passages.v[i].begin, a.passages.v[i].end, size);
	for (size_t i = 0; i < a.dates.n; i++)
		in_order(i ? a.dates.v[i - 1].end : 0, a.dates.v[i].begin, a.dates.v[i].end, size);
	for (size_t i = 0; i < a.names.n; i++) /* a nisba may stand inside an organisation's name */
		in_order(i ? a.names.v[i - 1].begin : 0, a.names.v[i].begin, a.names.v[i].end, size);
	for (size_t i = 0; i < a.title_names.n; i++) {
		in_order(0, a.title_names.v[i].begin, a.title_names.v[i].end, strlen(title));
		in_order(0, a.title_names.v[i].first, a.title_names.v[i].last, a.title.n);
	}
	mf_annotation_release(&a);
	free(text);
	free(title);
	return 0;
}
