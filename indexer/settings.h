/* SPDX-License-Identifier: GPL-2.0-or-later */
/* settings.h - options of the command line as the reading of sources takes them. */
#ifndef MF_INDEXER_SETTINGS_H
#define MF_INDEXER_SETTINGS_H

#include <stdint.h>

#include "indexer/options.h"
#include "indexer/source/source.h"
#include "wrappers/libc/arena.h"
#include "wrappers/libc/error.h"

/* Fills *source, but for its stop, and *day (MF_NO_DAY where --date is not given).  What they point to
 * belongs to the options and the arena.  MF_E_USAGE where an option says nothing that can be done. */
int mf_settings_source(const struct mf_index_options *options, struct mf_arena *arena,
		       struct mf_source_options *source, int32_t *day, struct mf_error *err);

/* When new documents are added, in seconds since 1970: now, or what SOURCE_DATE_EPOCH says
 * (reproducible-builds.org), so that two runs give one index. */
int64_t mf_settings_now(void);

#endif
