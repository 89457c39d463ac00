/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/plan_private.h"
#include "search/engine/run.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/words/fold.h"
#include "indexer/analysis/numbers/number.h"
#include "search/engine/senses.h"
#include "wrappers/libc/mem.h"

static struct mf_plan_node *plan_node(struct planner *p, const struct mf_node *tree);

/* ---- words ---- */

static void score_word(struct planner *p, uint16_t word)
{
	struct mf_plan *plan = p->plan;

	if (p->negated)
		return;
	for (size_t i = 0; i < plan->scored_words; i++)
		if (plan->scored_word[i] == word)
			return;
	plan->scored_word = mf_arena_grow(p->arena, plan->scored_word, &p->scored_cap, plan->scored_words + 1,
					  sizeof *plan->scored_word);
	plan->scored_word[plan->scored_words++] = word;
}

struct mf_plan_node *mf_plan_word_node(struct planner *p, size_t token, const char *text,
				       enum mf_exactness exact, bool prefix)
{
	const struct mf_token *t = &p->tokens.v[token];
	struct mf_plan_node *n = node_new(p, MF_PLAN_WORD, 0);
	const char *typed = mf_arena_strndup(p->arena, text + t->begin, t->end - t->begin);
	char room[MF_FORM_MAX + 1];
	const char *form = prefix ? mf_form(&p->tokens, token) : mf_form_held(&p->tokens, token, room);
	size_t w = mf_words_add(&p->plan->words, p->look, typed, form, t->form_len, t->kind, exact, prefix);

	n->word = mf_arena_alloc(p->arena, sizeof *n->word);
	n->word[0] = (uint16_t)w;
	n->words = 1;
	n->exact = exact;
	p->plan->verify = p->plan->verify || exact || prefix || p->plan->words.v[w].narrowed;
	p->plan->literal = p->plan->literal || exact == MF_THIS_SPELLING;
	return n;
}

bool mf_plan_cut(struct planner *p, const char *text, size_t len)
{
	mf_segment(&p->tokens, text, len);
	if (p->plan->words.n + p->tokens.n <= MF_WORDS_MAX)
		return true;
	mf_error_set(p->err, MF_E_LIMIT, "the query has more than %d words", MF_WORDS_MAX);
	mf_error_hint(p->err, "search for less at a time");
	return false;
}

/* A leaf of several tokens (Il-76, و62) is all of them. */
static struct mf_plan_node *plan_word(struct planner *p, const struct mf_node *tree, enum mf_exactness exact,
				      bool prefix)
{
	struct mf_plan_node *n;
	size_t useful = 0;

	if (!mf_plan_cut(p, tree->text, tree->text_len))
		return NULL;
	for (size_t i = 0; i < p->tokens.n; i++)
		useful += p->tokens.v[i].kind != MF_TOKEN_FRAGMENT;
	if (!p->tokens.n)
		return node_new(p, MF_PLAN_NONE, 0);
	n = node_new(p, MF_PLAN_AND, p->tokens.n);
	for (size_t i = 0; i < p->tokens.n; i++) {
		if (useful && p->tokens.v[i].kind == MF_TOKEN_FRAGMENT)
			continue;
		bool last = i + 1 == p->tokens.n;
		struct mf_plan_node *w = mf_plan_word_node(p, i, tree->text, exact, prefix && last);
		w->title = tree->field != NULL;
		if (prefix && last && p->plan->words.v[w->word[0]].stems > MF_EXPANSIONS) {
			mf_error_set(p->err, MF_E_LIMIT, "%s*: too many words begin so (more than %d)",
				     tree->text, MF_EXPANSIONS);
			mf_error_hint(p->err, "type more letters before the star");
			return NULL;
		}
		n->child[n->children++] = w;
	}
	return n->children == 1 ? n->child[0] : n;
}

struct mf_plan_node **mf_plan_list_add(struct planner *p, struct mf_plan_node **list, size_t *n, size_t *cap,
				       struct mf_plan_node *node)
{
	list = mf_arena_grow(p->arena, list, cap, *n + 1, sizeof(struct mf_plan_node *));
	list[(*n)++] = node;
	return list;
}

static bool is_loose(const struct planner *p, const struct mf_node *tree)
{
	for (size_t i = 0; i < p->options->looses; i++)
		if (p->options->loose[i] == tree)
			return true;
	return false;
}

