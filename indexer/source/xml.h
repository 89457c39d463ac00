/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xml.h - a document out of one or several XML files, by their vocabulary. */
#ifndef MF_SOURCE_XML_H
#define MF_SOURCE_XML_H

#include "indexer/source/compose.h"
#include "indexer/source/vocabulary.h"
#include "wrappers/libc/buf.h"

#define MF_XML_DEPTH 64 /* elements whose names are known; deeper ones are inline */

/* `struct mf_xml_text x; mf_xml_text_open(&x, r);`, mf_xml_text_close at the end. */
struct mf_xml_text {
	struct mf_reading *r;
	struct mf_compose out;
	struct mf_document doc; /* what the fields said */
	const char *later;      /* a date that is better than none */
	const char *source;     /* of all items */
	size_t items;
	long lines; /* of the stream, up to here */
	int status; /* of the callbacks */
	struct mf_error *err;

	const struct mf_xml_vocabulary *words;
	const char *name[MF_XML_DEPTH]; /* of the open elements */
	unsigned depth, skip, taking, counting;
	bool heading, ended;  /* the last event was the end of an element */
	enum mf_xml_act into; /* the field at the depth `taking` */
	struct mf_buf field, best;
	size_t chapter_from;
	unsigned pages;
};

void mf_xml_text_open(struct mf_xml_text *x, struct mf_reading *r);
/* Reads a stream of UTF-8 to its end.  Documents that come one after the other are handed over meanwhile;
 * what is one document waits in x->out and x->doc.  Negative: *problem, or x->status where a callback
 * stopped. */
int mf_xml_text_read(struct mf_xml_text *x, struct mf_stream *utf8, struct mf_error *err,
		     struct mf_error *problem);
/* Fills in what stands beside the text. */
void mf_xml_text_finish(struct mf_xml_text *x);
void mf_xml_text_close(struct mf_xml_text *x);

#endif
