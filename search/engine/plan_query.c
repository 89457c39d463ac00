/* SPDX-License-Identifier: GPL-2.0-or-later */
/* plan_query.c - the plan as a Xapian query.  Where Xapian cannot say what the plan says (an order of
 * words, one spelling), the query is wider, and what is taken away from (AND_NOT) is left alone. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/schema.h"
#include "indexer/store/error.h"
#include "search/engine/plan.h"
#include "wrappers/libc/mem.h"

#define DATE_TERMS 40 /* a range of more terms than this is judged on the documents instead */

struct maker {
	const struct mf_plan *plan;
	const struct mf_lookup *look;
	struct xc_error xe;
};

static struct xc_query *term_query(struct maker *m, const char *prefix, const char *value, size_t len)
{
	struct mf_buf term = MF_BUF_INIT;
	struct xc_query *q;

	mf_term_make(&term, prefix, value, len);
	xc_query_term(&q, term.data, term.len, 1, &m->xe);
	mf_buf_release(&term);
	return q;
}

/* A term that weighs what the statistics of the archive say, whatever the segments have. */
static struct xc_query *weighted_query(struct maker *m, const char *prefix, const char *value, size_t len,
				       double weight)
{
	struct mf_buf term = MF_BUF_INIT;
	struct xc_query *q;

	mf_term_make(&term, prefix, value, len);
	xc_query_weighted(&q, term.data, term.len, weight, &m->xe);
	mf_buf_release(&term);
	return q;
}

static struct xc_query *op(struct maker *m, enum xc_op what, struct xc_query **child, size_t n)
{
	struct xc_query *q;

	xc_query_op(&q, what, child, n, 0, &m->xe);
	return q;
}

static struct xc_query *pair(struct maker *m, enum xc_op what, struct xc_query *left, struct xc_query *right)
{
	struct xc_query *q;

	xc_query_pair(&q, what, left, right, &m->xe);
	return q;
}

static struct xc_query *scale(struct maker *m, struct xc_query *child, double factor)
{
	struct xc_query *q;

	xc_query_scale(&q, child, factor, &m->xe);
	return q;
}

static struct xc_query *nothing(struct maker *m)
{
	struct xc_query *q;

	xc_query_nothing(&q, &m->xe);
	return q;
}

static struct xc_query *everything(struct maker *m)
{
	struct xc_query *q;

	xc_query_all(&q, &m->xe);
	return scale(m, q, 0);
}

/* The stems of a word weigh what they weigh together.  An OR of scaled terms, unlike a SYNONYM, lets
 * Xapian leave out what cannot reach the best; that a passage with several of them is weighed a little
 * high is set right by the second stage. */
static struct xc_query *word_query(struct maker *m, size_t word, bool title);

/* All words of a translation of several; together they weigh what the group does. */
static struct xc_query *expression_query(struct maker *m, const struct mf_query_word *group,
					 const struct mf_sense *s, bool title)
{
	struct xc_query **child = mf_calloc(s->parts, sizeof(struct xc_query *)), *q;
	double sum = 0;

	for (size_t i = 0; i < s->parts; i++) {
		child[i] = word_query(m, s->part[i], title);
		sum += m->plan->words.v[s->part[i]].idf_stem;
	}
	q = op(m, XC_OP_AND, child, s->parts);
	free(child);
	return scale(m, q, sum > 0 ? s->weight * group->idf_stem / sum : 0);
}

static struct xc_query *word_query(struct maker *m, size_t word, bool title)
{
	const struct mf_query_word *w = &m->plan->words.v[word];
	struct xc_query **child = mf_calloc(w->stems + w->senses + 1, sizeof(struct xc_query *)), *q;
	size_t n = 0;

	for (size_t i = 0; i < w->stems; i++) {
		const struct mf_stem_term *t = &w->stem[i];
		double own = mf_idf(mf_lookup_passages(m->look), t->count);
		if (t->doubtful)
			continue;
		child[n++] = weighted_query(m, title ? MF_TERM_TITLE : MF_TERM_STEM, t->stem, t->len,
					    (own < w->idf_stem ? own : w->idf_stem) * t->weight);
	}
	for (size_t i = 0; i < w->senses; i++)
		if (w->sense[i].parts)
			child[n++] = expression_query(m, w, &w->sense[i], title);
	q = op(m, XC_OP_OR, child, n);
	free(child);
	return q;
}

