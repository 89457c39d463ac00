/* SPDX-License-Identifier: GPL-2.0-or-later */
/* range.c - the ranges that --date and --mentions take. */
#include "indexer/analysis/dates/date.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/dates/find.h"
#include "indexer/analysis/dates/said.h"
#include "indexer/analysis/words/fold.h"
#include "wrappers/libc/message.h"

static const char accepted[] =
	N_("use 2022, 2022-01, 2022-01-06, A..B, A.., ..B, last:7d (d, w, m, y), none, "
	   "or words: yesterday, since January 2022, ٦ يناير ٢٠٢٢");

struct piece {            /* a part of the user's text, folded: ASCII digits */
	const char *text; /* ends with a NUL where the part is the last */
	size_t len;
};

static int wrong(struct mf_error *err, long offset, const char *what, const struct piece *p)
{
	int code = mf_error_set(err, MF_E_USAGE, "date range: %s: '%.*s'", _(what),
				(int)(p->len > 100 ? 100 : p->len), p->text);

	mf_error_hint(err, "%s", _(accepted));
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
		return wrong(err, offset, N_("there is no year 0"), p);
	if (n > 1 && (value[1] < 1 || value[1] > 12))
		return wrong(err, offset, N_("a month is 01 to 12"), p);
	if (n == 3 && mf_day_from_civil(value[0], value[1], value[2]) == MF_NO_DAY)
		return wrong(err, offset, N_("this month has no such day"), p);
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
		return wrong(err, offset, N_("this needs the current date, which is not known"), p);
	if (whole) {
		out->from = m.from;
		out->to = m.to;
		return 0;
	}
	day = found.n ? MF_NO_DAY : mf_day_parse(p->text, p->len); /* 9 Jan 2022 */
	if (day == MF_NO_DAY)
		return wrong(err, offset, found.n ? N_("more than a date") : N_("no date"), p);
	out->from = out->to = day;
	return 0;
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
		return wrong(err, 5, N_("last: takes a number from 1 and d, w, m or y"), p);
	if (today == MF_NO_DAY)
		return wrong(err, 0, N_("this needs the current date, which is not known"), p);
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

static int read_one(const struct piece *p, int32_t today, struct mf_range *out, long offset,
		    struct mf_error *err);

/* A..B, one of them may be missing. */
static int read_two(const struct piece *all, const struct piece *a, const struct piece *b, int32_t today,
		    struct mf_range *out, long offset, struct mf_error *err)
{
	struct mf_range end = { MF_DAY_MIN, MF_DAY_MAX, false };
	int code;

	if (!a->len && !b->len)
		return wrong(err, 0, N_("both ends are missing"), all);
	*out = end;
	if (a->len) {
		if ((code = read_one(a, today, out, offset, err)) < 0)
			return code;
		out->to = MF_DAY_MAX;
	}
	if (b->len) {
		if ((code = read_one(b, today, &end, offset + (long)(b->text - all->text), err)) < 0)
			return code;
		out->to = end.to;
	}
	return out->from > out->to ? wrong(err, offset, N_("it ends before it begins"), all) : 0;
}

static int read_dots(const struct piece *all, const char *dots, int32_t today, struct mf_range *out,
		     struct mf_error *err)
{
	size_t before = (size_t)(dots - all->text), skip = 2 + (dots[2] == '.');
	struct piece a = trimmed(all->text, before), b = trimmed(dots + skip, all->len - before - skip);

	return read_two(all, &a, &b, today, out, 0, err);
}

/* Seen from `today`; what may stand between two dots, or alone. */
static int read_one(const struct piece *p, int32_t today, struct mf_range *out, long offset,
		    struct mf_error *err)
{
	struct mf_error ignored = MF_ERROR_INIT;
	struct mf_buf said = MF_BUF_INIT;
	int code = read_iso(p, out, offset, err);

	if (code)
		return code < 0 ? code : 0;
	code = read_words(p, today, out, offset, err);
	if (code < 0 && mf_said_in_arabic(p->text, p->len, &said)) {
		struct piece arabic = { said.data, said.len };
		const char *dots = strstr(said.data, "..");
		int again = read_iso(&arabic, out, offset, &ignored);
		if (!again && dots)
			again = read_dots(&arabic, dots, today, out, &ignored);
		else if (!again && strncmp(said.data, "last:", 5) == 0)
			again = read_last(&arabic, today, out, &ignored);
		else if (!again)
			again = read_words(&arabic, today, out, offset, &ignored);
		if (again >= 0)
			code = 0;
		else if (today == MF_NO_DAY && err)
			*err = ignored;
	}
	mf_buf_release(&said);
	return code;
}

/* ---- ends in words ---- */

enum end { SINCE, AFTER, UNTIL, BEFORE };
struct end_word {
	const char *form; /* folded, with the blank after it */
	enum end end;
};
static const struct end_word end_words[] = {
	{ "since ", SINCE },       { "from ", SINCE },     { "starting ", SINCE },  { "depuis ", SINCE },
	{ "a partir de ", SINCE }, { "منذ ", SINCE },      { "ابتداء من ", SINCE }, { "اعتبارا من ", SINCE },
	{ "من ", SINCE },          { "after ", AFTER },    { "apres ", AFTER },     { "بعد ", AFTER },
	{ "until ", UNTIL },       { "till ", UNTIL },     { "up to ", UNTIL },     { "to ", UNTIL },
	{ "through ", UNTIL },     { "jusqu'en ", UNTIL }, { "jusqu'a ", UNTIL },   { "jusqu'au ", UNTIL },
	{ "حتي ", UNTIL },         { "لغايه ", UNTIL },    { "الي ", UNTIL },       { "before ", BEFORE },
	{ "avant ", BEFORE },      { "قبل ", BEFORE },
};

/* What may stand before and between two dates. */
static const char *const joined[][2] = {
	{ "between ", " and " }, { "entre ", " et " }, { "بين ", " و" }, { "", " to " }, { "", " until " },
	{ "", " till " },        { "", " through " },  { "", " au " },   { "", " a " },  { "", " الي " },
	{ "", " حتي " },         { "", " لغايه " },    { "", " - " },    { "", " – " },
};

static const struct end_word *end_word(const struct piece *p)
{
	for (size_t i = 0; i < sizeof end_words / sizeof *end_words; i++)
		if (p->len > strlen(end_words[i].form) &&
		    memcmp(p->text, end_words[i].form, strlen(end_words[i].form)) == 0)
			return &end_words[i];
	return NULL;
}

static int read_end(const struct piece *p, const struct end_word *w, int32_t today, struct mf_range *out)
{
	struct piece rest = trimmed(p->text + strlen(w->form), p->len - strlen(w->form));
	struct mf_error ignored = MF_ERROR_INIT;
	struct mf_range one;

	if (read_one(&rest, today, &one, 0, &ignored) < 0)
		return MF_E_USAGE;
	out->from = w->end == SINCE ? one.from : w->end == AFTER ? one.to + 1 : MF_DAY_MIN;
	out->to = w->end == UNTIL ? one.to : w->end == BEFORE ? one.from - 1 : MF_DAY_MAX;
	return 0;
}

/* The four digits that a date ends with, or "". */
static struct piece year_of(const struct piece *p)
{
	struct piece year = { p->text, 0 };
	int value[3], digits[3];

	for (size_t at = 0; at + 4 <= p->len; at++) {
		year = (struct piece){ p->text + at, 4 };
		if ((!at || p->text[at - 1] == ' ') && numbers(&year, value, digits) == 1 && digits[0] == 4)
			return year;
	}
	return (struct piece){ p->text, 0 };
}

/* March to May 2021: the first has the year of the second. */
static int read_joined(const struct piece *a, const struct piece *b, const struct piece *all, int32_t today,
		       struct mf_range *out)
{
	struct mf_error ignored = MF_ERROR_INIT;
	struct mf_buf whole = MF_BUF_INIT;
	struct piece year = year_of(b), first = *a;
	int code;

	if (year.len && !year_of(a).len) {
		mf_buf_printf(&whole, "%.*s %.*s", (int)a->len, a->text, (int)year.len, year.text);
		first = (struct piece){ whole.data, whole.len };
	}
	code = read_two(all, &first, b, today, out, 0, &ignored);
	mf_buf_release(&whole);
	return code;
}

static int read_pair(const struct piece *p, int32_t today, struct mf_range *out)
{
	const struct end_word *from = end_word(p);
	size_t skip = from && from->end == SINCE ? strlen(from->form) : 0;

	for (size_t i = 0; i < sizeof joined / sizeof *joined; i++) {
		size_t lead = strlen(joined[i][0]), link = strlen(joined[i][1]);
		const char *at;
		struct piece a, b;

		if (p->len < lead || memcmp(p->text, joined[i][0], lead) != 0)
			continue;
		lead = lead ? lead : skip;
		at = strstr(p->text + lead, joined[i][1]);
		if (!at)
			continue;
		a = trimmed(p->text + lead, (size_t)(at - p->text) - lead);
		b = trimmed(at + link, p->len - (size_t)(at - p->text) - link);
		if (a.len && b.len && read_joined(&a, &b, p, today, out) == 0)
			return 0;
	}
	return MF_E_USAGE;
}

/* 2011-2015 */
static bool two_years(const struct piece *p, struct piece *a, struct piece *b)
{
	int value[3], digits[3];

	if (numbers(p, value, digits) != 2 || digits[0] != 4 || digits[1] != 4)
		return false;
	*a = (struct piece){ p->text, 4 };
	*b = (struct piece){ p->text + 5, 4 };
	return true;
}

/* Since takes what follows as a date of its own, so that منذ مارس is open; before and after may belong to a
 * distance (قبل يومين), which is read as a whole. */
static int read_said(const struct piece *p, int32_t today, struct mf_range *out, struct mf_error *err)
{
	const struct end_word *w = end_word(p);
	struct mf_range pair;
	struct piece a, b;
	int code;

	if (two_years(p, &a, &b))
		return read_two(p, &a, &b, today, out, 0, err);
	if (read_pair(p, today, &pair) == 0) {
		*out = pair;
		return 0;
	}
	if (w && w->end == SINCE && read_end(p, w, today, out) == 0)
		return 0;
	code = read_one(p, today, out, 0, err);
	return code < 0 && w && read_end(p, w, today, out) == 0 ? 0 : code;
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
		code = wrong(err, 0, N_("it is empty"), &p);
	else if ((p.len == 4 && memcmp(p.text, "none", 4) == 0) ||
		 (p.len == strlen("بلا تاريخ") && memcmp(p.text, "بلا تاريخ", p.len) == 0))
		out->none = true;
	else if (p.len > 5 && memcmp(p.text, "last:", 5) == 0)
		code = read_last(&p, today, out, err);
	else if (dots)
		code = read_dots(&p, dots, today, out, err);
	else
		code = read_said(&p, today, out, err);
	mf_buf_release(&folded);
	return code;
}
