/* SPDX-License-Identifier: GPL-2.0-or-later */
/* merge.h - batches and segments become one segment. */
#ifndef MF_STORE_MERGE_H
#define MF_STORE_MERGE_H

#include <stddef.h>
#include <stdint.h>

#include "wrappers/libc/error.h"

/* A folder with db, columns, texts and documents, and which of the `words` folders its numbers are of. */
struct mf_merge_input {
	const char *folder;
	size_t words;
	const unsigned char *dead; /* bitmap of its deleted documents, or NULL: they stay, and stay deleted */
};

struct mf_merge_result {
	uint32_t documents, passages, forms;
	uint64_t words;      /* tokens */
	unsigned char *dead; /* bitmap over the documents of the result, the caller frees; NULL: none */
	uint32_t dead_n;
};

/* Writes the segment into `out` (a folder that does not exist yet), inputs in the order given.
 * Folders of `words` hold vocabulary and names; a segment is its own words folder.  `scratch` is a
 * folder for what is needed in between. */
int mf_merge(const struct mf_merge_input *input, size_t n, const char *const *words, size_t words_n,
	     const char *out, const char *scratch, struct mf_merge_result *result, struct mf_error *err);

#endif