static struct xc_query *make(struct maker *m, const struct mf_plan_node *n);

static struct xc_query *phrase_query(struct maker *m, const struct mf_plan_node *n)
{
	struct xc_query **child = mf_calloc(n->words + 1, sizeof(struct xc_query *)), *q;

	for (size_t i = 0; i < n->words; i++)
		child[i] = word_query(m, n->word[i], n->title);
	q = op(m, XC_OP_AND, child, n->words);
	free(child);
	return q;
}

static bool is_and(const struct mf_plan_node *n)
{
	if (n->kind == MF_PLAN_AND)
		return true;
	for (size_t i = 0; n->kind == MF_PLAN_WORDS && i < n->children; i++)
		if (n->child[i]->must || n->child[i]->must_not)
			return true;
	return false;
}

/* The Xapian query of a node can be wider than the node.  An AND is left out too: below the right side of
 * AND_NOT, Xapian 1.4.22 never computes the weights that its AND goes by, and may miss matches. */
bool mf_plan_not_by_terms(const struct mf_plan *plan, const struct mf_plan_node *n)
{
	const struct mf_query_word *w = n->kind == MF_PLAN_WORD ? &plan->words.v[n->word[0]] : NULL;

	if (n->kind == MF_PLAN_PHRASE || n->kind == MF_PLAN_NEAR ||
	    (n->kind == MF_PLAN_DATE && !n->by_terms) || is_and(n))
		return true;
	if (w && (w->exact || w->prefix || w->narrowed))
		return true;
	for (size_t i = 0; w && i < w->senses; i++)
		if (w->sense[i].parts) /* an AND too */
			return true;
	for (size_t i = 0; i < n->children; i++)
		if (mf_plan_not_by_terms(plan, n->child[i]))
			return true;
	return false;
}

static struct xc_query *all_of(struct maker *m, struct mf_plan_node *const *child, size_t n, enum xc_op what)
{
	struct xc_query **query = mf_calloc(n + 1, sizeof(struct xc_query *)), *q;

	for (size_t i = 0; i < n; i++)
		query[i] = make(m, child[i]);
	q = op(m, what, query, n);
	free(query);
	return q;
}

static struct xc_query *words_query(struct maker *m, const struct mf_plan_node *n)
{
	struct mf_plan_node **must = mf_calloc(n->children * 3 + 1, sizeof(struct mf_plan_node *));
	struct mf_plan_node **may = must + n->children, **not = may + n->children;
	size_t musts = 0, mays = 0, nots = 0;
	struct xc_query *q;

	for (size_t i = 0; i < n->children; i++) {
		struct mf_plan_node *c = n->child[i];
		if (c->must_not && mf_plan_not_by_terms(m->plan, c))
			continue;
		if (c->must_not)
			not [nots++] = c;
		else if (c->must)
			must[musts++] = c;
		else
			may[mays++] = c;
	}
	if (!musts && !mays)
		q = nots || n->children ? everything(m) : nothing(m);
	else if (!musts)
		q = all_of(m, may, mays, XC_OP_OR);
	else
		q = all_of(m, must, musts, XC_OP_AND);
	if (musts && mays)
		q = pair(m, XC_OP_AND_MAYBE, q, all_of(m, may, mays, XC_OP_OR));
	if (nots)
		q = pair(m, XC_OP_AND_NOT, q, all_of(m, not, nots, XC_OP_OR));
	free(must);
	return q;
}

static struct xc_query *not_query(struct maker *m, const struct mf_plan_node *n)
{
	if (mf_plan_not_by_terms(m->plan, n->child[0]))
		return everything(m);
	return pair(m, XC_OP_AND_NOT, everything(m), make(m, n->child[0]));
}

static struct xc_query *entity_query(struct maker *m, const char *const *ids, size_t n, bool adjectives)
{
	struct xc_query **child = mf_calloc(n * 2 + 1, sizeof(struct xc_query *)), *q;
	size_t at = 0;

	for (size_t i = 0; i < n; i++) {
		child[at++] = term_query(m, MF_TERM_ENTITY, ids[i], strlen(ids[i]));
		if (adjectives)
			child[at++] = term_query(m, MF_TERM_NISBA, ids[i], strlen(ids[i]));
	}
	q = op(m, XC_OP_OR, child, at);
	free(child);
	return q;
}

static struct xc_query *make(struct maker *m, const struct mf_plan_node *n)
{
	struct xc_query *q = NULL;
	struct mf_error e = MF_ERROR_INIT;

