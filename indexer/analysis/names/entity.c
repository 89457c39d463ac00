/* SPDX-License-Identifier: GPL-2.0-or-later */
/* entity.c - the steps, in their order, each over the whole document:
 *
 *   1 scan       from every token, with and without proclitics, all paths of the trie; which context
 *                words and which unmistakable names the document has
 *   2 choose     left to right the longest run that means something: a blocked name, a name whose
 *                context rules hold, a ministry with or without its country, an adjective
 *   3 ministries bare ones get their country from the rest of the document
 *   4 discover   names after titles, in quotes after media words, after class words
 *   5 references last names of people known in full by 2 or 4
 *   6 tag        the tagger decides, with all that as evidence; then 5 for its people
 *
 * Of several entities with one name the one is meant whose context rules hold, then that of the class
 * word before it (مدينة, دولة), then one that the document names otherwise, then a country, a city.
 */
#include "indexer/analysis/names/entity.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/names/entity_private.h"
#include "wrappers/libc/mem.h"

static int by_place(const void *a, const void *b)
{
	const struct mf_mention *x = a, *y = b;

	if (x->begin != y->begin)
		return x->begin < y->begin ? -1 : 1;
	return x->end > y->end ? -1 : x->end < y->end;
}

void mf_naming_begin(struct mf_naming *s, const struct mf_gazetteer *g, const struct mf_tokens *tokens,
		     const char *text, size_t len, struct mf_mentions *out)
{
	size_t n = tokens->n, patterns = g->head->count[GZ_PATTERNS], entities = g->head->count[GZ_ENTITIES];

	*s = (struct mf_naming){ .g = g, .tokens = tokens, .text = text, .len = len, .out = out };
	out->n = 0;
	s->memory = mf_calloc(1, (n + 1) * (sizeof *s->first_hit + sizeof *s->marks) + patterns +
					 entities / 8 + 1);
	s->first_hit = (uint32_t *)s->memory;
	s->marks = s->first_hit + n + 1;
	s->patterns = (uint8_t *)(s->marks + n + 1);
	s->named = s->patterns + patterns;
	mf_naming_scan(s);
	mf_naming_choose(s);
	mf_ministries_resolve(s);
	mf_names_discover(s);
	mf_references_find(s);
}

void mf_naming_end(struct mf_naming *s)
{
	free(s->hits);
	free(s->seen);
	free(s->ministries);
	free(s->memory);
}

void mf_entities_find(const struct mf_gazetteer *g, struct mf_tagging *tagging,
		      const struct mf_tokens *tokens, const char *text, size_t len, struct mf_mentions *out)
{
	struct mf_naming s;

	mf_naming_begin(&s, g, tokens, text, len, out);
	if (tagging) {
		mf_names_tag(&s, tagging);
		mf_references_find(&s);
	}
	if (out->n > 1)
		qsort(out->v, out->n, sizeof *out->v, by_place);
	mf_naming_end(&s);
}
