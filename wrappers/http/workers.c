/* SPDX-License-Identifier: GPL-2.0-or-later */
/* workers.c - the queue between the thread that reads and the threads that answer. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "wrappers/http/http_private.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/error.h"

#define STACK ((size_t)2 << 20)

static void push(struct mf_http_lane_queue *q, struct mf_http_job *job)
{
	job->next = NULL;
	if (q->last)
		q->last->next = job;
	else
		q->first = job;
	q->last = job;
}

static struct mf_http_job *pop(struct mf_http_lane_queue *q)
{
	struct mf_http_job *job = q->first;

	if (job) {
		q->first = job->next;
		if (!q->first)
			q->last = NULL;
	}
	return job;
}

bool mf_http_workers_take(struct mf_http *http, struct mf_http_job *job)
{
	bool room;

	pthread_mutex_lock(&http->lock);
	room = !http->stopping && http->waiting < http->o.waiting;
	if (room) {
		job->state = MF_HTTP_WAITING;
		MHD_suspend_connection(job->connection);
		push(job->slow ? &http->slow : &http->quick, job);
		http->waiting++;
		pthread_cond_signal(&http->work);
	}
	pthread_mutex_unlock(&http->lock);
	return room;
}

/* Under the lock: what a worker may begin now. */
static struct mf_http_job *next_job(struct mf_http *http)
{
	struct mf_http_job *job = pop(&http->quick);

	if (!job && http->slow_working < http->o.slow_workers)
		job = pop(&http->slow);
	if (job) {
		http->waiting--;
		http->working++;
		http->slow_working += job->slow;
	}
	return job;
}

/* The rest of a reply, piece by piece, as fast as the client takes it. */
static void go_on(struct mf_http *http, struct mf_http_job *job)
{
	bool more = true, gone = false;

	while (more && !gone) {
		struct mf_buf made = MF_BUF_INIT;
		bool asked;

		more = job->reply.more(job->reply.ctx, &made);
		pthread_mutex_lock(&http->lock);
		while (!job->gone && !http->stopping && job->piece_at < job->piece.len)
			pthread_cond_wait(&http->rest, &http->lock);
		job->broken = (http->stopping && more) || job->reply.broken;
		more = more && !job->broken;
		mf_buf_release(&job->piece);
		job->piece = made;
		job->piece_at = 0;
		job->more = more;
		gone = job->gone;
		asked = job->asked && !gone;
		job->asked = false;
		pthread_mutex_unlock(&http->lock);
		if (asked)
			MHD_resume_connection(job->connection);
	}
	if (job->reply.done)
		job->reply.done(job->reply.ctx);
}

static void work(struct mf_http_worker *w, struct mf_http_job *job)
{
	struct mf_http *http = w->http;
	bool goes_on;

	http->o.answer(http->o.ctx, w->number, &job->request, &job->reply);
	goes_on = job->reply.more != NULL;
	job->more = goes_on;
	if (goes_on) {
		job->piece = job->reply.body;
		job->reply.body = (struct mf_buf)MF_BUF_INIT;
	}
	job->state = MF_HTTP_MADE;
	MHD_resume_connection(job->connection);
	if (goes_on) /* else the job may be gone already */
		go_on(http, job);
	pthread_mutex_lock(&http->lock);
	if (goes_on) {
		job->reply.more = NULL;
		pthread_cond_broadcast(&http->rest);
	}
}

static void *run(void *ctx)
{
	struct mf_http_worker *w = ctx;
	struct mf_http *http = w->http;
	struct mf_http_job *job;

	pthread_mutex_lock(&http->lock);
	for (;;) {
		bool slow;
		job = next_job(http);
		if (!job && http->stopping && !http->waiting)
			break;
		if (!job) {
			pthread_cond_wait(&http->work, &http->lock);
			continue;
		}
		slow = job->slow;
		pthread_mutex_unlock(&http->lock);
		work(w, job); /* takes the lock again */
		http->working--;
		http->slow_working -= slow;
		if (slow || http->stopping)
			pthread_cond_broadcast(&http->work);
	}
	pthread_mutex_unlock(&http->lock);
	return NULL;
}

int mf_http_workers_start(struct mf_http *http, struct mf_error *err)
{
	sigset_t all, old;
	pthread_attr_t attr;
	int rc = 0;

	http->worker = mf_calloc(http->o.workers, sizeof *http->worker);
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &old);
	pthread_attr_init(&attr);
	pthread_attr_setstacksize(&attr, STACK);
	for (unsigned i = 0; i < http->o.workers && rc == 0; i++) {
		http->worker[i] = (struct mf_http_worker){ .http = http, .number = i };
		rc = pthread_create(&http->worker[i].thread, &attr, run, &http->worker[i]);
		if (rc)
			http->o.workers = i;
	}
	pthread_attr_destroy(&attr);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	return rc ? mf_error_set(err, MF_E_IO, "a thread could not be started: %s", mf_strerror(rc)) : 0;
}

void mf_http_workers_stop(struct mf_http *http)
{
	pthread_mutex_lock(&http->lock);
	http->stopping = true;
	pthread_cond_broadcast(&http->work);
	pthread_cond_broadcast(&http->rest);
	pthread_mutex_unlock(&http->lock);
	for (unsigned i = 0; i < http->o.workers; i++)
		pthread_join(http->worker[i].thread, NULL);
	free(http->worker);
}