static struct mf_plan_node *plan_group(struct planner *p, const struct mf_node *tree, enum mf_plan_kind kind);

/* A quotation as if its quotes were not there. */
static struct mf_plan_node *plan_loose(struct planner *p, const struct mf_node *tree)
{
	struct mf_node group = { .kind = MF_NODE_WORDS };
	size_t cap = 0;

	for (size_t at = 0, end; at < tree->text_len; at = end + 1) {
		struct mf_node *word;
		for (end = at; end < tree->text_len && tree->text[end] != ' ';)
			end++;
		if (end == at)
			continue;
		word = mf_arena_zalloc(p->arena, sizeof *word);
		*word = (struct mf_node){ .kind = MF_NODE_WORD,
					  .field = tree->field,
					  .text = mf_arena_strndup(p->arena, tree->text + at, end - at),
					  .text_len = end - at };
		group.child = mf_arena_grow(p->arena, group.child, &cap, group.children + 1,
					    sizeof(struct mf_node *));
		group.child[group.children++] = word;
	}
	return plan_group(p, &group, MF_PLAN_WORDS);
}

/* ---- entities ---- */

static struct mf_plan_node *entity_node(struct planner *p, const uint32_t *entity, size_t n)
{
	struct mf_plan_node *node = node_new(p, MF_PLAN_ENTITY, 0);
	uint64_t count = 0;

	node->entity = mf_arena_alloc(p->arena, (n + 1) * sizeof *node->entity);
	for (size_t i = 0; i < n; i++) {
		struct mf_entity e;
		mf_gazetteer_entity(p->look->gazetteer, entity[i], &e);
		node->entity[node->entities++] = e.id;
		count += mf_statistics_entity(p->look->statistics, e.id, false);
	}
	mf_ids_sort(node->entity, node->entities);
	node->idf = mf_idf(mf_lookup_passages(p->look), count);
	return node;
}

static struct mf_plan_node *plan_filter(struct planner *p, const struct mf_node *tree)
{
	struct mf_plan_node *n;
	struct mf_buf folded = MF_BUF_INIT;

	if (tree->field->kind == MF_TAKES_ENTITY) {
		n = node_new(p, MF_PLAN_ENTITY, 0);
		n->adjectives = p->options->adjectives;
		if (mf_plan_entities(p->look, tree->text, tree->text_len, tree->field->type,
				     p->options->narrower, &n->entity, &n->entities, p->err) < 0)
			return NULL;
		mf_ids_sort(n->entity, n->entities);
		return n;
	}
	if (tree->field->kind == MF_TAKES_DATE) {
		struct xc_query *terms = NULL;
		n = node_new(p, MF_PLAN_DATE, 0);
		if (mf_range_parse(tree->text, tree->text_len, p->options->today, &n->range, p->err) < 0 ||
		    mf_plan_date_query(&terms, &n->range, p->err) < 0)
			return NULL;
		n->by_terms = terms != NULL;
		p->plan->verify = p->plan->verify || !n->by_terms;
		xc_query_free(terms);
		return n;
	}
	n = node_new(p, MF_PLAN_SOURCE, 0);
	mf_fold(&folded, tree->text, tree->text_len);
	n->text = mf_arena_strndup(p->arena, folded.data, folded.len);
	n->text_len = folded.len;
	mf_buf_release(&folded);
	return n;
}

/* ---- words in a row that are a name or a number ---- */

/* Plain words from child `first` on; their tokens are in p->tokens. */
static void read_plain(struct planner *p, const struct mf_node *tree, size_t first, struct mf_run *run)
{
	mf_run_read(run, tree, first, tree->child[first]->field ? 0 : MF_RUN_MAX, &p->tokens);
}

/* Words in a row that name an entity: how many children from `first`, and the node; 0 where none. */
static size_t name_of_run(struct planner *p, const struct mf_node *tree, size_t first,
			  struct mf_plan_node **out)
{
	struct mf_run run;
	uint32_t found[4];
	size_t used = 0, n = 0, taken = 0;

