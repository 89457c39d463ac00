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

int mf_spans_init(struct mf_spans *s, struct mf_study_run *r, struct mf_error *err)
{
	memset(s, 0, sizeof *s);
	mf_study_text_init(&s->text);
	if (r->matches.words || r->matches.soughts)
		return 0;
	mf_error_set(err, MF_E_USAGE, "--%s needs a word or an entity whose places are looked at",
		     mf_study_names[r->o->kind]);
	mf_error_hint(err, "give a word, a \"phrase\", or --entity=NAME");
	return MF_E_USAGE;
}

void mf_spans_release(struct mf_spans *s)
{
	free(s->found.v);
	mf_study_text_release(&s->text);
	memset(s, 0, sizeof *s);
}

/* ---- names and numbers, from the text ---- */

static bool is_sought(const struct mf_matches *matches, const struct mf_mention *m, const char *text)
{
	struct mf_buf made = MF_BUF_INIT;
	struct mf_entity entity;
	const char *id = NULL;
	bool yes = false;

	if (m->entity != MF_NO_ENTITY && m->origin != MF_BLOCKED) {
		mf_gazetteer_entity(matches->index->gazetteer, m->entity, &entity);
		id = entity.id;
	} else if (m->origin == MF_BY_RULE || m->origin == MF_CANDIDATE) {
		mf_discovered_id(&made, text + m->begin, m->end - m->begin);
		id = made.data;
	}
	for (size_t i = 0; id && i < matches->soughts && !yes; i++)
		yes = strcmp(matches->sought[i].id, id) == 0 &&
		      (m->type != MF_NISBA || matches->sought[i].adjectives);
	mf_buf_release(&made);
	return yes;
}

/* Tokens [first, last) of the text, or of the title apart, as places of the stream. */
static void add_tokens(struct mf_spans *s, const struct mf_study_passage *p, bool apart, uint32_t first,
		       uint32_t last)
{
	uint32_t begin, shift = mf_study_text_begin(&s->text, p->passage, p->n, &begin);

	if (apart && last <= p->title)
		mf_occurrences_add(&s->found, first, last);
	else if (!apart && first >= begin && last - begin <= p->n - shift)
		mf_occurrences_add(&s->found, first - begin + shift, last - begin + shift);
}

static void add_names(struct mf_spans *s, const struct mf_matches *matches, const struct mf_study_passage *p)
{
	const struct mf_study_text *t = &s->text;
	const struct mf_segment *seg = t->segment;

	if (mf_documents_row(&seg->documents, t->document)->first == p->passage)
		for (size_t i = 0; i < t->title_names.n; i++)
			if (is_sought(matches, &t->title_names.v[i], t->title))
				add_tokens(s, p, true, t->title_names.v[i].first, t->title_names.v[i].last);
	for (size_t i = 0; i < t->names.n; i++)
		if (t->names.v[i].begin >= mf_columns_begin(&seg->columns, p->passage) &&
		    t->names.v[i].end <= mf_columns_end(&seg->columns, p->passage) &&
		    is_sought(matches, &t->names.v[i], t->text.data))
			add_tokens(s, p, false, t->names.v[i].first, t->names.v[i].last);
}

static void add_numbers(struct mf_spans *s, const struct mf_matches *matches,
			const struct mf_study_passage *p)
{
	for (size_t i = 0; i < s->text.numbers.n; i++) {
		const struct mf_number *number = &s->text.numbers.v[i];
		if (number->words && mf_matches_number(matches, number->value))
			add_tokens(s, p, false, number->first, number->last);
	}
}

/* ---- all of them ---- */

static int by_place(const void *a, const void *b)
{
	const struct mf_occurrence *x = a, *y = b;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return (x->last < y->last) - (x->last > y->last);
}

static void settle(struct mf_occurrences *list)
{
	size_t kept = 0;

	if (list->n)
		qsort(list->v, list->n, sizeof *list->v, by_place);
	for (size_t i = 0; i < list->n; i++)
		if (!kept || list->v[i].first >= list->v[kept - 1].last)
			list->v[kept++] = list->v[i];
	list->n = kept;
}

int mf_spans_find(struct mf_spans *s, struct mf_study_run *r, const struct mf_study_passage *p,
		  struct mf_error *err)
{
	struct mf_segment *seg = &r->index->segment[p->segment];
	bool numbers, names;

	s->found.n = 0;
	mf_matches_places(&r->matches, p->segment, p->passage, &s->found, &names, &numbers);
	if (names || numbers) {
		int rc = mf_study_text_load(&s->text, r->index, seg,
					    mf_columns_document(&seg->columns, p->passage), true, err);
		if (rc < 0)
			return rc;
		if (names)
			add_names(s, &r->matches, p);
		if (numbers)
			add_numbers(s, &r->matches, p);
	}
	settle(&s->found);
	return 0;
}
