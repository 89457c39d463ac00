/* SPDX-License-Identifier: GPL-2.0-or-later */
/* client.c - jobs to be answered soon, some of them asked twice. */
#include <libgearman-1.0/gearman.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "wrappers/gearman/gearman_private.h"
#include "wrappers/libc/mem.h"

struct mf_gear_client {
	char **server;
	size_t now; /* the one that is asked */
	struct mf_gear_limits limits;
	gearman_client_st *client; /* connected to it; NULL: not yet, or something is still under way there */
	int looking;               /* a socket to it for "status", or -1 */
};

char **mf_gear_servers(const char *list, struct mf_error *err)
{
	size_t len = strlen(list), n = 0;
	char **server = mf_calloc(1, (len / 2 + 2) * sizeof *server + len + 1), *save, *text, *one, host[256];
	const char *port;

	text = (char *)(server + len / 2 + 2);
	memcpy(text, list, len + 1);
	for (one = strtok_r(text, ", ", &save); one; one = strtok_r(NULL, ", ", &save)) {
		if (!mf_gear_split(one, host, sizeof host, &port)) {
			mf_error_set(err, MF_E_USAGE, "'%.100s' is no job server", one);
			mf_error_hint(err, "write HOST:PORT, commas between several");
			free(server);
			return NULL;
		}
		server[n++] = one;
	}
	if (n)
		return server;
	free(server);
	mf_error_set(err, MF_E_USAGE, "no job server is named");
	mf_error_hint(err, "write HOST:PORT, commas between several");
	return NULL;
}

int mf_gear_open(struct mf_gear_client **out, const char *servers, const struct mf_gear_limits *limits,
		 struct mf_error *err)
{
	char **server = mf_gear_servers(servers, err);

	*out = NULL;
	if (!server)
		return MF_E_USAGE;
	*out = mf_calloc(1, sizeof **out);
	**out = (struct mf_gear_client){ .server = server, .limits = *limits, .looking = -1 };
	return 0;
}

static void disconnect(struct mf_gear_client *c)
{
	if (c->client)
		gearman_client_free(c->client);
	c->client = NULL;
	if (c->looking >= 0)
		close(c->looking);
	c->looking = -1;
}

void mf_gear_close(struct mf_gear_client *c)
{
	if (!c)
		return;
	disconnect(c);
	free(c->server);
	free(c);
}

/* ---- who offers what ---- */

struct offered {
	struct mf_gear_job *job;
	bool *seen;
	size_t n;
};

static void note_function(void *ctx, const char *function, unsigned jobs, unsigned running, unsigned workers)
{
	struct offered *o = ctx;

	(void)jobs;
	(void)running;
	for (size_t i = 0; i < o->n; i++)
		if (workers && !strcmp(o->job[i].function, function))
			o->seen[i] = true;
}

/* Jobs that nobody would take fail.  -1: the server does not answer. */
static int look(struct mf_gear_client *c, struct mf_gear_job *job, size_t n)
{
	struct offered o = { job, mf_calloc(n + 1, sizeof(bool)), n };
	struct mf_buf answer = MF_BUF_INIT;
	int rc = -1;

	for (int attempt = 0; attempt < 2 && rc < 0; attempt++) {
		if (c->looking < 0)
			c->looking = mf_gear_connect(c->server[c->now]);
		if (c->looking < 0)
			break;
		rc = mf_gear_command(c->looking, "status\n", &answer);
		if (rc < 0) { /* it may have been restarted since */
			close(c->looking);
			c->looking = -1;
		}
	}
	if (rc == 0)
		mf_gear_each_function(answer.data, note_function, &o);
	for (size_t i = 0; rc == 0 && i < n; i++)
		job[i].failure = o.seen[i] ? NULL : "no worker offers it";
	mf_buf_release(&answer);
	free(o.seen);
	return rc;
}

/* ---- asking ---- */

/* One asking; a job's tasks, it and its hedge, all have it as their context. */
struct waiting {
	struct mf_gear_job *job;
	size_t *left;           /* jobs without an answer */
	bool *hedged;           /* some were asked twice: what else comes of those is not waited for */
	unsigned failed, asked; /* tasks of it */
};

static gearman_return_t completed(gearman_task_st *task)
{
	struct waiting *w = gearman_task_context(task);
	size_t size = gearman_task_data_size(task);

	if (!w->job->reply && !w->job->failure) {
		w->job->reply = mf_calloc(1, size + 1);
		if (size)
			memcpy(w->job->reply, gearman_task_data(task), size);
		w->job->reply_length = size;
		--*w->left;
	}
	return *w->left || !*w->hedged ? GEARMAN_SUCCESS : GEARMAN_PAUSE;
}

