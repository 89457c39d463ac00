/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/analysis/dates/said.h"

#include <string.h>

#include "wrappers/libc/buf.h"

#define WORDS_MAX 16

enum kind {
	SKIP,   /* the, of */
	PLAIN,  /* in its place */
	NOUN,   /* a period: with its article where a modifier goes with it */
	BEFORE, /* a modifier that Arabic has after its noun: last, next */
	AFTER,  /* one that stands there already: dernier */
	NUMBER, /* a number word */
	AGO,    /* after number and unit; Arabic begins with it */
};

struct said {
	const char *form; /* folded; one to three words */
	enum kind kind;
	const char *arabic, *with_article;
	char unit;    /* of last:7d; M: a month's name; 0: none */
	bool rolling; /* past week: seven days, where last week is the one before this */
};

/* clang-format off */
static const struct said table[] = {
	{ "the", SKIP, "", NULL, 0, false }, { "of", SKIP, "", NULL, 0, false }, { "in", SKIP, "", NULL, 0, false },
	{ "on", SKIP, "", NULL, 0, false }, { "during", SKIP, "", NULL, 0, false }, { "year of", SKIP, "", NULL, 0, false },
	{ "le", SKIP, "", NULL, 0, false }, { "la", SKIP, "", NULL, 0, false }, { "en", SKIP, "", NULL, 0, false },
	{ "de", SKIP, "", NULL, 0, false }, { "les", SKIP, "", NULL, 0, false },

	{ "today", PLAIN, "اليوم", NULL, 0, false }, { "aujourd'hui", PLAIN, "اليوم", NULL, 0, false },
	{ "now", PLAIN, "اليوم", NULL, 0, false }, { "الان", PLAIN, "اليوم", NULL, 0, false },
	{ "yesterday", PLAIN, "أمس", NULL, 0, false }, { "hier", PLAIN, "أمس", NULL, 0, false },
	{ "day before yesterday", PLAIN, "أول أمس", NULL, 0, false }, { "avant-hier", PLAIN, "أول أمس", NULL, 0, false },
	{ "tomorrow", PLAIN, "غدا", NULL, 0, false }, { "demain", PLAIN, "غدا", NULL, 0, false },

	{ "last", BEFORE, "الماضي", NULL, 0, false }, { "previous", BEFORE, "الماضي", NULL, 0, false },
	{ "past", BEFORE, "الماضي", NULL, 0, true }, { "next", BEFORE, "المقبل", NULL, 0, false },
	{ "coming", BEFORE, "المقبل", NULL, 0, false }, { "this", BEFORE, "", NULL, 0, false },
	{ "ce", BEFORE, "", NULL, 0, false }, { "cet", BEFORE, "", NULL, 0, false }, { "cette", BEFORE, "", NULL, 0, false },
	{ "dernier", AFTER, "الماضي", NULL, 0, false }, { "derniere", AFTER, "الماضي", NULL, 0, false },
	{ "prochain", AFTER, "المقبل", NULL, 0, false },
	{ "prochaine", AFTER, "المقبل", NULL, 0, false },

	{ "day", NOUN, "يوم", "اليوم", 'd', false }, { "days", NOUN, "أيام", "الأيام", 'd', false },
	{ "jour", NOUN, "يوم", "اليوم", 'd', false }, { "jours", NOUN, "أيام", "الأيام", 'd', false },
	{ "week", NOUN, "أسبوع", "الأسبوع", 'w', false }, { "weeks", NOUN, "أسابيع", "الأسابيع", 'w', false },
	{ "semaine", NOUN, "أسبوع", "الأسبوع", 'w', false }, { "semaines", NOUN, "أسابيع", "الأسابيع", 'w', false },
	{ "month", NOUN, "شهر", "الشهر", 'm', false }, { "months", NOUN, "أشهر", "الأشهر", 'm', false },
	{ "mois", NOUN, "شهر", "الشهر", 'm', false }, { "mois-ci", NOUN, "شهر", "الشهر", 'm', false },
	{ "year", NOUN, "عام", "العام", 'y', false }, { "years", NOUN, "أعوام", "الأعوام", 'y', false },
	{ "annee", NOUN, "عام", "العام", 'y', false }, 
	{ "l'annee", NOUN, "عام", "العام", 'y', false }, 
	{ "an", NOUN, "عام", "العام", 'y', false }, { "ans", NOUN, "أعوام", "الأعوام", 'y', false },
	{ "sunday", NOUN, "الأحد", "الأحد", 0, false }, { "monday", NOUN, "الاثنين", "الاثنين", 0, false },
	{ "tuesday", NOUN, "الثلاثاء", "الثلاثاء", 0, false }, { "wednesday", NOUN, "الأربعاء", "الأربعاء", 0, false },
	{ "thursday", NOUN, "الخميس", "الخميس", 0, false }, { "friday", NOUN, "الجمعة", "الجمعة", 0, false },
	{ "saturday", NOUN, "السبت", "السبت", 0, false },
	{ "dimanche", NOUN, "الأحد", "الأحد", 0, false }, { "lundi", NOUN, "الاثنين", "الاثنين", 0, false },
	{ "mardi", NOUN, "الثلاثاء", "الثلاثاء", 0, false }, { "mercredi", NOUN, "الأربعاء", "الأربعاء", 0, false },
	{ "jeudi", NOUN, "الخميس", "الخميس", 0, false }, { "vendredi", NOUN, "الجمعة", "الجمعة", 0, false },
	{ "samedi", NOUN, "السبت", "السبت", 0, false },
	{ "spring", NOUN, "ربيع", "الربيع", 0, false }, { "summer", NOUN, "صيف", "الصيف", 0, false },
	{ "autumn", NOUN, "خريف", "الخريف", 0, false }, { "fall", NOUN, "خريف", "الخريف", 0, false },
	{ "winter", NOUN, "شتاء", "الشتاء", 0, false }, { "printemps", NOUN, "ربيع", "الربيع", 0, false },
	{ "l'ete", NOUN, "صيف", "الصيف", 0, false }, { "ete", NOUN, "صيف", "الصيف", 0, false },
	{ "automne", NOUN, "خريف", "الخريف", 0, false }, { "hiver", NOUN, "شتاء", "الشتاء", 0, false },

	{ "ago", AGO, "قبل", NULL, 0, false }, { "il y a", PLAIN, "قبل", NULL, 0, false },
	{ "a", NUMBER, "1", NULL, 0, false }, { "one", NUMBER, "1", NULL, 0, false }, { "two", NUMBER, "2", NULL, 0, false },
	{ "three", NUMBER, "3", NULL, 0, false }, { "four", NUMBER, "4", NULL, 0, false }, { "five", NUMBER, "5", NULL, 0, false },
	{ "six", NUMBER, "6", NULL, 0, false }, { "seven", NUMBER, "7", NULL, 0, false }, { "eight", NUMBER, "8", NULL, 0, false },
	{ "nine", NUMBER, "9", NULL, 0, false }, { "ten", NUMBER, "10", NULL, 0, false }, { "twelve", NUMBER, "12", NULL, 0, false },

	{ "early", PLAIN, "أوائل", NULL, 0, false }, { "mid", PLAIN, "منتصف", NULL, 0, false },
	{ "middle", PLAIN, "منتصف", NULL, 0, false }, { "late", PLAIN, "أواخر", NULL, 0, false },
	{ "end", PLAIN, "نهاية", NULL, 0, false }, { "beginning", PLAIN, "بداية", NULL, 0, false },
	{ "start", PLAIN, "بداية", NULL, 0, false },
	{ "q1", PLAIN, "الربع الأول من", NULL, 0, false }, { "q2", PLAIN, "الربع الثاني من", NULL, 0, false },
	{ "q3", PLAIN, "الربع الثالث من", NULL, 0, false }, { "q4", PLAIN, "الربع الرابع من", NULL, 0, false },
	{ "first quarter", PLAIN, "الربع الأول من", NULL, 0, false }, { "second quarter", PLAIN, "الربع الثاني من", NULL, 0, false },
	{ "third quarter", PLAIN, "الربع الثالث من", NULL, 0, false }, { "fourth quarter", PLAIN, "الربع الرابع من", NULL, 0, false },
	{ "first half", PLAIN, "النصف الأول من", NULL, 0, false }, { "second half", PLAIN, "النصف الثاني من", NULL, 0, false },

	{ "ك1", PLAIN, "كانون الأول", NULL, 0, false }, { "ك2", PLAIN, "كانون الثاني", NULL, 0, false },
	{ "ت1", PLAIN, "تشرين الأول", NULL, 0, false }, { "ت2", PLAIN, "تشرين الثاني", NULL, 0, false },
	{ "january", PLAIN, "يناير", NULL, 'M', false }, { "february", PLAIN, "فبراير", NULL, 'M', false },
	{ "march", PLAIN, "مارس", NULL, 'M', false }, { "april", PLAIN, "أبريل", NULL, 'M', false },
	{ "may", PLAIN, "مايو", NULL, 'M', false }, { "june", PLAIN, "يونيو", NULL, 'M', false },
	{ "july", PLAIN, "يوليو", NULL, 'M', false }, { "august", PLAIN, "أغسطس", NULL, 'M', false },
	{ "september", PLAIN, "سبتمبر", NULL, 'M', false }, { "october", PLAIN, "أكتوبر", NULL, 'M', false },
	{ "november", PLAIN, "نوفمبر", NULL, 'M', false }, { "december", PLAIN, "ديسمبر", NULL, 'M', false },

	{ "muharram", PLAIN, "محرم", NULL, 0, false }, { "safar", PLAIN, "صفر", NULL, 0, false },
	{ "rabi i", PLAIN, "ربيع الأول", NULL, 0, false }, { "rabi al-awwal", PLAIN, "ربيع الأول", NULL, 0, false },
	{ "rabi ii", PLAIN, "ربيع الآخر", NULL, 0, false }, { "rabi al-thani", PLAIN, "ربيع الآخر", NULL, 0, false },
	{ "jumada i", PLAIN, "جمادى الأولى", NULL, 0, false }, { "jumada al-ula", PLAIN, "جمادى الأولى", NULL, 0, false },
	{ "jumada ii", PLAIN, "جمادى الآخرة", NULL, 0, false }, { "jumada al-akhira", PLAIN, "جمادى الآخرة", NULL, 0, false },
	{ "rajab", PLAIN, "رجب", NULL, 0, false }, { "shaban", PLAIN, "شعبان", NULL, 0, false },
	{ "sha'ban", PLAIN, "شعبان", NULL, 0, false }, { "ramadan", PLAIN, "رمضان", NULL, 0, false },
	{ "shawwal", PLAIN, "شوال", NULL, 0, false }, { "dhu al-qadah", PLAIN, "ذو القعدة", NULL, 0, false },
	{ "dhu al-qa'dah", PLAIN, "ذو القعدة", NULL, 0, false }, { "dhu al-hijjah", PLAIN, "ذو الحجة", NULL, 0, false },
	{ "ah", PLAIN, "هـ", NULL, 0, false }, { "eid al-fitr", PLAIN, "عيد الفطر", NULL, 0, false },
	{ "eid al-adha", PLAIN, "عيد الأضحى", NULL, 0, false }, { "ashura", PLAIN, "عاشوراء", NULL, 0, false },
};
/* clang-format on */

