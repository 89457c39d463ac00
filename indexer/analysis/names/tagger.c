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
#define KEPT_FORMS 40000u /* forms whose weights are kept, each in the one place that its hash gives */
#define LANES 16 /* sums by tag are so wide, whole vectors; what is behind the last tag is not read */

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

/* Features stand anywhere in tables of megabytes: all that a word needs are asked for before the first. */
static void ask_for(const struct mf_tagger *t, const uint32_t *feature, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		__builtin_prefetch(&t->keys[feature[i] & t->head->key_mask]);
		__builtin_prefetch(&t->weights[feature[i] & t->head->key_mask]);
	}
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
	uint64_t hash;     /* of form and kind; 0: empty */
	uint32_t document; /* the last one that has it: what that one uses stays in its place */
	uint8_t class;
	int16_t weight[ROLES][LANES];
};

struct mf_tagging {
	struct mf_tagger tagger;
	const struct mf_gazetteer *gazetteer; /* the lists that the kept forms were looked up in */
	struct kept *kept;
	int32_t step[TAG_GAPS][TAGS][LANES];   /* from a tag to the next one */
	int32_t before[TAG_GAPS][TAGS][LANES]; /* the same, by the next one */
	/* of the document in hand */
	uint32_t document;
	struct kept *spilt; /* forms whose places others of the document have */
	size_t spilt_n, spilt_cap;
	/* by token */
	uint64_t *hash; /* of its form and kind */
	uint32_t *form; /* in kept, and from KEPT_FORMS on in spilt */
	uint8_t *class;
	uint16_t *known;
	int32_t (*emit)[LANES], (*ahead)[LANES], (*back)[LANES];
	int32_t (*from)[LANES];
	bool *plain; /* surely no name, whatever its neighbours are */
	size_t hash_cap, form_cap, class_cap, known_cap, emit_cap, ahead_cap, back_cap, from_cap, plain_cap;
};

struct mf_tagging *mf_tagging_new(const struct mf_tagger *t)
{
	struct mf_tagging *tagging = mf_calloc(1, sizeof *tagging);

	tagging->tagger = *t;
	tagging->kept = mf_calloc(KEPT_FORMS, sizeof *tagging->kept);
	for (int gap = 0; gap < TAG_GAPS; gap++)
		for (int a = 0; a < TAGS; a++)
			for (int b = 0; b < TAGS; b++) {
				tagging->step[gap][a][b] = t->head->step[gap][a][b];
				tagging->before[gap][b][a] = t->head->step[gap][a][b];
			}
	return tagging;
}

void mf_tagging_free(struct mf_tagging *tagging)
{
	if (!tagging)
		return;
	free(tagging->kept);
	free(tagging->spilt);
	free(tagging->hash);
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
		     int16_t out[LANES])
{
	int32_t sum[TAGS] = { 0 };
	uint32_t feature[FORM_FEATURES];

	for (size_t i = 0; i < n; i++)
		feature[i] = mf_tag_mix(f->feature[i], role);
	ask_for(t, feature, n);
	for (size_t i = 0; i < n; i++) {
		const int16_t *w = weights_of(t, feature[i]);

		for (int tag = 0; w && tag < TAGS; tag++)
			sum[tag] += w[tag];
	}
	for (int tag = 0; tag < TAGS; tag++)
		out[tag] = clamp(sum[tag]);
	memset(out + TAGS, 0, (LANES - TAGS) * sizeof *out);
}

static void make_kept(struct kept *k, const struct mf_tagging *tagging, const char *form, size_t len,
		      uint8_t kind)
{
	struct mf_tag_form f;

	mf_tag_form_make(&f, &tagging->tagger, tagging->gazetteer, form, len, kind);
	k->class = f.class;
	sum_role(&tagging->tagger, &f, f.n, ROLE_SELF, k->weight[ROLE_SELF]);
	sum_role(&tagging->tagger, &f, f.near, ROLE_BEFORE, k->weight[ROLE_BEFORE]);
	sum_role(&tagging->tagger, &f, f.near, ROLE_AFTER, k->weight[ROLE_AFTER]);
	sum_role(&tagging->tagger, &f, f.far, ROLE_BEFORE_2, k->weight[ROLE_BEFORE_2]);
	sum_role(&tagging->tagger, &f, f.far, ROLE_AFTER_2, k->weight[ROLE_AFTER_2]);
}

