/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/analysis/words/extracted.h"

#include <stdint.h>
#include <string.h>

#include "wrappers/icu/letters.h"
#include "wrappers/libc/utf8.h"

/* ---- the order of the page ---- */

static bool joins_before(enum mf_icu_shape s)
{
	return s == MF_ICU_MEDIAL || s == MF_ICU_FINAL;
}

static bool joins_after(enum mf_icu_shape s)
{
	return s == MF_ICU_MEDIAL || s == MF_ICU_INITIAL;
}

bool mf_extracted_backwards(const char *word, size_t len)
{
	enum mf_icu_shape last = MF_ICU_SHAPELESS;
	unsigned shaped = 0, forwards = 0, backwards = 0; /* joints that do not fit, read either way */
	bool first_after = false, last_before = false;

	for (size_t at = 0; at < len;) {
		enum mf_icu_shape s = mf_icu_shape(mf_utf8_next(word, len, &at));
		if (s == MF_ICU_SHAPELESS)
			continue;
		if (shaped) {
			forwards += joins_after(last) != joins_before(s);
			backwards += joins_before(last) != joins_after(s);
		} else {
			forwards += joins_before(s);
			first_after = joins_after(s);
		}
		last = s;
		shaped++;
	}
	forwards += shaped && joins_after(last);
	last_before = joins_before(last);
	backwards += first_after + last_before;
	return shaped > 1 && forwards > 0 && backwards == 0;
}

void mf_extracted_reverse(struct mf_buf *out, const char *word, size_t len)
{
	while (len) {
		size_t begin = len - 1;
		while (begin && ((unsigned char)word[begin] & 0xc0) == 0x80)
			begin--;
		mf_buf_add(out, word + begin, len - begin);
		len = begin;
	}
}

/* ---- letters that changed places ---- */

static size_t clitics(const char *form, size_t len)
{
	static const char *const before[] = { "وب", "ول", "وك", "فب", "فل", "و", "ف", "ب", "ل", "ك", "ت" };

	for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
		size_t n = strlen(before[i]);
		if (len > n && memcmp(form, before[i], n) == 0)
			return n;
	}
	return 0;
}

static bool is(const char *form, size_t len, const char *word)
{
	return len == strlen(word) && memcmp(form, word, len) == 0;
}

/* From byte `at` on. */
static bool mend_from(char *form, size_t at, size_t *len)
{
	static const char *const god[] = { "االله", "اهلل", "هللا" };
	const char *alef_alef_lam = "اال";
	size_t letter = strlen("ا"), rest = *len - at;

	for (size_t i = 0; i < sizeof god / sizeof *god; i++)
		if (is(form + at, rest, god[i])) {
			memcpy(form + at, "الله", strlen("الله"));
			*len = at + strlen("الله");
			return true;
		}
	if (rest <= 3 * letter || memcmp(form + at, alef_alef_lam, 3 * letter) != 0)
		return false;
	memcpy(form + at, "الا", 3 * letter);
	return true;
}

void mf_extracted_mend(char *form, size_t *len)
{
	size_t cut = clitics(form, *len);

	if (!mend_from(form, 0, len) && cut)
		mend_from(form, cut, len);
}
