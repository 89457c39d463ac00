/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xapian_errors.c - every status of the Xapian binding, provoked by what brings it about in real use. */
#include "tests/unit/xapian_fixture.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

void test_status_names(void **state)
{
	(void)state;
	assert_string_equal(xc_status_name(XC_OK), "XC_OK");
	assert_string_equal(xc_status_name(XC_E_LOCKED), "XC_E_LOCKED");
	assert_string_equal(xc_status_name(XC_E_CALLBACK), "XC_E_CALLBACK");
	assert_string_equal(xc_status_name(XC_E_INTERNAL), "XC_E_INTERNAL");
	assert_string_equal(xc_status_name(XC_E_INTERNAL - 1), "XC_E_?");
	assert_string_equal(xc_status_name(1), "XC_E_?");
	assert_int_equal(xc_version(), XC_VERSION_NUMBER);
	assert_true(atof(xc_xapian_version()) >= 1.4);
}

/* What libxapian can throw is thrown by a spy, in the middle of a search. */
void test_every_exception_becomes_a_status(void **state)
{
	struct xc_search how = XC_SEARCH_INIT;
	struct xc_hits *hits = NULL;
	struct xc_db *db = NULL;
	struct xc_query *query = term_query("all");
	const char *type = NULL;
	int status = 0, rc = 0, kind = 0;

	make_db(in(state, "db"), "d", 3, 0);
	ok(xc_db_open(&db, in(state, "db"), &error));
	how.spy = throw_from_spy;
	how.ctx = &kind;
	for (; thrown(kind, &status, &type); kind++) {
		memset(&error, 'x', sizeof(error));
		rc = xc_search_run(&hits, db, query, &how, &error);
		if (rc != status)
			fail_msg("kind %d (%s) gave %s", kind, type, xc_status_name(rc));
		assert_null(hits);
		assert_int_equal(error.code, status);
		assert_string_equal(error.type, type);
		assert_true(error.text[0] != '\0');
		assert_null(strchr(error.text, '\n'));
		assert_int_equal(xc_search_run(&hits, db, query, &how, NULL), status);
	}
	assert_int_equal(kind, 29);
	how.spy = NULL;
	ok(xc_search_run(&hits, db, query, &how, &error));
	xc_hits_free(hits);
	xc_query_free(query);
	xc_db_free(db);
}

void test_not_found(void **state)
{
	struct xc_db *db = NULL;
	struct xc_writer *writer = NULL;
	struct xc_doc *doc = NULL;
	uint32_t length = 0;

	fails(XC_E_NOTFOUND, xc_db_open(&db, in(state, "absent"), &error));
	assert_null(db);
	assert_int_equal(error.sys_errno, ENOENT);
	assert_non_null(strstr(error.text, "absent"));
	fails(XC_E_NOTFOUND, xc_writer_open(&writer, in(state, "absent"), XC_OPEN, 0, &error));
	assert_int_equal(xc_db_open(&db, in(state, "absent"), NULL), XC_E_NOTFOUND);
	assert_int_equal(mkdir(in(state, "empty"), 0700), 0);
	fails(XC_E_NOTFOUND, xc_db_open(&db, in(state, "empty"), &error));
	make_db(in(state, "db"), "d", 3, 0);
	ok(xc_db_open(&db, in(state, "db"), &error));
	fails(XC_E_NOTFOUND, xc_db_document(&doc, db, 4, &error));
	assert_null(doc);
	assert_string_equal(error.type, "DocNotFoundError");
	fails(XC_E_NOTFOUND, xc_db_doclength(db, 77, &length, &error));
	xc_db_free(db);
}

void test_exists_and_opening(void **state)
{
	struct xc_writer *writer = NULL;
	struct xc_db *db = NULL;
	FILE *f = NULL;

	make_db(in(state, "db"), "d", 1, 0);
	fails(XC_E_EXISTS, xc_writer_open(&writer, in(state, "db"), XC_CREATE, 0, &error));
	assert_null(writer);
	f = fopen(in(state, "file"), "w");
	assert_non_null(f);
	fputs("this is neither a database nor a list of them\n", f);
	fclose(f);
	fails(XC_E_OPENING, xc_db_open(&db, in(state, "file"), &error));
	assert_string_equal(error.type, "DatabaseOpeningError");
	fails(XC_E_OPENING, xc_writer_open(&writer, in(state, "no/parent"), XC_CREATE, 0, &error));
	assert_int_equal(error.sys_errno, ENOENT);
}

