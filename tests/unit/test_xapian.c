/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_xapian.c - the Xapian binding: what is written is read and found again. */
#include "tests/unit/xapian_fixture.h"

/* Opens a database, or fails the test. */
static struct xc_db *open_db(const char *path)
{
	struct xc_db *db = NULL;

	ok(xc_db_open(&db, path, &error));
	return db;
}

static void assert_bytes(const char *data, size_t len, const char *expected, size_t expected_len)
{
	assert_int_equal(len, expected_len);
	assert_memory_equal(data, expected, len);
	assert_int_equal(data[len], 0);
}

/* Runs a query by document number and checks which documents it finds: "1 3 5 ". */
static void finds(struct xc_db *db, struct xc_query *query, const char *expected)
{
	struct xc_search how = XC_SEARCH_INIT;
	struct xc_hits *hits = NULL;
	uint32_t docids[32];
	char found[256] = "";

	how.max = 32;
	how.weighting = XC_WEIGHT_BOOL;
	ok(xc_search_run(&hits, db, query, &how, &error));
	ok(xc_hits_copy(hits, docids, NULL, &error));
	for (uint32_t i = 0; i < xc_hits_count(hits); i++)
		snprintf(found + strlen(found), sizeof(found) - strlen(found), "%u ", docids[i]);
	assert_string_equal(found, expected);
	xc_hits_free(hits);
	xc_query_free(query);
}

static void test_document_round_trip(void **state)
{
	const struct xc_term terms[] = { { "كتاب", 8, 3 }, { "b\0c", 3, 1 }, { "كتاب", 8, 2 } };
	struct xc_writer *writer = NULL;
	struct xc_db *db = NULL;
	struct xc_doc *doc = NULL;
	struct xc_terms *list = NULL;
	struct xc_term_info info;
	const char *data = NULL;
	size_t len = 0;
	uint32_t number = 0;

	ok(xc_doc_new(&doc, &error));
	ok(xc_doc_add_terms(doc, terms, 3, &error));
	ok(xc_doc_add_posting(doc, LIT("p"), 7, 1, &error));
	ok(xc_doc_set_data(doc, LIT("da\0ta"), &error));
	ok(xc_doc_set_value(doc, 3, LIT("v\0"), &error));
	ok(xc_doc_set_value(doc, 9, LIT("nine"), &error));
	assert_int_equal(xc_doc_docid(doc), 0);
	ok(xc_writer_open(&writer, in(state, "db"), XC_CREATE, 4096, &error));
	ok(xc_writer_add(writer, doc, &number, &error));
	assert_int_equal(number, 1);
	ok(xc_doc_clear(doc, &error));
	ok(xc_writer_add(writer, doc, &number, &error));
	ok(xc_writer_commit(writer, &error));
	xc_doc_free(doc);

	db = open_db(in(state, "db"));
	ok(xc_db_document(&doc, db, 1, &error));
	assert_int_equal(xc_doc_docid(doc), 1);
	ok(xc_doc_data(doc, &data, &len, &error));
	assert_bytes(data, len, LIT("da\0ta"));
	ok(xc_doc_value(doc, 3, &data, &len, &error));
	assert_bytes(data, len, LIT("v\0"));
	ok(xc_doc_value(doc, 4, &data, &len, &error));
	assert_int_equal(len, 0);
	ok(xc_doc_value(doc, 9, &data, &len, &error));
	assert_bytes(data, len, LIT("nine"));

	/* The list of terms outlives the database handle. */
	ok(xc_doc_terms(&list, doc, &error));
	ok(xc_db_doclength(db, 1, &number, &error));
	assert_int_equal(number, 7);
	ok(xc_db_doclength(db, 2, &number, &error));
	assert_int_equal(number, 0);
	xc_db_free(db);
	assert_int_equal(xc_terms_next(list, &info, &error), 1);
	assert_bytes(info.text, info.len, LIT("b\0c"));
	assert_int_equal(info.freq, 1);
	assert_int_equal(xc_terms_skip_to(list, LIT("q"), &info, &error), 1);
	assert_bytes(info.text, info.len, LIT("كتاب"));
	assert_int_equal(info.freq, 5);
	assert_int_equal(xc_terms_next(list, &info, &error), 0);
	xc_terms_free(list);
	xc_doc_free(doc);
	xc_writer_free(writer);
}

