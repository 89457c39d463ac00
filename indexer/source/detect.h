/* SPDX-License-Identifier: GPL-2.0-or-later */
/* detect.h - what kind of file this is, from its first bytes and its name. */
#ifndef MF_DETECT_H
#define MF_DETECT_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/source/source.h"

enum mf_kind {
	MF_KIND_FORMAT,  /* *format says which */
	MF_KIND_ARCHIVE, /* compressed or packed: what is inside has a kind of its own */
	MF_KIND_OFFICE,  /* DOCX, ODT or EPUB: an archive that is one document */
	MF_KIND_EMPTY,
	MF_KIND_OTHER, /* nothing to be read: *why says what it seems to be and what to do */
};
#define MF_DETECT_BYTES ((size_t)64 << 10) /* so much of the beginning decides */

/* By content first, then by name.  `encoding` is "auto" or what the user says it is.  `why` (for
 * MF_KIND_OTHER) becomes what it is and what to do. */
enum mf_kind mf_detect(const char *head, size_t len, const char *name, const char *encoding,
		       enum mf_format *format, const char *why[2]);

/* language.c: what a text is that is no language, "" where it may be one.  Looks at its first
 * MF_DETECT_BYTES. */
const char *mf_no_language(const char *text, size_t len);

/* True for gzip, bzip2, xz, zstd, lz4, zip, 7z and tar. */
bool mf_looks_packed(const char *head, size_t len);

/* True for UTF-16 and UTF-32: by byte order mark, or by where zero bytes and Arabic letters stand. */
bool mf_looks_wide(const char *head, size_t len);

/* Bytes of one unit of the named encoding: 1, 2 or 4. */
size_t mf_encoding_unit(const char *name);

#endif
