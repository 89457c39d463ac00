/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search.c - an example of xapian-c: searches what index.c has made, with a facet.
 *
 *	cc -o search search.c $(pkg-config --cflags --libs xapian-c)
 *	./search [-c CATEGORY] DIR WORD...
 *
 * Prints the ten best of the documents that have any of the words, and below them how many of all that
 * match are in each category (value slot 0), which the facet of a results page is made of. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <xapian-c.h>

#define CATEGORIES 32

struct facet {
	size_t n;
	char name[CATEGORIES][64];
	unsigned count[CATEGORIES];
};

/* Sees each match. */
static int count_category(void *ctx, const struct xc_candidate *candidate, double weight)
{
	struct facet *facet = ctx;
	const char *name = NULL;
	size_t len = 0, i = 0;
	int rc = xc_candidate_value(candidate, 0, &name, &len);

	(void)weight;
	if (rc < 0)
		return rc;
	while (i < facet->n && strcmp(facet->name[i], name) != 0)
		i++;
	if (i == facet->n) {
		if (i == CATEGORIES || len >= sizeof(facet->name[0]))
			return 0;
		strcpy(facet->name[facet->n++], name);
	}
	facet->count[i]++;
	return 0;
}

/* The database has changed, and the search is run again. */
static void forget(void *ctx)
{
	memset(ctx, 0, sizeof(struct facet));
}

/* Any of the words, best those that have several; in one category, if one is named. */
static int make_query(struct xc_query **out, char **word, size_t n, const char *category,
		      struct xc_error *err)
{
	struct xc_term *term = calloc(n, sizeof(*term));
	struct xc_query *filter = NULL;
	int rc = 0;

	if (!term)
		abort();
	for (size_t i = 0; i < n; i++)
		term[i] = (struct xc_term){ word[i], (uint32_t)strlen(word[i]), 1 };
	rc = xc_query_terms(out, XC_OP_OR, term, n, 0, err);
	free(term);
	if (rc < 0 || !category)
		return rc;
	rc = xc_query_value_range(&filter, 0, category, strlen(category), category, strlen(category), err);
	return rc < 0 ? rc : xc_query_pair(out, XC_OP_FILTER, *out, filter, err);
}

static int show(struct xc_hits *hits, struct xc_error *err)
{
	struct xc_hits_stats stats;
	int rc = 0;

	xc_hits_info(hits, &stats);
	printf("%u documents\n", stats.estimated);
	for (uint32_t i = 0; i < stats.count && rc == 0; i++) {
		struct xc_doc *doc = NULL;
		const char *line = NULL;
		size_t len = 0;

		rc = xc_hits_document(&doc, hits, i, err);
		if (rc == 0)
			rc = xc_doc_data(doc, &line, &len, err);
		if (rc == 0)
			printf("%u. %.*s\n", i + 1, (int)len, line);
		xc_doc_free(doc);
	}
	return rc;
}

static int search(struct xc_db *db, const struct xc_query *query, struct xc_error *err)
{
	struct facet facet = { 0, { "" }, { 0 } };
	struct xc_search how = XC_SEARCH_INIT;
	struct xc_hits *hits = NULL;
	int rc = 0;

	how.check_at_least = UINT32_MAX; /* see all that match, so that counts are exact */
	how.spy = count_category;
	how.restart = forget;
	how.ctx = &facet;
	rc = xc_search_run(&hits, db, query, &how, err);
	if (rc == 0)
		rc = show(hits, err);
	for (size_t i = 0; rc == 0 && i < facet.n; i++)
		printf("%7u %s\n", facet.count[i], facet.name[i]);
	xc_hits_free(hits);
	return rc;
}

int main(int argc, char **argv)
{
	struct xc_error err = XC_ERROR_INIT;
	struct xc_db *db = NULL;
	struct xc_query *query = NULL;
	const char *category = NULL;
	int option = 0, rc = 0;

	while ((option = getopt(argc, argv, "c:")) != -1)
		if (option == 'c')
			category = optarg;
	if (argc - optind < 2) {
		fputs("usage: search [-c CATEGORY] DIR WORD...\n", stderr);
		return 2;
	}
	rc = xc_db_open(&db, argv[optind], &err);
	if (rc == 0)
		rc = make_query(&query, argv + optind + 1, (size_t)(argc - optind - 1), category, &err);
	if (rc == 0)
		rc = search(db, query, &err);
	if (rc < 0)
		fprintf(stderr, "search: %s\n", err.text);
	xc_query_free(query);
	xc_db_free(db);
	return rc < 0 ? 1 : 0;
}
