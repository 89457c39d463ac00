/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/store/index.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/schema.h"
#include "indexer/store/error.h"
#include "wrappers/libc/hash.h"
#include "wrappers/libc/mem.h"

static int open_db(struct mf_index *index, struct mf_error *err)
{
	struct xc_error xe = XC_ERROR_INIT;
	char **path = mf_calloc(index->segments + 1, sizeof *path);
	int rc = 0;

	for (size_t i = 0; i < index->segments; i++) {
		char *folder = mf_path_join(index->dir, index->segment[i].about->name);
		path[i] = mf_segment_path(folder, MF_SEGMENT_DB);
		free(folder);
	}
	if (xc_db_open_all(&index->db, (const char *const *)path, index->segments, &xe) < 0)
		rc = mf_store_error(&xe, index->dir, err);
	for (size_t i = 0; i < index->segments; i++)
		free(path[i]);
	free(path);
	return rc;
}

static int check_schema(const struct mf_index *index, struct mf_error *err)
{
	const struct mf_manifest *m = &index->manifest;

	if (m->schema == MF_SCHEMA_VERSION)
		return 0;
	mf_error_set(err, MF_E_VERSION, "%s: the index has schema %u, this program reads schema %u",
		     index->dir, m->schema, (unsigned)MF_SCHEMA_VERSION);
	return MF_E_VERSION;
}

static bool made_by_another(const struct mf_index *index, struct mf_error *err)
{
	const struct mf_manifest *m = &index->manifest;
	uint64_t ours = mf_analysis_fingerprint(m->stemmer);

	if (m->analyser == ours)
		return false;
	mf_error_set(err, MF_E_VERSION, "%s: the index was made by another analyser (%016llx, not %016llx)",
		     index->dir, (unsigned long long)m->analyser, (unsigned long long)ours);
	if (m->members)
		mf_error_hint(
			err,
			"bring the indexes that it gathers up to date (--reanalyse), then gather again: "
			"mufahris-index --statistics=%s",
			index->dir);
	else
		mf_error_hint(
			err, "bring it up to date from the texts it stores: mufahris-index -d %s --reanalyse",
			index->dir);
	return true;
}

static int open_gazetteer(struct mf_index *index, struct mf_error *err)
{
	char *path = mf_path_join(index->dir, index->manifest.gazetteer);
	int rc = mf_map_open(&index->gazetteer_map, path, err);

	if (rc == 0)
		rc = mf_gazetteer_open(&index->gazetteer, index->gazetteer_map.data, index->gazetteer_map.len,
				       err);
	free(path);
	return rc;
}

/* A part has fewer segments than the statistics count the documents of. */
static int open_statistics(struct mf_index *index, bool part, struct mf_error *err)
{
	const struct mf_manifest *m = &index->manifest;
	const struct mf_totals *totals;
	char **path = mf_calloc(m->statistics_n + 1, sizeof *path);
	int rc;

	for (size_t i = 0; i < m->statistics_n; i++)
		path[i] = mf_path_join(index->dir, m->statistics[i]);
	rc = mf_statistics_open(&index->statistics, (const char *const *)path, m->statistics_n, err);
	totals = rc == 0 ? mf_statistics_totals(index->statistics) : NULL;
	if (rc == 0 && part)
		index->documents = (uint64_t)totals->documents;
	if (rc == 0 && (totals->documents != (int64_t)index->documents || totals->documents < 0 ||
			totals->passages < 0 || totals->words < 0 || totals->passages > UINT32_MAX))
		rc = mf_index_damaged(index, "its statistics file", err);
	if (rc == 0) {
		index->passages = (uint64_t)totals->passages;
		index->words = (uint64_t)totals->words;
	}
	for (size_t i = 0; i < m->statistics_n; i++) {
		if (rc == 0)
			rc = mf_manifest_is_sealed(m, m->statistics[i],
						   mf_statistics_seal(index->statistics, i), err);
		free(path[i]);
	}
	free(path);
	return rc;
}

/* The remedy where something of the index is damaged: an archive has nothing to be built from. */
static void hint(const struct mf_index *index, struct mf_error *err)
{
	if (index->manifest.members)
		mf_error_hint(
			err,
			"see which index is damaged, rebuild that, and gather again: mufahris-index -d %s "
			"--check",
			index->dir);
	else
		mf_store_hint_rebuild(err, index->dir);
}

int mf_index_sound(const struct mf_index *index, struct mf_error *err)
{
	int rc = index->statistics ? mf_statistics_sound(index->statistics, err) : 0;

	for (size_t i = 0; rc == 0 && i < index->segments; i++)
		rc = mf_segment_sound(&index->segment[i], err);
	if (rc < 0)
		hint(index, err);
	return rc;
}

/* Which generation, and how much of it. */
struct opening {
	const char *dir;
	bool stored;
	bool part;
	const char *const *folder; /* of the members of a part */
	size_t folders;
	size_t *member;
	unsigned generation; /* that was tried last */
};

