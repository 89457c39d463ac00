/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/study/study.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/words/stem.h"
#include "search/engine/remote.h"
#include "search/study/study_private.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/varint.h"

/* ---- the walk ---- */

int mf_study_forms(const struct mf_index *index, const struct mf_segment *s, uint32_t passage,
		   uint32_t **form, size_t *cap, uint32_t *n, uint32_t *title, struct mf_error *err)
{
	const unsigned char *end, *at = mf_columns_record(&s->columns, passage, &end);
	struct mf_record_view view;
	uint64_t id;

	if (mf_record_view(&view, at, end) < 0)
		return mf_index_damaged(index, "a passage's record", err);
	*form = mf_grow(*form, cap, view.forms + (size_t)1, sizeof **form);
	at = view.stream_at;
	for (uint32_t i = 0; i < view.forms; i++) {
		at = mf_varint_get(at, end, &id);
		if (!at || id >= s->vocabulary.forms.n)
			return mf_index_damaged(index, "a passage's record", err);
		(*form)[i] = (uint32_t)id;
	}
	*n = view.forms;
	if (title)
		*title = view.title < view.forms ? view.title : view.forms;
	return 0;
}

struct walk {
	struct mf_study_run *r;
	const struct mf_matches *matches;
	uint32_t *form, *word; /* of the passage in hand */
	size_t form_cap, word_cap;
	uint32_t *number; /* of the segment's forms or stems in run.words, plus one; 0: not met */
};

static void number_words(struct walk *w, const struct mf_vocabulary *v, uint32_t n)
{
	bool stems = w->r->o->unit == MF_UNIT_STEMS;

	w->word = mf_grow(w->word, &w->word_cap, n + (size_t)1, sizeof *w->word);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t key = stems ? mf_vocabulary_stem(v, w->form[i]) : w->form[i];
		if (stems && key >= v->stems.n)
			key = 0;
		if (!w->number[key]) {
			size_t len;
			int fresh;
			const char *text = stems ? mf_stringset_get(&v->stems, key, &len)
						 : mf_vocabulary_form(v, key, &len);
			w->number[key] = mf_pool_add(&w->r->words, text, len, &fresh) + 1;
		}
		w->word[i] = w->number[key] - 1;
	}
}

static int walk_segment(struct walk *w, uint32_t segment, mf_study_fn *fn, void *ctx, struct mf_error *err)
{
	const struct mf_index *index = w->matches->index;
	const struct mf_segment *s = &index->segment[segment];
	const struct mf_matched *m = &w->matches->match[segment];
	uint32_t last = MF_NONE;
	int rc = 0;

	w->number = mf_calloc(s->vocabulary.forms.n + (size_t)s->vocabulary.stems.n + 1, sizeof *w->number);
	for (size_t i = 0; rc == 0 && i < m->n && !mf_engine_late(w->r->engine); i++) {
		struct mf_study_passage p = { .segment = segment, .passage = m->passage[i] };
		rc = mf_study_forms(index, s, p.passage, &w->form, &w->form_cap, &p.n, &p.title, err);
		if (rc < 0)
			break;
		number_words(w, &s->vocabulary, p.n);
		p.form = w->form;
		p.word = w->word;
		p.new_document = mf_columns_document(&s->columns, p.passage) != last;
		last = mf_columns_document(&s->columns, p.passage);
		rc = fn(ctx, &p, err);
	}
	free(w->number);
	return rc;
}

int mf_study_each(struct mf_study_run *r, const struct mf_matches *matches, mf_study_fn *fn, void *ctx,
		  struct mf_error *err)
{
	struct walk w = { .r = r, .matches = matches };
	int rc = 0;

	for (uint32_t s = 0; rc == 0 && s < matches->index->segments; s++)
		rc = walk_segment(&w, s, fn, ctx, err);
	free(w.form);
	free(w.word);
	return rc;
}

/* ---- words ---- */

bool mf_study_stop(struct mf_study_run *r, uint32_t word)
{
	if (word >= r->stop_cap) {
		size_t old = r->stop_cap;
		r->stop = mf_grow(r->stop, &r->stop_cap, r->words.n + (size_t)1, sizeof *r->stop);
		memset(r->stop + old, 0, r->stop_cap - old);
	}
	if (!r->stop[word]) {
		size_t len;
		const char *text = mf_pool_get(&r->words, word, &len);
		r->stop[word] = mf_stop_word(text, len) ? 2 : 1;
	}
	return r->stop[word] == 2;
}

const char *mf_study_stem(struct mf_study_run *r, uint32_t word)
{
	size_t len;
	const char *text = mf_pool_get(&r->words, word, &len);

	return mf_arena_strndup(r->arena, text, len);
}

const char *mf_study_word(struct mf_study_run *r, uint32_t word)
{
	const struct mf_family_form *best = NULL;
	struct mf_family family;
	size_t len;
	const char *text = mf_pool_get(&r->words, word, &len);

	if (r->o->unit != MF_UNIT_STEMS)
		return mf_study_stem(r, word);
	mf_statistics_family(r->index->statistics, text, len, r->arena, &family);
	for (size_t i = 0; i < family.forms; i++)
		best = !best || family.form[i].count > best->count ? &family.form[i] : best;
	return best && best->count ? best->text : mf_study_stem(r, word);
}

