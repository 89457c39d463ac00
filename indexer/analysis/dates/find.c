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
	switch (w->cls) {
	case MF_DATE_TODAY:
		return w->article && !w->value ? mf_read_today(s, i, w) : i + 1;
	case MF_DATE_OFFSET:
		return mf_read_offset(s, i, w);
	case MF_DATE_PART:
		return w->article ? mf_read_part(s, i, w) : i + 1;
	case MF_DATE_WEEKDAY:
		return mf_read_weekday(s, i, w);
	case MF_DATE_MONTH:
	case MF_DATE_HIJRI:
	case MF_DATE_HEAD:
		return mf_read_month(s, i, w);
	case MF_DATE_PERIOD:
		return mf_read_period(s, i, w);
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

void mf_find_run(struct mf_date_scan *s)
{
	for (size_t i = s->lo; i < s->hi;) {
		const struct mf_token *t = &s->tokens->v[i];
		struct mf_date_word w;

		if (t->kind == MF_TOKEN_NUMBER)
			i = mf_scan_in_name(s, i) ? i + 1 : mf_read_numeric(s, i);
		else if (t->kind == MF_TOKEN_WORD)
			i = mf_read_latin(s, i);
		else if (t->kind == MF_TOKEN_ARABIC && mf_date_word(mf_form(s->tokens, i), t->form_len, &w) &&
			 !mf_scan_in_name(s, i))
			i = read_word(s, i, &w);
		else
			i++;
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