	read_plain(p, tree, first, &run);
	if (p->tokens.n)
		n = mf_gazetteer_match(p->look->gazetteer, &p->tokens, 0, p->tokens.n, found, 4, &used);
	if (n && n <= 2) /* a name of more than two entities says too little */
		taken = mf_run_words(&run, &p->tokens, used);
	if (taken) {
		*out = entity_node(p, found, n);
		(*out)->expansion = true;
		(*out)->weight = p->options->entity_weight;
		if (taken == 1 && p->options->translate &&
		    mf_senses_is_no_name(p->look, tree->child[first], (*out)->entity, n))
			taken = 0;
	}
	mf_run_release(&run);
	return taken;
}

/* One word of the plan that several of the query are. */
static struct mf_plan_node *group_node(struct planner *p, uint16_t word, bool title)
{
	struct mf_plan_node *n = node_new(p, MF_PLAN_WORD, 0);

	n->word = mf_arena_alloc(p->arena, sizeof *n->word);
	n->word[0] = word;
	n->words = 1;
	n->title = title;
	p->plan->verify = p->plan->verify || p->plan->words.v[word].narrowed;
	return n;
}

/* Number words in a row (مئة وأربعة وستون), alone or with digits (4 آلاف): the same for their value. */
static size_t number_of_run(struct planner *p, const struct mf_node *tree, size_t first,
			    struct mf_plan_node **out)
{
	struct mf_run run;
	struct mf_numbers numbers = { NULL, 0, 0 };
	size_t taken = 0, word;

	read_plain(p, tree, first, &run);
	mf_numbers_find(&p->tokens, &numbers);
	if (numbers.n && numbers.v[0].first == 0 && numbers.v[0].words)
		taken = mf_run_words(&run, &p->tokens, numbers.v[0].last);
	if (taken && p->plan->words.n < MF_WORDS_MAX) {
		const char *value = numbers.v[0].value;
		const char *typed = mf_arena_strndup(p->arena, run.text.data, run.end_of[taken - 1]);
		word = mf_words_add(&p->plan->words, p->look, typed, value, strlen(value), MF_TOKEN_NUMBER,
				    MF_ANY_FORM, false);
		*out = group_node(p, (uint16_t)word, false);
	}
	free(numbers.v);
	mf_run_release(&run);
	return *out ? taken : 0;
}

/* English words as what they are in Arabic. */
static size_t translation_of_run(struct planner *p, const struct mf_node *tree, size_t first,
				 struct mf_plan_node **out)
{
	const struct mf_node *t = tree->child[first];
	uint16_t word;
	size_t taken = 0;

	if (p->options->translate && t->kind == MF_NODE_WORD && !t->must_not)
		taken = mf_senses_of_run(&p->plan->words, p->look, tree, first, &word);
	if (taken) {
		*out = group_node(p, word, t->field != NULL);
		(*out)->must = t->must;
	}
	return taken;
}

static void add_name(struct planner *p, struct mf_plan_node *name)
{
	struct mf_plan *plan = p->plan;

	name->adjectives = p->negated && p->options->adjectives; /* as a filter that is taken away */
	if (p->negated)
		plan->away = mf_plan_list_add(p, plan->away, &plan->aways, &p->away_cap, name);
	else
		plan->name = mf_plan_list_add(p, plan->name, &plan->names, &p->name_cap, name);
}

/* Words [first, first + n), the name or number that they are, if any, or other writings of them. */
static struct mf_plan_node *words_or(struct planner *p, const struct mf_node *tree, size_t first, size_t n,
				     struct mf_plan_node *other)
{
	bool must = tree->child[first]->must, name = other && other->kind == MF_PLAN_ENTITY;
	struct mf_plan_node *either = node_new(p, MF_PLAN_OR, 2 + 2 * n);
	struct mf_plan_node *words =
		node_new(p, must || tree->kind == MF_NODE_AND ? MF_PLAN_AND : MF_PLAN_WORDS, n);
	uint16_t group;

