/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gazetteer_build.c - collects entities: by id, from CLDR. */
#include "indexer/analysis/names/gazetteer_build.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wrappers/icu/region.h"
#include "wrappers/libc/mem.h"

const char *const mf_entity_type_names[] = { "person", "place", "org", "nisba" };

struct mf_gazetteer_builder *mf_gazetteer_builder_new(mf_gazetteer_report *report, void *ctx)
{
	struct mf_gazetteer_builder *b = mf_calloc(1, sizeof *b);

	b->report = report;
	b->ctx = ctx;
	b->index_mask = 1023;
	b->index = mf_calloc(b->index_mask + 1, sizeof *b->index);
	return b;
}

void mf_gazetteer_builder_free(struct mf_gazetteer_builder *b)
{
	if (!b)
		return;
	for (size_t i = 0; i < b->n; i++) {
		free(b->entities[i].names);
		free(b->entities[i].required);
		free(b->entities[i].forbidden);
		free(b->entities[i].blocked);
	}
	free(b->entities);
	free(b->index);
	free(b->ministries);
	mf_arena_release(&b->arena);
	free(b);
}

void mf_gb_report(const struct mf_gazetteer_builder *b, const char *source, long line, const char *format,
		  ...)
{
	struct mf_error problem = MF_ERROR_INIT;
	char text[300];
	va_list args;

	if (!b->report)
		return;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	mf_error_set(&problem, MF_E_INPUT, "%s:%ld: %s", source, line, text);
	problem.line = line;
	b->report(b->ctx, &problem);
}

/* ---- entities by id ---- */
static size_t place_of(const struct mf_gazetteer_builder *b, const char *id, size_t len)
{
	size_t i = mf_hash64(id, len) & b->index_mask;

	for (; b->index[i] != 0; i = (i + 1) & b->index_mask) {
		const char *other = b->entities[b->index[i] - 1].id;
		if (strlen(other) == len && !memcmp(other, id, len))
			break;
	}
	return i;
}

static void grow_index(struct mf_gazetteer_builder *b)
{
	free(b->index);
	b->index_mask = b->index_mask * 2 + 1;
	b->index = mf_calloc(b->index_mask + 1, sizeof *b->index);
	for (size_t i = 0; i < b->n; i++)
		b->index[place_of(b, b->entities[i].id, strlen(b->entities[i].id))] = (uint32_t)i + 1;
}

struct mf_gb_entity *mf_gb_entity_find(const struct mf_gazetteer_builder *b, const char *id, size_t len)
{
	uint32_t found = b->index[place_of(b, id, len)];

	return found ? &b->entities[found - 1] : NULL;
}

struct mf_gb_entity *mf_gb_entity_at(struct mf_gazetteer_builder *b, const char *id, size_t len)
{
	struct mf_gb_entity *e = mf_gb_entity_find(b, id, len);

	if (e)
		return e;
	if (b->n * 2 > b->index_mask)
		grow_index(b);
	b->entities = mf_grow(b->entities, &b->cap, b->n + 1, sizeof *b->entities);
	e = &b->entities[b->n];
	memset(e, 0, sizeof *e);
	e->id = mf_arena_strndup(&b->arena, id, len);
	e->type = GB_NO_TYPE;
	e->country = GZ_NONE;
	b->index[place_of(b, id, len)] = (uint32_t)++b->n;
	return e;
}

const char *mf_gb_preferred(const struct mf_gb_entity *e, const char *language)
{
	for (size_t i = 0; i < e->names_n; i++)
		if (e->names[i].role == GB_PREFERRED && !strcmp(e->names[i].language, language))
			return e->names[i].text;
	return NULL;
}

/* Drops "(...)" and the white space around it. */
static const char *without_brackets(struct mf_gazetteer_builder *b, const char *text, size_t *len)
{
	const char *open = memchr(text, '(', *len);
	size_t n = open ? (size_t)(open - text) : *len;

	while (n > 0 && text[n - 1] == ' ')
		n--;
	if (n > 0)
		*len = n;
	return mf_arena_strndup(&b->arena, text, *len);
}

