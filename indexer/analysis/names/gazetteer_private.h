/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gazetteer_private.h - the compiled block, for gazetteer*.c and entity*.c.
 *
 * The block is a header and flat arrays, in the machine's byte order, each 8-byte aligned:
 *   entities   in order of id
 *   names      offsets of every name in strings, grouped by entity
 *   rules      numbers of context patterns, grouped by entity: first those required, then those forbidden
 *   patterns   for each context pattern the entity that has it as a name, or MF_NO_ENTITY
 *   ministries entity of (country, portfolio), country by country
 *   slots      hash table of the trie's edges: (node, folded token) -> node
 *   nodes      for each node of the trie the range of its entries
 *   entries    what a sequence of tokens means
 *   strings    NUL-terminated
 * The trie holds names, adjectives and the word lists of data/ alike, so that one walk over a text
 * finds all of them.
 */
#ifndef MF_ANALYSIS_GAZETTEER_PRIVATE_H
#define MF_ANALYSIS_GAZETTEER_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/analysis/names/gazetteer.h"
#include "wrappers/libc/hash.h"

enum mf_gz_section {
	GZ_ENTITIES,
	GZ_NAMES,
	GZ_RULES,
	GZ_PATTERNS,
	GZ_MINISTRIES,
	GZ_SLOTS,
	GZ_NODES,
	GZ_ENTRIES,
	GZ_STRINGS,
	GZ_SECTIONS
};
extern const size_t mf_gz_element_size[GZ_SECTIONS]; /* bytes */

struct mf_gz_header {
	char magic[8];
	uint64_t hash; /* of all bytes after the header */
	uint64_t size; /* of the block */
	uint32_t portfolios, spare;
	uint64_t offset[GZ_SECTIONS];
	uint64_t count[GZ_SECTIONS]; /* elements */
};
#define GZ_MAGIC "mfgaz\0\0\2"

enum { GZ_EXACT = 1, GZ_NO_CLITICS = 2, GZ_NO_PARTIAL = 4, GZ_COUNTRY = 8, GZ_CITY = 16 };
#define GZ_NONE UINT32_MAX

struct mf_gz_entity {
	uint32_t id, label, label_en, match; /* in strings */
	uint32_t broader;                    /* entity or GZ_NONE */
	uint32_t first_name, names;
	uint32_t first_rule;
	uint16_t required, forbidden;
	uint32_t country; /* of a country with ministries: its row in them, else GZ_NONE */
	uint8_t type, flags;
	uint8_t spare[6];
};

struct mf_gz_slot {
	uint32_t key[2]; /* halves of mf_gz_key; both 0: empty */
	uint32_t node;
};

struct mf_gz_node {
	uint32_t first, count;
};

enum mf_gz_kind {
	GZ_NAME,     /* value: entity */
	GZ_NISBA,    /* value: country */
	GZ_LAST,     /* last name of person `value` */
	GZ_BLOCK,    /* yields nothing, hides what it covers */
	GZ_CONTEXT,  /* value: pattern */
	GZ_MINISTRY, /* وزارة الصحة; value: portfolio */
	GZ_OF_STATE, /* وزارة صحة, a country must follow; value: portfolio */
	GZ_SHORT,    /* الخارجية; value: portfolio */
	GZ_CLASS,    /* value: enum mf_gz_class */
	GZ_TITLE,    /* value: 1 where the office stands between title and name */
	GZ_SPEECH,   /* value: 1 for a verb that no object follows */
	GZ_MEDIA,
	GZ_ORDINARY,
	GZ_GIVEN,    /* first name of a person of the gazetteer */
	GZ_BARE,     /* العالم of قناة العالم: a name in datelines only; value: entity */
	GZ_MEMORIAL, /* the name of a person after it is that of a street, a prize ... */
	GZ_LISTED,   /* a first name of data/given-names.txt, for the tagger */
	GZ_FAMILY,   /* a last name of data/family-names.txt, for the tagger */
	GZ_ORG_HEAD, /* شركة, حزب: the head of an organisation's name, for the tagger */
	GZ_DOUBTFUL, /* mostly no name: data/doubtful.txt */
	GZ_ASKED,    /* a name only where somebody asks by it: Hollande, UN; value: entity */
	GZ_KINDS
};
enum mf_gz_class {
	GZ_CLASS_CITY,
	GZ_CLASS_TOWN,
	GZ_CLASS_AREA,
	GZ_CLASS_LAND,
	GZ_CLASS_STATE,
	GZ_CLASS_FIRM
};

/* Flags of an entry. */
enum {
	GZ_ASKS = 1,     /* a name that counts only where the entity's context rules hold */
	GZ_FEMININE = 2, /* an adjective that agrees with وزارة */
	GZ_SPOKEN = 4,   /* a short ministry that needs a word of speech before it */
	GZ_FULL = 8,     /* a name of two words or more */
	GZ_MADE = 16,    /* not written so by anyone: joined words, other class words; never offered */
};

struct mf_gz_entry {
	uint32_t value;
	uint32_t text; /* the name as written, in strings */
	uint8_t kind, flags;
	uint16_t trim; /* class words or titles at its head, not part of the span */
};

struct mf_gazetteer {
	const struct mf_gz_header *head;
	const struct mf_gz_entity *entities;
	const uint32_t *names, *rules, *patterns, *ministries;
	const struct mf_gz_slot *slots;
	const struct mf_gz_node *nodes;
	const struct mf_gz_entry *entries;
	const char *strings;
};

static inline uint64_t mf_gz_key(uint32_t node, const char *form, size_t len)
{
	uint64_t key = mf_hash64_seeded(form, len, node);

	return key ? key : 1;
}

static inline uint64_t mf_gz_slot_key(const struct mf_gz_slot *slot)
{
	return (uint64_t)slot->key[0] << 32 | slot->key[1];
}

/* Where the search for a key begins in a table of n slots. */
static inline size_t mf_gz_slot_first(uint64_t key, size_t n)
{
	return (size_t)((key & UINT32_MAX) * n >> 32);
}

/* The node after `node` by the folded token, or 0: the root is nobody's child. */
static inline uint32_t mf_gz_step(const struct mf_gazetteer *g, uint32_t node, const char *form, size_t len)
{
	uint64_t key = mf_gz_key(node, form, len);

	for (size_t n = g->head->count[GZ_SLOTS], i = mf_gz_slot_first(key, n);; i = i + 1 < n ? i + 1 : 0) {
		uint64_t found = mf_gz_slot_key(&g->slots[i]);

		if (found == key)
			return g->slots[i].node;
		if (found == 0)
			return 0;
	}
}

/* The country among the names at a node, or MF_NO_ENTITY. */
uint32_t mf_gz_country(const struct mf_gazetteer *g, uint32_t node);

static inline uint32_t mf_gz_ministry(const struct mf_gazetteer *g, uint32_t country, uint32_t portfolio)
{
	uint32_t row = country == MF_NO_ENTITY ? GZ_NONE : g->entities[country].country;

	return row == GZ_NONE ? MF_NO_ENTITY : g->ministries[(size_t)row * g->head->portfolios + portfolio];
}

/* May the gap before a token stand inside a name? */
static inline bool mf_gz_inside(uint8_t gap)
{
	return gap == MF_GAP_SPACE || gap == MF_GAP_JOINER || gap == MF_GAP_QUOTE || gap == MF_GAP_GLUED;
}

#endif
