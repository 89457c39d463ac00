/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gazetteer_lookup.c - names to entities for filters and queries: no clitics, no context. */
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/words/fold.h"
#include "indexer/analysis/names/gazetteer_private.h"
#include "wrappers/icu/translit.h"
#include "wrappers/libc/edits.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/top.h"
#include "wrappers/libc/utf8.h"

#define NAME_LETTERS 64 /* longer names are compared by their head */

static size_t add(uint32_t *out, size_t n, size_t max, uint32_t entity)
{
	for (size_t i = 0; i < n; i++)
		if (out[i] == entity)
			return n;
	if (n < max && entity != MF_NO_ENTITY)
		out[n++] = entity;
	return n;
}

/* The node after tokens [first, last), or 0. */
static uint32_t walk(const struct mf_gazetteer *g, const struct mf_tokens *t, size_t first, size_t last)
{
	uint32_t node = 0;

	for (size_t i = first; i < last; i++) {
		node = mf_gz_step(g, node, mf_form(t, i), t->v[i].form_len);
		if (!node)
			return 0;
	}
	return node;
}

static size_t of_kind(const struct mf_gazetteer *g, uint32_t node, uint8_t kind, uint32_t *out, size_t max)
{
	const struct mf_gz_entry *entry = g->entries + g->nodes[node].first;
	size_t n = 0;

	for (uint32_t i = 0; node && i < g->nodes[node].count; i++)
		if (entry[i].kind == kind)
			n = add(out, n, max, entry[i].value);
	return n;
}

uint32_t mf_gz_country(const struct mf_gazetteer *g, uint32_t node)
{
	const struct mf_gz_entry *entry = g->entries + g->nodes[node].first;

	for (uint32_t i = 0; node && i < g->nodes[node].count; i++)
		if (entry[i].kind == GZ_NAME && (g->entities[entry[i].value].flags & GZ_COUNTRY))
			return entry[i].value;
	return MF_NO_ENTITY;
}

bool mf_gazetteer_given_name(const struct mf_gazetteer *g, const char *form, size_t len)
{
	uint32_t node = mf_gz_step(g, 0, form, len);
	const struct mf_gz_entry *entry = g->entries + g->nodes[node].first;

	for (uint32_t i = 0; node && i < g->nodes[node].count; i++)
		if (entry[i].kind == GZ_GIVEN || entry[i].kind == GZ_LISTED)
			return true;
	return false;
}

static bool is_form(const struct mf_tokens *t, size_t i, const char *form)
{
	return !strcmp(mf_form(t, i), form);
}

/* The ministry that tokens [first, last) name: portfolio, then adjective, "في" country, or country. */
static uint32_t ministry(const struct mf_gazetteer *g, const struct mf_tokens *t, size_t first, size_t last)
{
	for (size_t cut = first + 1; cut < last; cut++) {
		uint32_t node = walk(g, t, first, cut), portfolio = 0, country = MF_NO_ENTITY;
		bool at = cut + 1 < last && is_form(t, cut, "في");

		if (!node)
			break;
		if (of_kind(g, node, GZ_MINISTRY, &portfolio, 1) == 1) {
			if (of_kind(g, walk(g, t, cut, last), GZ_NISBA, &country, 1) == 1)
				return mf_gz_ministry(g, country, portfolio);
			if (at)
				return mf_gz_ministry(g, mf_gz_country(g, walk(g, t, cut + 1, last)),
						      portfolio);
		}
		if (of_kind(g, node, GZ_SHORT, &portfolio, 1) == 1 &&
		    of_kind(g, walk(g, t, cut, last), GZ_NISBA, &country, 1) == 1)
			return mf_gz_ministry(g, country, portfolio);
		country = mf_gz_country(g, walk(g, t, cut, last));
		if (of_kind(g, node, GZ_OF_STATE, &portfolio, 1) == 1 && country != MF_NO_ENTITY)
			return mf_gz_ministry(g, country, portfolio);
	}
	return MF_NO_ENTITY;
}

/* Of a country and the capital that is called like it, a name asked for alone means the country. */
static size_t without_capital(const struct mf_gazetteer *g, uint32_t *out, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		const struct mf_gz_entity *e = &g->entities[out[i]];
		bool capital = false;

		for (size_t k = 0; k < n && (e->flags & GZ_CITY); k++)
			capital |= e->broader == out[k] && (g->entities[out[k]].flags & GZ_COUNTRY);
		if (!capital)
			out[kept++] = out[i];
	}
	return kept;
}

/* Adds what Latin words are asked by, to n found. */
static size_t asked(const struct mf_gazetteer *g, const struct mf_tokens *t, size_t first, size_t last,
		    uint32_t *out, size_t n, size_t max)
{
	uint32_t node = t->v[first].kind == MF_TOKEN_WORD ? walk(g, t, first, last) : 0;
	const struct mf_gz_entry *entry = g->entries + g->nodes[node].first;

	for (uint32_t i = 0; node && i < g->nodes[node].count; i++)
		if (entry[i].kind == GZ_ASKED || entry[i].kind == GZ_LAST)
			n = add(out, n, max, entry[i].value);
	return n;
}

/* What tokens [first, last) name as a whole. */
static size_t named(const struct mf_gazetteer *g, const struct mf_tokens *t, size_t first, size_t last,
		    uint32_t *out, size_t max)
{
	size_t n = without_capital(g, out, of_kind(g, walk(g, t, first, last), GZ_NAME, out, max));

	return n > 0 ? n : add(out, 0, max, ministry(g, t, first, last));
}

