/* SPDX-License-Identifier: GPL-2.0-or-later */
/* segment.c - where words begin and end.
 *
 * The rules start from UAX #29 and leave it where newspapers do:
 *  - a word is a run of letters of one script with their marks and tatweel; zero-width and bidi
 *    controls inside it change nothing (ألما‌آتا is one word), and none at its edges belongs to it;
 *  - letters and digits never stand in one word: و62 is a torn-off و and a number, Il-76 a word and a number;
 *  - '.' joins no words (الأمن.وقال is two) but the letters of an abbreviation (أ.ف.ب, U.S.), whose form
 *    has no dots; separators stay inside a number only between two digits;
 *  - a lone و is part of the word after it: و الأطفال is والأطفال;
 *  - an apostrophe inside a word of another alphabet stays (l'Aube);
 *  - runs of scripts without spaces go to ICU's dictionaries.
 */
#include "indexer/analysis/words/token.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/words/chars.h"
#include "indexer/analysis/words/fold.h"
#include "indexer/analysis/words/hamza.h"
#include "indexer/analysis/words/uthmani.h"
#include "wrappers/icu/letters.h"
#include "wrappers/icu/words.h"
#include "wrappers/libc/hash.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/utf8.h"

#define RAW_MAX 1024        /* bytes of a word that are folded; the rest of a longer one is hashed */
#define RUN_MAX (32u << 10) /* bytes that ICU's dictionaries get at a time */
#define HASH_DIGITS 16
#define PIECES_MAX 10 /* letters of the longest abbreviation */
#define CLITIC_MAX 8  /* bytes of the longest run of clitics */

struct cutter {
	struct mf_tokens *out;
	const struct mf_chars *chars;
	const char *text;
	size_t len;
	/* the gap since the last token */
	uint8_t gap;
	uint8_t last;   /* class of the character before, controls left out */
	unsigned lines; /* line ends since the last character that is no white space, two at most */
	unsigned joiners;
	unsigned others;   /* characters beside the joiners, controls left out */
	bool after_letter; /* the last token is one letter, or an abbreviation */
};

/* A run of letters as read: `end` excludes controls after it, `next` is where reading goes on. */
struct run {
	size_t begin, end, next;
	unsigned letters;
	uint8_t script;
	bool tatweel; /* there is one after the last letter */
};

static inline struct mf_char peek(const struct cutter *k, size_t at, uint32_t *c, size_t *next)
{
	*next = at;
	*c = 0;
	if (at >= k->len) {
		struct mf_char nothing = { MF_FOLD_DROP, MF_CHAR_LINE, MF_ICU_COMMON };

		return nothing;
	}
	*c = mf_utf8_next(k->text, k->len, next);
	return mf_char_of(k->chars, *c);
}

/* The first character at or after `at` that is no control. */
static struct mf_char peek_past_controls(const struct cutter *k, size_t at)
{
	struct mf_char info;
	uint32_t c;

	do
		info = peek(k, at, &c, &at);
	while (info.cls == MF_CHAR_IGNORE);
	return info;
}

static bool apostrophe(const struct cutter *k, const struct run *run, uint32_t c, size_t next)
{
	struct mf_char after;
	size_t behind;

	if ((c != '\'' && c != 0x2019 /* ’ */) || run->script <= MF_ICU_ARABIC ||
	    run->script == MF_ICU_DICTIONARY)
		return false;
	after = peek(k, next, &c, &behind);
	return after.cls == MF_CHAR_LETTER && after.script == run->script;
}

static void read_run(const struct cutter *k, size_t at, struct run *run)
{
	struct run r = { at, at, at, 0, MF_ICU_COMMON, false };

	while (at < k->len) {
		size_t next;
		uint32_t c;
		struct mf_char info = peek(k, at, &c, &next);

		if (info.cls == MF_CHAR_LETTER) {
			if (info.script != MF_ICU_COMMON) {
				if (r.script != MF_ICU_COMMON && r.script != info.script)
					break;
				r.script = info.script;
			}
			if (r.script == MF_ICU_DICTIONARY && next - r.begin > RUN_MAX)
				break;
			r.letters++;
			r.end = next;
			r.tatweel = false;
		} else if (info.cls == MF_CHAR_MARK) {
			r.end = next;
			r.tatweel = r.tatweel || c == 0x0640;
		} else if (info.cls != MF_CHAR_IGNORE &&
			   !(r.end == at && r.letters && apostrophe(k, &r, c, next))) {
			break;
		}
		at = next;
	}
	r.next = r.letters ? r.end : at;
	*run = r;
}