/* The tags of most names once. */
static const char *language_kept(struct mf_gazetteer_builder *b, const char *language)
{
	static const char *const usual[] = { "ar", "en", "fr", "ru", "" };

	for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
		if (!strcmp(language, usual[i]))
			return usual[i];
	return mf_arena_strdup(&b->arena, language);
}

void mf_gb_name_add(struct mf_gazetteer_builder *b, struct mf_gb_entity *e, const char *text, size_t len,
		    const char *language, int role)
{
	struct mf_gb_name *name = NULL;

	text = without_brackets(b, text, &len);
	for (size_t i = 0; i < e->names_n; i++) {
		struct mf_gb_name *other = &e->names[i];

		if (other->len == len && !memcmp(other->text, text, len) &&
		    !strcmp(other->language, language))
			name = other;
		else if (role == GB_PREFERRED && other->role == GB_PREFERRED &&
			 !strcmp(other->language, language))
			other->role = GB_OTHER;
	}
	if (!name) {
		e->names = mf_grow(e->names, &e->names_cap, e->names_n + 1, sizeof *e->names);
		name = &e->names[e->names_n++];
		*name = (struct mf_gb_name){ text, language_kept(b, language), (uint32_t)len, (uint8_t)role,
					     b->file };
	} else if (role == GB_CERTAIN ? name->role != GB_PREFERRED : role < name->role) {
		name->role = (uint8_t)role;
	}
}

void mf_gb_string_add(struct mf_gazetteer_builder *b, const char ***list, size_t *n, size_t *cap,
		      const char *text, size_t len)
{
	*list = mf_grow(*list, cap, *n + 1, sizeof **list);
	(*list)[(*n)++] = mf_arena_strndup(&b->arena, text, len);
}

/* ---- tables ---- */
bool mf_gb_line(const char **at, char separator, struct mf_gb_fields *out)
{
	const char *p = *at, *end = strchr(p, '\n');

	out->n = 0;
	if (*p == '\0')
		return false;
	if (!end)
		end = p + strlen(p);
	while (p <= end && out->n < GB_FIELDS) {
		const char *stop = memchr(p, separator, (size_t)(end - p));

		if (!stop || out->n == GB_FIELDS - 1)
			stop = end;
		out->text[out->n] = p;
		out->len[out->n++] = (size_t)(stop - p);
		p = stop + 1;
	}
	*at = *end ? end + 1 : end;
	return true;
}

bool mf_gb_piece(const char **text, size_t *len, const char **piece, size_t *piece_len)
{
	const char *bar;

	if (*len == 0)
		return false;
	bar = memchr(*text, '|', *len);
	*piece = *text;
	*piece_len = bar ? (size_t)(bar - *text) : *len;
	*text += *piece_len + (bar != NULL);
	*len -= *piece_len + (bar != NULL);
	return true;
}

/* ---- CLDR ---- */
static const char *const cldr_tags[MF_CLDR_LANGUAGES] = { "ar", "en", "ru", "fr" };

/* What data/cldr.txt says of an id: the name to take, "" for none at all, NULL for nothing. */
static const char *correction(struct mf_gazetteer_builder *b, const char *id)
{
	struct mf_gb_fields f;

	for (const char *at = mf_data_cldr; mf_gb_line(&at, ' ', &f);) {
		const char *name = f.text[1];

		if (f.n < 2 || f.len[0] != strlen(id) || memcmp(f.text[0], id, f.len[0]) != 0)
			continue;
		return *name == '-' ? ""
				    : mf_arena_strndup(&b->arena, name, (size_t)(strchr(name, '\n') - name));
	}
	return NULL;
}

