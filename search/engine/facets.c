/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/facets.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/words/fold.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/top.h"
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
	struct mf_pool keys; /* values by their key */
	struct value *value;
	size_t values, value_cap;
	uint64_t undated;
};

static struct value *value_of(struct counter *c, const char *key, size_t len)
{
	int fresh;
	uint32_t i = mf_pool_add(&c->keys, key, len, &fresh);

	c->value = mf_grow(c->value, &c->value_cap, i + (size_t)1, sizeof *c->value);
	if (fresh) {
		c->values++;
		memset(&c->value[i], 0, sizeof *c->value);
		c->value[i].v.id = c->value[i].v.label = mf_arena_strndup(c->arena, key, len);
		c->value[i].v.label_en = "";
	}
	return &c->value[i];
}

/* ---- entities ---- */

static void count_entities(struct counter *c, const struct mf_tally *tally, uint8_t type)
{
	for (size_t i = 0; i < tally->n; i++) {
		const struct mf_tallied *row = &tally->row[tally->named[i]];
		const struct mf_name *name = c->labels->of[tally->named[i]];
		if (name->type != type)
			continue;
		c->value = mf_grow(c->value, &c->value_cap, c->values + 1, sizeof *c->value);
		c->value[c->values++] = (struct value){ .v = { .id = name->id,
							       .label = name->label,
							       .label_en = name->label_en,
							       .count = row->count,
							       .by_nisba = row->by_nisba } };
	}
}

/* Only what is chosen is looked up among the entities counted. */
static void note_keys(struct counter *c)
{
	int fresh;

	for (size_t i = 0; i < c->values; i++)
		mf_pool_add(&c->keys, c->value[i].v.id, strlen(c->value[i].v.id), &fresh);
}

