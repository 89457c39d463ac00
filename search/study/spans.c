/* SPDX-License-Identifier: GPL-2.0-or-later */
/* spans.c - the occurrences of a query in a passage: words, whole phrases, names, numbers.
 *
 * Words and phrases are known from the stream.  Names of entities and numbers written in words stand
 * in no stream, so where a passage has one of them its document is read again.
 */
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/document.h"
#include "search/study/study_private.h"
#include "wrappers/libc/mem.h"

static void add(struct mf_spans *s, uint32_t first, uint32_t last)
{
	s->v = mf_grow(s->v, &s->cap, s->n + 1, sizeof *s->v);
	s->v[s->n++] = (struct mf_span){ first, last };
}

/* ---- what is sought ---- */

static void seek(struct mf_spans *s, size_t *cap, const char *const *ids, size_t n, bool adjectives)
{
	for (size_t i = 0; i < n; i++) {
		s->sought = mf_grow(s->sought, cap, s->sought_n + 1, sizeof *s->sought);
		s->sought[s->sought_n++] = (struct mf_sought){ ids[i], adjectives };
	}
}

/* Adds the entities of the plan; true where it has words to look for. */
static bool look_at(struct mf_spans *s, size_t *cap, const struct mf_plan_node *n)
{
	bool words = n->kind == MF_PLAN_WORD || n->kind == MF_PLAN_PHRASE || n->kind == MF_PLAN_NEAR;

	if (n->kind == MF_PLAN_NOT || n->must_not)
		return false;
	if (n->kind == MF_PLAN_ENTITY)
		seek(s, cap, n->entity, n->entities, n->adjectives);
	for (size_t i = 0; i < n->children; i++)
		words = look_at(s, cap, n->child[i]) || words;
	return words;
}

int mf_spans_init(struct mf_spans *s, struct mf_study_run *r, struct mf_error *err)
{
	const struct mf_filters *f = &r->e->filters;
	size_t cap = 0;
	bool words;

	memset(s, 0, sizeof *s);
	mf_study_text_init(&s->text);
	words = look_at(s, &cap, r->e->plan.root);
	if (words || s->sought_n)
		return 0;
	for (size_t i = 0; i < f->entities; i++)
		seek(s, &cap, f->entity[i].ids, f->entity[i].n, f->adjectives);
	s->by_filter = true;
	if (s->sought_n)
		return 0;
	mf_spans_release(s);
	mf_error_set(err, MF_E_USAGE, "--%s needs a word or an entity whose places are looked at",
		     mf_study_names[r->o->kind]);
	mf_error_hint(err, "give a word, a \"phrase\", or --entity=NAME");
	return MF_E_USAGE;
}

void mf_spans_release(struct mf_spans *s)
{
	free(s->v);
	free(s->sought);
	mf_study_text_release(&s->text);
	memset(s, 0, sizeof *s);
}

/* ---- words, from the stream ---- */

static bool in_title(const struct mf_scan *scan, uint32_t at)
{
	return at < scan->view.title;
}

static bool exact_at(const struct mf_scan *scan, size_t from, uint16_t word, uint32_t at)
{
	for (size_t i = from; i < scan->places && scan->place[i].at <= at; i++)
		if (scan->place[i].at == at && scan->place[i].word == word &&
		    scan->place[i].how == MF_MATCH_EXACT)
			return true;
	return false;
}

static void add_phrases(struct mf_spans *s, const struct mf_scan *scan, const struct mf_plan_node *n)
{
	for (size_t i = 0; i < scan->places; i++) {
		uint32_t at = scan->place[i].at;
		size_t k = 0;
		if (at == MF_NO_PLACE || scan->place[i].word != n->word[0] ||
		    (n->title && !in_title(scan, at)))
			continue;
		while (k < n->words && exact_at(scan, i, n->word[k], at + (uint32_t)k))
			k++;
		if (k == n->words && in_title(scan, at) == in_title(scan, at + (uint32_t)k - 1))
			add(s, at, at + (uint32_t)k);
	}
}

static bool among(const struct mf_plan_node *n, uint16_t word)
{
	for (size_t i = 0; i < n->words; i++)
		if (n->word[i] == word)
			return true;
	return false;
}

/* Words of "..."~N count where all of them stand in one window. */
static void add_near(struct mf_spans *s, const struct mf_scan *scan, const struct mf_plan_node *n)
{
	uint32_t window = (uint32_t)(n->words + n->slop);

	for (size_t i = 0; i < scan->places; i++) {
		uint32_t start = scan->place[i].at;
		size_t end = i, found = 0;
		if (start == MF_NO_PLACE || (n->title && !in_title(scan, start)))
			continue;
		while (end < scan->places && scan->place[end].at - start < window)
			end++;
		for (size_t k = 0; k < n->words; k++)
			for (size_t j = i; j < end; j++)
				if (scan->place[j].word == n->word[k] &&
				    scan->place[j].how != MF_MATCH_ROOT) {
					found++;
					break;
				}
		for (size_t j = i; found == n->words && j < end; j++)
			if (scan->place[j].how != MF_MATCH_ROOT && among(n, scan->place[j].word))
				add(s, scan->place[j].at, scan->place[j].at + 1);
	}
}

