/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xapian-c.h - libxapian for programs written in C.
 *
 * A thin binding of the Xapian search library (1.4.20 and later): writing databases, reading them,
 * building queries, searching, compacting and checking.  It adds no policy: no text is analysed, no file
 * but Xapian's own is read, nothing is printed.  Every name begins with xc_ or XC_.
 *
 * A search from end to end (cc search.c $(pkg-config --cflags --libs xapian-c)):
 *
 *	struct xc_error err;
 *	struct xc_db *db = NULL;
 *	struct xc_query *query = NULL;
 *	struct xc_hits *hits = NULL;
 *	struct xc_hit hit;
 *	int rc = xc_db_open(&db, "index", &err);
 *	if (rc == 0) rc = xc_query_term(&query, "word", 4, 1, &err);
 *	if (rc == 0) rc = xc_search_run(&hits, db, query, NULL, &err);
 *	for (uint32_t i = 0; rc == 0 && i < xc_hits_count(hits); i++) {
 *		rc = xc_hits_get(hits, i, &hit, &err);
 *		...
 *	}
 *	if (rc < 0) fprintf(stderr, "%s\n", err.text);
 *	xc_hits_free(hits); xc_query_free(query); xc_db_free(db);
 *
 * STATUS.  A function that can fail returns an int: XC_OK (0), or a negative enum xc_status.  Iterators
 * return 1 for an item, 0 at the end, and a negative status.  The last parameter, a `struct xc_error`, is
 * the caller's, is filled when the call fails and left alone when it succeeds; NULL is accepted.  No C++
 * exception ever leaves the library.  Functions that return nothing, or a plain number, cannot fail.
 *
 * OWNERSHIP.  What a function hands out through its first parameter, `out`, is the caller's, and is freed
 * by the xc_..._free() of its type; these accept NULL.  On failure *out is NULL.  Query constructors
 * consume their children, on failure too.  Nothing else keeps a pointer to the caller's memory after it
 * returns.  Iterators, documents and hits stay valid after xc_db_free(): they share the database.
 *
 * STRINGS are bytes with a length and may hold NUL; terms and values are compared as bytes.  Strings that
 * come back are either views, valid until the next call on the handle that gave them or its end, or
 * copies, to be freed by xc_free(); each function says which.  Both are followed by a NUL byte that is
 * not counted.  File names are ordinary C strings.
 *
 * THREADS.  A handle, and all handles made from it, belong to one thread at a time: Xapian does no
 * locking.  Another thread opens the same paths anew.  Queries too are to be built by the thread that
 * searches with them.
 *
 * SHARDS.  Several databases opened together are one, whose documents have global numbers: see
 * xc_docid_global().
 *
 * VERSIONS.  This header and the library have one number, MAJOR.MINOR.PATCH.  MAJOR is that of the soname
 * (libxapian-c.so.1) and grows when a function goes, or a call, a number or a struct changes its meaning;
 * MINOR grows when something is added; PATCH for all else.  A program that was built with an older MINOR
 * runs with a newer one.
 */
#ifndef XC_XAPIAN_C_H
#define XC_XAPIAN_C_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif
#if defined(__GNUC__)
#pragma GCC visibility push(default)
#endif

/* ---- Version, status, errors -------------------------------------------------------------------- */

#define XC_VERSION "1.0.0"
#define XC_VERSION_MAJOR 1
#define XC_VERSION_MINOR 0
#define XC_VERSION_PATCH 0

/* One number of the three, for comparing. */
#define XC_VERSION_MAKE(major, minor, patch) ((major)*10000u + (minor)*100u + (patch))
#define XC_VERSION_NUMBER XC_VERSION_MAKE(XC_VERSION_MAJOR, XC_VERSION_MINOR, XC_VERSION_PATCH)

/* XC_VERSION_NUMBER of the library that is running. */
unsigned xc_version(void);

/* The version of libxapian that is running, such as "1.4.22"; static. */
const char *xc_xapian_version(void);

