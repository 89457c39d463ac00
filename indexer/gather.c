/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/gather.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/schema.h"
#include "indexer/store/folder.h"
#include "indexer/store/index.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"

struct gather {
	const char *dir;
	struct mf_folder folder;
	struct mf_manifest before; /* as it was written; generation 0: none */
	struct mf_manifest after;
	char **path; /* of the members, from the root */
	struct mf_index **member;
	size_t members, cap, opened;
};

/* ---- which indexes ---- */

static int add_path(struct gather *g, const char *path, struct mf_error *err)
{
	char *real = realpath(path, NULL), *here = realpath(g->dir, NULL);
	int rc = 0;

	if (!real) {
		rc = mf_error_set(err, MF_E_NOTFOUND, "%s: there is no index here", path);
	} else if (strchr(real, '\n')) {
		rc = mf_error_set(err, MF_E_USAGE, "%s: its name has an end of line in it", path);
		mf_error_hint(err, "rename the folder");
	} else if (here && strcmp(real, here) == 0) {
		rc = mf_error_set(err, MF_E_USAGE, "%s: an archive cannot gather itself", path);
	}
	for (size_t i = 0; rc == 0 && i < g->members; i++)
		if (strcmp(g->path[i], real) == 0)
			rc = mf_error_set(err, MF_E_USAGE, "%s: is named twice", path);
	if (rc == 0) {
		g->path = mf_grow(g->path, &g->cap, g->members + 1, sizeof *g->path);
		g->path[g->members++] = mf_strdup(real);
	}
	free(real);
	free(here);
	return rc;
}

static int add_known(struct gather *g, struct mf_error *err)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < g->before.members; i++) {
		char *path = mf_path_join(g->dir, g->before.member[i].path);
		rc = add_path(g, path, err);
		free(path);
	}
	return rc;
}

/* A member beside the archive or below it is named from there, so that all of them can be moved together. */
static char *path_from_archive(const struct gather *g, const char *real)
{
	char *here = realpath(g->dir, NULL), *slash = here ? strrchr(here, '/') : NULL, *path;
	size_t own = here ? strlen(here) : 0, beside = slash ? (size_t)(slash - here) + 1 : 0;

	if (own && strncmp(real, here, own) == 0 && real[own] == '/')
		path = mf_strdup(real + own + 1);
	else if (beside > 1 && strncmp(real, here, beside) == 0)
		path = mf_printf("../%s", real + beside);
	else
		path = mf_strdup(real);
	free(here);
	return path;
}

/* ---- do they go together? ---- */

static int open_members(struct gather *g, struct mf_error *err)
{
	int rc = 0;

	g->member = mf_calloc(g->members + 1, sizeof(struct mf_index *));
	for (size_t i = 0; rc == 0 && i < g->members; i++) {
		const struct mf_manifest *m, *first;
		rc = mf_index_open(&g->member[i], g->path[i], err);
		if (rc < 0)
			break;
		g->opened++;
		m = &g->member[i]->manifest;
		first = &g->member[0]->manifest;
		if (m->members) {
			rc = mf_error_set(err, MF_E_USAGE, "%s: gathers indexes itself", g->path[i]);
			mf_error_hint(err, "name the indexes that it gathers");
		} else if (m->stemmer != first->stemmer) {
			rc = mf_error_set(err, MF_E_USAGE, "%s and %s have words stemmed in two ways",
					  g->path[0], g->path[i]);
			mf_error_hint(err, "stem them alike: mufahris-index -d %s --reanalyse --stemmer=%s",
				      g->path[i], mf_stemming_names[first->stemmer]);
		} else if (m->gazetteer_fingerprint != first->gazetteer_fingerprint) {
			rc = mf_error_set(err, MF_E_USAGE, "%s and %s have different gazetteers", g->path[0],
					  g->path[i]);
			mf_error_hint(
				err,
				"tag them alike: mufahris-index -d %s --retag, with the --gazetteer of the other",
				g->path[i]);
		}
	}
	return rc;
}

/* A place in the documents of a segment, which are in the order of their ids' hashes. */
struct cursor {
	const struct mf_segment *segment;
	size_t member;
	uint32_t at; /* in by_id */
	uint64_t hash;
};

static uint32_t document_of(const struct cursor *c)
{
	return mf_documents_at(&c->segment->documents, c->segment->documents.by_id, c->at);
}

