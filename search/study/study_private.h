/* SPDX-License-Identifier: GPL-2.0-or-later */
/* study_private.h - what the studies share: the walk over the streams, numbers for words, occurrences. */
#ifndef MF_STUDY_PRIVATE_H
#define MF_STUDY_PRIVATE_H

#include "indexer/analysis/names/entity.h"
#include "indexer/analysis/numbers/number.h"
#include "search/engine/matches.h"
#include "search/study/part.h"

/* One study while it runs. */
struct mf_study_run {
	struct mf_engine *engine;
	struct mf_index *index; /* the engine's */
	const struct mf_request *request;
	struct mf_matches matches; /* of the request */
	const struct mf_study_options *o;
	struct mf_arena *arena;
	struct mf_study *out;
	struct mf_study_part *part; /* a shard's: what was counted goes here, and there is no table */
	struct mf_study_part *far;  /* of shards that were asked, in the arena */
	size_t fars;
	struct mf_pool words; /* numbers for words, over all segments: forms or stems */
	uint8_t *stop;        /* by word: 0 not known, 1 no, 2 yes */
	size_t stop_cap;
};

/* ---- the walk ---- */
struct mf_study_passage {
	uint32_t segment, passage;
	const uint32_t *form; /* ids in the vocabulary of the segment */
	const uint32_t *word; /* numbers in run.words of the forms or stems */
	uint32_t n, title;    /* words in all; the first `title` of them are the title's */
	bool new_document;    /* the passage before was of another document */
};
typedef int mf_study_fn(void *ctx, const struct mf_study_passage *p, struct mf_error *err);

/* Calls fn for every match, segment by segment, passages ascending, until it fails or the time is over. */
int mf_study_each(struct mf_study_run *r, const struct mf_matches *matches, mf_study_fn *fn, void *ctx,
		  struct mf_error *err);
/* The forms of a passage, those of its title first; `title` may be NULL. */
int mf_study_forms(const struct mf_index *index, const struct mf_segment *s, uint32_t passage,
		   uint32_t **form, size_t *cap, uint32_t *n, uint32_t *title, struct mf_error *err);

/* MF_E_LIMIT where the time is over: of a study whose numbers mean nothing unless all was counted. */
int mf_study_in_time(struct mf_study_run *r, struct mf_error *err);

/* The number of a word that no stream here has. */
uint32_t mf_study_number(struct mf_study_run *r, const char *text, size_t len);
bool mf_study_stop(struct mf_study_run *r, uint32_t word); /* a function word? */
/* Its text, in the arena: of a stem, its most frequent form. */
const char *mf_study_word(struct mf_study_run *r, uint32_t word);
const char *mf_study_stem(struct mf_study_run *r, uint32_t word);
/* Orders words by their bytes, as qsort wants. */
int mf_study_compare(const struct mf_study_run *r, uint32_t a, uint32_t b);

/* ---- a document, read and cut into words again ---- */
struct mf_study_text {
	const struct mf_segment *segment;
	uint32_t document;
	bool named; /* names and numbers are found too */
	struct mf_buf room, text;
	const char *title; /* apart from the text, or "" */
	struct mf_tokens title_words, words;
	struct mf_mentions title_names, names;
	struct mf_numbers numbers;
};
void mf_study_text_init(struct mf_study_text *t);
void mf_study_text_release(struct mf_study_text *t);
/* Does nothing where it is the document in hand. */
int mf_study_text_load(struct mf_study_text *t, struct mf_index *index, struct mf_segment *s,
		       uint32_t document, bool named, struct mf_error *err);
/* Of a passage with a stream of n words: how many of them are those of a title apart from the text;
 * *token: where the passage begins among t->words. */
uint32_t mf_study_text_begin(const struct mf_study_text *t, uint32_t passage, uint32_t n, uint32_t *token);

/* ---- occurrences ---- */
struct mf_spans {
	struct mf_occurrences found; /* in the passage in hand, in order, not overlapping */
	struct mf_study_text text;
};
/* MF_E_USAGE where nothing can be an occurrence of the request. */
int mf_spans_init(struct mf_spans *s, struct mf_study_run *r, struct mf_error *err);
void mf_spans_release(struct mf_spans *s);
int mf_spans_find(struct mf_spans *s, struct mf_study_run *r, const struct mf_study_passage *p,
		  struct mf_error *err);

/* ---- shards ---- */
/* Of an engine without passages: what its shards counted, in r->far; else there is none. */
int mf_study_ask(struct mf_study_run *r, struct mf_error *err);
struct mf_study_count *mf_study_give(struct mf_study_run *r, size_t n); /* room in r->part */
void mf_study_give_word(struct mf_study_run *r, struct mf_study_count *to, uint32_t word);
void mf_study_give_texts(struct mf_study_run *r, struct mf_study_count *to,
			 const char *const *text); /* each and its NUL; NULL at the end */
/* How many of `n` rows are on the page or before it. */
size_t mf_study_reach(const struct mf_study_options *options, size_t n);

/* ---- rows ---- */
struct mf_study_cell *mf_study_rows(struct mf_study_run *r, const struct mf_study_column *column,
				    size_t columns, size_t rows); /* room for them */
void mf_study_add_total(struct mf_study *out, const char *name, uint64_t value);
/* Of `n` rows in order, those to show: from *first, so many. */
size_t mf_study_page(const struct mf_study_run *r, size_t n, size_t *first);

/* ---- the studies ---- */
int mf_study_freq(struct mf_study_run *r, struct mf_error *err);
int mf_study_ngrams(struct mf_study_run *r, struct mf_error *err);
int mf_study_collocates(struct mf_study_run *r, struct mf_error *err);
int mf_study_timeline(struct mf_study_run *r, struct mf_error *err);
int mf_study_dispersion(struct mf_study_run *r, struct mf_error *err);
int mf_study_together(struct mf_study_run *r, struct mf_error *err);
int mf_study_concordance(struct mf_study_run *r, struct mf_error *err);

#endif
