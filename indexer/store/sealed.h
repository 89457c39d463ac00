/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sealed.h - text files that end with a line "end HASH": XXH3 of all that is above it, 16 digits. */
#ifndef MF_STORE_SEALED_H
#define MF_STORE_SEALED_H

#include "wrappers/libc/buf.h"

void mf_sealed_close(struct mf_buf *text); /* appends the last line */
int mf_sealed_open(struct mf_buf *text);   /* takes the last line off; -1: it is not what it should be */

#endif