struct word {
	const char *text;
	size_t len;
};

/* Words of the text; 0 where there are too many. */
static size_t split(const char *text, size_t len, struct word *word)
{
	size_t n = 0;

	for (size_t at = 0; at < len;) {
		size_t end = at;
		while (end < len && text[end] != ' ' && text[end] != ',')
			end++;
		if (end > at) {
			if (n == WORDS_MAX)
				return 0;
			word[n++] = (struct word){ text + at, end - at };
		}
		at = end + 1;
	}
	return n;
}

/* Does the form stand at the first word, and how many words is it? */
static size_t matches(const char *form, const struct word *word, size_t words)
{
	size_t n = 0;

	for (const char *at = form; n < words; n++) {
		size_t len = strcspn(at, " ");
		if (len != word[n].len || memcmp(at, word[n].text, len) != 0)
			return 0;
		if (!at[len])
			return n + 1;
		at += len + 1;
	}
	return 0;
}

/* The longest form that stands there, NULL for none. */
static const struct said *look_up(const struct word *word, size_t words, size_t *taken)
{
	const struct said *best = NULL;

	*taken = 0;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		size_t n = matches(table[i].form, word, words);
		if (n > *taken) {
			*taken = n;
			best = &table[i];
		}
	}
	return best;
}

static bool is_number(const struct word *w)
{
	for (size_t i = 0; i < w->len; i++)
		if (w->text[i] < '0' || w->text[i] > '9')
			return false;
	return w->len > 0;
}

