/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sanitize.c - text of documents, made unable to steer a terminal.
 *
 * A terminal acts on C0 and C1 controls (escape sequences begin with one of them) and on bidi
 * controls; U+2028 and U+2029 break lines in some programs.  All the rest only draws.  Without its
 * first byte an escape sequence is plain text, so nothing needs to be parsed.
 */
#include "wrappers/libc/sanitize.h"

#include <string.h>

#include "wrappers/libc/utf8.h"

#define REPLACEMENT "\357\277\275" /* U+FFFD */

/* Controls that are dropped silently: they have no width, and a reader loses nothing. */
static bool vanishes(uint32_t c)
{
	return c == 0x61c || c == 0x200e || c == 0x200f ||                     /* ALM, LRM, RLM */
	       (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x206f) || /* overrides, isolates */
	       c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) ||                  /* BOM, annotations */
	       (c >= 0xe0000 && c <= 0xe007f);                                 /* tags */
}

void mf_sanitize(struct mf_buf *out, const char *text, size_t len, bool lines)
{
	for (size_t at = 0; at < len;) {
		size_t from = at;
		uint32_t c = mf_utf8_next(text, len, &at);

		if (vanishes(c))
			continue;
		if (c == '\n' && lines)
			mf_buf_addch(out, '\n');
		else if (c == '\n' || c == '\r' || c == '\t' || c == 0x2028 || c == 0x2029)
			mf_buf_addch(out, ' ');
		else if (c < ' ' || (c >= 0x7f && c < 0xa0) || c == MF_UTF8_BAD)
			mf_buf_addstr(out, REPLACEMENT);
		else
			mf_buf_add(out, text + from, at - from);
	}
}

void mf_sanitize_error(struct mf_buf *out, const char *program, const struct mf_error *err)
{
	mf_buf_printf(out, "%s: ", program);
	mf_sanitize(out, err->text, strlen(err->text), false);
	if (*err->hint) {
		mf_buf_addstr(out, " (");
		mf_sanitize(out, err->hint, strlen(err->hint), false);
		mf_buf_addch(out, ')');
	}
	mf_buf_addch(out, '\n');
}
