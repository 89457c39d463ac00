/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The tagger: pieces out of their marks, a model trained on some of corpus/news, names that it then sees. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <glob.h>
#include <cmocka.h>

#include "indexer/analysis/names/training/training.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"

struct fixture {
	struct mf_gazetteer *gazetteer;
	struct mf_buf block;
};

/* A dictionary of no words. */
static const uint32_t no_words[2];
static const struct mf_tag_head no_head = { .magic = TAG_MAGIC, .word_mask = 1 };
static const struct mf_tagger without_words = { .head = &no_head, .words = no_words };

static int set_up(void **state)
{
	static struct fixture f = { .block = MF_BUF_INIT };
	struct mf_gazetteer_builder *b = mf_gazetteer_builder_new(NULL, NULL);
	struct mf_error err = MF_ERROR_INIT;
	int bad = mf_gazetteer_add_cldr(b, &err) || mf_gazetteer_compile(b, &f.block, &err) ||
		  mf_gazetteer_open(&f.gazetteer, f.block.data, f.block.len, &err);

	mf_gazetteer_builder_free(b);
	*state = &f;
	return bad;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	mf_gazetteer_close(f->gazetteer);
	mf_buf_release(&f->block);
	return 0;
}

/* A file of this text in the folder for temporary files; the caller removes and frees its path. */
static char *written(const char *name, const char *text)
{
	const char *folder = getenv("TMPDIR");
	char *path = mf_printf("%s/mufahris-%d-%s", folder ? folder : "/tmp", rand(), name);
	struct mf_error err = MF_ERROR_INIT;

	if (mf_file_replace(path, text, strlen(text), &err) < 0)
		fail_msg("%s", err.text);
	return path;
}

static void drop(char *path)
{
	remove(path);
	free(path);
}

static void marks_are_taken_out(void **state)
{
	static const uint8_t want[] = {
		TAG_NONE, TAG_PERSON, TAG_IN_PERSON, TAG_NONE, TAG_PLACE,  TAG_TO_PLACE,
		TAG_NONE, TAG_NONE,   TAG_NONE,      TAG_ORG,  TAG_IN_ORG,
	};
	char *path = written("001-piece.txt",
			     "Title: بيان {o:هيئة الملح}\nDate: 2014-03-09\nSource: ورقة\n\n"
			     "زار {p:راغد شيبوب} مدينة {g:زرنوق} و{g:سهلون} {x:السلام} {n:المصري}.\n");
	struct mf_tokens tokens = MF_TOKENS_INIT;
	struct mf_error err = MF_ERROR_INIT;
	struct mf_piece piece;
	uint8_t tag[32];

	(void)state;
	assert_int_equal(mf_piece_read(&piece, path, &err), 0);
	assert_string_equal(piece.text.data,
			    "زار راغد شيبوب مدينة زرنوق وسهلون السلام المصري.\n\n\nبيان هيئة الملح");
	mf_segment(&tokens, piece.text.data, piece.text.len);
	assert_int_equal(tokens.n, sizeof want);
	mf_piece_tags(&piece, &tokens, tag);
	assert_memory_equal(tag, want, sizeof want);
	mf_piece_release(&piece);
	mf_tokens_release(&tokens);
	drop(path);
}

static void bad_pieces_are_refused(void **state)
{
	static const char *const bad[] = { "", "Title: x\n", "Date: 2014-03-09\n\nنص",
					   "Title: x\n\nنص {p:مفتوح", "Title: x\n\nنص {pمفتوح}" };
	struct mf_error err = MF_ERROR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		char *path = written("002-bad.txt", bad[i]);
		struct mf_piece piece;

		assert_int_equal(mf_piece_read(&piece, path, &err), MF_E_INPUT);
		assert_non_null(strstr(err.text, "002-bad.txt"));
		mf_piece_release(&piece);
		drop(path);
	}
}

static void a_tenth_is_held_out(void **state)
{
	(void)state;
	assert_true(mf_piece_held_out("corpus/news/egypt/010-nubia-song.txt"));
	assert_true(mf_piece_held_out("020-x.txt"));
	assert_false(mf_piece_held_out("corpus/news/egypt-10/001-bridge-20.txt"));
	assert_false(mf_piece_held_out("piece.txt"));
}

