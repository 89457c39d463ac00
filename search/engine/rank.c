/* SPDX-License-Identifier: GPL-2.0-or-later */
/* rank.c - three channels of BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009)
 * over spelling, stem and root, and pairs of neighbouring query words as in the sequential
 * dependence model (Metzler and Croft, A Markov Random Field Model for Term Dependencies, 2005). */
#include "search/engine/rank.h"

#include <math.h>
#include <string.h>

const struct mf_ranking mf_ranking_default = {
	.k1 = 1.0,
	.b = 0.55,
	.exact = 0.3,
	.stem = 1.0,
	.root = 0.7,
	.entity = 0.6,
	.proximity = 0.2,
	.window = 8,
	.title = 3,
	.variant = 0.3,
	.coverage = 0.1,
	.depth = 200,
};

#define ADJECTIVE 0.5 /* of a country's name counts its adjective: العاصمة المصرية */

double mf_idf(uint64_t all, uint64_t count)
{
	double n = (double)all, c = count < all ? (double)count : n;

	return log(1 + (n - c + 0.5) / (c + 0.5));
}

struct counts {
	double exact, stem, root;
};

static double bm25(double tf, double idf, double k1, double norm)
{
	return tf > 0 ? idf * tf * (k1 + 1) / (tf + k1 * norm) : 0;
}

static void count_words(const struct mf_ranking *r, const struct mf_scanned *scan, struct counts *c)
{
	for (size_t i = 0; i < scan->places; i++) {
		const struct mf_spot *p = &scan->place[i];
		double one = (p->at < scan->view.title ? r->title : 1) *
			     (p->how == MF_MATCH_VARIANT ? r->variant : 1) * p->weight / MF_WHOLE;
		struct counts *to = &c[p->word];
		to->exact += p->how == MF_MATCH_EXACT ? one : 0;
		to->stem += p->how != MF_MATCH_ROOT ? one : 0;
		to->root += one;
	}
}

/* Neighbouring words of the query that stand close in the passage: in order and adjacent count 1,
 * within the window in any order half. */
static double proximity(const struct mf_plan *plan, const struct mf_ranking *r, const struct mf_scanned *scan,
			double norm)
{
	double sum = 0;

	for (size_t k = 0; k + 1 < plan->scored_words; k++) {
		uint16_t a = plan->scored_word[k], b = plan->scored_word[k + 1];
		const struct mf_query_word *wa = &plan->words.v[a], *wb = &plan->words.v[b];
		double ordered = 0, near = 0, both, weight = (wa->idf_stem + wb->idf_stem) / 2;
		for (size_t i = 0; i < scan->places; i++) {
			const struct mf_spot *p = &scan->place[i];
			if ((p->word != a && p->word != b) || p->how == MF_MATCH_ROOT ||
			    p->at == MF_NO_PLACE || !p->weight)
				continue;
			for (size_t j = i + 1;
			     j < scan->places && scan->place[j].at - p->at <= (uint32_t)r->window; j++) {
				const struct mf_spot *q = &scan->place[j];
				if (q->at == p->at || q->word == p->word || (q->word != a && q->word != b) ||
				    q->how == MF_MATCH_ROOT || !q->weight)
					continue;
				both = (double)(p->weight * q->weight) / (MF_WHOLE * MF_WHOLE);
				near += both;
				ordered += p->word == a && q->at == p->at + 1 ? both : 0;
			}
		}
		sum += bm25(ordered, weight, r->k1, norm) + 0.5 * bm25(near, weight, r->k1, norm);
	}
	return sum;
}

static void explain_words(const struct mf_plan *plan, const struct mf_scanned *scan,
			  struct mf_word_score *each)
{
	for (size_t k = 0; k < plan->scored_words; k++) {
		each[k].found = false;
		each[k].how = MF_MATCH_ROOT;
		for (size_t i = 0; i < scan->places; i++) {
			const struct mf_spot *p = &scan->place[i];
			if (p->word != plan->scored_word[k] || (each[k].found && p->how >= each[k].how))
				continue;
			each[k].found = true;
			each[k].how = p->how;
			each[k].at = p->at;
		}
	}
}

double mf_rank(const struct mf_plan *plan, const struct mf_ranking *r, const struct mf_scanned *scan,
	       double average_length, struct mf_word_score *each)
{
	struct counts c[MF_WORDS_MAX];
	double length = scan->view.forms + scan->view.title * (r->title - 1);
	double norm = 1 - r->b + r->b * length / (average_length > 0 ? average_length : 1);
	double sum = 0, found = 0, asked = 0; /* the last two: of words, each by how rare it is */

	memset(c, 0, plan->words.n * sizeof *c);
	count_words(r, scan, c);
	if (each)
		explain_words(plan, scan, each);
	for (size_t k = 0; k < plan->scored_words; k++) {
		const struct mf_query_word *w = &plan->words.v[plan->scored_word[k]];
		const struct counts *t = &c[plan->scored_word[k]];
		double s = r->exact * bm25(t->exact, w->idf_exact, r->k1, norm) +
			   r->stem * bm25(t->stem, w->idf_stem, r->k1, norm) +
			   r->root * bm25(t->root, w->idf_root, r->k1, norm);
		if (each)
			each[k].score = s;
		found += t->root > 0 ? w->idf_stem : 0;
		asked += w->idf_stem;
		sum += s;
	}
	for (size_t k = 0; k < plan->names; k++) {
		const struct mf_plan_node *n = plan->name[k];
		bool named = mf_names_entity(scan, n->entity, n->entities, true);
		double share = !named                                                 ? 0
			       : mf_names_entity(scan, n->entity, n->entities, false) ? 1
										      : ADJECTIVE;
		double s = share * r->entity * bm25(1, n->idf, r->k1, norm);
		if (each)
			each[plan->scored_words + k] =
				(struct mf_word_score){ s, MF_MATCH_ENTITY, MF_NO_PLACE, s > 0 };
		sum += s;
	}
	sum += r->proximity * proximity(plan, r, scan, norm);
	if (r->coverage > 0 && plan->scored_words)
		sum *= pow((found + 1) / (asked + 1), r->coverage);
	return sum;
}
