/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Studies without an index: measures of association, counting of rows in bounded memory, tables in every
 * format. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "search/output/layout.h"
#include "search/output/study_table.h"
#include "search/study/association.h"
#include "search/study/grams.h"

static void near(double got, double wanted)
{
	if (fabs(got - wanted) > 1e-3 * (1 + fabs(wanted)))
		fail_msg("got %f, wanted %f", got, wanted);
}

/* The second reckoning: entropies of the whole, of rows and of columns. */
static double entropy_of(const double *cell, int n)
{
	double sum = 0, total = 0;

	for (int i = 0; i < n; i++) {
		sum += cell[i] > 0 ? cell[i] * log(cell[i]) : 0;
		total += cell[i];
	}
	return sum - total * log(total);
}

static void association(void **state)
{
	/* "the swiss" of Dunning's paper: 110 together, 2442 and 111 apart, 29114 neither: G2 270.72 */
	const struct mf_contingency swiss = { 110, 110 + 2442, 110 + 111, 110 + 2442 + 111 + 29114 };
	const struct mf_contingency even = { 10, 100, 1000, 10000 }, rare = { 1, 2, 1, 1000 };
	const struct mf_contingency rows[] = { swiss, rare, { 3, 7, 9, 50 }, { 5, 5, 5, 20 } };

	(void)state;
	near(mf_log_likelihood(&swiss), 270.72);
	near(mf_expected(&even), 10);
	near(mf_log_likelihood(&even), 0);
	near(mf_mutual_information(&even), 0);
	near(mf_mutual_information(&rare), log2(500));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct mf_contingency *t = &rows[i];
		const double cell[] = { t->o, t->r - t->o, t->c - t->o, t->n - t->r - t->c + t->o };
		const double row[] = { t->r, t->n - t->r }, column[] = { t->c, t->n - t->c };
		near(mf_log_likelihood(t),
		     2 * (entropy_of(cell, 4) - entropy_of(row, 2) - entropy_of(column, 2)));
	}
}

/* ---- rows ---- */

#define WORDS 20000
#define KINDS 20

/* Numbers that come back often, the low ones most; the same in every run. */
static void make_words(uint32_t *word)
{
	uint32_t seed = 7;

	for (size_t i = 0; i < WORDS; i++) {
		seed = seed * 1103515245u + 12345u;
		uint32_t a = seed >> 16 & 0x7fff;
		seed = seed * 1103515245u + 12345u;
		word[i] = (a % KINDS) * (seed >> 16 & 0x7fff) / 0x8000;
	}
}

static void count_all(struct mf_grams *g, const uint32_t *word)
{
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i + g->n <= WORDS; i++) {
			if (pass)
				mf_grams_count(g, word + i, (uint32_t)(i / 100 + 1));
			else
				mf_grams_note(g, word + i);
		}
}

static uint32_t look_up(const uint32_t *word, const uint32_t *row, unsigned n, uint32_t *documents)
{
	uint32_t count = 0, last = 0;

	*documents = 0;
	for (size_t i = 0; i + n <= WORDS; i++) {
		if (memcmp(word + i, row, n * sizeof *row) != 0)
			continue;
		count++;
		*documents += last != i / 100 + 1;
		last = (uint32_t)(i / 100 + 1);
	}
	return count;
}

static void rows_exact(void **state)
{
	uint32_t *word = malloc(WORDS * sizeof *word);

	(void)state;
	make_words(word);
	for (unsigned n = MF_NGRAM_MIN; n <= MF_NGRAM_MAX; n++) {
		struct mf_grams g;
		size_t found = 0, checked = 0, covered = 0;
		mf_grams_init(&g, n, WORDS, MF_GRAMS_MEMORY);
		count_all(&g, word);
		assert_int_equal(g.lost, 0);
		for (size_t i = 0; i < g.slots; i++) {
			uint32_t count, documents, of;
			const uint32_t *row = mf_grams_row(&g, i, &count, &documents);
			if (!row)
				continue;
			covered += count;
			if (found++ % 50 == 0) {
				assert_int_equal(count, look_up(word, row, n, &of));
				assert_int_equal(documents, of);
				checked++;
			}
		}
		assert_true(checked > 5);
		assert_true(n > 2 || covered > WORDS * 9 / 10);
		mf_grams_release(&g);
	}
	free(word);
}

