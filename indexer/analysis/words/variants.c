/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/analysis/words/variants.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/words/affix.h"
#include "indexer/analysis/words/data.h"
#include "indexer/analysis/words/fold.h"
#include "indexer/analysis/words/hamza.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/utf8.h"

/* ---- broken plurals ---- */

/* The list as pairs of offsets into one text of folded words, sorted by the first word; `partners` is
 * the second word of each pair, then the answers: all second words of a first word in one run. */
struct pair {
	uint32_t word, partner;
};

static struct {
	struct mf_buf text, answers;
	struct pair *pairs; /* one a word in the end, `partner` an offset in `answers` */
	size_t n;
} plurals;
static pthread_once_t plurals_once = PTHREAD_ONCE_INIT;

static int compare_pairs(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;
	int order = strcmp(plurals.text.data + x->word, plurals.text.data + y->word);

	return order ? order : strcmp(plurals.text.data + x->partner, plurals.text.data + y->partner);
}

/* Adds the words of one line, each with every other. */
static void add_line(const char *line, size_t len, size_t *cap)
{
	uint32_t words[16];
	size_t n = 0;

	for (size_t at = 0; at < len && n < sizeof words / sizeof words[0];) {
		const char *space = memchr(line + at, ' ', len - at);
		size_t word = space ? (size_t)(space - (line + at)) : len - at;

		if (word) {
			words[n++] = (uint32_t)plurals.text.len;
			mf_fold(&plurals.text, line + at, word);
			mf_buf_addch(&plurals.text, '\0');
		}
		at += word + 1;
	}
	plurals.pairs = mf_grow(plurals.pairs, cap, plurals.n + n * n, sizeof *plurals.pairs);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++)
			if (strcmp(plurals.text.data + words[i], plurals.text.data + words[j]) != 0)
				plurals.pairs[plurals.n++] = (struct pair){ words[i], words[j] };
}

static void load_plurals(void)
{
	const char *lines = mf_data_plurals, *text;
	struct mf_buf empty = MF_BUF_INIT;
	size_t cap = 0, words = 0;

	plurals.text = plurals.answers = empty;
	for (size_t at = 0, row; at < mf_data_plurals_len; at += row + 1) {
		row = strcspn(lines + at, "\n");
		add_line(lines + at, row, &cap);
	}
	text = plurals.text.data;
	qsort(plurals.pairs, plurals.n, sizeof *plurals.pairs, compare_pairs);
	for (size_t i = 0; i < plurals.n;) {
		uint32_t word = plurals.pairs[i].word, answer = (uint32_t)plurals.answers.len;
		const char *last = "";

		for (; i < plurals.n && strcmp(text + plurals.pairs[i].word, text + word) == 0; i++) {
			const char *partner = text + plurals.pairs[i].partner;

			if (strcmp(partner, last) != 0)
				mf_buf_add(&plurals.answers, partner, strlen(partner) + 1);
			last = partner;
		}
		mf_buf_addch(&plurals.answers, '\0');
		plurals.pairs[words++] = (struct pair){ word, answer };
	}
	plurals.n = words;
}

static int compare_word(const void *key, const void *pair)
{
	return strcmp(key, plurals.text.data + ((const struct pair *)pair)->word);
}

const char *mf_plural_partners(const char *form, size_t len)
{
	char room[MF_LETTER * (MF_WORD_LETTERS + 1) + 1];
	struct mf_word w = { room, len };
	const struct pair *found;

	if (!mf_word_is_arabic(form, len))
		return NULL;
	pthread_once(&plurals_once, load_plurals);
	memcpy(room, form, len);
	mf_word_drop_article(&w);
	mf_hamza_drop(w.text, w.len);
	w.text[w.len] = '\0';
	found = bsearch(w.text, plurals.pairs, plurals.n, sizeof *plurals.pairs, compare_word);
	if (!found && !mf_word_ends(&w, "ه")) { /* a stem that lost its ة */
		memcpy(w.text + w.len, "ه", MF_LETTER + 1);
		found = bsearch(w.text, plurals.pairs, plurals.n, sizeof *plurals.pairs, compare_word);
	}
	return found ? plurals.answers.data + found->partner : NULL;
}

/* ---- keys of names ---- */

/* The letter that stands for c in a key; 0 where it counts for nothing. */
static uint32_t key_letter(uint32_t c, bool initial)
{
	switch (c) {
	case 0x0623: /* أ, of hamza.h */
	case 0x0627: /* ا */
	case 0x0621: /* ء */
	case 0x0639: /* ع */
		return 0;
	case 0x0648: /* و */
	case 0x064a: /* ي */
		return initial ? c : 0;
	case 0x0624: /* ؤ */
	case 0x0626: /* ئ */
		return 0;
	case 0x0637:           /* ط */
		return 0x062a; /* ت */
	case 0x0635:           /* ص */
	case 0x062b:           /* ث */
		return 0x0633; /* س */
	case 0x0636:           /* ض */
		return 0x062f; /* د */
	case 0x0638:           /* ظ */
	case 0x0630:           /* ذ */
		return 0x0632; /* ز */
	case 0x063a:           /* غ */
		return 0x062c; /* ج */
	case 0x0642:           /* ق */
		return 0x0643; /* ك */
	case 0x062e:           /* خ */
	case 0x062d:           /* ح */
		return 0x0647; /* ه */
	default:
		return c;
	}
}

size_t mf_name_key(const char *form, size_t len, char out[static MF_STEM_MAX])
{
	uint32_t last = 0;
	size_t at = 0, n = 0;

	out[0] = '\0';
	while (at < len && n < MF_STEM_MAX - 5) {
		bool initial = at == 0;
		uint32_t c = mf_utf8_next(form, len, &at);

		if (c < 0x0620 || c > 0x06ff)
			return 0;
		if (at >= len && c == 0x0647 && n) /* the ة of a feminine name */
			break;
		c = key_letter(c, initial);
		if (c && c != last)
			n += mf_utf8_put(out + n, c);
		last = c ? c : last;
	}
	out[n] = '\0';
	return n;
}
