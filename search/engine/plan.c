/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/plan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/fold.h"
#include "wrappers/libc/mem.h"

struct planner {
	struct mf_plan *plan;
	const struct mf_lookup *look;
	const struct mf_plan_options *options;
	struct mf_arena *arena;
	struct mf_tokens tokens;
	size_t names_cap, scored_cap;
	unsigned negated; /* how many NOTs stand above */
	struct mf_error *err;
};

static struct mf_plan_node *node_new(struct planner *p, enum mf_plan_kind kind, size_t children)
{
	struct mf_plan_node *n = mf_arena_zalloc(p->arena, sizeof *n);

	n->kind = kind;
	n->weight = 1;
	n->child = mf_arena_zalloc(p->arena, (children + 1) * sizeof *n->child);
	return n;
}

static struct mf_plan_node *plan_node(struct planner *p, const struct mf_node *tree);

/* ---- words ---- */

static void score_word(struct planner *p, uint16_t word)
{
	struct mf_plan *plan = p->plan;

	if (p->negated)
		return;
	for (size_t i = 0; i < plan->scored_n; i++)
		if (plan->scored[i] == word)
			return;
	if (plan->scored_n == p->scored_cap) {
		size_t cap = p->scored_cap ? p->scored_cap * 2 : 16;
		uint16_t *grown = mf_arena_alloc(p->arena, cap * sizeof *grown);
		if (plan->scored_n)
			memcpy(grown, plan->scored, plan->scored_n * sizeof *grown);
		plan->scored = grown;
		p->scored_cap = cap;
	}
	plan->scored[plan->scored_n++] = word;
}

static struct mf_plan_node *word_node(struct planner *p, size_t token, const char *text, bool exact, bool prefix)
{
	const struct mf_token *t = &p->tokens.v[token];
	struct mf_plan_node *n = node_new(p, MF_PLAN_WORD, 0);
	const char *typed = mf_arena_strndup(p->arena, text + t->begin, t->end - t->begin);
	size_t w = mf_words_add(&p->plan->words, p->look, typed, mf_form(&p->tokens, token), t->form_len, t->kind, exact,
	                        prefix);

	n->word = mf_arena_alloc(p->arena, sizeof *n->word);
	n->word[0] = (uint16_t)w;
	n->words = 1;
	p->plan->verify = p->plan->verify || exact || prefix;
	return n;
}

/* Cuts a leaf into p->tokens; false where the query has too many words by now. */
static bool cut_leaf(struct planner *p, const struct mf_node *tree)
{
	mf_segment(&p->tokens, tree->text, tree->text_len);
	if (p->plan->words.n + p->tokens.n <= MF_WORDS_MAX)
		return true;
	mf_error_set(p->err, MF_E_LIMIT, "the query has more than %d words", MF_WORDS_MAX);
	mf_error_hint(p->err, "search for less at a time");
	return false;
}

/* A leaf of several tokens (Il-76, و62) is all of them. */
static struct mf_plan_node *plan_word(struct planner *p, const struct mf_node *tree, bool exact, bool prefix)
{
	struct mf_plan_node *n;
	size_t useful = 0;

	if (!cut_leaf(p, tree))
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
		struct mf_plan_node *w = word_node(p, i, tree->text, exact, prefix && last);
		w->title = tree->field != NULL;
		if (prefix && last && p->plan->words.v[w->word[0]].stems > MF_EXPANSIONS) {
			mf_error_set(p->err, MF_E_LIMIT, "%s*: too many words begin so (more than %d)", tree->text, MF_EXPANSIONS);
			mf_error_hint(p->err, "type more letters before the star");
			return NULL;
		}
		n->child[n->children++] = w;
	}
	return n->children == 1 ? n->child[0] : n;
}

static struct mf_plan_node *plan_phrase(struct planner *p, const struct mf_node *tree)
{
	bool near = tree->kind == MF_NODE_NEAR;
	struct mf_plan_node *n = node_new(p, near ? MF_PLAN_NEAR : MF_PLAN_PHRASE, 0);

