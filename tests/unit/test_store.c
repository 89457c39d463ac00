/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The store: string sets, vocabulary, columns, texts, documents, and merging of segments. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "indexer/analysis/schema.h"
#include "indexer/analysis/words/token.h"
#include "indexer/store/batch.h"
#include "indexer/store/index.h"
#include "indexer/store/merge.h"
#include "wrappers/libc/hash.h"
#include "wrappers/libc/mem.h"

static char folder[] = "/tmp/mufahris-store.XXXXXX";

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	(void)state;
	return mf_remove_tree(folder, NULL);
}

/* ---- strings ---- */

static uint32_t pool_add(struct mf_pool *p, const char *text)
{
	int fresh;

	return mf_pool_add(p, text, strlen(text), &fresh);
}

static void a_pool_numbers_strings_as_they_come(void **state)
{
	struct mf_pool p;
	int fresh;
	size_t len;
	char text[16];

	(void)state;
	mf_pool_init(&p);
	assert_int_equal(mf_pool_add(&p, "ب", 2, &fresh), 0);
	assert_true(fresh);
	assert_int_equal(mf_pool_add(&p, "ا", 2, &fresh), 1);
	assert_int_equal(mf_pool_add(&p, "ب", 2, &fresh), 0);
	assert_false(fresh);
	assert_int_equal(mf_pool_add(&p, "", 0, &fresh), 2);
	for (int i = 0; i < 10000; i++) {
		int n = snprintf(text, sizeof text, "w%d", i);
		assert_int_equal(mf_pool_add(&p, text, (size_t)n, &fresh), 3 + i);
	}
	assert_int_equal(pool_add(&p, "w4711"), 4714);
	assert_memory_equal(mf_pool_get(&p, 4714, &len), "w4711", 5);
	assert_int_equal(len, 5);
	mf_pool_release(&p);
}

static void a_sorted_pool_is_found_in(void **state)
{
	static const char *const words[] = { "كتب", "كتاب", "قلم", "كاتب", "مكتبة", "كتابة" };
	struct mf_pool p;
	struct mf_sorted s;
	uint32_t from, to;

	(void)state;
	mf_pool_init(&p);
	for (size_t i = 0; i < 6; i++)
		pool_add(&p, words[i]);
	mf_sorted_make(&s, &p);
	for (uint32_t i = 0; i < 6; i++) {
		assert_int_equal(mf_stringset_find(&s.strings, words[i], strlen(words[i])), s.rank[i]);
		assert_int_equal(s.number[s.rank[i]], i);
	}
	assert_int_equal(mf_stringset_find(&s.strings, "كتا", strlen("كتا")), MF_NONE);
	from = mf_stringset_lower(&s.strings, "كتا", strlen("كتا"));
	to = mf_stringset_upper(&s.strings, "كتا", strlen("كتا"), from);
	assert_int_equal(to - from, 2);
	mf_sorted_release(&s);
	mf_pool_release(&p);
}

static void sets_unite(void **state)
{
	static const uint32_t off_a[] = { 0, 1, 2 }, off_b[] = { 0, 1, 3 }, off_none[] = { 0 };
	const struct mf_stringset a = { 2, off_a, "ac", 2, NULL }, b = { 2, off_b, "abb", 3, NULL },
				  none = { 0, off_none, "", 0, NULL };
	const struct mf_stringset *const part[] = { &a, &none, &b };
	struct mf_union u;

	(void)state;
	mf_union_make(&u, part, 3);
	assert_int_equal(u.strings.n, 3);
	assert_memory_equal(u.strings.blob, "abbc", 4);
	assert_int_equal(u.to[0][0], 0);
	assert_int_equal(u.to[0][1], 2);
	assert_int_equal(u.to[2][0], 0);
	assert_int_equal(u.to[2][1], 1);
	mf_union_release(&u);
}

/* ---- vocabulary ---- */

static void count(struct mf_lexicon *lex, const char *form, uint32_t times, uint32_t *passage)
{
	for (uint32_t i = 0; i < times; i++)
		mf_lexicon_count(lex, mf_lexicon_form(lex, form, strlen(form), MF_TOKEN_ARABIC), ++*passage);
}

