/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lexer.h - query text -> lexemes.
 *
 * Words are cut at white space and at punctuation that never belongs to a word; the analyser cuts
 * them further.  Invisible controls (bidi marks, zero-width characters, BOM) are taken as not
 * there: query text is often pasted.  Everything lives in the arena; offsets are bytes of the query.
 */
#ifndef MF_QUERY_LEXER_H
#define MF_QUERY_LEXER_H

#include "search/query/query.h"

enum mf_lexeme_kind {
	MF_LEX_WORD,
	MF_LEX_EXACT,
	MF_LEX_PREFIX,
	MF_LEX_PHRASE,
	MF_LEX_NEAR,  /* leaves */
	MF_LEX_FIELD, /* name: directly before a leaf or a parenthesis */
	MF_LEX_PLUS,
	MF_LEX_MINUS,
	MF_LEX_AND,
	MF_LEX_OR,
	MF_LEX_NOT,
	MF_LEX_OPEN,
	MF_LEX_CLOSE,
	MF_LEX_END,
};
extern const char *const mf_lexeme_names[]; /* by kind */

struct mf_lexeme {
	enum mf_lexeme_kind kind;
	uint32_t begin, end; /* bytes of the query, signs and quotes included */
	const char *text;    /* the word, or what the quotes hold; NUL-terminated */
	size_t len;
	unsigned slop;                      /* MF_LEX_NEAR */
	bool exact;                         /* = stands before the quotation mark */
	const struct mf_query_field *field; /* MF_LEX_FIELD */
};

struct mf_lexemes {
	struct mf_lexeme *item; /* an MF_LEX_END after the last one */
	size_t n;               /* without MF_LEX_END */
	size_t words;           /* leaves, each word of a phrase counted */
	const char *trouble;    /* the first thing that is not as the syntax says, or NULL */
	size_t trouble_at;
};

/* Never fails; needs len <= MF_QUERY_BYTES. */
void mf_query_lex(struct mf_arena *arena, const char *text, size_t len, struct mf_lexemes *out);

#endif