void test_locked(void **state)
{
	struct xc_writer *first = NULL, *second = NULL;

	ok(xc_writer_open(&first, in(state, "db"), XC_CREATE, 0, &error));
	fails(XC_E_LOCKED, xc_writer_open(&second, in(state, "db"), XC_OPEN, 0, &error));
	assert_null(second);
	ok(xc_writer_close(first, &error));
	ok(xc_writer_open(&second, in(state, "db"), XC_OPEN, 0, &error));
	xc_writer_free(first);
	xc_writer_free(second);
}

static void cut(const char *path, long divisor)
{
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(truncate(path, divisor ? st.st_size / divisor : 0), 0);
}

static int read_everything(const char *path)
{
	struct xc_db *db = NULL;
	struct xc_terms *terms = NULL;
	struct xc_term_info info;
	int rc = xc_db_open(&db, path, &error);

	if (rc == 0)
		rc = xc_db_terms(&terms, db, NULL, 0, &error);
	while (rc == 0 && (rc = xc_terms_next(terms, &info, &error)) == 1)
		rc = 0;
	xc_terms_free(terms);
	xc_db_free(db);
	return rc;
}

void test_corrupt(void **state)
{
	make_db(in(state, "head"), "d", 10, 0);
	assert_int_equal(read_everything(in(state, "head")), 0);
	cut(in(state, "head/iamglass"), 2);
	fails(XC_E_CORRUPT, read_everything(in(state, "head")));
	assert_string_equal(error.type, "DatabaseCorruptError");

	make_db(in(state, "tail"), "d", 4000, 0);
	cut(in(state, "tail/postlist.glass"), 2);
	fails(XC_E_CORRUPT, read_everything(in(state, "tail")));
	assert_string_equal(error.type, "DatabaseError");
	assert_non_null(strstr(error.text, "EOF"));
}

void test_version(void **state)
{
	struct xc_db *db = NULL;
	FILE *f = NULL;

	make_db(in(state, "db"), "d", 1, 0);
	/* After the 14 bytes of magic comes the format's version, two bytes. */
	f = fopen(in(state, "db/iamglass"), "r+");
	assert_non_null(f);
	assert_int_equal(fseek(f, 14, SEEK_SET), 0);
	assert_int_equal(fputs("\x7f\x7f", f) >= 0, 1);
	fclose(f);
	fails(XC_E_VERSION, xc_db_open(&db, in(state, "db"), &error));
	assert_string_equal(error.type, "DatabaseVersionError");
}

/* Commits `times` changes that touch the whole database. */
static void overtake(const char *path, unsigned times)
{
	struct xc_writer *writer = NULL;
	struct xc_doc *doc = NULL;

	ok(xc_writer_open(&writer, path, XC_OPEN, 0, &error));
	ok(xc_doc_new(&doc, &error));
	for (unsigned time = 1; time <= times; time++) {
		for (unsigned i = 1; i <= 500; i++) {
			fill_doc(doc, "new", i + time);
			ok(xc_writer_replace(writer, i, doc, &error));
		}
		ok(xc_writer_commit(writer, &error));
	}
	xc_doc_free(doc);
	xc_writer_free(writer);
}

void test_modified(void **state)
{
	struct xc_db *db = NULL;
	struct xc_postings *postings = NULL;
	struct xc_posting item;
	int changed = 0;

	make_db(in(state, "db"), "d", 500, 0);
	ok(xc_db_open(&db, in(state, "db"), &error));
	overtake(in(state, "db"), 3);
	fails(XC_E_MODIFIED, xc_db_postings(&postings, db, LIT("odd"), &error));
	assert_null(postings);
	ok(xc_db_reopen(db, &changed, &error));
	assert_int_equal(changed, 1);
	ok(xc_db_postings(&postings, db, LIT("odd"), &error));
	assert_int_equal(xc_postings_next(postings, &item, &error), 1);
	assert_int_equal(item.docid, 2);
	xc_postings_free(postings);
	xc_db_free(db);
}

