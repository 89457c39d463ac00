/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_source.c - from files, good and bad, to documents. */
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

#include "tests/unit/source_fixture.h"
#include "wrappers/libc/mem.h"

static void test_text(void **state)
{
	struct seen *s = *state;

	check_text(s, "a.txt", "عنوان\n\nنص", "doc a.txt|عنوان|عنوان\n\nنص|10||1\ndone a.txt\n");
	check_text(s, "a.txt", "\r\n  عنوان \r\nنص\r\n",
		   "doc a.txt|عنوان|\r\n  عنوان \r\nنص\r\n|16||1\ndone a.txt\n");
	check_text(s, "a.txt", "\xef\xbb\xbfعنوان\nنص", "doc a.txt|عنوان|عنوان\nنص|10||1\ndone a.txt\n");
	check_text(s, "a.txt", "كلمة", "doc a.txt|كلمة|كلمة|8||1\ndone a.txt\n");
	check_text(s, "a.txt", "", "reject a.txt: empty file, nothing to index\n");
	check_text(s, "a.txt", " \n\n", "reject a.txt: no text in it, nothing to index\n");
}

static void test_text_long_first_line(void **state)
{
	struct seen *s = *state;
	struct mf_buf text = MF_BUF_INIT;

	for (int i = 0; i < 100; i++)
		mf_buf_addstr(&text, "كلمة ");
	put(s, "a.txt", text.data, text.len);
	assert_int_equal(read_with(s, "a.txt", &automatic), 0);
	assert_non_null(strstr(s->log.data, "كلمة كلمة…|كلمة كلمة"));
	assert_non_null(strstr(s->log.data, "|0||1\n"));
	mf_buf_release(&text);
}

static void test_headers(void **state)
{
	struct seen *s = *state;

	check_text(s, "a.txt", "title: عنوان\nDATE: 2022-01-06\nSection:  سياسة \n\nنص\n",
		   "doc a.txt|عنوان|نص\n|0|2022-01-06|1\n  +Section=سياسة\ndone a.txt\n");
	check_text(s, "a.txt", "Id: x/1\r\nDate: ٦ يناير ٢٠٢٢\r\n\r\nأول\r\nنص",
		   "doc x/1|أول|أول\r\nنص|7|٦ يناير ٢٠٢٢|1\ndone a.txt\n");
	check_text(s, "a.txt", "Title: عنوان\nنص بلا سطر فارغ\n",
		   "warn a.txt:2: the header block ends without a blank line; the text begins here\n"
		   "doc a.txt|عنوان|نص بلا سطر فارغ\n|0||1\ndone a.txt\n");
	check_text(s, "a.txt", "Note: x\n\nنص", "doc a.txt|Note: x|Note: x\n\nنص|7||1\ndone a.txt\n");
	check_text(s, "a.txt", "Title: عنوان\n", "doc a.txt|عنوان||0||1\ndone a.txt\n");
	check_text(s, "a.txt", "Date: 2022\n\n", "reject a.txt: no text in it, nothing to index\n");
}

static void test_encodings(void **state)
{
	struct seen *s = *state;
	const struct mf_source_options cp1256 = { .encoding = "windows-1256" },
				       none = { .encoding = "klingon" };

	check(s, "a.txt", "\xff\xfe\x43\x06\x0a\x00\x43\x06", 8, "doc a.txt|ك|ك\nك|2||1\ndone a.txt\n");
	check(s, "a.txt", "\xfe\xff\x06\x43\x00\x0a\x06\x43", 8, "doc a.txt|ك|ك\nك|2||1\ndone a.txt\n");
	put(s, "a.txt", "\xdf\xca\xc7\xc8", 4);
	assert_int_equal(read_with(s, "a.txt", &cp1256), 0);
	assert_string_equal(s->log.data, "doc a.txt|كتاب|كتاب|8||1\ndone a.txt\n");
	assert_int_equal(read_with(s, "a.txt", &none), 0);
	assert_non_null(strstr(s->log.data, "reject a.txt: "));
	check_text(
		s, "a.txt", "السطر الأول هنا\nكلمة مكسورة \xff في نص عربي طويل بما يكفي ليعرف\n",
		"doc a.txt|السطر الأول هنا|السطر الأول هنا\nكلمة مكسورة � في نص عربي طويل بما يكفي ليعرف\n|28||1\n"
		"warn a.txt: 1 invalid UTF-8 sequence, the first near byte 51\ndone a.txt\n");
}

