/* SPDX-License-Identifier: GPL-2.0-or-later */
/* together.c - names that stand in one passage: who is named with whom, and how much oftener than by chance.
 *
 * A name is an entity in any of its spellings.  What chance would have is reckoned from the passages that
 * match: of them so many have the one, so many the other, so many both.
 */
#include <stdlib.h>
#include <string.h>

#include "search/engine/labels.h"
#include "search/study/association.h"
#include "search/study/grams.h"
#include "search/study/study_private.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/message.h"
#include "wrappers/libc/top.h"
#include "wrappers/libc/varint.h"

#define SINGLE 1u
#define PAIR 2u

struct named { /* by number in run.words, whose texts are type and id */
	const char *label, *label_en;
	uint32_t passages, documents;
	uint32_t last_document;
};

struct counting {
	struct mf_study_run *r;
	struct mf_labels labels;
	struct named *name;
	size_t cap, known;
	struct mf_grams pairs;
	uint32_t *number; /* of the segment's entities, + 1; 0: not met, MF_NONE: not wanted */
	uint32_t *here;   /* of the passage in hand, each once */
	size_t number_cap, here_cap, n;
	uint32_t passages, documents;
};

static struct named *name_of(struct counting *c, uint32_t number)
{
	if (number >= c->known) {
		c->name = mf_grow(c->name, &c->cap, number + (size_t)1, sizeof *c->name);
		memset(c->name + c->known, 0, (c->cap - c->known) * sizeof *c->name);
		c->known = c->cap;
	}
	return &c->name[number];
}

/* ---- here ---- */

static uint32_t look_up(struct counting *c, uint32_t segment, uint32_t entity)
{
	const struct mf_name *found = mf_label(&c->labels, segment, entity);
	struct mf_buf key = MF_BUF_INIT;
	struct named *name;
	uint32_t number;

	if (!found || found->type > MF_ORG || !(c->r->o->names & 1u << found->type))
		return MF_NONE;
	mf_buf_addch(&key, (char)('0' + found->type));
	mf_buf_addstr(&key, found->id);
	number = mf_study_number(c->r, key.data, key.len);
	mf_buf_release(&key);
	name = name_of(c, number);
	if (!name->label) {
		name->label = mf_arena_strdup(c->r->arena, found->label);
		name->label_en = mf_arena_strdup(c->r->arena, found->label_en);
	}
	return number + 1;
}

