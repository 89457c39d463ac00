/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xapian_shards.c - the Xapian binding over several databases: numbers, callbacks, compaction. */
#include "tests/unit/xapian_fixture.h"

enum { SHARDS = 4 };

/* Sizes are uneven, and one shard is empty, so that a wrong guess of the shard is seen. */
static const unsigned sizes[SHARDS] = { 4, 0, 11, 7 };

static struct xc_db *open_shards(void **state)
{
	struct xc_db *db = NULL;
	const char *paths[SHARDS];
	char name[8], mark[8];

	for (unsigned s = 0; s < SHARDS; s++) {
		snprintf(name, sizeof(name), "db%u", s);
		snprintf(mark, sizeof(mark), "%u", s);
		paths[s] = in(state, name);
		make_db(paths[s], mark, sizes[s], XC_NO_TERMLIST);
	}
	ok(xc_db_open_all(&db, paths, SHARDS, &error));
	return db;
}

void test_shard_numbers(void **state)
{
	struct xc_db *db = NULL;
	struct xc_db_stats stats;
	struct xc_doc *doc = NULL;
	const char *data = NULL;
	size_t len = 0;

	for (uint32_t docid = 1; docid < 50; docid++)
		assert_int_equal(docid,
				 xc_docid_global(xc_docid_shard(docid, 3), xc_docid_local(docid, 3), 3));
	assert_int_equal(xc_docid_global(0, 12, 1), 12);
	db = open_shards(state);
	assert_int_equal(xc_db_shards(db), SHARDS);
	ok(xc_db_info(db, &stats, &error));
	assert_int_equal(stats.doccount, 22);
	ok(xc_db_document(&doc, db, xc_docid_global(2, 9, SHARDS), &error));
	ok(xc_doc_value(doc, 0, &data, &len, &error));
	assert_string_equal(data, "2/9");
	assert_int_equal(xc_doc_docid(doc), 9);
	xc_doc_free(doc);
	xc_db_free(db);

	/* None at all is an empty database. */
	ok(xc_db_open_all(&db, NULL, 0, &error));
	assert_int_equal(xc_db_shards(db), 0);
	ok(xc_db_info(db, &stats, &error));
	assert_int_equal(stats.doccount, 0);
	xc_db_free(db);
}

/* Counts candidates and compares each with the mark that its document bears. */
struct watch {
	unsigned decided;
	unsigned seen;
	unsigned wrong;
	unsigned weighted;
	uint32_t last;
};

static void compare(struct watch *watch, const struct xc_candidate *candidate)
{
	char expected[32];
	const char *value = NULL;
	size_t len = 0;

	snprintf(expected, sizeof(expected), "%u/%u", candidate->shard, candidate->local);
	if (xc_candidate_value(candidate, 0, &value, &len) < 0 || strcmp(value, expected) != 0 ||
	    candidate->docid != xc_docid_global(candidate->shard, candidate->local, SHARDS))
		watch->wrong++;
}

static int decide_not_divisible_by_3(void *ctx, const struct xc_candidate *candidate)
{
	struct watch *watch = ctx;
	uint32_t order = candidate->shard * 1000 + candidate->local;

	watch->decided++;
	compare(watch, candidate);
	if (order <= watch->last)
		watch->wrong++;
	watch->last = order;
	return candidate->local % 3 != 0;
}

static int watch_spy(void *ctx, const struct xc_candidate *candidate, double weight)
{
	struct watch *watch = ctx;

	watch->seen++;
	watch->weighted += weight > 0;
	compare(watch, candidate);
	return 0;
}