/* Goes on after the one letter of `run` through ".ف.ب"; false where it is no abbreviation. */
static bool read_abbreviation(const struct cutter *k, struct run *run)
{
	size_t end = run->end;
	unsigned pieces = 1;

	if (run->script == MF_ICU_DICTIONARY || run->letters > (run->script == MF_ICU_ARABIC ? 2u : 1u))
		return false;
	/* the letters before this one made none, so it does not begin one either */
	if (k->after_letter && k->out->n && k->out->v[k->out->n - 1].end + 1 == run->begin &&
	    k->text[run->begin - 1] == '.')
		return false;
	while (pieces <= PIECES_MAX && end + 1 < k->len && k->text[end] == '.') {
		struct run piece;
		size_t next;
		uint32_t c;

		if (peek(k, end + 1, &c, &next).cls != MF_CHAR_LETTER)
			break;
		read_run(k, end + 1, &piece);
		if (piece.letters != 1 || piece.script != run->script)
			return false;
		end = piece.end;
		pieces++;
	}
	/* Two letters before the first dot are a clitic and a letter: وأ.ف.ب */
	if (pieces < 2 || pieces > PIECES_MAX || (run->letters == 2 && pieces < 3))
		return false;
	run->end = run->next = end;
	return true;
}

/* Goes on after a lone و over the spaces to the word that it belongs to; false where there is none. */
static bool read_lone_waw(const struct cutter *k, struct run *run)
{
	size_t at = run->end;
	struct run word;

	if (run->letters != 1 || memcmp(k->text + run->begin, "و", strlen("و")) != 0)
		return false;
	while (at < k->len && k->text[at] == ' ')
		at++;
	if (at == run->end || at == k->len)
		return false;
	read_run(k, at, &word);
	if (word.script != MF_ICU_ARABIC || word.letters < 2 || word.begin != at)
		return false;
	run->end = run->next = word.end;
	return true;
}

/* The vocative of the Quran's spelling is a word of its own: يَـٰمُوسَىٰ. */
static void cut_vocative(const struct cutter *k, struct run *run)
{
	size_t end = run->script == MF_ICU_ARABIC
			     ? mf_uthmani_vocative(k->text + run->begin, run->end - run->begin)
			     : 0;

	if (end)
		run->end = run->next = run->begin + end;
}

static bool clitic(const char *form, size_t len)
{
	static const char *const clitics[] = { "و",   "ف",   "ب",  "ل",  "ك",  "ال", "لل", "وال",  "فال",
					       "بال", "كال", "ول", "وب", "وك", "فل", "فب", "وبال", "ولل" };

	for (size_t i = 0; i < sizeof clitics / sizeof clitics[0]; i++)
		if (strlen(clitics[i]) == len && memcmp(clitics[i], form, len) == 0)
			return true;
	return false;
}

/* A clitic that was written to something other than an Arabic word: و62 و«تاس» بـ"زعيم". */
static bool torn_off(const struct cutter *k, const struct run *run, const char *form, size_t len)
{
	struct mf_char after;

	if (run->script != MF_ICU_ARABIC || len > CLITIC_MAX)
		return false;
	after = peek_past_controls(k, run->end);
	if (!run->tatweel && after.cls != MF_CHAR_DIGIT && after.cls != MF_CHAR_OPEN &&
	    after.cls != MF_CHAR_LETTER && (after.cls != MF_CHAR_QUOTE || k->last == MF_CHAR_QUOTE))
		return false;
	return clitic(form, len);
}