	if (!cut_leaf(p, tree))
		return NULL;
	if (!p->tokens.n)
		return node_new(p, MF_PLAN_NONE, 0);
	n->word = mf_arena_alloc(p->arena, p->tokens.n * sizeof *n->word);
	for (size_t i = 0; i < p->tokens.n; i++)
		n->word[n->words++] = word_node(p, i, tree->text, !near, false)->word[0];
	n->slop = tree->slop;
	n->title = tree->field != NULL;
	p->plan->verify = true;
	return n;
}

/* ---- entities ---- */

static uint64_t entity_count(const struct mf_lookup *look, const char *id)
{
	struct mf_buf term = MF_BUF_INIT;
	uint32_t count = 0;

	mf_term_make(&term, MF_TERM_ENTITY, id, strlen(id));
	xc_db_termfreq(look->index->db, term.data, term.len, &count, NULL);
	mf_buf_release(&term);
	return count;
}

static bool inside(const struct mf_gazetteer *g, uint32_t entity, uint32_t place)
{
	struct mf_entity e;

	for (unsigned depth = 0; entity != MF_NO_ENTITY && depth < 16; depth++, entity = e.broader) {
		if (entity == place)
			return true;
		mf_gazetteer_entity(g, entity, &e);
	}
	return false;
}

static struct mf_plan_node *entity_node(struct planner *p, const uint32_t *entity, size_t n)
{
	struct mf_plan_node *node = node_new(p, MF_PLAN_ENTITY, 0);
	uint64_t count = 0;
	double passages = (double)p->look->index->passages, c;

	node->entity = mf_arena_alloc(p->arena, (n + 1) * sizeof *node->entity);
	for (size_t i = 0; i < n; i++) {
		struct mf_entity e;
		mf_gazetteer_entity(p->look->index->gazetteer, entity[i], &e);
		node->entity[node->entities++] = e.id;
		count += entity_count(p->look, e.id);
	}
	c = (double)count > passages ? passages : (double)count;
	node->idf = log(1 + (passages - c + 0.5) / (c + 0.5));
	return node;
}

static int nearest_error(const struct mf_lookup *look, const char *name, int type, struct mf_error *err)
{
	uint32_t near[64];
	size_t n = mf_gazetteer_nearest(look->index->gazetteer, name, strlen(name), near, 64), kept = 0;
	struct mf_buf list = MF_BUF_INIT;

	for (size_t i = 0; i < n && i < 64 && kept < 5; i++) {
		struct mf_entity e;
		mf_gazetteer_entity(look->index->gazetteer, near[i], &e);
		if (type >= 0 && e.type != type)
			continue;
		mf_buf_printf(&list, "%s%s (%s)", kept++ ? ", " : "", e.id, *e.label_en ? e.label_en : e.label);
	}
	mf_error_set(err, MF_E_NOTFOUND, "no %s is called %s", type < 0 ? "entity" : mf_entity_type_names[type], name);
	if (kept)
		mf_error_hint(err, "nearest: %s", list.data);
	mf_buf_release(&list);
	return MF_E_NOTFOUND;
}

static int ambiguous_error(const struct mf_lookup *look, const char *name, const uint32_t *found, size_t n,
                           struct mf_error *err)
{
	struct mf_buf list = MF_BUF_INIT;

	for (size_t i = 0; i < n; i++) {
		struct mf_entity e;
		mf_gazetteer_entity(look->index->gazetteer, found[i], &e);
		mf_buf_printf(&list, "%s%s (%s)", i ? ", " : "", e.id, *e.label_en ? e.label_en : e.label);
	}
	mf_error_set(err, MF_E_AMBIGUOUS, "%s stands for several entities", name);
	mf_error_hint(err, "name one by its id: %s", list.data);
	mf_buf_release(&list);
	return MF_E_AMBIGUOUS;
}

static bool id_equals(const struct mf_gazetteer *g, uint32_t entity, const char *name, int type)
{
	struct mf_entity e;

	mf_gazetteer_entity(g, entity, &e);
	return strcmp(e.id, name) == 0 && (type < 0 || e.type == type);
}

