/* SPDX-License-Identifier: GPL-2.0-or-later */
/* layers.c - the statistics of the generation that comes: a layer for each build, one for what has gone.
 *
 * Layers are merged as segments are, by their size: a new one takes in the newest older ones while they
 * are smaller than twice what has been gathered, and as many more as are needed to leave LAYERS_MAX, since
 * each costs a search a look-up for every word.  Merging reads and writes one after the other; its memory
 * grows by a byte a word.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "wrappers/libc/bitmap.h"
#include "indexer/update_private.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"

#define LAYERS_MAX 4

/* ---- names ---- */

static int take_name(struct mf_update *u, struct mf_error *err)
{
	struct mf_layers *l = &u->layers;
	char *name = mf_printf("statistics-%06u", u->generation);
	int rc = mf_folder_name(&u->folder, &name, err);

	if (rc < 0)
		return rc;
	l->name = mf_grow(l->name, &l->name_cap, l->names + 1, sizeof(char *));
	l->name[l->names++] = name;
	return 0;
}

/* One of those that were taken. */
static char *next_name(struct mf_update *u)
{
	return u->layers.name[--u->layers.names];
}

static void forget_names(struct mf_layers *l)
{
	while (l->names)
		free(l->name[--l->names]);
}

int mf_layers_name_build(struct mf_update *u, struct mf_error *err)
{
	return take_name(u, err);
}

/* For the sum, and for what has gone of each segment. */
int mf_layers_name(struct mf_update *u, struct mf_error *err)
{
	size_t n = 1;
	int rc = 0;

	for (size_t s = 0; u->index && s < u->index->segments; s++) {
		uint32_t dead;
		bool changed;
		mf_ledger_dead(u->ledger, s, &dead, &changed);
		n += changed;
	}
	while (rc == 0 && u->layers.names < n)
		rc = take_name(u, err);
	return rc;
}

/* ---- what has come ---- */

/* A layer that is part of the next generation, unless it is merged before. */
static void add_made(struct mf_update *u, char *name)
{
	struct mf_layers *l = &u->layers;

	l->made = mf_grow(l->made, &l->made_cap, l->made_n + 1, sizeof(char *));
	l->made[l->made_n++] = name;
}

static void forget_made(struct mf_layers *l)
{
	for (size_t i = 0; i < l->made_n; i++)
		free(l->made[i]);
	l->made_n = 0;
}

static int count(struct mf_update *u, const struct mf_statistics_input *in, struct mf_error *err)
{
	char *name = next_name(u), *path = mf_path_join(u->options->dir, name);
	int rc = mf_statistics_count(in, path, err);

	free(path);
	if (rc < 0)
		free(name);
	else
		add_made(u, name);
	return rc;
}

int mf_layers_count_build(struct mf_update *u, const struct mf_manifest_segment *segment,
			  struct mf_error *err)
{
	uint32_t n = segment->documents, new = (uint32_t)mf_build_documents(u->build);
	unsigned char *documents = mf_calloc(1, mf_bitmap_bytes(n));
	size_t workers;
	const char *const *words = mf_build_words(u->build, &workers);
	char **surfaces = mf_calloc(workers + 1, sizeof *surfaces);
	struct mf_statistics_input in = { u->options->dir, segment, u->stemmer,
					  documents,       1,       (const char *const *)surfaces,
					  workers };
	int rc = 0;

	for (size_t i = 0; i < workers; i++)
		surfaces[i] = mf_words_surfaces(words[i]);
	for (uint32_t d = n - (new < n ? new : n); d < n; d++)
		mf_bit_set(documents, d);
	if (new)
		rc = count(u, &in, err);
	for (size_t i = 0; i < workers; i++)
		free(surfaces[i]);
	free(surfaces);
	free(documents);
	return rc;
}

/* ---- what has gone ---- */

/* The documents of a segment that are not taken off yet though they are deleted; false: there are none. */
static bool find_gone(const struct mf_update *u, size_t segment, unsigned char *documents)
{
	size_t bytes = mf_bitmap_bytes(u->index->segment[segment].documents.n);
	uint32_t n;
	bool changed, any = false;
	const unsigned char *dead = mf_ledger_dead(u->ledger, segment, &n, &changed);

	for (size_t i = 0; i < bytes; i++) {
		documents[i] = (unsigned char)(dead[i] & ~u->layers.gone[segment][i]);
		any = any || documents[i];
	}
	return any;
}