	switch (n->kind) {
	case MF_PLAN_ALL:
		return everything(m);
	case MF_PLAN_NONE:
		return nothing(m);
	case MF_PLAN_AND:
		return all_of(m, n->child, n->children, XC_OP_AND);
	case MF_PLAN_OR:
		return all_of(m, n->child, n->children, XC_OP_OR);
	case MF_PLAN_NOT:
		return not_query(m, n);
	case MF_PLAN_WORDS:
		return words_query(m, n);
	case MF_PLAN_WORD:
		return word_query(m, n->word[0], n->title);
	case MF_PLAN_PHRASE:
	case MF_PLAN_NEAR:
		return phrase_query(m, n);
	case MF_PLAN_ENTITY:
		return scale(m, entity_query(m, n->entity, n->entities, n->adjectives),
			     n->expansion ? n->weight : 0);
	case MF_PLAN_SOURCE:
		return scale(m, term_query(m, MF_TERM_SOURCE, n->text, n->text_len), 0);
	case MF_PLAN_DATE:
		if (mf_plan_date_query(&q, &n->range, &e) == 0 && !q)
			return everything(m);
		return q;
	}
	return nothing(m);
}

int mf_plan_query(const struct mf_plan *plan, const struct mf_lookup *look, struct xc_query **out,
		  struct mf_error *err)
{
	struct maker m = { plan, look, XC_ERROR_INIT };

	*out = make(&m, plan->root);
	return *out ? 0 : mf_store_error(&m.xe, "the query", err);
}

int mf_plan_entity_query(struct xc_query **out, const char *const *ids, size_t n, bool adjectives,
			 struct mf_error *err)
{
	struct maker m = { NULL, NULL, XC_ERROR_INIT };

	*out = scale(&m, entity_query(&m, ids, n, adjectives), 0);
	return *out ? 0 : mf_store_error(&m.xe, "the entity filter", err);
}

/* ---- dates: the fewest years, months and days that cover the range ---- */

struct cover {
	struct maker m;
	struct xc_query *term[DATE_TERMS];
	size_t n;
	bool full;
};

static void cover_add(struct cover *c, const char *prefix, int year, int month, int mday)
{
	char digits[24];
	int len = month == 0  ? snprintf(digits, sizeof digits, "%04d", year)
		  : mday == 0 ? snprintf(digits, sizeof digits, "%04d%02d", year, month)
			      : snprintf(digits, sizeof digits, "%04d%02d%02d", year, month, mday);

	if (c->n == DATE_TERMS) {
		c->full = true;
		return;
	}
	c->term[c->n++] = term_query(&c->m, prefix, digits, (size_t)len);
}

static void cover_range(struct cover *c, int32_t from, int32_t to)
{
	for (int32_t day = from; day <= to && !c->full;) {
		int year, month, mday;
		int32_t year_end, month_end;
		mf_day_to_civil(day, &year, &month, &mday);
		year_end = mf_day_from_civil(year, 12, 31);
		month_end = (month == 12 ? year_end + 1 : mf_day_from_civil(year, month + 1, 1)) - 1;
		if (month == 1 && mday == 1 && year_end <= to) {
			cover_add(c, MF_TERM_YEAR, year, 0, 0);
			day = year_end + 1;
		} else if (mday == 1 && month_end <= to) {
			cover_add(c, MF_TERM_MONTH, year, month, 0);
			day = month_end + 1;
		} else {
			cover_add(c, MF_TERM_DAY, year, month, mday);
			day++;
		}
	}
}

int mf_plan_date_query(struct xc_query **out, const struct mf_range *range, struct mf_error *err)
{
	struct cover c;

	memset(&c, 0, sizeof c);
	*out = NULL;
	if (range->none) {
		*out = scale(&c.m, term_query(&c.m, MF_TERM_UNDATED, "", 0), 0);
	} else {
		if (range->from > MF_DAY_MIN && range->to < MF_DAY_MAX)
			cover_range(&c, range->from, range->to);
		else
			c.full = true;
		if (c.full) {
			for (size_t i = 0; i < c.n; i++)
				xc_query_free(c.term[i]);
			return 0;
		}
		*out = scale(&c.m, op(&c.m, XC_OP_OR, c.term, c.n), 0);
	}
	return *out ? 0 : mf_store_error(&c.m.xe, "the date filter", err);
}
