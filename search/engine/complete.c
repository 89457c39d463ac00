/* SPDX-License-Identifier: GPL-2.0-or-later */
/* complete.c - completions: of one word by how many passages have it, of the next word by how often it
 * comes after the one before.
 *
 * What comes after a frequent word is counted in a sample, the documents whose ids have the lowest hashes:
 * the same ones, however the archive is cut. */
#include "search/engine/complete.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/words/fold.h"
#include "indexer/analysis/schema.h"
#include "indexer/analysis/words/stem.h"
#include "search/engine/engine_private.h"
#include "search/engine/part.h"
#include "search/engine/plan.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/top.h"

#define FOLLOWED 1000 /* passages, about, that are read for what follows a word */

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
	struct mf_buf whole;       /* as typed, a blank after */
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

static void offer_words(struct best *best, const struct mf_statistics *statistics, const struct typed *typed)
{
	struct mf_family_form *form = mf_arena_alloc(best->arena, (best->top.max + 1) * sizeof *form);
	size_t n = mf_statistics_top(statistics, typed->prefix.data, typed->prefix.len, best->top.max,
				     best->arena, form);

	for (size_t i = 0; i < n; i++)
		offer_form(best, typed, form[i].text, form[i].len, form[i].count);
}

/* ---- the next word ---- */

/* The forms of one segment that begin so, and how often each comes after the word before. */
struct followers {
	struct mf_segment *segment;
	uint32_t before, from, to; /* id; ranks */
	uint64_t last;             /* hash of the ids of documents that are read */
	struct mf_record *record;
	uint32_t *count; /* of rank - from */
};

static bool is_read(const struct followers *f, uint32_t document)
{
	return document < f->segment->documents.n &&
	       mf_documents_row(&f->segment->documents, document)->id_hash <= f->last &&
	       !mf_segment_dead(f->segment, document);
}

static void count_followers(struct followers *f, uint32_t passage)
{
	const struct mf_vocabulary *v = &f->segment->vocabulary;
	const struct mf_record *r = f->record;
	const unsigned char *at, *end;

	at = mf_columns_record(&f->segment->columns, passage, &end);
	if (mf_record_decode(f->record, at, end) < 0)
		return;
	for (uint32_t i = r->title; i + 1 < r->forms; i++) {
		uint32_t rank;
		if (r->form[i] != f->before || r->form[i + 1] >= v->forms.n)
			continue;
		rank = mf_vocabulary_rank(v, r->form[i + 1]);
		if (rank >= f->from && rank < f->to)
			f->count[rank - f->from]++;
	}
}

/* All passages of the documents that are read. */
static void count_documents(struct followers *f)
{
	const struct mf_documents *d = &f->segment->documents;

	for (uint32_t at = 0; at < d->n; at++) {
		uint32_t document = mf_documents_at(d, d->by_id, at);
		const struct mf_document_row *row = mf_documents_row(d, document);
		if (row->id_hash > f->last)
			break;
		for (uint32_t p = 0; is_read(f, document) && p < row->passages; p++)
			if ((uint64_t)row->first + p < f->segment->columns.n)
				count_followers(f, row->first + p);
	}
}

/* The passages that have the word's stem, of documents that are read. */
static void count_postings(struct followers *f, const struct mf_index *index, const char *stem, size_t len)
{
	struct xc_postings *postings = NULL;
	struct xc_posting item;
	struct mf_buf term = MF_BUF_INIT;
	int rc;

	mf_term_make(&term, MF_TERM_STEM, stem, len);
	rc = xc_db_postings(&postings, index->db, term.data, term.len, NULL);
	while (rc >= 0 && (rc = xc_postings_next(postings, &item, NULL)) == 1) {
		struct mf_located at = mf_index_locate(index, item.docid);
		const struct mf_columns *columns = &index->segment[at.segment].columns;
		if (at.passage < columns->n &&
		    is_read(&f[at.segment], mf_columns_document(columns, at.passage)))
			count_followers(&f[at.segment], at.passage);
	}
	xc_postings_free(postings);
	mf_buf_release(&term);
}

