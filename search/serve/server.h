/* SPDX-License-Identifier: GPL-2.0-or-later */
/* server.h - an index behind HTTP: who may ask, which path answers what, and an engine for each worker.
 *
 *	look      what takes no time: refusals, files compiled in, /healthz, /metrics      (gate.c, assets.c)
 *	answer    a worker: brings its engine up to date, reads the parameters (ask.h), and calls the path's
 *		  function: /api/... (api.c), pages (page.h)
 *
 * A server shares nothing between workers but counters and what is known of the tables (verify.h).
 */
#ifndef MF_SERVE_SERVER_H
#define MF_SERVE_SERVER_H

#include <stdatomic.h>
#include <sys/stat.h>
#include <time.h>

#include "search/engine/engine.h"
#include "search/serve/ask.h"
#include "search/serve/verify.h"
#include "wrappers/http/http.h"

struct mf_serve_options {
	const char *dir; /* the index */
	const char
		*cluster;  /* the file that describes it, where its members are on other machines; or NULL */
	const char *token; /* what must be shown; NULL: nothing */
	const char *const *host; /* what Host may say, without its port; NULL at the end */
	bool file_links;         /* paths of files are links */
	unsigned workers;
	double seconds; /* an answer may take; 0: as long as it takes */
};

/* An open index, and room for one answer; a worker's own. */
struct mf_serve_worker {
	struct mf_engine *engine;
	struct mf_link *link; /* of a cluster, which has the engine; else NULL */
	struct stat stamp;    /* of the stub that was live when it was opened */
	struct timespec tried;
	struct mf_results results, other;
	struct mf_arena arena, rows;
};

#define MF_SERVE_BUCKETS 12
struct mf_serve_counters {
	_Atomic uint64_t requests[6]; /* by the first digit of the status */
	_Atomic uint64_t searches, partial, refreshes, failed_refreshes;
	_Atomic uint64_t bucket[MF_SERVE_BUCKETS + 1], micros; /* of answers of workers */
};

struct mf_server {
	struct mf_serve_options o;
	char secret[33]; /* what a form must send back */
	time_t started;
	struct mf_serve_worker *worker;
	struct mf_http *http; /* set by who starts it; for /metrics */
	_Atomic unsigned generation;
	_Atomic uint64_t documents, passages;
	struct mf_serve_counters count;
	struct mf_serve_verify verify;
};

/* One answer in the making. */
struct mf_serving {
	struct mf_server *server;
	struct mf_serve_worker *worker;
	struct mf_http_reply *reply;
	struct mf_ask ask;
};

/* Opens the index once, so that what is wrong with it is told at the start.  The options must outlive it. */
int mf_server_new(struct mf_server **out, const struct mf_serve_options *options, struct mf_error *err);
void mf_server_free(struct mf_server *server); /* NULL accepted */

/* For struct mf_http_options; ctx is the server. */
enum mf_http_lane mf_server_look(void *ctx, const struct mf_http_request *, struct mf_http_reply *);
void mf_server_answer(void *ctx, unsigned worker, const struct mf_http_request *, struct mf_http_reply *);
void mf_server_refuse(void *ctx, unsigned status, const struct mf_http_request *, struct mf_http_reply *);

/* ---- between the files of this room ---- */

/* worker.c: opens the live generation where it is another than the worker has. */
int mf_serve_refresh(struct mf_server *server, struct mf_serve_worker *w, struct mf_error *err);
void mf_serve_worker_release(struct mf_serve_worker *w);

/* gate.c: what is wrong with the sender, or a visitor that shows its token for the first time; 0: welcome,
 * else a status. */
unsigned mf_gate(const struct mf_server *server, const struct mf_http_request *r,
		 struct mf_http_reply *reply);
/* A form's secret and origin are those of a page of ours. */
bool mf_gate_form(const struct mf_server *server, const struct mf_http_request *r);

/* assets.c: files compiled in; false where the path is none of them.  The second appends a path with a mark
 * of its contents, for links. */
bool mf_asset_reply(const struct mf_http_request *r, struct mf_http_reply *reply);
void mf_asset_put_link(struct mf_buf *out, const char *path);

/* replies.c */
void mf_reply_type(struct mf_http_reply *reply, unsigned status, const char *type);
/* The status that goes with an error. */
unsigned mf_reply_status(const struct mf_error *err);
/* As JSON below /api/, as a page elsewhere. */
void mf_reply_error(const struct mf_http_request *r, struct mf_http_reply *reply, unsigned status,
		    const struct mf_error *err);
/* ETag of the generation; true where the client has it: the reply is 304 already. */
bool mf_reply_unchanged(struct mf_serving *s, const struct mf_http_request *r);

/* An answer that was cut short by its time is counted, and is not kept by who asked. */
void mf_reply_partial(struct mf_serving *s, bool partial);

/* metrics.c */
void mf_metrics_reply(struct mf_server *server, struct mf_http_reply *reply);
void mf_metrics_count(struct mf_server *server, unsigned status);
void mf_metrics_time(struct mf_server *server, double seconds);

/* export.c: /export */
int mf_export_answer(struct mf_serving *s, struct mf_error *err);

/* api.c: the rest of a path below /api/1/; false where there is nothing. */
bool mf_api_answer(struct mf_serving *s, const char *name, struct mf_error *err, int *rc);

#endif
