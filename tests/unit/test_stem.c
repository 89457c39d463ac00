/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Folding, stems, roots, clitics, plurals and keys of names, by the rows of tests/golden/stem-pairs.txt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "indexer/analysis/words/fold.h"
#include "indexer/analysis/words/stem.h"
#include "indexer/analysis/words/token.h"
#include "indexer/analysis/words/variants.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/utf8.h"

#define WORDS_MAX 12

static struct mf_stemmer *stemmer;

struct reading {
	char text[MF_STEM_MAX];
};

static struct reading folded(const char *word)
{
	struct mf_buf buf = MF_BUF_INIT;
	struct reading r;

	mf_fold(&buf, word, strlen(word));
	snprintf(r.text, sizeof r.text, "%s", buf.data);
	mf_buf_release(&buf);
	return r;
}

static struct reading stem_of(const char *word)
{
	struct mf_tokens tokens = MF_TOKENS_INIT;
	char room[MF_FORM_MAX + 1];
	struct reading r;
	size_t len;

	mf_segment(&tokens, word, strlen(word));
	assert_int_equal(tokens.n, 1);
	len = mf_stem(stemmer, mf_form_held(&tokens, 0, room), tokens.v[0].form_len, r.text);
	mf_tokens_release(&tokens);
	assert_int_equal(len, strlen(r.text));
	assert_true(len > 0);
	return r;
}

static struct reading root_of(const char *word)
{
	struct reading form = stem_of(word), r;
	size_t len = mf_root(form.text, strlen(form.text), r.text);

	assert_int_equal(len, strlen(r.text));
	return r;
}

static struct reading key_of(const char *word)
{
	struct reading form = folded(word), r;
	size_t len = mf_name_key(form.text, strlen(form.text), r.text);

	assert_int_equal(len, strlen(r.text));
	return r;
}

static bool partners(const char *word, const char *wanted)
{
	struct reading form = folded(word), other = folded(wanted);
	const char *partner = mf_plural_partners(form.text, strlen(form.text));

	for (; partner && *partner; partner += strlen(partner) + 1)
		if (strcmp(partner, other.text) == 0)
			return true;
	return false;
}

static bool clitic_reading(const char *word, const char *rest)
{
	struct reading form = folded(word), other = folded(rest);
	size_t cut[MF_CLITIC_MAX], n = mf_clitics(form.text, strlen(form.text), cut);

	for (size_t i = 0; i < n; i++)
		if (strcmp(form.text + cut[i], other.text) == 0)
			return true;
	return false;
}

static bool holds(const char *relation, const char *a, const char *b)
{
	if (strcmp(relation, "fold") == 0)
		return strcmp(folded(a).text, folded(b).text) == 0;
	if (strcmp(relation, "same") == 0)
		return strcmp(stem_of(a).text, stem_of(b).text) == 0;
	if (strcmp(relation, "apart") == 0)
		return strcmp(stem_of(a).text, stem_of(b).text) != 0;
	if (strcmp(relation, "root") == 0)
		return root_of(a).text[0] && strcmp(root_of(a).text, root_of(b).text) == 0;
	if (strcmp(relation, "plural") == 0)
		return partners(a, b);
	if (strcmp(relation, "clitic") == 0)
		return clitic_reading(a, b);
	if (strcmp(relation, "name") == 0)
		return key_of(a).text[0] && strcmp(key_of(a).text, key_of(b).text) == 0;
	fail_msg("unknown relation '%s'", relation);
	return false;
}

/* Returns the number of words of the row that do not stand to its first word as it says. */
static unsigned check_row(char *row, unsigned line)
{
	const char *relation = strtok(row, " "), *first = strtok(NULL, " "), *word;
	unsigned wrong = 0;

	assert_non_null(first);
	while ((word = strtok(NULL, " "))) {
		if (holds(relation, first, word))
			continue;
		print_error("stem-pairs.txt:%u: %s %s %s: stems %s %s, roots %s %s, keys %s %s\n", line,
			    relation, first, word, stem_of(first).text, stem_of(word).text,
			    root_of(first).text, root_of(word).text, key_of(first).text, key_of(word).text);
		wrong++;
	}
	return wrong;
}

static void pairs(void **state)
{
	const char *top = getenv("top_srcdir");
	char *path = mf_path_join(top ? top : ".", "tests/golden/stem-pairs.txt");
	struct mf_buf text = MF_BUF_INIT;
	unsigned wrong = 0, line = 0, rows = 0;

	(void)state;
	assert_int_equal(mf_file_read(path, 1 << 20, &text, NULL), 0);
	for (char *at = text.data; at < text.data + text.len;) {
		char *end = strchr(at, '\n');

		*end = '\0';
		line++;
		if (*at && *at != '#') {
			wrong += check_row(at, line);
			rows++;
		}
		at = end + 1;
	}
	assert_int_equal(wrong, 0);
	assert_true(rows > 150);
	mf_buf_release(&text);
	free(path);
}

static void other_scripts_have_their_own_algorithms(void **state)
{
	static const char *const same[][2] = {
		{ "minister", "ministers" },       { "president", "president's" },
		{ "negotiating", "negotiations" }, { "казахстан", "казахстана" },
		{ "президент", "президентом" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
		assert_string_equal(stem_of(same[i][0]).text, stem_of(same[i][1]).text);
		assert_int_equal(root_of(same[i][0]).text[0], '\0');
	}
}

static void what_has_no_algorithm_is_its_own_stem(void **state)
{
	static const char *const forms[] = { "nato", "164", "1.3", "東京", "αθήνα" };
	char out[MF_STEM_MAX];

	(void)state;
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		assert_int_equal(mf_stem(stemmer, forms[i], strlen(forms[i]), out), strlen(forms[i]));
		assert_string_equal(out, forms[i]);
		assert_int_equal(mf_root(forms[i], strlen(forms[i]), out), 0);
		assert_null(mf_plural_partners(forms[i], strlen(forms[i])));
	}
}

