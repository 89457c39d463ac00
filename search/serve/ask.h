/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ask.h - what a request asks for: parameters of an address, read as the command line's options are.
 *
 * A parameter bears the name of a long option of mufahris-search, q is the query; they go through the same
 * table and the same parser, so a value that the one refuses the other refuses in the same words.  Those
 * that say what is searched are the state of a page: links repeat them, with one thing changed.
 */
#ifndef MF_SERVE_ASK_H
#define MF_SERVE_ASK_H

#include "search/engine/engine.h"
#include "search/options.h"
#include "search/output/writer.h"
#include "wrappers/http/http.h"

#define MF_ASK_QUERY_BYTES 4096 /* of a query; a longer one is refused */
#define MF_ASK_LIMIT 1000       /* results in one answer; an export has no bound */

struct mf_ask {
	const struct mf_http_request *http;
	struct mf_arena *arena;
	bool arabic;       /* the language of the answer */
	double seconds;    /* that it may take; 0: as long as it takes */
	const char *query; /* as typed, "" without one */
	struct mf_search_options options;
	struct mf_request request;
	struct mf_style style;
	struct mf_http_field *state; /* what is searched, in the order of the address */
	size_t states;
	int argc; /* all of it as arguments of the command line */
	char **argv;
};

/* The language: lang=ar or lang=en, else what Accept-Language likes best of the two, else English. */
bool mf_ask_arabic(const struct mf_http_request *http);

/* Reads all parameters.  `forced` are arguments that come before them, NULL at the end; `browse`: no query
 * and no filter is not an error.  MF_E_USAGE as on the command line. */
int mf_ask_read(struct mf_ask *ask, const char *const *forced, bool browse, struct mf_error *err);

/* Is there such a parameter, beside the server's own? */
bool mf_ask_takes(const char *name);

/* ---- addresses ---- */

/* A change of the state.  Paging and what is shown never belong to it. */
struct mf_link {
	const char *path;
	const char *without;       /* a parameter that is left out */
	const char *without_value; /* only with this value; NULL: any */
	const char *name, *value;  /* a parameter that is added; NULL: none */
	const char *name2, *value2;
	const char *more;   /* pairs that are added as they are, escaped already; or NULL */
	const char *anchor; /* what comes after #, or NULL */
	bool bare;          /* of the state only the language */
};
/* Appends the address, escaped for an attribute in quotes. */
void mf_link_put(struct mf_buf *out, const struct mf_ask *ask, const struct mf_link *link);
/* Appends text as a part of an address (RFC 3986: all but unreserved characters escaped). */
void mf_link_escape(struct mf_buf *out, const char *text);

/* Does the state have this parameter, with this value where one is given? */
bool mf_ask_has(const struct mf_ask *ask, const char *name, const char *value);

#endif
