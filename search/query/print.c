/* SPDX-License-Identifier: GPL-2.0-or-later */
/* print.c - the stages of a query in print. */
#include <string.h>

#include "search/query/lexer.h"
#include "search/query/query.h"
#include "wrappers/icu/bidi.h"
#include "wrappers/libc/sanitize.h"

static const char *const node_names[] = {
	[MF_NODE_ALL] = "all",     [MF_NODE_WORDS] = "words",   [MF_NODE_AND] = "and",
	[MF_NODE_OR] = "or",       [MF_NODE_NOT] = "not",       [MF_NODE_WORD] = "word",
	[MF_NODE_EXACT] = "exact", [MF_NODE_PREFIX] = "prefix", [MF_NODE_PHRASE] = "phrase",
	[MF_NODE_NEAR] = "near",   [MF_NODE_FILTER] = "filter",
};

static void print_string(const char *text, size_t len, struct mf_buf *out)
{
	struct mf_buf safe = MF_BUF_INIT;

	mf_sanitize(&safe, text, len, false);
	mf_buf_addch(out, '"');
	for (size_t i = 0; i < safe.len; i++) {
		if (safe.data[i] == '"' || safe.data[i] == '\\')
			mf_buf_addch(out, '\\');
		mf_buf_addch(out, safe.data[i]);
	}
	mf_buf_addch(out, '"');
	mf_buf_release(&safe);
}

void mf_query_print_lexemes(const char *text, size_t len, struct mf_buf *out)
{
	struct mf_arena arena = MF_ARENA_INIT;
	struct mf_lexemes lexemes;

	mf_query_lex(&arena, text, len > MF_QUERY_BYTES ? MF_QUERY_BYTES : len, &lexemes);
	for (size_t i = 0; i < lexemes.n; i++) {
		const struct mf_lexeme *lexeme = &lexemes.item[i];

		mf_buf_printf(out, "%u..%u %s", lexeme->begin, lexeme->end, mf_lexeme_names[lexeme->kind]);
		if (lexeme->field)
			mf_buf_printf(out, " %s", lexeme->field->name);
		if (lexeme->kind == MF_LEX_NEAR)
			mf_buf_printf(out, " %u", lexeme->slop);
		if (lexeme->len) {
			mf_buf_addch(out, ' ');
			print_string(lexeme->text, lexeme->len, out);
		}
		mf_buf_addch(out, '\n');
	}
	mf_arena_release(&arena);
}

static void print_node(const struct mf_node *node, struct mf_buf *out)
{
	const char *mark = node->must ? "must" : node->must_not ? "must_not" : NULL;

	if (mark)
		mf_buf_printf(out, "(%s ", mark);
	mf_buf_printf(out, "(%s", node_names[node->kind]);
	if (node->exact)
		mf_buf_addstr(out, " exact");
	if (node->kind == MF_NODE_NEAR)
		mf_buf_printf(out, " %u", node->slop);
	if (node->field)
		mf_buf_printf(out, " %s", node->field->name);
	if (node->kind >= MF_NODE_WORD) {
		mf_buf_addch(out, ' ');
		print_string(node->text, node->text_len, out);
	}
	for (size_t i = 0; i < node->children; i++) {
		mf_buf_addch(out, ' ');
		print_node(node->child[i], out);
	}
	mf_buf_addstr(out, mark ? "))" : ")");
}

void mf_query_print_tree(const struct mf_node *root, struct mf_buf *out)
{
	print_node(root, out);
}

/* Does a text hold marks that would end "..."? */
static bool has_quotes(const char *text)
{
	return strchr(text, '"') || strstr(text, "“") || strstr(text, "”") || strstr(text, "„") ||
	       strstr(text, "‟");
}

/* A value with its quotation marks, where it needs them. */
static void print_value(const struct mf_node *node, struct mf_buf *out)
{
	bool quoted = node->kind == MF_NODE_PHRASE || node->kind == MF_NODE_NEAR ||
		      (node->kind == MF_NODE_FILTER && strpbrk(node->text, " \"():;!?[]{}<>|^`*"));
	bool guillemets = quoted && has_quotes(node->text);

	mf_buf_addstr(out, node->kind == MF_NODE_EXACT || node->exact ? "=" : "");
	mf_buf_addstr(out, !quoted ? "" : guillemets ? "«" : "\"");
	mf_sanitize(out, node->text, node->text_len, false);
	mf_buf_addstr(out, node->kind == MF_NODE_PREFIX ? "*" : !quoted ? "" : guillemets ? "»" : "\"");
	if (node->kind == MF_NODE_NEAR)
		mf_buf_printf(out, "~%u", node->slop);
}

static void print_group(const struct mf_node *node, struct mf_buf *out)
{
	static const char *const between[] = {
		[MF_NODE_WORDS] = " ",
		[MF_NODE_AND] = " AND ",
		[MF_NODE_OR] = " OR ",
		[MF_NODE_NOT] = "",
	};

	mf_buf_addstr(out, node->kind == MF_NODE_NOT ? "NOT " : "");
	for (size_t i = 0; i < node->children; i++) {
		const struct mf_node *child = node->child[i];
		/* words bind tightest, then AND, then OR; NOT takes one item */
		bool inner = child->kind >= MF_NODE_WORDS && child->kind <= MF_NODE_NOT;
		bool loose = node->kind == MF_NODE_WORDS || node->kind == MF_NODE_NOT ||
			     child->kind == node->kind || child->kind == MF_NODE_OR;

		mf_buf_addstr(out, i ? between[node->kind] : "");
		mf_buf_addstr(out, child->must_not ? "-" : "");
		mf_buf_addstr(out, child->must && child->kind != MF_NODE_FILTER ? "+" : "");
		mf_buf_addstr(out, inner && loose ? "(" : "");
		mf_query_print_plain(child, out);
		mf_buf_addstr(out, inner && loose ? ")" : "");
	}
}

void mf_query_print_plain(const struct mf_node *root, struct mf_buf *out)
{
	if (root->kind == MF_NODE_ALL) {
		mf_buf_addch(out, '*');
	} else if (root->kind < MF_NODE_WORD) {
		print_group(root, out);
	} else {
		if (root->field)
			mf_buf_printf(out, "%s:", root->field->name);
		print_value(root, out);
	}
}

void mf_query_print_caret(const char *text, size_t len, size_t at, struct mf_buf *out)
{
	size_t start = out->len, n;

	mf_sanitize(out, text, at < len ? at : len, false);
	n = mf_icu_text_columns(out->data + start, out->len - start);
	if (at < len)
		mf_sanitize(out, text + at, len - at, false);
	mf_buf_addch(out, '\n');
	while (n--)
		mf_buf_addch(out, ' ');
	mf_buf_addstr(out, "^\n");
}
