/* SPDX-License-Identifier: GPL-2.0-or-later */
/* number.c - numbers in a text: digits, words, and what is said in both. */
#include "indexer/analysis/numbers/number.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "indexer/analysis/numbers/words.h"
#include "wrappers/libc/hash.h"
#include "wrappers/libc/mem.h"

#define LARGEST UINT64_C(999999999999999999)
#define DECIMALS_MAX 6

/* ---- digits ---- */

/* Whether every group after a separator has three digits: 1,234,567 */
static bool grouped(const char *form, size_t len, char separator)
{
	size_t digits = 0;
	bool behind = false;

	for (size_t i = 0; i <= len; i++) {
		if (i < len && form[i] >= '0' && form[i] <= '9') {
			digits++;
			continue;
		}
		if (behind ? digits != 3 : digits == 0 || digits > 3)
			return false;
		if (i < len && form[i] != separator)
			return behind;
		behind = true;
		digits = 0;
	}
	return true;
}

static size_t count(const char *form, size_t len, char c)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += form[i] == c;
	return n;
}

size_t mf_number_canonical(const char *form, size_t len, char out[static MF_NUMBER_MAX])
{
	size_t dots = count(form, len, '.'), commas = count(form, len, ',');
	bool comma_groups = commas && grouped(form, len, ',');
	bool dot_groups = dots > 1 && grouped(form, len, '.');
	/* 12.01.2022 and the like are written with separators, but are no numbers: nothing is dropped */
	bool plain = (dots > 1 && !dot_groups) || (commas > 1 && !comma_groups);
	size_t n = 0, point = 0;

	while (len > 1 && form[0] == '0' && form[1] >= '0' && form[1] <= '9') {
		form++;
		len--;
	}
	if (len >= MF_NUMBER_MAX) /* no number that anyone counts: cut, with a hash that keeps it apart */
		return (size_t)snprintf(out, MF_NUMBER_MAX, "%.7s%016" PRIx64, form, mf_hash64(form, len));
	for (size_t i = 0; i < len; i++) {
		if (form[i] >= '0' && form[i] <= '9') {
			out[n++] = form[i];
		} else if (plain || (form[i] == '.' && !dot_groups) || (form[i] == ',' && !comma_groups)) {
			out[n++] = '.';
			point = n;
		}
	}
	if (point && !plain) {
		while (out[n - 1] == '0')
			n--;
		if (out[n - 1] == '.')
			n--;
	}
	out[n] = '\0';
	return n;
}

/* A decimal number: digits / 10^decimals. */
struct decimal {
	uint64_t digits;
	unsigned decimals;
};

static bool read_decimal(const char *value, struct decimal *out)
{
	bool behind = false;

	memset(out, 0, sizeof *out);
	for (; *value; value++) {
		if (*value == '.' && !behind) {
			behind = true;
			continue;
		}
		if (*value < '0' || *value > '9' || out->digits > LARGEST / 10 ||
		    out->decimals == DECIMALS_MAX)
			return false;
		out->digits = out->digits * 10 + (uint64_t)(*value - '0');
		out->decimals += behind;
	}
	return true;
}

static bool multiply(struct decimal *number, uint64_t by)
{
	if (by && number->digits > LARGEST / by)
		return false;
	number->digits *= by;
	while (number->decimals && number->digits % 10 == 0) {
		number->digits /= 10;
		number->decimals--;
	}
	return true;
}

static void print_decimal(const struct decimal *number, char out[static MF_NUMBER_MAX])
{
	uint64_t unit = 1;

	for (unsigned i = 0; i < number->decimals; i++)
		unit *= 10;
	if (number->decimals)
		snprintf(out, MF_NUMBER_MAX, "%" PRIu64 ".%0*" PRIu64, number->digits / unit,
			 (int)number->decimals, number->digits % unit);
	else
		snprintf(out, MF_NUMBER_MAX, "%" PRIu64, number->digits);
}

/* ---- words ---- */

struct reader {
	const struct mf_tokens *tokens;
	size_t at;
};

/* The number word at token `i`, where it continues what is before it (or begins: then any gap will do). */
static bool word_at(const struct reader *r, size_t i, bool begins, struct mf_number_word *out)
{
	if (i >= r->tokens->n || r->tokens->v[i].kind != MF_TOKEN_ARABIC)
		return false;
	if (!begins && r->tokens->v[i].gap > MF_GAP_SPACE)
		return false;
	return mf_number_word(mf_form(r->tokens, i), out);
}

