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
 *	file seg-000003/columns SIZE HASH SEAL
 *	end HASH
 *
 * That of an archive has no segments and no `files`, but
 *
 *	member manifest-000012 HASH ../politics.idx
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "indexer/analysis/schema.h"
#include "indexer/store/error.h"
#include "indexer/store/manifest.h"
#include "indexer/store/sealed.h"
#include "indexer/store/sections.h"
#include "indexer/store/segment.h"
#include "wrappers/libc/hash.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/error.h"

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
	for (size_t i = 0; i < m->members; i++) {
		free(m->member[i].path);
		free(m->member[i].manifest);
	}
	free(m->member);
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

/* The text of the stub, and the manifest that it names. */
static int stub_read(const char *dir, struct mf_buf *text, char name[static 64], struct mf_error *err)
{
	char *path = mf_path_join(dir, MF_STUB);
	struct stat st;
	int rc = 0;

	name[0] = '\0';
	if (stat(path, &st) < 0) {
		if (errno != ENOENT && errno != ENOTDIR) {
			rc = mf_error_set(err, MF_E_IO, "%s: cannot be entered: %s", dir, mf_strerror(errno));
			goto out;
		}
		rc = mf_error_set(err, MF_E_NOTFOUND, "%s: there is no index here", dir);
		mf_error_hint(err, "make one: mufahris-index -d %s PATH", dir);
		goto out;
	}
	rc = S_ISREG(st.st_mode) ? mf_file_read(path, 1 << 20, text, err) : damaged(dir, MF_STUB, err);
	if (rc == 0 && (strncmp(text->data, STUB_HEAD, strlen(STUB_HEAD)) != 0 ||
			sscanf(text->data + strlen(STUB_HEAD), "%63[a-z0-9-]", name) != 1))
		rc = damaged(dir, MF_STUB, err);
out:
	free(path);
	return rc;
}

bool mf_manifest_stub_is_ours(const char *dir)
{
	struct mf_buf text = MF_BUF_INIT;
	char name[64];
	bool ours = stub_read(dir, &text, name, NULL) == 0;

	mf_buf_release(&text);
	return ours;
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

void mf_manifest_add_member(struct mf_manifest *m, const struct mf_manifest_member *member)
{
	m->member = mf_grow(m->member, &m->member_cap, m->members + 1, sizeof *m->member);
	m->member[m->members++] = (struct mf_manifest_member){ mf_strdup(member->path),
							       mf_strdup(member->manifest), member->hash };
}

void mf_manifest_copy_file(struct mf_manifest *m, const struct mf_manifest_file *f)
{
	m->file = mf_grow(m->file, &m->file_cap, m->files_n + 1, sizeof *m->file);
	m->file[m->files_n] = *f;
	m->file[m->files_n++].name = mf_strdup(f->name);
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
	struct mf_manifest_file f = { .name = name };
	struct mf_manifest_member member = { .manifest = name };
	int path = 0;

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
	if (sscanf(line, "file %127s %" SCNu64 " %" SCNx64 " %" SCNx64, name, &f.size, &f.hash, &f.seal) >=
	    3) {
		mf_manifest_copy_file(m, &f);
		return 0;
	}
	if (sscanf(line, "member %127s %" SCNx64 " %n", name, &member.hash, &path) == 2 && path &&
	    line[path]) {
		member.path = (char *)line + path;
		mf_manifest_add_member(m, &member);
		return 0;
	}
	return strncmp(line, "mufahris-manifest 1", 19) == 0 ? 0 : -1;
}

/* What XAPIANDB holds for a generation: it names the manifest with its hash, for another one that lies in
 * the folder, of the generation before, is sound too. */
static void print_stub(const struct mf_manifest *m, struct mf_buf *out)
{
	mf_buf_printf(out, STUB_HEAD "%s %016" PRIx64 "\n", m->name, m->hash);
	for (size_t i = 0; i < m->members; i++)
		mf_buf_printf(out, "auto %s\n", m->member[i].path);
	for (size_t i = 0; i < m->segments && !m->members; i++) {
		char *db = mf_segment_path(m->segment[i].name, MF_SEGMENT_DB);
		mf_buf_printf(out, "auto %s\n", db);
		free(db);
	}
}

/* The stub must be, to the byte, what this manifest was published with. */
static int check_stub(const struct mf_manifest *m, const char *dir, const struct mf_buf *text,
		      struct mf_error *err)
{
	struct mf_buf wanted = MF_BUF_INIT;
	bool same;

	print_stub(m, &wanted);
	same = text->len == wanted.len && memcmp(text->data, wanted.data, text->len) == 0;
	mf_buf_release(&wanted);
	return same ? 0 : damaged(dir, MF_STUB, err);
}

int mf_manifest_read_named(struct mf_manifest *m, const char *dir, const char *name, struct mf_error *err)
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
	m->hash = mf_hash64(text.data, text.len);
	if (mf_sealed_open(&text) < 0) {
		rc = damaged(dir, name, err);
		goto out;
	}
	m->name = mf_strdup(name);
	for (char *save, *line = strtok_r(text.data, "\n", &save); line && rc == 0;
	     line = strtok_r(NULL, "\n", &save))
		if (read_line(m, line) < 0)
			rc = damaged(dir, name, err);
	if (rc == 0 && (!m->gazetteer || !m->files == !m->members || !m->generation))
		rc = damaged(dir, name, err);
out:
	if (rc < 0)
		mf_manifest_release(m);
	mf_buf_release(&text);
	free(path);
	return rc;
}

