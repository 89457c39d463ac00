/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/tally.h"

#include <stdlib.h>
#include <string.h>

#include "wrappers/libc/mem.h"
#include "wrappers/libc/varint.h"

#define MANY 16 /* one in so many of a segment's entities */

/* An entity in the segment in hand. */
struct mf_tally_row {
	uint32_t document; /* the last one that names it, + 1; 0: none */
	uint32_t count, by_nisba;
	bool adjective; /* in the last one: only the adjective so far */
};

static void settle(struct mf_tally_row *t)
{
	t->count += t->document != 0;
	t->by_nisba += t->document != 0 && t->adjective;
}

static void *grow_zero(void *row, size_t *cap, size_t need, size_t size)
{
	size_t had = *cap;

	row = mf_grow(row, cap, need, size);
	if (*cap > had)
		memset((char *)row + had * size, 0, (*cap - had) * size);
	return row;
}

/* A record begins with its entities: no more of it is read. */
static void count_passage(struct mf_tally *t, const struct mf_segment *s, uint32_t passage, bool adjectives)
{
	const unsigned char *end, *at = mf_columns_record(&s->columns, passage, &end);
	uint32_t document = mf_columns_document(&s->columns, passage) + 1;
	uint64_t n, v;

	for (at = mf_varint_get(at, end, &n); at && n; n--) {
		at = mf_varint_get(at, end, &v);
		if (!at || v / 2 >= s->names.entities.n || (v % 2 && !adjectives))
			continue;
		struct mf_tally_row *row = &t->in[v / 2];
		if (row->document != document) {
			if (!row->document)
				t->met[t->met_n++] = (uint32_t)(v / 2);
			settle(row);
			row->document = document;
			row->adjective = true;
		}
		row->adjective = row->adjective && v % 2;
	}
}

/* Many are put into the order of the segment, that of their ids, by a look at all rows: where every value is
 * sorted later, names that stand together are compared, and runs are found.  For few that costs more. */
static void order_met(struct mf_tally *t, uint32_t entities)
{
	if (t->met_n < entities / MANY)
		return;
	t->met_n = 0;
	for (uint32_t e = 0; e < entities; e++)
		if (t->in[e].document)
			t->met[t->met_n++] = e;
}

/* Adds what the segment in hand has to the rows of the archive. */
static void add_segment(struct mf_tally *t, struct mf_labels *labels, size_t segment)
{
	for (size_t i = 0; i < t->met_n; i++) {
		struct mf_tally_row *row = &t->in[t->met[i]];
		uint32_t number = mf_label_number(labels, segment, t->met[i]);
		settle(row);
		if (number != MF_NONE) {
			t->row = grow_zero(t->row, &t->cap, number + (size_t)1, sizeof *t->row);
			if (!t->row[number].count) {
				t->named = mf_grow(t->named, &t->named_cap, t->n + 1, sizeof *t->named);
				t->named[t->n++] = number;
			}
			t->row[number].count += row->count;
			t->row[number].by_nisba += row->by_nisba;
		}
		memset(row, 0, sizeof *row);
	}
	t->met_n = 0;
}

void mf_tally_count(struct mf_tally *t, struct mf_labels *labels, const struct mf_matched *match,
		    bool adjectives)
{
	const struct mf_index *index = labels->index;

	mf_tally_clear(t);
	for (size_t s = 0; s < index->segments; s++) {
		uint32_t entities = index->segment[s].names.entities.n;
		t->in = grow_zero(t->in, &t->in_cap, entities, sizeof *t->in);
		t->met = mf_grow(t->met, &t->met_cap, entities, sizeof *t->met);
		for (size_t i = 0; i < match[s].n; i++)
			count_passage(t, &index->segment[s], match[s].passage[i], adjectives);
		order_met(t, entities);
		add_segment(t, labels, s);
	}
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
	free(t->in);
	free(t->met);
	*t = (struct mf_tally){ .row = NULL };
}