static void add_names(struct mf_gazetteer_builder *b, struct mf_gb_entity *e,
		      const struct mf_cldr_place *place, const char *arabic)
{
	for (int i = 0; i < MF_CLDR_LANGUAGES; i++) {
		const char *name = i == MF_CLDR_AR && arabic ? arabic : place->name[i];

		if (name && *name)
			mf_gb_name_add(b, e, name, strlen(name), cldr_tags[i], GB_PREFERRED);
	}
	for (int i = 0; i < 2 && place->other[i]; i++)
		mf_gb_name_add(b, e, place->other[i], strlen(place->other[i]), "ar", GB_OTHER);
}

static void add_country(void *ctx, const struct mf_cldr_place *place)
{
	struct mf_gazetteer_builder *b = ctx;
	char id[3] = { (char)tolower(place->code[0]), (char)tolower(place->code[1]), '\0' };
	const char *arabic = correction(b, id);
	struct mf_gb_entity *e;

	if (arabic && !*arabic)
		return;
	e = mf_gb_entity_at(b, id, 2);
	e->type = MF_PLACE;
	e->flags |= GZ_COUNTRY;
	add_names(b, e, place, arabic);
}

/* "Port-au-Prince" -> "port-au-prince", "São Tomé" -> "s-o-tom": ids of cities are made of what is
 * ASCII in the zone's name, which is ASCII altogether. */
static size_t slug(const char *zone, char *out, size_t size)
{
	const char *p = strrchr(zone, '/');
	size_t n = 0;

	for (p = p ? p + 1 : zone; *p && n + 1 < size; p++)
		out[n++] = isalnum((unsigned char)*p) ? (char)tolower((unsigned char)*p) : '-';
	out[n] = '\0';
	return n;
}

/* The id of a city: the slug of its English name where that is ASCII, else of its zone. */
static size_t city_id(const struct mf_cldr_place *place, char *out, size_t size)
{
	const char *name = place->name[MF_CLDR_EN];

	for (const char *p = name; *p; p++)
		if ((unsigned char)*p >= 0x80 || strchr(",.'(/", *p))
			name = place->zone;
	return slug(name, out, size);
}

/* A country with one of the city's names, or NULL: Kuwait, Luxembourg, الجزائر. */
static struct mf_gb_entity *namesake(struct mf_gazetteer_builder *b, const struct mf_cldr_place *place)
{
	for (size_t i = 0; i < b->n; i++) {
		struct mf_gb_entity *e = &b->entities[i];
		const char *ar = mf_gb_preferred(e, "ar"), *en = mf_gb_preferred(e, "en");

		if ((e->flags & GZ_COUNTRY) && ((ar && !strcmp(ar, place->name[MF_CLDR_AR])) ||
						(en && !strcmp(en, place->name[MF_CLDR_EN]))))
			return e;
	}
	return NULL;
}

static void add_city(void *ctx, const struct mf_cldr_place *place)
{
	struct mf_gazetteer_builder *b = ctx;
	struct mf_gb_entity *country = namesake(b, place), *e;
	char id[100], code[3] = { (char)tolower(place->code[0]), (char)tolower(place->code[1]), '\0' };
	size_t n = city_id(place, id, sizeof id);
	const char *arabic = correction(b, id), *skip = correction(b, place->code);

	if ((arabic && !*arabic) || (skip && !*skip) || n < 3)
		return;
	if (country) { /* a second spelling of the country at best */
		const char *name = place->name[MF_CLDR_AR];

		mf_gb_name_add(b, country, name, strlen(name), "ar", GB_OTHER);
		return;
	}
	e = mf_gb_entity_at(b, id, n);
	if (e->type != GB_NO_TYPE && e->type != MF_PLACE)
		return;
	e->type = MF_PLACE;
	e->flags |= GZ_CITY;
	e->broader = mf_gb_entity_find(b, code, 2) ? mf_arena_strdup(&b->arena, code) : NULL;
	add_names(b, e, place, arabic);
}

int mf_gazetteer_add_cldr(struct mf_gazetteer_builder *b, struct mf_error *err)
{
	int status = mf_cldr_each_country(add_country, b, err);

	if (!status)
		status = mf_cldr_each_city(add_city, b, err);
	b->file++;
	return status;
}
