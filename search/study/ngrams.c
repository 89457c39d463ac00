/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ngrams.c - rows of words that stand next to each other in a passage: not across the end of a title. */
#include <stdlib.h>
#include <string.h>

#include "search/study/grams.h"
#include "search/study/study_private.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/top.h"
#include "wrappers/libc/message.h"

struct counting {
	struct mf_study_run *r;
	struct mf_grams grams;
	bool second;
	uint32_t passages, documents;
	uint64_t words;
};

static void take(struct counting *c, const uint32_t *row)
{
	unsigned n = c->grams.n;

	if (c->r->o->no_stop_words && (mf_study_stop(c->r, row[0]) || mf_study_stop(c->r, row[n - 1])))
		return;
	if (c->second)
		mf_grams_count(&c->grams, row, c->documents);
	else
		mf_grams_note(&c->grams, row);
}

static void take_rows(struct counting *c, const uint32_t *word, uint32_t n)
{
	for (uint32_t i = 0; i + c->grams.n <= n; i++)
		take(c, word + i);
}

static int count_passage(void *ctx, const struct mf_study_passage *p, struct mf_error *err)
{
	struct counting *c = ctx;

	(void)err;
	c->passages++;
	c->documents += p->new_document;
	c->words += p->n;
	take_rows(c, p->word, p->title);
	take_rows(c, p->word + p->title, p->n - p->title);
	return 0;
}

static void add_part(struct counting *c, const struct mf_study_part *p)
{
	c->documents += (uint32_t)p->total[0];
	c->passages += (uint32_t)p->total[1];
	c->words += p->total[2];
	for (size_t i = 0; i < p->n; i++) {
		const char *at = p->v[i].text;
		uint32_t row[MF_NGRAM_MAX];
		for (unsigned k = 0; k < c->grams.n; k++) {
			row[k] = mf_study_number(c->r, at, strlen(at));
			at += strlen(at) + 1;
		}
		mf_grams_add(&c->grams, row, (uint32_t)p->v[i].number[0], (uint32_t)p->v[i].number[1]);
	}
}

static void give(struct counting *c)
{
	struct mf_study_run *r = c->r;
	struct mf_study_count *v = mf_study_give(r, c->grams.used);
	struct mf_buf text = MF_BUF_INIT;

	r->part->total[0] = c->documents;
	r->part->total[1] = c->passages;
	r->part->total[2] = c->words;
	for (size_t i = 0; i < c->grams.slots; i++) {
		uint32_t count, documents;
		const uint32_t *row = mf_grams_row(&c->grams, i, &count, &documents);
		if (!row)
			continue;
		mf_buf_reset(&text);
		for (unsigned k = 0; k < c->grams.n; k++) {
			size_t len;
			const char *word = mf_pool_get(&r->words, row[k], &len);
			mf_buf_add(&text, word, len);
			mf_buf_addch(&text, '\0');
		}
		v->text = mf_arena_strndup(r->arena, text.data, text.len);
		v->len = text.len;
		v->number[0] = count;
		(v++)->number[1] = documents;
	}
	mf_buf_release(&text);
}

struct row {
	const struct mf_study_run *r;
	const uint32_t *word;
	uint32_t count, documents, n;
};

static int by_count(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	int order = 0;

	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	if (x->documents != y->documents)
		return x->documents > y->documents ? -1 : 1;
	for (uint32_t i = 0; i < x->n && !order; i++)
		order = mf_study_compare(x->r, x->word[i], y->word[i]);
	return order;
}

static const char *text_of(struct mf_study_run *r, const struct row *row)
{
	struct mf_buf text = MF_BUF_INIT;
	const char *copy;

	for (uint32_t i = 0; i < row->n; i++) {
		size_t len;
		const char *word = mf_pool_get(&r->words, row->word[i], &len);
		if (i)
			mf_buf_addch(&text, ' ');
		mf_buf_add(&text, word, len);
	}
	copy = mf_arena_strndup(r->arena, text.data, text.len);
	mf_buf_release(&text);
	return copy;
}

static void make_rows(struct mf_study_run *r, const struct mf_grams *g)
{
	static const struct mf_study_column column[] = {
		{ N_("ngram"), MF_COLUMN_TEXT, 0, .bar = false },
		{ N_("count"), MF_COLUMN_NUMBER, 0, .bar = false },
		{ N_("documents"), MF_COLUMN_NUMBER, 0, .bar = false },
	};
	size_t want = r->o->offset + r->o->limit, all = 0, first, shown;
	struct mf_top best = { .size = sizeof(struct row), .compare = by_count };
	struct row *row;
	struct mf_study_cell *cell;

	want = want < g->used ? want : g->used;
	best.v = row = mf_calloc(want + 1, sizeof *row);
	best.max = want;
	for (size_t i = 0; i < g->slots; i++) {
		struct row one = { .r = r, .n = g->n };
		one.word = mf_grams_row(g, i, &one.count, &one.documents);
		if (!one.word)
			continue;
		all++;
		mf_top_offer(&best, &one);
	}
	mf_top_sort(&best);
	shown = mf_study_page(r, best.n, &first);
	cell = mf_study_rows(r, column, sizeof column / sizeof *column, shown);
	for (size_t i = first; i < first + shown; i++) {
		(cell++)->text = text_of(r, &row[i]);
		(cell++)->number = row[i].count;
		(cell++)->number = row[i].documents;
	}
	mf_study_add_total(r->out, N_("ngrams"), all);
	free(row);
}

/* A row that a shard has once may stand in another one, so each gives all. */
static int count(struct counting *c, struct mf_error *err)
{
	struct mf_study_run *r = c->r;
	int rc = 0;

	if (r->part)
		mf_grams_want_all(&c->grams);
	else
		rc = mf_study_each(r, &r->matches, count_passage, c, err);
	c->second = true;
	c->words = c->passages = c->documents = 0;
	if (rc == 0)
		rc = mf_study_each(r, &r->matches, count_passage, c, err);
	if (rc == 0)
		rc = mf_study_in_time(r, err);
	if (rc == 0)
		rc = mf_study_ask(r, err);
	for (size_t i = 0; rc == 0 && i < r->fars; i++)
		add_part(c, &r->far[i]);
	if (rc == 0 && c->grams.lost && (r->part || r->fars)) {
		mf_error_set(err, MF_E_LIMIT, "too many rows of words to count exactly over shards");
		mf_error_hint(err, "narrow the search, by --date for instance");
		rc = MF_E_LIMIT;
	}
	return rc;
}

int mf_study_ngrams(struct mf_study_run *r, struct mf_error *err)
{
	struct counting c = { .r = r };
	int rc;

	mf_grams_init(&c.grams, r->o->ngram, r->index->words, MF_GRAMS_MEMORY);
	rc = count(&c, err);
	if (rc == 0 && r->part) {
		give(&c);
	} else if (rc == 0) {
		mf_study_add_total(r->out, N_("documents"), c.documents);
		mf_study_add_total(r->out, N_("passages"), c.passages);
		mf_study_add_total(r->out, N_("words"), c.words);
		make_rows(r, &c.grams);
		if (c.grams.lost)
			r->out->note = mf_arena_printf(
				r->arena, _("too many to count in %u MB: a count may be too low by up to %u"),
				(unsigned)(MF_GRAMS_MEMORY >> 20), c.grams.lost);
	}
	mf_grams_release(&c.grams);
	return rc;
}
