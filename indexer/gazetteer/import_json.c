/* SPDX-License-Identifier: GPL-2.0-or-later */
/* import_json.c - JSON: items of Wikidata or patterns of spaCy's EntityRuler, an object a line; or one
 * object, what Wikidata's API (wbgetentities) or its query service answered.
 *
 * Wikidata's dumps are one array; its brackets, and the commas at the ends of lines, are passed over.
 */
#define _GNU_SOURCE /* memmem */
#include <ctype.h>
#include <string.h>

#include "indexer/gazetteer/import_private.h"
#include "wrappers/json/json.h"

#define ANSWER_HEAD 4096 /* bytes in which an answer shows what it is */

static const char *text_of(const struct mf_json_value *object, const char *name, size_t *len)
{
	const struct mf_json_value *value = object ? mf_json_get(object, name) : NULL;

	return value ? mf_json_text(value, len) : NULL;
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
		mf_import_item(im, object, line);
	else if (mf_json_kind(object) == MF_JSON_OBJECT && mf_json_get(object, "pattern"))
		read_spacy(im, object, line);
	else
		mf_import_reject(im, line, "neither an item of Wikidata nor a pattern of spaCy");
}

/* An answer of Wikidata's is one object, over many lines or on one; true where the text is such. */
static bool read_answer(struct mf_import *im, const char *text, size_t len)
{
	const struct mf_json_value *found;
	struct mf_json_value *answer;
	bool is_one = true;

	if (!memmem(text, len < ANSWER_HEAD ? len : ANSWER_HEAD, "\"entities\"", strlen("\"entities\"")) &&
	    !memmem(text, len < ANSWER_HEAD ? len : ANSWER_HEAD, "\"head\"", strlen("\"head\"")))
		return false;
	if (mf_json_parse(&answer, text, len, NULL) < 0)
		return false;
	if (mf_json_kind(answer) == MF_JSON_OBJECT && (found = mf_json_get(answer, "entities")) != NULL)
		mf_import_entities(im, found);
	else if (mf_json_kind(answer) == MF_JSON_OBJECT && (found = mf_json_get(answer, "results")) != NULL)
		mf_import_bindings(im, found);
	else
		is_one = false;
	mf_json_free(answer);
	return is_one;
}

int mf_import_json(struct mf_import *im, const char *text, size_t len, struct mf_error *err)
{
	const char *end = text + len;
	uint64_t lines = 0;
	long line = 1;

	if (read_answer(im, text, len)) {
		mf_import_tell_apart(im);
		return 0;
	}
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
	mf_import_tell_apart(im);
	if (lines > 0 && im->n == 0 && im->rejected == lines) {
		mf_error_set(err, MF_E_INPUT, "%s: no line of it could be used", im->path);
		mf_error_hint(err, "a JSON object a line is wanted: items of Wikidata or patterns of spaCy");
		return MF_E_INPUT;
	}
	return 0;
}
