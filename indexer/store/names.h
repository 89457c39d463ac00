/* SPDX-License-Identifier: GPL-2.0-or-later */
/* names.h - the entities and the sources that a segment knows.
 *
 * An entity is one string of four parts, "id NUL type NUL label NUL english label" (the type as one
 * letter: p person, l place, o organisation), so that a segment describes its facets by itself.
 */
#ifndef MF_STORE_NAMES_H
#define MF_STORE_NAMES_H

#include "indexer/store/strings.h"

#define MF_NAMES_KIND "NAMS"
#define MF_NAMES_VERSION 1

struct mf_names {
	struct mf_sections file;
	struct mf_stringset entities, sources;
	const uint32_t *entity_number,
		*source_number; /* rank -> number; in a finished segment they are equal */
};
int mf_names_open(struct mf_names *n, const char *path, struct mf_error *err);
void mf_names_close(struct mf_names *n);
int mf_names_write(const struct mf_stringset *entities, const uint32_t *entity_number,
		   const struct mf_stringset *sources, const uint32_t *source_number, const char *path,
		   struct mf_error *err);

struct mf_name {
	const char *id, *label, *label_en;
	uint8_t type; /* enum mf_entity_type */
};
/* Takes the string of an entity apart; NULs inside it end the parts.  0, or -1 where it is damaged. */
int mf_name_split(const char *text, size_t len, struct mf_name *out);

#endif
