/* SPDX-License-Identifier: GPL-2.0-or-later */
/* crf.c - trains a conditional random field by stochastic gradient descent (L. Bottou's schedule and
 * scaling for the quadratic penalty).
 *
 * Everything runs in one fixed order, and exponentials and logarithms are computed here, so that the same
 * input gives the same model.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/names/training/training.h"
#include "wrappers/libc/mem.h"

#define ROUNDS 14
#define PENALTY 3.0        /* of all weights, as a Gaussian prior of variance 1 / (PENALTY / sentences) */
#define RATE 0.08          /* of the first steps */
#define SEEN_LEAST 2       /* documents' tokens that must have a feature */
#define WEIGHT_LEAST 6     /* in units of the model: features below it in all tags are left out */
#define FEATURES_MAX 98304 /* of a model: so it takes 4 MiB; the weakest are left out */

struct token {
	size_t first; /* of its features */
	uint16_t n;
	uint8_t gap, tag;
};

struct mf_crf {
	struct token *token;
	size_t *sentence;  /* first tokens */
	uint32_t *feature; /* by token; hashes, then numbers */
	size_t tokens, token_cap, sentences, sentence_cap, features, feature_cap;
	uint32_t *hash; /* of a number */
	uint32_t *seen;
	uint32_t *slot; /* hash table of numbers + 1 */
	uint32_t slot_mask;
	size_t numbers, hash_cap, seen_cap;
	float (*weight)[TAGS];
	double step[TAG_GAPS][TAGS][TAGS], head[TAGS];
};

struct mf_crf *mf_crf_new(void)
{
	return mf_calloc(1, sizeof(struct mf_crf));
}

void mf_crf_free(struct mf_crf *c)
{
	if (!c)
		return;
	free(c->token);
	free(c->sentence);
	free(c->feature);
	free(c->hash);
	free(c->seen);
	free(c->slot);
	free(c->weight);
	free(c);
}

/* ---- features to numbers ---- */

static uint32_t *slot_of(const struct mf_crf *c, uint32_t hash)
{
	uint32_t i = hash & c->slot_mask;

	while (c->slot[i] != 0 && c->hash[c->slot[i] - 1] != hash)
		i = (i + 1) & c->slot_mask;
	return &c->slot[i];
}

static void grow_slots(struct mf_crf *c)
{
	free(c->slot);
	c->slot_mask = c->slot_mask ? c->slot_mask * 2 + 1 : (1u << 16) - 1;
	c->slot = mf_calloc((size_t)c->slot_mask + 1, sizeof *c->slot);
	for (size_t i = 0; i < c->numbers; i++)
		*slot_of(c, c->hash[i]) = (uint32_t)i + 1;
}

static void add_feature(struct mf_crf *c, uint32_t hash)
{
	uint32_t *slot;

	if ((c->numbers + 1) * 2 > c->slot_mask)
		grow_slots(c);
	slot = slot_of(c, hash);
	if (*slot == 0) {
		c->hash = mf_grow(c->hash, &c->hash_cap, c->numbers + 1, sizeof *c->hash);
		c->seen = mf_grow(c->seen, &c->seen_cap, c->numbers + 1, sizeof *c->seen);
		c->hash[c->numbers] = hash;
		c->seen[c->numbers] = 0;
		*slot = (uint32_t)++c->numbers;
	}
	c->seen[*slot - 1]++;
	c->feature = mf_grow(c->feature, &c->feature_cap, c->features + 1, sizeof *c->feature);
	c->feature[c->features++] = *slot - 1;
}

static void add_role(struct mf_crf *c, const struct mf_tag_form *f, size_t n, uint32_t role)
{
	for (size_t i = 0; i < n; i++)
		add_feature(c, mf_tag_mix(f->feature[i], role));
}

static void add_token(struct mf_crf *c, const struct mf_tag_view *view, const struct mf_tag_form *form,
		      size_t i, size_t from, size_t to, uint8_t tag)
{
	uint32_t place[PLACE_FEATURES];
	size_t n = mf_tag_place(view, i, from, to, place);
	struct token *t;

	c->token = mf_grow(c->token, &c->token_cap, c->tokens + 1, sizeof *c->token);
	t = &c->token[c->tokens++];
	*t = (struct token){ c->features, 0, mf_tag_gap_of(view->s->tokens->v[i].gap), tag };
	add_role(c, &form[i], form[i].n, ROLE_SELF);
	if (i > from)
		add_role(c, &form[i - 1], form[i - 1].near, ROLE_BEFORE);
	if (i > from + 1)
		add_role(c, &form[i - 2], form[i - 2].far, ROLE_BEFORE_2);
	if (i + 1 < to)
		add_role(c, &form[i + 1], form[i + 1].near, ROLE_AFTER);
	if (i + 2 < to)
		add_role(c, &form[i + 2], form[i + 2].far, ROLE_AFTER_2);
	for (size_t k = 0; k < n; k++)
		add_feature(c, place[k]);
	t->n = (uint16_t)(c->features - t->first);
}

