/* SPDX-License-Identifier: GPL-2.0-or-later */
/* stem.c - the light stem.
 *
 * Snowball's Arabic stemmer treats a word with an article and without one by different rules, guesses
 * clitics from the first letter, and lets the article stand when the ending went first; so the forms
 * of one word end up in several stems.  Here the article and the endings go first, by rules that never
 * look at what was before the word; Snowball gets only what it does well, the prefixes of derived
 * verbs (يستخدم, تستخدم, استخدم), behind a shield that keeps its noun rules off (المهيمن is not مهيم).
 *
 * Endings that tell a short word from another stay: the ي of nisba and ية is cut only from words of
 * six letters and more (كازاخستاني, but not عملية: عمل, شخصية: شخص).
 */
#include "indexer/analysis/words/stem.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/words/affix.h"
#include "wrappers/libc/mem.h"
#include "wrappers/snowball/snowball.h"

struct mf_stemmer {
	struct mf_snowball *snowball;
};

struct mf_stemmer *mf_stemmer_new(void)
{
	struct mf_stemmer *stemmer = mf_malloc(sizeof *stemmer);

	stemmer->snowball = mf_snowball_new("arabic");
	return stemmer;
}

void mf_stemmer_free(struct mf_stemmer *stemmer)
{
	if (!stemmer)
		return;
	mf_snowball_free(stemmer->snowball);
	free(stemmer);
}

/* Suffixed pronouns.  Those in ...م and ...ن do not follow ا: مساهم and تراكم are whole words; and the
 * نا of بيانا or تعاونا is the end of the word with an accusative. */
static bool cut_pronoun(struct mf_word *w)
{
	static const struct {
		const char *text;
		size_t leave;
		bool after_alef;
	} pronouns[] = {
		{ "هما", 3, false }, { "كما", 4, false }, { "ها", 3, true },  { "هم", 3, false },
		{ "هن", 3, false },  { "كم", 3, false },  { "نا", 3, false },
	};

	for (size_t i = 0; i < sizeof pronouns / sizeof pronouns[0]; i++) {
		struct mf_word rest = *w;

		if (!mf_word_drop(&rest, pronouns[i].text, pronouns[i].leave))
			continue;
		if (mf_word_ends(&rest, "ا") && !pronouns[i].after_alef)
			return false;
		if (strcmp(pronouns[i].text, "نا") == 0 &&
		    (mf_word_ends(&rest, "و") || mf_word_ends(&rest, "ي")))
			return false;
		*w = rest;
		return true;
	}
	return false;
}

/* What a pronoun leaves: ة is ت, the ن of plurals is gone, verbs end in و. */
static void settle_before_pronoun(struct mf_word *w)
{
	if (mf_word_ends(w, "ات"))
		return;
	if (!mf_word_drop(w, "ت", 3) && !mf_word_drop(w, "ي", 4))
		mf_word_drop(w, "و", 3);
}

/* A short word whose ه or ات is not to be cut off, because two letters, or a hamza that is another
 * word (مائة, ماء), would be left: both endings become ه. */
static bool keep_short(struct mf_word *w)
{
	struct mf_word rest = *w;

	if (!mf_word_drop(&rest, "ات", 2) && !mf_word_drop(&rest, "ه", 2))
		return false;
	if (mf_word_letters(&rest) > 3 || (mf_word_letters(&rest) == 3 && !mf_word_ends(&rest, "ئ")))
		return false;
	memcpy(rest.text + rest.len, "ه", MF_LETTER);
	w->len = rest.len + MF_LETTER;
	return true;
}

static void cut_endings(struct mf_word *w, bool defined)
{
	if (!mf_word_drop(w, "وا", 3))
		mf_word_drop(w, "ا", 3);
	if (keep_short(w))
		return;
	if (!mf_word_ends(w, "ستان") &&
	    (mf_word_drop(w, "تين", 3) || mf_word_drop(w, "تان", 3) || mf_word_drop(w, "ان", 5)))
		return;
	if (mf_word_drop(w, "ات", 3) || mf_word_drop(w, "ون", 4) || mf_word_drop(w, "ين", 4))
		return;
	if (mf_word_drop(w, "ه", 3)) {
		/* his ت is a ة: دولته; but ثابتة is the feminine of ثابت */
		if (!defined && mf_word_letters(w) >= 4 && memcmp(w->text + MF_LETTER, "ا", MF_LETTER) != 0)
			mf_word_drop(w, "ت", 3);
		return;
	}
	if (!defined && mf_word_ends(w, "تي") && !mf_word_ends(w, "اتي") && mf_word_drop(w, "تي", 4))
		return;
	mf_word_drop(w, "ت", 4);
}

/* Leaves the prefixes يست تست نست to Snowball, which makes them است; the digit behind the word keeps its
 * suffix rules from firing. */
static size_t join_verbs(struct mf_stemmer *stemmer, const struct mf_word *w, char out[static MF_STEM_MAX])
{
	char shielded[MF_LETTER * (MF_WORD_LETTERS + 2)];
	size_t len = w->len;

	memcpy(out, w->text, len);
	if (mf_word_letters(w) >= 5 &&
	    (mf_word_starts(w, "يست") || mf_word_starts(w, "تست") || mf_word_starts(w, "نست"))) {
		const char *stem;

		memcpy(shielded, w->text, len);
		shielded[len] = '0';
		stem = mf_snowball_stem(stemmer->snowball, shielded, len + 1, &len);
		len -= 1;
		memcpy(out, stem, len);
	}
	out[len] = '\0';
	return len;
}

size_t mf_stem(struct mf_stemmer *stemmer, const char *form, size_t len, char out[static MF_STEM_MAX])
{
	char room[MF_LETTER * (MF_WORD_LETTERS + 2)];
	struct mf_word w = { room, len };
	bool defined;

	if (!mf_word_is_arabic(form, len)) {
		len = len < MF_STEM_MAX ? len : MF_STEM_MAX - 1;
		memcpy(out, form, len);
		out[len] = '\0';
		return len;
	}
	memcpy(room, form, len);
	defined = mf_word_drop_article(&w);
	if (!defined && cut_pronoun(&w))
		settle_before_pronoun(&w);
	cut_endings(&w, defined);
	mf_word_drop(&w, "ي", 5);
	mf_word_unseat_hamza(&w);
	return join_verbs(stemmer, &w, out);
}