static struct followers *start_followers(struct mf_engine *e, const struct typed *typed, uint64_t last)
{
	struct followers *f = mf_calloc(e->index->segments + 1, sizeof *f);

	for (size_t i = 0; i < e->index->segments; i++) {
		struct mf_segment *s = &e->index->segment[i];
		const struct mf_vocabulary *v = &s->vocabulary;
		f[i] = (struct followers){ .segment = s, .last = last, .record = &e->record };
		f[i].before = mf_vocabulary_id(v, typed->before.data, typed->before.len);
		f[i].from = mf_stringset_lower(&v->forms, typed->prefix.data, typed->prefix.len);
		f[i].to = mf_stringset_upper(&v->forms, typed->prefix.data, typed->prefix.len, f[i].from);
		f[i].count = mf_calloc(f[i].to - f[i].from + (size_t)1, sizeof *f[i].count);
	}
	return f;
}

/* How often each form was counted in all segments together. */
struct sums {
	struct mf_pool forms;
	uint64_t *count; /* by number in forms */
	size_t cap;
};

static void add_sum(struct sums *sums, const char *form, size_t len, uint64_t count)
{
	int fresh;
	uint32_t n = mf_pool_add(&sums->forms, form, len, &fresh);

	sums->count = mf_grow(sums->count, &sums->cap, n + (size_t)1, sizeof *sums->count);
	sums->count[n] = (fresh ? 0 : sums->count[n]) + count;
}

static void add_counted(struct sums *sums, const struct followers *f)
{
	for (uint32_t rank = f->from; rank < f->to; rank++) {
		size_t len;
		const char *form = mf_stringset_get(&f->segment->vocabulary.forms, rank, &len);
		if (f->count[rank - f->from])
			add_sum(sums, form, len, f->count[rank - f->from]);
	}
}

static void offer_sums(struct best *best, const struct typed *typed, const struct sums *sums)
{
	for (uint32_t n = 0; n < sums->forms.n; n++) {
		size_t len;
		const char *form = mf_pool_get(&sums->forms, n, &len);
		offer_form(best, typed, form, len, sums->count[n]);
	}
}

/* Either way the same passages are counted: of a frequent word's many postings few are wanted, and the sample
 * is read at once; of a rare one's, all or many. */
static void count_all(struct sums *sums, struct mf_engine *e, const struct typed *typed, uint64_t last,
		      bool by_postings)
{
	char stem[MF_STEM_MAX];
	size_t len = mf_stem(e->stemmer, typed->before.data, typed->before.len, stem);
	struct followers *f = start_followers(e, typed, last);

	if (by_postings)
		count_postings(f, e->index, stem, len);
	for (size_t i = 0; !by_postings && i < e->index->segments; i++)
		count_documents(&f[i]);
	for (size_t i = 0; i < e->index->segments; i++) {
		add_counted(sums, &f[i]);
		free(f[i].count);
	}
	free(f);
}

static int ask_shards(struct sums *sums, struct mf_engine *e, const struct typed *typed, uint64_t last,
		      bool by_postings, struct mf_arena *arena, struct mf_error *err)
{
	struct mf_far_form *form;
	size_t n = 0;
	int rc = e->remote->follow(e->remote->self, typed->before.data, typed->prefix.data, last, by_postings,
				   arena, &form, &n, err);

	for (size_t i = 0; rc == 0 && i < n; i++)
		add_sum(sums, form[i].text, form[i].len, form[i].count);
	return rc;
}

/* Words that come after the word before. */
static int offer_followers(struct best *best, struct mf_engine *e, const struct typed *typed,
			   struct mf_error *err)
{
	const struct mf_statistics *statistics = e->index->statistics;
	char stem[MF_STEM_MAX];
	size_t len = mf_stem(e->stemmer, typed->before.data, typed->before.len, stem);
	uint64_t count = mf_statistics_stem(statistics, stem, len);
	uint64_t all = (uint64_t)mf_statistics_totals(statistics)->passages;
	uint64_t last = count > FOLLOWED ? UINT64_MAX / count * FOLLOWED : UINT64_MAX;
	struct sums sums = { .count = NULL };
	bool by_postings;
	int rc = 0;

