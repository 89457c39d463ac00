/* SPDX-License-Identifier: GPL-2.0-or-later */
/* files.h - the files that an index was made from: how each looked when it was read. */
#ifndef MF_STORE_FILES_H
#define MF_STORE_FILES_H

#include <stdint.h>

#include "indexer/store/strings.h"

#define MF_FILES_KIND "FILS"
#define MF_FILES_VERSION 1

struct mf_file_state {
	uint64_t size;
	int64_t mtime_ns;
	uint64_t options; /* fingerprint of the options it was read with */
};

struct mf_files {
	struct mf_sections file;
	struct mf_stringset paths;
	const struct mf_file_state *state; /* by rank: mf_files_state */
};
static inline const struct mf_file_state *mf_files_state(const struct mf_files *f, uint32_t rank)
{
	mf_blocks_touch(f->file.blocks, f->state + rank, sizeof *f->state);
	return &f->state[rank];
}
int mf_files_open(struct mf_files *f, const char *path, struct mf_error *err);
void mf_files_close(struct mf_files *f);
int mf_files_write(const struct mf_stringset *paths, const struct mf_file_state *state, const char *path,
		   struct mf_error *err);

#endif
