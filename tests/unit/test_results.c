/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a search gives: pages, snippets and their marks; and the same to every thread. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/engine_fixture.h"
#include "wrappers/libc/mem.h"

#define QUERIES 100
#define THREADS 4

static struct mf_engine *one, *several; /* the same documents in one segment and in a few */

static void ask(struct mf_request *r, const char *query)
{
	mf_request_init(r);
	r->query = query;
}

/* ---- pages ---- */

static void search(struct mf_engine *e, const struct mf_request *r, struct mf_results *out)
{
	struct mf_error err = MF_ERROR_INIT;

	if (mf_engine_search(e, r, out, &err) < 0)
		fail_msg("%s: %s", r->query, err.text);
}

static void list(const struct mf_results *from, struct mf_buf *out)
{
	for (size_t i = 0; i < from->hits; i++)
		mf_buf_printf(out, "%s %u\n", from->hit[i].document, from->hit[i].passage);
}

static void pages_follow_each_other(void **state)
{
	static const char *const queries[] = { "كازاخستان روسيا", "الرئيس", "", "في من على",
					       "القوات OR الحكومة" };
	struct mf_buf whole = MF_BUF_INIT, pages = MF_BUF_INIT;

	(void)state;
	for (unsigned i = 0; i < 60; i++) {
		struct mf_request r;
		struct mf_results out = MF_RESULTS_INIT;
		ask(&r, queries[i % 5]);
		r.by_document = i / 5 % 2;
		r.show_duplicates = i / 10 % 2;
		r.sort = (enum mf_sort)(i / 20);
		r.ranking.depth = 5;
		r.ids_only = i % 3 == 0;
		r.limit = 100;
		mf_buf_reset(&whole);
		mf_buf_reset(&pages);
		search(several, &r, &out);
		list(&out, &whole);
		if (r.by_document && !r.ids_only)
			assert_true(out.hits <= out.total);
		if (r.by_document && !r.ids_only && r.show_duplicates)
			assert_int_equal(out.hits, out.total);
		for (r.limit = 3;; r.offset += 3) {
			search(several, &r, &out);
			if (!out.hits)
				break;
			assert_int_equal(out.hit[0].rank, r.offset + 1);
			list(&out, &pages);
		}
		assert_string_equal(pages.data, whole.data);
		mf_results_release(&out);
	}
	mf_buf_release(&whole);
	mf_buf_release(&pages);
}

/* ---- snippets ---- */

static bool on_words(const struct mf_tokens *tokens, uint32_t begin, uint32_t end)
{
	bool begins = false, ends = false;

	for (size_t i = 0; i < tokens->n; i++) {
		begins = begins || tokens->v[i].begin == begin;
		ends = ends || tokens->v[i].end == end;
	}
	return begins && ends && begin < end;
}

static void check_marks(const struct mf_fragment *f, const struct mf_tokens *tokens, uint32_t before)
{
	for (size_t m = 0; m < f->marks; m++) {
		assert_true(m == 0 || f->mark[m - 1].end <= f->mark[m].begin);
		assert_true(f->mark[m].end <= f->len);
		assert_true(on_words(tokens, f->mark[m].begin + before, f->mark[m].end + before));
	}
}

static void check_hit(struct mf_engine *e, const struct mf_hit *hit, struct mf_tokens *tokens,
		      struct mf_buf *text)
{
	size_t segment;
	uint32_t document;
	struct mf_error err = MF_ERROR_INIT;

	assert_int_equal(mf_index_find(e->index, hit->document, strlen(hit->document), &segment, &document),
			 1);
	mf_buf_reset(text);
	assert_int_equal(
		mf_segment_text(&e->index->segment[segment], document, hit->begin, hit->end, text, &err), 0);
	mf_segment(tokens, text->data, text->len);
	assert_true(hit->fragments >= 1);
	for (size_t i = 0; i < hit->fragments; i++) {
		const struct mf_fragment *f = &hit->fragment[i];
		uint32_t from = f->begin - hit->begin;
		assert_true(f->begin >= hit->begin && f->begin + f->len <= hit->end);
		assert_memory_equal(f->text, text->data + from, f->len);
		check_marks(f, tokens, from);
		for (size_t t = 0; t < tokens->n; t++) /* no word is cut */
			assert_true(tokens->v[t].end <= from || tokens->v[t].begin >= from + f->len ||
				    (tokens->v[t].begin >= from && tokens->v[t].end <= from + f->len));
		assert_true(i == 0 || hit->fragment[i - 1].begin + hit->fragment[i - 1].len <= f->begin);
	}
	if (!hit->title_marks)
		return;
	assert_string_equal(hit->title_marks->text, hit->title);
	mf_segment(tokens, hit->title, strlen(hit->title));
	check_marks(hit->title_marks, tokens, 0);
	assert_true(hit->title_marks->marks > 0);
}

