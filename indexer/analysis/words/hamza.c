/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/analysis/words/hamza.h"

#include <string.h>

#include "indexer/analysis/words/affix.h"
#include "indexer/analysis/words/chars.h"
#include "wrappers/libc/utf8.h"

#define CLITICS 2 /* letters at most before the ا: وبإلهام */

/* Is what begins at letter `at` of the form, after clitics alone, taken for a word with an article? */
static bool looks_defined(const char *form, size_t len, size_t at)
{
	struct mf_word w = { (char *)(uintptr_t)form, len }; /* only read */

	if (!mf_word_is_arabic(form, len) || len < (at + 2) * MF_LETTER)
		return false;
	w.text += at * MF_LETTER;
	w.len -= at * MF_LETTER;
	return mf_word_starts(&w, "ال") && mf_word_drop_article(&w);
}

static bool clitic(uint32_t c)
{
	return c == 0x0648 /* و */ || c == 0x0641 /* ف */ || c == 0x0628 /* ب */ || c == 0x0643 /* ك */ ||
	       c == 0x0644 /* ل */;
}

uint8_t mf_hamza_find(const char *raw, size_t raw_len, const char *form, size_t len)
{
	size_t at = 0, letters = 0;
	uint32_t before = 0;

	while (at < raw_len && letters <= CLITICS) {
		uint32_t c = mf_utf8_next(raw, raw_len, &at);

		if (c == 0x0622 /* آ */ || c == 0x0623 /* أ */ || c == 0x0625 /* إ */)
			return looks_defined(form, len, letters) ? (uint8_t)(letters + 1) : 0;
		if (c >= 0x0653 && c <= 0x0655) /* the same, as marks after the ا */
			return before == 0x0627 && looks_defined(form, len, letters - 1) ? (uint8_t)letters
											 : 0;
		if (mf_char_of(mf_chars(), c).cls < MF_CHAR_LETTER) /* vowel signs, tatweel, controls */
			continue;
		if (before == 0x0627 || (c != 0x0627 && !clitic(c)))
			return 0;
		before = c;
		letters++;
	}
	return 0;
}

bool mf_hamza_put(const char *form, size_t len, char *out)
{
	size_t at = 0;

	while (at < CLITICS && at * MF_LETTER < len && !looks_defined(form, len, at)) {
		if (memcmp(form + at * MF_LETTER, "ا", MF_LETTER) == 0)
			return false;
		at++;
	}
	if (!looks_defined(form, len, at))
		return false;
	memcpy(out, form, len);
	memcpy(out + at * MF_LETTER, "أ", MF_LETTER);
	return true;
}

bool mf_hamza_drop(char *form, size_t len)
{
	for (size_t i = 0; i + MF_LETTER <= len && i <= CLITICS * MF_LETTER; i += MF_LETTER)
		if (memcmp(form + i, "أ", MF_LETTER) == 0) {
			memcpy(form + i, "ا", MF_LETTER);
			return true;
		}
	return false;
}
