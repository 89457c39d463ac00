/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Statistics: whatever documents come and go, and however their layers are merged, what is asked is what a
 * plain count over the living documents gives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "indexer/analysis/dates/date.h"
#include "indexer/analysis/schema.h"
#include "indexer/analysis/words/fold.h"
#include "tests/unit/statistics_fixture.h"
#include "wrappers/libc/bitmap.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/utf8.h"

/* ---- compared ---- */

static void check_counts(const struct mf_statistics *s, const struct tally *t,
			 uint64_t (*count)(const struct mf_statistics *s, const char *text, size_t len))
{
	for (uint32_t i = 0; i < t->pool.n; i++) {
		size_t len;
		const char *text = mf_pool_get(&t->pool, i, &len);
		if (count(s, text, len) != t->count[i])
			fail_msg("%.*s: %llu, not %u", (int)len, text,
				 (unsigned long long)count(s, text, len), t->count[i]);
	}
	assert_int_equal(count(s, "ليست", strlen("ليست")), 0);
}

/* Every form once, in order; and from any place on, and past any beginning. */
static void check_order(const struct mf_statistics *s, const struct plain *p)
{
	struct mf_forms f, from;
	struct mf_buf last = MF_BUF_INIT;
	uint32_t n = 0;

	mf_forms_start(&f, s);
	mf_forms_start(&from, s);
	while (mf_forms_next(&f)) {
		assert_true(!n || strcmp(last.data, f.text.data) < 0);
		assert_int_equal(f.count, plain_count(&p->forms, f.text.data, f.text.len));
		assert_true(mf_forms_seek(&from, f.text.data, f.text.len));
		assert_string_equal(from.text.data, f.text.data);
		if (mf_forms_skip(&from, 2))
			assert_true(memcmp(from.text.data, f.text.data, 2) > 0);
		mf_buf_reset(&last);
		mf_buf_add(&last, f.text.data, f.text.len);
		n++;
	}
	assert_int_equal(n, p->forms.pool.n);
	mf_forms_release(&f);
	mf_forms_release(&from);
	mf_buf_release(&last);
}

static void check_top(const struct mf_statistics *s, const struct plain *p, const char *prefix, size_t max)
{
	struct mf_arena arena = MF_ARENA_INIT;
	struct mf_family_form out[8];
	size_t n = mf_statistics_top(s, prefix, strlen(prefix), max, &arena, out), better = 0, all = 0;

	for (uint32_t i = 0; i < p->forms.pool.n; i++) {
		size_t len;
		const char *form = mf_pool_get(&p->forms.pool, i, &len);
		if (len < strlen(prefix) || memcmp(form, prefix, strlen(prefix)) != 0)
			continue;
		all++;
		better += n && p->forms.count[i] > out[n - 1].count;
	}
	assert_int_equal(n, all < max ? all : max);
	assert_true(better < max);
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(out[i].count, plain_count(&p->forms, out[i].text, out[i].len));
		assert_true(!i || out[i - 1].count > out[i].count ||
			    (out[i - 1].count == out[i].count && strcmp(out[i - 1].text, out[i].text) < 0));
	}
	mf_arena_release(&arena);
}

/* How many forms that read as clitics before one of the stem there are; all must be in the family. */
static size_t plain_readings(const struct plain *p, const char *stem, size_t len,
			     const struct mf_family *family)
{
	size_t n = 0;

	for (uint32_t i = 0; i < p->forms.pool.n; i++) {
		size_t whole_len, cut[MF_CLITIC_MAX], cuts, base_len, own_len, k;
		const char *whole = mf_pool_get(&p->forms.pool, i, &whole_len);
		char base[MF_STEM_MAX], own[MF_STEM_MAX];
		cuts = mf_clitics(whole, whole_len, cut);
		own_len = stem_of(whole, whole_len, own);
		for (size_t c = 0; c < cuts; c++) {
			base_len = stem_of(whole + cut[c], whole_len - cut[c], base);
			if (base_len != len || memcmp(base, stem, len) != 0 ||
			    (own_len == base_len && memcmp(own, base, own_len) == 0))
				continue;
			n++;
			for (k = 0; k < family->readings; k++)
				if (family->reading[k].len == whole_len &&
				    family->reading[k].clitics == cut[c] &&
				    memcmp(family->reading[k].text, whole, whole_len) == 0)
					break;
			assert_true(k < family->readings);
			assert_int_equal(family->reading[k].count, p->forms.count[i]);
			assert_int_equal(family->reading[k].stem_len, own_len);
			assert_memory_equal(family->reading[k].stem, own, own_len);
			assert_memory_equal(family->form[family->reading[k].form].text, whole + cut[c],
					    whole_len - cut[c]);
		}
	}
	return n;
}

