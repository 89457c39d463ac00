/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_gearman.c - jobs through a job server of our own, on a free port of loopback: answers, workers that
 * hang or die with a job in hand, nobody who offers a function, and servers that are killed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "wrappers/gearman/gearman.h"
#include "wrappers/libc/mem.h"

#define SERVERS 2
#define WORKERS 2

static const struct mf_gear_limits patient = { 60000, 100 };
static const char *const functions[] = { "test.upper", "test.once" };
static pid_t server[SERVERS], worker[WORKERS];
static unsigned port[SERVERS];
static char list[64], folder[] = "gearman-XXXXXX";

static unsigned free_port(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof at;
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	assert_int_equal(bind(fd, (struct sockaddr *)&at, len), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&at, &len), 0);
	close(fd);
	return ntohs(at.sin_port);
}

/* Of the jobs "hang" and "die" the first one that a worker takes is its last. */
static void answer(void *ctx, size_t function, const char *bytes, size_t length, struct mf_buf *out)
{
	char *name = mf_printf("%s/%.*s", folder, (int)length, bytes);
	int fd;

	(void)ctx;
	if (function == 1 && (fd = open(name, O_CREAT | O_EXCL | O_WRONLY, 0600)) >= 0) {
		close(fd);
		if (!strncmp(bytes, "die", 3))
			raise(SIGKILL);
		for (;;)
			pause();
	}
	free(name);
	for (size_t i = 0; i < length; i++)
		mf_buf_addch(out, (char)(bytes[i] >= 'a' && bytes[i] <= 'z' ? bytes[i] - 32 : bytes[i]));
}

static pid_t start_server(unsigned at)
{
	char number[16];
	pid_t pid;

	snprintf(number, sizeof number, "%u", at);
	pid = fork();
	if (pid == 0) {
		int nothing = open("/dev/null", O_WRONLY);
		dup2(nothing, STDOUT_FILENO);
		dup2(nothing, STDERR_FILENO);
		execlp("gearmand", "gearmand", "--listen=127.0.0.1", "--port", number, "--log-file=none",
		       "--threads=1", NULL);
		_exit(127);
	}
	return pid;
}

/* Until the server has answered. */
static void await_server(unsigned at)
{
	char *name = mf_printf("127.0.0.1:%u", at);

	while (mf_gear_status(name, NULL, NULL, NULL, NULL) < 0)
		;
	free(name);
}

static pid_t start_worker(void)
{
	pid_t pid = fork();

	if (pid == 0) {
		static const volatile sig_atomic_t stop;
		mf_gear_serve(list, functions, 2, answer, NULL, NULL, &stop, NULL);
		_exit(1);
	}
	return pid;
}

static void count_workers(void *ctx, const char *function, unsigned jobs, unsigned running, unsigned workers)
{
	unsigned *least = ctx;

	(void)jobs;
	(void)running;
	for (size_t i = 0; i < 2; i++)
		if (!strcmp(function, functions[i]) && workers < *least)
			*least = workers;
}

/* Until so many workers offer everything at this server. */
static void await_workers(unsigned at, unsigned n)
{
	char *name = mf_printf("127.0.0.1:%u", at);
	unsigned least = 0;

	while (least < n) {
		unsigned now = UINT32_MAX;
		if (mf_gear_status(name, count_workers, NULL, &now, NULL) == 0 && now != UINT32_MAX)
			least = now;
	}
	free(name);
}

static void end(pid_t *pid)
{
	if (*pid > 0) {
		kill(*pid, SIGKILL);
		kill(*pid, SIGCONT);
		waitpid(*pid, NULL, 0);
	}
	*pid = 0;
}

/* It has stopped when this returns. */
static void freeze(pid_t pid)
{
	int status;

	kill(pid, SIGSTOP);
	assert_int_equal(waitpid(pid, &status, WUNTRACED), pid);
	assert_true(WIFSTOPPED(status));
}

static int set_up(void **state)
{
	(void)state;
	strcpy(folder, "gearman-XXXXXX");
	assert_non_null(mkdtemp(folder));
	for (size_t i = 0; i < SERVERS; i++) {
		port[i] = free_port();
		server[i] = start_server(port[i]);
	}
	snprintf(list, sizeof list, "127.0.0.1:%u,127.0.0.1:%u", port[0], port[1]);
	for (size_t i = 0; i < SERVERS; i++)
		await_server(port[i]);
	for (size_t i = 0; i < WORKERS; i++)
		worker[i] = start_worker();
	for (size_t i = 0; i < SERVERS; i++)
		await_workers(port[i], WORKERS);
	return 0;
}

static int tear_down(void **state)
{
	char *command = mf_printf("rm -r %s", folder);

	(void)state;
	for (size_t i = 0; i < WORKERS; i++)
		end(&worker[i]);
	for (size_t i = 0; i < SERVERS; i++)
		end(&server[i]);
	assert_int_equal(system(command), 0);
	free(command);
	return 0;
}

/* Asks one job and gives what came of it: the reply, or "!" and why there is none. */
static char *asked(struct mf_gear_client *c, const char *function, const char *bytes)
{
	struct mf_gear_job job = { .function = function, .bytes = bytes, .length = strlen(bytes) };
	struct mf_error err = MF_ERROR_INIT;
	char *said;

	if (mf_gear_ask(c, &job, 1, &err) < 0)
		return mf_printf("error %s", err.text);
	said = job.reply ? mf_strdup(job.reply) : mf_printf("!%s", job.failure);
	free(job.reply);
	return said;
}

