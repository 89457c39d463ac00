/* SPDX-License-Identifier: GPL-2.0-or-later */
/* import.c - a file of rows in any of the formats, written as Turtle. */
#include "indexer/gazetteer/import.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/gazetteer/import_private.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/utf8.h"

#define FILE_CEILING ((size_t)1 << 30)
#define WIKIDATA "http://www.wikidata.org/entity/"

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
