/* SPDX-License-Identifier: GPL-2.0-or-later */
/* html.h - a page as running text, read piece by piece by libxml2.
 *
 * Nothing is fetched and no script is run.  Blocks are separated by an empty line, <br> is a line
 * feed, white space is one space (but in <pre>).  Scripts, styles and the like are left out; unless the
 * whole page is asked for, so is what surrounds the article: see blocks.c.
 */
#ifndef MF_HTML_H
#define MF_HTML_H

#include <stdbool.h>
#include <stddef.h>

#include "wrappers/libc/buf.h"
#include "wrappers/libc/error.h"

struct mf_html;

struct mf_html_page { /* strings are UTF-8, "" where absent */
	struct mf_buf text;
	const char *title, *date, *author, *source, *url, *language;
	const char *heading; /* the first h1, h2 or h3 */
	const char *data; /* what stands in <script type="application/ld+json">, each with '\x1e' after it */
	const char *cut;  /* why reading stopped before the end, or "" */
};

/* Keeps at most `ceiling` bytes of text. `whole`: menus, footers, asides and the like too. */
int mf_html_open(struct mf_html **out, size_t ceiling, bool whole, struct mf_error *err);
/* The next piece of the page, in UTF-8; pieces may be cut anywhere. */
int mf_html_feed(struct mf_html *html, const char *utf8, size_t len, struct mf_error *err);
/* The page is at its end.  The result belongs to `html`. */
struct mf_html_page *mf_html_finish(struct mf_html *html);
void mf_html_close(struct mf_html *html); /* accepts NULL */

/* The encoding that a page declares in its first bytes (<meta charset>, http-equiv, <?xml encoding?>);
 * "" where it does not. */
void mf_html_charset(const char *head, size_t len, char *name, size_t size);

#endif
