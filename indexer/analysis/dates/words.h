/* SPDX-License-Identifier: GPL-2.0-or-later */
/* words.h - the words that date expressions are made of.
 *
 * Forms are folded (see fold.h).  The tables are constant; nothing here is owned by anybody.
 */
#ifndef MF_DATES_WORDS_H
#define MF_DATES_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum mf_date_class {
	MF_DATE_NO_WORD,
	MF_DATE_TODAY, /* يوم: "today" with the article, else as in يوم الأحد; value 1: dual or plural */
	MF_DATE_OFFSET,  /* أمس غدا البارحة; value = days from today */
	MF_DATE_PART,    /* صباح مساء ليلة ...; value 1 where it means a night */
	MF_DATE_WEEKDAY, /* value 0 = Sunday */
	MF_DATE_MONTH,   /* value 1..12 */
	MF_DATE_HIJRI,   /* value 1..12 */
	MF_DATE_PERSIAN, /* value 1..12 */
	MF_DATE_HEAD, /* first half of a month's name: كانون ربيع ذو; value = enum mf_date_head */
	MF_DATE_SECOND, /* second half of one: الأول الثاني الآخرة القعدة; value 1, 2, 11 or 12 */
	MF_DATE_PERIOD, /* أسبوع شهر عام سنة; value = enum mf_granularity */
	MF_DATE_SEASON, /* صيف خريف شتاء (ربيع is a head); value = first month, December for winter */
	MF_DATE_YEARS,    /* عامي: years follow; value 1: موسم فترة, no part of the date */
	MF_DATE_UNITS,    /* يومين أشهر عاما: value = enum mf_unit, `count` = how many it says */
	MF_DATE_CENTURY,  /* القرن */
	MF_DATE_DECADE,   /* التسعينيات; value 2..9 */
	MF_DATE_PORTION,  /* الربع النصف; value = how many of them there are */
	MF_DATE_FEAST,    /* begins the name of one: عيد رأس; see feast.c */
	MF_DATE_EDGE,     /* مطلع منتصف أواخر; value 1 beginning, 2 middle, 3 end */
	MF_DATE_MODIFIER, /* الماضي الجاري المقبل; value -1, 0, 1 */
	MF_DATE_RECENT,   /* الأخيرة السابقة: "last" after units, else another word; value -1 */
	MF_DATE_THIS,     /* هذا هذه */
	MF_DATE_THAT,     /* ذلك تلك نفس: the day is another text's day */
	MF_DATE_IN,       /* في خلال: what follows is a time or a place; value 2: منذ, also "ago" */
	MF_DATE_FROM,     /* من */
	MF_DATE_TO,       /* إلى حتى */
	MF_DATE_BETWEEN,  /* بين */
	MF_DATE_AFTER,    /* بعد */
	MF_DATE_BEFORE,   /* قبل */
	MF_DATE_EQUAL,    /* الموافق, between a weekday or Hijri date and its date */
	MF_DATE_ERA,      /* هـ م شمسي; value: enum mf_calendar */
	MF_DATE_FUTURE,   /* المقرر المنتظر سوف: what follows is to come */
	MF_DATE_SAID,     /* قال أعلن: a reporting verb, its weekday is past */
};

enum mf_unit { MF_HOURS, MF_DAYS, MF_WEEKS, MF_MONTHS, MF_YEARS, MF_DECADES, MF_CENTURIES };
enum mf_count { MF_ONE = 1, MF_TWO, MF_SOME }; /* عاما, عامين, أعوام */

enum mf_date_head { MF_HEAD_KANUN, MF_HEAD_TISHRIN, MF_HEAD_RABI, MF_HEAD_JUMADA, MF_HEAD_DHU };

/* Letters taken off a word's front, the article not counted. */
enum mf_date_clitic { MF_CLITIC_AND = 1, MF_CLITIC_IN = 2, MF_CLITIC_TO = 4, MF_CLITIC_AS = 8 };

struct mf_date_word {
	uint8_t cls; /* enum mf_date_class */
	int8_t value;
	uint8_t weak;    /* 1: also another word (مارس), 2: nearly always another word (اب) */
	uint8_t clitics; /* bits of enum mf_date_clitic */
	uint8_t letters; /* how many letters the clitics are */
	uint8_t count;   /* enum mf_count of MF_DATE_UNITS */
	bool article;    /* ال stood before it */
};

/* Looks a folded form up, with and without clitics and article.  False where it is no date word. */
bool mf_date_word(const char *form, size_t len, struct mf_date_word *out);

/* The letters before a word's article (بالعاشر 1, والعاشر 1, للعاشر 1), 0 where there is none. */
unsigned mf_date_clitic_letters(const char *form, size_t len);

/* Word lists asked only beside a date word; `form` is folded and compared without و ف ب ل ك and ال. */
enum mf_date_list {
	MF_LIST_NAME_OF_TODAY, /* before اليوم: a newspaper's or column's name (روسيا اليوم) */
	MF_LIST_NOWADAYS,   /* before اليوم: a state, so that it means nowadays (أصبح اليوم) */
	MF_LIST_STATE_OF,   /* after it, the same (المشكلة اليوم هي) */
	MF_LIST_NOT_TODAY,  /* after اليوم: a day of another kind (اليوم العالمي) */
	MF_LIST_NO_WEEKDAY, /* before a weekday: prayer, market, mosque (صلاة الجمعة) */
	MF_LIST_NAMED_WEEKDAY, /* after a weekday: الجمعة السوداء */
	MF_LIST_GENERAL,       /* before العام: general, not year (الأمين العام) */
	MF_LIST_NAMED_DATE,    /* before a date without a year: an event or place (ثورة 25 يناير) */
	MF_LIST_HOLY,          /* after a Hijri month: رمضان المبارك */
	MF_LIST_ATTACK,  /* before a date without a year: what happened on it (هجمات 11 سبتمبر) */
	MF_LIST_FROM_ON, /* before من and a year: it begins there (ابتداء من 1995) */
	MF_LIST_AGE,     /* after a decade: an age (العشرينيات من عمره) */
	MF_LIST_PERSON,  /* before في and a decade: who is that old */
	MF_LIST_AMOUNT,  /* before a number: it is an amount, no year */
	MF_LIST_COUNTED, /* after a number: what it counts, so that it is no year */
	MF_LIST_NO_VERB, /* begins like a future verb, is none (سيارة) */
};
bool mf_date_listed(enum mf_date_list list, const char *form, size_t len);

#endif
