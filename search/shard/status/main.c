/* SPDX-License-Identifier: GPL-2.0-or-later */
/* main.c - mufahris-cluster: what is up, and which generation is given to those who search.  The only file of
 * it that prints. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "search/cluster/link.h"
#include "search/cluster/publish.h"
#include "search/shard/options.h"
#include "wrappers/icu/memory.h"
#include "wrappers/json/json.h"
#include "wrappers/libc/crash.h"
#include "wrappers/libc/sanitize.h"
#include "wrappers/messages/messages.h"

static int fail(const struct mf_error *e)
{
	struct mf_buf line = MF_BUF_INIT;

	mf_sanitize_error(&line, "mufahris-cluster", e);
	fputs(line.data, stderr);
	mf_buf_release(&line);
	return 2;
}

static void put_text(const struct mf_link_status *s, struct mf_buf *out)
{
	mf_buf_printf(out, "%s\t%016" PRIx64 "\n", _("generation"), s->generation);
	for (size_t i = 0; i < s->shards; i++) {
		mf_sanitize(out, s->shard[i].name, strlen(s->shard[i].name), false);
		mf_buf_printf(out, "\t%u\t%s\n", s->shard[i].workers,
			      *s->shard[i].hosts ? s->shard[i].hosts : _("nobody answers for it"));
	}
	for (size_t i = 0; i < s->silents; i++)
		mf_buf_printf(out, _("job server %s does not answer\n"), s->silent[i]);
	if (s->others)
		mf_buf_printf(out, _("workers of other generations: %zu\n"), s->others);
}

static void put_json(const struct mf_link_status *s, struct mf_buf *out)
{
	struct mf_json w = mf_json_to(out);
	char generation[17];

	snprintf(generation, sizeof generation, "%016" PRIx64, s->generation);
	mf_json_begin_object(&w);
	mf_json_put_string(&w, "generation", generation);
	mf_json_put_uint(&w, "shards", s->shards);
	mf_json_put_uint(&w, "up", s->up);
	mf_json_key(&w, "shard");
	mf_json_begin_array(&w);
	for (size_t i = 0; i < s->shards; i++) {
		mf_json_begin_object(&w);
		mf_json_put_string(&w, "name", s->shard[i].name);
		mf_json_put_uint(&w, "workers", s->shard[i].workers);
		mf_json_put_string(&w, "hosts", s->shard[i].hosts);
		mf_json_end_object(&w);
	}
	mf_json_end_array(&w);
	mf_json_key(&w, "silent_servers");
	mf_json_begin_array(&w);
	for (size_t i = 0; i < s->silents; i++)
		mf_json_string(&w, s->silent[i]);
	mf_json_end_array(&w);
	mf_json_put_uint(&w, "workers_of_other_generations", s->others);
	mf_json_end_object(&w);
	mf_buf_addch(out, '\n');
}

static int status(const struct mf_cluster_options *o, struct mf_arena *arena, struct mf_buf *out)
{
	struct mf_error e = MF_ERROR_INIT;
	struct mf_link_status s;
	struct mf_link *link;
	int rc = mf_link_open(&link, o->cluster, o->archive, &e);

	if (rc == 0)
		rc = mf_link_status(link, arena, &s, &e);
	if (rc == 0)
		(o->format ? put_json : put_text)(&s, out);
	mf_link_close(link);
	return rc < 0 ? fail(&e) : s.up < s.shards;
}

static int act(int argc, char **argv, struct mf_arena *arena, struct mf_buf *out)
{
	struct mf_cluster_options o;
	struct mf_error e = MF_ERROR_INIT;
	int rc = mf_cluster_options_parse(argc, argv, arena, &o, &e);

	if (rc == 0 && o.print_completion)
		rc = mf_options_completion(&mf_cluster_program, o.print_completion, out, &e);
	else if (rc == 0 && o.help)
		mf_options_help(&mf_cluster_program, out);
	else if (rc == 0 && o.version)
		mf_buf_addstr(out, "mufahris-cluster " PACKAGE_VERSION "\n");
	else if (rc == 0 && o.command == MF_CLUSTER_PUBLISH)
		rc = mf_cluster_publish(o.cluster, o.archive, &e);
	else if (rc == 0 && o.command == MF_CLUSTER_ROLLBACK)
		rc = mf_cluster_rollback(o.cluster, &e);
	if (rc == 0 && out->len == 0)
		return status(&o, arena, out);
	return rc < 0 ? fail(&e) : 0;
}

int main(int argc, char **argv)
{
	struct mf_arena arena = MF_ARENA_INIT;
	struct mf_buf out = MF_BUF_INIT;
	int rc;

	mf_crash_catch();
	mf_icu_memory();
	mf_messages_default(mf_messages_catalogue(mf_messages_language()));
	rc = act(argc, argv, &arena, &out);
	if (fwrite(out.data, 1, out.len, stdout) != out.len || fflush(stdout) != 0)
		rc = 2;
	mf_buf_release(&out);
	mf_arena_release(&arena);
	return rc;
}
