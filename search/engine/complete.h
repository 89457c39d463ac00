/* SPDX-License-Identifier: GPL-2.0-or-later */
/* complete.h - completions of what someone is typing, from the words and names of the index. */
#ifndef MF_ENGINE_COMPLETE_H
#define MF_ENGINE_COMPLETE_H

#include "search/engine/engine.h"
#include "wrappers/libc/arena.h"

struct mf_completion {
	const char *text; /* in the arena */
	uint64_t count;   /* passages; of words after others: occurrences among the first passages */
	bool name;        /* an entity's label */
};

/* The `max` most frequent words that begin with the folded prefix, and names with a word that begins so.
 * Of several words the last one is completed, by what comes after the one before in the texts.  *n is how
 * many were found; MF_E_CORRUPT where the index is damaged. */
int mf_engine_complete(struct mf_engine *engine, const char *prefix, size_t max, struct mf_arena *arena,
		       struct mf_completion *out, size_t *n, struct mf_error *err);

#endif