/* The one entity of a name, by id before by label. */
static int resolve(const struct mf_lookup *look, const char *name, int type, uint32_t *out, struct mf_error *err)
{
	const struct mf_gazetteer *g = look->index->gazetteer;
	uint32_t found[16];
	size_t n, kept = 0;

	*out = mf_gazetteer_by_id(g, name, strlen(name));
	if (*out != MF_NO_ENTITY && id_equals(g, *out, name, type))
		return 0;
	n = mf_gazetteer_lookup(g, name, strlen(name), found, 16);
	n = n < 16 ? n : 16;
	for (size_t i = 0; i < n; i++) {
		struct mf_entity e;
		mf_gazetteer_entity(g, found[i], &e);
		if (type < 0 || e.type == type)
			found[kept++] = found[i];
	}
	if (!kept)
		return nearest_error(look, name, type, err);
	if (kept > 1)
		return ambiguous_error(look, name, found, kept, err);
	*out = found[0];
	return 0;
}

struct id_list {
	const char **v;
	size_t n, cap;
	struct mf_arena *arena;
};

static void list_add(struct id_list *l, const char *id)
{
	if (l->n == l->cap) {
		size_t cap = l->cap ? l->cap * 2 : 8;
		const char **grown = mf_arena_alloc(l->arena, cap * sizeof *grown);
		if (l->n)
			memcpy(grown, l->v, l->n * sizeof *grown);
		l->v = grown;
		l->cap = cap;
	}
	l->v[l->n++] = id;
}

/* A name that rules discovered is known to the segments only. */
static bool is_discovered(const struct mf_lookup *look, const char *id, int type)
{
	for (size_t s = 0; s < look->index->segments; s++) {
		const struct mf_stringset *names = &look->index->segment[s].names.entities;
		uint32_t at = mf_stringset_lower(names, id, strlen(id) + 1);
		size_t len;
		if (at >= names->n)
			continue;
		const char *text = mf_stringset_get(names, at, &len);
		struct mf_name name;
		if (len > strlen(id) && mf_name_split(text, len, &name) == 0 && strcmp(name.id, id) == 0 &&
		    (type < 0 || name.type == type))
			return true;
	}
	return false;
}

/* The next of "a, b، c" without the blanks around it. */
static const char *next_name(const char **at, const char *end, struct mf_arena *arena)
{
	const char *begin = *at, *last = begin;

	while (last < end && *last != ',' && (end - last < 2 || memcmp(last, "،", 2) != 0))
		last++;
	*at = last == end ? end : last + (*last == ',' ? 1 : 2);
	while (begin < last && (*begin == ' ' || *begin == '\t'))
		begin++;
	while (last > begin && (last[-1] == ' ' || last[-1] == '\t'))
		last--;
	return mf_arena_strndup(arena, begin, (size_t)(last - begin));
}

int mf_plan_entities(const struct mf_lookup *look, const char *names, size_t len, int type, bool narrower,
                     const char ***ids, size_t *n, struct mf_error *err)
{
	const struct mf_gazetteer *g = look->index->gazetteer;
	const char *end = names + len;
	struct id_list list = { NULL, 0, 0, look->arena };

	while (names < end) {
		const char *name = next_name(&names, end, look->arena);
		uint32_t entity;
		struct mf_entity e;
		int rc;
		if (!*name)
			continue;
		if (is_discovered(look, name, type)) {
			list_add(&list, name);
			continue;
		}
		rc = resolve(look, name, type, &entity, err);
		if (rc < 0)
			return rc;
		mf_gazetteer_entity(g, entity, &e);
		list_add(&list, e.id);
		if (!narrower || e.type != MF_PLACE)
			continue;
		for (uint32_t i = 0; i < mf_gazetteer_count(g); i++) {
			if (i == entity || !inside(g, i, entity))
				continue;
			mf_gazetteer_entity(g, i, &e);
			list_add(&list, e.id);
		}
	}
	*ids = list.v;
	*n = list.n;
	return 0;
}

static struct mf_plan_node *plan_filter(struct planner *p, const struct mf_node *tree)
{
	struct mf_plan_node *n;
	struct mf_buf folded = MF_BUF_INIT;