static uint32_t id_of(const struct mf_vocabulary *v, const char *form)
{
	return mf_vocabulary_id(v, form, strlen(form));
}

static bool in_row(const struct mf_rows *rows, uint32_t row, uint32_t wanted)
{
	for (uint32_t i = rows->off[row]; i < rows->off[row + 1]; i++)
		if (rows->list[i] == wanted)
			return true;
	return false;
}

static void vocabularies_merge(void **state)
{
	struct mf_lexicon *lex[2] = { mf_lexicon_new(MF_STEMMING_PLUS), mf_lexicon_new(MF_STEMMING_PLUS) };
	struct mf_vocabulary part[2], all;
	const struct mf_vocabulary *const of[] = { &part[0], &part[1] };
	char path[3][64];
	uint32_t *remap[2], passage = 0, forms, id;
	const char *form;
	size_t len;

	(void)state;
	count(lex[0], "دمج", 5, &passage);
	count(lex[0], "بدمج", 2, &passage);
	count(lex[0], "كتاب", 3, &passage);
	passage = 0;
	count(lex[1], "كتاب", 9, &passage);
	count(lex[1], "الكتاب", 4, &passage);
	for (int i = 0; i < 3; i++)
		snprintf(path[i], sizeof path[i], "%s/vocabulary-%d", folder, i);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(mf_lexicon_write(lex[i], path[i], NULL, NULL), 0);
		assert_int_equal(mf_vocabulary_open(&part[i], path[i], NULL), 0);
		mf_lexicon_free(lex[i]);
	}
	assert_int_equal(mf_vocabulary_merge(of, 2, path[2], remap, &forms, NULL), 0);
	assert_int_equal(forms, 4);
	assert_int_equal(mf_vocabulary_open(&all, path[2], NULL), 0);
	assert_int_equal(all.forms.n, 4);
	assert_int_equal(id_of(&all, "كتاب"), 0); /* 12 passages, then 5, 4, 2 */
	assert_int_equal(id_of(&all, "دمج"), 1);
	assert_int_equal(id_of(&all, "الكتاب"), 2);
	assert_int_equal(id_of(&all, "بدمج"), 3);
	assert_int_equal(id_of(&all, "كتب"), MF_NONE);
	assert_int_equal(mf_vocabulary_count(&all, 0), 12);
	assert_int_equal(remap[0][id_of(&part[0], "بدمج")], 3);
	assert_int_equal(remap[1][id_of(&part[1], "كتاب")], 0);
	form = mf_vocabulary_form(&all, 2, &len);
	assert_int_equal(len, strlen("الكتاب"));
	assert_memory_equal(form, "الكتاب", len);
	for (id = 0; id < forms; id++)
		assert_true(in_row(&all.stem_forms, mf_vocabulary_stem(&all, id), id));
	for (uint32_t s = 0; s < all.stems.n; s++)
		if (mf_vocabulary_root(&all, s) != MF_NONE)
			assert_true(in_row(&all.root_stems, mf_vocabulary_root(&all, s), s));
	for (int i = 0; i < 2; i++) {
		free(remap[i]);
		mf_vocabulary_close(&part[i]);
	}
	mf_vocabulary_close(&all);
}

static void a_stem_does_not_depend_on_where_a_form_was_met_first(void **state)
{
	static const char form[] = "والكتاب";
	struct mf_lexicon *lex[2] = { mf_lexicon_new(MF_STEMMING_PLUS), mf_lexicon_new(MF_STEMMING_PLUS) };
	const char *stem[2];
	size_t len[2];

	(void)state;
	mf_lexicon_form(lex[0], form, strlen(form), MF_TOKEN_FRAGMENT);
	for (int i = 0; i < 2; i++) {
		uint32_t f = mf_lexicon_form(lex[i], form, strlen(form), MF_TOKEN_ARABIC);
		stem[i] = mf_lexicon_stem_text(lex[i], mf_lexicon_stem(lex[i], f), &len[i]);
	}
	assert_int_equal(len[0], len[1]);
	assert_memory_equal(stem[0], stem[1], len[0]);
	for (int i = 0; i < 2; i++)
		mf_lexicon_free(lex[i]);
}

/* ---- columns ---- */

