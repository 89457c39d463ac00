/* SPDX-License-Identifier: GPL-2.0-or-later */
/* charset.h - bytes in some encoding become UTF-8. */
#ifndef MF_ICU_CHARSET_H
#define MF_ICU_CHARSET_H

#include <stddef.h>

#include "wrappers/libc/buf.h"
#include "wrappers/libc/error.h"

/* What came out of a conversion; begins as zeros. */
struct mf_charset {
	const char *used;   /* the encoding taken, a static name */
	size_t bad;         /* byte sequences that are invalid in it; U+FFFD stands for each */
	const char *other;  /* the encoding of lines that are in another one; NULL: there are none */
	size_t other_lines; /* how many */
	size_t other_at;    /* byte where the first of them begins */
};

/* Appends bytes[0, len) as well-formed UTF-8 to *out, without a byte order mark.
 *
 * `wanted` is the name of an encoding, or "auto" (NULL is the same): then, in this order, a byte
 * order mark, UTF-16 without one, well-formed UTF-8, the encoding `declared` by the document (NULL
 * where it does not), and at last ICU's detector, checked by how Arabic letters are spread.
 * With "auto" a text of lines in UTF-8 and lines in a single-byte encoding of Arabic (two files joined, a log
 * over years) is read line by line, each as what it is, and UTF-16 in other text as that.  *found (may be
 * NULL) becomes what was done; where found->used is set, the bytes go on with a text that began in it.
 * MF_E_USAGE: no encoding has the `wanted` name.  MF_E_LIMIT: *out reached its ceiling. */
int mf_to_utf8(const char *bytes, size_t len, const char *declared, const char *wanted, struct mf_buf *out,
	       struct mf_charset *found, struct mf_error *err);

#endif
