/* SPDX-License-Identifier: GPL-2.0-or-later */
/* range.c - the ranges that --date and --mentions take. */
#include "indexer/analysis/dates/date.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/dates/find.h"
#include "indexer/analysis/words/fold.h"

static const char accepted[] = "use 2022, 2022-01, 2022-01-06, A..B, A.., ..B, last:7d (d, w, m, y), none, "
			       "or words: yesterday, January 2022, ٦ يناير ٢٠٢٢";

/* What people say in English and French, folded, in the words that articles have for it. */
static const char *const phrases[][2] = {
	{ "today", "اليوم" },
	{ "aujourd'hui", "اليوم" },
	{ "yesterday", "أمس" },
	{ "hier", "أمس" },
	{ "the day before yesterday", "أول أمس" },
	{ "avant-hier", "أول أمس" },
	{ "tomorrow", "غدا" },
	{ "demain", "غدا" },
	{ "this week", "هذا الأسبوع" },
	{ "cette semaine", "هذا الأسبوع" },
	{ "last week", "الأسبوع الماضي" },
	{ "la semaine dernière", "الأسبوع الماضي" },
	{ "la semaine derniere", "الأسبوع الماضي" },
	{ "next week", "الأسبوع المقبل" },
	{ "this month", "هذا الشهر" },
	{ "ce mois", "هذا الشهر" },
	{ "ce mois-ci", "هذا الشهر" },
	{ "last month", "الشهر الماضي" },
	{ "le mois dernier", "الشهر الماضي" },
	{ "next month", "الشهر المقبل" },
	{ "this year", "هذا العام" },
	{ "cette année", "هذا العام" },
	{ "cette annee", "هذا العام" },
	{ "last year", "العام الماضي" },
	{ "l'année dernière", "العام الماضي" },
	{ "l'annee derniere", "العام الماضي" },
	{ "next year", "العام المقبل" },
};

struct piece {            /* a part of the user's text, folded: ASCII digits */
	const char *text; /* ends with a NUL where the part is the last */
	size_t len;
};

static int wrong(struct mf_error *err, long offset, const char *what, const struct piece *p)
{
	int code = mf_error_set(err, MF_E_USAGE, "date range: %s: '%.*s'", what,
				(int)(p->len > 100 ? 100 : p->len), p->text);

	mf_error_hint(err, "%s", accepted);
	if (err)
		err->offset = offset;
	return code;
}

static struct piece trimmed(const char *text, size_t len)
{
	struct piece p = { text, len };

	while (p.len && (unsigned char)*p.text <= ' ') {
		p.text++;
		p.len--;
	}
	while (p.len && (unsigned char)p.text[p.len - 1] <= ' ')
		p.len--;
	return p;
}

/* Numbers with '-' between them, nothing else: how many (1..3), or 0. */
static int numbers(const struct piece *p, int value[3], int digits[3])
{
	int n = 0;

	value[0] = digits[0] = 0;
	for (size_t i = 0; i < p->len; i++) {
		if (p->text[i] == '-' && digits[n] && n < 2) {
			n++;
			value[n] = digits[n] = 0;
		} else if (p->text[i] >= '0' && p->text[i] <= '9' && digits[n] < 4) {
			value[n] = value[n] * 10 + (p->text[i] - '0');
			digits[n]++;
		} else {
			return 0;
		}
	}
	return digits[n] ? n + 1 : 0;
}

/* 2022, 2022-01, 2022-01-06.  1: read, 0: another form, negative: of this form, but wrong. */
static int read_iso(const struct piece *p, struct mf_range *out, long offset, struct mf_error *err)
{
	int value[3], digits[3], n = numbers(p, value, digits);

	if (!n || digits[0] != 4)
		return 0;
	if (value[0] < 1)
		return wrong(err, offset, "there is no year 0", p);
	if (n > 1 && (value[1] < 1 || value[1] > 12))
		return wrong(err, offset, "a month is 01 to 12", p);
	if (n == 3 && mf_day_from_civil(value[0], value[1], value[2]) == MF_NO_DAY)
		return wrong(err, offset, "this month has no such day", p);
	out->from = mf_day_from_civil(value[0], n > 1 ? value[1] : 1, n > 2 ? value[2] : 1);
	if (n == 3)
		out->to = out->from;
	else if (n == 1 || value[1] == 12)
		out->to = mf_day_from_civil(value[0], 12, 31);
	else
		out->to = mf_day_from_civil(value[0], value[1] + 1, 1) - 1;
	return 1;
}

/* من 2011 إلى 2015, في يناير 2022: a word that may stand before the date. */
static bool preposition(const struct mf_tokens *tokens)
{
	struct mf_date_word w;

	return mf_date_word(mf_form(tokens, 0), tokens->v[0].form_len, &w) &&
	       (w.cls == MF_DATE_FROM || w.cls == MF_DATE_BETWEEN || w.cls == MF_DATE_IN);
}

/* Any expression that the text of an article may have; it must be the whole of the piece. */
static int read_words(const struct piece *p, int32_t today, struct mf_range *out, long offset,
		      struct mf_error *err)
{
	struct mf_date_mentions found = { NULL, 0, 0 };
	struct mf_tokens tokens = MF_TOKENS_INIT;
	struct mf_date_mention m = { .from = MF_NO_DAY };
	bool whole;
	int32_t day;

