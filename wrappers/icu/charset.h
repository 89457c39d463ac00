/* SPDX-License-Identifier: GPL-2.0-or-later */
/* charset.h - bytes in some encoding become UTF-8. */
#ifndef MF_ICU_CHARSET_H
#define MF_ICU_CHARSET_H

#include <stddef.h>

#include "wrappers/libc/buf.h"
#include "wrappers/libc/error.h"

/* Appends bytes[0, len) as well-formed UTF-8 to *out, without a byte order mark.
 *
 * `wanted` is the name of an encoding, or "auto" (NULL is the same): then, in this order, a byte
 * order mark, UTF-16 without one, well-formed UTF-8, the encoding `declared` by the document (NULL
 * where it does not), and at last ICU's detector, checked by how Arabic letters are spread.
 * *used (may be NULL) becomes the static name of the encoding taken; each byte sequence that is
 * invalid in it becomes U+FFFD and is counted in *bad (may be NULL).
 * MF_E_USAGE: no encoding has the `wanted` name.  MF_E_LIMIT: *out reached its ceiling. */
int mf_to_utf8(const char *bytes, size_t len, const char *declared, const char *wanted, struct mf_buf *out,
	       const char **used, size_t *bad, struct mf_error *err);

#endif