/* To the next living document from `at` on; false where there is none. */
static bool settle(struct cursor *c)
{
	const struct mf_documents *d = &c->segment->documents;

	for (; c->at < d->n; c->at++)
		if (!mf_segment_dead(c->segment, document_of(c))) {
			c->hash = mf_documents_row(d, document_of(c))->id_hash;
			return true;
		}
	return false;
}

static int taken_twice(const struct gather *g, const struct cursor *a, const struct cursor *b,
		       struct mf_error *err)
{
	size_t len;
	const char *id = mf_documents_id(&a->segment->documents, document_of(a), &len);

	mf_error_set(err, MF_E_USAGE, "%s and %s both have a document with the id %.*s", g->path[a->member],
		     g->path[b->member], (int)(len < 100 ? len : 100), id);
	mf_error_hint(err, "remove it from one: mufahris-index -d %s --delete=%.*s", g->path[b->member],
		      (int)(len < 60 ? len : 60), id);
	return MF_E_USAGE;
}

static bool same_id(const struct cursor *a, const struct cursor *b)
{
	size_t a_len, b_len;
	const char *x = mf_documents_id(&a->segment->documents, document_of(a), &a_len),
		   *y = mf_documents_id(&b->segment->documents, document_of(b), &b_len);

	return a_len == b_len && memcmp(x, y, a_len) == 0;
}

/* All documents by the hash of their ids, from all segments at once: equal ones meet. */
static int check_ids(struct gather *g, struct mf_error *err)
{
	struct cursor *c;
	size_t n = 0;
	int rc = 0;

	for (size_t i = 0; i < g->members; i++)
		n += g->member[i]->segments;
	c = mf_calloc(n + 1, sizeof *c);
	n = 0;
	for (size_t i = 0; i < g->members; i++)
		for (size_t s = 0; s < g->member[i]->segments; s++) {
			c[n] = (struct cursor){ &g->member[i]->segment[s], i, 0, 0 };
			n += settle(&c[n]);
		}
	while (rc == 0 && n) {
		size_t least = 0;
		for (size_t i = 1; i < n; i++)
			least = c[i].hash < c[least].hash ? i : least;
		for (size_t i = 0; rc == 0 && i < n; i++)
			if (i != least && c[i].hash == c[least].hash && same_id(&c[i], &c[least]))
				rc = i < least ? taken_twice(g, &c[i], &c[least], err)
					       : taken_twice(g, &c[least], &c[i], err);
		c[least].at++;
		if (!settle(&c[least]))
			c[least] = c[--n];
	}
	free(c);
	return rc;
}

static int sound(const struct gather *g, struct mf_error *err)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < g->members; i++)
		rc = mf_index_sound(g->member[i], err);
	return rc;
}

/* ---- the generation ---- */

static int name_all(struct gather *g, char **statistics, struct mf_error *err)
{
	const struct mf_manifest *first = &g->member[0]->manifest;
	struct mf_manifest *m = &g->after;
	int rc;

	m->generation = mf_folder_highest(&g->folder, "manifest-") + 1;
	m->name = mf_printf("manifest-%06u", m->generation);
	*statistics = mf_printf("statistics-%06u", m->generation);
	m->gazetteer = mf_printf("gazetteer-%016llx", (unsigned long long)first->gazetteer_fingerprint);
	rc = mf_folder_name(&g->folder, &m->name, err);
	if (rc == 0)
		rc = mf_folder_name(&g->folder, statistics, err);
	if (rc == 0)
		rc = mf_folder_name(&g->folder, &m->gazetteer, err);
	return rc == 0 ? mf_folder_note(&g->folder, err) : rc;
}

static int write_statistics(const struct gather *g, const char *name, struct mf_error *err)
{
	char *to = mf_path_join(g->dir, name), **path;
	size_t n = 0;
	int rc;

	for (size_t i = 0; i < g->members; i++)
		n += g->member[i]->manifest.statistics_n;
	path = mf_calloc(n + 1, sizeof *path);
	n = 0;
	for (size_t i = 0; i < g->members; i++)
		for (size_t l = 0; l < g->member[i]->manifest.statistics_n; l++)
			path[n++] = mf_path_join(g->path[i], g->member[i]->manifest.statistics[l]);
	rc = mf_statistics_merge((const char *const *)path, n, to, err);
	while (n)
		free(path[--n]);
	free(path);
	free(to);
	return rc;
}

static int write_gazetteer(const struct gather *g, struct mf_error *err)
{
	const struct mf_map *block = &g->member[0]->gazetteer_map;
	char *to = mf_path_join(g->dir, g->after.gazetteer);
	int rc = mf_file_create(to, block->data, block->len, err);

	free(to);
	return rc;
}

