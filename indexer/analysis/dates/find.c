/* SPDX-License-Identifier: GPL-2.0-or-later */
/* find.c - the one pass that finds dates: which word calls which reader.
 *
 * The grammar was written from the survey of HeidelTime's and Duckling's Arabic rules and from what
 * newspapers do beside them; see scan.h for how the parts work together.
 */
#include "indexer/analysis/dates/find.h"

#include "indexer/analysis/dates/readers.h"

static size_t read_word(struct mf_date_scan *s, size_t i, const struct mf_date_word *w)
{
	size_t end;

	switch (w->cls) {
	case MF_DATE_FEAST:
		end = mf_read_feast(s, i, w);
		return end ? end : i + 1;
	case MF_DATE_TODAY:
		end = w->value ? 0 : mf_read_feast(s, i, w);
		if (end)
			return end;
		return w->article && !w->value ? mf_read_today(s, i, w) : i + 1;
	case MF_DATE_OFFSET:
		return mf_read_offset(s, i, w);
	case MF_DATE_PART:
		end = w->value ? mf_read_feast(s, i, w) : 0;
		if (end)
			return end;
		return w->article ? mf_read_part(s, i, w) : i + 1;
	case MF_DATE_WEEKDAY:
		return mf_read_weekday(s, i, w);
	case MF_DATE_MONTH:
	case MF_DATE_HIJRI:
	case MF_DATE_PERSIAN:
	case MF_DATE_HEAD:
		return mf_read_month(s, i, w);
	case MF_DATE_PERIOD:
		return mf_read_period(s, i, w);
	case MF_DATE_BEFORE:
	case MF_DATE_AFTER:
		return mf_read_ago(s, i, w);
	case MF_DATE_IN:
		return w->value == 2 ? mf_read_ago(s, i, w) : i + 1;
	case MF_DATE_UNITS:
		return mf_read_units(s, i, w);
	case MF_DATE_CENTURY:
		return mf_read_century(s, i, w);
	case MF_DATE_DECADE:
		return mf_read_decade(s, i, w);
	case MF_DATE_PORTION:
		return mf_read_portion(s, i, w);
	case MF_DATE_SEASON:
		return mf_read_season(s, i, w);
	case MF_DATE_YEARS:
		return mf_read_years(s, i, w);
	case MF_DATE_MODIFIER:
		return mf_read_day_of_this(s, i, w);
	default:
		return i + 1;
	}
}

static size_t read_arabic(struct mf_date_scan *s, size_t i)
{
	struct mf_date_word w;
	size_t end;

	if (!mf_date_word(mf_form(s->tokens, i), s->tokens->v[i].form_len, &w))
		return i + 1;
	if (!mf_scan_in_name(s, i))
		return read_word(s, i, &w);
	end = w.cls == MF_DATE_TODAY && w.article ? mf_read_feast(s, i, &w) : 0;
	return end ? end : i + 1;
}

void mf_find_run(struct mf_date_scan *s)
{
	for (size_t i = s->lo; i < s->hi;) {
		switch (s->tokens->v[i].kind) {
		case MF_TOKEN_NUMBER:
			i = mf_scan_in_name(s, i) ? i + 1 : mf_read_numeric(s, i);
			break;
		case MF_TOKEN_WORD:
			i = mf_read_latin(s, i);
			break;
		case MF_TOKEN_ARABIC:
			i = read_arabic(s, i);
			break;
		default:
			i++;
		}
	}
}

void mf_dates_find(const struct mf_tokens *tokens, const char *text, const struct mf_mentions *names,
		   int32_t published, struct mf_date_mentions *out)
{
	struct mf_date_scan s = { tokens, text, names, published, 0, tokens->n, out, NULL };

	out->n = 0;
	mf_find_run(&s);
}

static bool full_day(const struct mf_date_mention *m)
{
	return m->granularity == MF_BY_DAY && !m->relative && m->from != MF_NO_DAY;
}

const struct mf_date_mention *mf_find_full_day(const struct mf_tokens *tokens, const char *text, size_t lo,
					       size_t hi, struct mf_date_mentions *found)
{
	struct mf_date_scan s = { tokens, text, NULL, MF_NO_DAY, lo, hi, found, NULL };

	found->n = 0;
	mf_find_run(&s);
	for (size_t i = 0; i < found->n; i++)
		if (full_day(&found->v[i]))
			return &found->v[i];
	return NULL;
}