static void check_family(const struct mf_statistics *s, const struct plain *p, const char *stem, size_t len)
{
	struct mf_arena arena = MF_ARENA_INIT;
	struct mf_family family;
	uint32_t forms = 0;
	bool found = mf_statistics_family(s, stem, len, &arena, &family);

	assert_int_equal(family.count, plain_count(&p->stems, stem, len));
	for (size_t i = 0; i < family.forms; i++) {
		const struct mf_family_form *f = &family.form[i];
		assert_int_equal(f->count, plain_count(&p->forms, f->text, f->len));
		assert_true(!i || strcmp(family.form[i - 1].text, f->text) < 0);
		forms += f->count > 0;
	}
	for (uint32_t i = 0; i < p->forms.pool.n; i++) {
		char own[MF_STEM_MAX];
		size_t form_len, own_len;
		const char *form = mf_pool_get(&p->forms.pool, i, &form_len);
		own_len = stem_of(form, form_len, own);
		forms -= own_len == len && memcmp(own, stem, len) == 0;
	}
	assert_int_equal(forms, 0);
	assert_int_equal(family.readings, plain_readings(p, stem, len, &family));
	assert_int_equal(found, family.forms > 0);
	mf_arena_release(&arena);
}

/* A form is spelt as most of the documents' words spell it that have as many letters. */
static void check_surface(const struct mf_statistics *s, const char *form, size_t len)
{
	struct mf_arena arena = MF_ARENA_INIT;
	struct mf_tokens tokens[2] = { MF_TOKENS_INIT, MF_TOKENS_INIT };
	const char *got = mf_statistics_surface(s, form, len, &arena), *best = NULL;
	unsigned times[FIXTURE_WORDS] = { 0 }, most = 0;

	for (int i = 0; i < DOCUMENTS; i++) {
		const char *text[2] = { doc[i].title, doc[i].text };
		if (!doc[i].lives)
			continue;
		forms_of(&doc[i], &tokens[0], &tokens[1]);
		for (int part = 0; part < 2; part++)
			for (size_t t = 0; t < tokens[part].n; t++) {
				const struct mf_token *token = &tokens[part].v[t];
				for (size_t w = 0; w < FIXTURE_WORDS; w++)
					times[w] += token->form_len == len &&
						    memcmp(mf_form(&tokens[part], t), form, len) == 0 &&
						    strlen(fixture_words[w]) == token->end - token->begin &&
						    memcmp(fixture_words[w], text[part] + token->begin,
							   strlen(fixture_words[w])) == 0;
			}
	}
	for (size_t w = 0; w < FIXTURE_WORDS; w++)
		if (mf_utf8_count(fixture_words[w], strlen(fixture_words[w])) == mf_utf8_count(form, len) &&
		    (times[w] > most || (best && times[w] == most && strcmp(fixture_words[w], best) < 0))) {
			best = fixture_words[w];
			most = times[w];
		}
	if (best)
		assert_string_equal(got, best);
	else
		assert_memory_equal(got, form, len);
	mf_tokens_release(&tokens[0]);
	mf_tokens_release(&tokens[1]);
	mf_arena_release(&arena);
}

struct seen {
	const struct mf_statistics *s;
	size_t n;
};

static void see_name(void *ctx, const struct mf_archive_name *name)
{
	struct seen *seen = ctx;
	struct mf_archive_name one;
	struct mf_arena arena = MF_ARENA_INIT;

	seen->n++;
	assert_true(mf_statistics_name(seen->s, name->id, name->type, &arena, &one));
	assert_string_equal(one.label, name->label);
	assert_string_equal(one.label_en, name->label_en);
	assert_int_equal(one.passages, name->passages);
	assert_int_equal(one.adjective, name->adjective);
	mf_arena_release(&arena);
}

static void check_names(const struct mf_statistics *s)
{
	struct mf_arena arena = MF_ARENA_INIT;
	struct mf_archive_name name;
	struct seen seen = { s, 0 };
	unsigned count[3] = { 0 }, adjective = 0;

	for (int i = 0; i < DOCUMENTS; i++)
		if (doc[i].lives && doc[i].name >= 0 && doc[i].adjective)
			adjective++;
		else if (doc[i].lives && doc[i].name >= 0)
			count[doc[i].name]++;
	assert_int_equal(mf_statistics_entity(s, "kz", false), count[0]);
	assert_int_equal(mf_statistics_entity(s, "new:أحمد-علي", false), count[1] + count[2]);
	assert_int_equal(mf_statistics_entity(s, "k", false), 0);
	assert_false(mf_statistics_name(s, "kz", 0, &arena, &name));
	if (mf_statistics_name(s, "kz", -1, &arena, &name)) {
		assert_int_equal(name.adjective, adjective);
		assert_string_equal(name.label_en, "Kazakhstan");
	} else {
		assert_int_equal(count[0] + adjective, 0);
	}
	if (mf_statistics_name(s, "new:أحمد-علي", -1, &arena, &name))
		assert_string_equal(name.label, count[1] > count[2]                  ? "أحمد علي"
						: count[1] < count[2]                ? "احمد على"
						: strcmp("أحمد علي", "احمد على") < 0 ? "أحمد علي"
										     : "احمد على");
	mf_statistics_names(s, see_name, &seen);
	assert_int_equal(seen.n, (count[0] + adjective > 0) + (count[1] + count[2] > 0));
	mf_arena_release(&arena);
}

