/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Quotations against the texts themselves: phrases, words near each other, spellings to the letter. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "search/engine/literal.h"
#include "tests/unit/engine_fixture.h"
#include "wrappers/libc/mem.h"

#define QUERIES 400

static struct mf_engine *one, *several; /* the same documents in one segment and in a few */
static struct mf_arena arena;           /* of the search in hand */

/* ---- passages as rows of words ---- */

struct words {
	struct mf_tokens title, text;
	struct mf_buf title_bytes, text_bytes;
	size_t title_line; /* words of the text that are its title */
};

static struct words words_new(void)
{
	return (struct words){ MF_TOKENS_INIT, MF_TOKENS_INIT, MF_BUF_INIT, MF_BUF_INIT, 0 };
}

static void words_release(struct words *w)
{
	mf_tokens_release(&w->title);
	mf_tokens_release(&w->text);
	mf_buf_release(&w->title_bytes);
	mf_buf_release(&w->text_bytes);
}

static void words_of(struct mf_engine *e, size_t segment, uint32_t passage, struct words *w)
{
	struct mf_segment *s = &e->index->segment[segment];
	const struct mf_document_row *row =
		mf_documents_row(&s->documents, mf_columns_document(&s->columns, passage));
	struct mf_buf room = MF_BUF_INIT;
	struct mf_description about;
	bool first = passage == row->first;

	passage_text(e, segment, passage, &w->text_bytes);
	mf_segment(&w->text, w->text_bytes.data, w->text_bytes.len);
	assert_int_equal(
		mf_segment_describe(s, mf_columns_document(&s->columns, passage), &room, &about, NULL), 0);
	mf_buf_reset(&w->title_bytes);
	if (first && !row->title_end)
		mf_buf_addstr(&w->title_bytes, about.title);
	mf_segment(&w->title, w->title_bytes.data, w->title_bytes.len);
	w->title_line = 0;
	while (first && w->title_line < w->text.n &&
	       w->text.v[w->title_line].begin + mf_columns_begin(&s->columns, passage) < row->title_end)
		w->title_line++;
	free(about.extra);
	mf_buf_release(&room);
}

/* A row of words that no quotation reaches over the end of. */
struct row {
	const struct mf_tokens *in;
	const char *bytes;
	size_t from, to;
};

/* Does the row have it?  What that means is the test's. */
typedef bool holds_fn(void *ctx, const struct row *row, const struct mf_segment *s);

static bool passage_holds(const struct words *w, const struct mf_segment *s, holds_fn *holds, void *ctx)
{
	struct row title = { &w->title, w->title_bytes.data, 0, w->title.n };
	struct row line = { &w->text, w->text_bytes.data, 0, w->title_line };
	struct row text = { &w->text, w->text_bytes.data, w->title_line, w->text.n };

	return holds(ctx, &title, s) || holds(ctx, &line, s) || holds(ctx, &text, s);
}

/* The living passages of an engine, each cut into words once. */
struct passage {
	size_t segment;
	uint32_t number;
	struct words words;
};

struct passages {
	struct passage *v;
	size_t n, cap;
};
static struct passages in_one, in_several;

static void read_passages(struct mf_engine *e, struct passages *out)
{
	for (size_t s = 0; s < e->index->segments; s++)
		for (uint32_t p = 0; p < e->index->segment[s].columns.n; p++) {
			if (mf_segment_dead(&e->index->segment[s],
					    mf_columns_document(&e->index->segment[s].columns, p)))
				continue;
			out->v = mf_grow(out->v, &out->cap, out->n + 1, sizeof *out->v);
			out->v[out->n] = (struct passage){ s, p, words_new() };
			words_of(e, s, p, &out->v[out->n++].words);
		}
}

static void passages_release(struct passages *p)
{
	for (size_t i = 0; i < p->n; i++)
		words_release(&p->v[i].words);
	free(p->v);
}

