/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fields.h - what the names mean that people give to title, text, date and the rest.
 *
 * The names of records, columns, header blocks and YAML differ: published_at, datePublished, pubDate are
 * one field.  Upper and lower case, blanks, hyphens and underscores make no difference.
 */
#ifndef MF_FIELDS_H
#define MF_FIELDS_H

#include "indexer/source/reading.h"

/* How well a name says what it means; where two names of one record mean the same, the better one is
 * taken. */
enum mf_field_rank {
	MF_RANK_NONE,
	MF_RANK_WEAK,  /* "description" for the text, "updated" for the date */
	MF_RANK_USUAL, /* "datePublished", "headline" */
	MF_RANK_NEAR,  /* "body", "content" */
	MF_RANK_OURS,  /* "text" */
	MF_RANK_MAPPED /* by --field */
};

struct mf_field_meaning {
	enum mf_known_field field; /* MF_FIELDS: none */
	enum mf_field_rank rank;
};

struct mf_field_meaning mf_field_meaning(const struct mf_source_options *options, const char *name,
					 size_t len);
/* Sets one; the value is kept by reference.  MF_FIELD_TEXT is not for this. */
void mf_field_set(struct mf_document *doc, enum mf_known_field field, const char *value);

/* A document in the making out of names and values.  All strings are in the reading's arena. */
struct mf_draft {
	struct mf_document doc;
	char *text; /* NULL: none yet */
	size_t len;
	struct mf_field *extra;
	size_t extra_cap;
	enum mf_field_rank rank[MF_FIELDS];
	const char *name[MF_FIELDS]; /* as theirs calls it */
};
#define MF_DRAFT_BLANK                                                                                       \
	{                                                                                                    \
		.doc = MF_DOCUMENT_BLANK                                                                     \
	}

/* The text of `name` may be changed in place (NUL, blanks around it) unless it is the document's. */
void mf_draft_put(struct mf_reading *r, struct mf_draft *record, const char *name, char *value, size_t len);
void mf_draft_extra(struct mf_reading *r, struct mf_draft *record, const char *name, const char *value);
/* Title, id and text are made whole, markup in them is taken off, and the document is handed over.
 * `line`: where the record begins; its id where it has none is "NAME#line". */
int mf_draft_hand_over(struct mf_reading *r, struct mf_draft *record, long line, struct mf_error *err);

/* Notes that a record has the field `theirs` of --field. */
void mf_field_seen(struct mf_reading *r, const char *theirs, size_t len);

#endif