	if (tree->field->kind == MF_FIELD_ENTITY) {
		n = node_new(p, MF_PLAN_ENTITY, 0);
		n->adjectives = p->options->adjectives;
		return mf_plan_entities(p->look, tree->text, tree->text_len, tree->field->type, p->options->narrower, &n->entity,
		                        &n->entities, p->err) < 0 ? NULL : n;
	}
	if (tree->field->kind == MF_FIELD_DATE) {
		n = node_new(p, MF_PLAN_DATE, 0);
		return mf_range_parse(tree->text, tree->text_len, p->options->today, &n->range, p->err) < 0 ? NULL : n;
	}
	n = node_new(p, MF_PLAN_SOURCE, 0);
	mf_fold(&folded, tree->text, tree->text_len);
	n->text = mf_arena_strndup(p->arena, folded.data, folded.len);
	n->text_len = folded.len;
	mf_buf_release(&folded);
	return n;
}

/* Words in a row that name an entity: how many children from `first`, and the node; 0 where none. */
static size_t name_of_run(struct planner *p, const struct mf_node *tree, size_t first, struct mf_plan_node **out)
{
	struct mf_buf text = MF_BUF_INIT;
	uint32_t found[4];
	size_t last = first, used = 0, n, *end_of, taken = 0;

	while (last < tree->children && tree->child[last]->kind == MF_NODE_WORD && !tree->child[last]->field &&
	       tree->child[last]->must == tree->child[first]->must && !tree->child[last]->must_not)
		last++;
	if (last == first)
		return 0;
	end_of = mf_calloc(last - first, sizeof *end_of); /* bytes of text up to the end of each child */
	for (size_t i = first; i < last; i++) {
		mf_buf_add(&text, tree->child[i]->text, tree->child[i]->text_len);
		end_of[i - first] = text.len;
		mf_buf_addch(&text, ' ');
	}
	mf_segment(&p->tokens, text.data, text.len);
	n = p->tokens.n ? mf_gazetteer_match(p->look->index->gazetteer, &p->tokens, 0, p->tokens.n, found, 4, &used) : 0;
	if (n && n <= 2 && used) { /* a name of more than two entities says too little */
		uint32_t end = p->tokens.v[used - 1].end;
		while (taken < last - first && end_of[taken] < end)
			taken++;
		taken = end_of[taken] == end ? taken + 1 : 0; /* a name must end where a word ends */
	}
	if (taken) {
		*out = entity_node(p, found, n);
		(*out)->expansion = true;
		(*out)->weight = p->options->entity_weight;
	}
	free(end_of);
	mf_buf_release(&text);
	return taken;
}

static void add_name(struct planner *p, struct mf_plan_node *name)
{
	struct mf_plan *plan = p->plan;

	if (p->negated)
		return;
	if (plan->names_n == p->names_cap) {
		size_t cap = p->names_cap ? p->names_cap * 2 : 4;
		struct mf_plan_node **grown = mf_arena_alloc(p->arena, cap * sizeof(struct mf_plan_node *));
		if (plan->names_n)
			memcpy(grown, plan->names, plan->names_n * sizeof(struct mf_plan_node *));
		plan->names = grown;
		p->names_cap = cap;
	}
	plan->names[plan->names_n++] = name;
}

/* Words [first, first + n) or the name that they are. */
static struct mf_plan_node *words_or_name(struct planner *p, const struct mf_node *tree, size_t first, size_t n,
                                          struct mf_plan_node *name)
{
	bool must = tree->child[first]->must;
	struct mf_plan_node *either = node_new(p, MF_PLAN_OR, 2);
	struct mf_plan_node *words = node_new(p, must || tree->kind == MF_NODE_AND ? MF_PLAN_AND : MF_PLAN_WORDS, n);

