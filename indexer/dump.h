/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dump.h - what the analysis sees in a document, as lines of tab-separated fields.
 *
 *	tokens    document start end surface kind form stem root
 *	terms     document passage term wdf
 *	entities  document start end surface type id label
 *	dates     document start end surface from to     ("-" where the document's date is needed)
 *	passages  document passage start end words
 *
 * Offsets are bytes in the document's text; white space and control characters in a surface become
 * one space each.
 */
#ifndef MF_DUMP_H
#define MF_DUMP_H

#include "indexer/analysis/names/gazetteer.h"
#include "indexer/analysis/words/stem.h"
#include "indexer/options.h"
#include "indexer/source/source.h"
#include "wrappers/libc/buf.h"

struct mf_dumper;
struct mf_dumper *mf_dumper_new(enum mf_dump what, enum mf_stemming stemmer, const struct mf_gazetteer *g,
				int32_t day, bool correct);
void mf_dumper_free(struct mf_dumper *d);
/* Appends the lines of one document. */
void mf_dumper_document(struct mf_dumper *d, const struct mf_document *doc, struct mf_buf *out);

#endif
