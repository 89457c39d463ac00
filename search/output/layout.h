/* SPDX-License-Identifier: GPL-2.0-or-later */
/* layout.h - where the nodes of a network stand: near to those that they are tied to, apart from all others.
 *
 * Springs and repulsion in so many steps that cool down: T. Fruchterman and E. Reingold, Graph Drawing by
 * Force-directed Placement, Software: Practice and Experience 21, 1991.  It begins on a spiral and knows no
 * chance, so the same network is drawn the same.  A pure function.
 */
#ifndef MF_OUTPUT_LAYOUT_H
#define MF_OUTPUT_LAYOUT_H

#include <stddef.h>

struct mf_layout_node {
	double x, y; /* in the square from 0 to 1, when it is done */
};

struct mf_layout_edge {
	size_t from, to;
	double weight; /* above 0, at most 1: how strong the tie is */
};

/* Time in proportion to the square of `nodes`; the caller keeps them few. */
void mf_layout(struct mf_layout_node *node, size_t nodes, const struct mf_layout_edge *edge, size_t edges);

#endif
