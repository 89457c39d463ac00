/* SPDX-License-Identifier: GPL-2.0-or-later */
/* statistics_layer.c - one file of statistics: opened, written, and the sum of several. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/store/error.h"
#include "indexer/store/packing.h"
#include "indexer/store/statistics_private.h"
#include "wrappers/libc/mem.h"

int mf_layer_open(struct mf_layer *l, const char *path, struct mf_error *err)
{
	bool sound;
	int rc;

	memset(l, 0, sizeof *l);
	rc = mf_sections_open(&l->file, path, MF_STATISTICS_KIND, MF_STATISTICS_VERSION,
			      MF_STATISTICS_SECTIONS, err);
	if (rc < 0)
		return rc;
	sound = l->file.len[0] == sizeof l->totals;
	for (unsigned i = 0; i < MF_RUNS; i++)
		sound = sound && mf_keys_open(&l->run[i], &l->file, 1 + 2 * i) == 0;
	if (sound) {
		mf_blocks_touch(l->file.blocks, l->file.at[0], sizeof l->totals);
		memcpy(&l->totals, l->file.at[0], sizeof l->totals);
		return 0;
	}
	mf_layer_close(l);
	return mf_store_damaged(err, "%s: sections do not fit together", path);
}

void mf_layer_close(struct mf_layer *l)
{
	mf_sections_close(&l->file);
}

void mf_totals_add(struct mf_totals *to, const struct mf_totals *more)
{
	to->documents += more->documents;
	to->passages += more->passages;
	to->words += more->words;
	to->title += more->title;
	to->extras += more->extras;
}

struct mf_packed mf_packed(struct mf_arena *arena, const char *text, size_t len)
{
	char *data = mf_arena_alloc(arena, 2 * len + 1);

	return (struct mf_packed){ data, mf_pack(text, len, data) };
}

int mf_packed_compare(struct mf_packed a, const char *b, size_t len)
{
	int d = memcmp(a.data, b, a.len < len ? a.len : len);

	return d ? d : (a.len > len) - (a.len < len);
}

const char *mf_unpacked(struct mf_arena *arena, const char *packed, size_t n, size_t *len)
{
	char *text = mf_arena_alloc(arena, 2 * n + 1);

	*len = mf_unpack(packed, n, text);
	text[*len] = '\0';
	return text;
}

/* ---- writing ---- */

int mf_statistics_create(struct mf_statistics_writer *w, const char *path, const struct mf_totals *totals,
			 struct mf_error *err)
{
	int rc;

	memset(w, 0, sizeof *w);
	rc = mf_sections_create(&w->file, path, err);
	if (rc < 0)
		return rc;
	w->path = mf_strdup(path);
	mf_sections_put(&w->file, totals, sizeof *totals);
	return 0;
}

void mf_statistics_begin(struct mf_statistics_writer *w)
{
	mf_keys_writer_open(&w->run, &w->file);
}

void mf_statistics_add(struct mf_statistics_writer *w, struct mf_packed key, const struct mf_buf *value,
		       int64_t weight)
{
	mf_keys_writer_add(&w->run, key.data, key.len, value->data, value->len,
			   weight > 0 ? (uint64_t)weight : 0);
}

int mf_statistics_end(struct mf_statistics_writer *w, struct mf_error *err)
{
	return mf_keys_writer_close(&w->run, err);
}

int mf_statistics_finish(struct mf_statistics_writer *w, int rc, struct mf_error *err)
{
	int rc2;

	if (!w->path)
		return rc;
	rc2 = mf_sections_finish(&w->file, MF_STATISTICS_KIND, MF_STATISTICS_VERSION, rc == 0 ? err : NULL);
	rc = rc < 0 ? rc : rc2;
	if (rc < 0)
		unlink(w->path);
	free(w->path);
	return rc;
}

/* ---- the sum of layers ---- */

struct sum {
	struct mf_statistics_writer out;
	struct mf_keys_merge merge;
	struct mf_spellings spellings;
	struct mf_row *row; /* one a layer, and two for sums */
	struct mf_buf value;
};

/* Writes the value of the key in hand; false where nothing is left of it. */
typedef bool sum_fn(struct sum *s, int64_t *weight);

