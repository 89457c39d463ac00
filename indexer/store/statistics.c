/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/store/statistics.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/store/packing.h"
#include "indexer/store/statistics_private.h"
#include "wrappers/libc/mem.h"

#define KEY_MAX 512 /* bytes: longer texts are no words */

int mf_statistics_open(struct mf_statistics **out, const char *const *path, size_t n, struct mf_error *err)
{
	struct mf_statistics *s = mf_calloc(1, sizeof *s);
	int rc = 0;

	s->layer = mf_calloc(n + 1, sizeof *s->layer);
	for (unsigned r = 0; r < MF_RUNS; r++)
		s->run[r] = mf_calloc(n + 1, sizeof *s->run[r]);
	for (; rc == 0 && s->layers < n; s->layers += rc == 0) {
		struct mf_layer *l = &s->layer[s->layers];
		rc = mf_layer_open(l, path[s->layers], err);
		mf_totals_add(&s->totals, &l->totals);
		for (unsigned r = 0; r < MF_RUNS; r++)
			s->run[r][s->layers] = &l->run[r];
	}
	if (rc < 0) {
		mf_statistics_close(s);
		s = NULL;
	}
	*out = s;
	return rc;
}

void mf_statistics_close(struct mf_statistics *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < s->layers; i++)
		mf_layer_close(&s->layer[i]);
	for (unsigned r = 0; r < MF_RUNS; r++)
		free(s->run[r]);
	free(s->layer);
	free(s);
}

int mf_statistics_sound(const struct mf_statistics *s, struct mf_error *err)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < s->layers; i++)
		rc = mf_sections_sound(&s->layer[i].file, err);
	return rc;
}

uint64_t mf_statistics_seal(const struct mf_statistics *s, size_t layer)
{
	return s->layer[layer].file.seal;
}

const struct mf_totals *mf_statistics_totals(const struct mf_statistics *s)
{
	return &s->totals;
}

static uint64_t not_negative(int64_t n)
{
	return n > 0 ? (uint64_t)n : 0;
}

/* ---- counts ---- */

uint64_t mf_statistics_packed(const struct mf_statistics *s, enum mf_statistics_run run, const char *key,
			      size_t len)
{
	struct mf_bytes value;
	int64_t sum = 0;

	for (size_t i = 0; i < s->layers; i++)
		if (mf_keys_find(&s->layer[i].run[run], key, len, &value))
			sum += mf_value_count(value);
	return not_negative(sum);
}

static uint64_t count(const struct mf_statistics *s, enum mf_statistics_run run, const char *text, size_t len)
{
	char key[KEY_MAX];

	return len <= KEY_MAX / 2 ? mf_statistics_packed(s, run, key, mf_pack(text, len, key)) : 0;
}

uint64_t mf_statistics_form(const struct mf_statistics *s, const char *form, size_t len)
{
	return count(s, MF_RUN_FORMS, form, len);
}

uint64_t mf_statistics_stem(const struct mf_statistics *s, const char *stem, size_t len)
{
	return count(s, MF_RUN_STEMS, stem, len);
}

uint64_t mf_statistics_root(const struct mf_statistics *s, const char *root, size_t len)
{
	return count(s, MF_RUN_ROOTS, root, len);
}

/* ---- a stem's forms ---- */

/* The sum of the stem's rows in all layers. */
static bool sum_rows(const struct mf_statistics *s, const char *key, size_t len, struct mf_row *row,
		     const struct mf_row **sum)
{
	struct mf_row *spare = &row[s->layers];
	struct mf_bytes value;
	size_t n = 0;

	for (size_t i = 0; i < s->layers; i++) {
		if (!mf_keys_find(&s->layer[i].run[MF_RUN_STEMS], key, len, &value))
			continue;
		mf_row_read(&row[i], key, len, value);
		if (n++)
			mf_row_sum(&spare[n % 2], *sum, &row[i]);
		*sum = n > 1 ? &spare[n % 2] : &row[i];
	}
	return n > 0;
}

static void put_reading(struct mf_family *out, const struct mf_row_reading *r, const struct mf_packed *form,
			struct mf_arena *arena)
{
	struct mf_family_reading *to = &out->reading[out->readings++];
	char *whole = mf_arena_alloc(arena, 2 * (r->run_len + form->len) + 1);

	to->form = (uint32_t)out->forms;
	to->clitics = (uint32_t)mf_unpack(r->run, r->run_len, whole);
	to->len = to->clitics + mf_unpack(form->data, form->len, whole + to->clitics);
	whole[to->len] = '\0';
	to->text = whole;
	to->stem = mf_unpacked(arena, r->stem, r->stem_len, &to->stem_len);
	to->count = not_negative(r->count);
}

