/* SPDX-License-Identifier: GPL-2.0-or-later */
/* collocates.c - words that stand near the occurrences of the query more often than elsewhere.
 *
 * A place counts once, however many occurrences it is near to; the occurrences themselves count for
 * nothing, and no window reaches from the title into the text.  "Elsewhere" is every passage that
 * the filters let through.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "search/study/association.h"
#include "search/study/study_private.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/message.h"

struct tally {
	uint64_t all, near, node; /* in the collection; in windows; in occurrences */
};

struct counting {
	struct mf_study_run *r;
	struct mf_spans spans;
	struct tally *tally; /* by word */
	size_t cap, known;
	uint64_t all, near, node, occurrences;
	unsigned char *place; /* of the passage in hand: IN_NODE, IN_WINDOW */
	size_t place_cap;
};
#define IN_NODE 1
#define IN_WINDOW 2

struct row {
	const struct mf_study_run *r;
	struct mf_contingency t;
	double likelihood;
	uint32_t word;
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

static int count_all(void *ctx, const struct mf_study_passage *p, struct mf_error *err)
{
	struct counting *c = ctx;

	(void)err;
	c->all += p->n;
	for (uint32_t i = 0; i < p->n; i++)
		tally_of(c, p->word[i])->all++;
	return 0;
}

static void mark_places(struct counting *c, const struct mf_study_passage *p)
{
	uint32_t window = c->r->o->window;

	c->place = mf_grow(c->place, &c->place_cap, p->n + (size_t)1, 1);
	memset(c->place, 0, p->n);
	for (size_t i = 0; i < c->spans.found.n; i++) {
		struct mf_occurrence s = c->spans.found.v[i];
		uint32_t low = s.first < p->title ? 0 : p->title, high = s.first < p->title ? p->title : p->n;
		uint32_t from = s.first - low > window ? s.first - window : low;
		for (uint32_t k = from; k < high && k < s.last + window; k++)
			c->place[k] |= k >= s.first && k < s.last ? IN_NODE : IN_WINDOW;
	}
}

static int count_near(void *ctx, const struct mf_study_passage *p, struct mf_error *err)
{
	struct counting *c = ctx;
	int rc = mf_spans_find(&c->spans, c->r, p, err);

	if (rc < 0 || !c->spans.found.n)
		return rc;
	c->occurrences += c->spans.found.n;
	mark_places(c, p);
	for (uint32_t i = 0; i < p->n; i++) {
		struct tally *t = tally_of(c, p->word[i]);
		if (c->place[i] & IN_NODE) {
			t->node++;
			c->node++;
		} else if (c->place[i]) {
			t->near++;
			c->near++;
		}
	}
	return 0;
}

static void add_part(struct counting *c, const struct mf_study_part *p)
{
	c->occurrences += p->total[0];
	c->near += p->total[1];
	c->node += p->total[2];
	c->all += p->total[3];
	for (size_t i = 0; i < p->n; i++) {
		struct tally *t = tally_of(c, mf_study_number(c->r, p->v[i].text, p->v[i].len));
		t->all += p->v[i].number[0];
		t->near += p->v[i].number[1];
		t->node += p->v[i].number[2];
	}
}

static void give(struct counting *c)
{
	struct mf_study_run *r = c->r;
	struct mf_study_count *v = mf_study_give(r, r->words.n);

	r->part->total[0] = c->occurrences;
	r->part->total[1] = c->near;
	r->part->total[2] = c->node;
	r->part->total[3] = c->all;
	for (uint32_t w = 0; w < r->words.n; w++) {
		const struct tally *t = tally_of(c, w);
		mf_study_give_word(r, &v[w], w);
		v[w].number[0] = t->all;
		v[w].number[1] = t->near;
		v[w].number[2] = t->node;
	}
}

static int by_likelihood(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	if (x->likelihood != y->likelihood)
		return x->likelihood > y->likelihood ? -1 : 1;
	return mf_study_compare(x->r, x->word, y->word);
}

static size_t associate(struct counting *c, struct row *row)
{
	size_t n = 0;

	for (uint32_t w = 0; w < c->r->words.n; w++) {
		const struct tally *t = tally_of(c, w);
		struct row one = { .r = c->r, .word = w };
		uint64_t all = t->all > t->node ? t->all - t->node : 0;
		if (!t->near || (c->r->o->no_stop_words && mf_study_stop(c->r, w)))
			continue;
		one.t = (struct mf_contingency){ (double)t->near, (double)c->near, (double)all,
						 (double)(c->all - c->node) };
		one.likelihood = mf_log_likelihood(&one.t);
		if (one.t.o > mf_expected(&one.t))
			row[n++] = one;
	}
	qsort(row, n, sizeof *row, by_likelihood);
	return n;
}

static void make_rows(struct counting *c)
{
	static const struct mf_study_column column[] = {
		{ N_("word"), MF_COLUMN_TEXT, 0, .bar = false },
		{ N_("count"), MF_COLUMN_NUMBER, 0, .bar = false },
		{ N_("of"), MF_COLUMN_NUMBER, 0, .bar = false },
		{ N_("expected"), MF_COLUMN_NUMBER, 2, .bar = false },
		{ N_("log_likelihood"), MF_COLUMN_NUMBER, 2, .bar = false },
		{ N_("pmi"), MF_COLUMN_NUMBER, 2, .bar = false },
		{ N_("stem"), MF_COLUMN_TEXT, 0, .bar = false },
	};
	struct row *row = mf_calloc(c->r->words.n + (size_t)1, sizeof *row);
	bool stems = c->r->o->unit == MF_UNIT_STEMS;
	size_t first, shown, n = associate(c, row), columns = sizeof column / sizeof *column - !stems;
	struct mf_study_cell *cell;

	shown = mf_study_page(c->r, n, &first);
	cell = mf_study_rows(c->r, column, columns, shown);
	for (size_t i = first; i < first + shown; i++) {
		(cell++)->text = mf_study_word(c->r, row[i].word);
		(cell++)->number = row[i].t.o;
		(cell++)->number = row[i].t.c;
		(cell++)->number = mf_expected(&row[i].t);
		(cell++)->number = row[i].likelihood;
		(cell++)->number = mf_mutual_information(&row[i].t);
		if (stems)
			(cell++)->text = mf_study_stem(c->r, row[i].word);
	}
	mf_study_add_total(c->r->out, N_("collocates"), n);
	free(row);
}

/* Counts the collection: the filters alone; without the entities where they are what is looked at. */
static int count_collection(struct counting *c, struct mf_error *err)
{
	struct mf_request request = *c->r->request;
	struct mf_matches collection;
	int rc;

	request.query = "";
	request.plan = 0; /* another query is another plan */
	request.query_flags = 0;
	if (c->r->matches.by_filter)
		request.entities = 0;
	rc = mf_matches_find(&collection, c->r->engine, &request, err);
	if (rc == 0)
		rc = mf_study_each(c->r, &collection, count_all, c, err);
	mf_matches_release(&collection);
	return rc;
}

int mf_study_collocates(struct mf_study_run *r, struct mf_error *err)
{
	struct counting c = { .r = r };
	int rc = mf_spans_init(&c.spans, r, err);

	if (rc < 0)
		return rc;
	rc = mf_study_each(r, &r->matches, count_near, &c, err);
	if (rc == 0)
		rc = count_collection(&c, err);
	if (rc == 0)
		rc = mf_study_in_time(r, err);
	if (rc == 0)
		rc = mf_study_ask(r, err);
	for (size_t i = 0; rc == 0 && i < r->fars; i++)
		add_part(&c, &r->far[i]);
	if (rc == 0 && r->part) {
		give(&c);
	} else if (rc == 0) {
		mf_study_add_total(r->out, N_("occurrences"), c.occurrences);
		mf_study_add_total(r->out, N_("words_near"), c.near);
		mf_study_add_total(r->out, N_("words"), c.all);
		make_rows(&c);
	}
	mf_spans_release(&c.spans);
	free(c.tally);
	free(c.place);
	return rc;
}
