/* SPDX-License-Identifier: GPL-2.0-or-later */
/* linked_data.h - what a page's JSON-LD says about its article (schema.org). */
#ifndef MF_LINKED_DATA_H
#define MF_LINKED_DATA_H

#include "indexer/source/reading.h"

/* `data`: JSON values, each with the byte 0x1e after it.  Sets what the document does not have yet; what is
 * no JSON is passed over. */
void mf_linked_data(struct mf_reading *r, const char *data, struct mf_document *doc);

#endif
