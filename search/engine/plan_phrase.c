/* SPDX-License-Identifier: GPL-2.0-or-later */
/* plan_phrase.c - quotations, and words that some write joined and others apart. */
#include <string.h>

#include "search/engine/plan_private.h"
#include "search/engine/writings.h"

static void note_writing(struct planner *p, const char *typed, const char *written)
{
	struct mf_plan *plan = p->plan;

	plan->writing = mf_arena_grow(p->arena, plan->writing, &p->writing_cap, plan->writings + 1,
				      sizeof *plan->writing);
	plan->writing[plan->writings++] = (struct mf_plan_writing){ typed, written };
}

static bool has_room(const struct planner *p, size_t words)
{
	return p->plan->words.n + words <= MF_WORDS_MAX;
}

/* ---- phrases ---- */

/* The tokens of p as a phrase or neighbours, as the tree asks for it; NULL: in any writing. */
static struct mf_plan_node *phrase_of(struct planner *p, const struct mf_node *tree, const char *text)
{
	bool near = tree && tree->kind == MF_NODE_NEAR, exact = tree && tree->exact;
	struct mf_plan_node *n = node_new(p, near ? MF_PLAN_NEAR : MF_PLAN_PHRASE, 0);

	n->word = mf_arena_alloc(p->arena, p->tokens.n * sizeof *n->word);
	for (size_t i = 0; i < p->tokens.n; i++)
		n->word[n->words++] = mf_plan_word_node(p, i, text,
							exact                   ? MF_THIS_SPELLING
							: near                  ? MF_ANY_FORM
							: i || p->tokens.n == 1 ? MF_THIS_FORM
										: MF_FORM_JOINED,
							false)
					      ->word[0];
	n->slop = tree ? tree->slop : 0;
	n->title = tree && tree->field;
	n->tree = tree;
	p->plan->verify = true;
	return n;
}

/* One writing of a phrase that has another: of one word, what may stand before it is the same. */
static struct mf_plan_node *variant_of(struct planner *p, const struct mf_node *tree, const char *text)
{
	struct mf_plan_node *n;

	if (!mf_plan_cut(p, text, strlen(text)))
		return NULL;
	n = phrase_of(p, tree, text);
	if (n->kind == MF_PLAN_PHRASE && n->words == 1)
		n->word[0] = mf_plan_word_node(p, 0, text, MF_FORM_JOINED, false)->word[0];
	return n;
}

static struct mf_plan_node *in_all_writings(struct planner *p, const struct mf_node *tree,
					    struct mf_plan_node *phrase)
{
	const char *text[MF_WRITINGS];
	size_t n = tree->exact ? 0 : mf_writings_of_phrase(p->look, tree->text, tree->text_len, text);
	struct mf_plan_node *either;

	if (!n)
		return phrase;
	either = node_new(p, MF_PLAN_OR, n + 1);
	either->tree = tree;
	either->child[either->children++] = phrase;
	for (size_t i = 0; i < n; i++) {
		struct mf_plan_node *v = variant_of(p, tree, text[i]);
		if (!v)
			return NULL;
		note_writing(p, tree->text, text[i]);
		either->child[either->children++] = v;
	}
	return either;
}

struct mf_plan_node *mf_plan_phrase(struct planner *p, const struct mf_node *tree)
{
	struct mf_plan_node *n;

	if (!mf_plan_cut(p, tree->text, tree->text_len))
		return NULL;
	if (!p->tokens.n)
		return node_new(p, MF_PLAN_NONE, 0);
	n = in_all_writings(p, tree, phrase_of(p, tree, tree->text));
	if (n && !p->negated && !tree->exact)
		p->plan->quoted = mf_plan_list_add(p, p->plan->quoted, &p->plan->quotes, &p->quoted_cap, n);
	return n;
}

/* ---- words ---- */

static bool is_plain(const struct mf_node *tree, size_t i, size_t like)
{
	const struct mf_node *t = i < tree->children ? tree->child[i] : NULL;

	return t && t->kind == MF_NODE_WORD && !t->field && !t->must_not &&
	       t->must == tree->child[like]->must;
}

const char *mf_plan_joined(struct planner *p, const struct mf_node *tree, size_t first)
{
	const char *text;

	if (!is_plain(tree, first, first) || !is_plain(tree, first + 1, first) || !has_room(p, 4))
		return NULL;
	text = mf_arena_printf(p->arena, "%s %s", tree->child[first]->text, tree->child[first + 1]->text);
	mf_segment(&p->tokens, text, strlen(text));
	return p->tokens.n == 2 ? mf_writing_joined(p->look, &p->tokens, 0, text) : NULL;
}

static void add_joined(struct planner *p, const struct mf_node *tree, size_t first,
		       struct mf_plan_node *either)
{
	const char *joined = mf_plan_joined(p, tree, first);

	if (!joined)
		return;
	mf_segment(&p->tokens, joined, strlen(joined));
	note_writing(
		p, mf_arena_printf(p->arena, "%s %s", tree->child[first]->text, tree->child[first + 1]->text),
		joined);
	either->child[either->children++] = mf_plan_word_node(p, 0, joined, MF_ANY_FORM, false);
}

/* A word that finds nothing, in no spelling. */
static bool finds_nothing(const struct mf_query_word *w)
{
	uint64_t known = w->variants;

	for (size_t i = 0; i < w->stems; i++)
		known += w->stem[i].count;
	return !known;
}

/* The two words that one is; words torn at a missing blank count in all their forms. */
static struct mf_plan_node *apart(struct planner *p, const struct mf_query_word *w)
{
	const char *text = mf_writing_apart(p->look, w->form, w->form_len);
	bool name = text != NULL;
	struct mf_plan_node *both;

	if (!text && finds_nothing(w))
		text = mf_writing_torn(p->look, w->form, w->form_len);
	if (!text || !has_room(p, 4))
		return NULL;
	note_writing(p, w->typed, text);
	mf_segment(&p->tokens, text, strlen(text));
	if (name)
		return phrase_of(p, NULL, text);
	both = node_new(p, MF_PLAN_AND, p->tokens.n);
	for (size_t i = 0; i < p->tokens.n; i++)
		both->child[both->children++] = mf_plan_word_node(p, i, text, MF_ANY_FORM, false);
	return both;
}

void mf_plan_add_writings(struct planner *p, const struct mf_node *tree, size_t first, size_t n,
			  const struct mf_plan_node *words, struct mf_plan_node *either)
{
	for (size_t i = 0; i + 1 < n; i++)
		add_joined(p, tree, first + i, either);
	for (size_t i = 0; i < n; i++) {
		const struct mf_plan_node *node = n == 1 ? words : words->child[i];
		const struct mf_query_word *w =
			node->kind == MF_PLAN_WORD ? &p->plan->words.v[node->word[0]] : NULL;
		struct mf_plan_node *two =
			w && w->kind == MF_TOKEN_ARABIC && !w->stop && !w->exact && !w->prefix ? apart(p, w)
											       : NULL;
		if (two)
			either->child[either->children++] = two;
	}
}
