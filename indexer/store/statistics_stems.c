/* SPDX-License-Identifier: GPL-2.0-or-later */
/* statistics_stems.c - the stems of a layer: each with its forms, and with the forms that read as clitics
 * before one of them.
 *
 * بدمج stands at the stem of دمج, whether these documents have دمج or not: others may have it.
 */
#include <stdlib.h>
#include <string.h>

#include "indexer/store/statistics_private.h"
#include "wrappers/libc/mem.h"

/* A form that was met, cut after its clitics. */
struct cut {
	const char *form;      /* borrowed from the vocabulary */
	uint32_t rank;         /* of the form */
	uint32_t base;         /* number, then rank, of the stem of what is left */
	uint16_t len, clitics; /* bytes of the form, of its clitics */
};

struct cuts {
	const struct mf_vocabulary *v;
	struct cut *cut;
	size_t n, cap;
	struct mf_pool pool;
	struct mf_sorted bases;
};

static void find_cuts(struct cuts *k, const struct mf_counting *c, struct mf_stemmer *stemmer)
{
	const struct mf_vocabulary *v = k->v;

	for (uint32_t rank = 0; rank < v->forms.n; rank++) {
		uint32_t id = mf_vocabulary_ranked(v, rank);
		size_t len, stem_len, base_len, cut[MF_CLITIC_MAX], n;
		const char *form, *stem;
		char base[MF_STEM_MAX];
		int fresh;
		if (!c->form[id].count)
			continue;
		form = mf_stringset_get(&v->forms, rank, &len);
		stem = mf_stringset_get(&v->stems, mf_vocabulary_stem(v, id), &stem_len);
		n = mf_clitics(form, len, cut);
		for (size_t i = 0; i < n; i++) {
			base_len = mf_stem(stemmer, form + cut[i], len - cut[i], base);
			if (base_len == stem_len && memcmp(base, stem, base_len) == 0)
				continue;
			k->cut = mf_grow(k->cut, &k->cap, k->n + 1, sizeof *k->cut);
			k->cut[k->n++] =
				(struct cut){ form, rank, mf_pool_add(&k->pool, base, base_len, &fresh),
					      (uint16_t)len, (uint16_t)cut[i] };
		}
	}
}

static int compare_bytes(const char *a, size_t a_len, const char *b, size_t b_len)
{
	int d = memcmp(a, b, a_len < b_len ? a_len : b_len);

	return d ? d : (a_len > b_len) - (a_len < b_len);
}

/* What is left of the form. */
static int compare_rest(const struct cut *a, const char *rest, size_t len)
{
	return compare_bytes(a->form + a->clitics, a->len - a->clitics, rest, len);
}

/* By stem, then by what is left of the form, then by the clitics. */
static int compare_cuts(const void *a, const void *b)
{
	const struct cut *x = a, *y = b;
	int d;

	if (x->base != y->base)
		return x->base < y->base ? -1 : 1;
	d = compare_rest(x, y->form + y->clitics, y->len - y->clitics);
	return d ? d : compare_bytes(x->form, x->clitics, y->form, y->clitics);
}

static void sort_cuts(struct cuts *k)
{
	mf_sorted_make(&k->bases, &k->pool);
	for (size_t i = 0; i < k->n; i++)
		k->cut[i].base = k->bases.rank[k->cut[i].base];
	if (k->n)
		qsort(k->cut, k->n, sizeof *k->cut, compare_cuts);
}

/* ---- a stem's row ---- */

struct rows {
	struct mf_counting *c;
	struct cuts cuts;
	size_t at; /* the cut that comes next */
	struct mf_row row;
	uint32_t *rank; /* of the forms of the stem in hand */
	size_t ranks, rank_cap;
};

