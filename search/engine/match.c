/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/match.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/words/fold.h"
#include "search/engine/matches.h"
#include "wrappers/libc/varint.h"

static void note(struct mf_scanned *scan, const struct mf_word_table *t, uint32_t form, uint32_t at)
{
	const struct mf_word_match *m = mf_word_table_find(t, form);

	for (; m && scan->places < MF_HITS_MAX; m = mf_word_table_next(t, m))
		scan->place[scan->places++] = (struct mf_spot){ at, m->word, m->how, m->weight };
}

/* Digits that find a number in words are not the same form. */
static void note_number(struct mf_scanned *scan, const struct mf_word_table *t, uint32_t form)
{
	size_t first = scan->places;

	note(scan, t, form, MF_NO_PLACE);
	for (; first < scan->places; first++)
		scan->place[first].how = MF_MATCH_NUMBER;
}

bool mf_scan_passage(struct mf_scanned *scan, const struct mf_segment *s, uint32_t passage,
		     const struct mf_word_table *t)
{
	const unsigned char *end, *at = mf_columns_record(&s->columns, passage, &end);
	uint64_t v, extras;

	scan->segment = s;
	scan->passage = passage;
	scan->places = 0;
	if (mf_record_view(&scan->view, at, end) < 0)
		return false;
	at = scan->view.stream_at;
	for (uint32_t i = 0; i < scan->view.forms; i++) {
		if (!(at = mf_varint_get_mixed(at, end, &v)))
			return false;
		if (mf_word_table_may(t, (uint32_t)v))
			note(scan, t, (uint32_t)v, i);
	}
	at = mf_varint_get(at, end, &extras);
	for (; at && extras; extras--) {
		at = mf_varint_get(at, end, &v);
		if (at)
			note_number(scan, t, (uint32_t)v);
	}
	return at != NULL;
}

static bool in_title(const struct mf_scanned *scan, uint32_t at)
{
	return at < scan->view.title;
}

static bool has_word(const struct mf_scanned *scan, const struct mf_plan_node *n)
{
	for (size_t i = 0; i < scan->places; i++) {
		const struct mf_spot *p = &scan->place[i];
		if (p->word == n->word[0] &&
		    (n->exact ? p->how == MF_MATCH_EXACT : p->how != MF_MATCH_ROOT) &&
		    (!n->title || in_title(scan, p->at)))
			return true;
	}
	return false;
}

static bool has_at(const struct mf_scanned *scan, size_t from, uint16_t word, uint32_t at)
{
	for (size_t i = from; i < scan->places && scan->place[i].at <= at; i++)
		if (scan->place[i].at == at && scan->place[i].word == word &&
		    scan->place[i].how == MF_MATCH_EXACT)
			return true;
	return false;
}

/* Does a phrase begin at place `i`?  Its first word may have clitics before it (MF_FORM_JOINED).  It does not
 * reach from the title into the text. */
static bool phrase_from(const struct mf_scanned *scan, const struct mf_plan_node *n, size_t i)
{
	const struct mf_spot *p = &scan->place[i];
	size_t k = 1;

	if (p->word != n->word[0] || (p->how != MF_MATCH_EXACT && p->how != MF_MATCH_CLITIC) ||
	    p->at == MF_NO_PLACE || (n->title && !in_title(scan, p->at)))
		return false;
	while (k < n->words && has_at(scan, i, n->word[k], p->at + (uint32_t)k))
		k++;
	return k == n->words && in_title(scan, p->at) == in_title(scan, p->at + (uint32_t)k - 1);
}

static bool has_phrase(const struct mf_scanned *scan, const struct mf_plan_node *n)
{
	for (size_t i = 0; i < scan->places; i++)
		if (phrase_from(scan, n, i))
			return true;
	return false;
}

/* Is place `k` in the window that begins at place `i`, in the title or in the text as that is? */
static bool in_window(const struct mf_scanned *scan, const struct mf_plan_node *n, size_t i, size_t k)
{
	uint32_t start = scan->place[i].at, at = scan->place[k].at;

	return at - start < n->words + n->slop && in_title(scan, at) == in_title(scan, start);
}

/* All words within a window of their number and the slop that begins at place `i`, in any order. */
static bool near_from(const struct mf_scanned *scan, const struct mf_plan_node *n, size_t i)
{
	if (scan->place[i].at == MF_NO_PLACE || (n->title && !in_title(scan, scan->place[i].at)))
		return false;
	for (size_t w = 0; w < n->words; w++) {
		size_t k = i;
		while (k < scan->places && in_window(scan, n, i, k) &&
		       (scan->place[k].word != n->word[w] || scan->place[k].how == MF_MATCH_ROOT))
			k++;
		if (k == scan->places || !in_window(scan, n, i, k))
			return false;
	}
	return true;
}

static bool has_near(const struct mf_scanned *scan, const struct mf_plan_node *n)
{
	for (size_t i = 0; i < scan->places; i++)
		if (near_from(scan, n, i))
			return true;
	return false;
}