static int read_manifest(struct mf_manifest *m, struct opening *o, struct mf_error *err)
{
	int rc = o->part ? mf_manifest_read_own(m, o->dir, err) : mf_manifest_read(m, o->dir, err);

	if (rc == 0 && o->part && !m->members) {
		rc = mf_error_set(err, MF_E_USAGE, "%s: is no archive, which has members", o->dir);
		mf_error_hint(err, "make one: mufahris-index --statistics=DIR INDEX...");
	}
	for (size_t i = 0; rc == 0 && i < o->folders; i++)
		rc = mf_manifest_take_member(m, o->dir, o->folder[i], &o->member[i], err);
	o->generation = m->generation;
	return rc;
}

static int open_segments(struct mf_index *index, struct mf_error *err)
{
	int rc = 0;

	index->segments = index->manifest.segments;
	index->segment = mf_calloc(index->segments + 1, sizeof *index->segment);
	for (size_t i = 0; rc == 0 && i < index->segments; i++) {
		const struct mf_manifest_segment *about = &index->manifest.segment[i];
		rc = mf_segment_open(&index->segment[i], index->dir, about, err);
		if (rc == 0)
			rc = mf_segment_belongs(&index->segment[i], &index->manifest, err);
		index->documents += about->documents - about->dead_n;
	}
	return rc;
}

static int open_once(struct mf_index **out, struct opening *o, struct mf_error *err)
{
	struct mf_index *index = mf_calloc(1, sizeof *index);
	bool another;
	int rc;

	index->dir = mf_strdup(o->dir);
	rc = read_manifest(&index->manifest, o, err);
	if (rc == 0)
		rc = check_schema(index, err);
	another = rc == 0 && !o->stored && made_by_another(index, err);
	if (another)
		rc = MF_E_VERSION;
	if (rc == 0)
		rc = mf_manifest_verify(&index->manifest, o->dir, false, NULL, NULL, err);
	if (rc == 0)
		rc = open_segments(index, err);
	if (rc == 0 && !o->stored)
		rc = open_statistics(index, o->part, err);
	if (rc == 0 && !o->stored)
		rc = open_gazetteer(index, err);
	if (rc == 0 && !o->stored)
		rc = open_db(index, err);
	if (rc == 0)
		rc = mf_index_sound(index, err);
	if (rc == MF_E_CORRUPT || (rc == MF_E_VERSION && !another && !o->part && index->manifest.name))
		hint(index, err);
	if (rc < 0) {
		mf_index_close(index);
		index = NULL;
	}
	*out = index;
	return rc;
}

/* A writer may publish while files are opened, and remove those of two generations ago: then the stub
 * names another manifest by now, and that one is opened. */
static int open_live(struct mf_index **out, struct opening *o, struct mf_error *err)
{
	struct mf_manifest now;
	unsigned live;
	int rc = 0;

	for (int attempt = 0; attempt < 5; attempt++) {
		rc = open_once(out, o, err);
		if (rc == 0 || rc == MF_E_VERSION || rc == MF_E_USAGE ||
		    mf_manifest_read_own(&now, o->dir, NULL) < 0)
			return rc;
		live = now.generation;
		mf_manifest_release(&now);
		if (live == o->generation)
			return rc;
	}
	return rc;
}

int mf_index_open(struct mf_index **out, const char *dir, struct mf_error *err)
{
	return open_live(out, &(struct opening){ .dir = dir }, err);
}

int mf_index_open_stored(struct mf_index **out, const char *dir, struct mf_error *err)
{
	return open_live(out, &(struct opening){ .dir = dir, .stored = true }, err);
}

int mf_index_open_part(struct mf_index **out, const char *dir, const char *const *folder, size_t n,
		       size_t *member, struct mf_error *err)
{
	struct opening o = { .dir = dir, .part = true, .folder = folder, .folders = n, .member = member };

	return open_live(out, &o, err);
}

void mf_index_close(struct mf_index *index)
{
	if (!index)
		return;
	xc_db_free(index->db);
	mf_statistics_close(index->statistics);
	mf_gazetteer_close(index->gazetteer);
	mf_map_close(&index->gazetteer_map);
	for (size_t i = 0; i < index->segments; i++)
		mf_segment_close(&index->segment[i]);
	free(index->segment);
	mf_manifest_release(&index->manifest);
	free(index->dir);
	free(index);
}

int mf_index_damaged(const struct mf_index *index, const char *what, struct mf_error *err)
{
	mf_error_set(err, MF_E_CORRUPT, "%s: %s is damaged", index->dir, what);
	hint(index, err);
	return MF_E_CORRUPT;
}

int mf_index_find(const struct mf_index *index, const char *id, size_t len, size_t *segment,
		  uint32_t *document)
{
	uint64_t hash = mf_hash64(id, len);

	for (size_t s = index->segments; s-- > 0;) {
		const struct mf_segment *seg = &index->segment[s];
		const struct mf_documents *d = &seg->documents;
		for (uint32_t at = mf_documents_find_id(d, hash); at < d->n; at++) {
			uint32_t found = mf_documents_at(d, d->by_id, at);
			size_t mine;
			const char *other = mf_documents_id(d, found, &mine);
			if (mf_documents_row(d, found)->id_hash != hash)
				break;
			if (mine == len && memcmp(other, id, len) == 0 && !mf_segment_dead(seg, found)) {
				*segment = s;
				*document = found;
				return 1;
			}
		}
	}
	return 0;
}
