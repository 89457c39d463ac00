/* SPDX-License-Identifier: GPL-2.0-or-later */
/* unlisted.h - names that rules found and no gazetteer lists, as gazetteer rows for a person to confirm.
 *
 * A row is SKOS in Turtle, ready for --gazetteer once someone has read it: the name as it was first
 * met, its type, and as comments how often it stands where, with up to three contexts.
 */
#ifndef MF_INDEXER_UNLISTED_H
#define MF_INDEXER_UNLISTED_H

#include "indexer/analysis/names/gazetteer.h"
#include "indexer/source/source.h"
#include "indexer/store/index.h"
#include "wrappers/libc/buf.h"

struct mf_unlisted;
struct mf_unlisted *mf_unlisted_new(const struct mf_gazetteer *g);
void mf_unlisted_free(struct mf_unlisted *s); /* NULL accepted */
/* Gathers the names of a document. */
void mf_unlisted_document(struct mf_unlisted *s, const struct mf_document *doc);
/* Gathers the names of all living documents of the index in `dir`, from the texts it stores. */
int mf_unlisted_index(struct mf_unlisted *s, const char *dir, struct mf_error *err);
/* Appends the rows: names of most documents first, then those most often met, then in byte order. */
void mf_unlisted_write(const struct mf_unlisted *s, struct mf_buf *out);

#endif
