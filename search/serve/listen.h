/* SPDX-License-Identifier: GPL-2.0-or-later */
/* listen.h - the socket that a server listens on. */
#ifndef MF_SERVE_LISTEN_H
#define MF_SERVE_LISTEN_H

#include <stdbool.h>

#include "wrappers/libc/error.h"

struct mf_listening {
	int socket;
	bool loopback;    /* nobody but this machine can reach it */
	char address[64]; /* as it stands in a URL: 127.0.0.1, [::1] */
	unsigned port;
};

/* "ADDR:PORT", "[ADDR]:PORT" or "localhost:PORT"; or, where systemd started us with one (LISTEN_FDS, see
 * sd_listen_fds(3)), its socket.  The caller closes it. */
int mf_listen(struct mf_listening *out, const char *where, struct mf_error *err);

#endif
