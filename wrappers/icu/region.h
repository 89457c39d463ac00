/* SPDX-License-Identifier: GPL-2.0-or-later */
/* region.h - the names of countries and cities that ICU's CLDR data holds. */
#ifndef MF_ICU_REGION_H
#define MF_ICU_REGION_H

#include "wrappers/libc/error.h"

enum mf_cldr_language { MF_CLDR_AR, MF_CLDR_EN, MF_CLDR_RU, MF_CLDR_FR, MF_CLDR_LANGUAGES };

struct mf_cldr_place {
	const char *code; /* ISO 3166, upper case: of the country, or of the city's country */
	const char *zone; /* of a city: its time zone, "Asia/Almaty"; NULL for a country */
	const char *name[MF_CLDR_LANGUAGES]; /* UTF-8 as CLDR has it; NULL where it has none */
	const char *other[2]; /* more Arabic names of a country (short, variant); NULL at the end */
};

/* Calls `each` for every country with two letters in Arabic CLDR data, the European Union (EU) and
 * the United Nations (UN) among them, in order of code.  Strings live for the length of the call.
 * Fails where ICU's data is not there (MF_E_UNSUPPORTED). */
int mf_cldr_each_country(void (*each)(void *ctx, const struct mf_cldr_place *place), void *ctx,
			 struct mf_error *err);

/* The same for the example cities of time zones, country by country. */
int mf_cldr_each_city(void (*each)(void *ctx, const struct mf_cldr_place *place), void *ctx,
		      struct mf_error *err);

#endif
