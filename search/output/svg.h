/* SPDX-License-Identifier: GPL-2.0-or-later */
/* svg.h - the few shapes of which pictures are made, as SVG 1.1 (https://www.w3.org/TR/SVG11/).
 *
 * Places are counted in the direction of reading: x grows from where a line begins, so that a picture in
 * Arabic is the mirror image of the one in English.  A shape has its colour as an attribute, for a file that
 * stands alone, and a class by which a style sheet can give it another.  There is no style element, no script
 * and no address in a picture.  All append to *out.
 */
#ifndef MF_OUTPUT_SVG_H
#define MF_OUTPUT_SVG_H

#include <stdbool.h>

#include "wrappers/libc/buf.h"

struct mf_svg {
	struct mf_buf *out;
	unsigned width, height; /* of the picture, in units of about a pixel */
	bool mirrored;
};

enum mf_svg_class { MF_SVG_GROUND, MF_SVG_BAR, MF_SVG_INK, MF_SVG_SOFT, MF_SVG_RULE, MF_SVG_ACCENT };
enum mf_svg_side { MF_SVG_START, MF_SVG_MIDDLE, MF_SVG_END }; /* of the text at its place */

/* `said`: what it shows, for those who do not see it. */
void mf_svg_begin(struct mf_svg *svg, const char *said);
void mf_svg_end(struct mf_svg *svg);

/* `told`: what shows when one points at it, or NULL. */
void mf_svg_rect(struct mf_svg *svg, enum mf_svg_class colour, double x, double y, double width,
		 double height, const char *told);
void mf_svg_circle(struct mf_svg *svg, enum mf_svg_class colour, double x, double y, double radius,
		   const char *told);
void mf_svg_line(struct mf_svg *svg, enum mf_svg_class colour, double x, double y, double to_x, double to_y,
		 double width, const char *told);

/* In its own direction; of more than `most` characters the end is left out. */
void mf_svg_text(struct mf_svg *svg, enum mf_svg_class colour, enum mf_svg_side side, unsigned size, double x,
		 double y, unsigned most, const char *text);

#endif
