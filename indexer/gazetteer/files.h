/* SPDX-License-Identifier: GPL-2.0-or-later */
/* files.h - the gazetteer from its files: CLDR's names, those that come with mufahris, the user's. */
#ifndef MF_GAZETTEER_FILES_H
#define MF_GAZETTEER_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/analysis/names/gazetteer.h"
#include "wrappers/libc/buf.h"
#include "wrappers/libc/error.h"

struct mf_gazetteer_options {
	const char *const *files; /* the user's */
	size_t n;
	bool without_default; /* leave out those that come with mufahris */
};

/* Appends the compiled block to *out, and sets *source to a hash of all that it is made from.  Where
 * the index in `dir` (may be NULL) has a block from the same source, that one is taken: compiling
 * costs more than a small update.  Statements that cannot be used are reported and left out; a file
 * of the user's that cannot be read is an error. */
int mf_gazetteer_from_files(const struct mf_gazetteer_options *options, const char *dir,
			    mf_gazetteer_report *report, void *ctx, struct mf_buf *out, uint64_t *source,
			    struct mf_error *err);

#endif
