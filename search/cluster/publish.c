/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/cluster/publish.h"

#include <inttypes.h>

#include "search/cluster/file.h"
#include "search/cluster/link.h"
#include "wrappers/libc/arena.h"

static int all_offered(struct mf_link *link, struct mf_error *err)
{
	struct mf_arena arena = MF_ARENA_INIT;
	struct mf_link_status s;
	int rc = mf_link_status(link, &arena, &s, err);

	for (size_t i = 0; rc == 0 && i < s.shards; i++)
		if (!s.shard[i].workers) {
			rc = mf_error_set(err, MF_E_NOTFOUND,
					  "nobody answers for %s in generation %016" PRIx64, s.shard[i].name,
					  s.generation);
			mf_error_hint(
				err,
				"start mufahris-shard --archive for it; what is published has not changed");
		}
	mf_arena_release(&arena);
	return rc;
}

/* A shard answers for a generation, statistics and all, or not at all. */
static int all_answer(struct mf_link *link, struct mf_error *err)
{
	struct mf_results results = MF_RESULTS_INIT;
	struct mf_request request;
	int rc;

	mf_request_init(&request);
	request.query = "";
	request.limit = 1;
	rc = mf_engine_search(mf_link_engine(link), &request, &results, err);
	if (rc == 0 && results.missings) {
		rc = mf_error_set(err, MF_E_NOTFOUND, "not all shards answer; %s", results.missing[0]);
		mf_error_hint(err, "what is published has not changed");
	}
	mf_results_release(&results);
	return rc;
}

int mf_cluster_publish(const char *file, const char *archive, struct mf_error *err)
{
	struct mf_link *link;
	int rc = mf_link_open(&link, file, archive, err);

	if (rc == 0)
		rc = all_offered(link, err);
	if (rc == 0)
		rc = all_answer(link, err);
	mf_link_close(link);
	return rc == 0 ? mf_cluster_file_switch(file, archive, err) : rc;
}

int mf_cluster_rollback(const char *file, struct mf_error *err)
{
	struct mf_cluster_file f;
	int rc = mf_cluster_file_read(&f, file, NULL, err);

	if (rc < 0)
		return rc;
	rc = f.previous ? mf_cluster_publish(file, f.previous, err)
			: mf_error_set(err, MF_E_NOTFOUND, "%s: names no previous archive", file);
	mf_cluster_file_release(&f);
	return rc;
}
