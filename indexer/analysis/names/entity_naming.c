/* SPDX-License-Identifier: GPL-2.0-or-later */
/* entity_naming.c - what was found at a token, and mentions with their spans. */
#include <string.h>

#include "indexer/analysis/names/entity_private.h"
#include "indexer/analysis/words/chars.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/utf8.h"

const struct mf_gz_entry *mf_naming_entry(const struct mf_naming *s, uint32_t node, uint8_t kind)
{
	const struct mf_gz_entry *entry = s->g->entries + s->g->nodes[node].first;

	for (uint32_t i = 0; i < s->g->nodes[node].count; i++)
		if (entry[i].kind == kind)
			return &entry[i];
	return NULL;
}

const struct mf_gz_hit *mf_naming_hit_at(const struct mf_naming *s, size_t token, uint8_t kind,
					 bool with_clitic)
{
	const struct mf_gz_hit *best = NULL;

	if (token >= s->tokens->n)
		return NULL;
	for (uint32_t i = s->first_hit[token]; i < s->first_hit[token + 1]; i++) {
		const struct mf_gz_hit *hit = &s->hits[i];

		if ((hit->cut > 0) == with_clitic && (!best || hit->len > best->len) &&
		    mf_naming_entry(s, hit->node, kind))
			best = hit;
	}
	return best;
}

/* ---- spans ---- */

static bool is_quote(uint32_t c)
{
	return c == '"' || c == 0xab || c == 0xbb || (c >= 0x2018 && c <= 0x201f) || c == 0x2039 ||
	       c == 0x203a;
}

/* The byte after `letters` letters of a token, their marks and tatweels included. */
uint32_t mf_naming_skip(const struct mf_naming *s, const struct mf_token *token, size_t letters)
{
	size_t at = token->begin, before = at;

	while (at < token->end) {
		uint32_t c = mf_utf8_next(s->text, s->len, &at);
		bool mark = c == MF_TATWEEL || mf_arabic_mark(c) || (c >= 0x200b && c <= 0x200f);

		if (!mark && letters-- == 0)
			return (uint32_t)before;
		before = at;
	}
	return token->begin;
}

/* A quote that opens inside the name closes inside it. */
static uint32_t with_closing_quote(const struct mf_naming *s, uint32_t begin, uint32_t end)
{
	size_t quotes = 0, at = begin;

	while (at < end)
		quotes += is_quote(mf_utf8_next(s->text, s->len, &at));
	if (quotes % 2 == 1 && at < s->len && is_quote(mf_utf8_next(s->text, s->len, &at)))
		return (uint32_t)at;
	return end;
}

struct mf_mention *mf_naming_add(struct mf_naming *s, uint32_t first, uint32_t last, uint8_t cut,
				 uint32_t entity, uint8_t type, uint8_t origin)
{
	struct mf_mentions *out = s->out;
	const struct mf_token *v = s->tokens->v;
	struct mf_mention *m;

	out->v = mf_grow(out->v, &out->cap, out->n + 1, sizeof *out->v);
	m = &out->v[out->n++];
	*m = (struct mf_mention){
		.first = first, .last = last, .entity = entity, .type = type, .origin = origin
	};
	m->begin = cut ? mf_naming_skip(s, &v[first], cut) : v[first].begin;
	m->end = last - first > 1 ? with_closing_quote(s, m->begin, v[last - 1].end) : v[last - 1].end;
	for (uint32_t i = first; i < last; i++)
		s->marks[i] |= TOKEN_COVERED | (type == MF_PERSON ? TOKEN_PERSON : 0);
	return m;
}
