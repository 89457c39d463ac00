/* SPDX-License-Identifier: GPL-2.0-or-later */
/* transport.h - how questions reach shards: bytes there, bytes back.  wrappers/gearman has one; tests have
 * one that stays in the process. */
#ifndef MF_CLUSTER_TRANSPORT_H
#define MF_CLUSTER_TRANSPORT_H

#include <stddef.h>

#include "wrappers/libc/error.h"

struct mf_question {
	size_t shard;
	const char *bytes; /* the caller's */
	size_t length;
};

struct mf_reply {
	char *bytes; /* allocated, the caller's; NULL where there is none */
	size_t length;
	char *failure; /* why there is none, one line, allocated; NULL where there is one */
};

struct mf_transport {
	void *self;
	/* Asks all at once and waits until each has answered or failed; replies are in the order of the
	 * questions. An error: nothing can be asked at all, and no reply is set. */
	int (*ask)(void *self, const struct mf_question *question, size_t n, struct mf_reply *reply,
		   struct mf_error *err);
};

#endif
