/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sections.h - the one container of all side files of a segment.
 *
 * A file is a row of sections (arrays of fixed-size numbers, or blobs), each aligned to 8 bytes, the
 * hashes of their blocks (blocks.h), and a footer that names them: kind, version, and offset and length of
 * each.  Files are written once, mapped when read, and never changed.  Numbers are little-endian, as the
 * machines are that this runs on; another byte order is refused when the program is configured.
 */
#ifndef MF_STORE_SECTIONS_H
#define MF_STORE_SECTIONS_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/store/blocks.h"
#include "wrappers/libc/error.h"
#include "wrappers/libc/file.h"

#define MF_SECTIONS_MAX 20

struct mf_sections_writer {
	struct mf_writer *file;
	unsigned n;
	uint64_t at[MF_SECTIONS_MAX], len[MF_SECTIONS_MAX];
	uint64_t *hash; /* of the blocks so far */
	size_t hashes, hash_cap, filled;
	unsigned char block[MF_BLOCK]; /* the one in hand */
};

int mf_sections_create(struct mf_sections_writer *w, const char *path, struct mf_error *err);
void mf_sections_begin(struct mf_sections_writer *w); /* the next section starts here */
void mf_sections_add(struct mf_sections_writer *w, const void *bytes, size_t len);
/* One section from one array. */
void mf_sections_put(struct mf_sections_writer *w, const void *bytes, size_t len);
/* Writes hashes and footer and closes, in any case; `kind` is four letters.  What a generation needs is
 * synced when the manifest takes it in: batches need not be. */
int mf_sections_finish(struct mf_sections_writer *w, const char *kind, uint32_t version,
		       struct mf_error *err);

struct mf_sections {
	struct mf_map map;
	struct mf_blocks *blocks; /* to be told of what is read: mf_blocks_touch */
	uint64_t seal;            /* a hash that all of the file hangs on; its manifest has it too */
	unsigned n;
	const void *at[MF_SECTIONS_MAX];
	size_t len[MF_SECTIONS_MAX];
};

/* Maps a file and checks its end: kind, version, number of sections and bounds; MF_E_CORRUPT or
 * MF_E_VERSION. */
int mf_sections_open(struct mf_sections *s, const char *path, const char *kind, uint32_t version, unsigned n,
		     struct mf_error *err);
void mf_sections_close(struct mf_sections *s); /* accepts all zero */
/* MF_E_CORRUPT where something that was read of it is damaged. */
int mf_sections_sound(const struct mf_sections *s, struct mf_error *err);
/* The seal of the file, or 0 where it is not one of sections. */
int mf_sections_seal_of(const char *path, uint64_t *seal, struct mf_error *err);

#endif
