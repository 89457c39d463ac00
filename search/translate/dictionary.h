/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dictionary.h - what words of one language are in another: a table that works where it lies.
 *
 *	header    magic, number of entries, bytes of text, words of the longest headword
 *	offsets   of each entry in the text, and where the last one ends
 *	text      of each entry the headword and its translations in order of sense, each ended by a NUL
 *
 * Headwords are folded as words of a text are, blanks between, in order of bytes.  Nothing in a table is
 * trusted: a damaged one has no translations where it is damaged.
 */
#ifndef MF_TRANSLATE_DICTIONARY_H
#define MF_TRANSLATE_DICTIONARY_H

#include <stddef.h>
#include <stdint.h>

#include "wrappers/libc/buf.h"
#include "wrappers/libc/error.h"

#define MF_DICTIONARY_BYTES ((size_t)8 << 20) /* of a table at most */

struct mf_dictionary;
/* Maps a compiled table. */
int mf_dictionary_open(struct mf_dictionary **out, const char *path, struct mf_error *err);
/* Takes over the bytes of a table (compile.h). */
int mf_dictionary_take(struct mf_dictionary **out, struct mf_buf *table, struct mf_error *err);
void mf_dictionary_free(struct mf_dictionary *dictionary); /* NULL accepted */

/* The translations of a folded headword: strings one after the other, an empty one at the end; NULL where it
 * is not known.  Borrowed from the dictionary. */
const char *mf_dictionary_find(const struct mf_dictionary *dictionary, const char *key, size_t len);
uint32_t mf_dictionary_entries(const struct mf_dictionary *dictionary);
uint32_t mf_dictionary_longest(const struct mf_dictionary *dictionary); /* words of a headword */
/* The first entry that is not before `key`, and the headword of an entry; "" past the end. */
uint32_t mf_dictionary_lower(const struct mf_dictionary *dictionary, const char *key, size_t len);
const char *mf_dictionary_key(const struct mf_dictionary *dictionary, uint32_t entry);

/* ---- for who makes tables ---- */
struct mf_dictionary_header {
	char magic[8];
	uint32_t entries, text, longest, unused;
};
#define MF_DICTIONARY_MAGIC "mfdict1\n"

#endif