int mf_study_compare(const struct mf_study_run *r, uint32_t a, uint32_t b)
{
	size_t a_len, b_len;
	const char *x = mf_pool_get(&r->words, a, &a_len), *y = mf_pool_get(&r->words, b, &b_len);
	int order = memcmp(x, y, a_len < b_len ? a_len : b_len);

	return order ? order : (a_len > b_len) - (a_len < b_len);
}

int mf_study_in_time(struct mf_study_run *r, struct mf_error *err)
{
	if (!mf_engine_was_late(r->engine))
		return 0;
	mf_error_set(err, MF_E_LIMIT, "the time for an answer was over before all was counted");
	mf_error_hint(err, "narrow the search, by --date for instance");
	return MF_E_LIMIT;
}

/* ---- rows ---- */

struct mf_study_cell *mf_study_rows(struct mf_study_run *r, const struct mf_study_column *column,
				    size_t columns, size_t rows)
{
	struct mf_study_cell *cell = mf_arena_zalloc(r->arena, (rows * columns + 1) * sizeof *cell);

	r->out->column = column;
	r->out->columns = columns;
	r->out->cell = cell;
	r->out->rows = rows;
	return cell;
}

void mf_study_add_total(struct mf_study *out, const char *name, uint64_t value)
{
	if (out->totals < MF_STUDY_TOTALS)
		out->total[out->totals++] = (struct mf_study_total){ name, value };
}

size_t mf_study_page(const struct mf_study_run *r, size_t n, size_t *first)
{
	r->out->found = n;
	*first = r->o->offset < n ? r->o->offset : n;
	return n - *first < r->o->limit ? n - *first : r->o->limit;
}

static int run_once(struct mf_engine *e, const struct mf_request *request, const struct mf_study_options *o,
		    struct mf_arena *arena, struct mf_study_part *part, struct mf_study *out,
		    struct mf_error *err)
{
	static int (*const study[MF_STUDIES])(struct mf_study_run *, struct mf_error *) = {
		[MF_STUDY_FREQ] = mf_study_freq,
		[MF_STUDY_NGRAMS] = mf_study_ngrams,
		[MF_STUDY_COLLOCATES] = mf_study_collocates,
		[MF_STUDY_TIMELINE] = mf_study_timeline,
		[MF_STUDY_CONCORDANCE] = mf_study_concordance,
		[MF_STUDY_DISPERSION] = mf_study_dispersion,
		[MF_STUDY_TOGETHER] = mf_study_together,
	};
	struct mf_study_run r = {
		.engine = e, .request = request, .o = o, .arena = arena, .part = part, .out = out
	};
	int rc;

	memset(out, 0, sizeof *out);
	out->kind = o->kind;
	out->note = "";
	mf_pool_init(&r.words);
	r.index = mf_engine_index(e);
	rc = mf_matches_find(&r.matches, e, request, err);
	if (rc == 0)
		rc = study[o->kind](&r, err);
	out->query = mf_arena_strdup(arena, request->query);
	if (rc == 0 && !*out->note)
		out->note = mf_arena_strdup(arena, r.matches.warning);
	if (rc == 0 && mf_engine_was_late(e)) {
		out->partial = true;
		out->note = mf_engine_late_note(arena, out->note);
	}
	out->interpreted = rc < 0 ? "" : mf_arena_strdup(arena, r.matches.interpreted);
	mf_matches_release(&r.matches);
	mf_pool_release(&r.words);
	free(r.stop);
	return rc;
}

int mf_study_part_run(struct mf_engine *e, const struct mf_request *request, const struct mf_study_options *o,
		      struct mf_arena *arena, struct mf_study_part *out, struct mf_error *err)
{
	struct mf_study none;

	mf_engine_begin(e, request->seconds);
	memset(out, 0, sizeof *out);
	return mf_engine_answered(e, run_once(e, request, o, arena, out, &none, err), err);
}

/* Where a shard falls silent in the middle, all is counted anew without it. */
static int run_shards(struct mf_engine *e, const struct mf_request *request, const struct mf_study_options *o,
		      struct mf_arena *arena, struct mf_study *out, struct mf_error *err)
{
	const struct mf_remote *remote = mf_engine_remote(e);
	size_t before, after = 0;
	int rc;

	remote->begin(remote->self);
	do {
		before = after;
		rc = run_once(e, request, o, arena, NULL, out, err);
		after = remote->missing(remote->self, arena, &out->missing, &out->shards);
	} while (rc == 0 && after > before);
	out->missings = after;
	if (rc == 0 && after)
		out->note = mf_remote_note(arena, out->missing, after, out->shards, out->note);
	return rc;
}

int mf_study_run(struct mf_engine *e, const struct mf_request *request, const struct mf_study_options *o,
		 struct mf_arena *arena, struct mf_study *out, struct mf_error *err)
{
	int rc;

	mf_engine_begin(e, request->seconds);
	rc = mf_engine_remote(e) ? run_shards(e, request, o, arena, out, err)
				 : run_once(e, request, o, arena, NULL, out, err);
	return mf_engine_answered(e, rc, err);
}
