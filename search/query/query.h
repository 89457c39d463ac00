/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query.h - the query language: text -> lexemes -> tree.
 *
 * Everything lives in the caller's arena.  Each node keeps the bytes of the query it was read from.
 * A query that does not parse is read again as plain words (unless MF_QUERY_STRICT), and
 * `recovered` says why; so mf_query_parse fails only with MF_QUERY_STRICT or past a ceiling.
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
#define MF_QUERY_LEAVES 256 /* most leaves */
#define MF_QUERY_DEPTH 32   /* deepest nesting */

enum mf_node_kind {
	MF_NODE_ALL,    /* everything: an empty query */
	MF_NODE_WORDS,  /* children: ranked, any of them; +a marks `must`, -a marks `must_not` */
	MF_NODE_AND, MF_NODE_OR, /* children, two or more */
	MF_NODE_NOT,    /* one child */
	MF_NODE_WORD,   /* text: one word as typed (the analyser may cut it further) */
	MF_NODE_EXACT,  /* text: =word, this spelling up to folding */
	MF_NODE_PREFIX, /* text: word*, without the star; at least two letters */
	MF_NODE_PHRASE, /* text: "…" between the quotes; slop 0 */
	MF_NODE_NEAR,   /* text: "…"~N; slop N */
	MF_NODE_FILTER, /* field:value for entity, person, place, org, source, date: text is the value */
};

struct mf_node {
	enum mf_node_kind kind;
	bool must, must_not;         /* below MF_NODE_WORDS only */
	const struct mf_query_field *field; /* title:… and filters; NULL for the text itself */
	const char *text;            /* leaf: NUL-terminated, as typed */
	size_t text_len;
	unsigned slop;
	uint32_t begin, end;         /* bytes of the query text */
	struct mf_node **child;
	size_t children;
};

#define MF_QUERY_STRICT 1u /* a query that does not parse as written is an error */
#define MF_QUERY_EXACT 2u  /* every plain word is an exact one: --exact */

struct mf_query {
	struct mf_node *root;
	const char *recovered; /* NULL, or why the query was read as plain words: one line */
	size_t recovered_at;   /* byte of the query where the reading failed */
};

int mf_query_parse(struct mf_arena *arena, const char *text, size_t len, unsigned flags, struct mf_query *out,
                   struct mf_error *err);

/* The stages in print: lexemes one a line; the tree as an s-expression, the form that the tests use. */
void mf_query_print_lexemes(const char *text, size_t len, struct mf_buf *out);
void mf_query_print_tree(const struct mf_node *root, struct mf_buf *out);

#endif