static bool sum_forms(struct sum *s, int64_t *weight)
{
	s->spellings.n = 0;
	for (size_t i = 0; i < s->merge.values; i++) {
		*weight += mf_value_count(s->merge.value[i]);
		mf_spellings_read(&s->spellings, s->merge.value[i]);
	}
	mf_spellings_write(&s->value, *weight, &s->spellings);
	return *weight || s->spellings.n;
}

static bool sum_stems(struct sum *s, int64_t *weight)
{
	struct mf_row *sum = s->row, *spare = &s->row[s->merge.n];

	for (size_t i = 0; i < s->merge.values; i++)
		mf_row_read(&s->row[i], s->merge.key, s->merge.key_len, s->merge.value[i]);
	for (size_t i = 1; i < s->merge.values; i++) {
		mf_row_sum(&spare[i % 2], sum, &s->row[i]);
		sum = &spare[i % 2];
	}
	*weight = sum->count;
	mf_row_write(sum, s->merge.key, s->merge.key_len, &s->value);
	return sum->count || sum->forms;
}

static bool sum_counts(struct sum *s, int64_t *weight)
{
	int64_t sum[2] = { 0, 0 };

	for (size_t i = 0; i < s->merge.values; i++) {
		int64_t count[2];
		mf_value_counts(s->merge.value[i], count);
		sum[0] += count[0];
		sum[1] += count[1];
	}
	*weight = sum[0];
	mf_value_put_counts(&s->value, sum);
	return sum[0] || sum[1];
}

static int sum_run(struct sum *s, const struct mf_layer *layer, size_t n, unsigned which,
		   struct mf_error *err)
{
	static sum_fn *const sums[MF_RUNS] = { sum_forms,  sum_stems,  sum_counts,
					       sum_counts, sum_counts, sum_counts };
	const struct mf_keys **run = mf_calloc(n + 1, sizeof *run);
	int rc;

	mf_statistics_begin(&s->out);
	for (size_t i = 0; i < n; i++)
		run[i] = &layer[i].run[which];
	mf_keys_merge_start(&s->merge, run, n);
	while (mf_keys_merge_next(&s->merge)) {
		struct mf_packed key = { s->merge.key, s->merge.key_len };
		int64_t weight = 0;
		mf_buf_reset(&s->value);
		if (s->merge.values == 1) { /* as it is */
			weight = mf_value_count(s->merge.value[0]);
			mf_buf_add(&s->value, s->merge.value[0].data, s->merge.value[0].len);
		} else if (!sums[which](s, &weight)) {
			continue;
		}
		mf_statistics_add(&s->out, key, &s->value, weight);
	}
	rc = mf_statistics_end(&s->out, err);
	if (rc == 0 && s->merge.damaged)
		rc = mf_store_damaged(err, "%s: a layer that is merged is damaged", s->out.path);
	mf_keys_merge_release(&s->merge);
	free(run);
	return rc;
}

int mf_statistics_merge(const char *const *path, size_t n, const char *out, struct mf_error *err)
{
	struct mf_layer *layer = mf_calloc(n + 1, sizeof *layer);
	struct mf_totals totals = { 0, 0, 0, 0, 0 };
	struct sum s = { .row = mf_calloc(n + 2, sizeof *s.row), .value = MF_BUF_INIT };
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < n; i++) {
		rc = mf_layer_open(&layer[i], path[i], err);
		mf_totals_add(&totals, &layer[i].totals);
	}
	if (rc == 0)
		rc = mf_statistics_create(&s.out, out, &totals, err);
	for (unsigned which = 0; rc == 0 && which < MF_RUNS; which++)
		rc = sum_run(&s, layer, n, which, err);
	for (size_t i = 0; rc == 0 && i < n; i++)
		rc = mf_sections_sound(&layer[i].file, err);
	rc = mf_statistics_finish(&s.out, rc, err);
	for (size_t i = 0; i < n; i++)
		mf_layer_close(&layer[i]);
	for (size_t i = 0; i < n + 2; i++)
		mf_row_release(&s.row[i]);
	free(s.spellings.v);
	mf_buf_release(&s.value);
	free(s.row);
	free(layer);
	return rc;
}