struct tally {
	const char *path; /* a database to overtake at the first document, or NULL */
	unsigned seen;
	unsigned restarts;
};

static int tally_spy(void *ctx, const struct xc_candidate *candidate, double weight)
{
	struct tally *tally = ctx;
	const char *value = NULL;
	size_t len = 0;

	(void)weight;
	tally->seen++;
	if (tally->path) {
		overtake(tally->path, 3);
		tally->path = NULL;
	}
	return xc_candidate_value(candidate, 0, &value, &len);
}

static void tally_restart(void *ctx)
{
	struct tally *tally = ctx;

	tally->seen = 0;
	tally->restarts++;
}

void test_modified_search_is_rerun(void **state)
{
	struct tally tally = { NULL, 0, 0 };
	struct xc_search how = XC_SEARCH_INIT;
	struct xc_hits_stats stats;
	struct xc_hits *hits = NULL;
	struct xc_db *db = NULL;
	struct xc_query *query = term_query("all");

	make_db(in(state, "db"), "d", 500, 0);
	ok(xc_db_open(&db, in(state, "db"), &error));
	overtake(in(state, "db"), 3);
	ok(xc_search_run(&hits, db, query, &how, &error));
	xc_hits_info(hits, &stats);
	assert_int_equal(stats.reruns, 1);
	xc_hits_free(hits);

	/* Overtaken while a spy is at work: its count is exact again after the restart. */
	tally.path = in(state, "db");
	how.check_at_least = UINT32_MAX;
	how.spy = tally_spy;
	how.restart = tally_restart;
	how.ctx = &tally;
	ok(xc_search_run(&hits, db, query, &how, &error));
	xc_hits_info(hits, &stats);
	assert_int_equal(stats.reruns, 1);
	assert_int_equal(tally.restarts, 1);
	assert_int_equal(tally.seen, 500);
	xc_hits_free(hits);

	/* Without a restart callback the spy would count twice: the search is not repeated. */
	xc_db_free(db);
	ok(xc_db_open(&db, in(state, "db"), &error));
	overtake(in(state, "db"), 3);
	how.restart = NULL;
	fails(XC_E_MODIFIED, xc_search_run(&hits, db, query, &how, &error));
	assert_null(hits);

	/* Nor is it where no retries are wanted. */
	xc_db_free(db);
	ok(xc_db_open(&db, in(state, "db"), &error));
	overtake(in(state, "db"), 3);
	how.restart = tally_restart;
	how.retries = 0;
	fails(XC_E_MODIFIED, xc_search_run(&hits, db, query, &how, &error));
	xc_query_free(query);
	xc_db_free(db);
}

