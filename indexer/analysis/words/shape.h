/* SPDX-License-Identifier: GPL-2.0-or-later */
/* shape.h - an Arabic form in the shape in which Snowball stems it best; for stem.c. */
#ifndef MF_ANALYSIS_SHAPE_H
#define MF_ANALYSIS_SHAPE_H

#include <stddef.h>

#include "indexer/analysis/words/affix.h"

#define MF_SHAPE_MAX (MF_LETTER * (MF_WORD_LETTERS + 3)) /* bytes: an article and a ة may come to it */

/* Writes a form for which mf_word_is_arabic is true as it is handed to Snowball; returns its bytes. */
size_t mf_shape(const char *form, size_t len, char out[static MF_SHAPE_MAX]);

#endif
