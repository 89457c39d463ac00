/* SPDX-License-Identifier: GPL-2.0-or-later */
/* file.h - the file that describes a cluster, the same on all its machines:
 *
 *	[cluster]
 *	name = news                        ; letters, digits, - and _
 *	archive = /srv/news/archive        ; made by mufahris-index --statistics; from the file's folder
 *	servers = 10.0.0.1, 10.0.0.2:4730  ; job servers, the first that answers is asked
 *	deadline = 5000                    ; ms that a question may take (default: 5000)
 *	hedge = 100                        ; ms after which it is asked of another worker too, 0: never
 *(default: 100)
 */
#ifndef MF_CLUSTER_FILE_H
#define MF_CLUSTER_FILE_H

#include <stddef.h>
#include <stdint.h>

#include "wrappers/libc/error.h"

struct mf_cluster_file {
	char *name, *archive, *servers; /* owned */
	unsigned deadline, hedge;       /* ms */
};

/* Errors name file, line and remedy. */
int mf_cluster_file_read(struct mf_cluster_file *f, const char *path, struct mf_error *err);
void mf_cluster_file_release(struct mf_cluster_file *f);
/* What a shard's function is called; the caller's. */
char *mf_cluster_function(const struct mf_cluster_file *f, uint64_t generation, size_t member);

#endif