static const struct kept *form_at(const struct mf_tagging *tagging, size_t i)
{
	uint32_t at = tagging->form[i];

	return at < KEPT_FORMS ? &tagging->kept[at] : &tagging->spilt[at - KEPT_FORMS];
}

static uint32_t place_of(uint64_t hash)
{
	return (uint32_t)((hash >> 20) % KEPT_FORMS);
}

/* The hash of a token's form and kind, whose place among those kept is asked for. */
static uint64_t hash_of(const struct mf_tagging *tagging, const struct mf_tokens *tokens, size_t i)
{
	const struct mf_token *v = &tokens->v[i];
	uint64_t hash = mf_hash64_seeded(mf_form(tokens, i), v->form_len, v->kind) | 1;
	const struct kept *k = &tagging->kept[place_of(hash)];

	__builtin_prefetch(k);
	__builtin_prefetch(k->weight[ROLE_BEFORE]);
	__builtin_prefetch(k->weight[ROLE_BEFORE_2]);
	return hash;
}

/* Where the weights of a token's form are: tagging->form[]. */
static uint32_t look_form_up(struct mf_tagging *tagging, const struct mf_tokens *tokens, size_t i,
			     uint64_t hash)
{
	const struct mf_token *v = &tokens->v[i];
	const char *form = mf_form(tokens, i);
	uint32_t at = place_of(hash);
	struct kept *k = &tagging->kept[at];

	if (k->hash != hash && k->document == tagging->document) {
		tagging->spilt = mf_grow(tagging->spilt, &tagging->spilt_cap, tagging->spilt_n + 1,
					 sizeof *tagging->spilt);
		at = KEPT_FORMS + (uint32_t)tagging->spilt_n;
		k = &tagging->spilt[tagging->spilt_n++];
		k->hash = 0;
	}
	if (k->hash != hash)
		make_kept(k, tagging, form, v->form_len, v->kind);
	k->hash = hash;
	k->document = tagging->document;
	return at;
}

static void look_forms_up(struct mf_tagging *tagging, const struct mf_naming *s)
{
	size_t n = s->tokens->n;

	if (tagging->gazetteer != s->g) {
		memset(tagging->kept, 0, KEPT_FORMS * sizeof *tagging->kept);
		tagging->gazetteer = s->g;
		tagging->document = 0;
	}
	if (++tagging->document == 0) { /* after four thousand million documents */
		for (size_t i = 0; i < KEPT_FORMS; i++)
			tagging->kept[i].document = 0;
		tagging->document = 1;
	}
	tagging->spilt_n = 0;
	tagging->form = mf_grow(tagging->form, &tagging->form_cap, n, sizeof *tagging->form);
	tagging->class = mf_grow(tagging->class, &tagging->class_cap, n, sizeof *tagging->class);
	tagging->known = mf_grow(tagging->known, &tagging->known_cap, n, sizeof *tagging->known);
	tagging->emit = mf_grow(tagging->emit, &tagging->emit_cap, n, sizeof *tagging->emit);
	tagging->ahead = mf_grow(tagging->ahead, &tagging->ahead_cap, n, sizeof *tagging->ahead);
	tagging->back = mf_grow(tagging->back, &tagging->back_cap, n, sizeof *tagging->back);
	tagging->from = mf_grow(tagging->from, &tagging->from_cap, n, sizeof *tagging->from);
	tagging->plain = mf_grow(tagging->plain, &tagging->plain_cap, n, sizeof *tagging->plain);
	tagging->hash = mf_grow(tagging->hash, &tagging->hash_cap, n, sizeof *tagging->hash);
	for (size_t i = 0; i < n; i++)
		tagging->hash[i] = hash_of(tagging, s->tokens, i);
	for (size_t i = 0; i < n; i++) {
		tagging->form[i] = look_form_up(tagging, s->tokens, i, tagging->hash[i]);
		tagging->class[i] = form_at(tagging, i)->class;
	}
}

