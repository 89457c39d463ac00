/* SPDX-License-Identifier: GPL-2.0-or-later */
/* documents.h - the documents of a segment: one row of fixed size each, and their ids. */
#ifndef MF_STORE_DOCUMENTS_H
#define MF_STORE_DOCUMENTS_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/store/strings.h"
#include "wrappers/libc/buf.h"

#define MF_DOCUMENTS_KIND "DOCS"
#define MF_DOCUMENTS_VERSION 3

struct mf_document_row {
	uint64_t text_at; /* in the stream of texts: the description, then the text, then places */
	uint64_t id_hash, path_hash, content_hash;
	int64_t added;            /* when the index got this content, in seconds since 1970 */
	uint32_t described;       /* bytes of the description */
	uint32_t text_len;        /* bytes of the text */
	uint32_t title_end;       /* bytes of the text that are its title line */
	uint32_t first, passages; /* its passages: first, first + 1 ... */
	uint32_t source;          /* number of its source among the segment's names, or MF_NONE */
	int32_t day;              /* published, or MF_NO_DAY */
	uint8_t date_source;      /* enum mf_date_source */
	int8_t other_day;       /* days from `day` to the other one: stated, of a corrected date, else the one
				   that the text's weekdays speak for; 0: they agree */
	uint8_t date_precision; /* enum mf_granularity: `day` is the first of the day, month or year stated */
	uint8_t placed;         /* 1: the places to cite follow the text (places.h); else 0 */
};

struct mf_documents {
	struct mf_sections file;
	uint32_t n;
	const struct mf_document_row *row; /* see mf_documents_row */
	struct mf_stringset ids;
	const uint32_t *by_id, *by_path; /* document numbers in order of id_hash, of path_hash */
};
int mf_documents_open(struct mf_documents *d, const char *path, struct mf_error *err);
void mf_documents_close(struct mf_documents *d);
static inline const struct mf_document_row *mf_documents_row(const struct mf_documents *d, uint32_t document)
{
	mf_blocks_touch(d->file.blocks, d->row + document, sizeof *d->row);
	return &d->row[document];
}
const char *mf_documents_id(const struct mf_documents *d, uint32_t document, size_t *len);
/* What a damaged file may have: a day that no calendar has is none, an unknown source of a date too. */
int32_t mf_document_day(const struct mf_document_row *row); /* or MF_NO_DAY */
const char *mf_document_date_source(const struct mf_document_row *row);
/* Where text and statement disagree: the day that was stated, and the one that the text speaks for.  Else
 * both MF_NO_DAY. */
void mf_document_days(const struct mf_document_row *row, int32_t *stated, int32_t *text);
/* The document at a place below n of by_id or by_path. */
static inline uint32_t mf_documents_at(const struct mf_documents *d, const uint32_t *order, uint32_t at)
{
	uint32_t document = mf_blocks_u32(d->file.blocks, order, at);

	return document < d->n ? document : 0;
}
/* The first in by_id (by_path) with this hash; the others follow it.  n where there is none. */
uint32_t mf_documents_find_id(const struct mf_documents *d, uint64_t id_hash);
uint32_t mf_documents_find_path(const struct mf_documents *d, uint64_t path_hash);

struct mf_documents_writer {
	struct mf_document_row *row;
	uint32_t *id_off, n;
	size_t row_cap, id_cap;
	struct mf_buf ids;
};
void mf_documents_writer_init(struct mf_documents_writer *w);
void mf_documents_writer_add(struct mf_documents_writer *w, const struct mf_document_row *row, const char *id,
			     size_t len);
int mf_documents_writer_save(struct mf_documents_writer *w, const char *path, struct mf_error *err);
void mf_documents_writer_release(struct mf_documents_writer *w);

/* What is stored of a document before its text; strings are NUL-terminated, absent ones "". */
struct mf_description {
	const char *title, *url, *author, *path, *source;
	const char *date;   /* as it was given */
	const char *day;    /* of --date, where it was given: 2022-01-09 */
	const char **extra; /* name, value, name, value ... */
	size_t extras;      /* pairs */
};
void mf_description_encode(const struct mf_description *d, struct mf_buf *out);
/* Reads what encode wrote; strings point into bytes; `extra` is allocated, the caller frees it.
 * 0, or -1 where the bytes are damaged. */
int mf_description_decode(struct mf_description *d, const char *bytes, size_t len);

#endif
