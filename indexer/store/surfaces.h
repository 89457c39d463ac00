/* SPDX-License-Identifier: GPL-2.0-or-later */
/* surfaces.h - how texts spell each folded form, and how often: with its hamza, its ى and its ة, without
 * vowel signs and tatweel.  Spellings that have not as many letters as the form are counted, but not told
 * apart.
 */
#ifndef MF_STORE_SURFACES_H
#define MF_STORE_SURFACES_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/store/statistics_value.h"
#include "indexer/store/strings.h"
#include "wrappers/libc/arena.h"
#include "wrappers/libc/buf.h"
#include "wrappers/libc/error.h"

#define MF_SURFACES_KIND "SURF"
#define MF_SURFACES_VERSION 1

struct mf_surface {
	uint32_t next; /* of the same form: number + 1, or 0 */
	uint32_t text; /* in texts */
	uint32_t times;
	uint32_t len; /* 0: as the form */
};

struct mf_surfaces {
	uint32_t *first; /* by number of the form: number + 1, or 0 */
	size_t forms, first_cap;
	struct mf_surface *v;
	size_t n, cap;
	struct mf_buf texts, letters; /* letters: of the word in hand */
};
void mf_surfaces_init(struct mf_surfaces *s);
void mf_surfaces_release(struct mf_surfaces *s);
size_t mf_surfaces_memory(const struct mf_surfaces *s);
/* Counts one word of a text. */
void mf_surfaces_add(struct mf_surfaces *s, uint32_t form, const char *folded, size_t folded_len,
		     const char *text, size_t len);
/* Adds the spellings of a form to others, `sign` times; their codes are in the arena. */
void mf_surfaces_of(const struct mf_surfaces *s, uint32_t form, const char *folded, size_t folded_len,
		    int sign, struct mf_spellings *all, struct mf_arena *arena);

/* Writes a run of forms with their spellings (the values of statistics_value.h), for mf_statistics_count.
 * `forms` are those of the numbers, sorted; `counts` are passages, by number. */
int mf_surfaces_save(const struct mf_surfaces *s, const struct mf_sorted *forms, const uint32_t *counts,
		     const char *path, struct mf_error *err);

#endif
