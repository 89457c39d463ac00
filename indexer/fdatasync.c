/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* RTLD_NEXT */
#include "indexer/fdatasync.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

static _Atomic int failed;

/* What the dynamic linker finds first, for all libraries of the program. */
__attribute__((visibility("default"))) int fdatasync(int fd)
{
	void *found = dlsym(RTLD_NEXT, "fdatasync");
	int (*next)(int) = NULL, rc, none = 0;

	memcpy(&next, &found, sizeof next);
	rc = next ? next(fd) : fsync(fd);
	if (rc < 0 && errno != EINVAL && errno != ENOTSUP)
		atomic_compare_exchange_strong(&failed, &none, errno);
	return rc;
}

int mf_fdatasync_failed(void)
{
	return atomic_exchange(&failed, 0);
}
