/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/senses.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/words/token.h"
#include "search/engine/match.h"
#include "search/engine/run.h"
#include "search/translate/dictionary.h"
#include "search/translate/english.h"

#define RUN_MAX 6       /* words of an expression */
#define SENSES_MAX 12   /* of a word */
#define STANDS 1        /* a word is left alone that the archive has so many times oftener in Latin letters */
#define RANK 0.8        /* a sense counts so much of the one before it */
#define INFLECTED 0.9   /* the senses of the word that an inflected one comes from */
#define RARE_SENSE 0.25 /* weight of a sense that is hardly there beside one that is frequent */
#define LEAST 0.05      /* a sense of less weight falls away */

struct reading {
	struct mf_sense sense[SENSES_MAX];
	size_t n;
	bool names;
};

static void add_sense(struct reading *r, const char *text, double prior)
{
	for (size_t i = 0; i < r->n; i++)
		if (strcmp(r->sense[i].text, text) == 0)
			return;
	if (r->n < SENSES_MAX)
		r->sense[r->n++] = (struct mf_sense){ .text = text, .weight = prior };
}

/* ---- the dictionary ---- */

static bool add_entry(struct reading *r, const struct mf_dictionary *d, const char *key, size_t len,
		      double prior)
{
	const char *at = mf_dictionary_find(d, key, len);

	for (const char *t = at; t && *t; t += strlen(t) + 1, prior *= RANK)
		add_sense(r, t, prior);
	return at != NULL;
}

/* An expression, or it with its last word in its base form. */
static void read_key(struct reading *r, const struct mf_lookup *look, const struct mf_buf *key, size_t last)
{
	char base[MF_ENGLISH_BASES][MF_ENGLISH_MAX];
	size_t bases = mf_english_bases(look->stemmer, key->data + last, key->len - last, base);
	bool found = add_entry(r, look->dictionary, key->data, key->len, 1);
	double prior = found ? INFLECTED : 1;

	for (size_t i = 0; i < bases; i++) {
		struct mf_buf other = MF_BUF_INIT;
		mf_buf_add(&other, key->data, last);
		mf_buf_addstr(&other, base[i]);
		if (add_entry(r, look->dictionary, other.data, other.len, prior)) {
			mf_buf_release(&other);
			return; /* the likeliest base only */
		}
		mf_buf_release(&other);
	}
}

/* The longest expression that the tokens begin with; returns how many tokens it has. */
static size_t read_longest(struct reading *r, const struct mf_lookup *look, const struct mf_tokens *tokens)
{
	size_t most = mf_dictionary_longest(look->dictionary);
	struct mf_buf key = MF_BUF_INIT;
	size_t end[RUN_MAX], used = 0;

	most = most < RUN_MAX ? most : RUN_MAX;
	most = most < tokens->n ? most : tokens->n;
	for (size_t i = 0; i < most; i++) {
		if (i)
			mf_buf_addch(&key, ' ');
		mf_buf_add(&key, mf_form(tokens, i), tokens->v[i].form_len);
		end[i] = key.len;
	}
	for (size_t n = most; n && !r->n; n--) {
		key.len = end[n - 1];
		key.data[key.len] = '\0';
		read_key(r, look, &key, n > 1 ? end[n - 2] + 1 : 0);
		used = n;
	}
	mf_buf_release(&key);
	return r->n ? used : 0;
}

/* ---- the words of the plan ---- */

static uint64_t sure_count(const struct mf_query_word *w)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < w->stems; i++)
		sum += w->stem[i].doubtful ? 0 : w->stem[i].count;
	return sum;
}

/* A word of Arabic, looked up; without its article where the archive has it so. */
static struct mf_query_word look_up(const struct mf_lookup *look, const struct mf_tokens *tokens, size_t i)
{
	struct mf_lookup plain = *look;
	struct mf_query_words one = { NULL, 0, 0 };
	char room[MF_FORM_MAX + 1];
	const char *form = mf_form_held(tokens, i, room);
	size_t len = tokens->v[i].form_len, article = strlen("ال");

