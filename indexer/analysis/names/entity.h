/* SPDX-License-Identifier: GPL-2.0-or-later */
/* entity.h - finds the names of a document.
 *
 * Longest match over folded tokens, context rules, last names inside a document, bare ministries,
 * country adjectives, and names that only rules find (titles, class words): see entity.c for the order.
 */
#ifndef MF_ANALYSIS_ENTITY_H
#define MF_ANALYSIS_ENTITY_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/analysis/names/gazetteer.h"
#include "indexer/analysis/names/tagger.h"
#include "indexer/analysis/words/token.h"

struct mf_mention {
	uint32_t first, last; /* tokens [first, last), class words and titles left out */
	uint32_t begin, end;  /* bytes in the text, proclitics left out too */
	uint32_t entity;      /* number in the gazetteer; MF_NO_ENTITY for a blocked or discovered name */
	uint8_t type;         /* enum mf_entity_type; MF_NISBA: the adjective of country `entity` */
	uint8_t origin;       /* enum mf_origin */
};

enum mf_origin {
	MF_BY_NAME,      /* an alias of the gazetteer */
	MF_BY_REFERENCE, /* a last name or short form, resolved from the document */
	MF_BY_RULE,      /* a discovered name: no entity; its text is the bytes [begin, end) */
	MF_CANDIDATE,    /* the same, but this document alone is too little proof: see entity_discover.c */
	MF_BLOCKED, /* matched only to keep others away (عين اليوم): yields nothing, but blocks dates */
};

struct mf_mentions {
	struct mf_mention *v;
	size_t n, cap;
};

/* Mentions in order of place, not overlapping, except that a nisba may stand inside an
 * organisation's name.  `text` is what the tokens were cut from.  *out is overwritten (start with
 * all zero); the caller frees out->v.  Without a tagger (NULL) by lists and rules alone.  Thread-safe over
 * one gazetteer, with a tagging for each thread. */
void mf_entities_find(const struct mf_gazetteer *g, struct mf_tagging *tagging,
		      const struct mf_tokens *tokens, const char *text, size_t len, struct mf_mentions *out);

#endif
