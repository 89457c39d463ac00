/* SPDX-License-Identifier: GPL-2.0-or-later */
/* result.h - what a search found, as the engine hands it to a writer.
 *
 * Results own their memory, but for the labels of entities, which are the index's.  Start with
 * MF_RESULTS_INIT; a search empties them first, mf_results_release gives the memory back.  Strings that
 * are absent are "".
 */
#ifndef MF_RESULT_H
#define MF_RESULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/analysis/place.h"
#include "wrappers/libc/arena.h"

/* A piece of text with marked words: marks are byte ranges of `text`, in order, whole words, not
 * overlapping.  `cut_before`/`cut_after`: the text goes on there (an ellipsis is due). */
struct mf_mark {
	uint32_t begin, end;
	uint8_t how;  /* enum mf_match: how the word matched */
	uint8_t word; /* which word of the query, from 0; 255 = several */
};

enum mf_match {
	MF_MATCH_EXACT,
	MF_MATCH_STEM,
	MF_MATCH_PLURAL,
	MF_MATCH_CLITIC,
	MF_MATCH_ROOT,
	MF_MATCH_NUMBER,
	MF_MATCH_ENTITY,
	MF_MATCH_VARIANT,
	MF_MATCH_PREFIX,
	MF_MATCHES
};
extern const char *const mf_match_names[MF_MATCHES]; /* "same form", "stem", "broken plural", ... */

struct mf_locus;
struct mf_fragment {
	const char *text;
	size_t len;
	uint32_t begin; /* byte of the document's text where it starts; UINT32_MAX: a title apart */
	const struct mf_mark *mark;
	size_t marks;
	const struct mf_locus *const *spot; /* of each mark; NULL: not known */
	bool cut_before, cut_after;
};

struct mf_hit_entity {
	const char *id, *label, *label_en;
	uint8_t type; /* enum mf_entity_type */
};

/* Where in its document something stands, as one would cite it; "" what is not known. */
struct mf_locus {
	const char *value[MF_PLACE_KINDS];
	const char *part; /* the same, for --show=ID#PART (spots.h) */
};

struct mf_copy { /* a near-identical passage that a result stands for */
	const char *document, *title, *date, *source, *url;
	uint32_t passage;
};

struct mf_reason {         /* --explain: one line for each word of the query that matched */
	const char *word;  /* as typed */
	const char *found; /* as it stands in the passage */
	uint8_t how;       /* enum mf_match */
	double weight;     /* its share of the score */
};

struct mf_hit {
	unsigned rank; /* from 1 */
	double score;
	const char *document, *title, *source, *url, *author, *path;
	const char *date, *date_source; /* YYYY-MM-DD; where it was taken from */
	const char *added;       /* when the index got it, 2022-01-06T05:31:00Z; "" where it is not known */
	const char *date_stated; /* as the source has it, where `date` was corrected, is in doubt, or stands
				    for a month or a year; "" where `date` says it all */
	const char
		*date_doubt; /* the day that the weekdays of the text speak for; "" where none is in doubt */
	uint32_t passage;    /* ordinal in the document, from 0 */
	uint32_t begin, end; /* bytes of the passage in the document's text */
	const struct mf_locus *spot; /* of its first marked word, else of its beginning; NULL: not known */
	const struct mf_fragment *title_marks; /* the title with its marks, or NULL */
	const struct mf_fragment *fragment;    /* the snippet: one or more */
	size_t fragments;
	const struct mf_hit_entity *entity;
	size_t entities;
	const char *const *mention; /* days mentioned, YYYY-MM-DD or FROM..TO */
	size_t mentions;
	const char *const *extra;   /* name, value, name, value ... */
	size_t extras;              /* number of pairs */
	unsigned duplicates;        /* near-identical passages that it stands for */
	const struct mf_copy *copy; /* these, where the request lists them */
	size_t copies;
	const struct mf_reason *reason;
	size_t reasons;
};

struct mf_meaning {
	const char *text;
	double weight;     /* 1 for the likeliest one */
	uint64_t passages; /* that have it; of an expression at most so many */
};

struct mf_translation {             /* an English word of the query, and what it is in Arabic */
	const char *word;           /* as typed */
	const struct mf_meaning *v; /* the likeliest one first */
	size_t n;
};

struct mf_facet_value {
	const char *id; /* entity id, date, month, year or source; "" for (no date) */
	const char *label, *label_en;
	uint64_t count;    /* documents */
	uint64_t by_nisba; /* of these, documents that have only the adjective */
	bool selected;
	bool guessed; /* a name that no list has: rules took it for one */
};

struct mf_facet {
	const char *name; /* "person", "place", "org", "date", "month", "year", "mentioned", "source" */
	const struct mf_facet_value *value;
	size_t values;
	size_t total_values;      /* before the limit of the request */
	bool in_time;             /* values are dates, in their order; no limit holds for them */
	bool exact;               /* the counts are */
	bool own_filter_left_out; /* what the request asks of this very facet does not narrow it */
};

struct mf_results {
	const char *query;       /* as typed */
	const char *interpreted; /* how it was read, for people: "" where as typed */
	const char *meant;       /* did you mean, or "" */
	const struct mf_translation *translation;
	size_t translations;
	uint64_t total;     /* passages (or documents with --group-by=document) */
	uint64_t documents; /* documents; 0 of some results: not counted */
	bool exact;         /* total and counts are exact */
	bool whole;         /* one document: the only hit is its whole text, total the words marked */
	bool partial;       /* the time was over before all was looked at */
	double took_ms;
	const char *warning; /* one line, or "" */
	size_t shards;       /* of a cluster that were asked; 0: no cluster */
	const char *const
		*missing; /* those that did not answer, each with the reason: nothing here is of them */
	size_t missings;
	const struct mf_hit *hit;
	size_t hits;
	const struct mf_facet *facet;
	size_t facets;
	const char *explain_lexemes, *explain_tree, *explain_query; /* --explain, else "" */
	const char *explain_filters;                                /* one a line, or NULL */
	struct mf_arena arena;                                      /* where all this is */
};
#define MF_RESULTS_INIT                                                                                      \
	{                                                                                                    \
		.query = ""                                                                                  \
	}
void mf_results_reset(struct mf_results *results); /* nothing found; keeps the memory for the next search */
void mf_results_release(struct mf_results *results);

/* Does the first fragment begin with the line that is the title too? */
bool mf_begins_with_title(const struct mf_hit *hit);

#endif
