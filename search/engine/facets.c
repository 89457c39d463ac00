/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/facets.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/words/fold.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/varint.h"
#include "wrappers/libc/message.h"

#define FILL_MAX 40000 /* gaps between dates are filled with 0 up to this many values: 110 years of days */

struct value {
	struct mf_facet_value v;
	int32_t day; /* of dates */
	bool hidden;
};

struct counter {
	struct mf_labels *labels;
	const struct mf_filters *filters;
	struct mf_arena *arena;
	struct mf_pool keys; /* values by their key, over all segments */
	struct value *value;
	size_t value_cap;
	uint64_t undated;
};

static struct value *value_of(struct counter *c, const char *key, size_t len)
{
	int fresh;
	uint32_t i = mf_pool_add(&c->keys, key, len, &fresh);

	c->value = mf_grow(c->value, &c->value_cap, i + (size_t)1, sizeof *c->value);
	if (fresh) {
		memset(&c->value[i], 0, sizeof *c->value);
		c->value[i].v.id = c->value[i].v.label = mf_arena_strndup(c->arena, key, len);
		c->value[i].v.label_en = "";
	}
	return &c->value[i];
}

/* ---- entities ---- */

struct mf_entity_tally {
	uint32_t document; /* the last one that names it, + 1 */
	uint32_t count, by_nisba;
	uint8_t adjective; /* in that one: only the adjective so far */
};

static void settle(struct mf_entity_tally *t)
{
	t->count += t->document != 0;
	t->by_nisba += t->document != 0 && t->adjective;
}

/* A record begins with its entities: no more of it is read. */
static void tally_passage(struct mf_entity_tally *row, uint32_t entities, const struct mf_columns *c,
			  uint32_t passage, bool adjectives)
{
	const unsigned char *end, *at = mf_columns_record(c, passage, &end);
	uint32_t document = mf_columns_document(c, passage) + 1;
	uint64_t n, v;

	for (at = mf_varint_get(at, end, &n); at && n; n--) {
		at = mf_varint_get(at, end, &v);
		if (!at || v / 2 >= entities || (v % 2 && !adjectives))
			continue;
		struct mf_entity_tally *t = &row[v / 2];
		if (t->document != document) {
			settle(t);
			t->document = document;
			t->adjective = 1;
		}
		t->adjective = t->adjective && v % 2;
	}
}

static void tally_make(struct mf_tally *tally, const struct mf_index *index, const struct mf_matched *match,
		       bool adjectives)
{
	tally->segment = mf_calloc(index->segments + 1, sizeof(struct mf_entity_tally *));
	for (size_t s = 0; s < index->segments; s++) {
		uint32_t entities = index->segment[s].names.entities.n;
		tally->segment[s] = mf_calloc(entities + (size_t)1, sizeof **tally->segment);
		for (size_t i = 0; i < match[s].n; i++)
			tally_passage(tally->segment[s], entities, &index->segment[s].columns,
				      match[s].passage[i], adjectives);
		for (uint32_t e = 0; e < entities; e++)
			settle(&tally->segment[s][e]);
	}
}

void mf_tally_release(struct mf_tally *t, const struct mf_index *index)
{
	for (size_t s = 0; t->segment && s < index->segments; s++)
		free(t->segment[s]);
	free(t->segment);
	t->segment = NULL;
}

static void count_entities(struct counter *c, size_t segment, const struct mf_entity_tally *row, uint8_t type)
{
	uint32_t n = c->labels->index->segment[segment].names.entities.n;

	for (uint32_t e = 0; e < n; e++) {
		const struct mf_name *name = row[e].count ? mf_label(c->labels, segment, e) : NULL;
		struct value *v;
		if (!name || name->type != type)
			continue;
		v = value_of(c, name->id, strlen(name->id));
		v->v.label = name->label;
		v->v.label_en = name->label_en;
		v->v.count += row[e].count;
		v->v.by_nisba += row[e].by_nisba;
	}
}

/* What is chosen is shown also where nothing has it, but not all places in a place that is. */
static void select_entities(struct counter *c, uint8_t type)
{
	for (size_t f = 0; f < c->filters->entities; f++) {
		const struct mf_entity_set *set = &c->filters->entity[f];
		for (size_t i = 0; i < set->n; i++) {
			struct mf_entity e = { .type = set->type };
			uint32_t number = mf_gazetteer_by_id(c->labels->index->gazetteer, set->ids[i],
							     strlen(set->ids[i]));
			struct value *v;
			if (number != MF_NO_ENTITY)
				mf_gazetteer_entity(c->labels->index->gazetteer, number, &e);
			if (e.type != type)
				continue;
			v = value_of(c, set->ids[i], strlen(set->ids[i]));
			v->v.selected = true;
			v->hidden = !v->v.count && c->filters->narrower && i;
			if (v->v.count || number == MF_NO_ENTITY)
				continue;
			v->v.label = e.label;
			v->v.label_en = e.label_en;
		}
	}
}

