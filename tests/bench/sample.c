/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sample.c - a corpus cut into slices that every engine can read, and queries drawn from it.
 *
 *	sample FOLDER PATH...
 *	sample --bytes PATH...
 *
 * The second form only prints the bytes of title and text of all documents.
 * Reads the documents as mufahris-index does.  Every hundredth is kept for `more`, the 1 % that is added
 * later; of the others `all` has each, `third` 30 % and `tenth` 10 %, spread evenly.  A slice is written
 * twice: FOLDER/all.jsonl with id, title, text, date and source, and FOLDER/all.tsv with number, id,
 * title and text, white space and backslashes inside as blanks.  FOLDER/slices.tsv tells documents and
 * bytes of title and text of each.
 *
 * FOLDER/queries.tsv gets 40 queries of each kind, drawn with a fixed seed from `all`: one frequent word
 * (of the 50th to the 250th in number of documents), one rare word (in two to nine documents), two to five
 * words of one document, a phrase of two or three words, and a frequent word without another.  A line is
 * kind, tab, words; of kind `not` the last word is the one to leave out.  Words are spelled as in the text.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/words/token.h"
#include "indexer/source/source.h"
#include "wrappers/json/json.h"
#include "wrappers/libc/arena.h"
#include "wrappers/libc/buf.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/hash.h"
#include "wrappers/libc/mem.h"

#define HELD_OUT 100
#define EACH_KIND 40
#define SEED 20220106
#define TRIES 1000000

static const struct mf_source_options source_options = { .encoding = "auto" };

struct slice {
	const char *name;
	unsigned percent; /* of the documents not held out; 0: those held out */
	struct mf_writer *jsonl, *tsv;
	unsigned long documents, bytes;
};

/* A word as spelled, and in how many documents. */
struct word {
	const char *text;
	uint32_t len, documents, last;
};

/* A document for drawing from: its words, in order; NULL where something else stands. */
struct drawn {
	size_t begin, end; /* in corpus.word_at */
};

struct corpus {
	struct slice slice[4];
	struct mf_arena arena;
	struct mf_tokens tokens;
	struct mf_buf line;
	struct word *word;
	size_t words, word_cap;
	uint32_t *slot; /* number of a word + 1, or 0 */
	size_t slots;
	uint32_t *word_at; /* number of a word + 1, or 0 */
	size_t at, at_cap;
	struct drawn *drawn;
	size_t documents, drawn_n, drawn_cap;
	unsigned long rejected;
};

static void stop(const struct mf_error *err)
{
	fprintf(stderr, "sample: %s\n", err->text);
	exit(2);
}

/* ---- words ---- */

/* Three letters or more from U+0621 to U+064A without tatweel: two bytes each. */
static bool plain_word(const char *text, size_t len)
{
	const unsigned char *c = (const unsigned char *)text;

	if (len < 6 || len % 2)
		return false;
	for (size_t i = 0; i < len; i += 2)
		if (!(c[i] == 0xd8 && c[i + 1] >= 0xa1) &&
		    !(c[i] == 0xd9 && c[i + 1] > 0x80 && c[i + 1] <= 0x8a))
			return false;
	return true;
}

static void grow_slots(struct corpus *c)
{
	c->slots = c->slots ? 2 * c->slots : 1 << 16;
	free(c->slot);
	c->slot = mf_calloc(c->slots, sizeof(*c->slot));
	for (size_t i = 0; i < c->words; i++) {
		size_t at = mf_hash64(c->word[i].text, c->word[i].len) & (c->slots - 1);

		while (c->slot[at])
			at = (at + 1) & (c->slots - 1);
		c->slot[at] = (uint32_t)i + 1;
	}
}

