/* SPDX-License-Identifier: GPL-2.0-or-later */
/* update.c - reads what is new into segments, marks what is gone, publishes.
 *
 * A build that has taken in MF_SEGMENT_TEXT bytes, or whose words fill their share of the memory,
 * becomes a segment and is published at once; so memory stays bounded, and a run that is cut short
 * loses little.  A rebuild publishes only at its end.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/analysis/schema.h"
#include "indexer/update_private.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/hash.h"
#include "wrappers/libc/mem.h"

#define WORKER_BYTES ((uint64_t)64 << 20)

static void report_problem(struct mf_update *u, const struct mf_error *problem, bool warning)
{
	if (warning)
		u->report->warned++;
	else
		u->report->rejected++;
	u->calls->problem(u->calls->ctx, problem, warning);
}

/* ---- documents as they come ---- */

static int on_want(void *ctx, const struct mf_file_stat *file, struct mf_error *err)
{
	struct mf_update *u = ctx;

	if (*u->options->stop)
		return mf_error_set(err, MF_E_STOPPED, "stopped");
	u->progress.read += u->file_size;
	u->file_size = u->file_text = 0;
	if (!mf_ledger_want(u->ledger, file)) {
		u->progress.skipped += file->size;
		return 0;
	}
	u->file_size = file->size;
	return 1;
}

static int on_done(void *ctx, const struct mf_file_stat *file, struct mf_error *err)
{
	struct mf_update *u = ctx;

	(void)err;
	mf_ledger_done(u->ledger, file, u->options->prune != MF_PRUNE_NOTHING);
	return 0;
}

static int on_document(void *ctx, const struct mf_document *doc, struct mf_error *err)
{
	struct mf_update *u = ctx;
	struct mf_document_keys keys = { 0, 0, u->options->day, u->options->correct_dates, u->options->now };
	struct mf_error e = MF_ERROR_INIT;

	if (*u->options->stop)
		return mf_error_set(err, MF_E_STOPPED, "stopped");
	u->file_text += doc->text_len;
	switch (mf_ledger_document(u->ledger, doc, &keys)) {
	case MF_FATE_UNCHANGED:
		return 0;
	case MF_FATE_TAKEN:
		mf_error_set(&e, MF_E_INPUT, "%s:%ld: the id %s belongs to a document of another file",
			     doc->path, doc->line, doc->id);
		mf_error_hint(
			&e, "give it an id of its own (Id: header, id key), or index the folder above both");
		report_problem(u, &e, false);
		return 0;
	case MF_FATE_REPEATED:
		mf_error_set(&e, MF_E_INPUT, "%s:%ld: the id %s came already in this run", doc->path,
			     doc->line, doc->id);
		mf_error_hint(&e, "give each document an id of its own");
		report_problem(u, &e, false);
		return 0;
	case MF_FATE_NEW:
	case MF_FATE_CHANGED:
	case MF_FATE_MOVED:
		break;
	}
	return mf_intake_add(u, doc, keys, err);
}

static void on_rejected(void *ctx, const struct mf_error *problem)
{
	report_problem(ctx, problem, false);
}

static void on_warned(void *ctx, const struct mf_error *problem)
{
	report_problem(ctx, problem, true);
}

/* --prune does not believe that so much is gone. */
static void on_refused(void *ctx, const char *path, const struct mf_ledger_loss *loss)
{
	struct mf_update *u = ctx;
	struct mf_error e = MF_ERROR_INIT;

	mf_error_set(
		&e, MF_E_INPUT,
		"%s: --prune would remove %llu of %llu documents (of %llu files such as %.*s), so it removes "
		"none of them",
		path, (unsigned long long)loss->lost, (unsigned long long)loss->documents,
		(unsigned long long)loss->files, (int)loss->example_len, loss->example);
	mf_error_hint(&e, "is a disk not there? --prune=all removes them");
	u->report->unpruned += loss->lost;
	u->calls->problem(u->calls->ctx, &e, false);
}

/* ---- all of it ---- */

