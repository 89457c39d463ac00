/* SPDX-License-Identifier: GPL-2.0-or-later */
/* source_fixture.h - a folder for the files of a test, and a log of what the callbacks of a reading saw. */
#ifndef MF_TEST_SOURCE_FIXTURE_H
#define MF_TEST_SOURCE_FIXTURE_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/source/source.h"
#include "wrappers/libc/buf.h"

/* What the callbacks saw, one line each: "doc ID|TITLE|TEXT|title_end|date|line\n  +name=value",
 * "reject TEXT", "warn TEXT", "done NAME". */
struct seen {
	char *folder; /* where the files of the test are */
	struct mf_buf log;
	const char *skip; /* want: not this name */
	size_t documents, stop_after, longest;
	bool brief;                              /* no texts in the log */
	void (*wanted)(const struct seen *s);    /* happens when a file was found; may be NULL */
	void (*meanwhile)(const struct seen *s); /* happens with each document */
};

extern const struct mf_source_options automatic; /* what no option changes */

int set_up(void **state);
int tear_down(void **state);
char *path_of(const struct seen *s, const char *name);
void put(const struct seen *s, const char *name, const char *bytes, size_t len);
void put_text(const struct seen *s, const char *name, const char *text);
/* Reads the file NAME; the log begins anew. */
int read_with(struct seen *s, const char *name, const struct mf_source_options *options);
/* Reading NAME gives this log. */
void expect(struct seen *s, const char *name, const char *log);
/* Puts a file there, reads it, and expects the log. */
void check(struct seen *s, const char *name, const char *bytes, size_t len, const char *log);
void check_text(struct seen *s, const char *name, const char *text, const char *log);
struct mf_source_calls calls_of(struct seen *s);

#endif