enum xc_status {
	XC_OK = 0,
	XC_E_NOMEM = -1,        /* out of memory */
	XC_E_INVALID = -2,      /* a bad argument: empty or too long term, wrong operator, docid 0 */
	XC_E_OPERATION = -3,    /* not now: a second xc_writer_begin(), a NEAR without terms */
	XC_E_NOTFOUND = -4,     /* no such database (path), or no such document */
	XC_E_EXISTS = -5,       /* XC_CREATE and the database is there; or it cannot be created */
	XC_E_LOCKED = -6,       /* another writer has the database open */
	XC_E_MODIFIED = -7,     /* the writer has overtaken this reader: xc_db_reopen() and start again */
	XC_E_CORRUPT = -8,      /* the database is damaged; rebuild it */
	XC_E_VERSION = -9,      /* the database has a format this library does not read */
	XC_E_OPENING = -10,     /* the database cannot be opened, see sys_errno */
	XC_E_IO = -11,          /* reading or writing failed, no space left: see sys_errno */
	XC_E_NETWORK = -12,     /* a remote shard is not reachable; free the handle, open a new one */
	XC_E_TIMEOUT = -13,     /* a remote shard did not answer in time; the same */
	XC_E_CLOSED = -14,      /* the writer was closed */
	XC_E_UNSUPPORTED = -15, /* not implemented, or not by this kind of database */
	XC_E_RANGE = -16,       /* a number is out of range */
	XC_E_QUERY = -17,       /* a query cannot be run so: a wildcard has more terms than its limit */
	XC_E_CALLBACK = -18,    /* a callback of the caller asked to stop */
	XC_E_INTERNAL = -19     /* a bug of Xapian's or of this binding */
};

struct xc_error {
	int code;       /* enum xc_status */
	int sys_errno;  /* errno of the system call that failed, or 0 */
	char type[32];  /* the class of the C++ exception, such as "DatabaseLockError"; or "" */
	char text[464]; /* one line: what is wrong */
};

#define XC_ERROR_INIT                                                                                        \
	{                                                                                                    \
		0, 0, "", ""                                                                                 \
	}

/* The name of a status, "XC_E_LOCKED"; static, and "XC_E_?" for a number that is none. */
const char *xc_status_name(int status);

/* Frees a string that was returned as a copy.  NULL is accepted. */
void xc_free(void *copy);

/* ---- Documents ---------------------------------------------------------------------------------- */

/* The longest term, in bytes, each NUL in it counting twice. */
#define XC_TERM_MAX 245

/* A slot number that stands for none. */
#define XC_NO_SLOT UINT32_MAX

/* A document being filled for a writer, or one read from a database.  To index many, use one handle and
 * xc_doc_clear() it: nothing of a document is kept by the writer's handle. */
struct xc_doc;

/* A term and a count: in a document its wdf, how often it occurs there; 0 makes it a boolean term, which
 * filters but has no part in weights or lengths.  In a query its wqf, usually 1. */
struct xc_term {
	const char *text;
	uint32_t len;
	uint32_t wdf;
};

int xc_doc_new(struct xc_doc **out, struct xc_error *err);
void xc_doc_free(struct xc_doc *doc);

/* Makes the document empty again: terms, values, data. */
int xc_doc_clear(struct xc_doc *doc, struct xc_error *err);

/* Adds `wdf` occurrences of a term; a term given twice has its wdf summed. */
int xc_doc_add_term(struct xc_doc *doc, const char *term, size_t len, uint32_t wdf, struct xc_error *err);

/* Adds n terms in one call, in any order; on failure those before the bad one have been added. */
int xc_doc_add_terms(struct xc_doc *doc, const struct xc_term *terms, size_t n, struct xc_error *err);

/* Adds an occurrence of a term at a position (from 1), and `wdf` to its wdf.  Positions are what
 * XC_OP_PHRASE and XC_OP_NEAR look at. */
int xc_doc_add_posting(struct xc_doc *doc, const char *term, size_t len, uint32_t position, uint32_t wdf,
		       struct xc_error *err);

/* Sets the value in a slot, which sorting, collapsing, ranges and callbacks use; an empty one removes it. */
int xc_doc_set_value(struct xc_doc *doc, uint32_t slot, const void *value, size_t len, struct xc_error *err);

/* Sets the data, which Xapian only keeps: usually what a result shows. */
int xc_doc_set_data(struct xc_doc *doc, const void *data, size_t len, struct xc_error *err);

/* The number of the document in the database that it was read from, for several databases the one in its
 * own shard; 0 for a new document. */
uint32_t xc_doc_docid(const struct xc_doc *doc);

/* The data, or the value in a slot (empty where there is none).  Views of the document, valid until the
 * next call on it. */
