/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mf_turtle.h - reads RDF in Turtle from memory, through libserd.
 *
 * A syntax error costs one description, not the file: it is reported with its line and column, and
 * reading goes on at the next line that begins a description or directive (no white space before it).
 */
#ifndef MF_SERD_TURTLE_H
#define MF_SERD_TURTLE_H

#include <stdbool.h>
#include <stddef.h>

#include "wrappers/libc/error.h"

/* One triple.  IRIs are written out in full; all strings are borrowed for the length of the call. */
struct mf_statement {
	const char *subject, *predicate, *object;
	size_t object_len;
	const char *language; /* of a literal: its tag, "" where it has none */
	bool literal;         /* the object is a literal, not an IRI or blank node */
	bool blank;           /* the subject is a blank node */
	long line;            /* where the object ends, from 1 */
};

struct mf_turtle_sink {
	void (*statement)(void *ctx, const struct mf_statement *statement);
	/* a syntax error; column counts bytes from 1; may be NULL */
	void (*problem)(void *ctx, long line, long column, const char *what);
	void *ctx;
};

/* Calls the sink for every triple of text[0, len).  Returns 0 or the number of syntax errors;
 * the prefixes in force are lost at the end. */
size_t mf_turtle_read(const char *text, size_t len, const struct mf_turtle_sink *sink);

#endif
