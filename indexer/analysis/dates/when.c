/* SPDX-License-Identifier: GPL-2.0-or-later */
/* when.c - the year of a month or a feast, said after it: [من] [عام] 2022, من العام الماضي, هذا العام,
 * الماضي. */
#include "indexer/analysis/dates/parts.h"

/* The year's number at token i, of this calendar. */
static bool year_at(const struct mf_date_scan *s, size_t i, enum mf_calendar calendar,
		    struct mf_said_year *out)
{
	struct mf_year year;

	if (!mf_part_year(s, i, calendar, &year) || year.calendar != calendar)
		return false;
	out->year = year;
	out->last = year.last;
	return true;
}

/* من العام نفسه, من نفس العام: the year of the date that the text named last; 0 where it named none. */
static int same_year(const struct mf_date_scan *s, size_t j, enum mf_calendar calendar, size_t *last)
{
	const struct mf_date_mention *m = s->out->n ? &s->out->v[s->out->n - 1] : NULL;
	struct mf_date_word w;
	int y, month, d;

	if (mf_scan_is(s, j, MF_DATE_THAT) || mf_scan_form(s, j, "ذات"))
		j++;
	else if (!mf_scan_form(s, j + 1, "نفسه") && !mf_scan_form(s, j + 1, "نفسها") &&
		 !mf_scan_form(s, j + 1, "ذاته") && !mf_scan_form(s, j + 1, "ذاتها"))
		return 0;
	else
		(*last)++;
	if (mf_scan_gap(s, j) > MF_GAP_SPACE || !mf_scan_word(s, j, &w) || w.cls != MF_DATE_PERIOD ||
	    w.value != MF_BY_YEAR || !m || m->from == MF_NO_DAY || m->to - m->from > 366 ||
	    !mf_calendar_date(calendar, m->from, &y, &month, &d))
		return 0;
	*last += j + 1;
	return y;
}

/* [عام|هذا العام|العام الماضي] from token j on. */
static void year_named(const struct mf_date_scan *s, size_t j, enum mf_calendar calendar,
		       struct mf_said_year *out)
{
	bool this_one = mf_scan_is(s, j, MF_DATE_THIS);
	struct mf_date_word w;
	size_t last = 0;
	int same = same_year(s, j, calendar, &last);

	if (same) {
		out->year = (struct mf_year){ last, same, calendar };
		out->last = last;
		return;
	}
	j += this_one;
	if (mf_scan_gap(s, j) > MF_GAP_SPACE || !mf_scan_word(s, j, &w) || w.cls != MF_DATE_PERIOD ||
	    w.value != MF_BY_YEAR)
		return;
	if (this_one) {
		out->year_shift = 0;
		out->last = j + 1;
		return;
	}
	if (year_at(s, j + 1, calendar, out))
		return;
	if (w.article && mf_part_modifier(s, j + 1, &out->year_shift, &last)) {
		out->last = last;
		if (mf_scan_gap(s, last) <= MF_GAP_COMMA)
			year_at(s, last, calendar, out);
	}
}

void mf_part_when(const struct mf_date_scan *s, size_t i, enum mf_calendar calendar, struct mf_said_year *out)
{
	size_t j = i, last;
	int shift;

	*out = (struct mf_said_year){ { i, 0, MF_GREGORIAN }, MF_NO_SHIFT, MF_NO_SHIFT, i };
	if (mf_scan_gap(s, i) > MF_GAP_COMMA)
		return;
	if (mf_part_modifier(s, i, &shift, &last)) {
		out->month_shift = shift;
		out->last = j = last;
	}
	if (mf_scan_dash(s, j) != '/' && year_at(s, j, calendar, out)) {
		if (mf_part_modifier(s, out->last, &shift, &last))
			out->last = last;
		return;
	}
	if (out->month_shift != MF_NO_SHIFT || (mf_scan_gap(s, j) > MF_GAP_SPACE && !mf_scan_closed(s, j)))
		return;
	year_named(s, mf_scan_is(s, j, MF_DATE_FROM) ? j + 1 : j, calendar, out);
}