/* Sources are chosen as they are compared: folded. */
static void select_sources(struct counter *c)
{
	struct mf_buf folded = MF_BUF_INIT;

	for (uint32_t i = 0; i < c->keys.n; i++) {
		struct mf_facet_value *v = &c->value[i].v;
		mf_buf_reset(&folded);
		mf_fold(&folded, v->id, strlen(v->id));
		for (size_t f = 0; f < c->filters->sources; f++)
			v->selected =
				v->selected || (folded.len == c->filters->source_len[f] &&
						memcmp(folded.data, c->filters->source[f], folded.len) == 0);
	}
	mf_buf_release(&folded);
}

/* ---- dates and sources ---- */

static size_t date_key(enum mf_facet_kind kind, int32_t day, char key[static 11])
{
	mf_day_print(day, key);
	key[kind == MF_FACET_YEAR ? 4 : kind == MF_FACET_MONTH ? 7 : 10] = '\0';
	return strlen(key);
}

static void count_day(struct counter *c, enum mf_facet_kind kind, int32_t day)
{
	char key[11];
	size_t len = date_key(kind, day, key);
	struct value *v = value_of(c, key, len);

	v->v.count++;
	v->day = day;
}

static void count_documents(struct counter *c, const struct mf_segment *s, const struct mf_matched *m,
			    enum mf_facet_kind kind)
{
	uint32_t last = MF_NONE;

	for (size_t i = 0; i < m->n; i++) {
		uint32_t document = mf_columns_document(&s->columns, m->passage[i]);
		const struct mf_document_row *row = mf_documents_row(&s->documents, document);
		if (document == last)
			continue;
		last = document;
		if (kind == MF_FACET_SOURCE) {
			size_t len = 0;
			const char *name = row->source < s->names.sources.n
						   ? mf_stringset_get(&s->names.sources, row->source, &len)
						   : "";
			if (len)
				value_of(c, name, len)->v.count++;
			else
				c->undated++;
		} else if (mf_document_day(row) == MF_NO_DAY) {
			c->undated++;
		} else {
			count_day(c, kind, row->day);
		}
	}
}

struct mentioned {
	uint32_t document;
	int32_t day;
};

static int compare_mentioned(const void *a, const void *b)
{
	const struct mentioned *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return (x->document > y->document) - (x->document < y->document);
}

/* Days mentioned, only those that are one day. */
static void count_mentioned(struct counter *c, const struct mf_segment *s, const struct mf_matched *m)
{
	struct mentioned *all = NULL;
	struct mf_record record;
	size_t n = 0, cap = 0;

	memset(&record, 0, sizeof record);
	for (size_t i = 0; i < m->n; i++) {
		uint32_t p = m->passage[i];
		const unsigned char *end, *at = mf_columns_record(&s->columns, p, &end);
		if (mf_record_decode(&record, at, end) < 0)
			continue;
		for (uint32_t k = 0; k < record.mentions; k++) {
			if (record.mention[k].from != record.mention[k].to)
				continue;
			all = mf_grow(all, &cap, n + 1, sizeof *all);
			all[n++] = (struct mentioned){ mf_columns_document(&s->columns, p),
						       record.mention[k].from };
		}
	}
	if (n)
		qsort(all, n, sizeof *all, compare_mentioned);
	for (size_t i = 0; i < n; i++)
		if (!i || compare_mentioned(&all[i], &all[i - 1]) != 0)
			count_day(c, MF_FACET_MENTIONED, all[i].day);
	mf_record_release(&record);
	free(all);
}

static int32_t next_period(enum mf_facet_kind kind, int32_t day)
{
	int year, month, mday;

	if (kind != MF_FACET_YEAR && kind != MF_FACET_MONTH)
		return day + 1;
	mf_day_to_civil(day, &year, &month, &mday);
	if (kind == MF_FACET_YEAR)
		return mf_day_from_civil(year + 1, 1, 1);
	return month == 12 ? mf_day_from_civil(year + 1, 1, 1) : mf_day_from_civil(year, month + 1, 1);
}