static void found_of(struct mf_search *s, struct set *out)
{
	struct mf_buf name = MF_BUF_INIT;
	struct mf_found found = MF_FOUND_INIT;

	assert_int_equal(mf_search_collect(s, MF_SKIP_NONE, 0, true, &found, NULL), 0);
	for (size_t k = 0; k < found.segments; k++)
		for (size_t i = 0; i < found.match[k].n; i++) {
			passage_name(s->engine, k, found.match[k].passage[i], &name);
			set_add(out, name.data);
		}
	set_sort(out);
	mf_buf_release(&name);
	mf_found_release(&found);
}

static void prepare(struct mf_engine *e, struct mf_request *r, const char *query, struct mf_search *s)
{
	struct mf_error err = MF_ERROR_INIT;

	mf_arena_reset(&arena);
	mf_request_init(r);
	r->query = query;
	if (mf_search_prepare(s, e, r, &arena, &err) < 0)
		fail_msg("%s: %s", query, err.text);
}

/* What a query finds is what the texts hold; returns how many passages.  One that no text has is taken as
 * words, and says so: of those nothing is asked here. */
static size_t read_alike(struct mf_engine *e, const char *query, holds_fn *holds, void *ctx)
{
	const struct passages *all = e == one ? &in_one : &in_several;
	struct set found = { NULL, 0, 0 }, wanted = { NULL, 0, 0 };
	struct mf_buf name = MF_BUF_INIT;
	struct mf_request r;
	struct mf_search search;
	size_t n;

	prepare(e, &r, query, &search);
	for (size_t i = 0; i < all->n; i++) {
		const struct passage *p = &all->v[i];
		if (!passage_holds(&p->words, &e->index->segment[p->segment], holds, ctx))
			continue;
		passage_name(e, p->segment, p->number, &name);
		set_add(&wanted, name.data);
	}
	set_sort(&wanted);
	if (search.looses && wanted.n)
		fail_msg("%s: %zu passages have it", query, wanted.n);
	if (search.looses) {
		assert_non_null(strstr(mf_search_interpreted(&search), "stands nowhere"));
	} else {
		found_of(&search, &found);
		same_sets("the texts", query, &found, &wanted);
		if (!wanted.n && search.plan.quotes)
			fail_msg("%s: is not taken as words", query);
	}
	n = wanted.n;
	set_release(&found);
	set_release(&wanted);
	mf_buf_release(&name);
	return n;
}

/* ---- phrases ---- */

/* Is a word that of a phrase, the first of which may have clitics before it? */
static bool is_phrase_word(const char *form, const char *wanted, bool joined)
{
	static const char *const before[] = { "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك" };
	static const char *const dative[] = { "لل", "ولل", "فلل" };
	bool defined = strncmp(wanted, "ال", strlen("ال")) == 0;

	if (strcmp(form, wanted) == 0)
		return true;
	for (size_t i = 0; joined && i < sizeof before / sizeof *before; i++)
		if (strncmp(form, before[i], strlen(before[i])) == 0 &&
		    strcmp(form + strlen(before[i]), wanted) == 0)
			return true;
	for (size_t i = 0; joined && defined && i < sizeof dative / sizeof *dative; i++)
		if (strncmp(form, dative[i], strlen(dative[i])) == 0 &&
		    strcmp(form + strlen(dative[i]), wanted + strlen("ال")) == 0)
			return true;
	return false;
}

static bool stands(void *ctx, const struct row *row, const struct mf_segment *s)
{
	const struct mf_tokens *phrase = ctx;

	(void)s;
	for (size_t at = row->from; at + phrase->n <= row->to; at++) {
		size_t i = 0;
		while (i < phrase->n &&
		       is_phrase_word(mf_form(row->in, at + i), mf_form(phrase, i), i == 0 && phrase->n > 1))
			i++;
		if (i == phrase->n)
			return true;
	}
	return false;
}

