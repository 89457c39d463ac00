/* SPDX-License-Identifier: GPL-2.0-or-later */
/* manifest.c - a generation in lines of text, closed by a hash of all that stands above it:
 *
 *	mufahris-manifest 1
 *	generation 7
 *	schema 1
 *	analyser 0123456789abcdef snowball+
 *	gazetteer gazetteer-0123456789abcdef 0123456789abcdef SOURCE
 *	files files-000007
 *	statistics statistics-000005
 *	segment seg-000003 DOCUMENTS PASSAGES WORDS TAGGED DEAD-FILE|- DEAD
 *	file seg-000003/columns SIZE HASH
 *	end HASH
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "indexer/store/error.h"
#include "indexer/store/manifest.h"
#include "indexer/store/sealed.h"
#include "indexer/store/segment.h"
#include "wrappers/libc/hash.h"
#include "wrappers/libc/mem.h"

#define STUB_HEAD "# mufahris index; manifest: "

void mf_manifest_release(struct mf_manifest *m)
{
	for (size_t i = 0; i < m->segments; i++) {
		free(m->segment[i].name);
		free(m->segment[i].dead);
	}
	for (size_t i = 0; i < m->files_n; i++)
		free(m->file[i].name);
	for (size_t i = 0; i < m->statistics_n; i++)
		free(m->statistics[i]);
	free(m->statistics);
	free(m->segment);
	free(m->file);
	free(m->name);
	free(m->gazetteer);
	free(m->files);
	memset(m, 0, sizeof *m);
}

static int damaged(const char *dir, const char *name, struct mf_error *err)
{
	mf_error_set(err, MF_E_CORRUPT, "%s/%s: damaged", dir, name);
	mf_store_hint_rebuild(err, dir);
	return MF_E_CORRUPT;
}

static int stub_read(const char *dir, char name[static 64], struct mf_error *err)
{
	struct mf_buf text = MF_BUF_INIT;
	char *path = mf_path_join(dir, MF_STUB);
	struct stat st;
	int rc = 0;

	name[0] = '\0';
	if (stat(path, &st) < 0) {
		rc = mf_error_set(err, MF_E_NOTFOUND, "%s: there is no index here", dir);
		mf_error_hint(err, "make one: mufahris-index -d %s PATH", dir);
		goto out;
	}
	rc = S_ISREG(st.st_mode) ? mf_file_read(path, 1 << 20, &text, err) : damaged(dir, MF_STUB, err);
	if (rc == 0 && (strncmp(text.data, STUB_HEAD, strlen(STUB_HEAD)) != 0 ||
			sscanf(text.data + strlen(STUB_HEAD), "%63[a-z0-9-]", name) != 1))
		rc = damaged(dir, MF_STUB, err);
out:
	mf_buf_release(&text);
	free(path);
	return rc;
}

bool mf_manifest_stub_is_ours(const char *dir)
{
	char name[64];

	return stub_read(dir, name, NULL) == 0;
}

struct mf_manifest_segment *mf_manifest_add_segment(struct mf_manifest *m,
						    const struct mf_manifest_segment *s)
{
	struct mf_manifest_segment *to;

	m->segment = mf_grow(m->segment, &m->segment_cap, m->segments + 1, sizeof *m->segment);
	to = &m->segment[m->segments++];
	*to = *s;
	to->name = mf_strdup(s->name);
	to->dead = s->dead ? mf_strdup(s->dead) : NULL;
	return to;
}

void mf_manifest_add_statistics(struct mf_manifest *m, const char *name)
{
	m->statistics = mf_grow(m->statistics, &m->statistics_cap, m->statistics_n + 1, sizeof(char *));
	m->statistics[m->statistics_n++] = mf_strdup(name);
}

static void add_file(struct mf_manifest *m, const char *name, uint64_t size, uint64_t hash)
{
	m->file = mf_grow(m->file, &m->file_cap, m->files_n + 1, sizeof *m->file);
	m->file[m->files_n++] = (struct mf_manifest_file){ mf_strdup(name), size, hash };
}

/* A name that this program does not know belongs to another analyser, which its fingerprint tells. */
static enum mf_stemming stemming_named(const char *name)
{
	enum mf_stemming s = MF_STEMMING_PLUS;

	while (s < MF_STEMMINGS && strcmp(mf_stemming_names[s], name) != 0)
		s++;
	return s < MF_STEMMINGS ? s : MF_STEMMING_PLUS;
}

