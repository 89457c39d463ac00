/* SPDX-License-Identifier: GPL-2.0-or-later */
/* file.h - the file that describes a cluster, the same on all its machines:
 *
 *	[cluster]
 *	name = news                        ; letters, digits, - and _
 *	archive = /srv/news/archive        ; made by mufahris-index --statistics; from the file's folder
 *	previous = /srv/news/archive.1     ; the archive before it, if any: to go back to
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
	/* owned; `named` and `previous` as the file has them, `archive` from where we are; no previous: NULL
	 */
	char *name, *archive, *named, *previous, *servers;
	unsigned deadline, hedge; /* ms */
};

/* Errors name file, line and remedy.  `archive`: another one in place of the file's, named as there; NULL:
 * the file's. */
int mf_cluster_file_read(struct mf_cluster_file *f, const char *path, const char *archive,
			 struct mf_error *err);
/* Writes the file anew, in one step, with another archive, and what it had as the previous one. */
int mf_cluster_file_switch(const char *path, const char *archive, struct mf_error *err);
void mf_cluster_file_release(struct mf_cluster_file *f);
/* What a shard's function is called; the caller's. */
char *mf_cluster_function(const struct mf_cluster_file *f, uint64_t generation, size_t member);

#endif
