/* SPDX-License-Identifier: GPL-2.0-or-later */
/* describe.h - what an index holds, and what a run did, for people and as JSON. */
#ifndef MF_DESCRIBE_H
#define MF_DESCRIBE_H

#include <stdbool.h>

#include "indexer/gather.h"
#include "indexer/store/index.h"
#include "indexer/update.h"
#include "wrappers/libc/buf.h"

void mf_describe_index(struct mf_buf *out, const struct mf_index *index, bool json);
void mf_describe_run(struct mf_buf *out, const struct mf_update_report *report, double seconds, bool json);
void mf_describe_gathered(struct mf_buf *out, const struct mf_gathered *report, double seconds, bool json);

/* What a run left undone, each with its remedy; `shards` is what --shards asked for. */
void mf_describe_notes(const struct mf_update_report *report, uint64_t shards,
		       void (*warning)(void *ctx, const struct mf_error *warning), void *ctx);

#endif
