/* SPDX-License-Identifier: GPL-2.0-or-later */
/* parts.c - the segments of the index as it will be; a build becomes one of them.
 *
 * Segments are merged as log-structured stores do: a new segment takes in the newest older ones while
 * they are smaller than twice what has been gathered, so each passage is rewritten O(log n) times
 * (O'Neil et al., The Log-Structured Merge-Tree, 1996).  A merge that would not fit into the memory
 * allowed is left out: then there are more segments.
 */
#include <stdlib.h>
#include <string.h>

#include "indexer/fdatasync.h"
#include "wrappers/libc/bitmap.h"
#include "indexer/update_private.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/error.h"

#define PASSAGE_TEXT 1200 /* bytes, about */

/* ---- the list ---- */

static void add_part(struct mf_update *u, const struct mf_manifest_segment *about, size_t origin,
		     uint64_t forms)
{
	struct mf_part *p;

	u->part = mf_grow(u->part, &u->part_cap, u->parts + 1, sizeof *u->part);
	p = &u->part[u->parts++];
	*p = (struct mf_part){ *about, origin, forms };
	p->about.name = mf_strdup(about->name);
	p->about.dead = about->dead ? mf_strdup(about->dead) : NULL;
}

static void release_part(struct mf_part *p)
{
	free(p->about.name);
	free(p->about.dead);
}

void mf_parts_list(struct mf_update *u)
{
	for (size_t s = 0; u->index && s < u->index->segments; s++)
		add_part(u, &u->before.segment[s], s, u->index->segment[s].vocabulary.forms.n);
}

bool mf_parts_published(const struct mf_update *u, const char *name)
{
	for (size_t i = 0; i < u->before.segments; i++)
		if (strcmp(u->before.segment[i].name, name) == 0)
			return true;
	return false;
}

static void remove_segment(const struct mf_update *u, const char *name)
{
	char *path = mf_path_join(u->options->dir, name);

	mf_remove_tree(path, NULL);
	free(path);
}

/* What a run that failed made is removed, unless it is live all the same. */
static void remove_leftovers(struct mf_update *u)
{
	struct mf_manifest now;
	int rc = mf_manifest_read(&now, u->options->dir, NULL);

	if (rc == 0 || rc == MF_E_NOTFOUND) {
		mf_folder_clean(&u->folder, rc == 0 ? &now : NULL, NULL, NULL);
		mf_manifest_release(&now);
		return;
	}
	for (size_t i = 0; i < u->parts; i++)
		if (u->part[i].origin == MF_MADE && !mf_parts_published(u, u->part[i].about.name))
			remove_segment(u, u->part[i].about.name);
}

void mf_parts_release(struct mf_update *u, bool failed)
{
	if (failed)
		remove_leftovers(u);
	for (size_t i = 0; i < u->parts; i++)
		release_part(&u->part[i]);
	free(u->part);
}

const unsigned char *mf_parts_dead(const struct mf_update *u, const struct mf_part *p, uint32_t *n,
				   bool *changed)
{
	*n = p->about.dead_n;
	*changed = false;
	return p->origin == MF_MADE ? NULL : mf_ledger_dead(u->ledger, p->origin, n, changed);
}

/* Segments without a living document are left out from now on. */
void mf_parts_drop_dead(struct mf_update *u)
{
	size_t kept = 0;

	for (size_t i = 0; i < u->parts; i++) {
		uint32_t dead;
		bool changed;
		mf_parts_dead(u, &u->part[i], &dead, &changed);
		if (dead < u->part[i].about.documents)
			u->part[kept++] = u->part[i];
		else
			release_part(&u->part[i]);
	}
	u->parts = kept;
}

/* ---- a new segment ---- */

struct size {
	uint64_t documents, passages, forms;
};

static struct size size_of_build(const struct mf_build *b)
{
	uint64_t documents = b ? mf_build_documents(b) : 0;

	return (struct size){ documents, b ? mf_build_bytes(b) / PASSAGE_TEXT + documents : 0,
			      b ? mf_build_forms(b) : 0 };
}

static void add_size(struct size *to, const struct mf_part *p)
{
	to->documents += p->about.documents;
	to->passages += p->about.passages;
	to->forms += p->forms;
}

static uint64_t memory_to_merge(const struct size *s)
{
	return s->forms * MF_VOCABULARY_BYTES + s->documents * 120 + s->passages * 32;
}

/* How many of the newest segments the new one takes in: see the head of the file.  Where --shards asks
 * for it, a merge may need all of the memory, but never more. */