static void test_writer_changes(void **state)
{
	struct xc_writer *writer = NULL;
	struct xc_db *db = NULL;
	struct xc_doc *doc = NULL;
	struct xc_db_stats stats;
	uint32_t number = 0;

	make_db(in(state, "db"), "d", 6, 0);
	ok(xc_writer_open(&writer, in(state, "db"), XC_OPEN, 0, &error));
	ok(xc_writer_delete(writer, 2, &error));
	ok(xc_writer_delete_term(writer, LIT("n5"), &error));
	ok(xc_writer_delete_term(writer, LIT("absent"), &error));
	ok(xc_doc_new(&doc, &error));
	ok(xc_doc_add_term(doc, LIT("n3"), 1, &error));
	ok(xc_doc_add_term(doc, LIT("fresh"), 1, &error));
	ok(xc_writer_replace_term(writer, LIT("n3"), doc, &number, &error));
	assert_int_equal(number, 3);
	ok(xc_writer_replace(writer, 20, doc, &error));
	ok(xc_writer_commit(writer, &error));
	db = open_db(in(state, "db"));
	ok(xc_db_info(db, &stats, &error));
	assert_int_equal(stats.doccount, 5);
	assert_int_equal(stats.lastdocid, 20);
	finds(db, term_query("fresh"), "3 20 ");
	finds(db, term_query("all"), "1 4 6 ");
	xc_db_free(db);

	/* A cancelled transaction, and what was never committed, leave no trace. */
	ok(xc_writer_begin(writer, &error));
	ok(xc_writer_delete(writer, 1, &error));
	ok(xc_writer_cancel(writer, &error));
	ok(xc_writer_begin(writer, &error));
	ok(xc_writer_delete(writer, 4, &error));
	ok(xc_writer_commit(writer, &error));
	ok(xc_writer_delete(writer, 6, &error));
	xc_writer_free(writer);
	db = open_db(in(state, "db"));
	finds(db, term_query("all"), "1 6 ");
	xc_db_free(db);
	xc_doc_free(doc);
}

static void test_metadata_and_spelling(void **state)
{
	struct xc_writer *writer = NULL;
	struct xc_db *db = NULL;
	char *text = NULL;
	size_t len = 0;

	ok(xc_writer_open(&writer, in(state, "db"), XC_CREATE, 0, &error));
	ok(xc_writer_set_metadata(writer, LIT("key.a"), LIT("one\0two"), &error));
	ok(xc_writer_set_metadata(writer, LIT("key.b"), LIT("three"), &error));
	ok(xc_writer_add_spelling(writer, LIT("مدرسة"), 5, &error));
	ok(xc_writer_add_spelling(writer, LIT("جامعة"), 2, &error));
	ok(xc_writer_add_spelling(writer, LIT("مدرسو"), 9, &error));
	ok(xc_writer_remove_spelling(writer, LIT("مدرسو"), 9, &error));
	ok(xc_writer_close(writer, &error));
	xc_writer_free(writer);
	db = open_db(in(state, "db"));
	ok(xc_db_metadata(&text, &len, db, LIT("key.a"), &error));
	assert_bytes(text, len, LIT("one\0two"));
	xc_free(text);
	ok(xc_db_metadata(&text, &len, db, LIT("none"), &error));
	assert_int_equal(len, 0);
	xc_free(text);
	ok(xc_db_suggest(&text, &len, db, LIT("مدرصة"), 2, &error));
	assert_bytes(text, len, LIT("مدرسة"));
	xc_free(text);
	ok(xc_db_suggest(&text, &len, db, LIT("برلمان"), 2, &error));
	assert_int_equal(len, 0);
	xc_free(text);
	xc_db_free(db);
}

