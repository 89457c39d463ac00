/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/cluster/link.h"

#include <stdlib.h>
#include <string.h>

#include "search/cluster/cluster.h"
#include "wrappers/gearman/gearman.h"
#include "wrappers/libc/mem.h"

struct mf_link {
	struct mf_cluster_file file;
	struct mf_gear_client *client;
	struct mf_transport transport;
	struct mf_cluster *cluster;
	char **function, **name; /* of each shard */
	size_t shards;
};

static int ask(void *self, const struct mf_question *question, size_t n, struct mf_reply *reply,
	       struct mf_error *err)
{
	struct mf_link *l = self;
	struct mf_gear_job *job = mf_calloc(n + 1, sizeof *job);
	int rc;

	for (size_t i = 0; i < n; i++)
		job[i] = (struct mf_gear_job){ .function = l->function[question[i].shard],
					       .bytes = question[i].bytes,
					       .length = question[i].length };
	rc = mf_gear_ask(l->client, job, n, err);
	for (size_t i = 0; rc == 0 && i < n; i++)
		reply[i] = (struct mf_reply){ job[i].reply, job[i].reply_length,
					      job[i].failure ? mf_strdup(job[i].failure) : NULL };
	free(job);
	return rc;
}

/* A shard is called as the folder of its index. */
static char *base_name(const char *path)
{
	size_t len = strlen(path), from;

	while (len > 1 && path[len - 1] == '/')
		len--;
	for (from = len; from > 0 && path[from - 1] != '/'; from--)
		;
	return mf_printf("%.*s", (int)(len - from), path + from);
}

static int open_cluster(struct mf_link *l, struct mf_error *err)
{
	const struct mf_gear_limits limits = { l->file.deadline, l->file.hedge };
	const struct mf_manifest *manifest;
	int rc = mf_gear_open(&l->client, l->file.servers, &limits, err);

	l->transport = (struct mf_transport){ l, ask };
	if (rc == 0)
		rc = mf_cluster_open(&l->cluster, l->file.archive, &l->transport, err);
	if (rc < 0)
		return rc;
	manifest = &mf_engine_index(mf_cluster_engine(l->cluster))->manifest;
	l->shards = manifest->members;
	l->function = mf_calloc(l->shards + 1, sizeof *l->function);
	l->name = mf_calloc(l->shards + 1, sizeof *l->name);
	for (size_t i = 0; i < l->shards; i++) {
		l->function[i] = mf_cluster_function(&l->file, manifest->hash, i);
		l->name[i] = base_name(manifest->member[i].path);
		mf_cluster_call(l->cluster, i, l->name[i]);
	}
	return 0;
}

int mf_link_open(struct mf_link **out, const char *file, const char *archive, struct mf_error *err)
{
	struct mf_link *l = mf_calloc(1, sizeof *l);
	int rc = mf_cluster_file_read(&l->file, file, archive, err);

	if (rc == 0)
		rc = open_cluster(l, err);
	if (rc < 0) {
		mf_link_close(l);
		l = NULL;
	}
	*out = l;
	return rc;
}

void mf_link_close(struct mf_link *l)
{
	if (!l)
		return;
	mf_cluster_close(l->cluster);
	mf_gear_close(l->client);
	for (size_t i = 0; i < l->shards; i++) {
		free(l->function[i]);
		free(l->name[i]);
	}
	free(l->function);
	free(l->name);
	mf_cluster_file_release(&l->file);
	free(l);
}

struct mf_engine *mf_link_engine(struct mf_link *l)
{
	return mf_cluster_engine(l->cluster);
}

/* ---- status ---- */

struct looking {
	const struct mf_link *link;
	struct mf_arena *arena;
	struct mf_link_shard *shard;
	unsigned *workers; /* at the server in hand */
	size_t others;
};

static void note_worker(void *ctx, const char *address, const char *name, const char *functions)
{
	struct looking *l = ctx;
	char *list = mf_arena_strdup(l->arena, functions), *save;
	char *ours = mf_arena_printf(l->arena, "mufahris.%s.", l->link->file.name);

	(void)name;
	for (char *f = strtok_r(list, " ", &save); f; f = strtok_r(NULL, " ", &save)) {
		size_t i = 0;
		while (i < l->link->shards && strcmp(f, l->link->function[i]) != 0)
			i++;
		if (i == l->link->shards) {
			l->others += !strncmp(f, ours, strlen(ours));
			continue;
		}
		l->workers[i]++;
		if (!strstr(l->shard[i].hosts, address))
			l->shard[i].hosts = mf_arena_printf(l->arena, "%s%s%s", l->shard[i].hosts,
							    *l->shard[i].hosts ? " " : "", address);
	}
}

static void look(struct looking *l, const char *server, const char **silent, size_t *silents)
{
	memset(l->workers, 0, l->link->shards * sizeof *l->workers);
	l->others = 0;
	if (mf_gear_status(server, NULL, note_worker, l, NULL) < 0)
		silent[(*silents)++] = server;
	for (size_t i = 0; i < l->link->shards; i++)
		if (l->workers[i] > l->shard[i].workers)
			l->shard[i].workers = l->workers[i];
}

int mf_link_status(struct mf_link *link, struct mf_arena *arena, struct mf_link_status *out,
		   struct mf_error *err)
{
	char *list = mf_arena_strdup(arena, link->file.servers), *save;
	const char **silent = mf_arena_alloc(arena, (strlen(list) + 1) * sizeof *silent);
	struct looking l = { .link = link, .arena = arena };
	size_t servers = 0, others = 0;

	l.shard = mf_arena_zalloc(arena, (link->shards + 1) * sizeof *l.shard);
	l.workers = mf_arena_zalloc(arena, (link->shards + 1) * sizeof *l.workers);
	memset(out, 0, sizeof *out);
	for (size_t i = 0; i < link->shards; i++)
		l.shard[i] = (struct mf_link_shard){ link->name[i], 0, "" };
	for (char *server = strtok_r(list, ", ", &save); server;
	     server = strtok_r(NULL, ", ", &save), servers++) {
		look(&l, server, silent, &out->silents);
		others = l.others > others ? l.others : others;
	}
	for (size_t i = 0; i < link->shards; i++)
		out->up += l.shard[i].workers > 0;
	out->generation = mf_cluster_generation(link->cluster);
	out->shard = l.shard;
	out->shards = link->shards;
	out->silent = silent;
	out->others = others;
	if (out->silents < servers)
		return 0;
	mf_error_set(err, MF_E_IO, "no job server answers (%s)", link->file.servers);
	mf_error_hint(err, "start gearmand, or name another one");
	return MF_E_IO;
}