static size_t parts_to_take(const struct mf_update *u, enum mf_close how)
{
	struct size all = size_of_build(u->build);
	size_t take = 0;

	for (size_t i = u->parts; i-- > 0 && how != MF_CLOSE_STOPPED; take++) {
		const struct mf_part *p = &u->part[i];
		bool asked = how == MF_CLOSE_LAST && u->options->shards && i + 2 > u->options->shards;
		if (!asked && (p->about.passages >= 2 * all.passages ||
			       (how == MF_CLOSE_CHECKPOINT && p->origin != MF_MADE)))
			break;
		add_size(&all, p);
		if (memory_to_merge(&all) > u->options->memory / (asked ? 1 : 2))
			break;
	}
	return take;
}

bool mf_parts_can_merge(const struct mf_update *u)
{
	return parts_to_take(u, MF_CLOSE_LAST) > 1;
}

uint64_t mf_parts_merge_needs(const struct mf_update *u)
{
	struct size all = { 0, 0, 0 };

	if (!u->options->shards || u->parts <= u->options->shards)
		return 0;
	for (size_t i = u->options->shards - 1; i < u->parts; i++)
		add_size(&all, &u->part[i]);
	return memory_to_merge(&all);
}

int mf_parts_name_dead(struct mf_update *u, const char *segment, char **name, struct mf_error *err)
{
	*name = mf_printf("dead-%06u-%s", u->generation, segment + strlen("seg-"));
	return mf_folder_name(&u->folder, name, err);
}

int mf_parts_write_dead(struct mf_update *u, const char *name, const unsigned char *dead, uint32_t documents,
			struct mf_error *err)
{
	char *path = mf_path_join(u->options->dir, name);
	int rc = mf_file_create(path, dead, mf_bitmap_bytes(documents), err);

	free(path);
	return rc;
}

static int merge_parts(struct mf_update *u, size_t take, const char *name, struct mf_merge_result *result,
		       struct mf_error *err)
{
	struct mf_merge_input *older = mf_calloc(take + 1, sizeof *older);
	char **folder = mf_calloc(take + 1, sizeof *folder), *out = mf_path_join(u->options->dir, name);
	int rc, why;

	for (size_t i = 0; i < take; i++) {
		const struct mf_part *p = &u->part[u->parts - take + i];
		uint32_t n;
		bool changed;
		folder[i] = mf_path_join(u->options->dir, p->about.name);
		older[i] = (struct mf_merge_input){ folder[i], 0, mf_parts_dead(u, p, &n, &changed) };
	}
	rc = mf_build_merge(u->build, older, take, out, result, err);
	why = mf_fdatasync_failed();
	if (rc == 0 && why)
		rc = mf_error_set(err, MF_E_IO, "%s: cannot sync: %s", out, mf_strerror(why));
	for (size_t i = 0; i < take; i++)
		free(folder[i]);
	free(folder);
	free(older);
	free(out);
	return rc;
}

/* The last `take` parts and the build become one part. */
static int make_part(struct mf_update *u, size_t take, struct mf_error *err)
{
	char *name = u->made, *dead = NULL;
	struct mf_merge_result result = { .dead = NULL };
	struct mf_manifest_segment about = { .name = name, .tagged = u->fingerprint };
	int rc = merge_parts(u, take, name, &result, err);

	u->made = NULL;
	if (rc == 0 && result.dead)
		rc = mf_parts_name_dead(u, name, &dead, err);
	if (rc == 0 && result.dead)
		rc = mf_folder_note(&u->folder, err);
	if (rc == 0 && result.dead)
		rc = mf_parts_write_dead(u, dead, result.dead, result.documents, err);
	if (rc < 0) {
		remove_segment(u, name);
		goto out;
	}
	for (; take; take--) {
		struct mf_part *p = &u->part[--u->parts];
		if (p->about.tagged != about.tagged)
			about.tagged = 0; /* of several gazetteers */
		if (p->origin == MF_MADE && !mf_parts_published(u, p->about.name))
			remove_segment(u, p->about.name);
		release_part(p);
	}
	about.documents = result.documents;
	about.passages = result.passages;
	about.words = result.words;
	about.dead_n = result.dead_n;
	about.dead = dead;
	add_part(u, &about, MF_MADE, result.forms);
	rc = mf_layers_count_build(u, &about, err);
out:
	free(result.dead);
	free(dead);
	free(name);
	return rc;
}

int mf_parts_close_build(struct mf_update *u, enum mf_close how, struct mf_error *err)
{
	int rc;

	mf_parts_drop_dead(u);
	if (!u->build)
		return 0;
	rc = mf_build_close(u->build, err);
	if (rc == 0)
		rc = make_part(u, parts_to_take(u, how), err);
	if (rc == 0)
		mf_ingest_stats_add(&u->report->ingest, mf_build_stats(u->build));
	u->documents += mf_build_documents(u->build);
	u->bytes += mf_build_bytes(u->build);
	mf_build_free(u->build);
	u->build = NULL;
	return rc;
}