	plain.variants = false;
	if (len > 3 * article && memcmp(form, "ال", article) == 0 &&
	    mf_statistics_form(look->statistics, form + article, len - article)) {
		char with[MF_STEM_MAX], without[MF_STEM_MAX];
		size_t a = mf_stem(look->stemmer, form, len, with),
		       b = mf_stem(look->stemmer, form + article, len - article, without);
		if (a == b && memcmp(with, without, a) == 0) {
			form += article;
			len -= article;
		}
	}
	mf_words_add(&one, &plain, mf_arena_strndup(look->arena, form, len), form, len, MF_TOKEN_ARABIC,
		     MF_ANY_FORM, false);
	return one.v[0];
}

static void merge_stem(struct mf_query_word *group, const struct mf_lookup *look,
		       const struct mf_stem_term *t, double weight)
{
	for (size_t i = 0; i < group->stems; i++)
		if (group->stem[i].len == t->len && memcmp(group->stem[i].stem, t->stem, t->len) == 0) {
			struct mf_stem_term *own = &group->stem[i];
			own->weight = own->weight > weight ? own->weight : weight;
			own->only =
				own->only && t->only && strcmp(own->only, t->only) == 0 ? own->only : NULL;
			own->count = own->count > t->count ? own->count : t->count;
			return;
		}
	mf_words_add_stem(group, look, t);
	group->stem[group->stems - 1].weight = weight;
}

struct found { /* one translation in the archive */
	struct mf_query_word word[3];
	size_t words;
};

static void look_up_all(const struct mf_lookup *look, const struct reading *r, struct mf_tokens *tokens,
			struct mf_sense *s, struct found *f)
{
	*f = (struct found){ .words = 0 };
	mf_segment(tokens, s->text, strlen(s->text));
	s->count = UINT64_MAX;
	for (size_t i = 0; i < tokens->n && f->words < 3; i++) {
		struct mf_query_word *w = &f->word[f->words++];
		uint64_t count;
		*w = look_up(look, tokens, i);
		for (size_t k = 0; r->names && tokens->n == 1 && k < w->stems; k++)
			mf_words_only(w, k, look, w->form);
		count = sure_count(w);
		s->count = count < s->count ? count : s->count;
	}
	if (!f->words || tokens->n > 3)
		s->count = 0;
}

/* What the archive says of the senses: those that it has not fall away, frequent ones are likelier. */
static double weigh(struct reading *r)
{
	uint64_t most = 0;
	double best = 0, all = 0;

	for (size_t i = 0; i < r->n; i++)
		most = r->sense[i].count > most ? r->sense[i].count : most;
	for (size_t i = 0; i < r->n; i++) {
		struct mf_sense *s = &r->sense[i];
		double share = most ? sqrt((double)s->count / (double)most) : 0;
		s->weight *= s->count ? RARE_SENSE + (1 - RARE_SENSE) * share : 0;
		best = s->weight > best ? s->weight : best;
	}
	for (size_t i = 0; i < r->n; i++) {
		struct mf_sense *s = &r->sense[i];
		s->weight = best > 0 ? s->weight / best : 0;
		s->weight = s->weight < LEAST ? 0 : s->weight;
		all += s->weight * (double)s->count;
	}
	return all;
}

/* The words of an expression, which are none of the query themselves. */
static bool add_parts(struct mf_query_words *words, const struct mf_lookup *look, struct mf_sense *s,
		      const struct found *f, uint16_t group)
{
	if (words->n + f->words > MF_WORDS_MAX)
		return false;
	s->part = mf_arena_alloc(look->arena, f->words * sizeof *s->part);
	for (size_t i = 0; i < f->words; i++) {
		struct mf_query_word *w = mf_words_append(words, look);
		*w = f->word[i];
		w->part_of = group + 1u;
		w->root = NULL;
		s->part[s->parts++] = (uint16_t)(words->n - 1);
	}
	return true;
}

static size_t live(const struct reading *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++)
		n += r->sense[i].weight > 0;
	return n;
}

/* With the article and without it, or in another spelling. */
static bool same_word(const struct found *a, const struct found *b)
{
	for (size_t i = 0; i < a->words; i++) {
		const struct mf_query_word *x = &a->word[i], *y = &b->word[i];
		if (a->words != b->words || !x->stems || !y->stems || x->stem[0].len != y->stem[0].len ||
		    memcmp(x->stem[0].stem, y->stem[0].stem, x->stem[0].len) != 0)
			return false;
	}
	return a->words != 0;
}

