/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/source/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/source/reading.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/error.h"
#include "wrappers/libc/message.h"

#define DEPTH_MAX 200 /* folders inside folders: each costs an open file */

struct walk {
	const struct mf_walk_calls *calls;
	struct mf_error *err;
	unsigned depth;
};

static int unreadable(const struct walk *w, const char *path, int code, const char *hint, const char *reason)
{
	if (w->calls->unreadable)
		w->calls->unreadable(w->calls->ctx, path, code, hint, reason);
	return MF_OK;
}

/* What is gone since its folder was listed is as if it had gone before. */
static int refused(const struct walk *w, const char *path)
{
	const char *hint = _("check the path; the others are read");

	if (errno == ENOENT && w->depth)
		return MF_OK;
	if (errno == EACCES || errno == EPERM)
		hint = _("give yourself permission to read it (chmod u+r)");
	else if (errno == EMFILE || errno == ENFILE)
		hint = _("allow more open files (ulimit -n)");
	return unreadable(w, path, MF_E_IO, hint, mf_strerror(errno));
}

int64_t mf_walk_mtime_ns(const struct stat *st)
{
	return (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec;
}

/* O_NONBLOCK: what has become a FIFO since it was looked at must not hang the open. */
static int visit_file(struct walk *w, int folder, const char *entry, const char *path, const char *name,
		      const struct stat *st)
{
	char *shown = mf_reading_show(name);
	struct mf_file_stat file = { path, shown, (uint64_t)st->st_size, mf_walk_mtime_ns(st) };
	struct stat now;
	int fd = -1, status = w->calls->want ? w->calls->want(w->calls->ctx, &file, w->err) : 1;

	if (status <= 0)
		goto out;
	fd = openat(folder, entry, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	if (fd < 0 || fstat(fd, &now) < 0)
		status = refused(w, path);
	else if (!S_ISREG(now.st_mode))
		status = unreadable(w, path, MF_E_INPUT, _("run it again"),
				    _("was replaced by something else"));
	else
		status = w->calls->open_file(w->calls->ctx, &file, fd, w->err);
out:
	if (fd >= 0)
		close(fd);
	free(shown);
	return status;
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static char **list_folder(DIR *dir, size_t *n)
{
	char **names = NULL;
	size_t cap = 0;
	struct dirent *entry;

	*n = 0;
	errno = 0;
	while ((entry = readdir(dir))) {
		if (entry->d_name[0] == '.')
			continue;
		names = mf_grow(names, &cap, *n + 1, sizeof *names);
		names[(*n)++] = mf_strdup(entry->d_name);
		errno = 0;
	}
	if (*n)
		qsort(names, *n, sizeof *names, by_bytes);
	return names;
}

static bool is_left_out(const struct walk *w, int folder)
{
	struct stat its, st;

	return w->calls->leave_out && stat(w->calls->leave_out, &its) == 0 && fstat(folder, &st) == 0 &&
	       its.st_ino == st.st_ino && its.st_dev == st.st_dev;
}

static int visit_folder(struct walk *w, int folder, const char *entry, const char *path, const char *name);

static int visit_entry(struct walk *w, int folder, const char *entry, const char *path, const char *name)
{
	char *below = mf_path_join(path, entry), *inside = mf_path_join(name, entry);
	struct stat st;
	int status = MF_OK;

	if (fstatat(folder, entry, &st, AT_SYMLINK_NOFOLLOW) < 0)
		status = refused(w, below);
	else if (S_ISDIR(st.st_mode))
		status = visit_folder(w, folder, entry, below, inside);
	else if (S_ISREG(st.st_mode))
		status = visit_file(w, folder, entry, below, inside, &st);
	free(below);
	free(inside);
	return status;
}

static int visit_folder(struct walk *w, int folder, const char *entry, const char *path, const char *name)
{
	char **names = NULL;
	size_t n = 0;
	DIR *dir = NULL;
	int status = MF_OK, fd = -1;

	if (w->depth == DEPTH_MAX)
		return unreadable(w, path, MF_E_LIMIT, _("give this folder as a PATH of its own"),
				  _("too many folders inside folders"));
	fd = openat(folder, entry, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd >= 0)
		dir = fdopendir(fd);
	if (!dir) {
		status = refused(w, path);
		if (fd >= 0)
			close(fd);
		return status;
	}
	w->depth++;
	if (is_left_out(w, fd))
		goto out;
	if (w->calls->folder)
		status = w->calls->folder(w->calls->ctx, path, w->err);
	names = list_folder(dir, &n);
	if (errno)
		status = refused(w, path);
	for (size_t i = 0; i < n && status >= 0; i++)
		status = visit_entry(w, dirfd(dir), names[i], path, name);
	for (size_t i = 0; i < n; i++)
		free(names[i]);
	free(names);
out:
	closedir(dir);
	w->depth--;
	return status;
}

static const char *what_is(mode_t mode)
{
	if (S_ISLNK(mode))
		return _("a symbolic link, not followed");
	if (S_ISFIFO(mode))
		return _("a pipe, not a file");
	if (S_ISSOCK(mode))
		return _("a socket, not a file");
	return _("a device, not a file");
}

int mf_walk(const char *given, const struct mf_walk_calls *calls, struct mf_error *err)
{
	struct walk w = { calls, err, 0 };
	char *path = mf_strdup(given);
	size_t len = strlen(path);
	const char *slash;
	struct stat st;
	int status;

	while (len > 1 && path[len - 1] == '/')
		path[--len] = '\0';
	slash = strrchr(path, '/');
	if (fstatat(AT_FDCWD, path, &st, AT_SYMLINK_NOFOLLOW) < 0)
		status = refused(&w, path);
	else if (S_ISDIR(st.st_mode))
		status = visit_folder(&w, AT_FDCWD, path, path, "");
	else if (S_ISREG(st.st_mode))
		status = visit_file(&w, AT_FDCWD, path, path, slash ? slash + 1 : path, &st);
	else if (S_ISLNK(st.st_mode))
		status = unreadable(&w, path, MF_E_INPUT, _("give the path it points to"),
				    what_is(st.st_mode));
	else
		status = unreadable(&w, path, MF_E_INPUT, _("feed it through standard input: -"),
				    what_is(st.st_mode));
	free(path);
	return status;
}
