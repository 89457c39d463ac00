/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wrappers/libc/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wrappers/libc/mem.h"
#include "wrappers/libc/varint.h"

/* The NUL of every empty buffer; it is never written to. */
char mf_buf_empty[1] = "";

char *mf_buf_reserve(struct mf_buf *buf, size_t more)
{
	size_t ceiling = buf->ceiling ? buf->ceiling : MF_BUF_CEILING;
	size_t cap;

	if (buf->len > ceiling || more > ceiling - buf->len) {
		buf->overflow = true;
		return NULL;
	}
	if (buf->len + more < buf->cap)
		return buf->data + buf->len;
	cap = buf->cap ? buf->cap * 2 : 64;
	if (cap <= buf->len + more)
		cap = buf->len + more + 1;
	buf->data = mf_realloc(buf->cap ? buf->data : NULL, cap);
	buf->cap = cap;
	buf->data[buf->len] = '\0';
	return buf->data + buf->len;
}

void mf_buf_add(struct mf_buf *buf, const void *bytes, size_t len)
{
	char *at = len ? mf_buf_reserve(buf, len) : NULL;

	if (!at)
		return;
	memcpy(at, bytes, len);
	buf->len += len;
	buf->data[buf->len] = '\0';
}

void mf_buf_addstr(struct mf_buf *buf, const char *text)
{
	mf_buf_add(buf, text, strlen(text));
}

void mf_buf_addch(struct mf_buf *buf, char c)
{
	mf_buf_add(buf, &c, 1);
}

void mf_buf_printf(struct mf_buf *buf, const char *format, ...)
{
	va_list args;
	char *at;
	int len;

	va_start(args, format);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	at = len > 0 ? mf_buf_reserve(buf, (size_t)len) : NULL;
	if (!at)
		return;
	va_start(args, format);
	vsnprintf(at, (size_t)len + 1, format, args);
	va_end(args);
	buf->len += (size_t)len;
}

void mf_buf_varint(struct mf_buf *buf, uint64_t value)
{
	unsigned char bytes[10];

	mf_buf_add(buf, bytes, (size_t)(mf_varint_put(bytes, value) - bytes));
}

void mf_buf_reset(struct mf_buf *buf)
{
	buf->len = 0;
	buf->overflow = false;
	if (buf->cap)
		buf->data[0] = '\0';
}

void mf_buf_release(struct mf_buf *buf)
{
	if (buf->cap)
		free(buf->data);
	buf->data = mf_buf_empty;
	buf->len = buf->cap = 0;
	buf->overflow = false;
}

char *mf_buf_detach(struct mf_buf *buf)
{
	char *data = buf->cap ? buf->data : mf_strdup("");

	buf->cap = 0;
	mf_buf_release(buf);
	return data;
}
