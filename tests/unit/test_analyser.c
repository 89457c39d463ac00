/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An index that another analyser made: refused with what to do, and brought up to date. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/unit/engine_fixture.h"
#include "wrappers/libc/file.h"

static const char *top(void)
{
	const char *dir = getenv("top_srcdir");

	return dir ? dir : ".";
}

/* Writes the manifest again as if an analyser with another rule had made it. */
static void make_it_anothers(const char *dir)
{
	struct mf_manifest m;
	char *path;

	assert_int_equal(mf_manifest_read(&m, dir, NULL), 0);
	path = mf_path_join(dir, m.name);
	assert_int_equal(unlink(path), 0);
	m.analyser ^= 1;
	assert_int_equal(mf_manifest_publish(&m, dir, NULL), 0);
	mf_manifest_release(&m);
	free(path);
}

static char *sample_index(const char *name)
{
	char arguments[512];

	snprintf(arguments, sizeof arguments, "%s/corpus/articles", top());
	make_index(name, arguments);
	return mf_path_join(fixture_folder(), name);
}

static void another_analyser_is_refused_with_its_remedy(void **state)
{
	char *dir = sample_index("refused");
	struct mf_index *index = NULL;
	struct mf_error err = MF_ERROR_INIT;

	(void)state;
	make_it_anothers(dir);
	assert_int_equal(mf_index_open(&index, dir, &err), MF_E_VERSION);
	assert_null(index);
	assert_non_null(strstr(err.text, "another analyser"));
	assert_non_null(strstr(err.hint, "--reanalyse"));
	assert_non_null(strstr(err.hint, dir));
	free(dir);
}

static void its_texts_can_still_be_read(void **state)
{
	char *dir = sample_index("stored");
	struct mf_index *index = NULL;
	struct mf_buf text = MF_BUF_INIT;

	(void)state;
	make_it_anothers(dir);
	assert_int_equal(mf_index_open_stored(&index, dir, NULL), 0);
	assert_true(index->segments > 0 && index->segment[0].documents.n > 0);
	assert_int_equal(mf_segment_text(&index->segment[0], 0, 0, 10, &text, NULL), 0);
	assert_int_equal(text.len, 10);
	assert_null(index->db);
	assert_null(index->gazetteer);
	mf_buf_release(&text);
	mf_index_close(index);
	free(dir);
}

static void it_is_not_taken_for_damaged(void **state)
{
	char *dir = sample_index("checked");

	(void)state;
	make_it_anothers(dir);
	make_index("checked", "--check");
	free(dir);
}

static void reanalysing_makes_it_ours(void **state)
{
	char *dir = sample_index("renewed");
	struct mf_engine *before = open_index("renewed"), *after;
	uint64_t documents = mf_engine_index(before)->documents, passages = mf_engine_index(before)->passages;

	(void)state;
	mf_engine_free(before);
	make_it_anothers(dir);
	make_index("renewed", "--reanalyse");
	after = open_index("renewed");
	assert_int_equal(mf_engine_index(after)->documents, documents);
	assert_int_equal(mf_engine_index(after)->passages, passages);
	assert_int_equal(mf_engine_index(after)->segments, 1);
	mf_engine_free(after);
	free(dir);
}

static int tear_down(void **state)
{
	(void)state;
	fixture_remove();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(another_analyser_is_refused_with_its_remedy),
		cmocka_unit_test(its_texts_can_still_be_read),
		cmocka_unit_test(it_is_not_taken_for_damaged),
		cmocka_unit_test(reanalysing_makes_it_ours),
	};

	return cmocka_run_group_tests(tests, NULL, tear_down);
}
