/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tagger_place.c - what a word is where it stands: classes of its neighbours, gaps, what is known of it. */
#include <string.h>

#include "indexer/analysis/names/tagger_private.h"

#define SENTENCE_MAX 400 /* tokens */

uint8_t mf_tag_gap_of(uint8_t gap)
{
	return gap == MF_GAP_SPACE ? TAG_GAP_SPACE : gap <= MF_GAP_QUOTE ? TAG_GAP_TIGHT : TAG_GAP_BREAK;
}

size_t mf_tag_sentence(const struct mf_tokens *tokens, size_t from)
{
	size_t to = from + 1;

	while (to < tokens->n && tokens->v[to].gap < MF_GAP_SENTENCE && to < from + SENTENCE_MAX)
		to++;
	return to;
}

/* ---- what is known: type, origin, size and place of the mention that covers a token ---- */

static uint16_t known_of(const struct mf_naming *s, const struct mf_mention *m, size_t token)
{
	uint32_t size = m->last - m->first, type = m->origin == MF_BLOCKED ? 4 : m->type;
	bool ordinary = size == 1 && (s->marks[m->first] & TOKEN_ORDINARY);
	uint32_t code = type;

	code = code * 5 + (m->origin > MF_CANDIDATE ? 0 : m->origin);
	code = code * 3 + (size > 3 ? 2 : size > 1 ? 1 : 0);
	code = code * 2 + (token > m->first);
	code = code * 2 + ordinary;
	return (uint16_t)(code + 1);
}

void mf_tag_known(const struct mf_naming *s, uint16_t *known)
{
	memset(known, 0, s->tokens->n * sizeof *known);
	for (size_t i = 0; i < s->out->n; i++) {
		const struct mf_mention *m = &s->out->v[i];

		for (uint32_t k = m->first; k < m->last; k++)
			if (m->type != MF_NISBA || !known[k])
				known[k] = known_of(s, m, k);
	}
}

/* ---- features ---- */

enum place_kind {
	P_GAP = 301,
	P_END,
	P_BEFORE,
	P_AFTER,
	P_BOTH,
	P_BEFORE_2,
	P_AFTER_2,
	P_KNOWN,
	P_KNOWN_BEFORE,
	P_KNOWN_AFTER,
	P_BESIDE_BEFORE,
	P_BESIDE_AFTER,
	P_AROUND,
	P_GAP_CLASS,
};

/* The last letter as written, which folding hides: ة, ه, ى, ي. */
static uint32_t ending(const struct mf_naming *s, size_t i)
{
	const struct mf_token *v = &s->tokens->v[i];
	uint32_t two = 0;

	if (v->kind == MF_TOKEN_ARABIC && v->end - v->begin >= 2)
		two = (uint32_t)(unsigned char)s->text[v->end - 2] << 8 | (unsigned char)s->text[v->end - 1];
	return two;
}

size_t mf_tag_place(const struct mf_tag_view *view, size_t i, size_t from, size_t to,
		    uint32_t out[PLACE_FEATURES])
{
	const struct mf_token *v = view->s->tokens->v;
	const uint8_t *class = view->class;
	const uint16_t *known = view->known;
	uint32_t before = i > from ? class[i - 1] : CLASS_EDGE,
		 after = i + 1 < to ? class[i + 1] : CLASS_EDGE;
	uint32_t before_2 = i > from + 1 ? class[i - 2] : CLASS_EDGE;
	uint32_t after_2 = i + 2 < to ? class[i + 2] : CLASS_EDGE, self = class[i];
	uint32_t gap = i > from ? v[i].gap : MF_GAP_SENTENCE,
		 gap_after = i + 1 < to ? v[i + 1].gap : MF_GAP_SENTENCE;
	size_t n = 0;

	out[n++] = mf_tag_mix(gap * 16 + gap_after, P_GAP);
	out[n++] = mf_tag_mix(ending(view->s, i), P_END);
	out[n++] = mf_tag_mix(before * 64 + self, P_BEFORE);
	out[n++] = mf_tag_mix(self * 64 + after, P_AFTER);
	out[n++] = mf_tag_mix((before * 64 + self) * 64 + after, P_BOTH);
	out[n++] = mf_tag_mix((before_2 * 64 + before) * 64 + self, P_BEFORE_2);
	out[n++] = mf_tag_mix((self * 64 + after) * 64 + after_2, P_AFTER_2);
	out[n++] = mf_tag_mix((gap * 16 + gap_after) * 64 + self, P_GAP_CLASS);
	if (known[i]) {
		out[n++] = mf_tag_mix(known[i], P_KNOWN);
		out[n++] = mf_tag_mix(known[i] * 64u + before, P_KNOWN_BEFORE);
		out[n++] = mf_tag_mix(known[i] * 64u + after, P_KNOWN_AFTER);
	}
	if (i > from && known[i - 1])
		out[n++] = mf_tag_mix(known[i - 1] * 64u + self, P_BESIDE_BEFORE);
	if (i + 1 < to && known[i + 1])
		out[n++] = mf_tag_mix(known[i + 1] * 64u + self, P_BESIDE_AFTER);
	if (known[i])
		out[n++] = mf_tag_mix((known[i] * 64u + before) * 64u + after, P_AROUND);
	return n;
}
