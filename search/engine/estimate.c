/* SPDX-License-Identifier: GPL-2.0-or-later */
/* estimate.c - words, names, sources and days are taken to be independent of each other, as query planners
 * of databases do (Selinger et al., Access Path Selection in a Relational Database, 1979). */
#include "search/engine/estimate.h"

#include <math.h>

#define IN_A_ROW 0.1 /* of the passages that have all words of a phrase, this part has the phrase */

struct estimating {
	const struct mf_plan *plan;
	const struct mf_lookup *look;
	double passages;
};

static double share(const struct estimating *e, uint64_t count)
{
	double part = (double)count / e->passages;

	return part < 1 ? part : 1;
}

/* The share of passages that have one of several things. */
static double either(double a, double b)
{
	return a + b - a * b;
}

static double word_share(const struct estimating *e, size_t word, bool exact, bool title)
{
	const struct mf_query_word *w = &e->plan->words.v[word];
	const struct mf_totals *t = mf_statistics_totals(e->look->statistics);
	double sum = 0;

	if (exact)
		sum = share(e, mf_statistics_form(e->look->statistics, w->form, w->form_len));
	for (size_t i = 0; !exact && i < w->stems; i++)
		sum = either(sum, share(e, w->stem[i].count));
	return title && t->words ? sum * (double)t->title / (double)t->words : sum;
}

static double entities_share(const struct estimating *e, const char *const *ids, size_t n, bool adjectives)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum = either(sum, share(e, mf_statistics_entity(e->look->statistics, ids[i], adjectives)));
	return sum;
}

static double range_share(const struct estimating *e, const struct mf_range *range)
{
	return share(e, range->none ? mf_statistics_undated(e->look->statistics)
				    : mf_statistics_days(e->look->statistics, range->from, range->to));
}

static double node_share(const struct estimating *e, const struct mf_plan_node *n);

/* Any of those that may, all of those that must, none of those that must not. */
static double words_share(const struct estimating *e, const struct mf_plan_node *n)
{
	double any = 0, all = 1;
	bool must = false, may = false;

	for (size_t i = 0; i < n->children; i++) {
		const struct mf_plan_node *c = n->child[i];
		double part = node_share(e, c);
		if (c->must_not)
			all *= 1 - part;
		else if (c->must)
			all *= part;
		else
			any = either(any, part);
		must = must || c->must;
		may = may || (!c->must && !c->must_not);
	}
	return may && !must ? any * all : all;
}

static double phrase_share(const struct estimating *e, const struct mf_plan_node *n)
{
	double all = 1;

	for (size_t i = 0; i < n->words; i++)
		all *= word_share(e, n->word[i], n->kind == MF_PLAN_PHRASE, n->title);
	return n->words > 1 ? all * IN_A_ROW : all;
}

static double node_share(const struct estimating *e, const struct mf_plan_node *n)
{
	double sum = n->kind == MF_PLAN_AND;

	switch (n->kind) {
	case MF_PLAN_ALL:
		return 1;
	case MF_PLAN_NONE:
		return 0;
	case MF_PLAN_AND:
		for (size_t i = 0; i < n->children; i++)
			sum *= node_share(e, n->child[i]);
		return sum;
	case MF_PLAN_OR:
		for (size_t i = 0; i < n->children; i++)
			sum = either(sum, node_share(e, n->child[i]));
		return sum;
	case MF_PLAN_NOT:
		return 1 - node_share(e, n->child[0]);
	case MF_PLAN_WORDS:
		return words_share(e, n);
	case MF_PLAN_WORD:
		return word_share(e, n->word[0], n->exact, n->title);
	case MF_PLAN_PHRASE:
	case MF_PLAN_NEAR:
		return phrase_share(e, n);
	case MF_PLAN_ENTITY:
		return entities_share(e, n->entity, n->entities, n->adjectives);
	case MF_PLAN_SOURCE:
		return share(e, mf_statistics_source(e->look->statistics, n->text, n->text_len));
	case MF_PLAN_DATE:
		return range_share(e, &n->range);
	}
	return 0;
}

static double filters_share(const struct estimating *e, const struct mf_filters *f, unsigned skip)
{
	double all = 1, any = 0;

	for (size_t i = 0; i < f->entities; i++)
		if (!(skip >> f->entity[i].type & 1))
			all *= entities_share(e, f->entity[i].ids, f->entity[i].n, f->adjectives);
	if (f->has_date && !(skip & MF_SKIP_DATE))
		all *= range_share(e, &f->date);
	for (size_t i = 0; i < f->sources; i++)
		any = either(any, share(e, mf_statistics_source(e->look->statistics, f->source[i],
								f->source_len[i])));
	return f->sources && !(skip & MF_SKIP_SOURCE) ? all * any : all;
}

/* The one stem that is all the query asks for, or NULL: how many have it is known. */
static const struct mf_stem_term *only_stem(const struct mf_plan *plan)
{
	const struct mf_plan_node *n = plan->root;
	const struct mf_query_word *w;

	while ((n->kind == MF_PLAN_WORDS || n->kind == MF_PLAN_AND || n->kind == MF_PLAN_OR) &&
	       n->children == 1 && !n->child[0]->must_not)
		n = n->child[0];
	if (n->kind != MF_PLAN_WORD || n->title || plan->verify)
		return NULL;
	w = &plan->words.v[n->word[0]];
	return w->stems == 1 ? &w->stem[0] : NULL;
}

static bool has_filters(const struct mf_filters *f)
{
	return f->entities || f->has_date || f->has_mentions || f->sources;
}

bool mf_estimate_can(const struct mf_filters *f)
{
	for (size_t i = 0; i < f->entities; i++)
		if (f->entity[i].documents)
			return false;
	return !f->has_mentions;
}

/* To two digits. */
static uint64_t rounded(double n)
{
	double unit = n >= 100 ? pow(10, floor(log10(n)) - 1) : 1;

	return (uint64_t)(floor(n / unit + 0.5) * unit);
}

uint64_t mf_estimate(const struct mf_search *s, unsigned skip, uint64_t least, bool *exact)
{
	struct estimating e = { &s->plan, &s->look, (double)mf_lookup_passages(&s->look) };
	const struct mf_stem_term *only = has_filters(&s->filters) ? NULL : only_stem(&s->plan);
	double part;
	uint64_t n;

	*exact = only != NULL;
	if (only)
		return only->count;
	part = node_share(&e, s->plan.root) * filters_share(&e, &s->filters, skip);
	n = rounded(part * e.passages);
	return n > least ? n : least;
}