int mf_manifest_read_own(struct mf_manifest *m, const char *dir, struct mf_error *err)
{
	struct mf_buf text = MF_BUF_INIT;
	char name[64];
	int rc = stub_read(dir, &text, name, err);

	memset(m, 0, sizeof *m);
	if (rc == 0)
		rc = mf_manifest_read_named(m, dir, name, err);
	if (rc == MF_E_NOTFOUND && *name)
		rc = damaged(dir, name, err);
	if (rc == 0 && m->schema == MF_SCHEMA_VERSION) { /* another one's stub may be another too */
		rc = check_stub(m, dir, &text, err);
		if (rc < 0)
			mf_manifest_release(m);
	}
	mf_buf_release(&text);
	return rc;
}

int mf_manifest_read(struct mf_manifest *m, const char *dir, struct mf_error *err)
{
	int rc = mf_manifest_read_own(m, dir, err);

	if (rc == 0 && m->members) {
		rc = mf_manifest_take_members(m, dir, err);
		if (rc < 0)
			mf_manifest_release(m);
	}
	return rc;
}

static const struct mf_manifest_file *find_file(const struct mf_manifest *m, const char *name)
{
	for (size_t i = 0; i < m->files_n; i++)
		if (strcmp(m->file[i].name, name) == 0)
			return &m->file[i];
	return NULL;
}

int mf_manifest_is_sealed(const struct mf_manifest *m, const char *name, uint64_t seal, struct mf_error *err)
{
	const struct mf_manifest_file *f = find_file(m, name);

	return f && f->seal == seal ? 0
				    : mf_store_damaged(err, "%s: is not the file of this generation", name);
}

int mf_manifest_add_file(struct mf_manifest *m, const char *dir, const char *name,
			 const struct mf_manifest *known, struct mf_error *err)
{
	struct mf_manifest_file f = { .name = mf_strdup(name) };
	const struct mf_manifest_file *has = known ? find_file(known, name) : NULL;
	char *path = mf_path_join(dir, name);
	int rc = has ? 0 : mf_file_hash(path, true, &f.size, &f.hash, err);

	if (rc == 0 && !has)
		rc = mf_sections_seal_of(path, &f.seal, err);
	if (rc == 0)
		mf_manifest_copy_file(m, has ? has : &f);
	free(path);
	free(f.name);
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

static void print(const struct mf_manifest *m, struct mf_buf *out)
{
	mf_buf_printf(out, "mufahris-manifest 1\ngeneration %u\nschema %u\nanalyser %016" PRIx64 " %s\n",
		      m->generation, m->schema, m->analyser, mf_stemming_names[m->stemmer]);
	mf_buf_printf(out, "gazetteer %s %016" PRIx64 " %016" PRIx64 "\n", m->gazetteer,
		      m->gazetteer_fingerprint, m->gazetteer_source);
	if (m->files)
		mf_buf_printf(out, "files %s\n", m->files);
	for (size_t i = 0; i < m->members; i++)
		mf_buf_printf(out, "member %s %016" PRIx64 " %s\n", m->member[i].manifest, m->member[i].hash,
			      m->member[i].path);
	for (size_t i = 0; i < m->statistics_n; i++)
		mf_buf_printf(out, "statistics %s\n", m->statistics[i]);
	for (size_t i = 0; i < m->segments; i++) {
		const struct mf_manifest_segment *s = &m->segment[i];
		mf_buf_printf(out, "segment %s %u %u %" PRIu64 " %016" PRIx64 " %s %u\n", s->name,
			      s->documents, s->passages, s->words, s->tagged, s->dead ? s->dead : "-",
			      s->dead_n);
	}
	for (size_t i = 0; i < m->files_n; i++)
		mf_buf_printf(out, "file %s %" PRIu64 " %016" PRIx64 " %016" PRIx64 "\n", m->file[i].name,
			      m->file[i].size, m->file[i].hash, m->file[i].seal);
	mf_sealed_close(out);
}

int mf_manifest_publish(struct mf_manifest *m, const char *dir, struct mf_error *err)
{
	struct mf_buf text = MF_BUF_INIT, stub = MF_BUF_INIT;
	char *path = mf_path_join(dir, m->name), *live = mf_path_join(dir, MF_STUB);
	int rc;

	print(m, &text);
	m->hash = mf_hash64(text.data, text.len);
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
