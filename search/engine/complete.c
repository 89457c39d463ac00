/* SPDX-License-Identifier: GPL-2.0-or-later */
/* complete.c - completions: of one word by how many passages have it, of the next word by how often it
 * stands behind the one before. */
#include "search/engine/complete.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/words/fold.h"
#include "indexer/analysis/schema.h"
#include "indexer/analysis/words/stem.h"
#include "search/engine/engine_private.h"
#include "search/engine/plan.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/top.h"

#define MODELS 3      /* passages that show how a form is spelt */
#define FOLLOWED 1000 /* passages that are read for what follows a word */

struct best {
	struct mf_top top; /* of struct mf_completion */
	struct mf_arena *arena;
};

static int compare(const void *a, const void *b)
{
	const struct mf_completion *x = a, *y = b;

	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return strcmp(x->text, y->text);
}

/* A text that is there already has its count raised. */
static void offer(struct best *best, const char *text, size_t len, uint64_t count, bool name)
{
	const struct mf_completion *have = best->top.v;
	struct mf_completion c = { NULL, count, name };

	for (size_t i = 0; i < best->top.n; i++)
		if (strlen(have[i].text) == len && memcmp(have[i].text, text, len) == 0) {
			c = (struct mf_completion){ have[i].text, count + have[i].count,
						    name || have[i].name };
			mf_top_remove(&best->top, i);
			break;
		}
	if (!c.text)
		c.text = mf_arena_strndup(best->arena, text, len);
	mf_top_offer(&best->top, &c);
}

/* ---- words ---- */

/* What is typed: words that are whole, and the beginning of one more. */
struct typed {
	struct mf_buf whole;       /* as typed, a blank behind */
	struct mf_buf before;      /* the last of them, folded */
	struct mf_buf prefix, all; /* folded: the beginning; everything */
};

static void offer_form(struct best *best, const struct typed *typed, const char *form, size_t len,
		       uint64_t count)
{
	struct mf_buf text = MF_BUF_INIT;

	mf_buf_add(&text, typed->whole.data, typed->whole.len);
	mf_buf_add(&text, form, len);
	offer(best, text.data, text.len, count, false);
	mf_buf_release(&text);
}

static void offer_words(struct best *best, const struct mf_index *index, const struct typed *typed)
{
	for (size_t s = 0; s < index->segments; s++) {
		const struct mf_vocabulary *v = &index->segment[s].vocabulary;
		uint32_t from = mf_stringset_lower(&v->forms, typed->prefix.data, typed->prefix.len);
		uint32_t to = mf_stringset_upper(&v->forms, typed->prefix.data, typed->prefix.len, from);
		for (uint32_t rank = from; rank < to; rank++) {
			uint64_t count = v->id_count[mf_vocabulary_ranked(v, rank)];
			size_t len;
			const char *form;
			if (!count || (best->top.n == best->top.max && index->segments == 1 &&
				       count < ((const struct mf_completion *)best->top.v)->count))
				continue;
			form = mf_stringset_get(&v->forms, rank, &len);
			offer_form(best, typed, form, len, count);
		}
	}
}

/* The forms of one segment that begin so, and how often each stands behind the word before. */
struct followers {
	uint32_t before, from, to; /* id; ranks */
	uint32_t *count;           /* of rank - from */
};

static void count_followers(struct followers *f, const struct mf_segment *s, uint32_t passage,
			    struct mf_record *record)
{
	const unsigned char *at, *end;

	if (passage >= s->columns.n)
		return;
	at = mf_columns_record(&s->columns, passage, &end);
	if (mf_record_decode(record, at, end) < 0)
		return;
	for (uint32_t i = record->title; i + 1 < record->forms; i++) {
		uint32_t rank;
		if (record->form[i] != f->before || record->form[i + 1] >= s->vocabulary.forms.n)
			continue;
		rank = s->vocabulary.id_rank[record->form[i + 1]];
		if (rank >= f->from && rank < f->to)
			f->count[rank - f->from]++;
	}
}

