/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ordinal.c - the days of a month before its name: 9, العاشر من, أول, 5 و6, من 16 إلى 19, 3-7. */
#include <string.h>

#include "indexer/analysis/dates/parts.h"
#include "indexer/analysis/numbers/number.h"

#define DAYS_MAX 8 /* days in one list: 5 و6 و7 */

static bool definite(const struct mf_date_scan *s, size_t i)
{
	return s->tokens->v[i].form_len > 6 && strncmp(mf_form(s->tokens, i), "ال", strlen("ال")) == 0;
}

/* الأسبوع الأول من, المرة الثالثة من: the ordinal counts the noun before it. */
static bool counts_noun(const struct mf_date_scan *s, size_t first)
{
	struct mf_date_word w;

	if (mf_scan_gap(s, first) > MF_GAP_SPACE || s->tokens->v[first - 1].kind != MF_TOKEN_ARABIC ||
	    mf_scan_clitics(s, first) || !definite(s, first))
		return false;
	if (mf_scan_word(s, first - 1, &w))
		return w.cls == MF_DATE_PERIOD || w.cls == MF_DATE_PORTION || w.cls == MF_DATE_UNITS;
	return definite(s, first - 1) || mf_scan_clitics(s, first - 1) > 0;
}

/* A day in words that ends before token i. */
static int words_before(const struct mf_date_scan *s, size_t i, size_t *first)
{
	for (size_t n = 3; n >= 1; n--) {
		size_t used = 0;
		int day;

		if (i < s->lo + n || s->tokens->v[i - n].kind != MF_TOKEN_ARABIC)
			continue;
		day = mf_number_day(s->tokens, i - n, &used);
		if (day > 0 && used == n && !counts_noun(s, i - n)) {
			*first = i - n;
			return day;
		}
	}
	return 0;
}

static int digits_before(const struct mf_date_scan *s, size_t i, size_t *first)
{
	int day, digits = mf_scan_number(s, i - 1, &day);

	if (digits < 1 || digits > 2 || day < 1 || day > 31)
		return 0;
	*first = i - 1;
	return day;
}

/* فاتح ماي, غرة يناير, أول مارس: the first of a month; تشرين أول is a month's name. */
static bool first_of_month(const struct mf_date_scan *s, size_t i)
{
	return mf_scan_form(s, i, "فاتح") || mf_scan_form(s, i, "الفاتح") || mf_scan_form(s, i, "غره") ||
	       (mf_scan_form(s, i, "اول") && !mf_scan_is(s, i - 1, MF_DATE_HEAD));
}

/* A day that ends before token i, with or without من. */
static int day_before(const struct mf_date_scan *s, size_t i, size_t *first)
{
	bool from = mf_scan_gap(s, i) == MF_GAP_SPACE && mf_scan_is(s, i - 1, MF_DATE_FROM);
	size_t end = from ? i - 1 : i;
	int day;

	if (mf_scan_gap(s, end) > MF_GAP_JOINER)
		return 0;
	day = digits_before(s, end, first);
	if (!day && first_of_month(s, end - 1)) {
		*first = end - 1;
		return 1;
	}
	if (!day && from)
		day = words_before(s, end, first);
	if (!day && !from && mf_scan_gap(s, end) == MF_GAP_SPACE &&
	    (definite(s, end - 1) || mf_scan_is(s, end - 2, MF_DATE_TODAY))) { /* يوم سادس دجنبر */
		day = words_before(s, end, first);
		if (day < 3) /* الأول and الثاني close a double month's name */
			day = 0;
	}
	return day;
}

/* The token after the first day of a range or list whose second day begins at token i; 0: no range. */
static size_t connector_before(const struct mf_date_scan *s, size_t i)
{
	size_t j = i;

	if (mf_scan_gap(s, i) > MF_GAP_COMMA)
		return 0;
	if (mf_scan_dash(s, i) == '-')
		return i;
	if (mf_scan_clitics(s, i)) { /* الخامس والسادس */
		bool and = strncmp(mf_form(s->tokens, i), "و", strlen("و")) == 0;

		return and&&mf_scan_gap(s, i) == MF_GAP_SPACE ? i : 0;
	}
	if (mf_scan_form(s, j - 1, "و"))
		return j - 1;
	if (mf_scan_is(s, j - 1, MF_DATE_TODAY))
		j--;
	if (mf_scan_form(s, j - 1, "غايه"))
		j--;
	if (j > s->lo) {
		struct mf_date_word w;
		if (mf_scan_word(s, j - 1, &w) && w.cls == MF_DATE_TO)
			return j - 1;
	}
	return 0;
}

bool mf_ordinal_days(const struct mf_date_scan *s, size_t i, int *from, int *to, size_t *first)
{
	int day = day_before(s, i, first);

	if (!day)
		return false;
	*from = *to = day;
	for (int n = 0; n < DAYS_MAX; n++) {
		size_t end = connector_before(s, *first), begin = 0;

		if (!end)
			break;
		day = digits_before(s, end, &begin);
		if (!day && s->tokens->v[*first].kind == MF_TOKEN_ARABIC)
			day = words_before(s, end, &begin);
		if (!day || day >= *from)
			break;
		*from = day;
		*first = begin;
	}
	return true;
}
