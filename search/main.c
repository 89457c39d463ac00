/* SPDX-License-Identifier: GPL-2.0-or-later */
/* main.c - mufahris-search: options, messages, exit status.  The only file of the search tool that
 * prints; everything it prints of queries, paths and documents has been through mf_sanitize. */
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/store/location.h"
#include "search/cluster/link.h"
#include "search/config.h"
#include "search/engine/engine.h"
#include "search/engine/complete.h"
#include "search/output/study_table.h"
#include "search/pager.h"
#include "search/query/query.h"
#include "search/request.h"
#include "search/saved.h"
#include "search/study/study.h"
#include "wrappers/icu/memory.h"
#include "wrappers/libc/command.h"
#include "wrappers/libc/crash.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/sanitize.h"
#include "wrappers/messages/messages.h"
#include "wrappers/libc/error.h"

#define COMPLETIONS 10

struct mf_run {
	struct mf_search_options options;
	struct mf_arena arena;
	struct mf_engine *engine;
	struct mf_link *link; /* of a cluster, which has the engine; else NULL */
	struct mf_request request;
	struct mf_study_options study;
	struct mf_results results; /* of the search in hand */
	struct mf_arena rows;      /* of the study in hand */
	struct mf_style style;
	struct mf_buf out;
};

static int fail(const struct mf_error *e)
{
	struct mf_buf line = MF_BUF_INIT;

	mf_sanitize_error(&line, "mufahris-search", e);
	fputs(line.data, stderr);
	mf_buf_release(&line);
	return 2;
}

/* 0, or the exit status: a closed pipe is no error, a full disk is. */
static int put(struct mf_buf *out)
{
	size_t done = fwrite(out->data, 1, out->len, stdout);
	int ok = done == out->len && fflush(stdout) == 0;

	mf_buf_reset(out);
	if (ok)
		return 0;
	if (errno != EPIPE)
		fprintf(stderr, _("%s: standard output: %s\n"), "mufahris-search", mf_strerror(errno));
	return errno == EPIPE ? -1 : 2;
}

/* The same for readers: page by page where it is more than a screen. */
static int put_pages(struct mf_run *r)
{
	if (r->options.no_pager || r->options.batch || !mf_pager_wanted(r->out.data, r->out.len) ||
	    !mf_pager_show(r->out.data, r->out.len))
		return put(&r->out);
	mf_buf_reset(&r->out);
	return 0;
}

/* ---- what it can do ---- */

static int complete(struct mf_run *r)
{
	struct mf_completion list[COMPLETIONS];
	struct mf_error e = MF_ERROR_INIT;
	size_t n;
	int status;

	if (mf_engine_complete(r->engine, r->options.suggest, COMPLETIONS, &r->arena, list, &n, &e) < 0)
		return fail(&e);
	for (size_t i = 0; i < n; i++) {
		mf_sanitize(&r->out, list[i].text, strlen(list[i].text), false);
		mf_buf_printf(&r->out, "\t%" PRIu64 "\n", list[i].count);
	}
	status = put(&r->out);
	return status > 0 ? status : n ? 0 : 1;
}

static int fail_query(struct mf_run *r, const char *query, const struct mf_error *e)
{
	int status = fail(e);

	if (e->offset >= 0 && e->code == MF_E_USAGE && r->options.strict) {
		struct mf_buf caret = MF_BUF_INIT;
		mf_query_print_caret(query, strlen(query), (size_t)e->offset, &caret);
		fputs(caret.data, stderr);
		mf_buf_release(&caret);
	}
	return status;
}

static int fail_missing(const char *const *missing, size_t missings, size_t shards)
{
	struct mf_error e = MF_ERROR_INIT;

	mf_error_set(&e, MF_E_IO, "%zu of %zu shards do not answer (%s)", missings, shards, missing[0]);
	mf_error_hint(&e, "start them, or ask without --require-all");
	return fail(&e);
}

static int study_one(struct mf_run *r, const char *query)
{
	struct mf_error e = MF_ERROR_INIT;
	struct mf_study study;
	int status;

	r->request.query = query;
	mf_arena_reset(&r->rows);
	if (mf_study_run(r->engine, &r->request, &r->study, &r->rows, &study, &e) < 0)
		return fail_query(r, query, &e);
	if (study.missings && r->options.require_all)
		return fail_missing(study.missing, study.missings, study.shards);
	if (r->options.note && !*study.note)
		study.note = r->options.note;
	mf_study_write(mf_writer_formats[r->options.format], &r->out, &r->style, &study);
	status = put_pages(r);
	if (status)
		return status > 0 ? status : 0;
	return study.missings ? 3 : study.found ? 0 : 1;
}

