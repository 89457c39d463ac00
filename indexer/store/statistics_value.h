/* SPDX-License-Identifier: GPL-2.0-or-later */
/* statistics_value.h - the values in the runs of a statistics file, for statistics*.c and surfaces.c.
 *
 * Counts are signed: a layer says what it adds to those before it.  All texts are packed (packing.h).
 *
 *	forms     form: passages; then, unless all of them spell it as it is folded,
 *	          the number of spellings, and of each how often, and where it differs
 *	stems     stem: passages; number of forms; of each its text, passages and readings
 *	roots     root: passages
 *	names     id NUL type NUL label NUL english label NUL: passages, those by the adjective alone
 *	sources   folded name: passages, documents
 *	days      day of publication as four bytes in their order, none for no day: passages, documents
 *
 * A reading is a form that can be cut into clitics and the form that it is listed at, whether the archive
 * has that one or not: what clitics are is decided when it is asked, by all layers together.
 */
#ifndef MF_STORE_STATISTICS_VALUE_H
#define MF_STORE_STATISTICS_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/store/keys.h"
#include "wrappers/libc/arena.h"

static inline uint64_t mf_zigzag(int64_t v)
{
	return ((uint64_t)v << 1) ^ (uint64_t)(v >> 63);
}

static inline int64_t mf_unzigzag(uint64_t v)
{
	return (int64_t)(v >> 1) ^ -(int64_t)(v & 1);
}

/* The first number of a value; the first two.  What is missing of a damaged one is 0. */
int64_t mf_value_count(struct mf_bytes value);
void mf_value_counts(struct mf_bytes value, int64_t count[static 2]);
/* The second one is left out where it is 0. */
void mf_value_put_counts(struct mf_buf *out, const int64_t count[static 2]);

/* ---- spellings of a form ---- */
/* Where a spelling differs from the form: pairs of a distance in letters and a letter. */
struct mf_spelling {
	const unsigned char *code;
	size_t len;
	int64_t times;
};
struct mf_spellings {
	struct mf_spelling *v;
	size_t n, cap;
};
/* Codes the difference of two texts (not packed); false where they have not the same number of letters. */
bool mf_spelling_code(struct mf_buf *out, const char *form, size_t form_len, const char *text, size_t len);
/* That of spellings which are not told apart: it has no text. */
void mf_spelling_code_otherwise(struct mf_buf *out);
/* The text of a spelling; false where it is not told, or the code is damaged. */
bool mf_spelling_text(struct mf_buf *out, const char *form, size_t form_len, const struct mf_spelling *s);
/* Adds the spellings that a value has after its count to those of other values; those without times
 * are dropped.  Codes are borrowed. */
void mf_spellings_read(struct mf_spellings *all, struct mf_bytes value);
void mf_spellings_add(struct mf_spellings *all, const unsigned char *code, size_t len, int64_t times);
/* The whole value of a form. */
void mf_spellings_write(struct mf_buf *out, int64_t count, const struct mf_spellings *all);

/* ---- a stem's forms and readings ---- */
struct mf_row_reading {
	const char *run; /* of clitics; packed, as all texts here */
	const char *stem;
	uint32_t run_len, stem_len;
	int64_t count;
};
struct mf_row_form {
	const char *text;
	uint32_t len;
	uint32_t first, readings; /* in the row's reading[] */
	int64_t count;
};
struct mf_row {
	int64_t count;
	struct mf_row_form *form;
	struct mf_row_reading *reading;
	size_t forms, form_cap, readings, reading_cap;
	struct mf_arena arena; /* texts that the file has not in one piece */
};
void mf_row_reset(struct mf_row *row);
void mf_row_release(struct mf_row *row);
/* Forms are added in order; readings, in the order of their clitics, to the form added last. */
void mf_row_add_form(struct mf_row *row, const char *text, uint32_t len, int64_t count);
void mf_row_add_reading(struct mf_row *row, const struct mf_row_reading *reading);
bool mf_row_read(struct mf_row *row, const char *stem, size_t stem_len, struct mf_bytes value);
void mf_row_write(const struct mf_row *row, const char *stem, size_t stem_len, struct mf_buf *out);
/* The sum of two rows of one stem; what has count 0 is dropped.  Texts are borrowed from both. */
void mf_row_sum(struct mf_row *out, const struct mf_row *a, const struct mf_row *b);

#endif
