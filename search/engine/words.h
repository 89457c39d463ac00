/* SPDX-License-Identifier: GPL-2.0-or-later */
/* words.h - a word of a query and all that it is found by.
 *
 * The index holds stems; everything else is decided here, from the statistics of the generation: broken
 * plurals by list, one-letter clitics by evidence, roots for scoring, number values.  For each segment the
 * words compile to one table, form id -> (word, how), that a stream is read through in one pass.
 */
#ifndef MF_ENGINE_WORDS_H
#define MF_ENGINE_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/analysis/names/gazetteer.h"
#include "indexer/analysis/words/stem.h"
#include "indexer/store/segment.h"
#include "indexer/store/statistics.h"
#include "search/engine/result.h"
#include "wrappers/libc/arena.h"

struct mf_stem_term {
	const char *stem;
	uint32_t len;
	uint8_t how;      /* enum mf_match: STEM, PLURAL, CLITIC, NUMBER, VARIANT */
	bool spelling;    /* only of the word itself without its hamza */
	bool doubtful;    /* a reading that is not sure (doubt.h): it raises, and neither finds nor counts */
	bool pronouns;    /* `only` is meant also before a pronoun */
	const char *only; /* NULL, or the one form, with clitics and article or without, that is meant */
	uint64_t count;   /* passages */
	double weight;    /* what it counts; 1 but for translations */
};

struct mf_sense {                 /* a translation of an English word, see senses.h */
	const char *text, *shown; /* of the dictionary; for readers */
	double weight;            /* 1 for the likeliest one */
	uint64_t count;           /* passages, of an expression at most so many */
	uint16_t *part;           /* of an expression its words, numbers in the plan's words */
	size_t parts;             /* 0: one word, whose stems are among those of the group */
};

enum mf_exactness {
	MF_ANY_FORM,
	MF_THIS_FORM,   /* as it is folded */
	MF_FORM_JOINED, /* as it is folded, alone or after clitics: the first of several words of a phrase */
	MF_THIS_SPELLING, /* as it is typed: whoever scans a passage reads its text too (literal.h) */
};

/* Of MF_THIS_SPELLING: what the archive's spellings of the form tell of every place that has it. */
enum mf_spelt { MF_SPELT_BOTH_WAYS, MF_SPELT_SO, MF_SPELT_OTHERWISE };

struct mf_query_word {
	const char *typed; /* as in the query */
	const char *form;  /* folded */
	uint32_t form_len;
	uint8_t kind;  /* enum mf_token_kind */
	uint8_t exact; /* enum mf_exactness */
	uint8_t spelt; /* enum mf_spelt */
	bool prefix;   /* every form that begins with it */
	bool name;     /* a name: only this form, with clitics or without, not others of its stem */
	bool narrowed; /* the texts have such others, so that candidates must be verified */
	bool stop;     /* a function word: not searched where others are */
	bool guessed;  /* nothing sure is found, so the doubtful readings are searched */
	struct mf_stem_term *stem;
	size_t stems, stem_cap;
	struct mf_other_form {
		const char *text;
		size_t len;
	} * other; /* forms of these stems that are another word: they score only (ending.h) */
	size_t others;
	const char *root; /* or NULL */
	uint32_t root_len;
	double idf_exact, idf_stem, idf_root;
	const char **variant; /* other spellings that are searched too, at lower weight */
	size_t variants;
	const struct mf_sense *sense; /* a translated word: what it is in Arabic */
	size_t senses;
	const char *const *ids; /* a translated name: its entities */
	size_t entities;
	unsigned part_of;   /* a word of an expression: the group that is meant, + 1 */
	const char **alias; /* of a name: the other names of one word that its entity has, folded */
	size_t aliases;
};

#define MF_WORDS_MAX 256
struct mf_query_words {
	struct mf_query_word *v;
	size_t n, cap;
};

/* All that a plan is made from: of the archive its statistics, and no segment. */
enum mf_translate { MF_TRANSLATE_AUTO, MF_TRANSLATE_ALWAYS, MF_TRANSLATE_NEVER };

struct mf_dictionary;
struct mf_lookup {
	const struct mf_statistics *statistics;
	const struct mf_gazetteer *gazetteer;
	struct mf_stemmer *stemmer;
	struct mf_arena *arena;
	bool variants;                          /* rare words find other spellings of themselves */
	const struct mf_dictionary *dictionary; /* NULL: English words are not translated */
	enum mf_translate translate;
};

