/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Errors, buffers, arenas, UTF-8, varints and files. */
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "wrappers/libc/arena.h"
#include "wrappers/libc/buf.h"
#include "wrappers/libc/crash.h"
#include "wrappers/libc/edits.h"
#include "wrappers/libc/error.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/top.h"
#include "wrappers/libc/utf8.h"
#include "wrappers/libc/varint.h"

static void an_error_is_one_line(void **state)
{
	struct mf_error err = MF_ERROR_INIT;
	char text[1001];

	(void)state;
	assert_int_equal(mf_error_set(&err, MF_E_INPUT, "bad\n%s\tline\x1b[31m \xc2\x9b", "two"), MF_E_INPUT);
	assert_string_equal(err.text, "bad?two?line?[31m ??");
	assert_int_equal(err.code, MF_E_INPUT);
	assert_int_equal(err.offset, -1);
	mf_error_hint(&err, "try %d", 2);
	assert_string_equal(err.hint, "try 2");
	assert_int_equal(mf_error_set(NULL, MF_E_IO, "nobody reads this"), MF_E_IO);
	mf_error_hint(NULL, "nor this");

	/* A message that is too long ends at a letter. */
	for (int i = 0; i < 500; i++)
		memcpy(text + 2 * i, "ب", 2);
	text[1000] = '\0';
	mf_error_set(&err, MF_E_INPUT, "x%s", text);
	assert_true(strlen(err.text) >= sizeof err.text - 3);
	assert_true(mf_utf8_valid(err.text, strlen(err.text), NULL));
	assert_string_equal(err.hint, "");
}

static void a_buffer_grows_to_its_ceiling(void **state)
{
	struct mf_buf buf = MF_BUF_INIT;
	char *taken;

	(void)state;
	assert_string_equal(buf.data, "");
	mf_buf_add(&buf, "", 0);
	assert_int_equal(buf.cap, 0);
	for (int i = 0; i < 1000; i++)
		mf_buf_printf(&buf, "%03d,", i);
	assert_int_equal(buf.len, 4000);
	assert_memory_equal(buf.data + 3996, "999,", 5);
	mf_buf_reset(&buf);
	assert_string_equal(buf.data, "");
	buf.ceiling = 10;
	mf_buf_addstr(&buf, "0123456789");
	assert_false(buf.overflow);
	mf_buf_addch(&buf, 'x');
	assert_true(buf.overflow);
	assert_string_equal(buf.data, "0123456789");
	assert_null(mf_buf_reserve(&buf, 1));
	taken = mf_buf_detach(&buf);
	assert_string_equal(taken, "0123456789");
	assert_int_equal(buf.len, 0);
	free(taken);
	mf_buf_release(&buf);
	mf_buf_release(&buf);
	taken = mf_buf_detach(&buf);
	assert_string_equal(taken, "");
	free(taken);
}

static void an_arena_keeps_its_blocks(void **state)
{
	struct mf_arena arena = MF_ARENA_INIT;
	char *first = NULL;

	(void)state;
	for (int round = 0; round < 3; round++) {
		char *a = mf_arena_alloc(&arena, 3), *big, *b;

		assert_int_equal((uintptr_t)a % 16, 0);
		first = first ? first : a;
		assert_ptr_equal(a, first);
		big = mf_arena_zalloc(&arena, 100000);
		for (int i = 0; i < 100000; i += 999)
			assert_int_equal(big[i], 0);
		memset(big, 1, 100000);
		b = mf_arena_printf(&arena, "%s-%d", "a", round);
		assert_int_equal(b[2], '0' + round);
		assert_string_equal(mf_arena_strndup(&arena, "abc", 2), "ab");
		assert_string_equal(mf_arena_strdup(&arena, "abc"), "abc");
		for (int i = 0; i < 1000; i++)
			memset(mf_arena_alloc(&arena, 100), i, 100);
		assert_int_equal(big[99999], 1);
		mf_arena_reset(&arena);
	}
	mf_arena_release(&arena);
	assert_string_equal(mf_arena_strdup(&arena, "again"), "again");
	mf_arena_release(&arena);
}

