/* SPDX-License-Identifier: GPL-2.0-or-later */
/* update.c - reads what is new into a segment, marks what is gone, publishes.
 *
 * Segments are merged as log-structured stores do: a new segment takes in the newest older ones while
 * they are smaller than twice what has been gathered, so each passage is rewritten O(log n) times
 * (O'Neil et al., The Log-Structured Merge-Tree, 1996).
 */
#include "indexer/update.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/schema.h"
#include "indexer/build.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/hash.h"
#include "wrappers/libc/mem.h"

struct update {
	const struct mf_update_options *options;
	const struct mf_update_calls *calls;
	struct mf_update_report *report;
	struct mf_index *index;    /* what is live, or NULL */
	struct mf_manifest before; /* of it */
	struct mf_manifest after;
	struct mf_gazetteer *gazetteer;
	struct mf_ledger *ledger;
	struct mf_build *build; /* made with the first document */
	unsigned next_segment, generation;
};

static void report_problem(struct update *u, const struct mf_error *problem, bool warning)
{
	if (warning)
		u->report->warned++;
	else
		u->report->rejected++;
	u->calls->problem(u->calls->ctx, problem, warning);
}

/* The highest number in names like seg-000007, so that no name is ever used twice. */
static void highest_numbers(struct update *u)
{
	DIR *d = opendir(u->options->dir);
	unsigned n;

	if (!d)
		return;
	for (struct dirent *e; (e = readdir(d));) {
		if (sscanf(e->d_name, "seg-%u", &n) == 1 && n >= u->next_segment)
			u->next_segment = n + 1;
		if (sscanf(e->d_name, "manifest-%u", &n) == 1 && n >= u->generation)
			u->generation = n + 1;
	}
	closedir(d);
}

/* ---- documents as they come ---- */

static int on_want(void *ctx, const struct mf_file_stat *file, struct mf_error *err)
{
	struct update *u = ctx;

	if (*u->options->stop)
		return mf_error_set(err, MF_E_STOPPED, "stopped");
	return mf_ledger_want(u->ledger, file);
}

static int on_done(void *ctx, const struct mf_file_stat *file, struct mf_error *err)
{
	struct update *u = ctx;

	(void)err;
	mf_ledger_done(u->ledger, file, u->options->prune);
	return 0;
}

static int open_build(struct update *u, struct mf_error *err)
{
	struct mf_build_options o = { u->gazetteer, u->options->jobs, u->options->day };
	char *scratch = mf_printf("%s/scratch-%06u", u->options->dir, u->next_segment);
	int rc = mf_build_open(&u->build, scratch, &o, err);

	free(scratch);
	return rc;
}

static int on_document(void *ctx, const struct mf_document *doc, struct mf_error *err)
{
	struct update *u = ctx;
	struct mf_document_keys keys;
	struct mf_error e = MF_ERROR_INIT;
	int rc;

	if (*u->options->stop)
		return mf_error_set(err, MF_E_STOPPED, "stopped");
	switch (mf_ledger_document(u->ledger, doc, &keys)) {
	case MF_FATE_UNCHANGED:
		return 0;
	case MF_FATE_TAKEN:
		mf_error_set(&e, MF_E_INPUT, "%s:%ld: the id %s belongs to a document of another file", doc->path, doc->line,
		             doc->id);
		mf_error_hint(&e, "give it an id of its own (Id: header, id key), or index the folder above both");
		report_problem(u, &e, false);
		return 0;
	case MF_FATE_REPEATED:
		mf_error_set(&e, MF_E_INPUT, "%s:%ld: the id %s came already in this run", doc->path, doc->line, doc->id);
		mf_error_hint(&e, "give each document an id of its own");
		report_problem(u, &e, false);
		return 0;
	case MF_FATE_NEW:
	case MF_FATE_CHANGED:
	case MF_FATE_MOVED:
		break;
	}
	rc = u->build ? 0 : open_build(u, err);
	if (rc == 0)
		rc = mf_build_add(u->build, doc, keys, err);
	if (rc == 0 && u->calls->progress)
		u->calls->progress(u->calls->ctx, mf_build_documents(u->build), mf_build_bytes(u->build));
	return rc;
}

