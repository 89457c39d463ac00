/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reading.h - what the readers of formats share: where they are, and how they hand over and report.
 *
 * A reader takes a stream to its end.  It returns 0, also where it rejected some of it, and negative
 * only where a callback wants to stop.
 */
#ifndef MF_READING_H
#define MF_READING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/source/mojibake.h"
#include "indexer/source/source.h"
#include "indexer/source/stream.h"
#include "wrappers/libc/arena.h"

enum mf_known_field {
	MF_FIELD_ID,
	MF_FIELD_TITLE,
	MF_FIELD_TEXT,
	MF_FIELD_DATE,
	MF_FIELD_SOURCE,
	MF_FIELD_URL,
	MF_FIELD_AUTHOR,
	MF_FIELDS
};

/* A document of which nothing is known yet. */
#define MF_DOCUMENT_BLANK                                                                                    \
	{                                                                                                    \
		.id = "", .title = "", .text = "", .date = "", .source = "", .url = "", .author = "",        \
		.line = 1                                                                                    \
	}

/* What came out of one file so far, over all archives inside one another. */
struct mf_budget {
	uint64_t unpacked; /* bytes */
	unsigned entries;
};

/* Of a run: which of the fields that --field names were seen, and how many records were. */
struct mf_field_use {
	bool *seen;
	size_t records;
};

struct mf_reading {
	const struct mf_source_options *options;
	const struct mf_source_calls *calls;
	const char *path;  /* as reached */
	const char *name;  /* the id of a document that has no other; UTF-8 */
	const char *shown; /* the path for messages, with the members of archives; UTF-8 */
	unsigned depth;    /* archives around it */
	const char *url;   /* where the page was taken from, for one that does not say it; NULL: not known */
	struct mf_budget *budget;
	struct mf_field_use *use;
	bool rejected;               /* the file as a whole */
	size_t mended;               /* records so far that were indexed with a warning */
	struct mf_mojibake mojibake; /* of this file or member */
	struct mf_arena arena;       /* what lives while one document is made */
};

/* Reports through the calls; line 0 = the file as a whole. */
void mf_reading_reject(struct mf_reading *r, int code, long line, const char *hint, const char *format, ...)
	__attribute__((format(printf, 5, 6)));
void mf_reading_warn(struct mf_reading *r, long line, const char *hint, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* A stream failed: the file is rejected with its error.  Returns 0, or MF_E_STOPPED where that was it. */
int mf_reading_failed(struct mf_reading *r, const struct mf_error *problem);
/* Warns of what a decoder had to replace. */
void mf_reading_decoded(struct mf_reading *r, const struct mf_decoder *d);

/* Warns of mojibake, once for the whole file, and forgets it. */
void mf_reading_mended(struct mf_reading *r);

/* Hands over a document whose text stands in memory, in parts where it is too long.  The byte after
 * the text must be writable. */
int mf_reading_document(struct mf_reading *r, struct mf_document *doc, char *text, size_t len,
			struct mf_error *err);
/* Hands over part number `part` (0: the whole document). */
int mf_reading_part(struct mf_reading *r, const struct mf_document *doc, char *text, size_t len,
		    uint32_t part, struct mf_error *err);
void mf_reading_parts_warning(struct mf_reading *r, const struct mf_document *doc, uint32_t parts);
/* Where to cut a text longer than MF_DOCUMENT_MAX: after a paragraph, a line, a word or a character. */
size_t mf_reading_cut(const char *text, size_t len);

/* The title of a text without one: its first line, in the reading's arena; *title_end as in
 * mf_document.  A line too long for a title stays text, and its first words are the title. */
const char *mf_reading_title(struct mf_reading *r, const char *text, size_t len, uint32_t *title_end);

/* The name in UTF-8: controls and bytes that are no UTF-8 as %XX.  The caller frees it. */
char *mf_reading_show(const char *name);

/* All of the stream as UTF-8, at most `max` bytes; warns of what was cut and what was no character.
 * Negative: the stream failed, which is reported; the status to return is *status. */
bool mf_reading_all(struct mf_reading *r, struct mf_stream *raw, const char *declared, size_t max,
		    struct mf_buf *out, int *status);
/* The same of a stream whose bytes are wanted as they are. */
bool mf_reading_raw(struct mf_reading *r, struct mf_stream *raw, size_t max, struct mf_buf *out, int *status);

/* NUL becomes a blank; returns how many there were. */
size_t mf_reading_blank_nul(char *text, size_t len);

/* Without markup, where `text` has any: tags and character references.  Returns true where it had. */
bool mf_reading_unmark(const char *text, size_t len, struct mf_buf *out);

/* Reads bytes in memory as if they were a member called `name`: finds the format. */
int mf_reading_member(struct mf_reading *r, const char *name, char *bytes, size_t len, struct mf_error *err);

/* Finds the format and reads. */
int mf_read_stream(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err);

#endif
