/* SPDX-License-Identifier: GPL-2.0-or-later */
/* import_private.h - entities while they are read; for import*.c. */
#ifndef MF_GAZETTEER_IMPORT_PRIVATE_H
#define MF_GAZETTEER_IMPORT_PRIVATE_H

#include "indexer/gazetteer/import.h"
#include "wrappers/libc/arena.h"

#include <stdbool.h>

enum mf_import_role { MF_IMPORT_PREFERRED, MF_IMPORT_OTHER, MF_IMPORT_HIDDEN };

struct mf_import_name {
	const char *text;
	char language[12];
	uint8_t role; /* enum mf_import_role */
};

/* What one row or line says; several with the same id become one entity. */
struct mf_import_row {
	const char *id, *type, *broader, *match; /* NULL where it does not say */
	struct mf_import_name *names;
	size_t n, cap;
	long line;
	size_t order;
};

struct mf_import {
	const char *path;
	mf_gazetteer_report *report;
	void *ctx;
	struct mf_arena arena;
	struct mf_import_row *rows;
	size_t n, cap;
	uint64_t rejected;
};

/* Reports a row that is left out. */
void mf_import_reject(struct mf_import *im, long line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
struct mf_import_row *mf_import_row_new(struct mf_import *im, long line);
/* Adds a name without the white space around it; an empty one is ignored.  language NULL: by script. */
void mf_import_name_add(struct mf_import *im, struct mf_import_row *row, const char *text, size_t len,
			const char *language, int role);
/* The schema.org type of a word such as "person", "GPE"; NULL for none that is known. */
const char *mf_import_type(const char *word);
void mf_import_row_drop(struct mf_import *im); /* takes the last row back */
/* Ends a row: gives it an id where it has none, checks it, or takes it back with a report. */
void mf_import_row_end(struct mf_import *im);

/* Adds the names of a list, parted by `between`. */
void mf_import_list_add(struct mf_import *im, struct mf_import_row *row, const char *text,
			const char *between, const char *language, int role);

/* ---- import_wikidata.c ---- */
struct mf_json_value;
bool mf_import_is_item(const char *text); /* "Q515", or an IRI that ends in it */
/* Sets row->match to the item, or to the text where it is none. */
void mf_import_match_set(struct mf_import *im, struct mf_import_row *row, const char *text);
const char *mf_import_class(struct mf_import *im, const char *text);   /* the type of a class, or NULL */
const char *mf_import_country(struct mf_import *im, const char *text); /* the id of a country, or NULL */
void mf_import_item(struct mf_import *im, const struct mf_json_value *entity, long line);
void mf_import_entities(struct mf_import *im, const struct mf_json_value *entities);
void mf_import_bindings(struct mf_import *im, const struct mf_json_value *results);
void mf_import_tell_apart(struct mf_import *im);

int mf_import_csv(struct mf_import *im, const char *text, size_t len, struct mf_error *err);
int mf_import_json(struct mf_import *im, const char *text, size_t len, struct mf_error *err);

#endif