/* Makes the group; false where the archive has none of its senses, or has the word itself. */
static bool make_group(struct mf_query_words *words, const struct mf_lookup *look, struct reading *r,
		       const char *typed, const char *form, size_t form_len, uint16_t *out)
{
	struct found *f = mf_arena_alloc(look->arena, SENSES_MAX * sizeof *f);
	struct mf_tokens tokens = MF_TOKENS_INIT;
	uint64_t passages = mf_lookup_passages(look),
		 own = mf_statistics_form(look->statistics, form, form_len);
	struct mf_query_word *w;
	struct mf_sense *sense;
	double count;
	size_t kept = 0;

	for (size_t i = 0; i < r->n; i++)
		look_up_all(look, r, &tokens, &r->sense[i], &f[i]);
	mf_tokens_release(&tokens);
	for (size_t i = 0; i < r->n; i++)
		for (size_t k = 0; k < i; k++)
			if (same_word(&f[i], &f[k]))
				r->sense[i].count = 0;
	count = weigh(r);
	if (!live(r) || words->n >= MF_WORDS_MAX ||
	    (look->translate == MF_TRANSLATE_AUTO && (double)own > STANDS * count))
		return false;
	*out = (uint16_t)words->n;
	w = mf_words_append(words, look);
	w->typed = typed;
	w->form = mf_arena_strndup(look->arena, form, form_len);
	w->form_len = (uint32_t)form_len;
	w->kind = MF_TOKEN_WORD;
	if (own) { /* found by its own letters as before */
		struct mf_stem_term t = { .how = MF_MATCH_STEM };
		char stem[MF_STEM_MAX];
		t.len = (uint32_t)mf_stem(look->stemmer, form, form_len, stem);
		t.stem = mf_arena_strndup(look->arena, stem, t.len);
		t.count = mf_statistics_stem(look->statistics, stem, t.len);
		merge_stem(w, look, &t, 1);
	}
	sense = mf_arena_alloc(look->arena, (r->n + 1) * sizeof *sense);
	for (size_t i = 0; i < r->n; i++) {
		const struct found *one = &f[i];
		if (!(r->sense[i].weight > 0) ||
		    (one->words > 1 && !add_parts(words, look, &r->sense[i], one, *out)))
			continue;
		w = &words->v[*out];
		for (size_t k = 0; one->words == 1 && k < one->word[0].stems; k++)
			if (!one->word[0].stem[k].doubtful)
				merge_stem(w, look, &one->word[0].stem[k], r->sense[i].weight);
		w->narrowed = w->narrowed || (one->words == 1 && one->word[0].narrowed);
		if (!w->root && one->words == 1 && r->sense[i].weight >= 1) {
			w->root = one->word[0].root;
			w->root_len = one->word[0].root_len;
		}
		sense[kept] = r->sense[i];
		sense[kept++].shown = one->words == 1
					      ? mf_statistics_surface(look->statistics, one->word[0].form,
								      one->word[0].form_len, look->arena)
					      : r->sense[i].text;
	}
	w = &words->v[*out];
	w->sense = sense;
	w->senses = kept;
	w->idf_exact = mf_idf(passages, own);
	w->idf_stem = mf_idf(passages, (uint64_t)count + own);
	w->idf_root =
		w->root ? mf_idf(passages, mf_statistics_root(look->statistics, w->root, w->root_len)) : 0;
	return true;
}

/* ---- runs of the query ---- */

static bool is_latin(const struct mf_tokens *tokens, size_t i)
{
	const char *form = mf_form(tokens, i);

	return tokens->v[i].kind == MF_TOKEN_WORD && form[0] >= 'a' && form[0] <= 'z';
}

struct run {
	struct mf_run of;
	struct mf_tokens tokens; /* those in Latin letters that it begins with */
};

static void run_read(struct run *run, const struct mf_node *tree, size_t first, size_t most)
{
	size_t latin = 0;

	run->tokens = (struct mf_tokens)MF_TOKENS_INIT;
	mf_run_read(&run->of, tree, first, most, &run->tokens);
	while (latin < run->tokens.n && is_latin(&run->tokens, latin))
		latin++;
	run->tokens.n = latin;
}