static void on_rejected(void *ctx, const struct mf_error *problem)
{
	report_problem(ctx, problem, false);
}

static void on_warned(void *ctx, const struct mf_error *problem)
{
	report_problem(ctx, problem, true);
}

/* ---- segments ---- */

static uint32_t living(const struct update *u, size_t s)
{
	uint32_t dead;
	bool changed;

	mf_ledger_dead(u->ledger, s, &dead, &changed);
	return u->before.segment[s].documents - dead;
}

/* How many of the newest segments the new one should take in: see the head of the file. */
static size_t segments_to_merge(const struct update *u, uint64_t documents)
{
	size_t take = 0;

	for (size_t s = u->before.segments; s-- > 0 && u->before.segment[s].documents < 2 * documents; take++)
		documents += u->before.segment[s].documents;
	return take;
}

static const char *const segment_files[] = { "vocabulary", "columns", "texts", "documents", "names" };

static int note_segment_files(struct update *u, const char *name, struct mf_error *err)
{
	const struct mf_manifest *known = u->index ? &u->before : NULL;
	char *folder = mf_printf("%s/%s/db", u->options->dir, name);
	DIR *d = opendir(folder);
	char file[320];
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < sizeof segment_files / sizeof *segment_files; i++) {
		snprintf(file, sizeof file, "%s/%s", name, segment_files[i]);
		rc = mf_manifest_add_file(&u->after, u->options->dir, file, known, err);
	}
	for (struct dirent *e; d && rc == 0 && (e = readdir(d));) {
		size_t len = strlen(e->d_name);
		if (strcmp(e->d_name, "iamglass") != 0 && (len < 6 || strcmp(e->d_name + len - 6, ".glass") != 0))
			continue;
		snprintf(file, sizeof file, "%s/db/%s", name, e->d_name);
		rc = mf_manifest_add_file(&u->after, u->options->dir, file, known, err);
	}
	if (d)
		closedir(d);
	free(folder);
	return rc;
}

static int write_dead(struct update *u, const char *segment, const unsigned char *dead, uint32_t documents, char **name,
                      struct mf_error *err)
{
	char *path;
	int rc;

	*name = mf_printf("dead-%06u-%s", u->generation, segment + strlen("seg-"));
	path = mf_path_join(u->options->dir, *name);
	rc = mf_file_replace(path, dead, documents / 8 + (size_t)1, err);
	free(path);
	if (rc == 0)
		rc = mf_manifest_add_file(&u->after, u->options->dir, *name, NULL, err);
	return rc;
}

static int keep_segment(struct update *u, size_t s, struct mf_error *err)
{
	struct mf_manifest_segment about = u->before.segment[s];
	char *dead = NULL;
	bool changed;
	const unsigned char *bits = mf_ledger_dead(u->ledger, s, &about.dead_n, &changed);
	int rc = note_segment_files(u, about.name, err);

	if (rc == 0 && changed) {
		rc = write_dead(u, about.name, bits, about.documents, &dead, err);
		about.dead = dead;
	} else if (rc == 0 && about.dead) {
		rc = mf_manifest_add_file(&u->after, u->options->dir, about.dead, &u->before, err);
	}
	if (rc == 0)
		mf_manifest_add_segment(&u->after, &about);
	free(dead);
	return rc;
}

