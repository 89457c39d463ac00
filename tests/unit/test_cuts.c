/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an archive answers does not depend on how it was cut into segments, nor on what was deleted or
 * replaced on the way: every answer is the same JSON, to the byte.
 *
 * With MUFAHRIS_LONG set it is a larger archive, and many more questions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "search/engine/complete.h"
#include "search/output/study_table.h"
#include "search/output/writer.h"
#include "search/study/study.h"
#include "tests/unit/cuts_fixture.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/utf8.h"

#define INDEXES 4

static const char *const name[INDEXES] = { "one", "three", "twelve", "dealt" };
static int indexes; /* that there are */
static struct mf_engine *engine[INDEXES];
static unsigned questions;

static int make_indexes(void **state)
{
	bool many = getenv("MUFAHRIS_LONG") != NULL;

	(void)state;
	questions = many ? 700 : 70;
	cuts_documents(many ? 5000 : 300);
	engine[0] = cuts_index(name[0], 1, false, false);
	engine[1] = cuts_index(name[1], 3, true, true);
	engine[2] = cuts_index(name[2], 12, false, many);
	indexes = 3;
	if (many)
		engine[indexes++] = cuts_index(name[3], 5, true, true);
	return 0;
}

static int remove_indexes(void **state)
{
	(void)state;
	for (int i = 0; i < INDEXES; i++)
		mf_engine_free(engine[i]);
	cuts_release();
	fixture_remove();
	return 0;
}

/* Where two texts part, and what follows there. */
static void same(const char *what, const char *with, const struct mf_buf got[INDEXES])
{
	for (int i = 1; i < indexes; i++) {
		size_t at = 0;
		if (strcmp(got[0].data, got[i].data) == 0)
			continue;
		while (got[0].data[at] == got[i].data[at])
			at++;
		at = at > 100 ? at - 100 : 0;
		fail_msg("%s: %s\n%s: …%.300s\n%s: …%.300s", what, with, name[0], got[0].data + at, name[i],
			 got[i].data + at);
	}
}

/* ---- searches ---- */

struct asked {
	struct mf_request request;
	struct mf_entity_filter entity[2];
	struct mf_buf query;
	const char *source[1];
};

static void any_filters(struct asked *a)
{
	static const struct mf_entity_filter filters[] = {
		{ "kz", -1 },       { "almaty", MF_PLACE },    { "tokayev", MF_PERSON },
		{ "csto", MF_ORG }, { "egypt, kz", MF_PLACE }, { "المرصد", -1 },
	};
	static const char *const dates[] = { "2022", "2022-01..2022-02", "none", "..2022-01-20", "2021.." };

	if (any(3) == 0)
		a->entity[a->request.entities++] = filters[any(6)];
	if (any(8) == 0)
		a->entity[a->request.entities++] = filters[any(6)];
	a->request.entity = a->entity;
	if (any(4) == 0)
		a->request.date = dates[any(5)];
	if (any(8) == 0)
		a->request.mentions = dates[any(5)];
	a->source[0] = any(2) ? "صحيفة المرصد" : "reuters";
	a->request.source = a->source;
	a->request.sources = any(6) == 0;
}

static void any_request(struct asked *a)
{
	struct mf_request *r = &a->request;

	memset(a->entity, 0, sizeof a->entity);
	mf_request_init(r);
	if (any(20) == 0)
		mf_buf_reset(&a->query);
	else
		random_query(engine[0], &a->query);
	r->query = a->query.data;
	r->today = 19000;
	r->limit = any(30);
	r->offset = any(3) ? 0 : any(60);
	r->sort = any(6) ? MF_SORT_RELEVANCE : any(2) ? MF_SORT_NEWEST : MF_SORT_OLDEST;
	r->facets = any(3) ? 0 : any(1u << MF_FACETS);
	r->by_document = any(4) == 0;
	r->show_duplicates = any(4) == 0;
	r->within_document = any(3) == 0;
	r->no_nisba = any(4) == 0;
	r->narrower = any(4) == 0;
	r->ids_only = any(4) == 0;
	r->explain = any(4) == 0;
	if (any(3) == 0)
		any_filters(a);
}