static void test_statistics_and_lists(void **state)
{
	struct xc_db *db = NULL;
	struct xc_db_stats stats;
	struct xc_terms *terms = NULL;
	struct xc_term_info info;
	struct xc_postings *postings = NULL;
	struct xc_posting item;
	uint32_t number = 0;

	make_db(in(state, "db"), "d", 9, 0);
	db = open_db(in(state, "db"));
	ok(xc_db_info(db, &stats, &error));
	assert_int_equal(stats.doccount, 9);
	assert_int_equal(stats.lastdocid, 9);
	assert_int_equal(stats.total_length, 27);
	assert_true(stats.average_length == 3.0);
	assert_int_equal(stats.has_positions, 0);
	ok(xc_db_termfreq(db, LIT("odd"), &number, &error));
	assert_int_equal(number, 5);
	ok(xc_db_termfreq(db, LIT("none"), &number, &error));
	assert_int_equal(number, 0);
	ok(xc_db_collection_freq(db, LIT("n4"), &number, &error));
	assert_int_equal(number, 2);

	ok(xc_db_terms(&terms, db, LIT("n"), &error));
	assert_int_equal(xc_terms_skip_to(terms, LIT("n8"), &info, &error), 1);
	assert_bytes(info.text, info.len, LIT("n8"));
	assert_int_equal(info.freq, 1);
	assert_int_equal(xc_terms_next(terms, &info, &error), 1);
	assert_int_equal(xc_terms_next(terms, &info, &error), 0);
	assert_int_equal(xc_terms_next(terms, &info, &error), 0);
	xc_terms_free(terms);
	ok(xc_db_terms(&terms, db, NULL, 0, &error));
	assert_int_equal(xc_terms_next(terms, &info, &error), 1);
	assert_bytes(info.text, info.len, LIT("all"));
	assert_int_equal(info.freq, 9);
	xc_terms_free(terms);

	ok(xc_db_postings(&postings, db, LIT("odd"), &error));
	assert_int_equal(xc_postings_next(postings, &item, &error), 1);
	assert_int_equal(item.docid, 1);
	assert_int_equal(xc_postings_skip_to(postings, 4, &item, &error), 1);
	assert_int_equal(item.docid, 5);
	assert_int_equal(item.wdf, 1);
	assert_int_equal(xc_postings_next(postings, &item, &error), 1);
	assert_int_equal(xc_postings_next(postings, &item, &error), 1);
	assert_int_equal(item.docid, 9);
	assert_int_equal(xc_postings_next(postings, &item, &error), 0);
	xc_postings_free(postings);
	ok(xc_db_postings(&postings, db, "", 0, &error));
	for (uint32_t docid = 1; docid <= 9; docid++) {
		assert_int_equal(xc_postings_next(postings, &item, &error), 1);
		assert_int_equal(item.docid, docid);
	}
	assert_int_equal(xc_postings_next(postings, &item, &error), 0);
	xc_postings_free(postings);
	xc_db_free(db);
}

static struct xc_query *pair(enum xc_op op, const char *left, const char *right)
{
	struct xc_query *query = NULL;

	ok(xc_query_pair(&query, op, term_query(left), term_query(right), &error));
	return query;
}

static void test_operators(void **state)
{
	const struct xc_term words[] = { { "n1", 2, 1 }, { "n4", 2, 1 } };
	struct xc_db *db = NULL;
	struct xc_query *query = NULL, *other = NULL;
	char *text = NULL;

	make_db(in(state, "db"), "d", 9, 0);
	db = open_db(in(state, "db"));
	finds(db, pair(XC_OP_AND, "odd", "n3"), "3 ");
	finds(db, pair(XC_OP_OR, "n2", "n3"), "2 3 ");
	finds(db, pair(XC_OP_AND_NOT, "odd", "n3"), "1 5 7 9 ");
	finds(db, pair(XC_OP_AND_MAYBE, "n2", "odd"), "2 ");
	finds(db, pair(XC_OP_FILTER, "n2", "even"), "2 ");
	ok(xc_query_terms(&query, XC_OP_SYNONYM, words, 2, 0, &error));
	finds(db, query, "1 4 ");
	ok(xc_query_all(&query, &error));
	finds(db, query, "1 2 3 4 5 6 7 8 9 ");
	ok(xc_query_op(&query, XC_OP_OR, NULL, 0, 0, &error));
	finds(db, query, "");
	ok(xc_query_nothing(&query, &error));
	finds(db, query, "");
	ok(xc_query_value_range(&query, 0, LIT("d/3"), LIT("d/5"), &error));
	finds(db, query, "3 4 5 ");
	ok(xc_query_value_range(&query, 0, LIT("d/8"), NULL, 0, &error));
	finds(db, query, "8 9 ");
	ok(xc_query_value_range(&query, 0, NULL, 0, LIT("d/2"), &error));
	finds(db, query, "1 2 ");
	ok(xc_query_wildcard(&query, LIT("n"), 3, XC_WILDCARD_FIRST, XC_OP_SYNONYM, &error));
	finds(db, query, "1 2 3 ");

	query = pair(XC_OP_OR, "n2", "n3");
	ok(xc_query_copy(&other, query, &error));
	ok(xc_query_scale(&query, query, 0.5, &error));
	ok(xc_query_describe(&text, query, &error));
	assert_string_equal(text, "Query(0.5 * (n2 OR n3))");
	xc_free(text);
	ok(xc_query_pair(&query, XC_OP_AND, query, other, &error));
	finds(db, query, "2 3 ");
	xc_db_free(db);
}

