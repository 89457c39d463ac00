/* SPDX-License-Identifier: GPL-2.0-or-later */
/* main.c - mufahris-shard: answers for members of an archive until it is told to stop.  The only file of it
 * that prints. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "search/cluster/file.h"
#include "search/cluster/worker.h"
#include "search/shard/options.h"
#include "wrappers/gearman/gearman.h"
#include "wrappers/icu/memory.h"
#include "wrappers/libc/crash.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/sanitize.h"
#include "wrappers/messages/messages.h"

static volatile sig_atomic_t stopped;

static void stop(int signal)
{
	(void)signal;
	stopped = 1;
}

struct shard {
	struct mf_arena arena;
	struct mf_shard_options options;
	struct mf_cluster_file file;
	struct mf_worker **worker;
	char **function;
	size_t n;
};

static int fail(const struct mf_error *e)
{
	struct mf_buf line = MF_BUF_INIT;

	mf_sanitize_error(&line, "mufahris-shard", e);
	fputs(line.data, stderr);
	mf_buf_release(&line);
	return 2;
}

static int open_members(struct shard *s, struct mf_error *err)
{
	int rc = mf_cluster_file_read(&s->file, s->options.cluster, s->options.archive, err);

	s->worker = mf_calloc(s->options.index.n, sizeof *s->worker);
	s->function = mf_calloc(s->options.index.n, sizeof *s->function);
	for (; rc == 0 && s->n < s->options.index.n; s->n++) {
		struct mf_worker *w;
		rc = mf_worker_open(&w, s->file.archive, s->options.index.item[s->n], err);
		if (rc < 0)
			break;
		s->worker[s->n] = w;
		s->function[s->n] =
			mf_cluster_function(&s->file, mf_worker_generation(w), mf_worker_member(w));
		if (mf_worker_dictionary(w, s->options.dictionary, s->options.dictionary ? err : NULL) < 0 &&
		    s->options.dictionary)
			rc = MF_E_INPUT;
	}
	return rc;
}

static void answer(void *ctx, size_t function, const char *bytes, size_t length, struct mf_buf *out)
{
	struct shard *s = ctx;

	mf_worker_answer(s->worker[function], bytes, length, out);
}

static void ready(void *ctx)
{
	struct shard *s = ctx;

	for (size_t i = 0; i < s->n; i++)
		printf("%s\t%s\n", s->function[i], s->options.index.item[i]);
	fflush(stdout);
}

static int serve(struct shard *s)
{
	const struct sigaction action = { .sa_handler = stop };
	struct mf_error e = MF_ERROR_INIT;

	if (open_members(s, &e) < 0)
		return fail(&e);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	if (mf_gear_serve(s->file.servers, (const char *const *)s->function, s->n, answer, ready, s, &stopped,
			  &e) < 0)
		return fail(&e);
	return 0;
}

static int act(struct shard *s, int argc, char **argv)
{
	struct mf_error e = MF_ERROR_INIT;
	struct mf_buf out = MF_BUF_INIT;
	int rc = mf_shard_options_parse(argc, argv, &s->arena, &s->options, &e);

	if (rc == 0 && s->options.print_completion)
		rc = mf_options_completion(&mf_shard_program, s->options.print_completion, &out, &e);
	else if (rc == 0 && s->options.help)
		mf_options_help(&mf_shard_program, &out);
	else if (rc == 0 && s->options.version)
		mf_buf_addstr(&out, "mufahris-shard " PACKAGE_VERSION "\n");
	else if (rc == 0)
		return serve(s);
	if (rc == 0)
		rc = fwrite(out.data, 1, out.len, stdout) == out.len ? 0 : 2;
	else
		rc = fail(&e);
	mf_buf_release(&out);
	return rc;
}

int main(int argc, char **argv)
{
	struct shard s = { .arena = MF_ARENA_INIT };
	int status;

	mf_crash_catch();
	mf_icu_memory();
	mf_messages_default(mf_messages_catalogue(mf_messages_language()));
	signal(SIGPIPE, SIG_IGN);
	status = act(&s, argc, argv);
	for (size_t i = 0; i < s.n; i++) {
		mf_worker_close(s.worker[i]);
		free(s.function[i]);
	}
	free(s.worker);
	free(s.function);
	mf_cluster_file_release(&s.file);
	mf_arena_release(&s.arena);
	return status;
}
