/* SPDX-License-Identifier: GPL-2.0-or-later */
/* entity_scan.c - one walk of the trie from every token, with and without proclitics. */
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/names/entity_private.h"
#include "wrappers/libc/mem.h"

#define LETTER 2   /* bytes of an Arabic letter */
#define REST_MIN 4 /* bytes that must be left of a word */
#define WORD_MIN 6 /* bytes of a word that is a name by itself */

static bool is_letter(const char *form, size_t len, const char *letter)
{
	return len >= LETTER && !memcmp(form, letter, LETTER);
}

static void add_reading(struct mf_cut_readings *r, const char *form, size_t len, size_t cut)
{
	if (len >= REST_MIN && r->n < MF_READINGS_MAX)
		r->v[r->n++] = (struct mf_cut_reading){ form, (uint16_t)len, (uint8_t)cut };
}

/* للصحة is ل and الصحة; للجنة may be ل and اللجنة too. */
static void add_articles(struct mf_cut_readings *r, const char *rest, size_t len, size_t cut)
{
	static const char *const heads[2] = { "ا", "ال" };
	char *out = r->scratch;

	for (int i = 0; i < 2; i++, out += MF_FORM_MAX + 8) {
		size_t head = strlen(heads[i]);

		if (len > MF_FORM_MAX)
			return;
		memcpy(out, heads[i], head);
		memcpy(out + head, rest, len);
		add_reading(r, out, head + len, cut);
	}
}

void mf_cut_readings_make(struct mf_cut_readings *r, const char *form, size_t len)
{
	size_t cut = 0;

	r->n = 0;
	r->v[r->n++] = (struct mf_cut_reading){ form, (uint16_t)len, 0 };
	for (int place = 0; place < 2; place++) {
		/* first و or ف, then one of ب ل ك */
		bool conjunction = place == 0 && (is_letter(form, len, "و") || is_letter(form, len, "ف"));
		bool lam = is_letter(form, len, "ل");

		if (conjunction) {
			form += LETTER, len -= LETTER, cut++;
			add_reading(r, form, len, cut);
		} else if (lam || is_letter(form, len, "ب") || is_letter(form, len, "ك")) {
			form += LETTER, len -= LETTER, cut++;
			if (lam && is_letter(form, len, "ل"))
				add_articles(r, form, len, cut);
			add_reading(r, form, len, cut);
			return;
		}
	}
}

static const uint16_t mark_of[GZ_KINDS] = {
	[GZ_NISBA] = TOKEN_NISBA,   [GZ_CLASS] = TOKEN_CLASS,       [GZ_TITLE] = TOKEN_TITLE,
	[GZ_SPEECH] = TOKEN_SPEECH, [GZ_MEDIA] = TOKEN_MEDIA,       [GZ_ORDINARY] = TOKEN_ORDINARY,
	[GZ_GIVEN] = TOKEN_GIVEN,   [GZ_DOUBTFUL] = TOKEN_DOUBTFUL,
};

/* What later steps look for at a token; the rest is in the marks. */
static const bool is_kept[GZ_KINDS] = {
	[GZ_NAME] = true,  [GZ_NISBA] = true,    [GZ_LAST] = true,     [GZ_BLOCK] = true,
	[GZ_TITLE] = true, [GZ_MINISTRY] = true, [GZ_OF_STATE] = true, [GZ_SHORT] = true,
	[GZ_CLASS] = true, [GZ_MEDIA] = true,    [GZ_BARE] = true,
};

static void see(struct mf_naming *s, uint32_t entity)
{
	if (mf_naming_named(s, entity))
		return;
	mf_bit_set(s->named, entity);
	s->seen = mf_grow(s->seen, &s->seen_cap, s->seen_n + 1, sizeof *s->seen);
	s->seen[s->seen_n++] = entity;
}

/* Takes down what the node at tokens [first, first + len) means. */
static void note(struct mf_naming *s, uint32_t node, size_t first, size_t len, uint8_t cut)
{
	const struct mf_gz_node *at = &s->g->nodes[node];
	const struct mf_gz_entry *entry = s->g->entries + at->first;
	bool keep = false;
	uint32_t names = 0;

	for (uint32_t i = 0; i < at->count; i++) {
		uint8_t kind = entry[i].kind;

		names += kind == GZ_NAME;
		if (kind == GZ_CONTEXT)
			s->patterns[entry[i].value] = 1;
		else if (kind == GZ_NISBA)
			see(s, entry[i].value);
		if (len == 1 && mark_of[kind] && (kind != GZ_GIVEN || cut == 0))
			s->marks[first] |= mark_of[kind];
		if (kind == GZ_MEMORIAL)
			s->marks[first + len - 1] |= TOKEN_MEMORIAL;
		if (len == 1 && kind == GZ_SPEECH && entry[i].value)
			s->marks[first] |= TOKEN_SAYS;
		keep |= is_kept[kind];
	}
	if (names == 1 && entry[0].kind == GZ_NAME && !(entry[0].flags & GZ_ASKS))
		see(s, entry[0].value);
	if (keep) {
		s->hits = mf_grow(s->hits, &s->hits_cap, s->hits_n + 1, sizeof *s->hits);
		s->hits[s->hits_n++] = (struct mf_gz_hit){ (uint32_t)first, node, (uint16_t)len, cut };
	}
}

static bool has_kind(const struct mf_gazetteer *g, uint32_t node, uint8_t kind)
{
	for (uint32_t i = 0; i < g->nodes[node].count; i++)
		if (g->entries[g->nodes[node].first + i].kind == kind)
			return true;
	return false;
}

static void walk(struct mf_naming *s, size_t first, const struct mf_cut_reading *r)
{
	const struct mf_tokens *t = s->tokens;
	uint32_t node = mf_gz_step(s->g, 0, r->form, r->len);

	for (size_t i = first + 1; node; i++) {
		if (s->g->nodes[node].count > 0 && (r->len >= WORD_MIN || r->cut == 0 || i > first + 1))
			note(s, node, first, i - first, r->cut);
		else if (r->len < WORD_MIN && has_kind(s->g, node, GZ_DOUBTFUL)) /* وأم */
			s->marks[first] |= TOKEN_DOUBTFUL;
		if (i >= t->n || !mf_gz_inside(t->v[i].gap))
			return;
		node = mf_gz_step(s->g, node, mf_form(t, i), t->v[i].form_len);
	}
}

void mf_naming_scan(struct mf_naming *s)
{
	const struct mf_tokens *t = s->tokens;
	struct mf_cut_readings readings;

	for (size_t i = 0; i < t->n; i++) {
		s->first_hit[i] = (uint32_t)s->hits_n;
		if (t->v[i].kind == MF_TOKEN_ARABIC)
			mf_cut_readings_make(&readings, mf_form(t, i), t->v[i].form_len);
		else
			readings = (struct mf_cut_readings){ .v = { { mf_form(t, i), t->v[i].form_len, 0 } },
							     .n = 1 };
		for (size_t k = 0; k < readings.n && t->v[i].kind != MF_TOKEN_FRAGMENT; k++)
			walk(s, i, &readings.v[k]);
	}
	s->first_hit[t->n] = (uint32_t)s->hits_n;
}
