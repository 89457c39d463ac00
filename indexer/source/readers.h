/* SPDX-License-Identifier: GPL-2.0-or-later */
/* readers.h - the readers of formats, one file each.
 *
 * A reader takes a stream to its end.  It returns 0, also where it rejected some of it, and negative
 * only where a callback wants to stop.
 */
#ifndef MF_READERS_H
#define MF_READERS_H

#include "indexer/source/reading.h"

int mf_read_text(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err);
int mf_read_jsonl(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err);
int mf_read_html(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err);
int mf_read_csv(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err);
int mf_read_tsv(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err);
int mf_read_trec(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err);
int mf_read_xml(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err);
int mf_read_mail(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err);
int mf_read_mbox(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err);
int mf_read_warc(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err);
int mf_read_openiti(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err);
int mf_read_subtitles(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err);
int mf_read_rtf(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err);
int mf_read_pdf(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err);
int mf_read_archive(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err);
int mf_read_office(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err); /* DOCX, ODT, EPUB */

#endif
