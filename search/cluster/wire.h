/* SPDX-License-Identifier: GPL-2.0-or-later */
/* wire.h - numbers and texts as bytes, and back.  What is read is untrusted: a reader never passes its end,
 * and what was wrong makes it `bad` for good, after which it gives zeros and empty texts. */
#ifndef MF_CLUSTER_WIRE_H
#define MF_CLUSTER_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wrappers/libc/arena.h"
#include "wrappers/libc/buf.h"

struct mf_wire {
	const unsigned char *at, *end;
	struct mf_arena *arena; /* for texts */
	bool bad;
};

void mf_wire_put_signed(struct mf_buf *to, int64_t value); /* zigzag, as varints; unsigned: mf_buf_varint */
void mf_wire_put_real(struct mf_buf *to, double value);    /* eight bytes, the lowest first */
void mf_wire_put_text(struct mf_buf *to, const char *text, size_t len);
void mf_wire_put_string(struct mf_buf *to, const char *text); /* NULL has its own sign */

uint64_t mf_wire_number(struct mf_wire *from, uint64_t most); /* more than `most` is bad */
int64_t mf_wire_signed(struct mf_wire *from);
double mf_wire_real(struct mf_wire *from);
double mf_wire_score(struct mf_wire *from); /* none that has no order, or is past all that is one, is good */
/* NUL-terminated copy; *len may be NULL. */
const char *mf_wire_text(struct mf_wire *from, size_t *len);
const char *mf_wire_string(struct mf_wire *from); /* NULL where it was; one with a NUL inside is bad */
const char *mf_wire_known(struct mf_wire *from);  /* the same, "" for NULL */
/* How many things follow, of which each takes at least `least` bytes: no more than there is room for. */
size_t mf_wire_count(struct mf_wire *from, size_t least);

#endif
