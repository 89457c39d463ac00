/* SPDX-License-Identifier: GPL-2.0-or-later */
/* arena.h - memory that dies together.
 *
 * Everything allocated from an arena lives until mf_arena_reset or mf_arena_release.  Reset keeps
 * the blocks for reuse: an arena a passage or a query costs no malloc after the first few.
 */
#ifndef MF_LIBC_ARENA_H
#define MF_LIBC_ARENA_H

#include <stddef.h>

struct mf_arena_block;
struct mf_arena {
	struct mf_arena_block *first, *current;
	size_t used; /* bytes used in *current */
};
#define MF_ARENA_INIT                                                                                        \
	{                                                                                                    \
		NULL, NULL, 0                                                                                \
	}

void *mf_arena_alloc(struct mf_arena *arena, size_t size);  /* 16-byte aligned, not cleared */
void *mf_arena_zalloc(struct mf_arena *arena, size_t size); /* cleared */
char *mf_arena_strndup(struct mf_arena *arena, const char *text, size_t len); /* NUL added */
char *mf_arena_strdup(struct mf_arena *arena, const char *text);
char *mf_arena_printf(struct mf_arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3), nonnull));
/* An array of the arena with room for n items: `old`, which has *cap, or a larger copy of it. */
void *mf_arena_grow(struct mf_arena *arena, void *old, size_t *cap, size_t n, size_t size);
void mf_arena_reset(struct mf_arena *arena);   /* forgets everything, keeps the memory */
void mf_arena_release(struct mf_arena *arena); /* gives the memory back; the arena can be used again */

#endif
