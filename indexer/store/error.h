/* SPDX-License-Identifier: GPL-2.0-or-later */
/* error.h - what is said of an index that is damaged, or that Xapian refuses. */
#ifndef MF_STORE_ERROR_H
#define MF_STORE_ERROR_H

#include <xapian-c.h>

#include "wrappers/libc/error.h"

/* MF_E_CORRUPT with this text; the hint is mf_store_hint_rebuild. */
int mf_store_damaged(struct mf_error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The remedy of an index that cannot be read: rebuild it.  `dir` is the index where it is known, or NULL. */
void mf_store_hint_rebuild(struct mf_error *err, const char *dir);
/* A Xapian failure in our words. */
int mf_store_error(const struct xc_error *from, const char *what, struct mf_error *err);

#endif