static gearman_return_t failed(gearman_task_st *task)
{
	struct waiting *w = gearman_task_context(task);

	if (++w->failed == w->asked && !w->job->reply && !w->job->failure) {
		w->job->failure = "its worker failed";
		--*w->left;
	}
	return *w->left || !*w->hedged ? GEARMAN_SUCCESS : GEARMAN_PAUSE;
}

static bool submit(struct mf_gear_client *c, struct waiting *w)
{
	gearman_return_t ret = GEARMAN_SUCCESS;
	gearman_task_st *task = gearman_client_add_task(c->client, NULL, w, w->job->function, NULL,
							w->job->bytes, w->job->length, &ret);

	w->asked += task != NULL;
	return task && ret == GEARMAN_SUCCESS;
}

static bool connect_client(struct mf_gear_client *c)
{
	const char *port;
	char host[256];

	if (c->client)
		return true;
	c->client = gearman_client_create(NULL);
	if (!c->client)
		return false;
	mf_gear_split(c->server[c->now], host, sizeof host, &port);
	gearman_client_set_complete_fn(c->client, completed);
	gearman_client_set_fail_fn(c->client, failed);
	return gearman_client_add_server(c->client, host, (in_port_t)atoi(port)) == GEARMAN_SUCCESS;
}

static unsigned elapsed(const struct timespec *since)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (unsigned)((now.tv_sec - since->tv_sec) * 1000 + (now.tv_nsec - since->tv_nsec) / 1000000);
}

/* Until all have an answer, or the deadline.  False where the server was lost. */
static bool wait_for_all(struct mf_gear_client *c, struct waiting *w, size_t n, size_t *left,
			 bool *asked_twice)
{
	struct timespec start;
	bool hedged = !c->limits.hedge;

	clock_gettime(CLOCK_MONOTONIC, &start);
	while (*left) {
		unsigned spent = elapsed(&start), until = hedged ? c->limits.deadline : c->limits.hedge;
		gearman_return_t ret;
		if (spent >= c->limits.deadline)
			return true;
		if (!hedged && spent >= until) {
			for (size_t i = 0; i < n; i++)
				if (!w[i].job->reply && !w[i].job->failure && !submit(c, &w[i]))
					return false;
			hedged = *asked_twice = true;
			continue;
		}
		gearman_client_set_timeout(c->client, (int)(until - spent ? until - spent : 1));
		ret = gearman_client_run_tasks(c->client);
		if (!*left)
			return true;
		if (ret != GEARMAN_SUCCESS && ret != GEARMAN_TIMEOUT && ret != GEARMAN_IO_WAIT &&
		    ret != GEARMAN_PAUSE && ret != GEARMAN_WORK_FAIL && ret != GEARMAN_IN_PROGRESS)
			return false;
		if (ret == GEARMAN_SUCCESS) /* nothing is under way, and some have no answer */
			return false;
	}
	return true;
}

/* Asks the server in hand what has no answer yet; false where it was lost. */
static bool ask_server(struct mf_gear_client *c, struct mf_gear_job *job, size_t n)
{
	struct waiting *w = mf_calloc(n + 1, sizeof *w);
	size_t left = 0, clean = 0;
	bool hedged = false;
	bool fine = look(c, job, n) == 0 && connect_client(c);

	for (size_t i = 0; fine && i < n; i++) {
		w[i] = (struct waiting){ .job = &job[i], .left = &left, .hedged = &hedged };
		if (job[i].reply || job[i].failure)
			continue;
		left++;
		fine = submit(c, &w[i]);
	}
	fine = fine && wait_for_all(c, w, n, &left, &hedged);
	for (size_t i = 0; i < n; i++) {
		clean += w[i].asked <= 1 && (job[i].reply || job[i].failure);
		if (fine && !job[i].reply && !job[i].failure)
			job[i].failure = "no answer within the deadline";
	}
	/* What may still come must not be taken for an answer to something else. */
	if (fine && clean == n)
		gearman_client_task_free_all(c->client);
	else
		disconnect(c);
	free(w);
	return fine;
}

int mf_gear_ask(struct mf_gear_client *c, struct mf_gear_job *job, size_t n, struct mf_error *err)
{
	size_t servers = 0;

	for (size_t i = 0; i < n; i++) {
		job[i].reply = NULL;
		job[i].failure = NULL;
	}
	while (c->server[servers])
		servers++;
	for (size_t tried = 0; tried < servers; tried++) {
		if (ask_server(c, job, n))
			return 0;
		disconnect(c);
		c->now = (c->now + 1) % servers;
	}
	for (size_t i = 0; i < n; i++) {
		free(job[i].reply);
		job[i].reply = NULL;
	}
	mf_error_set(err, MF_E_IO, "no job server answers (%s)", c->server[c->now]);
	mf_error_hint(err, "start gearmand, or name another one");
	return MF_E_IO;
}
