/* SPDX-License-Identifier: GPL-2.0-or-later */
/* feast.c - feasts and days of remembrance: عيد الفطر, رأس السنة الميلادية, اليوم الوطني السعودي, يوم الأرض.
 *
 * The day is that of the year that is said (عيد الأضحى 1436 هـ, الماضي), else the one nearest to the day of
 * publication; so is the country's where two have a feast of one name.  Easter is Gregorian, or Julian where
 * that one is nearer: the algorithm is that of J.-M. Oudin (1940) and C. F. Gauss's for the Julian calendar.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/dates/readers.h"
#include "indexer/analysis/numbers/number.h"

#define YEAR 365
#define WORDS 3

enum rule { FIXED, EASTER, NTH_THURSDAY };

struct feast {
	const char *words[WORDS];                  /* folded; after the first one "" stands for none */
	uint8_t rule, calendar, month, mday, days; /* EASTER: mday is days after Easter Sunday */
	const char *country; /* word stems between bars, one of which must follow; NULL: none needed */
};

/* clang-format off */
#define HIJRI(month, mday, days) FIXED, MF_HIJRI, month, mday, days, NULL
#define CIVIL(month, mday) FIXED, MF_GREGORIAN, month, mday, 1, NULL
#define OF(month, mday, country) FIXED, MF_GREGORIAN, month, mday, 1, country
static const struct feast feasts[] = {
	{ { "عيد", "الفطر", "" }, HIJRI(10, 1, 3) },
	{ { "عيد", "الاضحي", "" }, HIJRI(12, 10, 4) },
	{ { "عيد", "النحر", "" }, HIJRI(12, 10, 4) },
	{ { "عيد", "الغدير", "" }, HIJRI(12, 18, 1) },
	{ { "عيد", "المولد", "النبوي" }, HIJRI(3, 12, 1) },
	{ { "المولد", "النبوي", "" }, HIJRI(3, 12, 1) },
	{ { "راس", "السنه", "الهجريه" }, HIJRI(1, 1, 1) },
	{ { "راس", "العام", "الهجري" }, HIJRI(1, 1, 1) },
	{ { "عاشوراء", "", "" }, HIJRI(1, 10, 1) },
	{ { "يوم", "عرفه", "" }, HIJRI(12, 9, 1) },
	{ { "يوم", "عرفات", "" }, HIJRI(12, 9, 1) },
	{ { "وقفه", "عرفه", "" }, HIJRI(12, 9, 1) },
	{ { "وقفه", "عرفات", "" }, HIJRI(12, 9, 1) },
	{ { "يوم", "الترويه", "" }, HIJRI(12, 8, 1) },
	{ { "ليله", "القدر", "" }, HIJRI(9, 27, 1) },
	{ { "الاسراء", "والمعراج", "" }, HIJRI(7, 27, 1) },
	{ { "راس", "السنه", "الميلاديه" }, CIVIL(1, 1) },
	{ { "راس", "السنه", "" }, CIVIL(1, 1) },
	{ { "عيد", "الميلاد", "المجيد" }, CIVIL(12, 25) },
	{ { "عيد", "الميلاد", "" }, CIVIL(12, 25) },
	{ { "اعياد", "الميلاد", "" }, CIVIL(12, 25) },
	{ { "الكريسماس", "", "" }, CIVIL(12, 25) },
	{ { "عيد", "الغطاس", "" }, CIVIL(1, 6) },
	{ { "عيد", "الفصح", "" }, EASTER, MF_GREGORIAN, 0, 0, 1, NULL },
	{ { "عيد", "القيامه", "" }, EASTER, MF_GREGORIAN, 0, 0, 1, NULL },
	{ { "شم", "النسيم", "" }, EASTER, MF_GREGORIAN, 0, 1, 1, NULL },
	{ { "عيد", "العنصره", "" }, EASTER, MF_GREGORIAN, 0, 49, 1, NULL },
	{ { "عيد", "الشكر", "" }, NTH_THURSDAY, MF_GREGORIAN, 11, 4, 1, NULL },
	{ { "عيد", "الحب", "" }, CIVIL(2, 14) },
	{ { "عيد", "العشاق", "" }, CIVIL(2, 14) },
	{ { "عيد", "العمال", "" }, CIVIL(5, 1) },
	{ { "عيد", "العمل", "" }, CIVIL(5, 1) },
	{ { "عيد", "الشغل", "" }, CIVIL(5, 1) },
	{ { "عيد", "الام", "" }, CIVIL(3, 21) },
	{ { "عيد", "المراه", "" }, CIVIL(3, 8) },
	{ { "عيد", "المراه", "" }, CIVIL(8, 13) }, /* in Tunisia */
	{ { "يوم", "المراه", "العالمي" }, CIVIL(3, 8) },
	{ { "عيد", "النوروز", "" }, CIVIL(3, 21) },
	{ { "عيد", "النيروز", "" }, CIVIL(3, 21) },
	{ { "عيد", "نوروز", "" }, CIVIL(3, 21) },
	{ { "عيد", "الهالوين", "" }, CIVIL(10, 31) },
	{ { "عيد", "النصر", "" }, CIVIL(5, 9) },
	{ { "عيد", "العرش", "" }, CIVIL(7, 30) },
	{ { "عيد", "الشهداء", "" }, CIVIL(4, 9) }, /* in Tunisia */
	{ { "عيد", "الشهداء", "" }, CIVIL(5, 6) }, /* in Lebanon and Syria */
	{ { "عيد", "الجمهوريه", "" }, CIVIL(7, 25) }, /* in Tunisia */
	{ { "عيد", "الجلاء", "" }, CIVIL(10, 15) }, /* in Tunisia */
	{ { "عيد", "الجلاء", "" }, CIVIL(4, 17) }, /* in Syria */
	{ { "عيد", "الجيش", "" }, CIVIL(8, 1) }, /* in Lebanon and Syria */
	{ { "عيد", "الشرطه", "" }, CIVIL(1, 25) }, /* in Egypt */
	{ { "عيد", "تحرير", "سيناء" }, CIVIL(4, 25) },
	{ { "عيد", "المقاومه", "والتحرير" }, CIVIL(5, 25) },
	{ { "عيد", "الاستقلال", "" }, OF(3, 20, "|تونس|تونسي|") },
	{ { "عيد", "الاستقلال", "" }, OF(11, 22, "|لبنان|لبناني|") },
	{ { "عيد", "الاستقلال", "" }, OF(5, 25, "|اردن|اردني|مملكه|") },
	{ { "عيد", "الاستقلال", "" }, OF(11, 18, "|مغرب|مغربي|") },
	{ { "عيد", "الاستقلال", "" }, OF(7, 5, "|جزائر|جزائري|") },
	{ { "عيد", "الاستقلال", "" }, OF(7, 4, "|امريكا|امريكي|اميركي|اميركا|") },
	{ { "يوم", "الاستقلال", "" }, OF(7, 4, "|امريكا|امريكي|اميركي|اميركا|") },
	{ { "يوم", "الاستقلال", "" }, OF(8, 14, "|باكستان|باكستاني|") },
	{ { "يوم", "الاستقلال", "" }, OF(8, 15, "|هند|هندي|") },
	{ { "اليوم", "الوطني", "" }, OF(9, 23, "|سعودي|سعوديه|مملكه|") },
	{ { "اليوم", "الوطني", "" }, OF(12, 2, "|اماراتي|امارات|") },
	{ { "اليوم", "الوطني", "" }, OF(12, 18, "|قطري|قطر|") },
	{ { "اليوم", "الوطني", "" }, OF(11, 18, "|عماني|سلطنه|") },
	{ { "العيد", "الوطني", "" }, OF(2, 25, "|كويتي|كويت|") },
	{ { "اليوم", "الوطني", "" }, OF(2, 25, "|كويتي|كويت|") },
	{ { "العيد", "الوطني", "" }, OF(12, 16, "|بحريني|بحرين|") },
	{ { "العيد", "الوطني", "" }, OF(11, 18, "|عماني|سلطنه|") },
	{ { "العيد", "الوطني", "" }, OF(7, 14, "|فرنسي|فرنسا|") },
	{ { "اليوم", "الوطني", "" }, OF(7, 14, "|فرنسي|فرنسا|") },
	{ { "يوم", "الارض", "" }, CIVIL(3, 30) },
	{ { "يوم", "النكبه", "" }, CIVIL(5, 15) },
	{ { "ذكري", "النكبه", "" }, CIVIL(5, 15) },
	{ { "يوم", "النكسه", "" }, CIVIL(6, 5) },
	{ { "ذكري", "النكسه", "" }, CIVIL(6, 5) },
	{ { "يوم", "الاسير", "" }, CIVIL(4, 17) },
};
/* clang-format on */