/* Units, teens, tens, and units with tens, from r->at; 0 where there are none. */
static uint64_t read_small(struct reader *r, bool joined, bool begins)
{
	struct mf_number_word w, next;

	if (!word_at(r, r->at, begins, &w) || (joined && !w.joined) ||
	    (w.kind != MF_NUMBER_UNIT && w.kind != MF_NUMBER_TENS))
		return 0;
	r->at++;
	if (w.kind == MF_NUMBER_TENS || w.value == 10)
		return w.value;
	if (word_at(r, r->at, false, &next)) {
		if (next.kind == MF_NUMBER_UNIT && next.value == 10 && !next.joined) {
			r->at++;
			return 10 + w.value;
		}
		if (next.kind == MF_NUMBER_TENS && next.joined) {
			r->at++;
			return next.value + w.value;
		}
	}
	return w.value;
}

/* A number below a thousand; 0 where there is none. */
static uint64_t read_group(struct reader *r, bool joined, bool begins)
{
	struct mf_number_word w, next;
	uint64_t hundreds = 0, small;

	if (!word_at(r, r->at, begins, &w) || (joined && !w.joined))
		return 0;
	if (w.kind == MF_NUMBER_HUNDRED) {
		hundreds = w.value;
		r->at++;
	} else if (w.kind == MF_NUMBER_UNIT && w.value > 2 && w.value < 10 &&
		   word_at(r, r->at + 1, false, &next) && next.kind == MF_NUMBER_HUNDRED &&
		   next.value == 100 && !next.joined) {
		hundreds = w.value * 100;
		r->at += 2;
	} else {
		return read_small(r, joined, begins);
	}
	small = read_small(r, true, false);
	return hundreds + small;
}

/* The scales after a number (ألف, ملايين, ألف مليون), multiplied; 1 where there are none. */
static uint64_t read_scales(struct reader *r)
{
	struct mf_number_word w;
	uint64_t scale = 1;

	while (word_at(r, r->at, false, &w) && !w.joined &&
	       (w.kind == MF_NUMBER_SCALE || w.kind == MF_NUMBER_SCALES) && scale <= LARGEST / w.value) {
		scale *= w.value;
		r->at++;
	}
	return scale;
}

/* ونصف, ونصف المليون after `scale`: what it adds. */
static uint64_t read_half(struct reader *r, uint64_t scale)
{
	struct mf_number_word w, again;

	if (scale < 1000 || !word_at(r, r->at, false, &w) || w.kind != MF_NUMBER_HALF || !w.joined)
		return 0;
	r->at++;
	if (word_at(r, r->at, false, &again) && again.kind == MF_NUMBER_SCALE && again.definite &&
	    again.value == scale)
		r->at++;
	return scale / w.value;
}

/* A number in words from r->at, joined by و in falling scales.  False where there is none, or where it
 * is a lone one or two. */
static bool read_words(struct reader *r, uint64_t *value)
{
	uint64_t total = 0, last = UINT64_MAX;
	bool begins = true;

	for (;;) {
		struct reader try = *r;
		struct mf_number_word w;
		uint64_t group, scale;

		if (!word_at(&try, try.at, begins, &w) || (!begins && !w.joined))
			break;
		if (begins && w.definite && w.kind == MF_NUMBER_HUNDRED && w.value == 100)
			break; /* per cent: بالمئة, في المئة */
		if (w.kind == MF_NUMBER_SCALE || w.kind == MF_NUMBER_DUAL) {
			try.at++;
			scale = w.kind == MF_NUMBER_DUAL ? w.value / 2 : w.value;
			group = w.kind == MF_NUMBER_DUAL ? 2 : 1;
		} else {
			group = read_group(&try, !begins, begins);
			scale = group ? read_scales(&try) : 1;
		}
		if (!group || scale >= last || group > LARGEST / scale || total > LARGEST - group * scale)
			break;
		total += group * scale;
		total += read_half(&try, scale);
		last = scale;
		begins = false;
		*r = try;
		if (scale == 1)
			break;
	}
	*value = total;
	return total > 2;
}

static bool fragment_and(const struct mf_tokens *tokens, size_t i)
{
	return i + 1 < tokens->n && tokens->v[i].kind == MF_TOKEN_FRAGMENT &&
	       strcmp(mf_form(tokens, i), "و") == 0 && tokens->v[i].gap <= MF_GAP_SPACE &&
	       tokens->v[i + 1].kind == MF_TOKEN_NUMBER && tokens->v[i + 1].gap == MF_GAP_GLUED;
}

