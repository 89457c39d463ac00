/* SPDX-License-Identifier: GPL-2.0-or-later */
/* variants.h - other forms under which a word may stand: as a broken plural, as another transcription.
 *
 * Asked with a query, over an index's vocabulary; nothing of it is in the index or in its fingerprint.
 */
#ifndef MF_ANALYSIS_VARIANTS_H
#define MF_ANALYSIS_VARIANTS_H

#include <stddef.h>

#include "indexer/analysis/words/stem.h"

/* Forms that are the broken plural or the singular of this one, by the list data/plurals.txt (forms
 * without article); NUL-separated, empty string at the end; NULL where there is none.  Static. */
const char *mf_plural_partners(const char *form, size_t len);

/* A key under which usual transcriptions of one foreign name meet (ARABIC letters without weak
 * letters and with confusable consonants joined); 0 where nothing is left. */
size_t mf_name_key(const char *form, size_t len, char out[static MF_STEM_MAX]);

#endif
