/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/analysis/words/uthmani.h"

#include <string.h>

#include "wrappers/libc/utf8.h"

enum {
	HAMZA = 0x0621,
	ALEF = 0x0627,
	TATWEEL = 0x0640,
	NOON = 0x0646,
	WAW = 0x0648,
	MAKSURA = 0x0649,
	YEH = 0x064a,
	FATHA = 0x064e,
	MADDAH = 0x0653,
	HAMZA_ABOVE = 0x0654,
	HAMZA_BELOW = 0x0655,
	DAGGER = 0x0670, /* the small alef */
	WASLA = 0x0671,
	SMALL_YEH = 0x06e6,
	HIGH_YEH = 0x06e7,
	HIGH_NOON = 0x06e8,
};

bool mf_uthmani_sign(uint32_t c)
{
	return c == DAGGER || c == WASLA || c == HAMZA_ABOVE || c == HAMZA_BELOW ||
	       (c >= SMALL_YEH && c <= HIGH_NOON);
}

/* Vowel signs, tatweel and the signs of recitation stand between letters. */
static bool is_mark(uint32_t c)
{
	return c == TATWEEL || (c >= 0x0610 && c <= 0x061a) || (c >= 0x064b && c <= 0x065f) || c == DAGGER ||
	       (c >= 0x06d6 && c <= 0x06ed);
}

/* A letter that is written, with what stands after it so far. */
struct letter {
	uint32_t c;
	size_t at; /* in the output */
	bool fatha, tatweel;
};

static bool letter_follows(const char *word, size_t len, size_t at, uint32_t *next)
{
	while (at < len) {
		uint32_t c = mf_utf8_next(word, len, &at);
		if (!is_mark(c)) {
			*next = c;
			return true;
		}
	}
	*next = 0;
	return false;
}

static void put(struct mf_buf *out, uint32_t c)
{
	char bytes[4];

	mf_buf_add(out, bytes, mf_utf8_put(bytes, c));
}

/* The letter before, and all after it, gives way to another, or to none. */
static void replace(struct mf_buf *out, struct letter *last, uint32_t c)
{
	out->len = last->at;
	out->data[out->len] = '\0';
	if (c)
		put(out, c);
	*last = (struct letter){ .c = c, .at = last->at };
}

/* A small alef after a letter. */
static void put_dagger(struct mf_buf *out, struct letter *last, bool more, uint32_t next)
{
	if (last->c == MAKSURA) {
		if (more) /* تَوَفَّىٰهُمُ; at the end of a word (هُدًىٰ) it is written so today */
			replace(out, last, ALEF);
	} else if (last->c == WAW && !last->fatha) {
		replace(out, last, next == ALEF ? 0 : ALEF); /* ٱلصَّلَوٰةَ, ٱلرِّبَوٰا۟; but وَٰ is و and ا */
	} else if (last->c != ALEF && last->c != WASLA && next != ALEF) {
		put(out, ALEF);
	}
}

void mf_uthmani_modern(struct mf_buf *out, const char *word, size_t len)
{
	struct letter last = { .c = 0 };

	for (size_t at = 0; at < len;) {
		uint32_t c = mf_utf8_next(word, len, &at), next;
		bool more = letter_follows(word, len, at, &next);

		if (c == DAGGER) {
			put_dagger(out, &last, more, next);
		} else if (c == HIGH_YEH || (c == SMALL_YEH && (last.c == YEH || last.c == MAKSURA))) {
			put(out, YEH);
		} else if (c == HIGH_NOON) {
			put(out, NOON);
		} else if ((c == HAMZA_ABOVE || c == HAMZA_BELOW) && last.tatweel) {
			put(out, HAMZA);
		} else {
			if (!is_mark(c))
				last = (struct letter){ .c = c, .at = out->len };
			last.fatha = last.fatha || c == FATHA;
			last.tatweel = last.tatweel || c == TATWEEL;
			put(out, c);
		}
	}
}

/* ---- words that leave the alef out ---- */

static const struct {
	uint32_t sign; /* that the word has */
	const char *was, *now;
} usual[] = {
	{ DAGGER, "هاذ", "هذ" },       { DAGGER, "ذالك", "ذلك" },   { DAGGER, "لاكن", "لكن" },
	{ DAGGER, "الاه", "اله" },     { DAGGER, "رحمان", "رحمن" }, { DAGGER, "هاؤلا", "هؤلا" },
	{ DAGGER, "اولائك", "اولئك" }, { DAGGER, "هاكذا", "هكذا" }, { DAGGER, "اللاه", "الله" },
	{ DAGGER, "هاهنا", "ههنا" },   { WASLA, "اليل", "الليل" },
};

static bool begins(const char *text, size_t len, const char *with)
{
	return len >= strlen(with) && memcmp(text, with, strlen(with)) == 0;
}

static bool has(const char *word, size_t len, uint32_t sign)
{
	for (size_t at = 0; at < len;)
		if (mf_utf8_next(word, len, &at) == sign)
			return true;
	return false;
}

void mf_uthmani_usual(const char *word, size_t word_len, char *form, size_t *len)
{
	static const char *const before[] = { "",    "و",  "ف",  "ب",   "ل",   "ك",   "ال",
					      "وال", "وب", "ول", "فال", "بال", "وبال" };

	for (size_t b = 0; b < sizeof before / sizeof *before; b++)
		for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
			size_t head = strlen(before[b]), was = strlen(usual[i].was),
			       now = strlen(usual[i].now);
			if (!begins(form, *len, before[b]) ||
			    !begins(form + head, *len - head, usual[i].was) ||
			    !has(word, word_len, usual[i].sign))
				continue;
			memmove(form + head + now, form + head + was, *len - head - was);
			memcpy(form + head, usual[i].now, now);
			*len = *len - was + now;
			return;
		}
}

/* ---- the vocative ---- */

size_t mf_uthmani_vocative(const char *word, size_t len)
{
	size_t at = 0, end;
	uint32_t c = len ? mf_utf8_next(word, len, &at) : 0, next;
	bool dagger = false;

	if (c != YEH && c != MAKSURA)
		return 0;
	for (end = at; at < len; end = at) {
		c = mf_utf8_next(word, len, &at);
		if (!is_mark(c))
			break;
		dagger = dagger || c == DAGGER;
	}
	return dagger && at > end && letter_follows(word, len, end, &next) ? end : 0;
}
