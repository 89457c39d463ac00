/* SPDX-License-Identifier: GPL-2.0-or-later */
/* stem.c - stems by Snowball, each script by its own algorithm.
 *
 * An Arabic word goes through libstemmer's Arabic algorithm in the shape that shape.c gives it, and what
 * that answers is its stem.  Latin letters go through the English algorithm, whatever their language:
 * most of them are names and English words, and French ones meet at query time, where the vocabulary
 * shows them.  Cyrillic goes through the Russian one; other scripts are their own stems.
 */
#include "indexer/analysis/words/stem.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/words/affix.h"
#include "indexer/analysis/words/shape.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/utf8.h"
#include "wrappers/snowball/snowball.h"

#define LONGEST_WORD 80 /* bytes; what is longer is no word of English or Russian */

const char *const mf_stemming_names[] = { "snowball+", "snowball", "none", NULL };

struct mf_stemmer {
	enum mf_stemming kind;
	struct mf_snowball *arabic, *english, *russian;
};

struct mf_stemmer *mf_stemmer_new(enum mf_stemming kind)
{
	struct mf_stemmer *s = mf_calloc(1, sizeof *s);

	s->kind = kind;
	if (kind == MF_STEMMING_NONE)
		return s;
	s->arabic = mf_snowball_new("arabic");
	s->english = mf_snowball_new("english");
	s->russian = mf_snowball_new("russian");
	return s;
}

void mf_stemmer_free(struct mf_stemmer *stemmer)
{
	if (!stemmer)
		return;
	mf_snowball_free(stemmer->arabic);
	mf_snowball_free(stemmer->english);
	mf_snowball_free(stemmer->russian);
	free(stemmer);
}

static size_t keep(const char *form, size_t len, char out[static MF_STEM_MAX])
{
	if (len >= MF_STEM_MAX)
		len = MF_STEM_MAX - 1;
	memcpy(out, form, len);
	out[len] = '\0';
	return len;
}

static size_t ask(struct mf_snowball *snowball, const char *word, size_t len, char out[static MF_STEM_MAX])
{
	size_t stem_len;
	const char *stem = mf_snowball_stem(snowball, word, len, &stem_len);

	return stem_len ? keep(stem, stem_len, out) : keep(word, len, out);
}

/* The algorithm for the script that the form begins with, or NULL; Arabic is seen to before. */
static struct mf_snowball *algorithm(const struct mf_stemmer *s, const char *form, size_t len)
{
	size_t at = 0;
	uint32_t c = len ? mf_utf8_next(form, len, &at) : 0;

	if ((c >= 'a' && c <= 'z') || (c >= 0xdf && c < 0x250) || (c >= 0x1e00 && c < 0x1f00))
		return s->english;
	return c >= 0x400 && c < 0x530 ? s->russian : NULL;
}

size_t mf_stem(struct mf_stemmer *s, const char *form, size_t len, char out[static MF_STEM_MAX])
{
	char shaped[MF_SHAPE_MAX];
	struct mf_snowball *snowball;

	if (s->kind == MF_STEMMING_NONE)
		return keep(form, len, out);
	if (mf_word_is_arabic(form, len)) {
		if (s->kind == MF_STEMMING_SNOWBALL)
			return ask(s->arabic, form, len, out);
		return ask(s->arabic, shaped, mf_shape(form, len, shaped), out);
	}
	snowball = len <= LONGEST_WORD ? algorithm(s, form, len) : NULL;
	return snowball ? ask(snowball, form, len, out) : keep(form, len, out);
}