static void a_record_comes_back(void **state)
{
	uint32_t entity[] = { 3, 4, 70000 }, form[] = { 0, 1, 127, 128, 300000, 5 }, extra[] = { 9 };
	struct mf_day_range mention[] = { { 19000, 19000 }, { -5, 400 } };
	const struct mf_record r = { .entity = entity,
				     .form = form,
				     .extra = extra,
				     .mention = mention,
				     .entities = 3,
				     .mentions = 2,
				     .title = 2,
				     .forms = 6,
				     .extras = 1 };
	struct mf_record back;
	struct mf_record_view view;
	struct mf_buf out = MF_BUF_INIT;
	const unsigned char *at;

	(void)state;
	memset(&back, 0, sizeof back);
	mf_record_encode(&r, &out);
	at = (const unsigned char *)out.data;
	assert_int_equal(mf_record_decode(&back, at, at + out.len), 0);
	assert_int_equal(back.entities, 3);
	assert_memory_equal(back.entity, entity, sizeof entity);
	assert_memory_equal(back.form, form, sizeof form);
	assert_memory_equal(back.mention, mention, sizeof mention);
	assert_int_equal(back.title, 2);
	assert_int_equal(back.extra[0], 9);
	assert_int_equal(mf_record_view(&view, at, at + out.len), 0);
	assert_int_equal(view.entities, 3);
	assert_int_equal(view.forms, 6);
	for (size_t len = 0; len < out.len; len++) /* cut short anywhere: refused */
		assert_int_equal(mf_record_decode(&back, at, at + len), -1);
	for (size_t i = 0; i < out.len; i++) { /* any byte changed: refused or read, never beyond the end */
		char saved = out.data[i];
		for (int flip = 1; flip < 256; flip <<= 1) {
			unsigned char *exact = mf_malloc(out.len);
			out.data[i] = (char)(saved ^ flip);
			memcpy(exact, out.data, out.len);
			mf_record_decode(&back, exact, exact + out.len);
			mf_record_view(&view, exact, exact + out.len);
			free(exact);
		}
		out.data[i] = saved;
	}
	mf_record_release(&back);
	mf_buf_release(&out);
}

/* ---- texts and documents ---- */

static void texts_are_read_across_chunks(void **state)
{
	const size_t len = 3 * MF_CHUNK + 1234;
	char *text = mf_malloc(len), *path = mf_segment_path(folder, MF_SEGMENT_TEXTS);
	struct mf_texts_writer w;
	struct mf_texts t;
	struct mf_buf out = MF_BUF_INIT;

	(void)state;
	for (size_t i = 0; i < len; i++)
		text[i] = (char)('a' + i * i % 23);
	assert_int_equal(mf_texts_writer_open(&w, path, MF_TEXTS_KEPT, NULL, 0, NULL), 0);
	mf_texts_writer_add(&w, text, 100);
	mf_texts_writer_add(&w, text + 100, len - 100);
	assert_int_equal(w.len, len);
	assert_int_equal(mf_texts_writer_close(&w, NULL), 0);
	assert_int_equal(mf_texts_open(&t, path, NULL), 0);
	assert_int_equal(mf_texts_read(&t, 0, len, &out, NULL), 0);
	assert_int_equal(out.len, len);
	assert_memory_equal(out.data, text, len);
	mf_buf_reset(&out);
	assert_int_equal(mf_texts_read(&t, MF_CHUNK - 3, 6, &out, NULL), 0);
	assert_memory_equal(out.data, text + MF_CHUNK - 3, 6);
	assert_int_equal(mf_texts_read(&t, len - 1, 2, &out, NULL), MF_E_CORRUPT);
	assert_int_equal(mf_texts_read(&t, UINT64_MAX, 1, &out, NULL), MF_E_CORRUPT);
	mf_texts_close(&t);
	mf_buf_release(&out);
	free(path);
	free(text);
}

