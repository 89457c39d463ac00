/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xapian_weights.c - the Xapian binding: terms that carry their weight. */
#include "tests/unit/xapian_fixture.h"

#include <math.h>

enum { PARTS = 3, WHOLE = PARTS, TERMS = 3 };

static const char *const term[TERMS] = { "odd", "common", "rare" };

/* Document i of a part: lengths, wdf and terms differ from one to the next. */
static void fill(struct xc_doc *doc, unsigned part, unsigned i)
{
	const unsigned n = part * 20 + i;

	ok(xc_doc_clear(doc, &error));
	ok(xc_doc_add_term(doc, LIT("common"), 1 + n % 4, &error));
	ok(xc_doc_add_term(doc, LIT("filler"), 3 + n * 7 % 30, &error));
	if (n % 2)
		ok(xc_doc_add_term(doc, LIT("odd"), 1 + n % 3, &error));
	if (n % 11 == 0)
		ok(xc_doc_add_term(doc, LIT("rare"), 2, &error));
}

/* Parts of 10, 20 and 30 documents, and all of them in one; opened as db[0] to db[PARTS]. */
static void make_parts(void **state, struct xc_db **db, const char **path)
{
	static const char *const name[] = { "part0", "part1", "part2", "whole" };
	struct xc_writer *part = NULL, *whole = NULL;
	struct xc_doc *doc = NULL;

	ok(xc_doc_new(&doc, &error));
	for (unsigned p = 0; p <= WHOLE; p++)
		path[p] = in(state, name[p]);
	ok(xc_writer_open(&whole, path[WHOLE], XC_CREATE | XC_NO_SYNC, 0, &error));
	for (unsigned p = 0; p < PARTS; p++) {
		ok(xc_writer_open(&part, path[p], XC_CREATE | XC_NO_SYNC, 0, &error));
		for (unsigned i = 0; i < 10 * (p + 1); i++) {
			fill(doc, p, i);
			ok(xc_writer_add(part, doc, NULL, &error));
			ok(xc_writer_add(whole, doc, NULL, &error));
		}
		ok(xc_writer_close(part, &error));
		xc_writer_free(part);
	}
	ok(xc_writer_close(whole, &error));
	xc_writer_free(whole);
	xc_doc_free(doc);
	for (unsigned p = 0; p <= WHOLE; p++)
		ok(xc_db_open(&db[p], path[p], &error));
}

/* An OR of the three terms: plain, or each with a weight. */
static struct xc_query *three(const double *weight)
{
	struct xc_query *query[TERMS] = { NULL, NULL, NULL }, *all = NULL;

	for (unsigned t = 0; t < TERMS; t++) {
		if (weight)
			ok(xc_query_weighted(&query[t], term[t], strlen(term[t]), weight[t], &error));
		else
			query[t] = term_query(term[t]);
	}
	ok(xc_query_op(&all, XC_OP_OR, query, TERMS, 0, &error));
	return all;
}

/* Runs a query, which it frees, for all its hits; returns how many, their numbers and weights. */
static unsigned weigh(struct xc_db *db, struct xc_query *query, struct xc_search *how, uint32_t *docid,
		      double *weight)
{
	struct xc_hits *hits = NULL;
	unsigned n = 0;

	how->max = 100;
	ok(xc_search_run(&hits, db, query, how, &error));
	n = xc_hits_count(hits);
	ok(xc_hits_copy(hits, docid, weight, &error));
	xc_hits_free(hits);
	xc_query_free(query);
	return n;
}

static void assert_near(double got, double wanted)
{
	if (fabs(got - wanted) > 1e-9 * fabs(wanted))
		fail_msg("%.17g, not %.17g", got, wanted);
}

void test_given_weight_is_the_formula(void **state)
{
	struct xc_search how = XC_SEARCH_INIT;
	struct xc_db *db[PARTS + 1];
	struct xc_db_stats stats;
	struct xc_query *query = NULL;
	const char *path[PARTS + 1];
	const double k1 = 1.7, b = .6, w = 2.5;
	uint32_t docid[100], length = 0;
	double weight[100];
	unsigned n = 0;

	make_parts(state, db, path);
	ok(xc_db_info(db[0], &stats, &error));
	how.weighting = XC_WEIGHT_GIVEN;
	how.k1 = k1;
	how.b = b;
	how.min_normlen = 0;
	ok(xc_query_weighted(&query, LIT("odd"), w, &error));
	n = weigh(db[0], query, &how, docid, weight);
	assert_int_equal(n, 5);
	for (unsigned i = 0; i < n; i++) {
		const double wdf = 1 + (docid[i] - 1) % 3;
		ok(xc_db_doclength(db[0], docid[i], &length, &error));
		assert_near(weight[i],
			    w * (k1 + 1) * wdf / (k1 * (1 - b + b * length / stats.average_length) + wdf));
	}

	/* Without lengths, and without wdf; a term without a scale weighs 1, scales multiply. */
	how.b = 0;
	ok(xc_query_weighted(&query, LIT("rare"), w, &error));
	ok(xc_query_scale(&query, query, 2, &error));
	n = weigh(db[0], query, &how, docid, weight);
	assert_int_equal(n, 1);
	assert_near(weight[0], 2 * w * (k1 + 1) * 2 / (k1 + 2));
	how.k1 = 0;
	n = weigh(db[0], term_query("odd"), &how, docid, weight);
	assert_int_equal(n, 5);
	for (unsigned i = 0; i < n; i++)
		assert_near(weight[i], 1);

	/* A weight of 0 only filters; a boolean term weighs nothing. */
	ok(xc_query_weighted(&query, LIT("odd"), 0, &error));
	n = weigh(db[0], query, &how, docid, weight);
	assert_int_equal(n, 5);
	assert_true(weight[0] == 0);
	for (unsigned p = 0; p <= WHOLE; p++)
		xc_db_free(db[p]);
}

