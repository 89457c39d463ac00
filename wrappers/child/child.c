/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* pipe2 */
#include "wrappers/child/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "wrappers/child/leash.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/error.h"

#define STEP_MS 100 /* how often the stop flag is looked at */
#define FILES 64

struct mf_child {
	pid_t pid;
	int out;
	int64_t deadline; /* ms of the monotonic clock */
	const volatile sig_atomic_t *stop;
	const char *name;
	bool late, ended;
};

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static char *find_program(const char *name)
{
	const char *path = getenv("PATH");

	if (strchr(name, '/'))
		return access(name, X_OK) == 0 ? mf_strdup(name) : NULL;
	for (path = path && *path ? path : "/usr/bin:/bin"; *path;) {
		size_t len = strcspn(path, ":");
		char *full = mf_printf("%.*s/%s", (int)len, path, name);
		if (len && access(full, X_OK) == 0)
			return full;
		free(full);
		path += len + (path[len] == ':');
	}
	return NULL;
}

static void limit(int what, uint64_t most)
{
	/* Above the soft limit of processor time comes SIGXCPU, which says why; at the hard one SIGKILL. */
	struct rlimit r = { (rlim_t)most, (rlim_t)most + (what == RLIMIT_CPU) };

	setrlimit((__rlimit_resource_t)what, &r);
}

/* In the child, between fork and exec: system calls alone. */
static void become(const char *program, char *const *argv, int input, int output, int nothing,
		   const struct mf_child_limits *limits, pid_t parent)
{
	static const char *const environment[] = { "LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", NULL };

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(127);
	if (dup2(input, STDIN_FILENO) < 0 || dup2(output, STDOUT_FILENO) < 0 ||
	    dup2(nothing, STDERR_FILENO) < 0)
		_exit(127);
	limit(RLIMIT_CPU, limits->seconds);
	limit(RLIMIT_AS, limits->memory);
	limit(RLIMIT_FSIZE, 0);
	limit(RLIMIT_NOFILE, FILES);
	limit(RLIMIT_CORE, 0);
	mf_leash();
	execve(program, argv, (char *const *)(size_t)environment);
	_exit(127);
}

static int fail_to_start(const char *name, struct mf_error *err)
{
	mf_error_set(err, MF_E_IO, "%s cannot be started: %s", name, mf_strerror(errno));
	mf_error_hint(err, "run it again when the machine has room");
	return MF_E_IO;
}

int mf_child_start(struct mf_child **out, const char *const *argv, int input,
		   const struct mf_child_limits *limits, struct mf_error *err)
{
	char *program = find_program(argv[0]);
	int pipes[2] = { -1, -1 }, nothing = -1, status = MF_OK;
	pid_t parent = getpid(), pid = -1;

	*out = NULL;
	if (!program)
		return mf_error_set(err, MF_E_NOTFOUND, "the program %s is not there", argv[0]);
	nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
	if (nothing < 0 || pipe2(pipes, O_CLOEXEC) < 0)
		status = fail_to_start(argv[0], err);
	if (status == MF_OK) {
		pid = fork();
		if (pid == 0)
			become(program, (char *const *)(size_t)argv, input, pipes[1], nothing, limits,
			       parent);
		if (pid < 0)
			status = fail_to_start(argv[0], err);
	}
	if (status == MF_OK) {
		*out = mf_calloc(1, sizeof **out);
		**out = (struct mf_child){ .pid = pid,
					   .out = pipes[0],
					   .deadline = now_ms() + (int64_t)limits->seconds * 1000,
					   .stop = limits->stop,
					   .name = argv[0] };
	} else if (pipes[0] >= 0) {
		close(pipes[0]);
	}
	if (pipes[1] >= 0)
		close(pipes[1]);
	if (nothing >= 0)
		close(nothing);
	free(program);
	return status;
}

static int too_late(struct mf_child *c, struct mf_error *err)
{
	c->late = true;
	mf_error_set(err, MF_E_LIMIT, "%s took too long", c->name);
	mf_error_hint(err, "the file may be damaged or made to do so");
	return MF_E_LIMIT;
}

int mf_child_read(struct mf_child *c, char *room, size_t size, size_t *got, struct mf_error *err)
{
	*got = 0;
	for (;;) {
		struct pollfd wait = { c->out, POLLIN, 0 };
		ssize_t n;
		if (c->stop && *c->stop)
			return mf_error_set(err, MF_E_STOPPED, "stopped");
		if (now_ms() > c->deadline)
			return too_late(c, err);
		if (poll(&wait, 1, STEP_MS) <= 0)
			continue;
		n = read(c->out, room, size);
		if (n < 0 && errno == EINTR)
			continue;
		*got = n > 0 ? (size_t)n : 0;
		c->ended = n == 0;
		return n < 0 ? mf_error_set(err, MF_E_IO, "%s: %s", c->name, mf_strerror(errno)) : MF_OK;
	}
}

int mf_child_end(struct mf_child *c, struct mf_error *err)
{
	int how = 0, status = MF_OK;

	close(c->out);
	if (!c->ended)
		kill(c->pid, SIGKILL);
	while (waitpid(c->pid, &how, 0) < 0 && errno == EINTR)
		;
	if (c->late || (WIFSIGNALED(how) && WTERMSIG(how) == SIGXCPU)) {
		status = too_late(c, err);
	} else if (WIFSIGNALED(how) && c->ended) {
		status = mf_error_set(err, MF_E_LIMIT, "%s was ended by signal %d", c->name, WTERMSIG(how));
		mf_error_hint(err, "the file may be damaged or made to do so");
	} else if (WIFEXITED(how) && WEXITSTATUS(how) != 0) {
		status = mf_error_set(err, MF_E_INPUT, "%s cannot read it", c->name);
		mf_error_hint(err, "it may be damaged, or want a password");
	}
	free(c);
	return status;
}
