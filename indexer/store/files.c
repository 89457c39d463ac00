/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/store/files.h"

#include <string.h>

#include "indexer/store/error.h"

enum { S_OFF, S_BLOB, S_STATE, SECTIONS };

int mf_files_open(struct mf_files *f, const char *path, struct mf_error *err)
{
	int rc;

	memset(f, 0, sizeof *f);
	rc = mf_sections_open(&f->file, path, MF_FILES_KIND, MF_FILES_VERSION, SECTIONS, err);
	if (rc < 0)
		return rc;
	f->state = f->file.at[S_STATE];
	if (mf_stringset_open(&f->paths, &f->file, S_OFF) == 0 &&
	    f->file.len[S_STATE] == f->paths.n * sizeof *f->state)
		return 0;
	mf_files_close(f);
	return mf_store_damaged(err, "%s: sections do not fit together", path);
}

void mf_files_close(struct mf_files *f)
{
	mf_sections_close(&f->file);
	memset(f, 0, sizeof *f);
}

int mf_files_write(const struct mf_stringset *paths, const struct mf_file_state *state, const char *path,
		   struct mf_error *err)
{
	struct mf_sections_writer w;
	int rc = mf_sections_create(&w, path, err);

	if (rc < 0)
		return rc;
	mf_stringset_put(&w, paths);
	mf_sections_put(&w, state, paths->n * sizeof *state);
	return mf_sections_finish(&w, MF_FILES_KIND, MF_FILES_VERSION, err);
}
