/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/store/segment.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/store/error.h"
#include "indexer/store/places.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/error.h"

/* ---- its files ---- */

static const char *const file_name[MF_SEGMENT_FILES] = {
	[MF_SEGMENT_DB] = "db",
	[MF_SEGMENT_VOCABULARY] = "vocabulary",
	[MF_SEGMENT_COLUMNS] = "columns",
	[MF_SEGMENT_TEXTS] = "texts",
	[MF_SEGMENT_DOCUMENTS] = "documents",
	[MF_SEGMENT_NAMES] = "names",
};

char *mf_segment_path(const char *folder, enum mf_segment_file file)
{
	return mf_path_join(folder, file_name[file]);
}

/* The file that makes a folder a database of Xapian's, and the end of the names of its tables. */
#define DATABASE "iamglass"
#define TABLE ".glass"

static bool is_xapians(const char *name)
{
	size_t len = strlen(name), tail = strlen(TABLE);

	return strcmp(name, DATABASE) == 0 || (len > tail && strcmp(name + len - tail, TABLE) == 0);
}

bool mf_segment_is_table(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash && is_xapians(slash + 1);
}

static int note(struct mf_manifest *m, const char *dir, const char *folder, const char *name,
		const struct mf_manifest *known, struct mf_error *err)
{
	char *path = mf_path_join(folder, name);
	int rc = mf_manifest_add_file(m, dir, path, known, err);

	free(path);
	return rc;
}

/* Whatever tables there are, and the file without which they are no database. */
static int note_tables(struct mf_manifest *m, const char *dir, const char *db,
		       const struct mf_manifest *known, struct mf_error *err)
{
	char *path = mf_path_join(dir, db);
	DIR *d = opendir(path);
	bool whole = false;
	int rc = 0;

	while (d && rc == 0) {
		struct dirent *e = (errno = 0, readdir(d));
		if (!e)
			break;
		whole |= strcmp(e->d_name, DATABASE) == 0;
		if (is_xapians(e->d_name))
			rc = note(m, dir, db, e->d_name, known, err);
	}
	if (rc == 0 && (!d || errno))
		rc = mf_error_set(err, MF_E_IO, "%s: cannot list the folder: %s", path, mf_strerror(errno));
	else if (rc == 0 && !whole)
		rc = mf_error_set(err, MF_E_INTERNAL, "%s: has no " DATABASE, path);
	if (d)
		closedir(d);
	free(path);
	return rc;
}

int mf_segment_note(struct mf_manifest *m, const char *dir, const char *name, const struct mf_manifest *known,
		    struct mf_error *err)
{
	char *db = mf_segment_path(name, MF_SEGMENT_DB);
	int rc = 0;

	for (unsigned f = 0; rc == 0 && f < MF_SEGMENT_FILES; f++)
		if (f != MF_SEGMENT_DB)
			rc = note(m, dir, name, file_name[f], known, err);
	if (rc == 0)
		rc = note_tables(m, dir, db, known, err);
	free(db);
	return rc;
}

int mf_segment_sync(const char *dir, const char *name, struct mf_error *err)
{
	char *folder = mf_path_join(dir, name), *db = mf_segment_path(folder, MF_SEGMENT_DB);
	int rc = mf_sync_dir(db, err);

	if (rc == 0)
		rc = mf_sync_dir(folder, err);
	free(db);
	free(folder);
	return rc;
}

/* ---- what is read from them ---- */

void mf_segment_close(struct mf_segment *s)
{
	mf_vocabulary_close(&s->vocabulary);
	mf_columns_close(&s->columns);
	if (s->texts.file.n)
		mf_texts_close(&s->texts);
	mf_documents_close(&s->documents);
	mf_names_close(&s->names);
	mf_map_close(&s->dead);
}

static const struct mf_sections *sections_of(const struct mf_segment *s, enum mf_segment_file file)
{
	const struct mf_sections *const all[MF_SEGMENT_FILES] = {
		[MF_SEGMENT_VOCABULARY] = &s->vocabulary.file, [MF_SEGMENT_COLUMNS] = &s->columns.file,
		[MF_SEGMENT_TEXTS] = &s->texts.file,           [MF_SEGMENT_DOCUMENTS] = &s->documents.file,
		[MF_SEGMENT_NAMES] = &s->names.file,
	};

	return all[file];
}

