/* SPDX-License-Identifier: GPL-2.0-or-later */
/* link.h - a cluster reached through its job servers (wrappers/gearman). */
#ifndef MF_CLUSTER_LINK_H
#define MF_CLUSTER_LINK_H

#include "search/cluster/file.h"
#include "search/engine/engine.h"

struct mf_link;

/* Opens the archive that the file names (or `archive` in its place, named as there; NULL: the file's) and,
 * when something is asked, its shards.  The engine is the link's, and one thread's.  MF_E_UNSUPPORTED: built
 * without Gearman. */
int mf_link_open(struct mf_link **out, const char *file, const char *archive, struct mf_error *err);
void mf_link_close(struct mf_link *link); /* NULL accepted */
struct mf_engine *mf_link_engine(struct mf_link *link);

/* What is up.  Workers of each shard in this generation, summed over servers that answer, and where they are.
 */
struct mf_link_shard {
	const char *name;
	unsigned workers;  /* the most that one server knows of */
	const char *hosts; /* addresses, blanks between, each once */
};
struct mf_link_status {
	uint64_t generation;
	const struct mf_link_shard *shard;
	size_t shards, up;         /* those with a worker */
	const char *const *silent; /* job servers that do not answer */
	size_t silents;
	size_t others; /* workers of this cluster in other generations */
};
int mf_link_status(struct mf_link *link, struct mf_arena *arena, struct mf_link_status *out,
		   struct mf_error *err);

#endif
