/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tagger.c - a model at work: weights of forms, kept; Viterbi's best way, and how sure it is. */
#include "indexer/analysis/names/tagger.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/names/tagger_private.h"
#include "wrappers/libc/mem.h"

/* A lead of none so large that the steps to its neighbours change nothing, and one so large that what the
 * word is in its place need not be asked either. */
#define PLAIN (6 * TAG_SCALE)
#define PLAIN_BY_FORMS (4 * TAG_SCALE)
#define KEPT_FORMS (1u << 16) /* forms whose weights are kept, each in the one place that its hash gives */

/* ---- the model ---- */

int mf_tagger_open(struct mf_tagger *t, const void *model, size_t len, struct mf_error *err)
{
	const struct mf_tag_head *head = model;
	uint64_t keys, words;

	if ((uintptr_t)model % 8 != 0 || len < sizeof *head ||
	    memcmp(head->magic, TAG_MAGIC, sizeof head->magic) != 0)
		return mf_error_set(err, MF_E_CORRUPT, "the model of the tagger is none");
	keys = (uint64_t)head->key_mask + 1;
	words = (uint64_t)head->word_mask + 1;
	if ((keys & head->key_mask) != 0 || (words & head->word_mask) != 0 ||
	    len != sizeof *head + keys * (sizeof *t->keys + sizeof *t->weights) + words * sizeof *t->words)
		return mf_error_set(err, MF_E_CORRUPT, "the model of the tagger is damaged");
	t->head = head;
	t->keys = (const uint32_t *)(head + 1);
	t->words = t->keys + keys;
	t->weights = (const int16_t(*)[TAGS])(t->words + words);
	return 0;
}

uint64_t mf_tagger_fingerprint(const struct mf_tagger *t)
{
	return t->head->hash;
}

static const int16_t *weights_of(const struct mf_tagger *t, uint32_t feature)
{
	uint32_t mask = t->head->key_mask;

	for (uint32_t i = feature & mask; t->keys[i] != 0; i = (i + 1) & mask)
		if (t->keys[i] == feature)
			return t->weights[i];
	return NULL;
}

/* ---- forms ---- */

struct kept {
	uint64_t hash; /* of form and kind; 0: empty */
	int16_t weight[ROLES][TAGS];
	uint8_t class;
};

struct mf_tagging {
	struct mf_tagger tagger;
	const struct mf_gazetteer *gazetteer; /* the lists that the kept forms were looked up in */
	struct kept *kept;
	/* of the document in hand, by token */
	struct kept *form;
	uint8_t *class;
	uint16_t *known;
	int32_t (*emit)[TAGS], (*ahead)[TAGS], (*back)[TAGS];
	uint8_t (*from)[TAGS];
	bool *plain; /* surely no name, whatever its neighbours are */
	size_t form_cap, class_cap, known_cap, emit_cap, ahead_cap, back_cap, from_cap, plain_cap;
};

struct mf_tagging *mf_tagging_new(const struct mf_tagger *t)
{
	struct mf_tagging *tagging = mf_calloc(1, sizeof *tagging);

	tagging->tagger = *t;
	tagging->kept = mf_calloc(KEPT_FORMS, sizeof *tagging->kept);
	return tagging;
}

void mf_tagging_free(struct mf_tagging *tagging)
{
	if (!tagging)
		return;
	free(tagging->kept);
	free(tagging->form);
	free(tagging->class);
	free(tagging->known);
	free(tagging->emit);
	free(tagging->ahead);
	free(tagging->back);
	free(tagging->from);
	free(tagging->plain);
	free(tagging);
}

static int16_t clamp(int32_t weight)
{
	return (int16_t)(weight > INT16_MAX ? INT16_MAX : weight < INT16_MIN ? INT16_MIN : weight);
}

static void sum_role(const struct mf_tagger *t, const struct mf_tag_form *f, size_t n, uint32_t role,
		     int16_t out[TAGS])
{
	int32_t sum[TAGS] = { 0 };

	for (size_t i = 0; i < n; i++) {
		const int16_t *w = weights_of(t, mf_tag_mix(f->feature[i], role));

		for (int tag = 0; w && tag < TAGS; tag++)
			sum[tag] += w[tag];
	}
	for (int tag = 0; tag < TAGS; tag++)
		out[tag] = clamp(sum[tag]);
}

