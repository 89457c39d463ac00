/* SPDX-License-Identifier: GPL-2.0-or-later */
/* error.h - how every fallible function of mufahris says what went wrong.
 *
 * A fallible function returns 0, or a negative enum mf_code, and takes a `struct mf_error *` as its
 * last parameter.  The struct belongs to the caller, is of fixed size (reporting cannot fail) and may
 * be NULL where the caller does not care.  Nothing below main.c prints.
 */
#ifndef MF_LIBC_ERROR_H
#define MF_LIBC_ERROR_H

#include <stdarg.h>
#include <stddef.h>

enum mf_code {
	MF_OK = 0,
	MF_E_INPUT = -1,        /* the user's data: a file, a record, a line, an encoding */
	MF_E_USAGE = -2,        /* the user's words: an option, a query, a range */
	MF_E_IO = -3,           /* the system refused: open, read, write, no space left */
	MF_E_NOTFOUND = -4,     /* no such file, index, document or entity */
	MF_E_CORRUPT = -5,      /* the index is damaged; it must be rebuilt */
	MF_E_VERSION = -6,      /* the index has another schema or analyser */
	MF_E_LOCKED = -7,       /* another writer is at work */
	MF_E_LIMIT = -8,        /* a ceiling was reached: size, depth, count */
	MF_E_AMBIGUOUS = -9,    /* a name stands for several entities */
	MF_E_UNSUPPORTED = -10, /* built without what this needs */
	MF_E_STOPPED = -11,     /* asked to stop (SIGINT, SIGTERM) */
	MF_E_INTERNAL = -12,    /* a bug, ours or a library's */
};

struct mf_error {
	int code;       /* enum mf_code */
	long offset;    /* byte offset in the user's text, or -1 */
	long line;      /* line in the user's file, from 1, or 0 */
	char text[400]; /* one line: what is wrong */
	char hint[200]; /* one line: what to do about it, or "" */
};

#define MF_ERROR_INIT                                                                                        \
	{                                                                                                    \
		0, -1, 0, "", ""                                                                             \
	}

/* Fills *err (NULL is accepted) and returns `code`, so that `return mf_error_set(...)` reads well.
 * The format is looked up in the language of the thread (message.h).  Control characters in the text are
 * replaced by '?': the line stays one line. */
int mf_error_set(struct mf_error *err, int code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
int mf_error_vset(struct mf_error *err, int code, const char *format, va_list args)
	__attribute__((format(printf, 3, 0)));

/* strerror, the common ones in the language of the thread. */
const char *mf_strerror(int number);

/* Adds the remedy to an error that is set. */
void mf_error_hint(struct mf_error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