/* The new segment: the last `take` older ones and what was read. */
static int make_segment(struct update *u, size_t take, struct mf_error *err)
{
	struct mf_merge_input *older = mf_calloc(take + 1, sizeof *older);
	char **words = mf_calloc(take + 1, sizeof *words);
	char *name = mf_printf("seg-%06u", u->next_segment), *out = mf_path_join(u->options->dir, name), *dead = NULL;
	struct mf_merge_result result = { 0, 0, 0, NULL, 0 };
	struct mf_manifest_segment about = { name, NULL, 0, 0, 0, 0, u->after.gazetteer_fingerprint };
	int rc = mf_remove_tree(out, err);

	for (size_t i = 0; i < take; i++) {
		size_t s = u->before.segments - take + i;
		uint32_t n;
		bool changed;
		words[i] = mf_path_join(u->options->dir, u->before.segment[s].name);
		older[i] = (struct mf_merge_input){ words[i], i, mf_ledger_dead(u->ledger, s, &n, &changed) };
		if (u->before.segment[s].tagged != about.tagged)
			about.tagged = 0; /* of several gazetteers */
	}
	if (rc == 0 && !u->build)
		rc = open_build(u, err);
	if (rc == 0)
		rc = mf_build_finish(u->build, older, (const char *const *)words, take, out, &result, err);
	about.documents = result.documents;
	about.passages = result.passages;
	about.words = result.words;
	about.dead_n = result.dead_n;
	if (rc == 0)
		rc = note_segment_files(u, name, err);
	if (rc == 0 && result.dead) {
		rc = write_dead(u, name, result.dead, result.documents, &dead, err);
		about.dead = dead;
	}
	if (rc == 0) {
		mf_manifest_add_segment(&u->after, &about);
		u->report->ingest = *mf_build_stats(u->build);
		rc = mf_sync_dir(out, err);
	}
	for (size_t i = 0; i < take; i++)
		free(words[i]);
	free(result.dead);
	free(dead);
	free(name);
	free(out);
	free(words);
	free(older);
	return rc;
}

static int note_gazetteer(struct update *u, struct mf_error *err)
{
	char *path;
	int rc;

	u->after.gazetteer = mf_printf("gazetteer-%016" PRIx64, u->after.gazetteer_fingerprint);
	path = mf_path_join(u->options->dir, u->after.gazetteer);
	rc = mf_file_replace(path, u->options->gazetteer->data, u->options->gazetteer->len, err);
	free(path);
	if (rc == 0)
		rc = mf_manifest_add_file(&u->after, u->options->dir, u->after.gazetteer, NULL, err);
	return rc;
}

static int note_files(struct update *u, struct mf_error *err)
{
	char *path;
	int rc;

	u->after.files = mf_printf("files-%06u", u->generation);
	path = mf_path_join(u->options->dir, u->after.files);
	rc = mf_ledger_save_files(u->ledger, path, err);
	free(path);
	if (rc == 0)
		rc = mf_manifest_add_file(&u->after, u->options->dir, u->after.files, NULL, err);
	return rc;
}

static bool anything_changed(const struct update *u)
{
	if (!u->index || u->build || mf_ledger_files_changed(u->ledger))
		return true;
	for (size_t s = 0; s < u->before.segments; s++) {
		uint32_t n;
		bool changed;
		mf_ledger_dead(u->ledger, s, &n, &changed);
		if (changed)
			return true;
	}
	return false;
}

static int publish(struct update *u, struct mf_error *err)
{
	uint64_t added = u->build ? mf_build_documents(u->build) : 0;
	size_t old = u->index ? u->before.segments : 0, take = added && old ? segments_to_merge(u, added) : 0;
	int rc;

	u->after.generation = u->generation;
	u->after.schema = MF_SCHEMA_VERSION;
	u->after.analyser = mf_analysis_fingerprint();
	u->after.gazetteer_fingerprint = mf_gazetteer_fingerprint(u->gazetteer);
	rc = note_gazetteer(u, err);
	for (size_t s = 0; rc == 0 && s < old - take; s++) {
		if (living(u, s))
			rc = keep_segment(u, s, err);
		if (u->before.segment[s].tagged != u->after.gazetteer_fingerprint)
			u->report->retag_due = true;
	}
	if (rc == 0 && added)
		rc = make_segment(u, take, err);
	if (rc == 0)
		rc = note_files(u, err);
	if (rc == 0)
		rc = mf_manifest_publish(&u->after, u->options->dir, u->before.generation ? &u->before : NULL, err);
	u->report->published = rc == 0;
	return rc;
}

