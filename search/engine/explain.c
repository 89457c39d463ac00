/* SPDX-License-Identifier: GPL-2.0-or-later */
/* explain.c - how a query was understood, in words and in print. */
#include <inttypes.h>
#include <string.h>

#include "search/engine/search.h"
#include "wrappers/libc/message.h"

static const char *kept(struct mf_search *s, struct mf_buf *text)
{
	const char *copy = mf_arena_strndup(s->arena, text->data, text->len);

	mf_buf_release(text);
	return copy;
}

static void begin_part(struct mf_buf *text)
{
	mf_buf_addstr(text, text->len ? _("; ") : "");
}

static void say_names(struct mf_search *s, bool away, struct mf_plan_node *const *node, size_t names,
		      struct mf_buf *text)
{
	const struct mf_gazetteer *g = s->engine->index->gazetteer;
	struct mf_buf name = MF_BUF_INIT;

	for (size_t i = 0; i < names; i++)
		for (size_t k = 0; k < node[i]->entities; k++) {
			const char *id = node[i]->entity[k];
			uint32_t number = mf_gazetteer_by_id(g, id, strlen(id));
			struct mf_entity e;
			if (number == MF_NO_ENTITY || node[i]->translated)
				continue;
			mf_gazetteer_entity(g, number, &e);
			begin_part(text);
			mf_buf_reset(&name);
			mf_buf_printf(&name, "%s%s%s%s (%s)", e.label, *e.label_en ? " (" : "", e.label_en,
				      *e.label_en ? ")" : "", e.id);
			mf_buf_printf(text, away ? _("without every name of %s") : _("also every name of %s"),
				      name.data);
		}
	mf_buf_release(&name);
}

/* gas → غاز; Almaty → ألماتي (almaty) */
static void say_senses(const struct mf_query_word *w, struct mf_buf *text)
{
	for (size_t i = 0; i < w->senses; i++) {
		if (!i)
			begin_part(text);
		mf_buf_printf(text, "%s%s%s", i ? "" : w->typed, i ? "، " : " → ", w->sense[i].shown);
	}
	for (size_t i = 0; i < w->entities; i++)
		mf_buf_printf(text, "%s%s%s", i ? ", " : " (", w->ids[i], i + 1 == w->entities ? ")" : "");
}

/* A word in Latin letters that neither the dictionary nor the archive has. */
static bool is_unknown(const struct mf_search *s, const struct mf_query_word *w)
{
	bool found = w->kind != MF_TOKEN_WORD || w->prefix || w->stop || w->senses || w->part_of ||
		     w->form[0] < 'a' || w->form[0] > 'z' || w->name;

	for (size_t i = 0; i < w->stems; i++)
		found = found || w->stem[i].count;
	return s->plan.translate && !found;
}

static void say_variants(const struct mf_query_word *w, struct mf_buf *text)
{
	struct mf_buf list = MF_BUF_INIT;

	for (size_t k = 0; k < w->variants; k++)
		mf_buf_printf(&list, "%s%s", k ? _(", ") : "", w->variant[k]);
	if (w->variants) {
		begin_part(text);
		mf_buf_printf(text, _("also %s (other spellings)"), list.data);
	}
	mf_buf_release(&list);
}

/* Phrases that are also found after clitics of their first word. */
static void say_joined(const struct mf_search *s, struct mf_buf *text)
{
	struct mf_buf quote = MF_BUF_INIT;

	for (size_t i = 0; i < s->plan.quotes; i++) {
		const struct mf_plan_node *n = s->plan.quoted[i];
		if (n->kind == MF_PLAN_OR)
			n = n->child[0];
		if (n->kind != MF_PLAN_PHRASE || s->plan.words.v[n->word[0]].stems < 2 || n->words < 2)
			continue;
		begin_part(text);
		mf_buf_reset(&quote);
		mf_query_print_plain(n->tree, &quote);
		mf_buf_printf(text, _("%s also after و, ف, ب, ل, ك"), quote.data);
	}
	mf_buf_release(&quote);
}

/* Names and words that are also written joined, or apart. */
static void say_writings(const struct mf_search *s, struct mf_buf *text)
{
	for (size_t i = 0; i < s->plan.writings; i++) {
		begin_part(text);
		mf_buf_printf(text, _("%s also as %s"), s->plan.writing[i].typed, s->plan.writing[i].written);
	}
}

