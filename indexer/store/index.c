/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/store/index.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "indexer/analysis/schema.h"
#include "indexer/store/batch.h"
#include "wrappers/libc/hash.h"
#include "wrappers/libc/mem.h"

static void segment_close(struct mf_segment *s)
{
	mf_vocabulary_close(&s->vocabulary);
	mf_columns_close(&s->columns);
	if (s->texts.file.n)
		mf_texts_close(&s->texts);
	mf_documents_close(&s->documents);
	mf_names_close(&s->names);
	mf_map_close(&s->dead);
}

static char *part(const struct mf_index *index, const char *segment, const char *name)
{
	return mf_printf("%s/%s/%s", index->dir, segment, name);
}

/* Does every passage belong to a document?  All that is read by these numbers relies on it. */
static bool documents_exist(const struct mf_segment *s)
{
	uint32_t last = 0;

	for (uint32_t p = 0; p < s->columns.n; p++)
		last = s->columns.document[p] > last ? s->columns.document[p] : last;
	return !s->columns.n || last < s->documents.n;
}

static int segment_open(struct mf_index *index, struct mf_segment *s, struct mf_error *err)
{
	char *path = part(index, s->about->name, "vocabulary");
	int rc = mf_vocabulary_open(&s->vocabulary, path, err);

	free(path);
	path = part(index, s->about->name, "columns");
	if (rc == 0)
		rc = mf_columns_open(&s->columns, path, err);
	free(path);
	path = part(index, s->about->name, "texts");
	if (rc == 0)
		rc = mf_texts_open(&s->texts, path, err);
	free(path);
	path = part(index, s->about->name, "documents");
	if (rc == 0)
		rc = mf_documents_open(&s->documents, path, err);
	free(path);
	path = part(index, s->about->name, "names");
	if (rc == 0)
		rc = mf_names_open(&s->names, path, err);
	free(path);
	if (rc == 0 && (s->documents.n != s->about->documents || s->columns.n != s->about->passages ||
			!documents_exist(s))) {
		rc = mf_error_set(err, MF_E_CORRUPT, "%s/%s: its files do not belong together", index->dir,
				  s->about->name);
		mf_error_hint(err, "rebuild the index: mufahris-index -d %s --rebuild PATH", index->dir);
	}
	if (rc == 0 && s->about->dead) {
		path = mf_path_join(index->dir, s->about->dead);
		rc = mf_map_open(&s->dead, path, err);
		if (rc == 0 && s->dead.len < s->documents.n / 8 + (size_t)1)
			rc = mf_error_set(err, MF_E_CORRUPT, "%s: cut short", path);
		free(path);
	}
	return rc;
}

static int open_db(struct mf_index *index, struct mf_error *err)
{
	struct xc_error xe = XC_ERROR_INIT;
	char **path = mf_calloc(index->segments + 1, sizeof *path);
	int rc = 0;

	for (size_t i = 0; i < index->segments; i++)
		path[i] = part(index, index->segment[i].about->name, "db");
	if (xc_db_open_all(&index->db, (const char *const *)path, index->segments, &xe) < 0)
		rc = mf_store_error(&xe, index->dir, err);
	for (size_t i = 0; i < index->segments; i++)
		free(path[i]);
	free(path);
	return rc;
}

static int check_versions(const struct mf_index *index, struct mf_error *err)
{
	const struct mf_manifest *m = &index->manifest;

	if (m->schema != MF_SCHEMA_VERSION) {
		mf_error_set(err, MF_E_VERSION, "%s: the index has schema %u, this program reads schema %u",
			     index->dir, m->schema, (unsigned)MF_SCHEMA_VERSION);
	} else if (m->analyser != mf_analysis_fingerprint()) {
		mf_error_set(err, MF_E_VERSION,
			     "%s: the index was made by another analyser (%016" PRIx64 ", not %016" PRIx64
			     ")",
			     index->dir, m->analyser, mf_analysis_fingerprint());
	} else {
		return 0;
	}
	mf_error_hint(err, "rebuild the index: mufahris-index -d %s --rebuild PATH", index->dir);
	return MF_E_VERSION;
}

static int open_gazetteer(struct mf_index *index, struct mf_error *err)
{
	char *path = mf_path_join(index->dir, index->manifest.gazetteer);
	int rc = mf_map_open(&index->gazetteer_map, path, err);

	if (rc == 0)
		rc = mf_gazetteer_open(&index->gazetteer, index->gazetteer_map.data, index->gazetteer_map.len,
				       err);
	free(path);
	return rc;
}