static void documents_are_found(void **state)
{
	struct mf_documents_writer w;
	struct mf_documents d;
	struct mf_document_row row;
	char *path = mf_segment_path(folder, MF_SEGMENT_DOCUMENTS), id[16];
	const char *text;
	size_t len;

	(void)state;
	mf_documents_writer_init(&w);
	for (uint32_t i = 0; i < 500; i++) {
		size_t n = (size_t)snprintf(id, sizeof id, "doc-%u", i);
		memset(&row, 0, sizeof row);
		row.id_hash = mf_hash64(id, n);
		row.path_hash = i % 10;
		mf_documents_writer_add(&w, &row, id, n);
	}
	assert_int_equal(mf_documents_writer_save(&w, path, NULL), 0);
	mf_documents_writer_release(&w);
	assert_int_equal(mf_documents_open(&d, path, NULL), 0);
	assert_int_equal(d.n, 500);
	for (uint32_t i = 0; i < 500; i += 7) {
		int n = snprintf(id, sizeof id, "doc-%u", i);
		uint32_t at = mf_documents_find_id(&d, mf_hash64(id, (size_t)n));
		assert_int_equal(d.by_id[at], i);
		text = mf_documents_id(&d, i, &len);
		assert_int_equal(len, n);
		assert_memory_equal(text, id, len);
	}
	assert_int_equal(mf_documents_find_id(&d, 12345), d.n);
	for (uint32_t at = mf_documents_find_path(&d, 3), n = 0; n < 50; n++)
		assert_int_equal(mf_documents_row(&d, d.by_path[at + n])->path_hash, 3);
	mf_documents_close(&d);
	free(path);
}

static void a_description_comes_back(void **state)
{
	const char *extra[] = { "section", "سياسة", "empty", "" };
	const struct mf_description d = { "عنوان",   "http://example.org/", "",    "a/b.txt", "وكالة",
					  "٩ يناير", "2022-01-09",          extra, 2 };
	struct mf_description back;
	struct mf_buf out = MF_BUF_INIT;

	(void)state;
	mf_description_encode(&d, &out);
	assert_int_equal(mf_description_decode(&back, out.data, out.len), 0);
	assert_string_equal(back.title, "عنوان");
	assert_string_equal(back.author, "");
	assert_string_equal(back.date, "٩ يناير");
	assert_string_equal(back.day, "2022-01-09");
	assert_int_equal(back.extras, 2);
	assert_string_equal(back.extra[1], "سياسة");
	free(back.extra);
	assert_int_equal(mf_description_decode(&back, out.data, out.len - 1), -1);
	assert_int_equal(mf_description_decode(&back, out.data, 3), -1);
	assert_int_equal(mf_description_decode(&back, "", 0), -1);
	mf_buf_release(&out);
}

/* ---- segments ---- */

/* A folder with a batch of the documents id[0 .. n), each with the one word, and its words in `words`. */
static void write_batch(const char *to, const char *words_to, const char *const *id, size_t n,
			const char *word)
{
	const struct mf_description about = { "", "", "", "", "", "", "", NULL, 0 };
	struct mf_words *words = mf_words_new(MF_STEMMING_PLUS);
	struct mf_batch *b;
	uint32_t form = mf_lexicon_form(words->lexicon, word, strlen(word), MF_TOKEN_ARABIC);
	const struct mf_record record = { .form = &form, .forms = 1 };

	assert_int_equal(mf_batch_open(&b, to, NULL), 0);
	for (size_t i = 0; i < n; i++) {
		struct mf_document_row row = { .id_hash = mf_hash64(id[i], strlen(id[i])),
					       .text_len = (uint32_t)strlen(word),
					       .source = MF_NONE };
		struct xc_term term = { .text = word, .len = (uint32_t)strlen(word), .wdf = 1 };
		mf_lexicon_count(words->lexicon, form, (uint32_t)i + 1);
		mf_batch_document(b, row, id[i], strlen(id[i]), &about, word, NULL, 0);
		assert_int_equal(mf_batch_passage(b, 0, row.text_len, 0, &record, &term, 1, NULL), 0);
	}
	assert_int_equal(mf_batch_close(b, NULL), 0);
	assert_int_equal(mf_words_save(words, words_to, NULL), 0);
	mf_words_free(words);
}

