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
#include "search/engine/remote.h"
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

/* ---- lines of shards ---- */

/* Texts in a key: they compare as their bytes do, the shorter first, whatever follows. */
static void key_text(struct mf_buf *key, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		mf_buf_addch(key, text[i]);
		if (!text[i])
			mf_buf_addch(key, '\1');
	}
	mf_buf_add(key, "\0", 2);
}

static void key_number(struct mf_buf *key, uint32_t value)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		mf_buf_addch(key, (char)(value >> shift));
}

/* Bytes that compare as by_document, by_date and by_neighbour do. */
static void key_of(const struct mf_study_run *r, const struct line *l, struct mf_buf *key)
{
	const struct mf_segment *s = &r->index->segment[l->segment];
	uint32_t document = mf_columns_document(&s->columns, l->passage);
	int32_t day = mf_document_day(mf_documents_row(&s->documents, document));
	bool neighbours = r->o->order == MF_ORDER_NEXT || r->o->order == MF_ORDER_PREVIOUS;
	const char *text;
	size_t len;

	mf_buf_reset(key);
	if (r->o->order == MF_ORDER_DATE)
		key_number(key, day == MF_NO_DAY ? UINT32_MAX : (uint32_t)day ^ 0x80000000u);
	for (int k = 0; neighbours && k < KEYS; k++) {
		mf_buf_addch(key, l->key[k] != MF_NONE);
		if (l->key[k] == MF_NONE)
			break;
		text = mf_vocabulary_form(&s->vocabulary, l->key[k], &len);
		key_text(key, text, len);
	}
	text = mf_documents_id(&s->documents, document, &len);
	key_text(key, text, len);
	key_number(key, l->passage);
	key_number(key, l->first);
}

struct far_line {
	const struct mf_study_count *count;
	size_t shard;
};

static int by_key(const void *a, const void *b)
{
	const struct mf_study_count *x = ((const struct far_line *)a)->count,
				    *y = ((const struct far_line *)b)->count;

	return compare_bytes(x->text, x->len, y->text, y->len);
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
		{ "document", MF_COLUMN_TEXT, 0, .bar = false },
		{ "passage", MF_COLUMN_NUMBER, 0, .bar = false },
		{ "date", MF_COLUMN_LABEL, 0, .bar = false },
		{ "start", MF_COLUMN_NUMBER, 0, .bar = false },
		{ "end", MF_COLUMN_NUMBER, 0, .bar = false },
		{ "before", MF_COLUMN_TEXT, 0, .bar = false },
		{ "keyword", MF_COLUMN_TEXT, 0, .bar = false },
		{ "after", MF_COLUMN_TEXT, 0, .bar = false },
		{ "place", MF_COLUMN_TEXT, 0, .bar = false },
		{ "part", MF_COLUMN_TEXT, 0, .bar = false },
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

static void put_in_order(const struct collecting *c, struct sortable *s)
{
	static int (*const order[])(const void *, const void *) = { by_document, by_neighbour, by_neighbour,
								    by_date };

	for (size_t i = 0; i < c->n; i++)
		s[i] = (struct sortable){ c->r->index, &c->line[i] };
	qsort(s, c->n, sizeof *s, order[c->r->o->order]);
}

static int show_lines(struct collecting *c, size_t first, size_t n, struct mf_hit *hit, struct mf_error *err)
{
	struct sortable *s = mf_calloc(c->n + 1, sizeof *s);
	int rc = 0;

	put_in_order(c, s);
	for (size_t i = 0; rc == 0 && i < n; i++)
		rc = show(c, s[first + i].line, &hit[i], err);
	free(s);
	return rc;
}

static void give(struct collecting *c)
{
	struct mf_study_run *r = c->r;
	struct sortable *s = mf_calloc(c->n + 1, sizeof *s);
	size_t n = mf_study_reach(r->o, c->n);
	struct mf_study_count *v = mf_study_give(r, n);
	struct mf_buf key = MF_BUF_INIT;

	put_in_order(c, s);
	for (size_t i = 0; i < n; i++) {
		const struct line *l = s[i].line;
		key_of(r, l, &key);
		v[i] = (struct mf_study_count){ mf_arena_strndup(r->arena, key.data, key.len),
						key.len,
						{ l->segment, l->passage, l->first, l->last } };
	}
	r->part->total[0] = c->occurrences;
	r->part->total[1] = c->documents;
	r->part->total[2] = c->passages;
	mf_buf_release(&key);
	free(s);
}

/* The page of lines that shards gave. */
static int show_far(const struct mf_study_run *r, size_t first, size_t n, struct mf_hit *hit,
		    struct mf_error *err)
{
	const struct mf_remote *remote = mf_engine_remote(r->engine);
	struct mf_study_line *line = mf_arena_zalloc(r->arena, (n + 1) * sizeof *line);
	struct far_line *far;
	size_t all = 0;

	for (size_t i = 0; i < r->fars; i++)
		all += r->far[i].n;
	far = mf_arena_alloc(r->arena, (all + 1) * sizeof *far);
	all = 0;
	for (size_t i = 0; i < r->fars; i++)
		for (size_t k = 0; k < r->far[i].n; k++)
			far[all++] = (struct far_line){ &r->far[i].v[k], i };
	qsort(far, all, sizeof *far, by_key);
	for (size_t i = 0; i < n; i++) {
		const uint64_t *number = far[first + i].count->number;
		line[i] = (struct mf_study_line){ far[first + i].shard, (uint32_t)number[0],
						  (uint32_t)number[1], (uint32_t)number[2],
						  (uint32_t)number[3] };
	}
	return n ? remote->lines(remote->self, mf_matches_search(&r->matches), r->o, line, n, r->arena, hit,
				 err)
		 : 0;
}

/* Lines of a shard that has fallen silent are not there: they go, and all is asked anew. */
static size_t there(const struct mf_hit *hit, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!hit[i].fragments)
			return i;
	return n;
}

