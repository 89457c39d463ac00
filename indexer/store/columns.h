/* SPDX-License-Identifier: GPL-2.0-or-later */
/* columns.h - what the engine asks of a passage, by its number, without touching Xapian.
 *
 * A passage's number here is its Xapian docid minus one.  Its record holds the entities it mentions,
 * the days it mentions, and the stream: the ids of its word forms in order, those of the title first.
 */
#ifndef MF_STORE_COLUMNS_H
#define MF_STORE_COLUMNS_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/store/sections.h"
#include "wrappers/libc/buf.h"

#define MF_COLUMNS_KIND "COLM"
#define MF_COLUMNS_VERSION 1

struct mf_day_range {
	int32_t from, to;
};

/* A record, taken apart.  Entities: number * 2, plus 1 where only the country's adjective stands
 * there.  Extras are forms without a place: the values of numbers written in words. */
struct mf_record {
	uint32_t *entity, *form, *extra;
	struct mf_day_range *mention;
	uint32_t entities, mentions, title, forms,
		extras; /* `title`: how many of the forms are the title's */
	size_t entity_cap, mention_cap, form_cap, extra_cap;
};
void mf_record_release(struct mf_record *r);
void mf_record_encode(const struct mf_record *r, struct mf_buf *out);
/* All of a record; 0, or -1 where its bytes are damaged.  Arrays are reused from call to call. */
int mf_record_decode(struct mf_record *r, const unsigned char *at, const unsigned char *end);

/* Where a record's parts start, for readers that do not want all of it. */
struct mf_record_view {
	const unsigned char *entities_at, *stream_at, *end;
	uint32_t entities, mentions, title, forms;
};
int mf_record_view(struct mf_record_view *view, const unsigned char *at, const unsigned char *end);
/* A mention from its two varints; days that no calendar has become the first or the last one. */
struct mf_day_range mf_record_days(uint64_t from, uint64_t days);

/* ---- many passages ---- */
struct mf_columns {
	struct mf_sections file;
	uint32_t n;
	uint64_t len;             /* bytes of blob */
	const uint64_t *off;      /* n + 1: record i is blob[off[i], off[i + 1]) */
	const uint32_t *document; /* these are asked by the functions below */
	const uint32_t *begin, *end;
	const uint64_t *signature;
	const unsigned char *blob;
};
int mf_columns_open(struct mf_columns *c, const char *path, struct mf_error *err);
void mf_columns_close(struct mf_columns *c);
/* The number of a passage's document in the segment. */
static inline uint32_t mf_columns_document(const struct mf_columns *c, uint32_t passage)
{
	return mf_blocks_u32(c->file.blocks, c->document, passage);
}
/* Its bytes in the document's text. */
static inline uint32_t mf_columns_begin(const struct mf_columns *c, uint32_t passage)
{
	return mf_blocks_u32(c->file.blocks, c->begin, passage);
}
static inline uint32_t mf_columns_end(const struct mf_columns *c, uint32_t passage)
{
	return mf_blocks_u32(c->file.blocks, c->end, passage);
}
/* SimHash of its words, for near-duplicates; 0: too short to tell. */
static inline uint64_t mf_columns_signature(const struct mf_columns *c, uint32_t passage)
{
	return mf_blocks_u64(c->file.blocks, c->signature, passage);
}
/* The bytes of a record, up to *end; none where a damaged file has it outside the blob. */
static inline const unsigned char *mf_columns_record(const struct mf_columns *c, uint32_t passage,
						     const unsigned char **end)
{
	uint64_t from, to;

	mf_blocks_touch(c->file.blocks, c->off + passage, 2 * sizeof *c->off);
	from = c->off[passage];
	to = c->off[passage + 1];
	if (from > to || to > c->len)
		from = to = 0;
	mf_blocks_touch(c->file.blocks, c->blob + from, to - from);
	*end = c->blob + to;
	return c->blob + from;
}

/* Writes passages as they come; only the numbers beside the records are kept in memory. */
struct mf_columns_writer {
	struct mf_sections_writer file;
	uint64_t *off, *signature;
	uint32_t *document, *begin, *end, n;
	size_t off_cap, signature_cap, document_cap, begin_cap, end_cap;
	struct mf_buf record;
};
int mf_columns_writer_open(struct mf_columns_writer *w, const char *path, struct mf_error *err);
void mf_columns_writer_add(struct mf_columns_writer *w, uint32_t document, uint32_t begin, uint32_t end,
			   uint64_t signature, const struct mf_record *record);
int mf_columns_writer_close(struct mf_columns_writer *w, struct mf_error *err); /* releases w in any case */

#endif
