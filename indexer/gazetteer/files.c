/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/gazetteer/files.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/analysis/schema.h"
#include "indexer/store/index.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/hash.h"
#include "wrappers/libc/mem.h"

#define GAZETTEER_CEILING ((size_t)256 << 20)

/* The files in their order, each with its text. */
struct turtle {
	char *path;
	struct mf_buf text;
};

struct turtles {
	struct turtle *v;
	size_t n, cap;
};

static int add_file(struct turtles *t, const char *path, struct mf_error *err)
{
	struct turtle *to;

	t->v = mf_grow(t->v, &t->cap, t->n + 1, sizeof *t->v);
	to = &t->v[t->n++];
	*to = (struct turtle){ mf_strdup(path), MF_BUF_INIT };
	return mf_file_read(path, GAZETTEER_CEILING, &to->text, err);
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

static int add_folder(struct turtles *t, const char *folder, struct mf_error *err)
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
			rc = add_file(t, path, err);
		free(path);
		free(entry[i]);
	}
	free(entry);
	return rc;
}

/* The installed files, or those of the source tree that the program was built in. */
static const char *default_folder(void)
{
	return access(MF_SOURCE_DATADIR "/gazetteer", R_OK) == 0 ? MF_SOURCE_DATADIR "/gazetteer"
								 : MF_DATADIR "/gazetteer";
}

/* Everything that decides what is compiled: this program, ICU's data, and the files. */
static uint64_t source_hash(const struct turtles *t)
{
	uint64_t size, program, hash = mf_analysis_fingerprint(MF_STEMMING_PLUS);

	if (mf_file_hash("/proc/self/exe", false, &size, &program, NULL) < 0)
		return 0;
	hash = mf_hash64_seeded(&program, sizeof program, hash);
	for (size_t i = 0; i < t->n; i++) {
		hash = mf_hash64_seeded(t->v[i].path, strlen(t->v[i].path), hash);
		hash = mf_hash64_seeded(t->v[i].text.data, t->v[i].text.len, hash);
	}
	return hash ? hash : 1;
}

static bool take_from_index(const char *dir, uint64_t source, struct mf_buf *out)
{
	struct mf_manifest m;
	bool taken = false;
	char *path;

	if (!dir || !source || mf_manifest_read(&m, dir, NULL) < 0)
		return false;
	path = mf_path_join(dir, m.gazetteer);
	for (size_t i = 0; m.gazetteer_source == source && i < m.files_n && !taken; i++)
		if (strcmp(m.file[i].name, m.gazetteer) == 0)
			taken = mf_file_read(path, GAZETTEER_CEILING, out, NULL) == 0 &&
				out->len == m.file[i].size &&
				mf_hash64(out->data, out->len) == m.file[i].hash;
	if (!taken)
		mf_buf_reset(out);
	free(path);
	mf_manifest_release(&m);
	return taken;
}

/* Each text is let go once the builder has it. */
static int compile(struct turtles *t, mf_gazetteer_report *report, void *ctx, struct mf_buf *out,
		   struct mf_error *err)
{
	struct mf_gazetteer_builder *b = mf_gazetteer_builder_new(report, ctx);
	int rc = mf_gazetteer_add_cldr(b, err);

	for (size_t i = 0; rc == 0 && i < t->n; i++) {
		rc = mf_gazetteer_add_turtle(b, t->v[i].path, t->v[i].text.data, t->v[i].text.len, err);
		mf_buf_release(&t->v[i].text);
	}
	if (rc == 0)
		rc = mf_gazetteer_compile(b, out, err);
	mf_gazetteer_builder_free(b);
	return rc;
}

int mf_gazetteer_from_files(const struct mf_gazetteer_options *options, const char *dir,
			    mf_gazetteer_report *report, void *ctx, struct mf_buf *out, uint64_t *source,
			    struct mf_error *err)
{
	struct turtles t = { NULL, 0, 0 };
	int rc = options->without_default ? 0 : add_folder(&t, default_folder(), err);

	for (size_t i = 0; rc == 0 && i < options->n; i++)
		rc = add_file(&t, options->files[i], err);
	*source = rc == 0 ? source_hash(&t) : 0;
	if (rc == 0 && !take_from_index(dir, *source, out))
		rc = compile(&t, report, ctx, out, err);
	for (size_t i = 0; i < t.n; i++) {
		free(t.v[i].path);
		mf_buf_release(&t.v[i].text);
	}
	free(t.v);
	return rc;
}
