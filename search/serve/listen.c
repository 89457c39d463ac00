/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/serve/listen.h"
#include "wrappers/libc/error.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define FIRST_FD 3 /* the first that systemd hands over */
#define BACKLOG 511

/* ---- an address ---- */

static int bad(const char *where, struct mf_error *err)
{
	mf_error_set(err, MF_E_USAGE, "--listen does not accept '%.60s'; accepted: ADDR:PORT", where);
	mf_error_hint(err, "127.0.0.1:7474, [::1]:7474, 0.0.0.0:7474");
	return MF_E_USAGE;
}

static int parse(const char *where, struct sockaddr_storage *out, socklen_t *len, struct mf_error *err)
{
	struct sockaddr_in *v4 = (struct sockaddr_in *)(void *)out;
	struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)(void *)out;
	const char *colon = strrchr(where, ':');
	char name[64];
	unsigned long port;
	size_t n = colon ? (size_t)(colon - where) : 0;
	bool brackets = n > 2 && where[0] == '[' && where[n - 1] == ']';

	memset(out, 0, sizeof *out);
	if (!n || n >= sizeof name || strspn(colon + 1, "0123456789") != strlen(colon + 1) || !colon[1] ||
	    strlen(colon + 1) > 5 || (port = strtoul(colon + 1, NULL, 10)) > 65535)
		return bad(where, err);
	snprintf(name, sizeof name, "%.*s", (int)(brackets ? n - 2 : n), where + brackets);
	if (strcmp(name, "localhost") == 0)
		strcpy(name, "127.0.0.1");
	if (!brackets && inet_pton(AF_INET, name, &v4->sin_addr) == 1) {
		v4->sin_family = AF_INET;
		v4->sin_port = htons((uint16_t)port);
		*len = sizeof *v4;
	} else if (inet_pton(AF_INET6, name, &v6->sin6_addr) == 1) {
		v6->sin6_family = AF_INET6;
		v6->sin6_port = htons((uint16_t)port);
		*len = sizeof *v6;
	} else {
		return bad(where, err);
	}
	return 0;
}

static int make(const char *where, int *out, struct mf_error *err)
{
	struct sockaddr_storage address;
	socklen_t len;
	int one = 1, rc = parse(where, &address, &len, err);

	if (rc < 0)
		return rc;
	*out = socket(address.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (*out >= 0)
		setsockopt(*out, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
	if (*out >= 0 && bind(*out, (const struct sockaddr *)(const void *)&address, len) == 0 &&
	    listen(*out, BACKLOG) == 0)
		return 0;
	rc = errno;
	mf_error_set(err, MF_E_IO, "--listen=%s: %s", where, mf_strerror(rc));
	if (rc == EADDRINUSE)
		mf_error_hint(err, "another server is there; --listen=127.0.0.1:0 takes a free port");
	if (*out >= 0)
		close(*out);
	return MF_E_IO;
}

/* ---- what it is ---- */

static int describe(struct mf_listening *l, struct mf_error *err)
{
	struct sockaddr_storage address;
	socklen_t len = sizeof address;
	const struct sockaddr_in *v4 = (const struct sockaddr_in *)(const void *)&address;
	const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)(const void *)&address;
	char name[INET6_ADDRSTRLEN] = "";

	if (getsockname(l->socket, (struct sockaddr *)(void *)&address, &len) < 0)
		return mf_error_set(err, MF_E_IO, "the socket that was handed over: %s", mf_strerror(errno));
	if (address.ss_family == AF_INET && inet_ntop(AF_INET, &v4->sin_addr, name, sizeof name)) {
		l->loopback = ntohl(v4->sin_addr.s_addr) >> 24 == 127;
		l->port = ntohs(v4->sin_port);
		snprintf(l->address, sizeof l->address, "%s", name);
	} else if (address.ss_family == AF_INET6 && inet_ntop(AF_INET6, &v6->sin6_addr, name, sizeof name)) {
		l->loopback = IN6_IS_ADDR_LOOPBACK(&v6->sin6_addr);
		l->port = ntohs(v6->sin6_port);
		snprintf(l->address, sizeof l->address, "[%s]", name);
	} else {
		return mf_error_set(err, MF_E_UNSUPPORTED,
				    "the socket that was handed over is not one of the internet");
	}
	return 0;
}

/* How many sockets were handed over to this very process. */
static long handed_over(void)
{
	const char *pid = getenv("LISTEN_PID"), *n = getenv("LISTEN_FDS");

	return pid && n && strtol(pid, NULL, 10) == (long)getpid() ? strtol(n, NULL, 10) : 0;
}

int mf_listen(struct mf_listening *l, const char *where, struct mf_error *err)
{
	long fds = handed_over();
	int rc = 0;

	memset(l, 0, sizeof *l);
	l->socket = FIRST_FD;
	if (fds > 1)
		return mf_error_set(err, MF_E_USAGE, "systemd hands over %ld sockets; one is wanted", fds);
	if (fds == 1) {
		fcntl(FIRST_FD, F_SETFD, FD_CLOEXEC);
		fcntl(FIRST_FD, F_SETFL, fcntl(FIRST_FD, F_GETFL) | O_NONBLOCK);
		unsetenv("LISTEN_FDS");
		unsetenv("LISTEN_PID");
	} else {
		rc = make(where, &l->socket, err);
	}
	return rc < 0 ? rc : describe(l, err);
}