/* With the inverse document frequencies that BM25 computes, both weightings are one; and a search for the
 * few best, in which the matcher passes over what cannot be among them, finds the same. */
void test_given_weight_agrees_with_bm25(void **state)
{
	struct xc_search how = XC_SEARCH_INIT;
	struct xc_db *db[PARTS + 1], *shards = NULL;
	struct xc_db_stats stats;
	struct xc_hits *hits = NULL;
	struct xc_query *query = NULL;
	const char *path[PARTS + 1];
	uint32_t docid[2][100];
	double weight[2][100], idf[TERMS];

	make_parts(state, db, path);
	ok(xc_db_open_all(&shards, path, PARTS, &error));
	ok(xc_db_info(shards, &stats, &error));
	for (unsigned t = 0; t < TERMS; t++) {
		uint32_t freq = 0;
		double odds = 0;

		ok(xc_db_termfreq(shards, term[t], strlen(term[t]), &freq, &error));
		odds = (stats.doccount - freq + .5) / (freq + .5);
		idf[t] = log(odds < 2 ? odds / 2 + 1 : odds);
	}
	for (int at = 0; at < 2; at++) {
		struct xc_db *one = at ? shards : db[WHOLE];
		unsigned n = 0;

		how.weighting = XC_WEIGHT_BM25;
		n = weigh(one, three(NULL), &how, docid[0], weight[0]);
		how.weighting = XC_WEIGHT_GIVEN;
		assert_int_equal(weigh(one, three(idf), &how, docid[1], weight[1]), n);
		assert_int_equal(n, 60);
		for (unsigned i = 0; i < n; i++) {
			assert_near(weight[1][i], weight[0][i]);
			assert_int_equal(docid[1][i], docid[0][i]);
		}
		how.max = 4;
		query = three(idf);
		ok(xc_search_run(&hits, one, query, &how, &error));
		ok(xc_hits_copy(hits, docid[1], NULL, &error));
		assert_memory_equal(docid[1], docid[0], 4 * sizeof(docid[0][0]));
		xc_hits_free(hits);
		xc_query_free(query);
	}
	xc_db_free(shards);
	for (unsigned p = 0; p <= WHOLE; p++)
		xc_db_free(db[p]);
}

/* A part that is searched alone gives the weights that its documents have in the whole. */
void test_given_weight_of_a_part(void **state)
{
	const double idf[TERMS] = { .4, .1, 3 };
	struct xc_search how = XC_SEARCH_INIT;
	struct xc_db *db[PARTS + 1], *shards = NULL;
	struct xc_db_stats stats;
	const char *path[PARTS + 1];
	uint32_t docid[100];
	double weight[100], expected[200];
	unsigned n = 0;

	make_parts(state, db, path);
	ok(xc_db_open_all(&shards, path, PARTS, &error));
	ok(xc_db_info(shards, &stats, &error));
	how.weighting = XC_WEIGHT_GIVEN;
	n = weigh(shards, three(idf), &how, docid, weight);
	for (unsigned i = 0; i < n; i++)
		expected[docid[i]] = weight[i];
	how.average_length = stats.average_length;
	for (uint32_t p = 0; p < PARTS; p++) {
		n = weigh(db[p], three(idf), &how, docid, weight);
		assert_int_equal(n, 10 * (p + 1));
		for (unsigned i = 0; i < n; i++)
			assert_true(weight[i] == expected[xc_docid_global(p, docid[i], PARTS)]);
	}
	xc_db_free(shards);
	for (unsigned p = 0; p <= WHOLE; p++)
		xc_db_free(db[p]);
}

/* A synonym weighs what stands round it, and sums wdf. */
void test_given_weight_of_a_synonym(void **state)
{
	const struct xc_term words[] = { { "odd", 3, 1 }, { "rare", 4, 1 } };
	struct xc_search how = XC_SEARCH_INIT;
	struct xc_db *db[PARTS + 1];
	struct xc_query *query = NULL;
	const char *path[PARTS + 1];
	uint32_t docid[100];
	double weight[100];
	unsigned n = 0;

	make_parts(state, db, path);
	how.weighting = XC_WEIGHT_GIVEN;
	how.b = 0;
	ok(xc_query_terms(&query, XC_OP_SYNONYM, words, 2, 0, &error));
	ok(xc_query_scale(&query, query, 3, &error));
	n = weigh(db[WHOLE], query, &how, docid, weight);
	assert_true(n > 30);
	/* Document 46, filled as number 55, has odd twice and rare twice. */
	assert_int_equal(docid[0], 46);
	assert_near(weight[0], 3 * 2 * 4.0 / (1 + 4));
	for (unsigned p = 0; p <= WHOLE; p++)
		xc_db_free(db[p]);
}