static void run_release(struct run *run)
{
	mf_run_release(&run->of);
	mf_tokens_release(&run->tokens);
}

/* How many words of the query the first n tokens are. */
static size_t run_words(const struct run *run, size_t n)
{
	return mf_run_words(&run->of, &run->tokens, n);
}

static void function_word(struct mf_query_words *words, const struct mf_lookup *look, const struct run *run,
			  uint16_t *word)
{
	const char *typed = mf_arena_strndup(look->arena, run->of.text.data, run->of.end_of[0]);
	struct mf_lookup plain = *look;

	plain.variants = false;
	*word = (uint16_t)mf_words_add(words, &plain, typed, mf_form(&run->tokens, 0),
				       run->tokens.v[0].form_len, MF_TOKEN_WORD, MF_ANY_FORM, false);
	words->v[*word].stop = true;
}

/* US and IT in capitals are none. */
static bool is_function(const struct run *run)
{
	const struct mf_token *t = &run->tokens.v[0];
	bool small = t->end - t->begin < 2 || run->of.text.data[t->begin + 1] > 'Z';

	return small && mf_english_stop(mf_form(&run->tokens, 0), t->form_len) && run_words(run, 1);
}

size_t mf_senses_of_run(struct mf_query_words *words, const struct mf_lookup *look,
			const struct mf_node *tree, size_t first, uint16_t *word)
{
	struct reading r = { .n = 0 };
	struct run run;
	size_t used = 0, taken;
	const char *typed;

	run_read(&run, tree, first, RUN_MAX);
	if (run.tokens.n)
		used = read_longest(&r, look, &run.tokens);
	taken = run_words(&run, used);
	if (run.tokens.n && used < 2 && is_function(&run) && words->n < MF_WORDS_MAX) {
		function_word(words, look, &run, word);
		taken = 1;
	} else if (taken) {
		typed = mf_arena_strndup(look->arena, run.of.text.data, run.of.end_of[taken - 1]);
		if (!make_group(words, look, &r, typed, mf_form(&run.tokens, 0),
				used == 1 ? run.tokens.v[0].form_len : 0, word))
			taken = 0;
	}
	run_release(&run);
	return taken;
}

/* ---- names ---- */

struct naming {
	struct reading *reading;
	const struct mf_lookup *look;
	size_t words; /* that the name has as it was typed */
};

/* Arabic names of as many words as the name typed has. */
static int offer_name(void *ctx, const char *name, size_t len)
{
	struct naming *n = ctx;
	size_t words = 1;

	for (size_t i = 0; i < len; i++)
		words += name[i] == ' ';
	if ((unsigned char)name[0] >= 0xd8 && (unsigned char)name[0] <= 0xdb && words == n->words)
		add_sense(n->reading, mf_arena_strndup(n->look->arena, name, len), 1);
	return 0;
}

bool mf_senses_of_name(struct mf_query_words *words, const struct mf_lookup *look, const struct mf_node *tree,
		       size_t first, size_t n, const char *const *ids, size_t entities, uint16_t *word)
{
	struct reading r = { .names = true };
	struct naming naming = { &r, look, 0 };
	struct run run;
	bool made = false;

	run_read(&run, tree, first, n < RUN_MAX ? n : RUN_MAX);
	naming.words = run.tokens.n;
	for (size_t i = 0; run.of.words == n && run.tokens.n && i < entities; i++) {
		uint32_t entity = mf_gazetteer_by_id(look->gazetteer, ids[i], strlen(ids[i]));
		struct mf_entity e;
		if (entity == MF_NO_ENTITY)
			continue;
		mf_gazetteer_entity(look->gazetteer, entity, &e);
		add_sense(&r, e.label, 1);
		mf_gazetteer_names(look->gazetteer, entity, offer_name, &naming);
	}
	if (r.n && run_words(&run, run.tokens.n) == n)
		made = make_group(words, look, &r,
				  mf_arena_strndup(look->arena, run.of.text.data, run.of.end_of[n - 1]),
				  mf_form(&run.tokens, 0), n == 1 ? run.tokens.v[0].form_len : 0, word);
	if (made) {
		words->v[*word].ids = ids;
		words->v[*word].entities = entities;
	}
	run_release(&run);
	return made;
}