	for (size_t i = 0; i < n; i++) {
		struct mf_plan_node *w = plan_word(p, tree->child[first + i], false, false);
		if (!w)
			return NULL;
		words->child[words->children++] = w;
	}
	if (n == 1 && words->child[0]->kind == MF_PLAN_WORD && name->entities == 1) {
		size_t word = words->child[0]->word[0];
		mf_words_narrow(&p->plan->words, word, p->look);
		p->plan->verify = p->plan->verify || p->plan->words.v[word].narrowed;
	}
	either->child[either->children++] = n == 1 ? words->child[0] : words;
	either->child[either->children++] = name;
	either->must = must;
	add_name(p, name);
	return either;
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
	return n->kind == MF_PLAN_WORD && !n->must && !n->must_not && !n->title && p->plan->words.v[n->word[0]].stop &&
	       !p->plan->words.v[n->word[0]].exact;
}

/* Function words are not searched for beside others. */
static void drop_stop_words(const struct planner *p, struct mf_plan_node *n)
{
	size_t kept = 0, stops = 0, words = 0;

	for (size_t i = 0; i < n->children; i++) {
		words += !n->child[i]->must_not && n->child[i]->kind != MF_PLAN_ENTITY && n->child[i]->kind != MF_PLAN_DATE &&
		         n->child[i]->kind != MF_PLAN_SOURCE;
		stops += is_stop(p, n->child[i]);
	}
	if (stops == words)
		return;
	for (size_t i = 0; i < n->children; i++)
		if (!is_stop(p, n->child[i]))
			n->child[kept++] = n->child[i];
	n->children = kept;
}

static struct mf_plan_node *plan_group(struct planner *p, const struct mf_node *tree, enum mf_plan_kind kind)
{
	struct mf_plan_node *n = node_new(p, kind, tree->children);

	for (size_t i = 0; i < tree->children;) {
		struct mf_plan_node *name = NULL, *child;
		size_t taken = p->options->expand && kind != MF_PLAN_OR ? name_of_run(p, tree, i, &name) : 0;
		if (taken) {
			child = words_or_name(p, tree, i, taken, name);
			i += taken;
		} else {
			const struct mf_node *t = tree->child[i++];
			p->negated += t->must_not;
			child = plan_node(p, t);
			p->negated -= t->must_not;
			if (child) {
				child->must = t->must;
				child->must_not = t->must_not;
			}
		}
		if (!child)
			return NULL;
		n->child[n->children++] = child;
	}
	if (kind == MF_PLAN_WORDS)
		drop_stop_words(p, n);
	if (!n->children)
		n->kind = MF_PLAN_NONE;
	return n;
}

static struct mf_plan_node *plan_single(struct planner *p, const struct mf_node *tree)
{
	struct mf_node *child[1];
	struct mf_node group = { .kind = MF_NODE_WORDS, .child = child, .children = 1 };
	struct mf_node copy = *tree;

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
		p->negated++;
		n->child[0] = plan_node(p, tree->child[0]);
		p->negated--;
		n->children = 1;
		return n->child[0] ? n : NULL;
	case MF_NODE_WORD:
		return plan_word(p, tree, false, false);
	case MF_NODE_EXACT:
		return plan_word(p, tree, true, false);
	case MF_NODE_PREFIX:
		return plan_word(p, tree, false, true);
	case MF_NODE_PHRASE:
	case MF_NODE_NEAR:
		return plan_phrase(p, tree);
	case MF_NODE_FILTER:
		return plan_filter(p, tree);
	}
	return node_new(p, MF_PLAN_NONE, 0);
}

int mf_plan_make(struct mf_plan *plan, const struct mf_node *tree, const struct mf_lookup *look,
                 const struct mf_plan_options *options, struct mf_error *err)
{
	struct mf_error local = MF_ERROR_INIT;
	struct planner p = { plan, look, options, look->arena, MF_TOKENS_INIT, 0, 0, 0, &local };

	memset(plan, 0, sizeof *plan);
	plan->root = tree->kind == MF_NODE_WORD ? plan_single(&p, tree) : plan_node(&p, tree);
	mf_tokens_release(&p.tokens);
	if (!plan->root) {
		if (err)
			*err = local;
		return local.code ? local.code : MF_E_INTERNAL;
	}
	score_below(&p, plan->root);
	plan->anything = plan->root->kind == MF_PLAN_ALL;
	return 0;
}
