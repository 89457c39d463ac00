/* SPDX-License-Identifier: GPL-2.0-or-later */
/* worker.c - a worker's engine, brought up to date before each answer.
 *
 * A new generation is a new file of the name MF_STUB, and one of a cluster a new file that describes it, so
 * asking for its inode tells.  Where the new one
 * cannot be opened the one at hand goes on answering, and it is tried again a little later. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "indexer/store/index.h"
#include "search/cluster/link.h"
#include "search/serve/server.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"

#define AGAIN 1 /* seconds after which an index that could not be opened is tried again */

static bool same(const struct stat *a, const struct stat *b)
{
	return a->st_ino == b->st_ino && a->st_dev == b->st_dev && a->st_size == b->st_size &&
	       a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static void note(struct mf_server *server, const struct mf_engine *engine)
{
	const struct mf_index *index = mf_engine_index((struct mf_engine *)(uintptr_t)engine);

	server->generation = index->manifest.generation;
	server->documents = index->documents;
	server->passages = index->passages;
}

static int open_engine(const struct mf_server *server, struct mf_engine **engine, struct mf_link **link,
		       struct mf_error *err)
{
	int rc;

	if (!server->o.cluster)
		return mf_engine_open(engine, server->o.dir, err);
	rc = mf_link_open(link, server->o.cluster, NULL, err);
	*engine = rc == 0 ? mf_link_engine(*link) : NULL;
	return rc;
}

static void close_engine(struct mf_serve_worker *w)
{
	if (w->link)
		mf_link_close(w->link);
	else
		mf_engine_free(w->engine);
}

int mf_serve_refresh(struct mf_server *server, struct mf_serve_worker *w, struct mf_error *err)
{
	char *path = server->o.cluster ? mf_strdup(server->o.cluster) : mf_path_join(server->o.dir, MF_STUB);
	struct mf_engine *engine = NULL;
	struct mf_link *link = NULL;
	struct stat now = { 0 };
	struct timespec t;
	int rc = 0;

	clock_gettime(CLOCK_MONOTONIC, &t);
	if (stat(path, &now) == 0 && w->engine && same(&now, &w->stamp)) {
		free(path);
		return 0;
	}
	free(path);
	if (w->engine && t.tv_sec - w->tried.tv_sec < AGAIN && w->tried.tv_sec)
		return 0;
	rc = open_engine(server, &engine, &link, err);
	if (rc < 0) {
		server->count.failed_refreshes++;
		w->tried = t;
		return w->engine ? 0 : rc;
	}
	(void)mf_engine_dictionary(engine, NULL,
				   NULL); /* without it English words are searched as they are */
	mf_results_reset(&w->results);
	mf_results_reset(&w->other);
	close_engine(w);
	w->engine = engine;
	w->link = link;
	w->stamp = now;
	w->tried = (struct timespec){ 0 };
	server->count.refreshes++;
	note(server, engine);
	return 0;
}

void mf_serve_worker_release(struct mf_serve_worker *w)
{
	mf_results_release(&w->results);
	mf_results_release(&w->other);
	mf_arena_release(&w->arena);
	mf_arena_release(&w->rows);
	close_engine(w);
}