static void test_positions(void **state)
{
	static const char *const texts[] = { "a b c", "b a c", "a x b c" };
	struct xc_term words[] = { { "a", 1, 1 }, { "b", 1, 1 } };
	struct xc_writer *writer = NULL;
	struct xc_doc *doc = NULL;
	struct xc_db *db = NULL;
	struct xc_query *query = NULL;
	struct xc_db_stats stats;

	ok(xc_writer_open(&writer, in(state, "db"), XC_CREATE, 0, &error));
	ok(xc_doc_new(&doc, &error));
	for (size_t i = 0; i < 3; i++) {
		ok(xc_doc_clear(doc, &error));
		for (const char *c = texts[i]; *c; c++)
			if (*c != ' ')
				ok(xc_doc_add_posting(doc, c, 1, (uint32_t)(c - texts[i]) / 2 + 1, 1,
						      &error));
		ok(xc_writer_add(writer, doc, NULL, &error));
	}
	ok(xc_writer_close(writer, &error));
	db = open_db(in(state, "db"));
	ok(xc_query_terms(&query, XC_OP_PHRASE, words, 2, 0, &error));
	finds(db, query, "1 ");
	ok(xc_query_terms(&query, XC_OP_PHRASE, words, 2, 3, &error));
	finds(db, query, "1 3 ");
	ok(xc_query_terms(&query, XC_OP_NEAR, words, 2, 2, &error));
	finds(db, query, "1 2 ");
	ok(xc_db_info(db, &stats, &error));
	assert_int_equal(stats.has_positions, 1);
	xc_db_free(db);
	xc_doc_free(doc);
	xc_writer_free(writer);
}

static void test_hits(void **state)
{
	struct xc_search how = XC_SEARCH_INIT;
	struct xc_db *db = NULL;
	struct xc_query *query = pair(XC_OP_AND_MAYBE, "odd", "n7");
	struct xc_hits *hits = NULL;
	struct xc_hits_stats stats;
	struct xc_hit hit;
	struct xc_doc *doc = NULL;
	struct xc_terms *terms = NULL;
	struct xc_term_info info;
	const char *data = NULL;
	size_t len = 0;
	uint32_t docids[10];
	double weights[10];

	make_db(in(state, "db"), "d", 9, 0);
	db = open_db(in(state, "db"));
	how.max = 3;
	how.check_at_least = UINT32_MAX;
	ok(xc_search_run(&hits, db, query, &how, &error));
	xc_db_free(db);
	xc_hits_info(hits, &stats);
	assert_int_equal(stats.count, 3);
	assert_int_equal(stats.lower, 5);
	assert_int_equal(stats.estimated, 5);
	assert_int_equal(stats.upper, 5);
	ok(xc_hits_get(hits, 0, &hit, &error));
	assert_int_equal(hit.docid, 7);
	assert_true(hit.weight == stats.max_weight);
	ok(xc_hits_copy(hits, docids, weights, &error));
	assert_int_equal(docids[0], 7);
	assert_int_equal(docids[1], 1);
	assert_true(weights[0] > weights[1]);
	ok(xc_hits_document(&doc, hits, 0, &error));
	ok(xc_doc_data(doc, &data, &len, &error));
	assert_bytes(data, len, LIT("data 7"));
	xc_doc_free(doc);
	ok(xc_hits_terms(&terms, hits, 0, &error));
	assert_int_equal(xc_terms_next(terms, &info, &error), 1);
	assert_bytes(info.text, info.len, LIT("n7"));
	assert_int_equal(xc_terms_next(terms, &info, &error), 1);
	assert_bytes(info.text, info.len, LIT("odd"));
	assert_int_equal(xc_terms_next(terms, &info, &error), 0);
	xc_terms_free(terms);
	xc_hits_free(hits);
	xc_query_free(query);
}