static void phrases_are_read_in_the_texts(void **state)
{
	struct mf_buf text = MF_BUF_INIT, query = MF_BUF_INIT;
	struct mf_tokens tokens = MF_TOKENS_INIT;
	int found = 0;

	(void)state;
	for (int i = 0; i < QUERIES; i++) {
		size_t n = 1 + any(4);
		mf_buf_reset(&text);
		mf_buf_reset(&query);
		if (!random_words(several, n, &text))
			continue;
		mf_segment(&tokens, text.data, text.len);
		if (tokens.n != n) /* a clitic torn off is glued or not by what follows */
			continue;
		mf_buf_printf(&query, "\"%s\"", text.data);
		found += read_alike(one, query.data, stands, &tokens) > 0;
		read_alike(several, query.data, stands, &tokens);
	}
	assert_true(found > QUERIES / 2); /* not all: words after each other may be of title and text */
	mf_tokens_release(&tokens);
	mf_buf_release(&query);
	mf_buf_release(&text);
}

/* ---- near each other ---- */

struct near {
	struct mf_search *search;
	size_t words, slop;
	const char *typed[8]; /* of words to the letter, else NULL */
};

/* Is a token of a passage one of the forms that word k of the query is found by? */
static bool is_word(const struct near *n, const struct row *row, size_t at, size_t k,
		    const struct mf_segment *s)
{
	const struct mf_token *t = &row->in->v[at];
	const struct mf_query_word *w = &n->search->plan.words.v[n->search->plan.root->word[k]];
	const struct mf_word_table *table =
		mf_search_table(n->search, (size_t)(s - n->search->engine->index->segment));
	uint32_t form = mf_vocabulary_id(&s->vocabulary, mf_form(row->in, at), t->form_len);

	if (n->typed[k])
		return mf_spelt_as(n->typed[k], strlen(n->typed[k]), row->bytes + t->begin,
				   t->end - t->begin);
	for (const struct mf_word_match *m = mf_word_table_find(table, form); m;
	     m = mf_word_table_next(table, m))
		if (&n->search->plan.words.v[m->word] == w && m->how != MF_MATCH_ROOT)
			return true;
	return false;
}

/* All words somewhere in a window of their number and the slop. */
static bool near(void *ctx, const struct row *row, const struct mf_segment *s)
{
	const struct near *n = ctx;
	size_t window = n->words + n->slop, len = row->to - row->from;
	bool *is = mf_calloc(len * n->words + 1, sizeof *is), found = false;

	for (size_t at = 0; at < len; at++)
		for (size_t k = 0; k < n->words; k++)
			is[at * n->words + k] = is_word(n, row, row->from + at, k, s);
	for (size_t first = 0; first < len && !found; first++) {
		size_t have = 0;
		for (size_t k = 0; k < n->words; k++)
			for (size_t at = first; at < len && at < first + window; at++)
				if (is[at * n->words + k]) {
					have++;
					break;
				}
		found = have == n->words;
	}
	free(is);
	return found;
}

/* Words from a stretch of text, some left out, in any order. */
static void scatter(const struct mf_tokens *tokens, const char *text, size_t *n, struct mf_buf *out)
{
	size_t chosen[8], kept = 0;

	for (size_t i = 0; i < tokens->n && kept < 4; i++)
		if (tokens->v[i].kind == MF_TOKEN_ARABIC && any(3))
			chosen[kept++] = i;
	for (size_t i = 0; i < kept; i++) {
		size_t k = any((uint32_t)kept), swap = chosen[i];
		chosen[i] = chosen[k];
		chosen[k] = swap;
	}
	for (size_t i = 0; i < kept; i++)
		mf_buf_printf(out, "%s%.*s", i ? " " : "",
			      (int)(tokens->v[chosen[i]].end - tokens->v[chosen[i]].begin),
			      text + tokens->v[chosen[i]].begin);
	*n = kept;
}