/* Runs a query with and without callbacks: what they see, and that they change nothing. */
static void watch_search(struct xc_db *db, struct xc_query *query, struct xc_search *how, unsigned matches,
			 unsigned accepted)
{
	struct watch watch = { 0, 0, 0, 0, 0 };
	struct xc_hits *plain = NULL, *watched = NULL;
	struct xc_hits_stats stats;
	uint32_t a[32], b[32];
	double u[32], v[32];

	how->check_at_least = UINT32_MAX;
	how->max = 32;
	ok(xc_search_run(&plain, db, query, how, &error));
	how->ctx = &watch;
	how->spy = watch_spy;
	ok(xc_search_run(&watched, db, query, how, &error));
	assert_int_equal(watch.seen, matches);
	assert_int_equal(watch.wrong, 0);
	xc_hits_info(watched, &stats);
	assert_int_equal(stats.lower, matches);
	assert_int_equal(stats.upper, matches);
	assert_int_equal(xc_hits_count(watched), xc_hits_count(plain));
	ok(xc_hits_copy(plain, a, u, &error));
	ok(xc_hits_copy(watched, b, v, &error));
	for (unsigned i = 0; i < matches; i++) {
		assert_int_equal(a[i], b[i]);
		assert_true(u[i] == v[i]);
	}
	xc_hits_free(watched);
	watch = (struct watch){ 0, 0, 0, 0, 0 };
	how->decide = decide_not_divisible_by_3;
	ok(xc_search_run(&watched, db, query, how, &error));
	assert_int_equal(watch.decided, matches);
	assert_int_equal(watch.seen, accepted);
	assert_int_equal(watch.wrong, 0);
	xc_hits_info(watched, &stats);
	assert_int_equal(stats.count, accepted);
	assert_int_equal(stats.lower, accepted);
	assert_int_equal(stats.estimated, accepted);
	assert_int_equal(stats.upper, accepted);
	xc_hits_free(watched);
	xc_hits_free(plain);
	xc_query_free(query);
	how->decide = NULL;
	how->spy = NULL;
}

void test_callbacks_know_the_shard(void **state)
{
	const struct xc_term words[] = { { "n1", 2, 1 }, { "n10", 3, 1 }, { "n6", 2, 1 } };
	struct xc_search how = XC_SEARCH_INIT;
	struct xc_db *db = open_shards(state);
	struct xc_query *query = NULL;

	watch_search(db, term_query("all"), &how, 22, 16);
	watch_search(db, term_query("odd"), &how, 12, 8);
	/* Only the third shard has it: the matcher passes over the others. */
	watch_search(db, term_query("n10"), &how, 1, 1);
	ok(xc_query_terms(&query, XC_OP_SYNONYM, words, 3, 0, &error));
	watch_search(db, query, &how, 6, 4);
	ok(xc_query_terms(&query, XC_OP_OR, words, 3, 0, &error));
	watch_search(db, query, &how, 6, 4);
	ok(xc_query_all(&query, &error));
	watch_search(db, query, &how, 22, 16);
	ok(xc_query_pair(&query, XC_OP_AND_NOT, term_query("all"), term_query("even"), &error));
	watch_search(db, query, &how, 12, 8);
	ok(xc_query_value_range(&query, 0, LIT("2"), NULL, 0, &error));
	watch_search(db, query, &how, 18, 13);
	how.weighting = XC_WEIGHT_BOOL;
	watch_search(db, term_query("odd"), &how, 12, 8);
	how.weighting = XC_WEIGHT_BM25;
	how.sort = XC_SORT_VALUE;
	how.sort_slot = 0;
	watch_search(db, term_query("odd"), &how, 12, 8);
	how.sort = XC_SORT_RELEVANCE;
	how.weighting = XC_WEIGHT_GIVEN;
	ok(xc_query_weighted(&query, LIT("odd"), 2.5, &error));
	watch_search(db, query, &how, 12, 8);
	ok(xc_query_nothing(&query, &error));
	watch_search(db, query, &how, 0, 0);
	xc_db_free(db);
}

void test_callbacks_after_deletions(void **state)
{
	struct xc_search how = XC_SEARCH_INIT;
	const char *paths[SHARDS] = { in(state, "0"), in(state, "1"), in(state, "2"), in(state, "3") };
	struct xc_db *db = NULL;
	struct xc_writer *writer = NULL;
	struct xc_query *query = NULL;

	for (unsigned s = 0; s < SHARDS; s++)
		make_db(paths[s], (const char *[]){ "0", "1", "2", "3" }[s], 6, 0);
	ok(xc_writer_open(&writer, paths[1], XC_OPEN, 0, &error));
	ok(xc_writer_delete(writer, 1, &error));
	ok(xc_writer_delete(writer, 4, &error));
	ok(xc_writer_close(writer, &error));
	xc_writer_free(writer);
	ok(xc_db_open_all(&db, paths, SHARDS, &error));
	ok(xc_query_all(&query, &error));
	watch_search(db, query, &how, 22, 14);
	ok(xc_query_value_range(&query, 0, NULL, 0, LIT("1/9"), &error));
	watch_search(db, query, &how, 10, 6);
	xc_db_free(db);
}

