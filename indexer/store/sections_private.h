/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sections_private.h - how a file of sections ends: sections, hashes of their blocks, hashes of those,
 * footer; for sections.c, and for tests that make damaged files whose hashes are right. */
#ifndef MF_STORE_SECTIONS_PRIVATE_H
#define MF_STORE_SECTIONS_PRIVATE_H

#include "indexer/store/blocks.h"
#include "indexer/store/sections.h"

struct mf_sections_footer {
	uint64_t at[MF_SECTIONS_MAX], len[MF_SECTIONS_MAX];
	uint64_t bytes; /* of all sections, a multiple of 8: what has hashes */
	uint32_t n, version;
	char kind[4], magic[4];
	uint64_t seal; /* of the hashes of hashes and of what stands above */
};

/* Bytes of the two tables after so many bytes of sections. */
static inline uint64_t mf_sections_table(uint64_t bytes)
{
	return mf_blocks_in(bytes) * sizeof(uint64_t);
}

static inline uint64_t mf_sections_top(uint64_t bytes)
{
	return mf_blocks_in(mf_sections_table(bytes)) * sizeof(uint64_t);
}

/* The seal of a footer with the hashes of hashes that belong to it. */
uint64_t mf_sections_seal(const struct mf_sections_footer *f, const uint64_t *top);

#endif
