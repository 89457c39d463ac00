/* SPDX-License-Identifier: GPL-2.0-or-later */
/* places.h - the places to cite of a document, as they are stored after its text.
 *
 * A block of them: for each place, in the order of the text, how many bytes it lies after the one before, its
 * kind, the length of its value (three varints), and the value.  Four bytes before the block tell its length,
 * the lowest first.
 */
#ifndef MF_STORE_PLACES_H
#define MF_STORE_PLACES_H

#include <stdbool.h>
#include <stdint.h>

#include "indexer/analysis/place.h"
#include "wrappers/libc/buf.h"

#define MF_PLACES_HEAD 4u /* bytes */

/* Appends the length and the block. */
void mf_places_encode(const struct mf_place *place, size_t n, struct mf_buf *out);
uint32_t mf_places_length(const char head[MF_PLACES_HEAD]);

/* A place of a block; the value, of `len` bytes, points into it and ends nowhere. */
struct mf_stored_place {
	uint64_t at;
	enum mf_place_kind kind;
	const char *value;
	size_t len;
};
/* Start with { block, block + its length, 0 }. */
struct mf_places_reader {
	const char *next, *end;
	uint64_t at;
};
/* False at the end, and where the block is damaged. */
bool mf_places_next(struct mf_places_reader *r, struct mf_stored_place *out);

#endif
