/* SPDX-License-Identifier: GPL-2.0-or-later */
/* top.h - the best of many, in room for so many: a heap whose first item is the worst that is kept.
 *
 * The room for `max` items of `size` bytes is the caller's.  `compare` is as for qsort, the better item
 * first; where it never says 0, what is kept does not depend on the order of the offers.
 */
#ifndef MF_LIBC_TOP_H
#define MF_LIBC_TOP_H

#include <stdbool.h>
#include <stddef.h>

struct mf_top {
	void *v;
	size_t n, max, size;
	int (*compare)(const void *a, const void *b);
};

bool mf_top_offer(struct mf_top *top, const void *item); /* false: it is not among the best */
void mf_top_remove(struct mf_top *top, size_t i);
void mf_top_sort(struct mf_top *top); /* best first; nothing can be offered after it */

#endif
