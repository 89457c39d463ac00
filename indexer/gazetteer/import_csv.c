/* SPDX-License-Identifier: GPL-2.0-or-later */
/* import_csv.c - rows of RFC 4180, by the names of their columns. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "indexer/gazetteer/import_private.h"

#define COLUMNS_MAX 40

enum column {
	COLUMN_IGNORED,
	COLUMN_ID,
	COLUMN_TYPE,
	COLUMN_BROADER,
	COLUMN_MATCH,
	COLUMN_ALIASES,
	COLUMN_HIDDEN,
	COLUMN_NAME,
	COLUMN_LABEL /* a name whose language its script tells */
};

struct csv {
	struct mf_import *im;
	const char *at, *end;
	char separator;
	long line;
	enum column column[COLUMNS_MAX];
	char language[COLUMNS_MAX][12];
	size_t columns;
	bool query; /* it is from the query service of Wikidata */
	struct mf_buf field;
};

/* Reads a field into csv->field and moves after its separator; *last where the row ends with it.
 * False where a quote is not closed. */
static bool read_field(struct csv *c, bool *last)
{
	bool quoted = c->at < c->end && *c->at == '"';

	mf_buf_reset(&c->field);
	c->at += quoted;
	while (c->at < c->end) {
		char ch = *c->at;

		if (quoted && ch == '"') {
			if (c->at + 1 < c->end && c->at[1] == '"')
				c->at++;
			else
				quoted = false;
			if (!quoted) {
				c->at++;
				continue;
			}
		} else if (!quoted && (ch == c->separator || ch == '\n')) {
			break;
		}
		c->line += ch == '\n';
		if (quoted || ch != '\r')
			mf_buf_addch(&c->field, ch);
		c->at++;
	}
	if (quoted)
		return false;
	*last = c->at >= c->end || *c->at == '\n';
	c->line += c->at < c->end && *c->at == '\n';
	c->at += c->at < c->end;
	mf_buf_addch(&c->field, '\0');
	c->field.len--;
	return true;
}

/* ar, en, zh-hans: a language; the names of the columns are the words of the project. */
static enum column column_of(const char *name)
{
	static const struct {
		const char *name;
		enum column column;
	} known[] = {
		{ "id", COLUMN_ID },
		{ "type", COLUMN_TYPE },
		{ "broader", COLUMN_BROADER },
		{ "match", COLUMN_MATCH },
		{ "wikidata", COLUMN_MATCH },
		{ "aliases", COLUMN_ALIASES },
		{ "hidden", COLUMN_HIDDEN },
		/* of the query service */
		{ "item", COLUMN_MATCH },
		{ "itemlabel", COLUMN_LABEL },
		{ "label", COLUMN_LABEL },
		{ "itemaltlabel", COLUMN_ALIASES },
		{ "altlabel", COLUMN_ALIASES },
		{ "class", COLUMN_TYPE },
		{ "instance", COLUMN_TYPE },
		{ "instanceof", COLUMN_TYPE },
		{ "country", COLUMN_BROADER },
		{ "nationality", COLUMN_BROADER },
		{ "citizenship", COLUMN_BROADER },
	};
	size_t letters = strspn(name, "abcdefghijklmnopqrstuvwxyz"), len = strlen(name);

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (!strcmp(name, known[i].name))
			return known[i].column;
	return (letters == 2 || letters == 3) && len < 12 && (letters == len || name[letters] == '-')
		       ? COLUMN_NAME
		       : COLUMN_IGNORED;
}

