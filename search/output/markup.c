/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup.c - text of strangers in HTML. */
#include "search/output/markup.h"

#include <string.h>

#include "search/output/render.h"
#include "wrappers/icu/bidi.h"
#include "wrappers/libc/sanitize.h"

void mf_markup_put(struct mf_buf *out, const char *text, size_t len)
{
	struct mf_buf safe = MF_BUF_INIT;

	mf_sanitize(&safe, text, len, false);
	for (size_t i = 0; i < safe.len; i++) {
		switch (safe.data[i]) {
		case '&':
			mf_buf_addstr(out, "&amp;");
			break;
		case '<':
			mf_buf_addstr(out, "&lt;");
			break;
		case '>':
			mf_buf_addstr(out, "&gt;");
			break;
		case '"':
			mf_buf_addstr(out, "&quot;");
			break;
		case '\'':
			mf_buf_addstr(out, "&#39;");
			break;
		default:
			mf_buf_addch(out, safe.data[i]);
		}
	}
	mf_buf_release(&safe);
}

void mf_markup_put_text(struct mf_buf *out, const char *text)
{
	mf_markup_put(out, text, strlen(text));
}

void mf_markup_put_piece(void *ctx, const char *text, size_t len, bool match)
{
	struct mf_buf *out = ctx;

	mf_buf_addstr(out, match ? "<mark>" : "");
	mf_markup_put(out, text, len);
	mf_buf_addstr(out, match ? "</mark>" : "");
}

void mf_markup_open(struct mf_buf *out, const char *tag, const char *text, size_t len)
{
	bool rtl = mf_icu_direction(text, len) > 0;

	mf_buf_printf(out, "<%s%s>", tag, rtl ? " lang=\"ar\" dir=\"rtl\"" : " dir=\"ltr\"");
}

void mf_markup_open_fragments(struct mf_buf *out, const char *tag, const struct mf_fragment *fragment,
			      size_t fragments)
{
	struct mf_line line = MF_LINE_INIT;

	mf_line_add_fragments(&line, fragment, fragments);
	mf_markup_open(out, tag, line.text.data, line.text.len);
	mf_line_release(&line);
}
