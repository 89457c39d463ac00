/* SPDX-License-Identifier: GPL-2.0-or-later */
/* keys.h - keys in byte order, each with a value of a few bytes: a sorted run.
 *
 * Runs are written once, read where they are mapped, and merged (O'Neil et al., The Log-Structured
 * Merge-Tree, 1996).  Keys stand in blocks of MF_KEYS_BLOCK, in which each leaves out the bytes that it
 * has in common with the one before it.  An index of the blocks stays small and finds one by the first
 * eight bytes of its first key.  On disk a run is two sections of a file: the blocks and the index.
 *
 *	entry   header, [shared - 15], [rest - 15], rest of the key, length of the value, value
 *
 * The header has `shared` in its high and the length of the rest in its low four bits; 15 says that a
 * varint follows with what is above.
 */
#ifndef MF_STORE_KEYS_H
#define MF_STORE_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/store/sections.h"
#include "wrappers/libc/buf.h"

#define MF_KEYS_BLOCK 16
#define MF_KEYS_AT_BITS 40
#define MF_KEYS_AT_MASK (((uint64_t)1 << MF_KEYS_AT_BITS) - 1)

struct mf_keys_block {
	uint64_t head; /* the first key's first eight bytes, as a big-endian number */
	uint64_t at;   /* where it begins, in the low 40 bits; its greatest weight in the others */
};

struct mf_keys {
	const unsigned char *bytes;
	uint64_t len;
	const struct mf_keys_block *block;
	uint64_t blocks;
	struct mf_blocks *checked; /* of the file */
};

struct mf_bytes { /* borrowed from the file */
	const unsigned char *data;
	size_t len;
};

/* The run in sections `section` and the next; -1 where they are damaged.  What is inside the blocks is
 * checked as it is read: a damaged one ends early. */
int mf_keys_open(struct mf_keys *run, const struct mf_sections *file, unsigned section);
bool mf_keys_find(const struct mf_keys *run, const char *key, size_t len, struct mf_bytes *value);

/* ---- blocks, for those who want to leave some out ---- */
/* The last block whose first key is not above the key; 0 where all are. */
uint64_t mf_keys_block_of(const struct mf_keys *run, const char *key, size_t len);
/* Do all keys of the block stand above those that begin with the bytes? */
bool mf_keys_block_above(const struct mf_keys *run, uint64_t block, const char *bytes, size_t len);
#define MF_KEYS_WEIGHT_MAX 0xffffffu /* a greatest weight of so much may be more */
uint32_t mf_keys_block_weight(const struct mf_keys *run, uint64_t block);

/* ---- one after the other ---- */
struct mf_keys_cursor {
	const struct mf_keys *run;
	uint64_t block; /* the one after the one in hand */
	const unsigned char *at, *end;
	struct mf_buf key; /* in hand */
	struct mf_bytes value;
	size_t shared; /* bytes of the key in hand that the one before it has too */
	bool damaged;  /* it has ended because of that */
};
void mf_keys_start(struct mf_keys_cursor *c, const struct mf_keys *run); /* before the first; release it */
void mf_keys_release(struct mf_keys_cursor *c);
bool mf_keys_next(struct mf_keys_cursor *c); /* false: no more */
/* To the first key that is not below the given one; false: there is none.  */
bool mf_keys_seek(struct mf_keys_cursor *c, const char *key, size_t len);
/* To the next key that does not begin with the first `len` bytes of the key in hand. */
bool mf_keys_skip(struct mf_keys_cursor *c, size_t len);
/* Before the first key of a block. */
void mf_keys_to_block(struct mf_keys_cursor *c, uint64_t block);

/* ---- several at once, as one ---- */
struct mf_keys_merge {
	struct mf_keys_cursor *cursor;
	bool *live, *taken; /* has a key in hand; it is the least */
	size_t n;
	const char *key; /* in hand */
	size_t key_len;
	struct mf_bytes *value; /* of those that have it, in their order */
	size_t values;
	bool damaged; /* one of the runs */
};
void mf_keys_merge_start(struct mf_keys_merge *m, const struct mf_keys *const *run, size_t n);
bool mf_keys_merge_next(struct mf_keys_merge *m);
/* To the first key that is not below: as mf_keys_seek. */
bool mf_keys_merge_seek(struct mf_keys_merge *m, const char *key, size_t len);
bool mf_keys_merge_skip(struct mf_keys_merge *m, size_t len);
void mf_keys_merge_release(struct mf_keys_merge *m);

/* ---- writing ---- */
struct mf_keys_writer {
	struct mf_sections_writer *file;
	struct mf_buf last, entry;
	struct mf_keys_block *block; /* the index: a byte of memory for each key */
	size_t blocks, cap;
	uint64_t at, keys;
	bool disorder;
};
/* Starts a section of `file`. */
void mf_keys_writer_open(struct mf_keys_writer *w, struct mf_sections_writer *file);
/* Keys come in order, each once.  `weight`: see mf_keys_block_weight. */
void mf_keys_writer_add(struct mf_keys_writer *w, const char *key, size_t len, const void *value,
			size_t value_len, uint64_t weight);
/* Adds the index; MF_E_CORRUPT where keys were out of order.  Releases w in any case. */
int mf_keys_writer_close(struct mf_keys_writer *w, struct mf_error *err);

#endif
