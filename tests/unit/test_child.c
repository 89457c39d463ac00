/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_child.c - a child reads its input and can do no harm.  The child is this program, which tries. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "wrappers/child/child.h"
#include "wrappers/libc/buf.h"
#include "wrappers/libc/mem.h"

static const struct mf_child_limits wide = { 60, UINT64_MAX, NULL }; /* sanitizers take much address space */
static const char *self;

/* Runs this program as a child that does `what` in `folder`; its output in *out, its status returned. */
static int run(const char *what, const char *folder, const struct mf_child_limits *limits, struct mf_buf *out,
	       struct mf_error *err)
{
	const char *argv[] = { self, what, folder, NULL };
	struct mf_child *child;
	int input = open("/dev/null", O_RDONLY), status, ended;

	mf_buf_reset(out);
	assert_int_equal(mf_child_start(&child, argv, input, limits, err), MF_OK);
	close(input);
	for (;;) {
		char piece[256];
		size_t got;
		status = mf_child_read(child, piece, sizeof piece, &got, err);
		if (status < 0 || got == 0)
			break;
		mf_buf_add(out, piece, got);
	}
	ended = mf_child_end(child, status == MF_OK ? err : NULL);
	return status < 0 ? status : ended;
}

static void tell(const char *what, long result)
{
	char line[64];
	int n = snprintf(line, sizeof line, "%s:%s ", what, result < 0 ? "refused" : "done");

	if (write(STDOUT_FILENO, line, (size_t)n) < n)
		_exit(3);
}

/* In the child: everything that it must not be able to do. */
static void do_harm(const char *folder)
{
	char *old = mf_printf("%s/old", folder), *new = mf_printf("%s/new", folder);

	tell("read", open(old, O_RDONLY));
	tell("make", open(new, O_WRONLY | O_CREAT, 0600));
	tell("write", open(old, O_WRONLY));
	tell("rename", rename(old, new));
	tell("remove", unlink(old));
	tell("folder", mkdir(new, 0700));
	tell("link", symlink(old, new));
	tell("mode", chmod(old, 0777));
	tell("socket", socket(AF_INET, SOCK_STREAM, 0));
	tell("local", socket(AF_UNIX, SOCK_STREAM, 0));
	tell("signal", kill(getppid(), 0));
	tell("ring", syscall(SYS_io_uring_setup, 1, NULL));
	_exit(0);
}

static bool has_landlock(void)
{
	return syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) > 0;
}

static void harm_is_refused(void **state)
{
	static const char calls[] = "mode:refused socket:refused local:refused signal:refused ring:refused ";
	char folder[] = "child-XXXXXX", *old;
	struct mf_error err = MF_ERROR_INIT;
	struct mf_buf out = MF_BUF_INIT;
	struct stat st;
	int fd;

	(void)state;
	assert_non_null(mkdtemp(folder));
	old = mf_printf("%s/old", folder);
	fd = open(old, O_WRONLY | O_CREAT, 0600);
	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(run("harm", folder, &wide, &out, &err), MF_OK);
	assert_non_null(strstr(out.data, "read:done "));
	assert_non_null(strstr(out.data, calls));
	if (has_landlock()) {
		assert_non_null(strstr(out.data, "make:refused write:refused rename:refused remove:refused "
						 "folder:refused link:refused "));
		assert_int_equal(stat(old, &st), 0);
		assert_int_equal(st.st_mode & 0777, 0600);
	}
	unlink(old);
	rmdir(folder);
	free(old);
	mf_buf_release(&out);
}

static void ends_are_told(void **state)
{
	static const struct mf_child_limits short_time = { 1, UINT64_MAX, NULL };
	static const volatile sig_atomic_t stop = 1;
	static const struct mf_child_limits stopped = { 60, UINT64_MAX, &stop };
	const char *argv[] = { "no-such-program-of-mufahris", NULL };
	struct mf_error err = MF_ERROR_INIT;
	struct mf_buf out = MF_BUF_INIT;
	struct mf_child *child;

	(void)state;
	assert_int_equal(run("fail", ".", &wide, &out, &err), MF_E_INPUT);
	assert_int_equal(run("trap", ".", &wide, &out, &err), MF_E_LIMIT);
	assert_int_equal(run("spin", ".", &short_time, &out, &err), MF_E_LIMIT);
	assert_non_null(strstr(err.text, "took too long"));
	assert_int_equal(run("spin", ".", &stopped, &out, &err), MF_E_STOPPED);
	assert_int_equal(mf_child_start(&child, argv, STDIN_FILENO, &wide, &err), MF_E_NOTFOUND);
	mf_buf_release(&out);
}

static int child_main(const char *what, const char *folder)
{
	if (!strcmp(what, "harm"))
		do_harm(folder);
	if (!strcmp(what, "trap"))
		__builtin_trap();
	while (!strcmp(what, "spin"))
		;
	_exit(4);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(harm_is_refused),
		cmocka_unit_test(ends_are_told),
	};

	if (argc == 3)
		return child_main(argv[1], argv[2]);
	self = argv[0];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
