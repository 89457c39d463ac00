/* SPDX-License-Identifier: GPL-2.0-or-later */
/* concordance.c - key word in context: every occurrence with the words before and after it.
 *
 * Lines are ordered before any text is read, by document, day, or the folded words on one side; only
 * those that are shown are read back.  Context goes on over the ends of passages, but not over the
 * end of a title.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/dates/date.h"
#include "search/engine/place.h"
#include "search/engine/spots.h"
#include "search/study/study_private.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/message.h"

#define KEYS 3             /* neighbouring words that order lines */
#define LINES_MAX 4000000u /* occurrences that are put in order, of 52 bytes each */

struct line {
	uint32_t segment, passage, first, last; /* words [first, last) of the passage */
	uint32_t words;                         /* of the passage */
	uint32_t key[KEYS]; /* ids of the neighbours, the nearest first; MF_NONE: no more */
};

struct collecting {
	struct mf_study_run *r;
	struct mf_spans spans;
	struct line *line;
	size_t n, cap;
	uint64_t occurrences, passages, documents;
	bool fresh;     /* the document in hand has had no occurrence yet */
	uint32_t *edge; /* forms of a neighbouring passage */
	size_t edge_cap;
	struct mf_spots spots; /* of the document shown last */
	const struct mf_segment *placed;
	uint32_t placed_document;
};

/* What qsort compares: lines with their index. */
struct sortable {
	const struct mf_index *index;
	const struct line *line;
};

/* ---- collecting ---- */

static bool same_document(const struct mf_columns *c, uint32_t a, uint32_t b)
{
	return b < c->n && mf_columns_document(c, a) == mf_columns_document(c, b);
}

/* The neighbours of an occurrence on one side, where need be from the passage next to this one. */
static int set_keys(struct collecting *c, const struct mf_study_passage *p, struct line *l, bool next,
		    struct mf_error *err)
{
	const struct mf_index *index = c->r->index;
	const struct mf_segment *s = &index->segment[p->segment];
	bool title = l->first < p->title;
	uint32_t low = title ? 0 : p->title, high = title ? p->title : p->n, n, edge_title, k = 0;
	uint32_t beside = next ? p->passage + 1 : p->passage - 1; /* -1 of 0 is no passage either */
	int rc;

	for (; k < KEYS && (next ? l->last + k < high : l->first > low + k); k++)
		l->key[k] = p->form[next ? l->last + k : l->first - 1 - k];
	if (k < KEYS && !title && same_document(&s->columns, p->passage, beside)) {
		rc = mf_study_forms(index, s, beside, &c->edge, &c->edge_cap, &n, &edge_title, err);
		if (rc < 0)
			return rc;
		for (uint32_t i = 0; k < KEYS && i + edge_title < n; i++, k++)
			l->key[k] = c->edge[next ? edge_title + i : n - 1 - i];
	}
	while (k < KEYS)
		l->key[k++] = MF_NONE;
	return 0;
}

static int collect_lines(void *ctx, const struct mf_study_passage *p, struct mf_error *err)
{
	struct collecting *c = ctx;
	enum mf_study_order order = c->r->o->order;
	int rc = mf_spans_find(&c->spans, c->r, p, err);

	c->fresh = c->fresh || p->new_document;
	if (rc < 0 || !c->spans.found.n)
		return rc;
	c->occurrences += c->spans.found.n;
	c->passages++;
	c->documents += c->fresh;
	c->fresh = false;
	for (size_t i = 0; rc == 0 && i < c->spans.found.n && c->n < LINES_MAX; i++) {
		struct line *l;
		c->line = mf_grow(c->line, &c->cap, c->n + 1, sizeof *c->line);
		l = &c->line[c->n++];
		*l = (struct line){
			p->segment, p->passage, c->spans.found.v[i].first, c->spans.found.v[i].last,
			p->n,       { 0 }
		};
		if (order == MF_ORDER_NEXT || order == MF_ORDER_PREVIOUS)
			rc = set_keys(c, p, l, order == MF_ORDER_NEXT, err);
	}
	return rc;
}

/* ---- ordering ---- */

static const struct mf_segment *segment_of(const struct sortable *l)
{
	return &l->index->segment[l->line->segment];
}

static int compare_bytes(const char *a, size_t a_len, const char *b, size_t b_len)
{
	int order = memcmp(a, b, a_len < b_len ? a_len : b_len);

	return order ? order : (a_len > b_len) - (a_len < b_len);
}

static int by_document(const void *a, const void *b)
{
	const struct sortable *x = a, *y = b;
	const struct mf_segment *s = segment_of(x), *t = segment_of(y);
	uint32_t d = mf_columns_document(&s->columns, x->line->passage),
		 e = mf_columns_document(&t->columns, y->line->passage);

	if (s != t || d != e) {
		size_t d_len, e_len;
		const char *d_id = mf_documents_id(&s->documents, d, &d_len),
			   *e_id = mf_documents_id(&t->documents, e, &e_len);
		int order = compare_bytes(d_id, d_len, e_id, e_len);
		if (order)
			return order;
	}
	if (x->line->passage != y->line->passage)
		return x->line->passage < y->line->passage ? -1 : 1;
	return (x->line->first > y->line->first) - (x->line->first < y->line->first);
}

