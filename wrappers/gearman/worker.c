/* SPDX-License-Identifier: GPL-2.0-or-later */
/* worker.c - functions that are offered to all servers. */
#include <libgearman-1.0/gearman.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "wrappers/gearman/gearman_private.h"
#include "wrappers/libc/mem.h"

#define LOOK_MS 100 /* how often the stop flag is looked at while there is no work */

/* What all servers share: one answer at a time, whoever asks. */
struct service {
	char **server;
	const char *const *function;
	size_t n;
	mf_gear_answer *answer;
	void *ctx;
	const volatile sig_atomic_t *stop;
	pthread_mutex_t busy;
	_Atomic bool over; /* without a stop: something failed */
};

struct offer {
	struct service *service;
	size_t function;
};

/* A server that falls silent without a word keeps its connection waiting: each has a thread of its own. */
struct connection {
	struct service *service;
	const char *server;
	struct offer *offer; /* one a function */
	pthread_t thread;
	bool started;
};

static void *work(gearman_job_st *job, void *context, size_t *size, gearman_return_t *ret)
{
	struct offer *o = context;
	struct service *s = o->service;
	struct mf_buf answer = MF_BUF_INIT;

	pthread_mutex_lock(&s->busy);
	s->answer(s->ctx, o->function, gearman_job_workload(job), gearman_job_workload_size(job), &answer);
	pthread_mutex_unlock(&s->busy);
	*ret = GEARMAN_SUCCESS;
	*size = answer.len;
	return mf_buf_detach(&answer); /* libgearman frees it */
}

static gearman_worker_st *make_worker(const struct connection *c)
{
	const struct service *s = c->service;
	gearman_worker_st *worker = gearman_worker_create(NULL);
	const char *port;
	char host[256];
	bool fine = worker != NULL;

	mf_gear_split(c->server, host, sizeof host, &port);
	fine = fine && gearman_worker_add_server(worker, host, (in_port_t)atoi(port)) == GEARMAN_SUCCESS;
	for (size_t i = 0; fine && i < s->n; i++)
		fine = gearman_worker_add_function(worker, s->function[i], 0, work, &c->offer[i]) ==
		       GEARMAN_SUCCESS;
	if (fine)
		gearman_worker_set_timeout(worker, LOOK_MS);
	else if (worker)
		gearman_worker_free(worker);
	return fine ? worker : NULL;
}

static void *serve_one(void *self)
{
	const struct timespec pause = { 0, LOOK_MS * 1000000L };
	struct connection *c = self;
	gearman_worker_st *worker = NULL;

	while (!*c->service->stop && !c->service->over) {
		gearman_return_t ret;
		worker = worker ? worker : make_worker(c);
		ret = worker ? gearman_worker_work(worker) : GEARMAN_NO_SERVERS;
		if (ret == GEARMAN_SUCCESS || ret == GEARMAN_TIMEOUT || ret == GEARMAN_WORK_FAIL)
			continue;
		if (worker) /* the server is not there: later, from the beginning */
			gearman_worker_free(worker);
		worker = NULL;
		nanosleep(&pause, NULL);
	}
	if (worker)
		gearman_worker_free(worker);
	return NULL;
}

struct known {
	const char *const *function;
	size_t n, seen;
};

static void note_known(void *ctx, const char *function, unsigned jobs, unsigned running, unsigned workers)
{
	struct known *k = ctx;

	(void)jobs;
	(void)running;
	for (size_t i = 0; workers && i < k->n; i++)
		k->seen += !strcmp(k->function[i], function);
}

static bool is_known(const struct service *s)
{
	for (size_t i = 0; s->server[i]; i++) {
		struct known k = { s->function, s->n, 0 };
		if (mf_gear_status(s->server[i], note_known, NULL, &k, NULL) == 0 && k.seen == s->n)
			return true;
	}
	return false;
}

/* Signals go to the thread that waits for the stop. */
static int start(struct connection *c, struct mf_error *err)
{
	sigset_t all, before;
	int failed;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	failed = pthread_create(&c->thread, NULL, serve_one, c);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	c->started = !failed;
	return failed ? mf_error_set(err, MF_E_IO, "no thread: %s", mf_strerror(failed)) : 0;
}

int mf_gear_serve(const char *servers, const char *const *function, size_t n, mf_gear_answer *answer,
		  void (*ready)(void *ctx), void *ctx, const volatile sig_atomic_t *stop,
		  struct mf_error *err)
{
	const struct timespec pause = { 0, LOOK_MS * 1000000L };
	struct service s = { mf_gear_servers(servers, err), function, n, answer, ctx, stop,
			     PTHREAD_MUTEX_INITIALIZER,     false };
	struct connection *c;
	size_t count = 0;
	int rc = 0;

	if (!s.server)
		return MF_E_USAGE;
	while (s.server[count])
		count++;
	c = mf_calloc(count, sizeof *c);
	for (size_t i = 0; i < count; i++) {
		c[i] = (struct connection){ .service = &s, .server = s.server[i] };
		c[i].offer = mf_calloc(n + 1, sizeof *c[i].offer);
		for (size_t k = 0; k < n; k++)
			c[i].offer[k] = (struct offer){ &s, k };
		rc = rc == 0 ? start(&c[i], err) : rc;
	}
	while (rc == 0 && !*stop) {
		if (ready && is_known(&s)) {
			ready(ctx);
			ready = NULL;
		}
		nanosleep(&pause, NULL);
	}
	s.over = true;
	for (size_t i = 0; i < count; i++) {
		if (c[i].started)
			pthread_join(c[i].thread, NULL);
		free(c[i].offer);
	}
	free(c);
	free(s.server);
	return rc;
}