/* Digits, with scales after them (4 آلاف, 1.3 ألف, 4 آلاف و200). */
static void read_digits(struct reader *r, struct mf_number *number)
{
	const struct mf_tokens *tokens = r->tokens;
	struct decimal value, more;
	char text[MF_NUMBER_MAX];
	uint64_t scale;

	mf_number_canonical(mf_form(tokens, r->at), tokens->v[r->at].form_len, number->value);
	r->at++;
	if (!read_decimal(number->value, &value))
		return;
	scale = read_scales(r);
	if (scale == 1 || !multiply(&value, scale))
		return;
	number->words = 1;
	if (value.decimals == 0)
		value.digits += read_half(r, scale);
	if (value.decimals == 0 && fragment_and(tokens, r->at)) {
		mf_number_canonical(mf_form(tokens, r->at + 1), tokens->v[r->at + 1].form_len, text);
		if (read_decimal(text, &more) && more.decimals == 0 && more.digits >= scale / 10 &&
		    more.digits < scale) {
			value.digits += more.digits;
			r->at += 2;
		}
	}
	print_decimal(&value, number->value);
}

/* Tokens of an ordinal of two words (الحادي والثلاثين): its second word counts nothing. */
static size_t ordinal_words(const struct mf_tokens *tokens, size_t i)
{
	struct mf_number_word w;
	size_t used;

	if (mf_number_word(mf_form(tokens, i), &w) && w.kind == MF_NUMBER_ORDINAL &&
	    mf_number_day(tokens, i, &used))
		return used;
	return 0;
}

void mf_numbers_find(const struct mf_tokens *tokens, struct mf_numbers *out)
{
	struct reader r = { tokens, 0 };

	out->n = 0;
	while (r.at < tokens->n) {
		struct mf_number number = { .first = (uint32_t)r.at };
		uint64_t value;

		if (tokens->v[r.at].kind == MF_TOKEN_NUMBER) {
			read_digits(&r, &number);
		} else if (tokens->v[r.at].kind == MF_TOKEN_ARABIC && read_words(&r, &value)) {
			snprintf(number.value, sizeof number.value, "%" PRIu64, value);
			number.words = 1;
		} else {
			size_t passed = tokens->v[number.first].kind == MF_TOKEN_ARABIC
						? ordinal_words(tokens, number.first)
						: 0;

			/* or a lone one or two was read, and is passed over */
			r.at = r.at > number.first ? r.at : number.first + (passed ? passed : 1);
			continue;
		}
		number.last = (uint32_t)r.at;
		out->v = mf_grow(out->v, &out->cap, out->n + 1, sizeof *out->v);
		out->v[out->n++] = number;
	}
}

int mf_number_day(const struct mf_tokens *tokens, size_t i, size_t *used)
{
	struct reader r = { tokens, i };
	struct mf_number_word w, next;
	uint64_t value = 0;

	*used = 0;
	if (!word_at(&r, i, true, &w))
		return 0;
	if (w.kind == MF_NUMBER_ORDINAL) {
		r.at++;
		value = w.value;
		if (word_at(&r, r.at, false, &next) && value < 10) {
			if (next.kind == MF_NUMBER_UNIT && next.value == 10 && !next.joined) {
				value += 10;
				r.at++;
			} else if (next.kind == MF_NUMBER_TENS && next.joined) {
				value += next.value;
				r.at++;
			}
		}
	} else if (w.kind == MF_NUMBER_UNIT || w.kind == MF_NUMBER_TENS) {
		value = read_small(&r, false, true);
		if (value < 3)
			return 0;
	}
	if (value < 1 || value > 31)
		return 0;
	*used = r.at - i;
	return (int)value;
}

bool mf_number_whole(const struct mf_tokens *tokens, size_t i, uint64_t *value, size_t *last)
{
	struct reader r = { tokens, i };
	const char *form;

	if (i >= tokens->n)
		return false;
	*value = 0;
	if (tokens->v[i].kind == MF_TOKEN_NUMBER) {
		form = mf_form(tokens, i);
		if (tokens->v[i].form_len > 9 || form[strspn(form, "0123456789")])
			return false;
		for (; *form; form++)
			*value = *value * 10 + (uint64_t)(*form - '0');
		*last = i + 1;
		return true;
	}
	if (tokens->v[i].kind == MF_TOKEN_ARABIC)
		read_words(&r, value);
	*last = r.at;
	return r.at > i && *value > 0;
}
