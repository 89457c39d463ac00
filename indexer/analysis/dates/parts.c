/* SPDX-License-Identifier: GPL-2.0-or-later */
/* parts.c - what dates of all kinds are made of: years in digits, الماضي, and what leads up to a date. */
#include "indexer/analysis/dates/parts.h"

#include <string.h>

#define HIJRI_MIN 1000
#define HIJRI_MAX 1600

bool mf_part_modifier(const struct mf_date_scan *s, size_t i, int *value, size_t *last)
{
	struct mf_date_word w;
	int step = 0;

	if ((mf_scan_gap(s, i) > MF_GAP_SPACE && !mf_scan_closed(s, i)) || !mf_scan_word(s, i, &w))
		return false;
	if (w.cls == MF_DATE_BEFORE || w.cls == MF_DATE_AFTER) {
		step = w.cls == MF_DATE_BEFORE ? -1 : 1;
		i++;
		if (mf_scan_gap(s, i) > MF_GAP_SPACE || !mf_scan_word(s, i, &w))
			return false;
	}
	if (w.cls != MF_DATE_MODIFIER || w.letters || (step && step != w.value))
		return false;
	*value = w.value + step;
	*last = i + 1;
	return true;
}

/* What a number counts comes after it, or it is a time or an amount: no year. */
static bool counts(const struct mf_date_scan *s, size_t i)
{
	return (mf_scan_gap(s, i + 1) <= MF_GAP_SPACE && mf_scan_listed(s, i + 1, MF_LIST_COUNTED) &&
		strncmp(mf_form(s->tokens, i + 1), "ال", strlen("ال")) != 0 &&
		!mf_scan_is(s, i + 1, MF_DATE_IN)) ||
	       (i + 1 < s->hi && s->text[s->tokens->v[i].end] == '%');
}

bool mf_part_era(const struct mf_date_scan *s, size_t i, enum mf_calendar *calendar, size_t *last)
{
	struct mf_date_word w;

	if (mf_scan_gap(s, i) > MF_GAP_COMMA || mf_scan_gap(s, i) == MF_GAP_JOINER ||
	    !mf_scan_word(s, i, &w) || w.cls != MF_DATE_ERA ||
	    (w.letters && !(w.article && w.clitics == MF_CLITIC_TO)))
		return false; /* للهجرة is one; كم is a distance */
	if (!w.value && mf_scan_gap(s, i) > MF_GAP_SPACE)
		return false;
	*calendar = (enum mf_calendar)w.value;
	*last = i + 1;
	if (*calendar == MF_HIJRI && mf_scan_gap(s, i + 1) <= MF_GAP_SPACE &&
	    ((mf_scan_word(s, i + 1, &w) && w.cls == MF_DATE_ERA && w.value == MF_PERSIAN) ||
	     mf_scan_form(s, i + 1, "ش"))) {
		*calendar = MF_PERSIAN; /* هـ ش, هجري شمسي */
		++*last;
	}
	return true;
}

bool mf_part_year(const struct mf_date_scan *s, size_t i, enum mf_calendar calendar, struct mf_year *out)
{
	int year, digits = mf_scan_number(s, i, &year);
	size_t last = i + 1;
	bool era;

	if (digits < 1 || digits > 4 || year < 1)
		return false;
	era = mf_part_era(s, i + 1, &calendar, &last);
	if (!era && counts(s, i))
		return false;
	if (!era &&
	    (calendar ? year < HIJRI_MIN || year > HIJRI_MAX : year < MF_YEAR_MIN || year > MF_YEAR_MAX))
		return false;
	if (era && !calendar && digits < 3)
		return false;
	*out = (struct mf_year){ last, year, calendar };
	return true;
}

/* First token of the part of day and يوم before token i: مساء يوم | بعد ظهر | منتصف ليل. */
size_t mf_part_day_part(const struct mf_date_scan *s, size_t i)
{
	struct mf_date_word w;
	size_t first = i;

	while (first > s->lo && i - first < 3 && mf_scan_clitics(s, first) == 0 &&
	       mf_scan_gap(s, first) <= MF_GAP_SPACE && mf_scan_word(s, first - 1, &w) && !w.article &&
	       (w.cls == MF_DATE_TODAY || w.cls == MF_DATE_PART ||
		(w.cls == MF_DATE_UNITS && w.value == MF_DAYS && w.count == MF_SOME))) /* أيام 16 و17 */
		first--;
	if (first < i && mf_scan_gap(s, first) == MF_GAP_SPACE && mf_scan_clitics(s, first) == 0) {
		if (mf_scan_form(s, first, "ظهر") && mf_scan_is(s, first - 1, MF_DATE_AFTER))
			first--;
		else if (mf_scan_word(s, first, &w) && w.cls == MF_DATE_PART && w.value &&
			 mf_scan_form(s, first - 1, "منتصف"))
			first--;
	}
	return first;
}

