/* SPDX-License-Identifier: GPL-2.0-or-later */
/* main.c - mufahris-index: options, messages, exit status.  The only file of the indexer that prints. */
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "indexer/describe.h"
#include "indexer/dump.h"
#include "indexer/files_from.h"
#include "indexer/gather.h"
#include "indexer/gazetteer/files.h"
#include "indexer/gazetteer/import.h"
#include "indexer/options.h"
#include "indexer/progress.h"
#include "indexer/report.h"
#include "indexer/settings.h"
#include "indexer/stop.h"
#include "indexer/store/folder.h"
#include "indexer/store/location.h"
#include "indexer/unlisted.h"
#include "indexer/update.h"
#include "indexer/watching.h"
#include "wrappers/icu/memory.h"
#include "wrappers/libc/command.h"
#include "wrappers/libc/crash.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/sanitize.h"
#include "wrappers/messages/messages.h"

struct mf_run {
	struct mf_index_options options;
	struct mf_strings paths;
	struct mf_arena arena;
	char *dir; /* the index */
	double started;
	struct mf_buf out;
	uint64_t rejected;                 /* inputs: the exit status is 1 then */
	const volatile sig_atomic_t *stop; /* of what writes an index */
	const char *stopped;               /* the line that says it */

	/* with NEEDS_INPUT */
	struct mf_source_options source;
	int32_t day; /* --date */
	struct mf_buf gazetteer;
	uint64_t gazetteer_source;
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* What is said names files, ids and words of the user's: none of it may steer a terminal. */
static void say(const char *kind, const struct mf_error *e)
{
	struct mf_buf line = MF_BUF_INIT;

	mf_buf_printf(&line, "mufahris-index: %s", kind);
	mf_sanitize(&line, e->text, strlen(e->text), false);
	if (*e->hint) {
		mf_buf_addstr(&line, " (");
		mf_sanitize(&line, e->hint, strlen(e->hint), false);
		mf_buf_addch(&line, ')');
	}
	fprintf(stderr, "%s\n", line.data);
	mf_buf_release(&line);
}

/* One line of its own. */
__attribute__((format(printf, 1, 2))) static void tell(const char *format, ...)
{
	va_list args;

	fputs("mufahris-index: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
}

static int fail(const struct mf_error *e)
{
	say("", e);
	return 2;
}

/* 0, or the exit status: a reader that has seen enough (EPIPE) ends the work quietly. */
static int put(struct mf_buf *out)
{
	size_t done = fwrite(out->data, 1, out->len, stdout);
	int ok = done == out->len && fflush(stdout) == 0;

	mf_buf_reset(out);
	if (ok)
		return 0;
	if (errno == EPIPE)
		return -1;
	tell(_("standard output: %s"), mf_strerror(errno));
	return 2;
}

/* The exit status of what is done and told. */
static int finish(struct mf_run *r)
{
	int status = put(&r->out);

	return status > 0 ? status : status < 0 ? 0 : r->rejected ? 1 : 0;
}

static void on_rejected(void *ctx, const struct mf_error *e)
{
	struct mf_run *r = ctx;

	r->rejected++;
	say("", e);
}

static void on_warned(void *ctx, const struct mf_error *e)
{
	(void)ctx;
	say("warning: ", e);
}

/* ---- what comes in ---- */

static int read_input(struct mf_run *r, bool beside_index, struct mf_error *err)
{
	const struct mf_gazetteer_options files = { r->options.gazetteers.item, r->options.gazetteers.n,
						    r->options.no_default_gazetteer };
	int rc = mf_settings_source(&r->options, &r->arena, &r->source, &r->day, err);

	r->source.leave_out = r->dir;
	return rc < 0 ? rc
		      : mf_gazetteer_from_files(&files, beside_index ? r->dir : NULL, on_warned, r,
						&r->gazetteer, &r->gazetteer_source, err);
}

/* ---- looking inside ---- */

struct dumping {
	struct mf_run *r;
	struct mf_dumper *dumper;
	int status; /* of the output */
};

static int dump_document(void *ctx, const struct mf_document *doc, struct mf_error *err)
{
	struct dumping *d = ctx;

	(void)err;
	mf_dumper_document(d->dumper, doc, &d->r->out);
	d->status = put(&d->r->out);
	return d->status ? MF_E_STOPPED : 0;
}

static void dump_rejected(void *ctx, const struct mf_error *e)
{
	on_rejected(((struct dumping *)ctx)->r, e);
}

static int dump(struct mf_run *r)
{
	const unsigned given = r->options.stemmer;
	const enum mf_stemming stemmer = given < MF_STEMMINGS ? (enum mf_stemming)given : MF_STEMMING_PLUS;
	struct dumping d = { .r = r };
	struct mf_source_calls calls = {
		.document = dump_document, .rejected = dump_rejected, .warned = on_warned, .ctx = &d
	};
	struct mf_error e = MF_ERROR_INIT;
	struct mf_gazetteer *table = NULL;
	int rc = mf_gazetteer_open(&table, r->gazetteer.data, r->gazetteer.len, &e);

	if (rc == 0) {
		d.dumper = mf_dumper_new((enum mf_dump)r->options.dump, stemmer, table, r->day,
					 r->options.correct_dates);
		rc = mf_sources_read(r->paths.item, r->paths.n, &r->source, &calls, &e);
	}
	mf_dumper_free(d.dumper);
	mf_gazetteer_close(table);
	if (d.status)
		return d.status > 0 ? d.status : 0;
	return rc < 0 ? fail(&e) : r->rejected ? 1 : 0;
}

static int describe(struct mf_run *r)
{
	struct mf_error e = MF_ERROR_INIT;
	struct mf_index *index;
	int rc;

	if (mf_index_open(&index, r->dir, &e) < 0)
		return fail(&e);
	mf_describe_index(&r->out, index, r->options.info == MF_REPORT_JSON);
	rc = mf_index_sound(index, &e);
	mf_index_close(index);
	return rc < 0 ? fail(&e) : finish(r);
}

static int check(struct mf_run *r)
{
	struct mf_error e = MF_ERROR_INIT;
	struct mf_manifest m;
	int rc = mf_manifest_read(&m, r->dir, &e);

	if (rc < 0)
		return fail(&e);
	rc = mf_manifest_verify(&m, r->dir, true, on_warned, r, &e);
	if (rc == 0)
		rc = mf_folder_check(r->dir, &e);
	if (rc == 0)
		rc = mf_statistics_verify(r->dir, &m, &e);
	if (rc == 0) {
		mf_sanitize(&r->out, r->dir, strlen(r->dir), false);
		mf_buf_printf(&r->out, ": sound: generation %u, %zu files\n", m.generation, m.files_n);
	}
	mf_manifest_release(&m);
	return rc < 0 ? fail(&e) : finish(r);
}

/* ---- names ---- */

struct suggesting {
	struct mf_run *r;
	struct mf_unlisted *list;
};

static int suggest_document(void *ctx, const struct mf_document *doc, struct mf_error *err)
{
	struct suggesting *s = ctx;

	(void)err;
	mf_unlisted_document(s->list, doc);
	return 0;
}

static void suggest_rejected(void *ctx, const struct mf_error *e)
{
	on_rejected(((struct suggesting *)ctx)->r, e);
}

static int suggest(struct mf_run *r)
{
	struct suggesting s = { .r = r };
	struct mf_source_calls calls = {
		.document = suggest_document, .rejected = suggest_rejected, .warned = on_warned, .ctx = &s
	};
	struct mf_error e = MF_ERROR_INIT;
	struct mf_gazetteer *table = NULL;
	int rc = mf_gazetteer_open(&table, r->gazetteer.data, r->gazetteer.len, &e);

	if (rc == 0) {
		s.list = mf_unlisted_new(table);
		rc = r->paths.n ? mf_sources_read(r->paths.item, r->paths.n, &r->source, &calls, &e)
				: mf_unlisted_index(s.list, r->dir, &e);
	}
	if (rc == 0)
		mf_unlisted_write(s.list, &r->out);
	mf_unlisted_free(s.list);
	mf_gazetteer_close(table);
	return rc < 0 ? fail(&e) : finish(r);
}

static int import_gazetteer(struct mf_run *r)
{
	struct mf_error e = MF_ERROR_INIT;

	if (mf_gazetteer_import(r->options.import_gazetteer, on_rejected, r, &r->out, &e) < 0)
		return fail(&e);
	return finish(r);
}

static int export_gazetteer(struct mf_run *r)
{
	struct mf_error e = MF_ERROR_INIT;
	struct mf_gazetteer *table;

	if (mf_gazetteer_open(&table, r->gazetteer.data, r->gazetteer.len, &e) < 0)
		return fail(&e);
	mf_gazetteer_export(table, r->options.export_gazetteer == MF_EXPORT_JSONL, &r->out);
	mf_gazetteer_close(table);
	return finish(r);
}

/* ---- indexing ---- */

struct updating {
	struct mf_run *r;
	bool progress; /* is shown */
	double shown;
	struct mf_buf line;
	uint64_t total; /* bytes of all files, for the progress line; 0: not known */
	struct mf_report_file *report;
	struct mf_said said; /* by --watch */
};

static bool shows_progress(const struct mf_run *r)
{
	return r->options.progress == MF_WHEN_ALWAYS ||
	       (r->options.progress == MF_WHEN_AUTO && isatty(STDERR_FILENO));
}

static void clear_progress(const struct updating *u)
{
	if (u->progress && u->shown > 0)
		fputs("\r\033[K", stderr);
}

static void on_problem(void *ctx, const struct mf_error *e, bool warning)
{
	struct updating *u = ctx;

	mf_report_problem(u->report, e, warning);
	if (u->r->options.watch && mf_said_before(&u->said, e))
		return;
	clear_progress(u);
	say(warning ? "warning: " : "", e);
}

static void on_progress(void *ctx, const struct mf_update_progress *p)
{
	struct updating *u = ctx;
	double t = now();

	if (!u->progress || t - u->shown < 0.1)
		return;
	u->shown = t;
	fputs("\r\033[K", stderr);
	mf_progress_line(&u->line, p, u->total, t - u->r->started);
	fputs(u->line.data, stderr);
}

/* `done` is NULL where the run did not come to its end. */
static int close_report(struct updating *u, const struct mf_update_report *done, struct mf_error *err)
{
	struct mf_buf last = MF_BUF_INIT;
	int rc;

	if (done)
		mf_describe_run(&last, done, now() - u->r->started, true);
	rc = mf_report_close(u->report, &last, err);
	mf_buf_release(&last);
	return rc;
}

/* One update; 0, or a failure that is described in *err. */
static int update_once(struct updating *u, struct mf_update_report *report, struct mf_error *err)
{
	struct mf_run *r = u->r;
	const enum mf_stemming stemmer = (enum mf_stemming)r->options.stemmer;
	struct mf_update_options o = {
		.dir = r->dir,
		.paths = r->paths.item,
		.paths_n = r->paths.n,
		.delete_ids = r->options.delete_ids.item,
		.delete_n = r->options.delete_ids.n,
		.rebuild = r->options.rebuild,
		.retag = r->options.retag,
		.reanalyse = r->options.reanalyse,
		.stemmer = r->options.stemmer < MF_STEMMINGS ? &stemmer : NULL,
		.prune = r->options.prune,
		.jobs = mf_update_jobs(r->options.jobs, r->options.memory),
		.memory = r->options.memory,
		.shards = (size_t)r->options.shards,
		.day = r->day,
		.correct_dates = r->options.correct_dates,
		.source = r->source,
		.gazetteer = &r->gazetteer,
		.gazetteer_source = r->gazetteer_source,
		.now = mf_settings_now(),
		.stop = r->stop,
	};
	struct mf_update_calls calls = { on_problem, on_progress, u };
	struct mf_error close_error = MF_ERROR_INIT;
	int rc;

	u->progress = shows_progress(r);
	if (r->options.report && mf_report_open(&u->report, r->options.report, err) < 0)
		return err->code;
	if (u->progress)
		u->total = mf_progress_measure(&r->paths, r->stop);
	rc = mf_update_run(&o, &calls, report, err);
	clear_progress(u);
	mf_buf_release(&u->line);
	if (close_report(u, rc == 0 ? report : NULL, &close_error) < 0) {
		*err = close_error;
		return close_error.code;
	}
	return rc;
}

/* What the user should know of it; the exit status. */
static int account(struct mf_run *r, const struct mf_update_report *report)
{
	mf_describe_notes(report, r->options.shards, on_warned, r);
	if (r->options.stats)
		mf_describe_run(&r->out, report, now() - r->started, r->options.stats == MF_REPORT_JSON);
	r->rejected = report->rejected + report->unpruned + (report->merge_needs > 0);
	return finish(r);
}

static void catch_stop(struct mf_run *r, int status)
{
	r->stopped = mf_arena_printf(
		&r->arena, "%smufahris-index: %s\n", shows_progress(r) ? "\r\033[K" : "",
		_("stopped; what was finished is kept (run the same command again to go on)"));
	r->source.stop = r->stop = mf_stop_catch(r->stopped, status);
}

static int update(struct mf_run *r)
{
	struct updating u = { .r = r, .line = MF_BUF_INIT };
	struct mf_update_report report;
	struct mf_error e = MF_ERROR_INIT;
	int rc;

	catch_stop(r, 2);
	rc = update_once(&u, &report, &e);
	if (rc == MF_E_STOPPED) {
		fputs(r->stopped, stderr);
		return 2;
	}
	return rc < 0 ? fail(&e) : account(r, &report);
}

/* ---- keeping up ---- */

/* An update, told where it did something; then what --delete and --rebuild asked for is done. */
static int watch_round(void *ctx, bool first, struct mf_error *err)
{
	struct updating *u = ctx;
	struct mf_run *r = u->r;
	struct mf_update_report report;
	int rc;

	r->started = now();
	u->shown = 0;
	rc = update_once(u, &report, err);
	mf_said_next(&u->said);
	if (rc < 0)
		return rc;
	r->options.rebuild = r->options.retag = r->options.reanalyse = false;
	r->options.delete_ids.n = 0;
	if (!first && !report.published)
		return 0;
	tell(_("%llu new, %llu changed, %llu moved, %llu deleted, %llu rejected; %.1f seconds"),
	     (unsigned long long)report.ledger.added, (unsigned long long)report.ledger.changed,
	     (unsigned long long)report.ledger.moved, (unsigned long long)report.ledger.deleted,
	     (unsigned long long)report.rejected, now() - r->started);
	return account(r, &report) == 2 ? mf_error_set(err, MF_E_IO, "standard output cannot be written") : 0;
}

static void watch_begins(void *ctx, size_t folders)
{
	(void)ctx;
	tell(_("watching %zu folders (SIGTERM or Ctrl-C ends it)"), folders);
}

static int watch(struct mf_run *r)
{
	struct updating u = { .r = r, .line = MF_BUF_INIT };
	const struct mf_watching_calls calls = { watch_round, watch_begins, &u };
	struct mf_error e = MF_ERROR_INIT;
	int rc;

	catch_stop(r, 0);
	rc = mf_watching_run(&r->paths, r->dir, r->options.report, &calls, r->stop, &e);

	mf_said_release(&u.said);
	return rc == MF_E_STOPPED ? 0 : fail(&e);
}

/* Several indexes as one. */
static int gather(struct mf_run *r)
{
	struct mf_error e = MF_ERROR_INIT;
	struct mf_gathered report;

	if (r->options.db) {
		mf_error_set(&e, MF_E_USAGE, "--statistics and --db cannot be given together");
		mf_error_hint(&e, "--statistics=DIR names the folder, and the indexes come after it");
		return fail(&e);
	}
	if (mf_gather(r->options.statistics, r->paths.item, r->paths.n, &report, &e) < 0)
		return fail(&e);
	if (r->options.stats)
		mf_describe_gathered(&r->out, &report, now() - r->started,
				     r->options.stats == MF_REPORT_JSON);
	return finish(r);
}

/* ---- what it can do ---- */

static int help(struct mf_run *r)
{
	mf_options_help(&mf_index_program, &r->out);
	return finish(r);
}

static int version(struct mf_run *r)
{
	mf_buf_addstr(&r->out, "mufahris-index " PACKAGE_VERSION "\n");
	return finish(r);
}

static int print_completion(struct mf_run *r)
{
	struct mf_error e = MF_ERROR_INIT;

	if (mf_options_completion(&mf_index_program, r->options.completion, &r->out, &e) < 0)
		return fail(&e);
	return finish(r);
}

enum {
	NEEDS_INPUT = 1, /* the options of reading, and the gazetteer */
	NEEDS_PATHS = 2,
	NEEDS_WORK = 4,  /* paths, or something that needs none */
	BESIDE_INDEX = 8 /* the gazetteer that the index was made with counts too */
};

/* clang-format off */
#define FIELD(name) MF_COMMAND_FIELD(struct mf_index_options, name)
static const struct mf_command commands[] = {
	{ .option = "help", FIELD(help), .wins = true, .run = help },
	{ .option = "version", FIELD(version), .wins = true, .run = version },
	{ .option = "print-completion", FIELD(completion), .wins = true, .run = print_completion },
	{ .option = "statistics", FIELD(statistics), .run = gather },
	{ .option = "info", FIELD(info), .run = describe },
	{ .option = "check", FIELD(check), .run = check },
	{ .option = "dump", FIELD(dump), .needs = NEEDS_INPUT | NEEDS_PATHS, .run = dump },
	{ .option = "suggest-entities", FIELD(suggest_entities), .needs = NEEDS_INPUT | BESIDE_INDEX, .run = suggest },
	{ .option = "import-gazetteer", FIELD(import_gazetteer), .run = import_gazetteer },
	{ .option = "export-gazetteer", FIELD(export_gazetteer), .needs = NEEDS_INPUT, .run = export_gazetteer },
	{ .option = "watch", FIELD(watch), .needs = NEEDS_INPUT | NEEDS_PATHS | BESIDE_INDEX, .run = watch },
	{ .needs = NEEDS_INPUT | NEEDS_WORK | BESIDE_INDEX, .run = update },
};
/* clang-format on */

static bool has_work(const struct mf_run *r, unsigned needs)
{
	const struct mf_index_options *o = &r->options;

	if (r->paths.n || !(needs & (NEEDS_PATHS | NEEDS_WORK)))
		return true;
	return needs & NEEDS_WORK && (o->delete_ids.n || o->reanalyse || o->retag || o->shards);
}

static int act(struct mf_run *r)
{
	struct mf_error e = MF_ERROR_INIT;
	const struct mf_command *c = mf_command_choose(commands, &r->options, &e);

	if (!c)
		return fail(&e);
	if (!has_work(r, c->needs)) {
		mf_error_set(&e, MF_E_USAGE, "nothing to index: no PATH was given");
		mf_error_hint(&e, "name files or folders, or - for standard input; see --help");
		return fail(&e);
	}
	if (c->needs & NEEDS_INPUT && read_input(r, c->needs & BESIDE_INDEX, &e) < 0)
		return fail(&e);
	return c->run(r);
}

int main(int argc, char **argv)
{
	struct mf_run r;
	struct mf_error e = MF_ERROR_INIT;
	int status;

	memset(&r, 0, sizeof r);
	r.out = r.gazetteer = (struct mf_buf)MF_BUF_INIT;
	r.started = now();
	mf_messages_default(mf_messages_catalogue(mf_messages_language()));
	mf_crash_catch();
	mf_icu_memory();
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN); /* a file grown too large is an error like a full disk */
	mf_index_options_init(&r.options);
	if (mf_options_parse(&mf_index_program, argc, argv, &r.arena, &r.options, &r.paths, &e) < 0 ||
	    (r.options.files_from && mf_files_from(r.options.files_from, &r.arena, &r.paths, &e) < 0) ||
	    mf_index_location(r.options.db, &r.dir, &e) < 0)
		status = fail(&e);
	else
		status = act(&r);
	free(r.dir);
	mf_buf_release(&r.out);
	mf_buf_release(&r.gazetteer);
	mf_arena_release(&r.arena);
	return status;
}
