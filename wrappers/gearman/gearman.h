/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gearman.h - work handed out by a Gearman job server (gearmand): bytes to whoever offers a function, bytes
 * back.
 *
 * Foreground jobs alone.  Servers are "HOST:PORT,HOST:PORT": asked in this order, the next one where one does
 * not answer; who offers functions is connected to all.  A job server has no passwords: it belongs on a
 * private network, or behind a tunnel.  Workers pull, so one that hangs gets no more than the job that it
 * has.
 */
#ifndef MF_GEARMAN_H
#define MF_GEARMAN_H

#include <signal.h>
#include <stddef.h>

#include "wrappers/libc/buf.h"
#include "wrappers/libc/error.h"

/* ---- asking ---- */
struct mf_gear_client;

struct mf_gear_limits {
	unsigned deadline; /* ms from the asking; what has no answer then has failed */
	unsigned hedge; /* ms after which what has none is asked a second time, of another worker; 0: never */
};

struct mf_gear_job {
	const char *function;
	const char *bytes;
	size_t length; /* at least 1 */
	char *reply;   /* allocated, the caller's; NULL: failed */
	size_t reply_length;
	const char *failure; /* static: why; NULL where there is a reply */
};

/* MF_E_USAGE where `servers` is no list of servers.  Connects when something is asked. */
int mf_gear_open(struct mf_gear_client **out, const char *servers, const struct mf_gear_limits *limits,
		 struct mf_error *err);
void mf_gear_close(struct mf_gear_client *client); /* NULL accepted */
/* Asks all at once and waits for all.  A function that nobody offers fails at once.  MF_E_IO: no server
 * answers. */
int mf_gear_ask(struct mf_gear_client *client, struct mf_gear_job *job, size_t n, struct mf_error *err);

/* ---- answering ---- */
/* Makes the answer to a job of function number `function`. */
typedef void mf_gear_answer(void *ctx, size_t function, const char *bytes, size_t length,
			    struct mf_buf *answer);

/* Offers functions until *stop; the job in hand is ended first.  Servers that are not there are tried again.
 * `ready` is told once, when the first server knows of all functions; may be NULL. */
int mf_gear_serve(const char *servers, const char *const *function, size_t n, mf_gear_answer *answer,
		  void (*ready)(void *ctx), void *ctx, const volatile sig_atomic_t *stop,
		  struct mf_error *err);

/* ---- looking ---- */
/* Every function that a server knows: jobs that wait or run, those that run, and workers that offer it. */
typedef void mf_gear_function(void *ctx, const char *function, unsigned jobs, unsigned running,
			      unsigned workers);
/* Every worker: its address, its name ("-": none), and its functions with blanks between. */
typedef void mf_gear_worker(void *ctx, const char *address, const char *name, const char *functions);

/* Asks one server, HOST:PORT; either callback may be NULL.  MF_E_IO where it does not answer within two
 * seconds. */
int mf_gear_status(const char *server, mf_gear_function *function, mf_gear_worker *worker, void *ctx,
		   struct mf_error *err);

#endif