static int compare_ranks(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* The forms of the stem that were met, in order. */
static void list_forms(struct rows *r, uint32_t stem)
{
	const struct mf_vocabulary *v = r->cuts.v;
	uint32_t n;
	const uint32_t *id = mf_rows_get(&v->stem_forms, stem, &n);

	r->ranks = 0;
	for (uint32_t i = 0; i < n; i++) {
		if (id[i] >= v->forms.n || !r->c->form[id[i]].count)
			continue;
		r->rank = mf_grow(r->rank, &r->rank_cap, r->ranks + 1, sizeof *r->rank);
		r->rank[r->ranks++] = mf_vocabulary_rank(v, id[i]);
	}
	if (r->ranks)
		qsort(r->rank, r->ranks, sizeof *r->rank, compare_ranks);
}

static void add_form(struct rows *r, const char *form, size_t len, int64_t count)
{
	struct mf_packed text = mf_packed(&r->c->arena, form, len);

	mf_row_add_form(&r->row, text.data, (uint32_t)text.len, count);
}

static void add_reading(struct rows *r, const struct cut *cut)
{
	const struct mf_vocabulary *v = r->cuts.v;
	uint32_t id = mf_vocabulary_ranked(v, cut->rank);
	size_t stem_len;
	const char *stem = mf_stringset_get(&v->stems, mf_vocabulary_stem(v, id), &stem_len);
	struct mf_packed clitics = mf_packed(&r->c->arena, cut->form, cut->clitics);
	struct mf_packed whole = mf_packed(&r->c->arena, stem, stem_len);
	struct mf_row_reading reading = { clitics.data, whole.data, (uint32_t)clitics.len,
					  (uint32_t)whole.len,
					  (int64_t)r->c->form[id].count * r->c->in->sign };

	mf_row_add_reading(&r->row, &reading);
}

/* The cut that comes next, where it is of this base. */
static const struct cut *next_cut(const struct rows *r, uint32_t base)
{
	return r->at < r->cuts.n && r->cuts.cut[r->at].base == base ? &r->cuts.cut[r->at] : NULL;
}

/* The forms and, of the same base, the cuts, as one list in byte order; `base` MF_NONE: there are none. */
static void fill_row(struct rows *r, uint32_t base)
{
	const struct mf_vocabulary *v = r->cuts.v;
	const struct cut *cut = next_cut(r, base);
	size_t i = 0;

	while (i < r->ranks || cut) {
		size_t len = 0;
		const char *form = i < r->ranks ? mf_stringset_get(&v->forms, r->rank[i], &len) : NULL;
		int d = !form ? -1 : !cut ? 1 : compare_rest(cut, form, len);
		if (d >= 0) {
			uint32_t id = mf_vocabulary_ranked(v, r->rank[i++]);
			add_form(r, form, len, (int64_t)r->c->form[id].count * r->c->in->sign);
		} else {
			form = cut->form + cut->clitics;
			len = (size_t)cut->len - cut->clitics;
			add_form(r, form, len, 0);
		}
		for (; cut && compare_rest(cut, form, len) == 0; cut = next_cut(r, base)) {
			add_reading(r, cut);
			r->at++;
		}
	}
}

static void put_row(struct rows *r, const char *stem, size_t len, int64_t count)
{
	struct mf_packed key = mf_packed(&r->c->arena, stem, len);

	if (!count && !r->row.forms)
		return;
	r->row.count = count;
	mf_buf_reset(&r->c->value);
	mf_row_write(&r->row, key.data, key.len, &r->c->value);
	mf_statistics_add(&r->c->out, key, &r->c->value, count);
}

/* The stems of the vocabulary and those of the cuts, as one list in byte order. */
static void put_stems(struct rows *r)
{
	const struct mf_vocabulary *v = r->cuts.v;
	const struct mf_stringset *bases = &r->cuts.bases.strings;
	uint32_t s = 0, b = 0;

	while (s < v->stems.n || b < bases->n) {
		size_t len = 0, base_len = 0;
		const char *stem = s < v->stems.n ? mf_stringset_get(&v->stems, s, &len) : NULL;
		const char *base = b < bases->n ? mf_stringset_get(bases, b, &base_len) : NULL;
		int d = !stem ? 1 : !base ? -1 : compare_bytes(stem, len, base, base_len);
		mf_arena_reset(&r->c->arena);
		mf_row_reset(&r->row);
		r->ranks = 0;
		if (d <= 0)
			list_forms(r, s);
		fill_row(r, d >= 0 ? b : MF_NONE);
		put_row(r, d <= 0 ? stem : base, d <= 0 ? len : base_len,
			d <= 0 ? (int64_t)r->c->stem[s].count * r->c->in->sign : 0);
		s += d <= 0;
		b += d >= 0;
	}
}

int mf_counting_put_stems(struct mf_counting *c, struct mf_error *err)
{
	struct rows r = { .c = c };
	struct mf_stemmer *stemmer = mf_stemmer_new(c->in->stemmer);
	int rc;

	r.cuts.v = &c->segment.vocabulary;
	mf_pool_init(&r.cuts.pool);
	find_cuts(&r.cuts, c, stemmer);
	sort_cuts(&r.cuts);
	mf_statistics_begin(&c->out);
	put_stems(&r);
	rc = mf_statistics_end(&c->out, err);
	free(r.cuts.cut);
	free(r.rank);
	mf_sorted_release(&r.cuts.bases);
	mf_pool_release(&r.cuts.pool);
	mf_row_release(&r.row);
	mf_stemmer_free(stemmer);
	return rc;
}
