/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/gazetteer_files.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"

#define GAZETTEER_CEILING ((size_t)256 << 20)

static int add_file(struct mf_gazetteer_builder *b, const char *path, struct mf_error *err)
{
	struct mf_buf text = MF_BUF_INIT;
	int rc = mf_file_read(path, GAZETTEER_CEILING, &text, err);

	if (rc == 0)
		rc = mf_gazetteer_add_turtle(b, path, text.data, text.len, err);
	mf_buf_release(&text);
	return rc;
}

static int is_turtle(const struct dirent *e)
{
	size_t len = strlen(e->d_name);

	return len > 4 && e->d_name[0] != '.' && strcmp(e->d_name + len - 4, ".ttl") == 0;
}

/* By bytes, whatever the locale: the same files, the same block. */
static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int add_folder(struct mf_gazetteer_builder *b, const char *folder, struct mf_error *err)
{
	struct dirent **entry;
	int n = scandir(folder, &entry, is_turtle, by_name), rc = 0;

	if (n < 0) {
		rc = mf_error_set(err, MF_E_NOTFOUND, "%s: the gazetteer of mufahris is not there", folder);
		mf_error_hint(err, "install mufahris (make install), or use --no-default-gazetteer");
		return rc;
	}
	for (int i = 0; i < n; i++) {
		char *path = mf_path_join(folder, entry[i]->d_name);
		if (rc == 0)
			rc = add_file(b, path, err);
		free(path);
		free(entry[i]);
	}
	free(entry);
	return rc;
}

/* The installed files, or those of the source tree that the program was built in. */
static const char *default_folder(void)
{
	return access(MF_SOURCE_DATADIR "/gazetteer", R_OK) == 0 ? MF_SOURCE_DATADIR "/gazetteer" : MF_DATADIR "/gazetteer";
}

int mf_gazetteer_from_files(const char *const *files, size_t n, bool with_default, mf_gazetteer_report *report,
                            void *ctx, struct mf_buf *out, struct mf_error *err)
{
	struct mf_gazetteer_builder *b = mf_gazetteer_builder_new(report, ctx);
	int rc = mf_gazetteer_add_cldr(b, err);

	if (rc == 0 && with_default)
		rc = add_folder(b, default_folder(), err);
	for (size_t i = 0; rc == 0 && i < n; i++)
		rc = add_file(b, files[i], err);
	if (rc == 0)
		rc = mf_gazetteer_compile(b, out, err);
	mf_gazetteer_builder_free(b);
	return rc;
}