/* Days from today of the word at i (أمس غد اليوم), with what stands before it; *first is its first token. */
int mf_part_offset(const struct mf_date_scan *s, size_t i, const struct mf_date_word *w, size_t *first)
{
	struct mf_date_word before;
	size_t j = i;

	*first = i;
	if (w->cls == MF_DATE_TODAY)
		return 0;
	if (w->letters)
		return w->value;
	if (mf_scan_is(s, j - 1, MF_DATE_TODAY) && mf_scan_gap(s, j) == MF_GAP_SPACE)
		j--; /* بعد يوم غد */
	if (mf_scan_gap(s, j) != MF_GAP_SPACE || mf_scan_clitics(s, j))
		return w->value;
	if (w->value < 0 && mf_scan_is(s, j - 1, MF_DATE_FROM) && mf_scan_gap(s, j - 1) == MF_GAP_SPACE &&
	    mf_scan_word(s, j - 2, &before) && before.cls == MF_DATE_SECOND && before.value == 1) {
		*first = j - 2;
		return w->value - 1;
	}
	if (!mf_scan_word(s, j - 1, &before) || before.article)
		return w->value;
	if ((w->value < 0 && before.cls == MF_DATE_SECOND && before.value == 1) ||
	    (w->value < 0 && before.cls == MF_DATE_BEFORE) || (w->value > 0 && before.cls == MF_DATE_AFTER)) {
		*first = j - 1;
		return w->value < 0 ? w->value - 1 : w->value + 1;
	}
	return w->value;
}

void mf_part_lead(const struct mf_date_scan *s, size_t i, struct mf_lead *lead)
{
	size_t j = i, equal = 0;
	struct mf_date_word w;

	*lead = (struct mf_lead){ i, -1, INT_MIN };
	if (mf_scan_form(s, j - 1, "ل") && s->tokens->v[j - 1].kind == MF_TOKEN_FRAGMENT)
		j--; /* الموافق لـ 9 */
	if (mf_scan_gap(s, j) <= MF_GAP_SPACE && mf_scan_word(s, j - 1, &w) && w.cls == MF_DATE_EQUAL)
		equal = --j;
	else
		j = i;
	if (!equal && mf_scan_clitics(s, i))
		return;
	lead->first = mf_part_day_part(s, j);
	if (lead->first == j && mf_scan_gap(s, j) <= MF_GAP_COMMA) {
		size_t day = j;

		if (mf_scan_gap(s, day) <= MF_GAP_SPACE && mf_scan_word(s, day - 1, &w) &&
		    w.cls == MF_DATE_MODIFIER && mf_scan_gap(s, day - 1) == MF_GAP_SPACE)
			day--; /* الإثنين القادم 10 أفريل */
		if (mf_scan_word(s, day - 1, &w) && w.cls == MF_DATE_WEEKDAY && day > s->lo) {
			j = day - 1;
			lead->weekday = w.value;
			lead->first = j;
			if (w.clitics == MF_CLITIC_AND && mf_scan_gap(s, j) == MF_GAP_SPACE &&
			    mf_scan_word(s, j - 1, &w) && w.cls == MF_DATE_WEEKDAY)
				lead->first = --j; /* الثلاثاء والأربعاء 27 و28 ديسمبر */
			if (w.letters)
				return;
			lead->first = mf_part_day_part(s, j);
		}
	}
	j = lead->first;
	if (mf_scan_gap(s, j) <= MF_GAP_COMMA && mf_scan_clitics(s, j) == 0 && mf_scan_word(s, j - 1, &w) &&
	    ((w.cls == MF_DATE_TODAY && w.article) || w.cls == MF_DATE_OFFSET)) {
		lead->offset = mf_part_offset(s, j - 1, &w, &lead->first);
		if (!w.letters)
			lead->first = mf_part_day_part(s, lead->first);
	}
	if (equal && lead->weekday < 0 && lead->offset == INT_MIN)
		lead->first = i;
}