/* What the options and what the search have to say. */
static const char *both_notes(struct mf_run *r, const char *other)
{
	return *other ? mf_arena_printf(&r->results.arena, "%s; %s", r->options.note, other)
		      : r->options.note;
}

static int search_one(struct mf_run *r, const char *query)
{
	struct mf_error e = MF_ERROR_INIT;
	struct mf_results *results = &r->results;
	int status;

	if (r->study.kind)
		return study_one(r, query);
	r->request.query = query;
	if ((r->options.show ? mf_engine_document(r->engine, &r->request, r->options.show, results, &e)
			     : mf_engine_search(r->engine, &r->request, results, &e)) < 0)
		return fail_query(r, query, &e);
	if (results->missings && r->options.require_all)
		return fail_missing(results->missing, results->missings, results->shards);
	if (r->options.note)
		results->warning = both_notes(r, results->warning);
	mf_writer_write(mf_writer_formats[r->options.format], &r->out, &r->style, results);
	status = put_pages(r);
	if (status)
		return status > 0 ? status : 0;
	return results->missings ? 3 : results->hits || results->total ? 0 : 1;
}

/* Of a batch: an error, then a shard that is missing; else 0 where anything was found. */
static int worse(int a, int b)
{
	if (a >= 2 || b >= 2)
		return a == 2 || b == 2 ? 2 : 3;
	return a < b ? a : b;
}

/* A line of a batch: id, tab, query.  *status is that of the batch so far. */
static void batch_line(struct mf_run *r, char *line, size_t len, long number, int *status)
{
	struct mf_error e = MF_ERROR_INIT;
	bool is_text;
	char *tab;
	int one;

	len -= len && line[len - 1] == '\n';
	line[len] = '\0';
	is_text = strlen(line) == len;
	line[strcspn(line, "\r")] = '\0';
	if (!*line && is_text)
		return;
	tab = is_text ? strchr(line, '\t') : NULL;
	if (!tab) {
		mf_error_set(&e, MF_E_INPUT, "%s:%ld: %s", r->options.batch, number,
			     is_text ? "no tab between the query's id and the query"
				     : "has a zero byte; queries are UTF-8 text");
		*status = fail(&e);
		return;
	}
	*tab = '\0';
	r->style.qid = line;
	one = search_one(r, tab + 1);
	r->style.goes_on = r->style.goes_on || one != 2;
	*status = worse(*status, one);
}

/* A line that fails is named, and the others are run; each is answered before the next is read. */
static int batch(struct mf_run *r)
{
	bool standard = strcmp(r->options.batch, "-") == 0;
	int fd = standard ? STDIN_FILENO : mf_file_open(r->options.batch);
	FILE *in = standard ? stdin : fd < 0 ? NULL : fdopen(fd, "r");
	struct mf_error e = MF_ERROR_INIT;
	char *line = NULL;
	size_t room = 0;
	ssize_t len;
	int status = 1;

	if (!in) {
		mf_error_set(&e, MF_E_IO, "%s: %s", r->options.batch, mf_strerror(errno));
		return fail(&e);
	}
	for (long number = 1; (len = getline(&line, &room, in)) >= 0; number++)
		batch_line(r, line, (size_t)len, number, &status);
	if (ferror(in)) {
		mf_error_set(&e, MF_E_IO, "%s: %s", r->options.batch, mf_strerror(errno));
		status = fail(&e);
	}
	free(line);
	if (!standard)
		fclose(in);
	return status;
}

static int search(struct mf_run *r)
{
	return search_one(r, r->options.query);
}

/* A kept query on one line after its name; or its arguments, one a line. */
static int put_saved(struct mf_run *r, const char *name, bool listed, struct mf_error *err)
{
	struct mf_strings options;
	const char *query;
	int rc = mf_saved_load(name, &r->arena, &options, &query, err);

	if (rc < 0)
		return rc;
	if (listed)
		mf_buf_printf(&r->out, "@%s\t", name);
	for (size_t i = 0; i < options.n; i++) {
		mf_sanitize(&r->out, options.item[i], strlen(options.item[i]), false);
		if (*query || i + 1 < options.n)
			mf_buf_addch(&r->out, listed ? ' ' : '\n');
	}
	mf_sanitize(&r->out, query, strlen(query), false);
	mf_buf_addch(&r->out, '\n');
	return 0;
}

