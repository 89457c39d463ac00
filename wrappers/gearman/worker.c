/* SPDX-License-Identifier: GPL-2.0-or-later */
/* worker.c - functions that are offered to all servers. */
#include <libgearman-1.0/gearman.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "wrappers/gearman/gearman_private.h"
#include "wrappers/libc/mem.h"

#define LOOK_MS 100 /* how often the stop flag is looked at while there is no work */

struct offer {
	size_t function;
	mf_gear_answer *answer;
	void *ctx;
};

static void *work(gearman_job_st *job, void *context, size_t *size, gearman_return_t *ret)
{
	struct offer *o = context;
	struct mf_buf answer = MF_BUF_INIT;

	o->answer(o->ctx, o->function, gearman_job_workload(job), gearman_job_workload_size(job), &answer);
	*ret = GEARMAN_SUCCESS;
	*size = answer.len;
	return mf_buf_detach(&answer); /* libgearman frees it */
}

static gearman_worker_st *make_worker(char *const *server, const char *const *function, size_t n,
				      struct offer *offer)
{
	gearman_worker_st *worker = gearman_worker_create(NULL);
	bool fine = worker != NULL;

	for (size_t i = 0; fine && server[i]; i++) {
		const char *port;
		char host[256];
		mf_gear_split(server[i], host, sizeof host, &port);
		fine = gearman_worker_add_server(worker, host, (in_port_t)atoi(port)) == GEARMAN_SUCCESS;
	}
	for (size_t i = 0; fine && i < n; i++)
		fine = gearman_worker_add_function(worker, function[i], 0, work, &offer[i]) ==
		       GEARMAN_SUCCESS;
	if (fine)
		gearman_worker_set_timeout(worker, LOOK_MS);
	else if (worker)
		gearman_worker_free(worker);
	return fine ? worker : NULL;
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

static bool is_known(char *const *server, const char *const *function, size_t n)
{
	for (size_t i = 0; server[i]; i++) {
		struct known k = { function, n, 0 };
		if (mf_gear_status(server[i], note_known, NULL, &k, NULL) == 0 && k.seen == n)
			return true;
	}
	return false;
}

int mf_gear_serve(const char *servers, const char *const *function, size_t n, mf_gear_answer *answer,
		  void (*ready)(void *ctx), void *ctx, const volatile sig_atomic_t *stop,
		  struct mf_error *err)
{
	const struct timespec pause = { 0, LOOK_MS * 1000000L };
	char **server = mf_gear_servers(servers, err);
	struct offer *offer = mf_calloc(n + 1, sizeof *offer);
	gearman_worker_st *worker = NULL;
	int rc = server ? 0 : MF_E_USAGE;

	for (size_t i = 0; i < n; i++)
		offer[i] = (struct offer){ i, answer, ctx };
	if (rc == 0 && !(worker = make_worker(server, function, n, offer)))
		rc = mf_error_set(err, MF_E_INTERNAL, "the functions cannot be offered");
	while (rc == 0 && !*stop) {
		gearman_return_t ret = gearman_worker_work(worker);
		if (ret != GEARMAN_SUCCESS && ret != GEARMAN_TIMEOUT && ret != GEARMAN_WORK_FAIL)
			nanosleep(&pause, NULL); /* no server is there: later */
		else if (ready && is_known(server, function, n)) {
			ready(ctx);
			ready = NULL;
		}
	}
	if (worker)
		gearman_worker_free(worker);
	free(offer);
	free(server);
	return rc;
}
