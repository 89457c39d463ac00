/* SPDX-License-Identifier: GPL-2.0-or-later */
/* schema.h - what is in an index, and under which name.  The essay is in schema.c. */
#ifndef MF_ANALYSIS_SCHEMA_H
#define MF_ANALYSIS_SCHEMA_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/analysis/words/stem.h"
#include "wrappers/libc/buf.h"

#define MF_SCHEMA_VERSION 4

/* Prefixes of Xapian terms, after Xapian's own conventions. */
#define MF_TERM_ID "Q"       /* document id, on its first passage */
#define MF_TERM_STEM "Z"     /* stem of a word of the text or of its title */
#define MF_TERM_TITLE "S"    /* stem of a word of the title */
#define MF_TERM_ENTITY "XE"  /* entity id: the passage names it */
#define MF_TERM_NISBA "XA"   /* entity id of a country: the passage has only its adjective */
#define MF_TERM_SOURCE "XS"  /* folded name of the source */
#define MF_TERM_DAY "D"      /* published: YYYYMMDD */
#define MF_TERM_MONTH "M"    /* YYYYMM */
#define MF_TERM_YEAR "Y"     /* YYYY */
#define MF_TERM_UNDATED "XN" /* documents without a publication date */

enum mf_field_takes { MF_TAKES_WORDS, MF_TAKES_ENTITY, MF_TAKES_VALUE, MF_TAKES_DATE };

/* A field that can be named in a query. */
struct mf_query_field {
	const char *name, *arabic;
	enum mf_field_takes kind;
	int type; /* enum mf_entity_type for person, place, org; -1 otherwise */
	const char *help, *example;
};
extern const struct mf_query_field mf_query_fields[]; /* name NULL at the end */
const struct mf_query_field *mf_query_field_find(const char *name,
						 size_t len); /* folded, either language; or NULL */

/* Appends prefix + value, a ':' between them where the value starts with a capital letter, cut by a
 * hash to Xapian's 245 bytes. */
void mf_term_make(struct mf_buf *out, const char *prefix, const char *value, size_t len);

extern const unsigned long long mf_analysis_sources; /* made by build-aux/fingerprint.sh */

/* Changes whenever the same text might give another index: sources and tables, ICU and libstemmer as they
 * run, the way of stemming. */
uint64_t mf_analysis_fingerprint(enum mf_stemming stemming);

#endif