/* A log of one program, to which another appends in UTF-16. */
static void test_wide_inside(void **state)
{
	static const char tail[] = "\x48\x06\x35\x06\x44\x06\x2a\x06\x20\x00\x27\x06\x44\x06\x42\x06"
				   "\x27\x06\x41\x06\x44\x06\x29\x06\x0a\x00"; /* وصلت القافلة */
	struct seen *s = *state;
	struct mf_buf text = MF_BUF_INIT;

	mf_buf_addstr(&text, "سجل المحطة\nبدأ الرصد\n");
	mf_buf_add(&text, tail, sizeof tail - 1);
	mf_buf_addstr(&text, "انتهى الرصد");
	check(s, "a.txt", text.data, text.len,
	      "doc a.txt|سجل المحطة|سجل المحطة\nبدأ الرصد\nوصلت القافلة\nانتهى الرصد|19||1\n"
	      "warn a.txt: lines in UTF-16LE among others (lines: 1), the first at byte 38\ndone a.txt\n");
	mf_buf_release(&text);
}

static void test_not_text(void **state)
{
	struct seen *s = *state;

	check(s, "a.txt", "\x01\x02\0\0\x03zz", 7, "reject a.txt: a binary file, not indexed\n");
	check_text(s, "a.txt", "Rar!\x1a\x07 ...", "reject a.txt: a RAR archive, not indexed\n");
	check(s, "a.bin",
	      "\x7f"
	      "ELF\2\1\1\0",
	      8, "reject a.bin: a program, not indexed\n");
}

static void test_jsonl(void **state)
{
	struct seen *s = *state;

	check_text(
		s, "a.jsonl",
		"{\"id\":\"1\",\"title\":\"ع\",\"text\":\"نص\",\"date\":\"2022-01-06\",\"n\":[1,\"ب\"],\"k\":\"v\"}\n"
		"\n{\"id\":2,\"body\":\"سطر\\nنص\"}\r\n{\"content\":\"x\",\"author\":[\"a\",\"b\"],\"url\":null}",
		"doc 1|ع|نص|0|2022-01-06|1\n  +n=[1,\"ب\"]\n  +k=v\ndoc 2|سطر|سطر\nنص|6||3\n"
		"doc a.jsonl#4|x|x|1||4\ndone a.jsonl\n");
	check_text(s, "a.txt", "{\"text\":\"by content\"}\n",
		   "doc a.txt#1|by content|by content|10||1\ndone a.txt\n");
	check_text(
		s, "a.jsonl",
		"{\"id\":\"1\",\"text\":\"a\"}\n{\"id\":\"2\",\"text\":\n[3]\n{\"id\":\"4\"}\n"
		"{\"id\":\"5\",\"text\":\"\\ud800b\"}\n{\"id\":\"6\",\"text\":\"c\xff\"}\n{\"id\":\"7\",\"text\":\"d\"}",
		"doc 1|a|a|1||1\nreject a.jsonl:2: not valid JSON (column 17: it ends too early)\n"
		"reject a.jsonl:3: not a JSON object\nreject a.jsonl:4: the record has no text and no title\n"
		"warn a.jsonl:5: half of a surrogate pair in an escape\ndoc 5|�b|�b|4||5\n"
		"warn a.jsonl:6: invalid UTF-8 at byte 19 of the record, 1 in all\ndoc 6|c�|c�|4||6\ndoc 7|d|d|1||7\ndone a.jsonl\n");
	check_text(s, "a.jsonl", "", "reject a.jsonl: empty file, nothing to index\n");
}

static void test_json_array(void **state)
{
	struct seen *s = *state;

	check_text(
		s, "a.json",
		"[\n {\"id\": \"}\\\"{\",\n  \"text\": \"a]\"},\n {\"id\": 2, \"text\": [\"b\", \"c\"]}\n]\n",
		"doc }\"{|a]|a]|2||2\ndoc 2|b|b\n\nc|1||4\ndone a.json\n");
	check_text(s, "a.json", "{\n \"id\": 1,\n \"text\": \"a\"\n}\n{ \"id\": 2, \"text\": \"b\" }",
		   "doc 1|a|a|1||1\ndoc 2|b|b|1||5\ndone a.json\n");
	check_text(s, "a.json", "[{\"id\": 1, \"text\": \"a\"}, {\"id\": 2, \"text\": ",
		   "doc 1|a|a|1||1\nreject a.json:1: not valid JSON (column 17: it ends too early)\n"
		   "done a.json\n");
}