/* ---- all of it ---- */

static int open_live(struct update *u, struct mf_error *err)
{
	struct mf_error e = MF_ERROR_INIT;
	int rc;

	if (u->options->rebuild) { /* the old one may be damaged: only its name is needed, to keep it for readers */
		if (mf_manifest_read(&u->before, u->options->dir, &e) < 0)
			memset(&u->before, 0, sizeof u->before);
		return 0;
	}
	rc = mf_index_open(&u->index, u->options->dir, &e);
	if (rc == MF_E_NOTFOUND)
		return 0;
	if (rc < 0) {
		*err = e;
		return rc;
	}
	return mf_manifest_read(&u->before, u->options->dir, err);
}

static uint64_t options_hash(const struct mf_update_options *o)
{
	uint64_t h = mf_hash64(o->source.encoding, strlen(o->source.encoding));
	int32_t numbers[] = { (int32_t)o->source.format, o->day };

	for (size_t i = 0; i < o->source.fields_n; i++) {
		h = mf_hash64_seeded(o->source.fields[i].name, strlen(o->source.fields[i].name), h);
		h = mf_hash64_seeded(o->source.fields[i].value, strlen(o->source.fields[i].value), h);
	}
	return mf_hash64_seeded(numbers, sizeof numbers, h);
}

static int read_all(struct update *u, struct mf_error *err)
{
	struct mf_source_calls calls = { on_want, on_document, on_done, on_rejected, on_warned, u };
	const struct mf_update_options *o = u->options;
	int rc = mf_sources_read(o->paths, o->paths_n, &o->source, &calls, err);

	if (rc == 0 && o->prune && !o->rebuild)
		mf_ledger_prune(u->ledger, o->paths, o->paths_n);
	for (size_t i = 0; rc == 0 && i < o->delete_n; i++) {
		struct mf_error e = MF_ERROR_INIT;
		if (mf_ledger_delete(u->ledger, o->delete_ids[i]))
			continue;
		mf_error_set(&e, MF_E_INPUT, "--delete=%s: no document has this id", o->delete_ids[i]);
		report_problem(u, &e, false);
	}
	return rc;
}

int mf_update_run(const struct mf_update_options *options, const struct mf_update_calls *calls,
                  struct mf_update_report *report, struct mf_error *err)
{
	struct update u;
	int lock = -1, rc, read_rc = 0;

	memset(&u, 0, sizeof u);
	memset(report, 0, sizeof *report);
	u.options = options;
	u.calls = calls;
	u.report = report;
	u.next_segment = u.generation = 1;
	rc = mf_lock_take(&lock, options->dir, err);
	if (rc < 0)
		return rc;
	highest_numbers(&u);
	rc = mf_gazetteer_open(&u.gazetteer, options->gazetteer->data, options->gazetteer->len, err);
	if (rc == 0)
		rc = open_live(&u, err);
	if (rc == 0)
		rc = mf_ledger_new(&u.ledger, u.index, options_hash(options), err);
	if (rc == 0)
		read_rc = rc = read_all(&u, err);
	if (rc == 0 || (rc == MF_E_STOPPED && !options->rebuild))
		rc = anything_changed(&u) ? publish(&u, err) : 0;
	if (u.ledger)
		report->ledger = *mf_ledger_counts(u.ledger);
	mf_build_free(u.build);
	mf_ledger_free(u.ledger);
	mf_gazetteer_close(u.gazetteer);
	mf_index_close(u.index);
	mf_manifest_release(&u.before);
	mf_manifest_release(&u.after);
	mf_lock_drop(lock);
	return rc == 0 ? read_rc : rc;
}
