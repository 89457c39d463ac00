/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/output/layout.h"

#include <math.h>
#include <stdlib.h>

#include "wrappers/libc/mem.h"

#define STEPS 300
#define GOLDEN 2.399963229728653 /* radians between two turns of the spiral */
#define LEAST 1e-4               /* distance below which two nodes count as so far apart */
#define GRAVITY 1.5              /* keeps what is tied to nothing from drifting away */

struct force {
	double x, y;
};

static void begin(struct mf_layout_node *node, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		double radius = 0.5 * sqrt((double)i / (double)n);
		node[i].x = radius * cos((double)i * GOLDEN);
		node[i].y = radius * sin((double)i * GOLDEN);
	}
}

static void push(const struct mf_layout_node *node, struct force *force, size_t n, double ideal)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = i + 1; k < n; k++) {
			double x = node[i].x - node[k].x, y = node[i].y - node[k].y;
			double square = fmax(x * x + y * y, LEAST * LEAST), by = ideal * ideal / square;
			force[i].x += x * by;
			force[i].y += y * by;
			force[k].x -= x * by;
			force[k].y -= y * by;
		}
}

/* What has many ties is pulled less by each, or all of them would lie on each other. */
static void pull(const struct mf_layout_node *node, struct force *force, const unsigned *ties,
		 const struct mf_layout_edge *edge, size_t n, double ideal)
{
	for (size_t i = 0; i < n; i++) {
		double x = node[edge[i].from].x - node[edge[i].to].x;
		double y = node[edge[i].from].y - node[edge[i].to].y;
		double fewer = ties[edge[i].from] < ties[edge[i].to] ? ties[edge[i].from] : ties[edge[i].to];
		double by = sqrt(x * x + y * y) / ideal * (0.3 + 0.7 * edge[i].weight) / fewer;
		force[edge[i].from].x -= x * by;
		force[edge[i].from].y -= y * by;
		force[edge[i].to].x += x * by;
		force[edge[i].to].y += y * by;
	}
}

/* No node moves further than the temperature lets it. */
static void move(struct mf_layout_node *node, struct force *force, size_t n, double heat)
{
	for (size_t i = 0; i < n; i++) {
		double x = force[i].x - GRAVITY * node[i].x, y = force[i].y - GRAVITY * node[i].y;
		double length = fmax(sqrt(x * x + y * y), 1e-12), step = fmin(length, heat);
		node[i].x += x / length * step;
		node[i].y += y / length * step;
		force[i] = (struct force){ 0, 0 };
	}
}

/* Into the square from 0 to 1, each axis to its full length. */
static void fit(struct mf_layout_node *node, size_t n)
{
	double low_x = node[0].x, high_x = low_x, low_y = node[0].y, high_y = low_y;

	for (size_t i = 1; i < n; i++) {
		low_x = fmin(low_x, node[i].x);
		high_x = fmax(high_x, node[i].x);
		low_y = fmin(low_y, node[i].y);
		high_y = fmax(high_y, node[i].y);
	}
	for (size_t i = 0; i < n; i++) {
		node[i].x = high_x - low_x > LEAST ? (node[i].x - low_x) / (high_x - low_x) : 0.5;
		node[i].y = high_y - low_y > LEAST ? (node[i].y - low_y) / (high_y - low_y) : 0.5;
	}
}

void mf_layout(struct mf_layout_node *node, size_t nodes, const struct mf_layout_edge *edge, size_t edges)
{
	struct force *force = mf_calloc(nodes + 1, sizeof *force);
	unsigned *ties = mf_calloc(nodes + 1, sizeof *ties);
	double ideal = nodes ? 0.75 / sqrt((double)nodes) : 1;

	for (size_t i = 0; i < edges; i++) {
		ties[edge[i].from]++;
		ties[edge[i].to]++;
	}
	begin(node, nodes);
	for (int step = 0; nodes && step < STEPS; step++) {
		push(node, force, nodes, ideal);
		pull(node, force, ties, edge, edges, ideal);
		move(node, force, nodes, 0.1 * (1 - (double)step / STEPS));
	}
	if (nodes)
		fit(node, nodes);
	free(force);
	free(ties);
}
