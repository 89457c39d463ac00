/* SPDX-License-Identifier: GPL-2.0-or-later */
/* root.c - the consonant root of a word, by affixes and patterns.
 *
 * After Taghva, Elkhoury and Coombs, "Arabic Stemming Without A Root Dictionary" (ITCC 2005): cut the
 * affixes that cannot be radicals where they stand, hold what is left against the patterns of its
 * length, and cut one letter more where none fits.  The patterns here are a list of our own; in them
 * ف ع ل stand for the three radicals, as Arabic grammar writes them.
 */
#include "indexer/analysis/words/stem.h"

#include <string.h>

#include "indexer/analysis/words/affix.h"

#define SHORTEST 4 /* letters of the shortest pattern */
#define LONGEST 7

/* By length; the first that fits is taken.  A ه at the end is hardly ever a radical. */
static const char *const patterns[LONGEST - SHORTEST + 1][40] = {
	{ "فعله", "فاعل", "فعال", "فعول", "فعيل", "فوعل", "مفعل", "افعل", "فعلي", "تفعل", "يفعل", "نفعل",
	  NULL },
	{ "مفعول", "تفعيل", "فعيله", "فعاله", "فعوله", "فاعله", "افعال", "فواعل", "فعاءل",
	  "فعلاء", "فاعول", "فاعلي", "مفعله", "افعله", "تفعله", "فعليه", "مفاعل", "مفتعل",
	  "متفعل", "منفعل", "مفعال", "مفعيل", "افتعل", "انفعل", "تفاعل", "فعلان", "فعولي",
	  "فعالي", "يفتعل", "تفتعل", "ينفعل", "تنفعل", "يتفعل", "تتفعل", "يفاعل", NULL },
	{ "مفاعله", "مفعوله", "تفعيله", "مفتعله", "متفعله", "منفعله", "استفعل", "مستفعل", "متفاعل", "افتعال",
	  "انفعال", "مفاعيل", "تفاعيل", "افاعيل", "فواعيل", "افعلاء", "فاعليه", "فعاليه", "فعوليه", "مفعليه",
	  "فعلانه", "يستفعل", "تستفعل", "نستفعل", "يتفاعل", "تتفاعل", "افعوعل", NULL },
	{ "استفعال", "مستفعله", "متفاعله", "افتعاله", "انفعاله", "مفعوليه", "تفعيليه", NULL },
};

/* Marks the radicals of a pattern. */
static bool radical(const char *letter)
{
	return memcmp(letter, "ف", MF_LETTER) == 0 || memcmp(letter, "ع", MF_LETTER) == 0 ||
	       memcmp(letter, "ل", MF_LETTER) == 0;
}

static bool fits(const struct mf_word *w, const char *pattern)
{
	for (size_t i = 0; i < w->len; i += MF_LETTER)
		if (!radical(pattern + i) && memcmp(w->text + i, pattern + i, MF_LETTER) != 0)
			return false;
	return true;
}

/* Writes the radicals of the first pattern that fits; their bytes, or 0. */
static size_t match(const struct mf_word *w, char *out)
{
	size_t n = mf_word_letters(w), len = 0;
	const char *const *list;

	if (n < SHORTEST || n > LONGEST)
		return 0;
	list = patterns[n - SHORTEST];
	while (*list && !fits(w, *list))
		list++;
	if (!*list)
		return 0;
	for (size_t i = 0; i < w->len; i += MF_LETTER)
		if (radical(*list + i)) {
			memcpy(out + len, w->text + i, MF_LETTER);
			len += MF_LETTER;
		}
	return len;
}

/* Two- and three-letter endings, one of them at most. */
static void drop_ending(struct mf_word *w)
{
	static const char *const endings[] = { "تان", "تين", "هما", "كما", "ات", "ون", "ين", "ان", "ها",
					       "هم",  "كم",  "نا",  "وا",  "تم", "ني", "ته", "يه" };

	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
		if (mf_word_drop(w, endings[i], 3))
			return;
}

static bool drop_any(struct mf_word *w, const char *const *list)
{
	while (*list && !mf_word_drop(w, *list, 3))
		list++;
	return *list != NULL;
}

static bool drop_first(struct mf_word *w, const char *const *list)
{
	if (w->len <= 3 * MF_LETTER)
		return false;
	while (*list && !mf_word_starts(w, *list))
		list++;
	if (!*list)
		return false;
	w->text += MF_LETTER;
	w->len -= MF_LETTER;
	return true;
}

size_t mf_root(const char *stem, size_t len, char out[static MF_STEM_MAX])
{
	static const char *const last[] = { "ه", "ي", "ك", "ت", "ا", "ن", NULL };
	static const char *const first[] = { "ل", "ب", "ف", "س", "و", "ي", "ت", "ن", "ا", NULL };
	char room[MF_LETTER * MF_WORD_LETTERS];
	struct mf_word w = { room, len };
	size_t root = 0;

	out[0] = '\0';
	if (!mf_word_is_arabic(stem, len))
		return 0;
	memcpy(room, stem, len);
	mf_word_unseat_hamza(&w);
	root = match(&w, out);
	if (!root)
		drop_ending(&w);
	/* Each round costs a letter at most, and a word that needs more than three is a foreign one. */
	for (int round = 0; round < 4 && !root; round++) {
		root = match(&w, out);
		if (!root && mf_word_letters(&w) == 3) {
			memcpy(out, w.text, w.len);
			root = w.len;
		}
		if (!root && !drop_any(&w, last) && !drop_first(&w, first)) {
			if (mf_word_letters(&w) == 4) {
				memcpy(out, w.text, w.len);
				root = w.len;
			}
			break;
		}
	}
	out[root] = '\0';
	return root;
}