static void utf8_as_the_standard_has_it(void **state)
{
	static const struct {
		const char *bytes;
		uint32_t c; /* of the first character */
		size_t moved;
	} rows[] = {
		{ "a", 'a', 1 },
		{ "ب", 0x628, 2 },
		{ "€", 0x20ac, 3 },
		{ "😀", 0x1f600, 4 },
		{ "\xc0\xaf", 0xfffd, 1 },
		{ "\xe0\x80\x80", 0xfffd, 1 },
		{ "\xed\xa0\x80", 0xfffd, 1 },
		{ "\xf4\x90\x80\x80", 0xfffd, 1 },
		{ "\xf5", 0xfffd, 1 },
		{ "\xd8", 0xfffd, 1 },
		{ "\xe2\x82", 0xfffd, 1 },
		{ "\x80", 0xfffd, 1 },
	};
	char bytes[4];
	size_t bad;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		size_t len = strlen(rows[i].bytes), at = 0;

		assert_int_equal(mf_utf8_next(rows[i].bytes, len, &at), rows[i].c);
		assert_int_equal(at, rows[i].moved);
		assert_int_equal(mf_utf8_valid(rows[i].bytes, len, NULL), rows[i].c != MF_UTF8_BAD);
		if (rows[i].c != MF_UTF8_BAD) {
			assert_int_equal(mf_utf8_put(bytes, rows[i].c), len);
			assert_memory_equal(bytes, rows[i].bytes, len);
		}
	}
	assert_int_equal(mf_utf8_put(bytes, 0xd800), 3); /* U+FFFD */
	assert_false(mf_utf8_valid("ab\xff", 3, &bad));
	assert_int_equal(bad, 2);
	assert_int_equal(mf_utf8_count("aب\xff€", 7), 4);
}

static void varints_come_back(void **state)
{
	static const uint64_t values[] = { 0, 1, 127, 128, 16383, 16384, UINT32_MAX, UINT64_MAX };
	unsigned char bytes[10];

	(void)state;
	for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
		unsigned char *end = mf_varint_put(bytes, values[i]);
		uint64_t back = 1;

		assert_ptr_equal(mf_varint_get(bytes, end, &back), end);
		assert_true(back == values[i]);
		assert_null(mf_varint_get(bytes, end - 1, &back));
	}
}

/* Both readers agree on any bytes, sound or not, however near the end is. */
static void varints_are_read_alike(void **state)
{
	unsigned char bytes[12];
	uint32_t random = 20220106;

	(void)state;
	for (unsigned i = 0; i < 200000; i++) {
		size_t len = i % (sizeof bytes + 1);
		uint64_t one = 0, other = 0;

		for (size_t k = 0; k < sizeof bytes; k++) {
			random = random * 1664525u + 1013904223u;
			bytes[k] = (unsigned char)(random >> 24);
			if (random >> 20 & 1) /* longer values than chance would give */
				bytes[k] |= 0x80;
		}
		assert_ptr_equal(mf_varint_get_mixed(bytes, bytes + len, &other),
				 mf_varint_get(bytes, bytes + len, &one));
		assert_int_equal(other, one);
	}
	assert_null(mf_varint_get_mixed(NULL, bytes, &(uint64_t){ 0 }));
}