int xc_doc_data(struct xc_doc *doc, const char **data, size_t *len, struct xc_error *err);
int xc_doc_value(struct xc_doc *doc, uint32_t slot, const char **value, size_t *len, struct xc_error *err);

/* ---- Writing ------------------------------------------------------------------------------------ */

struct xc_writer;

enum xc_write_flags {
	XC_CREATE_OR_OPEN = 0, /* one of these four */
	XC_CREATE_OR_OVERWRITE = 1,
	XC_CREATE = 2,     /* XC_E_EXISTS where there is one */
	XC_OPEN = 3,       /* XC_E_NOTFOUND where there is none */
	XC_NO_SYNC = 0x04, /* no fsync: a commit is safe from a kill, not from power loss */
	XC_FULL_SYNC = 0x08,
	XC_DANGEROUS = 0x10,   /* overwrite blocks in place: when interrupted, the database is damaged */
	XC_NO_TERMLIST = 0x20, /* smaller and faster; no delete, no replace, no list of a
				* document's terms; to be given at every opening for writing */
	XC_RETRY_LOCK = 0x40   /* wait for another writer instead of XC_E_LOCKED */
};

/* Opens a database for writing.  The directory is made, its parent must exist.  block_size is a power of
 * two from 2048 to 65536, or 0 for the default (8192); it matters for a new database only.
 * Mind fork(): a child that inherits an open writer keeps the lock after the parent has closed it. */
int xc_writer_open(struct xc_writer **out, const char *path, unsigned flags, unsigned block_size,
		   struct xc_error *err);

/* Commits, releases the lock and closes; every later call but xc_writer_free() gives XC_E_CLOSED. */
int xc_writer_close(struct xc_writer *writer, struct xc_error *err);

/* Frees the writer.  What was not committed is thrown away. */
void xc_writer_free(struct xc_writer *writer);

/* Adds a document.  Its number is put in *docid unless that is NULL. */
int xc_writer_add(struct xc_writer *writer, const struct xc_doc *doc, uint32_t *docid, struct xc_error *err);

/* Puts a document in the place of number `docid`, which need not exist. */
int xc_writer_replace(struct xc_writer *writer, uint32_t docid, const struct xc_doc *doc,
		      struct xc_error *err);

/* Puts a document in the place of all that have the term (which it should itself have), or adds it. */
int xc_writer_replace_term(struct xc_writer *writer, const char *term, size_t len, const struct xc_doc *doc,
			   uint32_t *docid, struct xc_error *err);

/* Deletes one document (XC_E_NOTFOUND if there is none), or all that have the term (which may be none). */
int xc_writer_delete(struct xc_writer *writer, uint32_t docid, struct xc_error *err);
int xc_writer_delete_term(struct xc_writer *writer, const char *term, size_t len, struct xc_error *err);

/* Sets a key of the database itself; an empty value removes it. */
int xc_writer_set_metadata(struct xc_writer *writer, const char *key, size_t key_len, const void *value,
			   size_t value_len, struct xc_error *err);

/* Adds to, or takes from, the frequency of a word in the table that xc_db_suggest() looks into. */
int xc_writer_add_spelling(struct xc_writer *writer, const char *word, size_t len, uint32_t freq,
			   struct xc_error *err);
int xc_writer_remove_spelling(struct xc_writer *writer, const char *word, size_t len, uint32_t freq,
			      struct xc_error *err);

/* Makes all changes since the last commit visible to readers that open or reopen, and durable.  Xapian
 * also commits by itself after 10,000 changes, or as many as the environment variable
 * XAPIAN_FLUSH_THRESHOLD says, unless xc_writer_begin() was called. */
int xc_writer_commit(struct xc_writer *writer, struct xc_error *err);

/* Begins a transaction: commits what is pending, and from here on nothing reaches the disk before
 * xc_writer_commit() ends the transaction, or xc_writer_cancel() drops what was done in it. */
int xc_writer_begin(struct xc_writer *writer, struct xc_error *err);
int xc_writer_cancel(struct xc_writer *writer, struct xc_error *err);

/* ---- Reading ------------------------------------------------------------------------------------ */

/* A view of one or more databases as they were when opened.  It lasts while the writer commits once;
 * after a second commit calls may give XC_E_MODIFIED, and xc_db_reopen() moves to the newest state. */
