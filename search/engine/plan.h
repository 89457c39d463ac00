/* SPDX-License-Identifier: GPL-2.0-or-later */
/* plan.h - a query tree with its words looked up: what is searched, and how a passage is judged by it.
 *
 * The plan becomes a Xapian query that finds at least all passages that match; where that query can
 * only be wider (phrases, spellings, prefixes) `verify` is set, and match.h judges each candidate.
 */
#ifndef MF_ENGINE_PLAN_H
#define MF_ENGINE_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xapian-c.h>

#include "indexer/analysis/dates/date.h"
#include "indexer/analysis/words/token.h"
#include "search/engine/words.h"
#include "search/query/query.h"

enum mf_plan_kind {
	MF_PLAN_ALL,
	MF_PLAN_NONE,
	MF_PLAN_AND,
	MF_PLAN_OR,
	MF_PLAN_NOT,
	MF_PLAN_WORDS,  /* any of the children; must and must_not as marked */
	MF_PLAN_WORD,   /* words[0] */
	MF_PLAN_PHRASE, /* words in this order, next to each other, as spelled */
	MF_PLAN_NEAR,   /* words in any order, at most `slop` others between them, by stem */
	MF_PLAN_ENTITY, /* the passage names one of the entities */
	MF_PLAN_SOURCE, /* text: the folded name */
	MF_PLAN_DATE,   /* published in the range */
};

struct mf_plan_node {
	enum mf_plan_kind kind;
	bool must, must_not;
	bool title;      /* only in the title */
	bool exact;      /* a word: as spelled */
	bool expansion;  /* an entity that the words of the query name: it adds, at lower weight */
	bool adjectives; /* an entity: the adjective of the country counts too */
	struct mf_plan_node **child;
	size_t children;
	uint16_t *word; /* numbers in the plan's words */
	size_t words;
	unsigned slop;
	const char **entity; /* ids, in order of bytes */
	size_t entities;
	const char *text;
	size_t text_len;
	struct mf_range range;
	bool by_terms;              /* few enough terms say the range */
	const struct mf_node *tree; /* of a phrase or neighbours, or their writings: what was quoted */
	double weight;              /* of an entity, as a share of its BM25 weight */
	double idf;                 /* of an entity */
	bool translated;            /* an entity: a word of the plan has its Arabic names */
};

/* What was typed, and how some write it: one word as two, or two as one. */
struct mf_plan_writing {
	const char *typed, *written;
};

struct mf_plan {
	struct mf_plan_node *root;
	struct mf_query_words words;
	uint16_t *scored_word; /* those that count for the score, in the order of the query */
	size_t scored_words;
	struct mf_plan_node **name; /* entity nodes that count for the score */
	size_t names;
	struct mf_plan_node **away; /* entity nodes of names that are taken away */
	size_t aways;
	struct mf_plan_node **quoted; /* phrases and neighbours that the query asks for */
	size_t quotes;
	struct mf_plan_writing *writing;
	size_t writings;
	bool literal;   /* words are to be compared with the text itself */
	bool verify;    /* candidates are to be judged by mf_match */
	bool anything;  /* matches every passage */
	bool translate; /* English words were looked up in a dictionary */
};

struct mf_plan_options {
	bool expand; /* words that name an entity find its other names */
	bool adjectives, narrower;
	bool translate; /* English words find their translations */
	double entity_weight;
	int32_t today;
	/* Quotations that stand nowhere: their words are searched. */
	const struct mf_node *const *loose;
	size_t looses;
};

int mf_plan_make(struct mf_plan *plan, const struct mf_node *tree, const struct mf_lookup *look,
		 const struct mf_plan_options *options, struct mf_error *err);

/* Entities that `names` ("id", "name", commas between) stand for: an unknown or ambiguous one is an
 * error that lists the nearest, or the candidates.  `type` -1: any.  With narrower, places in them too. */
int mf_plan_entities(const struct mf_lookup *look, const char *names, size_t len, int type, bool narrower,
		     const char ***ids, size_t *n, struct mf_error *err);

/* In order of bytes, for mf_names_entity. */
void mf_ids_sort(const char **ids, size_t n);

/* True where Xapian cannot take away what a node matches: it is left alone then, and judged. */
bool mf_plan_not_by_terms(const struct mf_plan *plan, const struct mf_plan_node *n);
/* The Xapian query; the caller frees. */
int mf_plan_query(const struct mf_plan *plan, const struct mf_lookup *look, struct xc_query **out,
		  struct mf_error *err);
/* A query of the passages published in a range, by terms; NULL in *out where that needs too many. */
int mf_plan_date_query(struct xc_query **out, const struct mf_range *range, struct mf_error *err);
/* Of the passages that name one of the entities. */
int mf_plan_entity_query(struct xc_query **out, const char *const *ids, size_t n, bool adjectives,
			 struct mf_error *err);

#endif
