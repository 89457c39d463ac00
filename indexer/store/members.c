/* SPDX-License-Identifier: GPL-2.0-or-later */
/* members.c - the indexes that an archive gathers, read as if their segments lay in its folder: a name is the
 * member's path and what stands in its manifest.
 *
 * A member is read in the generation that it had when it was gathered.  A writer keeps the generation before
 * the live one for readers, so a member may be updated once before the archive has to gather it again. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "indexer/store/manifest.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"

static int changed(const char *dir, const char *folder, struct mf_error *err)
{
	struct stat st;

	if (stat(folder, &st) == 0) {
		mf_error_set(err, MF_E_VERSION, "%s: the index %s, which it gathers, has changed since", dir,
			     folder);
		mf_error_hint(err, "gather again: mufahris-index --statistics=%s", dir);
	} else {
		mf_error_set(err, MF_E_VERSION, "%s: the index %s, which it gathers, is not there", dir,
			     folder);
		mf_error_hint(err, "bring it back, or gather others: mufahris-index --statistics=%s INDEX...",
			      dir);
	}
	return MF_E_VERSION;
}

static void take(struct mf_manifest *m, const char *path, const struct mf_manifest *from)
{
	for (size_t i = 0; i < from->segments; i++) {
		struct mf_manifest_segment s = from->segment[i];
		s.name = mf_path_join(path, s.name);
		s.dead = s.dead ? mf_path_join(path, s.dead) : NULL;
		mf_manifest_add_segment(m, &s);
		free(s.name);
		free(s.dead);
	}
	for (size_t i = 0; i < from->files_n; i++) {
		struct mf_manifest_file f = from->file[i];
		f.name = mf_path_join(path, f.name);
		mf_manifest_copy_file(m, &f);
		free(f.name);
	}
}

int mf_manifest_take_members(struct mf_manifest *m, const char *dir, struct mf_error *err)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < m->members; i++) {
		const struct mf_manifest_member *member = &m->member[i];
		char *folder = mf_path_join(dir, member->path);
		struct mf_manifest from;
		rc = mf_manifest_read_named(&from, folder, member->manifest, NULL);
		if (rc == 0 && from.hash == member->hash)
			take(m, member->path, &from);
		else
			rc = changed(dir, folder, err);
		mf_manifest_release(&from);
		free(folder);
	}
	return rc;
}

static size_t common_end(const char *a, const char *b)
{
	size_t n = 0, x = strlen(a), y = strlen(b);

	while (n < x && n < y && a[x - n - 1] == b[y - n - 1])
		n++;
	return n;
}

/* Members may be alike, as empty ones are: the one whose path ends most as this one's. */
int mf_manifest_take_member(struct mf_manifest *m, const char *dir, const char *folder, size_t *number,
			    struct mf_error *err)
{
	char *real = realpath(folder, NULL);
	struct mf_manifest from;
	size_t best = 0;
	bool found;

	for (size_t i = 0; real && i < m->members; i++) {
		size_t alike = 1 + common_end(m->member[i].path, real);
		if (alike > best && mf_manifest_read_named(&from, real, m->member[i].manifest, NULL) == 0) {
			if (from.hash == m->member[i].hash) {
				best = alike;
				*number = i;
			}
			mf_manifest_release(&from);
		}
	}
	found = best && mf_manifest_read_named(&from, real, m->member[*number].manifest, NULL) == 0;
	if (found) {
		take(m, real, &from);
		mf_manifest_release(&from);
	}
	free(real);
	if (found)
		return 0;
	mf_error_set(err, MF_E_VERSION, "%s: no member of the archive %s as it was gathered", folder, dir);
	mf_error_hint(
		err,
		"name the folder of a member; after an update gather again: mufahris-index --statistics=%s",
		dir);
	return MF_E_VERSION;
}