struct xc_db;

/* Opens a database directory, a single-file database, or a stub file (a text file, or a directory with
 * a file XAPIANDB, that lists databases, also remote ones: "remote HOST:PORT"). */
int xc_db_open(struct xc_db **out, const char *path, struct xc_error *err);

/* Opens n databases as the shards of one, in this order.  n may be 0: an empty database. */
int xc_db_open_all(struct xc_db **out, const char *const *paths, size_t n, struct xc_error *err);

/* Moves to the newest committed state; stub files are not read again.  *changed, unless NULL, says
 * whether that may have changed anything. */
int xc_db_reopen(struct xc_db *db, int *changed, struct xc_error *err);
void xc_db_free(struct xc_db *db);

/* How many shards there are, those listed in stub files counted one by one. */
uint32_t xc_db_shards(const struct xc_db *db);

/* Document n of shard s (both: shard from 0, document from 1) has the global number
 * (n - 1) * shards + s + 1.  All functions that take or give a document number mean the global one,
 * unless they say otherwise; with one shard they are the same. */
static inline uint32_t xc_docid_global(uint32_t shard, uint32_t local, uint32_t shards)
{
	return (local - 1) * shards + shard + 1;
}

static inline uint32_t xc_docid_shard(uint32_t docid, uint32_t shards)
{
	return (docid - 1) % shards;
}

static inline uint32_t xc_docid_local(uint32_t docid, uint32_t shards)
{
	return (docid - 1) / shards + 1;
}

struct xc_db_stats {
	uint32_t doccount;
	uint32_t lastdocid;    /* highest global number in use, or more */
	uint64_t total_length; /* of all documents, in terms (sum of wdf) */
	double average_length;
	uint32_t doclength_lower; /* bounds of a document's length */
	uint32_t doclength_upper;
	int has_positions; /* without any, XC_OP_PHRASE and XC_OP_NEAR match what XC_OP_AND does */
};

int xc_db_info(struct xc_db *db, struct xc_db_stats *stats, struct xc_error *err);

/* In how many documents a term is (0 for an absent one), and how often in all. */
int xc_db_termfreq(struct xc_db *db, const char *term, size_t len, uint32_t *freq, struct xc_error *err);
int xc_db_collection_freq(struct xc_db *db, const char *term, size_t len, uint32_t *freq,
			  struct xc_error *err);

/* The length of a document in terms.  XC_E_NOTFOUND if there is no such document. */
int xc_db_doclength(struct xc_db *db, uint32_t docid, uint32_t *length, struct xc_error *err);

/* A document: its data, values and terms, read when asked for. */
int xc_db_document(struct xc_doc **out, struct xc_db *db, uint32_t docid, struct xc_error *err);

/* The value of a metadata key, a copy; empty if there is none.  Of several shards, the first's. */
int xc_db_metadata(char **out, size_t *out_len, struct xc_db *db, const char *key, size_t len,
		   struct xc_error *err);

/* The most probable word within `distance` edits that was added as a spelling, a copy; empty if there is
 * none.  Remote shards have none. */
int xc_db_suggest(char **out, size_t *out_len, struct xc_db *db, const char *word, size_t len,
		  unsigned distance, struct xc_error *err);

/* ---- Iterators ---------------------------------------------------------------------------------- */

/* Each is a handle with a next() that gives 1 and an item, 0 at the end (and ever after), or a negative
 * status.  A new iterator stands before its first item. */

/* A sorted list of terms. */
struct xc_terms;

struct xc_term_info {
	const char *text; /* a view, until the next call on the iterator */
	size_t len;
	uint32_t freq; /* of a database: documents that have it; of a document: its wdf; of a hit: 0 */
};

/* The terms of a database that begin with a prefix (empty: all of them). */
int xc_db_terms(struct xc_terms **out, struct xc_db *db, const char *prefix, size_t len,
		struct xc_error *err);

/* The terms of a document.  XC_E_UNSUPPORTED with XC_NO_TERMLIST. */
int xc_doc_terms(struct xc_terms **out, struct xc_doc *doc, struct xc_error *err);

int xc_terms_next(struct xc_terms *terms, struct xc_term_info *info, struct xc_error *err);

/* Moves to the first item from here on that is not before `text`, and gives it as next() does. */
int xc_terms_skip_to(struct xc_terms *terms, const char *text, size_t len, struct xc_term_info *info,
		     struct xc_error *err);
