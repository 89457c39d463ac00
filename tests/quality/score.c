/* SPDX-License-Identifier: GPL-2.0-or-later */
/* score.c - how good ranked runs are against relevance judgements.
 *
 *	score [--floor=NDCG] QRELS RUN [RUN]...
 *
 * QRELS has lines `query 0 document gain`, a RUN lines `query Q0 document rank score tag` (TREC), as
 * mufahris-search --batch=FILE --format=trec writes them.  A header, then a line for each run,
 * tab-separated: run, nDCG@10 (gain over log2(rank + 1), Järvelin and Kekäläinen 2002), MRR@10,
 * Recall@100, success@1, queries; from the second run on also how much its nDCG@10 is above the first
 * run's, and the p value of that: a paired randomisation test with 20,000 draws of signs from a fixed
 * seed (Smucker, Allan, Carterette 2007).  A query that a run does not answer counts 0, one without a
 * relevant document is left out.  With --floor the exit status is 1 where a run has a lower nDCG@10.
 */
#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wrappers/libc/buf.h"
#include "wrappers/libc/error.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"

#define DRAWS 20000
#define SEED 7
#define FILE_MAX ((size_t)1 << 30)
#define TOP 10    /* of nDCG and MRR */
#define DEPTH 100 /* of recall */

struct line {
	const char *query, *document;
	double value; /* gain, or rank */
};

/* A file of lines; of a run, in the order of query and rank. */
struct lines {
	struct mf_buf text;
	struct line *v;
	size_t n, cap;
};

/* A query with relevant documents: v[begin..end) of the judgements. */
struct query {
	size_t begin, end;
};

struct measures {
	double ndcg, mrr, recall, success;
};

static void stop(const char *what, const char *why)
{
	fprintf(stderr, "score: %s: %s\n", what, why);
	exit(2);
}

static int by_query(const void *a, const void *b)
{
	const struct line *x = a, *y = b;
	int order = strcmp(x->query, y->query);

	if (!order)
		order = (x->value > y->value) - (x->value < y->value);
	return order ? order : strcmp(x->document, y->document);
}

/* Lines with `fields` or more fields; the document is the third, the value the fourth.  `above`: values
 * have to be greater. */
static void read_lines(struct lines *out, const char *path, size_t fields, double above)
{
	struct mf_error err = MF_ERROR_INIT;
	char *rest, *line;

	*out = (struct lines){ .text = MF_BUF_INIT };
	if (mf_file_read(path, FILE_MAX, &out->text, &err))
		stop(path, err.text);
	rest = out->text.data;
	while ((line = strsep(&rest, "\n"))) {
		const char *field[4];
		char *word, *state = NULL;
		size_t n = 0;

		for (word = strtok_r(line, " \t\r", &state); word; word = strtok_r(NULL, " \t\r", &state)) {
			if (n < 4)
				field[n] = word;
			n++;
		}
		if (n < fields || strtod(field[3], NULL) <= above)
			continue;
		out->v = mf_grow(out->v, &out->cap, out->n + 1, sizeof(*out->v));
		out->v[out->n++] = (struct line){ field[0], field[2], strtod(field[3], NULL) };
	}
	if (out->n)
		qsort(out->v, out->n, sizeof(*out->v), by_query);
}

static void release(struct lines *lines)
{
	free(lines->v);
	mf_buf_release(&lines->text);
}

static struct query *split_queries(const struct lines *qrels, size_t *n)
{
	struct query *query = mf_malloc((qrels->n + 1) * sizeof(*query));

	*n = 0;
	for (size_t i = 0; i < qrels->n; i++) {
		if (!i || strcmp(qrels->v[i].query, qrels->v[i - 1].query))
			query[(*n)++] = (struct query){ i, i };
		query[*n - 1].end = i + 1;
	}
	return query;
}