static void test_field_mapping(void **state)
{
	struct seen *s = *state;
	const struct mf_field map[] = { { "title", "headline" }, { "text", "story" } };
	const struct mf_source_options options = { .encoding = "auto", .fields = map, .fields_n = 2 };

	put_text(
		s, "a.jsonl",
		"{\"title\":\"no\",\"headline\":\"yes\",\"story\":\"s\",\"body\":\"b\"}\n{\"title\":\"t\",\"text\":\"x\"}\n");
	assert_int_equal(read_with(s, "a.jsonl", &options), 0);
	assert_string_equal(s->log.data, "doc a.jsonl#1|yes|s|0||1\ndoc a.jsonl#2|t|x|0||2\ndone a.jsonl\n");
}

static void test_stop(void **state)
{
	struct seen *s = *state;

	put_text(s, "a.jsonl", "{\"text\":\"a\"}\n{\"text\":\"b\"}\n{\"text\":\"c\"}\n");
	s->stop_after = 2;
	assert_int_equal(read_with(s, "a.jsonl", &automatic), MF_E_STOPPED);
	assert_int_equal(s->documents, 2);
	assert_null(strstr(s->log.data, "done"));
}

static void test_html(void **state)
{
	struct seen *s = *state;

	check_text(
		s, "a.html",
		"<!DOCTYPE html><html><head><title>خبر &amp; رأي - موقع</title>"
		"<meta property='og:title' content='خبر &amp; رأي'><meta property=\"article:published_time\" "
		"content=\"2022-01-06T10:00:00Z\"><style>p{}</style></head><body><nav>قائمة</nav>"
		"<h1>خبر</h1><p>سطر  <b>أو</b>ل<br>ثان</p><script>var x='<p>لا</p>';</script><div>&#1603;</div></body></html>",
		"doc a.html|خبر & رأي|خبر\n\nسطر أول\nثان\n\nك|0|2022-01-06T10:00:00Z|1\ndone a.html\n");
	check(s, "a", "<html><head><meta charset=windows-1256></head><body><p>\xdf\xca\xc7\xc8<p>\xdf", 63,
	      "doc a|كتاب|كتاب\n\nك|8||1\ndone a\n");
	check_text(s, "a.html", "<html><body><script>x</script></body></html>",
		   "reject a.html: a page without text, nothing to index\n");
	check_text(s, "b.html", "<p>بلا غلاف <time datetime=2022-01-07>أمس</time><pre>a\n  b</pre>",
		   "doc b.html|بلا غلاف أمس|بلا غلاف أمس\n\na\n  b|22|2022-01-07|1\ndone b.html\n");
}

static void test_html_hostile(void **state)
{
	struct seen *s = *state;
	struct mf_buf page = MF_BUF_INIT;

	s->brief = true;
	mf_buf_addstr(&page, "<html><body>كلمة");
	for (int i = 0; i < 200000; i++)
		mf_buf_addstr(&page, "<div>");
	check(s, "deep.html", page.data, page.len,
	      "warn deep.html: elements nested too deep\ndoc deep.html part 0\ndone deep.html\n");
	mf_buf_reset(&page);
	mf_buf_addstr(&page, "<html><body>كلمة ");
	for (int i = 0; i < 200000; i++)
		mf_buf_addstr(&page, "<!--");
	check(s, "open.html", page.data, page.len, "doc open.html part 0\ndone open.html\n");
	mf_buf_release(&page);
}

