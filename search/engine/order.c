/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/order.h"

#include <stdlib.h>
#include <string.h>

#include "wrappers/libc/mem.h"
#include "wrappers/libc/top.h"

/* A candidate with what it is ordered by. */
struct keyed {
	struct mf_candidate c;
	int64_t day;      /* the least first */
	uint32_t passage; /* in its document, or in the segment that has the document */
	const char *id;
	size_t id_len;
};

static int64_t ordered(int32_t day, bool newest_first)
{
	return day == MF_NO_DAY ? INT64_MAX : newest_first ? -(int64_t)day : day;
}

static struct keyed key_of(const struct mf_index *index, const struct mf_candidate *c, bool newest_first)
{
	const struct mf_segment *s;
	uint32_t document;
	struct keyed k = { .c = *c, .passage = c->passage };

	if (c->far) {
		k.day = ordered(c->far->day, newest_first);
		k.passage = c->far->ordinal;
		k.id = c->far->id;
		k.id_len = c->far->id_len;
		return k;
	}
	s = &index->segment[c->segment];
	document = mf_columns_document(&s->columns, c->passage);
	k.day = ordered(mf_document_day(mf_documents_row(&s->documents, document)), newest_first);
	k.id = mf_documents_id(&s->documents, document, &k.id_len);
	return k;
}

static int by_key(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;
	int d;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	d = memcmp(x->id, y->id, x->id_len < y->id_len ? x->id_len : y->id_len);
	if (d || x->id_len != y->id_len)
		return d ? d : x->id_len < y->id_len ? -1 : 1;
	return (x->passage > y->passage) - (x->passage < y->passage);
}

static int by_score(const void *a, const void *b)
{
	const struct mf_candidate *x = a, *y = b;

	if (x->below != y->below)
		return x->below ? 1 : -1;
	return (x->score < y->score) - (x->score > y->score);
}

static void order_by_key(const struct mf_index *index, struct mf_candidate *v, size_t n, bool newest_first)
{
	struct keyed *k = mf_calloc(n + 1, sizeof *k);

	for (size_t i = 0; i < n; i++)
		k[i] = key_of(index, &v[i], newest_first);
	if (n)
		qsort(k, n, sizeof *k, by_key);
	for (size_t i = 0; i < n; i++)
		v[i] = k[i].c;
	free(k);
}

/* Few have the same score: only those are looked up. */
void mf_order_by_score(const struct mf_index *index, struct mf_candidate *v, size_t n)
{
	if (n)
		qsort(v, n, sizeof *v, by_score);
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && by_score(&v[i], &v[end]) == 0; end++)
			;
		if (end > i + 1)
			order_by_key(index, v + i, end - i, true);
	}
}

void mf_order_by_date(const struct mf_index *index, struct mf_candidate *v, size_t n, bool newest_first)
{
	order_by_key(index, v, n, newest_first);
}

void mf_order_unscored(const struct mf_index *index, const struct mf_found *found, size_t max,
		       struct mf_candidates *out)
{
	struct mf_top top = { NULL, 0, max, sizeof(struct keyed), by_key };
	const struct keyed *k;
	uint64_t all = 0;

	for (size_t i = 0; i < found->segments; i++)
		all += found->match[i].n;
	top.max = max < all ? max : (size_t)all;
	top.v = mf_calloc(top.max + 1, sizeof(struct keyed));
	for (uint32_t i = 0; top.max && i < found->segments; i++)
		for (size_t m = 0; m < found->match[i].n; m++) {
			const struct mf_candidate c = { .segment = i, .passage = found->match[i].passage[m] };
			struct keyed item = key_of(index, &c, true);
			mf_top_offer(&top, &item);
		}
	mf_top_sort(&top);
	k = top.v;
	for (size_t i = 0; i < top.n; i++)
		mf_candidates_add(out, k[i].c.segment, k[i].c.passage, 0);
	free(top.v);
}