static void add_words(struct mf_spans *s, const struct mf_scan *scan, const struct mf_plan_node *n)
{
	if (n->kind == MF_PLAN_NOT || n->must_not)
		return;
	if (n->kind == MF_PLAN_PHRASE)
		add_phrases(s, scan, n);
	if (n->kind == MF_PLAN_NEAR)
		add_near(s, scan, n);
	for (size_t i = 0; n->kind == MF_PLAN_WORD && i < scan->places; i++) {
		const struct mf_place *p = &scan->place[i];
		if (p->word == n->word[0] && p->how != MF_MATCH_ROOT && p->at != MF_NO_PLACE &&
		    (!n->title || in_title(scan, p->at)))
			add(s, p->at, p->at + 1);
	}
	for (size_t i = 0; i < n->children; i++)
		add_words(s, scan, n->child[i]);
}

/* ---- names and numbers, from the text ---- */

static bool is_sought(const struct mf_spans *s, const struct mf_index *index, const struct mf_mention *m,
		      const char *text)
{
	struct mf_buf made = MF_BUF_INIT;
	struct mf_entity entity;
	const char *id = NULL;
	bool yes = false;

	if (m->entity != MF_NO_ENTITY && m->origin != MF_BLOCKED) {
		mf_gazetteer_entity(index->gazetteer, m->entity, &entity);
		id = entity.id;
	} else if (m->origin == MF_BY_RULE || m->origin == MF_CANDIDATE) {
		mf_discovered_id(&made, text + m->begin, m->end - m->begin);
		id = made.data;
	}
	for (size_t i = 0; id && i < s->sought_n && !yes; i++)
		yes = strcmp(s->sought[i].id, id) == 0 && (m->type != MF_NISBA || s->sought[i].adjectives);
	mf_buf_release(&made);
	return yes;
}

/* Tokens [first, last) of the text, or of the title apart, as places of the stream. */
static void add_tokens(struct mf_spans *s, const struct mf_study_passage *p, bool apart, uint32_t first,
		       uint32_t last)
{
	uint32_t begin, shift = mf_study_text_begin(&s->text, p->passage, p->n, &begin);

	if (apart && last <= p->title)
		add(s, first, last);
	else if (!apart && first >= begin && last - begin <= p->n - shift)
		add(s, first - begin + shift, last - begin + shift);
}

static void add_names(struct mf_spans *s, const struct mf_index *index, const struct mf_study_passage *p)
{
	const struct mf_study_text *t = &s->text;
	const struct mf_segment *seg = t->segment;

	if (seg->documents.row[t->document].first == p->passage)
		for (size_t i = 0; i < t->title_names.n; i++)
			if (is_sought(s, index, &t->title_names.v[i], t->title))
				add_tokens(s, p, true, t->title_names.v[i].first, t->title_names.v[i].last);
	for (size_t i = 0; i < t->names.n; i++)
		if (t->names.v[i].begin >= seg->columns.begin[p->passage] &&
		    t->names.v[i].end <= seg->columns.end[p->passage] &&
		    is_sought(s, index, &t->names.v[i], t->text.data))
			add_tokens(s, p, false, t->names.v[i].first, t->names.v[i].last);
}

static void add_numbers(struct mf_spans *s, const struct mf_plan *plan, const struct mf_study_passage *p)
{
	for (size_t i = 0; i < s->text.numbers.n; i++) {
		const struct mf_number *number = &s->text.numbers.v[i];
		size_t len = strlen(number->value);
		bool yes = false;
		for (size_t w = 0; number->words && w < plan->words.n; w++)
			for (size_t k = 0; k < plan->words.v[w].stems; k++)
				yes = yes || (plan->words.v[w].stem[k].len == len &&
					      memcmp(plan->words.v[w].stem[k].stem, number->value, len) == 0);
		if (yes)
			add_tokens(s, p, false, number->first, number->last);
	}
}

/* Does the record say that the passage has one of the entities? */
static bool has_sought(const struct mf_spans *s, const struct mf_scan *scan)
{
	for (size_t i = 0; i < s->sought_n; i++)
		if (mf_names_entity(scan, &s->sought[i].id, 1, s->sought[i].adjectives))
			return true;
	return false;
}

/* ---- all of them ---- */

static int by_place(const void *a, const void *b)
{
	const struct mf_span *x = a, *y = b;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return (x->last < y->last) - (x->last > y->last);
}

static void settle(struct mf_spans *s)
{
	size_t kept = 0;

	if (s->n)
		qsort(s->v, s->n, sizeof *s->v, by_place);
	for (size_t i = 0; i < s->n; i++)
		if (!kept || s->v[i].first >= s->v[kept - 1].last)
			s->v[kept++] = s->v[i];
	s->n = kept;
}

int mf_spans_find(struct mf_spans *s, struct mf_study_run *r, const struct mf_study_passage *p,
		  struct mf_error *err)
{
	struct mf_engine *e = r->e;
	struct mf_segment *seg = &e->index->segment[p->segment];
	bool numbers = false, names;

	s->n = 0;
	if (!mf_scan_passage(&e->scan, seg, p->passage, &e->table[p->segment]))
		return 0; /* the walk has said so */
	add_words(s, &e->scan, e->plan.root);
	for (size_t i = 0; i < e->scan.places; i++)
		numbers = numbers || e->scan.place[i].at == MF_NO_PLACE;
	names = has_sought(s, &e->scan);
	if (names || numbers) {
		int rc = mf_study_text_load(&s->text, e->index, seg, seg->columns.document[p->passage], true,
					    err);
		if (rc < 0)
			return rc;
		if (names)
			add_names(s, e->index, p);
		if (numbers)
			add_numbers(s, &e->plan, p);
	}
	settle(s);
	return 0;
}