/* Where memory ends, counts are too low by at most what `lost` says, and the frequent rows stay. */
static void rows_bounded(void **state)
{
	uint32_t *word = malloc(WORDS * sizeof *word), best = 0, kept = 0;
	struct mf_grams g;

	(void)state;
	make_words(word);
	mf_grams_init(&g, 3, WORDS, 1);
	count_all(&g, word);
	assert_true(g.lost > 0);
	assert_true(g.slots <= 1024);
	assert_true(g.used <= g.slots / 4 * 3);
	for (size_t i = 0; i < g.slots; i++) {
		uint32_t count, documents, of;
		const uint32_t *row = mf_grams_row(&g, i, &count, &documents);
		if (!row)
			continue;
		uint32_t truth = look_up(word, row, 3, &of);
		assert_true(count <= truth && truth <= count + g.lost);
		best = truth > best ? truth : best;
		kept++;
	}
	assert_true(kept > 100);
	assert_true(best > g.lost);
	mf_grams_release(&g);
	free(word);
}

/* ---- tables ---- */

static const struct mf_study_column columns[] = {
	{ "word", MF_COLUMN_TEXT, 0, .bar = false },
	{ "day", MF_COLUMN_LABEL, 0, .bar = false },
	{ "count", MF_COLUMN_NUMBER, 0, .bar = true },
	{ "share", MF_COLUMN_NUMBER, 2, .bar = false },
};

static void expect(const struct mf_writer_format *format, const struct mf_style *style,
		   const struct mf_study *s, const char *wanted)
{
	struct mf_buf out = MF_BUF_INIT;

	mf_study_write(format, &out, style, s);
	assert_string_equal(out.data, wanted);
	mf_buf_release(&out);
}

static void tables(void **state)
{
	const struct mf_study_cell cell[] = {
		{ "=قمح\033[1m \"x\"", 0 },
		{ "2022-01", 0 },
		{ NULL, 4 },
		{ NULL, 12.5 },
		{ "سفينة", 0 },
		{ "", 0 },
		{ NULL, 100 },
		{ NULL, NAN },
	};
	const struct mf_study s = {
		.kind = MF_STUDY_FREQ,
		.query = "ق",
		.interpreted = "",
		.note = "cut",
		.column = columns,
		.columns = 4,
		.cell = cell,
		.rows = 2,
		.total = { { "documents", 3 }, { "words_near", 7 } },
		.totals = 2,
	};
	struct mf_style style = { 0 };

	(void)state;
	expect(&mf_writer_csv, &style, &s,
	       "word,day,count,share\r\n\"'=قمح\uFFFD[1m \"\"x\"\"\",2022-01,4,12.50\r\n\"سفينة\",,100,\r\n");
	expect(&mf_writer_jsonl, &style, &s,
	       "{\"word\":\"=قمح\\u001b[1m \\\"x\\\"\",\"day\":\"2022-01\",\"count\":4,\"share\":12.5}\n"
	       "{\"word\":\"سفينة\",\"day\":null,\"count\":100,\"share\":null}\n");
	expect(&mf_writer_json, &style, &s,
	       "{\"format\":1,\"study\":\"freq\",\"query\":\"ق\",\"interpreted\":\"\",\"note\":\"cut\",\"partial\":false,"
	       "\"documents\":3,"
	       "\"words_near\":7,\"rows\":["
	       "{\"word\":\"=قمح\\u001b[1m \\\"x\\\"\",\"day\":\"2022-01\",\"count\":4,\"share\":12.5},"
	       "{\"word\":\"سفينة\",\"day\":null,\"count\":100,\"share\":null}]}\n");
	expect(&mf_writer_text, &style, &s,
	       "freq for ق: 3 documents, 7 words near\n"
	       "note: cut\n"
	       "day      count  share  word\n"
	       "2022-01      4  12.50  =قمح\uFFFD[1m \"x\"  ██\n"
	       "(none)     100         سفينة  ████████████████████████████████████████\n");
	style.bidi = MF_BIDI_ISOLATE;
	style.qid = "q1";
	expect(&mf_writer_csv, &style, &s,
	       "qid,word,day,count,share\r\n\"q1\",\"'=قمح\uFFFD[1m \"\"x\"\"\",2022-01,4,12.50\r\n"
	       "\"q1\",\"سفينة\",,100,\r\n");
	struct mf_buf out = MF_BUF_INIT;
	mf_study_write(&mf_writer_text, &out, &style, &s);
	assert_non_null(strstr(out.data, "\n\u200e(none)     100         \u2067سفينة\u2069"));
	mf_buf_release(&out);
}

