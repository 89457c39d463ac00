/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "search/engine/writings.h"

#include <string.h>

#include "indexer/analysis/words/extracted.h"
#include "wrappers/libc/buf.h"

#define LETTER 2  /* bytes of an Arabic letter */
#define RARE 20   /* two words joined by a slip are so many times rarer than each of them */
#define LONGISH 4 /* letters of each of two words that make no third by chance */

/* First words of compound names.  What begins with the first is one; after the next three (أبواب) and more so
 * after the others (إمكان, بنيان) the archive must say that it is no other word. */
static const char *const heads[] = { "عبد", "ابو", "ابي", "ابا", "ام", "ابن",
				     "بن",  "بنت", "ذو",  "ذي",  "ال", NULL };
enum { SURE = 1, NEARLY_SURE = 4, NEVER_TORN = 10 };
/* Last words of them. */
static const char *const tails[] = { "الدين", "الله", NULL };

struct part {
	const char *text;
	size_t len;
};

static size_t letters(struct part p)
{
	return p.len / LETTER;
}

static bool is(struct part p, const char *word)
{
	return p.len == strlen(word) && memcmp(p.text, word, p.len) == 0;
}

static bool begins(struct part p, const char *word)
{
	return p.len >= strlen(word) && memcmp(p.text, word, strlen(word)) == 0;
}

static uint64_t count(const struct mf_lookup *look, struct part p)
{
	return p.len ? mf_statistics_form(look->statistics, p.text, p.len) : 0;
}

/* Has the archive any word of this stem with the article?  Compound names hardly ever have it (العبدالله). */
static bool takes_article(const struct mf_lookup *look, struct part p)
{
	char stem[MF_STEM_MAX];
	struct mf_family family;
	bool takes = false;

	mf_statistics_family(look->statistics, stem, mf_stem(look->stemmer, p.text, p.len, stem), look->arena,
			     &family);
	for (size_t i = 0; i < family.forms && !takes; i++)
		takes = family.form[i].count &&
			begins((struct part){ family.form[i].text, family.form[i].len }, "ال");
	return takes;
}

/* Bytes of the clitics before a first word of compound names; SIZE_MAX where it is none. */
static size_t before_head(struct part p, const char *head)
{
	size_t n = strlen(head);

	if (p.len < n || memcmp(p.text + p.len - n, head, n) != 0)
		return SIZE_MAX;
	for (size_t i = 0; p.len > n && mf_clitic_runs[i]; i++)
		if (p.len - n == strlen(mf_clitic_runs[i]) && begins(p, mf_clitic_runs[i]))
			return p.len - n;
	return p.len == n ? 0 : SIZE_MAX;
}

/* Its place among the heads; SIZE_MAX where it is none. */
static size_t head_of(struct part p)
{
	for (size_t i = 0; heads[i]; i++)
		if (before_head(p, heads[i]) != SIZE_MAX)
			return i;
	return SIZE_MAX;
}

static bool is_tail(struct part p)
{
	for (size_t i = 0; tails[i]; i++)
		if (is(p, tails[i]))
			return true;
	return false;
}

/* ---- joined ---- */

/* No word of the archive but the form itself has its stem. */
static bool stands_alone(const struct mf_lookup *look, struct part p)
{
	char stem[MF_STEM_MAX];
	struct mf_family family;

	mf_statistics_family(look->statistics, stem, mf_stem(look->stemmer, p.text, p.len, stem), look->arena,
			     &family);
	return family.forms == 1;
}

static bool slipped_together(const struct mf_lookup *look, struct part a, struct part b, struct part both)
{
	uint64_t times = count(look, both) * RARE;

	if (letters(a) >= 3 && letters(b) >= 5 && begins(b, "ال"))
		return true; /* no article stands inside a word */
	if (!count(look, a) || !count(look, b))
		return true; /* torn rather */
	return letters(a) >= LONGISH && letters(b) >= LONGISH && times <= count(look, a) &&
	       times <= count(look, b) && stands_alone(look, both);
}

static struct part part_of(const struct mf_tokens *tokens, size_t i, char room[static MF_FORM_MAX + 1])
{
	return (struct part){ mf_form_held(tokens, i, room), tokens->v[i].form_len };
}

