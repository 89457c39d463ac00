/* SPDX-License-Identifier: GPL-2.0-or-later */
/* format.h - the one table of formats: its name, how it is told by its first bytes and by the file's name,
 * and who reads it. */
#ifndef MF_FORMAT_H
#define MF_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/source/reading.h"

/* The beginning of a text: UTF-8 without byte order mark. */
struct mf_head {
	const char *text, *end;
};

struct mf_format_row {
	const char *name;                          /* as --format has it */
	const char *endings;                       /* of file names, with blanks between */
	bool (*looks)(const struct mf_head *head); /* true: surely so; NULL: told by the name alone */
	int (*read)(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err);
	bool bytes; /* no text in some encoding but bytes that begin as `looks` of detect.c says */
};
extern const struct mf_format_row mf_formats[MF_FORMATS]; /* by enum mf_format */

/* The format of a text by its beginning, then by its name; MF_FORMAT_TEXT where nothing else fits. */
enum mf_format mf_format_of(const struct mf_head *head, const char *name);

/* looks.c: the signs of each format. */
bool mf_looks_json(const struct mf_head *head);
bool mf_looks_html(const struct mf_head *head);
bool mf_looks_xml(const struct mf_head *head);
bool mf_looks_trec(const struct mf_head *head);
bool mf_looks_mail(const struct mf_head *head);
bool mf_looks_mbox(const struct mf_head *head);
bool mf_looks_warc(const struct mf_head *head);
bool mf_looks_openiti(const struct mf_head *head);
bool mf_looks_subtitles(const struct mf_head *head);
bool mf_looks_csv(const struct mf_head *head);
bool mf_looks_tsv(const struct mf_head *head);

#endif
