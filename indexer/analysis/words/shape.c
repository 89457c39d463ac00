/* SPDX-License-Identifier: GPL-2.0-or-later */
/* shape.c - how an Arabic word is handed to Snowball.
 *
 * Snowball's Arabic algorithm is at its best with a noun that has its article: then it looks for ة, ات,
 * ون ين ان and ي alone, and takes the article off.  Of a word without article it must guess whether it
 * is a verb, and takes و ف ب from the front and ك ن ت ا ي from the end, whether they are affixes or
 * belong to the word (وزارة, بيان, يمكن, اشتراك).  So every word is handed over as a noun with the
 * article, and its rules fire alike for all forms of a word.  What they do not know is done before:
 *
 *  - the clitics before an article go: والقوات, بالقوات and للقوات are القوات;
 *  - pronouns go, and the ا of an accusative or of a verb;
 *  - a ة that became ت before an ending is a ة again (مدينتها, مدينتين, طائرات), for which there is a
 *    rule that fires first and alone.
 *
 * Three spellings keep Snowball from cutting what is no ending, each by one of its own rules:
 *
 *  - a ة after a word is cut, and then only a ي: so words that end in a ن of their own keep it
 *    (مواطن, برلمان, and the names of data/own-endings.txt);
 *  - a ى at the end becomes ي and stays: so the short words do whose ي tells them from another (عملية
 *    is not عمل, شخصية not شخص); words of six letters and more are told apart without it
 *    (كازاخستاني is كازاخستان);
 *  - three letters are handed over without article, since it would stay on what is so short.
 *
 * Verbs in يست تست نست go without article, since Snowball makes است of these (يستخدم, استخدم).
 * What Snowball answers is the stem; nothing is changed after it.
 */
#include "indexer/analysis/words/shape.h"

#include <pthread.h>
#include <string.h>

#include "indexer/analysis/words/data.h"
#include "indexer/analysis/words/hamza.h"
#include "indexer/analysis/words/wordset.h"

#define NISBA_LETTERS 6 /* of a word with its ي: from here on the ي goes */

struct noun {
	struct mf_word word; /* without the ة, where there is one */
	bool defined;        /* had an article */
	bool feminine;       /* ends in ة, or did before another ending */
	bool own;            /* ends in letters of its own: nothing more is cut */
};

static bool letter_is(const struct mf_word *w, size_t n, const char *letters)
{
	for (; *letters; letters += MF_LETTER)
		if (memcmp(w->text + n * MF_LETTER, letters, MF_LETTER) == 0)
			return true;
	return false;
}

static struct mf_word without(struct mf_word w, size_t first, size_t last)
{
	w.text += first * MF_LETTER;
	w.len -= (first + last) * MF_LETTER;
	return w;
}

static struct mf_wordset own_endings;
static pthread_once_t own_endings_once = PTHREAD_ONCE_INIT;

static void load_own_endings(void)
{
	mf_wordset_load(&own_endings, mf_data_own_endings, mf_data_own_endings_len);
}