void xc_terms_free(struct xc_terms *terms);

/* The documents of a term, by number. */
struct xc_postings;

struct xc_posting {
	uint32_t docid;
	uint32_t wdf;
};

/* An empty term gives all documents, with wdf 1.  An absent term gives none. */
int xc_db_postings(struct xc_postings **out, struct xc_db *db, const char *term, size_t len,
		   struct xc_error *err);
int xc_postings_next(struct xc_postings *postings, struct xc_posting *item, struct xc_error *err);

/* Moves to the first document from here on whose number is not below `docid`. */
int xc_postings_skip_to(struct xc_postings *postings, uint32_t docid, struct xc_posting *item,
			struct xc_error *err);
void xc_postings_free(struct xc_postings *postings);

/* ---- Queries ------------------------------------------------------------------------------------ */

/* Constructors consume the queries given to them, whether they succeed or fail; a NULL child is taken for
 * the failure of an earlier call and gives XC_E_INVALID, so that constructions can be nested and checked
 * once, at the end. */
struct xc_query;

enum xc_op {
	XC_OP_AND,
	XC_OP_OR,
	XC_OP_AND_NOT,   /* the first, without those that match any other */
	XC_OP_AND_MAYBE, /* the first; the others add weight only */
	XC_OP_FILTER,    /* all; the weight of the first */
	XC_OP_NEAR,      /* within `window` positions, in any order */
	XC_OP_PHRASE,    /* within `window` positions, in this order */
	XC_OP_SYNONYM    /* OR, weighted as if one term: wdf is summed */
};

/* A term, with the number of times it stands in the query (wqf, usually 1).  An empty term is invalid. */
int xc_query_term(struct xc_query **out, const char *term, size_t len, uint32_t wqf, struct xc_error *err);

/* A term that carries its weight, >= 0, for XC_WEIGHT_GIVEN: xc_query_scale() of a term. */
int xc_query_weighted(struct xc_query **out, const char *term, size_t len, double weight,
		      struct xc_error *err);

/* Every document; and none. */
int xc_query_all(struct xc_query **out, struct xc_error *err);
int xc_query_nothing(struct xc_query **out, struct xc_error *err);

/* n queries under an operator, an enum xc_op.  n may be 1 (the query itself) and 0 (nothing).  `window` is
 * for NEAR and PHRASE (0: n), and is 0 for all others.  NEAR and PHRASE take terms and ORs of terms; other
 * children give XC_E_UNSUPPORTED, some only when the search is run. */
int xc_query_op(struct xc_query **out, int op, struct xc_query **children, size_t n, unsigned window,
		struct xc_error *err);

/* The same for two. */
int xc_query_pair(struct xc_query **out, int op, struct xc_query *left, struct xc_query *right,
		  struct xc_error *err);

/* n terms under an operator, without a handle for each. */
int xc_query_terms(struct xc_query **out, int op, const struct xc_term *terms, size_t n, unsigned window,
		   struct xc_error *err);

/* Multiplies the weights of a query by a factor >= 0.  With 0 it only filters, and is faster. */
int xc_query_scale(struct xc_query **out, struct xc_query *child, double factor, struct xc_error *err);

/* Documents whose value in a slot is between two, both included, compared as bytes; low NULL: whatever is
 * at most `high`; high NULL: whatever is at least `low`.  No weight. */
int xc_query_value_range(struct xc_query **out, uint32_t slot, const void *low, size_t low_len,
			 const void *high, size_t high_len, struct xc_error *err);

enum xc_wildcard {
	XC_WILDCARD_FAIL,  /* more terms than the limit: the search gives XC_E_QUERY */
	XC_WILDCARD_FIRST, /* only the first `limit` */
	XC_WILDCARD_MOST   /* only the `limit` that are in most documents */
};

/* All terms that begin with a prefix, under XC_OP_SYNONYM or XC_OP_OR; mode is an enum xc_wildcard.  The
 * limit is at least 1 and is counted in each shard by itself; weights over several shards are not exact. */
int xc_query_wildcard(struct xc_query **out, const char *prefix, size_t len, uint32_t limit, int mode, int op,
		      struct xc_error *err);

/* Another handle of the same query, for use as a child more than once. */
int xc_query_copy(struct xc_query **out, const struct xc_query *query, struct xc_error *err);

