/* SPDX-License-Identifier: GPL-2.0-or-later */
/* http.h - an HTTP/1.1 server by libmicrohttpd: one thread that speaks with all connections, and workers.
 *
 * The first thread reads requests, refuses what is too large or comes too slowly, and answers what takes no
 * time.  Everything else waits in a queue for a worker; a connection whose request waits costs no thread.
 * A slow worker so delays nobody but the requests after it, and requests that are known to take long may
 * never occupy all workers.  What is answered is up to the caller; nothing here knows a path.
 */
#ifndef MF_HTTP_H
#define MF_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wrappers/libc/arena.h"
#include "wrappers/libc/buf.h"
#include "wrappers/libc/error.h"

struct mf_http_field {
	const char *name, *value;
};

struct mf_http_request {
	const char *method, *path;             /* "GET", "HEAD" or "POST"; decoded, without the query */
	const struct mf_http_field *parameter; /* of the address, then of a form that was posted: decoded */
	size_t parameters;
	const struct mf_http_field *header;
	size_t headers;
	const char *client; /* the address it comes from */
};
/* The value of the first header (letters in any case), or of the first parameter, of this name; or NULL. */
const char *mf_http_header(const struct mf_http_request *request, const char *name);
const char *mf_http_parameter(const struct mf_http_request *request, const char *name);

#define MF_HTTP_HEADERS 16 /* of a reply */
struct mf_http_reply {
	unsigned status;
	struct mf_buf body; /* or ... */
	const void *fixed;  /* ... bytes that outlive the server */
	size_t fixed_len;
	struct mf_http_field header[MF_HTTP_HEADERS]; /* the arena's, or fixed */
	size_t headers;
	struct mf_arena arena; /* for what the reply needs */
	/* NULL, or: what comes after the body.  Appends to *out, and returns false when it was the last. */
	bool (*more)(void *ctx, struct mf_buf *out);
	bool broken;             /* set by it: what was sent is not the whole, and the client is to know */
	void (*done)(void *ctx); /* after the last, or when the client has gone; may be NULL */
	void *ctx;
};
void mf_http_reply_header(struct mf_http_reply *reply, const char *name, const char *value);

enum mf_http_lane { MF_HTTP_ANSWERED, MF_HTTP_QUICK, MF_HTTP_SLOW };

struct mf_http_options {
	int listen; /* a socket that listens; it is closed by mf_http_stop */
	unsigned workers;
	unsigned slow_workers;            /* so many of them may be at work on slow requests */
	unsigned waiting;                 /* requests that may wait for a worker */
	unsigned connections, per_client; /* at once; per_client 0: no bound of its own */
	unsigned request_seconds; /* from the first byte, or from the connection, to the last of a request */
	unsigned idle_seconds;    /* without any byte in either direction */
	size_t head, body;        /* bytes of a request */
	void *ctx;
	/* In the first thread: answers at once, or says in which lane the request waits. */
	enum mf_http_lane (*look)(void *ctx, const struct mf_http_request *, struct mf_http_reply *);
	/* In a worker, number 0 to workers - 1. */
	void (*answer)(void *ctx, unsigned worker, const struct mf_http_request *, struct mf_http_reply *);
	/* In the first thread: the reply to what is refused with this status (400, 405, 413, 429, 503). */
	void (*refuse)(void *ctx, unsigned status, const struct mf_http_request *, struct mf_http_reply *);
	/* In any thread, one at a time: after a reply was made, or a request refused. */
	void (*log)(void *ctx, const struct mf_http_request *, unsigned status, size_t bytes, double ms);
};

struct mf_http_counts {
	unsigned connections, waiting, working;
	uint64_t cut; /* connections that were too slow, or one too many */
};

struct mf_http;
int mf_http_start(struct mf_http **out, const struct mf_http_options *options, struct mf_error *err);
/* To be called about once a second: ends connections that do not bring their request to an end. */
void mf_http_tick(struct mf_http *http);
void mf_http_counts(struct mf_http *http, struct mf_http_counts *out);
/* Takes no more requests, answers those that are there, and frees all.  NULL accepted. */
void mf_http_stop(struct mf_http *http);

#endif
