/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From query to Xapian: the rows of tests/golden/plans.txt, over the documents at its head. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/engine_fixture.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"

static const char *const kinds[] = { "all",  "none",   "and",  "or",     "not",    "words",
				     "word", "phrase", "near", "entity", "source", "date" };

static struct mf_engine *engine;
static struct mf_buf golden; /* plans.txt, its documents taken out */

/* ---- a plan in print ---- */

static void print_word(const struct mf_query_word *w, struct mf_buf *out)
{
	mf_buf_printf(out, " %s%s%s",
		      w->exact == MF_THIS_SPELLING ? "=="
		      : w->exact                   ? "="
						   : "",
		      w->form, w->prefix ? "*" : "");
	for (size_t i = 0; i < w->stems; i++)
		mf_buf_printf(out, "%s%s:%s", i ? ", " : " [", w->stem[i].stem,
			      mf_match_names[w->stem[i].how]);
	mf_buf_addstr(out, w->stems ? "]" : " []");
	if (w->name)
		mf_buf_addstr(out, w->narrowed ? " name, narrowed" : " name");
}

static void print_plan(const struct mf_plan *plan, const struct mf_plan_node *n, struct mf_buf *out)
{
	char from[11], to[11];

	mf_buf_printf(out, "(%s%s%s%s", n->must ? "must " : "", n->must_not ? "must_not " : "",
		      n->title ? "title " : "", kinds[n->kind]);
	for (size_t i = 0; i < n->words; i++)
		print_word(&plan->words.v[n->word[i]], out);
	if (n->kind == MF_PLAN_NEAR)
		mf_buf_printf(out, " ~%u", n->slop);
	for (size_t i = 0; i < n->entities; i++)
		mf_buf_printf(out, " %s", n->entity[i]);
	if (n->expansion)
		mf_buf_addstr(out, " expansion");
	if (n->text)
		mf_buf_printf(out, " %s", n->text);
	if (n->kind == MF_PLAN_DATE && n->range.none)
		mf_buf_addstr(out, " none");
	if (n->kind == MF_PLAN_DATE && !n->range.none) {
		if (n->range.from > MF_DAY_MIN)
			mf_day_print(n->range.from, from);
		if (n->range.to < MF_DAY_MAX)
			mf_day_print(n->range.to, to);
		mf_buf_printf(out, " %s..%s", n->range.from > MF_DAY_MIN ? from : "",
			      n->range.to < MF_DAY_MAX ? to : "");
	}
	for (size_t i = 0; i < n->children; i++) {
		mf_buf_addch(out, ' ');
		print_plan(plan, n->child[i], out);
	}
	mf_buf_addch(out, ')');
}

/* The Xapian query with its weights left out: they are of the documents, not of the plan. */
static void print_query(const struct mf_search *s, struct mf_buf *out)
{
	struct xc_query *query = NULL;
	char *text = NULL;

	assert_int_equal(mf_plan_query(&s->plan, &s->look, &query, NULL), 0);
	assert_int_equal(xc_query_describe(&text, query, NULL), 0);
	for (const char *at = text; *at;) {
		char *end;
		double factor = (*at >= '0' && *at <= '9') && at > text && strchr("( ", at[-1])
					? strtod(at, &end)
					: -1;
		if (factor >= 0 && strncmp(end, " * ", 3) == 0) {
			mf_buf_addstr(out, factor > 0 ? "" : "0 * ");
			at = end + 3;
		} else {
			mf_buf_addch(out, *at++);
		}
	}
	xc_free(text);
	xc_query_free(query);
}

/* A query as the rows have it. */
static void print_row(struct mf_engine *e, const char *query, struct mf_buf *out)
{
	struct mf_request r;
	struct mf_error err = MF_ERROR_INIT;
	struct mf_arena arena = MF_ARENA_INIT;
	struct mf_search s;

	mf_request_init(&r);
	r.query = query;
	r.today = mf_day_from_civil(2022, 1, 31);
	mf_buf_printf(out, "%s\n\t", query);
	if (mf_search_prepare(&s, e, &r, &arena, &err) < 0) {
		mf_buf_printf(out, "! %s", err.text);
	} else {
		mf_query_print_tree(s.query.root, out);
		mf_buf_addstr(out, "\n\t");
		print_plan(&s.plan, s.plan.root, out);
		mf_buf_printf(out, "\n\t%s", s.plan.verify ? "judged " : "");
		print_query(&s, out);
	}
	mf_buf_addch(out, '\n');
	mf_arena_release(&arena);
}

/* ---- the rows ---- */

static void rows_are_planned_so(void **state)
{
	struct mf_buf got = MF_BUF_INIT, wanted = MF_BUF_INIT;
	char *rest = golden.data, *line;
	unsigned rows = 0;

	(void)state;
	for (line = strtok_r(rest, "\n", &rest); line;) {
		if (*line == '#') {
			line = strtok_r(NULL, "\n", &rest);
			continue;
		}
		mf_buf_reset(&got);
		mf_buf_reset(&wanted);
		print_row(engine, line, &got);
		mf_buf_printf(&wanted, "%s\n", line);
		for (line = strtok_r(NULL, "\n", &rest); line && *line == '\t';
		     line = strtok_r(NULL, "\n", &rest))
			mf_buf_printf(&wanted, "%s\n", line);
		if (strcmp(got.data, wanted.data) != 0)
			fail_msg("expected:\n%s\ngot:\n%s", wanted.data, got.data);
		rows++;
	}
	assert_true(rows > 50);
	mf_buf_release(&got);
	mf_buf_release(&wanted);
}

/* Lines "= {...}" at the head are documents, one JSON record each. */
static int set_up(void **state)
{
	const char *source = getenv("top_srcdir");
	char *path = mf_printf("%s/tests/golden/plans.txt", source ? source : ".");
	char *docs = mf_printf("%s/docs.jsonl", fixture_folder());
	char *arguments = mf_printf("--no-default-gazetteer --gazetteer=%s/tests/golden/entities.ttl %s",
				    source ? source : ".", docs);
	struct mf_buf all = MF_BUF_INIT;
	FILE *out = fopen(docs, "w");
	struct mf_error err = MF_ERROR_INIT;
	char *rest;

	(void)state;
	assert_non_null(out);
	golden = (struct mf_buf)MF_BUF_INIT;
	if (mf_file_read(path, 1 << 20, &all, &err) < 0)
		fail_msg("%s", err.text);
	for (char *line = strtok_r(all.data, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		if (*line == '=' && line[1] == ' ')
			fprintf(out, "%s\n", line + 2);
		else
			mf_buf_printf(&golden, "%s\n", line);
	}
	assert_int_equal(fclose(out), 0);
	make_index("plans", arguments);
	engine = open_index("plans");
	mf_buf_release(&all);
	free(arguments);
	free(docs);
	free(path);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	mf_engine_free(engine);
	mf_buf_release(&golden);
	fixture_remove();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(rows_are_planned_so) };

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
