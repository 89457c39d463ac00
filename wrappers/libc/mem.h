/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mem.h - allocation that never returns NULL.
 *
 * Out of memory is fatal in one place (mem.c), with one clear line on stderr and exit status 2.
 * What these return is released with free().
 */
#ifndef MF_LIBC_MEM_H
#define MF_LIBC_MEM_H

#include <stddef.h>

void *mf_malloc(size_t size) __attribute__((malloc, returns_nonnull));
void *mf_calloc(size_t count, size_t size) __attribute__((malloc, returns_nonnull)); /* checks overflow */
void *mf_realloc(void *old, size_t size) __attribute__((returns_nonnull));
char *mf_strdup(const char *text) __attribute__((malloc, returns_nonnull));
char *mf_strndup(const char *text, size_t len)
	__attribute__((malloc, returns_nonnull)); /* adds a NUL; copies len bytes as they are */
char *mf_printf(const char *format, ...) __attribute__((malloc, returns_nonnull, format(printf, 1, 2)));

/* Ends the program as these do: for libraries that say so by NULL. */
void mf_out_of_memory(void) __attribute__((noreturn));

/* Makes room for `need` elements in a growable array: doubles *cap until it holds them, and
 * reallocates.  Use: items = mf_grow(items, &cap, n + 1, sizeof *items); */
void *mf_grow(void *items, size_t *cap, size_t need, size_t size);

/* Gives memory that was freed back to the system, where the C library keeps it: before a stage that
 * needs much of its own. */
void mf_mem_trim(void);

#endif