/* Numbers that no name of the folder has. */
static void number(struct mf_update *u)
{
	unsigned segment = mf_folder_highest(&u->folder, "seg-");
	unsigned scratch = mf_folder_highest(&u->folder, "scratch-");

	u->next_segment = (segment > scratch ? segment : scratch) + 1;
	u->generation = mf_folder_highest(&u->folder, "manifest-") + 1;
}

static int settle(struct mf_update *u, const struct mf_manifest *live, struct mf_error *err)
{
	if (live)
		mf_folder_adopt(&u->folder, live);
	number(u); /* before cleaning: a reader may still have what bears those names */
	return mf_folder_clean(&u->folder, live, NULL, err);
}

/* How words are stemmed, by the option or else by the index; one index has one way. */
static int choose_stemmer(struct mf_update *u, struct mf_error *err)
{
	const enum mf_stemming *wanted = u->options->stemmer;
	const struct mf_manifest *m = u->index ? &u->index->manifest : NULL;

	u->stemmer = wanted ? *wanted : m ? m->stemmer : MF_STEMMING_PLUS;
	if (m && m->stemmer != u->stemmer && !u->options->reanalyse) {
		mf_error_set(err, MF_E_USAGE, "--stemmer=%s: the words of %s are stemmed by %s",
			     mf_stemming_names[u->stemmer], u->options->dir, mf_stemming_names[m->stemmer]);
		mf_error_hint(err, "--reanalyse or --rebuild changes it for all of them");
		return MF_E_USAGE;
	}
	u->renew = m && m->analyser != mf_analysis_fingerprint(u->stemmer);
	return 0;
}

/* What an archive has, its members have. */
static int refuse_archive(const char *dir, struct mf_error *err)
{
	struct mf_manifest m;
	int rc = 0;

	if (mf_manifest_read_own(&m, dir, NULL) == 0 && m.members) {
		mf_error_set(err, MF_E_USAGE, "%s: gathers %zu indexes, and has no documents of its own", dir,
			     m.members);
		mf_error_hint(err, "change one of these, then gather again: mufahris-index --statistics=%s",
			      dir);
		rc = MF_E_USAGE;
	}
	mf_manifest_release(&m);
	return rc;
}

/* What is live; and what is left of a run that was cut short is removed. */
static int open_live(struct mf_update *u, struct mf_error *err)
{
	const char *dir = u->options->dir;
	struct mf_error e = MF_ERROR_INIT;
	int rc;

	if (u->options->rebuild) { /* the old one may be damaged: only its name is needed, to keep it for
				      readers */
		rc = mf_manifest_read(&u->before, dir, &e);
		mf_index_open_stored(&u->past, dir,
				     NULL); /* for when its documents were added, if it tells */
	} else {
		rc = u->options->reanalyse ? mf_index_open_stored(&u->index, dir, &e)
					   : mf_index_open(&u->index, dir, &e);
		if (rc == 0)
			rc = mf_manifest_read(&u->before, dir, &e);
		u->known = rc == 0;
	}
	if (rc == 0 || (rc == MF_E_NOTFOUND && !u->options->reanalyse)) {
		rc = settle(u, rc == 0 ? &u->before : NULL, err);
	} else {
		number(u);
		if (!u->options->rebuild) {
			*err = e;
			return rc;
		}
		rc = 0;
	}
	return rc == 0 ? choose_stemmer(u, err) : rc;
}

static uint64_t options_hash(const struct mf_update_options *o)
{
	uint64_t h = mf_hash64(o->source.encoding, strlen(o->source.encoding));
	int32_t numbers[] = { (int32_t)o->source.format, o->day, o->correct_dates, o->source.whole_page };

	for (size_t i = 0; i < o->source.fields_n; i++) {
		h = mf_hash64_seeded(o->source.fields[i].name, strlen(o->source.fields[i].name), h);
		h = mf_hash64_seeded(o->source.fields[i].value, strlen(o->source.fields[i].value), h);
	}
	return mf_hash64_seeded(numbers, sizeof numbers, h);
}

