/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tags.h - caps what one tag may hold, before libxml2 sees it.
 *
 * libxml2 compares every attribute of an element with every other, so a tag with 100,000 of them takes
 * minutes in one call.  This filter looks at each byte once and drops the attributes of a tag after the
 * first MF_TAG_ATTRIBUTES.
 */
#ifndef MF_HTML_TAGS_H
#define MF_HTML_TAGS_H

#include <stdbool.h>
#include <stddef.h>

#include "wrappers/libc/buf.h"

#define MF_TAG_ATTRIBUTES 256

enum mf_tags_state {
	MF_TAGS_TEXT,
	MF_TAGS_OPEN,   /* after "<" */
	MF_TAGS_INSIDE, /* in a tag, outside quotes */
	MF_TAGS_QUOTED,
	MF_TAGS_COMMENT,
	MF_TAGS_RAW /* in <script> or <style>, up to its end tag */
};

/* All zero to begin with; `html`: <script> and <style> hold no tags. */
struct mf_tags {
	bool html;
	enum mf_tags_state state;
	char quote;
	bool blank;     /* the byte before was a blank, inside a tag */
	bool dropping;  /* the cap is passed */
	unsigned count; /* attributes of this tag */
	char name[8];   /* of this tag, as far as it fits */
	unsigned name_n;
	unsigned seen; /* bytes that fit of "<!--", "-->" or "</script" */
	struct mf_buf out;
};

/* The piece without what is too much, in filter->out, which is overwritten. */
void mf_tags_filter(struct mf_tags *filter, const char *bytes, size_t len);
void mf_tags_release(struct mf_tags *filter);

#endif
