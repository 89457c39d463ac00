/* SPDX-License-Identifier: GPL-2.0-or-later */
/* picture.h - a study as a picture (svg.h): what it counted, drawn, with what it is of above.
 *
 * Bars for frequent words and rows of words, columns for the course of time, strips for a dispersion,
 * networks for neighbours and for names together.  The table has all numbers; a picture has the first of
 * them.
 */
#ifndef MF_OUTPUT_PICTURE_H
#define MF_OUTPUT_PICTURE_H

#include "search/output/svg.h"
#include "search/output/writer.h"
#include "search/study/study.h"

bool mf_picture_has(enum mf_study_kind kind);
void mf_picture_put(struct mf_buf *out, const struct mf_style *style, const struct mf_study *study);

/* ---- between the pictures ---- */
#define MF_PICTURE_WIDTH 760u
#define MF_PICTURE_MARGIN 16u
#define MF_PICTURE_ROWS 30u

struct mf_picture {
	struct mf_svg svg;
	struct mf_arena *arena;
	const struct mf_style *style;
	const struct mf_study *study;
	unsigned top; /* where it begins, below what is said of it */
};
/* The column of that name; the number of columns where there is none. */
size_t mf_picture_column(const struct mf_study *study, const char *name);
static inline const struct mf_study_cell *mf_picture_cell(const struct mf_study *study, size_t row,
							  size_t column)
{
	return &study->cell[row * study->columns + column];
}
size_t mf_picture_rows(const struct mf_study *study); /* of which it is made */
double mf_picture_most(const struct mf_study *study, size_t column);
/* A number as the table has it, in the arena. */
const char *mf_picture_number(struct mf_picture *p, size_t row, size_t column);

/* networks.c, strips.c: how high they are, and what is drawn */
unsigned mf_network_height(const struct mf_study *study);
void mf_network_names(struct mf_picture *p);
void mf_network_neighbours(struct mf_picture *p);
unsigned mf_strips_height(const struct mf_study *study);
void mf_strips_put(struct mf_picture *p);

#endif