static int by_date(const void *a, const void *b)
{
	const struct sortable *x = a, *y = b;
	const struct mf_segment *s = segment_of(x), *t = segment_of(y);
	int32_t d = mf_document_day(
		mf_documents_row(&s->documents, mf_columns_document(&s->columns, x->line->passage)));
	int32_t e = mf_document_day(
		mf_documents_row(&t->documents, mf_columns_document(&t->columns, y->line->passage)));

	if (d != e) /* what has no date stands at the end */
		return d == MF_NO_DAY ? 1 : e == MF_NO_DAY || d < e ? -1 : 1;
	return by_document(a, b);
}

static int by_neighbour(const void *a, const void *b)
{
	const struct sortable *x = a, *y = b;
	const struct mf_vocabulary *v = &segment_of(x)->vocabulary, *w = &segment_of(y)->vocabulary;

	for (int k = 0; k < KEYS; k++) {
		uint32_t f = x->line->key[k], g = y->line->key[k];
		size_t f_len, g_len;
		int order;
		if (f == MF_NONE || g == MF_NONE) {
			if (f != g)
				return f == MF_NONE ? -1 : 1;
			break;
		}
		if (v == w && f == g)
			continue;
		const char *form = mf_vocabulary_form(v, f, &f_len),
			   *other = mf_vocabulary_form(w, g, &g_len);
		order = compare_bytes(form, f_len, other, g_len);
		if (order)
			return order;
	}
	return by_document(a, b);
}

/* ---- the lines that are shown ---- */

/* Words around tokens [first, last): from and to, which includes; not over the end of the title line. */
static void choose_context(const struct mf_tokens *words, uint32_t title_end, uint32_t first, uint32_t last,
			   uint32_t context, uint32_t *from, uint32_t *to)
{
	bool title = words->v[first].begin < title_end;

	*from = first;
	*to = last - 1;
	for (uint32_t k = 0; *from && k < context; k++, --*from)
		if (!title && words->v[*from - 1].begin < title_end)
			break;
	for (uint32_t k = 0; k < context && *to + 1 < words->n; k++, ++*to)
		if (title && words->v[*to + 1].begin >= title_end)
			break;
}

/* Tokens [first, last) of a text, with their context, as a fragment with one mark. */
static struct mf_fragment *cut(struct mf_arena *arena, const struct mf_tokens *words, const char *text,
			       uint32_t first, uint32_t last, uint32_t from, uint32_t to)
{
	struct mf_fragment *f = mf_arena_zalloc(arena, sizeof *f);
	struct mf_mark *mark = mf_arena_zalloc(arena, sizeof *mark);

	f->begin = words->v[from].begin;
	f->len = words->v[to].end - f->begin;
	f->text = mf_arena_strndup(arena, text + f->begin, f->len);
	mark->begin = words->v[first].begin - f->begin;
	mark->end = words->v[last - 1].end - f->begin;
	f->mark = mark;
	f->marks = 1;
	return f;
}

static void describe(struct mf_study_run *r, const struct mf_segment *s, uint32_t passage, struct mf_hit *hit)
{
	uint32_t document = mf_columns_document(&s->columns, passage);
	const struct mf_document_row *row = mf_documents_row(&s->documents, document);
	size_t len;
	const char *id = mf_documents_id(&s->documents, document, &len);

	hit->document = mf_arena_strndup(r->arena, id, len);
	hit->passage = passage - row->first;
	hit->title = hit->source = hit->url = hit->author = hit->path = hit->date = "";
	hit->date_stated = hit->date_doubt = hit->added = "";
	hit->date_source = mf_document_date_source(row);
	if (mf_document_day(row) != MF_NO_DAY) {
		char *day = mf_arena_alloc(r->arena, 11);
		mf_day_print(row->day, day);
		hit->date = day;
	}
}

/* Where the occurrence stands, as one cites it. */
static int set_spot(struct collecting *c, struct mf_segment *s, uint32_t document, struct mf_hit *hit,
		    struct mf_fragment *f, struct mf_error *err)
{
	const struct mf_locus **spot = mf_arena_zalloc(c->r->arena, sizeof *spot);
	int rc = 0;

	if (!s->documents.row[document].placed || f->begin == UINT32_MAX)
		return 0;
	if (c->placed != s || c->placed_document != document)
		rc = mf_spots_load(&c->spots, s, document, err);
	c->placed = rc == 0 ? s : NULL;
	c->placed_document = document;
	*spot = rc == 0 ? mf_spots_at(&c->spots, hit->begin, c->r->arena) : NULL;
	hit->spot = *spot;
	f->spot = spot;
	return rc;
}