/* ---- a sentence ---- */

static void add_weights(int32_t sum[LANES], const int16_t w[TAGS])
{
	int16_t row[LANES] = { 0 };

	memcpy(row, w, TAGS * sizeof *w);
	for (int k = 0; k < LANES; k++)
		sum[k] += row[k];
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
	static const int16_t nothing[LANES];
	uint32_t feature[PLACE_FEATURES];
	int32_t *sum = tagging->emit[i];
	size_t n;
	const int16_t *self = form_at(tagging, i)->weight[ROLE_SELF],
		      *before = i > from ? form_at(tagging, i - 1)->weight[ROLE_BEFORE] : nothing,
		      *before_2 = i > from + 1 ? form_at(tagging, i - 2)->weight[ROLE_BEFORE_2] : nothing,
		      *after = i + 1 < to ? form_at(tagging, i + 1)->weight[ROLE_AFTER] : nothing,
		      *after_2 = i + 2 < to ? form_at(tagging, i + 2)->weight[ROLE_AFTER_2] : nothing;

	for (int k = 0; k < LANES; k++)
		sum[k] = self[k] + before[k] + before_2[k] + after[k] + after_2[k];
	tagging->plain[i] = !view->known[i] && lead_of_none(sum) > PLAIN_BY_FORMS;
	if (tagging->plain[i])
		return;
	n = mf_tag_place(view, i, from, to, feature);
	ask_for(&tagging->tagger, feature, n);
	for (size_t k = 0; k < n; k++) {
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
	for (int tag = 0; tag < TAGS; tag++)
		tagging->ahead[from][tag] = tagging->emit[from][tag] + tagging->tagger.head->first[tag];
	for (size_t i = from + 1; i < to; i++) {
		const int32_t(*step)[LANES] = tagging->step[mf_tag_gap_of(tokens->v[i].gap)];
		const int32_t *last = tagging->ahead[i - 1], *emitted = tagging->emit[i];
		int32_t best[LANES], by[LANES] = { 0 };
		int befores = tags_of(tagging, i - 1);

		for (int tag = 0; tag < LANES; tag++)
			best[tag] = last[0] + step[0][tag];
		for (int before = 1; before < befores; before++)
			for (int tag = 0; tag < LANES; tag++) {
				int32_t score = last[before] + step[before][tag];
				bool better = score > best[tag];

				best[tag] = better ? score : best[tag];
				by[tag] = better ? before : by[tag];
			}
		for (int tag = 0; tag < LANES; tag++)
			tagging->ahead[i][tag] = best[tag] + emitted[tag];
		memcpy(tagging->from[i], by, sizeof by);
	}
}

static void go_back(struct mf_tagging *tagging, const struct mf_tokens *tokens, size_t from, size_t to)
{
	memset(tagging->back[to - 1], 0, sizeof tagging->back[to - 1]);
	for (size_t i = to - 1; i > from; i--) {
		const int32_t(*step)[LANES] = tagging->before[mf_tag_gap_of(tokens->v[i].gap)];
		int tags = tags_of(tagging, i);
		int32_t best[LANES];

		for (int tag = 0; tag < tags; tag++) {
			int32_t behind = tagging->emit[i][tag] + tagging->back[i][tag];

			for (int before = 0; before < LANES; before++) {
				int32_t score = step[tag][before] + behind;

				best[before] = tag == 0 || score > best[before] ? score : best[before];
			}
		}
		memcpy(tagging->back[i - 1], best, sizeof best);
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
		best = i > from && !plain ? (uint8_t)tagging->from[i][best] : TAG_NONE;
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
