/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gazetteer.h - the names that are known, and the table they compile to.
 *
 * Sources are SKOS Turtle files and the country and city names of ICU's CLDR data; from the
 * countries come their adjectives (nisba) and, with the portfolios of data/portfolios.txt, their
 * ministries.  A builder collects them; mf_gazetteer_compile gives one flat block of bytes, without
 * pointers, that works where it lies: in memory while indexing, mapped from the index while
 * searching.  The same bytes from the same sources, always.
 */
#ifndef MF_ANALYSIS_GAZETTEER_H
#define MF_ANALYSIS_GAZETTEER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/analysis/words/token.h"
#include "wrappers/libc/buf.h"
#include "wrappers/libc/error.h"

enum mf_entity_type { MF_PERSON, MF_PLACE, MF_ORG, MF_NISBA /* only as the type of a mention */ };
extern const char *const mf_entity_type_names[]; /* "person", "place", "org", "nisba" */

/* ---- building ---- */
struct mf_gazetteer_builder;
/* Called for each warning or rejected statement of a file: one line, with file and line. */
typedef void mf_gazetteer_report(void *ctx, const struct mf_error *problem);

struct mf_gazetteer_builder *mf_gazetteer_builder_new(mf_gazetteer_report *report, void *ctx);
void mf_gazetteer_builder_free(struct mf_gazetteer_builder *b);
int mf_gazetteer_add_cldr(struct mf_gazetteer_builder *b, struct mf_error *err);
/* A later file overrides an earlier entity of the same id.  `name` is for messages. */
int mf_gazetteer_add_turtle(struct mf_gazetteer_builder *b, const char *name, const char *text, size_t len,
			    struct mf_error *err);
/* Appends the compiled block to *out. */
int mf_gazetteer_compile(struct mf_gazetteer_builder *b, struct mf_buf *out, struct mf_error *err);

/* ---- the compiled table ---- */
struct mf_gazetteer; /* a view over a compiled block, which must outlive it */
int mf_gazetteer_open(struct mf_gazetteer **out, const void *block, size_t len, struct mf_error *err);
void mf_gazetteer_close(struct mf_gazetteer *g);

#define MF_NO_ENTITY UINT32_MAX
struct mf_entity {
	const char *id;       /* "kz", "tokayev": ASCII slug */
	const char *label;    /* the preferred Arabic name, never empty */
	const char *label_en; /* "" where unknown */
	const char *match;    /* skos:exactMatch, "" where unknown */
	uint8_t type;         /* person, place, org */
	uint32_t broader;     /* entity number or MF_NO_ENTITY */
};
uint32_t mf_gazetteer_count(const struct mf_gazetteer *g);
uint64_t mf_gazetteer_fingerprint(const struct mf_gazetteer *g); /* of the block's content */
/* Entities are numbered from 0 in order of id.  Strings are borrowed from the block. */
void mf_gazetteer_entity(const struct mf_gazetteer *g, uint32_t entity, struct mf_entity *out);
/* The entity of an id, in capitals or not, or MF_NO_ENTITY. */
uint32_t mf_gazetteer_by_id(const struct mf_gazetteer *g, const char *id, size_t len);

/* Every entity that `text` names as a whole, in any script, folded, with or without class words,
 * clitics not cut; at most `max` numbers into out[].  Returns how many there are.  Context rules are
 * not asked: this is for filters (--entity=X) and for words of a query.  Latin last names alone, and
 * what goes before the comma of "Tripoli, Lebanon", are names here, though not in texts. */
size_t mf_gazetteer_lookup(const struct mf_gazetteer *g, const char *text, size_t len, uint32_t *out,
			   size_t max);

/* The `max` entities whose names are nearest to text by edit distance over folded names, and over
 * their transliteration where the script differs.  Best first; for "unknown entity, did you mean". */
size_t mf_gazetteer_nearest(const struct mf_gazetteer *g, const char *text, size_t len, uint32_t *out,
			    size_t max);

/* The longest run of tokens from `first` that is a name: its entities (at most `max`) and the number
 * of tokens in *used; 0 where none starts here.  For query words; no clitics, no context. */
size_t mf_gazetteer_match(const struct mf_gazetteer *g, const struct mf_tokens *tokens, size_t first,
			  size_t last, uint32_t *out, size_t max, size_t *used);

/* Is the folded word a first name: of a person of the gazetteer, or of its list of first names? */
bool mf_gazetteer_given_name(const struct mf_gazetteer *g, const char *form, size_t len);

/* Every name of an entity (all scripts, hidden spellings too), for suggestions and explanations;
 * calls `each` with each, stops where it returns non-zero. */
void mf_gazetteer_names(const struct mf_gazetteer *g, uint32_t entity,
			int (*each)(void *ctx, const char *name, size_t len), void *ctx);

#endif
