/* SPDX-License-Identifier: GPL-2.0-or-later */
/* engine.h - a query and its filters against an index: ranked passages, snippets, facets.
 *
 *	request -> tree (search/query) -> plan (plan.h) -> Xapian query -> candidates, verified on
 *	their streams (match.h) -> scored again (rank.h) -> snippets (snippet.h), facets (facets.h)
 *
 * An engine is an open index and one thread's; several engines may be at work in as many threads.
 */
#ifndef MF_ENGINE_H
#define MF_ENGINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/analysis/dates/date.h"
#include "indexer/store/index.h"
#include "search/engine/result.h"
#include "search/engine/words.h"
#include "wrappers/libc/error.h"

enum mf_sort { MF_SORT_RELEVANCE, MF_SORT_NEWEST, MF_SORT_OLDEST };

enum mf_facet_kind {
	MF_FACET_PERSON,
	MF_FACET_PLACE,
	MF_FACET_ORG,
	MF_FACET_DATE,
	MF_FACET_MONTH,
	MF_FACET_YEAR,
	MF_FACET_MENTIONED,
	MF_FACET_SOURCE,
	MF_FACETS
};
extern const char *const mf_facet_names[MF_FACETS + 1];
#define MF_FACETS_DEFAULT                                                                                    \
	(1u << MF_FACET_PERSON | 1u << MF_FACET_PLACE | 1u << MF_FACET_ORG | 1u << MF_FACET_DATE)

/* --entity=A,B is one of these: any of the names; several of them must all hold. */
struct mf_entity_filter {
	const char *names; /* "id" or "name", commas between */
	int type;          /* enum mf_entity_type, or -1 for any */
};

/* How much each kind of evidence counts; mf_ranking_default is what was measured best. */
struct mf_ranking {
	double k1, b;             /* BM25 */
	double exact, stem, root; /* weights of the channels */
	double entity;            /* weight of a name matched through the gazetteer */
	double proximity, window; /* of neighbouring words of the query; words between them at most */
	double title;             /* a word of the title counts as so many */
	double variant;           /* another spelling of a rare word counts as so many */
	double coverage;          /* exponent of the share of the query's words that a passage has */
	unsigned depth;           /* candidates that are scored again */
};
extern const struct mf_ranking mf_ranking_default;

struct mf_request {
	const char *query;
	unsigned query_flags; /* MF_QUERY_STRICT, MF_QUERY_EXACT */
	const struct mf_entity_filter *entity;
	size_t entities;
	bool within_document;
	bool narrower;               /* a place also means the places in it */
	bool no_nisba;               /* adjectives do not count for their country */
	const char *date, *mentions; /* ranges as mf_range_parse reads them, or NULL */
	int64_t added_since;         /* only documents added then or later, in seconds since 1970; 0: all */
	const char *const *source;
	size_t sources;
	int32_t today;
	unsigned limit, offset;
	bool by_document, show_duplicates, list_duplicates, explain;
	bool expand;                 /* words that name an entity find its other names */
	bool variants;               /* rare words find other spellings of themselves */
	enum mf_translate translate; /* English words, where the engine has a dictionary */
	bool ids_only;               /* no snippets, no entities, no reasons: for batch runs */
	enum mf_sort sort;
	unsigned facets;      /* bits 1 << enum mf_facet_kind */
	unsigned facet_limit; /* values of each facet that is not in time; 0: all */
	unsigned snippet;     /* characters; 0: the whole passage */
	struct mf_ranking ranking;
	double seconds; /* that the answer may take; what is found then is the answer; 0: as long as it takes
			 */
	const bool *stands; /* which of the quotations stand somewhere, where it is known; NULL: look */
	size_t stands_n;
	uint64_t plan; /* hash of what has to come of it (mf_search_plan_hash), or 0 */
};
void mf_request_init(struct mf_request *request); /* the defaults */

struct mf_engine;
int mf_engine_open(struct mf_engine **out, const char *dir, struct mf_error *err);
/* Opens an archive with the segments of these members alone (mf_index_open_part): a shard; with none, an
 * engine that answers by asking shards, once it has them. */
int mf_engine_open_part(struct mf_engine **out, const char *dir, const char *const *folder, size_t n,
			size_t *member, struct mf_error *err);
struct mf_remote;
/* Where the passages lie; it stays the caller's. */
void mf_engine_ask(struct mf_engine *engine, const struct mf_remote *remote);
const struct mf_remote *mf_engine_remote(const struct mf_engine *engine); /* NULL: in its index */
void mf_engine_free(struct mf_engine *engine);                            /* NULL accepted */
/* Reads what English words are in Arabic: of a dictionary in the form of dictd, or, with NULL, of the one
 * that was compiled with mufahris; MF_E_NOTFOUND where there is none. */
int mf_engine_dictionary(struct mf_engine *engine, const char *path, struct mf_error *err);
struct mf_index *mf_engine_index(struct mf_engine *engine);
/* What a request has come to: rc, unless something that it read is damaged; then MF_E_CORRUPT, and what was
 * found is no answer.  All requests end with it. */
int mf_engine_answered(const struct mf_engine *engine, int rc, struct mf_error *err);

/* The time of a request begins; and is it over?  Once it is, it is so until the next one begins. */
void mf_engine_begin(struct mf_engine *engine, double seconds);
bool mf_engine_late(struct mf_engine *engine);
bool mf_engine_was_late(const struct mf_engine *engine); /* something was left out, since it was asked */
/* What the reader of such an answer should know, before another note. */
const char *mf_engine_late_note(struct mf_arena *arena, const char *other);

/* Results are the caller's, from MF_RESULTS_INIT or an earlier search on; they must be released, also after
 * an error, and before the engine is freed. */
int mf_engine_search(struct mf_engine *engine, const struct mf_request *request, struct mf_results *out,
		     struct mf_error *err);
/* A search whose results come piece by piece, so that there may be many: *about says how many and how it was
 * read, and has to stay as it is until the stream is freed; each piece is in *out, and lives until the next.
 * No hits: it was the last.  Of an engine that asks shards all are found at once, and shown piece by piece.
 */
struct mf_stream;
int mf_stream_open(struct mf_stream **out, struct mf_engine *engine, const struct mf_request *request,
		   struct mf_results *about, struct mf_error *err);
int mf_stream_next(struct mf_stream *stream, size_t most, struct mf_results *out, struct mf_error *err);
void mf_stream_free(struct mf_stream *stream); /* NULL accepted */
/* One document, whole, with every word of the query marked: one hit whose only fragment is the text.
 * MF_E_NOTFOUND where no document has the id. */
int mf_engine_document(struct mf_engine *engine, const struct mf_request *request, const char *id,
		       struct mf_results *out, struct mf_error *err);

#endif
