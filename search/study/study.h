/* SPDX-License-Identifier: GPL-2.0-or-later */
/* study.h - what scholars ask of all passages that match: how often, beside what, when, and where.
 *
 * A study takes the same request as a search and works on every match, not on the best ones: it reads
 * the streams of word forms, so most of them never touch the text.  Each gives one table.
 *
 *	freq          words by number of occurrences
 *	ngrams        rows of 2 to 5 words that occur at least twice
 *	collocates    words near the occurrences of the query, by log-likelihood
 *	timeline      documents a day, month or year
 *	concordance   every occurrence with what stands before and after it (KWIC)
 *	dispersion    where in each document the occurrences stand
 *	together      names that passages have together, by the number of documents
 *
 * Words are folded forms, or stems; near-identical passages all count.
 */
#ifndef MF_STUDY_H
#define MF_STUDY_H

#include "search/engine/engine.h"
#include "wrappers/libc/arena.h"

enum mf_study_kind {
	MF_STUDY_NONE,
	MF_STUDY_FREQ,
	MF_STUDY_NGRAMS,
	MF_STUDY_COLLOCATES,
	MF_STUDY_TIMELINE,
	MF_STUDY_CONCORDANCE,
	MF_STUDY_DISPERSION,
	MF_STUDY_TOGETHER,
	MF_STUDIES
};
extern const char *const mf_study_names[MF_STUDIES];  /* "", "freq", ... as above */
extern const char *const mf_study_labels[MF_STUDIES]; /* for people, not translated yet */

enum mf_study_unit { MF_UNIT_FORMS, MF_UNIT_STEMS };
enum mf_study_period { MF_PERIOD_DAY, MF_PERIOD_MONTH, MF_PERIOD_YEAR };
enum mf_study_order { MF_ORDER_DOCUMENT, MF_ORDER_NEXT, MF_ORDER_PREVIOUS, MF_ORDER_DATE };

#define MF_NGRAM_MIN 2
#define MF_NGRAM_MAX 5

struct mf_study_options {
	enum mf_study_kind kind;
	enum mf_study_unit unit;     /* freq, collocates */
	enum mf_study_period period; /* timeline */
	enum mf_study_order order;   /* concordance */
	unsigned ngram;              /* words of a row, MF_NGRAM_MIN to MF_NGRAM_MAX */
	unsigned window;             /* collocates: words on each side */
	unsigned context;            /* concordance: words on each side */
	const char *document;        /* dispersion: of this one alone; NULL or "": of all */
	uint32_t names;              /* together: 1 << enum mf_entity_type of those that count */
	bool no_stop_words;          /* function words are left out (rows: where they stand at an end) */
	size_t limit, offset;        /* rows */
};

enum mf_column_kind {
	MF_COLUMN_TEXT,  /* words of documents; at the end of a line for people */
	MF_COLUMN_LABEL, /* short ASCII text, in its place */
	MF_COLUMN_NUMBER,
	MF_COLUMN_PLACES, /* numbers with blanks between, all below the cell's number */
};

struct mf_study_column {
	const char *name;
	enum mf_column_kind kind;
	unsigned decimals;
	bool bar;    /* people see a bar of this number too */
	bool hidden; /* for programs alone */
};

/* Which of the two is used depends on the column; "" and NAN are null.  Places use both. */
struct mf_study_cell {
	const char *text;
	double number;
};

struct mf_study_total {
	const char *name;
	uint64_t value;
};

#define MF_STUDY_TOTALS 6
struct mf_study {
	enum mf_study_kind kind;
	const char *query, *interpreted;
	const char *note; /* a limit that was met, or "" */
	bool partial;     /* the time was over before all was counted */
	const struct mf_study_column *column;
	size_t columns;
	const struct mf_study_cell *cell;             /* row by row */
	size_t rows, found;                           /* of so many, before limit and offset */
	struct mf_study_total total[MF_STUDY_TOTALS]; /* over all matches */
	size_t totals;
	const char *const *missing; /* shards that did not answer, with why */
	size_t missings, shards;    /* of so many; shards 0: an index here */
	struct mf_results lines;    /* concordance: a hit for each line, its one mark the occurrence */
};

/* Everything in *out is the arena's, which the caller resets. */
int mf_study_run(struct mf_engine *engine, const struct mf_request *request,
		 const struct mf_study_options *options, struct mf_arena *arena, struct mf_study *out,
		 struct mf_error *err);

#endif
