/* SPDX-License-Identifier: GPL-2.0-or-later */
/* publish.c - segments become a generation: every file of it is noted with its hash, then it goes live. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/schema.h"
#include "indexer/update_private.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/hash.h"
#include "wrappers/libc/mem.h"

/* The generation whose hashes may be taken over, or NULL. */
static const struct mf_manifest *known(const struct mf_update *u)
{
	return u->known ? &u->before : NULL;
}

/* ---- names ---- */

/* Has the generation before this very gazetteer?  Its file is compared where nobody has checked it yet. */
static bool has_gazetteer(const struct mf_update *u)
{
	const struct mf_buf *block = u->options->gazetteer;
	uint64_t size, hash;
	char *path;
	bool same;

	if (!u->before.gazetteer || u->before.gazetteer_fingerprint != u->fingerprint)
		return false;
	if (u->known)
		return true;
	path = mf_path_join(u->options->dir, u->before.gazetteer);
	same = mf_file_hash(path, false, &size, &hash, NULL) == 0 && size == block->len &&
	       hash == mf_hash64(block->data, block->len);
	free(path);
	return same;
}

/* The gazetteer of the generation before, where it is the same; else a new name. */
static int name_gazetteer(struct mf_update *u, struct mf_manifest *after, struct mf_error *err)
{
	after->gazetteer_source = u->options->gazetteer_source;
	after->gazetteer_fingerprint = u->fingerprint;
	if (has_gazetteer(u)) {
		after->gazetteer = mf_strdup(u->before.gazetteer);
		return 0;
	}
	after->gazetteer = mf_printf("gazetteer-%016" PRIx64, u->fingerprint);
	return mf_folder_name(&u->folder, &after->gazetteer, err);
}

static int name_dead(struct mf_update *u, struct mf_part *p, struct mf_error *err)
{
	bool changed;

	mf_parts_dead(u, p, &p->about.dead_n, &changed);
	if (!changed)
		return 0;
	free(p->about.dead);
	return mf_parts_name_dead(u, p->about.name, &p->about.dead, err);
}

/* Names for all that is to be written, and the inventory that has them. */
static int name_all(struct mf_update *u, struct mf_manifest *after, struct mf_error *err)
{
	int rc = name_gazetteer(u, after, err);

	for (size_t i = 0; rc == 0 && i < u->parts; i++)
		rc = name_dead(u, &u->part[i], err);
	if (rc == 0)
		rc = mf_layers_name(u, err);
	after->files = mf_printf("files-%06u", u->generation);
	if (rc == 0)
		rc = mf_folder_name(&u->folder, &after->files, err);
	after->name = mf_printf("manifest-%06u", u->generation);
	if (rc == 0)
		rc = mf_folder_name(&u->folder, &after->name, err);
	if (rc == 0)
		rc = mf_folder_note(&u->folder, err);
	return rc;
}

/* ---- files ---- */

static int note_part(struct mf_update *u, struct mf_manifest *after, struct mf_part *p, struct mf_error *err)
{
	bool changed;
	const unsigned char *bits = mf_parts_dead(u, p, &p->about.dead_n, &changed);
	int rc = mf_segment_note(after, u->options->dir, p->about.name, known(u), err);

	if (rc == 0 && !mf_parts_published(u, p->about.name))
		rc = mf_segment_sync(u->options->dir, p->about.name, err);
	if (rc == 0 && changed)
		rc = mf_parts_write_dead(u, p->about.dead, bits, p->about.documents, err);
	if (rc == 0 && p->about.dead)
		rc = mf_manifest_add_file(after, u->options->dir, p->about.dead, known(u), err);
	if (rc == 0)
		mf_manifest_add_segment(after, &p->about);
	return rc;
}

static int note_gazetteer(struct mf_update *u, struct mf_manifest *after, struct mf_error *err)
{
	const struct mf_buf *block = u->options->gazetteer;
	char *path = mf_path_join(u->options->dir, after->gazetteer);
	int rc = 0;

	if (!u->before.gazetteer || strcmp(u->before.gazetteer, after->gazetteer) != 0)
		rc = mf_file_create(path, block->data, block->len, err);
	free(path);
	if (rc == 0)
		rc = mf_manifest_add_file(after, u->options->dir, after->gazetteer, known(u), err);
	return rc;
}

static int note_files(struct mf_update *u, struct mf_manifest *after, struct mf_error *err)
{
	char *path = mf_path_join(u->options->dir, after->files);
	int rc = mf_ledger_save_files(u->ledger, path, err);

	free(path);
	if (rc == 0)
		rc = mf_manifest_add_file(after, u->options->dir, after->files, NULL, err);
	return rc;
}

static int write_all(struct mf_update *u, struct mf_manifest *after, struct mf_error *err)
{
	int rc = note_gazetteer(u, after, err);

	for (size_t i = 0; rc == 0 && i < u->parts; i++)
		rc = note_part(u, after, &u->part[i], err);
	if (rc == 0)
		rc = mf_layers_note(u, after, err);
	if (rc == 0)
		rc = note_files(u, after, err);
	if (rc == 0 && u->index)
		rc = mf_index_sound(u->index, err);
	return rc == 0 ? mf_manifest_publish(after, u->options->dir, err) : rc;
}

/* ---- the generation ---- */

/* Readers may be about to open the generation before: it stays until the next one, or the next run. */
static int clean(struct mf_update *u, const struct mf_manifest *after, struct mf_error *err)
{
	int rc = mf_folder_clean(&u->folder, after, u->before.generation ? &u->before : NULL, err);

	if (rc < 0)
		mf_error_hint(err, "the new index is live and whole; the next run removes what is left");
	return rc;
}

int mf_publish(struct mf_update *u, struct mf_error *err)
{
	struct mf_manifest after;
	int rc;

	memset(&after, 0, sizeof after);
	after.generation = u->generation;
	after.schema = MF_SCHEMA_VERSION;
	after.analyser = mf_analysis_fingerprint(u->stemmer);
	after.stemmer = u->stemmer;
	rc = name_all(u, &after, err);
	if (rc == 0)
		rc = write_all(u, &after, err);
	if (rc < 0) {
		mf_manifest_release(&after);
		return rc;
	}
	rc = clean(u, &after, err);
	mf_manifest_release(&u->before);
	u->before = after;
	u->known = true;
	u->generation++;
	u->report->published = true;
	return rc;
}
