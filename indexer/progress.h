/* SPDX-License-Identifier: GPL-2.0-or-later */
/* progress.h - what a long run says of itself while it works. */
#ifndef MF_INDEXER_PROGRESS_H
#define MF_INDEXER_PROGRESS_H

#include <signal.h>
#include <stdint.h>

#include "indexer/update.h"
#include "wrappers/libc/buf.h"
#include "wrappers/libc/options.h"

/* Bytes of all files below the paths (standard input has none), until *stop is set. */
uint64_t mf_progress_measure(const struct mf_strings *paths, const volatile sig_atomic_t *stop);
/* One line without its end into *out, which is emptied first: documents, bytes, rate, and, where `total`
 * bytes of files are known, the time that is left.  `past`: seconds since the run began. */
void mf_progress_line(struct mf_buf *out, const struct mf_update_progress *p, uint64_t total, double past);

#endif