	if (name && p->options->translate && !p->negated &&
	    mf_senses_of_name(&p->plan->words, p->look, tree, first, n, other->entity, other->entities,
			      &group)) {
		words->child[words->children++] = group_node(p, group, false);
		other->translated = true;
		n = 1;
	}
	for (size_t i = words->children; i < n; i++) {
		struct mf_plan_node *w = plan_word(p, tree->child[first + i], MF_ANY_FORM, false);
		if (!w)
			return NULL;
		words->child[words->children++] = w;
	}
	if (n == 1)
		words = words->child[0];
	if (words->kind == MF_PLAN_WORD && name && other->entities == 1 && !other->translated) {
		size_t word = words->word[0];
		mf_words_narrow(
			&p->plan->words, word, p->look,
			mf_gazetteer_by_id(p->look->gazetteer, other->entity[0], strlen(other->entity[0])));
		p->plan->verify = p->plan->verify || p->plan->words.v[word].narrowed;
	}
	either->child[either->children++] = words;
	if (other)
		either->child[either->children++] = other;
	if (!other || (name && !other->translated))
		mf_plan_add_writings(p, tree, first, n, words, either);
	if (either->children == 1)
		either = words;
	either->must = must;
	if (name)
		add_name(p, other);
	return either;
}

/* What Xapian cannot take away must be judged. */
static bool judges_below(const struct mf_plan *plan, const struct mf_plan_node *n)
{
	for (size_t i = 0; i < n->children; i++) {
		const struct mf_plan_node *c = n->child[i];
		bool away = n->kind == MF_PLAN_NOT || c->must_not;
		if ((away && mf_plan_not_by_terms(plan, c)) || judges_below(plan, c))
			return true;
	}
	return false;
}

static void score_below(struct planner *p, const struct mf_plan_node *n)
{
	if (n->kind == MF_PLAN_NOT || n->must_not)
		return;
	for (size_t i = 0; i < n->words; i++)
		score_word(p, n->word[i]);
	for (size_t i = 0; i < n->children; i++)
		score_below(p, n->child[i]);
}

/* ---- groups ---- */

static bool is_stop(const struct planner *p, const struct mf_plan_node *n)
{
	return n->kind == MF_PLAN_WORD && !n->must && !n->must_not && !n->title &&
	       p->plan->words.v[n->word[0]].stop && !p->plan->words.v[n->word[0]].exact;
}

/* Function words are not searched for beside others. */
static void drop_stop_words(const struct planner *p, struct mf_plan_node *n)
{
	size_t kept = 0, stops = 0, words = 0;

	for (size_t i = 0; i < n->children; i++) {
		words += !n->child[i]->must_not && n->child[i]->kind != MF_PLAN_ENTITY &&
			 n->child[i]->kind != MF_PLAN_DATE && n->child[i]->kind != MF_PLAN_SOURCE;
		stops += is_stop(p, n->child[i]);
	}
	if (stops == words)
		return;
	for (size_t i = 0; i < n->children; i++)
		if (!is_stop(p, n->child[i]))
			n->child[kept++] = n->child[i];
	n->children = kept;
}

static bool is_filter(const struct mf_plan_node *n)
{
	return n->must && (n->kind == MF_PLAN_SOURCE || n->kind == MF_PLAN_DATE ||
			   (n->kind == MF_PLAN_ENTITY && !n->expansion));
}

/* Filters beside words narrow what the words find. */
static struct mf_plan_node *filters_apart(struct planner *p, struct mf_plan_node *n)
{
	struct mf_plan_node *all = node_new(p, MF_PLAN_AND, n->children + 1);
	size_t kept = 0;

	for (size_t i = 0; i < n->children; i++)
		if (is_filter(n->child[i]))
			all->child[all->children++] = n->child[i];
		else
			n->child[kept++] = n->child[i];
	if (!all->children)
		return n;
	n->children = kept;
	if (kept)
		all->child[all->children++] = n;
	return all;
}

static struct mf_plan_node *plan_single(struct planner *p, const struct mf_node *tree);

/* What is taken away: a name in all its spellings. */
static struct mf_plan_node *plan_away(struct planner *p, const struct mf_node *tree)
{
	struct mf_plan_node *n;

	p->negated++;
	n = tree->kind == MF_NODE_WORD ? plan_single(p, tree) : plan_node(p, tree);
	p->negated--;
	return n && n->kind == MF_PLAN_WORDS && n->children == 1 && !n->child[0]->must_not ? n->child[0] : n;
}

static struct mf_plan_node *plan_group(struct planner *p, const struct mf_node *tree, enum mf_plan_kind kind)
{
	struct mf_plan_node *n = node_new(p, kind, tree->children);

