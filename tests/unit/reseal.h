/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reseal.h - a damaged side file whose hashes are right, as someone would make it who means harm. */
#ifndef MF_TESTS_RESEAL_H
#define MF_TESTS_RESEAL_H

#include "wrappers/libc/buf.h"

/* Makes all hashes of the file anew, where it still ends as such a file does; returns its seal, or 0. */
uint64_t mf_reseal(struct mf_buf *file);

#endif
