/* SPDX-License-Identifier: GPL-2.0-or-later */
/* parse.c - one date as people, programs and files write it. */
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/dates/calendar.h"
#include "indexer/analysis/dates/find.h"
#include "indexer/analysis/words/fold.h"

#define PARSE_MAX 400 /* bytes; a longer text is no date */
#define DAY_SECONDS 86400
#define HIJRI_MIN 1300 /* years between these are Hijri where nothing says so */
#define HIJRI_MAX 1500

/* Digits at *p, at most four; the cursor goes past them.  How many there were. */
static int digits_at(const char **p, int *value)
{
	int n = 0;

	for (*value = 0; n < 4 && **p >= '0' && **p <= '9'; (*p)++, n++)
		*value = *value * 10 + (**p - '0');
	return n;
}

static void set(int32_t from, int32_t to, enum mf_granularity unit, int32_t *out_from, int32_t *out_to,
		uint8_t *precision)
{
	*out_from = from;
	*out_to = to;
	*precision = (uint8_t)unit;
}

/* 2022, 2022-01, 2022-01-06 and what ISO 8601 lets follow; years from 0001 on, three digits for one alone. */
static bool read_iso(const char *p, int32_t *from, int32_t *to, uint8_t *precision)
{
	int year, month = 0, mday = 0, n = digits_at(&p, &year);
	enum mf_calendar calendar = year >= HIJRI_MIN && year <= HIJRI_MAX ? MF_HIJRI : MF_GREGORIAN;

	if (n < 3 || (n == 3 && *p) || year < 1)
		return false;
	if (*p == '-') {
		p++;
		if (digits_at(&p, &month) != 2)
			return false;
		if (*p == '-') {
			p++;
			if (digits_at(&p, &mday) != 2)
				return false;
		}
	}
	if (*p && (!mday || !strchr("t ", *p)))
		return false;
	if (mday) {
		int32_t day = mf_calendar_day(calendar, year, month, mday);

		set(day, day, MF_BY_DAY, from, to, precision);
	} else if (month) {
		set(mf_calendar_day(calendar, year, month, 1), mf_calendar_month_end(calendar, year, month),
		    MF_BY_MONTH, from, to, precision);
	} else {
		set(mf_calendar_day(calendar, year, 1, 1), mf_calendar_month_end(calendar, year, 12),
		    MF_BY_YEAR, from, to, precision);
	}
	return *from != MF_NO_DAY && *to != MF_NO_DAY;
}

/* Seconds or milliseconds since 1970, as programs write them: 1641427200. */
static int32_t epoch_day(const char *p, size_t len)
{
	long long seconds;

	if ((len != 9 && len != 10 && len != 13) || strspn(p, "0123456789") != len)
		return MF_NO_DAY;
	seconds = strtoll(p, NULL, 10);
	return (int32_t)((len > 10 ? seconds / 1000 : seconds) / DAY_SECONDS);
}

/* Thu Jan 06 10:00:00 +0000 2022: a month and its day, and a year at the very end. */
static int32_t asctime_day(const struct mf_tokens *tokens, const char *text, int32_t seen_from)
{
	struct mf_date_mentions found = { NULL, 0, 0 };
	struct mf_date_scan s = { tokens, text, NULL, seen_from, 0, tokens->n, &found, NULL };
	int32_t day = MF_NO_DAY;
	int y, m, d, year;

	mf_find_run(&s);
	if (found.n && found.v[0].granularity == MF_BY_DAY && found.v[0].from != MF_NO_DAY &&
	    mf_scan_number(&s, tokens->n - 1, &year) == 4) {
		mf_day_to_civil(found.v[0].from, &y, &m, &d);
		day = mf_day_from_civil(year, m, d);
	}
	free(found.v);
	return day;
}

/* A month or a year that is all of the text. */
static const struct mf_date_mention *whole(const struct mf_tokens *tokens,
					   const struct mf_date_mentions *found)
{
	const struct mf_date_mention *m = found->n == 1 ? &found->v[0] : NULL;

	return m && !m->relative && m->from != MF_NO_DAY && m->first <= 1 && m->last == tokens->n ? m : NULL;
}

static bool read_words(const char *text, size_t len, int32_t *from, int32_t *to, uint8_t *precision)
{
	struct mf_date_mentions found = { NULL, 0, 0 };
	struct mf_tokens tokens = MF_TOKENS_INIT;
	const struct mf_date_mention *m;
	int32_t day = MF_NO_DAY;

	mf_segment(&tokens, text, len);
	m = mf_find_full_day(&tokens, text, 0, tokens.n, &found);
	if (!m)
		m = whole(&tokens, &found);
	if (m) {
		set(m->from, m->to, (enum mf_granularity)m->granularity, from, to, precision);
	} else if (tokens.n) {
		if (tokens.v[0].kind == MF_TOKEN_NUMBER) /* 20220109, 20220109T053100Z */
			day = mf_find_day_in_digits(mf_form(&tokens, 0), tokens.v[0].form_len);
		if (day == MF_NO_DAY && tokens.n > 2)
			day = asctime_day(&tokens, text, mf_day_from_civil(2000, 7, 1)); /* a leap year */
		set(day, day, MF_BY_DAY, from, to, precision);
	}
	free(found.v);
	mf_tokens_release(&tokens);
	return *from != MF_NO_DAY;
}

bool mf_date_parse(const char *text, size_t len, int32_t *from, int32_t *to, uint8_t *precision)
{
	struct mf_buf folded = MF_BUF_INIT;
	bool found;

	set(MF_NO_DAY, MF_NO_DAY, MF_BY_DAY, from, to, precision);
	while (len && (unsigned char)*text <= ' ') {
		text++;
		len--;
	}
	while (len && (unsigned char)text[len - 1] <= ' ')
		len--;
	if (len > PARSE_MAX)
		return false;
	mf_fold(&folded, text, len);
	found = read_iso(folded.data, from, to, precision);
	if (!found) {
		int32_t day = epoch_day(folded.data, folded.len);

		set(day, day, MF_BY_DAY, from, to, precision);
		found = day != MF_NO_DAY || read_words(text, len, from, to, precision);
	}
	mf_buf_release(&folded);
	return found;
}

int32_t mf_day_parse(const char *text, size_t len)
{
	int32_t from, to;
	uint8_t precision;

	return mf_date_parse(text, len, &from, &to, &precision) && precision == MF_BY_DAY ? from : MF_NO_DAY;
}
