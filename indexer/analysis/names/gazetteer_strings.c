/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gazetteer_strings.c - each string of a compiled block once. */
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/names/gazetteer_compile.h"
#include "wrappers/libc/mem.h"

static struct mf_gc_string *free_place(const struct mf_gc *c, uint64_t hash)
{
	size_t i = hash & c->intern_mask;

	while (c->interned[i].offset != 0)
		i = (i + 1) & c->intern_mask;
	return &c->interned[i];
}

static void grow(struct mf_gc *c)
{
	struct mf_gc_string *old = c->interned;
	size_t n = old ? c->intern_mask + 1 : 0;

	c->intern_mask = n ? c->intern_mask * 2 + 1 : (1u << 14) - 1;
	c->interned = mf_calloc(c->intern_mask + 1, sizeof *c->interned);
	for (size_t i = 0; i < n; i++)
		if (old[i].offset != 0)
			*free_place(c, old[i].hash) = old[i];
	free(old);
}

uint32_t mf_gc_intern(struct mf_gc *c, const char *text)
{
	size_t len = strlen(text), i;
	uint64_t hash = mf_hash64(text, len);

	if (len == 0)
		return 0;
	if ((c->interned_n + 1) * 2 > c->intern_mask)
		grow(c);
	for (i = hash & c->intern_mask; c->interned[i].offset != 0; i = (i + 1) & c->intern_mask)
		if (c->interned[i].hash == hash && !strcmp(c->strings.data + c->interned[i].offset, text))
			return c->interned[i].offset;
	c->interned_n++;
	c->interned[i] = (struct mf_gc_string){ hash, (uint32_t)c->strings.len };
	mf_buf_add(&c->strings, text, len + 1);
	return c->interned[i].offset;
}