/* The number of a word, which then counts as being in this document. */
static uint32_t note_word(struct corpus *c, const char *text, size_t len, uint32_t document)
{
	struct word *word;
	size_t at;

	if (2 * c->words >= c->slots)
		grow_slots(c);
	at = mf_hash64(text, len) & (c->slots - 1);
	while (c->slot[at] &&
	       (c->word[c->slot[at] - 1].len != len || memcmp(c->word[c->slot[at] - 1].text, text, len)))
		at = (at + 1) & (c->slots - 1);
	if (!c->slot[at]) {
		c->word = mf_grow(c->word, &c->word_cap, c->words + 1, sizeof(*c->word));
		c->word[c->words] =
			(struct word){ mf_arena_strndup(&c->arena, text, len), (uint32_t)len, 0, 0 };
		c->slot[at] = (uint32_t)++c->words;
	}
	word = &c->word[c->slot[at] - 1];
	word->documents += word->last != document;
	word->last = document;
	return c->slot[at];
}

static void note_words(struct corpus *c, const char *text, size_t len)
{
	struct drawn drawn = { c->at, c->at };

	mf_segment(&c->tokens, text, len);
	c->drawn = mf_grow(c->drawn, &c->drawn_cap, c->drawn_n + 1, sizeof(*c->drawn));
	c->word_at = mf_grow(c->word_at, &c->at_cap, c->at + 2 * c->tokens.n, sizeof(*c->word_at));
	for (size_t i = 0; i < c->tokens.n; i++) {
		const struct mf_token *token = &c->tokens.v[i];
		const char *word = text + token->begin;
		size_t n = token->end - token->begin;

		if (token->gap != MF_GAP_SPACE)
			c->word_at[c->at++] = 0;
		c->word_at[c->at++] =
			plain_word(word, n) ? note_word(c, word, n, (uint32_t)c->drawn_n + 1) : 0;
	}
	drawn.end = c->at;
	c->drawn[c->drawn_n++] = drawn;
}

/* ---- documents ---- */

/* Text that holds its title has it once. */
static size_t bytes_of(const struct mf_document *doc)
{
	return doc->text_len + (doc->title_end ? 0 : strlen(doc->title));
}

static void add_blanked(struct mf_buf *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		mf_buf_addch(out, (unsigned char)text[i] < ' ' || text[i] == '\\' ? ' ' : text[i]);
}

static void write_document(struct corpus *c, struct slice *slice, const struct mf_document *doc)
{
	const char *title = doc->title_end ? "" : doc->title;
	struct mf_json json = mf_json_to(&c->line);

	mf_buf_reset(&c->line);
	mf_json_begin_object(&json);
	mf_json_put_string(&json, "id", doc->id);
	if (*title)
		mf_json_put_string(&json, "title", title);
	mf_json_key(&json, "text");
	mf_json_bytes(&json, doc->text, doc->text_len);
	if (*doc->date)
		mf_json_put_string(&json, "date", doc->date);
	if (*doc->source)
		mf_json_put_string(&json, "source", doc->source);
	mf_json_end_object(&json);
	mf_buf_addch(&c->line, '\n');
	mf_writer_add(slice->jsonl, c->line.data, c->line.len);

	mf_buf_reset(&c->line);
	mf_buf_printf(&c->line, "%zu\t", c->documents);
	add_blanked(&c->line, doc->id, strlen(doc->id));
	mf_buf_addch(&c->line, '\t');
	add_blanked(&c->line, title, strlen(title));
	mf_buf_addch(&c->line, '\t');
	add_blanked(&c->line, doc->text, doc->text_len);
	mf_buf_addch(&c->line, '\n');
	mf_writer_add(slice->tsv, c->line.data, c->line.len);

	slice->documents++;
	slice->bytes += bytes_of(doc);
}

static int take_document(void *ctx, const struct mf_document *doc, struct mf_error *err)
{
	struct corpus *c = ctx;
	size_t number = c->documents++;
	bool held_out = number % HELD_OUT == 9; /* in neither tenth nor third */

	(void)err;
	for (size_t i = 0; i < sizeof(c->slice) / sizeof(*c->slice); i++) {
		struct slice *slice = &c->slice[i];

		if (slice->percent ? !held_out && number * slice->percent % 100 < slice->percent : held_out)
			write_document(c, slice, doc);
	}
	if (!held_out)
		note_words(c, doc->text, doc->text_len);
	return 0;
}

static int take_file(void *ctx, const struct mf_file_stat *file, struct mf_error *err)
{
	(void)ctx, (void)file, (void)err;
	return 1;
}