static void long_forms_are_kept(void **state)
{
	char form[200 + 1] = "", out[MF_STEM_MAX];

	(void)state;
	for (int i = 0; i < 100; i++)
		strcat(form, "ب");
	assert_int_equal(mf_stem(stemmer, form, 200, out), 200);
	assert_string_equal(out, form);
	assert_int_equal(mf_root(form, 200, out), 0);
}

static void stems_of_short_words(void **state)
{
	static const char *const words[] = {
		"و", "ال", "الا", "في", "لل", "ه", "ات", "ها", "ء", "بال", "ين"
	};
	char out[MF_STEM_MAX];

	(void)state;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		assert_true(mf_stem(stemmer, words[i], strlen(words[i]), out) > 0);
		assert_string_equal(out, words[i]);
	}
}

static void stop_words(void **state)
{
	(void)state;
	assert_true(mf_stop_word("في", strlen("في")));
	assert_true(mf_stop_word("الي", strlen("الي"))); /* إلى, folded */
	assert_true(mf_stop_word("اين", strlen("اين")));
	assert_false(mf_stop_word("مدينه", strlen("مدينه")));
	assert_false(mf_stop_word("", 0));
}

static void clitics_in_order(void **state)
{
	size_t cut[MF_CLITIC_MAX];

	(void)state;
	assert_int_equal(mf_clitics("ولبنان", strlen("ولبنان"), cut), 2); /* و, ول */
	assert_int_equal(cut[0], strlen("و"));
	assert_int_equal(cut[1], strlen("ول"));
	assert_int_equal(mf_clitics("للسكان", strlen("للسكان"), cut), 2); /* ل, لل */
	assert_int_equal(cut[1], strlen("لل"));
	assert_int_equal(mf_clitics("ولد", strlen("ولد"), cut), 0); /* at least three letters stay */
	assert_int_equal(mf_clitics("مدينه", strlen("مدينه"), cut), 0);
}

/* Folding again changes nothing: over words and rubbish of every kind of character. */
static void folding_is_idempotent(void **state)
{
	static const uint32_t odd[] = { 0x41,   0xc9,   0x130,  0xdf,   0x301,  0x323,  0x34f,  0x3c2,
					0x5d0,  0x5b8,  0x622,  0x627,  0x640,  0x648,  0x64a,  0x649,
					0x64e,  0x651,  0x653,  0x654,  0x655,  0x670,  0x671,  0x674,
					0x675,  0x6c0,  0x6c1,  0x6c2,  0x6d3,  0x6d5,  0x6dd,  0x6e5,
					0x6f4,  0x200c, 0x200f, 0x2019, 0x2163, 0x1e9b, 0x1100, 0x1161,
					0xac00, 0xfdf2, 0xfdfa, 0xfefb, 0xfe70, 0xfc5e, 0xff21, 0x1d400,
					0x0345, 0x0f71, 0x0f72, 0x20,   0x2e,   0xa0,   0xfffd };
	struct mf_buf once = MF_BUF_INIT, twice = MF_BUF_INIT, text = MF_BUF_INIT;
	uint32_t seed = 12345;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		mf_buf_reset(&text);
		mf_buf_reset(&once);
		mf_buf_reset(&twice);
		for (int i = 0; i < 6; i++) {
			char bytes[4];

			seed = seed * 1664525u + 1013904223u;
			mf_buf_add(&text, bytes,
				   mf_utf8_put(bytes, odd[(seed >> 8) % (sizeof odd / sizeof odd[0])]));
		}
		if (round % 16 == 0)
			mf_buf_addch(&text, (char)(0x80 + round % 64)); /* a bad byte */
		mf_fold(&once, text.data, text.len);
		mf_fold(&twice, once.data, once.len);
		if (once.len != twice.len || memcmp(once.data, twice.data, once.len) != 0)
			fail_msg("'%s' folds to '%s', then to '%s'", text.data, once.data, twice.data);
	}
	mf_buf_release(&text);
	mf_buf_release(&once);
	mf_buf_release(&twice);
}

static void folding_keeps_spaces_and_punctuation(void **state)
{
	struct mf_buf out = MF_BUF_INIT;
	static const char phrase[] = "قال: «إلى  الأمام!» (الآن)…\n";

	(void)state;
	mf_fold(&out, phrase, sizeof phrase - 1);
	assert_string_equal(out.data, "قال: «الي  الامام!» (الان)…\n");
	mf_buf_release(&out);
}

static int set_up(void **state)
{
	(void)state;
	stemmer = mf_stemmer_new(MF_STEMMING_PLUS);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	mf_stemmer_free(stemmer);
	mf_stemmer_free(NULL);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pairs),
		cmocka_unit_test(other_scripts_have_their_own_algorithms),
		cmocka_unit_test(what_has_no_algorithm_is_its_own_stem),
		cmocka_unit_test(long_forms_are_kept),
		cmocka_unit_test(stems_of_short_words),
		cmocka_unit_test(stop_words),
		cmocka_unit_test(clitics_in_order),
		cmocka_unit_test(folding_is_idempotent),
		cmocka_unit_test(folding_keeps_spaces_and_punctuation),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
