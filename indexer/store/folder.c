/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/store/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/store/error.h"
#include "indexer/store/lock.h"
#include "indexer/store/sealed.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/error.h"

#define INVENTORY "inventory"
#define HEAD "mufahris-inventory 1\n"
#define CEILING ((size_t)16 << 20)

/* ---- the names ---- */

static bool has(const struct mf_folder *f, const char *name)
{
	for (size_t i = 0; i < f->names; i++)
		if (strcmp(f->name[i], name) == 0)
			return true;
	return false;
}

static void add(struct mf_folder *f, const char *name, size_t len)
{
	f->name = mf_grow(f->name, &f->cap, f->names + 1, sizeof *f->name);
	f->name[f->names++] = mf_strndup(name, len);
	f->changed = true;
}

static void forget_names(struct mf_folder *f)
{
	for (size_t i = 0; i < f->names; i++)
		free(f->name[i]);
	f->names = 0;
}

/* Only what lies in DIR itself; not what holds the rest together. */
static bool may_be_listed(const char *name)
{
	return *name && *name != '.' && !strchr(name, '/') && strlen(name) < 128 &&
	       strcmp(name, INVENTORY) != 0 && strcmp(name, MF_LOCK) != 0 && strcmp(name, MF_STUB) != 0;
}

static int read_names(struct mf_folder *f, struct mf_buf *text)
{
	if (mf_sealed_open(text) < 0 || strncmp(text->data, HEAD, strlen(HEAD)) != 0)
		return -1;
	for (char *save, *line = strtok_r(text->data + strlen(HEAD), "\n", &save); line;
	     line = strtok_r(NULL, "\n", &save))
		if (may_be_listed(line))
			add(f, line, strlen(line));
	f->changed = false;
	return 0;
}

static void print_names(const struct mf_folder *f, struct mf_buf *out)
{
	mf_buf_addstr(out, HEAD);
	for (size_t i = 0; i < f->names; i++)
		mf_buf_printf(out, "%s\n", f->name[i]);
	mf_sealed_close(out);
}

int mf_folder_note(struct mf_folder *f, struct mf_error *err)
{
	struct mf_buf text = MF_BUF_INIT;
	char *path;
	int rc;

	if (!f->changed)
		return 0;
	path = mf_path_join(f->dir, INVENTORY);
	print_names(f, &text);
	rc = mf_file_replace(path, text.data, text.len, err);
	f->changed = rc < 0;
	mf_buf_release(&text);
	free(path);
	return rc;
}

/* ---- whose folder it is ---- */

enum state { MARKED, EMPTY, FOREIGN };

/* Is this what a first run that was killed may have left of its first two files? */
static bool is_beginning(const char *dir, const char *name)
{
	struct mf_folder none = { NULL, -1, NULL, 0, 0, false };
	struct mf_buf text = MF_BUF_INIT, whole = MF_BUF_INIT;
	char *path = mf_path_join(dir, name);
	bool is = mf_file_read(path, 64, &text, NULL) == 0;

	print_names(&none, &whole);
	if (strcmp(name, MF_LOCK) == 0)
		is = is && strspn(text.data, "0123456789") == text.len;
	else if (strcmp(name, INVENTORY ".tmp") == 0)
		is = is && text.len <= whole.len && memcmp(text.data, whole.data, text.len) == 0;
	else
		is = false;
	mf_buf_release(&whole);
	mf_buf_release(&text);
	free(path);
	return is;
}

static int look_for_others(const char *dir, enum state *state, struct mf_error *err)
{
	DIR *d = opendir(dir);
	int rc = 0;

	*state = EMPTY;
	while (d && *state == EMPTY) {
		struct dirent *e = (errno = 0, readdir(d));
		if (!e)
			break;
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0 &&
		    strcmp(e->d_name, "lost+found") != 0 && !is_beginning(dir, e->d_name))
			*state = FOREIGN;
	}
	if (!d || (*state == EMPTY && errno))
		rc = mf_error_set(err, MF_E_IO, "%s: cannot list the folder: %s", dir, mf_strerror(errno));
	if (d)
		closedir(d);
	return rc;
}

/* Reads the inventory where there is one. */
static int examine(struct mf_folder *f, enum state *state, struct mf_error *err)
{
	struct mf_buf text = MF_BUF_INIT;
	char *path = mf_path_join(f->dir, INVENTORY);
	int rc = mf_file_read(path, CEILING, &text, err);
	bool mark = rc == 0 && strncmp(text.data, HEAD, strlen(HEAD)) == 0;

	forget_names(f);
	f->changed = true;
	*state = MARKED;
	if (rc == MF_E_NOTFOUND)
		rc = 0;
	if (rc == 0 && mark) {
		if (read_names(f, &text) < 0)
			forget_names(f);
	} else if (rc == 0 && !mf_manifest_stub_is_ours(f->dir)) {
		rc = look_for_others(f->dir, state, err);
	}
	mf_buf_release(&text);
	free(path);
	return rc;
}

static int refuse(const char *dir, struct mf_error *err)
{
	mf_error_set(err, MF_E_USAGE, "%s: is neither empty nor an index: nothing in it was touched", dir);
	mf_error_hint(err, "name a new folder with -d DIR, or an index");
	return MF_E_USAGE;
}