static void files_and_folders(void **state)
{
	struct mf_error err = MF_ERROR_INIT;
	struct mf_buf buf = MF_BUF_INIT;
	char top[] = "test_libc-XXXXXX";
	char *deep, *file, *link;
	struct mf_writer *w;
	struct mf_map map;

	(void)state;
	assert_non_null(mkdtemp(top));
	deep = mf_path_join(top, "a/b/c");
	file = mf_path_join(deep, "file");
	link = mf_path_join(top, "link");
	assert_int_equal(mf_mkdirs(deep, &err), 0);
	assert_int_equal(mf_mkdirs(deep, &err), 0);
	assert_int_equal(mf_file_replace(file, "first", 5, &err), 0);
	assert_int_equal(mf_file_replace(file, "second", 6, &err), 0);
	assert_int_equal(mf_file_read(file, 6, &buf, &err), 0);
	assert_string_equal(buf.data, "second");
	assert_int_equal(mf_file_read(file, 5, &buf, &err), MF_E_LIMIT);
	assert_string_equal(buf.data, "second");
	assert_int_equal(mf_file_read(top, 5, &buf, &err), MF_E_IO);
	assert_int_equal(mf_mkdirs(file, &err), MF_E_IO);

	assert_int_equal(mf_map_open(&map, file, &err), 0);
	assert_int_equal(map.len, 6);
	assert_memory_equal(map.data, "second", 6);
	mf_map_close(&map);
	mf_map_close(&map);
	assert_int_equal(mf_map_open(&map, "test_libc-absent", &err), MF_E_NOTFOUND);
	assert_non_null(strstr(err.text, "test_libc-absent: cannot open"));
	mf_map_close(&map);

	assert_int_equal(mf_writer_open(&w, file, &err), 0);
	for (int i = 0; i < 100000; i++)
		mf_writer_add(w, "0123456789", 10);
	assert_int_equal(mf_writer_offset(w), 1000000);
	assert_int_equal(mf_writer_close(w, true, &err), 0);
	assert_int_equal(mf_map_open(&map, file, &err), 0);
	assert_int_equal(map.len, 1000000);
	assert_memory_equal(map.data + 999990, "0123456789", 10);
	mf_map_close(&map);

	/* A symlink goes, what it points to stays. */
	assert_int_equal(symlink("/", link), 0);
	assert_int_equal(mf_remove_tree(top, &err), 0);
	assert_int_equal(access(top, F_OK), -1);
	assert_int_equal(access("/", F_OK), 0);
	assert_int_equal(mf_remove_tree(top, &err), 0);
	free(deep);
	free(file);
	free(link);
	mf_buf_release(&buf);
}

static void a_full_disk_is_reported(void **state)
{
	struct mf_error err = MF_ERROR_INIT;
	struct mf_writer *w;

	(void)state;
	if (access("/dev/full", W_OK) < 0)
		skip();
	assert_int_equal(mf_writer_open(&w, "/dev/full", &err), 0);
	mf_writer_add(w, "x", 1);
	assert_int_equal(mf_writer_close(w, false, &err), MF_E_IO);
	assert_non_null(strstr(err.text, "/dev/full: cannot write"));
	assert_string_not_equal(err.hint, "");
}

static void growing(void **state)
{
	size_t cap = 0;
	int *items = mf_grow(NULL, &cap, 1, sizeof *items);

	(void)state;
	assert_true(cap >= 1);
	items[0] = 7;
	items = mf_grow(items, &cap, 5000, sizeof *items);
	assert_true(cap >= 5000);
	items[4999] = 8;
	assert_int_equal(items[0], 7);
	free(items);
}

/* The child's standard error is the pipe. */
static int faulting(int number, int code, char said[static 200])
{
	int ends[2], status;
	ssize_t got;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		signal(number, SIG_DFL); /* cmocka has its own */
		mf_crash_catch();
		errno = code;
		raise(number);
		_exit(0);
	}
	close(ends[1]);
	got = read(ends[0], said, 199);
	said[got > 0 ? got : 0] = '\0';
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void a_fault_is_an_error(void **state)
{
	static const int faults[] = { SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGTRAP };
	char said[200];

	(void)state;
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		assert_int_equal(faulting(faults[i], 0, said), 2);
		assert_non_null(strstr(said, "--check"));
		assert_ptr_equal(strchr(said, '\n'), said + strlen(said) - 1);
		assert_int_equal(faulting(faults[i], ENOMEM, said), 2);
		assert_string_equal(said, "mufahris: out of memory\n");
	}
}