static void start_gone(struct mf_update *u)
{
	u->layers.gone = mf_calloc(u->index->segments + 1, sizeof(unsigned char *));
	for (size_t s = 0; s < u->index->segments; s++) {
		const struct mf_segment *segment = &u->index->segment[s];
		size_t bytes = mf_bitmap_bytes(segment->documents.n);
		u->layers.gone[s] = mf_calloc(1, bytes);
		if (segment->dead.len)
			memcpy(u->layers.gone[s], segment->dead.data, bytes);
	}
}

static int count_gone(struct mf_update *u, struct mf_error *err)
{
	int rc = 0;

	if (u->index && !u->layers.gone)
		start_gone(u);
	for (size_t s = 0; rc == 0 && u->index && s < u->index->segments; s++) {
		const struct mf_segment *segment = &u->index->segment[s];
		size_t bytes = mf_bitmap_bytes(segment->documents.n);
		unsigned char *documents = mf_calloc(1, bytes);
		struct mf_statistics_input in = {
			u->options->dir, segment->about, u->stemmer, documents, -1, NULL, 0
		};
		if (find_gone(u, s, documents))
			rc = count(u, &in, err);
		for (size_t i = 0; rc == 0 && i < bytes; i++)
			u->layers.gone[s][i] |= documents[i];
		free(documents);
	}
	return rc;
}

/* ---- the layers of a generation ---- */

static uint64_t size_of(const struct mf_update *u, const char *name)
{
	char *path = mf_path_join(u->options->dir, name);
	struct stat st;
	uint64_t size = stat(path, &st) == 0 ? (uint64_t)st.st_size : 0;

	free(path);
	return size;
}

/* How many of the newest older layers go together with the new ones: see the head of the file. */
static size_t layers_to_take(const struct mf_update *u, size_t older)
{
	uint64_t gathered = 0;
	size_t left = older;

	for (size_t i = 0; i < u->layers.made_n; i++)
		gathered += size_of(u, u->layers.made[i]);
	for (; left; left--) {
		uint64_t size = size_of(u, u->before.statistics[left - 1]);
		if (size >= 2 * gathered && left < LAYERS_MAX)
			break;
		gathered += size;
	}
	return older - left;
}

/* The last `take` layers of the generation before, and all new ones, become one. */
static int merge_layers(struct mf_update *u, size_t first, size_t take, struct mf_error *err)
{
	struct mf_layers *l = &u->layers;
	char **path = mf_calloc(take + l->made_n + 1, sizeof *path), *name = next_name(u);
	char *to = mf_path_join(u->options->dir, name);
	size_t n = 0;
	int rc;

	for (size_t i = 0; i < take; i++)
		path[n++] = mf_path_join(u->options->dir, u->before.statistics[first + i]);
	for (size_t i = 0; i < l->made_n; i++)
		path[n++] = mf_path_join(u->options->dir, l->made[i]);
	rc = mf_statistics_merge((const char *const *)path, n, to, err);
	for (size_t i = 0; i < n; i++) {
		if (i >= take && rc == 0)
			rc = mf_remove_tree(path[i], err);
		free(path[i]);
	}
	free(path);
	free(to);
	if (rc < 0) {
		free(name);
		return rc;
	}
	forget_made(l);
	add_made(u, name);
	return 0;
}

int mf_layers_note(struct mf_update *u, struct mf_manifest *after, struct mf_error *err)
{
	struct mf_layers *l = &u->layers;
	const struct mf_manifest *known = u->known && !u->renew ? &u->before : NULL; /* of this analyser */
	size_t older = known ? known->statistics_n : 0, take = 0;
	int rc = u->renew ? 0 : count_gone(u, err);

	if (rc == 0 && l->made_n) {
		take = layers_to_take(u, older);
		if (take || l->made_n > 1)
			rc = merge_layers(u, older - take, take, err);
	}
	for (size_t i = 0; rc == 0 && i < older - take; i++) {
		mf_manifest_add_statistics(after, known->statistics[i]);
		rc = mf_manifest_add_file(after, u->options->dir, known->statistics[i], known, err);
	}
	for (size_t i = 0; rc == 0 && i < l->made_n; i++) {
		mf_manifest_add_statistics(after, l->made[i]);
		rc = mf_manifest_add_file(after, u->options->dir, l->made[i], NULL, err);
	}
	if (rc == 0)
		forget_made(l);
	forget_names(l); /* what was not used is crossed out when the folder is cleaned */
	return rc;
}

void mf_layers_release(struct mf_update *u)
{
	struct mf_layers *l = &u->layers;

	forget_made(l);
	forget_names(l);
	free(l->name);
	for (size_t s = 0; l->gone && s < u->index->segments; s++)
		free(l->gone[s]);
	free(l->gone);
	free(l->made);
}
