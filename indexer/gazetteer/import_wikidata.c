/* SPDX-License-Identifier: GPL-2.0-or-later */
/* import_wikidata.c - items of Wikidata: as dumps and wbgetentities give them, and as rows of its query
 * service.
 *
 * What an item is, its classes say (data/wikidata-classes.txt); where they are others, its properties: who
 * is born is a person, what has coordinates is a place, what has a head office is an organisation.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/gazetteer/import_private.h"
#include "wrappers/json/json.h"
#include "wrappers/libc/mem.h"

#define WIKIDATA "http://www.wikidata.org/entity/"

extern const char mf_data_wikidata_classes[], mf_data_wikidata_countries[];

/* ---- tables ---- */

/* The second field of the line that begins with `item`; *line is its number. */
static const char *look_up(struct mf_import *im, const char *table, const char *item, size_t len,
			   size_t *line)
{
	*line = 0;
	for (const char *at = table; *at; at = strchr(at, '\n') + 1, ++*line)
		if (strncmp(at, item, len) == 0 && at[len] == '\t')
			return mf_arena_strndup(&im->arena, at + len + 1, strcspn(at + len + 1, "\t\n"));
	return NULL;
}

/* "Q515" of "http://www.wikidata.org/entity/Q515" or of itself; *len 0 where it is none. */
static const char *item_of(const char *text, size_t *len)
{
	const char *slash = strrchr(text, '/');
	size_t digits;

	text = slash ? slash + 1 : text;
	digits = *text == 'Q' ? strspn(text + 1, "0123456789") : 0;
	*len = digits > 0 && text[digits + 1] == '\0' ? digits + 1 : 0;
	return text;
}

bool mf_import_is_item(const char *text)
{
	size_t len;

	item_of(text, &len);
	return len > 0;
}

void mf_import_match_set(struct mf_import *im, struct mf_import_row *row, const char *text)
{
	size_t len;
	const char *item = item_of(text, &len);

	row->match = mf_arena_strdup(&im->arena, len > 0 ? item : text);
}

const char *mf_import_class(struct mf_import *im, const char *text)
{
	size_t len, line;
	const char *item = item_of(text, &len);

	return len > 0 ? look_up(im, mf_data_wikidata_classes, item, len, &line) : NULL;
}

const char *mf_import_country(struct mf_import *im, const char *text)
{
	size_t len, line;
	const char *item = item_of(text, &len);

	return len > 0 ? look_up(im, mf_data_wikidata_countries, item, len, &line) : NULL;
}

/* ---- items ---- */

static const char *text_of(const struct mf_json_value *object, const char *name)
{
	const struct mf_json_value *value = object ? mf_json_get(object, name) : NULL;
	size_t len;

	return value ? mf_json_text(value, &len) : NULL;
}

static const struct mf_json_value *member(const struct mf_json_value *object, const char *name)
{
	return object ? mf_json_get(object, name) : NULL;
}

/* The item that is the i-th value of a property, or NULL. */
static const char *value_of(const struct mf_json_value *entity, const char *property, size_t i)
{
	const struct mf_json_value *claims = member(member(entity, "claims"), property);
	const struct mf_json_value *snak = claims ? member(mf_json_at(claims, i), "mainsnak") : NULL;

	return text_of(member(member(snak, "datavalue"), "value"), "id");
}

static size_t values_of(const struct mf_json_value *entity, const char *property)
{
	const struct mf_json_value *claims = member(member(entity, "claims"), property);

	return claims ? mf_json_count(claims) : 0;
}

static const char *type_by_class(struct mf_import *im, const struct mf_json_value *entity)
{
	const char *type = NULL;
	size_t best = SIZE_MAX;

	for (size_t i = 0, n = values_of(entity, "P31"); i < n; i++) {
		const char *item = value_of(entity, "P31", i), *found;
		size_t line;

		found = item ? look_up(im, mf_data_wikidata_classes, item, strlen(item), &line) : NULL;
		if (found && line < best)
			type = found, best = line;
	}
	return type;
}

/* Properties that only items of one type have, the surest first. */
static const char *type_by_properties(const struct mf_json_value *entity)
{
	static const struct {
		const char *property, *type;
	} known[] = {
		{ "P569", "Person" },       { "P106", "Person" },        { "P27", "Person" },
		{ "P297", "Country" },      { "P1566", "Place" },        { "P159", "Organization" },
		{ "P749", "Organization" }, { "P1454", "Organization" }, { "P452", "Organization" },
		{ "P112", "Organization" }, { "P488", "Organization" },  { "P1082", "City" },
		{ "P625", "Place" },
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (values_of(entity, known[i].property) > 0)
			return known[i].type;
	return NULL;
}

/* A person's nationality, anything else's country. */
static const char *country_of(struct mf_import *im, const struct mf_json_value *entity)
{
	static const char *const properties[] = { "P27", "P17" };

	for (size_t i = 0; i < sizeof properties / sizeof *properties; i++) {
		const char *item = value_of(entity, properties[i], 0);
		const char *country = item ? mf_import_country(im, item) : NULL;

		if (country)
			return country;
	}
	return NULL;
}

static void add_names(struct mf_import *im, struct mf_import_row *row, const struct mf_json_value *entity)
{
	static const char *const languages[] = { "ar", "en", "ru", "fr", "fa", "tr" };

	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
		const struct mf_json_value *aliases = member(member(entity, "aliases"), languages[i]);
		const char *text = text_of(member(member(entity, "labels"), languages[i]), "value");

		if (text)
			mf_import_name_add(im, row, text, strlen(text), languages[i], MF_IMPORT_PREFERRED);
		for (size_t k = 0, n = aliases ? mf_json_count(aliases) : 0; k < n; k++)
			if ((text = text_of(mf_json_at(aliases, k), "value")) != NULL)
				mf_import_name_add(im, row, text, strlen(text), languages[i],
						   MF_IMPORT_OTHER);
	}
}