static bool are_one(const struct mf_lookup *look, struct part a, struct part b, struct part both)
{
	size_t head = head_of(a);

	if (!count(look, both) || letters(b) < 3)
		return false;
	if (head != SIZE_MAX || (letters(a) >= 3 && is_tail(b)))
		return head < SURE || !takes_article(look, both);
	return letters(a) >= 2 && slipped_together(look, a, b, both);
}

const char *mf_writing_joined(const struct mf_lookup *look, const struct mf_tokens *tokens, size_t first,
			      const char *text)
{
	const struct mf_token *t = &tokens->v[first];
	struct mf_tokens joined = MF_TOKENS_INIT;
	char a[MF_FORM_MAX + 1], b[MF_FORM_MAX + 1], both[MF_FORM_MAX + 1];
	const char *word;
	bool one;

	if (t[0].kind != MF_TOKEN_ARABIC || t[1].kind != MF_TOKEN_ARABIC ||
	    t[0].form_len + t[1].form_len > MF_FORM_MAX ||
	    mf_stop_word(mf_form(tokens, first + 1), t[1].form_len))
		return NULL;
	word = mf_arena_printf(look->arena, "%.*s%.*s", (int)(t[0].end - t[0].begin), text + t[0].begin,
			       (int)(t[1].end - t[1].begin), text + t[1].begin);
	mf_segment(&joined, word, strlen(word));
	one = joined.n == 1 && are_one(look, part_of(tokens, first, a), part_of(tokens, first + 1, b),
				       part_of(&joined, 0, both));
	mf_tokens_release(&joined);
	return one ? word : NULL;
}

/* ---- apart ---- */

static const char *cut_at(const struct mf_lookup *look, struct part p, size_t at)
{
	return mf_arena_printf(look->arena, "%.*s %.*s", (int)at, p.text, (int)(p.len - at), p.text + at);
}

static size_t clitics_before(struct part p, const char *head)
{
	if (begins(p, head))
		return 0;
	for (size_t i = 0; mf_clitic_runs[i]; i++) {
		size_t run = strlen(mf_clitic_runs[i]);
		if (begins(p, mf_clitic_runs[i]) && begins((struct part){ p.text + run, p.len - run }, head))
			return run;
	}
	return SIZE_MAX;
}

/* Bytes of the first word, after clitics; 0 where the form does not begin as a compound name.  Those of less
 * sure heads have no clitics and are rarer than their second words (ابنسينا). */
static size_t cut_after_head(const struct mf_lookup *look, struct part p, size_t head)
{
	size_t before = clitics_before(p, heads[head]), at;
	struct part rest;

	if (before == SIZE_MAX || p.len < before + strlen(heads[head]) + 3 * LETTER)
		return 0;
	at = before + strlen(heads[head]);
	rest = (struct part){ p.text + at, p.len - at };
	if (!count(look, rest) ||
	    (head >= NEARLY_SURE && (before || count(look, p) * RARE > count(look, rest))))
		return 0;
	return head < SURE || !takes_article(look, p) ? at : 0;
}

static size_t cut_before_tail(const struct mf_lookup *look, struct part p, const char *tail)
{
	size_t n = strlen(tail);

	if (p.len < n + 3 * LETTER || memcmp(p.text + p.len - n, tail, n) != 0 ||
	    !count(look, (struct part){ p.text, p.len - n }) || takes_article(look, p))
		return 0;
	return p.len - n;
}

const char *mf_writing_apart(const struct mf_lookup *look, const char *form, size_t len)
{
	struct part p = { form, len };
	size_t at = 0;

	if (len % LETTER || len > MF_FORM_MAX)
		return NULL;
	for (size_t i = 0; i < NEVER_TORN && !at; i++)
		at = cut_after_head(look, p, i);
	for (size_t i = 0; tails[i] && !at; i++)
		at = cut_before_tail(look, p, tails[i]);
	return at ? cut_at(look, p, at) : NULL;
}

const char *mf_writing_torn(const struct mf_lookup *look, const char *form, size_t len)
{
	struct part p = { form, len };
	uint64_t most = 1;
	size_t best = 0;

	for (size_t at = 3 * LETTER; len % LETTER == 0 && at + 3 * LETTER <= len; at += LETTER) {
		struct part a = { form, at }, b = { form + at, len - at };
		uint64_t left = count(look, a), right = count(look, b), less = left < right ? left : right;
		bool defined = begins(b, "ال") && letters(b) >= 5;
		if (less > most || (less && defined)) {
			best = at;
			most = less;
		}
		if (less && defined)
			break;
	}
	return best ? cut_at(look, p, best) : NULL;
}