static void expect(struct mf_gear_client *c, const char *function, const char *bytes, const char *wanted)
{
	char *got = asked(c, function, bytes);

	assert_string_equal(got, wanted);
	free(got);
}

static void answers(void **state)
{
	struct mf_gear_client *c;
	struct mf_gear_job job[200];
	char *big = mf_calloc(1, 3000001);
	char text[200][8];

	(void)state;
	assert_int_equal(mf_gear_open(&c, list, &patient, NULL), 0);
	expect(c, "test.upper", "abc", "ABC");
	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < 200; i++) {
			snprintf(text[i], sizeof text[i], "a%zu", i);
			job[i] = (struct mf_gear_job){ .function = "test.upper",
						       .bytes = text[i],
						       .length = strlen(text[i]) };
		}
		assert_int_equal(mf_gear_ask(c, job, 200, NULL), 0);
		for (size_t i = 0; i < 200; i++) {
			char wanted[8];
			snprintf(wanted, sizeof wanted, "A%zu", i);
			assert_non_null(job[i].reply);
			assert_string_equal(job[i].reply, wanted);
			free(job[i].reply);
		}
	}
	memset(big, 'x', 3000000);
	job[0] = (struct mf_gear_job){ .function = "test.upper", .bytes = big, .length = 3000000 };
	assert_int_equal(mf_gear_ask(c, job, 1, NULL), 0);
	assert_int_equal(job[0].reply_length, 3000000);
	assert_int_equal(strspn(job[0].reply, "X"), 3000000);
	free(job[0].reply);
	free(big);
	mf_gear_close(c);
}

static void nobody_offers(void **state)
{
	struct mf_gear_job job[2] = { { .function = "test.upper", .bytes = "a", .length = 1 },
				      { .function = "test.nobody", .bytes = "a", .length = 1 } };
	struct mf_gear_client *c;

	(void)state;
	assert_int_equal(mf_gear_open(&c, list, &patient, NULL), 0);
	assert_int_equal(mf_gear_ask(c, job, 2, NULL), 0);
	assert_string_equal(job[0].reply, "A");
	assert_null(job[1].reply);
	assert_string_equal(job[1].failure, "no worker offers it");
	free(job[0].reply);
	mf_gear_close(c);
}

/* The job is asked once more, and the other worker answers; later ones too, though one is gone. */
static void a_worker_hangs(void **state)
{
	struct mf_gear_client *c;

	(void)state;
	assert_int_equal(mf_gear_open(&c, list, &patient, NULL), 0);
	expect(c, "test.once", "hang", "HANG");
	expect(c, "test.upper", "after", "AFTER");
	mf_gear_close(c);
}

static void a_worker_dies(void **state)
{
	const struct mf_gear_limits once = { 60000, 0 };
	struct mf_gear_client *c;

	(void)state;
	assert_int_equal(mf_gear_open(&c, list, &once, NULL), 0);
	expect(c, "test.once", "die", "DIE");
	expect(c, "test.upper", "after", "AFTER");
	mf_gear_close(c);
}

/* A worker that is stopped pulls nothing. */
static void a_worker_is_frozen(void **state)
{
	struct mf_gear_client *c;

	(void)state;
	freeze(worker[0]);
	assert_int_equal(mf_gear_open(&c, list, &patient, NULL), 0);
	for (int i = 0; i < 20; i++)
		expect(c, "test.upper", "abc", "ABC");
	mf_gear_close(c);
}

static void all_hang(void **state)
{
	const struct mf_gear_limits hasty = { 300, 50 };
	struct mf_gear_client *c;

	(void)state;
	freeze(worker[0]);
	freeze(worker[1]);
	assert_int_equal(mf_gear_open(&c, list, &hasty, NULL), 0);
	expect(c, "test.upper", "abc", "!no answer within the deadline");
	kill(worker[0], SIGCONT);
	kill(worker[1], SIGCONT);
	mf_gear_close(c);
	/* what was left behind is no answer to what is asked next */
	assert_int_equal(mf_gear_open(&c, list, &patient, NULL), 0);
	expect(c, "test.upper", "def", "DEF");
	mf_gear_close(c);
}

static void a_server_dies(void **state)
{
	struct mf_gear_client *c;

	(void)state;
	assert_int_equal(mf_gear_open(&c, list, &patient, NULL), 0);
	expect(c, "test.upper", "abc", "ABC");
	end(&server[0]);
	expect(c, "test.upper", "abc", "ABC");
	server[0] = start_server(port[0]);
	await_server(port[0]);
	await_workers(port[0], WORKERS); /* they connect again by themselves */
	end(&server[1]);
	expect(c, "test.upper", "abc", "ABC");
	end(&server[0]);
	{
		char *said = asked(c, "test.upper", "abc");
		assert_non_null(strstr(said, "error no job server answers"));
		free(said);
	}
	mf_gear_close(c);
}

static void bad_lists(void **state)
{
	static const char *const bad[] = { "", " , ", "host:port", "host:", ":4730" };
	struct mf_error err = MF_ERROR_INIT;
	struct mf_gear_client *c;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(mf_gear_open(&c, bad[i], &patient, &err), MF_E_USAGE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(answers, set_up, tear_down),
		cmocka_unit_test_setup_teardown(nobody_offers, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_worker_hangs, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_worker_dies, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_worker_is_frozen, set_up, tear_down),
		cmocka_unit_test_setup_teardown(all_hang, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_server_dies, set_up, tear_down),
		cmocka_unit_test(bad_lists),
	};

	if (system("command -v gearmand >/dev/null") != 0) {
		puts("1..0 # SKIP gearmand is not installed");
		return 0;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
