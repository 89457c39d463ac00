/* SPDX-License-Identifier: GPL-2.0-or-later */
/* scan.h - inside the date recogniser: the cursor that its readers share.
 *
 * One pass over the tokens (find.c); the word that decides (a month, a weekday, أمس, a period, a number)
 * calls its reader (readers.h), which looks back and ahead a few tokens, puts its date together from
 * parts (parts.h) and emits a mention.  A reader returns the token to go on with.  A later reader that
 * reaches back over an earlier mention replaces it: الأحد is emitted first, and given up when يناير finds
 * "الأحد 9 يناير".
 */
#ifndef MF_DATES_SCAN_H
#define MF_DATES_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/analysis/dates/date.h"
#include "indexer/analysis/dates/words.h"

struct mf_date_scan {
	const struct mf_tokens *tokens;
	const char *text;
	const struct mf_mentions *names; /* may be NULL */
	int32_t published;               /* or MF_NO_DAY */
	size_t lo, hi;                   /* tokens [lo, hi) are looked at */
	struct mf_date_mentions *out;
	unsigned *votes; /* NULL, or 7 counts: which weekday "today" was said to be */
};

struct mf_date_span {
	size_t first, last; /* tokens */
	int32_t from, to;
	enum mf_granularity granularity;
	bool relative;
	bool feast; /* اليوم الوطني: stands though names are kept off such phrases */
};

bool mf_scan_in_name(const struct mf_date_scan *s, size_t i); /* token i is part of a name, no nisba */
bool mf_scan_word(const struct mf_date_scan *s, size_t i, struct mf_date_word *w); /* false also in a name */
bool mf_scan_is(const struct mf_date_scan *s, size_t i, enum mf_date_class cls); /* such a word, no article */
int mf_scan_number(const struct mf_date_scan *s, size_t i,
		   int *value); /* how many digits; 0: no plain number */
bool mf_scan_form(const struct mf_date_scan *s, size_t i, const char *form);
bool mf_scan_listed(const struct mf_date_scan *s, size_t i,
		    enum mf_date_list list);               /* i may be out of range */
int mf_scan_gap(const struct mf_date_scan *s, size_t i);   /* before token i; MF_GAP_PARAGRAPH at the ends */
char mf_scan_dash(const struct mf_date_scan *s, size_t i); /* '-' or '/' where only that is before i, or 0 */
bool mf_scan_closed(const struct mf_date_scan *s, size_t i); /* only ) and space stand before token i */
bool mf_scan_future(const struct mf_date_scan *s,
		    size_t i); /* a future cue stands in the clause before token i */
unsigned mf_scan_clitics(const struct mf_date_scan *s, size_t i); /* letters of clitics on token i */
void mf_scan_emit(struct mf_date_scan *s, const struct mf_date_span *span);

#endif
