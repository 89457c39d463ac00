/* SPDX-License-Identifier: GPL-2.0-or-later */
/* clitics.c - one-letter words that are written to the word after them. */
#include "indexer/analysis/words/stem.h"

#include <stdbool.h>
#include <string.h>

#include "indexer/analysis/words/affix.h"

const char *const mf_clitic_runs[] = { "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك", NULL };
/* ل with the article after it, which lost its ا. */
static const char *const dative_runs[] = { "لل", "ولل", "فلل", NULL };

static bool begins(const char *form, size_t len, const char *prefix, size_t leave)
{
	size_t bytes = strlen(prefix);

	return len >= bytes + leave * MF_LETTER && memcmp(form, prefix, bytes) == 0;
}

size_t mf_clitics(const char *form, size_t len, size_t cut[static MF_CLITIC_MAX])
{
	size_t n = 0;

	if (!mf_word_is_arabic(form, len))
		return 0;
	/* one letter, two, and at most one of the datives: the runs are in this order */
	for (size_t i = 0; mf_clitic_runs[i]; i++)
		if (begins(form, len, mf_clitic_runs[i], 3))
			cut[n++] = strlen(mf_clitic_runs[i]);
	for (size_t i = 0; dative_runs[i]; i++)
		if (begins(form, len, dative_runs[i], 3))
			cut[n++] = strlen(dative_runs[i]);
	return n;
}