static int end_file(void *ctx, const struct mf_file_stat *file, struct mf_error *err)
{
	(void)ctx, (void)file, (void)err;
	return 0;
}

static void reject(void *ctx, const struct mf_error *problem)
{
	struct corpus *c = ctx;

	c->rejected++;
	fprintf(stderr, "sample: %s\n", problem->text);
}

static int add_bytes(void *ctx, const struct mf_document *doc, struct mf_error *err)
{
	struct corpus *c = ctx;

	(void)err;
	c->slice[0].bytes += bytes_of(doc);
	return 0;
}

static int print_bytes(const char *const *paths, size_t n)
{
	struct corpus c = { 0 };
	const struct mf_source_calls calls = { take_file, add_bytes, end_file, reject, NULL, &c };
	struct mf_error err = MF_ERROR_INIT;

	if (mf_sources_read(paths, n, &source_options, &calls, &err))
		stop(&err);
	printf("%lu\n", c.slice[0].bytes);
	return c.rejected != 0;
}

static void open_slice(struct slice *slice, const char *folder)
{
	struct mf_error err = MF_ERROR_INIT;
	char *jsonl = mf_printf("%s/%s.jsonl", folder, slice->name);
	char *tsv = mf_printf("%s/%s.tsv", folder, slice->name);

	if (mf_writer_open(&slice->jsonl, jsonl, &err) || mf_writer_open(&slice->tsv, tsv, &err))
		stop(&err);
	free(tsv);
	free(jsonl);
}

static void close_slices(struct corpus *c, const char *folder)
{
	char *path = mf_path_join(folder, "slices.tsv");
	struct mf_error err = MF_ERROR_INIT;
	struct mf_buf out = MF_BUF_INIT;

	for (size_t i = 0; i < sizeof(c->slice) / sizeof(*c->slice); i++) {
		struct slice *slice = &c->slice[i];

		if (mf_writer_close(slice->jsonl, false, &err) || mf_writer_close(slice->tsv, false, &err))
			stop(&err);
		mf_buf_printf(&out, "%s\t%lu\t%lu\n", slice->name, slice->documents, slice->bytes);
	}
	if (mf_file_replace(path, out.data, out.len, &err))
		stop(&err);
	mf_buf_release(&out);
	free(path);
}

/* ---- queries ---- */

/* SplitMix64 (Steele, Lea, Flood 2014): from 0 to below n. */
static size_t draw(uint64_t *state, size_t n)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return n ? (size_t)((z ^ z >> 31) % n) : 0;
}

static int by_documents(const void *a, const void *b)
{
	const struct word *x = *(const struct word *const *)a, *y = *(const struct word *const *)b;

	if (x->documents != y->documents)
		return x->documents < y->documents ? 1 : -1;
	return strcmp(x->text, y->text);
}

/* The words, most frequent first, and where those in nine and in one document begin. */
struct ranks {
	const struct word **word;
	size_t n, nine, one;
};

static struct ranks rank_words(const struct corpus *c)
{
	struct ranks r = { mf_malloc((c->words + 1) * sizeof(*r.word)), c->words, 0, 0 };

	for (size_t i = 0; i < c->words; i++)
		r.word[i] = &c->word[i];
	qsort(r.word, r.n, sizeof(*r.word), by_documents);
	while (r.nine < r.n && r.word[r.nine]->documents > 9)
		r.nine++;
	r.one = r.nine;
	while (r.one < r.n && r.word[r.one]->documents > 1)
		r.one++;
	return r;
}

static const char *frequent(const struct ranks *r, uint64_t *state)
{
	size_t first = r->n > 500 ? 50 : 0, last = r->n > 500 ? 250 : r->n;

	return r->word[first + draw(state, last - first)]->text;
}

/* Two or three words in a row of a document drawn by chance. */
static bool phrase(const struct corpus *c, uint64_t *state, struct mf_buf *out)
{
	const struct drawn *d = &c->drawn[draw(state, c->drawn_n)];
	size_t n = 2 + draw(state, 2), at = d->begin + draw(state, d->end - d->begin);

	mf_buf_reset(out);
	for (size_t i = at; i < at + n; i++) {
		if (i >= d->end || !c->word_at[i])
			return false;
		mf_buf_printf(out, "%s%s", i > at ? " " : "", c->word[c->word_at[i] - 1].text);
	}
	return true;
}