/* Shortens the form at `start` to MF_FORM_MAX bytes, with a hash of what is lost. */
static void cut_form(struct mf_buf *forms, size_t start, const char *raw, size_t raw_len)
{
	size_t keep = start + MF_FORM_MAX - HASH_DIGITS;
	uint64_t hash;

	if (keep > forms->len)
		keep = forms->len;
	while (keep < forms->len && keep > start && ((unsigned char)forms->data[keep] & 0xc0) == 0x80)
		keep--;
	hash = mf_hash64_seeded(raw, raw_len, mf_hash64(forms->data + keep, forms->len - keep));
	forms->len = keep;
	mf_buf_printf(forms, "%016llx", (unsigned long long)hash);
}

/* Appends the folded bytes [begin, end) to the forms, without what stands between its parts: the dots of an
 * abbreviation, spaces after a lone و; '\0': nothing. */
static size_t add_form(struct cutter *k, size_t begin, size_t end, char between)
{
	struct mf_buf *forms = &k->out->forms;
	size_t start = forms->len, cut = end;

	if (end - begin > RAW_MAX)
		for (cut = begin + RAW_MAX; ((unsigned char)k->text[cut] & 0xc0) == 0x80;)
			cut--;
	mf_fold(forms, k->text + begin, cut - begin);
	if (between) {
		size_t to = start;

		for (size_t from = start; from < forms->len; from++)
			if (forms->data[from] != between)
				forms->data[to++] = forms->data[from];
		forms->len = to;
	}
	if (cut < end || forms->len - start > MF_FORM_MAX) {
		if (!mf_buf_reserve(forms, MF_FORM_MAX))
			return start;
		cut_form(forms, start, k->text + cut, end - cut);
	}
	return start;
}

static uint8_t close_gap(struct cutter *k)
{
	uint8_t gap = k->gap;

	if (k->joiners) {
		uint8_t joined = k->joiners == 1 && k->others == 0 ? MF_GAP_JOINER : MF_GAP_COMMA;

		gap = joined > gap ? joined : gap;
	}
	k->gap = MF_GAP_GLUED;
	k->lines = k->joiners = k->others = 0;
	return gap;
}

static struct mf_token *add_token(struct cutter *k, size_t begin, size_t end, enum mf_token_kind kind,
				  char between)
{
	struct mf_tokens *out = k->out;
	size_t form = add_form(k, begin, end, between);
	struct mf_token *token;

	if (out->forms.len == form)
		return NULL;
	out->v = mf_grow(out->v, &out->cap, out->n + 1, sizeof *out->v);
	token = &out->v[out->n++];
	token->begin = (uint32_t)begin;
	token->end = (uint32_t)end;
	token->form = (uint32_t)form;
	token->form_len = (uint8_t)(out->forms.len - form);
	token->kind = (uint8_t)kind;
	token->hamza = kind == MF_TOKEN_ARABIC ? mf_hamza_find(k->text + begin, end - begin,
							       out->forms.data + form, token->form_len)
					       : 0;
	token->gap = close_gap(k);
	mf_buf_addch(&out->forms, '\0');
	return token;
}

struct dictionary_run {
	struct cutter *k;
	size_t begin;
};

static void add_dictionary_word(void *ctx, size_t begin, size_t end)
{
	struct dictionary_run *d = ctx;

	add_token(d->k, d->begin + begin, d->begin + end, MF_TOKEN_WORD, '\0');
}

static size_t read_word(struct cutter *k, size_t at)
{
	struct mf_token *token;
	struct run run;
	char between = '\0';

	read_run(k, at, &run);
	if (!run.letters)
		return run.next;
	if (run.script == MF_ICU_DICTIONARY) {
		struct dictionary_run d = { k, run.begin };

		mf_icu_words(k->text + run.begin, run.end - run.begin, add_dictionary_word, &d);
		k->after_letter = false;
		k->last = MF_CHAR_LETTER;
		return run.next;
	}
	cut_vocative(k, &run);
	if (read_abbreviation(k, &run))
		between = '.';
	else if (read_lone_waw(k, &run))
		between = ' ';
	token = add_token(k, run.begin, run.end,
			  run.script == MF_ICU_ARABIC ? MF_TOKEN_ARABIC : MF_TOKEN_WORD, between);
	if (token && torn_off(k, &run, k->out->forms.data + token->form, token->form_len))
		token->kind = MF_TOKEN_FRAGMENT;
	k->after_letter = between == '.' || (!between && run.letters == 1);
	k->last = MF_CHAR_LETTER;
	return run.next;
}