static int read_line(struct mf_manifest *m, const char *line)
{
	char name[128] = "", dead[128];
	struct mf_manifest_segment s;
	uint64_t size, hash;

	memset(&s, 0, sizeof s);
	if (sscanf(line, "generation %u", &m->generation) == 1 || sscanf(line, "schema %u", &m->schema) == 1)
		return 0;
	if (sscanf(line, "analyser %" SCNx64 " %127s", &m->analyser, name) >= 1) {
		m->stemmer = stemming_named(name);
		return 0;
	}
	if (!m->gazetteer && sscanf(line, "gazetteer %127s %" SCNx64 " %" SCNx64, name,
				    &m->gazetteer_fingerprint, &m->gazetteer_source) == 3) {
		m->gazetteer = mf_strdup(name);
		return 0;
	}
	if (!m->files && sscanf(line, "files %127s", name) == 1) {
		m->files = mf_strdup(name);
		return 0;
	}
	if (sscanf(line, "statistics %127s", name) == 1) {
		mf_manifest_add_statistics(m, name);
		return 0;
	}
	if (sscanf(line, "segment %127s %" SCNu32 " %" SCNu32 " %" SCNu64 " %" SCNx64 " %127s %" SCNu32, name,
		   &s.documents, &s.passages, &s.words, &s.tagged, dead, &s.dead_n) == 7) {
		s.name = name;
		s.dead = strcmp(dead, "-") == 0 ? NULL : dead;
		mf_manifest_add_segment(m, &s);
		return 0;
	}
	if (sscanf(line, "file %127s %" SCNu64 " %" SCNx64, name, &size, &hash) == 3) {
		add_file(m, name, size, hash);
		return 0;
	}
	return strncmp(line, "mufahris-manifest 1", 19) == 0 ? 0 : -1;
}

static int read_named(struct mf_manifest *m, const char *dir, const char *name, struct mf_error *err)
{
	struct mf_buf text = MF_BUF_INIT;
	char *path = mf_path_join(dir, name);
	struct stat st;
	int rc = stat(path, &st) == 0 && !S_ISREG(st.st_mode)
			 ? damaged(dir, name, err)
			 : mf_file_read(path, (size_t)64 << 20, &text, err);

	memset(m, 0, sizeof *m);
	if (rc < 0)
		goto out;
	if (mf_sealed_open(&text) < 0) {
		rc = damaged(dir, name, err);
		goto out;
	}
	m->name = mf_strdup(name);
	for (char *save, *line = strtok_r(text.data, "\n", &save); line && rc == 0;
	     line = strtok_r(NULL, "\n", &save))
		if (read_line(m, line) < 0)
			rc = damaged(dir, name, err);
	if (rc == 0 && (!m->gazetteer || !m->files || !m->generation))
		rc = damaged(dir, name, err);
out:
	if (rc < 0)
		mf_manifest_release(m);
	mf_buf_release(&text);
	free(path);
	return rc;
}

int mf_manifest_read(struct mf_manifest *m, const char *dir, struct mf_error *err)
{
	char name[64];
	int rc = stub_read(dir, name, err);

	memset(m, 0, sizeof *m);
	if (rc == 0)
		rc = read_named(m, dir, name, err);
	return rc == MF_E_NOTFOUND && *name ? damaged(dir, name, err) : rc;
}

int mf_manifest_add_file(struct mf_manifest *m, const char *dir, const char *name,
			 const struct mf_manifest *known, struct mf_error *err)
{
	uint64_t size, hash;
	char *path;
	int rc;

	for (size_t i = 0; known && i < known->files_n; i++)
		if (strcmp(known->file[i].name, name) == 0) {
			add_file(m, name, known->file[i].size, known->file[i].hash);
			return 0;
		}
	path = mf_path_join(dir, name);
	rc = mf_file_hash(path, true, &size, &hash, err);
	if (rc == 0)
		add_file(m, name, size, hash);
	free(path);
	return rc;
}

/* The first part of a file's path: what stands in DIR itself. */
static bool top_is(const char *name, const char *entry)
{
	size_t len = strcspn(name, "/");

	return strlen(entry) == len && strncmp(name, entry, len) == 0;
}

bool mf_manifest_needs(const struct mf_manifest *m, const char *entry)
{
	if (!m)
		return false;
	if (strcmp(m->name, entry) == 0)
		return true;
	for (size_t i = 0; i < m->files_n; i++)
		if (top_is(m->file[i].name, entry))
			return true;
	return false;
}

