/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wrappers/libc/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef __GLIBC__ /* which the headers above define */
#include <malloc.h>
#endif

/* The one place where mufahris gives up: nothing is allocated here, not even by stdio. */
void mf_out_of_memory(void)
{
	static const char message[] = "mufahris: out of memory\n";

	if (write(STDERR_FILENO, message, sizeof message - 1) < 0)
		_exit(2);
	_exit(2);
}

static void *checked(void *memory)
{
	if (!memory)
		mf_out_of_memory();
	return memory;
}

void *mf_malloc(size_t size)
{
	return checked(malloc(size ? size : 1));
}

void *mf_calloc(size_t count, size_t size)
{
	return checked(count && size ? calloc(count, size) : calloc(1, 1));
}

void *mf_realloc(void *old, size_t size)
{
	return checked(realloc(old, size ? size : 1));
}

char *mf_strndup(const char *text, size_t len)
{
	char *copy = mf_malloc(len + 1);

	memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}

char *mf_strdup(const char *text)
{
	return mf_strndup(text, strlen(text));
}

char *mf_printf(const char *format, ...)
{
	va_list args;
	char *text;
	int len;

	va_start(args, format);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len < 0)
		return mf_strdup("");
	text = mf_malloc((size_t)len + 1);
	va_start(args, format);
	vsnprintf(text, (size_t)len + 1, format, args);
	va_end(args);
	return text;
}

void *mf_grow(void *items, size_t *cap, size_t need, size_t size)
{
	size_t want = *cap ? *cap : 8;

	if (need <= *cap)
		return items;
	while (want < need)
		want = want > SIZE_MAX / 2 ? need : want * 2;
	if (want > SIZE_MAX / size)
		checked(NULL);
	*cap = want;
	return mf_realloc(items, want * size);
}

void mf_mem_trim(void)
{
#ifdef __GLIBC__
	malloc_trim(0);
#endif
}
