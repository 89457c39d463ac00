/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pack.h - small archives made in memory, for tests. */
#ifndef MF_TEST_PACK_H
#define MF_TEST_PACK_H

#include "wrappers/libc/buf.h"

/* A member of a zip, stored as it is; *folder collects the table for the end. */
void pack_zip(struct mf_buf *out, struct mf_buf *folder, const char *name, const char *bytes, size_t size);
void pack_zip_end(struct mf_buf *out, const struct mf_buf *folder, size_t members);

void pack_tar(struct mf_buf *out, const char *name, const char *bytes, size_t size);
void pack_tar_end(struct mf_buf *out);

#endif