/* What XAPIANDB holds for a generation. */
static void print_stub(const struct mf_manifest *m, struct mf_buf *out)
{
	mf_buf_printf(out, STUB_HEAD "%s\n", m->name);
	for (size_t i = 0; i < m->segments; i++) {
		char *db = mf_segment_path(m->segment[i].name, MF_SEGMENT_DB);
		mf_buf_printf(out, "auto %s\n", db);
		free(db);
	}
}

static void print(const struct mf_manifest *m, struct mf_buf *out)
{
	mf_buf_printf(out, "mufahris-manifest 1\ngeneration %u\nschema %u\nanalyser %016" PRIx64 " %s\n",
		      m->generation, m->schema, m->analyser, mf_stemming_names[m->stemmer]);
	mf_buf_printf(out, "gazetteer %s %016" PRIx64 " %016" PRIx64 "\nfiles %s\n", m->gazetteer,
		      m->gazetteer_fingerprint, m->gazetteer_source, m->files);
	for (size_t i = 0; i < m->statistics_n; i++)
		mf_buf_printf(out, "statistics %s\n", m->statistics[i]);
	for (size_t i = 0; i < m->segments; i++) {
		const struct mf_manifest_segment *s = &m->segment[i];
		mf_buf_printf(out, "segment %s %u %u %" PRIu64 " %016" PRIx64 " %s %u\n", s->name,
			      s->documents, s->passages, s->words, s->tagged, s->dead ? s->dead : "-",
			      s->dead_n);
	}
	for (size_t i = 0; i < m->files_n; i++)
		mf_buf_printf(out, "file %s %" PRIu64 " %016" PRIx64 "\n", m->file[i].name, m->file[i].size,
			      m->file[i].hash);
	mf_sealed_close(out);
}

int mf_manifest_publish(const struct mf_manifest *m, const char *dir, struct mf_error *err)
{
	struct mf_buf text = MF_BUF_INIT, stub = MF_BUF_INIT;
	char *path = mf_path_join(dir, m->name), *live = mf_path_join(dir, MF_STUB);
	int rc;

	print(m, &text);
	print_stub(m, &stub);
	rc = mf_file_create(path, text.data, text.len, err);
	if (rc == 0) /* the entries of all that is new in DIR, before anything tells of them */
		rc = mf_sync_dir(dir, err);
	if (rc == 0)
		rc = mf_file_replace(live, stub.data, stub.len, err);
	mf_buf_release(&text);
	mf_buf_release(&stub);
	free(path);
	free(live);
	return rc;
}

static int verify_file(const struct mf_manifest_file *f, const char *dir, bool hashes, struct mf_error *err)
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
		rc = mf_error_set(err, MF_E_CORRUPT, "%s: its content has changed", path);
	if (rc == MF_E_CORRUPT)
		mf_store_hint_rebuild(err, dir);
	free(path);
	return rc;
}

/* The stub must be, to the byte, what this manifest was published with. */
static int verify_stub(const struct mf_manifest *m, const char *dir, struct mf_error *err)
{
	struct mf_buf wanted = MF_BUF_INIT, text = MF_BUF_INIT;
	char *path = mf_path_join(dir, MF_STUB);
	int rc = mf_file_read(path, 1 << 20, &text, err);

	print_stub(m, &wanted);
	if (rc == 0 && (text.len != wanted.len || memcmp(text.data, wanted.data, text.len) != 0))
		rc = damaged(dir, MF_STUB, err);
	mf_buf_release(&wanted);
	mf_buf_release(&text);
	free(path);
	return rc;
}

/* Readers of side files check what they follow; Xapian trusts its tables, and damaged ones may bring it
 * down.  So many bytes of them are compared with their hashes whenever an index is opened: a millisecond. */
#define VERIFY_BYTES ((uint64_t)4 << 20)

int mf_manifest_verify(const struct mf_manifest *m, const char *dir, bool hashes,
		       void (*problem)(void *ctx, const struct mf_error *err), void *ctx,
		       struct mf_error *err)
{
	int first = 0;
	uint64_t left = VERIFY_BYTES;

	for (size_t i = 0; i < m->files_n + hashes; i++) {
		struct mf_error e = MF_ERROR_INIT;
		bool small =
			i < m->files_n && m->file[i].size <= left && mf_segment_is_table(m->file[i].name);
		int rc = i < m->files_n ? verify_file(&m->file[i], dir, hashes || small, &e)
					: verify_stub(m, dir, &e);
		left -= small ? m->file[i].size : 0;
		if (rc == 0)
			continue;
		if (problem)
			problem(ctx, &e);
		if (first == 0 && err)
			*err = e;
		first = first ? first : rc;
	}
	return first;
}
