/* SPDX-License-Identifier: GPL-2.0-or-later */
/* buf.h - a growable byte string with a ceiling.
 *
 * `data` is never NULL and always has a NUL after its last byte, which does not count in `len`.
 * An append that would pass `ceiling` sets `overflow`, and leaves the buffer as it was; check once
 * at the end.  The caller owns the struct; mf_buf_release gives the memory back.
 */
#ifndef MF_LIBC_BUF_H
#define MF_LIBC_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mf_buf {
	char *data;
	size_t len, cap;
	size_t ceiling; /* bytes; 0 means MF_BUF_CEILING */
	bool overflow;
};
extern char mf_buf_empty[1];
#define MF_BUF_CEILING ((size_t)1 << 31)
#define MF_BUF_INIT                                                                                          \
	{                                                                                                    \
		mf_buf_empty, 0, 0, 0, false                                                                 \
	}

void mf_buf_add(struct mf_buf *buf, const void *bytes, size_t len);
void mf_buf_addstr(struct mf_buf *buf, const char *text);
void mf_buf_addch(struct mf_buf *buf, char c);
void mf_buf_printf(struct mf_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *mf_buf_reserve(struct mf_buf *buf,
		     size_t more); /* room for `more` bytes at data+len; NULL past the ceiling */
void mf_buf_varint(struct mf_buf *buf, uint64_t value); /* LEB128, see varint.h */
void mf_buf_reset(struct mf_buf *buf);                  /* len = 0, overflow cleared, memory kept */
void mf_buf_release(struct mf_buf *buf);
char *mf_buf_detach(struct mf_buf *buf); /* the caller frees what it returns; the buffer is empty after */

#endif