static void fill_gaps(struct counter *c, enum mf_facet_kind kind)
{
	int32_t first = MF_DAY_MAX, last = MF_NO_DAY;
	char key[11];
	size_t steps = 0;

	for (uint32_t i = 0; i < c->keys.n; i++) {
		first = c->value[i].day < first ? c->value[i].day : first;
		last = c->value[i].day > last ? c->value[i].day : last;
	}
	for (int32_t day = first; day <= last && steps <= FILL_MAX; day = next_period(kind, day))
		steps++;
	if (last == MF_NO_DAY || steps > FILL_MAX)
		return;
	for (int32_t day = first; day <= last; day = next_period(kind, day)) {
		struct value *v = value_of(c, key, date_key(kind, day, key));
		v->day = v->v.count ? v->day : day;
	}
}

/* ---- in order ---- */

static int by_count(const void *a, const void *b)
{
	const struct value *x = a, *y = b;
	int order;

	if (x->v.count != y->v.count)
		return x->v.count > y->v.count ? -1 : 1;
	order = strcmp(x->v.label, y->v.label);
	return order ? order : strcmp(x->v.id, y->v.id);
}

static int by_key(const void *a, const void *b)
{
	const struct value *x = a, *y = b;

	return strcmp(x->v.id, y->v.id);
}

static bool is_date(enum mf_facet_kind kind)
{
	return kind == MF_FACET_DATE || kind == MF_FACET_MONTH || kind == MF_FACET_YEAR ||
	       kind == MF_FACET_MENTIONED;
}

/* What has no date, or no source. */
static void add_rest(const struct counter *c, enum mf_facet_kind kind, struct mf_facet_value *v, size_t *n)
{
	bool none = c->filters->has_date && c->filters->date.none;

	if (kind == MF_FACET_DATE || kind == MF_FACET_MONTH || kind == MF_FACET_YEAR)
		v[(*n)++] = (struct mf_facet_value){ "", N_("(no date)"), "", c->undated, 0, none };
	if (kind == MF_FACET_SOURCE && c->undated)
		v[(*n)++] = (struct mf_facet_value){ "", N_("(no source)"), "", c->undated, 0, false };
}

/* Of what is left out by the limit, the chosen values stay. */
static void hand_over(struct counter *c, enum mf_facet_kind kind, unsigned limit, struct mf_facet *out)
{
	size_t n = c->keys.n, all = 0, kept = 0, rest;
	struct mf_facet_value *v = mf_arena_alloc(c->arena, (n + 1) * sizeof *v);

	if (n)
		qsort(c->value, n, sizeof *c->value, is_date(kind) ? by_key : by_count);
	for (size_t i = 0; i < n; i++) {
		if (c->value[i].hidden)
			continue;
		if (is_date(kind) || !limit || all < limit || c->value[i].v.selected)
			v[kept++] = c->value[i].v;
		all++;
	}
	rest = kept;
	add_rest(c, kind, v, &kept);
	out->name = mf_facet_names[kind];
	out->value = v;
	out->values = kept;
	out->total_values = all + (kept - rest);
	out->in_time = is_date(kind);
	out->exact = true;
}

void mf_facet_count(enum mf_facet_kind kind, struct mf_labels *labels, const struct mf_matched *match,
		    const struct mf_filters *filters, struct mf_tally *tally, unsigned limit,
		    struct mf_arena *arena, struct mf_facet *out)
{
	static const uint8_t type[] = { MF_PERSON, MF_PLACE, MF_ORG };
	const struct mf_index *index = labels->index;
	struct counter c = { .labels = labels, .filters = filters, .arena = arena };

	mf_pool_init(&c.keys);
	if (kind <= MF_FACET_ORG && !tally->segment)
		tally_make(tally, index, match, filters->adjectives);
	for (size_t s = 0; s < index->segments; s++) {
		if (kind <= MF_FACET_ORG)
			count_entities(&c, s, tally->segment[s], type[kind]);
		else if (kind == MF_FACET_MENTIONED)
			count_mentioned(&c, &index->segment[s], &match[s]);
		else
			count_documents(&c, &index->segment[s], &match[s], kind);
	}
	if (kind <= MF_FACET_ORG)
		select_entities(&c, type[kind]);
	if (kind == MF_FACET_SOURCE)
		select_sources(&c);
	if (is_date(kind))
		fill_gaps(&c, kind);
	hand_over(&c, kind, limit, out);
	mf_pool_release(&c.keys);
	free(c.value);
}
