/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query.h - the query language: text -> lexemes -> tree.
 *
 * Everything lives in the caller's arena.  Each node keeps the bytes of the query it was read from.
 *
 *   query := and {OR and}          a group of words binds tightest: "a b AND c" looks for c and for
 *   and   := group {AND group}     any of a and b; then AND, then OR
 *   group := item {item}           ranked; NOT and - hold for the one item that follows
 *   item  := [+ | - | NOT] primary
 *   primary := word | =word | word* | [=]"phrase" | [=]"phrase"~N | field:primary | ( query )
 *
 * Filters beside words (person:x قوات) narrow: they are marked `must`.  Of a group that has one item,
 * only the item remains.  An empty query and a lone * are everything; a query of punctuation only
 * is MF_NODE_WORDS without children, which finds nothing.
 *
 * A query that does not parse (parentheses that do not match, operators with nothing to join) is
 * read again as plain words: parentheses, AND and OR are dropped; phrases, fields and signs stay.
 * Smaller slips (an open quote, a field that does not exist, a short prefix) only make their own
 * word plain.  Both set `recovered`; with MF_QUERY_STRICT both are errors (MF_E_USAGE, with the
 * offset).  Past a ceiling the code is MF_E_LIMIT.
 */
#ifndef MF_QUERY_H
#define MF_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/analysis/schema.h"
#include "wrappers/libc/arena.h"
#include "wrappers/libc/buf.h"
#include "wrappers/libc/error.h"

#define MF_QUERY_BYTES 4096 /* longest query */
#define MF_QUERY_LEAVES 256 /* most words, those of phrases counted */
#define MF_QUERY_DEPTH 32   /* deepest nesting */
#define MF_QUERY_SLOP 100   /* largest N of "..."~N; a larger one is taken as this */

enum mf_node_kind {
	MF_NODE_ALL,   /* everything: an empty query */
	MF_NODE_WORDS, /* children: ranked, any of them; +a marks `must`, -a marks `must_not` */
	MF_NODE_AND,
	MF_NODE_OR,     /* children, two or more */
	MF_NODE_NOT,    /* one child */
	MF_NODE_WORD,   /* text: one word as typed (the analyser may cut it further) */
	MF_NODE_EXACT,  /* text: =word, this spelling to the letter */
	MF_NODE_PREFIX, /* text: word*, without the star; at least two letters */
	MF_NODE_PHRASE, /* text: "…" between the quotes; slop 0 */
	MF_NODE_NEAR,   /* text: "…"~N; slop N */
	MF_NODE_FILTER, /* field:value for entity, person, place, org, source, date: text is the value */
};

struct mf_node {
	enum mf_node_kind kind;
	bool must, must_not;                /* below MF_NODE_WORDS only */
	const struct mf_query_field *field; /* title:… and filters; NULL for the text itself */
	const char *text;                   /* leaf: NUL-terminated, as typed but for invisible controls */
	size_t text_len;
	unsigned slop;
	bool exact;          /* of a phrase or neighbours: ="...", its words to the letter */
	uint32_t begin, end; /* bytes of the query text */
	struct mf_node **child;
	size_t children;
};

#define MF_QUERY_STRICT 1u /* a query that does not parse as written is an error */
#define MF_QUERY_EXACT 2u  /* every plain word is an exact one, and every phrase: --exact */

struct mf_query {
	struct mf_node *root;
	const char *recovered; /* NULL, or why the query was not read as written: one line */
	size_t recovered_at;   /* byte of the query where the reading failed */
};

int mf_query_parse(struct mf_arena *arena, const char *text, size_t len, unsigned flags, struct mf_query *out,
		   struct mf_error *err);

/* The stages in print: lexemes one a line; the tree as an s-expression, the form that the tests use. */
void mf_query_print_lexemes(const char *text, size_t len, struct mf_buf *out);
void mf_query_print_tree(const struct mf_node *root, struct mf_buf *out);

/* The tree in the language of queries, for people: what `interpreted` shows.  Read again, it gives
 * the same tree, but for words that look like an operator or a field and are none. */
void mf_query_print_plain(const struct mf_node *root, struct mf_buf *out);

/* The query on one line, made safe for a terminal, and a caret below the character at byte `at`. */
void mf_query_print_caret(const char *text, size_t len, size_t at, struct mf_buf *out);

#endif
