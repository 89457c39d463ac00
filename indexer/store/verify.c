/* SPDX-License-Identifier: GPL-2.0-or-later */
/* verify.c - the files of a generation against what its manifest says of them. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/store/error.h"
#include "indexer/store/manifest.h"
#include "indexer/store/segment.h"
#include "indexer/store/verify.h"
#include "wrappers/libc/hash.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/error.h"
#include "wrappers/libc/message.h"

/* The index that has the file: DIR, or a member of it. */
static void hint_rebuild(const struct mf_manifest *m, const struct mf_manifest_file *f, const char *dir,
			 struct mf_error *err)
{
	char *home = NULL;

	for (size_t i = 0; !home && i < m->members; i++) {
		size_t len = strlen(m->member[i].path);
		if (strncmp(f->name, m->member[i].path, len) == 0 && f->name[len] == '/')
			home = mf_path_join(dir, m->member[i].path);
	}
	mf_store_hint_rebuild(err, home ? home : dir);
	free(home);
}

static int is_another(const char *path, struct mf_error *err)
{
	return mf_error_set(err, MF_E_CORRUPT, "%s: its content has changed", path);
}

/* Is this file a bitmap of deleted documents? */
static bool is_dead(const struct mf_manifest *m, const char *name)
{
	for (size_t i = 0; i < m->segments; i++)
		if (m->segment[i].dead && strcmp(m->segment[i].dead, name) == 0)
			return true;
	return false;
}

static int verify_file(const struct mf_manifest *m, const struct mf_manifest_file *f, const char *dir,
		       bool hashes, struct mf_error *err)
{
	char *path = mf_path_join(dir, f->name);
	struct stat st;
	uint64_t size, hash;
	int rc = 0;

	if (stat(path, &st) < 0)
		rc = mf_error_set(err, MF_E_CORRUPT, "%s: missing", path);
	else if (!S_ISREG(st.st_mode))
		rc = mf_error_set(err, MF_E_CORRUPT, "%s: is not a regular file", path);
	else if ((uint64_t)st.st_size != f->size)
		rc = mf_error_set(err, MF_E_CORRUPT, "%s: has %lld bytes, should have %llu", path,
				  (long long)st.st_size, (unsigned long long)f->size);
	else if (hashes && (rc = mf_file_hash(path, false, &size, &hash, err)) == 0 && hash != f->hash)
		rc = is_another(path, err);
	if (rc == MF_E_CORRUPT)
		hint_rebuild(m, f, dir, err);
	free(path);
	return rc;
}

/* Side files are checked as they are read (blocks.h), bitmaps of deleted documents when an index is opened;
 * Xapian trusts its tables, and damaged ones may bring it down.  So many bytes of them are compared with
 * their hashes whenever an index is opened: a millisecond. */
#define VERIFY_BYTES ((uint64_t)4 << 20)

int mf_manifest_verify(const struct mf_manifest *m, const char *dir, bool hashes,
		       void (*problem)(void *ctx, const struct mf_error *err), void *ctx,
		       struct mf_error *err)
{
	int first = 0;
	uint64_t left = VERIFY_BYTES;

	for (size_t i = 0; i < m->files_n; i++) {
		struct mf_error e = MF_ERROR_INIT;
		const struct mf_manifest_file *f = &m->file[i];
		bool small = f->size <= left && mf_segment_is_table(f->name);
		int rc = verify_file(m, f, dir, hashes || small || is_dead(m, f->name), &e);
		left -= small ? f->size : 0;
		if (rc == 0)
			continue;
		if (first && problem)
			problem(ctx, &e);
		else if (!first && err)
			*err = e;
		first = first ? first : rc;
	}
	return first;
}

/* ---- a step at a time ---- */

struct mf_verify {
	const struct mf_manifest *m;
	char *dir;
	size_t file; /* in hand */
	int fd;      /* of it; -1: not opened yet */
	XXH3_state_t *state;
	char *room;
};

#define STEP ((size_t)64 << 10)

struct mf_verify *mf_verify_new(const struct mf_manifest *m, const char *dir)
{
	struct mf_verify *v = mf_calloc(1, sizeof *v);

	v->m = m;
	v->dir = mf_strdup(dir);
	v->fd = -1;
	v->room = mf_malloc(STEP);
	v->state = XXH3_createState();
	if (!v->state)
		mf_out_of_memory();
	return v;
}

void mf_verify_free(struct mf_verify *v)
{
	if (!v)
		return;
	if (v->fd >= 0)
		close(v->fd);
	XXH3_freeState(v->state);
	free(v->room);
	free(v->dir);
	free(v);
}

static int cannot(const char *path, const char *verb, struct mf_error *err)
{
	return mf_error_set(err, MF_E_IO, "%s: cannot %s: %s", path, _(verb), mf_strerror(errno));
}

/* Up to STEP bytes of the file in hand. */
static int read_on(struct mf_verify *v, const char *path, struct mf_error *err)
{
	ssize_t got;

	if (v->fd < 0) {
		v->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
		if (v->fd < 0)
			return cannot(path, "open", err);
		XXH3_64bits_reset(v->state);
	}
	do
		got = read(v->fd, v->room, STEP);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return cannot(path, "read", err);
	if (got > 0) {
		XXH3_64bits_update(v->state, v->room, (size_t)got);
		return 1;
	}
	close(v->fd);
	v->fd = -1;
	if (XXH3_64bits_digest(v->state) != v->m->file[v->file].hash)
		return is_another(path, err);
	v->file++;
	return 1;
}

int mf_verify_step(struct mf_verify *v, struct mf_error *err)
{
	char *path;
	int rc;

	while (v->fd < 0 && v->file < v->m->files_n && !mf_segment_is_table(v->m->file[v->file].name))
		v->file++;
	if (v->file >= v->m->files_n)
		return 0;
	path = mf_path_join(v->dir, v->m->file[v->file].name);
	rc = read_on(v, path, err);
	if (rc == MF_E_CORRUPT)
		hint_rebuild(v->m, &v->m->file[v->file], v->dir, err);
	free(path);
	return rc;
}