size_t mf_gazetteer_match(const struct mf_gazetteer *g, const struct mf_tokens *tokens, size_t first,
			  size_t last, uint32_t *out, size_t max, size_t *used)
{
	size_t end = first + 1;

	while (end < last && mf_gz_inside(tokens->v[end].gap))
		end++;
	for (; first < end; end--) {
		size_t n = named(g, tokens, first, end, out, max);

		if (n == 0)
			n = asked(g, tokens, first, end, out, 0, max);
		if (n > 0) {
			*used = end - first;
			return n;
		}
	}
	*used = 0;
	return 0;
}

size_t mf_gazetteer_lookup(const struct mf_gazetteer *g, const char *text, size_t len, uint32_t *out,
			   size_t max)
{
	struct mf_tokens t = MF_TOKENS_INIT;
	uint32_t id = mf_gazetteer_by_id(g, text, len), unused;
	size_t n = 0;

	mf_segment(&t, text, len);
	if (t.n > 0 && t.n < UINT8_MAX) {
		n = named(g, &t, 0, t.n, out, max);
		n = n == 0 || g->entities[out[0]].type == MF_PLACE ? asked(g, &t, 0, t.n, out, n, max) : n;
		if (n == 0 && t.n > 1 && of_kind(g, walk(g, &t, 0, 1), GZ_CLASS, &unused, 1) == 1)
			n = named(g, &t, 1, t.n, out, max);
		if (n == 0)
			n = of_kind(g, walk(g, &t, 0, t.n), GZ_LAST, out, max);
		if (n == 0)
			n = of_kind(g, walk(g, &t, 0, t.n), GZ_ASKED, out, max);
		if (n == 0)
			n = of_kind(g, walk(g, &t, 0, t.n), GZ_NISBA, out, max);
	}
	if (n == 0)
		n = add(out, n, max, id);
	mf_tokens_release(&t);
	return n;
}

/* ---- nearest ---- */

struct folded {
	uint32_t letter[NAME_LETTERS];
	size_t n;
};

static void fold_name(struct mf_buf *scratch, const char *name, size_t len, struct folded *out)
{
	mf_buf_reset(scratch);
	mf_fold(scratch, name, len);
	out->n = 0;
	for (size_t at = 0; at < scratch->len && out->n < NAME_LETTERS;) {
		uint32_t c = mf_utf8_next(scratch->data, scratch->len, &at);
		if (c != ' ' && c != '-' && c != 0x640) /* names are often joined */
			out->letter[out->n++] = c;
	}
}

struct best {
	uint32_t entity;
	uint32_t cost; /* distance per letter, 1/1000 */
};

static int by_cost(const void *a, const void *b)
{
	const struct best *x = a, *y = b;

	if (x->cost != y->cost)
		return x->cost < y->cost ? -1 : 1;
	return (x->entity > y->entity) - (x->entity < y->entity);
}

/* The cost of taking `name` for the query: over the whole of it, or over the last word of a person's. */
static uint32_t cost_of(struct mf_buf *scratch, const char *name, bool person, const struct folded *query,
			size_t queries)
{
	const char *last = person ? strrchr(name, ' ') : NULL;
	uint32_t best = UINT32_MAX;
	struct folded f;

	for (int part = 0; part < (last ? 2 : 1); part++) {
		const char *text = part ? last + 1 : name;

		fold_name(scratch, text, strlen(text), &f);
		for (size_t q = 0; q < queries; q++) {
			size_t longer = f.n > query[q].n ? f.n : query[q].n;
			unsigned limit = (unsigned)longer / 2, d;

			if (f.n == 0 || query[q].n == 0)
				continue;
			d = mf_edits(f.letter, f.n, query[q].letter, query[q].n, limit);
			/* a guessed script and a part of a name count for less */
			if (d <= limit && d * 1000 / longer + (q > 0 ? 20 : 0) + (part ? 30u : 0) < best)
				best = (uint32_t)(d * 1000 / longer + (q > 0 ? 20 : 0) + (part ? 30u : 0));
		}
	}
	return best;
}

size_t mf_gazetteer_nearest(const struct mf_gazetteer *g, const char *text, size_t len, uint32_t *out,
			    size_t max)
{
	struct mf_buf scratch = MF_BUF_INIT, arabic = MF_BUF_INIT;
	struct best *list = mf_calloc(max + 1, sizeof *list);
	struct folded query[2];
	struct mf_top top = { list, 0, max, sizeof *list, by_cost };
	size_t queries = 1;

	fold_name(&scratch, text, len, &query[0]);
	/* Latin, Greek or Cyrillic */
	if (query[0].n > 0 && query[0].letter[0] < 0x530 && mf_translit_arabic(text, len, &arabic) == 0)
		fold_name(&scratch, arabic.data, arabic.len, &query[queries++]);
	for (uint32_t e = 0; e < mf_gazetteer_count(g); e++) {
		const struct mf_gz_entity *entity = &g->entities[e];
		struct best one = { e, UINT32_MAX };

		for (uint32_t i = 0; i < entity->names; i++) {
			const char *name = g->strings + g->names[entity->first_name + i];
			uint32_t cost = cost_of(&scratch, name, entity->type == MF_PERSON, query, queries);

			one.cost = cost < one.cost ? cost : one.cost;
		}
		if (one.cost != UINT32_MAX)
			mf_top_offer(&top, &one);
	}
	mf_top_sort(&top);
	for (size_t i = 0; i < top.n; i++)
		out[i] = list[i].entity;
	mf_buf_release(&scratch);
	mf_buf_release(&arabic);
	free(list);
	return top.n;
}