static bool has_arabic(const struct mf_import_row *row)
{
	for (size_t i = 0; i < row->n; i++)
		if (strcmp(row->names[i].language, "ar") == 0)
			return true;
	return false;
}

/* Ends a row of an item, or takes it back where it lacks a type or an Arabic name. */
static void end_item(struct mf_import *im, struct mf_import_row *row)
{
	if (row->type && has_arabic(row)) {
		mf_import_row_end(im);
		return;
	}
	mf_import_reject(im, row->line, "%s has no %s", row->match ? row->match : "the item",
			 row->type ? "Arabic name" : "class (P31) that says what it is");
	mf_import_row_drop(im);
}

void mf_import_item(struct mf_import *im, const struct mf_json_value *entity, long line)
{
	struct mf_import_row *row = mf_import_row_new(im, line);
	const char *id = text_of(entity, "id");

	row->type = type_by_class(im, entity);
	if (!row->type)
		row->type = type_by_properties(entity);
	row->match = id ? mf_arena_strdup(&im->arena, id) : NULL;
	row->broader = row->type && strcmp(row->type, "Country") != 0 ? country_of(im, entity) : NULL;
	add_names(im, row, entity);
	end_item(im, row);
}

/* ---- rows of the query service ---- */

/* What one variable of a row says: an item says what the row is about, its class, or its country; a text is
 * a name, of several in one language the first. */
static void take_variable(struct mf_import *im, struct mf_import_row *row, const char *name,
			  const struct mf_json_value *value)
{
	const char *text = text_of(value, "value"), *language = text_of(value, "xml:lang"), *found;

	if (!text)
		return;
	if (mf_import_is_item(text)) {
		if ((found = mf_import_class(im, text)) != NULL)
			row->type = row->type ? row->type : found;
		else if (row->match && (found = mf_import_country(im, text)) != NULL)
			row->broader = row->broader ? row->broader : found;
		else if (!row->match)
			mf_import_match_set(im, row, text);
	} else if (strstr(name, "ltLabel")) {
		mf_import_list_add(im, row, text, ", ", language, MF_IMPORT_OTHER);
	} else if (language || strstr(name, "Label")) {
		mf_import_name_add(im, row, text, strlen(text), language, MF_IMPORT_PREFERRED);
	} else if ((found = mf_import_type(text)) != NULL) {
		row->type = found;
	}
}

void mf_import_bindings(struct mf_import *im, const struct mf_json_value *results)
{
	const struct mf_json_value *rows = member(results, "bindings");

	for (size_t i = 0, n = rows ? mf_json_count(rows) : 0; i < n; i++) {
		struct mf_import_row *row = mf_import_row_new(im, (long)i + 1);
		const struct mf_json_value *value;
		const char *name;
		void *at = NULL;

		while (mf_json_next((struct mf_json_value *)(uintptr_t)mf_json_at(rows, i), &at, &name,
				    &value))
			take_variable(im, row, name, value);
		end_item(im, row);
	}
}

void mf_import_entities(struct mf_import *im, const struct mf_json_value *entities)
{
	const struct mf_json_value *value;
	const char *name;
	void *at = NULL;
	long number = 1;

	while (mf_json_next((struct mf_json_value *)(uintptr_t)entities, &at, &name, &value))
		mf_import_item(im, value, number++);
}

/* ---- ids ---- */

static int by_id_and_match(const void *a, const void *b)
{
	const struct mf_import_row *x = a, *y = b;
	int d = strcmp(x->id, y->id);

	return d ? d : strcmp(x->match ? x->match : "", y->match ? y->match : "");
}

/* Items that an English name alone does not tell apart have their number in their ids too. */
void mf_import_tell_apart(struct mf_import *im)
{
	const struct mf_import_row *first = NULL;

	if (im->n > 1)
		qsort(im->rows, im->n, sizeof *im->rows, by_id_and_match);
	for (size_t i = 0; i < im->n; i++) {
		struct mf_import_row *row = &im->rows[i];
		struct mf_buf id = MF_BUF_INIT;

		if (!first || strcmp(first->id, row->id) != 0 || !first->match || !row->match ||
		    !strcmp(first->match, row->match)) {
			first = row;
			continue;
		}
		mf_buf_printf(&id, "%.60s-%s", row->id, row->match);
		for (char *p = id.data; *p; p++)
			*p = (char)tolower((unsigned char)*p);
		row->id = mf_arena_strdup(&im->arena, id.data);
		mf_buf_release(&id);
	}
}
