/* SPDX-License-Identifier: GPL-2.0-or-later */
/* main.c - mufahris-index: options, messages, exit status.  The only file of the indexer that prints. */
#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "indexer/analysis/dates/date.h"
#include "indexer/describe.h"
#include "indexer/dump.h"
#include "indexer/gazetteer/files.h"
#include "indexer/gazetteer/import.h"
#include "indexer/options.h"
#include "indexer/source/walk.h"
#include "indexer/store/location.h"
#include "indexer/suggest.h"
#include "indexer/update.h"
#include "wrappers/icu/charset.h"
#include "wrappers/libc/crash.h"
#include "wrappers/libc/mem.h"

#define WORKER_BYTES ((uint64_t)64 << 20)

static volatile sig_atomic_t stop;

static void on_signal(int number)
{
	(void)number;
	stop = 1;
}

struct run {
	struct mf_index_options options;
	struct mf_strings paths;
	struct mf_arena arena;
	struct mf_buf gazetteer;
	uint64_t gazetteer_source;
	struct mf_source_options source;
	struct mf_gazetteer *table; /* while dumping */
	struct mf_dumper *dumper;
	struct mf_suggest *suggest;
	struct mf_buf out;
	int32_t day;
	uint64_t rejected;
	bool progress;
	double started, shown;
	uint64_t total; /* bytes of all files, for the progress line; 0: not known */
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void say(const char *kind, const struct mf_error *e)
{
	fprintf(stderr, "mufahris-index: %s%s%s%s%s\n", kind, e->text, *e->hint ? " (" : "", e->hint,
		*e->hint ? ")" : "");
}

static int fail(const struct mf_error *e)
{
	say("", e);
	return 2;
}

static int put(struct mf_buf *out)
{
	size_t done = fwrite(out->data, 1, out->len, stdout);
	int ok = done == out->len && fflush(stdout) == 0;

	mf_buf_reset(out);
	if (ok)
		return 0;
	if (errno == EPIPE)
		return -1;
	fprintf(stderr, "mufahris-index: standard output: %s\n", strerror(errno));
	return -1;
}

static void clear_progress(const struct run *r)
{
	if (r->progress && r->shown > 0)
		fputs("\r\033[K", stderr);
}

static void on_problem(void *ctx, const struct mf_error *e, bool warning)
{
	struct run *r = ctx;

	clear_progress(r);
	say(warning ? "warning: " : "", e);
}

static void on_gazetteer_problem(void *ctx, const struct mf_error *e)
{
	on_problem(ctx, e, true);
}

static void on_progress(void *ctx, const struct mf_update_progress *p)
{
	struct run *r = ctx;
	double t = now(), past = t - r->started;

	if (!r->progress || t - r->shown < 0.1)
		return;
	r->shown = t;
	fprintf(stderr, "\r\033[K%" PRIu64 " documents, %.1f MB, %.0f documents/s", p->documents,
		(double)p->bytes / 1e6, past > 0 ? (double)p->documents / past : 0);
	if (past > 1 && p->read && r->total > p->read + p->skipped) {
		double left = past * (double)(r->total - p->skipped - p->read) / (double)p->read;
		fprintf(stderr, ", about %.0f:%02d left", floor(left / 60), (int)fmod(left, 60));
	}
}

static int add_size(void *ctx, const struct mf_file_stat *file, struct mf_error *err)
{
	struct run *r = ctx;

	(void)err;
	r->total += file->size;
	return 0;
}

static int open_none(void *ctx, const struct mf_file_stat *file, int fd, struct mf_error *err)
{
	(void)ctx;
	(void)file;
	(void)fd;
	(void)err;
	return 0;
}

static void pass_over(void *ctx, const char *path, int code, const char *hint, const char *reason)
{
	(void)ctx;
	(void)path;
	(void)code;
	(void)hint;
	(void)reason;
}

/* How much there is to read, so that the progress line can say how long it will take. */
static void measure(struct run *r)
{
	const struct mf_walk_calls calls = { open_none, add_size, pass_over, r };

	for (size_t i = 0; r->progress && i < r->paths.n && !stop; i++)
		if (strcmp(r->paths.item[i], "-") != 0)
			mf_walk(r->paths.item[i], &calls, NULL);
}

/* ---- options ---- */

static int read_options(struct run *r, struct mf_error *err)
{
	struct mf_index_options *o = &r->options;
	struct mf_field *field = mf_arena_alloc(&r->arena, (o->fields.n + 1) * sizeof *field);

	for (size_t i = 0; i < o->fields.n; i++) {
		char *text = mf_arena_strdup(&r->arena, o->fields.item[i]), *equals = strchr(text, '=');
		size_t k = 0;
		if (equals)
			*equals = '\0';
		while (mf_field_names[k] && strcmp(mf_field_names[k], text) != 0)
			k++;
		if (!equals || !mf_field_names[k] || !equals[1]) {
			mf_error_set(err, MF_E_USAGE, "--field=%s: not of the form OURS=THEIRS",
				     o->fields.item[i]);
			mf_error_hint(err, "OURS is id, title, text, date, source, url or author");
			return MF_E_USAGE;
		}
		field[i] = (struct mf_field){ text, equals + 1 };
	}
	mf_buf_reset(&r->out);
	if (mf_to_utf8("-", 1, NULL, o->encoding, &r->out, NULL, NULL, err) < 0) {
		mf_error_set(err, MF_E_USAGE, "--encoding=%s: no encoding has this name", o->encoding);
		mf_error_hint(err, "auto, or a name such as UTF-8, windows-1256 or ISO-8859-6");
		return MF_E_USAGE;
	}
	mf_buf_reset(&r->out);
	r->source = (struct mf_source_options){ (enum mf_format)o->format, o->encoding, field, o->fields.n };
	r->day = MF_NO_DAY;
	if (o->date && (r->day = mf_day_parse(o->date, strlen(o->date))) == MF_NO_DAY) {
		mf_error_set(err, MF_E_USAGE, "--date=%s: not a date", o->date);
		mf_error_hint(err, "write it like 2022-01-09");
		return MF_E_USAGE;
	}
	r->progress = o->progress == MF_WHEN_ALWAYS || (o->progress == MF_WHEN_AUTO && isatty(STDERR_FILENO));
	return 0;
}

static unsigned processors(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n > 0 && n < 256 ? (unsigned)n : 1;
}

/* A worker needs memory of its own beside the words that it gathers. */
static unsigned jobs_for(uint64_t jobs, uint64_t memory)
{
	uint64_t room = memory / WORKER_BYTES, wanted = jobs ? jobs : processors();

	return (unsigned)(wanted < room ? wanted : room ? room : 1);
}

/* ---- what it can do ---- */

static int dump_document(void *ctx, const struct mf_document *doc, struct mf_error *err)
{
	struct run *r = ctx;

	mf_dumper_document(r->dumper, doc, &r->out);
	if (put(&r->out) < 0)
		return mf_error_set(err, MF_E_IO, "standard output is closed");
	return 0;
}

static int want_all(void *ctx, const struct mf_file_stat *file, struct mf_error *err)
{
	(void)ctx;
	(void)file;
	(void)err;
	return 1;
}

static int done_all(void *ctx, const struct mf_file_stat *file, struct mf_error *err)
{
	(void)ctx;
	(void)file;
	(void)err;
	return 0;
}

static void on_rejected(void *ctx, const struct mf_error *e)
{
	struct run *r = ctx;

	r->rejected++;
	say("", e);
}

static void on_warned(void *ctx, const struct mf_error *e)
{
	(void)ctx;
	say("warning: ", e);
}

static int dump(struct run *r)
{
	struct mf_source_calls calls = { want_all, dump_document, done_all, on_rejected, on_warned, r };
	struct mf_error e = MF_ERROR_INIT;
	int rc = mf_gazetteer_open(&r->table, r->gazetteer.data, r->gazetteer.len, &e);

	if (rc == 0) {
		r->dumper = mf_dumper_new((enum mf_dump)r->options.dump, r->table, r->day,
					  r->options.correct_dates);
		rc = mf_sources_read(r->paths.item, r->paths.n, &r->source, &calls, &e);
	}
	mf_dumper_free(r->dumper);
	mf_gazetteer_close(r->table);
	return rc < 0 ? fail(&e) : r->rejected ? 1 : 0;
}

static int suggest_document(void *ctx, const struct mf_document *doc, struct mf_error *err)
{
	struct run *r = ctx;

	(void)err;
	mf_suggest_document(r->suggest, doc);
	return 0;
}

static int suggest(struct run *r, const char *dir)
{
	struct mf_source_calls calls = { want_all, suggest_document, done_all, on_rejected, on_warned, r };
	struct mf_error e = MF_ERROR_INIT;
	struct mf_index *index = NULL;
	int rc = mf_gazetteer_open(&r->table, r->gazetteer.data, r->gazetteer.len, &e);

	if (rc == 0) {
		r->suggest = mf_suggest_new(r->table);
		if (r->paths.n) {
			rc = mf_sources_read(r->paths.item, r->paths.n, &r->source, &calls, &e);
		} else {
			rc = mf_index_open(&index, dir, &e);
			if (rc == 0)
				rc = mf_suggest_index(r->suggest, index, &e);
			mf_index_close(index);
		}
	}
	if (rc == 0)
		mf_suggest_write(r->suggest, &r->out);
	mf_suggest_free(r->suggest);
	mf_gazetteer_close(r->table);
	if (rc < 0)
		return fail(&e);
	return put(&r->out) < 0 ? 2 : r->rejected ? 1 : 0;
}

static int update(struct run *r, const char *dir)
{
	struct mf_update_options o = {
		.dir = dir,
		.paths = r->paths.item,
		.paths_n = r->paths.n,
		.delete_ids = r->options.delete_ids.item,
		.delete_n = r->options.delete_ids.n,
		.rebuild = r->options.rebuild,
		.retag = r->options.retag,
		.prune = r->options.prune,
		.jobs = jobs_for(r->options.jobs, r->options.memory),
		.memory = r->options.memory,
		.shards = (size_t)r->options.shards,
		.day = r->day,
		.correct_dates = r->options.correct_dates,
		.source = r->source,
		.gazetteer = &r->gazetteer,
		.gazetteer_source = r->gazetteer_source,
		.stop = &stop,
	};
	struct mf_update_calls calls = { on_problem, on_progress, r };
	struct mf_update_report report;
	struct mf_error e = MF_ERROR_INIT;
	int rc;

	measure(r);
	rc = mf_update_run(&o, &calls, &report, &e);

	clear_progress(r);
	if (rc == MF_E_STOPPED) {
		fprintf(stderr,
			"mufahris-index: stopped; what was finished is kept (run the same command again to go on)\n");
		return 2;
	}
	if (rc < 0)
		return fail(&e);
	if (report.retag_due)
		fputs("mufahris-index: warning: older documents were tagged with another gazetteer (--retag brings them up to "
		      "date)\n",
		      stderr);
	if (report.ingest.dates_misread)
		fprintf(stderr,
			"mufahris-index: warning: %" PRIu64 " documents have a date that could not be read\n",
			report.ingest.dates_misread);
	if (r->options.stats) {
		mf_describe_run(&r->out, &report, now() - r->started, r->options.stats == MF_REPORT_JSON);
		if (put(&r->out) < 0)
			return 2;
	}
	return report.rejected ? 1 : 0;
}

static int describe(struct run *r, const char *dir)
{
	struct mf_error e = MF_ERROR_INIT;
	struct mf_index *index;

	if (mf_index_open(&index, dir, &e) < 0)
		return fail(&e);
	mf_describe_index(&r->out, index, r->options.info == MF_REPORT_JSON);
	mf_index_close(index);
	return put(&r->out) < 0 ? 2 : 0;
}

static int check(struct run *r, const char *dir)
{
	struct mf_error e = MF_ERROR_INIT;
	struct mf_manifest m;
	int rc = mf_manifest_read(&m, dir, &e);

	if (rc < 0)
		return fail(&e);
	rc = mf_manifest_verify(&m, dir, true, on_gazetteer_problem, r, &e);
	if (rc == 0)
		printf("%s: sound: generation %u, %zu files\n", dir, m.generation, m.files_n);
	mf_manifest_release(&m);
	return rc < 0 ? fail(&e) : 0;
}

static int import_gazetteer(struct run *r)
{
	struct mf_error e = MF_ERROR_INIT;

	if (mf_gazetteer_import(r->options.import_gazetteer, on_rejected, r, &r->out, &e) < 0)
		return fail(&e);
	return put(&r->out) < 0 ? 2 : r->rejected ? 1 : 0;
}

static int export_gazetteer(struct run *r)
{
	struct mf_error e = MF_ERROR_INIT;

	if (mf_gazetteer_open(&r->table, r->gazetteer.data, r->gazetteer.len, &e) < 0)
		return fail(&e);
	mf_gazetteer_export(r->table, r->options.export_gazetteer == MF_EXPORT_JSONL, &r->out);
	mf_gazetteer_close(r->table);
	return put(&r->out) < 0 ? 2 : 0;
}

static int act(struct run *r)
{
	struct mf_error e = MF_ERROR_INIT;
	char *dir = mf_index_location(r->options.db);
	int status, rc;

	if (r->options.info || r->options.check) {
		status = r->options.check ? check(r, dir) : describe(r, dir);
		free(dir);
		return status;
	}
	if (r->options.import_gazetteer) {
		free(dir);
		return import_gazetteer(r);
	}
	if (!r->paths.n && !r->options.delete_ids.n && !r->options.retag && !r->options.shards &&
	    !r->options.export_gazetteer && !r->options.suggest_entities) {
		free(dir);
		mf_error_set(&e, MF_E_USAGE, "nothing to index: no PATH was given");
		mf_error_hint(&e, "name files or folders, or - for standard input; see --help");
		return fail(&e);
	}
	rc = read_options(r, &e);
	if (rc == 0) {
		const struct mf_gazetteer_options files = { r->options.gazetteers.item,
							    r->options.gazetteers.n,
							    r->options.no_default_gazetteer };
		rc = mf_gazetteer_from_files(
			&files, r->options.dump || r->options.export_gazetteer ? NULL : dir,
			on_gazetteer_problem, r, &r->gazetteer, &r->gazetteer_source, &e);
	}
	if (rc < 0)
		status = fail(&e);
	else if (r->options.export_gazetteer)
		status = export_gazetteer(r);
	else if (r->options.suggest_entities)
		status = suggest(r, dir);
	else
		status = r->options.dump ? dump(r) : update(r, dir);
	free(dir);
	return status;
}

int main(int argc, char **argv)
{
	struct run r;
	struct mf_error e = MF_ERROR_INIT;
	struct sigaction action = { .sa_handler = on_signal,
				    .sa_flags = (int)SA_RESETHAND }; /* the second one kills */
	int status;

	memset(&r, 0, sizeof r);
	r.out = r.gazetteer = (struct mf_buf)MF_BUF_INIT;
	r.started = now();
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	mf_crash_catch();
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN); /* a file grown too large is an error like a full disk */
	mf_index_options_init(&r.options);
	if (mf_options_parse(&mf_index_program, argc, argv, &r.arena, &r.options, &r.paths, &e) < 0) {
		status = fail(&e);
	} else if (r.options.help) {
		mf_options_help(&mf_index_program, &r.out);
		status = put(&r.out) < 0 ? 2 : 0;
	} else if (r.options.version) {
		status = puts("mufahris-index " PACKAGE_VERSION) < 0 || fflush(stdout) != 0 ? 2 : 0;
	} else if (r.options.completion) {
		status = mf_options_completion(&mf_index_program, r.options.completion, &r.out, &e) < 0
				 ? fail(&e)
			 : put(&r.out) < 0 ? 2
					   : 0;
	} else {
		status = act(&r);
	}
	mf_buf_release(&r.out);
	mf_buf_release(&r.gazetteer);
	mf_arena_release(&r.arena);
	return status;
}
