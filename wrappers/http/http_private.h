/* SPDX-License-Identifier: GPL-2.0-or-later */
/* http_private.h - a request on its way, and the server from inside. */
#ifndef MF_HTTP_PRIVATE_H
#define MF_HTTP_PRIVATE_H

#include <pthread.h>
#include <time.h>

#include <microhttpd.h>

#include "wrappers/http/http.h"

/* A connection, from accept to close. */
struct mf_http_peer {
	struct mf_http_peer *before, *after;
	int socket;
	double since; /* when it became due to bring a request to its end */
	bool busy;    /* a whole request is here and not answered yet */
	bool cut;
	char client[48];
};

enum mf_http_state { MF_HTTP_READING, MF_HTTP_REFUSED, MF_HTTP_WAITING, MF_HTTP_MADE, MF_HTTP_SENT };

struct mf_http_job {
	struct mf_http *http;
	struct MHD_Connection *connection;
	struct mf_http_peer *peer;
	enum mf_http_state state;
	unsigned refused; /* a status, or 0 */
	bool slow;
	double start;
	struct mf_http_request request;
	struct mf_http_reply reply;
	struct mf_arena arena; /* of the request */
	struct mf_buf body;
	struct mf_http_job *next;
	/* a reply that goes on */
	struct mf_buf piece;
	size_t piece_at;
	bool more, asked, gone, broken;
};

struct mf_http_lane_queue {
	struct mf_http_job *first, *last;
};

struct mf_http_worker {
	struct mf_http *http;
	unsigned number;
	pthread_t thread;
};

struct mf_http {
	struct mf_http_options o;
	struct MHD_Daemon *daemon;
	pthread_mutex_t lock; /* of all below */
	pthread_cond_t work, rest;
	struct mf_http_lane_queue quick, slow;
	unsigned waiting, working, slow_working;
	bool stopping;
	struct mf_http_worker *worker;
	pthread_mutex_t peers_lock; /* of the list, and of the peers in it */
	struct mf_http_peer *peers;
	unsigned connections;
	uint64_t cut;
	pthread_mutex_t log_lock;
};

double mf_http_now(void); /* seconds */

/* request.c: false where it is no request that can be read: the status is 400 or 413. */
bool mf_http_request_read(struct mf_http_job *job, const char *method, const char *path);

/* peers.c */
struct mf_http_peer *mf_http_peer_add(struct mf_http *http, struct MHD_Connection *connection);
void mf_http_peer_remove(struct mf_http *http, struct mf_http_peer *peer);
void mf_http_peer_busy(struct mf_http *http, struct mf_http_peer *peer, bool busy);

/* workers.c */
int mf_http_workers_start(struct mf_http *http, struct mf_error *err);
bool mf_http_workers_take(struct mf_http *http, struct mf_http_job *job); /* false: too many wait */
void mf_http_workers_stop(struct mf_http *http);

#endif
