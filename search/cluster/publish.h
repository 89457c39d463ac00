/* SPDX-License-Identifier: GPL-2.0-or-later */
/* publish.h - which generation those who search a cluster are given. */
#ifndef MF_CLUSTER_PUBLISH_H
#define MF_CLUSTER_PUBLISH_H

#include "wrappers/libc/error.h"

/* Lets the file name `archive`, in one step, once every shard of it answers in its generation; else an error,
 * and the file is as it was.  What it named before becomes the previous one. */
int mf_cluster_publish(const char *file, const char *archive, struct mf_error *err);
/* The same with the previous one. */
int mf_cluster_rollback(const char *file, struct mf_error *err);

#endif
