/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wrappers/libc/edits.h"

#include "wrappers/libc/utf8.h"

static unsigned least(unsigned a, unsigned b, unsigned c)
{
	unsigned m = a < b ? a : b;

	return m < c ? m : c;
}

unsigned mf_edits(const uint32_t *a, size_t n, const uint32_t *b, size_t m, unsigned limit)
{
	unsigned row[3][MF_EDITS_MAX + 1], *before = row[0], *last = row[1], *now = row[2];

	if (n > MF_EDITS_MAX || m > MF_EDITS_MAX || (n > m ? n - m : m - n) > limit)
		return limit + 1;
	for (size_t j = 0; j <= m; j++)
		last[j] = (unsigned)j;
	for (size_t i = 1; i <= n; i++) {
		unsigned best = now[0] = (unsigned)i, *spare;
		for (size_t j = 1; j <= m; j++) {
			now[j] = least(last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
			    before[j - 2] + 1 < now[j])
				now[j] = before[j - 2] + 1;
			best = now[j] < best ? now[j] : best;
		}
		if (best > limit)
			return limit + 1;
		spare = before;
		before = last;
		last = now;
		now = spare;
	}
	return last[m] <= limit ? last[m] : limit + 1;
}

size_t mf_edits_letters(const char *text, size_t len, uint32_t *out, size_t max)
{
	size_t n = 0;

	for (size_t at = 0; at < len; n++) {
		if (n == max)
			return 0;
		out[n] = mf_utf8_next(text, len, &at);
	}
	return n;
}
