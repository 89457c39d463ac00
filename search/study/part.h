/* SPDX-License-Identifier: GPL-2.0-or-later */
/* part.h - what a shard counts for a study of the whole (engine/remote.h).
 *
 * Each study counts things that have a text, and gives what it counted; those who add the counts of all
 * shards make the table, as of one index.
 *
 *	            total                                rows: text           numbers
 *	freq        documents passages words             the word             count passages documents
 *	ngrams      documents passages words             each word and a NUL  count documents
 *	collocates  occurrences, words near, in them,    the word             in all, near, in occurrences
 *	            in all
 *	timeline    -                                    -                    day, as uint32_t; documents
 *	                                                                      passages, documents in all
 *	concordance occurrences documents passages       by which it stands   segment passage first last
 *	                                                 in order, as bytes
 *	dispersion  occurrences documents words          id, title, places    day, as uint32_t; words
 *	                                                 and a NUL each       occurrences
 *	together    documents passages                   type and id, labels  passages documents 1
 *	                                                 a NUL each; or two   passages documents 2
 *	                                                 of type and id
 *
 * Places are decimal numbers with blanks between.  A dispersion gives the documents that can be on the page;
 * a concordance gives the lines that can be on the page; those that are on it are asked for once more.
 */
#ifndef MF_STUDY_PART_H
#define MF_STUDY_PART_H

#include "search/study/study.h"

#define MF_STUDY_NUMBERS 4
#define MF_STUDY_COUNT_MAX ((uint64_t)1 << 48)

struct mf_study_count {
	const char *text;
	size_t len;
	uint64_t number[MF_STUDY_NUMBERS];
};

struct mf_study_part {
	uint64_t total[MF_STUDY_NUMBERS];
	struct mf_study_count *v;
	size_t n;
};

struct mf_study_line { /* an occurrence that a shard gave */
	size_t shard;
	uint32_t segment, passage, first, last; /* words [first, last) of the passage */
};

/* All of it in the arena.  MF_E_LIMIT where there is more than can be counted exactly. */
int mf_study_part_run(struct mf_engine *engine, const struct mf_request *request,
		      const struct mf_study_options *options, struct mf_arena *arena,
		      struct mf_study_part *out, struct mf_error *err);
/* Can this be what such a study counted?  Numbers that do not fit each other are not. */
bool mf_study_part_valid(const struct mf_study_options *options, const struct mf_study_part *part);

/* The lines of a concordance as it shows them, `n` hits. */
int mf_study_part_lines(struct mf_engine *engine, const struct mf_study_options *options,
			const struct mf_study_line *line, size_t n, struct mf_arena *arena,
			struct mf_hit *out, struct mf_error *err);

#endif