/* Two to five words of a document drawn by chance, none of the fifty most frequent, none in it alone. */
static bool some_words(const struct corpus *c, const struct ranks *r, uint64_t *state, struct mf_buf *out)
{
	const struct drawn *d = &c->drawn[draw(state, c->drawn_n)];
	uint32_t most = r->n > 500 ? r->word[50]->documents : UINT32_MAX;
	size_t n = 2 + draw(state, 4), found = 0;

	mf_buf_reset(out);
	for (size_t tries = 0; tries < 100 && found < n && d->end > d->begin; tries++) {
		uint32_t number = c->word_at[d->begin + draw(state, d->end - d->begin)];

		if (!number || c->word[number - 1].documents > most || c->word[number - 1].documents < 2)
			continue;
		mf_buf_printf(out, "%s%s", found++ ? " " : "", c->word[number - 1].text);
	}
	return found == n;
}

static void write_queries(const struct corpus *c, const char *folder)
{
	static const char *const kinds[] = { "frequent", "rare", "words", "phrase", "not" };
	struct mf_buf out = MF_BUF_INIT, query = MF_BUF_INIT;
	char *path = mf_path_join(folder, "queries.tsv");
	struct mf_error err = MF_ERROR_INIT;
	struct ranks r = rank_words(c);
	uint64_t state = SEED;

	if (r.one == r.nine)
		r.one = r.n; /* a corpus of a few words */
	for (size_t kind = 0; kind < 5; kind++)
		for (size_t n = 0, tries = 0; n < EACH_KIND && tries < TRIES && r.n && r.one > r.nine;
		     tries++) {
			mf_buf_reset(&query);
			if (kind == 0)
				mf_buf_addstr(&query, frequent(&r, &state));
			else if (kind == 1)
				mf_buf_addstr(&query, r.word[r.nine + draw(&state, r.one - r.nine)]->text);
			else if (kind == 4)
				mf_buf_printf(&query, "%s %s", frequent(&r, &state), frequent(&r, &state));
			else if (kind == 2 ? !some_words(c, &r, &state, &query) : !phrase(c, &state, &query))
				continue;
			mf_buf_printf(&out, "%s\t%s\n", kinds[kind], query.data);
			n++;
		}
	if (mf_file_replace(path, out.data, out.len, &err))
		stop(&err);
	free(r.word);
	free(path);
	mf_buf_release(&query);
	mf_buf_release(&out);
}

int main(int argc, char **argv)
{
	struct corpus c = {
		.slice = { { .name = "all", .percent = 100 },
			   { .name = "third", .percent = 30 },
			   { .name = "tenth", .percent = 10 },
			   { .name = "more" } },
		.arena = MF_ARENA_INIT,
		.tokens = MF_TOKENS_INIT,
		.line = MF_BUF_INIT,
	};
	const struct mf_source_calls calls = { take_file, take_document, end_file, reject, NULL, &c };
	struct mf_error err = MF_ERROR_INIT;

	if (argc < 3) {
		fprintf(stderr, "usage: sample FOLDER|--bytes PATH...\n");
		return 2;
	}
	if (!strcmp(argv[1], "--bytes"))
		return print_bytes((const char *const *)argv + 2, (size_t)argc - 2);
	if (mf_mkdirs(argv[1], &err))
		stop(&err);
	for (size_t i = 0; i < sizeof(c.slice) / sizeof(*c.slice); i++)
		open_slice(&c.slice[i], argv[1]);
	if (mf_sources_read((const char *const *)argv + 2, (size_t)argc - 2, &source_options, &calls, &err))
		stop(&err);
	close_slices(&c, argv[1]);
	if (c.drawn_n)
		write_queries(&c, argv[1]);

	free(c.drawn);
	free(c.word_at);
	free(c.slot);
	free(c.word);
	mf_buf_release(&c.line);
	mf_tokens_release(&c.tokens);
	mf_arena_release(&c.arena);
	return c.rejected != 0;
}