/* The date of Easter Sunday. */
static int32_t easter(int year, bool julian)
{
	int golden = year % 19, century = year / 100, moon, weekday;

	if (julian) {
		int a = (19 * golden + 15) % 30, b = (2 * (year % 4) + 4 * (year % 7) - a + 34) % 7;

		/* days after 21 March of the Julian calendar, and the days that the two are apart */
		return mf_day_from_civil(year, 3, 22) + a + b + century - century / 4 - 2;
	}
	moon = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
	moon -= moon / 28 * (1 - moon / 28 * (29 / (moon + 1)) * ((21 - golden) / 11));
	weekday = (year + year / 4 + moon + 2 - century + century / 4) % 7;
	return mf_day_from_civil(year, 3, 28) + moon - weekday;
}

/* The feast of a year of its calendar; `other`: the Julian Easter. */
static int32_t day_in(const struct feast *f, int year, bool other)
{
	int32_t day;

	switch (f->rule) {
	case EASTER:
		return easter(year, other || f->mday == 1) + f->mday;
	case NTH_THURSDAY:
		day = mf_day_from_civil(year, f->month, 1);
		return day + (4 - mf_day_weekday(day) + 7) % 7 + 7 * (f->mday - 1);
	default:
		return mf_calendar_day((enum mf_calendar)f->calendar, year, f->month, f->mday);
	}
}

