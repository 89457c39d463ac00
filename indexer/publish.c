/* SPDX-License-Identifier: GPL-2.0-or-later */
/* publish.c - segments become a generation: every file of it is noted with its hash, then it goes live. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/schema.h"
#include "indexer/update_private.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"

/* The generation whose hashes may be taken over, or NULL. */
static const struct mf_manifest *known(const struct mf_update *u)
{
	return u->known ? &u->before : NULL;
}

static int note_part(struct mf_update *u, struct mf_manifest *after, struct mf_part *p, struct mf_error *err)
{
	bool changed;
	const unsigned char *bits = mf_parts_dead(u, p, &p->about.dead_n, &changed);
	int rc = mf_segment_note(after, u->options->dir, p->about.name, known(u), err);

	if (rc == 0 && !mf_parts_published(u, p->about.name))
		rc = mf_segment_sync(u->options->dir, p->about.name, err);
	if (rc == 0 && changed) {
		free(p->about.dead);
		rc = mf_parts_write_dead(u, p->about.name, bits, p->about.documents, &p->about.dead, err);
	}
	if (rc == 0 && p->about.dead)
		rc = mf_manifest_add_file(after, u->options->dir, p->about.dead, known(u), err);
	if (rc == 0)
		mf_manifest_add_segment(after, &p->about);
	return rc;
}

static int note_gazetteer(struct mf_update *u, struct mf_manifest *after, struct mf_error *err)
{
	const struct mf_buf *block = u->options->gazetteer;
	char *path;
	int rc = 0;

	after->gazetteer_source = u->options->gazetteer_source;
	after->gazetteer_fingerprint = u->fingerprint;
	after->gazetteer = mf_printf("gazetteer-%016" PRIx64, u->fingerprint);
	path = mf_path_join(u->options->dir, after->gazetteer);
	if (!u->known || !u->before.gazetteer || strcmp(u->before.gazetteer, after->gazetteer) != 0)
		rc = mf_file_replace(path, block->data, block->len, err);
	free(path);
	if (rc == 0)
		rc = mf_manifest_add_file(after, u->options->dir, after->gazetteer, known(u), err);
	return rc;
}

static int note_files(struct mf_update *u, struct mf_manifest *after, struct mf_error *err)
{
	char *path;
	int rc;

	after->files = mf_printf("files-%06u", u->generation);
	path = mf_path_join(u->options->dir, after->files);
	rc = mf_ledger_save_files(u->ledger, path, err);
	free(path);
	if (rc == 0)
		rc = mf_manifest_add_file(after, u->options->dir, after->files, NULL, err);
	return rc;
}

int mf_publish(struct mf_update *u, struct mf_error *err)
{
	struct mf_manifest after;
	int rc;

	memset(&after, 0, sizeof after);
	after.generation = u->generation;
	after.schema = MF_SCHEMA_VERSION;
	after.analyser = mf_analysis_fingerprint();
	rc = note_gazetteer(u, &after, err);
	for (size_t i = 0; rc == 0 && i < u->parts; i++)
		rc = note_part(u, &after, &u->part[i], err);
	if (rc == 0)
		rc = note_files(u, &after, err);
	if (rc == 0)
		rc = mf_manifest_publish(&after, u->options->dir, u->before.generation ? &u->before : NULL,
					 err);
	if (rc < 0) {
		mf_manifest_release(&after);
		return rc;
	}
	mf_manifest_release(&u->before);
	u->before = after;
	u->known = true;
	u->generation++;
	u->report->published = true;
	return 0;
}
