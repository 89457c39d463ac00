/* SPDX-License-Identifier: GPL-2.0-or-later */
/* status.c - the lines of text that a job server answers on its port ("status", "workers"). */
#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "wrappers/gearman/gearman_private.h"
#include "wrappers/libc/mem.h"

#define SECONDS 2
#define CONNECT_MS 500 /* to a host that is not there; on a private network a connection takes one or two */
#define ANSWER_MAX ((size_t)16 << 20)

bool mf_gear_split(const char *server, char *host, size_t size, const char **port)
{
	const char *colon = strrchr(server, ':');
	size_t len = colon ? (size_t)(colon - server) : strlen(server);

	*port = colon ? colon + 1 : "4730";
	if (len >= 2 && *server == '[' && server[len - 1] == ']') { /* [::1]:4730 */
		server++;
		len -= 2;
	}
	if (!len || len >= size || !**port || strspn(*port, "0123456789") != strlen(*port))
		return false;
	memcpy(host, server, len);
	host[len] = '\0';
	return true;
}

int mf_gear_connect(const char *server)
{
	const struct addrinfo hints = { .ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM };
	const struct timeval wait = { SECONDS, 0 }, soon = { 0, CONNECT_MS * 1000 };
	struct addrinfo *list = NULL;
	const char *port;
	char host[256];
	int fd = -1;

	if (!mf_gear_split(server, host, sizeof host, &port) || getaddrinfo(host, port, &hints, &list) != 0)
		return -1;
	for (struct addrinfo *a = list; a && fd < 0; a = a->ai_next) {
		fd = socket(a->ai_family, a->ai_socktype | SOCK_CLOEXEC, a->ai_protocol);
		if (fd < 0)
			continue;
		setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
		setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &soon, sizeof soon);
		if (connect(fd, a->ai_addr, a->ai_addrlen) < 0) {
			close(fd);
			fd = -1;
		} else {
			setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
		}
	}
	freeaddrinfo(list);
	return fd;
}

int mf_gear_command(int fd, const char *command, struct mf_buf *answer)
{
	size_t len = strlen(command);

	mf_buf_reset(answer);
	if (send(fd, command, len, MSG_NOSIGNAL) != (ssize_t)len)
		return -1;
	for (;;) {
		char *room = mf_buf_reserve(answer, 4096);
		ssize_t n = room && answer->len < ANSWER_MAX ? recv(fd, room, 4096, 0) : 0;
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return -1;
		answer->len += (size_t)n;
		answer->data[answer->len] = '\0';
		if (!strcmp(answer->data, ".\n") ||
		    (answer->len > 2 && !strcmp(answer->data + answer->len - 3, "\n.\n")))
			return 0;
	}
}

/* NAME TAB JOBS TAB RUNNING TAB WORKERS */
static void read_function(char *line, mf_gear_function *function, void *ctx)
{
	char *tab = strchr(line, '\t');
	unsigned jobs, running, workers;

	if (!tab || sscanf(tab, "%u %u %u", &jobs, &running, &workers) != 3)
		return;
	*tab = '\0';
	function(ctx, line, jobs, running, workers);
}

/* FD ADDRESS NAME : FUNCTION FUNCTION ... */
static void read_worker(char *line, mf_gear_worker *worker, void *ctx)
{
	char *save, *address, *name, *colon = strstr(line, " :");

	if (!colon || !strtok_r(line, " ", &save))
		return;
	*colon = '\0';
	address = strtok_r(NULL, " ", &save);
	name = address ? strtok_r(NULL, " ", &save) : NULL;
	colon += 2;
	if (name && *(colon += strspn(colon, " ")))
		worker(ctx, address, name, colon);
}

void mf_gear_each_function(char *answer, mf_gear_function *function, void *ctx)
{
	for (char *save, *line = strtok_r(answer, "\n", &save); line; line = strtok_r(NULL, "\n", &save))
		read_function(line, function, ctx);
}

int mf_gear_status(const char *server, mf_gear_function *function, mf_gear_worker *worker, void *ctx,
		   struct mf_error *err)
{
	struct mf_buf answer = MF_BUF_INIT;
	int fd = mf_gear_connect(server);
	bool fine = fd >= 0;

	if (fine && function) {
		fine = mf_gear_command(fd, "status\n", &answer) == 0;
		if (fine)
			mf_gear_each_function(answer.data, function, ctx);
	}
	if (fine && worker) {
		fine = mf_gear_command(fd, "workers\n", &answer) == 0;
		for (char *save, *line = fine ? strtok_r(answer.data, "\n", &save) : NULL; line;
		     line = strtok_r(NULL, "\n", &save))
			read_worker(line, worker, ctx);
	}
	if (fd >= 0)
		close(fd);
	mf_buf_release(&answer);
	if (fine)
		return 0;
	mf_error_set(err, MF_E_IO, "the job server %s does not answer", server);
	mf_error_hint(err, "start gearmand there");
	return MF_E_IO;
}
