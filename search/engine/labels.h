/* SPDX-License-Identifier: GPL-2.0-or-later */
/* labels.h - what the entities of an archive are called: each by one label, in whatever segment it is met.
 *
 * The gazetteer labels those that it has; a name that rules discovered has the label that most passages
 * of the archive have for it.  What was looked up is kept.
 */
#ifndef MF_ENGINE_LABELS_H
#define MF_ENGINE_LABELS_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/store/index.h"
#include "wrappers/libc/arena.h"

struct mf_labels {
	const struct mf_index *index;
	struct mf_name **name; /* of each segment, by number; NULL: not asked for yet */
	struct mf_arena arena;
};
void mf_labels_init(struct mf_labels *l, const struct mf_index *index);
void mf_labels_release(struct mf_labels *l);
/* The entity of a segment; it lives as long as the labels.  NULL where the segment is damaged. */
const struct mf_name *mf_label(struct mf_labels *l, size_t segment, uint32_t number);

#endif
