/* SPDX-License-Identifier: GPL-2.0-or-later */
/* import_json.c - a JSON object a line: entities of Wikidata, patterns of spaCy's EntityRuler.
 *
 * Wikidata's dumps are one array; its brackets, and the commas at the ends of lines, are passed over.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/gazetteer/import_private.h"
#include "wrappers/json/json.h"

static const char *text_of(const struct mf_json_value *object, const char *name, size_t *len)
{
	const struct mf_json_value *value = object ? mf_json_get(object, name) : NULL;

	return value ? mf_json_text(value, len) : NULL;
}

static const struct mf_json_value *member(const struct mf_json_value *object, const char *name)
{
	return object ? mf_json_get(object, name) : NULL;
}

/* ---- Wikidata ---- */

/* Classes that say what an item is; of several the first one in this order. */
static const struct {
	const char *item, *type;
} classes[] = {
	{ "Q5", "Person" }, /* human */
	{ "Q6256", "Country" },
	{ "Q3624078", "Country" }, /* sovereign state */
	{ "Q515", "City" },
	{ "Q1549591", "City" }, /* big city */
	{ "Q5119", "City" },    /* capital */
	{ "Q3957", "City" },    /* town */
	{ "Q532", "Place" },    /* village */
	{ "Q5107", "Continent" },
	{ "Q82794", "Place" }, /* geographic region */
	{ "Q56061", "AdministrativeArea" },
	{ "Q10864048", "AdministrativeArea" },
	{ "Q23442", "Landform" }, /* island */
	{ "Q4022", "RiverBodyOfWater" },
	{ "Q23397", "LakeBodyOfWater" },
	{ "Q165", "SeaBodyOfWater" },
	{ "Q9430", "BodyOfWater" }, /* ocean */
	{ "Q8502", "Mountain" },
	{ "Q1248784", "Airport" },
	{ "Q192283", "NewsMediaOrganization" },
	{ "Q11032", "NewsMediaOrganization" }, /* agency, newspaper */
	{ "Q1110794", "NewsMediaOrganization" },
	{ "Q1616075", "NewsMediaOrganization" }, /* daily, television */
	{ "Q7278", "PoliticalParty" },
	{ "Q3918", "CollegeOrUniversity" },
	{ "Q476028", "SportsTeam" },
	{ "Q46970", "Airline" },
	{ "Q22687", "BankOrCreditUnion" },
	{ "Q79913", "NGO" },
	{ "Q192350", "GovernmentOrganization" },
	{ "Q327333", "GovernmentOrganization" },
	{ "Q783794", "Corporation" },
	{ "Q4830453", "Corporation" },
	{ "Q484652", "Organization" },
	{ "Q163740", "Organization" },
	{ "Q43229", "Organization" },
};

static const char *class_of(const struct mf_json_value *entity)
{
	const struct mf_json_value *claims = member(member(entity, "claims"), "P31");
	size_t best = sizeof classes / sizeof *classes, n = claims ? mf_json_count(claims) : 0;

	for (size_t i = 0; i < n; i++) {
		const struct mf_json_value *snak = member(mf_json_at(claims, i), "mainsnak");
		size_t len;
		const char *item = text_of(member(member(snak, "datavalue"), "value"), "id", &len);

		for (size_t k = 0; item && k < best; k++)
			if (!strcmp(classes[k].item, item))
				best = k;
	}
	return best < sizeof classes / sizeof *classes ? classes[best].type : NULL;
}

static void read_wikidata(struct mf_import *im, const struct mf_json_value *entity, long line)
{
	static const char *const languages[] = { "ar", "en", "ru", "fr", "fa", "tr" };
	struct mf_import_row *row = mf_import_row_new(im, line);
	size_t len;
	const char *text = text_of(entity, "id", &len);

	row->type = class_of(entity);
	row->match = text ? mf_arena_strndup(&im->arena, text, len) : NULL;
	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
		const struct mf_json_value *aliases = member(member(entity, "aliases"), languages[i]);
		size_t n = aliases ? mf_json_count(aliases) : 0;

		text = text_of(member(member(entity, "labels"), languages[i]), "value", &len);
		if (text)
			mf_import_name_add(im, row, text, len, languages[i], MF_IMPORT_PREFERRED);
		for (size_t k = 0; k < n; k++)
			if ((text = text_of(mf_json_at(aliases, k), "value", &len)) != NULL)
				mf_import_name_add(im, row, text, len, languages[i], MF_IMPORT_OTHER);
	}
	if (!row->type || row->n == 0 || strcmp(row->names[0].language, "ar") != 0) {
		mf_import_reject(im, line, "%s has no %s", row->match ? row->match : "the item",
				 row->type ? "Arabic name" : "class (P31) that says what it is");
		mf_import_row_drop(im);
		return;
	}
	mf_import_row_end(im);
}