/* Xapian's description of the query, for tests and debugging; a copy. */
int xc_query_describe(char **out, const struct xc_query *query, struct xc_error *err);
void xc_query_free(struct xc_query *query);

/* ---- Search ------------------------------------------------------------------------------------- */

enum xc_weighting {
	XC_WEIGHT_BM25, /* the weight of a term comes from its frequency */
	XC_WEIGHT_BOOL, /* all weights are 0; hits come in the order of document numbers */
	XC_WEIGHT_GIVEN /* BM25 with the weight that the query gives to a term instead: see below */
};

/* XC_WEIGHT_GIVEN: a term that is `wdf` times in a document of length `len` weighs
 *
 *	w (k1 + 1) wdf / (k1 (1 - b + b max(len / average_length, min_normlen)) + wdf)
 *
 * where w is that of xc_query_weighted(), or the product of the scales round the term (no scale: 1); for
 * XC_OP_SYNONYM the product of those round the operator, and wdf is summed.  Neither wqf nor how many
 * documents have the term plays a part: so a part of a collection gives the same weights as the whole,
 * where the weights of terms and average_length are those of the whole. */

enum xc_sort {
	XC_SORT_RELEVANCE,
	XC_SORT_VALUE,
	XC_SORT_VALUE_RELEVANCE, /* by value, then weight */
	XC_SORT_RELEVANCE_VALUE  /* by weight, then value */
};

enum xc_docid_order { /* among hits that are otherwise equal */
		      XC_DOCID_ASCENDING,
		      XC_DOCID_DESCENDING,
		      XC_DOCID_ANY /* whatever is fastest */
};

/* A document that the matcher has found and asks the caller about. */
struct xc_candidate {
	uint32_t docid; /* global */
	uint32_t shard; /* from 0 */
	uint32_t local; /* its number in its shard */
	void *match;    /* Xapian's; for xc_candidate_value() */
};

/* Says whether a document that matches the query is to be a hit: 1 yes, 0 no, negative: give up the
 * search with XC_E_CALLBACK.  Documents come shard by shard (0, 1, ...), in each by ascending number.
 * Documents that can no longer reach the hits asked for are skipped unless they are within
 * check_at_least; no document is asked about twice in one run.  It must not longjmp; an exception of one
 * written in C++ ends the search as if it were Xapian's. */
typedef int (*xc_decide_fn)(void *ctx, const struct xc_candidate *candidate);

/* Sees each document that matches and that the decider accepted, with its weight; the same rules. For
 * exact counts let check_at_least be the number of documents.  0: go on, negative: stop the search. */
typedef int (*xc_spy_fn)(void *ctx, const struct xc_candidate *candidate, double weight);

/* Called before a search is run again because the database was modified: what the spy and the decider
 * have gathered is to be forgotten. */
typedef void (*xc_restart_fn)(void *ctx);

struct xc_search {
	size_t size;             /* of this struct, set by XC_SEARCH_INIT: so that it can grow */
	uint32_t first;          /* rank of the first hit wanted, from 0 */
	uint32_t max;            /* how many hits */
	uint32_t check_at_least; /* look at so many matches at least, for exact counts; UINT32_MAX: all */
	int weighting;           /* enum xc_weighting */
	double k1, k3, b, min_normlen; /* of BM25; XC_WEIGHT_GIVEN has no k3 */
	double average_length;         /* for XC_WEIGHT_GIVEN; 0: that of the database */
	double weight_cutoff;          /* leave out hits of a lower weight; 0: none */
	int sort;                      /* enum xc_sort */
	uint32_t sort_slot;
	int sort_reverse;       /* 1: the highest value first */
	int docid_order;        /* enum xc_docid_order */
	uint32_t collapse_slot; /* at most collapse_max hits with the same value here; or XC_NO_SLOT */
	uint32_t collapse_max;
	double time_limit;     /* seconds, after which check_at_least is given up; 0: none */
	unsigned retries;      /* how often to reopen and run again on XC_E_MODIFIED */
	xc_decide_fn decide;   /* or NULL; not with remote shards */
	xc_spy_fn spy;         /* or NULL; the same */
	xc_restart_fn restart; /* or NULL: with a spy, XC_E_MODIFIED is then returned at once */
	void *ctx;             /* passed to the three */
};

