/* SPDX-License-Identifier: GPL-2.0-or-later */
/* timeline.c - documents that match, by the day, month or year in which they were published.
 *
 * Beside them stands how many documents of that time the filters let through in all: a rise of both
 * is the collection's, not the subject's.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/dates/date.h"
#include "search/study/study_private.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/message.h"

#define PERIODS_MAX 200000 /* gaps are filled up to so many: 500 years of days */

struct dated {
	int32_t period; /* its first day; MF_NO_DAY: no date */
	uint32_t documents, passages;
};

struct counts {
	struct dated *v; /* by period; without a date: first */
	size_t n, cap;
	uint32_t documents, passages;
};

static int32_t period_of(enum mf_study_period kind, int32_t day)
{
	int year, month, mday;

	if (day == MF_NO_DAY || kind == MF_PERIOD_DAY)
		return day;
	mf_day_to_civil(day, &year, &month, &mday);
	return mf_day_from_civil(year, kind == MF_PERIOD_YEAR ? 1 : month, 1);
}

static int32_t period_after(enum mf_study_period kind, int32_t period)
{
	static const int32_t enough[] = { 1, 31, 366 }; /* days that lead into the next one */

	return period_of(kind, period + enough[kind]);
}

static int by_period(const void *a, const void *b)
{
	const struct dated *x = a, *y = b;

	return (x->period > y->period) - (x->period < y->period);
}

/* In order, each period once. */
static void settle(struct counts *c)
{
	size_t kept = 0;

	if (c->n)
		qsort(c->v, c->n, sizeof *c->v, by_period);
	for (size_t i = 0; i < c->n; i++) {
		if (kept && c->v[kept - 1].period == c->v[i].period) {
			c->v[kept - 1].documents += c->v[i].documents;
			c->v[kept - 1].passages += c->v[i].passages;
		} else {
			c->v[kept++] = c->v[i];
		}
	}
	c->n = kept;
}

static void add(struct counts *c, int32_t period, uint32_t documents, uint32_t passages)
{
	c->v = mf_grow(c->v, &c->cap, c->n + 1, sizeof *c->v);
	c->v[c->n++] = (struct dated){ period, documents, passages };
	c->documents += documents;
	c->passages += passages;
}

static void count_matches(const struct mf_study_run *r, const struct mf_matches *matches, struct counts *c)
{
	for (uint32_t i = 0; i < r->index->segments; i++) {
		const struct mf_segment *s = &r->index->segment[i];
		const struct mf_matched *m = &matches->match[i];
		uint32_t last = MF_NONE;
		for (size_t k = 0; k < m->n; k++) {
			uint32_t document = mf_columns_document(&s->columns, m->passage[k]);
			if (document != last)
				add(c,
				    period_of(r->o->period,
					      mf_document_day(mf_documents_row(&s->documents, document))),
				    1, 0);
			last = document;
			c->v[c->n - 1].passages++;
			c->passages++;
		}
	}
}

static const struct dated *find(const struct counts *c, int32_t period)
{
	struct dated key = { period, 0, 0 };

	return c->n ? bsearch(&key, c->v, c->n, sizeof *c->v, by_period) : NULL;
}

static const char *label(const struct mf_study_run *r, int32_t period)
{
	static const size_t len[] = { 10, 7, 4 };
	char day[11];

	if (period == MF_NO_DAY)
		return "";
	mf_day_print(period, day);
	return mf_arena_strndup(r->arena, day, len[r->o->period]);
}

static void add_part(struct counts *some, struct counts *all, const struct mf_study_part *p)
{
	for (size_t i = 0; i < p->n; i++) {
		const uint64_t *number = p->v[i].number;
		int32_t period = (int32_t)(uint32_t)number[0];
		if (number[1])
			add(some, period, (uint32_t)number[1], (uint32_t)number[2]);
		add(all, period, (uint32_t)number[3], 0);
	}
}

static void give(struct mf_study_run *r, const struct counts *some, const struct counts *all)
{
	struct mf_study_count *v = mf_study_give(r, all->n);

	for (size_t i = 0; i < all->n; i++) {
		const struct dated *have = find(some, all->v[i].period);
		v[i] = (struct mf_study_count){ "", 0, { (uint32_t)all->v[i].period } };
		v[i].number[1] = have ? have->documents : 0;
		v[i].number[2] = have ? have->passages : 0;
		v[i].number[3] = all->v[i].documents;
	}
}

/* The periods to show: those between the first and the last that match, then those without a date. */
static size_t list_periods(const struct mf_study_run *r, const struct counts *c, int32_t **out)
{
	bool undated = c->n && c->v[0].period == MF_NO_DAY;
	size_t n = 0, cap = 0;
	int32_t *list = NULL;

	for (size_t i = undated; i < c->n; i++) {
		do {
			list = mf_grow(list, &cap, n + 1, sizeof *list);
			list[n] = i == undated || n >= PERIODS_MAX ? c->v[i].period
								   : period_after(r->o->period, list[n - 1]);
		} while (list[n++] < c->v[i].period);
	}
	if (undated) {
		list = mf_grow(list, &cap, n + 1, sizeof *list);
		list[n++] = MF_NO_DAY;
	}
	*out = list;
	return n;
}

static void make_rows(struct mf_study_run *r, const struct counts *some, const struct counts *all)
{
	static const struct mf_study_column column[] = {
		{ N_("period"), MF_COLUMN_LABEL, 0, .bar = false },
		{ N_("documents"), MF_COLUMN_NUMBER, 0, .bar = true },
		{ N_("passages"), MF_COLUMN_NUMBER, 0, .bar = false },
		{ N_("of"), MF_COLUMN_NUMBER, 0, .bar = false },
		{ N_("percent"), MF_COLUMN_NUMBER, 2, .bar = false },
	};
	int32_t *period = NULL;
	size_t first, n = list_periods(r, some, &period), shown = mf_study_page(r, n, &first);
	struct mf_study_cell *cell = mf_study_rows(r, column, sizeof column / sizeof *column, shown);

	for (size_t i = first; i < first + shown; i++) {
		const struct dated *have = find(some, period[i]), *of = find(all, period[i]);
		(cell++)->text = label(r, period[i]);
		(cell++)->number = have ? have->documents : 0;
		(cell++)->number = have ? have->passages : 0;
		(cell++)->number = of ? of->documents : 0;
		(cell++)->number = of ? (have ? have->documents : 0) * 100.0 / of->documents : NAN;
	}
	free(period);
}

int mf_study_timeline(struct mf_study_run *r, struct mf_error *err)
{
	struct counts some = { 0 }, all = { 0 };
	struct mf_request request = *r->request;
	struct mf_matches collection;
	int rc;

	request.query = "";
	request.plan = 0; /* another query is another plan */
	request.query_flags = 0;
	request.entities = 0;
	rc = mf_matches_find(&collection, r->engine, &request, err);
	if (rc < 0)
		return rc;
	count_matches(r, &collection, &all);
	mf_matches_release(&collection);
	count_matches(r, &r->matches, &some);
	rc = mf_study_ask(r, err);
	for (size_t i = 0; rc == 0 && i < r->fars; i++)
		add_part(&some, &all, &r->far[i]);
	settle(&some);
	settle(&all);
	if (rc == 0 && r->part) {
		give(r, &some, &all);
	} else if (rc == 0) {
		mf_study_add_total(r->out, N_("documents"), some.documents);
		mf_study_add_total(r->out, N_("passages"), some.passages);
		make_rows(r, &some, &all);
	}
	free(some.v);
	free(all.v);
	return rc;
}
