/* SPDX-License-Identifier: GPL-2.0-or-later */
/* source.h - from paths to documents.
 *
 * mf_sources walks the paths, asks before it reads each file (so that an unchanged archive is
 * walked, not read), finds format and encoding, and hands over one document after the other, its
 * text in UTF-8.  A bad file or record is reported and the rest goes on.
 */
#ifndef MF_SOURCE_H
#define MF_SOURCE_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/analysis/place.h"
#include "wrappers/libc/error.h"

struct mf_field {
	const char *name, *value; /* UTF-8, NUL-terminated */
};

/* One document, borrowed until the callback returns.  Strings are NUL-terminated UTF-8; absent: "". */
struct mf_document {
	const char *id;     /* unique in the index */
	const char *title;  /* "" where there is none */
	const char *text;   /* as given (header block, markup and transfer encoding taken off) */
	size_t text_len;    /* at most MF_DOCUMENT_MAX: longer ones come in parts */
	uint32_t title_end; /* bytes of text up to the end of the title line; 0 where the title stands outside
			     */
	const char *date;   /* as written in header or record, "" where absent */
	const char *source, *url, *author;
	const struct mf_field *extra; /* further keys of a record, kept and returned; values as text */
	size_t extra_n;
	const struct mf_place *places; /* in order of `at`; reckoned from the beginning of this text */
	size_t places_n;
	const char *name; /* of the file, or of the archive and its member: UTF-8; "-": standard input */
	const char *path; /* the file, as it was reached: bytes, perhaps no UTF-8; "-": standard input */
	long line;        /* first line of the record in it, from 1 */
	uint32_t part;    /* 0, or 1, 2 ... where a huge document comes in parts: id is "ID#2" and so on */
};
#define MF_DOCUMENT_MAX ((size_t)8 << 20)

/* What a file looks like from outside. */
struct mf_file_stat {
	const char *path; /* as it was reached: bytes, perhaps no UTF-8 */
	const char *name; /* relative to the PATH given, or a single file's name; UTF-8, other bytes as %XX */
	uint64_t size;
	int64_t mtime_ns;
};

/* What --format can say; format.c has a row for each. */
enum mf_format {
	MF_FORMAT_AUTO,
	MF_FORMAT_TEXT,
	MF_FORMAT_HTML,
	MF_FORMAT_JSONL,
	MF_FORMAT_CSV,
	MF_FORMAT_TSV,
	MF_FORMAT_TREC,
	MF_FORMAT_XML,
	MF_FORMAT_MAIL,
	MF_FORMAT_MBOX,
	MF_FORMAT_WARC,
	MF_FORMAT_OPENITI,
	MF_FORMAT_SUBTITLES,
	MF_FORMAT_RTF,
	MF_FORMAT_PDF,
	MF_FORMATS
};
extern const char *const mf_format_names[MF_FORMATS + 1]; /* "auto", "text", ..., NULL */

/* What --field can map, and the names that records and header blocks use: "id", "title", ... NULL. */
extern const char *const mf_field_names[];

struct mf_source_options {
	enum mf_format format;
	const char *encoding;          /* "auto" or a name that ICU knows */
	const struct mf_field *fields; /* --field title=headline: name = ours, value = theirs */
	size_t fields_n;
	const char *leave_out; /* a folder that is not walked: what the program itself writes; NULL: none */
	bool whole_page;       /* of a web page menus, footers, comments and the like too */
	const volatile sig_atomic_t *stop; /* set: reading ends with MF_E_STOPPED; NULL: never */
};

struct mf_source_calls {
	/* A regular file was found, not yet read: 1 = read it, 0 = skip it (unchanged), negative = stop.
	 * Not asked for standard input, and once for an archive, not for its members.  NULL: all are read. */
	int (*want)(void *ctx, const struct mf_file_stat *file, struct mf_error *err);
	/* One document of it. 0 = go on, negative = stop. */
	int (*document)(void *ctx, const struct mf_document *doc, struct mf_error *err);
	/* The file was read to its end: every document of it has been handed over.  Not called for standard
	 * input, nor for a file that was rejected as a whole.  May be NULL. */
	int (*done)(void *ctx, const struct mf_file_stat *file, struct mf_error *err);
	/* Some input was rejected; problem->text is "PATH:LINE: reason", hint the remedy.  The rest goes on.
	 */
	void (*rejected)(void *ctx, const struct mf_error *problem);
	/* Something was mended and is indexed all the same: a bad byte, a header block without its blank
	 * line, a huge text in parts.  May be NULL. */
	void (*warned)(void *ctx, const struct mf_error *problem);
	void *ctx;
};

/* Walks the paths in order; inside a folder files come sorted by name (bytes), hidden ones and symlinks
 * are skipped, only regular files are read.  "-" is standard input, JSONL unless the options say
 * otherwise.  Returns 0 also where something was rejected; negative where a callback stopped, and
 * MF_E_USAGE where records were read and none of them has a field that the options name. */
int mf_sources_read(const char *const *paths, size_t n, const struct mf_source_options *options,
		    const struct mf_source_calls *calls, struct mf_error *err);

#endif