void test_invalid_arguments(void **state)
{
	char longest[XC_TERM_MAX + 1];
	char nuls[XC_TERM_MAX];
	struct xc_doc *doc = NULL;
	struct xc_writer *writer = NULL;
	struct xc_query *query = NULL;
	struct xc_search how = XC_SEARCH_INIT;
	struct xc_hits *hits = NULL;
	struct xc_db *db = NULL;

	memset(longest, 'x', sizeof(longest));
	memset(nuls, 0, sizeof(nuls));
	ok(xc_writer_open(&writer, in(state, "db"), XC_CREATE, 0, &error));
	ok(xc_doc_new(&doc, &error));
	fails(XC_E_INVALID, xc_doc_add_term(doc, "", 0, 1, &error));
	fails(XC_E_INVALID, xc_doc_add_term(doc, longest, XC_TERM_MAX + 1, 1, &error));
	ok(xc_doc_add_term(doc, longest, XC_TERM_MAX, 1, &error));
	ok(xc_writer_add(writer, doc, NULL, &error));
	ok(xc_doc_add_term(doc, nuls, XC_TERM_MAX / 2, 1, &error));
	fails(XC_E_INVALID, xc_doc_add_term(doc, nuls, XC_TERM_MAX / 2 + 1, 1, &error));
	ok(xc_writer_add(writer, doc, NULL, &error));
	fails(XC_E_INVALID, xc_writer_delete(writer, 0, &error));
	ok(xc_writer_commit(writer, &error));

	fails(XC_E_INVALID, xc_query_term(&query, "", 0, 1, &error));
	assert_null(query);
	fails(XC_E_INVALID, xc_query_pair(&query, XC_OP_AND, term_query("a"), NULL, &error));
	fails(XC_E_INVALID, xc_query_pair(&query, XC_OP_AND, NULL, term_query("a"), &error));
	fails(XC_E_INVALID, xc_query_op(&query, XC_OP_OR, (struct xc_query *[]){ NULL }, 1, 0, &error));
	fails(XC_E_INVALID, xc_query_op(&query, XC_OP_OR, NULL, 0, 3, &error));
	fails(XC_E_INVALID, xc_query_value_range(&query, 0, NULL, 0, NULL, 0, &error));
	fails(XC_E_INVALID, xc_query_weighted(&query, LIT("a"), -1, &error));
	fails(XC_E_INVALID, xc_query_pair(&query, 15, term_query("a"), term_query("b"), &error));
	fails(XC_E_INVALID, xc_query_wildcard(&query, LIT("a"), 0, XC_WILDCARD_MOST, XC_OP_SYNONYM, &error));
	fails(XC_E_INVALID, xc_query_wildcard(&query, LIT("a"), 9, 15, XC_OP_SYNONYM, &error));
	fails(XC_E_INVALID, xc_query_wildcard(&query, LIT("a"), 9, XC_WILDCARD_MOST, XC_OP_AND, &error));
	fails(XC_E_INVALID, xc_query_scale(&query, term_query("a"), -1, &error));
	ok(xc_db_open(&db, in(state, "db"), &error));
	query = term_query("a");
	how.sort = XC_SORT_VALUE;
	fails(XC_E_INVALID, xc_search_run(&hits, db, query, &how, &error));
	how.sort = 17;
	fails(XC_E_INVALID, xc_search_run(&hits, db, query, &how, &error));
	how = (struct xc_search)XC_SEARCH_INIT;
	how.weighting = 17;
	fails(XC_E_INVALID, xc_search_run(&hits, db, query, &how, &error));
	memset(&how, 0, sizeof(how));
	fails(XC_E_INVALID, xc_search_run(&hits, db, query, &how, &error));
	xc_query_free(query);
	xc_db_free(db);
	xc_doc_free(doc);
	xc_writer_free(writer);
}

void test_operation_and_unsupported(void **state)
{
	struct xc_writer *writer = NULL;
	struct xc_db *db = NULL;
	struct xc_doc *doc = NULL;
	struct xc_terms *terms = NULL;
	struct xc_query *query = NULL;

	make_db(in(state, "db"), "d", 5, XC_NO_TERMLIST);
	ok(xc_writer_open(&writer, in(state, "db"), XC_OPEN | XC_NO_TERMLIST, 0, &error));
	fails(XC_E_OPERATION, xc_writer_cancel(writer, &error));
	ok(xc_writer_begin(writer, &error));
	fails(XC_E_OPERATION, xc_writer_begin(writer, &error));
	ok(xc_writer_cancel(writer, &error));
	fails(XC_E_UNSUPPORTED, xc_writer_delete(writer, 1, &error));
	ok(xc_db_open(&db, in(state, "db"), &error));
	ok(xc_db_document(&doc, db, 1, &error));
	fails(XC_E_UNSUPPORTED, xc_doc_terms(&terms, doc, &error));
	assert_null(terms);
	xc_doc_free(doc);
	ok(xc_query_pair(&query, XC_OP_AND, term_query("all"), term_query("odd"), &error));
	fails(XC_E_UNSUPPORTED, xc_query_pair(&query, XC_OP_PHRASE, query, term_query("even"), &error));
	assert_null(query);
	xc_db_free(db);
	xc_writer_free(writer);
}

