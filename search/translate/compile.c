/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* memmem, qsort_r */
#include "search/translate/compile.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/words/token.h"
#include "search/translate/data.h"
#include "search/translate/dictd.h"
#include "search/translate/dictionary.h"
#include "wrappers/libc/mem.h"

#define MOST_WORDS 3   /* of a translation; more are an explanation */
#define MOST_BYTES 120 /* of a translation */
#define MOST_SENSES 8  /* of a headword */

struct pair {
	uint32_t key, translation; /* in `text` */
	uint32_t order;
};

struct compiling {
	struct mf_buf text;
	struct pair *v;
	size_t n, cap;
	struct mf_tokens tokens;
	struct mf_buf key, one;
	uint32_t longest;
};

/* ---- headwords ---- */

/* The headword folded, blanks between its words; the number of words. */
static uint32_t fold_key(struct compiling *c, const char *text, size_t len)
{
	mf_buf_reset(&c->key);
	mf_segment(&c->tokens, text, len);
	for (size_t i = 0; i < c->tokens.n; i++) {
		if (i)
			mf_buf_addch(&c->key, ' ');
		mf_buf_add(&c->key, mf_form(&c->tokens, i), c->tokens.v[i].form_len);
	}
	return (uint32_t)c->tokens.n;
}

static size_t letters(const char *text, size_t len, char out[static 32])
{
	size_t n = 0;

	for (size_t i = 0; i < len && n < 32; i++) {
		char low = (char)(text[i] | 0x20);
		if ((unsigned char)text[i] >= 0x80 || (low >= 'a' && low <= 'z'))
			out[n++] = (unsigned char)text[i] >= 0x80 ? text[i] : low;
	}
	return n;
}

/* The first line of an article is the headword as one writes it, where its letters are those of the index. */
static size_t headword_line(const char *article, size_t len, const char *headword, size_t headword_len,
			    size_t *written)
{
	const char *end = memchr(article, '\n', len);
	size_t line = end ? (size_t)(end - article) : len, n, m;
	const char *sound = memmem(article, line, " /", 2);
	char a[32], b[32];

	*written = sound ? (size_t)(sound - article) : line;
	n = letters(article, *written, a);
	m = letters(headword, headword_len, b);
	return n && n == m && memcmp(a, b, n) == 0 ? line + (end != NULL) : 0;
}

/* ---- translations ---- */

static bool is_mark(const char *at, const char *end)
{
	unsigned char a = (unsigned char)at[0], b = end - at > 1 ? (unsigned char)at[1] : 0;

	return a == 0xd9 && ((b >= 0x8b && b <= 0x92) || b == 0xb0 || b == 0x80);
}

/* Words that hold on to a next one: after them the explanation was cut. */
static bool is_cut(const char *text)
{
	static const char *const open[] = { "في", "من", "على",  "إلى",  "بين", "عن",
					    "أو", "مع", "التي", "الذي", NULL };
	const char *last = strrchr(text, ' ');

	for (size_t i = 0; last && open[i]; i++)
		if (strcmp(last + 1, open[i]) == 0)
			return true;
	return false;
}

static void add_pair(struct compiling *c, const char *text, size_t len)
{
	uint32_t translation = (uint32_t)c->text.len, key;

	mf_buf_add(&c->text, text, len);
	mf_buf_addch(&c->text, '\0');
	key = (uint32_t)c->text.len;
	mf_buf_add(&c->text, c->key.data, c->key.len);
	mf_buf_addch(&c->text, '\0');
	c->v = mf_grow(c->v, &c->cap, c->n + 1, sizeof *c->v);
	c->v[c->n] = (struct pair){ key, translation, (uint32_t)c->n };
	c->n++;
}

/* One translation, cleaned; of other letters than the other language's it is none. */
static void add_translation(struct compiling *c, const char *text, size_t len)
{
	size_t arabic = 0;

	mf_segment(&c->tokens, text, len);
	mf_buf_reset(&c->one);
	for (size_t i = 0; i < c->tokens.n; i++) {
		const struct mf_token *t = &c->tokens.v[i];
		arabic += t->kind == MF_TOKEN_ARABIC;
		if (i)
			mf_buf_addch(&c->one, ' ');
		for (const char *at = text + t->begin, *end = text + t->end; at < end;) {
			size_t n = is_mark(at, end) ? 2 : 1;
			if (n == 1)
				mf_buf_addch(&c->one, *at);
			at += n;
		}
	}
	if (c->tokens.n && arabic == c->tokens.n && c->tokens.n <= MOST_WORDS && c->one.len <= MOST_BYTES &&
	    !is_cut(c->one.data))
		add_pair(c, c->one.data, c->one.len);
}

/* How long a sign is that parts translations; 0 for another one. */
static size_t parts(const char *at, const char *end)
{
	if (*at == '/' || *at == ',' || *at == ';')
		return 1;
	return end - at > 1 && (memcmp(at, "،", 2) == 0 || memcmp(at, "؛", 2) == 0) ? 2 : 0;
}