	mf_segment(&tokens, p->text, p->len);
	mf_dates_find(&tokens, p->text, NULL, today, &found);
	whole = found.n == 1 && found.v[0].last == tokens.n &&
		(found.v[0].first == 0 || (found.v[0].first == 1 && preposition(&tokens)));
	if (found.n)
		m = found.v[0];
	free(found.v);
	mf_tokens_release(&tokens);
	if (whole && m.from == MF_NO_DAY)
		return wrong(err, offset, "this needs the current date, which is not known", p);
	if (whole) {
		out->from = m.from;
		out->to = m.to;
		return 0;
	}
	day = found.n ? MF_NO_DAY : mf_day_parse(p->text, p->len); /* 9 Jan 2022 */
	if (day == MF_NO_DAY)
		return wrong(err, offset, found.n ? "more than a date" : "no date", p);
	out->from = out->to = day;
	return 0;
}

static const char *in_arabic(const struct piece *p)
{
	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
		if (strlen(phrases[i][0]) == p->len && memcmp(phrases[i][0], p->text, p->len) == 0)
			return phrases[i][1];
	return NULL;
}

static int read_one(const struct piece *p, int32_t today, struct mf_range *out, long offset,
		    struct mf_error *err)
{
	int code = read_iso(p, out, offset, err);
	const char *arabic = code ? NULL : in_arabic(p);
	struct piece said = { arabic, arabic ? strlen(arabic) : 0 };

	if (code)
		return code < 0 ? code : 0;
	if (arabic)
		p = &said;
	return read_words(p, today, out, offset, err);
}

/* last:7d: that many days, weeks, months or years up to today, today included. */
static int read_last(const struct piece *p, int32_t today, struct mf_range *out, struct mf_error *err)
{
	struct piece count = trimmed(p->text + 5, p->len - 5);
	int n = 0, y, m, d;
	size_t i = 0;
	char unit;

	for (; i < count.len && i < 5 && count.text[i] >= '0' && count.text[i] <= '9'; i++)
		n = n * 10 + (count.text[i] - '0');
	unit = i + 1 == count.len ? count.text[i] : 0;
	if (!n || !unit || !strchr("dwmy", unit))
		return wrong(err, 5, "last: takes a number from 1 and d, w, m or y", p);
	if (today == MF_NO_DAY)
		return wrong(err, 0, "this needs the current date, which is not known", p);
	out->to = today;
	mf_day_to_civil(today, &y, &m, &d);
	if (unit == 'd' || unit == 'w') {
		out->from = today - n * (unit == 'w' ? 7 : 1) + 1;
	} else {
		int months = y * 12 + m - 1 - n * (unit == 'y' ? 12 : 1);

		for (out->from = MF_NO_DAY; months >= 12 && out->from == MF_NO_DAY;
		     d--) /* 31 March - 1m: 28 February */
			out->from = mf_day_from_civil(months / 12, months % 12 + 1, d);
		if (out->from != MF_NO_DAY)
			out->from++;
	}
	if (out->from < MF_DAY_MIN)
		out->from = MF_DAY_MIN;
	return 0;
}

/* A..B, one of them may be missing. */
static int read_two(const char *text, size_t len, const char *dots, int32_t today, struct mf_range *out,
		    struct mf_error *err)
{
	size_t skip = 2 + (dots[2] == '.');
	struct piece all = trimmed(text, len), a = trimmed(text, (size_t)(dots - text)),
		     b = trimmed(dots + skip, len - (size_t)(dots - text) - skip);
	struct mf_range end;
	int code;

	if (!a.len && !b.len)
		return wrong(err, 0, "both ends are missing", &all);
	if (a.len) {
		if ((code = read_one(&a, today, out, 0, err)) < 0)
			return code;
		out->to = MF_DAY_MAX;
	}
	if (b.len) {
		if ((code = read_one(&b, today, &end, (long)(b.text - text), err)) < 0)
			return code;
		out->to = end.to;
	}
	return out->from > out->to ? wrong(err, 0, "it ends before it begins", &all) : 0;
}

int mf_range_parse(const char *text, size_t len, int32_t today, struct mf_range *out, struct mf_error *err)
{
	struct mf_buf folded = MF_BUF_INIT;
	struct piece p;
	const char *dots;
	int code = 0;

	*out = (struct mf_range){ MF_DAY_MIN, MF_DAY_MAX, false };
	mf_fold(&folded, text, len);
	p = trimmed(folded.data, folded.len);
	dots = strstr(p.text, "..");
	if (!p.len)
		code = wrong(err, 0, "it is empty", &p);
	else if ((p.len == 4 && memcmp(p.text, "none", 4) == 0) ||
		 (p.len == strlen("بلا تاريخ") && memcmp(p.text, "بلا تاريخ", p.len) == 0))
		out->none = true;
	else if (p.len > 5 && memcmp(p.text, "last:", 5) == 0)
		code = read_last(&p, today, out, err);
	else if (dots)
		code = read_two(p.text, p.len, dots, today, out, err);
	else
		code = read_one(&p, today, out, 0, err);
	mf_buf_release(&folded);
	return code;
}