static void check_sources_and_days(const struct mf_statistics *s)
{
	struct mf_buf folded = MF_BUF_INIT;

	for (int k = 0; k < FIXTURE_SOURCES; k++) {
		unsigned n = 0;
		for (int i = 0; i < DOCUMENTS; i++)
			n += doc[i].lives && doc[i].source >= 0 && doc[i].source / 2 == k / 2;
		mf_buf_reset(&folded);
		mf_fold(&folded, fixture_sources[k], strlen(fixture_sources[k]));
		assert_int_equal(mf_statistics_source(s, folded.data, folded.len), n);
	}
	for (int32_t from = -12; from < 12; from += 3)
		for (int32_t to = from; to < 14; to += 4) {
			unsigned n = 0;
			for (int i = 0; i < DOCUMENTS; i++)
				n += doc[i].lives && doc[i].day != MF_NO_DAY && doc[i].day >= from &&
				     doc[i].day <= to;
			assert_int_equal(mf_statistics_days(s, from, to), n);
		}
	{
		unsigned n = 0;
		for (int i = 0; i < DOCUMENTS; i++)
			n += doc[i].lives && doc[i].day == MF_NO_DAY;
		assert_int_equal(mf_statistics_undated(s), n);
	}
	mf_buf_release(&folded);
}

static void check(char *const *layer, size_t n)
{
	struct mf_error err = MF_ERROR_INIT;
	struct mf_statistics *s;
	struct plain p;

	plain_make(&p);
	good(mf_statistics_open(&s, (const char *const *)layer, n, &err), &err);
	assert_memory_equal(mf_statistics_totals(s), &p.totals, sizeof p.totals);
	check_counts(s, &p.forms, mf_statistics_form);
	check_counts(s, &p.stems, mf_statistics_stem);
	check_counts(s, &p.roots, mf_statistics_root);
	check_order(s, &p);
	for (size_t max = 1; max < 8; max += 3) {
		check_top(s, &p, "", max);
		check_top(s, &p, "ال", max);
		check_top(s, &p, "و", max);
	}
	for (uint32_t i = 0; i < p.forms.pool.n; i++) {
		size_t len;
		const char *form = mf_pool_get(&p.forms.pool, i, &len);
		char stem[MF_STEM_MAX];
		check_surface(s, form, len);
		check_family(s, &p, stem, stem_of(form, len, stem));
		for (size_t at = 2; at + 2 < len && at < 9; at += 2) /* stems that stand only after clitics */
			check_family(s, &p, form + at, len - at);
	}
	check_names(s);
	check_sources_and_days(s);
	mf_statistics_close(s);
	plain_release(&p);
}

/* What --check does: it agrees, and a layer that is missing is told. */
static void verify(char *const *layer, size_t layers, const struct mf_manifest_segment *segment)
{
	struct mf_error err = MF_ERROR_INIT;
	struct mf_manifest_segment one = *segment;
	struct mf_manifest m = { .analyser = mf_analysis_fingerprint(MF_STEMMING_PLUS),
				 .segment = &one,
				 .segments = 1 };

	for (size_t i = 0; i < layers; i++)
		mf_manifest_add_statistics(&m, strrchr(layer[i], '/') + 1);
	good(mf_statistics_verify(statistics_folder(), &m, &err), &err);
	free(m.statistics[--m.statistics_n]);
	assert_int_equal(mf_statistics_verify(statistics_folder(), &m, &err), MF_E_CORRUPT);
	while (m.statistics_n)
		free(m.statistics[--m.statistics_n]);
	free(m.statistics);
}

/* ---- sequences ---- */

static void same_bytes(const char *a, const char *b)
{
	struct mf_buf x = MF_BUF_INIT, y = MF_BUF_INIT;

	assert_int_equal(mf_file_read(a, 1 << 24, &x, NULL), 0);
	assert_int_equal(mf_file_read(b, 1 << 24, &y, NULL), 0);
	assert_int_equal(x.len, y.len);
	assert_memory_equal(x.data, y.data, x.len);
	mf_buf_release(&x);
	mf_buf_release(&y);
}

#define SEGMENTS 6
#define LAYERS 40

