/* SPDX-License-Identifier: GPL-2.0-or-later */
/* units.c - so many units of time: ثلاثة أيام, يومين, نحو 15 عاما, عدة أشهر, سنة ونصف. */
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/dates/parts.h"
#include "indexer/analysis/numbers/number.h"

#define WEEK 7
#define DAY_HOURS 24
#define COUNT_MAX 1000 /* units; beyond it nothing in a newspaper is dated */

/* Forms in `list` between bars. */
static bool among(const struct mf_date_scan *s, size_t i, const char *list)
{
	const char *form, *at;
	size_t len;

	if (i < s->lo || i >= s->hi)
		return false;
	form = mf_form(s->tokens, i);
	len = s->tokens->v[i].form_len;
	for (at = strstr(list, form); at; at = strstr(at + 1, form))
		if (at > list && at[-1] == '|' && at[len] == '|')
			return true;
	return false;
}

/* The token after words that make a number a rough one: نحو, أكثر من, ما يقارب, مرور. */
static size_t skip_about(const struct mf_date_scan *s, size_t i)
{
	static const char alone[] = "|نحو|حوالي|حوالا|قرابه|زهاء|مرور|مضي|انقضاء|";
	static const char with_from[] = "|اكثر|اقل|ازيد|";
	static const char after_that[] = "|يقارب|يقرب|يزيد|يناهز|";

	if (mf_scan_gap(s, i) > MF_GAP_SPACE)
		return i;
	if (among(s, i, alone))
		return skip_about(s, i + 1);
	if (among(s, i, with_from) && mf_scan_is(s, i + 1, MF_DATE_FROM))
		return i + 2;
	if (mf_scan_form(s, i, "ما") && among(s, i + 1, after_that))
		return mf_scan_is(s, i + 2, MF_DATE_FROM) || among(s, i + 2, "|علي|عن|") ? i + 3 : i + 2;
	return i;
}

bool mf_unit_at(const struct mf_date_scan *s, size_t i, enum mf_unit *unit, enum mf_count *count,
		struct mf_date_word *w)
{
	if (!mf_scan_word(s, i, w))
		return false;
	*count = MF_ONE;
	switch (w->cls) {
	case MF_DATE_UNITS:
		*unit = (enum mf_unit)w->value;
		*count = (enum mf_count)w->count;
		return true;
	case MF_DATE_TODAY:
		*unit = MF_DAYS;
		return w->value == 0;
	case MF_DATE_CENTURY:
		*unit = MF_CENTURIES;
		return w->value == 1;
	case MF_DATE_PERIOD:
		*unit = w->value == MF_BY_WEEK ? MF_WEEKS : w->value == MF_BY_MONTH ? MF_MONTHS : MF_YEARS;
		return true;
	default:
		return false;
	}
}

/* The definite number before the units: ال 6 أشهر, الـ24 ساعة, الأربعين سنة. */
size_t mf_unit_number_before(const struct mf_date_scan *s, size_t i, int *n, bool *definite)
{
	size_t at, last;
	uint64_t value;

	*definite = false;
	for (size_t back = 3; back >= 1; back--) {
		if (i < s->lo + back || mf_scan_gap(s, i) > MF_GAP_SPACE)
			continue;
		at = i - back;
		if (!mf_number_whole(s->tokens, at, &value, &last) || last != i || value < 1 ||
		    value > COUNT_MAX)
			continue;
		*n = (int)value;
		*definite = s->tokens->v[at].kind == MF_TOKEN_ARABIC &&
			    (strstr(mf_form(s->tokens, at), "ال") != NULL);
		if (at > s->lo && mf_scan_gap(s, at) <= MF_GAP_SPACE &&
		    among(s, at - 1, "|ال|وال|بال|لل|فال|")) {
			*definite = true;
			at--;
		}
		return at;
	}
	return i;
}

/* A number after the units: الأيام الثلاثة, السنوات ال25. */
static size_t number_after(const struct mf_date_scan *s, size_t i, int *n)
{
	size_t at = i, last;
	uint64_t value;

	if (mf_scan_gap(s, at) > MF_GAP_SPACE)
		return i;
	if (among(s, at, "|ال|"))
		at++;
	if (!mf_number_whole(s->tokens, at, &value, &last) || last > s->hi || value < 1 ||
	    value > COUNT_MAX || (at == i && strncmp(mf_form(s->tokens, at), "ال", strlen("ال")) != 0))
		return i;
	*n = (int)value;
	return last;
}

bool mf_unit_counted_after(const struct mf_date_scan *s, size_t i, struct mf_units *out)
{
	static const char few[] = "|القليله|المعدوده|القلائل|القليلين|";
	struct mf_date_word w;

	if (!mf_unit_at(s, i, &out->unit, &out->count, &w))
		return false;
	*out = (struct mf_units){ i, i + 1, out->unit, out->count, 0, false };
	if (out->count == MF_TWO)
		out->n = 2;
	else
		out->last = number_after(s, i + 1, &out->n);
	if (mf_scan_gap(s, out->last) <= MF_GAP_SPACE && among(s, out->last, few)) {
		out->few = true;
		out->last++;
	}
	return true;
}

