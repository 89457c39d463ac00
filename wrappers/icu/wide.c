/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wrappers/icu/wide.h"

#define ARABIC_LEAST 4 /* units of the Arabic block, in a run */

/* A run as it is with the high bytes first or second. */
struct reading {
	size_t from, units, arabic;
	long blanks; /* blanks and line feeds, less what they are when bytes are paired wrongly */
};

static bool fits(unsigned c)
{
	return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0x7f) || (c >= 0xa0 && c < 0x100) ||
	       (c >= 0x600 && c < 0x700) || (c >= 0x2000 && c < 0x2070);
}

static struct reading read_units(const unsigned char *b, size_t len, size_t from, bool little)
{
	struct reading r = { .from = from };

	for (size_t i = from; i + 1 < len; i += 2, r.units++) {
		unsigned c = little ? b[i] | (unsigned)b[i + 1] << 8 : b[i + 1] | (unsigned)b[i] << 8;
		if (!fits(c))
			break;
		r.arabic += c >= 0x600 && c < 0x700;
		r.blanks += (c == ' ' || c == '\n') - (c == 0x620 || c == 0x60a);
	}
	return r;
}

static bool is_mark(const unsigned char *b, bool little)
{
	return b[!little] == 0xff && b[little] == 0xfe;
}

/* The run around the high byte at *at; bytes before `least` are none of it.  Where there is none, *at goes to
 * the end of what was looked at, so that no byte is read often. */
static bool run_at(const unsigned char *b, size_t len, size_t least, size_t *at, struct mf_wide_run *run)
{
	struct reading big = read_units(b, len, *at, false), little = { 0 }, best;

	if (*at > least)
		little = read_units(b, len, *at - 1, true);
	run->little = little.arabic >= ARABIC_LEAST && little.blanks >= big.blanks;
	best = run->little ? little : big;
	if (best.arabic < ARABIC_LEAST) {
		*at += 2 * (big.units > little.units ? big.units : little.units);
		return false;
	}
	run->from = best.from;
	run->len = best.units * 2;
	if (run->from >= least + 2 && is_mark(b + run->from - 2, run->little)) {
		run->from -= 2;
		run->len += 2;
	}
	return true;
}

bool mf_wide_find(const char *bytes, size_t len, size_t at, struct mf_wide_run *run)
{
	const unsigned char *b = (const unsigned char *)bytes;

	for (size_t i = at; i < len; i++)
		if ((b[i] == 0x00 || b[i] == 0x06) && run_at(b, len, at, &i, run))
			return true;
	return false;
}