void mf_crf_add(struct mf_crf *c, const struct mf_tagger *words, const struct mf_naming *s,
		const uint16_t *known, const uint8_t *tag)
{
	const struct mf_tokens *t = s->tokens;
	struct mf_tag_form *form = mf_calloc(t->n + 1, sizeof *form);
	uint8_t *class = mf_calloc(t->n + 1, 1);
	struct mf_tag_view view = { s, class, known };

	for (size_t i = 0; i < t->n; i++) {
		mf_tag_form_make(&form[i], words, s->g, mf_form(t, i), t->v[i].form_len, t->v[i].kind);
		class[i] = form[i].class;
	}
	for (size_t from = 0, to; from < t->n; from = to) {
		to = mf_tag_sentence(t, from);
		c->sentence = mf_grow(c->sentence, &c->sentence_cap, c->sentences + 2, sizeof *c->sentence);
		c->sentence[c->sentences++] = c->tokens;
		for (size_t i = from; i < to; i++)
			add_token(c, &view, form, i, from, to, tag[i]);
		c->sentence[c->sentences] = c->tokens;
	}
	free(form);
	free(class);
}

/* Features that are too rare to tell anything leave; the others are numbered anew. */
static void drop_rare(struct mf_crf *c)
{
	uint32_t *number = mf_calloc(c->numbers + 1, sizeof *number);
	size_t kept = 0;

	for (size_t i = 0; i < c->numbers; i++) {
		number[i] = c->seen[i] >= SEEN_LEAST ? (uint32_t)kept : UINT32_MAX;
		if (number[i] != UINT32_MAX)
			c->hash[kept++] = c->hash[i];
	}
	for (size_t i = 0, k = 0; i < c->tokens; i++) {
		struct token *t = &c->token[i];
		size_t first = k;

		for (size_t j = 0; j < t->n; j++)
			if (number[c->feature[t->first + j]] != UINT32_MAX)
				c->feature[k++] = number[c->feature[t->first + j]];
		t->first = first;
		t->n = (uint16_t)(k - first);
	}
	c->numbers = kept;
	free(number);
}

/* ---- arithmetic that is the same everywhere ---- */

/* e^x for x <= 0, by halving the argument and squaring its series. */
static double expo(double x)
{
	double y, sum;

	if (x < -40)
		return 0;
	y = x / 1024;
	sum = 1 + y * (1 + y / 2 * (1 + y / 3 * (1 + y / 4)));
	for (int i = 0; i < 10; i++)
		sum *= sum;
	return sum;
}

/* ---- a sentence: probabilities by the forward and backward sums, scaled at each token ---- */

struct room {
	double (*emit)[TAGS], (*ahead)[TAGS], (*back)[TAGS];
	size_t emit_cap, ahead_cap, back_cap;
};

static void make_emit(const struct mf_crf *c, size_t from, size_t n, double scale, struct room *r)
{
	for (size_t i = 0; i < n; i++) {
		const struct token *t = &c->token[from + i];
		double sum[TAGS] = { 0 }, best;

		for (size_t k = 0; k < t->n; k++) {
			const float *w = c->weight[c->feature[t->first + k]];

			for (int tag = 0; tag < TAGS; tag++)
				sum[tag] += w[tag];
		}
		best = sum[0];
		for (int tag = 1; tag < TAGS; tag++)
			best = sum[tag] > best ? sum[tag] : best;
		for (int tag = 0; tag < TAGS; tag++)
			r->emit[i][tag] = expo((sum[tag] - best) * scale);
	}
}

static void normalise(double v[TAGS])
{
	double sum = 0;

	for (int tag = 0; tag < TAGS; tag++)
		sum += v[tag];
	for (int tag = 0; tag < TAGS; tag++)
		v[tag] /= sum > 0 ? sum : 1;
}

