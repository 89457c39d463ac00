/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dispersion.c - where in each document the occurrences of the query stand: all through, or in one chapter.
 *
 * A place is a number of words from the beginning of the document, those of its title among them.  Documents
 * with most occurrences come first.
 */
#include <stdlib.h>
#include <string.h>

#include "search/study/study_private.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/message.h"

struct dispersed {
	const char *id, *title;
	int32_t day;
	uint32_t words, n;
	size_t from;        /* its places, in counting.place; of a shard's: */
	const char *places; /* as text, or NULL */
};

struct counting {
	struct mf_study_run *r;
	struct mf_spans spans;
	struct dispersed *v; /* the last one is in hand */
	size_t n, cap;
	uint32_t *place;
	size_t places, place_cap;
	uint32_t next, before; /* of the document in hand: a passage, and the words before it */
	uint32_t segment, document;
	bool open;
	uint64_t occurrences, words;
	struct mf_buf room;
};

/* ---- counting ---- */

static uint32_t words_of_passage(const struct mf_segment *s, uint32_t passage)
{
	const unsigned char *end, *at = mf_columns_record(&s->columns, passage, &end);
	struct mf_record_view view;

	return mf_record_view(&view, at, end) < 0 ? 0 : view.forms;
}

/* Words of the document in hand before that passage; what a damaged row says may lie behind all of them. */
static void walk_to(struct counting *c, uint64_t passage)
{
	const struct mf_segment *s = &c->r->index->segment[c->segment];

	for (; c->next < passage && c->next < s->columns.n; c->next++)
		c->before += words_of_passage(s, c->next);
}

static const struct mf_document_row *row_of(const struct counting *c)
{
	return mf_documents_row(&c->r->index->segment[c->segment].documents, c->document);
}

/* Of the document in hand the rest is counted; one without an occurrence is none. */
static int close_document(struct counting *c, struct mf_error *err)
{
	struct mf_segment *s = &c->r->index->segment[c->segment];
	struct dispersed *d = c->n ? &c->v[c->n - 1] : NULL;
	struct mf_description about;
	size_t len;
	const char *id;
	int rc;

	if (!c->open || !d)
		return 0;
	c->open = false;
	walk_to(c, (uint64_t)row_of(c)->first + row_of(c)->passages);
	d->n = (uint32_t)(c->places - d->from);
	if (!d->n) {
		c->n--;
		return 0;
	}
	rc = mf_segment_describe(s, c->document, &c->room, &about, err);
	if (rc < 0)
		return rc;
	id = mf_documents_id(&s->documents, c->document, &len);
	d->id = mf_arena_strndup(c->r->arena, id, len);
	d->title = mf_arena_strdup(c->r->arena, about.title);
	free(about.extra);
	d->words = c->before;
	c->occurrences += d->n;
	c->words += d->words;
	return 0;
}

/* Is it the one document that is asked for? */
static bool is_wanted(const struct counting *c, const struct mf_segment *s, uint32_t document)
{
	const char *want = c->r->o->document;
	size_t len;
	const char *id = mf_documents_id(&s->documents, document, &len);

	return !want || !*want || (strlen(want) == len && memcmp(want, id, len) == 0);
}

static int open_document(struct counting *c, const struct mf_study_passage *p, struct mf_error *err)
{
	const struct mf_segment *s = &c->r->index->segment[p->segment];
	uint32_t document = mf_columns_document(&s->columns, p->passage);
	int rc = close_document(c, err);

	if (rc < 0 || !is_wanted(c, s, document))
		return rc;
	c->segment = p->segment;
	c->document = document;
	c->open = true;
	c->before = 0;
	c->next = row_of(c)->first;
	c->v = mf_grow(c->v, &c->cap, c->n + 1, sizeof *c->v);
	c->v[c->n++] = (struct dispersed){ .day = mf_document_day(row_of(c)), .from = c->places };
	return 0;
}

static int find_places(void *ctx, const struct mf_study_passage *p, struct mf_error *err)
{
	struct counting *c = ctx;
	int rc = p->new_document ? open_document(c, p, err) : 0;

	if (rc < 0 || !c->open)
		return rc;
	rc = mf_spans_find(&c->spans, c->r, p, err);
	if (rc < 0)
		return rc;
	walk_to(c, p->passage);
	for (size_t i = 0; i < c->spans.found.n; i++) {
		c->place = mf_grow(c->place, &c->place_cap, c->places + 1, sizeof *c->place);
		c->place[c->places++] = c->before + c->spans.found.v[i].first;
	}
	return 0;
}

/* ---- order, and rows ---- */

static int by_occurrences(const void *a, const void *b)
{
	const struct dispersed *x = a, *y = b;

	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	if (x->day != y->day) /* what has no date stands at the end */
		return x->day == MF_NO_DAY ? 1 : y->day == MF_NO_DAY || x->day < y->day ? -1 : 1;
	return strcmp(x->id, y->id);
}

