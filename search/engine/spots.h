/* SPDX-License-Identifier: GPL-2.0-or-later */
/* spots.h - where in a document a byte of its text stands, and where a place begins, as one cites them.
 *
 * A part names a place after the # of --show=ID#PART: v, p, c, s or t and a value, one after the other, for
 * volume, page, chapter (which one, from 1), verse and time, or a and an anchor.  A value of digits ends
 * where it does, another one at a dot: v2p68, pxiv, vII.p3, c5s12, t00:01:05.
 */
#ifndef MF_ENGINE_SPOTS_H
#define MF_ENGINE_SPOTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/store/places.h"
#include "indexer/store/segment.h"
#include "search/engine/result.h"
#include "wrappers/libc/arena.h"

struct mf_spot_entry {
	struct mf_stored_place place;
	uint32_t holds[MF_PLACE_KINDS]; /* of each kind the entry that holds from here on, + 1; 0: none */
	uint32_t chapters;              /* so far */
};

/* The places of one document; start with MF_SPOTS_INIT, release at the end. */
struct mf_spots {
	struct mf_buf block;
	struct mf_spot_entry *v;
	size_t n, cap;
};
#define MF_SPOTS_INIT                                                                                        \
	{                                                                                                    \
		.block = MF_BUF_INIT                                                                         \
	}

int mf_spots_load(struct mf_spots *spots, struct mf_segment *segment, uint32_t document,
		  struct mf_error *err);
/* The place of this byte, in the arena; NULL where none is known. */
const struct mf_locus *mf_spots_at(const struct mf_spots *spots, uint32_t at, struct mf_arena *arena);
/* Where the part begins; false where the document has none of this name. */
bool mf_spots_find(const struct mf_spots *spots, const char *part, uint32_t *at);
void mf_spots_release(struct mf_spots *spots);

#endif