/* What a killed run had begun to write in place of these two: names that no one else has in here. */
static void remove_halves(const struct mf_folder *f)
{
	static const char *const half[] = { INVENTORY ".tmp", MF_STUB ".tmp" };

	for (size_t i = 0; i < sizeof half / sizeof *half; i++) {
		char *path = mf_path_join(f->dir, half[i]);
		unlink(path);
		free(path);
	}
}

int mf_folder_take(struct mf_folder *f, const char *dir, struct mf_error *err)
{
	enum state state = EMPTY;
	int rc = mf_mkdirs_sync(dir, err);

	*f = (struct mf_folder){ .dir = mf_strdup(dir), .lock = -1 };
	if (rc == 0)
		rc = examine(f, &state, err);
	if (rc == 0 && state == FOREIGN)
		rc = refuse(dir, err);
	if (rc == 0)
		rc = mf_lock_take(&f->lock, dir, err);
	if (rc == 0) /* again: another writer may have begun, or ended, before we had the lock */
		rc = examine(f, &state, err);
	if (rc == 0 && state == FOREIGN)
		rc = refuse(dir, err);
	if (rc == 0) /* a folder that cannot be opened cannot be synced: before anything is done in it */
		rc = mf_sync_dir(dir, err);
	if (rc == 0)
		remove_halves(f);
	if (rc == 0)
		rc = mf_folder_note(f, err);
	if (rc == 0 && state == EMPTY)
		rc = mf_sync_entry(dir, err);
	if (rc < 0)
		mf_folder_leave(f);
	return rc;
}

void mf_folder_leave(struct mf_folder *f)
{
	if (!f->dir)
		return;
	mf_lock_drop(f->lock);
	forget_names(f);
	free(f->name);
	free(f->dir);
	*f = (struct mf_folder){ .dir = NULL, .lock = -1 };
}

/* ---- names for new things, and the end of old ones ---- */

int mf_folder_name(struct mf_folder *f, char **name, struct mf_error *err)
{
	char *wanted = mf_strdup(*name);
	int rc = 0;

	for (unsigned n = 2; rc == 0; n++) {
		char *path = mf_path_join(f->dir, *name);
		rc = has(f, *name) ? 0 : mf_path_free(path, err);
		free(path);
		if (rc != 0)
			break;
		free(*name);
		*name = mf_printf("%s-%u", wanted, n);
	}
	if (rc == 1) {
		add(f, *name, strlen(*name));
	} else {
		free(*name);
		*name = NULL;
	}
	free(wanted);
	return rc < 0 ? rc : 0;
}

unsigned mf_folder_highest(const struct mf_folder *f, const char *head)
{
	unsigned highest = 0, n;
	size_t len = strlen(head);

	for (size_t i = 0; i < f->names; i++)
		if (strncmp(f->name[i], head, len) == 0 && sscanf(f->name[i] + len, "%u", &n) == 1 &&
		    n > highest)
			highest = n;
	return highest;
}

void mf_folder_adopt(struct mf_folder *f, const struct mf_manifest *m)
{
	if (!has(f, m->name))
		add(f, m->name, strlen(m->name));
	for (size_t i = 0; i < m->files_n; i++) {
		size_t len = strcspn(m->file[i].name, "/");
		char *top = mf_strndup(m->file[i].name, len);
		if (!has(f, top))
			add(f, top, len);
		free(top);
	}
}

static int remove_named(const struct mf_folder *f, const char *name, struct mf_error *err)
{
	char *path = mf_path_join(f->dir, name);
	int rc = mf_remove_tree(path, err);

	free(path);
	return rc;
}

int mf_folder_clean(struct mf_folder *f, const struct mf_manifest *live, const struct mf_manifest *before,
		    struct mf_error *err)
{
	size_t kept = 0;
	int first = 0, rc;

	for (size_t i = 0; i < f->names; i++) {
		bool needed = mf_manifest_needs(live, f->name[i]) || mf_manifest_needs(before, f->name[i]);
		rc = needed ? 0 : remove_named(f, f->name[i], first ? NULL : err);
		if (needed || rc < 0) {
			f->name[kept++] = f->name[i];
		} else {
			free(f->name[i]);
			f->changed = true;
		}
		first = first ? first : rc;
	}
	f->names = kept;
	rc = mf_folder_note(f, first ? NULL : err);
	return first ? first : rc;
}

int mf_folder_check(const char *dir, struct mf_error *err)
{
	struct mf_folder f = { .dir = mf_strdup(dir), .lock = -1 };
	struct mf_buf text = MF_BUF_INIT;
	char *path = mf_path_join(dir, INVENTORY);
	int rc = mf_file_read(path, CEILING, &text, err);

	if (rc == MF_E_NOTFOUND) /* as before there were any; the next run writes one */
		rc = 0;
	else if (rc == 0 && read_names(&f, &text) < 0)
		rc = mf_store_damaged(err, "%s: damaged", path);
	mf_folder_leave(&f);
	mf_buf_release(&text);
	free(path);
	return rc;
}