/* price is nobody's name, china may be the country. */
static bool is_person(const struct mf_lookup *look, const char *id)
{
	uint32_t number = mf_gazetteer_by_id(look->gazetteer, id, strlen(id));
	struct mf_entity e;

	if (number != MF_NO_ENTITY)
		mf_gazetteer_entity(look->gazetteer, number, &e);
	return number != MF_NO_ENTITY && e.type == MF_PERSON;
}

bool mf_senses_is_no_name(const struct mf_lookup *look, const struct mf_node *word, const char *const *ids,
			  size_t entities)
{
	struct mf_tokens tokens = MF_TOKENS_INIT;
	bool no = word->text_len && word->text[0] >= 'a' && word->text[0] <= 'z';

	if (no) {
		mf_segment(&tokens, word->text, word->text_len);
		no = tokens.n == 1 && (mf_english_stop(mf_form(&tokens, 0), tokens.v[0].form_len) ||
				       mf_dictionary_find(look->dictionary, mf_form(&tokens, 0),
							  tokens.v[0].form_len) != NULL);
		if (no && !mf_english_stop(mf_form(&tokens, 0), tokens.v[0].form_len))
			for (size_t i = 0; i < entities; i++)
				no = no && (is_person(look, ids[i]) ||
					    !mf_statistics_entity(look->statistics, ids[i], false));
		mf_tokens_release(&tokens);
	}
	return no;
}

/* ---- passages ---- */

static bool has_part(const struct mf_scanned *scan, uint16_t part, uint32_t at)
{
	for (size_t i = 0; i < scan->places; i++)
		if (scan->place[i].word == part && scan->place[i].how != MF_MATCH_ROOT &&
		    (at == MF_NO_PLACE || scan->place[i].at == at))
			return true;
	return false;
}

static bool has_all(const struct mf_scanned *scan, const struct mf_sense *s)
{
	for (size_t k = 0; k < s->parts; k++)
		if (!has_part(scan, s->part[k], MF_NO_PLACE))
			return false;
	return true;
}

/* Marks the words of the expression where they stand in a row, else one of them: they are there. */
static void join_sense(struct mf_scanned *scan, uint16_t group, const struct mf_sense *s)
{
	bool any = false, all = has_all(scan, s);

	for (size_t i = 0; all && i < scan->places; i++) {
		struct mf_spot *p = &scan->place[i];
		size_t k = 1;
		if (p->word != s->part[0] || p->how == MF_MATCH_ROOT || p->at == MF_NO_PLACE)
			continue;
		while (k < s->parts && has_part(scan, s->part[k], p->at + (uint32_t)k))
			k++;
		if (k < s->parts)
			continue;
		for (size_t m = 0; m < scan->places; m++) {
			struct mf_spot *q = &scan->place[m];
			for (k = 0; k < s->parts; k++)
				if (q->word == s->part[k] && q->at == p->at + (uint32_t)k && q != p) {
					q->word = group;
					q->weight = 0;
					break;
				}
		}
		p->word = group;
		p->weight = (uint8_t)(s->weight * MF_WHOLE + .5);
		any = true;
	}
	for (size_t i = 0; all && !any && i < scan->places; i++)
		if (scan->place[i].word == s->part[0] && scan->place[i].how != MF_MATCH_ROOT) {
			scan->place[i].word = group;
			scan->place[i].weight = 0;
			any = true;
		}
}

void mf_senses_join(const struct mf_query_words *words, struct mf_scanned *scan)
{
	size_t kept = 0;
	bool parts = false;

	for (size_t w = 0; w < words->n && !parts; w++)
		parts = words->v[w].part_of != 0;
	if (!parts)
		return;
	for (size_t w = 0; w < words->n; w++)
		for (size_t i = 0; i < words->v[w].senses; i++)
			if (words->v[w].sense[i].parts)
				join_sense(scan, (uint16_t)w, &words->v[w].sense[i]);
	for (size_t i = 0; i < scan->places; i++)
		if (!words->v[scan->place[i].word].part_of)
			scan->place[kept++] = scan->place[i];
	scan->places = kept;
}
