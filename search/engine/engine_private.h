/* SPDX-License-Identifier: GPL-2.0-or-later */
/* engine_private.h - the engine from inside: what is open, and room that is used again and again.
 *
 * Nothing here belongs to a request; that is struct mf_search (search.h).  An engine is one thread's;
 * several engines share nothing that changes, so each thread may have its own.
 */
#ifndef MF_ENGINE_PRIVATE_H
#define MF_ENGINE_PRIVATE_H

#include "search/engine/engine.h"
#include "search/engine/labels.h"
#include "search/engine/match.h"
#include "search/engine/remote.h"
#include "search/engine/snippet.h"
#include "search/engine/spots.h"
#include "search/engine/tally.h"

struct mf_engine {
	struct mf_index *index;
	struct mf_stemmer *stemmer;
	struct mf_labels labels;
	struct mf_dictionary *dictionary; /* or NULL */
	const struct mf_remote *remote;   /* who has the segments; NULL: the index */

	/* scratch: room for one passage; nothing is kept in it from one call to the next */
	struct mf_scanned scan;
	struct mf_snippeter snippeter;
	struct mf_record record;
	struct mf_buf text, described;
	struct mf_spots spots;
	struct mf_tally tally;

	/* of the request in hand */
	double until;   /* seconds of the monotonic clock; 0: no end */
	unsigned asked; /* how often whether it is over */
	bool late;
};

#endif