/* The names of a passage; a record begins with them. */
static int read_names(struct counting *c, uint32_t segment, uint32_t passage, struct mf_error *err)
{
	const struct mf_segment *s = &c->r->index->segment[segment];
	const unsigned char *end, *at = mf_columns_record(&s->columns, passage, &end);
	uint64_t n, v;

	c->n = 0;
	for (at = mf_varint_get(at, end, &n); at && n; n--) {
		at = mf_varint_get(at, end, &v);
		if (!at || v / 2 >= s->names.entities.n)
			break;
		if (v % 2 && c->r->request->no_nisba)
			continue;
		if (!c->number[v / 2])
			c->number[v / 2] = look_up(c, segment, (uint32_t)(v / 2));
		if (c->number[v / 2] == MF_NONE)
			continue;
		c->here = mf_grow(c->here, &c->here_cap, c->n + 1, sizeof *c->here);
		c->here[c->n++] = c->number[v / 2] - 1;
	}
	return at ? 0 : mf_index_damaged(c->r->index, "a passage's record", err);
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static void count_here(struct counting *c)
{
	size_t kept = 0;

	if (c->n)
		qsort(c->here, c->n, sizeof *c->here, by_number);
	for (size_t i = 0; i < c->n; i++)
		if (!kept || c->here[kept - 1] != c->here[i])
			c->here[kept++] = c->here[i];
	for (size_t i = 0; i < kept; i++) {
		struct named *name = name_of(c, c->here[i]);
		name->passages++;
		name->documents += name->last_document != c->documents;
		name->last_document = c->documents;
		for (size_t k = i + 1; k < kept; k++)
			mf_grams_count(&c->pairs, (const uint32_t[]){ c->here[i], c->here[k] }, c->documents);
	}
}

static int count_segment(struct counting *c, uint32_t segment, struct mf_error *err)
{
	const struct mf_segment *s = &c->r->index->segment[segment];
	const struct mf_matched *m = &c->r->matches.match[segment];
	uint32_t last = MF_NONE;
	int rc = 0;

	c->number = mf_grow(c->number, &c->number_cap, s->names.entities.n + (size_t)1, sizeof *c->number);
	memset(c->number, 0, s->names.entities.n * sizeof *c->number);
	for (size_t i = 0; rc == 0 && i < m->n && !mf_engine_late(c->r->engine); i++) {
		uint32_t document = mf_columns_document(&s->columns, m->passage[i]);
		c->documents += document != last;
		c->passages++;
		last = document;
		rc = read_names(c, segment, m->passage[i], err);
		if (rc == 0)
			count_here(c);
	}
	return rc;
}

/* ---- shards ---- */

static void add_part(struct counting *c, const struct mf_study_part *p)
{
	c->documents += (uint32_t)p->total[0];
	c->passages += (uint32_t)p->total[1];
	for (size_t i = 0; i < p->n; i++) {
		const struct mf_study_count *v = &p->v[i];
		const char *second = v->text + strlen(v->text) + 1;
		uint32_t row[2] = { mf_study_number(c->r, v->text, strlen(v->text)), 0 };
		struct named *name = name_of(c, row[0]);
		if (v->number[2] == SINGLE) {
			name->label = mf_arena_strdup(c->r->arena, second);
			name->label_en = mf_arena_strdup(c->r->arena, second + strlen(second) + 1);
			name->passages += (uint32_t)v->number[0];
			name->documents += (uint32_t)v->number[1];
			continue;
		}
		row[1] = mf_study_number(c->r, second, strlen(second));
		name_of(c, row[1]);
		if (row[0] > row[1]) {
			uint32_t other = row[0];
			row[0] = row[1];
			row[1] = other;
		}
		mf_grams_add(&c->pairs, row, (uint32_t)v->number[0], (uint32_t)v->number[1]);
	}
}

static void give(struct counting *c)
{
	struct mf_study_run *r = c->r;
	struct mf_study_count *v = mf_study_give(r, r->words.n + c->pairs.used);

	r->part->total[0] = c->documents;
	r->part->total[1] = c->passages;
	for (uint32_t i = 0; i < r->words.n; i++, v++) {
		const struct named *name = &c->name[i];
		mf_study_give_texts(
			r, v,
			(const char *const[]){ mf_study_stem(r, i), name->label, name->label_en, NULL });
		v->number[0] = name->passages;
		v->number[1] = name->documents;
		v->number[2] = SINGLE;
	}
	for (size_t i = 0; i < c->pairs.slots; i++) {
		uint32_t count, documents;
		const uint32_t *row = mf_grams_row(&c->pairs, i, &count, &documents);
		if (!row)
			continue;
		mf_study_give_texts(
			r, v,
			(const char *const[]){ mf_study_stem(r, row[0]), mf_study_stem(r, row[1]), NULL });
		v->number[0] = count;
		v->number[1] = documents;
		(v++)->number[2] = PAIR;
	}
}

/* ---- rows ---- */

struct row {
	const struct mf_study_run *r;
	uint32_t first, second; /* the one that more passages have comes first */
	uint32_t passages, documents;
	double likelihood;
};

static int by_documents(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	int order;

	if (x->documents != y->documents)
		return x->documents > y->documents ? -1 : 1;
	if (x->passages != y->passages)
		return x->passages > y->passages ? -1 : 1;
	if (x->likelihood != y->likelihood)
		return x->likelihood > y->likelihood ? -1 : 1;
	order = mf_study_compare(x->r, x->first, y->first);
	return order ? order : mf_study_compare(x->r, x->second, y->second);
}

static struct row row_of(const struct counting *c, const uint32_t *pair, uint32_t passages,
			 uint32_t documents)
{
	uint32_t a = c->name[pair[0]].passages, b = c->name[pair[1]].passages;
	bool turned = b > a || (a == b && mf_study_compare(c->r, pair[0], pair[1]) > 0);
	struct row row = { c->r, pair[turned], pair[!turned], passages, documents, 0 };
	/* in one order: what is equal has to be so to the last bit */
	const struct mf_contingency t = { passages, turned ? b : a, turned ? a : b, c->passages };

	row.likelihood = passages > mf_expected(&t) ? mf_log_likelihood(&t) : 0;
	return row;
}

/* What a shard gave need not fit together. */
static bool possible(const struct counting *c, const uint32_t *pair, uint32_t passages)
{
	uint64_t a = c->name[pair[0]].passages, b = c->name[pair[1]].passages;

	return c->name[pair[0]].label && c->name[pair[1]].label && passages <= a && passages <= b &&
	       a + b - passages <= c->passages;
}

static void put_row(struct counting *c, const struct row *row, struct mf_study_cell *cell)
{
	(cell++)->text = c->name[row->first].label;
	(cell++)->text = c->name[row->second].label;
	(cell++)->number = row->documents;
	(cell++)->number = row->passages;
	(cell++)->number = row->likelihood;
	(cell++)->text = mf_study_stem(c->r, row->first) + 1;
	(cell++)->text = mf_study_stem(c->r, row->second) + 1;
	(cell++)->text = c->name[row->first].label_en;
	cell->text = c->name[row->second].label_en;
}

static void make_rows(struct counting *c)
{
	static const struct mf_study_column column[] = {
		{ N_("name"), MF_COLUMN_TEXT, 0, .bar = false },
		{ N_("with"), MF_COLUMN_TEXT, 0, .bar = false },
		{ N_("documents"), MF_COLUMN_NUMBER, 0, .bar = false },
		{ N_("passages"), MF_COLUMN_NUMBER, 0, .bar = false },
		{ N_("log_likelihood"), MF_COLUMN_NUMBER, 2, .bar = false },
		{ "id", MF_COLUMN_TEXT, 0, .hidden = true },
		{ "with_id", MF_COLUMN_TEXT, 0, .hidden = true },
		{ "name_en", MF_COLUMN_TEXT, 0, .hidden = true },
		{ "with_en", MF_COLUMN_TEXT, 0, .hidden = true },
	};
	const size_t columns = sizeof column / sizeof *column;
	struct mf_study_run *r = c->r;
	size_t want = mf_study_reach(r->o, c->pairs.used), all = 0, first, shown;
	struct mf_top best = { .size = sizeof(struct row), .compare = by_documents, .max = want };
	struct row *row = mf_calloc(want + 1, sizeof *row);
	struct mf_study_cell *cell;

	best.v = row;
	for (size_t i = 0; i < c->pairs.slots; i++) {
		uint32_t passages, documents;
		const uint32_t *pair = mf_grams_row(&c->pairs, i, &passages, &documents);
		struct row one;
		if (!pair || !possible(c, pair, passages))
			continue;
		one = row_of(c, pair, passages, documents);
		all++;
		mf_top_offer(&best, &one);
	}
	mf_top_sort(&best);
	shown = mf_study_page(r, best.n, &first);
	cell = mf_study_rows(r, column, columns, shown);
	for (size_t i = 0; i < shown; i++)
		put_row(c, &row[first + i], cell + i * columns);
	mf_study_add_total(r->out, N_("pairs"), all);
	free(row);
}

/* ---- the study ---- */

static int count(struct counting *c, struct mf_error *err)
{
	struct mf_study_run *r = c->r;
	int rc = 0;

	for (uint32_t s = 0; rc == 0 && s < r->index->segments; s++)
		rc = count_segment(c, s, err);
	if (rc == 0)
		rc = mf_study_ask(r, err);
	for (size_t i = 0; rc == 0 && i < r->fars; i++)
		add_part(c, &r->far[i]);
	if (rc == 0 && c->pairs.lost && (r->part || r->fars)) {
		mf_error_set(err, MF_E_LIMIT, "too many pairs of names to count exactly over shards");
		mf_error_hint(err, "narrow the search, by --date for instance");
		rc = MF_E_LIMIT;
	}
	return rc;
}

int mf_study_together(struct mf_study_run *r, struct mf_error *err)
{
	struct counting c = { .r = r };
	int rc;

	mf_labels_init(&c.labels, r->index);
	mf_grams_init(&c.pairs, 2, 0, MF_GRAMS_MEMORY);
	mf_grams_want_all(&c.pairs);
	rc = count(&c, err);
	if (rc == 0 && r->part) {
		give(&c);
	} else if (rc == 0) {
		mf_study_add_total(r->out, N_("documents"), c.documents);
		mf_study_add_total(r->out, N_("passages"), c.passages);
		mf_study_add_total(r->out, N_("names"), r->words.n);
		make_rows(&c);
		if (c.pairs.lost)
			r->out->note = mf_arena_printf(
				r->arena, _("too many to count in %u MB: a count may be too low by up to %u"),
				(unsigned)(MF_GRAMS_MEMORY >> 20), c.pairs.lost);
	}
	mf_grams_release(&c.pairs);
	mf_labels_release(&c.labels);
	free(c.name);
	free(c.number);
	free(c.here);
	return rc;
}