/* Whether the words after a feast name its country: السعودي, للمملكة, لدولة الإمارات. */
static bool country_follows(const struct mf_date_scan *s, size_t i, const char *country)
{
	static const char *const before[] = { "", "ال", "لل", "ل" };

	for (size_t at = i; at < i + 2 && at < s->hi && mf_scan_gap(s, at) <= MF_GAP_SPACE; at++) {
		const char *form = mf_form(s->tokens, at);

		for (size_t k = 0; k < sizeof before / sizeof *before; k++) {
			size_t skip = strlen(before[k]);
			const char *found =
				strncmp(form, before[k], skip) == 0 ? strstr(country, form + skip) : NULL;

			if (found && found > country && found[-1] == '|' &&
			    found[strlen(form + skip)] == '|' && form[skip])
				return true;
		}
	}
	return false;
}

/* The tokens after the feast's words where they stand from token i on; 0 where they do not. */
static size_t matches(const struct mf_date_scan *s, size_t i, const struct mf_date_word *w,
		      const struct feast *f)
{
	const char *form = mf_form(s->tokens, i) + 2 * (w->letters ? w->letters : 0);
	size_t n = 1;

	if (strcmp(form, f->words[0]) != 0)
		return 0;
	for (; n < WORDS && *f->words[n]; n++)
		if (mf_scan_gap(s, i + n) > MF_GAP_SPACE || !mf_scan_form(s, i + n, f->words[n]))
			return 0;
	return f->country && !country_follows(s, i + n, f->country) ? 0 : i + n;
}

/* How badly a day fits what is said: the nearest is the best. */
static long misfit(const struct mf_date_scan *s, int32_t day, const struct mf_said_year *when, bool future)
{
	long away = labs((long)day - s->published);

	if (day == MF_NO_DAY)
		return LONG_MAX;
	if ((when->month_shift == -1 && day >= s->published) ||
	    ((when->month_shift == 1 || future) && day + 3 < s->published))
		away += 10 * YEAR;
	return away;
}

/* The best day of the feast for what is said of its year. */
static int32_t choose(const struct mf_date_scan *s, const struct feast *f, const struct mf_said_year *when,
		      bool future, long *least)
{
	enum mf_calendar calendar = (enum mf_calendar)f->calendar;
	int y, m, d, from, to;
	int32_t best = MF_NO_DAY;

	if (when->year.year) {
		from = to = when->year.year;
	} else if (s->published == MF_NO_DAY || !mf_calendar_date(calendar, s->published, &y, &m, &d)) {
		return MF_NO_DAY;
	} else if (when->year_shift != MF_NO_SHIFT) {
		from = to = y + when->year_shift;
	} else {
		from = y - 1;
		to = y + 1;
	}
	*least = LONG_MAX;
	for (int year = from; year <= to; year++)
		for (int other = 0; other <= (f->rule == EASTER); other++) {
			int32_t day = day_in(f, year, other);
			long bad = s->published == MF_NO_DAY ? 0 : misfit(s, day, when, future);

			if (bad < *least) {
				*least = bad;
				best = day;
			}
		}
	return best;
}

/* A Hijri feast whose year is said in the other calendar, عيد الفطر 2017, or not at all. */
static int32_t in_civil_year(const struct mf_date_scan *s, const struct feast *f, size_t last,
			     struct mf_said_year *said, long *least)
{
	struct mf_date_scan then = *s;
	struct mf_said_year civil;

