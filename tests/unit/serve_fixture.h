/* SPDX-License-Identifier: GPL-2.0-or-later */
/* serve_fixture.h - a live mufahris-serve on a free port of loopback, and a client.
 * The socket is handed over as systemd does it, so no port can be taken in between. */
#ifndef SERVE_FIXTURE_H
#define SERVE_FIXTURE_H

#include <sys/types.h>

#include "wrappers/libc/buf.h"

extern pid_t server;
extern struct mf_buf got; /* the last answer, head and body */

/* For cmocka: a server with two workers over the sample articles, in the fixture's folder "served". */
int serve_set_up(void **state);
int serve_tear_down(void **state);
void server_start(const char *option);
int server_stop(void); /* its wait status */

int reach(void); /* a connected socket */
/* Sends bytes as they are and reads until the server closes; the status of the first answer, 0 for none. */
unsigned raw(const char *bytes, size_t len);
/* `head`: further lines, each with its end. */
unsigned ask(const char *method, const char *path, const char *head, const char *body);
unsigned get(const char *path);
const char *body(void); /* of the last answer */
void unchunk(void);     /* takes the marks of its pieces out of it */
void has(const char *text);
void lacks(const char *text);

#endif