/* The first ten hits by relevance with Xapian's own parameters. */
#define XC_SEARCH_INIT                                                                                       \
	{                                                                                                    \
		sizeof(struct xc_search), 0, 10, 0, XC_WEIGHT_BM25, 1.0, 1.0, 0.5, 0.5, 0.0, 0.0,            \
			XC_SORT_RELEVANCE, XC_NO_SLOT, 0, XC_DOCID_ASCENDING, XC_NO_SLOT, 1, 0.0, 3, NULL,   \
			NULL, NULL, NULL                                                                     \
	}

struct xc_hits;

/* Runs a query, which stays the caller's.  how == NULL means XC_SEARCH_INIT.  When the database has been
 * modified under the reader, `db` is reopened and the whole search run again.
 * With callbacks and several shards: with libxapian before 2.0 no shard may be a copy of another one's
 * files, nor be in memory (XC_E_UNSUPPORTED), since a shard is known by its UUID. */
int xc_search_run(struct xc_hits **out, struct xc_db *db, const struct xc_query *query,
		  const struct xc_search *how, struct xc_error *err);

/* The value of a candidate in a slot, for use within a callback: a view until the callback returns or
 * asks again.  On failure the callback should return the status. */
int xc_candidate_value(const struct xc_candidate *candidate, uint32_t slot, const char **value, size_t *len);

struct xc_hits_stats {
	uint32_t count; /* hits here */
	uint32_t first; /* rank of the first */
	uint32_t lower; /* matches in the database: bounds and estimate, exact where they agree */
	uint32_t estimated;
	uint32_t upper;
	double max_weight;      /* the best weight that any match has, whether it is among the hits or not */
	double possible_weight; /* an upper bound of what the query can give */
	unsigned reruns;        /* how often the search had to be run again */
};

struct xc_hit {
	uint32_t docid;
	uint32_t collapsed; /* at least so many more had the same collapse value */
	double weight;
};

void xc_hits_info(const struct xc_hits *hits, struct xc_hits_stats *stats);
uint32_t xc_hits_count(const struct xc_hits *hits);

/* Hit i of the count, from 0.  XC_E_RANGE beyond. */
int xc_hits_get(struct xc_hits *hits, uint32_t i, struct xc_hit *hit, struct xc_error *err);

/* Document numbers and weights of all hits into arrays of the caller's with room for xc_hits_count();
 * either may be NULL. */
int xc_hits_copy(struct xc_hits *hits, uint32_t *docids, double *weights, struct xc_error *err);

/* The document of a hit. */
int xc_hits_document(struct xc_doc **out, struct xc_hits *hits, uint32_t i, struct xc_error *err);

/* The terms of the query that hit i has, sorted.  XC_E_UNSUPPORTED with XC_NO_TERMLIST. */
int xc_hits_terms(struct xc_terms **out, struct xc_hits *hits, uint32_t i, struct xc_error *err);
void xc_hits_free(struct xc_hits *hits);

/* ---- Maintenance -------------------------------------------------------------------------------- */

enum xc_compact_flags {
	XC_COMPACT_FULL = 1,        /* the smallest that may still be updated */
	XC_COMPACT_FULLER = 2,      /* smaller still; not to be updated (from 1.4.31 on as FULL) */
	XC_COMPACT_NO_RENUMBER = 4, /* keep document numbers; the ranges must not overlap */
	XC_COMPACT_MULTIPASS = 8,   /* for very many sources */
	XC_COMPACT_SINGLE_FILE = 16
};

/* Writes the n databases at `sources` into a new, compact one at `dst`, which must not be one of them.
 * Document numbers: those of each source follow those of the one before it.  Of metadata keys that
 * several have, the first value is kept.  block_size as for xc_writer_open(). */
int xc_compact(const char *const *sources, size_t n, const char *dst, unsigned flags, unsigned block_size,
	       struct xc_error *err);

/* Reads a database through and checks its structure.  0 and *errors 0: sound.  XC_E_CORRUPT and
 * *errors > 0: damaged.  *report, unless NULL, becomes a copy of what Xapian had to say, also on failure
 * (or NULL).  Missing or cut tables are found; Xapian has no checksums, so not every changed byte is. */
int xc_check(const char *path, size_t *errors, char **report, struct xc_error *err);

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif
#ifdef __cplusplus
}
#endif

#endif
