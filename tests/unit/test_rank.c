/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The weights of the ranking and the distance of near-identical passages, reckoned by hand: a change of one
 * of them is a change of what people see, and must be meant. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "search/engine/rank.h"
#include "search/engine/search.h"

static void same(const char *what, double got, double wanted)
{
	if (fabs(got - wanted) > 1e-9 * (1 + fabs(wanted)))
		fail_msg("%s: got %.12f, wanted %.12f", what, got, wanted);
}

/* ---- a score ---- */

#define WORDS 3
#define LENGTH 100 /* words of the passage, which is as long as the average */

/* Three words of different weights, and where they stand. */
struct example {
	struct mf_query_word word[WORDS];
	uint16_t scored[WORDS];
	struct mf_plan plan;
	struct mf_scanned scan;
	struct mf_ranking r;
};

static struct example *example_new(void)
{
	static const double idf[WORDS][3] = { { 4, 3, 2 },
					      { 5, 2.5, 1 },
					      { 1, 1, 1 } }; /* exact, stem, root */
	struct example *x = calloc(1, sizeof *x);

	assert_non_null(x);
	for (uint16_t i = 0; i < WORDS; i++) {
		x->word[i].idf_exact = idf[i][0];
		x->word[i].idf_stem = idf[i][1];
		x->word[i].idf_root = idf[i][2];
		x->scored[i] = i;
	}
	x->plan.words = (struct mf_query_words){ x->word, WORDS, WORDS };
	x->plan.scored_word = x->scored;
	x->plan.scored_words = WORDS;
	x->scan.view.forms = LENGTH;
	x->r = mf_ranking_default;
	return x;
}

static void stand(struct example *x, uint32_t at, uint16_t word, uint8_t how)
{
	x->scan.place[x->scan.places++] = (struct mf_spot){ at, word, how, MF_WHOLE };
}

static double score(struct example *x)
{
	return mf_rank(&x->plan, &x->r, &x->scan, LENGTH, NULL);
}

/* BM25 of a passage of average length: its norm is 1. */
static double bm25(double tf, double idf)
{
	return idf * tf * 2 / (tf + 1);
}

/* By the share of the words that are found, each counted by how rare it is (idf of its stem). */
static double covered(double sum, double found)
{
	const double asked = 3 + 2.5 + 1;

	return sum * pow((found + 1) / (asked + 1), 0.1);
}

static void the_defaults(void **state)
{
	const struct mf_ranking *r = &mf_ranking_default;

	(void)state;
	same("k1", r->k1, 1);
	same("b", r->b, 0.55);
	same("exact", r->exact, 0.3);
	same("stem", r->stem, 1);
	same("root", r->root, 0.7);
	same("entity", r->entity, 0.6);
	same("proximity", r->proximity, 0.2);
	same("window", r->window, 8);
	same("title", r->title, 3);
	same("variant", r->variant, 0.3);
	same("coverage", r->coverage, 0.1);
	assert_int_equal(r->depth, 200);
}

static void channels_and_coverage(void **state)
{
	struct example *x = example_new();

	(void)state;
	stand(x, 10, 0, MF_MATCH_EXACT);
	same("as typed", score(x), covered(0.3 * bm25(1, 4) + bm25(1, 3) + 0.7 * bm25(1, 2), 3));
	x->scan.place[0].how = MF_MATCH_STEM;
	same("by stem", score(x), covered(bm25(1, 3) + 0.7 * bm25(1, 2), 3));
	x->scan.place[0].how = MF_MATCH_ROOT;
	same("by root", score(x), covered(0.7 * bm25(1, 2), 3));
	x->scan.place[0].how = MF_MATCH_VARIANT;
	same("another spelling", score(x), covered(bm25(0.3, 3) + 0.7 * bm25(0.3, 2), 3));
	x->scan.place[0].how = MF_MATCH_STEM;
	x->scan.view.title = 0;
	stand(x, 60, 1, MF_MATCH_STEM); /* too far away to be near */
	same("two words", score(x),
	     covered(bm25(1, 3) + 0.7 * bm25(1, 2) + bm25(1, 2.5) + 0.7 * bm25(1, 1), 3 + 2.5));
	x->r.coverage = 0;
	same("without coverage", score(x), bm25(1, 3) + 0.7 * bm25(1, 2) + bm25(1, 2.5) + 0.7 * bm25(1, 1));
	free(x);
}