/* 5th without its letters */
static struct word bare(const struct word *w)
{
	static const char *const endings[] = { "st", "nd", "rd", "th", "er" };
	struct word number = { w->text, w->len > 2 ? w->len - 2 : 0 };

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (is_number(&number) && memcmp(w->text + number.len, endings[i], 2) == 0)
			return number;
	return *w;
}

/* 1990s: a decade, as a range. */
static bool decade(const struct word *w, struct mf_buf *out)
{
	if (w->len != 5 || w->text[3] != '0' || w->text[4] != 's' || !is_number(&(struct word){ w->text, 4 }))
		return false;
	mf_buf_printf(out, "%.3s0-01-01..%.3s9-12-31", w->text, w->text);
	return true;
}

struct item {
	const struct said *said; /* NULL: a number */
	struct word number;
};

/* What the words are, without those that say nothing; 0 where one is unknown. */
static size_t read(const struct word *word, size_t words, struct item *item)
{
	size_t n = 0, taken;

	for (size_t i = 0; i < words; i += taken) {
		const struct said *said = look_up(word + i, words - i, &taken);
		if (said && said->kind == NUMBER)
			item[n++] = (struct item){ NULL, { said->arabic, strlen(said->arabic) } };
		else if (said && said->kind != SKIP)
			item[n++] = (struct item){ said, { NULL, 0 } };
		else if (!said) {
			struct word number = bare(&word[i]);
			if (!is_number(&number))
				return 0;
			item[n++] = (struct item){ NULL, number };
			taken = 1;
		}
	}
	return n;
}

