/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup.h - text of documents, queries and file names in HTML: escaped, and in its own direction.
 *
 * All append to *out.  Controls and broken bytes are made harmless as in a terminal (mf_sanitize).
 */
#ifndef MF_OUTPUT_MARKUP_H
#define MF_OUTPUT_MARKUP_H

#include "search/engine/result.h"
#include "wrappers/libc/buf.h"

/* Text between tags, or in an attribute in quotes. */
void mf_markup_put(struct mf_buf *out, const char *text, size_t len);
void mf_markup_put_text(struct mf_buf *out, const char *text);
/* <tag lang dir> for text that reads as these letters do; what is put in `tag` may have attributes. */
void mf_markup_open(struct mf_buf *out, const char *tag, const char *text, size_t len);
void mf_markup_open_fragments(struct mf_buf *out, const char *tag, const struct mf_fragment *fragment,
			      size_t fragments);
/* An mf_piece_fn: a run of a fragment, in <mark> where it matched; ctx is the struct mf_buf. */
void mf_markup_put_piece(void *ctx, const char *text, size_t len, bool match);

#endif