static int by_id_and_match(const void *a, const void *b)
{
	const struct mf_import_row *x = a, *y = b;
	int d = strcmp(x->id, y->id);

	return d ? d : strcmp(x->match ? x->match : "", y->match ? y->match : "");
}

/* Items that an English name alone does not tell apart have their number in their ids too. */
static void tell_apart(struct mf_import *im)
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

/* ---- spaCy ---- */

/* A pattern is a text, or an array of tokens of which only their own text is taken. */
static bool read_pattern(const struct mf_json_value *pattern, struct mf_buf *out)
{
	static const char *const keys[] = {
		"ORTH", "TEXT", "LOWER", "NORM", "orth", "text", "lower", "norm"
	};
	size_t n = mf_json_count(pattern), len;
	const char *text = mf_json_text(pattern, &len);

	if (text) {
		mf_buf_add(out, text, len);
		return len > 0;
	}
	for (size_t i = 0; i < n; i++) {
		text = NULL;
		for (size_t k = 0; k < sizeof keys / sizeof *keys && !text; k++)
			text = text_of(mf_json_at(pattern, i), keys[k], &len);
		if (!text)
			return false;
		if (i > 0)
			mf_buf_addch(out, ' ');
		mf_buf_add(out, text, len);
	}
	return n > 0;
}

static void read_spacy(struct mf_import *im, const struct mf_json_value *object, long line)
{
	struct mf_import_row *row = mf_import_row_new(im, line);
	struct mf_buf name = MF_BUF_INIT;
	size_t len;
	const char *label = text_of(object, "label", &len), *id = text_of(object, "id", &len);

	row->id = id ? mf_arena_strdup(&im->arena, id) : NULL;
	row->type = label ? mf_import_type(label) : NULL;
	if (!row->type) {
		mf_import_reject(im, line, "label '%.60s' is none of PERSON, ORG, GPE, LOC, FAC",
				 label ? label : "");
		mf_import_row_drop(im);
	} else if (!read_pattern(mf_json_get(object, "pattern"), &name)) {
		mf_import_reject(im, line,
				 "the pattern is no text, and has tokens without ORTH, TEXT or LOWER");
		mf_import_row_drop(im);
	} else {
		mf_import_name_add(im, row, name.data, name.len, NULL, MF_IMPORT_PREFERRED);
		mf_import_row_end(im);
	}
	mf_buf_release(&name);
}

/* ---- lines ---- */

static void read_object(struct mf_import *im, const struct mf_json_value *object, long line)
{
	if (mf_json_kind(object) == MF_JSON_OBJECT && mf_json_get(object, "labels"))
		read_wikidata(im, object, line);
	else if (mf_json_kind(object) == MF_JSON_OBJECT && mf_json_get(object, "pattern"))
		read_spacy(im, object, line);
	else
		mf_import_reject(im, line, "neither an item of Wikidata nor a pattern of spaCy");
}

int mf_import_json(struct mf_import *im, const char *text, size_t len, struct mf_error *err)
{
	const char *end = text + len;
	uint64_t lines = 0;
	long line = 1;

	for (const char *at = text, *stop; at < end; at = stop + 1, line++) {
		struct mf_json_value *object;
		struct mf_error problem = MF_ERROR_INIT;
		size_t n;

		stop = memchr(at, '\n', (size_t)(end - at));
		stop = stop ? stop : end;
		n = (size_t)(stop - at);
		while (n > 0 && (isspace((unsigned char)at[n - 1]) || at[n - 1] == ','))
			n--;
		if (n == 0 || (n == 1 && strchr("[]", *at)))
			continue;
		lines++;
		if (mf_json_parse(&object, at, n, &problem) < 0) {
			mf_import_reject(im, line, "%.200s", problem.text);
			continue;
		}
		read_object(im, object, line);
		mf_json_free(object);
	}
	tell_apart(im);
	if (lines > 0 && im->n == 0 && im->rejected == lines) {
		mf_error_set(err, MF_E_INPUT, "%s: no line of it could be used", im->path);
		mf_error_hint(err, "a JSON object a line is wanted: items of Wikidata or patterns of spaCy");
		return MF_E_INPUT;
	}
	return 0;
}
