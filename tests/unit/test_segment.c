/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The cutter of words: the rows of tests/golden/tokens.txt, line ends, long words, and rubbish. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "indexer/analysis/words/fold.h"
#include "indexer/analysis/words/token.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/utf8.h"

static const char kinds[] = "AWNF", gaps[] = "gsjqc.lp";

static void print_tokens(const struct mf_tokens *tokens, struct mf_buf *out)
{
	mf_buf_reset(out);
	for (size_t i = 0; i < tokens->n; i++)
		mf_buf_printf(out, "%s%c%c/%s", i ? " " : "", kinds[tokens->v[i].kind],
			      gaps[tokens->v[i].gap], mf_form(tokens, i));
}

static void golden(void **state)
{
	const char *top = getenv("top_srcdir");
	char *path = mf_path_join(top ? top : ".", "tests/golden/tokens.txt");
	struct mf_buf text = MF_BUF_INIT, out = MF_BUF_INIT;
	struct mf_tokens tokens = MF_TOKENS_INIT;
	unsigned rows = 0, wrong = 0;
	char *line, *next;

	(void)state;
	assert_int_equal(mf_file_read(path, 1 << 20, &text, NULL), 0);
	for (line = text.data; *line; line = next) {
		next = strchr(line, '\n');
		*next++ = '\0';
		if (*line == '#')
			continue;
		if (*line == '>') {
			mf_segment(&tokens, line + 2, strlen(line + 2));
			print_tokens(&tokens, &out);
			rows++;
			if (out.len)
				continue;
		} else if (strcmp(out.data, line) != 0) {
			print_error("wanted %s\ngot    %s\n", line, out.data);
			wrong++;
		}
	}
	assert_int_equal(wrong, 0);
	assert_true(rows > 15);
	mf_tokens_release(&tokens);
	mf_buf_release(&out);
	mf_buf_release(&text);
	free(path);
}

static void lines_and_paragraphs(void **state)
{
	static const char text[] = "سطر\r\nثان\n \t\nثالث\rرابع\xe2\x80\xa9خامس.\n\n";
	struct mf_tokens tokens = MF_TOKENS_INIT;
	struct mf_buf out = MF_BUF_INIT;

	(void)state;
	mf_segment(&tokens, text, sizeof text - 1);
	print_tokens(&tokens, &out);
	assert_string_equal(out.data, "Ap/سطر Al/ثان Ap/ثالث Al/رابع Ap/خامس");
	mf_tokens_release(&tokens);
	mf_buf_release(&out);
}

/* A token covers its word with marks and tatweel, no punctuation, no controls at the edges. */
static void bytes_cover_the_word(void **state)
{
	static const char text[] = "«مُحمّدٌ»، \xe2\x80\xabبـ\xe2\x80\xac (السـلامِ)! 1.5.";
	static const char *const words[] = { "مُحمّدٌ", "بـ", "السـلامِ", "1.5" };
	struct mf_tokens tokens = MF_TOKENS_INIT;

	(void)state;
	mf_segment(&tokens, text, sizeof text - 1);
	assert_int_equal(tokens.n, 4);
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(tokens.v[i].end - tokens.v[i].begin, strlen(words[i]));
		assert_memory_equal(text + tokens.v[i].begin, words[i], strlen(words[i]));
	}
	assert_int_equal(tokens.v[1].kind, MF_TOKEN_FRAGMENT);
	mf_tokens_release(&tokens);
}

static void long_words_stay_equal_and_apart(void **state)
{
	struct mf_tokens tokens = MF_TOKENS_INIT;
	struct mf_buf text = MF_BUF_INIT;

	(void)state;
	for (int word = 0; word < 4; word++) {
		for (int i = 0; i < (word < 2 ? 150 : 3000); i++)
			mf_buf_addstr(&text, "ب");
		mf_buf_addstr(&text, word == 3 ? "ت " : "ل ");
	}
	mf_segment(&tokens, text.data, text.len);
	assert_int_equal(tokens.n, 4);
	for (size_t i = 0; i < 4; i++) {
		assert_true(tokens.v[i].form_len <= MF_FORM_MAX);
		assert_int_equal(tokens.v[i].form_len, strlen(mf_form(&tokens, i)));
		assert_true(mf_utf8_valid(mf_form(&tokens, i), tokens.v[i].form_len, NULL));
	}
	assert_string_equal(mf_form(&tokens, 0), mf_form(&tokens, 1));
	assert_string_not_equal(mf_form(&tokens, 1), mf_form(&tokens, 2));
	assert_string_not_equal(mf_form(&tokens, 2), mf_form(&tokens, 3));
	mf_tokens_release(&tokens);
	mf_buf_release(&text);
}

/* Over random bytes: offsets are in order and inside the text, forms are folded and of their length. */
static void rubbish(void **state)
{
	static const char *const bits[] = { "و",
					    "ب",
					    "ال",
					    "ًُ",
					    "ـ",
					    " ",
					    ".",
					    ",",
					    "\"",
					    "-",
					    "\n",
					    "5",
					    "٣",
					    "a",
					    "É",
					    "’",
					    "ไ",
					    "東",
					    "\xe2\x80\x8c",
					    "\xff",
					    "\xd8",
					    "(",
					    "»",
					    "ﷺ",
					    "ﷲ",
					    "\xf0\x9f\x98\x80" };
	struct mf_tokens tokens = MF_TOKENS_INIT;
	struct mf_buf text = MF_BUF_INIT, folded = MF_BUF_INIT;
	uint32_t seed = 99;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		uint32_t last = 0;

		mf_buf_reset(&text);
		for (int i = 0; i < 40; i++) {
			seed = seed * 1664525u + 1013904223u;
			mf_buf_addstr(&text, bits[(seed >> 8) % (sizeof bits / sizeof bits[0])]);
		}
		mf_segment(&tokens, text.data, text.len);
		for (size_t i = 0; i < tokens.n; i++) {
			const struct mf_token *t = &tokens.v[i];

			assert_true(t->begin >= last && t->end > t->begin && t->end <= text.len);
			assert_true(i == 0 || t->gap != MF_GAP_GLUED || t->begin == last ||
				    text.data[last] != ' ');
			last = t->end;
			assert_true(mf_utf8_valid(text.data + t->begin, t->end - t->begin, NULL));
			assert_int_equal(t->form_len, strlen(mf_form(&tokens, i)));
			mf_buf_reset(&folded);
			mf_fold(&folded, mf_form(&tokens, i), t->form_len);
			assert_string_equal(folded.data, mf_form(&tokens, i));
		}
	}
	mf_tokens_release(&tokens);
	mf_buf_release(&text);
	mf_buf_release(&folded);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(golden),
		cmocka_unit_test(lines_and_paragraphs),
		cmocka_unit_test(bytes_cover_the_word),
		cmocka_unit_test(long_words_stay_equal_and_apart),
		cmocka_unit_test(rubbish),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
