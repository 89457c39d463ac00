/* SPDX-License-Identifier: GPL-2.0-or-later */
/* word_table.c - the words of a query by the forms of one segment. */
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/words/hamza.h"
#include "indexer/analysis/words/token.h"
#include "search/engine/ending.h"
#include "search/engine/words.h"
#include "wrappers/libc/mem.h"

struct filling {
	struct mf_word_match *v;
	size_t n, cap;
	uint32_t left; /* forms that may still come for the word in hand: each has one stem, so it comes once
			*/
};

static void fill(struct filling *f, uint32_t form, size_t word, uint8_t how, double weight)
{
	f->v = mf_grow(f->v, &f->cap, f->n + 1, sizeof *f->v);
	f->v[f->n++] =
		(struct mf_word_match){ form, (uint16_t)word, how, (uint8_t)(weight * (MF_WHOLE - 1) + 1.5) };
}

/* Does the form begin with the word, whether the hamza of hamza.h is there or not? */
static bool begins_so(const char *form, size_t len, const struct mf_query_word *w)
{
	char a[MF_FORM_MAX], b[MF_FORM_MAX];

	if (len < w->form_len || w->form_len > sizeof a)
		return false;
	memcpy(a, form, w->form_len);
	memcpy(b, w->form, w->form_len);
	mf_hamza_drop(a, w->form_len);
	mf_hamza_drop(b, w->form_len);
	return memcmp(a, b, w->form_len) == 0;
}

/* The same for a prefix, after the article too: المكتبات begins with مكتب. */
static bool begins_defined(const char *form, size_t len, const struct mf_query_word *w)
{
	for (size_t i = 0; w->kind == MF_TOKEN_ARABIC && mf_prefix_runs[i]; i++) {
		size_t run = strlen(mf_prefix_runs[i]);
		if (len > run && memcmp(form, mf_prefix_runs[i], run) == 0 &&
		    begins_so(form + run, len - run, w))
			return true;
	}
	return false;
}

static void fill_stem(struct filling *f, const struct mf_vocabulary *v, const struct mf_query_word *w,
		      size_t word, uint32_t stem, const struct mf_stem_term *term)
{
	uint8_t how = term && !term->doubtful ? term->how : MF_MATCH_ROOT;
	uint32_t n;
	const uint32_t *ids = mf_rows_get(&v->stem_forms, stem, &n);

	for (uint32_t k = 0; k < n && f->left; k++, f->left--) {
		uint32_t id = ids[k];
		size_t len;
		const char *form = mf_vocabulary_form(v, id, &len);
		bool begins = begins_so(form, len, w), same = begins && len == w->form_len;
		if ((w->prefix && !begins && !begins_defined(form, len, w)) ||
		    (term && term->spelling && !same))
			continue;
		bool joined = w->exact == MF_FORM_JOINED && mf_words_is_joined(w, form, len);
		if ((w->exact && !same && !joined) ||
		    (w->name && how < MF_MATCH_ROOT && !mf_words_is_name_form(w, form, len)) ||
		    (term && term->only && !mf_words_is_that_form(term, form, len)))
			continue;
		fill(f, id, word,
		     same                               ? MF_MATCH_EXACT
		     : joined                           ? MF_MATCH_CLITIC
		     : mf_ending_is_other(w, form, len) ? MF_MATCH_ROOT
							: how,
		     term ? term->weight : 1);
	}
}

static void fill_word(struct filling *f, const struct mf_vocabulary *v, const struct mf_query_word *w,
		      size_t word)
{
	uint32_t root = w->root && !w->exact ? mf_stringset_find(&v->roots, w->root, w->root_len) : MF_NONE,
		 n;
	const uint32_t *stems = mf_rows_get(&v->root_stems, root, &n);

	f->left = v->forms.n;
	for (size_t i = 0; i < w->stems; i++) {
		uint32_t stem = mf_stringset_find(&v->stems, w->stem[i].stem, w->stem[i].len);
		if (stem != MF_NONE)
			fill_stem(f, v, w, word, stem, &w->stem[i]);
	}
	for (uint32_t k = 0; k < n && f->left; k++) {
		size_t len, i;
		const char *text = mf_stringset_get(&v->stems, stems[k], &len);
		for (i = 0; i < w->stems; i++)
			if (w->stem[i].len == len && memcmp(w->stem[i].stem, text, len) == 0)
				break;
		if (i == w->stems)
			fill_stem(f, v, w, word, stems[k], NULL);
	}
}

void mf_word_table_make(struct mf_word_table *t, const struct mf_query_words *words,
			const struct mf_segment *s, struct mf_arena *arena)
{
	struct filling f = { NULL, 0, 0, 0 };
	uint32_t slots = 16;

	memset(t, 0, sizeof *t);
	for (size_t w = 0; w < words->n; w++)
		fill_word(&f, &s->vocabulary, &words->v[w], w);
	while (slots < f.n * 2 + 1)
		slots *= 2;
	t->mask = slots - 1;
	t->slot = mf_arena_zalloc(arena, slots * sizeof *t->slot);
	for (size_t i = 0; i < f.n; i++) {
		uint32_t form = f.v[i].form, at = form * 0x9e3779b1u >> 8 & t->mask;
		while (t->slot[at].weight)
			at = (at + 1) & t->mask;
		t->slot[at] = f.v[i];
		t->filter[form / 64 % (MF_FILTER / 64)] |= (uint64_t)1 << form % 64;
	}
	free(f.v);
}
