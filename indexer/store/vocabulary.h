/* SPDX-License-Identifier: GPL-2.0-or-later */
/* vocabulary.h - every folded form of a segment, its stem, the stem's root, and the ways back.
 *
 * Forms have two numbers: the id that streams hold (frequent forms have small ids) and the rank in
 * byte order, by which they are found.  Stems and roots are numbered in byte order.  All look-ups
 * run on the mapped file; strings are borrowed from it and do not end with a NUL.
 */
#ifndef MF_STORE_VOCABULARY_H
#define MF_STORE_VOCABULARY_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/store/sections.h"
#include "indexer/store/strings.h"

#define MF_VOCABULARY_KIND "VOCB"
#define MF_VOCABULARY_VERSION 2

/* Rows of numbers: row i is list[off[i], off[i + 1]). */
struct mf_rows {
	uint32_t n, numbers; /* rows; numbers in all of them */
	const uint32_t *off, *list;
	struct mf_blocks *blocks; /* of the file */
};
/* Row i; empty where there is no such one, or where a damaged file has it outside the list.  Its numbers
 * are as the file has them: the accessors below and mf_stringset_get take any. */
static inline const uint32_t *mf_rows_get(const struct mf_rows *r, uint32_t i, uint32_t *n)
{
	*n = 0;
	if (i >= r->n)
		return r->list;
	mf_blocks_touch(r->blocks, r->off + i, 2 * sizeof *r->off);
	if (r->off[i] > r->off[i + 1] || r->off[i + 1] > r->numbers)
		return r->list;
	*n = r->off[i + 1] - r->off[i];
	mf_blocks_touch(r->blocks, r->list + r->off[i], *n * sizeof *r->list);
	return r->list + r->off[i];
}

struct mf_vocabulary {
	struct mf_sections file;
	struct mf_stringset forms; /* by rank */
	const uint32_t *rank_id;   /* these are asked by the functions below */
	const uint32_t *id_rank, *id_stem, *id_count, *stem_root;
	struct mf_stringset stems;
	struct mf_stringset roots;
	struct mf_rows stem_forms; /* stem -> ids, the most frequent first */
	struct mf_rows root_stems; /* root -> stems */
};

int mf_vocabulary_open(struct mf_vocabulary *v, const char *path, struct mf_error *err);
void mf_vocabulary_close(struct mf_vocabulary *v); /* accepts all zero */

uint32_t mf_vocabulary_id(const struct mf_vocabulary *v, const char *form, size_t len); /* or MF_NONE */
const char *mf_vocabulary_form(const struct mf_vocabulary *v, uint32_t id,
			       size_t *len); /* "" of a wrong id */
/* The id of the form of a rank below forms.n; an id in any case, also where the file is damaged. */
static inline uint32_t mf_vocabulary_ranked(const struct mf_vocabulary *v, uint32_t rank)
{
	uint32_t id = mf_blocks_u32(v->file.blocks, v->rank_id, rank);

	return id < v->forms.n ? id : 0;
}

/* Of an id below forms.n: its rank, its stem, how many passages have it. */
static inline uint32_t mf_vocabulary_rank(const struct mf_vocabulary *v, uint32_t id)
{
	return mf_blocks_u32(v->file.blocks, v->id_rank, id);
}
static inline uint32_t mf_vocabulary_stem(const struct mf_vocabulary *v, uint32_t id)
{
	return mf_blocks_u32(v->file.blocks, v->id_stem, id);
}
static inline uint32_t mf_vocabulary_count(const struct mf_vocabulary *v, uint32_t id)
{
	return mf_blocks_u32(v->file.blocks, v->id_count, id);
}
/* The root of a stem below stems.n, or MF_NONE. */
static inline uint32_t mf_vocabulary_root(const struct mf_vocabulary *v, uint32_t stem)
{
	return mf_blocks_u32(v->file.blocks, v->stem_root, stem);
}

/* What a writer hands over; everything but the ways back, which are computed.  Arrays as above. */
struct mf_vocabulary_tables {
	struct mf_stringset forms, stems, roots;
	const uint32_t *rank_id, *id_stem, *id_count, *stem_root;
};
int mf_vocabulary_write(const struct mf_vocabulary_tables *t, const char *path, struct mf_error *err);

/* Merges n vocabularies into a new one at `path`.  remap[i] (allocated here, the caller frees each)
 * takes an id of part[i] to its id in the result, which has *form_count forms.  Needs about
 * MF_VOCABULARY_BYTES of memory for every form of every part. */
int mf_vocabulary_merge(const struct mf_vocabulary *const *part, size_t n, const char *path, uint32_t **remap,
			uint32_t *form_count, struct mf_error *err);
#define MF_VOCABULARY_BYTES 150

#endif