static void marks_are_on_words(void **state)
{
	static const unsigned sizes[] = { 240, 0, 40, 100 };
	struct mf_buf query = MF_BUF_INIT, text = MF_BUF_INIT;
	struct mf_tokens tokens = MF_TOKENS_INIT;

	(void)state;
	for (int i = 0; i < QUERIES; i++) {
		struct mf_request r;
		struct mf_results out = MF_RESULTS_INIT;
		struct mf_error err = MF_ERROR_INIT;
		random_query(several, &query);
		ask(&r, query.data);
		r.snippet = sizes[i % 4];
		r.explain = true;
		if (mf_engine_search(several, &r, &out, &err) < 0 && err.code != MF_E_LIMIT)
			fail_msg("%s: %s", query.data, err.text);
		for (size_t k = 0; k < out.hits; k++)
			check_hit(several, &out.hit[k], &tokens, &text);
		mf_results_release(&out);
	}
	mf_tokens_release(&tokens);
	mf_buf_release(&text);
	mf_buf_release(&query);
}

/* ---- threads ---- */

/* What one thread is told, and what it found. */
struct reader {
	pthread_t thread;
	struct mf_engine *engine;
	char *const *query;
	struct mf_buf told;
};

static void tell(const struct mf_results *out, struct mf_buf *told)
{
	mf_buf_printf(told, "%s: %u of %u; %s; %s\n", out->query, (unsigned)out->hits, (unsigned)out->total,
		      out->interpreted, out->meant);
	for (size_t i = 0; i < out->hits; i++) {
		const struct mf_hit *hit = &out->hit[i];
		mf_buf_printf(told, "%s %u %.17g\n", hit->document, hit->passage, hit->score);
		for (size_t k = 0; k < hit->fragments; k++)
			mf_buf_printf(told, "  %s\n", hit->fragment[k].text);
	}
	for (size_t i = 0; i < out->facets; i++)
		for (size_t k = 0; k < out->facet[i].values; k++)
			mf_buf_printf(told, "%s %s %u\n", out->facet[i].name, out->facet[i].value[k].id,
				      (unsigned)out->facet[i].value[k].count);
}

static void *read_on(void *data)
{
	struct reader *reader = data;
	struct mf_results out = MF_RESULTS_INIT;

	for (size_t i = 0; i < QUERIES; i++) {
		struct mf_request r;
		ask(&r, reader->query[i]);
		r.facets = (1u << MF_FACETS) - 1;
		if (mf_engine_search(reader->engine, &r, &out, NULL) == 0)
			tell(&out, &reader->told);
	}
	mf_results_release(&out);
	return NULL;
}

static void threads_do_not_matter(void **state)
{
	struct reader reader[THREADS + 1];
	char *query[QUERIES];

	(void)state;
	for (size_t i = 0; i < QUERIES; i++) {
		struct mf_buf text = MF_BUF_INIT;
		if (i % 10)
			random_query(several, &text);
		else
			mf_buf_addstr(&text, "كازاختسان"); /* asks what was meant */
		query[i] = mf_strdup(text.data);
		mf_buf_release(&text);
	}
	for (size_t t = 0; t <= THREADS; t++) {
		reader[t] = (struct reader){ .engine = open_index("several"), .query = query };
		reader[t].told = (struct mf_buf)MF_BUF_INIT;
	}
	read_on(&reader[0]);
	assert_true(reader[0].told.len > 10000);
	assert_non_null(strstr(reader[0].told.data, "; كازاخستان\n"));
	for (size_t t = 1; t <= THREADS; t++)
		assert_int_equal(pthread_create(&reader[t].thread, NULL, read_on, &reader[t]), 0);
	for (size_t t = 1; t <= THREADS; t++) {
		assert_int_equal(pthread_join(reader[t].thread, NULL), 0);
		assert_string_equal(reader[t].told.data, reader[0].told.data);
	}
	for (size_t t = 0; t <= THREADS; t++) {
		mf_engine_free(reader[t].engine);
		mf_buf_release(&reader[t].told);
	}
	for (size_t i = 0; i < QUERIES; i++)
		free(query[i]);
}

/* ---- the index ---- */

static int set_up(void **state)
{
	(void)state;
	open_both(&one, &several);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	mf_engine_free(one);
	mf_engine_free(several);
	fixture_remove();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_follow_each_other),
		cmocka_unit_test(marks_are_on_words),
		cmocka_unit_test(threads_do_not_matter),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
