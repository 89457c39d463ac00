/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dictd.h - dictionaries in the form of dictd: NAME.index, whose lines are a headword, a tab, the offset and
 * a tab and the length of its article in base 64, and NAME.dict or NAME.dict.dz, the articles (dictfmt(1)).
 */
#ifndef MF_TRANSLATE_DICTD_H
#define MF_TRANSLATE_DICTD_H

#include <stddef.h>

#include "wrappers/libc/error.h"

/* Called for every article in the order of the index; the texts are borrowed until it returns.  Headwords of
 * the database itself (00database...) are left out. */
typedef void mf_dictd_each(void *ctx, const char *headword, size_t headword_len, const char *article,
			   size_t article_len);

/* Reads a dictionary; `path` names its index, its articles, or both without their ending.  MF_E_INPUT names
 * the line of an index that is damaged. */
int mf_dictd_read(const char *path, mf_dictd_each *each, void *ctx, struct mf_error *err);

#endif