/* ---- phrases ---- */

#define SWAPPED_MAX 16 /* words of a phrase */

struct change {
	uint32_t begin, end; /* of the text */
	const char *by;
};

static size_t changes_of(const struct mf_lookup *look, const struct mf_tokens *tokens, const char *text,
			 struct change out[static MF_WRITINGS])
{
	size_t n = 0;

	for (size_t i = 0; i < tokens->n && n + 2 < MF_WRITINGS; i++) {
		const struct mf_token *t = &tokens->v[i];
		const char *by = i + 1 < tokens->n ? mf_writing_joined(look, tokens, i, text) : NULL;
		size_t taken = by ? 2 : 1;
		if (!by && t->kind == MF_TOKEN_ARABIC)
			by = mf_writing_apart(look, mf_form(tokens, i), t->form_len);
		if (!by)
			continue;
		out[n++] = (struct change){ t->begin, t[taken - 1].end, by };
		i += taken - 1;
	}
	return n;
}

static const char *changed(const struct mf_lookup *look, const char *text, size_t len,
			   const struct change *change, size_t n)
{
	struct mf_buf out = MF_BUF_INIT;
	size_t at = 0;
	const char *copy;

	for (size_t i = 0; i < n; i++) {
		mf_buf_add(&out, text + at, change[i].begin - at);
		mf_buf_addstr(&out, change[i].by);
		at = change[i].end;
	}
	mf_buf_add(&out, text + at, len - at);
	copy = mf_arena_strndup(look->arena, out.data, out.len);
	mf_buf_release(&out);
	return copy;
}

static bool is_there(const struct mf_lookup *look, const char *before, const char *form, size_t len)
{
	char joined[MF_FORM_MAX + LETTER];
	size_t n = strlen(before);

	memcpy(joined, before, n);
	memcpy(joined + n, form, len);
	return mf_statistics_form(look->statistics, joined, n + len) > 0;
}

/* The word with all its لا swapped, where the archive has that, the first one of a phrase after و too; in the
 * arena, or NULL. */
static const char *swapped(const struct mf_lookup *look, const char *form, size_t len, bool first)
{
	char other[MF_FORM_MAX];
	size_t n = len;
	char *at = other;

	if (len > sizeof other || !memmem(form, len, "لا", strlen("لا")))
		return NULL;
	memcpy(other, form, len);
	while ((at = memmem(at, (size_t)(other + len - at), "لا", strlen("لا")))) {
		memcpy(at, "ال", strlen("ال"));
		at += strlen("ال");
	}
	mf_extracted_mend(other, &n); /* as the index has done */
	if ((n == len && memcmp(other, form, len) == 0) ||
	    !(is_there(look, "", other, n) || (first && is_there(look, "و", other, n))))
		return NULL;
	return mf_arena_strndup(look->arena, other, n);
}

/* The phrase as text out of PDF files may have it: all of its words with لا, as far as the archive has them
 * so.  A single word is too little to tell (سلام, سالم). */
static const char *extracted(const struct mf_lookup *look, const struct mf_tokens *tokens, const char *text,
			     size_t len)
{
	struct change change[SWAPPED_MAX];
	size_t n = 0;

	for (size_t i = 0; i < tokens->n && n < SWAPPED_MAX; i++) {
		const struct mf_token *t = &tokens->v[i];
		const char *by = t->kind == MF_TOKEN_ARABIC
					 ? swapped(look, mf_form(tokens, i), t->form_len, i == 0)
					 : NULL;
		if (by)
			change[n++] = (struct change){ t->begin, t->end, by };
	}
	return n && tokens->n > 1 ? changed(look, text, len, change, n) : NULL;
}

size_t mf_writings_of_phrase(const struct mf_lookup *look, const char *text, size_t len,
			     const char *out[static MF_WRITINGS])
{
	struct mf_tokens tokens = MF_TOKENS_INIT;
	struct change change[MF_WRITINGS];
	size_t n = 0, changes;
	const char *other;

	mf_segment(&tokens, text, len);
	changes = changes_of(look, &tokens, text, change);
	other = extracted(look, &tokens, text, len);
	mf_tokens_release(&tokens);
	for (size_t i = 0; i < changes; i++)
		out[n++] = changed(look, text, len, &change[i], 1);
	if (changes > 1)
		out[n++] = changed(look, text, len, change, changes);
	if (other)
		out[n++] = other;
	return n;
}
