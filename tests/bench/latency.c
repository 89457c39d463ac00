/* SPDX-License-Identifier: GPL-2.0-or-later */
/* latency.c - how long queries take inside a process.
 *
 *	latency INDEX QUERIES PASSES
 *
 * QUERIES has lines `kind<tab>words` (see sample.c).  Each query is run PASSES times in each of four modes:
 * only planned, before any segment is asked; the ids of the first ten results; the same with their snippets;
 * the ids with three facets counted over all matches.  A line for each: mode, kind, least milliseconds,
 * matches.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "search/engine/search.h"
#include "wrappers/libc/buf.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"

#define FILE_MAX ((size_t)16 << 20)

enum { PLAN, IDS, SNIPPETS, FACETS };
static const char *const modes[] = { "plan", "ids", "snippets", "facets" };

struct query {
	const char *kind;
	struct mf_buf text;
};

static double milliseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void stop(const struct mf_error *err)
{
	fprintf(stderr, "latency: %s\n", err->text);
	exit(2);
}

/* The words of a sampled query in mufahris's syntax. */
static void write_query(struct query *out, const char *kind, char *words)
{
	out->kind = kind;
	out->text = (struct mf_buf)MF_BUF_INIT;
	if (!strcmp(kind, "phrase")) {
		mf_buf_printf(&out->text, "\"%s\"", words);
	} else if (!strcmp(kind, "not")) {
		const char *without = strrchr(words, ' ') + 1;

		mf_buf_printf(&out->text, "%.*s AND NOT %s", (int)(without - words - 1), words, without);
	} else {
		mf_buf_addstr(&out->text, words);
	}
}

static struct query *read_queries(struct mf_buf *text, size_t *n)
{
	struct query *query = NULL;
	char *rest = text->data, *line;

	*n = 0;
	while ((line = strsep(&rest, "\n"))) {
		char *kind = strsep(&line, "\t");

		if (!line)
			continue;
		query = mf_realloc(query, (*n + 1) * sizeof(*query));
		write_query(&query[(*n)++], kind, line);
	}
	return query;
}

static int plan(struct mf_engine *engine, const struct mf_request *request, struct mf_arena *arena,
		struct mf_error *err)
{
	struct mf_search search;

	mf_arena_reset(arena);
	return mf_search_prepare(&search, engine, request, arena, err);
}

static void run(struct mf_engine *engine, struct query *query, size_t n, size_t mode, long passes)
{
	double *least = mf_malloc((n + 1) * sizeof(*least));
	unsigned long long *total = mf_malloc((n + 1) * sizeof(*total));
	struct mf_error err = MF_ERROR_INIT;
	struct mf_results results = MF_RESULTS_INIT;
	struct mf_request request;

	mf_request_init(&request);
	request.limit = 10;
	request.ids_only = mode != SNIPPETS;
	if (mode == FACETS)
		request.facets = 1u << MF_FACET_PERSON | 1u << MF_FACET_PLACE | 1u << MF_FACET_ORG;
	for (long pass = 0; pass < passes; pass++)
		for (size_t i = 0; i < n; i++) {
			double begin = milliseconds(), took;

			request.query = query[i].text.data;
			if (mode == PLAN ? plan(engine, &request, &results.arena, &err)
					 : mf_engine_search(engine, &request, &results, &err))
				stop(&err);
			took = milliseconds() - begin;
			if (!pass || took < least[i])
				least[i] = took;
			total[i] = results.total;
		}
	for (size_t i = 0; i < n; i++)
		printf("%s\t%s\t%.4f\t%llu\n", modes[mode], query[i].kind, least[i], total[i]);
	mf_results_release(&results);
	free(total);
	free(least);
}

int main(int argc, char **argv)
{
	struct mf_error err = MF_ERROR_INIT;
	struct mf_buf text = MF_BUF_INIT;
	struct mf_engine *engine;
	struct query *query;
	size_t n;

	if (argc != 4) {
		fprintf(stderr, "usage: latency INDEX QUERIES PASSES\n");
		return 2;
	}
	if (mf_file_read(argv[2], FILE_MAX, &text, &err) || mf_engine_open(&engine, argv[1], &err))
		stop(&err);
	query = read_queries(&text, &n);
	for (size_t mode = 0; mode < sizeof(modes) / sizeof(*modes); mode++)
		run(engine, query, n, mode, strtol(argv[3], NULL, 10));

	for (size_t i = 0; i < n; i++)
		mf_buf_release(&query[i].text);
	free(query);
	mf_engine_free(engine);
	mf_buf_release(&text);
	return 0;
}
