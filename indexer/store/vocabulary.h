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
#define MF_VOCABULARY_VERSION 1

/* Rows of numbers: row i is list[off[i], off[i + 1]). */
struct mf_rows {
	const uint32_t *off, *list;
};

struct mf_vocabulary {
	struct mf_sections file;
	struct mf_stringset forms;   /* by rank */
	const uint32_t *rank_id;   /* rank -> id */
	const uint32_t *id_rank;   /* id -> rank */
	const uint32_t *id_stem;   /* id -> stem */
	const uint32_t *id_count;  /* id -> passages that have the form */
	struct mf_stringset stems;
	const uint32_t *stem_root; /* stem -> root or MF_NONE */
	struct mf_stringset roots;
	const uint32_t *root_count; /* root -> passages that have a form of it */
	struct mf_rows stem_forms;  /* stem -> ids, the most frequent first */
	struct mf_rows root_stems;  /* root -> stems */
	struct mf_rows stem_clitics; /* stem -> stems of its forms with clitics before them: دمج -> بدمج */
};

int mf_vocabulary_open(struct mf_vocabulary *v, const char *path, struct mf_error *err);
void mf_vocabulary_close(struct mf_vocabulary *v); /* accepts all zero */

uint32_t mf_vocabulary_id(const struct mf_vocabulary *v, const char *form, size_t len); /* or MF_NONE */
const char *mf_vocabulary_form(const struct mf_vocabulary *v, uint32_t id, size_t *len);

/* What a writer hands over; everything but the ways back, which are computed.  Arrays as above. */
struct mf_vocabulary_tables {
	struct mf_stringset forms, stems, roots;
	const uint32_t *rank_id, *id_stem, *id_count, *stem_root, *root_count;
};
/* A clitic reading needs evidence: بدمج is ب + دمج where the vocabulary has دمج at least half as often. */
int mf_vocabulary_write(const struct mf_vocabulary_tables *t, const char *path, struct mf_error *err);

/* Merges n vocabularies into a new one at `path`.  remap[i] (allocated here, the caller frees each)
 * takes an id of part[i] to its id in the result, which has *form_count forms.  Needs about
 * MF_VOCABULARY_BYTES of memory for every form of every part. */
int mf_vocabulary_merge(const struct mf_vocabulary *const *part, size_t n, const char *path, uint32_t **remap,
                        uint32_t *form_count, struct mf_error *err);
#define MF_VOCABULARY_BYTES 150

#endif