/* Returns how many passages have it. */
static size_t check_near(struct mf_engine *e, const char *query, struct near *n)
{
	size_t found = 0;
	struct mf_request r;
	struct mf_search search;
	struct mf_arena kept;

	prepare(e, &r, query, &search);
	n->search = &search; /* a plan of its own: read_alike makes another */
	kept = arena;
	arena = (struct mf_arena)MF_ARENA_INIT;
	if (search.plan.root->kind == MF_PLAN_NEAR && search.plan.root->words == n->words)
		found = read_alike(e, query, near, n);
	mf_arena_release(&arena);
	arena = kept;
	return found;
}

static void neighbours_are_read_in_the_texts(void **state)
{
	struct mf_buf text = MF_BUF_INIT, words = MF_BUF_INIT, query = MF_BUF_INIT;
	struct mf_tokens tokens = MF_TOKENS_INIT;
	int standing = 0;

	(void)state;
	for (int i = 0; i < QUERIES / 2; i++) {
		struct near n = { .slop = any(7) };
		bool literal = any(2);
		mf_buf_reset(&text);
		mf_buf_reset(&words);
		mf_buf_reset(&query);
		if (!random_words(several, 3 + any(6), &text))
			continue;
		mf_segment(&tokens, text.data, text.len);
		scatter(&tokens, text.data, &n.words, &words);
		if (n.words < 2)
			continue;
		mf_buf_printf(&query, "%s\"%s\"~%zu", literal ? "=" : "", words.data, n.slop);
		if (literal) {
			char *at = words.data;
			for (size_t k = 0; k < n.words; k++)
				n.typed[k] = strsep(&at, " ");
		}
		check_near(one, query.data, &n);
		standing += check_near(several, query.data, &n) > 0;
	}
	assert_true(standing > QUERIES / 4);
	mf_tokens_release(&tokens);
	mf_buf_release(&query);
	mf_buf_release(&words);
	mf_buf_release(&text);
}

/* A window has its words and the slop, not one more. */
static void a_window_ends(void **state)
{
	static const struct {
		const char *query;
		bool stands;
	} rows[] = {
		{ "\"سفينة مرفأ\"~2", false },  { "\"سفينة مرفأ\"~3", true },  { "\"مرفأ سفينة\"~3", true },
		{ "\"سفينة قديمة\"~0", true },  { "\"سفينة جدا\"~0", false },  { "\"سفينة جدا\"~1", true },
		{ "=\"سفينة مرفأ\"~2", false }, { "=\"سفينة مرفأ\"~3", true },
	};
	struct mf_engine *e;
	char *arguments;

	(void)state;
	shell("printf '%%s\\n' '{\"id\":\"x\",\"text\":\"غادرت سفينة قديمة جدا أول مرفأ\"}' >%s/window.jsonl",
	      fixture_folder());
	arguments = mf_printf("%s/window.jsonl", fixture_folder());
	make_index("window", arguments);
	free(arguments);
	e = open_index("window");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct set found = { NULL, 0, 0 };
		struct mf_request r;
		struct mf_search search;
		prepare(e, &r, rows[i].query, &search);
		found_of(&search, &found);
		if ((found.n && !search.looses) != rows[i].stands)
			fail_msg("%s: wanted %d", rows[i].query, rows[i].stands);
		set_release(&found);
	}
	mf_engine_free(e);
}

/* ---- to the letter ---- */