/* Whether the singular word at i is the head of something else: يوم الجمعة, عام 2011, شهر رمضان. */
static bool heads(const struct mf_date_scan *s, size_t i)
{
	struct mf_date_word w;
	const char *form;

	if (mf_scan_gap(s, i + 1) > MF_GAP_SPACE)
		return false;
	if (s->tokens->v[i + 1].kind != MF_TOKEN_ARABIC)
		return true;
	form = mf_form(s->tokens, i + 1);
	if (mf_scan_word(s, i + 1, &w))
		return w.cls == MF_DATE_MONTH || w.cls == MF_DATE_HIJRI || w.cls == MF_DATE_PERSIAN ||
		       w.cls == MF_DATE_HEAD || w.cls == MF_DATE_WEEKDAY || w.cls == MF_DATE_OFFSET ||
		       w.cls == MF_DATE_MODIFIER || w.cls == MF_DATE_TODAY || w.cls == MF_DATE_RECENT ||
		       w.cls == MF_DATE_FEAST;
	return strncmp(form, "ال", strlen("ال")) == 0 && s->tokens->v[i + 1].form_len > 8 &&
	       !among(s, i + 1, "|التي|الذي|");
}

/* ربع قرن, نصف قرن, نصف عام: in the smaller units that make it whole. */
static bool fraction(const struct mf_date_scan *s, size_t i, struct mf_units *out)
{
	bool quarter = mf_scan_form(s, i, "ربع");
	struct mf_date_word w;

	if ((!quarter && !mf_scan_form(s, i, "نصف")) || mf_scan_gap(s, i + 1) > MF_GAP_SPACE ||
	    !mf_unit_at(s, i + 1, &out->unit, &out->count, &w) || w.article || w.letters ||
	    out->count != MF_ONE)
		return false;
	out->last = i + 2;
	switch (out->unit) {
	case MF_CENTURIES:
		out->unit = MF_YEARS;
		out->n = quarter ? 25 : 50;
		return true;
	case MF_YEARS:
		out->unit = MF_MONTHS;
		out->n = quarter ? 3 : 6;
		return true;
	case MF_MONTHS:
		out->unit = MF_DAYS;
		out->n = 15;
		return !quarter;
	default:
		return false;
	}
}

bool mf_unit_count(const struct mf_date_scan *s, size_t i, struct mf_units *out)
{
	static const char some[] = "|بضعه|بضع|عده|";
	struct mf_date_word w;
	size_t at = skip_about(s, i), last;
	uint64_t value = 0;

	*out = (struct mf_units){ .first = i };
	if (mf_scan_gap(s, at) > MF_GAP_SPACE)
		return false;
	if (fraction(s, at, out))
		return true;
	if (among(s, at, some))
		at++;
	else if (mf_number_whole(s->tokens, at, &value, &last) && last < s->hi && value <= COUNT_MAX)
		at = last;
	if (mf_scan_gap(s, at) > MF_GAP_SPACE || !mf_unit_at(s, at, &out->unit, &out->count, &w) ||
	    w.article || w.letters)
		return false;
	out->last = at + 1;
	out->n = value ? (int)value : out->count == MF_SOME ? 0 : (int)out->count;
	if (!value && out->count == MF_SOME && heads(s, at) && at == i) /* سنوات الطفولة */
		return false;
	if (!value && out->count == MF_ONE) {
		if (w.cls == MF_DATE_UNITS && out->unit != MF_DECADES && out->unit != MF_HOURS)
			return false; /* عاما alone is "in general" */
		if (mf_scan_gap(s, at + 1) <= MF_GAP_SPACE && among(s, at + 1, "|واحد|واحده|"))
			out->last++;
		else if (heads(s, at))
			return false;
	}
	if (mf_scan_gap(s, out->last) <= MF_GAP_SPACE && mf_scan_form(s, out->last, "ونصف") && out->n &&
	    (out->unit == MF_YEARS || out->unit == MF_MONTHS)) {
		out->n = out->unit == MF_YEARS ? out->n * 12 + 6 : (out->n * 2 + 1) * 15 / WEEK;
		out->unit = out->unit == MF_YEARS ? MF_MONTHS : MF_WEEKS;
		out->last++;
	}
	if (mf_scan_gap(s, out->last) <= MF_GAP_SPACE && among(s, out->last, "|قليله|معدوده|قلائل|")) {
		out->few = true;
		out->last++;
	}
	return true;
}

int32_t mf_unit_shift(int32_t day, enum mf_unit unit, int n)
{
	int y, m, d, months = 1;
	int32_t to = MF_NO_DAY;

	switch (unit) {
	case MF_HOURS:
		return day + (n < 0 ? -1 : 1) * ((abs(n) + DAY_HOURS - 1) / DAY_HOURS);
	case MF_DAYS:
		return day + n;
	case MF_WEEKS:
		return day + n * WEEK;
	case MF_MONTHS:
		break;
	case MF_YEARS:
		months = 12;
		break;
	case MF_DECADES:
		months = 120;
		break;
	case MF_CENTURIES:
		months = 1200;
		break;
	}
	mf_day_to_civil(day, &y, &m, &d);
	months = y * 12 + m - 1 + months * n;
	if (months < 12)
		return MF_NO_DAY;
	for (; to == MF_NO_DAY && d > 0; d--) /* a month after 31 January is the last of February */
		to = mf_day_from_civil(months / 12, months % 12 + 1, d);
	return to;
}
