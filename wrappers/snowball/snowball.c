/* SPDX-License-Identifier: GPL-2.0-or-later */
/* snowball.c - libstemmer, as it is. */
#include "wrappers/snowball/snowball.h"

#include <libstemmer.h>
#include <limits.h>

#include "wrappers/libc/mem.h"

struct mf_snowball *mf_snowball_new(const char *language)
{
	struct sb_stemmer *stemmer = sb_stemmer_new(language, "UTF_8");

	if (!stemmer)
		mf_out_of_memory();
	return (struct mf_snowball *)stemmer;
}

void mf_snowball_free(struct mf_snowball *snowball)
{
	sb_stemmer_delete((struct sb_stemmer *)snowball);
}

const char *mf_snowball_stem(struct mf_snowball *snowball, const char *word, size_t len, size_t *stem_len)
{
	struct sb_stemmer *stemmer = (struct sb_stemmer *)snowball;
	const sb_symbol *stem = NULL;

	if (len < INT_MAX)
		stem = sb_stemmer_stem(stemmer, (const sb_symbol *)word, (int)len);
	if (!stem)
		mf_out_of_memory();
	*stem_len = (size_t)sb_stemmer_length(stemmer);
	return (const char *)stem;
}
