/* SPDX-License-Identifier: GPL-2.0-or-later */
/* statistics_verify.c - the layers of a generation against its segments: all that they say, less what the
 * living documents have, must be nothing. */
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/schema.h"
#include "wrappers/libc/bitmap.h"
#include "indexer/store/error.h"
#include "indexer/store/statistics_private.h"
#include "wrappers/libc/mem.h"

/* The documents of a segment that live; the caller frees. */
static int living(const char *dir, const struct mf_manifest_segment *about, unsigned char **documents,
		  struct mf_error *err)
{
	size_t bytes = mf_bitmap_bytes(about->documents);
	char *path = about->dead ? mf_path_join(dir, about->dead) : NULL;
	struct mf_map dead;
	int rc = 0;

	memset(&dead, 0, sizeof dead);
	*documents = mf_calloc(1, bytes);
	if (path)
		rc = mf_map_open(&dead, path, err);
	if (rc == 0 && path && dead.len < bytes)
		rc = mf_store_damaged(err, "%s: cut short", path);
	for (size_t i = 0; rc == 0 && i < bytes; i++)
		(*documents)[i] = path ? (unsigned char)~dead.data[i] : 0xff;
	mf_map_close(&dead);
	free(path);
	return rc;
}

static int take_off(const char *dir, const struct mf_manifest *m, const struct mf_manifest_segment *about,
		    const char *path, struct mf_error *err)
{
	struct mf_statistics_input in = { dir, about, m->stemmer, NULL, -1, NULL, 0 };
	unsigned char *documents;
	int rc = living(dir, about, &documents, err);

	in.documents = documents;
	if (rc == 0)
		rc = mf_statistics_count(&in, path, err);
	free(documents);
	return rc;
}

static int is_nothing(const char *dir, const char *path, struct mf_error *err)
{
	static const char *const what[MF_RUNS] = { "word", "stem", "root", "name", "source", "day" };
	static const struct mf_totals none;
	struct mf_layer l;
	int rc = mf_layer_open(&l, path, err);

	for (unsigned r = 0; rc == 0 && r < MF_RUNS; r++) {
		struct mf_keys_cursor c;
		mf_keys_start(&c, &l.run[r]);
		if (mf_keys_next(&c)) {
			struct mf_arena arena = MF_ARENA_INIT;
			size_t len;
			rc = mf_store_damaged(err, "%s: its statistics do not agree with its segments: %s %s",
					      dir, what[r], mf_unpacked(&arena, c.key.data, c.key.len, &len));
			mf_arena_release(&arena);
		}
		mf_keys_release(&c);
	}
	if (rc == 0 && memcmp(&l.totals, &none, sizeof none) != 0)
		rc = mf_store_damaged(err, "%s: its statistics do not agree with its segments", dir);
	mf_layer_close(&l);
	return rc;
}

static int verify(const char *dir, const struct mf_manifest *m, struct mf_error *err)
{
	size_t layers = m->statistics_n, n = layers + m->segments;
	char **path = mf_calloc(n + 1, sizeof *path), *folder, *sum = NULL;
	int rc = mf_temporary_folder(&folder, err);

	for (size_t i = 0; rc == 0 && i < n; i++)
		path[i] = i < layers ? mf_path_join(dir, m->statistics[i])
				     : mf_printf("%s/segment-%zu", folder, i - layers);
	for (size_t i = layers; rc == 0 && i < n; i++)
		rc = take_off(dir, m, &m->segment[i - layers], path[i], err);
	if (rc == 0) {
		sum = mf_path_join(folder, "sum");
		rc = mf_statistics_merge((const char *const *)path, n, sum, err);
	}
	if (rc == 0)
		rc = is_nothing(dir, sum, err);
	if (folder)
		mf_remove_tree(folder, NULL);
	for (size_t i = 0; i < n; i++)
		free(path[i]);
	free(path);
	free(sum);
	free(folder);
	return rc;
}

/* What another analyser has counted cannot be counted once more by this one. */
int mf_statistics_verify(const char *dir, const struct mf_manifest *m, struct mf_error *err)
{
	return m->analyser == mf_analysis_fingerprint(m->stemmer) ? verify(dir, m, err) : 0;
}