/* last 7 days, past week */
static bool rolling(const struct item *item, size_t n, struct mf_buf *out)
{
	const struct said *unit = n > 1 ? item[n - 1].said : NULL;

	if (!unit || unit->kind != NOUN || !unit->unit || !item[0].said || item[0].said->kind != BEFORE ||
	    strcmp(item[0].said->arabic, "الماضي") != 0)
		return false;
	if (n == 3 && !item[1].said)
		mf_buf_printf(out, "last:%.*s%c", (int)item[1].number.len, item[1].number.text, unit->unit);
	else if (n == 2 && item[0].said->rolling)
		mf_buf_printf(out, "last:1%c", unit->unit);
	return out->len > 0;
}

static void add(struct mf_buf *out, const char *text, size_t len)
{
	if (out->len && len)
		mf_buf_addch(out, ' ');
	mf_buf_add(out, text, len);
}

/* The items in the order of Arabic. */
static void put(const struct item *item, size_t n, struct mf_buf *out)
{
	const char *waiting = NULL; /* a modifier whose noun comes */

	if (n && item[n - 1].said && item[n - 1].said->kind == AGO) {
		n--;
		add(out, item[n].said->arabic, strlen(item[n].said->arabic));
	}
	for (size_t i = 0; i < n; i++) {
		const struct said *s = item[i].said;
		bool modified = waiting || (i + 1 < n && item[i + 1].said && item[i + 1].said->kind == AFTER);
		const char *text = !s ? "" : s->kind == NOUN && modified ? s->with_article : s->arabic;
		if (!s) {
			add(out, item[i].number.text, item[i].number.len);
		} else if (s->kind == BEFORE) {
			waiting = *s->arabic ? s->arabic : "";
			if (!*s->arabic)
				add(out, "هذا", strlen("هذا"));
		} else {
			add(out, text, strlen(text));
			if (waiting)
				add(out, waiting, strlen(waiting));
			waiting = NULL;
		}
	}
}

/* 2022 q1 and May 5, which Arabic has the other way round. */
static bool turned(const struct item *item)
{
	const struct said *a = item[0].said, *b = item[1].said;

	return (!a && b && *b->form == 'q') || (a && a->unit == 'M' && !b && item[1].number.len < 3);
}

bool mf_said_in_arabic(const char *text, size_t len, struct mf_buf *out)
{
	struct word word[WORDS_MAX];
	struct item item[WORDS_MAX];
	size_t words = split(text, len, word), n;

	mf_buf_reset(out);
	if (words && words < 3 && decade(&word[words - 1], out))
		return words == 1 || matches("the", word, 1);
	n = read(word, words, item);
	if (n == 2 && turned(item)) {
		struct item first = item[0];
		item[0] = item[1];
		item[1] = first;
	}
	if (n && !rolling(item, n, out))
		put(item, n, out);
	return n > 0 && out->len > 0;
}