/* The first line of this query, or where it would stand. */
static size_t first_line(const struct lines *run, const char *query)
{
	size_t low = 0, high = run->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(run->v[middle].query, query) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static double gain_of(const struct lines *qrels, const struct query *query, const char *document)
{
	for (size_t i = query->begin; i < query->end; i++)
		if (!strcmp(qrels->v[i].document, document))
			return qrels->v[i].value;
	return 0;
}

/* Discounted gain of the best order; judgements stand by rising gain. */
static double ideal(const struct lines *qrels, const struct query *query)
{
	double sum = 0;

	for (size_t i = 0; i < query->end - query->begin && i < TOP; i++)
		sum += qrels->v[query->end - 1 - i].value / log2((double)i + 2);
	return sum;
}

static struct measures measure(const struct lines *qrels, const struct query *query, const struct lines *run)
{
	const char *name = qrels->v[query->begin].query, *seen[DEPTH];
	struct measures m = { 0 };
	size_t n = 0;

	for (size_t i = first_line(run, name); i < run->n && n < DEPTH && !strcmp(run->v[i].query, name);
	     i++) {
		const char *document = run->v[i].document;
		bool again = false;
		double gain;

		for (size_t k = 0; k < n && !again; k++)
			again = !strcmp(seen[k], document);
		if (again)
			continue;
		gain = gain_of(qrels, query, document);
		if (gain > 0) {
			m.recall++;
			m.success += n == 0;
			if (n < TOP) {
				m.ndcg += gain / log2((double)n + 2);
				if (m.mrr == 0)
					m.mrr = 1 / ((double)n + 1);
			}
		}
		seen[n++] = document;
	}
	m.ndcg /= ideal(qrels, query);
	m.recall /= (double)(query->end - query->begin);
	return m;
}

/* SplitMix64 (Steele, Lea, Flood 2014). */
static uint64_t draw(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

/* How often the sum of n differences is as far from 0 when each takes a sign by chance. */
static double randomisation(const double *base, const double *other, size_t n)
{
	double *difference = mf_malloc((n + 1) * sizeof(*difference)), observed = 0;
	uint64_t state = SEED;
	size_t kept = 0, hits = 0;

	for (size_t i = 0; i < n; i++)
		if (other[i] != base[i]) {
			difference[kept] = other[i] - base[i];
			observed += difference[kept++];
		}
	for (size_t k = 0; k < DRAWS; k++) {
		double sum = 0;
		uint64_t bits = 0;

		for (size_t i = 0; i < kept; i++, bits >>= 1) {
			if (i % 64 == 0)
				bits = draw(&state);
			sum += bits & 1 ? difference[i] : -difference[i];
		}
		hits += fabs(sum) >= fabs(observed) - 1e-12;
	}
	free(difference);
	return (double)(hits + 1) / (DRAWS + 1);
}

/* Prints a run's line and keeps its nDCG@10 by query; `base` is the first run's, or NULL. */
static double score(const struct lines *qrels, const struct query *query, size_t n, const char *path,
		    double *ndcg, const double *base)
{
	struct measures sum = { 0 };
	struct lines run;
	double count = (double)n, difference = 0;

	read_lines(&run, path, 5, -1);
	for (size_t i = 0; i < n; i++) {
		struct measures m = measure(qrels, &query[i], &run);

		ndcg[i] = m.ndcg;
		sum.ndcg += m.ndcg;
		sum.mrr += m.mrr;
		sum.recall += m.recall;
		sum.success += m.success;
		difference += base ? m.ndcg - base[i] : 0;
	}
	release(&run);
	printf("%s\t%.4f\t%.4f\t%.4f\t%.4f\t%zu\t", path, sum.ndcg / count, sum.mrr / count,
	       sum.recall / count, sum.success / count, n);
	if (base)
		printf("%+.4f\t%.4f\n", difference / count, randomisation(base, ndcg, n));
	else
		printf("\t\n");
	return sum.ndcg / count;
}

int main(int argc, char **argv)
{
	int first = 1, low;
	double floor = 0, *base, *ndcg;
	struct lines qrels;
	struct query *query;
	size_t n;

	if (argc > 1 && !strncmp(argv[1], "--floor=", 8)) {
		floor = strtod(argv[1] + 8, NULL);
		first++;
	}
	if (argc < first + 2) {
		fprintf(stderr, "usage: score [--floor=NDCG] QRELS RUN [RUN]...\n");
		return 2;
	}
	read_lines(&qrels, argv[first], 4, 0);
	query = split_queries(&qrels, &n);
	if (!n)
		stop(argv[first], "no query has a relevant document");
	base = mf_malloc(n * sizeof(*base));
	ndcg = mf_malloc(n * sizeof(*ndcg));

	printf("run\tnDCG@10\tMRR@10\tR@100\tS@1\tqueries\tdiff\tp\n");
	low = score(&qrels, query, n, argv[first + 1], base, NULL) < floor;
	for (int i = first + 2; i < argc; i++)
		low |= score(&qrels, query, n, argv[i], ndcg, base) < floor;

	free(base);
	free(ndcg);
	free(query);
	release(&qrels);
	return low;
}