static const struct kept *kept_of(struct mf_tagging *tagging, const struct mf_tokens *tokens, size_t i)
{
	const struct mf_token *v = &tokens->v[i];
	const char *form = mf_form(tokens, i);
	uint64_t hash = mf_hash64_seeded(form, v->form_len, v->kind) | 1;
	struct kept *k = &tagging->kept[(hash >> 20) % KEPT_FORMS];
	struct mf_tag_form f;

	if (k->hash == hash)
		return k;
	mf_tag_form_make(&f, &tagging->tagger, tagging->gazetteer, form, v->form_len, v->kind);
	k->hash = hash;
	k->class = f.class;
	sum_role(&tagging->tagger, &f, f.n, ROLE_SELF, k->weight[ROLE_SELF]);
	sum_role(&tagging->tagger, &f, f.near, ROLE_BEFORE, k->weight[ROLE_BEFORE]);
	sum_role(&tagging->tagger, &f, f.near, ROLE_AFTER, k->weight[ROLE_AFTER]);
	sum_role(&tagging->tagger, &f, f.far, ROLE_BEFORE_2, k->weight[ROLE_BEFORE_2]);
	sum_role(&tagging->tagger, &f, f.far, ROLE_AFTER_2, k->weight[ROLE_AFTER_2]);
	return k;
}

static void look_forms_up(struct mf_tagging *tagging, const struct mf_naming *s)
{
	size_t n = s->tokens->n;

	if (tagging->gazetteer != s->g) {
		memset(tagging->kept, 0, KEPT_FORMS * sizeof *tagging->kept);
		tagging->gazetteer = s->g;
	}
	tagging->form = mf_grow(tagging->form, &tagging->form_cap, n, sizeof *tagging->form);
	tagging->class = mf_grow(tagging->class, &tagging->class_cap, n, sizeof *tagging->class);
	tagging->known = mf_grow(tagging->known, &tagging->known_cap, n, sizeof *tagging->known);
	tagging->emit = mf_grow(tagging->emit, &tagging->emit_cap, n, sizeof *tagging->emit);
	tagging->ahead = mf_grow(tagging->ahead, &tagging->ahead_cap, n, sizeof *tagging->ahead);
	tagging->back = mf_grow(tagging->back, &tagging->back_cap, n, sizeof *tagging->back);
	tagging->from = mf_grow(tagging->from, &tagging->from_cap, n, sizeof *tagging->from);
	tagging->plain = mf_grow(tagging->plain, &tagging->plain_cap, n, sizeof *tagging->plain);
	for (size_t i = 0; i < n; i++) {
		tagging->form[i] = *kept_of(tagging, s->tokens, i);
		tagging->class[i] = tagging->form[i].class;
	}
}

/* ---- a sentence ---- */

static void add_weights(int32_t sum[TAGS], const int16_t w[TAGS])
{
	for (int tag = 0; tag < TAGS; tag++)
		sum[tag] += w[tag];
}

/* By how much none is better than any other tag. */
static int32_t lead_of_none(const int32_t sum[TAGS])
{
	int32_t other = sum[1];

	for (int tag = 2; tag < TAGS; tag++)
		other = sum[tag] > other ? sum[tag] : other;
	return sum[TAG_NONE] - other;
}

static void emit(struct mf_tagging *tagging, const struct mf_tag_view *view, size_t i, size_t from, size_t to)
{
	uint32_t feature[PLACE_FEATURES];
	int32_t *sum = tagging->emit[i];

	memset(sum, 0, sizeof tagging->emit[i]);
	add_weights(sum, tagging->form[i].weight[ROLE_SELF]);
	if (i > from)
		add_weights(sum, tagging->form[i - 1].weight[ROLE_BEFORE]);
	if (i > from + 1)
		add_weights(sum, tagging->form[i - 2].weight[ROLE_BEFORE_2]);
	if (i + 1 < to)
		add_weights(sum, tagging->form[i + 1].weight[ROLE_AFTER]);
	if (i + 2 < to)
		add_weights(sum, tagging->form[i + 2].weight[ROLE_AFTER_2]);
	tagging->plain[i] = !view->known[i] && lead_of_none(sum) > PLAIN_BY_FORMS;
	if (tagging->plain[i])
		return;
	for (size_t k = 0, n = mf_tag_place(view, i, from, to, feature); k < n; k++) {
		const int16_t *w = weights_of(&tagging->tagger, feature[k]);

		if (w)
			add_weights(sum, w);
	}
	tagging->plain[i] = lead_of_none(sum) > PLAIN;
}

/* Tags that a token may have: of a plain one none alone. */
static int tags_of(const struct mf_tagging *tagging, size_t i)
{
	return tagging->plain[i] ? 1 : TAGS;
}

static void go_ahead(struct mf_tagging *tagging, const struct mf_tokens *tokens, size_t from, size_t to)
{
	const struct mf_tag_head *head = tagging->tagger.head;

	for (int tag = 0; tag < TAGS; tag++)
		tagging->ahead[from][tag] = tagging->emit[from][tag] + head->first[tag];
	for (size_t i = from + 1; i < to; i++) {
		const int32_t(*step)[TAGS] = head->step[mf_tag_gap_of(tokens->v[i].gap)];
		const int32_t *last = tagging->ahead[i - 1];
		int befores = tags_of(tagging, i - 1), tags = tags_of(tagging, i);

		for (int tag = 0; tag < tags; tag++) {
			int32_t best = last[0] + step[0][tag];
			uint8_t from_tag = 0;

			for (int before = 1; before < befores; before++)
				if (last[before] + step[before][tag] > best) {
					best = last[before] + step[before][tag];
					from_tag = (uint8_t)before;
				}
			tagging->ahead[i][tag] = best + tagging->emit[i][tag];
			tagging->from[i][tag] = from_tag;
		}
	}
}

