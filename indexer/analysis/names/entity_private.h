/* SPDX-License-Identifier: GPL-2.0-or-later */
/* entity_private.h - one document while its names are looked for; for entity*.c. */
#ifndef MF_ANALYSIS_ENTITY_PRIVATE_H
#define MF_ANALYSIS_ENTITY_PRIVATE_H

#include <string.h>

#include "indexer/analysis/names/entity.h"
#include "indexer/analysis/names/gazetteer_private.h"
#include "wrappers/libc/bitmap.h"

/* A run of tokens that the trie knows. */
struct mf_gz_hit {
	uint32_t first, node;
	uint16_t len;
	uint8_t cut; /* letters of proclitics on the first token */
};

/* How far around it, in tokens, the rest of the document counts for a name: a ceiling on the work
 * that a very long document costs, far above the length of an article. */
#define MF_SEARCH_NEAR 4096

/* What is known of a token. */
enum {
	TOKEN_SPEECH = 1,
	TOKEN_MEDIA = 2,
	TOKEN_ORDINARY = 4,
	TOKEN_GIVEN = 8,
	TOKEN_TITLE = 16,
	TOKEN_CLASS = 32,
	TOKEN_COVERED = 64, /* inside a mention, or blocked */
	TOKEN_NISBA = 128,
	TOKEN_PERSON = 256,    /* inside a mention of a person */
	TOKEN_SAYS = 1024,     /* a verb of speech that no object follows: قال, صرح */
	TOKEN_DOUBTFUL = 2048, /* mostly no name, or a clitic and such a word */
	TOKEN_MEMORIAL = 512,  /* شارع, جائزة: a person after it is not spoken of */
};

/* Surely no part of a name that is in no list. */
#define TOKEN_KNOWN                                                                                          \
	(TOKEN_SPEECH | TOKEN_MEDIA | TOKEN_ORDINARY | TOKEN_TITLE | TOKEN_CLASS | TOKEN_COVERED |           \
	 TOKEN_NISBA)

/* A ministry found, or a bare one whose country is not known yet. */
struct mf_ministry {
	uint32_t mention, portfolio;
	uint32_t entity; /* MF_NO_ENTITY: bare */
	bool brief;      /* bare and a short name: takes a country only from the same ministry elsewhere */
};

struct mf_naming {
	const struct mf_gazetteer *g;
	const struct mf_tokens *tokens;
	const char *text;
	size_t len;
	struct mf_gz_hit *hits;
	size_t hits_n, hits_cap;
	uint32_t *first_hit; /* of each token, and the end */
	uint32_t *marks;     /* of each token */
	uint8_t *patterns;   /* by context pattern: 1 where it stands in the text */
	uint8_t *named;      /* bits by entity: set where a name that is its alone stands in the text */
	uint32_t *seen;      /* those entities, each once */
	size_t seen_n, seen_cap;
	struct mf_ministry *ministries;
	size_t ministries_n, ministries_cap;
	struct mf_mentions *out;
	char *memory; /* of the arrays by token, pattern and entity */
};

/* The tokens that count for the one at `token`: [*from, *to). */
static inline void mf_naming_near(const struct mf_naming *s, size_t token, size_t *from, size_t *to)
{
	*from = token > MF_SEARCH_NEAR ? token - MF_SEARCH_NEAR : 0;
	*to = s->tokens->n - token > MF_SEARCH_NEAR ? token + MF_SEARCH_NEAR : s->tokens->n;
}

static inline bool mf_same_form(const struct mf_tokens *t, size_t a, size_t b)
{
	return t->v[a].form_len == t->v[b].form_len &&
	       !memcmp(mf_form(t, a), mf_form(t, b), t->v[a].form_len);
}

static inline bool mf_naming_named(const struct mf_naming *s, uint32_t entity)
{
	return mf_bit_get(s->named, entity);
}

/* entity_scan.c: fills hits, marks, patterns and named. */
void mf_naming_scan(struct mf_naming *s);

/* The readings of a form with its proclitics cut: longest rest first, the form itself included. */
#define MF_READINGS_MAX 8
struct mf_cut_reading {
	const char *form; /* in the token, or in `scratch` */
	uint16_t len;
	uint8_t cut; /* letters */
};
struct mf_cut_readings {
	struct mf_cut_reading v[MF_READINGS_MAX];
	size_t n;
	char scratch[2 * (MF_FORM_MAX + 8)];
};
void mf_cut_readings_make(struct mf_cut_readings *r, const char *form, size_t len);

/* ---- entity_naming.c: what was found, what is added ---- */

/* Appends a mention of tokens [first, last), `cut` letters of proclitics left out; marks them covered. */
struct mf_mention *mf_naming_add(struct mf_naming *s, uint32_t first, uint32_t last, uint8_t cut,
				 uint32_t entity, uint8_t type, uint8_t origin);