/* In the table, alone or after one letter that is written to it. */
static bool has_own_ending(const struct mf_word *w)
{
	struct mf_word rest = *w;

	pthread_once(&own_endings_once, load_own_endings);
	if (mf_wordset_has(&own_endings, w->text, w->len))
		return true;
	if (mf_word_letters(w) < 6 || !letter_is(w, 0, "وفبلك"))
		return false;
	rest = without(rest, 1, 0);
	return mf_wordset_has(&own_endings, rest.text, rest.len);
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

/* Before a pronoun ة is ت, the ن of plurals is gone, verbs end in و. */
static void cut_with_pronoun(struct noun *n)
{
	struct mf_word *w = &n->word;

	if (!cut_pronoun(w))
		return;
	n->own = has_own_ending(w);
	if (n->own || mf_word_ends(w, "ات"))
		return;
	n->feminine = mf_word_drop(w, "ت", 3);
	if (!n->feminine && !mf_word_drop(w, "ي", 4))
		mf_word_drop(w, "و", 3);
}

/* Of علاقاته is left علاقات, of معاناته and حياته, whose اة is their own, معانا and حيا. */
static void cut_plural_before_pronoun(struct mf_word *w)
{
	size_t letters = mf_word_letters(w);
	bool own = letters == 5 ? letter_is(w, 0, "م") && letter_is(w, 2, "ا")
				: letters < 5 && letter_is(w, 0, "وفبلك");

	if (!own)
		mf_word_drop(w, "ا", 3);
}

/* ة, and what it is in a dual, in a plural and before ه and ي. */
static bool cut_feminine(struct noun *n)
{
	struct mf_word *w = &n->word;

	if (mf_word_drop(w, "تين", 3) || mf_word_drop(w, "ات", 3) ||
	    (!mf_word_ends(w, "ستان") && mf_word_drop(w, "تان", 3)))
		return true;
	if (mf_word_drop(w, "ه", 3)) {
		/* the ت of دولته and علاقاته was a ة; but ثابتة is the feminine of ثابت */
		if (!n->defined && mf_word_letters(w) >= 4 && !letter_is(w, 1, "ا") &&
		    mf_word_drop(w, "ت", 3))
			cut_plural_before_pronoun(w);
		return true;
	}
	if (!n->defined && !mf_word_ends(w, "اتي") && mf_word_drop(w, "تي", 4))
		return true;
	/* of a verb: أعلنت; but in وت no verb ends: بيروت */
	return !mf_word_ends(w, "وت") && mf_word_drop(w, "ت", 4);
}

static void cut_endings(struct noun *n)
{
	struct mf_word *w = &n->word;

	n->own = has_own_ending(w);
	if (!n->own && !n->defined)
		cut_with_pronoun(n);
	if (n->own || n->feminine)
		return;
	if (!mf_word_drop(w, "وا", 3) && mf_word_drop(w, "ا", 3))
		n->own = has_own_ending(w);
	n->own = n->own || keep_short(w);
	n->feminine = !n->own && cut_feminine(n);
}

/* Only words for people and verbs have a plural in ون; names of other languages often end so. */
static bool takes_plural(struct mf_word w)
{
	if (mf_word_letters(&w) > 4 && letter_is(&w, 0, "وف"))
		w = without(w, 1, 0);
	if (mf_word_ends(&w, "ي") || letter_is(&w, 0, "ميت"))
		return true;
	if (mf_word_letters(&w) > 4 && letter_is(&w, 0, "س"))
		return letter_is(&w, 1, "يت"); /* سيقولون */
	return mf_word_letters(&w) == 4 && (letter_is(&w, 1, "ا") || letter_is(&w, 2, "ايو"));
}

/* Is the ون, ين or ان of a word, if any, an ending that Snowball is to cut? */
static bool has_plural(const struct mf_word *w)
{
	size_t letters = mf_word_letters(w);

	if (mf_word_ends(w, "ون"))
		return letters >= 6 && takes_plural(without(*w, 0, 2));
	if (mf_word_ends(w, "ان")) /* a dual; but most such words of six letters are none: برلمان, مهرجان */
		return letters >= 7 && !mf_word_ends(w, "ستان");
	return letters >= 6 && mf_word_ends(w, "ين");
}

/* The plural before a genitive: مسؤولو, مراقبو.  Only participles in م, and of these none that may be a
 * name (موناكو, مقديشو): one long vowel at most, and before the last letter only the و of مفعول. */
static bool has_construct(const struct mf_word *w)
{
	size_t stem = mf_word_letters(w) - 1, vowels = 0;

	if (stem < 4 || !mf_word_ends(w, "و") || !letter_is(w, 0, "م") || letter_is(w, 1, "اي") ||
	    letter_is(w, stem - 1, "اوي") || letter_is(w, stem - 2, "اي"))
		return false;
	for (size_t i = 2; i < stem; i++)
		vowels += letter_is(w, i, "ي") ? 2 : letter_is(w, i, "او");
	return vowels <= 1;
}

/* Of رياضيين Snowball would take the ي as well. */
static void cut_nisba_plural(struct mf_word *w)
{
	size_t letters = mf_word_letters(w);

	if (letters < NISBA_LETTERS + 2 &&
	    ((letters >= 6 && (mf_word_ends(w, "يين") || mf_word_ends(w, "يون"))) ||
	     (letters >= 7 && mf_word_ends(w, "يان"))))
		w->len -= 2 * MF_LETTER;
}

/* Cuts what is to be cut and returns what is put after, so that Snowball does the rest. */
static const char *settle_ending(struct noun *n, bool verb)
{
	struct mf_word *w = &n->word;

	if (!n->own && !n->feminine) {
		cut_nisba_plural(w);
		if (has_plural(w))
			return "";
		if (has_construct(w))
			mf_word_drop(w, "و", 4);
	}
	if (mf_word_ends(w, "ي") && (n->own || mf_word_letters(w) < NISBA_LETTERS)) {
		mf_word_drop(w, "ي", 1);
		return "ى";
	}
	return n->feminine || verb || mf_word_ends(w, "ن") || (n->own && mf_word_ends(w, "ات")) ? "ة" : "";
}

static size_t put(char *out, size_t at, const char *text, size_t len)
{
	memcpy(out + at, text, len);
	return at + len;
}

size_t mf_shape(const char *form, size_t len, char out[static MF_SHAPE_MAX])
{
	char room[MF_LETTER * (MF_WORD_LETTERS + 1)];
	struct noun n = { { room, len }, false, false, false };
	struct mf_word *w = &n.word;
	const char *behind;
	bool verb;

	memcpy(room, form, len);
	n.defined = mf_word_drop_article(w);
	mf_hamza_drop(w->text, w->len); /* which kept the article rule off */
	cut_endings(&n);
	mf_word_unseat_hamza(w);
	if (mf_word_letters(w) + n.feminine <= 3) {
		behind = n.feminine ? "ه" : mf_word_drop(w, "ي", 1) ? "ى" : "";
		return put(out, put(out, 0, w->text, w->len), behind, strlen(behind));
	}
	verb = mf_word_letters(w) >= 5 &&
	       (mf_word_starts(w, "يست") || mf_word_starts(w, "تست") || mf_word_starts(w, "نست"));
	behind = settle_ending(&n, verb);
	len = verb ? 0 : put(out, 0, "ال", 2 * MF_LETTER);
	len = put(out, len, w->text, w->len);
	return put(out, len, behind, strlen(behind));
}
