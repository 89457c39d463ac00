/* SPDX-License-Identifier: GPL-2.0-or-later */
/* said.h - dates as people say them in English and French, in the words that articles have for them, so that
 * one recogniser reads them: last summer is الصيف الماضي, early March 2021 أوائل مارس 2021.
 */
#ifndef MF_DATES_SAID_H
#define MF_DATES_SAID_H

#include <stdbool.h>
#include <stddef.h>

#include "wrappers/libc/buf.h"

/* Folded text; *out is overwritten with Arabic, or with a range as --date takes it (last:7d,
 * 1990-01-01..1999-12-31).  False where a word is none of these. */
bool mf_said_in_arabic(const char *text, size_t len, struct mf_buf *out);

#endif