/* The model of all pieces of corpus/news that may be trained on. */
static void train(const struct fixture *f, struct mf_buf *model)
{
	const char *folder = getenv("top_srcdir");
	char *pattern = mf_path_join(folder ? folder : ".", "corpus/news/*/00*.txt");
	struct mf_crf *crf = mf_crf_new();
	struct mf_tokens tokens = MF_TOKENS_INIT;
	struct mf_mentions mentions = { NULL, 0, 0 };
	struct mf_error err = MF_ERROR_INIT;
	struct mf_buf words = MF_BUF_INIT;
	glob_t found;

	assert_int_equal(glob(pattern, 0, NULL, &found), 0);
	for (size_t i = 0; i < found.gl_pathc && i < 20; i++) {
		struct mf_piece piece;
		struct mf_naming s;
		uint8_t *tag;
		uint16_t *known;

		assert_int_equal(mf_piece_read(&piece, found.gl_pathv[i], &err), 0);
		mf_segment(&tokens, piece.text.data, piece.text.len);
		tag = mf_calloc(tokens.n, 1);
		known = mf_calloc(tokens.n, sizeof *known);
		mf_piece_tags(&piece, &tokens, tag);
		mf_naming_begin(&s, f->gazetteer, &tokens, piece.text.data, piece.text.len, &mentions);
		mf_tag_known(&s, known);
		mf_crf_add(crf, &without_words, &s, known, tag);
		mf_naming_end(&s);
		mf_piece_release(&piece);
		free(tag);
		free(known);
	}
	mf_crf_train(crf);
	mf_buf_add(&words, no_words, sizeof no_words);
	mf_crf_write(crf, &words, no_head.word_mask, model);
	mf_crf_free(crf);
	mf_buf_release(&words);
	mf_tokens_release(&tokens);
	free(mentions.v);
	globfree(&found);
	free(pattern);
}

static void see(const struct fixture *f, const struct mf_tagger *t, const char *text, struct mf_buf *out)
{
	struct mf_tagging *tagging = mf_tagging_new(t);
	struct mf_tokens tokens = MF_TOKENS_INIT;
	struct mf_mentions mentions = { NULL, 0, 0 };

	mf_segment(&tokens, text, strlen(text));
	for (int twice = 0; twice < 2; twice++) { /* the second time from what is kept */
		mf_entities_find(f->gazetteer, tagging, &tokens, text, strlen(text), &mentions);
		mf_buf_reset(out);
		for (size_t i = 0; i < mentions.n; i++)
			mf_buf_printf(out, "%s[%.*s]", mf_entity_type_names[mentions.v[i].type],
				      (int)(mentions.v[i].end - mentions.v[i].begin),
				      text + mentions.v[i].begin);
	}
	mf_tagging_free(tagging);
	mf_tokens_release(&tokens);
	free(mentions.v);
}

/* The same pieces give the same bytes, and the model sees people that it was never told of. */
static void training_gives_one_model(void **state)
{
	const struct fixture *f = *state;
	struct mf_buf model = MF_BUF_INIT, again = MF_BUF_INIT, seen = MF_BUF_INIT;
	struct mf_error err = MF_ERROR_INIT;
	struct mf_tagger t;

	train(f, &model);
	train(f, &again);
	assert_int_equal(model.len, again.len);
	assert_memory_equal(model.data, again.data, model.len);
	assert_int_equal(mf_tagger_open(&t, model.data, model.len, &err), 0);
	assert_true(mf_tagger_fingerprint(&t) != 0);
	see(f, &t, "وقال سمير شيبوب إن الجسر مغلق.", &seen);
	assert_string_equal(seen.data, "person[سمير شيبوب]");
	see(f, &t, "نزل المطر على الجسر فأغلق.", &seen);
	assert_string_equal(seen.data, "");
	see(f, &t, "", &seen);
	assert_string_equal(seen.data, "");
	mf_buf_release(&model);
	mf_buf_release(&again);
	mf_buf_release(&seen);
}

static void bad_models_are_refused(void **state)
{
	struct mf_error err = MF_ERROR_INIT;
	struct mf_buf model = MF_BUF_INIT;
	struct mf_tagger t;

	train(*state, &model);
	assert_int_equal(mf_tagger_open(&t, model.data, 10, &err), MF_E_CORRUPT);
	assert_int_equal(mf_tagger_open(&t, model.data, model.len - 1, &err), MF_E_CORRUPT);
	model.data[0] = 'x';
	assert_int_equal(mf_tagger_open(&t, model.data, model.len, &err), MF_E_CORRUPT);
	mf_buf_release(&model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(marks_are_taken_out),    cmocka_unit_test(bad_pieces_are_refused),
		cmocka_unit_test(a_tenth_is_held_out),    cmocka_unit_test(training_gives_one_model),
		cmocka_unit_test(bad_models_are_refused),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