static bool separator(uint32_t c)
{
	return c == '.' || c == ',' || c == 0x066b || c == 0x066c; /* ٫ ٬ */
}

static size_t read_number(struct cutter *k, size_t at)
{
	size_t begin = at, end = at, next, behind;
	struct mf_char info;
	uint32_t c, after;

	for (;; at = next) {
		info = peek(k, at, &c, &next);
		if (info.cls == MF_CHAR_DIGIT)
			end = next;
		else if (info.cls != MF_CHAR_IGNORE &&
			 !(separator(c) && end == at && peek(k, next, &after, &behind).cls == MF_CHAR_DIGIT))
			break;
	}
	add_token(k, begin, end, MF_TOKEN_NUMBER, '\0');
	k->after_letter = false;
	k->last = MF_CHAR_DIGIT;
	return end;
}

/* What a stop at bytes [at, next) is: the end of a sentence, or less. */
static uint8_t stop_gap(const struct cutter *k, uint32_t c, size_t at, size_t next)
{
	const struct mf_token *before = k->out->n ? &k->out->v[k->out->n - 1] : NULL;
	struct mf_char after;
	size_t behind;

	if (c != '.' || !before || before->end != at)
		return MF_GAP_SENTENCE;
	if (k->after_letter)
		return MF_GAP_COMMA; /* د. أحمد, J. Smith, U.S. */
	after = peek(k, next, &c, &behind);
	if (before->kind == MF_TOKEN_WORD && after.cls >= MF_CHAR_LETTER && after.script != MF_ICU_ARABIC)
		return MF_GAP_COMMA; /* example.com */
	return MF_GAP_SENTENCE;
}

static uint8_t line_gap(struct cutter *k, uint32_t c, size_t at)
{
	if (c == '\n' && at > 0 && k->text[at - 1] == '\r')
		return MF_GAP_LINE;
	k->lines += c == 0x2029 /* PARAGRAPH SEPARATOR */ ? 2 : 1;
	return k->lines > 1 ? MF_GAP_PARAGRAPH : MF_GAP_LINE;
}

static void read_gap(struct cutter *k, struct mf_char info, uint32_t c, size_t at, size_t next)
{
	uint8_t gap;

	switch (info.cls) {
	case MF_CHAR_IGNORE:
		return;
	case MF_CHAR_SPACE:
		gap = MF_GAP_SPACE;
		break;
	case MF_CHAR_LINE:
		gap = line_gap(k, c, at);
		break;
	case MF_CHAR_STOP:
		gap = stop_gap(k, c, at, next);
		break;
	case MF_CHAR_QUOTE:
		gap = MF_GAP_QUOTE;
		break;
	case MF_CHAR_JOINER:
		gap = MF_GAP_GLUED;
		break;
	default:
		gap = MF_GAP_COMMA;
		break;
	}
	k->joiners += info.cls == MF_CHAR_JOINER;
	k->others += info.cls != MF_CHAR_JOINER;
	if (info.cls != MF_CHAR_SPACE && info.cls != MF_CHAR_LINE)
		k->lines = 0;
	if (gap > k->gap)
		k->gap = gap;
	k->last = info.cls;
}

void mf_segment(struct mf_tokens *out, const char *text, size_t len)
{
	struct cutter k = { .out = out,
			    .chars = mf_chars(),
			    .text = text,
			    .len = len,
			    .gap = MF_GAP_PARAGRAPH,
			    .last = MF_CHAR_LINE };
	size_t at = 0;

	out->n = 0;
	mf_buf_reset(&out->forms);
	while (at < len) {
		size_t next;
		uint32_t c;
		struct mf_char info = peek(&k, at, &c, &next);

		if (info.cls == MF_CHAR_LETTER || info.cls == MF_CHAR_MARK) {
			at = read_word(&k, at);
		} else if (info.cls == MF_CHAR_DIGIT) {
			at = read_number(&k, at);
		} else {
			read_gap(&k, info, c, at, next);
			at = next;
		}
	}
}

void mf_tokens_release(struct mf_tokens *tokens)
{
	free(tokens->v);
	tokens->v = NULL;
	tokens->n = tokens->cap = 0;
	mf_buf_release(&tokens->forms);
}
