/* SPDX-License-Identifier: GPL-2.0-or-later */
/* http.c - the thread that speaks with the connections. */
#include "wrappers/http/http.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "wrappers/http/http_private.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/error.h"

#define PIECE ((size_t)64 << 10)

double mf_http_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ---- a request's life ---- */

static struct mf_http_job *job_new(struct mf_http *http, struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	struct mf_http_job *job = mf_calloc(1, sizeof *job);

	job->http = http;
	job->connection = connection;
	job->peer = info ? info->socket_context : NULL;
	job->start = mf_http_now();
	job->body = job->piece = job->reply.body = (struct mf_buf)MF_BUF_INIT;
	job->body.ceiling = http->o.body;
	return job;
}

static void job_free(struct mf_http_job *job)
{
	mf_buf_release(&job->body);
	mf_buf_release(&job->piece);
	mf_buf_release(&job->reply.body);
	mf_arena_release(&job->reply.arena);
	mf_arena_release(&job->arena);
	free(job);
}

static void on_completed(void *ctx, struct MHD_Connection *connection, void **job_at,
			 enum MHD_RequestTerminationCode why)
{
	struct mf_http *http = ctx;
	struct mf_http_job *job = *job_at;

	(void)connection;
	(void)why;
	if (!job)
		return;
	*job_at = NULL;
	mf_http_peer_busy(http, job->peer, false);
	pthread_mutex_lock(&http->lock); /* the worker of a reply that goes on still needs the job */
	job->gone = true;
	pthread_cond_broadcast(&http->rest);
	while (job->state >= MF_HTTP_MADE && job->reply.more)
		pthread_cond_wait(&http->rest, &http->lock);
	pthread_mutex_unlock(&http->lock);
	job_free(job);
}

static void on_connection(void *ctx, struct MHD_Connection *connection, void **peer,
			  enum MHD_ConnectionNotificationCode what)
{
	if (what == MHD_CONNECTION_NOTIFY_STARTED) {
		*peer = mf_http_peer_add(ctx, connection);
	} else if (*peer) {
		mf_http_peer_remove(ctx, *peer);
		*peer = NULL;
	}
}

/* ---- replies ---- */

/* What a worker has made of the rest; where it has made nothing yet, the connection waits. */
static ssize_t on_rest(void *ctx, uint64_t at, char *out, size_t max)
{
	struct mf_http_job *job = ctx;
	struct mf_http *http = job->http;
	size_t n;
	bool end = false, broken;

	(void)at;
	pthread_mutex_lock(&http->lock);
	n = job->piece.len - job->piece_at < max ? job->piece.len - job->piece_at : max;
	memcpy(out, job->piece.data + job->piece_at, n);
	job->piece_at += n;
	if (job->piece_at == job->piece.len)
		pthread_cond_broadcast(&http->rest);
	if (!n && !job->more) {
		end = true;
	} else if (!n) {
		job->asked = true;
		MHD_suspend_connection(job->connection);
	}
	broken = end && job->broken; /* the client must not take it for the whole */
	pthread_mutex_unlock(&http->lock);
	return broken ? MHD_CONTENT_READER_END_WITH_ERROR
	       : end  ? MHD_CONTENT_READER_END_OF_STREAM
		      : (ssize_t)n;
}

static struct MHD_Response *response_of(struct mf_http_job *job, size_t *len)
{
	struct mf_http_reply *r = &job->reply;

	*len = r->fixed ? r->fixed_len : r->body.len;
	if (r->more)
		return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, PIECE, on_rest, job, NULL);
	if (r->fixed)
		return MHD_create_response_from_buffer(r->fixed_len, (void *)(uintptr_t)r->fixed,
						       MHD_RESPMEM_PERSISTENT);
	if (!*len)
		return MHD_create_response_from_buffer(0, mf_buf_empty, MHD_RESPMEM_PERSISTENT);
	return MHD_create_response_from_buffer(*len, mf_buf_detach(&r->body), MHD_RESPMEM_MUST_FREE);
}

static enum MHD_Result send_reply(struct mf_http_job *job)
{
	struct mf_http *http = job->http;
	struct mf_http_reply *r = &job->reply;
	size_t len;
	struct MHD_Response *response = response_of(job, &len);
	enum MHD_Result sent;

	if (!response)
		return MHD_NO;
	for (size_t i = 0; i < r->headers; i++)
		MHD_add_response_header(response, r->header[i].name, r->header[i].value);
	job->state = MF_HTTP_SENT;
	sent = MHD_queue_response(job->connection, r->status, response);
	MHD_destroy_response(response);
	if (http->o.log) {
		pthread_mutex_lock(&http->log_lock);
		http->o.log(http->o.ctx, &job->request, r->status, len, (mf_http_now() - job->start) * 1e3);
		pthread_mutex_unlock(&http->log_lock);
	}
	return sent;
}

