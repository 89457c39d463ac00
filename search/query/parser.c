/* SPDX-License-Identifier: GPL-2.0-or-later */
/* parser.c - lexemes -> tree, by recursive descent; the grammar is in query.h. */
#include <string.h>

#include "search/query/lexer.h"
#include "search/query/query.h"
#include "wrappers/libc/message.h"

struct parser {
	struct mf_arena *arena;
	const struct mf_lexeme *at; /* the next lexeme */
	unsigned flags, depth;
	const struct mf_query_field *field; /* holds for every leaf below a field:( ... ) */
	const char *trouble;                /* why the query does not parse, or NULL */
	size_t trouble_at;
	bool too_deep;
};

/* Children of a node under construction. */
struct children {
	struct mf_node **item;
	size_t n, cap;
};

static struct mf_node *parse_or(struct parser *p);

static struct mf_node *fail(struct parser *p, const char *what)
{
	if (!p->trouble) {
		p->trouble = what;
		p->trouble_at = p->at->begin;
	}
	return NULL;
}

static void add_child(struct parser *p, struct children *list, struct mf_node *node)
{
	if (list->n == list->cap) { /* the arena keeps the old array: bounded by the ceilings of a query */
		size_t cap = list->cap ? 2 * list->cap : 4;
		struct mf_node **item = mf_arena_alloc(p->arena, cap * sizeof *item);

		if (list->n)
			memcpy(item, list->item, list->n * sizeof *item);
		list->item = item;
		list->cap = cap;
	}
	list->item[list->n++] = node;
}

static struct mf_node *make_node(struct parser *p, enum mf_node_kind kind, struct children list)
{
	struct mf_node *node = mf_arena_zalloc(p->arena, sizeof *node);

	node->kind = kind;
	node->text = "";
	node->child = list.item;
	node->children = list.n;
	if (list.n) {
		node->begin = list.item[0]->begin;
		node->end = list.item[list.n - 1]->end;
	}
	return node;
}

static struct mf_node *negate(struct parser *p, struct mf_node *node)
{
	struct children one = { 0 };

	node->must = node->must_not = false;
	add_child(p, &one, node);
	return make_node(p, MF_NODE_NOT, one);
}

/* A group of words; one item needs no group. */
static struct mf_node *make_words(struct parser *p, struct children list)
{
	if (list.n == 1) {
		struct mf_node *node = list.item[0];

		if (node->must_not)
			return negate(p, node);
		node->must = false;
		return node;
	}
	for (size_t i = 0; i < list.n; i++)
		if (list.item[i]->kind == MF_NODE_FILTER && !list.item[i]->must_not)
			list.item[i]->must = true;
	return make_node(p, MF_NODE_WORDS, list);
}

static struct mf_node *make_leaf(struct parser *p, const struct mf_lexeme *lexeme,
				 const struct mf_query_field *field)
{
	static const enum mf_node_kind kinds[] = {
		[MF_LEX_WORD] = MF_NODE_WORD,     [MF_LEX_EXACT] = MF_NODE_EXACT,
		[MF_LEX_PREFIX] = MF_NODE_PREFIX, [MF_LEX_PHRASE] = MF_NODE_PHRASE,
		[MF_LEX_NEAR] = MF_NODE_NEAR,
	};
	struct mf_node *node = make_node(p, kinds[lexeme->kind], (struct children){ 0 });

	if (field && field->kind != MF_TAKES_WORDS)
		node->kind = MF_NODE_FILTER;
	else if (node->kind == MF_NODE_WORD && (p->flags & MF_QUERY_EXACT))
		node->kind = MF_NODE_EXACT;
	node->field = field;
	node->text = lexeme->text;
	node->text_len = lexeme->len;
	node->slop = lexeme->slop;
	node->exact = node->kind != MF_NODE_FILTER && (lexeme->exact || (p->flags & MF_QUERY_EXACT)) &&
		      (node->kind == MF_NODE_PHRASE || node->kind == MF_NODE_NEAR);
	node->begin = lexeme->begin;
	node->end = lexeme->end;
	return node;
}

