/* SPDX-License-Identifier: GPL-2.0-or-later */
/* import_rows.c - the rows of an import while they are gathered: names, types, ids, complaints. */
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "indexer/gazetteer/import_private.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/utf8.h"

#define NAME_MAX_BYTES 400 /* as the reader of Turtle has it */
#define ID_MAX_BYTES 80

void mf_import_reject(struct mf_import *im, long line, const char *format, ...)
{
	struct mf_error e = MF_ERROR_INIT;
	char what[300];
	va_list args;

	va_start(args, format);
	vsnprintf(what, sizeof what, format, args);
	va_end(args);
	mf_error_set(&e, MF_E_INPUT, "%s:%ld: %s", im->path, line, what);
	e.line = line;
	im->rejected++;
	im->report(im->ctx, &e);
}

struct mf_import_row *mf_import_row_new(struct mf_import *im, long line)
{
	im->rows = mf_grow(im->rows, &im->cap, im->n + 1, sizeof *im->rows);
	im->rows[im->n] = (struct mf_import_row){ .line = line, .order = im->n };
	return &im->rows[im->n++];
}

void mf_import_row_drop(struct mf_import *im)
{
	free(im->rows[--im->n].names);
}

/* The language of most newspapers in the script of the first letter. */
static const char *language_of(const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		uint32_t c = mf_utf8_next(text, len, &at);

		if (c >= 0x600 && c < 0x780)
			return "ar";
		if (c >= 0x400 && c < 0x530)
			return "ru";
		if (c >= 0x41 && c < 0x250 && (c > 0xbf || isalpha((int)c)))
			return "en";
	}
	return "und";
}

void mf_import_name_add(struct mf_import *im, struct mf_import_row *row, const char *text, size_t len,
			const char *language, int role)
{
	struct mf_import_name *name;

	while (len > 0 && isspace((unsigned char)*text))
		text++, len--;
	while (len > 0 && isspace((unsigned char)text[len - 1]))
		len--;
	if (len == 0)
		return;
	if (len > NAME_MAX_BYTES) {
		mf_import_reject(im, row->line, "a name of more than %d bytes", NAME_MAX_BYTES);
		return;
	}
	row->names = mf_grow(row->names, &row->cap, row->n + 1, sizeof *row->names);
	name = &row->names[row->n++];
	*name = (struct mf_import_name){ .text = mf_arena_strndup(&im->arena, text, len),
					 .role = (uint8_t)role };
	snprintf(name->language, sizeof name->language, "%s", language ? language : language_of(text, len));
}

void mf_import_list_add(struct mf_import *im, struct mf_import_row *row, const char *text,
			const char *between, const char *language, int role)
{
	for (const char *at = text, *end; *at; at = end) {
		const char *stop = strstr(at, between);

		end = stop ? stop + strlen(between) : at + strlen(at);
		mf_import_name_add(im, row, at, (size_t)((stop ? stop : end) - at), language, role);
	}
}

const char *mf_import_type(const char *word)
{
	static const char *const types[][2] = {
		{ "person", "Person" },
		{ "per", "Person" },
		{ "place", "Place" },
		{ "location", "Place" },
		{ "loc", "Place" },
		{ "gpe", "Place" },
		{ "fac", "Place" },
		{ "city", "City" },
		{ "country", "Country" },
		{ "org", "Organization" },
		{ "organization", "Organization" },
		{ "organisation", "Organization" },
	};

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (strcasecmp(word, types[i][0]) == 0)
			return types[i][1];
	return NULL;
}

/* An id of the English name: "Kassym-Jomart Tokayev" is kassym-jomart-tokayev; else of the item in Wikidata;
 * NULL where it has neither. */
static const char *make_id(struct mf_import *im, const struct mf_import_row *row)
{
	char id[ID_MAX_BYTES + 1];
	size_t n = 0;

	for (size_t i = 0; i < row->n && n == 0; i++) {
		const char *p = row->names[i].text;

		if (strcmp(row->names[i].language, "en") != 0)
			continue;
		for (; *p && n < ID_MAX_BYTES; p++) {
			if (isalnum((unsigned char)*p))
				id[n++] = (char)tolower((unsigned char)*p);
			else if (n > 0 && id[n - 1] != '-' && (unsigned char)*p < 0x80 && *p != '\'')
				id[n++] = '-';
		}
		n -= n > 0 && id[n - 1] == '-';
	}
	if (n == 0 && row->match && mf_import_is_item(row->match))
		for (const char *p = row->match; *p && n < ID_MAX_BYTES; p++)
			id[n++] = (char)tolower((unsigned char)*p);
	return n > 0 ? mf_arena_strndup(&im->arena, id, n) : NULL;
}

static bool is_id(const char *id)
{
	return *id && strlen(id) <= ID_MAX_BYTES &&
	       strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(id);
}

void mf_import_row_end(struct mf_import *im)
{
	struct mf_import_row *row = &im->rows[im->n - 1];
	size_t rejected = im->rejected;

	if (!row->id)
		row->id = make_id(im, row);
	if (!row->id)
		mf_import_reject(im, row->line, "neither an id nor an English name to make one of");
	else if (!is_id(row->id))
		mf_import_reject(im, row->line,
				 "'%.100s' is no id: lower-case letters, digits and '-' make one", row->id);
	else if (row->broader && !is_id(row->broader))
		mf_import_reject(im, row->line, "'%.100s' is no id of something broader", row->broader);
	else if (row->match && strpbrk(row->match, "<>\" \t\\"))
		mf_import_reject(im, row->line, "'%.100s' is no IRI", row->match);
	else if (row->n == 0)
		mf_import_reject(im, row->line, "'%s' has no name", row->id);
	if (im->rejected > rejected)
		mf_import_row_drop(im);
}
