/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/analysis/words/affix.h"

#include <pthread.h>
#include <stdint.h>
#include <string.h>

#include "indexer/analysis/words/data.h"
#include "indexer/analysis/words/wordset.h"

bool mf_word_is_arabic(const char *form, size_t len)
{
	for (size_t i = 0; i < len; i += MF_LETTER)
		if ((unsigned char)form[i] < 0xd8 || (unsigned char)form[i] > 0xdb)
			return false;
	return len % MF_LETTER == 0 && len <= MF_LETTER * MF_WORD_LETTERS;
}

static struct mf_wordset exceptions;
static pthread_once_t exceptions_once = PTHREAD_ONCE_INIT;

static void load_exceptions(void)
{
	mf_wordset_load(&exceptions, mf_data_article_exceptions, mf_data_article_exceptions_len);
}

bool mf_word_starts(const struct mf_word *w, const char *prefix)
{
	size_t len = strlen(prefix);

	return w->len >= len && memcmp(w->text, prefix, len) == 0;
}

bool mf_word_ends(const struct mf_word *w, const char *suffix)
{
	size_t len = strlen(suffix);

	return w->len >= len && memcmp(w->text + w->len - len, suffix, len) == 0;
}

bool mf_word_drop(struct mf_word *w, const char *suffix, size_t leave)
{
	if (!mf_word_ends(w, suffix) || w->len < strlen(suffix) + leave * MF_LETTER)
		return false;
	w->len -= strlen(suffix);
	return true;
}

size_t mf_word_letters(const struct mf_word *w)
{
	return w->len / MF_LETTER;
}

/* In the table, or one of its words with a pronoun, which none with an article has: العابه. */
static bool excepted(const char *text, size_t len)
{
	static const char *const pronouns[] = { "ه", "ها", "هم", "هما", "هن", "نا" };
	const struct mf_word w = { (char *)(uintptr_t)text, len }; /* only read */

	if (mf_wordset_starts(&exceptions, text, len))
		return true;
	for (size_t i = 0; i < sizeof pronouns / sizeof pronouns[0]; i++)
		if (mf_word_ends(&w, pronouns[i]) &&
		    mf_wordset_has(&exceptions, text, len - strlen(pronouns[i])))
			return true;
	return false;
}

bool mf_word_drop_article(struct mf_word *w)
{
	static const struct {
		const char *text;
		size_t leave;
	} compounds[] = { { "ال", 2 }, { "بال", 2 }, { "كال", 3 }, { "لل", 2 } };
	struct mf_word rest = *w;
	size_t which = 0, len;

	/* و or ف is cut together with what follows, or not at all */
	if (mf_word_starts(w, "و") || mf_word_starts(w, "ف")) {
		rest.text += MF_LETTER;
		rest.len -= MF_LETTER;
	}
	while (which < 4 && !mf_word_starts(&rest, compounds[which].text))
		which++;
	if (which == 4)
		return false;
	pthread_once(&exceptions_once, load_exceptions);
	len = strlen(compounds[which].text);
	if (rest.len < len + compounds[which].leave * MF_LETTER || excepted(w->text, w->len) ||
	    excepted(rest.text, rest.len))
		return false;
	/* بألمانيا is ب and a word that begins in ال */
	if (len == 3 * MF_LETTER && excepted(rest.text + MF_LETTER, rest.len - MF_LETTER))
		return false;
	rest.text += len;
	rest.len -= len;
	/* للبنان is ل and لبنان, للجنة is ل and اللجنة */
	if (which == 3 && excepted(rest.text - MF_LETTER, rest.len + MF_LETTER)) {
		rest.text -= MF_LETTER;
		rest.len += MF_LETTER;
	}
	*w = rest;
	return true;
}

void mf_word_unseat_hamza(struct mf_word *w)
{
	for (size_t i = 0; i < w->len; i += MF_LETTER)
		if (memcmp(w->text + i, "ؤ", MF_LETTER) == 0 || memcmp(w->text + i, "ئ", MF_LETTER) == 0)
			memcpy(w->text + i, "ء", MF_LETTER);
}
