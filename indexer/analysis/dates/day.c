/* SPDX-License-Identifier: GPL-2.0-or-later */
/* day.c - days counted from the day of publication: اليوم, أول من أمس, هذا الصباح, weekdays.
 *
 * A weekday that stands beside such a word beats it where they disagree (مساء أول من أمس الأحد): authors
 * mistake the distance more often than the weekday.  A weekday alone is the last one, today included, or
 * the next one where its clause speaks of the future.
 */
#include <string.h>

#include "indexer/analysis/dates/readers.h"
#include "indexer/analysis/numbers/number.h"

#define WEEK 7
#define STATE_BEFORE 3 /* tokens around اليوم where a verb of state makes it "nowadays" */

static int32_t shifted(const struct mf_date_scan *s, int days)
{
	return s->published == MF_NO_DAY ? MF_NO_DAY : s->published + days;
}

static void emit_day(struct mf_date_scan *s, size_t first, size_t last, int32_t day)
{
	struct mf_date_span span = { first, last, day, day, MF_BY_DAY, true, false };

	mf_scan_emit(s, &span);
}

/* A weekday after token last - 1: اليوم الخميس, أمس (الأحد).  Not where a modifier follows it, as in
 * أمس، الأحد المقبل. */
static int weekday_after(const struct mf_date_scan *s, size_t *last)
{
	struct mf_date_word w;
	size_t i = *last, end;
	int value;

	if (mf_scan_is(s, i, MF_DATE_TODAY) && mf_scan_gap(s, i) == MF_GAP_SPACE)
		i++; /* أمس يوم الأحد */
	if (mf_scan_gap(s, i) > MF_GAP_COMMA || !mf_scan_word(s, i, &w) || w.cls != MF_DATE_WEEKDAY ||
	    w.letters || mf_part_modifier(s, i + 1, &value, &end))
		return -1;
	*last = i + 1;
	return w.value;
}

/* The day nearest to `day` that is this weekday. */
static int32_t nearest(int32_t day, int weekday)
{
	int ahead = (weekday - mf_day_weekday(day) + WEEK) % WEEK;

	return day + (ahead > WEEK / 2 ? ahead - WEEK : ahead);
}

/* Emits the day `offset` days from today, with the weekday that may follow. */
static size_t emit_offset(struct mf_date_scan *s, size_t first, size_t last, int offset)
{
	int weekday = weekday_after(s, &last);
	int32_t day = shifted(s, offset);

	if (weekday >= 0) {
		if (s->votes)
			s->votes[(weekday - offset + 2 * WEEK) % WEEK]++;
		if (day != MF_NO_DAY)
			day = nearest(day, weekday);
	}
	emit_day(s, first, last, day);
	return last;
}

static bool weekday_follows(const struct mf_date_scan *s, size_t i)
{
	return weekday_after(s, &i) >= 0;
}

/* اليوم in the name of a newspaper, in a count (مرتين في اليوم), or a day of another kind. */
static bool not_today(const struct mf_date_scan *s, size_t i)
{
	struct mf_date_word before;
	bool definite;
	size_t used;

	if (mf_scan_gap(s, i) <= MF_GAP_JOINER && mf_scan_listed(s, i - 1, MF_LIST_NAME_OF_TODAY))
		return true;
	if (mf_scan_gap(s, i) == MF_GAP_SPACE && mf_scan_word(s, i - 1, &before) &&
	    ((before.cls == MF_DATE_IN && mf_scan_form(s, i - 1, "في")) || before.cls == MF_DATE_THAT))
		return true;
	if (mf_scan_gap(s, i + 1) > MF_GAP_SPACE)
		return false;
	definite = strncmp(mf_form(s->tokens, i + 1), "ال", strlen("ال")) == 0;
	if (!definite && !mf_scan_form(s, i + 1, "نفسه") && !mf_scan_form(s, i + 1, "ذاته") &&
	    !mf_scan_form(s, i + 1, "نفسها") && !mf_scan_form(s, i + 1, "ذاتها"))
		return false; /* اليوم أولى الرحلات: no adjective */
	return mf_scan_listed(s, i + 1, MF_LIST_NOT_TODAY) || mf_number_day(s->tokens, i + 1, &used) > 0;
}

/* أصبحت اليوم, نحن اليوم, حتى اليوم: nowadays, not the day of publication. */
static bool nowadays(const struct mf_date_scan *s, size_t i)
{
	struct mf_date_word before;

	if (mf_part_day_part(s, i) < i) /* صباح اليوم */
		return false;
	if (mf_scan_gap(s, i) == MF_GAP_SPACE && mf_scan_word(s, i - 1, &before) && before.cls == MF_DATE_TO)
		return true;
	for (size_t k = 1; k <= STATE_BEFORE && mf_scan_gap(s, i + 1 - k) <= MF_GAP_SPACE; k++)
		if (mf_scan_listed(s, i - k, MF_LIST_NOWADAYS))
			return true;
	if (mf_scan_gap(s, i + 1) <= MF_GAP_SPACE && mf_scan_listed(s, i + 1, MF_LIST_STATE_OF))
		return true;
	return strncmp(mf_form(s->tokens, i), "ف", strlen("ف")) == 0; /* فاليوم */
}

size_t mf_read_today(struct mf_date_scan *s, size_t i, const struct mf_date_word *w)
{
	size_t first = i;

	if (!weekday_follows(s, i + 1) &&
	    ((w->clitics & (MF_CLITIC_IN | MF_CLITIC_AS)) || not_today(s, i) || nowadays(s, i)))
		return i + 1;
	if (!w->letters)
		first = mf_scan_gap(s, i) == MF_GAP_SPACE && mf_scan_is(s, i - 1, MF_DATE_THIS)
				? i - 1
				: mf_part_day_part(s, i);
	return emit_offset(s, first, i + 1, 0);
}