static int read_header(struct csv *c, struct mf_error *err)
{
	bool last = false, named = false;
	size_t commas = 0, semicolons = 0, tabs = 0;

	for (const char *p = c->at; p < c->end && *p != '\n'; p++) {
		commas += *p == ',';
		semicolons += *p == ';';
		tabs += *p == '\t';
	}
	c->separator = tabs > commas && tabs > semicolons ? '\t' : semicolons > commas ? ';' : ',';
	while (!last && c->columns < COLUMNS_MAX && read_field(c, &last)) {
		for (char *p = c->field.data; *p; p++)
			*p = (char)tolower((unsigned char)*p);
		c->column[c->columns] = column_of(c->field.data);
		named |= c->column[c->columns] == COLUMN_NAME || c->column[c->columns] == COLUMN_LABEL;
		c->query |= strncmp(c->field.data, "item", strlen("item")) == 0;
		snprintf(c->language[c->columns], sizeof c->language[0], "%s", c->field.data);
		c->columns++;
	}
	if (last && named)
		return 0;
	mf_error_set(err, MF_E_INPUT, "%s:1: the first row names no language such as ar", c->im->path);
	mf_error_hint(err, "the columns are id, type, ar, en, ru ..., aliases, hidden, broader, match");
	return MF_E_INPUT;
}

static void take_field(struct csv *c, struct mf_import_row *row, size_t i)
{
	const char *text = c->field.data;

	if (!*text)
		return;
	switch (c->column[i]) {
	case COLUMN_ID:
		row->id = mf_arena_strdup(&c->im->arena, text);
		break;
	case COLUMN_TYPE:
		row->type = mf_import_is_item(text) ? mf_import_class(c->im, text) : mf_import_type(text);
		if (!row->type)
			mf_import_reject(c->im, row->line,
					 "type '%.60s' is none of person, place, city, country, org", text);
		break;
	case COLUMN_BROADER:
		row->broader = mf_import_is_item(text) ? mf_import_country(c->im, text)
						       : mf_arena_strdup(&c->im->arena, text);
		break;
	case COLUMN_MATCH:
		mf_import_match_set(c->im, row, text);
		break;
	case COLUMN_ALIASES:
	case COLUMN_HIDDEN:
		mf_import_list_add(c->im, row, text, strchr(text, '|') || !c->query ? "|" : ", ", NULL,
				   c->column[i] == COLUMN_ALIASES ? MF_IMPORT_OTHER : MF_IMPORT_HIDDEN);
		break;
	case COLUMN_NAME:
		mf_import_name_add(c->im, row, text, c->field.len, c->language[i], MF_IMPORT_PREFERRED);
		break;
	case COLUMN_LABEL:
		mf_import_name_add(c->im, row, text, c->field.len, NULL, MF_IMPORT_PREFERRED);
		break;
	case COLUMN_IGNORED:
		break;
	}
}

/* Reads a row; false at an unclosed quote, which swallows the rest of the file. */
static bool read_row(struct csv *c)
{
	long line = c->line;
	struct mf_import_row *row = mf_import_row_new(c->im, line);
	uint64_t rejected = c->im->rejected;
	size_t fields = 0;
	bool last = false, closed = true;

	while (!last && (closed = read_field(c, &last))) {
		if (fields < c->columns)
			take_field(c, row, fields);
		fields++;
	}
	if (!closed)
		mf_import_reject(c->im, line, "a quote is not closed");
	else if (fields != c->columns)
		mf_import_reject(c->im, line, "%zu fields, where the first row has %zu", fields, c->columns);
	if (c->im->rejected > rejected) {
		mf_import_row_drop(c->im);
		return closed;
	}
	mf_import_row_end(c->im);
	return true;
}

int mf_import_csv(struct mf_import *im, const char *text, size_t len, struct mf_error *err)
{
	struct csv c = { .im = im, .at = text, .end = text + len, .line = 1, .field = MF_BUF_INIT };
	int rc = read_header(&c, err);

	while (rc == 0 && c.at < c.end) {
		if (*c.at == '\n' || *c.at == '\r') { /* an empty line */
			c.line += *c.at++ == '\n';
			continue;
		}
		if (!read_row(&c))
			break;
	}
	mf_buf_release(&c.field);
	return rc;
}
