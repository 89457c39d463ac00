/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The n-th open, read, write, sync, rename, listing, mapping or allocation of the programs fails: the index
 * is the one before or the one after, whole; the program says why in one line and ends with 2, or does
 * without.
 *
 * A few calls of each kind, more of allocations that a search makes; with MUFAHRIS_LONG all but allocations,
 * of which MUFAHRIS_ALLOCATIONS (default: 2000) are spread over the run.  MUFAHRIS_FAILING=PROGRAM:KIND:N
 * tries one alone and shows what it said.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "indexer/store/verify.h"
#include "search/engine/engine.h"
#include "search/output/writer.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"

#define FEW 4       /* calls of a kind that fail, where not all do */
#define SECONDS 120 /* machines under load are slow */

static const char *const kinds[] = {
	"open", "read", "write", "fsync", "rename", "opendir", "mmap", "malloc"
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static char folder[] = "/tmp/mufahris-failing-XXXXXX";
static char *build, *shim, *seen, *said, *printed;

static void shell(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Runs the command in the folder; it must succeed. */
static void shell(const char *format, ...)
{
	char command[4096];
	int at = snprintf(command, sizeof command, "cd '%s' && ", folder);
	va_list arguments;

	va_start(arguments, format);
	assert_true(vsnprintf(command + at, sizeof command - (size_t)at, format, arguments) < 3000);
	va_end(arguments);
	if (system(command) != 0)
		fail_msg("%s", command);
}

/* ---- what an index answers ---- */

static void answer(struct mf_engine *e, const char *query, struct mf_buf *out)
{
	const struct mf_style style = { .explain = false };
	struct mf_results results = MF_RESULTS_INIT;
	struct mf_error err = MF_ERROR_INIT;
	struct mf_request request;

	mf_request_init(&request);
	request.query = query;
	request.limit = 50;
	request.facets = (1u << MF_FACETS) - 1;
	if (mf_engine_search(e, &request, &results, &err) < 0)
		mf_buf_addstr(out, err.text);
	results.took_ms = 0;
	mf_writer_write(&mf_writer_json, out, &style, &results);
	mf_results_release(&results);
}

/* "" where there is no index. */
static void answers(const char *db, struct mf_buf *out)
{
	static const char *const query[] = { "", "الرئيس", "\"مجلس الأمن\"", "تجربة" };
	char *dir = mf_path_join(folder, db);
	struct mf_error err = MF_ERROR_INIT;
	struct mf_engine *e;
	int rc = mf_engine_open(&e, dir, &err);

	mf_buf_reset(out);
	if (rc < 0 && rc != MF_E_NOTFOUND)
		mf_buf_addstr(out, err.text);
	if (rc == 0) {
		for (size_t i = 0; i < sizeof query / sizeof *query; i++)
			answer(e, query[i], out);
		mf_engine_free(e);
	}
	free(dir);
}

/* Every file is as its manifest says. */
static bool is_sound(const char *db)
{
	char *dir = mf_path_join(folder, db);
	struct mf_error err = MF_ERROR_INIT;
	struct mf_manifest m;
	struct mf_verify *v;
	int rc = mf_manifest_read(&m, dir, &err);

	if (rc == 0) {
		v = mf_verify_new(&m, dir);
		while ((rc = mf_verify_step(v, &err)) == 1)
			;
		mf_verify_free(v);
		mf_manifest_release(&m);
	}
	if (rc < 0 && rc != MF_E_NOTFOUND)
		print_message("# %s\n", err.text);
	free(dir);
	return rc == 0 || rc == MF_E_NOTFOUND;
}

/* ---- the programs ---- */

/* What is run, in a copy of the folder `before`, which may not exist. */
struct program {
	const char *name, *before, *command;
	bool writes;
	unsigned few;              /* calls of a kind that fail, where not all do */
	struct mf_buf old, wanted; /* of a writer what the index answers; else what is printed */
};

enum { FIRST, UPDATE, SEARCH, CHECK, PROGRAMS };

static struct program program[PROGRAMS] = {
	[FIRST] = { "first", "none", "mufahris-index -j1 -d db docs", true, 1, MF_BUF_INIT, MF_BUF_INIT },
	[UPDATE] = { "update", "base", "mufahris-index -j1 -d db --prune docs", true, 3, MF_BUF_INIT,
		     MF_BUF_INIT },
	[SEARCH] = { "search", "base", "mufahris-search -d db --facets --format=csv 'مجلس الأمن'", false, 3,
		     MF_BUF_INIT, MF_BUF_INIT },
	[CHECK] = { "check", "base", "mufahris-index -d db --check", false, 3, MF_BUF_INIT, MF_BUF_INIT },
};

/* Runs it with the n-th call of the kind failing; its status, or -1: a signal, or more than its time. */
static int run(const struct program *p, const char *kind, unsigned long n)
{
	char command[4096];
	int status;

	shell("rm -rf db && { test ! -d %s || cp -r %s db; }", p->before, p->before);
	snprintf(command, sizeof command,
		 "cd '%s' && timeout %d env LD_PRELOAD='%s' FAIL_CALL=%s FAIL_AT=%lu FAIL_SEEN='%s' '%s'/%s "
		 ">'%s' 2>'%s' </dev/null",
		 folder, SECONDS, shim, kind, n, seen, build, p->command, printed, said);
	status = system(command);
	return WIFEXITED(status) && WEXITSTATUS(status) < 124 ? WEXITSTATUS(status) : -1;
}

static unsigned long calls_seen(void)
{
	struct mf_buf b = MF_BUF_INIT;
	uint64_t n = 0;

	assert_int_equal(mf_file_read(seen, MF_BUF_CEILING, &b, NULL), 0);
	assert_int_equal(b.len, sizeof n);
	memcpy(&n, b.data, sizeof n);
	mf_buf_release(&b);
	return n;
}

static bool same(const struct mf_buf *a, const struct mf_buf *b)
{
	return a->len == b->len && memcmp(a->data, b->data, a->len) == 0;
}

/* One line, which neither accuses the index nor speaks of a fault. */
static bool is_one_line(const struct mf_buf *text)
{
	return text->len && strchr(text->data, '\n') == text->data + text->len - 1 &&
	       !strstr(text->data, "damaged") && !strstr(text->data, "--rebuild") &&
	       !strstr(text->data, "stopped by a fault");
}

/* 1: an input was named and left out; the rest is there.  `again`: the next run completes it. */
static bool writer_is_right(const struct program *p, int status, bool again)
{
	struct mf_buf got = MF_BUF_INIT;
	bool well;

	answers("db", &got);
	well = is_sound("db") && (status == 0   ? same(&got, &p->wanted)
				  : status == 1 ? true
						: same(&got, &p->old) || same(&got, &p->wanted));
	if (well && status && again) {
		shell("'%s'/%s >/dev/null 2>&1", build, p->command);
		answers("db", &got);
		well = same(&got, &p->wanted) && is_sound("db");
		shell("for left in db/scratch-* db/*.tmp*; do test ! -e \"$left\" || exit 1; done");
	}
	mf_buf_release(&got);
	return well;
}

static bool is_right(const struct program *p, int status, bool again)
{
	struct mf_buf text = MF_BUF_INIT, out = MF_BUF_INIT;
	bool well;

	assert_int_equal(mf_file_read(said, MF_BUF_CEILING, &text, NULL), 0);
	assert_int_equal(mf_file_read(printed, MF_BUF_CEILING, &out, NULL), 0);
	well = status == 0 || status == 2 || (status == 1 && p->writes);
	if (well && status == 2)
		well = is_one_line(&text);
	if (well && !p->writes)
		well = status == 2 || same(&out, &p->wanted);
	if (well && p->writes)
		well = writer_is_right(p, status, again);
	if (!well)
		print_message("# status %d, said: %s\n", status, text.data ? text.data : "");
	mf_buf_release(&text);
	mf_buf_release(&out);
	return well;
}

static unsigned long limit(const struct program *p, const char *kind, unsigned long calls)
{
	const char *wanted = getenv("MUFAHRIS_ALLOCATIONS");

	if (!getenv("MUFAHRIS_LONG"))
		return strcmp(kind, "malloc") == 0 && !p->writes ? 8 * p->few : p->few;
	if (strcmp(kind, "malloc") != 0)
		return calls;
	return wanted ? strtoul(wanted, NULL, 10) : 2000;
}

/* Every call of the kind, or some of them, spread evenly. */
static unsigned try_kind(const struct program *p, const char *kind)
{
	unsigned long calls, tries;
	unsigned wrong = 0, told = 0;

	assert_int_equal(run(p, kind, 0), 0);
	calls = calls_seen();
	tries = limit(p, kind, calls);
	tries = tries < calls ? tries : calls;
	for (unsigned long i = 0; i < tries; i++) {
		unsigned long n = i * calls / tries + 1;
		int status = run(p, kind, n);
		told += status == 2;
		if (is_right(p, status, i == 0 || getenv("MUFAHRIS_LONG")))
			continue;
		print_message("# %s:%s:%lu is wrong\n", p->name, kind, n);
		wrong++;
	}
	print_message("# %s: %lu of %lu calls of %s failed, %u were told\n", p->name, tries, calls, kind,
		      told);
	return wrong;
}

static void try_program(void **state)
{
	const struct program *p = *state;
	unsigned wrong = 0;

	for (size_t i = 0; i < KINDS; i++)
		wrong += try_kind(p, kinds[i]);
	assert_int_equal(wrong, 0);
}

static void try_one(const char *name, const char *kind, unsigned long n)
{
	for (size_t i = 0; i < PROGRAMS; i++)
		if (strcmp(program[i].name, name) == 0) {
			int status = run(&program[i], kind, n);
			bool well = is_right(&program[i], status, true);
			print_message("# status %d, %s\n", status, well ? "right" : "wrong");
			shell("cat '%s' >&2", said);
		}
}

static void take_text(const char *path, struct mf_buf *out)
{
	assert_int_equal(mf_file_read(path, MF_BUF_CEILING, out, NULL), 0);
}

static int set_up(void **state)
{
	const char *top = getenv("top_srcdir");

	(void)state;
	top = top ? top : ".";
	build = realpath(getenv("top_builddir") ? getenv("top_builddir") : ".", NULL);
	shim = mf_path_join(build, "tests/preload/fail_call.so");
	assert_non_null(mkdtemp(folder));
	seen = mf_path_join(folder, "seen");
	said = mf_path_join(folder, "said");
	printed = mf_path_join(folder, "printed");
	shell("mkdir docs && cp -r '%s'/corpus/articles/libya docs && echo 'تجربة أولى في مجلس الأمن' >docs/a.txt",
	      top);
	shell("'%s'/mufahris-index -j1 -d base docs", build);
	answers("base", &program[UPDATE].old);
	shell("echo 'تجربة ثانية قال الرئيس' >docs/b.txt && echo 'تجربة أولى تغيرت' >docs/a.txt");
	for (size_t i = 0; i < PROGRAMS; i++) {
		assert_int_equal(run(&program[i], "none", 0), 0);
		if (program[i].writes)
			answers("db", &program[i].wanted);
		else
			take_text(printed, &program[i].wanted);
	}
	assert_false(same(&program[UPDATE].old, &program[UPDATE].wanted));
	assert_true(program[SEARCH].wanted.len > 0);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	for (size_t i = 0; i < PROGRAMS; i++) {
		mf_buf_release(&program[i].old);
		mf_buf_release(&program[i].wanted);
	}
	mf_remove_tree(folder, NULL);
	free(build);
	free(shim);
	free(seen);
	free(said);
	free(printed);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_prestate(try_program, &program[FIRST]),
		cmocka_unit_test_prestate(try_program, &program[UPDATE]),
		cmocka_unit_test_prestate(try_program, &program[SEARCH]),
		cmocka_unit_test_prestate(try_program, &program[CHECK]),
	};
	char *one = getenv("MUFAHRIS_FAILING"), *kind = one ? strchr(one, ':') : NULL,
	     *n = kind ? strchr(kind + 1, ':') : NULL;

	if (!n)
		return cmocka_run_group_tests(tests, set_up, tear_down);
	*kind = *n = '\0';
	set_up(NULL);
	try_one(one, kind + 1, strtoul(n + 1, NULL, 10));
	return tear_down(NULL);
}
