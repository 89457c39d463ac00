/* SPDX-License-Identifier: GPL-2.0-or-later */
/* import.h - lists of names in other formats, as SKOS Turtle; and the gazetteer as a list.
 *
 * Read are, told apart by their content:
 *   CSV       a header row, then a row an entity.  Columns: id, type (person, place, city, country, org),
 *             broader, match (a Wikidata id or an IRI), aliases and hidden (parted by '|'), and any
 *             language code for the name in it; parted by commas, semicolons or tabs (RFC 4180)
 *   Wikidata  a JSON entity a line, as in its dumps; the answer of wbgetentities; results of the query
 *             service as JSON or CSV (item, itemLabel, itemAltLabel, class, country): labels, aliases,
 *             what it is by its classes (P31) or else its properties, its country or nationality
 *   spaCy     the patterns of an EntityRuler, a JSON object a line: label, pattern, id
 */
#ifndef MF_GAZETTEER_IMPORT_H
#define MF_GAZETTEER_IMPORT_H

#include "indexer/analysis/names/gazetteer.h"
#include "wrappers/libc/buf.h"
#include "wrappers/libc/error.h"

/* Appends the file's entities to *out as Turtle, in order of id.  A row that cannot be used is reported
 * with its line and left out.  MF_E_INPUT where the file as a whole is none of
 * the formats. */
int mf_gazetteer_import(const char *path, mf_gazetteer_report *report, void *ctx, struct mf_buf *out,
			struct mf_error *err);

/* Appends all entities in order of id: as CSV that mf_gazetteer_import reads, or a JSON object a line. */
void mf_gazetteer_export(const struct mf_gazetteer *g, bool jsonl, struct mf_buf *out);

#endif