static void test_walk(void **state)
{
	struct seen *s = *state;
	char *fifo = path_of(s, "d/fifo"), *link = path_of(s, "d/link"), *sub = path_of(s, "d/b"),
	     *d = path_of(s, "d");

	assert_int_equal(mkdir(d, 0700), 0);
	assert_int_equal(mkdir(sub, 0700), 0);
	assert_int_equal(mkfifo(fifo, 0600), 0);
	assert_int_equal(symlink("..", link), 0);
	put_text(s, "d/b.txt", "2");
	put_text(s, "d/b/x.txt", "1");
	put_text(s, "d/a\xff\n", "0");
	put_text(s, "d/.hidden", "h");
	put_text(s, "d/ي.txt", "3");
	put_text(s, "d/z.txt", "4");
	s->skip = "z.txt";
	expect(s, "d",
	       "doc a%FF%0A|0|0|1||1\ndone a%FF%0A\ndoc b/x.txt|1|1|1||1\ndone b/x.txt\n"
	       "doc b.txt|2|2|1||1\ndone b.txt\ndoc ي.txt|3|3|1||1\ndone ي.txt\n");
	expect(s, "d/.hidden", "doc .hidden|h|h|1||1\ndone .hidden\n");
	expect(s, "d/link", "reject d/link: a symbolic link, not followed\n");
	expect(s, "d/fifo", "reject d/fifo: a pipe, not a file\n");
	expect(s, "absent", "reject absent: No such file or directory\n");
	expect(s, "d/b/", "doc x.txt|1|1|1||1\ndone x.txt\n");
	free(fifo);
	free(link);
	free(sub);
	free(d);
}

/* A text of several MiB without a line feed, in words, or without any. */
static void test_huge(void **state)
{
	struct seen *s = *state;
	size_t len = MF_DOCUMENT_MAX * 2 + 1000;
	char *text = mf_malloc(len);

	s->brief = true;
	for (size_t i = 0; i < len; i++)
		text[i] = "ك"[i % 2];
	put(s, "a.txt", text, len);
	expect(s, "a.txt",
	       "doc a.txt part 1\ndoc a.txt#2 part 2\ndoc a.txt#3 part 3\n"
	       "warn a.txt: a text of more than 8 MiB, indexed in 3 parts\ndone a.txt\n");
	assert_int_equal(s->longest, MF_DOCUMENT_MAX);
	for (size_t i = MF_DOCUMENT_MAX - 100; i < len; i += MF_DOCUMENT_MAX - 200)
		text[i & ~(size_t)1] = text[i | 1] = '\n';
	s->longest = 0;
	put(s, "a.txt", text, len);
	expect(s, "a.txt",
	       "doc a.txt part 1\ndoc a.txt#2 part 2\ndoc a.txt#3 part 3\n"
	       "warn a.txt: a text of more than 8 MiB, indexed in 3 parts\ndone a.txt\n");
	assert_true(s->longest < MF_DOCUMENT_MAX);
	free(text);
}

/* Packs the files into a zip or, by its name, a tar. */
/* Many lines in another encoding give few warnings. */
static void test_mended(void **state)
{
	struct seen *s = *state;
	struct mf_buf text = MF_BUF_INIT;

	s->brief = true;
	for (int i = 0; i < 50; i++) /* قال الرئيس إن المدينة هادئة in windows-1256 */
		mf_buf_addstr(&text, "{\"text\":\"\xde\xc7\xe1 \xc7\xe1\xd1\xc6\xed\xd3 "
				     "\xc5\xe4 \xc7\xe1\xe3\xcf\xed\xe4\xc9 \xe5\xc7\xcf\xc6\xc9\"}\n");
	put(s, "a.jsonl", text.data, text.len);
	assert_int_equal(read_with(s, "a.jsonl", &automatic), 0);
	assert_int_equal(s->documents, 50);
	assert_non_null(strstr(s->log.data, "warn a.jsonl:3: not UTF-8, read as windows-1256\n"));
	assert_null(strstr(s->log.data, "warn a.jsonl:4: "));
	assert_non_null(strstr(s->log.data,
			       "warn a.jsonl: 50 records in all were not clean UTF-8 and were mended\n"));
	mf_buf_release(&text);
}

/* ---- files that change while they are read ---- */

static const char record[] = "{\"text\":\"أضاءت المنارة طريق السفن ثم انطفأت مع أول الفجر\"}\n";

static void put_records(const struct seen *s, int n)
{
	struct mf_buf text = MF_BUF_INIT;

	for (int i = 0; i < n; i++)
		mf_buf_addstr(&text, record);
	put(s, "a.jsonl", text.data, text.len);
	mf_buf_release(&text);
}

