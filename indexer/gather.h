/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gather.h - several indexes as one: an archive.
 *
 * An archive holds what its members have in common, the sum of their statistics, and their names; their
 * documents stay where they are.  A search plans from the sum, so it answers as one index of all documents
 * would. */
#ifndef MF_INDEXER_GATHER_H
#define MF_INDEXER_GATHER_H

#include <stddef.h>
#include <stdint.h>

#include "wrappers/libc/error.h"

struct mf_gathered {
	size_t members;
	uint64_t documents, passages;
};

/* Gathers the n indexes into the archive DIR, which is made, or gets a new generation.  n 0: those that it
 * gathers already, as they are by now.  MF_E_USAGE where they do not go together: another analyser, stemmer
 * or gazetteer, an id that two of them have. */
int mf_gather(const char *dir, const char *const *path, size_t n, struct mf_gathered *out,
	      struct mf_error *err);

#endif
