/* SPDX-License-Identifier: GPL-2.0-or-later */
/* matches.h - every passage that matches a request, and where what it asks for stands in them: all that
 * a reader of whole matches (search/study) needs to know of a search. */
#ifndef MF_ENGINE_MATCHES_H
#define MF_ENGINE_MATCHES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "search/engine/engine.h"

/* The passages of one segment that match, ascending. */
struct mf_matched {
	uint32_t *passage;
	size_t n, cap;
};

struct mf_search;

struct mf_sought { /* an entity whose names are occurrences */
	const char *id;
	bool adjectives; /* the adjective of a country too */
};

/* The caller's, like all that it points to but the index.  Of an engine that asks shards: without passages.
 */
struct mf_matches {
	struct mf_index *index;         /* the engine's */
	const struct mf_matched *match; /* one a segment of the index */
	const char *interpreted;        /* how the query was read, "" where as typed */
	const char *warning;            /* what the reader should know, or "" */
	const struct mf_sought *sought; /* entities of the query; where it has nothing, of the filters */
	size_t soughts;
	bool by_filter; /* of the filters */
	bool words;     /* the query has words to look for */
	struct mf_matching *inside;
};
int mf_matches_find(struct mf_matches *out, struct mf_engine *engine, const struct mf_request *request,
		    struct mf_error *err);
void mf_matches_release(struct mf_matches *m);
struct mf_search *mf_matches_search(const struct mf_matches *m); /* as it was prepared; to ask shards */

/* ---- occurrences ---- */
struct mf_occurrence {
	uint32_t first, last; /* words [first, last) of the passage's stream */
};

struct mf_occurrences {
	struct mf_occurrence *v;
	size_t n, cap;
};
void mf_occurrences_add(struct mf_occurrences *list, uint32_t first, uint32_t last);

/* Adds the words, phrases and neighbours of the query that stand in a passage that matches, in no
 * order.  *names and *numbers: it has a name that is sought, a number in words; no stream says where. */
void mf_matches_places(struct mf_matches *m, uint32_t segment, uint32_t passage, struct mf_occurrences *out,
		       bool *names, bool *numbers);
/* Does the query ask for this number? */
bool mf_matches_number(const struct mf_matches *m, const char *value);

#endif