/* Counts one level of nesting; false past the ceiling. */
static bool enter(struct parser *p)
{
	if (++p->depth <= MF_QUERY_DEPTH)
		return true;
	p->too_deep = true;
	fail(p, "the query is nested too deeply");
	return false;
}

static struct mf_node *parse_group(struct parser *p)
{
	const struct mf_lexeme *open = p->at++;
	struct mf_node *node;

	if (p->at->kind == MF_LEX_CLOSE)
		return fail(p, "nothing stands between the parentheses");
	if (!enter(p))
		return NULL;
	node = parse_or(p);
	p->depth--;
	if (!node)
		return NULL;
	if (p->at->kind != MF_LEX_CLOSE) {
		p->at = open;
		return fail(p, "a parenthesis is not closed");
	}
	p->at++;
	return node;
}

static struct mf_node *parse_primary(struct parser *p)
{
	const struct mf_query_field *outer = p->field;
	uint32_t begin = p->at->begin;
	struct mf_node *node;

	if (p->at->kind == MF_LEX_FIELD)
		p->field = (p->at++)->field;
	if (p->at->kind <= MF_LEX_NEAR)
		node = make_leaf(p, p->at++, p->field);
	else if (p->at->kind == MF_LEX_OPEN)
		node = parse_group(p);
	else
		node = fail(p, "a word or a phrase is missing here");
	p->field = outer;
	if (node)
		node->begin = begin;
	return node;
}

static struct mf_node *parse_item(struct parser *p)
{
	const struct mf_lexeme *sign = p->at;
	struct mf_node *node;

	if (sign->kind == MF_LEX_NOT) {
		p->at++;
		if (!enter(p))
			return NULL;
		node = parse_item(p);
		p->depth--;
		if (node && node->must_not)
			node = negate(p, node);
	} else {
		if (sign->kind == MF_LEX_PLUS || sign->kind == MF_LEX_MINUS)
			p->at++;
		node = parse_primary(p);
	}
	if (!node)
		return NULL;
	node->must = sign->kind == MF_LEX_PLUS;
	node->must_not = sign->kind == MF_LEX_MINUS || sign->kind == MF_LEX_NOT;
	node->begin = sign->begin;
	return node;
}

static struct mf_node *parse_words(struct parser *p)
{
	struct children list = { 0 };

	do {
		struct mf_node *node = parse_item(p);

		if (!node)
			return NULL;
		add_child(p, &list, node);
	} while (p->at->kind <= MF_LEX_MINUS || p->at->kind == MF_LEX_NOT || p->at->kind == MF_LEX_OPEN);
	return make_words(p, list);
}

/* One level of AND or OR; what the operator joins comes from `below`. */
static struct mf_node *parse_joined(struct parser *p, enum mf_lexeme_kind operator, enum mf_node_kind kind,
				    struct mf_node *(*below)(struct parser *))
{
	struct children list = { 0 };

	for (;; p->at++) {
		struct mf_node *node = below(p);

		if (!node)
			return NULL;
		add_child(p, &list, node);
		if (p->at->kind != operator)
			break;
	}
	return list.n == 1 ? list.item[0] : make_node(p, kind, list);
}

static struct mf_node *parse_and(struct parser *p)
{
	return parse_joined(p, MF_LEX_AND, MF_NODE_AND, parse_words);
}

static struct mf_node *parse_or(struct parser *p)
{
	return parse_joined(p, MF_LEX_OR, MF_NODE_OR, parse_and);
}

/* The reading as plain words: parentheses and operators are dropped, signs hold where a leaf follows. */
static struct mf_node *parse_plain(struct parser *p, const struct mf_lexemes *lexemes)
{
	const struct mf_query_field *field = NULL;
	struct children list = { 0 };
	bool must = false, must_not = false;

