/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cluster.h - an archive whose members are elsewhere, searched as one index: the coordinator.
 *
 * The engine that it gives has the archive's statistics and no passages; whatever needs passages is asked of
 * the shards, one for each member, and merged. */
#ifndef MF_CLUSTER_H
#define MF_CLUSTER_H

#include "search/cluster/transport.h"
#include "search/engine/engine.h"

struct mf_cluster;

/* `archive`: its folder.  `transport` stays the caller's; shard i is member i. */
int mf_cluster_open(struct mf_cluster **out, const char *archive, const struct mf_transport *transport,
		    struct mf_error *err);
/* What a shard is called where it is missing; default: "shard 1" and so on. */
void mf_cluster_call(struct mf_cluster *c, size_t shard, const char *name);
void mf_cluster_close(struct mf_cluster *c); /* NULL accepted; frees the engine */
struct mf_engine *mf_cluster_engine(struct mf_cluster *c);
size_t mf_cluster_shards(const struct mf_cluster *c);
uint64_t mf_cluster_generation(const struct mf_cluster *c);

#endif
