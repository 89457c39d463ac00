/* SPDX-License-Identifier: GPL-2.0-or-later */
/* number.h - numbers in digits, in words, and in both (4 آلاف, 1.3 ألف, مئة واربعة وستون).
 *
 * The value is written in one canonical way, so that a term of it can be searched: ASCII digits, no
 * separators of thousands, '.' for the decimal point, no trailing zeros after it.
 */
#ifndef MF_ANALYSIS_NUMBER_H
#define MF_ANALYSIS_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/analysis/words/token.h"

#define MF_NUMBER_MAX 24 /* bytes of a value, NUL included */

struct mf_number {
	uint32_t first, last; /* tokens [first, last) */
	char value[MF_NUMBER_MAX];
	uint8_t words; /* 1 where number words took part: the value is then no token of the text */
};

struct mf_numbers {
	struct mf_number *v;
	size_t n, cap;
};

/* All numbers of the text, in order, not overlapping; *out is overwritten (start with all zero), the
 * caller frees out->v.  Words for one and two alone are no numbers (they are articles and duals). */
void mf_numbers_find(const struct mf_tokens *tokens, struct mf_numbers *out);

/* The canonical value of one NUMBER token's form ("4,266" -> "4266"); returns its length. */
size_t mf_number_canonical(const char *form, size_t len, char out[static MF_NUMBER_MAX]);

/* An ordinal or cardinal day of a month in words at token i (الأول ... الحادي والثلاثون, العاشر, عشرين): its
 * value 1..31 and the number of tokens it takes in *used; 0 where there is none. */
int mf_number_day(const struct mf_tokens *tokens, size_t i, size_t *used);

/* A whole number in digits or in words at token i, one and two too: its value, and in *last the token after
 * it.  False where there is none. */
bool mf_number_whole(const struct mf_tokens *tokens, size_t i, uint64_t *value, size_t *last);

#endif
