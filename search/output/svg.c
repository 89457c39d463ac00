/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/output/svg.h"

#include <string.h>

#include "search/output/markup.h"
#include "search/output/render.h"
#include "wrappers/icu/bidi.h"

#define FONTS                                                                                                \
	"Noto Naskh Arabic, Noto Sans Arabic, Scheherazade New, Amiri, Geeza Pro, Segoe UI, DejaVu Sans, "   \
	"sans-serif"

static const struct {
	const char *name, *colour;
} classes[] = {
	[MF_SVG_GROUND] = { "ground", "#ffffff" }, [MF_SVG_BAR] = { "bar", "#7fb0b3" },
	[MF_SVG_INK] = { "ink", "#1d2327" },       [MF_SVG_SOFT] = { "soft", "#566069" },
	[MF_SVG_RULE] = { "rule", "#e2dfd6" },     [MF_SVG_ACCENT] = { "accent", "#0d5c63" },
};

static double across(const struct mf_svg *svg, double x)
{
	return svg->mirrored ? svg->width - x : x;
}

static void put(struct mf_svg *svg, const char *name, double value)
{
	mf_buf_printf(svg->out, " %s=\"", name);
	mf_decimal_put(svg->out, value, 1);
	mf_buf_addch(svg->out, '"');
}

static void put_class(struct mf_svg *svg, const char *attribute, enum mf_svg_class colour)
{
	mf_buf_printf(svg->out, " class=\"%s\" %s=\"%s\"", classes[colour].name, attribute,
		      classes[colour].colour);
}

static void close_shape(struct mf_svg *svg, const char *name, const char *told)
{
	if (!told) {
		mf_buf_addstr(svg->out, "/>\n");
		return;
	}
	mf_buf_addstr(svg->out, "><title>");
	mf_markup_put_text(svg->out, told);
	mf_buf_printf(svg->out, "</title></%s>\n", name);
}

void mf_svg_begin(struct mf_svg *svg, const char *said)
{
	mf_buf_printf(
		svg->out,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"picture\" width=\"%u\" height=\"%u\" "
		"viewBox=\"0 0 %u %u\" font-family=\"%s\" role=\"img\" aria-label=\"",
		svg->width, svg->height, svg->width, svg->height, FONTS);
	mf_markup_put_text(svg->out, said);
	mf_buf_addstr(svg->out, "\">\n");
	mf_buf_printf(svg->out, "<rect class=\"ground\" width=\"%u\" height=\"%u\" fill=\"#ffffff\"/>\n",
		      svg->width, svg->height);
}

void mf_svg_end(struct mf_svg *svg)
{
	mf_buf_addstr(svg->out, "</svg>\n");
}

void mf_svg_rect(struct mf_svg *svg, enum mf_svg_class colour, double x, double y, double width,
		 double height, const char *told)
{
	mf_buf_addstr(svg->out, "<rect");
	put_class(svg, "fill", colour);
	put(svg, "x", svg->mirrored ? across(svg, x + width) : x);
	put(svg, "y", y);
	put(svg, "width", width);
	put(svg, "height", height);
	close_shape(svg, "rect", told);
}

void mf_svg_circle(struct mf_svg *svg, enum mf_svg_class colour, double x, double y, double radius,
		   const char *told)
{
	mf_buf_addstr(svg->out, "<circle");
	put_class(svg, "fill", colour);
	put(svg, "cx", across(svg, x));
	put(svg, "cy", y);
	put(svg, "r", radius);
	close_shape(svg, "circle", told);
}

void mf_svg_line(struct mf_svg *svg, enum mf_svg_class colour, double x, double y, double to_x, double to_y,
		 double width, const char *told)
{
	mf_buf_addstr(svg->out, "<line");
	put_class(svg, "stroke", colour);
	put(svg, "x1", across(svg, x));
	put(svg, "y1", y);
	put(svg, "x2", across(svg, to_x));
	put(svg, "y2", to_y);
	put(svg, "stroke-width", width);
	close_shape(svg, "line", told);
}

/* The bytes of the first `most` characters. */
static size_t cut(const char *text, unsigned most)
{
	size_t i = 0;

	for (unsigned n = 0; text[i]; i++)
		if ((text[i] & 0xc0) != 0x80 && n++ == most)
			break;
	return i;
}

/* A text in Arabic begins at its right end, whatever the picture's direction. */
void mf_svg_text(struct mf_svg *svg, enum mf_svg_class colour, enum mf_svg_side side, unsigned size, double x,
		 double y, unsigned most, const char *text)
{
	size_t len = cut(text, most);
	bool rtl = mf_icu_direction(text, strlen(text)) > 0;
	enum mf_svg_side at = rtl == svg->mirrored || side == MF_SVG_MIDDLE ? side
			      : side == MF_SVG_START                        ? MF_SVG_END
									    : MF_SVG_START;

	mf_buf_addstr(svg->out, "<text");
	put_class(svg, "fill", colour);
	put(svg, "x", across(svg, x));
	put(svg, "y", y);
	mf_buf_printf(svg->out, " font-size=\"%u\" text-anchor=\"%s\" direction=\"%s\">", size,
		      at == MF_SVG_START    ? "start"
		      : at == MF_SVG_MIDDLE ? "middle"
					    : "end",
		      rtl ? "rtl" : "ltr");
	mf_markup_put(svg->out, text, len);
	mf_buf_addstr(svg->out, text[len] ? "…</text>\n" : "</text>\n");
}