/* A line of an article: "2. translation، translation (remark) - explanation". */
static void add_line(struct compiling *c, const char *at, const char *end)
{
	struct mf_buf part = MF_BUF_INIT;
	unsigned brackets = 0;
	const char *dash = memmem(at, (size_t)(end - at), " - ", 3);
	const char *digits = at;

	end = dash ? dash : end;
	while (digits < end && *digits >= '0' && *digits <= '9')
		digits++;
	if (digits > at && digits < end && *digits == '.')
		at = digits + 1;
	while (at < end) {
		size_t n = parts(at, end);
		if (*at == '(' || *at == '[')
			brackets++;
		else if ((*at == ')' || *at == ']') && brackets)
			brackets--;
		else if (n && !brackets) {
			add_translation(c, part.data, part.len);
			mf_buf_reset(&part);
		} else if (!brackets)
			mf_buf_add(&part, at, n ? n : 1);
		at += n ? n : 1;
	}
	add_translation(c, part.data, part.len);
	mf_buf_release(&part);
}

static void add_article(void *ctx, const char *headword, size_t headword_len, const char *article, size_t len)
{
	struct compiling *c = ctx;
	size_t written, skip = headword_line(article, len, headword, headword_len, &written);
	const char *at = article + skip, *end = article + len;
	uint32_t words = skip ? fold_key(c, article, written) : fold_key(c, headword, headword_len);

	if (!words)
		return;
	c->longest = words > c->longest ? words : c->longest;
	while (at < end) {
		const char *line_end = memchr(at, '\n', (size_t)(end - at));
		line_end = line_end ? line_end : end;
		add_line(c, at, line_end);
		at = line_end + (line_end < end);
	}
}

/* Rows of data/additions.txt: headword, tab, translations. */
static void add_additions(struct compiling *c)
{
	const char *at = mf_data_additions, *end = at + mf_data_additions_len;

	while (at < end) {
		const char *line_end = memchr(at, '\n', (size_t)(end - at)), *tab;
		line_end = line_end ? line_end : end;
		tab = memchr(at, '\t', (size_t)(line_end - at));
		if (tab) {
			uint32_t words = fold_key(c, at, (size_t)(tab - at));
			c->longest = words > c->longest ? words : c->longest;
			add_line(c, tab + 1, line_end);
		}
		at = line_end + (line_end < end);
	}
}

/* ---- the table ---- */

static int compare(const void *a, const void *b, void *text)
{
	const struct pair *x = a, *y = b;
	int order = strcmp((const char *)text + x->key, (const char *)text + y->key);

	return order ? order : x->order < y->order ? -1 : x->order > y->order;
}

static bool same_key(const struct compiling *c, size_t a, size_t b)
{
	return strcmp(c->text.data + c->v[a].key, c->text.data + c->v[b].key) == 0;
}

/* Has the entry that begins with pair `first` the translation of pair `i` already? */
static bool is_repeated(const struct compiling *c, size_t first, size_t i)
{
	for (size_t k = first; k < i; k++)
		if (strcmp(c->text.data + c->v[k].translation, c->text.data + c->v[i].translation) == 0)
			return true;
	return false;
}

static void put_table(struct compiling *c, struct mf_buf *out)
{
	struct mf_dictionary_header h = { .magic = MF_DICTIONARY_MAGIC, .longest = c->longest };
	struct mf_buf text = MF_BUF_INIT, offsets = MF_BUF_INIT;
	uint32_t at;

	for (size_t i = 0, next; i < c->n; i = next) {
		unsigned senses = 0;
		at = (uint32_t)text.len;
		mf_buf_add(&offsets, &at, sizeof at);
		mf_buf_add(&text, c->text.data + c->v[i].key, strlen(c->text.data + c->v[i].key) + 1);
		for (next = i; next < c->n && same_key(c, i, next); next++) {
			const char *translation = c->text.data + c->v[next].translation;
			if (senses == MOST_SENSES || is_repeated(c, i, next))
				continue;
			mf_buf_add(&text, translation, strlen(translation) + 1);
			senses++;
		}
		mf_buf_addch(&text, '\0');
		h.entries++;
	}
	if (!text.len)
		mf_buf_addch(&text, '\0');
	at = (uint32_t)text.len;
	mf_buf_add(&offsets, &at, sizeof at);
	h.text = at;
	mf_buf_add(out, &h, sizeof h);
	mf_buf_add(out, offsets.data, offsets.len);
	mf_buf_add(out, text.data, text.len);
	mf_buf_release(&text);
	mf_buf_release(&offsets);
}

int mf_dictionary_compile(const char *path, bool additions, struct mf_buf *out, struct mf_error *err)
{
	struct compiling c = {
		.text = MF_BUF_INIT, .tokens = MF_TOKENS_INIT, .key = MF_BUF_INIT, .one = MF_BUF_INIT
	};
	int rc;

	if (additions)
		add_additions(&c);
	rc = mf_dictd_read(path, add_article, &c, err);
	if (rc == 0) {
		if (c.n)
			qsort_r(c.v, c.n, sizeof *c.v, compare, c.text.data);
		put_table(&c, out);
		if (out->len > MF_DICTIONARY_BYTES)
			rc = mf_error_set(err, MF_E_LIMIT, "%s: its words are more than %zu bytes", path,
					  MF_DICTIONARY_BYTES);
	}
	mf_buf_release(&c.text);
	mf_buf_release(&c.key);
	mf_buf_release(&c.one);
	mf_tokens_release(&c.tokens);
	free(c.v);
	return rc;
}