static void describe(struct gather *g)
{
	const struct mf_manifest *first = &g->member[0]->manifest;
	struct mf_manifest *m = &g->after;

	m->schema = first->schema;
	m->analyser = first->analyser;
	m->stemmer = first->stemmer;
	m->gazetteer_fingerprint = first->gazetteer_fingerprint;
	m->gazetteer_source = first->gazetteer_source;
	for (size_t i = 0; i < g->members; i++) {
		char *path = path_from_archive(g, g->path[i]);
		mf_manifest_add_member(m, &(struct mf_manifest_member){ path, g->member[i]->manifest.name,
									g->member[i]->manifest.hash });
		free(path);
	}
}

static int publish(struct gather *g, struct mf_error *err)
{
	char *statistics = NULL;
	int rc = name_all(g, &statistics, err);

	if (rc == 0) {
		describe(g);
		rc = write_statistics(g, statistics, err);
	}
	if (rc == 0)
		rc = write_gazetteer(g, err);
	if (rc == 0) {
		mf_manifest_add_statistics(&g->after, statistics);
		rc = mf_manifest_add_file(&g->after, g->dir, statistics, NULL, err);
	}
	if (rc == 0)
		rc = mf_manifest_add_file(&g->after, g->dir, g->after.gazetteer, NULL, err);
	if (rc == 0)
		rc = sound(g, err);
	if (rc == 0)
		rc = mf_manifest_publish(&g->after, g->dir, err);
	if (rc == 0)
		rc = mf_folder_clean(&g->folder, &g->after, g->before.generation ? &g->before : NULL, err);
	free(statistics);
	return rc;
}

/* ---- all of it ---- */

/* The archive as it is: nothing yet, or an archive. */
static int read_before(struct gather *g, size_t given, struct mf_error *err)
{
	struct mf_error e = MF_ERROR_INIT;
	int rc = mf_manifest_read_own(&g->before, g->dir, &e);

	if (rc == MF_E_NOTFOUND && given)
		return 0;
	if (rc == 0 && !g->before.members) {
		mf_error_set(err, MF_E_USAGE, "%s: is an index with documents of its own", g->dir);
		mf_error_hint(err, "name another folder for the archive; it can gather this one");
		return MF_E_USAGE;
	}
	if (rc < 0 && !given)
		*err = e;
	if (rc < 0 && given) /* damaged: a new generation takes its place */
		return 0;
	if (rc == 0)
		mf_folder_adopt(&g->folder, &g->before);
	return rc;
}

static int gather(struct gather *g, const char *const *path, size_t n, struct mf_error *err)
{
	int rc = read_before(g, n, err);

	for (size_t i = 0; rc == 0 && i < n; i++)
		rc = add_path(g, path[i], err);
	if (rc == 0 && !n)
		rc = add_known(g, err);
	if (rc == 0)
		rc = open_members(g, err);
	if (rc == 0)
		rc = check_ids(g, err);
	return rc == 0 ? publish(g, err) : rc;
}

/* Nothing to gather leaves no folder behind. */
static int nothing(const char *dir, struct mf_error *err)
{
	struct mf_manifest m;
	int rc = mf_manifest_read_own(&m, dir, err);

	mf_manifest_release(&m);
	if (rc == MF_E_NOTFOUND)
		mf_error_hint(err, "name the indexes to gather: mufahris-index --statistics=%s INDEX...",
			      dir);
	return rc;
}

int mf_gather(const char *dir, const char *const *path, size_t n, struct mf_gathered *out,
	      struct mf_error *err)
{
	struct gather g = { .dir = dir };
	int rc = n ? 0 : nothing(dir, err);

	if (rc == 0)
		rc = mf_folder_take(&g.folder, dir, err);
	if (rc < 0)
		return rc;
	rc = gather(&g, path, n, err);
	*out = (struct mf_gathered){ .members = g.members };
	for (size_t i = 0; i < g.opened; i++) {
		out->documents += g.member[i]->documents;
		out->passages += g.member[i]->passages;
		mf_index_close(g.member[i]);
	}
	for (size_t i = 0; i < g.members; i++)
		free(g.path[i]);
	free(g.path);
	free(g.member);
	mf_manifest_release(&g.before);
	mf_manifest_release(&g.after);
	mf_folder_leave(&g.folder);
	return rc;
}
