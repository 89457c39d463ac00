/* SPDX-License-Identifier: GPL-2.0-or-later */
/* statistics_fixture.h - documents at random, segments and layers of them, and what a plain count gives. */
#ifndef STATISTICS_FIXTURE_H
#define STATISTICS_FIXTURE_H

#include "indexer/analysis/words/token.h"
#include "indexer/store/segment.h"
#include "indexer/store/statistics.h"
#include "indexer/store/strings.h"

const char *statistics_folder(void);
int make_folder(void **state);
int remove_folder(void **state);
uint32_t any(uint32_t below);
void good(int rc, const struct mf_error *err); /* fails with the error's text */

/* ---- documents ---- */
#define DOCUMENTS 240
#define FIXTURE_WORDS 40
extern const char *const fixture_words[FIXTURE_WORDS];

#define FIXTURE_SOURCES 3
extern const char *const fixture_sources[FIXTURE_SOURCES]; /* the first two are folded alike */

struct doc {
	char title[40], text[400];
	int name;       /* which it names, or -1: kz, and one by two labels */
	bool adjective; /* only by the adjective */
	int source;     /* number of fixture_sources, or -1 */
	int32_t day;    /* or MF_NO_DAY */
	bool lives;
};
extern struct doc doc[DOCUMENTS];
void make_documents(void);
/* The words of a document: those of its title, then those of its text. */
void forms_of(const struct doc *d, struct mf_tokens *title, struct mf_tokens *text);

/* ---- segments and layers ---- */
struct segment {
	struct mf_manifest_segment about;
	char name[16];
	int first; /* document */
};
/* A segment of the documents [first, first + n) that live, and the layer of them; the caller frees the path.
 */
char *layer_of_new(struct segment *s, int first, int n);
/* The layer of some of its documents; their texts are read where `surfaces` is NULL. */
char *count_layer(const struct segment *s, const unsigned char *documents, int sign, char *const *surfaces);
char *new_layer(void); /* a path */

/* ---- the plain count of what lives ---- */
#define TALLY 4096
struct tally {
	struct mf_pool pool;
	uint32_t count[TALLY], last[TALLY];
};
struct plain {
	struct tally forms, stems, roots;
	struct mf_totals totals;
};
void plain_make(struct plain *p);
void plain_release(struct plain *p);
uint32_t plain_count(const struct tally *t, const char *text, size_t len);
/* The stem that an index has of a form. */
size_t stem_of(const char *form, size_t len, char stem[static MF_STEM_MAX]);

#endif
