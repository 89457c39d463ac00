/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/tally.h"

#include <stdlib.h>
#include <string.h>

#include "wrappers/libc/mem.h"
#include "wrappers/libc/varint.h"

static void settle(struct mf_tallied *t)
{
	t->count += t->document != 0;
	t->by_nisba += t->document != 0 && t->adjective;
}

static struct mf_tallied *row_of(struct mf_tally *t, uint32_t number)
{
	size_t had = t->cap;

	if (number >= had) {
		t->row = mf_grow(t->row, &t->cap, number + (size_t)1, sizeof *t->row);
		memset(t->row + had, 0, (t->cap - had) * sizeof *t->row);
	}
	if (!t->row[number].document) {
		t->named = mf_grow(t->named, &t->named_cap, t->n + 1, sizeof *t->named);
		t->named[t->n++] = number;
	}
	return &t->row[number];
}

/* A record begins with its entities: no more of it is read. */
static void count_passage(struct mf_tally *t, struct mf_labels *labels, size_t segment, uint32_t passage,
			  uint32_t document, bool adjectives)
{
	const struct mf_columns *c = &labels->index->segment[segment].columns;
	const unsigned char *end, *at = mf_columns_record(c, passage, &end);
	uint64_t n, v;

	for (at = mf_varint_get(at, end, &n); at && n; n--) {
		uint32_t number;
		at = mf_varint_get(at, end, &v);
		if (!at || (v % 2 && !adjectives))
			continue;
		number = v / 2 < MF_NONE ? mf_label_number(labels, segment, (uint32_t)(v / 2)) : MF_NONE;
		if (number == MF_NONE)
			continue;
		struct mf_tallied *row = row_of(t, number);
		if (row->document != document) {
			settle(row);
			row->document = document;
			row->adjective = true;
		}
		row->adjective = row->adjective && v % 2;
	}
}

void mf_tally_count(struct mf_tally *t, struct mf_labels *labels, const struct mf_matched *match,
		    bool adjectives)
{
	const struct mf_index *index = labels->index;
	uint32_t document = 0;

	mf_tally_clear(t);
	for (size_t s = 0; s < index->segments; s++) {
		uint32_t last = MF_NONE;
		for (size_t i = 0; i < match[s].n; i++) {
			uint32_t of = mf_columns_document(&index->segment[s].columns, match[s].passage[i]);
			document += of != last;
			last = of;
			count_passage(t, labels, s, match[s].passage[i], document, adjectives);
		}
	}
	for (size_t i = 0; i < t->n; i++)
		settle(&t->row[t->named[i]]);
	t->counted = true;
}

void mf_tally_clear(struct mf_tally *t)
{
	for (size_t i = 0; i < t->n; i++)
		memset(&t->row[t->named[i]], 0, sizeof *t->row);
	t->n = 0;
	t->counted = false;
}

void mf_tally_release(struct mf_tally *t)
{
	free(t->row);
	free(t->named);
	*t = (struct mf_tally){ .row = NULL };
}