	mf_part_when(s, last, MF_GREGORIAN, &civil);
	if (!civil.year.year)
		return choose(s, f, said, mf_scan_future(s, last), least);
	then.published = mf_day_from_civil(civil.year.year, 7, 1);
	said->last = civil.last;
	return choose(&then, f, said, false, least);
}

/* عيد الميلاد الخمسين, عيد الفصح اليهودي, رأس السنة الدراسية: another feast. */
static bool another(const struct mf_date_scan *s, size_t i)
{
	static const char *const words[] = { "اليهودي", "الدراسيه", "الصينيه", "الامازيغيه",
					     "العبريه", "الماليه",  "ال",      "الفارسيه" };
	uint64_t value;
	size_t last;

	if (mf_scan_gap(s, i) > MF_GAP_SPACE)
		return false;
	if (mf_number_whole(s->tokens, i, &value, &last) &&
	    strncmp(mf_form(s->tokens, i), "ال", strlen("ال")) == 0)
		return true;
	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (mf_scan_form(s, i, words[k]))
			return true;
	return false;
}

/* أول أيام, ثالث أيام before a feast of several days at token i: which; 0 for none. */
static int day_of_feast(const struct mf_date_scan *s, size_t i, size_t *first)
{
	static const char *const ordinals[] = { "اول", "ثاني", "ثالث", "رابع" };
	static const char *const and_ordinals[] = { "واول", "وثاني", "وثالث", "ورابع" };

	if (i < s->lo + 2 || mf_scan_gap(s, i) > MF_GAP_SPACE ||
	    !(mf_scan_form(s, i - 1, "ايام") || mf_scan_form(s, i - 1, "يوم")))
		return 0;
	for (int k = 0; k < 4; k++)
		if (mf_scan_form(s, i - 2, ordinals[k]) || (mf_scan_form(s, i - 2, and_ordinals[k]))) {
			*first = i - 2;
			return k + 1;
		}
	return 0;
}

/* The feast at token i that fits best, of those with the most words. */
static const struct feast *find(const struct mf_date_scan *s, size_t i, const struct mf_date_word *w,
				struct mf_said_year *when, int32_t *day, size_t *end)
{
	const struct feast *best = NULL;
	long least = LONG_MAX, bad = 0;

	*end = 0;
	for (const struct feast *f = feasts; f < feasts + sizeof feasts / sizeof *feasts; f++) {
		size_t last = matches(s, i, w, f);
		struct mf_said_year said;
		int32_t at;

		if (!last || last < *end || another(s, last))
			continue;
		if (mf_scan_gap(s, last) <= MF_GAP_SPACE && mf_scan_listed(s, last, MF_LIST_HOLY))
			last++;
		mf_part_when(s, last, (enum mf_calendar)f->calendar, &said);
		if (f->calendar == MF_HIJRI && said.last == last)
			at = in_civil_year(s, f, last, &said, &bad);
		else
			at = choose(s, f, &said, mf_scan_future(s, i), &bad);
		if (best && last == *end && bad >= least)
			continue;
		best = f;
		least = bad;
		*when = said;
		*day = at;
		*end = last;
	}
	return best;
}

size_t mf_read_feast(struct mf_date_scan *s, size_t i, const struct mf_date_word *w)
{
	struct mf_date_span span = { .first = i, .granularity = MF_BY_DAY, .feast = true };
	const struct feast *f;
	struct mf_said_year when;
	int32_t day = MF_NO_DAY;
	int which;

	f = find(s, i, w, &when, &day, &span.last);
	if (!f)
		return 0;
	if (when.last > span.last)
		span.last = when.last;
	span.relative = !when.year.year;
	span.from = span.to = day;
	if (!span.relative && day == MF_NO_DAY)
		return span.last;
	which = w->letters ? 0 : day_of_feast(s, i, &span.first);
	if (mf_scan_is(s, i - 1, MF_DATE_PART) && mf_scan_form(s, i, "راس")) { /* ليلة رأس السنة */
		span.first = i - 1;
		which = 0;
		span.from -= day != MF_NO_DAY;
		span.to = span.from;
	} else if (day != MF_NO_DAY && which) {
		span.from = span.to = day + which - 1;
	} else if (day != MF_NO_DAY && f->days > 1) {
		span.to = day + f->days - 1;
		span.granularity = MF_BY_RANGE;
	}
	mf_scan_emit(s, &span);
	return span.last;
}