struct archive {
	struct segment segment[SEGMENTS];
	size_t segments;
	char *layer[LAYERS];
	size_t layers;
};

static void add_segment(struct archive *a)
{
	const int n = DOCUMENTS / SEGMENTS, first = (int)a->segments * n;

	for (int i = first; i < first + n; i++)
		doc[i].lives = true;
	a->layer[a->layers++] = layer_of_new(&a->segment[a->segments++], first, n);
}

static void delete_some(struct archive *a, uint32_t percent)
{
	const int n = DOCUMENTS / SEGMENTS;

	for (size_t s = 0; s < a->segments; s++) {
		unsigned char gone[DOCUMENTS / 8 + 1] = { 0 };
		bool found = false;
		for (int i = 0; i < n; i++) {
			struct doc *d = &doc[a->segment[s].first + i];
			if (!d->lives || any(100) >= percent)
				continue;
			d->lives = false;
			mf_bit_set(gone, (uint32_t)i);
			found = true;
		}
		if (found)
			a->layer[a->layers++] = count_layer(&a->segment[s], gone, -1, NULL);
	}
}

static void merge_last(struct archive *a, size_t n)
{
	struct mf_error err = MF_ERROR_INIT;
	char *path = new_layer();

	n = n < a->layers ? n : a->layers;
	if (!n) {
		free(path);
		return;
	}
	good(mf_statistics_merge((const char *const *)&a->layer[a->layers - n], n, path, &err), &err);
	for (; n; n--)
		free(a->layer[--a->layers]);
	a->layer[a->layers++] = path;
}

/* The layer of a segment made at once of all that lives, and the sum of all layers, are the same file. */
static void compare_with_one(struct archive *a)
{
	struct segment one;
	char *path = layer_of_new(&one, 0, DOCUMENTS);

	merge_last(a, a->layers);
	same_bytes(a->layer[0], path);
	verify(a->layer, 1, &one.about);
	free(path);
}

static void any_sequence_gives_the_plain_count(void **state)
{
	(void)state;
	for (int round = 0; round < 4; round++) {
		struct archive a = { .segments = 0 };
		make_documents();
		for (int i = 0; i < DOCUMENTS; i++)
			doc[i].lives = false;
		check(a.layer, 0);
		while (a.segments < SEGMENTS) {
			switch (any(4)) {
			case 0:
				delete_some(&a, 1 + any(60));
				break;
			case 1:
				merge_last(&a, 1 + any(4));
				break;
			default:
				add_segment(&a);
			}
			check(a.layer, a.layers);
		}
		compare_with_one(&a);
		check(a.layer, a.layers);
		delete_some(&a, 100);
		check(a.layer, a.layers);
		while (a.layers)
			free(a.layer[--a.layers]);
	}
}

static void write_file(const char *path, const struct mf_buf *bytes)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes->data, 1, bytes->len, f), bytes->len);
	assert_int_equal(fclose(f), 0);
}

/* Any bit changed: what is asked is answered or not, and nothing beyond the file is read. */
static void a_damaged_layer_is_survived(void **state)
{
	struct mf_error err = MF_ERROR_INIT;
	struct archive a = { .segments = 0 };
	struct mf_buf bytes = MF_BUF_INIT;

	(void)state;
	make_documents();
	add_segment(&a);
	assert_int_equal(mf_file_read(a.layer[0], 1 << 24, &bytes, NULL), 0);
	for (size_t i = 0; i < 3000; i++) {
		struct mf_arena arena = MF_ARENA_INIT;
		struct mf_statistics *s;
		struct mf_family family;
		struct mf_family_form top[4];
		struct mf_forms f;
		size_t at = any((uint32_t)bytes.len);
		char was = bytes.data[at], *out = mf_path_join(statistics_folder(), "sum");
		const char *path = a.layer[0];
		bytes.data[at] = (char)(was ^ (1 << any(8)));
		write_file(a.layer[0], &bytes);
		if (mf_statistics_open(&s, (const char *const *)a.layer, 1, &err) == 0) {
			mf_forms_start(&f, s);
			while (mf_forms_next(&f)) {
				mf_statistics_surface(s, f.text.data, f.text.len, &arena);
				mf_statistics_family(s, f.text.data, f.text.len, &arena, &family);
			}
			mf_forms_release(&f);
			mf_statistics_top(s, "و", 2, 4, &arena, top);
			mf_statistics_entity(s, "kz", true);
			mf_statistics_close(s);
			mf_statistics_merge(&path, 1, out, &err);
			unlink(out);
		}
		free(out);
		bytes.data[at] = was;
		mf_arena_release(&arena);
	}
	free(a.layer[0]);
	mf_buf_release(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_sequence_gives_the_plain_count),
		cmocka_unit_test(a_damaged_layer_is_survived),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
