/* SPDX-License-Identifier: GPL-2.0-or-later */
/* scan.c - the cursor over a text's tokens that all readers share, and how a mention is emitted. */
#include "indexer/analysis/dates/scan.h"

#include <string.h>

#include "indexer/analysis/numbers/words.h"
#include "indexer/analysis/words/chars.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/utf8.h"

#define CLAUSE 16 /* tokens looked back for a future cue */
#define LETTER 2  /* bytes of an Arabic letter */

/* The last of names->v that begins at or before token i, plus one; 0 where there is none. */
static size_t names_until(const struct mf_mentions *names, size_t i)
{
	size_t lo = 0, hi = names->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (names->v[mid].first <= i)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static bool date_word(const struct mf_date_scan *s, size_t i, struct mf_date_word *w)
{
	const struct mf_token *t = &s->tokens->v[i];

	return t->kind == MF_TOKEN_ARABIC && mf_date_word(mf_form(s->tokens, i), t->form_len, w);
}

/* Whether a mention keeps dates out of its token i.  A name that was only guessed does not where one document
 * alone speaks for it, where it begins with a word of dates (رمضان المبارك), or where what is no person ends
 * in one (البنك السبت). */
static bool keeps_out(const struct mf_date_scan *s, const struct mf_mention *m, size_t i, bool blocked_too)
{
	struct mf_date_word w;

	switch (m->origin) {
	case MF_CANDIDATE:
		return false;
	case MF_BY_RULE:
		if (date_word(s, m->first, &w))
			return false;
		return m->type == MF_PERSON || i + 1 < m->last || !date_word(s, i, &w) || !w.article ||
		       (w.cls != MF_DATE_WEEKDAY && w.cls != MF_DATE_OFFSET &&
			(w.cls != MF_DATE_PERIOD || w.value == MF_BY_YEAR));
	case MF_BLOCKED:
		return blocked_too;
	default:
		return true;
	}
}

static bool inside(const struct mf_date_scan *s, size_t i, bool blocked_too)
{
	size_t n;

	if (!s->names || !s->names->n)
		return false;
	n = names_until(s->names, i);
	for (size_t back = 0; back < 3 && back < n;
	     back++) { /* nisbas may stand inside the name that holds i */
		const struct mf_mention *m = &s->names->v[n - 1 - back];
		if (m->type != MF_NISBA && i < m->last)
			return keeps_out(s, m, i, blocked_too);
	}
	return false;
}

bool mf_scan_in_name(const struct mf_date_scan *s, size_t i)
{
	return inside(s, i, true);
}

bool mf_scan_word(const struct mf_date_scan *s, size_t i, struct mf_date_word *w)
{
	const struct mf_token *t;

	if (i < s->lo || i >= s->hi)
		return false;
	t = &s->tokens->v[i];
	return t->kind == MF_TOKEN_ARABIC && mf_date_word(mf_form(s->tokens, i), t->form_len, w) &&
	       !mf_scan_in_name(s, i);
}

bool mf_scan_is(const struct mf_date_scan *s, size_t i, enum mf_date_class cls)
{
	struct mf_date_word w;

	return mf_scan_word(s, i, &w) && w.cls == cls && !w.article;
}

int mf_scan_number(const struct mf_date_scan *s, size_t i, int *value)
{
	const struct mf_token *t;
	const char *form;
	int n = 0;

	if (i < s->lo || i >= s->hi)
		return 0;
	t = &s->tokens->v[i];
	if (t->kind != MF_TOKEN_NUMBER || t->form_len > 8)
		return 0;
	form = mf_form(s->tokens, i);
	for (unsigned k = 0; k < t->form_len; k++) {
		if (form[k] < '0' || form[k] > '9')
			return 0;
		n = n * 10 + (form[k] - '0');
	}
	*value = n;
	return t->form_len;
}

bool mf_scan_form(const struct mf_date_scan *s, size_t i, const char *form)
{
	return i >= s->lo && i < s->hi && strcmp(mf_form(s->tokens, i), form) == 0;
}

bool mf_scan_listed(const struct mf_date_scan *s, size_t i, enum mf_date_list list)
{
	return i >= s->lo && i < s->hi &&
	       mf_date_listed(list, mf_form(s->tokens, i), s->tokens->v[i].form_len);
}

int mf_scan_gap(const struct mf_date_scan *s, size_t i)
{
	return i > s->lo && i < s->hi ? s->tokens->v[i].gap : MF_GAP_PARAGRAPH;
}

char mf_scan_dash(const struct mf_date_scan *s, size_t i)
{
	size_t at, end;
	char dash = 0;

	if (mf_scan_gap(s, i) == MF_GAP_GLUED || mf_scan_gap(s, i) > MF_GAP_COMMA)
		return 0;
	at = s->tokens->v[i - 1].end;
	for (end = s->tokens->v[i].begin; at < end;) {
		uint32_t c = mf_utf8_next(s->text, end, &at);

		if (c == ' ' || c == 0xa0 /* NBSP */ ||
		    (c >= 0x200b && c <= 0x200f) /* zero width, bidi marks */)
			continue;
		if (dash ||
		    (c != '-' && c != '/' && c != 0x2013 /* – */ && c != 0x2014 /* — */ && c != 0x2012))
			return 0;
		dash = c == '/' ? '/' : '-';
	}
	return dash;
}

bool mf_scan_closed(const struct mf_date_scan *s, size_t i)
{
	size_t at;

	if (mf_scan_gap(s, i) != MF_GAP_COMMA)
		return false;
	at = s->tokens->v[i - 1].end;
	return s->text[at] == ')' && at + 1 + (s->text[at + 1] == ' ') == s->tokens->v[i].begin;
}

unsigned mf_scan_clitics(const struct mf_date_scan *s, size_t i)
{
	const struct mf_token *t = &s->tokens->v[i];
	struct mf_number_word number;
	struct mf_date_word w;

	if (t->kind != MF_TOKEN_ARABIC)
		return 0;
	if (mf_date_word(mf_form(s->tokens, i), t->form_len, &w))
		return w.letters;
	if (mf_number_word(mf_form(s->tokens, i), &number) && number.joined && !number.definite)
		return 1; /* وثالث */
	return mf_date_clitic_letters(mf_form(s->tokens, i), t->form_len);
}

static bool is_mark(uint32_t c)
{
	return mf_arabic_mark(c) || c == MF_TATWEEL || (c >= 0x200b && c <= 0x200f);
}

/* Where token i begins when its clitics are taken off, with their marks. */
static uint32_t begin_of(const struct mf_date_scan *s, size_t i)
{
	const struct mf_token *t = &s->tokens->v[i];
	size_t at = t->begin, next = at;
	unsigned letters = mf_scan_clitics(s, i);

	while (next < t->end) {
		uint32_t c = mf_utf8_next(s->text, t->end, &next);
		if (!is_mark(c) && letters-- == 0)
			break;
		at = next;
	}
	return (uint32_t)(next > at ? at : t->begin);
}

/* The end of the mention that begins at byte `begin` and whose last token is `last`: after the bracket
 * that closes one opened in it, أمس (الأحد).  Where no token follows, the text may end there. */
static uint32_t closed(const struct mf_date_scan *s, uint32_t begin, size_t last)
{
	uint32_t end = s->tokens->v[last].end;
	const char *open = memchr(s->text + begin, '(', end - begin);

	if (!open || last + 1 >= s->tokens->n || memchr(open, ')', end - (size_t)(open - s->text)))
		return end;
	return s->text[end] == ')' ? end + 1 : end;
}

void mf_scan_emit(struct mf_date_scan *s, const struct mf_date_span *span)
{
	struct mf_date_mentions *out = s->out;
	struct mf_date_mention *m;

	if (span->from == MF_NO_DAY && !span->relative) /* 31 February */
		return;
	for (size_t i = span->first; i < span->last; i++)
		if (inside(s, i, !span->feast))
			return;
	while (out->n && out->v[out->n - 1].last > span->first)
		out->n--;
	out->v = mf_grow(out->v, &out->cap, out->n + 1, sizeof *out->v);
	m = &out->v[out->n++];
	m->first = (uint32_t)span->first;
	m->last = (uint32_t)span->last;
	m->begin = begin_of(s, span->first);
	m->end = closed(s, m->begin, span->last - 1);
	m->from = span->to == MF_NO_DAY ? MF_NO_DAY : span->from;
	m->to = span->from == MF_NO_DAY ? MF_NO_DAY : span->to;
	m->granularity = (uint8_t)span->granularity;
	m->relative = span->relative;
}

/* سيلتقي وستقام: a verb with the س of the future. */
static bool future_verb(const char *form, size_t len)
{
	const char *whole = form;
	size_t whole_len = len;

	if (len > 4 * LETTER && (memcmp(form, "و", LETTER) == 0 || memcmp(form, "ف", LETTER) == 0)) {
		form += LETTER;
		len -= LETTER;
	}
	return len >= 4 * LETTER &&
	       (memcmp(form, "سي", 2 * LETTER) == 0 || memcmp(form, "ست", 2 * LETTER) == 0) &&
	       !mf_date_listed(MF_LIST_NO_VERB, whole, whole_len);
}

/* لم يصل, كان يلتقي, كان الوفد يصل: the verb at token j speaks of what was. */
static bool was(const struct mf_date_scan *s, size_t j)
{
	static const char *const past[] = { "لم", "ولم", "كان", "كانت", "وكان", "وكانت", "كانوا" };

	for (size_t back = 1; back <= 2 && j >= s->lo + back; back++)
		for (size_t k = back == 1 ? 0 : 2; k < sizeof past / sizeof *past; k++)
			if (mf_scan_form(s, j - back, past[k]))
				return true;
	return false;
}

bool mf_scan_future(const struct mf_date_scan *s, size_t i)
{
	for (size_t back = 1; back <= CLAUSE && i >= s->lo + back; back++) {
		size_t j = i - back;
		const struct mf_token *t = &s->tokens->v[j];
		struct mf_date_word w;

		if (mf_scan_gap(s, j + 1) >= MF_GAP_SENTENCE)
			return false;
		if (t->kind != MF_TOKEN_ARABIC)
			continue;
		if (mf_date_word(mf_form(s->tokens, j), t->form_len, &w) && w.cls >= MF_DATE_FUTURE)
			return w.cls == MF_DATE_FUTURE && !was(s, j);
		if (future_verb(mf_form(s->tokens, j), t->form_len))
			return true;
	}
	return i + 1 < s->hi && mf_scan_gap(s, i + 1) <= MF_GAP_COMMA &&
	       s->tokens->v[i + 1].kind == MF_TOKEN_ARABIC &&
	       future_verb(mf_form(s->tokens, i + 1), s->tokens->v[i + 1].form_len);
}