static int compare_ids(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool mf_names_entity(const struct mf_scanned *scan, const char *const *ids, size_t n, bool adjectives)
{
	const struct mf_stringset *names = &scan->segment->names.entities;
	const unsigned char *at = scan->view.entities_at;

	for (uint32_t i = 0; at && i < scan->view.entities; i++) {
		uint64_t v;
		size_t len;
		at = mf_varint_get(at, scan->view.end, &v);
		if (!at || v / 2 >= names->n || (v % 2 && !adjectives))
			continue;
		const char *id = mf_stringset_get(names, (uint32_t)(v / 2), &len);
		if (memchr(id, '\0', len) && bsearch(&id, ids, n, sizeof(const char *), compare_ids))
			return true;
	}
	return false;
}

static bool from_source(const struct mf_scanned *scan, const struct mf_plan_node *n)
{
	const struct mf_segment *s = scan->segment;
	const struct mf_document_row *row =
		mf_documents_row(&s->documents, mf_columns_document(&s->columns, scan->passage));
	struct mf_buf folded = MF_BUF_INIT;
	size_t len;
	bool same;

	if (row->source >= s->names.sources.n)
		return false;
	const char *name = mf_stringset_get(&s->names.sources, row->source, &len);
	mf_fold(&folded, name, len);
	same = folded.len == n->text_len && memcmp(folded.data, n->text, n->text_len) == 0;
	mf_buf_release(&folded);
	return same;
}

static bool published_in(const struct mf_scanned *scan, const struct mf_range *range)
{
	const struct mf_segment *s = scan->segment;
	int32_t day = mf_document_day(
		mf_documents_row(&s->documents, mf_columns_document(&s->columns, scan->passage)));

	return day == MF_NO_DAY ? range->none : !range->none && day >= range->from && day <= range->to;
}

static bool holds(const struct mf_scanned *scan, const struct mf_plan_node *n);

static bool words_hold(const struct mf_scanned *scan, const struct mf_plan_node *n)
{
	bool any = false, may = false;

	for (size_t i = 0; i < n->children; i++) {
		const struct mf_plan_node *c = n->child[i];
		bool yes = holds(scan, c);
		if (c->must_not ? yes : c->must && !yes)
			return false;
		may = may || (!c->must && !c->must_not);
		any = any || (yes && !c->must_not) || c->must;
	}
	return any || (!may && n->children);
}

static bool holds(const struct mf_scanned *scan, const struct mf_plan_node *n)
{
	switch (n->kind) {
	case MF_PLAN_ALL:
		return true;
	case MF_PLAN_NONE:
		return false;
	case MF_PLAN_AND:
		for (size_t i = 0; i < n->children; i++)
			if (!holds(scan, n->child[i]))
				return false;
		return true;
	case MF_PLAN_OR:
		for (size_t i = 0; i < n->children; i++)
			if (holds(scan, n->child[i]))
				return true;
		return false;
	case MF_PLAN_NOT:
		return !holds(scan, n->child[0]);
	case MF_PLAN_WORDS:
		return words_hold(scan, n);
	case MF_PLAN_WORD:
		return has_word(scan, n);
	case MF_PLAN_PHRASE:
		return has_phrase(scan, n);
	case MF_PLAN_NEAR:
		return has_near(scan, n);
	case MF_PLAN_ENTITY:
		return mf_names_entity(scan, n->entity, n->entities, n->adjectives);
	case MF_PLAN_SOURCE:
		return from_source(scan, n);
	case MF_PLAN_DATE:
		return published_in(scan, &n->range);
	}
	return false;
}

bool mf_match(const struct mf_plan *plan, const struct mf_scanned *scan)
{
	return holds(scan, plan->root);
}

static bool has_exact(const struct mf_scanned *scan, const struct mf_plan_node *n)
{
	bool exact =
		n->kind == MF_PLAN_PHRASE || n->kind == MF_PLAN_NEAR || (n->kind == MF_PLAN_WORD && n->exact);

	if (n->kind == MF_PLAN_NOT || n->must_not)
		return false;
	if (exact && holds(scan, n))
		return true;
	for (size_t i = 0; i < n->children; i++)
		if (has_exact(scan, n->child[i]))
			return true;
	return false;
}

bool mf_match_exactly(const struct mf_plan *plan, const struct mf_scanned *scan)
{
	return has_exact(scan, plan->root);
}

/* ---- where ---- */

static bool among(const struct mf_plan_node *n, uint16_t word)
{
	for (size_t i = 0; i < n->words; i++)
		if (n->word[i] == word)
			return true;
	return false;
}

/* Of "..."~N the words, where all of them stand in one window. */
static void near_places(const struct mf_scanned *scan, const struct mf_plan_node *n,
			struct mf_occurrences *out)
{
	for (size_t i = 0; i < scan->places; i++)
		if (near_from(scan, n, i))
			for (size_t k = i; k < scan->places && in_window(scan, n, i, k); k++)
				if (scan->place[k].how != MF_MATCH_ROOT && among(n, scan->place[k].word))
					mf_occurrences_add(out, scan->place[k].at, scan->place[k].at + 1);
}

static void places_of(const struct mf_scanned *scan, const struct mf_plan_node *n, struct mf_occurrences *out)
{
	if (n->kind == MF_PLAN_NOT || n->must_not)
		return;
	for (size_t i = 0; n->kind == MF_PLAN_PHRASE && i < scan->places; i++)
		if (phrase_from(scan, n, i))
			mf_occurrences_add(out, scan->place[i].at, scan->place[i].at + (uint32_t)n->words);
	if (n->kind == MF_PLAN_NEAR)
		near_places(scan, n, out);
	for (size_t i = 0; n->kind == MF_PLAN_WORD && i < scan->places; i++) {
		const struct mf_spot *p = &scan->place[i];
		if (p->word == n->word[0] && p->how != MF_MATCH_ROOT && p->at != MF_NO_PLACE &&
		    (!n->title || in_title(scan, p->at)))
			mf_occurrences_add(out, p->at, p->at + 1);
	}
	for (size_t i = 0; i < n->children; i++)
		places_of(scan, n->child[i], out);
}

void mf_match_places(const struct mf_plan *plan, const struct mf_scanned *scan, struct mf_occurrences *out)
{
	places_of(scan, plan->root, out);
}
