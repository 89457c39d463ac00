/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Passages: they tile the text, keep to their length, and break where a reader would. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "indexer/analysis/passage.h"

struct text {
	struct mf_buf buf;
	struct mf_tokens tokens;
	struct mf_passages passages;
	struct mf_place place[40];
	size_t places;
};

static void sentence(struct text *t, int words, const char *end)
{
	for (int i = 0; i < words; i++)
		mf_buf_printf(&t->buf, "%sكلمة", i ? " " : "");
	mf_buf_addstr(&t->buf, end);
}

/* Cuts, and checks what must always hold. */
static size_t cut(struct text *t)
{
	mf_segment(&t->tokens, t->buf.data, t->buf.len);
	mf_passages_cut(&t->tokens, t->buf.data, t->buf.len, t->place, t->places, &t->passages);
	for (size_t i = 0; i < t->passages.n; i++) {
		const struct mf_passage *p = &t->passages.v[i];

		assert_int_equal(p->begin, i ? p[-1].end : 0);
		assert_int_equal(p->first, i ? p[-1].last : 0);
		assert_true(p->last - p->first <= MF_PASSAGE_MAX);
		for (uint32_t token = p->first; token < p->last; token++)
			assert_true(t->tokens.v[token].begin >= p->begin && t->tokens.v[token].end <= p->end);
	}
	assert_int_equal(t->passages.v[t->passages.n - 1].end, t->buf.len);
	assert_int_equal(t->passages.v[t->passages.n - 1].last, t->tokens.n);
	return t->passages.n;
}

static size_t words(const struct text *t, size_t i)
{
	return t->passages.v[i].last - t->passages.v[i].first;
}

static int set_up(void **state)
{
	static const struct text empty = { .buf = MF_BUF_INIT, .tokens = MF_TOKENS_INIT };
	struct text *t = malloc(sizeof *t);

	assert_non_null(t);
	*t = empty;
	*state = t;
	return 0;
}

static int tear_down(void **state)
{
	struct text *t = *state;

	mf_buf_release(&t->buf);
	mf_tokens_release(&t->tokens);
	free(t->passages.v);
	free(t);
	return 0;
}

static void nothing_is_one_passage(void **state)
{
	struct text *t = *state;

	assert_int_equal(cut(t), 1);
	mf_buf_addstr(&t->buf, " \n، \n");
	assert_int_equal(cut(t), 1);
}

static void short_paragraphs_are_collected(void **state)
{
	struct text *t = *state;

	for (int i = 0; i < 10; i++)
		sentence(t, 40, ".\n\n");
	assert_int_equal(cut(t), 3);
	assert_int_equal(words(t, 0), 160);
	assert_int_equal(words(t, 1), 160);
	assert_int_equal(words(t, 2), 80);
}

static void long_paragraphs_break_at_sentences(void **state)
{
	struct text *t = *state;

	for (int i = 0; i < 40; i++)
		sentence(t, 17, ". ");
	cut(t);
	assert_true(t->passages.n >= 3 && t->passages.n <= 5);
	for (size_t i = 0; i < t->passages.n; i++)
		assert_int_equal(words(t, i) % 17, 0);
}

static void a_sentence_without_end_is_cut(void **state)
{
	struct text *t = *state;

	sentence(t, 1000, "");
	assert_true(cut(t) >= 4);
}

static void a_heading_goes_with_its_text(void **state)
{
	struct text *t = *state;
	uint32_t heading;

	sentence(t, 160, ".\n\n");
	heading = (uint32_t)t->buf.len;
	sentence(t, 4, "\n");
	sentence(t, 150, ".\n");
	assert_int_equal(cut(t), 2);
	assert_int_equal(t->passages.v[1].begin, heading);
}

static void a_short_rest_goes_with_what_is_before(void **state)
{
	struct text *t = *state;

	sentence(t, 150, ".\n\n");
	sentence(t, 20, ".\n");
	assert_int_equal(cut(t), 1);
}

/* A chapter of `words` words in paragraphs of 40 below a heading. */
static void chapter(struct text *t, int words)
{
	t->place[t->places++] = (struct mf_place){ t->buf.len, MF_PLACE_CHAPTER, "" };
	sentence(t, 3, "\n\n");
	for (; words > 0; words -= 40)
		sentence(t, words < 40 ? words : 40, ".\n\n");
}

static void begins_at(const struct text *t, size_t passage, size_t place)
{
	assert_int_equal(t->passages.v[passage].begin, t->place[place].at);
}

static void chapters_of_a_book_are_kept_apart(void **state)
{
	struct text *t = *state;

	chapter(t, 20);
	chapter(t, 200);
	chapter(t, 10);
	chapter(t, 3000);
	cut(t);
	begins_at(t, 1, 1);
	begins_at(t, 3, 2);
	begins_at(t, 4, 3);
}

static void headings_of_two_ranks_are_together(void **state)
{
	struct text *t = *state;

	chapter(t, 100);
	t->place[t->places++] = (struct mf_place){ t->buf.len, MF_PLACE_CHAPTER, "" };
	sentence(t, 2, "\n\n");
	chapter(t, 3000);
	cut(t);
	begins_at(t, 1, 1);
	assert_true(t->passages.v[1].end > t->place[2].at);
}

static void small_chapters_of_a_short_text_are_collected(void **state)
{
	struct text *t = *state;

	for (int i = 0; i < 4; i++)
		chapter(t, 20);
	chapter(t, 60);
	assert_int_equal(cut(t), 2);
	begins_at(t, 1, 3);
}

static void an_opening_quote_goes_with_its_word(void **state)
{
	struct text *t = *state;

	sentence(t, 160, ".\n\n");
	mf_buf_addstr(&t->buf, "«(");
	sentence(t, 160, "».\n");
	assert_int_equal(cut(t), 2);
	assert_memory_equal(t->buf.data + t->passages.v[1].begin, "«(", strlen("«("));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(nothing_is_one_passage, set_up, tear_down),
		cmocka_unit_test_setup_teardown(short_paragraphs_are_collected, set_up, tear_down),
		cmocka_unit_test_setup_teardown(long_paragraphs_break_at_sentences, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_sentence_without_end_is_cut, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_heading_goes_with_its_text, set_up, tear_down),
		cmocka_unit_test_setup_teardown(chapters_of_a_book_are_kept_apart, set_up, tear_down),
		cmocka_unit_test_setup_teardown(headings_of_two_ranks_are_together, set_up, tear_down),
		cmocka_unit_test_setup_teardown(small_chapters_of_a_short_text_are_collected, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_short_rest_goes_with_what_is_before, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_opening_quote_goes_with_its_word, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