/* Exponentials of all steps, once for a sentence. */
static void make_steps(const struct mf_crf *c, double out[TAG_GAPS][TAGS][TAGS], double head[TAGS])
{
	for (int gap = 0; gap < TAG_GAPS; gap++)
		for (int a = 0; a < TAGS; a++)
			for (int b = 0; b < TAGS; b++)
				out[gap][a][b] = expo(c->step[gap][a][b] - 20) * 485165195.40979;
	for (int a = 0; a < TAGS; a++)
		head[a] = expo(c->head[a] - 20) * 485165195.40979;
}

static void sums(const struct mf_crf *c, size_t from, size_t n, double step[TAG_GAPS][TAGS][TAGS],
		 const double head[TAGS], struct room *r)
{
	for (int tag = 0; tag < TAGS; tag++)
		r->ahead[0][tag] = head[tag] * r->emit[0][tag];
	normalise(r->ahead[0]);
	for (size_t i = 1; i < n; i++) {
		double(*s)[TAGS] = step[c->token[from + i].gap];

		for (int b = 0; b < TAGS; b++) {
			double sum = 0;

			for (int a = 0; a < TAGS; a++)
				sum += r->ahead[i - 1][a] * s[a][b];
			r->ahead[i][b] = sum * r->emit[i][b];
		}
		normalise(r->ahead[i]);
	}
	for (int tag = 0; tag < TAGS; tag++)
		r->back[n - 1][tag] = 1;
	for (size_t i = n - 1; i > 0; i--) {
		double(*s)[TAGS] = step[c->token[from + i].gap];

		for (int a = 0; a < TAGS; a++) {
			double sum = 0;

			for (int b = 0; b < TAGS; b++)
				sum += s[a][b] * r->emit[i][b] * r->back[i][b];
			r->back[i - 1][a] = sum;
		}
		normalise(r->back[i - 1]);
	}
}

static void update_token(struct mf_crf *c, const struct token *t, const double p[TAGS], double rate)
{
	float change[TAGS];

	for (int tag = 0; tag < TAGS; tag++)
		change[tag] = (float)(rate * ((tag == t->tag) - p[tag]));
	for (size_t k = 0; k < t->n; k++) {
		float *w = c->weight[c->feature[t->first + k]];

		for (int tag = 0; tag < TAGS; tag++)
			w[tag] += change[tag];
	}
}

static void update_step(struct mf_crf *c, size_t at, double step[TAG_GAPS][TAGS][TAGS], const struct room *r,
			size_t i, double rate)
{
	uint8_t gap = c->token[at].gap;
	double joint[TAGS][TAGS], sum = 0;

	for (int a = 0; a < TAGS; a++)
		for (int b = 0; b < TAGS; b++)
			sum += joint[a][b] =
				r->ahead[i - 1][a] * step[gap][a][b] * r->emit[i][b] * r->back[i][b];
	for (int a = 0; a < TAGS; a++)
		for (int b = 0; b < TAGS; b++)
			c->step[gap][a][b] -= rate * joint[a][b] / (sum > 0 ? sum : 1);
	c->step[gap][c->token[at - 1].tag][c->token[at].tag] += rate;
}

/* One step down the gradient of a sentence; weights are kept divided by `scale`. */
static void learn(struct mf_crf *c, size_t number, double rate, double scale, struct room *r)
{
	size_t from = c->sentence[number], n = c->sentence[number + 1] - from;
	double step[TAG_GAPS][TAGS][TAGS], head[TAGS];

	r->emit = mf_grow(r->emit, &r->emit_cap, n, sizeof *r->emit);
	r->ahead = mf_grow(r->ahead, &r->ahead_cap, n, sizeof *r->ahead);
	r->back = mf_grow(r->back, &r->back_cap, n, sizeof *r->back);
	make_emit(c, from, n, scale, r);
	make_steps(c, step, head);
	sums(c, from, n, step, head, r);
	for (size_t i = 0; i < n; i++) {
		double p[TAGS];

		for (int tag = 0; tag < TAGS; tag++)
			p[tag] = r->ahead[i][tag] * r->back[i][tag];
		normalise(p);
		update_token(c, &c->token[from + i], p, rate / scale);
		if (i > 0)
			update_step(c, from + i, step, r, i, rate);
		for (int tag = 0; i == 0 && tag < TAGS; tag++)
			c->head[tag] += rate * ((tag == c->token[from].tag) - p[tag]);
	}
}

static void shuffle(size_t *order, size_t n, uint64_t *seed)
{
	for (size_t i = n; i > 1; i--) {
		size_t k, swap = order[i - 1];

		*seed = *seed * 6364136223846793005u + 1442695040888963407u;
		k = (*seed >> 33) % i;
		order[i - 1] = order[k];
		order[k] = swap;
	}
}