/* غد is also "a tomorrow", a newspaper, a party: with the article it needs a word of time before it. */
static bool vague_tomorrow(const struct mf_date_scan *s, size_t i, const struct mf_date_word *w)
{
	struct mf_date_word before;

	if (w->value < 0 || mf_scan_form(s, i, "غدا") || mf_scan_form(s, i, "وغدا"))
		return false;
	if (w->letters)
		return !(w->clitics & MF_CLITIC_TO);
	if (mf_scan_gap(s, i) != MF_GAP_SPACE || !mf_scan_word(s, i - 1, &before))
		return true;
	return before.cls != MF_DATE_TODAY && before.cls != MF_DATE_PART && before.cls != MF_DATE_AFTER &&
	       before.cls != MF_DATE_FROM && before.cls != MF_DATE_TO && before.cls != MF_DATE_IN &&
	       before.cls != MF_DATE_BEFORE;
}

size_t mf_read_offset(struct mf_date_scan *s, size_t i, const struct mf_date_word *w)
{
	size_t first, last = i + 1;
	struct mf_date_word after;
	int offset;

	if (vague_tomorrow(s, i, w) || (w->clitics & MF_CLITIC_AS) || mf_scan_form(s, i + 1, "القريب"))
		return i + 1;
	offset = mf_part_offset(s, i, w, &first);
	if (offset == -1 && first == i && mf_scan_gap(s, last) == MF_GAP_SPACE &&
	    mf_scan_word(s, last, &after) && after.cls == MF_DATE_SECOND && after.value == 1 &&
	    after.article && !after.letters) {
		offset = -2; /* أمس الأول */
		last++;
	}
	if (!w->letters || first < i)
		first = mf_part_day_part(s, first);
	return emit_offset(s, first, last, offset);
}

/* هذا الصباح, هذه الليلة, الليلة, الليلة الماضية, الليلة قبل الماضية. */
size_t mf_read_part(struct mf_date_scan *s, size_t i, const struct mf_date_word *w)
{
	bool this_one =
		!w->letters && mf_scan_gap(s, i) == MF_GAP_SPACE && mf_scan_is(s, i - 1, MF_DATE_THIS);
	size_t last = i + 1;
	int value = 0;

	if (this_one) {
		emit_day(s, i - 1, last, shifted(s, 0));
		return last;
	}
	if (!w->value) /* الصباح, المساء: any morning */
		return last;
	if (mf_part_modifier(s, last, &value, &last)) {
		emit_day(s, i, last, shifted(s, value));
		return last;
	}
	if (!(w->clitics & ~(unsigned)MF_CLITIC_AND) && !not_today(s, i) &&
	    mf_scan_gap(s, i + 1) != MF_GAP_JOINER)
		return emit_offset(s, i, last, 0);
	return last;
}

#define PROGRAMME 16 /* tokens after a coming day within which a weekday is of the same programme */

/* غدا السبت ... والأحد, السبت 5 مارس ... الأحد: the days of a programme are all to come. */
static bool in_programme(const struct mf_date_scan *s, size_t i)
{
	const struct mf_date_mention *m = s->out->n ? &s->out->v[s->out->n - 1] : NULL;

	return m && m->granularity == MF_BY_DAY && m->from > s->published &&
	       m->from < s->published + 2 * WEEK && m->last <= i && i - m->last <= PROGRAMME;
}

/* The day a weekday alone stands for. */
static int32_t weekday_day(const struct mf_date_scan *s, size_t i, int weekday, int modifier, bool modified,
			   bool this_one)
{
	int back, ahead;

	if (s->published == MF_NO_DAY)
		return MF_NO_DAY;
	back = (mf_day_weekday(s->published) - weekday + WEEK) % WEEK;
	ahead = (WEEK - back) % WEEK;
	if (modified && modifier < 0)
		return s->published - (back ? back : WEEK) + (modifier + 1) * WEEK;
	if (modified && modifier > 0)
		return s->published + (ahead ? ahead : WEEK) + (modifier - 1) * WEEK;
	if (modified)
		return nearest(s->published, weekday);
	if (this_one || mf_scan_future(s, i) || in_programme(s, i))
		return s->published + ahead;
	return s->published - back;
}

size_t mf_read_weekday(struct mf_date_scan *s, size_t i, const struct mf_date_word *w)
{
	size_t first = w->letters ? i : mf_part_day_part(s, i), last = i + 1;
	bool modified, this_one = false;
	struct mf_date_word before;
	int modifier = 0;

	if (mf_scan_gap(s, first) <= MF_GAP_SPACE && mf_scan_listed(s, first - 1, MF_LIST_NO_WEEKDAY))
		return last;
	if (first < i && mf_scan_word(s, i - 1, &before) && before.cls == MF_DATE_UNITS)
		return last; /* أيام الجمعة: every one of them */
	if (mf_scan_gap(s, last) <= MF_GAP_SPACE && mf_scan_listed(s, last, MF_LIST_NAMED_WEEKDAY))
		return last;
	if (first == i && !w->letters && mf_scan_gap(s, i) == MF_GAP_SPACE &&
	    mf_scan_word(s, i - 1, &before)) {
		if (before.cls == MF_DATE_THAT)
			return last;
		if (before.cls == MF_DATE_THIS) {
			this_one = true;
			first = i - 1;
		}
	}
	modified = mf_part_modifier(s, last, &modifier, &last);
	emit_day(s, first, last, weekday_day(s, i, w->value, modifier, modified, this_one));
	return last;
}
