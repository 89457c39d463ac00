/* SPDX-License-Identifier: GPL-2.0-or-later */
/* statistics_others.c - the roots, names, sources and days of a layer. */
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/dates/date.h"
#include "indexer/analysis/words/fold.h"
#include "indexer/store/statistics_private.h"
#include "wrappers/libc/mem.h"

static int write_roots(struct mf_counting *c, struct mf_error *err)
{
	const struct mf_vocabulary *v = &c->segment.vocabulary;

	mf_statistics_begin(&c->out);
	for (uint32_t r = 0; r < v->roots.n; r++) {
		int64_t count[2] = { (int64_t)c->root[r].count * c->in->sign, 0 };
		size_t len;
		const char *root = mf_stringset_get(&v->roots, r, &len);
		if (!count[0])
			continue;
		mf_arena_reset(&c->arena);
		mf_buf_reset(&c->value);
		mf_value_put_counts(&c->value, count);
		mf_statistics_add(&c->out, mf_packed(&c->arena, root, len), &c->value, count[0]);
	}
	return mf_statistics_end(&c->out, err);
}

/* A key that is not in order yet. */
struct unsorted {
	struct mf_packed key;
	uint32_t number;
};

static int compare_keys(const void *a, const void *b)
{
	const struct unsorted *x = a, *y = b;

	return mf_packed_compare(x->key, y->key.data, y->key.len);
}

/* A label can be any bytes, so what is sorted is sorted once more when it is packed. */
static int write_names(struct mf_counting *c, struct mf_error *err)
{
	const struct mf_stringset *names = &c->segment.names.entities;
	struct unsorted *name = mf_calloc(names->n + (size_t)1, sizeof *name);
	size_t n = 0;

	mf_statistics_begin(&c->out);
	mf_arena_reset(&c->arena);
	for (uint32_t i = 0; i < names->n; i++) {
		size_t len;
		const char *text = mf_stringset_get(names, i, &len);
		if (c->name[i].count || c->name[i].last)
			name[n++] = (struct unsorted){ mf_packed(&c->arena, text, len), i };
	}
	if (n)
		qsort(name, n, sizeof *name, compare_keys);
	for (size_t i = 0; i < n; i++) {
		const struct mf_seen_count *t = &c->name[name[i].number];
		int64_t count[2] = { (int64_t)t->count * c->in->sign, (int64_t)t->last * c->in->sign };
		mf_buf_reset(&c->value);
		mf_value_put_counts(&c->value, count);
		mf_statistics_add(&c->out, name[i].key, &c->value, count[0]);
	}
	free(name);
	return mf_statistics_end(&c->out, err);
}

/* ---- sources and days ---- */

static void put_counts(struct mf_counting *c, struct mf_packed key, uint64_t passages, uint64_t documents)
{
	int64_t count[2] = { (int64_t)passages * c->in->sign, (int64_t)documents * c->in->sign };

	mf_buf_reset(&c->value);
	mf_value_put_counts(&c->value, count);
	mf_statistics_add(&c->out, key, &c->value, count[0]);
}

/* Names that are folded alike are one source. */
static int write_sources(struct mf_counting *c, struct mf_error *err)
{
	const struct mf_stringset *names = &c->segment.names.sources;
	struct unsorted *name = mf_calloc(names->n + (size_t)1, sizeof *name);
	struct mf_buf folded = MF_BUF_INIT;
	size_t n = 0;

	mf_statistics_begin(&c->out);
	mf_arena_reset(&c->arena);
	for (uint32_t i = 0; i < names->n; i++) {
		size_t len;
		const char *text = mf_stringset_get(names, i, &len);
		mf_buf_reset(&folded);
		mf_fold(&folded, text, len);
		if (c->source[i].last && folded.len)
			name[n++] = (struct unsorted){ mf_packed(&c->arena, folded.data, folded.len), i };
	}
	if (n)
		qsort(name, n, sizeof *name, compare_keys);
	for (size_t i = 0, end; i < n; i = end) {
		uint64_t passages = 0, documents = 0;
		for (end = i; end < n && compare_keys(&name[i], &name[end]) == 0; end++) {
			passages += c->source[name[end].number].count;
			documents += c->source[name[end].number].last;
		}
		put_counts(c, name[i].key, passages, documents);
	}
	mf_buf_release(&folded);
	free(name);
	return mf_statistics_end(&c->out, err);
}

struct mf_packed mf_day_key(int32_t day, char room[static 4])
{
	uint32_t order = (uint32_t)((int64_t)day - INT32_MIN);

	for (int i = 0; i < 4; i++)
		room[i] = (char)(order >> (24 - 8 * i));
	return (struct mf_packed){ room, day == MF_NO_DAY ? 0 : 4 };
}

static int compare_days(const void *a, const void *b)
{
	const struct mf_dated *x = a, *y = b;

	return (x->day > y->day) - (x->day < y->day); /* MF_NO_DAY is the least */
}

static int write_days(struct mf_counting *c, struct mf_error *err)
{
	const struct mf_dated *d = c->dated;
	char room[4];

	mf_statistics_begin(&c->out);
	if (c->dated_n)
		qsort(c->dated, c->dated_n, sizeof *c->dated, compare_days);
	for (size_t i = 0, end; i < c->dated_n; i = end) {
		uint64_t passages = 0;
		for (end = i; end < c->dated_n && d[end].day == d[i].day; end++)
			passages += d[end].passages;
		put_counts(c, mf_day_key(d[i].day, room), passages, end - i);
	}
	return mf_statistics_end(&c->out, err);
}

int mf_counting_put_others(struct mf_counting *c, struct mf_error *err)
{
	int rc = write_roots(c, err);

	if (rc == 0)
		rc = write_names(c, err);
	if (rc == 0)
		rc = write_sources(c, err);
	return rc == 0 ? write_days(c, err) : rc;
}
