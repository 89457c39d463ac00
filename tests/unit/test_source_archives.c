/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_source_archives.c - archives and compressed files, good and bad. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/unit/pack.h"
#include "tests/unit/source_fixture.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"

static void pack(const struct seen *s, const char *name, const char *const *members, size_t n)
{
	struct mf_buf out = MF_BUF_INIT, folder = MF_BUF_INIT;
	bool zip = !strstr(name, ".tar");

	for (size_t i = 0; i < n; i++) {
		char *from = path_of(s, members[i]);
		struct mf_buf bytes = MF_BUF_INIT;

		assert_int_equal(mf_file_read(from, (size_t)1 << 30, &bytes, NULL), 0);
		if (zip)
			pack_zip(&out, &folder, members[i], bytes.data, bytes.len);
		else
			pack_tar(&out, members[i], bytes.data, bytes.len);
		mf_buf_release(&bytes);
		free(from);
	}
	if (zip)
		pack_zip_end(&out, &folder, n);
	else
		pack_tar_end(&out);
	put(s, name, out.data, out.len);
	mf_buf_release(&out);
	mf_buf_release(&folder);
}

/* NAME becomes NAME.gz. */
static void compress(const struct seen *s, const char *name)
{
	char *path = path_of(s, name), *command = mf_printf("gzip -9 '%s'", path);

	assert_int_equal(system(command), 0);
	free(command);
	free(path);
}

static void test_archives(void **state)
{
	struct seen *s = *state;
	static const char *const members[] = { "b.txt", "a.jsonl", "empty" };
	static const char *const nested[] = { "1.zip" }, *const nested2[] = { "2.zip" },
				 *const nested3[] = { "3.zip" };
	put_text(s, "b.txt", "ك");
	put_text(s, "a.jsonl", "{\"id\":1,\"text\":\"x\"}\n");
	put_text(s, "empty", "");
	pack(s, "1.zip", members, 3);
	expect(s, "1.zip",
	       "doc 1.zip/b.txt|ك|ك|2||1\ndoc 1|x|x|1||1\n"
	       "reject 1.zip/empty: empty file, nothing to index\ndone 1.zip\n");
	pack(s, "1.tar", members, 1);
	compress(s, "1.tar");
	expect(s, "1.tar.gz", "doc 1.tar.gz/b.txt|ك|ك|2||1\ndone 1.tar.gz\n");
	compress(s, "a.jsonl");
	expect(s, "a.jsonl.gz", "doc 1|x|x|1||1\ndone a.jsonl.gz\n");
	pack(s, "2.zip", nested, 1);
	pack(s, "3.zip", nested2, 1);
	pack(s, "4.zip", nested3, 1);
	assert_int_equal(read_with(s, "3.zip", &automatic), 0);
	assert_non_null(strstr(s->log.data, "doc 3.zip/2.zip/1.zip/b.txt|ك|ك"));
	expect(s, "4.zip",
	       "reject 4.zip/3.zip/2.zip/1.zip: an archive in an archive in an archive in an archive, "
	       "skipped\ndone 4.zip\n");
	check(s, "cut.gz", "\x1f\x8b\x08\0\0\0\0\0\0\3\x4b", 11,
	      "reject cut.gz: damaged: truncated gzip input\n");
}

/* Members are named as tar does it, hidden ones are left out, and of a word processor's file only the text
 * is read, under the file's own name. */
static void test_member_names(void **state)
{
	struct seen *s = *state;
	static const char *const dotted[] = { "./b.txt", "./.h", "d/../b.txt" };
	static const char *const office[] = { "word/styles.xml", "word/document.xml" };
	char *word = path_of(s, "word"), *d = path_of(s, "d");

	assert_int_equal(mkdir(word, 0700), 0);
	assert_int_equal(mkdir(d, 0700), 0);
	put_text(s, "b.txt", "ك");
	put_text(s, ".h", "h");
	put_text(s, "word/styles.xml", "<w:p>x</w:p>");
	put_text(s, "word/document.xml",
		 "<?xml version=\"1.0\"?><w:document><w:body><w:p><w:r><w:t>أو</w:t></w:r>"
		 "<w:r><w:t>ل</w:t><w:tab/></w:r></w:p><w:p><w:t>ثان</w:t></w:p></w:body></w:document>");
	pack(s, "1.tar", dotted, 3);
	expect(s, "1.tar", "doc 1.tar/b.txt|ك|ك|2||1\ndoc 1.tar/d/../b.txt|ك|ك|2||1\ndone 1.tar\n");
	pack(s, "a.docx", office, 2);
	expect(s, "a.docx", "doc a.docx|أول|أول\n\nثان|6||1\ndone a.docx\n");
	pack(s, "none.zip", NULL, 0);
	expect(s, "none.zip", "reject none.zip: an archive without files\n");
	free(word);
	free(d);
}

static void test_bombs(void **state)
{
	struct seen *s = *state;
	static const char *const members[] = { "zeros", "letters", "b.txt" };
	size_t len = (size_t)10 << 20;
	char *bytes = mf_calloc(1, len);

	s->brief = true;
	put_text(s, "b.txt", "ك");
	put(s, "zeros", bytes, len);
	memset(bytes, 'a', len);
	put(s, "letters", bytes, len);
	pack(s, "1.tar", members, 3);
	compress(s, "1.tar");
	expect(s, "1.tar.gz",
	       "reject 1.tar.gz/zeros: a binary file, not indexed\n"
	       "reject 1.tar.gz/letters: unpacks to more than 200 times its size, the rest is skipped\n");
	pack(s, "2.tar", members + 1, 2);
	compress(s, "2.tar");
	expect(s, "2.tar.gz",
	       "reject 2.tar.gz/letters: unpacks to more than 200 times its size, the rest is skipped\n");
	compress(s, "letters");
	pack(s, "3.zip", (const char *const[]){ "letters.gz", "b.txt" }, 2);
	expect(s, "3.zip",
	       "reject 3.zip/letters.gz: unpacks to more than 200 times its size, the rest is skipped\n"
	       "doc 3.zip/b.txt part 0\ndone 3.zip\n");
	free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_archives, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_member_names, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_bombs, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
