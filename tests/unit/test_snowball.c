/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What libstemmer is asked and what becomes of its answers, over the words of the sample articles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "indexer/analysis/words/affix.h"
#include "indexer/analysis/words/stem.h"
#include "indexer/analysis/words/token.h"
#include "wrappers/libc/file.h"

/* The linker sends every call of sb_stemmer_stem here (-Wl,--wrap). */
struct sb_stemmer;
int sb_stemmer_length(struct sb_stemmer *stemmer);
const unsigned char *__real_sb_stemmer_stem(struct sb_stemmer *stemmer, const unsigned char *word, int len);
const unsigned char *__wrap_sb_stemmer_stem(struct sb_stemmer *stemmer, const unsigned char *word, int len);

static unsigned calls;
static char asked[256], answered[256];

const unsigned char *__wrap_sb_stemmer_stem(struct sb_stemmer *stemmer, const unsigned char *word, int len)
{
	const unsigned char *stem = __real_sb_stemmer_stem(stemmer, word, len);

	calls++;
	snprintf(asked, sizeof asked, "%.*s", len, (const char *)word);
	snprintf(answered, sizeof answered, "%.*s", sb_stemmer_length(stemmer), (const char *)stem);
	return stem;
}

struct counts {
	unsigned forms, changed; /* tokens; those whose stem is not libstemmer's answer */
};

static void stem_article(struct mf_stemmer *stemmer, const char *path, struct counts *c)
{
	struct mf_buf text = MF_BUF_INIT;
	struct mf_tokens tokens = MF_TOKENS_INIT;
	char stem[MF_STEM_MAX];

	assert_int_equal(mf_file_read(path, 1 << 20, &text, NULL), 0);
	mf_segment(&tokens, text.data, text.len);
	for (size_t i = 0; i < tokens.n; i++) {
		const char *form = mf_form(&tokens, i);
		unsigned before = calls;

		if (tokens.v[i].kind != MF_TOKEN_ARABIC || !mf_word_is_arabic(form, tokens.v[i].form_len))
			continue;
		mf_stem(stemmer, form, tokens.v[i].form_len, stem);
		if (calls != before + 1)
			fail_msg("%s: libstemmer was called %u times", form, calls - before);
		c->forms++;
		c->changed += strcmp(stem, answered) != 0;
	}
	mf_tokens_release(&tokens);
	mf_buf_release(&text);
}

static struct counts stem_corpus(enum mf_stemming kind)
{
	static const char *const articles[] = {
		"kazakhstan/last-plane.txt", "kazakhstan/miners.txt", "kazakhstan/gas-prices.txt",
		"tunisia/runoff.txt",        "tunisia/july25.txt",    "lebanon/elections.txt",
		"egypt/canal.txt",           "libya/derna.txt",       "worldcup/final.txt",
		"sudan/october.txt",
	};
	const char *top = getenv("top_srcdir");
	struct mf_stemmer *stemmer = mf_stemmer_new(kind);
	struct counts c = { 0, 0 };

	for (size_t i = 0; i < sizeof articles / sizeof articles[0]; i++) {
		char path[512];

		snprintf(path, sizeof path, "%s/corpus/articles/%s", top ? top : ".", articles[i]);
		stem_article(stemmer, path, &c);
	}
	mf_stemmer_free(stemmer);
	return c;
}

static void every_arabic_word_is_stemmed_by_snowball(void **state)
{
	struct counts c = stem_corpus(MF_STEMMING_PLUS);

	(void)state;
	assert_true(c.forms > 1000);
	assert_int_equal(c.changed, 0);
}

static void snowball_alone_is_asked_for_the_word_as_it_is(void **state)
{
	struct mf_stemmer *stemmer = mf_stemmer_new(MF_STEMMING_SNOWBALL);
	char stem[MF_STEM_MAX];

	(void)state;
	assert_int_equal(stem_corpus(MF_STEMMING_SNOWBALL).changed, 0);
	mf_stem(stemmer, "والمظاهرات", strlen("والمظاهرات"), stem);
	assert_string_equal(asked, "والمظاهرات");
	assert_string_equal(stem, answered);
	mf_stemmer_free(stemmer);
}

static void no_stemmer_asks_nothing(void **state)
{
	static const char *const forms[] = { "المظاهرات", "ministers", "президентом" };
	struct mf_stemmer *stemmer = mf_stemmer_new(MF_STEMMING_NONE);
	unsigned before = calls;
	char stem[MF_STEM_MAX];

	(void)state;
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		assert_int_equal(mf_stem(stemmer, forms[i], strlen(forms[i]), stem), strlen(forms[i]));
		assert_string_equal(stem, forms[i]);
	}
	assert_int_equal(calls, before);
	mf_stemmer_free(stemmer);
}

static void other_scripts_are_asked_once_too(void **state)
{
	static const char *const forms[] = { "ministers", "président", "президентом" };
	struct mf_stemmer *stemmer = mf_stemmer_new(MF_STEMMING_PLUS);
	char stem[MF_STEM_MAX];

	(void)state;
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		unsigned before = calls;

		mf_stem(stemmer, forms[i], strlen(forms[i]), stem);
		assert_int_equal(calls, before + 1);
		assert_string_equal(stem, answered);
	}
	mf_stemmer_free(stemmer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_arabic_word_is_stemmed_by_snowball),
		cmocka_unit_test(snowball_alone_is_asked_for_the_word_as_it_is),
		cmocka_unit_test(no_stemmer_asks_nothing),
		cmocka_unit_test(other_scripts_are_asked_once_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
