/* SPDX-License-Identifier: GPL-2.0-or-later */
/* strips.c - a dispersion: for each document a strip as long as its text, with a mark where a word stands. */
#include <stdlib.h>
#include <string.h>

#include "search/output/picture.h"

#define ROW 26u
#define LABEL 230u
#define COUNT 60u /* behind the strip */
#define STEP 0.75 /* units between two marks that can be told apart */

unsigned mf_strips_height(const struct mf_study *study)
{
	return (unsigned)mf_picture_rows(study) * ROW;
}

static void put_strip(struct mf_picture *p, const struct mf_study_cell *places, double y)
{
	double room = p->svg.width - LABEL - COUNT - MF_PICTURE_MARGIN, last = -1;

	mf_svg_rect(&p->svg, MF_SVG_RULE, LABEL, y + 4, room, ROW - 8, NULL);
	for (const char *at = places->text; *at; at += strspn(at, " ")) {
		char *end;
		double x = (double)strtoul(at, &end, 10) / places->number * (room - 1.5);
		if (last < 0 || x - last >= STEP) {
			mf_svg_rect(&p->svg, MF_SVG_ACCENT, LABEL + x, y + 4, 1.5, ROW - 8, NULL);
			last = x;
		}
		at = end;
	}
}

void mf_strips_put(struct mf_picture *p)
{
	const struct mf_study *s = p->study;
	size_t title = mf_picture_column(s, "title"), document = mf_picture_column(s, "document");
	size_t places = mf_picture_column(s, "places"), count = mf_picture_column(s, "occurrences");

	for (size_t i = 0; i < mf_picture_rows(s); i++) {
		const char *name = mf_picture_cell(s, i, title)->text;
		double y = p->top + (double)i * ROW;
		mf_svg_text(&p->svg, MF_SVG_INK, MF_SVG_END, 13, LABEL - 8, y + 17, 30,
			    *name ? name : mf_picture_cell(s, i, document)->text);
		put_strip(p, mf_picture_cell(s, i, places), y);
		mf_svg_text(&p->svg, MF_SVG_SOFT, MF_SVG_END, 12, p->svg.width - MF_PICTURE_MARGIN, y + 17,
			    12, mf_picture_number(p, i, count));
	}
}
