/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gunzip.h - files packed by gzip, dictzip among them. */
#ifndef MF_GUNZIP_H
#define MF_GUNZIP_H

#include <stddef.h>

#include "wrappers/libc/buf.h"
#include "wrappers/libc/error.h"

/* Appends the whole file, unpacked, to *out; a file that is not packed is taken as it is.  MF_E_NOTFOUND
 * where there is none, MF_E_LIMIT where it has more than `ceiling` bytes, MF_E_INPUT where it is damaged. */
int mf_gunzip(const char *path, size_t ceiling, struct mf_buf *out, struct mf_error *err);

#endif
