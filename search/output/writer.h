/* SPDX-License-Identifier: GPL-2.0-or-later */
/* writer.h - results in one of the output formats.
 *
 * A writer appends to a buffer that main.c writes out, so nothing here prints, and every format can
 * be tested as a string.
 */
#ifndef MF_WRITER_H
#define MF_WRITER_H

#include <stdbool.h>

#include "search/engine/result.h"
#include "wrappers/libc/buf.h"

enum mf_bidi { MF_BIDI_NONE, MF_BIDI_ISOLATE, MF_BIDI_VISUAL };

struct mf_style {
	bool terminal; /* the output is a terminal: nothing of a document may control it */
	bool color;
	enum mf_bidi bidi;
	unsigned width; /* columns; 0 = unknown */
	bool explain;
	bool arabic;           /* labels for people in Arabic */
	const char *qid, *tag; /* TREC: the query's id and the run's name; also set with --batch */
	bool goes_on;          /* of a batch, not the first: a table has its head already */
};

struct mf_writer_format {
	const char *name;
	const char *summary; /* for --help */
	/* Each may be NULL.  `hit` is called for every results->hit, in order. */
	void (*begin)(struct mf_buf *out, const struct mf_style *style, const struct mf_results *results);
	void (*hit)(struct mf_buf *out, const struct mf_style *style, const struct mf_results *results,
		    const struct mf_hit *hit);
	void (*end)(struct mf_buf *out, const struct mf_style *style, const struct mf_results *results);
};
extern const struct mf_writer_format *const mf_writer_formats[]; /* NULL at the end */
extern const struct mf_writer_format mf_writer_text, mf_writer_json, mf_writer_jsonl, mf_writer_csv,
	mf_writer_html, mf_writer_trec, mf_writer_kwic, mf_writer_bibtex,
	mf_writer_svg; /* of studies alone */

const char *mf_writer_name(size_t i); /* of mf_writer_formats[i], or NULL past the last */

/* begin, every hit, end. */
void mf_writer_write(const struct mf_writer_format *format, struct mf_buf *out, const struct mf_style *style,
		     const struct mf_results *results);

#endif
