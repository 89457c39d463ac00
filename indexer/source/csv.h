/* SPDX-License-Identifier: GPL-2.0-or-later */
/* csv.h - rows of comma-separated values (RFC 4180): quotes, doubled quotes, line feeds inside quotes. */
#ifndef MF_CSV_H
#define MF_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "wrappers/libc/buf.h"

struct mf_csv_cell {
	const char *text; /* NUL-terminated, in the row */
	size_t len;
};

/* All zero to begin with. */
struct mf_csv_row {
	struct mf_csv_cell *cell;
	size_t n, cap;
	size_t lines; /* line feeds in it, also at its end */
	bool open;    /* a quote is not closed */
	struct mf_buf bytes;
};

/* Reads the row at the beginning of bytes[0, len) and returns its length; 0 where it is not whole, unless
 * `last`.  A tab as delimiter: quotes are letters. */
size_t mf_csv_next(struct mf_csv_row *row, char delimiter, const char *bytes, size_t len, bool last);
void mf_csv_release(struct mf_csv_row *row);

#endif
