/* SPDX-License-Identifier: GPL-2.0-or-later */
/* place.h - places in a document that can be cited: from this byte of the text on it is page 68. */
#ifndef MF_ANALYSIS_PLACE_H
#define MF_ANALYSIS_PLACE_H

#include <stddef.h>

/* Each is inside those before it that it does not go across: a new volume ends the page, a new chapter the
 * verse. */
enum mf_place_kind {
	MF_PLACE_VOLUME,
	MF_PLACE_PAGE,
	MF_PLACE_CHAPTER,
	MF_PLACE_VERSE,
	MF_PLACE_TIME,   /* of a recording: "00:01:05" */
	MF_PLACE_ANCHOR, /* what a URL has after its #; ends with the next one */
	MF_PLACE_KINDS
};

struct mf_place {
	size_t at; /* byte of the text */
	enum mf_place_kind kind;
	const char *value; /* UTF-8: "12", "xiv", the words of a heading, "00:01:05" */
};

#endif
