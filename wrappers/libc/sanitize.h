/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sanitize.h - text of strangers (documents, queries, file names), made unable to steer a terminal. */
#ifndef MF_LIBC_SANITIZE_H
#define MF_LIBC_SANITIZE_H

#include <stdbool.h>
#include <stddef.h>

#include "wrappers/libc/buf.h"
#include "wrappers/libc/error.h"

/* Appends the text made safe for a terminal: C0 (but \n where `lines`), DEL, C1 and bidi controls of the
 * text become U+FFFD or vanish; bad UTF-8 becomes U+FFFD. */
void mf_sanitize(struct mf_buf *out, const char *text, size_t len, bool lines);

/* Appends "PROGRAM: what is wrong (the remedy)" and the end of the line. */
void mf_sanitize_error(struct mf_buf *out, const char *program, const struct mf_error *err);

#endif
