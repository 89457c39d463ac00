/* SPDX-License-Identifier: GPL-2.0-or-later */
/* entity_reference.c - a last name alone, in a document that has the full name somewhere.
 *
 * Of two people with one last name the one named last before it is meant.  Long foreign last names
 * are known with one letter wrong too (كونتشينكوف for كوناشينكوف) where that spelling is rare in the text.
 */
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/names/entity_private.h"
#include "indexer/analysis/words/stem.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/utf8.h"

#define LAST_MIN 3 /* letters of a last name that may stand alone; a short one asks for a title or verb */
#define SHORT_MAX 3
#define TYPO_MIN 6   /* letters of a last name that may have one wrong */
#define TYPO_TIMES 2 /* a misspelling is not written more often than that */
#define LETTERS_MAX 32
#define NASAB "بن"

/* A person that the document names in full. */
struct person {
	uint32_t token;  /* of the last name, where the full name first stands */
	uint32_t entity; /* MF_NO_ENTITY: discovered */
	uint8_t origin;
	bool asks;  /* the last name has the article, and is a word too: البرهان */
	bool whole; /* g:noPartial: the last name alone says nothing */
	bool nasab; /* بن goes before it: محمد بن سلمان */
};

struct people {
	struct person *v;
	size_t n, cap;
	size_t at; /* the first one after the token in question */
};
#define PEOPLE_NEAR 64 /* before and after a token, that are asked */

static bool may_stand_alone(const struct mf_naming *s, size_t token)
{
	const char *form = mf_form(s->tokens, token);
	size_t len = s->tokens->v[token].form_len;

	return mf_utf8_count(form, len) >= LAST_MIN &&
	       !(s->marks[token] &
		 (TOKEN_ORDINARY | TOKEN_SPEECH | TOKEN_NISBA | TOKEN_TITLE | TOKEN_CLASS)) &&
	       !mf_stop_word(form, len);
}

/* People with names of two words or more, in order of place. */
static void collect(const struct mf_naming *s, struct people *people)
{
	for (size_t i = 0; i < s->out->n; i++) {
		const struct mf_mention *m = &s->out->v[i];
		bool known = m->entity != MF_NO_ENTITY;

		if (m->type != MF_PERSON || m->last - m->first < 2 || m->origin == MF_BLOCKED ||
		    m->origin == MF_CANDIDATE || !may_stand_alone(s, m->last - 1))
			continue;
		if (people->n > 0 && people->v[people->n - 1].entity == m->entity &&
		    mf_same_form(s->tokens, people->v[people->n - 1].token, m->last - 1))
			continue;
		people->v = mf_grow(people->v, &people->cap, people->n + 1, sizeof *people->v);
		people->v[people->n++] = (struct person){
			.token = m->last - 1,
			.entity = m->entity,
			.origin = known ? MF_BY_REFERENCE : MF_BY_RULE,
			.asks = mf_token_has_article(s, m->last - 1),
			.nasab = !strcmp(mf_form(s->tokens, m->last - 2), NASAB),
			.whole = known && (s->g->entities[m->entity].flags & GZ_NO_PARTIAL),
		};
	}
}

/* Is the token the last name of someone else: after a first name that is no part of a mention? */
static bool is_someone_else(const struct mf_naming *s, size_t token)
{
	return mf_token_spaced(s->tokens, token) && (s->marks[token - 1] & TOKEN_GIVEN) &&
	       !(s->marks[token - 1] & (TOKEN_COVERED | TOKEN_TITLE | TOKEN_ORDINARY));
}

/* A short last name counts where a title or a verb of speech says that it is one: الرئيس عون. */
static bool is_announced(const struct mf_naming *s, size_t token)
{
	return (mf_token_spaced(s->tokens, token) && (s->marks[token - 1] & (TOKEN_TITLE | TOKEN_SPEECH))) ||
	       (mf_token_spaced(s->tokens, token + 1) && (s->marks[token + 1] & TOKEN_SPEECH));
}

/* At most one letter put in, left out or changed, the first one excepted? */
static bool nearly(const char *a, size_t a_len, const char *b, size_t b_len)
{
	uint32_t x[LETTERS_MAX], y[LETTERS_MAX];
	size_t n = 0, m = 0, head = 0, tail = 0;

	for (size_t at = 0; at < a_len && n < LETTERS_MAX;)
		x[n++] = mf_utf8_next(a, a_len, &at);
	for (size_t at = 0; at < b_len && m < LETTERS_MAX;)
		y[m++] = mf_utf8_next(b, b_len, &at);
	if (n < TYPO_MIN || m < TYPO_MIN || n > m + 1 || m > n + 1)
		return false;
	while (head < n && head < m && x[head] == y[head])
		head++;
	while (tail < n - head && tail < m - head && x[n - 1 - tail] == y[m - 1 - tail])
		tail++;
	return head > 0 && head + tail + 1 >= (n > m ? n : m);
}

static size_t times(const struct mf_naming *s, size_t token)
{
	size_t n = 0, from, to;

	mf_naming_near(s, token, &from, &to);
	for (size_t i = from; i < to; i++)
		n += mf_same_form(s->tokens, i, token);
	return n;
}

static bool is_spelling(const struct mf_naming *s, const struct mf_gz_hit *hit, uint32_t entity)
{
	const struct mf_gz_entry *entry = s->g->entries + s->g->nodes[hit->node].first;

	for (uint32_t k = 0; k < s->g->nodes[hit->node].count; k++)
		if (entry[k].kind == GZ_LAST && entry[k].value == entity)
			return true;
	return false;
}

enum likeness { SAME, SPELLING, TYPO };

