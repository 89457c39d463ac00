/* SPDX-License-Identifier: GPL-2.0-or-later */
/* server.c - from a path to what answers it. */
#include "search/serve/server.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "indexer/store/index.h"
#include "search/serve/page.h"
#include "wrappers/libc/mem.h"
#include "wrappers/messages/messages.h"
#include "wrappers/libc/error.h"

static int make_secret(char out[static 33], struct mf_error *err)
{
	unsigned char bytes[16];

	if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
		return mf_error_set(err, MF_E_IO, "the system gives no random numbers: %s",
				    mf_strerror(errno));
	for (size_t i = 0; i < sizeof bytes; i++) {
		out[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
		out[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
	}
	out[32] = '\0';
	return 0;
}

int mf_server_new(struct mf_server **out, const struct mf_serve_options *options, struct mf_error *err)
{
	struct mf_server *s = mf_calloc(1, sizeof *s);
	int rc;

	s->o = *options;
	s->started = time(NULL);
	mf_serve_verify_init(&s->verify);
	s->worker = mf_calloc(options->workers, sizeof *s->worker);
	rc = make_secret(s->secret, err);
	for (unsigned i = 0; i < options->workers; i++)
		s->worker[i].results = s->worker[i].other = (struct mf_results)MF_RESULTS_INIT;
	if (rc == 0)
		rc = mf_serve_refresh(s, &s->worker[0], err);
	if (rc < 0) {
		mf_server_free(s);
		s = NULL;
	}
	*out = s;
	return rc;
}

void mf_server_free(struct mf_server *s)
{
	if (!s)
		return;
	for (unsigned i = 0; i < s->o.workers; i++)
		mf_serve_worker_release(&s->worker[i]);
	mf_serve_verify_release(&s->verify);
	free(s->worker);
	free(s);
}

/* ---- in the first thread ---- */

static void speak(const struct mf_http_request *r)
{
	mf_messages_use(mf_messages_catalogue(mf_ask_arabic(r) ? "ar" : "en"));
}

static void set_refusal(struct mf_error *e, unsigned status, const struct mf_http_request *r)
{
	switch (status) {
	case 400:
		mf_error_set(e, MF_E_USAGE, "the address is not UTF-8 text, or the request names no host");
		break;
	case 401:
		mf_error_set(e, MF_E_USAGE, "this archive asks for a token");
		mf_error_hint(e, "open the address that mufahris-serve printed; programs send "
				 "Authorization: Bearer TOKEN");
		break;
	case 403:
		mf_error_set(e, MF_E_USAGE, "this server has another name");
		mf_error_hint(e, "use the address that mufahris-serve printed; --host=NAME adds a name");
		break;
	case 404:
		mf_error_set(e, MF_E_NOTFOUND, "there is nothing at %.200s", r->path);
		break;
	case 405:
		mf_error_set(e, MF_E_USAGE, "only GET and HEAD are answered here");
		break;
	case 413:
		mf_error_set(e, MF_E_LIMIT, "the request is too large");
		break;
	case 429:
		mf_error_set(e, MF_E_LIMIT, "too many requests at once from one address");
		mf_error_hint(e, "wait for answers before asking more");
		break;
	default:
		mf_error_set(e, MF_E_LIMIT, "the server is busy");
		mf_error_hint(e, "try again in a moment");
	}
}

void mf_server_refuse(void *ctx, unsigned status, const struct mf_http_request *r,
		      struct mf_http_reply *reply)
{
	struct mf_server *s = ctx;
	struct mf_error e = MF_ERROR_INIT;

	speak(r);
	set_refusal(&e, status, r);
	mf_reply_error(r, reply, status, &e);
	mf_metrics_count(s, reply->status);
}

static bool starts(const char *path, const char *with)
{
	return strncmp(path, with, strlen(with)) == 0;
}

static bool is_slow(const char *path)
{
	return starts(path, "/study") || starts(path, "/api/1/study") || starts(path, "/export");
}

enum mf_http_lane mf_server_look(void *ctx, const struct mf_http_request *r, struct mf_http_reply *reply)
{
	struct mf_server *s = ctx;
	unsigned status = mf_gate(s, r, reply);
	bool post = strcmp(r->method, "POST") == 0;

	if (status == 303) {
		reply->status = 303;
		mf_reply_type(reply, status, "text/plain");
	} else if (status) {
		mf_server_refuse(s, status, r, reply);
		return MF_HTTP_ANSWERED;
	} else if (post && strcmp(r->path, "/saved") != 0) {
		mf_server_refuse(s, 405, r, reply);
		return MF_HTTP_ANSWERED;
	} else if (strcmp(r->path, "/healthz") == 0) {
		mf_reply_type(reply, 200, "text/plain; charset=utf-8");
		mf_http_reply_header(reply, "Cache-Control", "no-store");
		mf_buf_addstr(&reply->body, "ok\n");
	} else if (strcmp(r->path, "/metrics") == 0) {
		mf_metrics_reply(s, reply);
	} else if (!mf_asset_reply(r, reply)) {
		return is_slow(r->path) ? MF_HTTP_SLOW : MF_HTTP_QUICK;
	}
	mf_metrics_count(s, reply->status);
	return MF_HTTP_ANSWERED;
}

/* ---- in a worker ---- */

static unsigned generation(const struct mf_serve_worker *w)
{
	return mf_engine_index(w->engine)->manifest.generation;
}

/* A filter that names nobody is a fault of the request; what is not found is the document. */
static int judge(int rc, const char *path, struct mf_error *err)
{
	const char *name = strrchr(path, '/');

	if (rc < 0 && err->code == MF_E_NOTFOUND && strcmp(name, "/document") != 0)
		err->code = MF_E_USAGE;
	return rc;
}

static int answer(struct mf_serving *s, const struct mf_http_request *r, struct mf_error *err)
{
	int rc = mf_serve_refresh(s->server, s->worker, err);

	if (rc < 0) {
		err->code = MF_E_IO; /* also where there is no index any more: it may come back */
		return rc;
	}
	rc = mf_serve_verify_ask(&s->server->verify, generation(s->worker), err);
	if (rc < 0)
		return rc;
	if (starts(r->path, "/api/1/") && mf_api_answer(s, r->path + 7, err, &rc))
		return judge(rc, r->path, err);
	if (strcmp(r->path, "/export") == 0)
		return judge(mf_export_answer(s, err), r->path, err);
	if (!starts(r->path, "/api/") && mf_page_answer(s, r->path, err, &rc))
		return judge(rc, r->path, err);
	set_refusal(err, 404, r);
	return MF_E_NOTFOUND;
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void mf_server_answer(void *ctx, unsigned worker, const struct mf_http_request *r,
		      struct mf_http_reply *reply)
{
	struct mf_server *server = ctx;
	struct mf_serving s = { .server = server, .worker = &server->worker[worker], .reply = reply };
	struct mf_error e = MF_ERROR_INIT;
	double start = now();

	speak(r);
	mf_arena_reset(&s.worker->arena);
	s.ask = (struct mf_ask){
		.http = r, .arena = &s.worker->arena, .arabic = mf_ask_arabic(r), .seconds = server->o.seconds
	};
	if (answer(&s, r, &e) < 0)
		mf_reply_error(r, reply, mf_reply_status(&e), &e);
	if (s.worker->engine && !s.worker->link)
		mf_serve_verify_step(&server->verify, server->o.dir, generation(s.worker));
	mf_metrics_time(server, now() - start);
	mf_metrics_count(server, reply->status);
}
