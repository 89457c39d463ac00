/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/unit/engine_fixture.h"
#include "tests/unit/serve_fixture.h"
#include "wrappers/libc/mem.h"

pid_t server;
static unsigned port;
struct mf_buf got = MF_BUF_INIT; /* the last answer, head and body */

/* ---- the server ---- */

static int listener(void)
{
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof a;
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	assert_int_equal(bind(fd, (struct sockaddr *)(void *)&a, sizeof a), 0);
	assert_int_equal(listen(fd, 100), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)(void *)&a, &len), 0);
	port = ntohs(a.sin_port);
	return fd;
}

void server_start(const char *option)
{
	const char *build = getenv("top_builddir");
	char *program = mf_printf("%s/mufahris-serve", build ? build : "."),
	     *db = mf_printf("%s/served", fixture_folder());
	int fd = listener();

	server = fork();
	assert_true(server >= 0);
	if (server == 0) {
		char pid[20];
		snprintf(pid, sizeof pid, "%d", (int)getpid());
		setenv("LISTEN_PID", pid, 1);
		setenv("LISTEN_FDS", "1", 1);
		dup2(fd, 3);
		setenv("XDG_DATA_HOME", fixture_folder(), 1); /* searches that are kept */
		if (!freopen("/dev/null", "w", stdout))
			_exit(127);
		execl(program, program, "-d", db, option, (char *)NULL);
		_exit(127);
	}
	close(fd);
	free(program);
	free(db);
}

int server_stop(void)
{
	int status = -1;

	kill(server, SIGTERM);
	waitpid(server, &status, 0);
	return status;
}

/* ---- a client ---- */

int reach(void)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
				 .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
				 .sin_port = htons((uint16_t)port) };
	struct timeval patience = { .tv_sec = 60 };
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	assert_int_equal(connect(fd, (struct sockaddr *)(void *)&a, sizeof a), 0);
	return fd;
}

/* Sends bytes as they are and reads until the server closes; the status of the first answer, 0 for none. */
unsigned raw(const char *bytes, size_t len)
{
	int fd = reach();
	ssize_t n;
	unsigned status = 0;

	mf_buf_reset(&got);
	for (size_t at = 0; at < len; at += (size_t)n)
		if ((n = send(fd, bytes + at, len - at, MSG_NOSIGNAL)) <= 0)
			break;
	while ((n = read(fd, mf_buf_reserve(&got, 65536), 65536)) > 0) {
		got.len += (size_t)n;
		got.data[got.len] = '\0';
	}
	close(fd);
	sscanf(got.data, "HTTP/1.1 %u", &status);
	return status;
}

unsigned ask(const char *method, const char *path, const char *head, const char *body)
{
	char *request = mf_printf("%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s\r\n%s",
				  method, path, head, body);
	unsigned status = raw(request, strlen(request));

	free(request);
	return status;
}

unsigned get(const char *path)
{
	return ask("GET", path, "", "");
}

const char *body(void)
{
	const char *end = strstr(got.data, "\r\n\r\n");

	return end ? end + 4 : "";
}

void unchunk(void)
{
	char *at = (char *)(uintptr_t)body(), *to = at, *end;
	size_t len;

	if (!strstr(got.data, "Transfer-Encoding: chunked"))
		return;
	while ((len = strtoul(at, &end, 16)) > 0) {
		memmove(to, end + 2, len);
		to += len;
		at = end + 2 + len + 2;
	}
	*to = '\0';
	got.len = (size_t)(to - got.data);
}

void has(const char *text)
{
	if (!strstr(got.data, text))
		fail_msg("%s is not in\n%.3000s", text, got.data);
}

void lacks(const char *text)
{
	if (strstr(body(), text))
		fail_msg("%s is in\n%.3000s", text, got.data);
}

int serve_set_up(void **state)
{
	const char *source = getenv("top_srcdir");
	char *folder = mf_printf("%s/corpus/articles", source ? source : ".");

	(void)state;
	make_index("served", folder);
	free(folder);
	server_start("--workers=2");
	return 0;
}

int serve_tear_down(void **state)
{
	(void)state;
	mf_buf_release(&got);
	fixture_remove();
	return server_stop();
}
