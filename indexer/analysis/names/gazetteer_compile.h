/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gazetteer_compile.h - a compilation at work; for gazetteer_compile.c and gazetteer_names.c. */
#ifndef MF_ANALYSIS_GAZETTEER_COMPILE_H
#define MF_ANALYSIS_GAZETTEER_COMPILE_H

#include "indexer/analysis/names/gazetteer_build.h"

struct mf_gc {
	struct mf_gazetteer_builder *b;
	struct mf_gb_entity **order; /* complete entities by id */
	size_t n;
	struct mf_gb_trie trie;
	struct mf_buf strings;
	struct mf_gc_string {
		uint64_t hash;
		uint32_t offset;
	} * interned;
	size_t intern_mask, interned_n;
	struct mf_buf section[GZ_SECTIONS];
	uint8_t *class_of; /* by node: class of a class word + 1, one of these, or 0 */
	size_t n_class_of;
	uint32_t *patterns, *pattern_node, *pattern_of; /* entity, node by pattern; pattern + 1 by node */
	size_t patterns_n, patterns_cap, pattern_node_cap;
};
#define MF_GC_ORDINARY 255
#define MF_GC_TITLE 254
#define MF_GC_MEDIA 253

uint32_t mf_gc_intern(struct mf_gc *c, const char *text); /* offset in strings; "" is 0 */
/* Fills the trie: names of entities and all tables. */
void mf_gc_names_put(struct mf_gc *c);
/* The number of a context pattern. */
uint32_t mf_gc_pattern(struct mf_gc *c, const char *text);
/* Makes pattern_of; no pattern and no node may come after. */
void mf_gc_patterns_index(struct mf_gc *c);
/* A name that is also a pattern: the pattern holds wherever its entity is named. */
void mf_gc_pattern_entity(struct mf_gc *c, const struct mf_gb_leaf *leaf);

#endif