static void go_back(struct mf_tagging *tagging, const struct mf_tokens *tokens, size_t from, size_t to)
{
	const struct mf_tag_head *head = tagging->tagger.head;

	memset(tagging->back[to - 1], 0, sizeof tagging->back[to - 1]);
	for (size_t i = to - 1; i > from; i--) {
		const int32_t(*step)[TAGS] = head->step[mf_tag_gap_of(tokens->v[i].gap)];
		int tags = tags_of(tagging, i), befores = tags_of(tagging, i - 1);

		for (int before = 0; before < befores; before++) {
			int32_t best = INT32_MIN;

			for (int tag = 0; tag < tags; tag++) {
				int32_t score =
					step[before][tag] + tagging->emit[i][tag] + tagging->back[i][tag];

				best = score > best ? score : best;
			}
			tagging->back[i - 1][before] = best;
		}
	}
}

/* Same type, and for a place inside a name no matter where? */
static bool is_alike(uint8_t a, uint8_t b)
{
	return a == b || (a != TAG_NONE && b != TAG_NONE && mf_tag_type(a) == mf_tag_type(b));
}

static int32_t margin_of(const struct mf_tagging *tagging, size_t i, uint8_t best)
{
	int32_t other = INT32_MIN / 2;

	if (tagging->plain[i])
		return PLAIN;
	for (uint8_t k = 0; k < TAGS; k++) {
		int32_t score = tagging->ahead[i][k] + tagging->back[i][k];

		if (!is_alike(k, best) && score > other)
			other = score;
	}
	return tagging->ahead[i][best] + tagging->back[i][best] - other;
}

static void tag_sentence(struct mf_tagging *tagging, const struct mf_tag_view *view, size_t from, size_t to,
			 uint8_t *tag, int32_t *margin)
{
	const struct mf_tokens *tokens = view->s->tokens;
	bool plain = true;
	uint8_t best = 0;

	for (size_t i = from; i < to; i++) {
		emit(tagging, view, i, from, to);
		plain = plain && tagging->plain[i];
	}
	if (!plain) {
		go_ahead(tagging, tokens, from, to);
		go_back(tagging, tokens, from, to);
		for (int k = 1; k < tags_of(tagging, to - 1); k++)
			if (tagging->ahead[to - 1][k] > tagging->ahead[to - 1][best])
				best = (uint8_t)k;
	}
	for (size_t i = to; i-- > from;) {
		tag[i] = plain ? TAG_NONE : best;
		margin[i] = margin_of(tagging, i, tag[i]);
		best = i > from && !plain ? tagging->from[i][best] : TAG_NONE;
	}
}

void mf_tagging_run(struct mf_tagging *tagging, const struct mf_naming *s, uint8_t *tag, int32_t *margin)
{
	struct mf_tag_view view = { .s = s };

	if (s->tokens->n == 0)
		return;
	look_forms_up(tagging, s);
	mf_tag_known(s, tagging->known);
	view.class = tagging->class;
	view.known = tagging->known;
	memset(tagging->from[0], 0, sizeof tagging->from[0]);
	for (size_t from = 0, to; from < s->tokens->n; from = to) {
		to = mf_tag_sentence(s->tokens, from);
		memset(tagging->from[from], 0, sizeof tagging->from[from]);
		tag_sentence(tagging, &view, from, to, tag, margin);
	}
}

uint8_t mf_tagging_clitics(const struct mf_tagging *tagging, const struct mf_naming *s, size_t token)
{
	return mf_tag_clitics(&tagging->tagger, s->g, mf_form(s->tokens, token),
			      s->tokens->v[token].form_len);
}

bool mf_tagging_is_word(const struct mf_tagging *tagging, size_t token)
{
	switch (tagging->class[token]) {
	case CLASS_PREPOSITION:
	case CLASS_STOP:
	case CLASS_VERB:
	case CLASS_NOUN:
	case CLASS_THE_NOUN:
	case CLASS_WITH_NOUN:
	case CLASS_MEDIA:
	case CLASS_ORG_HEAD:
	case CLASS_MEMORIAL:
	case CLASS_TITLE:
	case CLASS_OFFICE:
		return true;
	default:
		return false;
	}
}

bool mf_tagging_is_head(const struct mf_tagging *tagging, size_t token)
{
	switch (tagging->class[token]) {
	case CLASS_ORG_HEAD:
	case CLASS_MEDIA:
	case CLASS_MEMORIAL:
	case CLASS_OFFICE:
		return true;
	default:
		return !mf_tagging_is_word(tagging, token);
	}
}
