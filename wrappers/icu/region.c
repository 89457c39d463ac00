/* SPDX-License-Identifier: GPL-2.0-or-later */
/* region.c - reads the resource bundles "region" and "zone" of ICU's data. */
#include "wrappers/icu/region.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/uenum.h>
#include <unicode/uloc.h>
#include <unicode/ures.h>
#include <unicode/ustring.h>

#define REGION_DATA U_ICUDATA_NAME "-region"
#define ZONE_DATA U_ICUDATA_NAME "-zone"
#define NAME_MAX_BYTES 240

static const char *const languages[MF_CLDR_LANGUAGES] = { "ar", "en", "ru", "fr" };

/* One table of one bundle, by language. */
struct tables {
	UResourceBundle *bundle[MF_CLDR_LANGUAGES];
	UResourceBundle *table[MF_CLDR_LANGUAGES];
};

static int open_tables(struct tables *t, const char *package, const char *key, struct mf_error *err)
{
	memset(t, 0, sizeof *t);
	for (int i = 0; i < MF_CLDR_LANGUAGES; i++) {
		UErrorCode code = U_ZERO_ERROR;

		t->bundle[i] = ures_open(package, languages[i], &code);
		t->table[i] = ures_getByKey(t->bundle[i], key, NULL, &code);
		if (U_FAILURE(code)) {
			mf_error_set(err, MF_E_UNSUPPORTED, "ICU's data has no table '%s' for '%s': %s", key,
				     languages[i], u_errorName(code));
			mf_error_hint(err, "install the full ICU data (libicu)");
			return MF_E_UNSUPPORTED;
		}
	}
	return 0;
}

static void close_tables(struct tables *t)
{
	for (int i = 0; i < MF_CLDR_LANGUAGES; i++) {
		ures_close(t->table[i]);
		ures_close(t->bundle[i]);
	}
}

static const char *to_utf8(const UChar *text, int32_t len, char out[static NAME_MAX_BYTES])
{
	UErrorCode code = U_ZERO_ERROR;
	int32_t n = 0;

	u_strToUTF8(out, NAME_MAX_BYTES, &n, text, len, &code);
	return U_SUCCESS(code) && n > 0 && n < NAME_MAX_BYTES ? out : NULL;
}

/* The string at table[key], or NULL. */
static const char *string_at(const UResourceBundle *table, const char *key, char out[static NAME_MAX_BYTES])
{
	UErrorCode code = U_ZERO_ERROR;
	int32_t len = 0;
	const UChar *s = table ? ures_getStringByKey(table, key, &len, &code) : NULL;

	return s && U_SUCCESS(code) ? to_utf8(s, len, out) : NULL;
}

int mf_cldr_each_country(void (*each)(void *ctx, const struct mf_cldr_place *place), void *ctx,
			 struct mf_error *err)
{
	static const char *const other_keys[2] = { "Countries%short", "Countries%variant" };
	UResourceBundle *other[2];
	struct tables t;
	int status = open_tables(&t, REGION_DATA, "Countries", err);

	for (int i = 0; i < 2; i++) {
		UErrorCode code = U_ZERO_ERROR;

		other[i] = status ? NULL : ures_getByKey(t.bundle[MF_CLDR_AR], other_keys[i], NULL, &code);
	}
	ures_resetIterator(t.table[MF_CLDR_AR]);
	while (!status && ures_hasNext(t.table[MF_CLDR_AR])) {
		char name[MF_CLDR_LANGUAGES + 2][NAME_MAX_BYTES];
		struct mf_cldr_place place = { 0 };
		UErrorCode code = U_ZERO_ERROR;
		int32_t len = 0;
		int n = 0;

		if (!ures_getNextString(t.table[MF_CLDR_AR], &len, &place.code, &code) || U_FAILURE(code))
			break;
		if (strlen(place.code) != 2 || !strcmp(place.code, "ZZ") || !strcmp(place.code, "XA") ||
		    !strcmp(place.code, "XB"))
			continue;
		for (int i = 0; i < MF_CLDR_LANGUAGES; i++)
			place.name[i] = string_at(t.table[i], place.code, name[i]);
		for (int i = 0; i < 2; i++) {
			place.other[n] = string_at(other[i], place.code, name[MF_CLDR_LANGUAGES + i]);
			n += place.other[n] != NULL;
		}
		each(ctx, &place);
	}
	for (int i = 0; i < 2; i++)
		ures_close(other[i]);
	close_tables(&t);
	return status;
}

/* "America/Indiana/Tell_City" -> "Tell City": CLDR leaves out English names that are the zone's. */
static const char *zone_city(const char *zone, char out[static NAME_MAX_BYTES])
{
	const char *last = strrchr(zone, '/');
	size_t n = 0;

	for (last = last ? last + 1 : zone; *last && n + 1 < NAME_MAX_BYTES; last++)
		out[n++] = *last == '_' ? ' ' : *last;
	out[n] = '\0';
	return out;
}

static void one_city(struct tables *t, const char *country, const char *zone,
		     void (*each)(void *ctx, const struct mf_cldr_place *place), void *ctx)
{
	char name[MF_CLDR_LANGUAGES][NAME_MAX_BYTES], key[NAME_MAX_BYTES];
	struct mf_cldr_place place = { .code = country, .zone = zone };
	size_t n = strlen(zone);

	if (n >= sizeof key)
		return;
	memcpy(key, zone, n + 1);
	for (char *p = key; *p; p++)
		if (*p == '/')
			*p = ':';
	for (int i = 0; i < MF_CLDR_LANGUAGES; i++) {
		UErrorCode code = U_ZERO_ERROR;
		UResourceBundle *row = ures_getByKey(t->table[i], key, NULL, &code);

		place.name[i] = U_SUCCESS(code) ? string_at(row, "ec", name[i]) : NULL;
		ures_close(row);
	}
	if (!place.name[MF_CLDR_EN])
		place.name[MF_CLDR_EN] = zone_city(zone, name[MF_CLDR_EN]);
	if (place.name[MF_CLDR_AR])
		each(ctx, &place);
}

int mf_cldr_each_city(void (*each)(void *ctx, const struct mf_cldr_place *place), void *ctx,
		      struct mf_error *err)
{
	struct tables t;
	int status = open_tables(&t, ZONE_DATA, "zoneStrings", err);

	for (const char *const *country = uloc_getISOCountries(); !status && *country; country++) {
		UErrorCode code = U_ZERO_ERROR;
		UEnumeration *zones = ucal_openTimeZoneIDEnumeration(UCAL_ZONE_TYPE_CANONICAL_LOCATION,
								     *country, NULL, &code);
		const char *zone;

		while (U_SUCCESS(code) && (zone = uenum_next(zones, NULL, &code)) != NULL)
			one_city(&t, *country, zone, each, ctx);
		uenum_close(zones);
	}
	close_tables(&t);
	return status;
}
