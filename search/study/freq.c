/* SPDX-License-Identifier: GPL-2.0-or-later */
/* freq.c - how often each word occurs: in all, in how many passages and documents, per million words. */
#include <stdlib.h>
#include <string.h>

#include "search/study/study_private.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/message.h"

struct tally {
	uint64_t count;
	uint32_t passages, documents;
	uint32_t last_passage, last_document; /* the last ones counted */
};

struct row {
	const struct mf_study_run *r;
	uint64_t count;
	uint32_t word;
};

struct counting {
	struct tally *tally; /* by word */
	size_t cap, known;
	uint32_t passage, document;
	uint64_t words;
};

static struct tally *tally_of(struct counting *c, uint32_t word)
{
	if (word >= c->known) {
		c->tally = mf_grow(c->tally, &c->cap, word + (size_t)1, sizeof *c->tally);
		memset(c->tally + c->known, 0, (c->cap - c->known) * sizeof *c->tally);
		c->known = c->cap;
	}
	return &c->tally[word];
}

static int count_passage(void *ctx, const struct mf_study_passage *p, struct mf_error *err)
{
	struct counting *c = ctx;

	(void)err;
	c->passage++;
	c->document += p->new_document;
	c->words += p->n;
	for (uint32_t i = 0; i < p->n; i++) {
		struct tally *t = tally_of(c, p->word[i]);
		t->count++;
		t->passages += t->last_passage != c->passage;
		t->documents += t->last_document != c->document;
		t->last_passage = c->passage;
		t->last_document = c->document;
	}
	return 0;
}

static void add_part(struct mf_study_run *r, struct counting *c, const struct mf_study_part *p)
{
	c->document += (uint32_t)p->total[0];
	c->passage += (uint32_t)p->total[1];
	c->words += p->total[2];
	for (size_t i = 0; i < p->n; i++) {
		struct tally *t = tally_of(c, mf_study_number(r, p->v[i].text, p->v[i].len));
		t->count += p->v[i].number[0];
		t->passages += (uint32_t)p->v[i].number[1];
		t->documents += (uint32_t)p->v[i].number[2];
	}
}

static void give(struct mf_study_run *r, const struct counting *c)
{
	struct mf_study_count *v = mf_study_give(r, r->words.n);

	r->part->total[0] = c->document;
	r->part->total[1] = c->passage;
	r->part->total[2] = c->words;
	for (uint32_t w = 0; w < r->words.n; w++) {
		mf_study_give_word(r, &v[w], w);
		v[w].number[0] = c->tally[w].count;
		v[w].number[1] = c->tally[w].passages;
		v[w].number[2] = c->tally[w].documents;
	}
}

static int by_count(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return mf_study_compare(x->r, x->word, y->word);
}

static void make_rows(struct mf_study_run *r, const struct counting *c)
{
	static const struct mf_study_column column[] = {
		{ N_("word"), MF_COLUMN_TEXT, 0, .bar = false },
		{ N_("count"), MF_COLUMN_NUMBER, 0, .bar = false },
		{ N_("passages"), MF_COLUMN_NUMBER, 0, .bar = false },
		{ N_("documents"), MF_COLUMN_NUMBER, 0, .bar = false },
		{ N_("per_million"), MF_COLUMN_NUMBER, 1, .bar = false },
		{ N_("stem"), MF_COLUMN_TEXT, 0, .bar = false },
	};
	struct row *row = mf_calloc(r->words.n + (size_t)1, sizeof *row);
	bool stems = r->o->unit == MF_UNIT_STEMS;
	size_t n = 0, first, shown, columns = sizeof column / sizeof *column - !stems;
	struct mf_study_cell *cell;

	for (uint32_t w = 0; w < r->words.n; w++)
		if (!r->o->no_stop_words || !mf_study_stop(r, w))
			row[n++] = (struct row){ r, c->tally[w].count, w };
	qsort(row, n, sizeof *row, by_count);
	shown = mf_study_page(r, n, &first);
	cell = mf_study_rows(r, column, columns, shown);
	for (size_t i = first; i < first + shown; i++) {
		const struct tally *t = &c->tally[row[i].word];
		(cell++)->text = mf_study_word(r, row[i].word);
		(cell++)->number = (double)t->count;
		(cell++)->number = t->passages;
		(cell++)->number = t->documents;
		(cell++)->number = (double)t->count * 1e6 / (double)c->words;
		if (stems)
			(cell++)->text = mf_study_stem(r, row[i].word);
	}
	mf_study_add_total(r->out, stems ? N_("stems") : N_("forms"), n);
	free(row);
}

int mf_study_freq(struct mf_study_run *r, struct mf_error *err)
{
	struct counting c = { 0 };
	int rc = mf_study_each(r, &r->matches, count_passage, &c, err);

	if (rc == 0)
		rc = mf_study_ask(r, err);
	for (size_t i = 0; rc == 0 && i < r->fars; i++)
		add_part(r, &c, &r->far[i]);
	if (rc == 0 && r->part) {
		give(r, &c);
	} else if (rc == 0) {
		mf_study_add_total(r->out, N_("documents"), c.document);
		mf_study_add_total(r->out, N_("passages"), c.passage);
		mf_study_add_total(r->out, N_("words"), c.words);
		make_rows(r, &c);
	}
	free(c.tally);
	return rc;
}