static void empty_stretch(void **state)
{
	static const struct mf_study_column column[] = {
		{ "year", MF_COLUMN_LABEL, 0, .bar = false },
		{ "documents", MF_COLUMN_NUMBER, 0, .bar = true },
	};
	const struct mf_study_cell cell[] = {
		{ "2001", 0 }, { NULL, 1 }, { "2002", 0 }, { NULL, 0 }, { "2003", 0 }, { NULL, 0 },
		{ "2004", 0 }, { NULL, 0 }, { "2005", 0 }, { NULL, 0 }, { "2006", 0 }, { NULL, 1 },
	};
	const struct mf_study s = {
		.kind = MF_STUDY_TIMELINE,
		.query = "",
		.interpreted = "",
		.note = "",
		.column = column,
		.columns = 2,
		.cell = cell,
		.rows = 6,
	};
	const struct mf_style style = { 0 };

	(void)state;
	expect(&mf_writer_text, &style, &s,
	       "timeline\nyear  documents\n"
	       "2001          1  ████████████████████████████████████████\n"
	       "... 4 without any\n"
	       "2006          1  ████████████████████████████████████████\n");
	assert_true(mf_study_has_format(MF_STUDY_TIMELINE, &mf_writer_csv));
	assert_false(mf_study_has_format(MF_STUDY_TIMELINE, &mf_writer_kwic));
	assert_true(mf_study_has_format(MF_STUDY_CONCORDANCE, &mf_writer_kwic));
	assert_false(mf_study_has_format(MF_STUDY_CONCORDANCE, &mf_writer_trec));
}

/* ---- networks ---- */

static double apart(const struct mf_layout_node *a, const struct mf_layout_node *b)
{
	return hypot(a->x - b->x, a->y - b->y);
}

static void network_layout(void **state)
{
	/* two stars of four, and a node by itself */
	const struct mf_layout_edge edge[] = { { 0, 1, 1 }, { 0, 2, 1 }, { 0, 3, 1 },
					       { 4, 5, 1 }, { 4, 6, 1 }, { 4, 7, 1 } };
	struct mf_layout_node node[9], again[9], one[1];

	(void)state;
	mf_layout(node, 9, edge, 6);
	mf_layout(again, 9, edge, 6);
	assert_memory_equal(node, again, sizeof node);
	for (size_t i = 0; i < 9; i++) {
		assert_true(node[i].x >= 0 && node[i].x <= 1 && node[i].y >= 0 && node[i].y <= 1);
		for (size_t k = 0; k < i; k++)
			assert_true(apart(&node[i], &node[k]) > 0.05);
	}
	for (size_t i = 0; i < 6; i++) /* its own star is nearer than the other one's middle */
		assert_true(apart(&node[edge[i].to], &node[edge[i].from]) <
			    apart(&node[edge[i].to], &node[4 - edge[i].from]));
	mf_layout(one, 1, NULL, 0);
	near(one->x, 0.5);
	mf_layout(NULL, 0, NULL, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(association),   cmocka_unit_test(rows_exact),
		cmocka_unit_test(rows_bounded),  cmocka_unit_test(tables),
		cmocka_unit_test(empty_stretch), cmocka_unit_test(network_layout),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
