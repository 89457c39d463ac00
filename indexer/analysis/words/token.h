/* SPDX-License-Identifier: GPL-2.0-or-later */
/* token.h - words of a text, with the bytes they stand on.
 *
 * The text is cut as it is, raw UTF-8, and each token is folded afterwards: `begin` and `end` are
 * offsets into the text as given and nothing later changes them, so a highlight cannot drift.
 * A struct mf_tokens owns its arrays; the forms are borrowed from it until the next mf_segment or
 * mf_tokens_release.  It is reused from one text to the next.
 */
#ifndef MF_ANALYSIS_TOKEN_H
#define MF_ANALYSIS_TOKEN_H

#include <stddef.h>
#include <stdint.h>

#include <string.h>

#include "wrappers/libc/buf.h"

enum mf_token_kind {
	MF_TOKEN_ARABIC, /* letters of the Arabic script */
	MF_TOKEN_WORD,   /* letters of any other script: one script a token */
	MF_TOKEN_NUMBER, /* digits, folded to ASCII, with inner separators: 1.3 4,266 05:31 stays apart at ':'
			  */
	MF_TOKEN_FRAGMENT, /* a clitic torn off by a digit, quote or tatweel: the ب of بـ"زعيم, the و of و62
			    */
};

/* What stands between a token and the one before it, the strongest that applies. */
enum mf_gap {
	MF_GAP_GLUED, /* nothing: و62 */
	MF_GAP_SPACE, /* white space (not a line end), ZWNJ excepted, which is inside a word */
	MF_GAP_JOINER, /* one hyphen, dash, slash or underscore tight on both sides: إنترفاكس-كازاخستان */
	MF_GAP_QUOTE,     /* quotes of any shape, with or without spaces */
	MF_GAP_COMMA,     /* ، , ؛ ; : a dash with a space beside it, brackets, any other punctuation */
	MF_GAP_SENTENCE,  /* . ! ? ؟ … that end a sentence */
	MF_GAP_LINE,      /* one line end */
	MF_GAP_PARAGRAPH, /* an empty line, or the start of the text */
};

struct mf_token {
	uint32_t begin,
		end;      /* bytes in the text: the whole word with its marks and clitics, no punctuation */
	uint32_t form;    /* offset of the folded form in mf_tokens.forms; it ends with a NUL there */
	uint8_t form_len; /* bytes of the folded form, at most MF_FORM_MAX */
	uint8_t hamza;    /* as mf_hamza_find */
	uint8_t kind;     /* enum mf_token_kind */
	uint8_t gap;      /* enum mf_gap, what stands before it */
};

/* A folded form longer than this is cut (at a letter) and a hash of the rest is appended, so that
 * equal words stay equal and Xapian's term limit of 245 bytes is never met. */
#define MF_FORM_MAX 200

struct mf_tokens {
	struct mf_token *v;
	size_t n, cap;
	struct mf_buf forms;
};
#define MF_TOKENS_INIT                                                                                       \
	{                                                                                                    \
		NULL, 0, 0, MF_BUF_INIT                                                                      \
	}

static inline const char *mf_form(const struct mf_tokens *tokens, size_t i)
{
	return tokens->forms.data + tokens->v[i].form;
}

/* The form under which an index holds the word, of the same length: see hamza.h.  It is put into `room`
 * where it is another. */
static inline const char *mf_form_held(const struct mf_tokens *tokens, size_t i,
				       char room[static MF_FORM_MAX + 1])
{
	const struct mf_token *t = &tokens->v[i];

	if (!t->hamza)
		return mf_form(tokens, i);
	memcpy(room, mf_form(tokens, i), t->form_len + (size_t)1);
	memcpy(room + (t->hamza - 1) * 2, "أ", 2);
	return room;
}

void mf_tokens_release(struct mf_tokens *tokens);

/* Cuts text into tokens (len < 4 GiB) and folds each; earlier content of *out is dropped.
 * Bad UTF-8 separates words.  Rules and their sources: segment.c. */
void mf_segment(struct mf_tokens *out, const char *text, size_t len);

#endif
