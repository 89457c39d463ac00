/* SPDX-License-Identifier: GPL-2.0-or-later */
/* compile.h - from a dictionary for readers to one for searches.
 *
 * Of an article the headword and its translations are kept, in order of sense: what is explained in brackets
 * or after a dash, the pronunciation, examples and explanations of more than three words are left out, and
 * so are vowel marks. */
#ifndef MF_TRANSLATE_COMPILE_H
#define MF_TRANSLATE_COMPILE_H

#include "wrappers/libc/buf.h"
#include "wrappers/libc/error.h"

/* Appends the table of the dictionary in the form of dictd at `path` (dictd.h) to *out, with the additions
 * of data/additions.txt before its senses where `additions`.  MF_E_LIMIT: too large. */
int mf_dictionary_compile(const char *path, bool additions, struct mf_buf *out, struct mf_error *err);

#endif
