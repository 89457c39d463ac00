/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gazetteer_files.h - the gazetteer from its files: CLDR's names, those that come with mufahris, the user's. */
#ifndef MF_GAZETTEER_FILES_H
#define MF_GAZETTEER_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/analysis/gazetteer.h"
#include "wrappers/libc/buf.h"
#include "wrappers/libc/error.h"

/* Appends the compiled block to *out.  Statements that cannot be used are reported and left out; a
 * file of the user's that cannot be read is an error. */
int mf_gazetteer_from_files(const char *const *files, size_t n, bool with_default, mf_gazetteer_report *report,
                            void *ctx, struct mf_buf *out, struct mf_error *err);

#endif