static void check_merged(const char *merged)
{
	struct mf_documents d;
	struct mf_columns c;
	struct mf_texts t;
	struct mf_vocabulary v;
	struct mf_record r;
	struct mf_buf text = MF_BUF_INIT;
	char *path[] = { mf_segment_path(merged, MF_SEGMENT_DOCUMENTS),
			 mf_segment_path(merged, MF_SEGMENT_COLUMNS),
			 mf_segment_path(merged, MF_SEGMENT_TEXTS),
			 mf_segment_path(merged, MF_SEGMENT_VOCABULARY) };
	const unsigned char *at, *end;
	const uint32_t last = 4;
	size_t len;

	memset(&r, 0, sizeof r);
	assert_int_equal(mf_documents_open(&d, path[0], NULL), 0);
	assert_int_equal(mf_columns_open(&c, path[1], NULL), 0);
	assert_int_equal(mf_texts_open(&t, path[2], NULL), 0);
	assert_int_equal(mf_vocabulary_open(&v, path[3], NULL), 0);
	assert_memory_equal(mf_documents_id(&d, last, &len), "b2", 2);
	assert_int_equal(mf_documents_row(&d, last)->first, last);
	assert_int_equal(mf_columns_document(&c, last), last);
	at = mf_columns_record(&c, last, &end);
	assert_int_equal(mf_record_decode(&r, at, end), 0);
	assert_int_equal(r.form[0], id_of(&v, "قلم"));
	assert_int_equal(mf_vocabulary_count(&v, id_of(&v, "كتاب")), 3);
	assert_int_equal(
		mf_texts_read(&t, mf_documents_row(&d, last)->text_at + mf_documents_row(&d, last)->described,
			      mf_documents_row(&d, last)->text_len, &text, NULL),
		0);
	assert_string_equal(text.data, "قلم");
	mf_record_release(&r);
	mf_buf_release(&text);
	mf_documents_close(&d);
	mf_columns_close(&c);
	mf_texts_close(&t);
	mf_vocabulary_close(&v);
	for (size_t i = 0; i < 4; i++)
		free(path[i]);
}

static void segments_merge_with_their_dead(void **state)
{
	static const char *const first[] = { "a1", "a2", "a3" }, *const second[] = { "b1", "b2" };
	const unsigned char dead_first[] = { 2 }, dead_second[] = { 1 };
	char *batch[] = { mf_path_join(folder, "batch-0"), mf_path_join(folder, "batch-1") };
	char *words[] = { mf_path_join(folder, "words-0"), mf_path_join(folder, "words-1") };
	char *merged = mf_path_join(folder, "merged"), *db = mf_segment_path(merged, MF_SEGMENT_DB);
	const struct mf_merge_input input[] = { { batch[0], 0, dead_first }, { batch[1], 1, dead_second } };
	struct mf_merge_result result;
	struct xc_db *xdb;
	struct xc_error xe = XC_ERROR_INIT;

	(void)state;
	write_batch(batch[0], words[0], first, 3, "كتاب");
	write_batch(batch[1], words[1], second, 2, "قلم");
	assert_int_equal(mf_merge(input, 2, (const char *const *)words, 2, merged, folder, &result, NULL), 0);
	assert_int_equal(result.documents, 5);
	assert_int_equal(result.passages, 5);
	assert_int_equal(result.forms, 2);
	assert_int_equal(result.dead_n, 2);
	assert_int_equal(result.dead[0], 2 | 8); /* a2 and b1 */
	free(result.dead);
	assert_int_equal(xc_db_open_all(&xdb, (const char *const *)&db, 1, &xe), XC_OK);
	xc_db_free(xdb);
	check_merged(merged);
	for (int i = 0; i < 2; i++) {
		free(batch[i]);
		free(words[i]);
	}
	free(merged);
	free(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_pool_numbers_strings_as_they_come),
		cmocka_unit_test(a_sorted_pool_is_found_in),
		cmocka_unit_test(sets_unite),
		cmocka_unit_test(vocabularies_merge),
		cmocka_unit_test(a_stem_does_not_depend_on_where_a_form_was_met_first),
		cmocka_unit_test(a_record_comes_back),
		cmocka_unit_test(texts_are_read_across_chunks),
		cmocka_unit_test(documents_are_found),
		cmocka_unit_test(a_description_comes_back),
		cmocka_unit_test(segments_merge_with_their_dead),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