static void test_orders_cutoffs_collapse(void **state)
{
	struct xc_search how = XC_SEARCH_INIT;
	struct xc_db *db = NULL;
	struct xc_query *query = term_query("all");
	struct xc_hits *hits = NULL;
	struct xc_hit hit;
	uint32_t docids[10];
	double best = 0;

	make_db(in(state, "db"), "d", 9, 0);
	db = open_db(in(state, "db"));
	how.first = 2;
	how.max = 2;
	how.sort = XC_SORT_VALUE;
	how.sort_slot = 0;
	how.sort_reverse = 1;
	ok(xc_search_run(&hits, db, query, &how, &error));
	ok(xc_hits_copy(hits, docids, NULL, &error));
	assert_int_equal(xc_hits_count(hits), 2);
	assert_int_equal(docids[0], 7);
	assert_int_equal(docids[1], 6);
	xc_hits_free(hits);

	how = (struct xc_search)XC_SEARCH_INIT;
	how.docid_order = XC_DOCID_DESCENDING;
	how.time_limit = 5;
	how.collapse_slot = 5; /* nobody has it: nothing collapses */
	ok(xc_search_run(&hits, db, query, &how, &error));
	ok(xc_hits_copy(hits, docids, NULL, &error));
	assert_int_equal(xc_hits_count(hits), 9);
	assert_int_equal(docids[0], 9);
	xc_hits_free(hits);
	xc_query_free(query);

	/* The weight of the best (n7 and odd) and less (odd): a cutoff leaves the first. */
	query = pair(XC_OP_OR, "odd", "n7");
	how.k1 = 2;
	how.b = 0;
	ok(xc_search_run(&hits, db, query, &how, &error));
	ok(xc_hits_get(hits, 0, &hit, &error));
	best = hit.weight;
	xc_hits_free(hits);
	how.weight_cutoff = .9 * best;
	ok(xc_search_run(&hits, db, query, &how, &error));
	assert_int_equal(xc_hits_count(hits), 1);
	ok(xc_hits_get(hits, 0, &hit, &error));
	assert_int_equal(hit.docid, 7);
	xc_hits_free(hits);
	xc_query_free(query);
	xc_db_free(db);
}

static void test_collapse(void **state)
{
	struct xc_search how = XC_SEARCH_INIT;
	const char *paths[2] = { in(state, "a"), in(state, "b") };
	struct xc_db *db = NULL;
	struct xc_query *query = term_query("all");
	struct xc_hits *hits = NULL;
	struct xc_hit hit;

	make_db(paths[0], "same", 3, 0);
	make_db(paths[1], "same", 3, 0);
	ok(xc_db_open_all(&db, paths, 2, &error));
	how.collapse_slot = 0;
	how.check_at_least = UINT32_MAX;
	ok(xc_search_run(&hits, db, query, &how, &error));
	assert_int_equal(xc_hits_count(hits), 3);
	ok(xc_hits_get(hits, 0, &hit, &error));
	assert_int_equal(hit.docid, 1);
	assert_int_equal(hit.collapsed, 1);
	xc_hits_free(hits);
	xc_query_free(query);
	xc_db_free(db);
}

#define IN_FOLDER(f) cmocka_unit_test_setup_teardown(f, folder_enter, folder_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(test_document_round_trip),
		IN_FOLDER(test_writer_changes),
		IN_FOLDER(test_metadata_and_spelling),
		IN_FOLDER(test_statistics_and_lists),
		IN_FOLDER(test_operators),
		IN_FOLDER(test_positions),
		IN_FOLDER(test_hits),
		IN_FOLDER(test_orders_cutoffs_collapse),
		IN_FOLDER(test_collapse),
		IN_FOLDER(test_shard_numbers),
		IN_FOLDER(test_callbacks_know_the_shard),
		IN_FOLDER(test_callbacks_after_deletions),
		IN_FOLDER(test_stub),
		IN_FOLDER(test_copies_of_a_shard),
		IN_FOLDER(test_reopened_shards),
		IN_FOLDER(test_compact),
		IN_FOLDER(test_given_weight_is_the_formula),
		IN_FOLDER(test_given_weight_agrees_with_bm25),
		IN_FOLDER(test_given_weight_of_a_part),
		IN_FOLDER(test_given_weight_of_a_synonym),
		cmocka_unit_test(test_status_names),
		IN_FOLDER(test_every_exception_becomes_a_status),
		IN_FOLDER(test_not_found),
		IN_FOLDER(test_exists_and_opening),
		IN_FOLDER(test_locked),
		IN_FOLDER(test_corrupt),
		IN_FOLDER(test_version),
		IN_FOLDER(test_modified),
		IN_FOLDER(test_modified_search_is_rerun),
		IN_FOLDER(test_invalid_arguments),
		IN_FOLDER(test_operation_and_unsupported),
		IN_FOLDER(test_range_and_query),
		IN_FOLDER(test_closed),
		IN_FOLDER(test_network),
		IN_FOLDER(test_callbacks_stop),
		IN_FOLDER(test_check_finds_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
