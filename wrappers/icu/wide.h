/* SPDX-License-Identifier: GPL-2.0-or-later */
/* wide.h - UTF-16 inside text of bytes, as programs leave it that append to a file in their own encoding. */
#ifndef MF_ICU_WIDE_H
#define MF_ICU_WIDE_H

#include <stdbool.h>
#include <stddef.h>

struct mf_wide_run {
	size_t from, len; /* bytes, a byte order mark among them */
	bool little;
};

/* The first run of UTF-16 in bytes[at, len) that has Arabic; false: there is none.  It is known by the bytes
 * 06 and 00, every second one, which text of bytes does not have. */
bool mf_wide_find(const char *bytes, size_t len, size_t at, struct mf_wide_run *run);

#endif