static void spellings(void **state)
{
	static const struct {
		const char *typed, *text;
		bool same;
	} rows[] = {
		{ "علي", "علي", true },          { "علي", "على", false },       { "على", "علي", false },
		{ "أحمد", "احمد", false },       { "احمد", "أحمد", false },     { "أحمد", "أَحْمَد", true },
		{ "مدرسة", "مدرسه", false },     { "مدرسة", "مدرســـة", true }, { "مدرســـة", "مدرسة", true },
		{ "كَتَبَ", "كُتِبَ", false },         { "كَتَبَ", "كتب", false },       { "كتب", "كُتِبَ", true },
		{ "كَتَبَ", "كَتَبَ", true },          { "مدرّسة", "مُدَرِّسَة", true },    { "مَراكش", "مَرَّاكُش", true },
		{ "مؤسسة", "مؤسسات", false },    { "كتاب", "كتابة", false },    { "كتابة", "كتاب", false },
		{ "ﻓﺘﺢ", "فتح", true },          { "آسفي", "آسفی", true },      { "NATO", "Nato", true },
		{ "Réunion", "Reunion", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (mf_spelt_as(rows[i].typed, strlen(rows[i].typed), rows[i].text, strlen(rows[i].text)) !=
		    rows[i].same)
			fail_msg("%s and %s: wanted %d", rows[i].typed, rows[i].text, rows[i].same);
}

/* A text without tatweel and marks. */
static void bare(const char *text, size_t len, struct mf_buf *out)
{
	mf_buf_reset(out);
	for (size_t i = 0; i < len; i += 2) {
		unsigned char a = (unsigned char)text[i], b = i + 1 < len ? (unsigned char)text[i + 1] : 0;
		if (a < 0xd8 || a > 0xdb) { /* no Arabic letter: taken as it is */
			mf_buf_addch(out, text[i]);
			i--;
			continue;
		}
		if ((a == 0xd9 && (b == 0x80 || (b >= 0x8b && b <= 0x9f) || b == 0xb0)))
			continue;
		mf_buf_add(out, text + i, 2);
	}
}

struct spelled {
	struct mf_buf wanted, got;
};

static bool spelled_so(void *ctx, const struct row *row, const struct mf_segment *s)
{
	struct spelled *sp = ctx;

	(void)s;
	for (size_t at = row->from; at < row->to; at++) {
		const struct mf_token *t = &row->in->v[at];
		bare(row->bytes + t->begin, t->end - t->begin, &sp->got);
		if (strcmp(sp->got.data, sp->wanted.data) == 0)
			return true;
	}
	return false;
}

static void spellings_are_read_in_the_texts(void **state)
{
	struct mf_buf text = MF_BUF_INIT, query = MF_BUF_INIT;
	struct mf_tokens tokens = MF_TOKENS_INIT;
	struct spelled sp = { MF_BUF_INIT, MF_BUF_INIT };
	int read = 0;

	(void)state;
	for (int i = 0; i < QUERIES; i++) {
		mf_buf_reset(&text);
		mf_buf_reset(&query);
		if (!random_words(several, 1, &text))
			continue;
		mf_segment(&tokens, text.data, text.len);
		if (tokens.n != 1 || tokens.v[0].kind != MF_TOKEN_ARABIC)
			continue;
		bare(text.data, text.len, &sp.wanted);
		mf_buf_printf(&query, "=%s", sp.wanted.data);
		assert_true(read_alike(one, query.data, spelled_so, &sp) > 0);
		read_alike(several, query.data, spelled_so, &sp);
		read++;
	}
	assert_true(read > QUERIES / 2);
	mf_tokens_release(&tokens);
	mf_buf_release(&sp.wanted);
	mf_buf_release(&sp.got);
	mf_buf_release(&query);
	mf_buf_release(&text);
}

/* ---- the index ---- */

static int set_up(void **state)
{
	(void)state;
	open_both(&one, &several);
	read_passages(one, &in_one);
	read_passages(several, &in_several);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	mf_arena_release(&arena);
	passages_release(&in_one);
	passages_release(&in_several);
	mf_engine_free(one);
	mf_engine_free(several);
	fixture_remove();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(phrases_are_read_in_the_texts),
		cmocka_unit_test(neighbours_are_read_in_the_texts),
		cmocka_unit_test(a_window_ends),
		cmocka_unit_test(spellings),
		cmocka_unit_test(spellings_are_read_in_the_texts),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
