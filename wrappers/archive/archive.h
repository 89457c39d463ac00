/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive.h - packed and compressed files, member after member, through libarchive.
 *
 * Everything streams; nothing is ever written to disk.  No outside program is run.  Reads gzip, bzip2,
 * xz, lzma, zstd and lz4, and in them or alone zip, tar and (where seeking is possible) 7z.
 */
#ifndef MF_ARCHIVE_H
#define MF_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wrappers/libc/error.h"

struct mf_archive;

struct mf_archive_input {
	/* The next piece, borrowed until the next call; *len 0 at the end. */
	int (*read)(void *ctx, const char **bytes, size_t *len, struct mf_error *err);
	/* Moves to a byte from the beginning (negative: from the end, -1 = the end itself) and returns the
	 * place, or -1.  NULL where that is impossible. */
	int64_t (*seek)(void *ctx, int64_t offset);
	void *ctx;
};

struct mf_archive_entry {
	const char *name; /* as bytes; "" for what is only compressed and not packed */
	bool packed;      /* a member of a zip, tar or 7z */
	bool regular;     /* neither a folder nor a link or device */
	bool encrypted;
};

/* MF_E_INPUT: not such a file, or damaged; err->text is the reason alone. */
int mf_archive_open(struct mf_archive **out, const struct mf_archive_input *input, struct mf_error *err);
/* The next member: 1, or 0 at the end, or negative.  *entry is borrowed until the next call. */
int mf_archive_next(struct mf_archive *a, struct mf_archive_entry *entry, struct mf_error *err);
/* The next bytes of the member; *got 0 at its end. */
int mf_archive_read(struct mf_archive *a, char *room, size_t size, size_t *got, struct mf_error *err);
/* Bytes after the compression so far, members and what lies between them, also where it was skipped. */
uint64_t mf_archive_unfiltered(const struct mf_archive *a);
/* Bytes of the packed file that were needed so far. */
uint64_t mf_archive_consumed(const struct mf_archive *a);
void mf_archive_close(struct mf_archive *a); /* accepts NULL */

#endif