/* What is chosen is shown also where nothing has it, but not all places in a place that is. */
static void select_entities(struct counter *c, uint8_t type)
{
	if (c->filters->entities)
		note_keys(c);
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

	for (uint32_t i = 0; i < c->values; i++) {
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

	for (uint32_t i = 0; i < c->values; i++) {
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
		v[(*n)++] = (struct mf_facet_value){ "", N_("(no date)"), "", c->undated, 0, none, false };
	if (kind == MF_FACET_SOURCE && c->undated)
		v[(*n)++] = (struct mf_facet_value){ "", N_("(no source)"), "", c->undated, 0, false, false };
}

/* Puts the first `limit` of the values in front, and after them what is chosen of the others; returns how
 * many these are. */
static size_t choose_most(struct value *v, size_t n, unsigned limit)
{
	struct mf_top top = { NULL, 0, limit, sizeof *v, by_count };
	size_t kept = limit;

	top.v = mf_calloc(limit, sizeof *v);
	for (size_t i = 0; i < n; i++)
		mf_top_offer(&top, &v[i]);
	for (size_t i = limit; i < n; i++)
		if (v[i].v.selected && by_count(&v[i], top.v) > 0)
			v[kept++] = v[i];
	for (size_t i = 0; i < limit; i++)
		if (v[i].v.selected && by_count(&v[i], top.v) > 0)
			v[kept++] = v[i];
	memcpy(v, top.v, limit * sizeof *v);
	free(top.v);
	return kept;
}

/* The id of a name that no list has begins so (indexer/analysis/document.h). */
static bool is_guessed(const char *id)
{
	return strncmp(id, "new:", 4) == 0;
}

/* Of what is left out by the limit, the chosen values stay. */
static void hand_over(struct counter *c, enum mf_facet_kind kind, unsigned limit, struct mf_facet *out)
{
	size_t n = 0, all, kept;
	struct mf_facet_value *v;

	for (size_t i = 0; i < c->values; i++)
		if (!c->value[i].hidden)
			c->value[n++] = c->value[i];
	all = n;
	if (!is_date(kind) && limit && limit < n)
		n = choose_most(c->value, n, limit);
	if (n)
		qsort(c->value, n, sizeof *c->value, is_date(kind) ? by_key : by_count);
	v = mf_arena_alloc(c->arena, (n + 1) * sizeof *v);
	for (size_t i = 0; i < n; i++) {
		v[i] = c->value[i].v;
		v[i].guessed = kind <= MF_FACET_ORG && is_guessed(v[i].id);
	}
	kept = n;
	add_rest(c, kind, v, &kept);
	out->name = mf_facet_names[kind];
	out->value = v;
	out->values = kept;
	out->total_values = all + (kept - n);
	out->in_time = is_date(kind);
	out->exact = true;
}

/* ---- a facet ---- */

static void count(struct counter *c, enum mf_facet_kind kind, const struct mf_matched *match,
		  struct mf_tally *tally)
{
	static const uint8_t type[] = { MF_PERSON, MF_PLACE, MF_ORG };
	const struct mf_index *index = c->labels->index;

	if (kind <= MF_FACET_ORG && !tally->counted)
		mf_tally_count(tally, c->labels, match, c->filters->adjectives);
	if (kind <= MF_FACET_ORG)
		count_entities(c, tally, type[kind]);
	for (size_t s = 0; kind > MF_FACET_ORG && s < index->segments; s++) {
		if (kind == MF_FACET_MENTIONED)
			count_mentioned(c, &index->segment[s], &match[s]);
		else
			count_documents(c, &index->segment[s], &match[s], kind);
	}
}

/* From values and their counts to what is shown of them. */
static void finish(struct counter *c, enum mf_facet_kind kind, unsigned limit, struct mf_facet *out)
{
	static const uint8_t type[] = { MF_PERSON, MF_PLACE, MF_ORG };

	if (kind <= MF_FACET_ORG)
		select_entities(c, type[kind]);
	if (kind == MF_FACET_SOURCE)
		select_sources(c);
	if (is_date(kind))
		fill_gaps(c, kind);
	hand_over(c, kind, limit, out);
	mf_pool_release(&c->keys);
	free(c->value);
}

void mf_facet_count(enum mf_facet_kind kind, struct mf_labels *labels, const struct mf_matched *match,
		    const struct mf_filters *filters, struct mf_tally *tally, unsigned limit,
		    struct mf_arena *arena, struct mf_facet *out)
{
	struct counter c = { .labels = labels, .filters = filters, .arena = arena };

	mf_pool_init(&c.keys);
	count(&c, kind, match, tally);
	finish(&c, kind, limit, out);
}

void mf_facet_part(enum mf_facet_kind kind, struct mf_labels *labels, const struct mf_matched *match,
		   const struct mf_filters *filters, struct mf_tally *tally, struct mf_arena *arena,
		   struct mf_far_facet *out)
{
	struct counter c = { .labels = labels, .filters = filters, .arena = arena };
	struct mf_far_value *v;

	mf_pool_init(&c.keys);
	count(&c, kind, match, tally);
	v = mf_arena_alloc(arena, (c.values + 1) * sizeof *v);
	for (size_t i = 0; i < c.values; i++) {
		const struct mf_facet_value *from = &c.value[i].v;
		v[i] = (struct mf_far_value){ from->id,       from->label, from->label_en,
					      c.value[i].day, from->count, from->by_nisba };
	}
	*out = (struct mf_far_facet){ v, c.values, c.undated };
	mf_pool_release(&c.keys);
	free(c.value);
}

void mf_facet_merge(enum mf_facet_kind kind, struct mf_labels *labels, const struct mf_far_facet *part,
		    size_t parts, const struct mf_filters *filters, unsigned limit, struct mf_arena *arena,
		    struct mf_facet *out)
{
	struct counter c = { .labels = labels, .filters = filters, .arena = arena };

	mf_pool_init(&c.keys);
	for (size_t p = kind; p < parts * MF_FACETS; p += MF_FACETS) {
		c.undated += part[p].rest;
		for (size_t i = 0; i < part[p].n; i++) {
			const struct mf_far_value *from = &part[p].v[i];
			struct value *to = value_of(&c, from->id, strlen(from->id));
			to->v.label = from->label;
			to->v.label_en = from->label_en;
			to->v.count += from->count;
			to->v.by_nisba += from->by_nisba;
			to->day = from->day;
		}
	}
	finish(&c, kind, limit, out);
}