static void answer(struct mf_engine *e, const struct mf_request *r, struct mf_buf *out)
{
	struct mf_results results = MF_RESULTS_INIT;
	struct mf_error err = MF_ERROR_INIT;
	const struct mf_style style = { .explain = r->explain };

	mf_buf_reset(out);
	if (mf_engine_search(e, r, &results, &err) < 0) {
		mf_buf_printf(out, "%s (%s)", err.text, err.hint);
	} else {
		for (size_t i = 0; i < results.hits; i++) /* files of their own hold the parts */
			((struct mf_hit *)(uintptr_t)results.hit)[i].path = "";
		results.took_ms = 0;
		mf_writer_write(&mf_writer_json, out, &style, &results);
	}
	mf_results_release(&results);
}

/* A total that is said to be exact is that of all matches counted. */
static void check_total(const struct mf_request *r)
{
	struct mf_results few = MF_RESULTS_INIT, all = MF_RESULTS_INIT;
	struct mf_request plain = *r, counted = *r;
	struct mf_error err = MF_ERROR_INIT;

	plain.by_document = counted.by_document = false; /* passages, both */
	counted.facets = 1u << MF_FACET_YEAR;
	if (mf_engine_search(engine[1], &plain, &few, &err) == 0 &&
	    mf_engine_search(engine[1], &counted, &all, &err) == 0) {
		assert_true(all.exact);
		if (few.exact && few.total != all.total)
			fail_msg("%s: %llu, not %llu", r->query, (unsigned long long)few.total,
				 (unsigned long long)all.total);
	}
	mf_results_release(&few);
	mf_results_release(&all);
}

static void searches_are_the_same(void **state)
{
	struct asked a = { .query = MF_BUF_INIT };
	struct mf_buf got[INDEXES] = { MF_BUF_INIT, MF_BUF_INIT, MF_BUF_INIT, MF_BUF_INIT };

	(void)state;
	for (unsigned n = 0; n < questions; n++) {
		any_request(&a);
		for (int i = 0; i < indexes; i++)
			answer(engine[i], &a.request, &got[i]);
		same("a search", a.query.data, got);
		check_total(&a.request);
	}
	for (int i = 0; i < INDEXES; i++)
		mf_buf_release(&got[i]);
	mf_buf_release(&a.query);
}

/* ---- misspelt words ---- */

/* A word with a letter changed, left out, or swapped. */
static void misspell(struct mf_buf *word)
{
	struct mf_buf out = MF_BUF_INIT;
	size_t letters = mf_utf8_count(word->data, word->len), which = any((uint32_t)letters), i = 0;

	for (size_t at = 0, from = 0; at < word->len; from = at, i++) {
		(void)mf_utf8_next(word->data, word->len, &at);
		if (i == which && any(3) == 0)
			continue;
		mf_buf_add(&out, word->data + from, at - from);
		if (i == which)
			mf_buf_addstr(&out, any(2) ? "ذ" : "");
	}
	mf_buf_reset(word);
	mf_buf_add(word, out.data, out.len);
	mf_buf_release(&out);
}

static void misspelt_words_are_corrected_the_same(void **state)
{
	struct mf_buf word = MF_BUF_INIT;
	struct mf_buf got[INDEXES] = { MF_BUF_INIT, MF_BUF_INIT, MF_BUF_INIT, MF_BUF_INIT };
	unsigned corrected = 0;

	(void)state;
	for (unsigned n = 0; n < questions / 2; n++) {
		struct mf_request r;
		mf_buf_reset(&word);
		if (!random_words(engine[0], 1, &word) || word.len < 8)
			continue;
		misspell(&word);
		mf_request_init(&r);
		r.query = word.data;
		for (int i = 0; i < indexes; i++)
			answer(engine[i], &r, &got[i]);
		same("a misspelt word", word.data, got);
		corrected += strstr(got[0].data, "\"suggestion\":null") == NULL;
	}
	assert_true(corrected > questions / 20);
	for (int i = 0; i < INDEXES; i++)
		mf_buf_release(&got[i]);
	mf_buf_release(&word);
}

