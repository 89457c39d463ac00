/* SPDX-License-Identifier: GPL-2.0-or-later */
/* suggest.h - names that rules found and no gazetteer lists, as gazetteer rows for a person to confirm.
 *
 * A row is SKOS in Turtle, ready for --gazetteer once someone has read it: the name as it was first
 * met, its type, and as comments how often it stands where, with up to three contexts.
 */
#ifndef MF_SUGGEST_H
#define MF_SUGGEST_H

#include "indexer/analysis/names/gazetteer.h"
#include "indexer/source/source.h"
#include "indexer/store/index.h"
#include "wrappers/libc/buf.h"

struct mf_suggest;
struct mf_suggest *mf_suggest_new(const struct mf_gazetteer *g);
void mf_suggest_free(struct mf_suggest *s); /* NULL accepted */
/* Gathers the names of a document. */
void mf_suggest_document(struct mf_suggest *s, const struct mf_document *doc);
/* Gathers the names of all living documents of an index, from the texts it stores. */
int mf_suggest_index(struct mf_suggest *s, struct mf_index *index, struct mf_error *err);
/* Appends the rows: names of most documents first, then those most often met, then in byte order. */
void mf_suggest_write(const struct mf_suggest *s, struct mf_buf *out);

#endif
