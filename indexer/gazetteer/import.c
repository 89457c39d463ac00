/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/gazetteer/import.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "indexer/gazetteer/import_private.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/utf8.h"

#define FILE_CEILING ((size_t)1 << 30)
#define NAME_MAX_BYTES 400 /* as the reader of Turtle has it */
#define ID_MAX_BYTES 80
#define WIKIDATA "http://www.wikidata.org/entity/"

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

/* An id of the English name: "Kassym-Jomart Tokayev" is kassym-jomart-tokayev; NULL where it has no such
 * name. */
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

/* ---- writing ---- */

static int by_id(const void *a, const void *b)
{
	const struct mf_import_row *x = a, *y = b;
	int d = strcmp(x->id, y->id);

	return d ? d : (x->order > y->order) - (x->order < y->order);
}

static void add_literal(struct mf_buf *out, const struct mf_import_name *name)
{
	mf_buf_addch(out, '"');
	for (const char *p = name->text; *p; p++) {
		if (*p == '"' || *p == '\\')
			mf_buf_addch(out, '\\');
		mf_buf_addch(out, (unsigned char)*p < 0x20 ? ' ' : *p);
	}
	mf_buf_printf(out, "\"@%s", name->language);
}

/* Has an earlier name of the entity's rows [0, i] the same text, or is it the preferred one already? */
static bool is_said(const struct mf_import_row *rows, size_t i, size_t k, bool *preferred_taken)
{
	const struct mf_import_name *name = &rows[i].names[k];

	*preferred_taken = false;
	for (size_t r = 0; r <= i; r++)
		for (size_t j = 0; j < (r == i ? k : rows[r].n); j++) {
			const struct mf_import_name *other = &rows[r].names[j];

			if (strcmp(other->language, name->language) != 0)
				continue;
			if (!strcmp(other->text, name->text))
				return true;
			*preferred_taken |= other->role == MF_IMPORT_PREFERRED;
		}
	return false;
}

static void write_names(const struct mf_import_row *rows, size_t n, enum mf_import_role role,
			struct mf_buf *out)
{
	static const char *const properties[] = { "prefLabel", "altLabel", "hiddenLabel" };
	const char *between = NULL;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < rows[i].n; k++) {
			bool taken;
			enum mf_import_role own = (enum mf_import_role)rows[i].names[k].role;

			if (is_said(rows, i, k, &taken))
				continue;
			if (own == MF_IMPORT_PREFERRED && taken)
				own = MF_IMPORT_OTHER;
			if (own != role)
				continue;
			if (between)
				mf_buf_addstr(out, between);
			else
				mf_buf_printf(out, " ;\n\tskos:%s ", properties[role]);
			add_literal(out, &rows[i].names[k]);
			between = ", ";
		}
}

/* The rows of one entity. */
static void write_entity(const struct mf_import_row *rows, size_t n, struct mf_buf *out)
{
	const char *type = NULL, *broader = NULL, *match = NULL;

	for (size_t i = 0; i < n; i++) {
		type = type ? type : rows[i].type;
		broader = broader ? broader : rows[i].broader;
		match = match ? match : rows[i].match;
	}
	mf_buf_printf(out, "\n:%s a skos:Concept", rows[0].id);
	if (type)
		mf_buf_printf(out, ", schema:%s", type);
	for (int role = MF_IMPORT_PREFERRED; role <= MF_IMPORT_HIDDEN; role++)
		write_names(rows, n, (enum mf_import_role)role, out);
	if (broader)
		mf_buf_printf(out, " ;\n\tskos:broader :%s", broader);
	if (match)
		mf_buf_printf(out, " ;\n\tskos:exactMatch <%s%s>", strchr(match, ':') ? "" : WIKIDATA, match);
	mf_buf_addstr(out, " .\n");
}

static void write_all(struct mf_import *im, struct mf_buf *out)
{
	if (im->n > 1)
		qsort(im->rows, im->n, sizeof *im->rows, by_id);
	mf_buf_addstr(out, "@prefix : <https://mufahris.example/entity/> .\n"
			   "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
			   "@prefix schema: <https://schema.org/> .\n");
	for (size_t i = 0, k; i < im->n; i = k) {
		for (k = i + 1; k < im->n && strcmp(im->rows[k].id, im->rows[i].id) == 0; k++)
			;
		write_entity(im->rows + i, k - i, out);
	}
}

int mf_gazetteer_import(const char *path, mf_gazetteer_report *report, void *ctx, struct mf_buf *out,
			struct mf_error *err)
{
	struct mf_import im = { .path = path, .report = report, .ctx = ctx };
	struct mf_buf text = MF_BUF_INIT;
	size_t bad = 0, skip, start;
	int rc = mf_file_read(path, FILE_CEILING, &text, err);

	if (rc < 0)
		goto out;
	skip = text.len >= 3 && !memcmp(text.data, "\xEF\xBB\xBF" /* byte order mark */, 3) ? 3 : 0;
	start = skip;
	while (start < text.len && isspace((unsigned char)text.data[start]))
		start++;
	if (!mf_utf8_valid(text.data, text.len, &bad))
		rc = mf_error_set(err, MF_E_INPUT, "%s: not UTF-8 at byte %zu", path, bad);
	else if (start == text.len)
		rc = mf_error_set(err, MF_E_INPUT, "%s: the file is empty", path);
	else if (text.data[start] == '{' || text.data[start] == '[')
		rc = mf_import_json(&im, text.data + skip, text.len - skip, err);
	else
		rc = mf_import_csv(&im, text.data + skip, text.len - skip, err);
	if (rc == 0)
		write_all(&im, out);
	for (size_t i = 0; i < im.n; i++)
		free(im.rows[i].names);
	free(im.rows);
	mf_arena_release(&im.arena);
out:
	mf_buf_release(&text);
	return rc;
}
