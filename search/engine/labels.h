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
#include "indexer/store/strings.h"
#include "wrappers/libc/arena.h"

struct mf_labels {
	const struct mf_index *index;
	struct mf_name **name; /* of each segment, by number; NULL: not asked for yet */
	uint32_t **number;     /* of each segment: the archive's numbers, + 1; 0: not asked for yet */
	struct mf_pool keys;   /* type and id of the entities met so far, by the archive's number */
	const struct mf_name **of;
	size_t of_cap;
	struct mf_arena arena;
};
void mf_labels_init(struct mf_labels *l, const struct mf_index *index);
void mf_labels_release(struct mf_labels *l);
/* The entity of a segment; it lives as long as the labels.  NULL where the segment is damaged. */
const struct mf_name *mf_label(struct mf_labels *l, size_t segment, uint32_t number);

uint32_t mf_label_find_number(struct mf_labels *l, size_t segment, uint32_t number);
/* Its number among all that were met in any segment, equal for equal type and id; MF_NONE where the segment
 * is damaged.  The label of such a number is l->of[number]. */
static inline uint32_t mf_label_number(struct mf_labels *l, size_t segment, uint32_t number)
{
	const uint32_t *known = l->number[segment];

	if (known && number < l->index->segment[segment].names.entities.n && known[number])
		return known[number] - 1;
	return mf_label_find_number(l, segment, number);
}

#endif