static int show(struct collecting *c, const struct line *l, struct mf_hit *hit, struct mf_error *err)
{
	struct mf_index *index = c->r->index;
	struct mf_study_text *t = &c->spans.text;
	struct mf_segment *s = &index->segment[l->segment];
	uint32_t document = mf_columns_document(&s->columns, l->passage), begin, from, to;
	int rc = mf_study_text_load(t, index, s, document, false, err);

	if (rc < 0)
		return rc;
	uint32_t apart = mf_study_text_begin(t, l->passage, l->words, &begin);
	bool title = l->first < apart; /* the title stands apart from the text, and this in it */
	const struct mf_tokens *words = title ? &t->title_words : &t->words;
	uint32_t first = title ? l->first : begin + l->first - apart, last = first + (l->last - l->first);
	if (last > words->n)
		return mf_error_set(err, MF_E_CORRUPT, "%s: a document's text is not that of its words",
				    index->dir);
	choose_context(words, title ? 0 : mf_documents_row(&s->documents, document)->title_end, first, last,
		       c->r->o->context, &from, &to);
	struct mf_fragment *f =
		cut(c->r->arena, words, title ? t->title : t->text.data, first, last, from, to);
	hit->begin = words->v[first].begin;
	hit->end = words->v[last - 1].end;
	if (title)
		f->begin = UINT32_MAX;
	hit->fragment = f;
	hit->fragments = 1;
	describe(c->r, s, l->passage, hit);
	return set_spot(c, s, document, hit, f, err);
}

static void make_rows(struct mf_study_run *r, const struct mf_hit *hit, size_t n)
{
	static const struct mf_study_column column[] = {
		{ "document", MF_COLUMN_TEXT, 0, false }, { "passage", MF_COLUMN_NUMBER, 0, false },
		{ "date", MF_COLUMN_LABEL, 0, false },    { "start", MF_COLUMN_NUMBER, 0, false },
		{ "end", MF_COLUMN_NUMBER, 0, false },    { "before", MF_COLUMN_TEXT, 0, false },
		{ "keyword", MF_COLUMN_TEXT, 0, false },  { "after", MF_COLUMN_TEXT, 0, false },
		{ "place", MF_COLUMN_TEXT, 0, false },    { "part", MF_COLUMN_TEXT, 0, false },
	};
	struct mf_study_cell *cell = mf_study_rows(r, column, sizeof column / sizeof *column, n);
	struct mf_buf place = MF_BUF_INIT;

	for (size_t i = 0; i < n; i++) {
		const struct mf_fragment *f = hit[i].fragment;
		const struct mf_mark *m = f->mark;
		bool apart = f->begin == UINT32_MAX;
		(cell++)->text = hit[i].document;
		(cell++)->number = hit[i].passage;
		(cell++)->text = hit[i].date;
		(cell++)->number = apart ? NAN : hit[i].begin;
		(cell++)->number = apart ? NAN : hit[i].end;
		(cell++)->text = mf_arena_strndup(r->arena, f->text, m->begin);
		(cell++)->text = mf_arena_strndup(r->arena, f->text + m->begin, m->end - m->begin);
		(cell++)->text = mf_arena_strndup(r->arena, f->text + m->end, f->len - m->end);
		mf_buf_reset(&place);
		mf_place_put(&place, hit[i].spot, false);
		(cell++)->text = mf_arena_strndup(r->arena, place.data, place.len);
		(cell++)->text = hit[i].spot ? hit[i].spot->part : "";
	}
	mf_buf_release(&place);
}

static int show_lines(struct collecting *c, struct mf_error *err)
{
	static int (*const order[])(const void *, const void *) = { by_document, by_neighbour, by_neighbour,
								    by_date };
	struct sortable *s = mf_calloc(c->n + 1, sizeof *s);
	size_t first, n = mf_study_page(c->r, c->n, &first);
	struct mf_hit *hit = mf_arena_zalloc(c->r->arena, (n + 1) * sizeof *hit);
	int rc = 0;

	for (size_t i = 0; i < c->n; i++)
		s[i] = (struct sortable){ c->r->index, &c->line[i] };
	qsort(s, c->n, sizeof *s, order[c->r->o->order]);
	for (size_t i = 0; rc == 0 && i < n; i++) {
		rc = show(c, s[first + i].line, &hit[i], err);
		hit[i].rank = (unsigned)(first + i + 1);
	}
	free(s);
	if (rc < 0)
		return rc;
	make_rows(c->r, hit, n);
	c->r->out->lines.hit = hit;
	c->r->out->lines.hits = n;
	return 0;
}

int mf_study_concordance(struct mf_study_run *r, struct mf_error *err)
{
	struct collecting c = { .r = r, .spots = MF_SPOTS_INIT };
	int rc = mf_spans_init(&c.spans, r, err);

	if (rc < 0)
		return rc;
	rc = mf_study_each(r, &r->matches, collect_lines, &c, err);
	if (rc == 0) {
		mf_study_add_total(r->out, N_("occurrences"), c.occurrences);
		mf_study_add_total(r->out, N_("documents"), c.documents);
		mf_study_add_total(r->out, N_("passages"), c.passages);
		if (c.occurrences > c.n)
			r->out->note = mf_arena_printf(
				r->arena, _("only the first %u occurrences were put in order"), LINES_MAX);
		rc = show_lines(&c, err);
	}
	mf_spans_release(&c.spans);
	mf_spots_release(&c.spots);
	free(c.line);
	free(c.edge);
	return rc;
}
