/* SPDX-License-Identifier: GPL-2.0-or-later */
/* stream.h - bytes that are looked at before they are taken.
 *
 * Whatever gives bytes (a file, a member of an archive, another stream decoded to UTF-8) fills a
 * stream; a reader peeks as far as it needs and skips what it has used.  Only what was peeked and
 * not yet skipped is in memory.
 */
#ifndef MF_STREAM_H
#define MF_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wrappers/libc/buf.h"
#include "wrappers/libc/error.h"

struct mf_stream {
	/* Puts up to `size` bytes into room, their number into *got; 0 means the end. */
	int (*fill)(void *ctx, char *room, size_t size, size_t *got, struct mf_error *err);
	/* Moves to a byte from the beginning; a negative offset counts from the end (-1 = the end itself).
	 * Returns the new place, or -1.  NULL where that is impossible. */
	int64_t (*seek)(void *ctx, int64_t offset);
	void *ctx;
	char *data; /* owned; data[at, len) is waiting */
	size_t at, len, cap;
	uint64_t offset; /* of data[at] in the whole */
	bool end;
};

/* Makes at least `need` bytes available unless the end comes first.  *bytes stays valid until the next
 * call, has room for a NUL after its last byte and may be written to; *len may be more than `need`. */
int mf_stream_peek(struct mf_stream *s, size_t need, char **bytes, size_t *len, struct mf_error *err);
void mf_stream_skip(struct mf_stream *s, size_t len); /* at most what was peeked */
void mf_stream_release(struct mf_stream *s);          /* its memory, not what ctx is */

/* A stream of UTF-8 out of a stream in some encoding.  Its first piece (as much as a whole document
 * may have) decides the encoding, the rest follows it. */
struct mf_decoder {
	struct mf_stream *raw;
	const char *wanted, *declared; /* see wrappers/icu/charset.h */
	const char *used;              /* the encoding taken; NULL before the first piece */
	const char *other;             /* the encoding of some lines; NULL: all are in the one taken */
	size_t other_lines;
	uint64_t other_at; /* where the first of them begins */
	struct mf_buf out;
	size_t at;
	size_t bad;      /* bytes that were no character and were replaced */
	uint64_t bad_at; /* where the first of them (or the piece it is in) stands */
};
struct mf_stream mf_decoder_open(struct mf_decoder *d, struct mf_stream *raw, const char *wanted,
				 const char *declared);
void mf_decoder_release(struct mf_decoder *d);

#endif