static int read_all(struct mf_update *u, struct mf_error *err)
{
	struct mf_source_calls calls = { on_want, on_document, on_done, on_rejected, on_warned, u };
	const struct mf_update_options *o = u->options;
	int rc = mf_sources_read(o->paths, o->paths_n, &o->source, &calls, err);

	if (rc == 0 && o->prune && !o->rebuild)
		mf_ledger_prune(u->ledger, o->paths, o->paths_n, o->prune == MF_PRUNE_ALL, on_refused, u);
	for (size_t i = 0; rc == 0 && i < o->delete_n; i++) {
		struct mf_error e = MF_ERROR_INIT;
		if (mf_ledger_delete(u->ledger, o->delete_ids[i]))
			continue;
		mf_error_set(&e, MF_E_INPUT, "--delete=%s: no document has this id", o->delete_ids[i]);
		mf_error_hint(&e, "ids are what a search shows before each result");
		report_problem(u, &e, false);
	}
	if (rc == 0)
		rc = mf_reanalyse(u, err);
	if (u->index && mf_index_sound(u->index, NULL) < 0) /* what it told is not to be believed */
		rc = mf_index_sound(u->index, err);
	return rc;
}

static bool anything_changed(const struct mf_update *u)
{
	if (!u->known || u->renew || u->build || mf_ledger_files_changed(u->ledger))
		return true;
	for (size_t s = 0; u->index && s < u->index->segments; s++) {
		uint32_t n;
		bool changed;
		mf_ledger_dead(u->ledger, s, &n, &changed);
		if (changed)
			return true;
	}
	return false;
}

static int finish(struct mf_update *u, int read_rc, struct mf_error *err)
{
	int rc = 0;

	if (read_rc == 0 && u->options->shards && !u->build) {
		mf_parts_drop_dead(u);
		if (u->parts > u->options->shards && mf_parts_can_merge(u))
			rc = mf_intake_open_build(u, err); /* nothing goes in but older segments */
	}
	if (rc == 0 && anything_changed(u)) {
		rc = mf_parts_close_build(u, read_rc < 0 ? MF_CLOSE_STOPPED : MF_CLOSE_LAST, err);
		if (rc == 0)
			rc = mf_publish(u, err);
	}
	for (size_t i = 0; i < u->parts; i++)
		u->report->retag_due |= u->part[i].about.tagged != u->fingerprint;
	u->report->shards = u->parts;
	u->report->merge_needs = read_rc == 0 ? mf_parts_merge_needs(u) : 0;
	return rc == 0 ? read_rc : rc;
}

static unsigned processors(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n > 0 && n < 256 ? (unsigned)n : 1;
}

unsigned mf_update_jobs(uint64_t jobs, uint64_t memory)
{
	uint64_t room = memory / WORKER_BYTES, wanted = jobs ? jobs : processors();

	return (unsigned)(wanted < room ? wanted : room ? room : 1);
}

int mf_update_run(const struct mf_update_options *options, const struct mf_update_calls *calls,
		  struct mf_update_report *report, struct mf_error *err)
{
	struct mf_update u;
	int rc;

	memset(&u, 0, sizeof u);
	memset(report, 0, sizeof *report);
	u.options = options;
	u.calls = calls;
	u.report = report;
	rc = mf_folder_take(&u.folder, options->dir, err);
	if (rc < 0)
		return rc;
	rc = refuse_archive(options->dir, err);
	if (rc == 0)
		rc = mf_gazetteer_open(&u.gazetteer, options->gazetteer->data, options->gazetteer->len, err);
	if (rc == 0)
		rc = open_live(&u, err);
	if (rc == 0)
		rc = mf_ledger_new(&u.ledger, u.index, u.past, options_hash(options), err);
	if (rc == 0) {
		u.fingerprint = mf_gazetteer_fingerprint(u.gazetteer);
		mf_parts_list(&u);
		rc = read_all(&u, err);
		if (rc == 0 || (rc == MF_E_STOPPED && !mf_update_at_once(&u)))
			rc = finish(&u, rc, err);
		report->ledger = *mf_ledger_counts(u.ledger);
	}
	mf_build_free(u.build);
	mf_layers_release(&u);
	mf_parts_release(&u, rc < 0);
	mf_ledger_free(u.ledger);
	mf_gazetteer_close(u.gazetteer);
	mf_index_close(u.index);
	mf_index_close(u.past);
	mf_manifest_release(&u.before);
	mf_folder_leave(&u.folder);
	free(u.made);
	return rc;
}