static void append_record(const struct seen *s)
{
	char *path = path_of(s, "a.jsonl");
	FILE *file = fopen(path, "a");

	assert_non_null(file);
	assert_int_equal(fputs(record, file) >= 0 && fclose(file) == 0, 1);
	free(path);
}

static void cut_off(const struct seen *s)
{
	char *path = path_of(s, "a.jsonl");

	assert_int_equal(truncate(path, 0), 0);
	free(path);
}

static void write_anew(const struct seen *s)
{
	static const struct timespec then[] = { { 1, 0 }, { 1, 0 } };
	char *path = path_of(s, "a.jsonl");

	assert_int_equal(utimensat(AT_FDCWD, path, then, 0), 0);
	free(path);
}

static void remove_it(const struct seen *s)
{
	char *path = path_of(s, "a.jsonl");

	unlink(path);
	free(path);
}

/* One that grows faster than it is read has an end all the same: what it held when it was opened. */
static void test_growing(void **state)
{
	struct seen *s = *state;

	s->brief = true;
	put_records(s, 5000);
	s->meanwhile = append_record;
	assert_int_equal(read_with(s, "a.jsonl", &automatic), 0);
	assert_int_equal(s->documents, 5000);
	assert_non_null(strstr(s->log.data, "warn a.jsonl: the file changed while it was read ("));
}

/* What is left of one that is cut off, and one written anew in the same length, are told. */
static void test_cut_off(void **state)
{
	struct seen *s = *state;

	s->brief = true;
	put_records(s, 5000);
	s->meanwhile = cut_off;
	assert_int_equal(read_with(s, "a.jsonl", &automatic), 0);
	assert_in_range(s->documents, 1, 4999);
	assert_non_null(strstr(s->log.data, " to 0 bytes)\n"));
	put_records(s, 1);
	s->meanwhile = write_anew;
	assert_int_equal(read_with(s, "a.jsonl", &automatic), 0);
	assert_non_null(strstr(s->log.data, "warn a.jsonl: the file changed while it was read ("));
}

/* Gone while it is read, it is read to its end; gone between the listing of its folder and its opening, it is
 * as if it had not been there; named by the user, it is missed. */
static void test_vanishing(void **state)
{
	struct seen *s = *state;

	s->brief = true;
	put_records(s, 5000);
	s->meanwhile = remove_it;
	assert_int_equal(read_with(s, "a.jsonl", &automatic), 0);
	assert_int_equal(s->documents, 5000);
	s->meanwhile = NULL;
	s->wanted = remove_it;
	put_records(s, 1);
	put_text(s, "b.txt", "بقي هذا");
	expect(s, ".", "doc b.txt part 0\ndone b.txt\n");
	put_records(s, 1);
	expect(s, "a.jsonl", "reject a.jsonl: No such file or directory\n");
}

/* JSONL, whatever it looks like, and neither asked for nor done. */
static void test_standard_input(void **state)
{
	struct seen *s = *state;
	const struct mf_source_calls calls = calls_of(s);
	const char *const paths[] = { "-" };
	char *path = path_of(s, "in");
	int kept = dup(STDIN_FILENO), fd;

	put_text(s, "in", "{\"id\":\"1\",\"text\":\"a\"}\nplain\n{\"text\":\"b\"}\n");
	fd = open(path, O_RDONLY);
	assert_int_equal(dup2(fd, STDIN_FILENO), STDIN_FILENO);
	assert_int_equal(mf_sources_read(paths, 1, &automatic, &calls, NULL), 0);
	assert_string_equal(s->log.data,
			    "doc 1|a|a|1||1\nreject -:2: not valid JSON (column 5: invalid token)\n"
			    "doc -#3|b|b|1||3\n");
	if (kept >= 0)
		dup2(kept, STDIN_FILENO);
	close(kept);
	close(fd);
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_text, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_text_long_first_line, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_headers, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_encodings, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_wide_inside, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_not_text, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_jsonl, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_json_array, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_field_mapping, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_stop, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_html, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_html_hostile, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_walk, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_huge, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_mended, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_growing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_cut_off, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_vanishing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_standard_input, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