void test_range_and_query(void **state)
{
	struct xc_db *db = NULL;
	struct xc_query *query = term_query("n1");
	struct xc_hits *hits = NULL;
	struct xc_hit hit;

	make_db(in(state, "db"), "d", 5, 0);
	ok(xc_db_open(&db, in(state, "db"), &error));
	ok(xc_search_run(&hits, db, query, NULL, &error));
	ok(xc_hits_get(hits, 0, &hit, &error));
	fails(XC_E_RANGE, xc_hits_get(hits, 1, &hit, &error));
	xc_hits_free(hits);
	xc_query_free(query);
	ok(xc_query_wildcard(&query, LIT("n"), 2, XC_WILDCARD_FAIL, XC_OP_SYNONYM, &error));
	fails(XC_E_QUERY, xc_search_run(&hits, db, query, NULL, &error));
	assert_string_equal(error.type, "WildcardError");
	xc_query_free(query);
	xc_db_free(db);
}

void test_closed(void **state)
{
	struct xc_writer *writer = NULL;
	struct xc_doc *doc = NULL;

	make_db(in(state, "db"), "d", 5, 0);
	ok(xc_writer_open(&writer, in(state, "db"), XC_OPEN, 0, &error));
	ok(xc_doc_new(&doc, &error));
	ok(xc_writer_close(writer, &error));
	fails(XC_E_CLOSED, xc_writer_add(writer, doc, NULL, &error));
	xc_doc_free(doc);
	xc_writer_free(writer);
}

void test_network(void **state)
{
	struct xc_db *db = NULL;
	FILE *stub = fopen(in(state, "stub"), "w");

	/* Nothing listens at port 1 of this machine. */
	assert_non_null(stub);
	fputs("remote 127.0.0.1:1\n", stub);
	fclose(stub);
	fails(XC_E_NETWORK, xc_db_open(&db, in(state, "stub"), &error));
	assert_non_null(strstr(error.text, "127.0.0.1"));
	assert_null(db);
}

static int stop_spy(void *ctx, const struct xc_candidate *candidate, double weight)
{
	unsigned *seen = ctx;

	(void)candidate;
	(void)weight;
	return ++*seen == 3 ? -7 : 0;
}

static int stop_decider(void *ctx, const struct xc_candidate *candidate)
{
	return stop_spy(ctx, candidate, 0) < 0 ? -1 : 1;
}

void test_callbacks_stop(void **state)
{
	struct xc_search how = XC_SEARCH_INIT;
	struct xc_hits *hits = NULL;
	struct xc_db *db = NULL;
	struct xc_query *query = term_query("all");
	const char *source = in(state, "db");
	unsigned seen = 0;

	make_db(source, "d", 5, 0);
	ok(xc_db_open(&db, source, &error));
	how.ctx = &seen;
	how.spy = stop_spy;
	fails(XC_E_CALLBACK, xc_search_run(&hits, db, query, &how, &error));
	assert_null(hits);
	assert_int_equal(seen, 3);
	seen = 0;
	how.spy = NULL;
	how.decide = stop_decider;
	fails(XC_E_CALLBACK, xc_search_run(&hits, db, query, &how, &error));
	assert_int_equal(seen, 3);
	how.decide = NULL;
	ok(xc_search_run(&hits, db, query, &how, &error));
	xc_hits_free(hits);
	xc_query_free(query);
	xc_db_free(db);
}

void test_check_finds_damage(void **state)
{
	size_t errors = 99;
	char *report = NULL;

	make_db(in(state, "db"), "d", 4000, 0);
	ok(xc_check(in(state, "db"), &errors, &report, &error));
	assert_int_equal(errors, 0);
	assert_non_null(report);
	assert_non_null(strstr(report, "postlist"));
	xc_free(report);
	cut(in(state, "db/docdata.glass"), 2);
	fails(XC_E_CORRUPT, xc_check(in(state, "db"), &errors, NULL, &error));
	assert_true(errors > 0);
	assert_int_equal(unlink(in(state, "db/iamglass")), 0);
	assert_true(xc_check(in(state, "db"), &errors, NULL, &error) < 0);
	fails(XC_E_NOTFOUND, xc_check(in(state, "absent"), &errors, NULL, &error));
}