	for (size_t i = 0; i < tree->children;) {
		struct mf_plan_node *other = NULL, *child;
		size_t taken = 0;
		if (kind != MF_PLAN_OR && p->options->expand)
			taken = name_of_run(p, tree, i, &other);
		if (kind != MF_PLAN_OR && !taken && !p->negated) /* a number is taken away as it is typed */
			taken = number_of_run(p, tree, i, &other);
		if (taken) {
			child = words_or(p, tree, i, taken, other);
			i += taken;
		} else if (kind != MF_PLAN_OR && (taken = translation_of_run(p, tree, i, &child))) {
			i += taken;
		} else if (kind == MF_PLAN_OR && tree->child[i]->kind == MF_NODE_WORD) {
			child = plan_single(p, tree->child[i++]);
		} else if (tree->child[i]->kind == MF_NODE_WORD && !tree->child[i]->field &&
			   !tree->child[i]->must_not) {
			taken = kind != MF_PLAN_OR && mf_plan_joined(p, tree, i) ? 2 : 1;
			child = words_or(p, tree, i, taken, NULL);
			i += taken;
		} else {
			const struct mf_node *t = tree->child[i++];
			child = t->must_not ? plan_away(p, t) : plan_node(p, t);
			if (child) {
				child->must = t->must;
				child->must_not = t->must_not;
			}
		}
		if (!child)
			return NULL;
		n->child[n->children++] = child;
	}
	if (kind == MF_PLAN_WORDS) {
		drop_stop_words(p, n);
		n = filters_apart(p, n);
	}
	if (!n->children)
		n->kind = MF_PLAN_NONE;
	return n;
}

/* A word that stands alone is a group of one. */
static struct mf_plan_node *plan_single(struct planner *p, const struct mf_node *tree)
{
	struct mf_node *child[1];
	struct mf_node group = { .kind = MF_NODE_WORDS, .child = child, .children = 1 };
	struct mf_node copy = *tree;

	copy.must = copy.must_not = false;
	child[0] = &copy;
	return plan_group(p, &group, MF_PLAN_WORDS);
}

static struct mf_plan_node *plan_node(struct planner *p, const struct mf_node *tree)
{
	struct mf_plan_node *n;

	switch (tree->kind) {
	case MF_NODE_ALL:
		return node_new(p, MF_PLAN_ALL, 0);
	case MF_NODE_WORDS:
		return plan_group(p, tree, MF_PLAN_WORDS);
	case MF_NODE_AND:
		return plan_group(p, tree, MF_PLAN_AND);
	case MF_NODE_OR:
		return plan_group(p, tree, MF_PLAN_OR);
	case MF_NODE_NOT:
		n = node_new(p, MF_PLAN_NOT, 1);
		n->child[0] = plan_away(p, tree->child[0]);
		n->children = 1;
		return n->child[0] ? n : NULL;
	case MF_NODE_WORD:
		return plan_word(p, tree, MF_ANY_FORM, false);
	case MF_NODE_EXACT:
		return plan_word(p, tree, MF_THIS_SPELLING, false);
	case MF_NODE_PREFIX:
		return plan_word(p, tree, MF_ANY_FORM, true);
	case MF_NODE_PHRASE:
	case MF_NODE_NEAR:
		return is_loose(p, tree) ? plan_loose(p, tree) : mf_plan_phrase(p, tree);
	case MF_NODE_FILTER:
		return plan_filter(p, tree);
	}
	return node_new(p, MF_PLAN_NONE, 0);
}

int mf_plan_make(struct mf_plan *plan, const struct mf_node *tree, const struct mf_lookup *look,
		 const struct mf_plan_options *options, struct mf_error *err)
{
	struct mf_error local = MF_ERROR_INIT;
	struct planner p = { .plan = plan,
			     .look = look,
			     .options = options,
			     .arena = look->arena,
			     .tokens = MF_TOKENS_INIT,
			     .err = &local };

	memset(plan, 0, sizeof *plan);
	plan->root = tree->kind == MF_NODE_WORD ? plan_single(&p, tree) : plan_node(&p, tree);
	mf_tokens_release(&p.tokens);
	if (!plan->root) {
		if (err)
			*err = local;
		return local.code ? local.code : MF_E_INTERNAL;
	}
	score_below(&p, plan->root);
	plan->verify = plan->verify || judges_below(plan, plan->root);
	plan->translate = options->translate;
	plan->anything = plan->root->kind == MF_PLAN_ALL;
	return 0;
}
