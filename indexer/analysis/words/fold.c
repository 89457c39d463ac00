/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/analysis/words/fold.h"

#include <stdbool.h>
#include <string.h>

#include "indexer/analysis/words/chars.h"
#include "indexer/analysis/words/extracted.h"
#include "indexer/analysis/words/uthmani.h"
#include "wrappers/icu/letters.h"
#include "wrappers/libc/utf8.h"

/* Bytes [begin, return value) go on with the same word: letters, marks, digits, ignorable controls. */
static size_t word_end(const struct mf_chars *chars, const char *text, size_t len, size_t at)
{
	while (at < len) {
		size_t next = at;

		if (mf_char_of(chars, mf_utf8_next(text, len, &next)).cls < MF_CHAR_IGNORE)
			break;
		at = next;
	}
	return at;
}

static bool has_sign(const char *text, size_t len)
{
	for (size_t at = 0; at < len;)
		if (mf_uthmani_sign(mf_utf8_next(text, len, &at)))
			return true;
	return false;
}

/* ءا is how آ is written where its sign is not used (ءامن, القرءان); at the end of a word it is two letters
 * (بدءا), and so it is after an alef (قراءات).  Returns the new length. */
static size_t join_hamza(char *word, size_t len)
{
	const size_t letter = strlen("ء");

	for (size_t at = 0; at + 3 * letter <= len;) {
		if (memcmp(word + at, "ءا", 2 * letter) != 0 ||
		    (at >= letter && memcmp(word + at - letter, "ا", letter) == 0)) {
			at++;
			continue;
		}
		memmove(word + at, word + at + letter, len - at - letter);
		len -= letter;
		at = 0; /* what is joined may join again */
	}
	return len;
}

/* The output's last word, which begins at `from`, is whole.  A few code points fold to a space and a mark, so
 * it may be several. */
static void end_word(struct mf_buf *out, size_t from, bool hamza)
{
	size_t to = from;

	while (from < out->len) {
		const char *space = memchr(out->data + from, ' ', out->len - from);
		size_t rest = space ? (size_t)(space - out->data) : out->len, len = rest - from;
		if (hamza)
			len = join_hamza(out->data + from, len);
		if (len >= strlen("اهلل"))
			mf_extracted_mend(out->data + from, &len);
		memmove(out->data + to, out->data + from, len);
		to += len;
		from = rest;
		if (space)
			out->data[to++] = out->data[from++];
	}
	out->len = to;
}

/* A word with compositions or expansions.  Dropping a letter can bring two others together that
 * compose, so both steps are repeated until nothing changes; two rounds are the rule. */
static void fold_word(struct mf_buf *out, const char *text, size_t len)
{
	struct mf_buf normal = MF_BUF_INIT, letters = MF_BUF_INIT;
	bool changed = true, uthmani = has_sign(text, len);

	if (uthmani)
		mf_uthmani_modern(&letters, text, len);
	else if (mf_extracted_backwards(text, len))
		mf_extracted_reverse(&letters, text, len);
	else
		mf_buf_add(&letters, text, len);
	while (changed) {
		size_t at = 0;

		mf_buf_reset(&normal);
		mf_icu_nfkc_casefold(&normal, letters.data, letters.len);
		mf_buf_reset(&letters);
		while (at < normal.len) {
			uint32_t c = mf_char_letter(mf_utf8_next(normal.data, normal.len, &at));
			char bytes[4];

			if (c != MF_FOLD_DROP)
				mf_buf_add(&letters, bytes, mf_utf8_put(bytes, c));
		}
		changed = letters.len != normal.len || memcmp(letters.data, normal.data, normal.len) != 0;
	}
	if (uthmani && mf_buf_reserve(&letters, 8))
		mf_uthmani_usual(text, len, letters.data, &letters.len);
	mf_buf_add(out, letters.data, letters.len);
	mf_buf_release(&normal);
	mf_buf_release(&letters);
}

void mf_fold(struct mf_buf *out, const char *text, size_t len)
{
	const struct mf_chars *chars = mf_chars();
	size_t at = 0;
	size_t word_in = 0, word_out = out->len; /* where the current word began, in both */
	bool hamza = false;                      /* the word has a ء */

	while (at < len) {
		size_t here = at;
		uint32_t c = mf_utf8_next(text, len, &at);
		struct mf_char info = mf_char_of(chars, c);

		if ((info.fold == MF_FOLD_SLOW || c >= MF_CHARS_FORMS) && info.cls >= MF_CHAR_MARK) {
			at = word_end(chars, text, len, at);
			out->len = word_out;
			fold_word(out, text + word_in, at - word_in);
			end_word(out, word_out, true);
			hamza = false;
			word_in = at;
			word_out = out->len;
			continue;
		}
		hamza = hamza || c == 0x0621;
		if (info.cls < MF_CHAR_IGNORE) {
			end_word(out, word_out, hamza);
			hamza = false;
		}
		if (info.fold != MF_FOLD_DROP) {
			char *place;

			if (out->cap < out->len + 5 && !mf_buf_reserve(out, len - here + 4))
				break;
			place = out->data + out->len;
			if (info.fold != MF_FOLD_SLOW)
				c = info.fold;
			if (c < 0x80) {
				*place = (char)c;
				out->len++;
			} else {
				out->len += mf_utf8_put(place, c);
			}
		}
		if (info.cls < MF_CHAR_IGNORE) {
			word_in = at;
			word_out = out->len;
		}
	}
	end_word(out, word_out, hamza);
	if (out->cap)
		out->data[out->len] = '\0';
}