/* What lives of the row. */
static void put_family(const struct mf_row *row, struct mf_arena *arena, struct mf_family *out)
{
	out->count = not_negative(row->count);
	out->form = mf_arena_alloc(arena, (row->forms + 1) * sizeof *out->form);
	out->reading = mf_arena_alloc(arena, (row->readings + 1) * sizeof *out->reading);
	for (size_t i = 0; i < row->forms; i++) {
		const struct mf_row_form *f = &row->form[i];
		const struct mf_packed packed = { f->text, f->len };
		struct mf_family_form *to = &out->form[out->forms];
		size_t before = out->readings;
		for (uint32_t k = 0; k < f->readings; k++)
			if (row->reading[f->first + k].count > 0)
				put_reading(out, &row->reading[f->first + k], &packed, arena);
		if (f->count <= 0 && out->readings == before)
			continue;
		to->text = mf_unpacked(arena, f->text, f->len, &to->len);
		to->count = not_negative(f->count);
		out->forms++;
	}
}

bool mf_statistics_family(const struct mf_statistics *s, const char *stem, size_t len, struct mf_arena *arena,
			  struct mf_family *out)
{
	struct mf_row *row = mf_arena_zalloc(arena, (s->layers + 2) * sizeof *row);
	const struct mf_row *sum = NULL;
	char key[KEY_MAX];
	bool found = len <= KEY_MAX / 2 && sum_rows(s, key, mf_pack(stem, len, key), row, &sum);

	memset(out, 0, sizeof *out);
	if (found)
		put_family(sum, arena, out);
	for (size_t i = 0; i < s->layers + 2; i++)
		mf_row_release(&row[i]);
	return found && (out->forms || out->count);
}

/* ---- forms in order ---- */

void mf_forms_start(struct mf_forms *f, const struct mf_statistics *s)
{
	f->of = s;
	f->text = (struct mf_buf)MF_BUF_INIT;
	f->count = 0;
	mf_keys_merge_start(&f->merge, s->run[MF_RUN_FORMS], s->layers);
}

void mf_forms_release(struct mf_forms *f)
{
	mf_keys_merge_release(&f->merge);
	mf_buf_release(&f->text);
}

/* The form in hand, or the next one that lives. */
static bool take_form(struct mf_forms *f, bool more)
{
	for (; more; more = mf_keys_merge_next(&f->merge)) {
		int64_t sum = 0;
		char *room;
		for (size_t i = 0; i < f->merge.values; i++)
			sum += mf_value_count(f->merge.value[i]);
		if (sum <= 0)
			continue;
		mf_buf_reset(&f->text);
		room = mf_buf_reserve(&f->text, 2 * f->merge.key_len + 1);
		f->text.len = mf_unpack(f->merge.key, f->merge.key_len, room);
		f->text.data[f->text.len] = '\0';
		f->count = (uint64_t)sum;
		return true;
	}
	return false;
}

bool mf_forms_next(struct mf_forms *f)
{
	return take_form(f, mf_keys_merge_next(&f->merge));
}

bool mf_forms_seek(struct mf_forms *f, const char *text, size_t len)
{
	char key[KEY_MAX];

	return len <= KEY_MAX / 2 &&
	       take_form(f, mf_keys_merge_seek(&f->merge, key, mf_pack(text, len, key)));
}

bool mf_forms_skip(struct mf_forms *f, size_t len)
{
	char key[KEY_MAX];
	size_t n = len <= f->text.len && len <= KEY_MAX / 2 ? mf_pack(f->text.data, len, key) : 0;

	return take_form(f, n ? mf_keys_merge_skip(&f->merge, n) : mf_keys_merge_next(&f->merge));
}

/* ---- sources and days ---- */

uint64_t mf_statistics_source(const struct mf_statistics *s, const char *folded, size_t len)
{
	return count(s, MF_RUN_SOURCES, folded, len);
}

uint64_t mf_statistics_undated(const struct mf_statistics *s)
{
	return mf_statistics_packed(s, MF_RUN_DAYS, "", 0);
}

uint64_t mf_statistics_days(const struct mf_statistics *s, int32_t from, int32_t to)
{
	char first[4], last[4];
	struct mf_packed begin = mf_day_key(from, first), end = mf_day_key(to, last);
	struct mf_keys_merge m;
	int64_t sum = 0;

	mf_keys_merge_start(&m, s->run[MF_RUN_DAYS], s->layers);
	for (bool more = mf_keys_merge_seek(&m, begin.data, begin.len);
	     more && mf_packed_compare(end, m.key, m.key_len) >= 0; more = mf_keys_merge_next(&m))
		for (size_t i = 0; i < m.values; i++)
			sum += mf_value_count(m.value[i]);
	mf_keys_merge_release(&m);
	return not_negative(sum);
}
