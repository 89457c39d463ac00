/* SPDX-License-Identifier: GPL-2.0-or-later */
/* networks.c - names that stand together, and a word with its neighbours, as nodes and ties. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "search/output/layout.h"
#include "search/output/picture.h"
#include "wrappers/libc/mem.h"

#define TIES 50u /* rows that become ties */
#define NODES (2 * TIES + 1)
#define HEIGHT 560u
#define SIDE 90u  /* room for half a label */
#define LABEL 26u /* characters */

struct network {
	const char *label[NODES], *id[NODES];
	double size[NODES]; /* 0 to 1 */
	size_t nodes;
	struct mf_layout_edge edge[TIES];
	const char *told[TIES];
	size_t edges;
};

unsigned mf_network_height(const struct mf_study *study)
{
	(void)study;
	return HEIGHT;
}

static size_t node_of(struct network *n, const char *id, const char *label)
{
	size_t i = 0;

	while (i < n->nodes && strcmp(n->id[i], id) != 0)
		i++;
	if (i == n->nodes) {
		n->id[i] = id;
		n->label[i] = label;
		n->size[i] = 0;
		n->nodes++;
	}
	return i;
}

static size_t ties_of(const struct mf_study *study)
{
	return study->rows < TIES ? study->rows : TIES;
}

static void put_ties(struct mf_picture *p, const struct network *n, const struct mf_layout_node *at)
{
	for (size_t i = 0; i < n->edges; i++) {
		const struct mf_layout_edge *e = &n->edge[i];
		mf_svg_line(&p->svg, MF_SVG_RULE, at[e->from].x, at[e->from].y, at[e->to].x, at[e->to].y,
			    1 + 5 * e->weight, n->told[i]);
	}
}

static void put_network(struct mf_picture *p, const struct network *n)
{
	struct mf_layout_node *at = mf_calloc(n->nodes + 1, sizeof *at);

	mf_layout(at, n->nodes, n->edge, n->edges);
	for (size_t i = 0; i < n->nodes; i++) {
		at[i].x = SIDE + at[i].x * (p->svg.width - 2 * SIDE);
		at[i].y = p->top + 24 + at[i].y * (HEIGHT - 60);
	}
	put_ties(p, n, at);
	for (size_t i = 0; i < n->nodes; i++)
		mf_svg_circle(&p->svg, i ? MF_SVG_BAR : MF_SVG_ACCENT, at[i].x, at[i].y, 4 + 9 * n->size[i],
			      n->label[i]);
	for (size_t i = 0; i < n->nodes; i++)
		mf_svg_text(&p->svg, MF_SVG_INK, MF_SVG_MIDDLE, n->size[i] > 0.5 ? 14 : 12, at[i].x,
			    at[i].y - 8 - 9 * n->size[i], LABEL, n->label[i]);
	free(at);
}

/* The label in the language of the picture, where there is one. */
static const char *label_in(const struct mf_picture *p, size_t row, const char *name, const char *english)
{
	const char *label = mf_picture_cell(p->study, row, mf_picture_column(p->study, name))->text;
	const char *other = mf_picture_cell(p->study, row, mf_picture_column(p->study, english))->text;

	return p->style->arabic || !*other ? label : other;
}

void mf_network_names(struct mf_picture *p)
{
	const struct mf_study *s = p->study;
	struct network *n = mf_calloc(1, sizeof *n);
	size_t id = mf_picture_column(s, "id"), with_id = mf_picture_column(s, "with_id");
	size_t documents = mf_picture_column(s, "documents");
	double most = mf_picture_most(s, documents), largest = 0;

	for (n->edges = 0; n->edges < ties_of(s); n->edges++) {
		size_t i = n->edges;
		double weight = mf_picture_cell(s, i, documents)->number / most;
		size_t from = node_of(n, mf_picture_cell(s, i, id)->text, label_in(p, i, "name", "name_en"));
		size_t to =
			node_of(n, mf_picture_cell(s, i, with_id)->text, label_in(p, i, "with", "with_en"));
		n->edge[i] = (struct mf_layout_edge){ from, to, weight };
		n->told[i] = mf_arena_printf(p->arena, "%s – %s: %s", n->label[from], n->label[to],
					     mf_picture_number(p, i, documents));
		n->size[from] += weight;
		n->size[to] += weight;
		largest = fmax(largest, fmax(n->size[from], n->size[to]));
	}
	for (size_t i = 0; i < n->nodes; i++)
		n->size[i] = n->size[i] / largest;
	put_network(p, n);
	free(n);
}

/* The word in the middle; a neighbour is the nearer the more it belongs to it. */
void mf_network_neighbours(struct mf_picture *p)
{
	const struct mf_study *s = p->study;
	struct network *n = mf_calloc(1, sizeof *n);
	size_t word = mf_picture_column(s, "word"), count = mf_picture_column(s, "count");
	size_t likelihood = mf_picture_column(s, "log_likelihood"), rows = mf_picture_rows(s);
	double most = mf_picture_most(s, likelihood), often = mf_picture_most(s, count);

	n->id[0] = "";
	n->label[0] = *s->query ? s->query : "…";
	n->size[0] = 1;
	n->nodes = 1;
	for (n->edges = 0; n->edges < rows; n->edges++) {
		size_t i = n->edges, node = n->nodes++;
		n->id[node] = n->label[node] = mf_picture_cell(s, i, word)->text;
		n->size[node] = mf_picture_cell(s, i, count)->number / often;
		n->edge[i] =
			(struct mf_layout_edge){ 0, node, mf_picture_cell(s, i, likelihood)->number / most };
		n->told[i] = mf_arena_printf(p->arena, "%s: %s", n->label[node],
					     mf_picture_number(p, i, likelihood));
	}
	put_network(p, n);
	free(n);
}