	if (!count)
		return 0;
	by_postings =
		count / (10 * FOLLOWED) <= all / count; /* reading a passage takes as long as ten postings */
	mf_pool_init(&sums.forms);
	if (e->remote)
		rc = ask_shards(&sums, e, typed, last, by_postings, best->arena, err);
	else
		count_all(&sums, e, typed, last, by_postings);
	offer_sums(best, typed, &sums);
	mf_pool_release(&sums.forms);
	free(sums.count);
	return rc;
}

int mf_part_follow(struct mf_engine *e, const char *before, const char *prefix, uint64_t last,
		   bool by_postings, struct mf_arena *arena, struct mf_far_form **out, size_t *n,
		   struct mf_error *err)
{
	struct typed typed = { MF_BUF_INIT, MF_BUF_INIT, MF_BUF_INIT, MF_BUF_INIT };
	struct sums sums = { .count = NULL };

	mf_pool_init(&sums.forms);
	mf_buf_addstr(&typed.before, before);
	mf_buf_addstr(&typed.prefix, prefix);
	count_all(&sums, e, &typed, last, by_postings);
	*n = sums.forms.n;
	*out = mf_arena_alloc(arena, (*n + 1) * sizeof **out);
	for (uint32_t i = 0; i < sums.forms.n; i++) {
		size_t len;
		const char *form = mf_pool_get(&sums.forms, i, &len);
		(*out)[i] = (struct mf_far_form){ mf_arena_strndup(arena, form, len), len, sums.count[i] };
	}
	mf_pool_release(&sums.forms);
	free(sums.count);
	mf_buf_release(&typed.before);
	mf_buf_release(&typed.prefix);
	return mf_engine_answered(e, 0, err);
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

struct naming {
	struct best *best;
	const struct typed *typed;
	struct mf_buf folded;
};

/* In Arabic or English, any of its words may begin so. */
static void offer_name(void *ctx, const struct mf_archive_name *name)
{
	struct naming *n = ctx;
	const char *label[2] = { name->label, name->label_en };

	for (int i = 0; i < 2; i++) {
		mf_buf_reset(&n->folded);
		mf_fold(&n->folded, label[i], strlen(label[i]));
		if (begins(&n->folded, &n->typed->all))
			offer(n->best, label[i], strlen(label[i]), name->passages, true);
	}
}

static void offer_names(struct best *best, const struct mf_statistics *statistics, const struct typed *typed)
{
	struct naming n = { best, typed, MF_BUF_INIT };

	mf_statistics_names(statistics, offer_name, &n);
	mf_buf_release(&n.folded);
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
		c->text = mf_arena_printf(
			arena, "%s%s", typed->whole.data,
			mf_statistics_surface(e->index->statistics, form, strlen(form), arena));
}

int mf_engine_complete(struct mf_engine *e, const char *prefix, size_t max, struct mf_arena *arena,
		       struct mf_completion *out, size_t *n, struct mf_error *err)
{
	struct typed typed = { MF_BUF_INIT, MF_BUF_INIT, MF_BUF_INIT, MF_BUF_INIT };
	struct best best = { { out, 0, max, sizeof *out, compare }, arena };

	int rc = 0;

	prefix += strspn(prefix, " ");
	read_typed(&typed, prefix);
	if (e->remote)
		e->remote->begin(e->remote->self);
	if (typed.all.len && max && (e->index->segments || e->remote)) {
		if (typed.before.len)
			rc = offer_followers(&best, e, &typed, err);
		if (!best.top.n && typed.prefix.len)
			offer_words(&best, e->index->statistics, &typed);
		offer_names(&best, e->index->statistics, &typed);
	}
	mf_top_sort(&best.top);
	for (size_t i = 0; i < best.top.n; i++)
		spell(e, &typed, &out[i], arena);
	mf_buf_release(&typed.whole);
	mf_buf_release(&typed.before);
	mf_buf_release(&typed.prefix);
	mf_buf_release(&typed.all);
	*n = best.top.n;
	return mf_engine_answered(e, rc, err);
}
