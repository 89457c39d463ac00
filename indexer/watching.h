/* SPDX-License-Identifier: GPL-2.0-or-later */
/* watching.h - one update after the other, as files change; and what was said in the last one. */
#ifndef MF_INDEXER_WATCHING_H
#define MF_INDEXER_WATCHING_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wrappers/libc/error.h"
#include "wrappers/libc/options.h"

struct mf_watching_calls {
	int (*update)(void *ctx, bool first,
		      struct mf_error *err);       /* of everything; MF_E_LOCKED: try again */
	void (*begins)(void *ctx, size_t folders); /* after the first: so many are watched */
	void *ctx;
};

/* Updates, waits until something below the paths has changed, updates again, and so on, until *stop is set
 * (MF_E_STOPPED) or something fails.  A path may be gone, and come again.  The folder `index` does not count,
 * nor does `report` (or NULL), a file: the update writes both. */
int mf_watching_run(const struct mf_strings *paths, const char *index, const char *report,
		    const struct mf_watching_calls *calls, const volatile sig_atomic_t *stop,
		    struct mf_error *err);

/* What is rejected is tried again by each update, and should not be told each time. */
struct mf_said {
	uint64_t *now, *before; /* hashes of lines: of this update; of the one before, sorted */
	size_t now_n, before_n, now_cap;
};

/* Whether the update before had the same; remembers it for the next. */
bool mf_said_before(struct mf_said *said, const struct mf_error *e);
void mf_said_next(struct mf_said *said); /* an update ends */
void mf_said_release(struct mf_said *said);

#endif