void mf_crf_train(struct mf_crf *c)
{
	size_t *order = mf_calloc(c->sentences + 1, sizeof *order);
	struct room room = { NULL, NULL, NULL, 0, 0, 0 };
	double scale = 1, lambda, steps = 0;
	uint64_t seed = 20260101;

	drop_rare(c);
	c->weight = mf_calloc(c->numbers + 1, sizeof *c->weight);
	lambda = PENALTY / (double)(c->sentences + 1);
	for (size_t i = 0; i < c->sentences; i++)
		order[i] = i;
	for (int round = 0; round < ROUNDS; round++) {
		shuffle(order, c->sentences, &seed);
		for (size_t i = 0; i < c->sentences; i++) {
			double rate = RATE / (1 + RATE * lambda * steps++);

			learn(c, order[i], rate, scale, &room);
			scale *= 1 - rate * lambda;
		}
	}
	for (size_t i = 0; i < c->numbers; i++)
		for (int tag = 0; tag < TAGS; tag++)
			c->weight[i][tag] = (float)(c->weight[i][tag] * scale);
	free(order);
	free(room.emit);
	free(room.ahead);
	free(room.back);
}

/* ---- the model ---- */

static int32_t rounded(double weight, int32_t limit)
{
	double scaled = weight * TAG_SCALE;

	scaled += scaled < 0 ? -0.5 : 0.5;
	return scaled > limit ? limit : scaled < -limit ? -limit : (int32_t)scaled;
}

static bool matters(const float w[TAGS], int32_t least)
{
	for (int tag = 0; tag < TAGS; tag++)
		if (abs(rounded(w[tag], INT16_MAX)) >= least)
			return true;
	return false;
}

static size_t count_kept(const struct mf_crf *c, int32_t least)
{
	size_t kept = 0;

	for (size_t i = 0; i < c->numbers; i++)
		kept += matters(c->weight[i], least);
	return kept;
}

static void write_weights(const struct mf_crf *c, int32_t least, uint32_t mask, struct mf_buf *keys,
			  struct mf_buf *weights)
{
	uint32_t *key = mf_calloc((size_t)mask + 1, sizeof *key);
	int16_t(*weight)[TAGS] = mf_calloc((size_t)mask + 1, sizeof *weight);

	for (size_t i = 0; i < c->numbers; i++) {
		uint32_t at = c->hash[i] & mask;

		if (!matters(c->weight[i], least))
			continue;
		while (key[at] != 0)
			at = (at + 1) & mask;
		key[at] = c->hash[i];
		for (int tag = 0; tag < TAGS; tag++)
			weight[at][tag] = (int16_t)rounded(c->weight[i][tag], INT16_MAX);
	}
	mf_buf_add(keys, key, ((size_t)mask + 1) * sizeof *key);
	mf_buf_add(weights, weight, ((size_t)mask + 1) * sizeof *weight);
	free(key);
	free(weight);
}

void mf_crf_write(const struct mf_crf *c, const struct mf_buf *words, uint32_t word_mask, struct mf_buf *out)
{
	struct mf_tag_head head = { .magic = TAG_MAGIC, .key_mask = 1023, .word_mask = word_mask };
	struct mf_buf keys = MF_BUF_INIT, weights = MF_BUF_INIT;
	size_t start = out->len, kept;
	int32_t least = WEIGHT_LEAST;

	while ((kept = count_kept(c, least)) > FEATURES_MAX)
		least++;
	while (head.key_mask / 4 * 3 < kept)
		head.key_mask = head.key_mask * 2 + 1;
	for (int a = 0; a < TAGS; a++) {
		head.first[a] = rounded(c->head[a], INT16_MAX);
		for (int gap = 0; gap < TAG_GAPS; gap++)
			for (int b = 0; b < TAGS; b++)
				head.step[gap][a][b] = rounded(c->step[gap][a][b], INT16_MAX);
	}
	write_weights(c, least, head.key_mask, &keys, &weights);
	mf_buf_add(out, &head, sizeof head);
	mf_buf_add(out, keys.data, keys.len);
	mf_buf_add(out, words->data, words->len);
	mf_buf_add(out, weights.data, weights.len);
	head.hash = mf_hash64(out->data + start + 16, out->len - start - 16);
	memcpy(out->data + start, &head, 16);
	mf_buf_release(&keys);
	mf_buf_release(&weights);
}