/* Living passages of the archive. */
static inline uint64_t mf_lookup_passages(const struct mf_lookup *look)
{
	return (uint64_t)mf_statistics_totals(look->statistics)->passages;
}

/* How rare something is that `count` of `all` passages have (BM25's weight, never below 0). */
double mf_idf(uint64_t all, uint64_t count);

/* Adds a word; returns its number.  The same word (form, exactness, prefix) is added once. */
size_t mf_words_add(struct mf_query_words *words, const struct mf_lookup *look, const char *typed,
		    const char *form, size_t form_len, int kind, enum mf_exactness exact, bool prefix);

/* Adds a stem, which the word must not have yet. */
void mf_words_add_stem(struct mf_query_word *word, const struct mf_lookup *look,
		       const struct mf_stem_term *t);
/* Is the form a name of the gazetteer, or a given name?  بريطانيا is not ب and another word. */
bool mf_words_is_name(const struct mf_lookup *look, const char *form, size_t len);

/* A word that is empty yet, at the end of the list. */
struct mf_query_word *mf_words_append(struct mf_query_words *words, const struct mf_lookup *look);
/* Of a stem that strangers share only this form is meant: candidates must be verified. */
void mf_words_only(struct mf_query_word *word, size_t stem, const struct mf_lookup *look, const char *form);

/* Takes a word for a name of the entity from now on. */
void mf_words_narrow(struct mf_query_words *words, size_t word, const struct mf_lookup *look,
		     uint32_t entity);

/* Is a form the one meant (term->only), or that after clitics, the article or both? */
bool mf_words_is_that_form(const struct mf_stem_term *term, const char *form, size_t len);
/* Is a form the word itself, or one of its aliases, or that with clitics or the article before it? */
bool mf_words_is_name_form(const struct mf_query_word *w, const char *form, size_t len);
/* Is a form the word itself, or the whole word, with its article, after clitics? */
bool mf_words_is_joined(const struct mf_query_word *w, const char *form, size_t len);

/* What may stand before a word that begins with a prefix: the article, alone and after a clitic. */
extern const char *const mf_prefix_runs[];

/* A prefix has at most this many forms with different stems. */
#define MF_EXPANSIONS 256

/* ---- one segment ---- */
#define MF_WHOLE 255
struct mf_word_match {
	uint32_t form; /* id; the key */
	uint16_t word;
	uint8_t how;    /* enum mf_match */
	uint8_t weight; /* what it counts, of MF_WHOLE; 0: the slot is free */
};

#define MF_FILTER 32768 /* bits */
struct mf_word_table {
	struct mf_word_match *slot; /* open addressing; a form may have several, one after the other */
	uint32_t mask;
	uint64_t filter[MF_FILTER / 64]; /* one bit for each form that is in, by its low bits */
};
/* Compiles the words for a segment; memory is the arena's. */
void mf_word_table_make(struct mf_word_table *t, const struct mf_query_words *words,
			const struct mf_segment *s, struct mf_arena *arena);

/* Can the form be in the table?  No for nearly all words of a passage. */
static inline bool mf_word_table_may(const struct mf_word_table *t, uint32_t form)
{
	return t->filter[form / 64 % (MF_FILTER / 64)] >> form % 64 & 1;
}

/* First match of a form, or NULL; then mf_word_table_next. */
static inline const struct mf_word_match *mf_word_table_find(const struct mf_word_table *t, uint32_t form)
{
	uint32_t at;

	if (!mf_word_table_may(t, form))
		return NULL;
	for (at = form * 0x9e3779b1u >> 8 & t->mask; t->slot[at].weight; at = (at + 1) & t->mask)
		if (t->slot[at].form == form)
			return &t->slot[at];
	return NULL;
}

static inline const struct mf_word_match *mf_word_table_next(const struct mf_word_table *t,
							     const struct mf_word_match *m)
{
	uint32_t form = m->form, at = (uint32_t)(m - t->slot);

	for (at = (at + 1) & t->mask; t->slot[at].weight; at = (at + 1) & t->mask)
		if (t->slot[at].form == form)
			return &t->slot[at];
	return NULL;
}

#endif