/* The byte after `letters` letters of a token, their marks and tatweels included. */
uint32_t mf_naming_skip(const struct mf_naming *s, const struct mf_token *token, size_t letters);
/* The first entry of a kind at a node, or NULL. */
const struct mf_gz_entry *mf_naming_entry(const struct mf_naming *s, uint32_t node, uint8_t kind);
/* The longest hit of a kind that starts at a token with nothing cut (and cut == 0), or NULL. */
const struct mf_gz_hit *mf_naming_hit_at(const struct mf_naming *s, size_t token, uint8_t kind,
					 bool with_clitic);

/* entity_choose.c: names, adjectives, blocked names and ministries, left to right. */
void mf_naming_choose(struct mf_naming *s);
/* ---- entity_doubt.c: names of one word ---- */

/* The country that an entity is or lies in, or MF_NO_ENTITY. */
uint32_t mf_naming_home(const struct mf_naming *s, uint32_t entity);
/* How many other entities of its country the document names, up to a few. */
unsigned mf_naming_evidence(const struct mf_naming *s, uint32_t entity);
/* Does the hit mean something else than this entry of it?  class: of the class word before it, or -1;
 * held: its context rules hold. */
bool mf_is_something_else(const struct mf_naming *s, const struct mf_gz_hit *hit,
			  const struct mf_gz_entry *entry, int class, bool held);
/* Is the name rather a clitic and another name: الرياض وجدة? */
bool mf_is_with_clitic(const struct mf_naming *s, const struct mf_gz_hit *hit);
bool mf_is_written_so(const struct mf_naming *s, const struct mf_gz_hit *hit,
		      const struct mf_gz_entry *entry);
/* Is the token, with proclitics or without, the first word of one of the entity's names? */
bool mf_is_first_name_of(const struct mf_naming *s, size_t token, uint32_t entity);
bool mf_is_first_name(const struct mf_naming *s, const struct mf_cut_reading *r, uint32_t entity);

/* Is what begins at a token called after someone: شارع [الرئيس] X? */
bool mf_is_memorial(const struct mf_naming *s, size_t token);

/* entity_dateline.c */
/* Does a dateline begin with the name at tokens [first, end)? */
bool mf_is_dateline(const struct mf_naming *s, size_t first, size_t end);
/* A name that a country and its capital share means the city there, and beside a city: تونس وصفاقس. */
bool mf_is_among_cities(const struct mf_naming *s, const struct mf_gz_hit *hit);
/* Does a medium's bare name stand in a dateline? */
bool mf_is_medium(const struct mf_naming *s, const struct mf_gz_hit *hit);
/* Does a medium's bare name stand in quotes, after a word that quotes it or sends there? */
bool mf_is_quoted_medium(const struct mf_naming *s, const struct mf_gz_hit *hit);
/* The medium that no list has, after the place [first, end) of a dateline. */
void mf_medium_discover(struct mf_naming *s, uint32_t first, uint32_t end);

/* entity_ministry.c */
bool mf_ministry_choose(struct mf_naming *s, const struct mf_gz_hit *hit);
void mf_ministries_resolve(struct mf_naming *s);

/* entity_reference.c: last names of people that the document names in full. */
void mf_references_find(struct mf_naming *s);

/* entity_discover.c: names that only their surroundings betray. */
void mf_names_discover(struct mf_naming *s);

/* entity_tagged.c: names that the tagger sees; in their favour some others give way. */
struct mf_tagging;
void mf_names_tag(struct mf_naming *s, struct mf_tagging *tagging);

/* entity.c: the steps up to the tagger; what is gathered in *s is released by mf_naming_end. */
void mf_naming_begin(struct mf_naming *s, const struct mf_gazetteer *g, const struct mf_tokens *tokens,
		     const char *text, size_t len, struct mf_mentions *out);
void mf_naming_end(struct mf_naming *s);

/* An ordinary word, and not the most frequent of first names, which as a last name says as little. */
static inline bool mf_token_ordinary(const struct mf_naming *s, size_t i)
{
	return (s->marks[i] & TOKEN_ORDINARY) && strcmp(mf_form(s->tokens, i), "محمد") != 0;
}

static inline bool mf_token_spaced(const struct mf_tokens *t, size_t i)
{
	return i > 0 && i < t->n && t->v[i].gap == MF_GAP_SPACE;
}

/* The article, and not the head of أليكسي, which folds to the same. */
static inline bool mf_token_has_article(const struct mf_naming *s, size_t i)
{
	return !strncmp(mf_form(s->tokens, i), "ال", strlen("ال")) &&
	       !strncmp(s->text + s->tokens->v[i].begin, "ا", strlen("ا"));
}

#endif