void test_stub(void **state)
{
	struct xc_search how = XC_SEARCH_INIT;
	struct xc_db *db = open_shards(state);
	FILE *stub = fopen(in(state, "stub"), "w");

	assert_non_null(stub);
	fputs("# four shards\nauto db0\nauto db1\nauto db2\nauto db3\n", stub);
	fclose(stub);
	xc_db_free(db);
	ok(xc_db_open(&db, in(state, "stub"), &error));
	assert_int_equal(xc_db_shards(db), SHARDS);
	watch_search(db, term_query("even"), &how, 10, 8);
	xc_db_free(db);
}

/* A copy of a shard cannot be told from it; a search without callbacks need not. */
void test_copies_of_a_shard(void **state)
{
	struct xc_search how = XC_SEARCH_INIT;
	struct watch watch = { 0, 0, 0, 0, 0 };
	const char *paths[2] = { in(state, "db"), in(state, "db") };
	struct xc_db *db = NULL;
	struct xc_hits *hits = NULL;
	struct xc_query *query = term_query("all");

	make_db(paths[0], "0", 6, 0);
	ok(xc_db_open_all(&db, paths, 2, &error));
	ok(xc_search_run(&hits, db, query, &how, &error));
	assert_int_equal(xc_hits_count(hits), 10);
	xc_hits_free(hits);
	how.spy = watch_spy;
	how.ctx = &watch;
	if (atof(xc_xapian_version()) < 2) {
		fails(XC_E_UNSUPPORTED, xc_search_run(&hits, db, query, &how, &error));
		assert_non_null(strstr(error.text, "copy"));
	} else {
		ok(xc_search_run(&hits, db, query, &how, &error));
		xc_hits_free(hits);
	}
	xc_query_free(query);
	xc_db_free(db);
}

/* The shards may be replaced by others between a search and the next. */
void test_reopened_shards(void **state)
{
	struct xc_search how = XC_SEARCH_INIT;
	const char *paths[SHARDS] = { in(state, "0"), in(state, "1"), in(state, "2"), in(state, "3") };
	struct xc_db *db = NULL;
	struct xc_writer *writer = NULL;
	struct xc_doc *doc = NULL;

	for (unsigned s = 0; s < SHARDS; s++)
		make_db(paths[s], (const char *[]){ "0", "1", "2", "3" }[s], 3, 0);
	ok(xc_db_open_all(&db, paths, SHARDS, &error));
	watch_search(db, term_query("odd"), &how, 8, 4);
	ok(xc_writer_open(&writer, paths[2], XC_CREATE_OR_OVERWRITE, 0, &error));
	ok(xc_doc_new(&doc, &error));
	for (unsigned i = 1; i <= 5; i++) {
		fill_doc(doc, "2", i);
		ok(xc_writer_add(writer, doc, NULL, &error));
		ok(xc_writer_commit(writer, &error));
	}
	ok(xc_writer_close(writer, &error));
	ok(xc_db_reopen(db, NULL, &error));
	watch_search(db, term_query("odd"), &how, 9, 5);
	xc_doc_free(doc);
	xc_writer_free(writer);
	xc_db_free(db);
}

void test_compact(void **state)
{
	const char *sources[2] = { in(state, "a"), in(state, "b") };
	const char *target = in(state, "one");
	struct xc_db *db = NULL;
	struct xc_doc *doc = NULL;
	const char *data = NULL;
	size_t len = 0, errors = 0;
	struct xc_db_stats stats;

	make_db(sources[0], "a", 5, 0);
	make_db(sources[1], "b", 4, 0);
	ok(xc_compact(sources, 2, target, XC_COMPACT_FULL, 0, &error));
	ok(xc_check(target, &errors, NULL, &error));
	ok(xc_db_open(&db, target, &error));
	ok(xc_db_info(db, &stats, &error));
	assert_int_equal(stats.doccount, 9);
	ok(xc_db_document(&doc, db, 7, &error));
	ok(xc_doc_value(doc, 0, &data, &len, &error));
	assert_string_equal(data, "b/2");
	xc_doc_free(doc);
	xc_db_free(db);
	fails(XC_E_INVALID, xc_compact(sources, 1, sources[0], 0, 0, &error));
	fails(XC_E_OPERATION, xc_compact(sources, 2, in(state, "two"), XC_COMPACT_NO_RENUMBER, 0, &error));
	fails(XC_E_INVALID, xc_compact(sources, 0, in(state, "two"), 0, 0, &error));
}
