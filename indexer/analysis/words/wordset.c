/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/analysis/words/wordset.h"

#include <string.h>

#include "indexer/analysis/words/fold.h"
#include "wrappers/libc/hash.h"
#include "wrappers/libc/mem.h"

/* The slot of `word` + `tail`, or the empty one where it would be. */
static size_t find(const struct mf_wordset *set, const char *word, size_t len, const char *tail)
{
	size_t tail_len = strlen(tail);
	size_t slot = mf_hash64(word, len) & set->mask;

	for (;; slot = (slot + 1) & set->mask) {
		const char *held = set->text.data + set->slots[slot];

		if (!set->slots[slot])
			return slot;
		if (strlen(held) == len + tail_len && memcmp(held, word, len) == 0 &&
		    strcmp(held + len, tail) == 0)
			return slot;
	}
}

void mf_wordset_load(struct mf_wordset *set, const char *lines, size_t len)
{
	struct mf_buf empty = MF_BUF_INIT;
	size_t rows = 0, size = 16;

	for (size_t i = 0; i < len; i++)
		rows += lines[i] == '\n';
	while (size < rows * 2)
		size *= 2;
	set->text = empty;
	set->slots = mf_calloc(size, sizeof *set->slots);
	set->mask = size - 1;
	mf_buf_addch(&set->text, '\0'); /* offset 0 stands for an empty slot */
	for (size_t at = 0; at < len;) {
		const char *end = memchr(lines + at, '\n', len - at);
		size_t row = end ? (size_t)(end - (lines + at)) : len - at;
		size_t offset = set->text.len, bytes, slot;
		bool start;

		mf_fold(&set->text, lines + at, row);
		at += row + 1;
		bytes = set->text.len - offset;
		start = bytes && set->text.data[offset + bytes - 1] == '*';
		if (start && --bytes > set->longest_start)
			set->longest_start = bytes;
		mf_buf_addch(&set->text, '\0');
		slot = find(set, set->text.data + offset, bytes, start ? "*" : "");
		set->slots[slot] = (uint32_t)offset;
	}
}

bool mf_wordset_has(const struct mf_wordset *set, const char *word, size_t len)
{
	return set->slots[find(set, word, len, "")] != 0;
}

bool mf_wordset_starts(const struct mf_wordset *set, const char *word, size_t len)
{
	if (mf_wordset_has(set, word, len))
		return true;
	for (size_t start = len < set->longest_start ? len : set->longest_start; start > 0; start--)
		if ((start == len || ((unsigned char)word[start] & 0xc0) != 0x80) &&
		    set->slots[find(set, word, start, "*")])
			return true;
	return false;
}
