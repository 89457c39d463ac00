/* SPDX-License-Identifier: GPL-2.0-or-later */
/* walk.h - regular files under a path. */
#ifndef MF_WALK_H
#define MF_WALK_H

#include <sys/stat.h>

#include "indexer/source/source.h"

struct mf_walk_calls {
	const char *leave_out; /* a folder that is not walked; NULL: none */
	/* A regular file, open for reading at its beginning; the callee does not close it.  Its stat is in
	 * *file.  Negative = stop. */
	int (*open_file)(void *ctx, const struct mf_file_stat *file, int fd, struct mf_error *err);
	/* See source.h; NULL: every file is wanted.  Where it wants none, open_file may be NULL. */
	int (*want)(void *ctx, const struct mf_file_stat *file, struct mf_error *err);
	/* A folder, before what is in it is looked at.  Negative = stop.  May be NULL. */
	int (*folder)(void *ctx, const char *path, struct mf_error *err);
	/* This path cannot be read.  May be NULL. */
	void (*unreadable)(void *ctx, const char *path, int code, const char *hint, const char *reason);
	void *ctx;
};

/* Walks one PATH.  Names inside folders come in the order of their bytes; symbolic links are never
 * followed, so that there are no loops. */
int mf_walk(const char *path, const struct mf_walk_calls *calls, struct mf_error *err);

int64_t mf_walk_mtime_ns(const struct stat *st);

#endif
