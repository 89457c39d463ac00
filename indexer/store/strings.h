/* SPDX-License-Identifier: GPL-2.0-or-later */
/* strings.h - sets of strings: growing in memory, sorted on disk, merged.
 *
 * A pool numbers strings in the order in which they are met.  Sorted, it becomes a struct mf_stringset,
 * which is also what a mapped file holds; several of those merge into one.
 */
#ifndef MF_STORE_STRINGS_H
#define MF_STORE_STRINGS_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/store/sections.h"
#include "wrappers/libc/buf.h"

#define MF_NONE UINT32_MAX

/* Strings in byte order: string i is blob[off[i], off[i + 1]). */
struct mf_stringset {
	uint32_t n;
	const uint32_t *off; /* n + 1 */
	const char *blob;
	uint32_t len;             /* bytes of blob */
	struct mf_blocks *blocks; /* of the file; NULL: in memory */
};
/* The empty string where there is no such one, or where a damaged file has it outside the blob. */
const char *mf_stringset_get(const struct mf_stringset *s, uint32_t i, size_t *len);
uint32_t mf_stringset_find(const struct mf_stringset *s, const char *text, size_t len); /* or MF_NONE */
/* First string that is not below the text: the start of a prefix range. */
uint32_t mf_stringset_lower(const struct mf_stringset *s, const char *text, size_t len);
/* Behind the last string that starts with the text; `from` is what mf_stringset_lower gave. */
uint32_t mf_stringset_upper(const struct mf_stringset *s, const char *text, size_t len, uint32_t from);

/* Two sections of a file: the offsets, then the bytes. */
void mf_stringset_put(struct mf_sections_writer *w, const struct mf_stringset *s);
int mf_stringset_open(struct mf_stringset *s, const struct mf_sections *file,
		      unsigned section); /* -1: damaged */

/* ---- a growing set ---- */
struct mf_pool {
	uint32_t n;
	size_t off_cap;
	uint32_t *off; /* string i is blob[off[i], off[i + 1]) */
	struct mf_buf blob;
	uint32_t *slot; /* open addressing: number + 1, or 0 */
	uint32_t slots; /* a power of two */
};
void mf_pool_init(struct mf_pool *p);
void mf_pool_release(struct mf_pool *p);
uint32_t mf_pool_add(struct mf_pool *p, const char *text, size_t len,
		     int *fresh);                                          /* its number; *fresh: it is new */
const char *mf_pool_get(const struct mf_pool *p, uint32_t i, size_t *len); /* borrowed until the next add */
size_t mf_pool_memory(const struct mf_pool *p);

/* A pool in byte order. */
struct mf_sorted {
	struct mf_stringset strings;
	uint32_t *number, *rank; /* rank -> number in the pool, number -> rank */
	uint32_t *off;
	struct mf_buf blob;
};
void mf_sorted_make(struct mf_sorted *out, const struct mf_pool *p);
void mf_sorted_release(struct mf_sorted *s);

/* The union of several sorted sets, and where each string of each part went. */
struct mf_union {
	struct mf_stringset strings;
	uint32_t **to; /* to[part][old rank] = new rank */
	size_t parts;
	size_t cap;
	uint32_t *off;
	struct mf_buf blob;
};
void mf_union_make(struct mf_union *out, const struct mf_stringset *const *part, size_t parts);
void mf_union_release(struct mf_union *u);

#endif