int mf_segment_sound(const struct mf_segment *s, struct mf_error *err)
{
	int rc = 0;

	for (unsigned f = 0; rc == 0 && f < MF_SEGMENT_FILES; f++)
		if (f != MF_SEGMENT_DB)
			rc = mf_sections_sound(sections_of(s, f), err);
	return rc;
}

int mf_segment_belongs(const struct mf_segment *s, const struct mf_manifest *m, struct mf_error *err)
{
	int rc = 0;

	for (unsigned f = 0; rc == 0 && f < MF_SEGMENT_FILES; f++) {
		char *path = mf_path_join(s->about->name, file_name[f]);
		if (f != MF_SEGMENT_DB)
			rc = mf_manifest_is_sealed(m, path, sections_of(s, f)->seal, err);
		free(path);
	}
	return rc;
}

/* Does every passage belong to a document?  All that is read by these numbers relies on it. */
static bool documents_exist(const struct mf_segment *s)
{
	uint32_t last = 0;

	for (uint32_t p = 0; p < s->columns.n; p++)
		last = mf_columns_document(&s->columns, p) > last ? mf_columns_document(&s->columns, p)
								  : last;
	return !s->columns.n || last < s->documents.n;
}

static int open_side_files(struct mf_segment *s, const char *folder, struct mf_error *err)
{
	char *path[MF_SEGMENT_FILES];
	int rc;

	for (unsigned f = 0; f < MF_SEGMENT_FILES; f++)
		path[f] = mf_segment_path(folder, f);
	rc = mf_vocabulary_open(&s->vocabulary, path[MF_SEGMENT_VOCABULARY], err);
	if (rc == 0)
		rc = mf_columns_open(&s->columns, path[MF_SEGMENT_COLUMNS], err);
	if (rc == 0)
		rc = mf_texts_open(&s->texts, path[MF_SEGMENT_TEXTS], err);
	if (rc == 0)
		rc = mf_documents_open(&s->documents, path[MF_SEGMENT_DOCUMENTS], err);
	if (rc == 0)
		rc = mf_names_open(&s->names, path[MF_SEGMENT_NAMES], err);
	for (unsigned f = 0; f < MF_SEGMENT_FILES; f++)
		free(path[f]);
	return rc;
}

static int open_dead(struct mf_segment *s, const char *dir, struct mf_error *err)
{
	char *path = mf_path_join(dir, s->about->dead);
	int rc = mf_map_open(&s->dead, path, err);

	if (rc == 0 && s->dead.len < mf_bitmap_bytes(s->documents.n))
		rc = mf_store_damaged(err, "%s: cut short", path);
	free(path);
	return rc;
}

int mf_segment_open(struct mf_segment *s, const char *dir, const struct mf_manifest_segment *about,
		    struct mf_error *err)
{
	char *folder = mf_path_join(dir, about->name);
	int rc;

	s->about = about;
	rc = open_side_files(s, folder, err);
	if (rc == 0 &&
	    (s->documents.n != about->documents || s->columns.n != about->passages || !documents_exist(s)))
		rc = mf_store_damaged(err, "%s: its files do not belong together", folder);
	if (rc == 0 && about->dead)
		rc = open_dead(s, dir, err);
	free(folder);
	return rc;
}

int mf_segment_describe(struct mf_segment *s, uint32_t document, struct mf_buf *room,
			struct mf_description *out, struct mf_error *err)
{
	const struct mf_document_row *row = mf_documents_row(&s->documents, document);
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
	const struct mf_document_row *row = mf_documents_row(&s->documents, document);

	if (begin > end || end > row->text_len)
		return mf_error_set(err, MF_E_CORRUPT, "a passage lies outside its document's text");
	return mf_texts_read(&s->texts, row->text_at + row->described + begin, end - begin, out, err);
}

int mf_segment_places(struct mf_segment *s, uint32_t document, struct mf_buf *out, struct mf_error *err)
{
	const struct mf_document_row *row = &s->documents.row[document];
	uint64_t at = row->text_at + row->described + row->text_len;
	uint32_t len;
	int rc;

	mf_buf_reset(out);
	if (!row->placed)
		return 0;
	rc = mf_texts_read(&s->texts, at, MF_PLACES_HEAD, out, err);
	if (rc < 0)
		return rc;
	len = mf_places_length(out->data);
	mf_buf_reset(out);
	return mf_texts_read(&s->texts, at + MF_PLACES_HEAD, len, out, err);
}