	for (size_t i = 0; i < lexemes->n; i++) {
		const struct mf_lexeme *lexeme = &lexemes->item[i];

		switch (lexeme->kind) {
		case MF_LEX_FIELD:
			field = lexeme->field;
			continue;
		case MF_LEX_PLUS:
			must = true;
			continue;
		case MF_LEX_MINUS:
		case MF_LEX_NOT:
			must_not = true;
			continue;
		case MF_LEX_WORD:
		case MF_LEX_EXACT:
		case MF_LEX_PREFIX:
		case MF_LEX_PHRASE:
		case MF_LEX_NEAR:
			add_child(p, &list, make_leaf(p, lexeme, field));
			list.item[list.n - 1]->must = must && !must_not;
			list.item[list.n - 1]->must_not = must_not;
			break;
		default:
			break;
		}
		field = NULL;
		must = must_not = false;
	}
	return make_words(p, list);
}

/* Operators and nothing else: they are the words. */
static struct mf_node *parse_operators(struct parser *p, const char *text, const struct mf_lexemes *lexemes)
{
	struct children list = { 0 };

	for (size_t i = 0; i < lexemes->n; i++) {
		struct mf_lexeme lexeme = lexemes->item[i];

		if (lexeme.kind != MF_LEX_AND && lexeme.kind != MF_LEX_OR && lexeme.kind != MF_LEX_NOT)
			continue;
		lexeme.kind = MF_LEX_WORD;
		lexeme.text = mf_arena_strndup(p->arena, text + lexeme.begin, lexeme.end - lexeme.begin);
		lexeme.len = lexeme.end - lexeme.begin;
		add_child(p, &list, make_leaf(p, &lexeme, NULL));
	}
	return make_words(p, list);
}

static bool has_sense(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)text[i] > ' ' && text[i] != '*')
			return true;
	return false;
}

static struct mf_node *parse_whole(struct parser *p)
{
	struct mf_node *node = parse_or(p);

	if (node && p->at->kind == MF_LEX_CLOSE)
		node = fail(p, "a parenthesis is closed that was not opened");
	return node;
}

int mf_query_parse(struct mf_arena *arena, const char *text, size_t len, unsigned flags, struct mf_query *out,
		   struct mf_error *err)
{
	struct parser p = { .arena = arena, .flags = flags };
	struct mf_lexemes lexemes;

	*out = (struct mf_query){ 0 };
	if (len > MF_QUERY_BYTES)
		return mf_error_set(err, MF_E_LIMIT, "the query is too long: %zu bytes, at most %d are read",
				    len, MF_QUERY_BYTES);
	mf_query_lex(arena, text, len, &lexemes);
	if (lexemes.words > MF_QUERY_LEAVES)
		return mf_error_set(err, MF_E_LIMIT,
				    "the query has too many words: %zu, at most %d are searched",
				    lexemes.words, MF_QUERY_LEAVES);
	p.at = lexemes.item;
	if (lexemes.n)
		out->root = parse_whole(&p);
	else
		out->root = make_node(&p, has_sense(text, len) ? MF_NODE_WORDS : MF_NODE_ALL,
				      (struct children){ 0 });
	if (p.too_deep) {
		mf_error_set(err, MF_E_LIMIT, "the query is nested too deeply, at most %d levels are read",
			     MF_QUERY_DEPTH);
		if (err)
			err->offset = (long)p.trouble_at;
		return MF_E_LIMIT;
	}
	out->recovered = lexemes.trouble;
	out->recovered_at = lexemes.trouble_at;
	if (p.trouble && (!out->recovered || p.trouble_at < out->recovered_at)) {
		out->recovered = p.trouble;
		out->recovered_at = p.trouble_at;
	}
	if (out->recovered && (flags & MF_QUERY_STRICT)) {
		mf_error_set(err, MF_E_USAGE, "query: %s", _(out->recovered));
		mf_error_hint(err, "without --strict it is read as plain words");
		if (err)
			err->offset = (long)out->recovered_at;
		return MF_E_USAGE;
	}
	if (!out->root)
		out->root = lexemes.words ? parse_plain(&p, &lexemes) : parse_operators(&p, text, &lexemes);
	return 0;
}
