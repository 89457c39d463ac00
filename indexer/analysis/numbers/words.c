/* SPDX-License-Identifier: GPL-2.0-or-later */
/* words.c - the table of number words. */
#include "indexer/analysis/numbers/words.h"

#include <stdlib.h>
#include <string.h>

struct row {
	const char *form;
	uint8_t kind;
	uint64_t value;
};

/* Folded, without article and clitics, in strcmp order. */
static const struct row rows[] = {
	{ "اثنا", MF_NUMBER_UNIT, 2u },
	{ "اثنان", MF_NUMBER_UNIT, 2u },
	{ "اثنتا", MF_NUMBER_UNIT, 2u },
	{ "اثنتان", MF_NUMBER_UNIT, 2u },
	{ "اثنتي", MF_NUMBER_UNIT, 2u },
	{ "اثنتين", MF_NUMBER_UNIT, 2u },
	{ "اثني", MF_NUMBER_UNIT, 2u },
	{ "اثنين", MF_NUMBER_UNIT, 2u },
	{ "احد", MF_NUMBER_UNIT, 1u },
	{ "احدي", MF_NUMBER_UNIT, 1u },
	{ "اربع", MF_NUMBER_UNIT, 4u },
	{ "اربعمئه", MF_NUMBER_HUNDRED, 400u },
	{ "اربعمائه", MF_NUMBER_HUNDRED, 400u },
	{ "اربعمايه", MF_NUMBER_HUNDRED, 400u },
	{ "اربعميه", MF_NUMBER_HUNDRED, 400u },
	{ "اربعه", MF_NUMBER_UNIT, 4u },
	{ "اربعون", MF_NUMBER_TENS, 40u },
	{ "اربعين", MF_NUMBER_TENS, 40u },
	{ "الاف", MF_NUMBER_SCALES, 1000u },
	{ "الافا", MF_NUMBER_SCALES, 1000u },
	{ "الف", MF_NUMBER_SCALE, 1000u },
	{ "الفا", MF_NUMBER_SCALE, 1000u },
	{ "الفان", MF_NUMBER_DUAL, 2000u },
	{ "الفي", MF_NUMBER_DUAL, 2000u },
	{ "الفين", MF_NUMBER_DUAL, 2000u },
	{ "اول", MF_NUMBER_ORDINAL, 1u },
	{ "اولي", MF_NUMBER_ORDINAL, 1u },
	{ "بلايين", MF_NUMBER_SCALES, 1000000000u },
	{ "بليون", MF_NUMBER_SCALE, 1000000000u },
	{ "بليونا", MF_NUMBER_SCALE, 1000000000u },
	{ "بليونان", MF_NUMBER_DUAL, 2000000000u },
	{ "بليونين", MF_NUMBER_DUAL, 2000000000u },
	{ "تاسع", MF_NUMBER_ORDINAL, 9u },
	{ "تاسعه", MF_NUMBER_ORDINAL, 9u },
	{ "ترليون", MF_NUMBER_SCALE, 1000000000000u },
	{ "ترليونا", MF_NUMBER_SCALE, 1000000000000u },
	{ "ترليونات", MF_NUMBER_SCALES, 1000000000000u },
	{ "تريليون", MF_NUMBER_SCALE, 1000000000000u },
	{ "تريليونا", MF_NUMBER_SCALE, 1000000000000u },
	{ "تريليونات", MF_NUMBER_SCALES, 1000000000000u },
	{ "تريليونان", MF_NUMBER_DUAL, 2000000000000u },
	{ "تريليونين", MF_NUMBER_DUAL, 2000000000000u },
	{ "تسع", MF_NUMBER_UNIT, 9u },
	{ "تسعمئه", MF_NUMBER_HUNDRED, 900u },
	{ "تسعمائه", MF_NUMBER_HUNDRED, 900u },
	{ "تسعمايه", MF_NUMBER_HUNDRED, 900u },
	{ "تسعميه", MF_NUMBER_HUNDRED, 900u },
	{ "تسعه", MF_NUMBER_UNIT, 9u },
	{ "تسعون", MF_NUMBER_TENS, 90u },
	{ "تسعين", MF_NUMBER_TENS, 90u },
	{ "ثالث", MF_NUMBER_ORDINAL, 3u },
	{ "ثالثه", MF_NUMBER_ORDINAL, 3u },
	{ "ثامن", MF_NUMBER_ORDINAL, 8u },
	{ "ثامنه", MF_NUMBER_ORDINAL, 8u },
	{ "ثاني", MF_NUMBER_ORDINAL, 2u },
	{ "ثانيه", MF_NUMBER_ORDINAL, 2u },
	{ "ثلاث", MF_NUMBER_UNIT, 3u },
	{ "ثلاثمئه", MF_NUMBER_HUNDRED, 300u },
	{ "ثلاثمائه", MF_NUMBER_HUNDRED, 300u },
	{ "ثلاثمايه", MF_NUMBER_HUNDRED, 300u },
	{ "ثلاثميه", MF_NUMBER_HUNDRED, 300u },
	{ "ثلاثه", MF_NUMBER_UNIT, 3u },
	{ "ثلاثون", MF_NUMBER_TENS, 30u },
	{ "ثلاثين", MF_NUMBER_TENS, 30u },
	{ "ثمان", MF_NUMBER_UNIT, 8u },
	{ "ثمانمئه", MF_NUMBER_HUNDRED, 800u },
	{ "ثمانمائه", MF_NUMBER_HUNDRED, 800u },
	{ "ثمانمايه", MF_NUMBER_HUNDRED, 800u },
	{ "ثمانميه", MF_NUMBER_HUNDRED, 800u },
	{ "ثمانون", MF_NUMBER_TENS, 80u },
	{ "ثماني", MF_NUMBER_UNIT, 8u },
	{ "ثمانيمئه", MF_NUMBER_HUNDRED, 800u },
	{ "ثمانيمائه", MF_NUMBER_HUNDRED, 800u },
	{ "ثمانيمايه", MF_NUMBER_HUNDRED, 800u },
	{ "ثمانيميه", MF_NUMBER_HUNDRED, 800u },
	{ "ثمانين", MF_NUMBER_TENS, 80u },
	{ "ثمانيه", MF_NUMBER_UNIT, 8u },
	{ "حادي", MF_NUMBER_ORDINAL, 1u },
	{ "حاديه", MF_NUMBER_ORDINAL, 1u },
	{ "خامس", MF_NUMBER_ORDINAL, 5u },
	{ "خامسه", MF_NUMBER_ORDINAL, 5u },
	{ "خمس", MF_NUMBER_UNIT, 5u },
	{ "خمسمئه", MF_NUMBER_HUNDRED, 500u },
	{ "خمسمائه", MF_NUMBER_HUNDRED, 500u },
	{ "خمسمايه", MF_NUMBER_HUNDRED, 500u },
	{ "خمسميه", MF_NUMBER_HUNDRED, 500u },
	{ "خمسه", MF_NUMBER_UNIT, 5u },
	{ "خمسون", MF_NUMBER_TENS, 50u },
	{ "خمسين", MF_NUMBER_TENS, 50u },
	{ "رابع", MF_NUMBER_ORDINAL, 4u },
	{ "رابعه", MF_NUMBER_ORDINAL, 4u },
	{ "ربع", MF_NUMBER_HALF, 4u },
	{ "سابع", MF_NUMBER_ORDINAL, 7u },
	{ "سابعه", MF_NUMBER_ORDINAL, 7u },
	{ "سادس", MF_NUMBER_ORDINAL, 6u },
	{ "سادسه", MF_NUMBER_ORDINAL, 6u },
	{ "سبع", MF_NUMBER_UNIT, 7u },
	{ "سبعمئه", MF_NUMBER_HUNDRED, 700u },
	{ "سبعمائه", MF_NUMBER_HUNDRED, 700u },
	{ "سبعمايه", MF_NUMBER_HUNDRED, 700u },
	{ "سبعميه", MF_NUMBER_HUNDRED, 700u },
	{ "سبعه", MF_NUMBER_UNIT, 7u },
	{ "سبعون", MF_NUMBER_TENS, 70u },
	{ "سبعين", MF_NUMBER_TENS, 70u },
	{ "ست", MF_NUMBER_UNIT, 6u },
	{ "ستمئه", MF_NUMBER_HUNDRED, 600u },
	{ "ستمائه", MF_NUMBER_HUNDRED, 600u },
	{ "ستمايه", MF_NUMBER_HUNDRED, 600u },
	{ "ستميه", MF_NUMBER_HUNDRED, 600u },
	{ "سته", MF_NUMBER_UNIT, 6u },
	{ "ستون", MF_NUMBER_TENS, 60u },
	{ "ستين", MF_NUMBER_TENS, 60u },
	{ "عاشر", MF_NUMBER_ORDINAL, 10u },
	{ "عاشره", MF_NUMBER_ORDINAL, 10u },
	{ "عشر", MF_NUMBER_UNIT, 10u },
	{ "عشره", MF_NUMBER_UNIT, 10u },
	{ "عشرون", MF_NUMBER_TENS, 20u },
	{ "عشرين", MF_NUMBER_TENS, 20u },
	{ "مئتا", MF_NUMBER_HUNDRED, 200u },
	{ "مئتان", MF_NUMBER_HUNDRED, 200u },
	{ "مئتي", MF_NUMBER_HUNDRED, 200u },
	{ "مئتين", MF_NUMBER_HUNDRED, 200u },
	{ "مئه", MF_NUMBER_HUNDRED, 100u },
	{ "مائتا", MF_NUMBER_HUNDRED, 200u },
	{ "مائتان", MF_NUMBER_HUNDRED, 200u },
	{ "مائتي", MF_NUMBER_HUNDRED, 200u },
	{ "مائتين", MF_NUMBER_HUNDRED, 200u },
	{ "مائه", MF_NUMBER_HUNDRED, 100u },
	{ "مايتين", MF_NUMBER_HUNDRED, 200u },
	{ "مايه", MF_NUMBER_HUNDRED, 100u },
	{ "ملايين", MF_NUMBER_SCALES, 1000000u },
	{ "مليار", MF_NUMBER_SCALE, 1000000000u },
	{ "مليارا", MF_NUMBER_SCALE, 1000000000u },
	{ "مليارات", MF_NUMBER_SCALES, 1000000000u },
	{ "ملياران", MF_NUMBER_DUAL, 2000000000u },
	{ "ملياري", MF_NUMBER_DUAL, 2000000000u },
	{ "مليارين", MF_NUMBER_DUAL, 2000000000u },
	{ "مليون", MF_NUMBER_SCALE, 1000000u },
	{ "مليونا", MF_NUMBER_SCALE, 1000000u },
	{ "مليونان", MF_NUMBER_DUAL, 2000000u },
	{ "مليوني", MF_NUMBER_DUAL, 2000000u },
	{ "مليونين", MF_NUMBER_DUAL, 2000000u },
	{ "ميتين", MF_NUMBER_HUNDRED, 200u },
	{ "ميه", MF_NUMBER_HUNDRED, 100u },
	{ "نصف", MF_NUMBER_HALF, 2u },
	{ "واحد", MF_NUMBER_UNIT, 1u },
	{ "واحده", MF_NUMBER_UNIT, 1u },
};

