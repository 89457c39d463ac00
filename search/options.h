/* SPDX-License-Identifier: GPL-2.0-or-later */
/* options.h - what mufahris-search can be asked to do: one table for the parser, --help, the check of
 * the man page and the completions of shells. */
#ifndef MF_SEARCH_OPTIONS_H
#define MF_SEARCH_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "search/engine/engine.h"
#include "search/study/study.h"
#include "wrappers/libc/options.h"

/* The values of choices, in the order of the table. */
enum mf_within { MF_WITHIN_DOCUMENT, MF_WITHIN_PASSAGE };
enum mf_group_by { MF_GROUP_PASSAGE, MF_GROUP_DOCUMENT };
enum mf_duplicates { MF_DUPLICATES_SHOW, MF_DUPLICATES_COLLAPSE, MF_DUPLICATES_LIST };
enum mf_color_when { MF_COLOR_AUTO, MF_COLOR_ALWAYS, MF_COLOR_NEVER };
enum mf_bidi_when { MF_BIDI_WHEN_AUTO, MF_BIDI_WHEN_ISOLATE, MF_BIDI_WHEN_VISUAL, MF_BIDI_WHEN_NONE };

#define MF_NOT_ASKED UINT32_MAX

/* What was asked.  Strings are borrowed from argv or the arena; NULL = not given. */
struct mf_search_options {
	const char *db, *cluster;
	bool require_all;
	bool strict, exact, no_expand, no_variants, narrower, no_adjectives;
	struct mf_strings entity, person, place, org, source, ranking;
	unsigned within; /* enum mf_within */
	const char *date, *mentions;
	uint32_t facets; /* 1 << enum mf_facet_kind each; 0 = none */
	uint64_t facet_limit;
	uint64_t limit, offset;
	unsigned group_by, duplicates, sort; /* enum mf_group_by, mf_duplicates, mf_sort */
	unsigned format;                     /* place in mf_writer_formats */
	uint64_t snippet;                    /* characters */
	unsigned color, bidi;                /* enum mf_color_when, mf_bidi_when */
	bool explain;
	unsigned freq, collocates, timeline; /* enum mf_study_unit, mf_study_period; MF_NOT_ASKED */
	uint64_t ngrams;                     /* 0: not asked */
	bool concordance, no_stop_words;
	const char *dispersion;   /* a document, or "" for all; NULL: not asked */
	uint32_t together;        /* 1 << enum mf_entity_type each; 0: not asked */
	unsigned kwic_sort;       /* enum mf_study_order */
	uint64_t window, context; /* words on each side */
	unsigned study;           /* enum mf_study_kind: which of these it is */
	const char *suggest, *batch, *tag, *show, *save, *saved, *forget, *new_since, *added_since;
	bool no_pager;
	const char *print_completion;
	bool help, version;

	unsigned translate;     /* enum mf_translate */
	const char *dictionary; /* NULL: the one built in */

	const char *note;   /* what readers should know of how the options were read, or NULL */
	const char *query;  /* the operands, blanks between; "" without any */
	size_t query_words; /* number of operands */
};

extern const struct mf_program mf_search_program;
extern const struct mf_search_options mf_search_defaults;
#define MF_GROUP_OUTPUT "Output" /* heading of the options that say how results are printed */

/* Fills *out with the defaults and what argv says; --format=trec implies one result a document, nothing
 * collapsed.  MF_E_USAGE: one line that names the option. */
int mf_search_options_parse(int argc, char **argv, struct mf_arena *arena, struct mf_search_options *out,
			    struct mf_error *err);

/* Appends the text of --help: the table, the syntax of queries and their fields. */
void mf_search_options_help(struct mf_buf *out);

#endif