/* Is the token, read so, the person's last name?  Names of the gazetteer have other spellings of it
 * too: توكايف for توكاييف. */
static bool is_last_name(const struct mf_naming *s, size_t token, const struct mf_cut_reading *r,
			 const struct person *p, enum likeness likeness)
{
	const char *name = mf_form(s->tokens, p->token);
	size_t len = s->tokens->v[p->token].form_len;

	if (p->whole)
		return false;
	if (likeness == SAME)
		return len == r->len && !memcmp(name, r->form, len);
	if (likeness == TYPO)
		return nearly(r->form, r->len, name, len);
	for (uint32_t i = s->first_hit[token]; i < s->first_hit[token + 1]; i++)
		if (s->hits[i].cut == r->cut && is_spelling(s, &s->hits[i], p->entity))
			return true;
	return false;
}

/* The person meant: the last one before the token, else the first one after it; or NULL. */
static const struct person *find(const struct mf_naming *s, const struct people *people, size_t token,
				 const struct mf_cut_reading *r, enum likeness likeness)
{
	size_t first = people->at > PEOPLE_NEAR ? people->at - PEOPLE_NEAR : 0;
	size_t end = people->n - people->at > PEOPLE_NEAR ? people->at + PEOPLE_NEAR : people->n;

	for (size_t i = people->at; i-- > first;)
		if (is_last_name(s, token, r, &people->v[i], likeness))
			return &people->v[i];
	for (size_t i = people->at; i < end; i++)
		if (is_last_name(s, token, r, &people->v[i], likeness))
			return &people->v[i];
	return NULL;
}

/* May the token be a misspelling: unknown, and rare? */
static bool may_be_typo(const struct mf_naming *s, size_t token)
{
	return s->tokens->v[token].kind == MF_TOKEN_ARABIC &&
	       s->first_hit[token] == s->first_hit[token + 1] && may_stand_alone(s, token) &&
	       !mf_token_has_article(s, token);
}

static void resolve(struct mf_naming *s, const struct people *people, size_t token)
{
	const struct person *found = NULL;
	enum likeness last = may_be_typo(s, token) ? TYPO : SPELLING;
	struct mf_cut_readings r;
	uint8_t cut = 0;

	mf_cut_readings_make(&r, mf_form(s->tokens, token), s->tokens->v[token].form_len);
	for (enum likeness likeness = SAME; likeness <= last && !found; likeness++) {
		for (size_t i = 0; i < r.n && !found; i++) {
			found = find(s, people, token, &r.v[i], likeness);
			cut = r.v[i].cut;
		}
		if (found && ((likeness == TYPO && times(s, token) > TYPO_TIMES) ||
			      (found->asks && !is_announced(s, token)) ||
			      (mf_utf8_count(mf_form(s->tokens, found->token),
					     s->tokens->v[found->token].form_len) <= SHORT_MAX &&
			       (cut > 0 || !is_announced(s, token)))))
			found = NULL;
	}
	if (found)
		mf_naming_add(s, (uint32_t)token, (uint32_t)token + 1, cut, found->entity, MF_PERSON,
			      found->origin);
}

/* Does what stands before بن end a clause, or announce a person: no first name? */
static bool is_head(const struct mf_naming *s, size_t token)
{
	return token == 0 || s->tokens->v[token].gap >= MF_GAP_COMMA || is_announced(s, token) ||
	       mf_token_ordinary(s, token - 1) ||
	       mf_stop_word(mf_form(s->tokens, token - 1), s->tokens->v[token - 1].form_len);
}

/* بن سلمان, in a document that has محمد بن سلمان; true where that is what the token begins. */
static bool resolve_nasab(struct mf_naming *s, const struct people *people, size_t token)
{
	const struct mf_tokens *t = s->tokens;
	struct mf_cut_readings r;
	uint8_t cut = UINT8_MAX;

	if (!mf_token_spaced(t, token + 1) || !is_head(s, token) || (s->marks[token + 1] & TOKEN_COVERED))
		return false;
	mf_cut_readings_make(&r, mf_form(t, token), t->v[token].form_len);
	for (size_t i = 0; i < r.n && cut == UINT8_MAX; i++)
		if (r.v[i].len == strlen(NASAB) && !memcmp(r.v[i].form, NASAB, strlen(NASAB)))
			cut = r.v[i].cut;
	for (size_t i = people->n; i-- > 0 && cut != UINT8_MAX;) {
		const struct person *p = &people->v[i];

		if (!p->nasab || !mf_same_form(t, p->token, token + 1) ||
		    (i > people->at && p->token > token + 1))
			continue;
		mf_naming_add(s, (uint32_t)token, (uint32_t)token + 2, cut, p->entity, MF_PERSON, p->origin);
		return true;
	}
	return false;
}

void mf_references_find(struct mf_naming *s)
{
	struct people people = { NULL, 0, 0, 0 };

	collect(s, &people);
	for (size_t i = 0; people.n > 0 && i < s->tokens->n; i++) {
		while (people.at < people.n && people.v[people.at].token < i)
			people.at++;
		if (s->tokens->v[i].form_len <= strlen("ول" NASAB) && !(s->marks[i] & TOKEN_COVERED) &&
		    resolve_nasab(s, &people, i))
			continue;
		if (!(s->marks[i] & (TOKEN_COVERED | TOKEN_ORDINARY)) && !mf_is_memorial(s, i) &&
		    s->tokens->v[i].kind != MF_TOKEN_NUMBER && s->tokens->v[i].kind != MF_TOKEN_FRAGMENT &&
		    !is_someone_else(s, i))
			resolve(s, &people, i);
	}
	free(people.v);
}