const char *mf_search_interpreted(struct mf_search *s)
{
	struct mf_buf text = MF_BUF_INIT, quote = MF_BUF_INIT;

	if (s->query.recovered) {
		mf_query_print_plain(s->query.root, &text);
		mf_buf_printf(&text, "%s(%s)", text.len ? " " : "", _(s->query.recovered));
	}
	for (size_t i = 0; i < s->looses; i++) {
		begin_part(&text);
		mf_buf_reset(&quote);
		mf_query_print_plain(s->loose[i], &quote);
		mf_buf_printf(&text, _("%s stands nowhere, so its words are searched"), quote.data);
	}
	say_joined(s, &text);
	say_names(s, false, s->plan.name, s->plan.names, &text);
	say_names(s, true, s->plan.away, s->plan.aways, &text);
	say_writings(s, &text);
	for (size_t i = 0; i < s->plan.words.n; i++) {
		if (s->plan.words.v[i].guessed) {
			begin_part(&text);
			mf_buf_printf(
				&text,
				_("%s is not found itself, so it is read with letters before it, or as a plural"),
				s->plan.words.v[i].typed);
		}
		say_variants(&s->plan.words.v[i], &text);
		say_senses(&s->plan.words.v[i], &text);
		if (is_unknown(s, &s->plan.words.v[i])) {
			begin_part(&text);
			mf_buf_printf(&text, _("%s has no translation that the index has"),
				      s->plan.words.v[i].typed);
		}
	}
	mf_buf_release(&quote);
	return kept(s, &text);
}

void mf_search_translations(struct mf_search *s, struct mf_results *out)
{
	struct mf_translation *list =
		mf_arena_zalloc(s->arena, (s->plan.words.n + 1) * sizeof(struct mf_translation));

	for (size_t i = 0; i < s->plan.words.n; i++) {
		const struct mf_query_word *w = &s->plan.words.v[i];
		struct mf_meaning *meaning;
		if (!w->senses)
			continue;
		meaning = mf_arena_alloc(s->arena, w->senses * sizeof *meaning);
		for (size_t k = 0; k < w->senses; k++)
			meaning[k] = (struct mf_meaning){ w->sense[k].shown, w->sense[k].weight,
							  w->sense[k].count };
		list[out->translations++] = (struct mf_translation){ w->typed, meaning, w->senses };
	}
	out->translation = list;
}

static void print_words(const struct mf_plan *plan, struct mf_buf *out)
{
	for (size_t i = 0; i < plan->words.n; i++) {
		const struct mf_query_word *w = &plan->words.v[i];
		mf_buf_printf(out, _("%s: form %s"), w->typed, w->form);
		for (size_t k = 0; k < w->stems; k++)
			mf_buf_printf(out, "%s %s (%s%s)", k ? _(",") : _("; stems"), w->stem[k].stem,
				      _(mf_match_names[w->stem[k].how]),
				      w->stem[k].doubtful ? _(", doubtful: score only") : "");
		for (size_t k = 0; k < w->senses; k++)
			mf_buf_printf(out, "%s %s %.2f (%" PRIu64 ")", k ? "," : "; senses", w->sense[k].text,
				      w->sense[k].weight, w->sense[k].count);
		if (w->root)
			mf_buf_printf(out, _("; root %s (score only)"), w->root);
		mf_buf_printf(out, _("; weights: form %.2f, stem %.2f, root %.2f\n"), w->idf_exact,
			      w->idf_stem, w->idf_root);
	}
}

#define LISTED 8 /* entities of a filter: with --narrower a country is hundreds of places */

static void print_range(struct mf_buf *out, const char *what, const struct mf_range *range)
{
	char from[11], to[11];

	mf_day_print(range->from, from);
	mf_day_print(range->to, to);
	mf_buf_printf(out, "%s ", _(what));
	if (range->none)
		mf_buf_addstr(out, _("without a date"));
	else if (range->from == range->to)
		mf_buf_addstr(out, from);
	else if (range->to >= MF_DAY_MAX)
		mf_buf_printf(out, _("%s or later"), range->from <= MF_DAY_MIN ? _("any day") : from);
	else
		mf_buf_printf(out, _("%s to %s"), range->from <= MF_DAY_MIN ? _("any day") : from, to);
	mf_buf_addch(out, '\n');
}

static void print_filters(const struct mf_filters *f, const struct mf_request *request, struct mf_buf *out)
{
	for (size_t i = 0; i < f->entities; i++) {
		const struct mf_entity_set *set = &f->entity[i];
		mf_buf_printf(out, "%s ", set->documents ? _("the document names") : _("the passage names"));
		for (size_t k = 0; k < set->n && k < LISTED; k++)
			mf_buf_printf(out, "%s%s", k ? _(" or ") : "", set->ids[k]);
		if (set->n > LISTED)
			mf_buf_printf(out, _(" or %zu more"), set->n - LISTED);
		mf_buf_addstr(out, f->adjectives ? "\n" : _(", not by the adjective alone\n"));
	}
	if (f->has_date)
		print_range(out, N_("published"), &f->date);
	if (f->has_mentions)
		print_range(out, N_("the passage mentions"), &f->mentions);
	if (request->added_since)
		mf_buf_printf(out, _("added since second %lld of 1970\n"), (long long)request->added_since);
	for (size_t i = 0; i < f->sources; i++)
		mf_buf_printf(out, "%s%s%s", i ? _(" or ") : _("source "), request->source[i],
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