static enum MHD_Result refuse(struct mf_http_job *job, unsigned status)
{
	job->http->o.refuse(job->http->o.ctx, status, &job->request, &job->reply);
	return send_reply(job);
}

/* ---- requests ---- */

static bool too_many(struct mf_http *http, const struct mf_http_peer *peer)
{
	unsigned n = 0;

	if (!http->o.per_client || !peer)
		return false;
	pthread_mutex_lock(&http->peers_lock);
	for (const struct mf_http_peer *p = http->peers; p; p = p->after)
		n += p->busy && strcmp(p->client, peer->client) == 0;
	pthread_mutex_unlock(&http->peers_lock);
	return n > http->o.per_client;
}

/* The whole request is here. */
static enum MHD_Result begin(struct mf_http_job *job, const char *method, const char *path)
{
	struct mf_http *http = job->http;
	enum mf_http_lane lane;

	mf_http_peer_busy(http, job->peer, true);
	if (job->body.overflow)
		job->refused = 413;
	if (!mf_http_request_read(job, method, path))
		return refuse(job, job->refused);
	if (too_many(http, job->peer))
		return refuse(job, 429);
	lane = http->o.look(http->o.ctx, &job->request, &job->reply);
	if (lane == MF_HTTP_ANSWERED)
		return send_reply(job);
	job->slow = lane == MF_HTTP_SLOW;
	return mf_http_workers_take(http, job) ? MHD_YES : refuse(job, 503);
}

static enum MHD_Result on_request(void *ctx, struct MHD_Connection *connection, const char *path,
				  const char *method, const char *version, const char *upload,
				  size_t *upload_size, void **job_at)
{
	struct mf_http_job *job = *job_at;

	(void)version;
	if (!job) {
		*job_at = job = job_new(ctx, connection);
		if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0 &&
		    strcmp(method, "POST") != 0) {
			job->refused = 405;
			mf_http_request_read(job, method, path);
			return refuse(job, 405);
		}
		return MHD_YES;
	}
	if (job->state == MF_HTTP_MADE)
		return send_reply(job);
	if (job->state != MF_HTTP_READING)
		return MHD_YES;
	if (*upload_size) {
		mf_buf_add(&job->body, upload, *upload_size);
		*upload_size = 0;
		return MHD_YES;
	}
	return begin(job, method, path);
}

/* ---- the server ---- */

static struct MHD_Daemon *start_daemon(struct mf_http *http)
{
	const struct mf_http_options *o = &http->o;

	return MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC, 0,
				NULL, NULL, on_request, http, MHD_OPTION_LISTEN_SOCKET, o->listen,
				MHD_OPTION_CONNECTION_LIMIT, o->connections, MHD_OPTION_CONNECTION_TIMEOUT,
				o->idle_seconds, MHD_OPTION_CONNECTION_MEMORY_LIMIT, o->head,
				MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_NOTIFY_COMPLETED, on_completed,
				http, MHD_OPTION_NOTIFY_CONNECTION, on_connection, http, MHD_OPTION_END);
}

int mf_http_start(struct mf_http **out, const struct mf_http_options *options, struct mf_error *err)
{
	struct mf_http *http = mf_calloc(1, sizeof *http);
	int rc;

	*out = http;
	http->o = *options;
	pthread_mutex_init(&http->lock, NULL);
	pthread_mutex_init(&http->peers_lock, NULL);
	pthread_mutex_init(&http->log_lock, NULL);
	pthread_cond_init(&http->work, NULL);
	pthread_cond_init(&http->rest, NULL);
	rc = mf_http_workers_start(http, err);
	if (rc == 0)
		http->daemon = start_daemon(http);
	if (rc == 0 && !http->daemon)
		rc = mf_error_set(err, MF_E_IO, "the server could not be started: %s", mf_strerror(errno));
	if (rc < 0) {
		mf_http_stop(http);
		*out = NULL;
	}
	return rc;
}

void mf_http_stop(struct mf_http *http)
{
	if (!http)
		return;
	if (http->daemon)
		MHD_quiesce_daemon(http->daemon);
	mf_http_workers_stop(http);
	if (http->daemon)
		MHD_stop_daemon(http->daemon);
	close(http->o.listen);
	pthread_mutex_destroy(&http->lock);
	pthread_mutex_destroy(&http->peers_lock);
	pthread_mutex_destroy(&http->log_lock);
	pthread_cond_destroy(&http->work);
	pthread_cond_destroy(&http->rest);
	free(http);
}
