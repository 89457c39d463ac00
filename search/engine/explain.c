/* SPDX-License-Identifier: GPL-2.0-or-later */
/* explain.c - how a query was understood, in words and in print. */
#include <string.h>

#include "search/engine/search.h"

static const char *kept(struct mf_search *s, struct mf_buf *text)
{
	const char *copy = mf_arena_strndup(s->arena, text->data, text->len);

	mf_buf_release(text);
	return copy;
}

static void begin_part(struct mf_buf *text)
{
	mf_buf_addstr(text, text->len ? "; " : "");
}

static void say_names(struct mf_search *s, const char *how, struct mf_plan_node *const *name, size_t names,
		      struct mf_buf *text)
{
	const struct mf_gazetteer *g = s->engine->index->gazetteer;

	for (size_t i = 0; i < names; i++)
		for (size_t k = 0; k < name[i]->entities; k++) {
			const char *id = name[i]->entity[k];
			uint32_t number = mf_gazetteer_by_id(g, id, strlen(id));
			struct mf_entity e;
			if (number == MF_NO_ENTITY)
				continue;
			mf_gazetteer_entity(g, number, &e);
			begin_part(text);
			mf_buf_printf(text, "%s every name of %s%s%s%s (%s)", how, e.label,
				      *e.label_en ? " (" : "", e.label_en, *e.label_en ? ")" : "", e.id);
		}
}

static void say_variants(const struct mf_query_word *w, struct mf_buf *text)
{
	for (size_t k = 0; k < w->variants; k++) {
		if (!k)
			begin_part(text);
		mf_buf_printf(text, "%s%s%s", k ? ", " : "also ", w->variant[k],
			      k + 1 == w->variants ? " (other spellings)" : "");
	}
}

const char *mf_search_interpreted(struct mf_search *s)
{
	struct mf_buf text = MF_BUF_INIT;

	if (s->query.recovered) {
		mf_query_print_plain(s->query.root, &text);
		mf_buf_printf(&text, "%s(%s)", text.len ? " " : "", s->query.recovered);
	}
	for (size_t i = 0; i < s->looses; i++) {
		begin_part(&text);
		mf_query_print_plain(s->loose[i], &text);
		mf_buf_addstr(&text, " stands nowhere, so its words are searched");
	}
	say_names(s, "also", s->plan.name, s->plan.names, &text);
	say_names(s, "without", s->plan.away, s->plan.aways, &text);
	for (size_t i = 0; i < s->plan.words.n; i++) {
		if (s->plan.words.v[i].guessed) {
			begin_part(&text);
			mf_buf_printf(
				&text,
				"%s is not found itself, so it is read with letters before it, or as a plural",
				s->plan.words.v[i].typed);
		}
		say_variants(&s->plan.words.v[i], &text);
	}
	return kept(s, &text);
}

static void print_words(const struct mf_plan *plan, struct mf_buf *out)
{
	for (size_t i = 0; i < plan->words.n; i++) {
		const struct mf_query_word *w = &plan->words.v[i];
		mf_buf_printf(out, "%s: form %s", w->typed, w->form);
		for (size_t k = 0; k < w->stems; k++)
			mf_buf_printf(out, "%s %s (%s%s)", k ? "," : "; stems", w->stem[k].stem,
				      mf_match_names[w->stem[k].how],
				      w->stem[k].doubtful ? ", doubtful: score only" : "");
		if (w->root)
			mf_buf_printf(out, "; root %s (score only)", w->root);
		mf_buf_printf(out, "; weights: form %.2f, stem %.2f, root %.2f\n", w->idf_exact, w->idf_stem,
			      w->idf_root);
	}
}

#define LISTED 8 /* entities of a filter: with --narrower a country is hundreds of places */

static void print_range(struct mf_buf *out, const char *what, const struct mf_range *range)
{
	char from[11], to[11];

	mf_day_print(range->from, from);
	mf_day_print(range->to, to);
	if (range->none)
		mf_buf_printf(out, "%s no date\n", what);
	else
		mf_buf_printf(out, "%s %s%s%s\n", what, range->from <= MF_DAY_MIN ? "any day" : from,
			      range->to >= MF_DAY_MAX    ? " or later"
			      : range->from == range->to ? ""
							 : " to ",
			      range->to >= MF_DAY_MAX || range->from == range->to ? "" : to);
}

static void print_filters(const struct mf_filters *f, const struct mf_request *request, struct mf_buf *out)
{
	for (size_t i = 0; i < f->entities; i++) {
		const struct mf_entity_set *set = &f->entity[i];
		mf_buf_printf(out, "%s names ", set->documents ? "the document" : "the passage");
		for (size_t k = 0; k < set->n && k < LISTED; k++)
			mf_buf_printf(out, "%s%s", k ? " or " : "", set->ids[k]);
		if (set->n > LISTED)
			mf_buf_printf(out, " or %zu more", set->n - LISTED);
		mf_buf_addstr(out, f->adjectives ? "\n" : ", not by the adjective alone\n");
	}
	if (f->has_date)
		print_range(out, "published", &f->date);
	if (f->has_mentions)
		print_range(out, "the passage mentions", &f->mentions);
	for (size_t i = 0; i < f->sources; i++)
		mf_buf_printf(out, "%s%s%s", i ? " or " : "source ", request->source[i],
			      i + 1 == f->sources ? "\n" : "");
}

void mf_search_explain(struct mf_search *s, struct mf_results *out)
{
	struct mf_buf text = MF_BUF_INIT;
	struct xc_query *query = NULL;
	char *described = NULL;

	mf_query_print_lexemes(s->request->query, strlen(s->request->query), &text);
	out->explain_lexemes = kept(s, &text);
	text = (struct mf_buf)MF_BUF_INIT;
	mf_query_print_tree(s->query.root, &text);
	mf_buf_addch(&text, '\n');
	print_words(&s->plan, &text);
	out->explain_tree = kept(s, &text);
	text = (struct mf_buf)MF_BUF_INIT;
	print_filters(&s->filters, s->request, &text);
	out->explain_filters = kept(s, &text);
	text = (struct mf_buf)MF_BUF_INIT;
	if (mf_plan_query(&s->plan, &s->look, &query, NULL) == 0 &&
	    mf_filters_query(&s->filters, MF_SKIP_NONE, &query, NULL) == 0 &&
	    xc_query_describe(&described, query, NULL) == 0)
		mf_buf_addstr(&text, described);
	out->explain_query = kept(s, &text);
	xc_free(described);
	xc_query_free(query);
}