static const char *places_of(struct counting *c, const struct dispersed *d)
{
	struct mf_buf text = MF_BUF_INIT;
	const char *copy;

	if (d->places)
		return d->places;
	for (size_t i = 0; i < d->n; i++)
		mf_buf_printf(&text, "%s%u", i ? " " : "", c->place[d->from + i]);
	copy = mf_arena_strndup(c->r->arena, text.data, text.len);
	mf_buf_release(&text);
	return copy;
}

static void add_part(struct counting *c, const struct mf_study_part *p)
{
	struct mf_arena *arena = c->r->arena;

	for (size_t i = 0; i < p->n; i++) {
		const struct mf_study_count *v = &p->v[i];
		const char *title = v->text + strlen(v->text) + 1, *places = title + strlen(title) + 1;
		c->v = mf_grow(c->v, &c->cap, c->n + 1, sizeof *c->v);
		c->v[c->n++] = (struct dispersed){ .id = mf_arena_strdup(arena, v->text),
						   .title = mf_arena_strdup(arena, title),
						   .day = (int32_t)(uint32_t)v->number[0],
						   .words = (uint32_t)v->number[1],
						   .n = (uint32_t)v->number[2],
						   .places = mf_arena_strdup(arena, places) };
	}
	c->occurrences += p->total[0];
	c->words += p->total[2];
}

/* Only those that can be on the page. */
static void give(struct counting *c)
{
	struct mf_study_run *r = c->r;
	struct mf_study_count *v = mf_study_give(r, mf_study_reach(r->o, c->n));

	r->part->total[0] = c->occurrences;
	r->part->total[1] = c->n;
	r->part->total[2] = c->words;
	for (size_t i = 0; i < r->part->n; i++) {
		const struct dispersed *d = &c->v[i];
		mf_study_give_texts(r, &v[i],
				    (const char *const[]){ d->id, d->title, places_of(c, d), NULL });
		v[i].number[0] = (uint32_t)d->day;
		v[i].number[1] = d->words;
		v[i].number[2] = d->n;
	}
}

static void make_rows(struct counting *c, size_t documents)
{
	static const struct mf_study_column column[] = {
		{ N_("date"), MF_COLUMN_LABEL, 0, .bar = false },
		{ N_("occurrences"), MF_COLUMN_NUMBER, 0, .bar = false },
		{ N_("words"), MF_COLUMN_NUMBER, 0, .bar = false },
		{ N_("places"), MF_COLUMN_PLACES, 0, .bar = false },
		{ N_("document"), MF_COLUMN_TEXT, 0, .bar = false },
		{ N_("title"), MF_COLUMN_TEXT, 0, .bar = false },
	};
	struct mf_study_run *r = c->r;
	size_t first, shown = mf_study_page(r, documents, &first);
	struct mf_study_cell *cell = mf_study_rows(r, column, sizeof column / sizeof *column, shown);
	char day[11];

	for (size_t i = first; i < first + shown; i++) {
		const struct dispersed *d = &c->v[i];
		if (d->day != MF_NO_DAY)
			mf_day_print(d->day, day);
		(cell++)->text = d->day != MF_NO_DAY ? mf_arena_strdup(r->arena, day) : "";
		(cell++)->number = d->n;
		(cell++)->number = d->words;
		cell->number = d->words;
		(cell++)->text = places_of(c, d);
		(cell++)->text = d->id;
		(cell++)->text = d->title;
	}
}

/* ---- the study ---- */

static int count(struct counting *c, size_t *documents, struct mf_error *err)
{
	struct mf_study_run *r = c->r;
	int rc = mf_study_each(r, &r->matches, find_places, c, err);

	if (rc == 0)
		rc = close_document(c, err);
	*documents = c->n;
	if (rc == 0)
		rc = mf_study_ask(r, err);
	for (size_t i = 0; rc == 0 && i < r->fars; i++) {
		add_part(c, &r->far[i]);
		*documents += r->far[i].total[1];
	}
	if (c->n)
		qsort(c->v, c->n, sizeof *c->v, by_occurrences);
	return rc;
}

int mf_study_dispersion(struct mf_study_run *r, struct mf_error *err)
{
	struct counting c = { .r = r, .room = MF_BUF_INIT };
	size_t documents;
	int rc = mf_spans_init(&c.spans, r, err);

	if (rc < 0)
		return rc;
	rc = count(&c, &documents, err);
	if (rc == 0 && r->part) {
		give(&c);
	} else if (rc == 0) {
		mf_study_add_total(r->out, N_("occurrences"), c.occurrences);
		mf_study_add_total(r->out, N_("documents"), documents);
		mf_study_add_total(r->out, N_("words"), c.words);
		make_rows(&c, documents);
	}
	mf_spans_release(&c.spans);
	mf_buf_release(&c.room);
	free(c.v);
	free(c.place);
	return rc;
}