/* Words that stand behind the word before, in the first passages that have it. */
static void offer_followers(struct best *best, struct mf_engine *e, const struct typed *typed)
{
	struct mf_index *index = e->index;
	struct followers *f = mf_calloc(index->segments + 1, sizeof *f);
	struct xc_postings *postings = NULL;
	struct xc_posting item;
	struct mf_buf term = MF_BUF_INIT;
	char stem[MF_STEM_MAX];
	int rc;

	for (size_t s = 0; s < index->segments; s++) {
		const struct mf_vocabulary *v = &index->segment[s].vocabulary;
		f[s].before = mf_vocabulary_id(v, typed->before.data, typed->before.len);
		f[s].from = mf_stringset_lower(&v->forms, typed->prefix.data, typed->prefix.len);
		f[s].to = mf_stringset_upper(&v->forms, typed->prefix.data, typed->prefix.len, f[s].from);
		f[s].count = mf_calloc(f[s].to - f[s].from + (size_t)1, sizeof *f[s].count);
	}
	mf_term_make(&term, MF_TERM_STEM, stem,
		     mf_stem(e->stemmer, typed->before.data, typed->before.len, stem));
	rc = xc_db_postings(&postings, index->db, term.data, term.len, NULL);
	for (unsigned n = 0; rc >= 0 && n < FOLLOWED && (rc = xc_postings_next(postings, &item, NULL)) == 1;
	     n++) {
		struct mf_located at = mf_index_locate(index, item.docid);
		count_followers(&f[at.segment], &index->segment[at.segment], at.passage, &e->record);
	}
	for (size_t s = 0; s < index->segments; s++) {
		for (uint32_t rank = f[s].from; rank < f[s].to; rank++) {
			size_t len;
			const char *form = mf_stringset_get(&index->segment[s].vocabulary.forms, rank, &len);
			if (f[s].count[rank - f[s].from])
				offer_form(best, typed, form, len, f[s].count[rank - f[s].from]);
		}
		free(f[s].count);
	}
	xc_postings_free(postings);
	mf_buf_release(&term);
	free(f);
}

/* ---- names ---- */

/* Does one of the words begin so, in folded text? */
static bool begins(const struct mf_buf *text, const struct mf_buf *prefix)
{
	for (size_t at = 0; at + prefix->len <= text->len; at++)
		if ((at == 0 || text->data[at - 1] == ' ' || text->data[at - 1] == '-') &&
		    memcmp(text->data + at, prefix->data, prefix->len) == 0)
			return true;
	return false;
}

/* Names that the segments have: in Arabic or English, any of their words may begin so. */
static void offer_names(struct best *best, const struct mf_index *index, const struct typed *typed)
{
	struct mf_buf folded = MF_BUF_INIT;

	for (size_t s = 0; s < index->segments; s++) {
		const struct mf_stringset *names = &index->segment[s].names.entities;
		for (uint32_t i = 0; i < names->n; i++) {
			size_t len;
			const char *text = mf_stringset_get(names, i, &len);
			struct mf_name name;
			if (mf_name_split(text, len, &name) < 0)
				continue;
			for (int k = 0; k < 2; k++) {
				const char *label = k ? name.label_en : name.label;
				mf_buf_reset(&folded);
				mf_fold(&folded, label, strlen(label));
				if (begins(&folded, &typed->all))
					offer(best, label, strlen(label),
					      s ? 0 : mf_entity_count(index, name.id), true);
			}
		}
	}
	mf_buf_release(&folded);
}

static void read_typed(struct typed *typed, const char *text)
{
	size_t last = strlen(text), end;

	while (last > 0 && text[last - 1] != ' ')
		last--;
	mf_buf_add(&typed->whole, text, last);
	mf_fold(&typed->prefix, text + last, strlen(text + last));
	mf_fold(&typed->all, text, strlen(text));
	for (end = last; end > 0 && text[end - 1] == ' '; end--)
		;
	for (last = end; last > 0 && text[last - 1] != ' '; last--)
		;
	mf_fold(&typed->before, text + last, end - last);
}

/* The words that were found as the texts spell them. */
static void spell(struct mf_engine *e, const struct typed *typed, struct mf_completion *c,
		  struct mf_arena *arena)
{
	const char *form = c->text + typed->whole.len;

	if (!c->name)
		c->text = mf_arena_printf(arena, "%s%s", typed->whole.data,
					  mf_engine_surface(e, form, strlen(form), MODELS, arena));
}

size_t mf_engine_complete(struct mf_engine *e, const char *prefix, size_t max, struct mf_arena *arena,
			  struct mf_completion *out)
{
	struct typed typed = { MF_BUF_INIT, MF_BUF_INIT, MF_BUF_INIT, MF_BUF_INIT };
	struct best best = { { out, 0, max, sizeof *out, compare }, arena };

	prefix += strspn(prefix, " ");
	read_typed(&typed, prefix);
	if (typed.all.len && max && e->index->segments) {
		if (typed.before.len)
			offer_followers(&best, e, &typed);
		if (!best.top.n && typed.prefix.len)
			offer_words(&best, e->index, &typed);
		offer_names(&best, e->index, &typed);
	}
	mf_top_sort(&best.top);
	for (size_t i = 0; i < best.top.n; i++)
		spell(e, &typed, &out[i], arena);
	mf_buf_release(&typed.whole);
	mf_buf_release(&typed.before);
	mf_buf_release(&typed.prefix);
	mf_buf_release(&typed.all);
	return best.top.n;
}
