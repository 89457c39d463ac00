/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/reseal.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/store/sections_private.h"
#include "wrappers/libc/hash.h"
#include "wrappers/libc/mem.h"

static void hash_blocks(const void *bytes, uint64_t len, uint64_t *hash)
{
	for (uint64_t i = 0; i < mf_blocks_in(len); i++) {
		uint64_t from = i << MF_BLOCK_BITS, left = len - from;
		hash[i] = mf_hash64((const char *)bytes + from, left < MF_BLOCK ? left : MF_BLOCK);
	}
}

uint64_t mf_reseal(struct mf_buf *file)
{
	struct mf_sections_footer f;
	uint64_t *hash, *top, table, tops;

	if (file->len < sizeof f)
		return 0;
	memcpy(&f, file->data + file->len - sizeof f, sizeof f);
	if (f.bytes > file->len)
		return 0;
	table = mf_sections_table(f.bytes);
	tops = mf_sections_top(f.bytes);
	if (f.bytes + table + tops + sizeof f != file->len)
		return 0;
	hash = mf_malloc(table);
	top = mf_malloc(tops);
	hash_blocks(file->data, f.bytes, hash);
	hash_blocks(hash, table, top);
	f.seal = mf_sections_seal(&f, top);
	memcpy(file->data + f.bytes, hash, table);
	memcpy(file->data + f.bytes + table, top, tops);
	memcpy(file->data + file->len - sizeof f, &f, sizeof f);
	free(hash);
	free(top);
	return f.seal;
}