static int show_page(struct collecting *c, struct mf_error *err)
{
	struct mf_study_run *r = c->r;
	size_t first, n = mf_study_page(r, r->fars ? (size_t)c->occurrences : c->n, &first);
	struct mf_hit *hit = mf_arena_zalloc(r->arena, (n + 1) * sizeof *hit);
	int rc = r->fars ? show_far(r, first, n, hit, err) : show_lines(c, first, n, hit, err);

	if (rc < 0)
		return rc;
	n = there(hit, n);
	for (size_t i = 0; i < n; i++)
		hit[i].rank = (unsigned)(first + i + 1);
	make_rows(r, hit, n);
	r->out->lines.hit = hit;
	r->out->lines.hits = n;
	return 0;
}

int mf_study_part_lines(struct mf_engine *engine, const struct mf_study_options *o,
			const struct mf_study_line *line, size_t n, struct mf_arena *arena,
			struct mf_hit *out, struct mf_error *err)
{
	struct mf_study_run r = { .engine = engine, .o = o, .arena = arena };
	struct collecting c = { .r = &r, .spots = MF_SPOTS_INIT };
	int rc = 0;

	r.index = mf_engine_index(engine);
	mf_study_text_init(&c.spans.text);
	for (size_t i = 0; rc == 0 && i < n; i++) {
		struct line l = { line[i].segment, line[i].passage, line[i].first, line[i].last, 0, { 0 } };
		if (l.segment >= r.index->segments || l.passage >= r.index->segment[l.segment].columns.n)
			rc = mf_error_set(err, MF_E_INPUT, "a passage that is not here was asked for");
		else
			rc = mf_study_forms(r.index, &r.index->segment[l.segment], l.passage, &c.edge,
					    &c.edge_cap, &l.words, NULL, err);
		if (rc == 0 && (l.first >= l.last || l.last > l.words))
			rc = mf_error_set(err, MF_E_INPUT, "a passage that is not here was asked for");
		if (rc == 0)
			rc = show(&c, &l, &out[i], err);
	}
	mf_spans_release(&c.spans);
	mf_spots_release(&c.spots);
	free(c.edge);
	return mf_engine_answered(engine, rc, err);
}

/* The first of the lines are kept where they are too many; over shards it cannot be told which these are. */
static int check_number(const struct collecting *c, struct mf_error *err)
{
	struct mf_study_run *r = c->r;

	if (c->occurrences <= LINES_MAX)
		return 0;
	if (r->part || r->fars) {
		mf_error_set(err, MF_E_LIMIT, "more than %u occurrences are not put in order over shards",
			     LINES_MAX);
		mf_error_hint(err, "narrow the search, by --date for instance");
		return MF_E_LIMIT;
	}
	r->out->note =
		mf_arena_printf(r->arena, _("only the first %u occurrences were put in order"), LINES_MAX);
	return 0;
}

int mf_study_concordance(struct mf_study_run *r, struct mf_error *err)
{
	struct collecting c = { .r = r, .spots = MF_SPOTS_INIT };
	int rc = mf_spans_init(&c.spans, r, err);

	if (rc < 0)
		return rc;
	rc = mf_study_each(r, &r->matches, collect_lines, &c, err);
	if (rc == 0)
		rc = mf_study_ask(r, err);
	for (size_t i = 0; rc == 0 && i < r->fars; i++) {
		c.occurrences += r->far[i].total[0];
		c.documents += r->far[i].total[1];
		c.passages += r->far[i].total[2];
	}
	if (rc == 0)
		rc = check_number(&c, err);
	if (rc == 0 && r->part) {
		give(&c);
	} else if (rc == 0) {
		mf_study_add_total(r->out, N_("occurrences"), c.occurrences);
		mf_study_add_total(r->out, N_("documents"), c.documents);
		mf_study_add_total(r->out, N_("passages"), c.passages);
		rc = show_page(&c, err);
	}
	mf_spans_release(&c.spans);
	mf_spots_release(&c.spots);
	free(c.line);
	free(c.edge);
	return rc;
}