static int saved(struct mf_run *r)
{
	struct mf_error e = MF_ERROR_INIT;
	struct mf_strings names = { &r->options.saved, 1 };
	bool all = !*r->options.saved;
	int rc = all ? mf_saved_list(&r->arena, &names, &e) : 0;

	for (size_t i = 0; rc == 0 && i < names.n; i++)
		rc = put_saved(r, names.item[i], all, &e);
	if (rc < 0)
		return fail(&e);
	return put(&r->out) > 0 ? 2 : names.n ? 0 : 1;
}

static int forget(struct mf_run *r)
{
	struct mf_error e = MF_ERROR_INIT;

	return mf_saved_forget(r->options.forget, &e) < 0 ? fail(&e) : 0;
}

static int help(struct mf_run *r)
{
	mf_search_options_help(&r->out);
	return put(&r->out) > 0 ? 2 : 0;
}

static int version(struct mf_run *r)
{
	mf_buf_addstr(&r->out, "mufahris-search " PACKAGE_VERSION "\n");
	return put(&r->out) > 0 ? 2 : 0;
}

static int print_completion(struct mf_run *r)
{
	struct mf_error e = MF_ERROR_INIT;

	if (mf_options_completion(&mf_search_program, r->options.print_completion, &r->out, &e) < 0)
		return fail(&e);
	return put(&r->out) > 0 ? 2 : 0;
}

enum { NEEDS_INDEX = 1 };

#define FIELD(name) MF_COMMAND_FIELD(struct mf_search_options, name)
static const struct mf_command commands[] = {
	{ .option = "help", FIELD(help), .wins = true, .run = help },
	{ .option = "version", FIELD(version), .wins = true, .run = version },
	{ .option = "print-completion", FIELD(print_completion), .wins = true, .run = print_completion },
	{ .option = "saved", FIELD(saved), .run = saved },
	{ .option = "forget", FIELD(forget), .run = forget },
	{ .option = "suggest", FIELD(suggest), .needs = NEEDS_INDEX, .run = complete },
	{ .option = "batch", FIELD(batch), .needs = NEEDS_INDEX, .run = batch },
	{ .option = "show", FIELD(show), .needs = NEEDS_INDEX, .run = search },
	{ .needs = NEEDS_INDEX, .run = search },
};

/* Without a dictionary English words are searched as they are, unless one was asked for. */
static int open_dictionary(struct mf_run *r, struct mf_error *err)
{
	bool asked = r->options.dictionary || r->options.translate == MF_TRANSLATE_ALWAYS;
	int rc;

	if (r->options.translate == MF_TRANSLATE_NEVER)
		return 0;
	rc = mf_engine_dictionary(r->engine, r->options.dictionary, asked ? err : NULL);
	return asked ? rc : 0;
}

static int open_index(struct mf_run *r, struct mf_error *err)
{
	char *dir = NULL;
	int rc = r->options.cluster ? mf_link_open(&r->link, r->options.cluster, NULL, err)
				    : mf_index_location(r->options.db, &dir, err);

	if (rc == 0 && r->link)
		r->engine = mf_link_engine(r->link);
	else if (rc == 0)
		rc = mf_engine_open(&r->engine, dir, err);
	free(dir);
	if (rc == 0)
		rc = open_dictionary(r, err);
	if (rc == 0)
		rc = mf_request_make(&r->request, &r->options, &r->arena, err);
	mf_study_options_make(&r->study, &r->options);
	mf_style_make(&r->style, &r->options);
	return rc;
}

static int act(struct mf_run *r, int argc, char **argv)
{
	struct mf_error e = MF_ERROR_INIT;
	const struct mf_command *c;

	if (mf_search_options_read(argc, argv, &r->arena, &r->options, &e) < 0)
		return fail(&e);
	c = mf_command_choose(commands, &r->options, &e);
	if (!c || (r->options.save && !c->wins && mf_saved_store(r->options.save, argc, argv, &e) < 0) ||
	    (c->needs & NEEDS_INDEX && open_index(r, &e) < 0))
		return fail(&e);
	return c->run(r);
}

int main(int argc, char **argv)
{
	struct mf_run r;
	int status;

	memset(&r, 0, sizeof r);
	r.out = (struct mf_buf)MF_BUF_INIT;
	mf_crash_catch();
	mf_icu_memory();
	mf_messages_default(mf_messages_catalogue(mf_messages_language()));
	signal(SIGPIPE, SIG_IGN);
	status = act(&r, argc, argv);
	mf_results_release(&r.results);
	if (r.link)
		mf_link_close(r.link);
	else
		mf_engine_free(r.engine);
	mf_buf_release(&r.out);
	mf_arena_release(&r.rows);
	mf_arena_release(&r.arena);
	return status;
}
