/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Clients that do not behave: hundreds that never finish a request (Slowloris), floods of headers, requests
 * without end on one connection.  Whatever they do, a good client is answered.  Nothing is timed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/unit/serve_fixture.h"
#include "wrappers/libc/mem.h"

#define KAZAKHSTAN "%D9%83%D8%A7%D8%B2%D8%A7%D8%AE%D8%B3%D8%AA%D8%A7%D9%86"
#define SLOW 500 /* connections, of 1000 that the server takes */
#define MORE 450 /* with these the oldest ones have to make room */
#define GOOD 20  /* requests of the good client */

static void say(int fd, const char *text)
{
	if (send(fd, text, strlen(text), MSG_NOSIGNAL) < 0)
		return; /* the server has had enough of it */
}

static void the_good_client_is_answered(void)
{
	for (int i = 0; i < GOOD; i++) {
		assert_int_equal(get(i % 2 ? "/?lang=ar&q=" KAZAKHSTAN : "/api/1/search?q=" KAZAKHSTAN), 200);
		has("Tokayev");
	}
}

/* A connection that begins a request. */
static int begin(void)
{
	int fd = reach();

	say(fd, "GET /api/1/search?q=a HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
	return fd;
}

/* The head grows byte by byte; in the end the oldest ones are cut, and who finishes is answered. */
static void many_that_never_finish(void **state)
{
	static int slow[SLOW + MORE];
	struct rlimit limit = { 0, 0 };
	char end;

	(void)state;
	getrlimit(RLIMIT_NOFILE, &limit);
	if (limit.rlim_max < SLOW + MORE + 100)
		skip();
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
	for (int i = 0; i < SLOW; i++)
		slow[i] = begin();
	the_good_client_is_answered();
	for (int turn = 0; turn < 3; turn++) {
		for (int i = 0; i < SLOW; i++)
			say(slow[i], "x");
		the_good_client_is_answered();
	}
	for (int i = SLOW; i < SLOW + MORE; i++)
		slow[i] = begin();
	the_good_client_is_answered();
	assert_true(read(slow[0], &end, 1) <= 0);
	say(slow[SLOW + MORE - 1], "x\r\nConnection: close\r\n\r\n");
	assert_true(read(slow[SLOW + MORE - 1], &end, 1) == 1);
	for (int i = 0; i < SLOW + MORE; i++)
		close(slow[i]);
	assert_int_equal(get("/metrics"), 200);
	lacks("mufahris_connections_cut_total 0\n");
	the_good_client_is_answered();
}

static void floods_of_headers(void **state)
{
	struct mf_buf flood = MF_BUF_INIT;

	(void)state;
	mf_buf_addstr(&flood, "GET /api/1/search?q=a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
	for (int i = 0; i < 300; i++)
		mf_buf_printf(&flood, "X-%d: y\r\n", i);
	mf_buf_addstr(&flood, "\r\n");
	for (int i = 0; i < 10; i++) {
		assert_int_equal(raw(flood.data, flood.len), 413);
		the_good_client_is_answered();
	}
	mf_buf_reset(&flood);
	mf_buf_addstr(&flood, "GET / HTTP/1.1\r\nHost: localhost\r\n");
	while (flood.len < 1 << 20)
		mf_buf_printf(&flood, "X-Long: %0200d\r\n", 1);
	for (int i = 0; i < 10; i++) {
		unsigned status = raw(flood.data, flood.len);
		assert_true(status == 0 || status >= 400);
	}
	the_good_client_is_answered();
	mf_buf_reset(&flood);
	mf_buf_addstr(&flood, "GET /?q=");
	while (flood.len < 1 << 18)
		mf_buf_addstr(&flood, KAZAKHSTAN);
	mf_buf_addstr(&flood, " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
	assert_true(raw(flood.data, flood.len) != 200);
	the_good_client_is_answered();
	mf_buf_release(&flood);
}

static size_t answers_of(int fd)
{
	struct mf_buf all = MF_BUF_INIT;
	size_t n = 0;
	ssize_t len;

	while ((len = read(fd, mf_buf_reserve(&all, 65536), 65536)) > 0)
		all.len += (size_t)len;
	mf_buf_addch(&all, '\0');
	for (const char *at = all.data; (at = strstr(at, "HTTP/1.1 200")) != NULL; at++)
		n++;
	mf_buf_release(&all);
	return n;
}

/* Ten that send all their requests at once, and read only when everybody else has been served. */
static void requests_without_end(void **state)
{
	enum { CLIENTS = 10, REQUESTS = 200 };
	struct mf_buf all = MF_BUF_INIT;
	int fd[CLIENTS];

	(void)state;
	for (int i = 0; i < REQUESTS; i++)
		mf_buf_printf(&all, "GET /api/1/suggest?q=%d HTTP/1.1\r\nHost: localhost\r\n%s\r\n", i,
			      i == REQUESTS - 1 ? "Connection: close\r\n" : "");
	for (int i = 0; i < CLIENTS; i++)
		say(fd[i] = reach(), all.data);
	the_good_client_is_answered();
	for (int i = 0; i < CLIENTS; i++) {
		assert_int_equal(answers_of(fd[i]), REQUESTS);
		close(fd[i]);
	}
	mf_buf_release(&all);
}

/* Those who leave in the middle of an answer. */
static void clients_that_leave(void **state)
{
	static const char *const paths[] = { "/export?format=html&sort=oldest", "/?q=" KAZAKHSTAN,
					     "/api/1/study/freq?limit=10000",
					     "/study/together?q=" KAZAKHSTAN };

	(void)state;
	for (int i = 0; i < 40; i++) {
		char *request = mf_printf("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", paths[i % 4]);
		int fd = reach();
		char first;
		say(fd, request);
		if (i % 8 < 4)
			assert_int_equal(read(fd, &first, 1), 1);
		close(fd);
		free(request);
	}
	the_good_client_is_answered();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(many_that_never_finish),
		cmocka_unit_test(floods_of_headers),
		cmocka_unit_test(requests_without_end),
		cmocka_unit_test(clients_that_leave),
	};

	return cmocka_run_group_tests(tests, serve_set_up, serve_tear_down);
}