static int open_once(struct mf_index **out, const char *dir, unsigned *generation, struct mf_error *err)
{
	struct mf_index *index = mf_calloc(1, sizeof *index);
	int rc;

	index->dir = mf_strdup(dir);
	rc = mf_manifest_read(&index->manifest, dir, err);
	*generation = index->manifest.generation;
	if (rc == 0)
		rc = check_versions(index, err);
	if (rc == 0)
		rc = mf_manifest_verify(&index->manifest, dir, false, NULL, NULL, err);
	index->segments = index->manifest.segments;
	index->segment = mf_calloc(index->segments + 1, sizeof *index->segment);
	for (size_t i = 0; rc == 0 && i < index->segments; i++) {
		const struct mf_manifest_segment *about = &index->manifest.segment[i];
		index->segment[i].about = about;
		rc = segment_open(index, &index->segment[i], err);
		index->documents += about->documents - about->dead_n;
		index->passages += about->passages;
		index->words += about->words;
	}
	if (rc == 0)
		rc = open_gazetteer(index, err);
	if (rc == 0)
		rc = open_db(index, err);
	if (rc < 0) {
		mf_index_close(index);
		index = NULL;
	}
	*out = index;
	return rc;
}

/* A writer may publish while files are opened, and remove those of two generations ago: then the stub
 * names another manifest by now, and that one is opened. */
int mf_index_open(struct mf_index **out, const char *dir, struct mf_error *err)
{
	struct mf_manifest now;
	unsigned tried = 0, live;
	int rc = 0;

	for (int attempt = 0; attempt < 5; attempt++) {
		rc = open_once(out, dir, &tried, err);
		if (rc == 0 || rc == MF_E_VERSION || mf_manifest_read(&now, dir, NULL) < 0)
			return rc;
		live = now.generation;
		mf_manifest_release(&now);
		if (live == tried)
			return rc;
	}
	return rc;
}

void mf_index_close(struct mf_index *index)
{
	if (!index)
		return;
	xc_db_free(index->db);
	mf_gazetteer_close(index->gazetteer);
	mf_map_close(&index->gazetteer_map);
	for (size_t i = 0; i < index->segments; i++)
		segment_close(&index->segment[i]);
	free(index->segment);
	mf_manifest_release(&index->manifest);
	free(index->dir);
	free(index);
}

int mf_segment_describe(struct mf_segment *s, uint32_t document, struct mf_buf *room,
			struct mf_description *out, struct mf_error *err)
{
	const struct mf_document_row *row = &s->documents.row[document];
	int rc;

	mf_buf_reset(room);
	rc = mf_texts_read(&s->texts, row->text_at, row->described, room, err);
	if (rc == 0 && mf_description_decode(out, room->data, room->len) < 0)
		rc = mf_error_set(err, MF_E_CORRUPT, "a document's description is damaged");
	return rc;
}

int mf_segment_text(struct mf_segment *s, uint32_t document, uint32_t begin, uint32_t end, struct mf_buf *out,
		    struct mf_error *err)
{
	const struct mf_document_row *row = &s->documents.row[document];

	if (begin > end || end > row->text_len)
		return mf_error_set(err, MF_E_CORRUPT, "a passage lies outside its document's text");
	return mf_texts_read(&s->texts, row->text_at + row->described + begin, end - begin, out, err);
}

int mf_index_find(const struct mf_index *index, const char *id, size_t len, size_t *segment,
		  uint32_t *document)
{
	uint64_t hash = mf_hash64(id, len);

	for (size_t s = index->segments; s-- > 0;) {
		const struct mf_segment *seg = &index->segment[s];
		const struct mf_documents *d = &seg->documents;
		for (uint32_t at = mf_documents_find_id(d, hash); at < d->n; at++) {
			uint32_t found = mf_documents_at(d, d->by_id, at);
			size_t mine;
			const char *other = mf_documents_id(d, found, &mine);
			if (d->row[found].id_hash != hash)
				break;
			if (mine == len && memcmp(other, id, len) == 0 && !mf_segment_dead(seg, found)) {
				*segment = s;
				*document = found;
				return 1;
			}
		}
	}
	return 0;
}

int mf_lock_take(int *lock, const char *dir, struct mf_error *err)
{
	char *path, pid[32];
	int rc = mf_mkdirs(dir, err), fd;
	ssize_t got;

	*lock = -1;
	if (rc < 0)
		return rc;
	path = mf_path_join(dir, "lock");
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (fd < 0) {
		rc = mf_error_set(err, MF_E_IO, "%s: %s", path, strerror(errno));
		mf_error_hint(err, "choose a folder you may write to with -d DIR");
	} else if (flock(fd, LOCK_EX | LOCK_NB) < 0) {
		got = pread(fd, pid, sizeof pid - 1, 0);
		pid[got > 0 ? got : 0] = '\0';
		rc = mf_error_set(err, MF_E_LOCKED, "%s: another process is writing this index (pid %s)", dir,
				  got > 0 ? pid : "unknown");
		mf_error_hint(err, "wait for it to end, or stop it");
		close(fd);
	} else {
		int n = snprintf(pid, sizeof pid, "%ld", (long)getpid());
		if (ftruncate(fd, 0) < 0 || pwrite(fd, pid, (size_t)n, 0) != n) {
			rc = mf_error_set(err, MF_E_IO, "%s: %s", path, strerror(errno));
			mf_error_hint(err, "check free space and permissions");
			close(fd);
		} else {
			*lock = fd;
		}
	}
	free(path);
	return rc;
}

void mf_lock_drop(int lock)
{
	if (lock >= 0)
		close(lock);
}
