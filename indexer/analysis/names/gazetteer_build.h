/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gazetteer_build.h - the gazetteer while it is collected; for gazetteer_*.c. */
#ifndef MF_ANALYSIS_GAZETTEER_BUILD_H
#define MF_ANALYSIS_GAZETTEER_BUILD_H

#include "indexer/analysis/names/data.h"
#include "indexer/analysis/names/gazetteer_private.h"
#include "wrappers/libc/arena.h"

enum mf_gb_role { GB_PREFERRED, GB_OTHER, GB_HIDDEN, GB_CERTAIN };

struct mf_gb_name {
	const char *text;
	const char *language; /* "ar"; "" unknown */
	uint32_t len;
	uint8_t role;
	int file; /* number of the source it is from */
};

#define GB_MADE (-1) /* file of a name that is composed, not listed: it is shown, but not in the trie */
#define GB_NO_TYPE 255
struct mf_gb_entity {
	const char *id, *broader, *match;
	struct mf_gb_name *names;
	size_t names_n, names_cap;
	const char **required, **forbidden, **blocked;
	size_t required_n, required_cap, forbidden_n, forbidden_cap, blocked_n, blocked_cap;
	uint8_t type; /* enum mf_entity_type or GB_NO_TYPE */
	uint8_t flags;
	uint32_t number;    /* after sorting; GZ_NONE where it is left out */
	uint32_t country;   /* row of the ministries */
	const char *source; /* name of the first file that has it, for messages; NULL for CLDR */
	long line;
};

struct mf_gazetteer_builder {
	struct mf_arena arena;
	struct mf_gb_entity *entities; /* in order of arrival */
	size_t n, cap;
	uint32_t *index; /* hash of id -> entity + 1 */
	size_t index_mask;
	int file;
	const char *source;
	mf_gazetteer_report *report;
	void *ctx;
	uint32_t *ministries; /* builder numbers by country row and portfolio */
	size_t countries_n, portfolios_n;
};

/* The entity of an id, made where there is none; the pointer is good until the next one is made. */
struct mf_gb_entity *mf_gb_entity_at(struct mf_gazetteer_builder *b, const char *id, size_t len);
struct mf_gb_entity *mf_gb_entity_find(const struct mf_gazetteer_builder *b, const char *id,
				       size_t len); /* or NULL */
/* Adds a name; one the entity has already is raised to the better role.  Brackets are cut. */
void mf_gb_name_add(struct mf_gazetteer_builder *b, struct mf_gb_entity *e, const char *text, size_t len,
		    const char *language, int role);
const char *mf_gb_preferred(const struct mf_gb_entity *e, const char *language); /* or NULL */
/* Appends a copy of text to a list of strings. */
void mf_gb_string_add(struct mf_gazetteer_builder *b, const char ***list, size_t *n, size_t *cap,
		      const char *text, size_t len);
void mf_gb_report(const struct mf_gazetteer_builder *b, const char *source, long line, const char *format,
		  ...) __attribute__((format(printf, 4, 5)));

/* ---- the tables of data.h: lines of fields ---- */
#define GB_FIELDS 12
struct mf_gb_fields {
	const char *text[GB_FIELDS];
	size_t len[GB_FIELDS];
	size_t n;
};
/* Cuts the line at *at into fields at `separator`, moves *at after it; false at the end. */
bool mf_gb_line(const char **at, char separator, struct mf_gb_fields *out);
/* The next piece of text[0, len) before '|', moves *text and *len after it; false at the end. */
bool mf_gb_piece(const char **text, size_t *len, const char **piece, size_t *piece_len);

/* ---- the trie while it grows: gazetteer_trie.c ---- */
struct mf_gb_trie {
	struct mf_gz_slot *slots;
	size_t mask, used;
	uint32_t nodes;
	struct mf_gb_leaf {
		uint32_t node;
		struct mf_gz_entry entry;
	} * leaves;
	size_t n, cap;
	struct mf_tokens tokens;
};
void mf_gb_trie_init(struct mf_gb_trie *t);
void mf_gb_trie_release(struct mf_gb_trie *t);
/* The node of text's folded tokens; 0 where it has none. */
uint32_t mf_gb_trie_node(struct mf_gb_trie *t, const char *text, size_t len);
uint32_t mf_gb_trie_form(struct mf_gb_trie *t, uint32_t node, const char *form, size_t len);
/* Appends the table of edges, two thirds of it full. */
void mf_gb_trie_write(const struct mf_gb_trie *t, struct mf_buf *out);
void mf_gb_trie_put(struct mf_gb_trie *t, uint32_t node, struct mf_gz_entry entry); /* node 0 is ignored */

/* ---- what countries give: gazetteer_nisba.c ---- */
/* Makes the ministries' entities (before sorting). */
void mf_gb_ministries_make(struct mf_gazetteer_builder *b);
/* Puts adjectives, ministries' names and word lists into the trie (after sorting). */
void mf_gb_nisba_put(const struct mf_gazetteer_builder *b, struct mf_gb_trie *t);
void mf_gb_words_put(struct mf_gb_trie *t);

#endif