static int compare(const void *key, const void *row)
{
	return strcmp(key, ((const struct row *)row)->form);
}

static bool look_up(const char *form, struct mf_number_word *out)
{
	const struct row *row = bsearch(form, rows, sizeof rows / sizeof rows[0], sizeof rows[0], compare);

	if (!row)
		return false;
	out->kind = (enum mf_number_kind)row->kind;
	out->value = row->value;
	return true;
}

static bool begins(const char *form, const char *prefix)
{
	return strncmp(form, prefix, strlen(prefix)) == 0;
}

bool mf_number_word(const char *form, struct mf_number_word *out)
{
	static const char *const articles[] = { "ال", "لل" };

	memset(out, 0, sizeof *out);
	if (look_up(form, out))
		return true;
	if (begins(form, "و")) {
		out->joined = true;
		form += strlen("و");
	} else if (begins(form, "ف")) {
		form += strlen("ف");
	}
	if (out->joined && look_up(form, out))
		return true;
	/* Two letters after a clitic are another word: لست is "I am not". */
	if ((begins(form, "ب") || begins(form, "ل") || begins(form, "ك")) && strlen(form) > 3 * strlen("ب")) {
		if (look_up(form + strlen("ب"), out))
			return true;
		if (begins(form + strlen("ب"), "ال"))
			form += strlen("ب");
	}
	for (size_t i = 0; i < sizeof articles / sizeof articles[0]; i++)
		if (begins(form, articles[i]) && look_up(form + strlen(articles[i]), out)) {
			out->definite = true;
			return true;
		}
	return false;
}