/* ---- completions ---- */

static void complete(struct mf_engine *e, const char *prefix, struct mf_buf *out)
{
	struct mf_arena arena = MF_ARENA_INIT;
	struct mf_completion found[12];
	size_t n = 0;

	assert_int_equal(mf_engine_complete(e, prefix, 12, &arena, found, &n, NULL), 0);

	mf_buf_reset(out);
	for (size_t i = 0; i < n; i++)
		mf_buf_printf(out, "%s %llu%s\n", found[i].text, (unsigned long long)found[i].count,
			      found[i].name ? " name" : "");
	mf_arena_release(&arena);
}

static void completions_are_the_same(void **state)
{
	struct mf_buf text = MF_BUF_INIT;
	struct mf_buf got[INDEXES] = { MF_BUF_INIT, MF_BUF_INIT, MF_BUF_INIT, MF_BUF_INIT };

	(void)state;
	for (unsigned n = 0; n < questions; n++) {
		mf_buf_reset(&text);
		if (!random_words(engine[0], 1 + any(3), &text))
			continue;
		for (unsigned less = any(5); less && text.len > 2; less--)
			do
				text.data[--text.len] = '\0';
			while (text.len && ((unsigned char)text.data[text.len] & 0xc0) == 0x80);
		for (int i = 0; i < indexes; i++)
			complete(engine[i], text.data, &got[i]);
		same("a beginning", text.data, got);
	}
	for (int i = 0; i < INDEXES; i++)
		mf_buf_release(&got[i]);
	mf_buf_release(&text);
}

/* ---- studies ---- */

static void study(struct mf_engine *e, const struct mf_request *r, const struct mf_study_options *o,
		  struct mf_buf *out)
{
	struct mf_arena arena = MF_ARENA_INIT;
	struct mf_study table;
	struct mf_error err = MF_ERROR_INIT;
	const struct mf_style style = { .width = 0 };

	mf_buf_reset(out);
	if (mf_study_run(e, r, o, &arena, &table, &err) < 0)
		mf_buf_printf(out, "%s (%s)", err.text, err.hint);
	else
		mf_study_write(&mf_writer_csv, out, &style, &table);
	mf_arena_release(&arena);
}

static void studies_are_the_same(void **state)
{
	struct asked a = { .query = MF_BUF_INIT };
	struct mf_buf got[INDEXES] = { MF_BUF_INIT, MF_BUF_INIT, MF_BUF_INIT, MF_BUF_INIT };

	(void)state;
	for (unsigned n = 0; n < questions / 2; n++) {
		struct mf_study_options o = { .kind = (enum mf_study_kind)(1 + any(MF_STUDIES - 1)),
					      .unit = (enum mf_study_unit)any(2),
					      .period = (enum mf_study_period)any(3),
					      .order = (enum mf_study_order)any(4),
					      .ngram = 2 + any(3),
					      .window = 1 + any(6),
					      .context = any(8),
					      .names = 1 + any(7),
					      .no_stop_words = any(2),
					      .limit = any(60),
					      .offset = any(4) ? 0 : any(30) };
		any_request(&a);
		for (int i = 0; i < indexes; i++)
			study(engine[i], &a.request, &o, &got[i]);
		same(mf_study_names[o.kind], a.query.data, got);
	}
	for (int i = 0; i < INDEXES; i++)
		mf_buf_release(&got[i]);
	mf_buf_release(&a.query);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(searches_are_the_same),
		cmocka_unit_test(misspelt_words_are_corrected_the_same),
		cmocka_unit_test(completions_are_the_same),
		cmocka_unit_test(studies_are_the_same),
	};

	return cmocka_run_group_tests(tests, make_indexes, remove_indexes);
}
