/* SPDX-License-Identifier: GPL-2.0-or-later */
/* remote.h - passages that lie elsewhere: what an engine without segments asks of shards that have them, and
 * what a shard answers (part.h makes the answers).
 *
 * Both plan from the statistics of the archive, so a shard's scores, labels and counts are those of the
 * whole; what is left to do is to merge.  All that a shard gave lives in the arena of the search.
 */
#ifndef MF_ENGINE_REMOTE_H
#define MF_ENGINE_REMOTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "search/engine/complete.h"
#include "search/engine/result.h"

struct mf_search;
struct mf_request;
struct mf_found;
struct mf_candidate;
struct mf_twin;
struct mf_study_options; /* of studies: search/study/part.h */
struct mf_study_part;
struct mf_study_line;

/* A passage that a shard found, with all that decides its place. */
struct mf_far {
	uint32_t segment, passage; /* there */
	uint32_t document;         /* its number in the segment */
	uint32_t ordinal;          /* of the passage in its document */
	int32_t day;               /* or MF_NO_DAY */
	uint64_t signature;
	const char *id; /* of the document */
	size_t id_len;
	double first, score; /* of the two stages */
	bool below;          /* see struct mf_candidate */
};

struct mf_far_value { /* of a facet, before anything is chosen or put in order */
	const char *id, *label, *label_en;
	int32_t day; /* of dates */
	uint64_t count, by_nisba;
};

struct mf_far_facet { /* of one kind, from one shard */
	const struct mf_far_value *v;
	size_t n;
	uint64_t rest; /* documents without a date, or a source */
};

struct mf_far_form { /* a word that comes after another */
	const char *text;
	size_t len;
	uint64_t count;
};

/* Returns of all: 0, or an error; that a shard is missing is none, and said by `missing`. */
struct mf_remote {
	void *self;
	/* A request begins: every shard counts again. */
	void (*begin)(void *self);
	/* Shards that did not answer what this request asked so far: their number, and in *list lines that
	 * name them and say why; *shards: how many there are.  The lines are the caller's arena's. */
	size_t (*missing)(void *self, struct mf_arena *arena, const char *const **list, size_t *shards);
	/* Which of the plan's quotations stand in some living passage. */
	int (*stands)(void *self, struct mf_search *s, bool *stands, struct mf_error *err);
	/* As mf_search_collect, with the facets of the request; out->total is the sum of what the shards saw,
	 * and out->all says that they saw all. */
	int (*find)(void *self, struct mf_search *s, unsigned max, bool all, struct mf_found *out,
		    struct mf_error *err);
	int (*show)(void *self, struct mf_search *s, const struct mf_candidate *from, size_t n, unsigned rank,
		    struct mf_hit *out, struct mf_error *err);
	/* What is shown of n near-copies. */
	int (*copies)(void *self, struct mf_search *s, const struct mf_twin *const *twin, size_t n,
		      struct mf_copy *out, struct mf_error *err);
	/* One document; MF_E_NOTFOUND where no shard has it, and all have answered. */
	int (*document)(void *self, struct mf_search *s, const char *id, struct mf_results *out,
			struct mf_error *err);
	/* Words that begin with `prefix` and come after `before`, both folded, in documents whose ids hash to
	 * `last` at most; each form once a shard. */
	int (*follow)(void *self, const char *before, const char *prefix, uint64_t last, bool by_postings,
		      struct mf_arena *arena, struct mf_far_form **out, size_t *n, struct mf_error *err);
	/* The names of all sources, some once for each shard. */
	int (*sources)(void *self, struct mf_arena *arena, const char ***out, size_t *n,
		       struct mf_error *err);
	/* What each shard counted for a study; one that is missing has counted nothing.  MF_E_LIMIT where a
	 * shard has more than it can count exactly. */
	int (*study)(void *self, struct mf_search *s, const struct mf_study_options *options,
		     struct mf_study_part *out, struct mf_error *err);
	/* Lines of a concordance; those of a missing shard have no fragment, the others one with one mark. */
	int (*lines)(void *self, struct mf_search *s, const struct mf_study_options *options,
		     const struct mf_study_line *line, size_t n, struct mf_arena *arena, struct mf_hit *out,
		     struct mf_error *err);
};

/* What is said of an answer that lacks shards, before what else there is to say of it; in the arena. */
const char *mf_remote_note(struct mf_arena *arena, const char *const *missing, size_t missings, size_t shards,
			   const char *other);

#endif
