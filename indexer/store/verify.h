/* SPDX-License-Identifier: GPL-2.0-or-later */
/* verify.h - what opening an index leaves unread of Xapian's tables, read a step at a time.
 *
 * Side files are checked as they are read (blocks.h); of Xapian's tables only so many bytes are when an index
 * is opened.  A reader that lives long takes a step now and then, and knows after the last one that all of
 * them are sound.  mufahris-index --check reads everything at once (mf_manifest_verify).
 */
#ifndef MF_STORE_VERIFY_H
#define MF_STORE_VERIFY_H

#include "indexer/store/manifest.h"
#include "wrappers/libc/error.h"

struct mf_verify;
/* The manifest is borrowed. */
struct mf_verify *mf_verify_new(const struct mf_manifest *m, const char *dir);
void mf_verify_free(struct mf_verify *v); /* NULL accepted */
/* Reads 64 KiB at most.  1: there is more, 0: all tables are sound; MF_E_CORRUPT: one is damaged, MF_E_IO,
 * or it cannot be read, as when the generation is so old that it was removed. */
int mf_verify_step(struct mf_verify *v, struct mf_error *err);

#endif