/* ---- distances ---- */

/* xorshift32 (Marsaglia, 2003) */
static uint32_t any(uint32_t below)
{
	static uint32_t x = 2463534242u;

	x ^= x << 13;
	x ^= x >> 17;
	x ^= x << 5;
	return x % below;
}

/* The recurrence as it is written down. */
static unsigned apart(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
	unsigned best, other;

	if (!n || !m)
		return (unsigned)(n + m);
	best = apart(a, n - 1, b, m - 1) + (a[n - 1] != b[m - 1]);
	other = apart(a, n - 1, b, m) + 1;
	best = other < best ? other : best;
	other = apart(a, n, b, m - 1) + 1;
	best = other < best ? other : best;
	if (n > 1 && m > 1 && a[n - 1] == b[m - 2] && a[n - 2] == b[m - 1]) {
		other = apart(a, n - 2, b, m - 2) + 1;
		best = other < best ? other : best;
	}
	return best;
}

static void texts_are_apart(void **state)
{
	uint32_t a[6], b[6], far[MF_EDITS_MAX + 1] = { 0 };

	(void)state;
	for (int i = 0; i < 300; i++) {
		size_t n = any(7), m = any(7);
		unsigned wanted, limit = any(7);
		for (size_t k = 0; k < 6; k++) {
			a[k] = 'a' + any(3);
			b[k] = 'a' + any(3);
		}
		wanted = apart(a, n, b, m);
		assert_int_equal(mf_edits(a, n, b, m, limit), wanted <= limit ? wanted : limit + 1);
	}
	assert_int_equal(mf_edits(far, MF_EDITS_MAX + 1, far, MF_EDITS_MAX + 1, 3), 4);
	assert_int_equal(mf_edits_letters("بيت", 6, far, 3), 3);
	assert_int_equal(far[2], 0x62a);
	assert_int_equal(mf_edits_letters("بيت", 6, far, 2), 0);
}

/* ---- the best of many ---- */

static int by_number(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* One of those kept may be taken back: the others stay, and the next offer fills its place. */
static void the_best_are_kept(void **state)
{
	uint32_t all[200], kept[20];

	(void)state;
	for (int round = 0; round < 400; round++) {
		struct mf_top top = { kept, 0, any(21), sizeof *kept, by_number };
		size_t n = any(200), wanted;
		for (size_t i = 0; i < n; i++) {
			all[i] = any(1000);
			mf_top_offer(&top, &all[i]);
		}
		if (n)
			qsort(all, n, sizeof *all, by_number);
		wanted = n < top.max ? n : top.max;
		if (round % 2 && wanted) {
			size_t gone = any((uint32_t)top.n), k = 0;
			while (all[k] != kept[gone])
				k++;
			mf_top_remove(&top, gone);
			all[k] = any(1000);
			assert_true(mf_top_offer(&top, &all[k]));
			qsort(all, wanted, sizeof *all, by_number);
		}
		mf_top_sort(&top);
		assert_int_equal(top.n, wanted);
		if (wanted)
			assert_memory_equal(kept, all, wanted * sizeof *kept);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_error_is_one_line),
		cmocka_unit_test(a_buffer_grows_to_its_ceiling),
		cmocka_unit_test(an_arena_keeps_its_blocks),
		cmocka_unit_test(utf8_as_the_standard_has_it),
		cmocka_unit_test(varints_come_back),
		cmocka_unit_test(varints_are_read_alike),
		cmocka_unit_test(files_and_folders),
		cmocka_unit_test(a_full_disk_is_reported),
		cmocka_unit_test(growing),
		cmocka_unit_test(a_fault_is_an_error),
		cmocka_unit_test(texts_are_apart),
		cmocka_unit_test(the_best_are_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
