/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wrappers/libc/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wrappers/libc/mem.h"

#define BLOCK_BYTES ((size_t)16 << 10)
#define ALIGN 16

struct mf_arena_block {
	struct mf_arena_block *next;
	size_t size; /* bytes after the header */
};

static size_t round_up(size_t size)
{
	return (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
}

static char *block_memory(struct mf_arena_block *block)
{
	return (char *)block + round_up(sizeof *block);
}

/* Makes the next block that holds `size` bytes current; blocks that are too small are passed over
 * until the next reset. */
static void next_block(struct mf_arena *arena, size_t size)
{
	struct mf_arena_block **link = arena->current ? &arena->current->next : &arena->first;
	struct mf_arena_block *block;

	while (*link && (*link)->size < size)
		link = &(*link)->next;
	if (!*link) {
		size_t room = size > BLOCK_BYTES ? size : BLOCK_BYTES;

		block = mf_malloc(round_up(sizeof *block) + room);
		block->next = NULL;
		block->size = room;
		*link = block;
	}
	arena->current = *link;
	arena->used = 0;
}

void *mf_arena_alloc(struct mf_arena *arena, size_t size)
{
	char *memory;

	/* Past half the address space rounding would wrap: let malloc refuse it. */
	size = size > SIZE_MAX / 2 ? SIZE_MAX / 2 : round_up(size ? size : 1);
	if (!arena->current || arena->current->size - arena->used < size)
		next_block(arena, size);
	memory = block_memory(arena->current) + arena->used;
	arena->used += size;
	return memory;
}

void *mf_arena_zalloc(struct mf_arena *arena, size_t size)
{
	return memset(mf_arena_alloc(arena, size), 0, size);
}

char *mf_arena_strndup(struct mf_arena *arena, const char *text, size_t len)
{
	char *copy = mf_arena_alloc(arena, len + 1);

	memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}

char *mf_arena_strdup(struct mf_arena *arena, const char *text)
{
	return mf_arena_strndup(arena, text, strlen(text));
}

char *mf_arena_printf(struct mf_arena *arena, const char *format, ...)
{
	va_list args;
	char *text;
	int len;

	va_start(args, format);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len < 0)
		return mf_arena_strdup(arena, "");
	text = mf_arena_alloc(arena, (size_t)len + 1);
	va_start(args, format);
	vsnprintf(text, (size_t)len + 1, format, args);
	va_end(args);
	return text;
}

void *mf_arena_grow(struct mf_arena *arena, void *old, size_t *cap, size_t n, size_t size)
{
	size_t more = *cap ? *cap : 8;
	void *grown;

	if (n <= *cap)
		return old;
	while (more < n)
		more = more <= SIZE_MAX / 2 ? more * 2 : n;
	grown = mf_arena_alloc(arena, more <= SIZE_MAX / size ? more * size : SIZE_MAX);
	if (*cap)
		memcpy(grown, old, *cap * size);
	*cap = more;
	return grown;
}

void mf_arena_reset(struct mf_arena *arena)
{
	arena->current = arena->first;
	arena->used = 0;
}

void mf_arena_release(struct mf_arena *arena)
{
	struct mf_arena_block *next;

	for (struct mf_arena_block *block = arena->first; block; block = next) {
		next = block->next;
		free(block);
	}
	arena->first = arena->current = NULL;
	arena->used = 0;
}