/* What two words that stand so far apart gain by it, as a share of their mean weight. */
static double gain(uint32_t first, uint32_t second)
{
	struct example *x = example_new();
	double near, far;

	stand(x, first < second ? first : second, first < second ? 0 : 1, MF_MATCH_STEM);
	stand(x, first < second ? second : first, first < second ? 1 : 0, MF_MATCH_STEM);
	x->r.coverage = 0;
	near = score(x);
	x->r.proximity = 0;
	far = score(x);
	free(x);
	return (near - far) / ((3 + 2.5) / 2);
}

static void nearness(void **state)
{
	(void)state;
	/* in order and adjacent a whole pair, and within the window half a one */
	same("next to each other", gain(10, 11), 0.2 * (bm25(1, 1) + 0.5 * bm25(1, 1)));
	same("the other way round", gain(11, 10), 0.2 * 0.5 * bm25(1, 1));
	same("a word between", gain(10, 12), 0.2 * 0.5 * bm25(1, 1));
	same("the edge of the window", gain(10, 18), 0.2 * 0.5 * bm25(1, 1));
	same("beyond it", gain(10, 19), 0);
}

static void a_word_is_rare(void **state)
{
	(void)state;
	same("in none", mf_idf(100, 0), log(1 + 100.5 / 0.5));
	same("in ten", mf_idf(100, 10), log(1 + 90.5 / 10.5));
	same("in all", mf_idf(100, 100), log(1 + 0.5 / 100.5));
	same("in more than there are", mf_idf(100, 900), mf_idf(100, 100));
}

/* ---- near-identical passages ---- */

/* Two passages of two documents whose signatures differ in so many bits, all in one quarter or spread. */
static size_t kept(unsigned bits, bool spread, bool show)
{
	uint64_t signature[2] = { 0x0123456789abcdefu, 0x0123456789abcdefu };
	uint32_t document[2] = { 0, 1 };
	struct mf_segment segment;
	struct mf_index index;
	struct mf_engine engine;
	struct mf_request request;
	struct mf_search search;
	struct mf_candidate candidate[2] = { { .passage = 0, .score = 2 }, { .passage = 1, .score = 1 } };
	struct mf_candidates list = { .v = candidate, .n = 2, .cap = 2 };

	memset(&segment, 0, sizeof segment);
	memset(&index, 0, sizeof index);
	memset(&engine, 0, sizeof engine);
	memset(&search, 0, sizeof search);
	mf_request_init(&request);
	for (unsigned i = 0; i < bits; i++)
		signature[1] ^= (uint64_t)1 << (spread ? 16 * (i % 3) + i / 3 : i);
	segment.columns.n = 2;
	segment.columns.signature = signature;
	segment.columns.document = document;
	index.segment = &segment;
	index.segments = 1;
	engine.index = &index;
	search.engine = &engine;
	search.request = &request;
	request.show_duplicates = show;
	mf_search_collapse(&search, &list, 10);
	assert_int_equal(candidate[0].duplicates, 2 - list.n);
	return list.n;
}

static void near_identical(void **state)
{
	(void)state;
	for (unsigned bits = 0; bits <= 3; bits++) {
		assert_int_equal(kept(bits, false, false), 1);
		assert_int_equal(kept(bits, true, false), 1);
		assert_int_equal(kept(bits, true, true), 2);
	}
	for (unsigned bits = 4; bits <= 16; bits++) {
		assert_int_equal(kept(bits, false, false), 2);
		assert_int_equal(kept(bits, true, false), 2);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_defaults),   cmocka_unit_test(channels_and_coverage),
		cmocka_unit_test(nearness),       cmocka_unit_test(a_word_is_rare),
		cmocka_unit_test(near_identical),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
