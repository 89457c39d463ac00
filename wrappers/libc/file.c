/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* syncfs */
#include "wrappers/libc/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "wrappers/libc/hash.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/error.h"
#include "wrappers/libc/message.h"

#define WRITER_BYTES ((size_t)256 << 10)

/* The error of a system call that failed on `path`; errno says why. */
static int refused(struct mf_error *err, const char *path, const char *verb)
{
	int why = errno;
	int code = why == ENOENT || why == ENOTDIR ? MF_E_NOTFOUND : MF_E_IO;

	mf_error_set(err, code, "%s: cannot %s: %s", path, _(verb), mf_strerror(why));
	if (why == ENOSPC || why == EDQUOT)
		mf_error_hint(err, "make room on the disk, then run the same command again");
	else if (why == EACCES || why == EPERM || why == EROFS)
		mf_error_hint(err, "check the permissions of the file and its folder");
	return code;
}

int mf_file_open(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	int flags = fd < 0 ? -1 : fcntl(fd, F_GETFL);

	if (flags >= 0)
		fcntl(fd, F_SETFL, flags & ~O_NONBLOCK);
	return fd;
}

static int open_to_read(const char *path, int *fd, struct stat *st, struct mf_error *err)
{
	*fd = mf_file_open(path);
	if (*fd < 0)
		return refused(err, path, "open");
	if (fstat(*fd, st) < 0)
		return refused(err, path, "stat");
	if (S_ISDIR(st->st_mode))
		return mf_error_set(err, MF_E_IO, "%s: is a folder, not a file", path);
	return 0;
}

int mf_map_open(struct mf_map *map, const char *path, struct mf_error *err)
{
	struct stat st;
	void *memory;
	int fd, rc;

	map->data = NULL;
	map->len = 0;
	rc = open_to_read(path, &fd, &st, err);
	if (rc < 0)
		goto out;
	if (st.st_size == 0) {
		map->data = mf_buf_empty;
		goto out;
	}
	memory = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (memory == MAP_FAILED) {
		rc = refused(err, path, "map");
		goto out;
	}
	map->data = memory;
	map->len = (size_t)st.st_size;
out:
	if (fd >= 0)
		close(fd);
	return rc;
}

void mf_map_close(struct mf_map *map)
{
	if (map->len)
		munmap((void *)(uintptr_t)map->data, map->len);
	map->data = NULL;
	map->len = 0;
}

void mf_map_forget(const struct mf_map *map, size_t from, size_t to)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	from = (from + page - 1) / page * page;
	to = (to < map->len ? to : map->len) / page * page;
	if (from < to)
		madvise((void *)(uintptr_t)(map->data + from), to - from, MADV_DONTNEED);
}

int mf_file_read(const char *path, size_t ceiling, struct mf_buf *out, struct mf_error *err)
{
	size_t start = out->len;
	struct stat st;
	int fd, rc;

	rc = open_to_read(path, &fd, &st, err);
	if (rc < 0)
		goto out;
	/* The size is only a hint: pipes and /proc have none, and a file may grow while it is read. */
	for (size_t room = st.st_size > 0 && (size_t)st.st_size <= ceiling ? (size_t)st.st_size + 1 : 65536;;
	     room = 65536) {
		char *at = mf_buf_reserve(out, room);
		ssize_t got = at ? read(fd, at, room) : -1;

		if (!at || (got > 0 && out->len - start + (size_t)got > ceiling)) {
			rc = mf_error_set(err, MF_E_LIMIT, "%s: larger than %zu bytes", path, ceiling);
			goto out;
		}
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			rc = refused(err, path, "read");
			goto out;
		}
		if (got == 0)
			break;
		out->len += (size_t)got;
	}
out:
	if (rc < 0)
		out->len = start;
	if (out->cap)
		out->data[out->len] = '\0';
	if (fd >= 0)
		close(fd);
	return rc;
}

static int write_all(int fd, const char *bytes, size_t len)
{
	while (len) {
		ssize_t put = write(fd, bytes, len);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return -1;
		bytes += put;
		len -= (size_t)put;
	}
	return 0;
}

int mf_temporary_folder(char **path, struct mf_error *err)
{
	const char *parent = getenv("TMPDIR");

	*path = mf_printf("%s/mufahris.XXXXXX", parent && *parent ? parent : "/tmp");
	if (mkdtemp(*path))
		return 0;
	mf_error_set(err, MF_E_IO, "%s: %s", *path, mf_strerror(errno));
	mf_error_hint(err, "name a folder that you may write to: TMPDIR=FOLDER");
	free(*path);
	*path = NULL;
	return MF_E_IO;
}

/* Some file systems have no fsync of a folder, and say so. */
static bool sync_failed(int fd)
{
	return fsync(fd) < 0 && errno != EINVAL && errno != ENOTSUP;
}

int mf_sync_dir(const char *path, struct mf_error *err)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int rc = 0;

	if (fd < 0)
		return refused(err, path, "open");
	if (sync_failed(fd))
		rc = refused(err, path, "sync");
	close(fd);
	return rc;
}

int mf_sync_entry(const char *path, struct mf_error *err)
{
	char *parent = mf_path_join(path, "..");
	int fd = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC), rc = 0;
	bool all = fd < 0 && errno == EACCES; /* a parent that may be entered only */

	if (all)
		fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		rc = refused(err, all ? path : parent, "open");
	else if (all ? syncfs(fd) < 0 : sync_failed(fd))
		rc = refused(err, parent, "sync");
	if (fd >= 0)
		close(fd);
	free(parent);
	return rc;
}

int mf_file_replace(const char *path, const void *bytes, size_t len, struct mf_error *err)
{
	char *beside = mf_printf("%s.tmp", path);
	char *folder = mf_strdup(path);
	char *slash = strrchr(folder, '/');
	struct mf_writer *w;
	int rc;

	if (slash)
		slash[slash == folder] = '\0';
	rc = mf_writer_open(&w, beside, err);
	if (rc < 0)
		goto out;
	mf_writer_add(w, bytes, len);
	rc = mf_writer_close(w, true, err);
	if (rc == 0 && rename(beside, path) < 0)
		rc = refused(err, path, "replace");
	if (rc == 0)
		rc = mf_sync_dir(slash ? folder : ".", err);
	else
		unlink(beside);
out:
	free(folder);
	free(beside);
	return rc;
}

int mf_file_create(const char *path, const void *bytes, size_t len, struct mf_error *err)
{
	struct mf_writer *w;
	int rc = mf_writer_create(&w, path, err);

	if (rc < 0)
		return rc;
	mf_writer_add(w, bytes, len);
	return mf_writer_close(w, true, err);
}

/* In pieces, not as a map: the file may be larger than the memory allowed. */
int mf_file_hash(const char *path, bool sync, uint64_t *size, uint64_t *hash, struct mf_error *err)
{
	XXH3_state_t state;
	char *room = NULL;
	struct stat st;
	ssize_t got;
	int fd, rc;

	*size = *hash = 0;
	rc = open_to_read(path, &fd, &st, err);
	if (rc < 0)
		goto out;
	if (sync && sync_failed(fd)) {
		rc = refused(err, path, "sync");
		goto out;
	}
	room = mf_malloc(WRITER_BYTES);
	XXH3_64bits_reset(&state);
	while ((got = read(fd, room, WRITER_BYTES)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			rc = refused(err, path, "read");
			goto out;
		}
		XXH3_64bits_update(&state, room, (size_t)got);
		*size += (uint64_t)got;
	}
	*hash = XXH3_64bits_digest(&state);
out:
	free(room);
	if (fd >= 0)
		close(fd);
	return rc;
}

struct mf_writer {
	int fd;
	int failed; /* errno of the first write that failed, or 0 */
	uint64_t offset;
	size_t used;
	char *path;
	char room[WRITER_BYTES];
};

static int writer_new(struct mf_writer **out, const char *path, int how, struct mf_error *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY | how, 0666);
	struct mf_writer *w;

	*out = NULL;
	if (fd < 0)
		return refused(err, path, "create");
	w = mf_malloc(sizeof *w);
	w->fd = fd;
	w->failed = 0;
	w->offset = 0;
	w->used = 0;
	w->path = mf_strdup(path);
	*out = w;
	return 0;
}

int mf_writer_open(struct mf_writer **out, const char *path, struct mf_error *err)
{
	return writer_new(out, path, O_TRUNC, err);
}

int mf_writer_create(struct mf_writer **out, const char *path, struct mf_error *err)
{
	return writer_new(out, path, O_EXCL, err);
}

static void writer_put(struct mf_writer *w, const char *bytes, size_t len)
{
	if (!w->failed && write_all(w->fd, bytes, len) < 0)
		w->failed = errno;
}

static void writer_flush(struct mf_writer *w)
{
	writer_put(w, w->room, w->used);
	w->used = 0;
}

void mf_writer_add(struct mf_writer *w, const void *bytes, size_t len)
{
	w->offset += len;
	if (len > sizeof w->room - w->used)
		writer_flush(w);
	if (len > sizeof w->room) {
		writer_put(w, bytes, len);
	} else if (len) {
		memcpy(w->room + w->used, bytes, len);
		w->used += len;
	}
}

uint64_t mf_writer_offset(const struct mf_writer *w)
{
	return w->offset;
}

int mf_writer_close(struct mf_writer *w, bool sync, struct mf_error *err)
{
	int rc = 0;

	writer_flush(w);
	if (!w->failed && sync && sync_failed(w->fd))
		w->failed = errno;
	if (close(w->fd) < 0 && !w->failed)
		w->failed = errno;
	if (w->failed) {
		errno = w->failed;
		rc = refused(err, w->path, "write");
	}
	free(w->path);
	free(w);
	return rc;
}

int mf_mkdir(const char *path, struct mf_error *err)
{
	return mkdir(path, 0777) == 0 ? 0 : refused(err, path, "create the folder");
}

static int make_dir(const char *path, bool sync, struct mf_error *err)
{
	struct stat st;

	if (mkdir(path, 0777) == 0)
		return sync ? mf_sync_entry(path, err) : 0;
	if (errno != EEXIST)
		return refused(err, path, "create the folder");
	if (stat(path, &st) < 0)
		return refused(err, path, "stat");
	if (!S_ISDIR(st.st_mode))
		return mf_error_set(err, MF_E_IO, "%s: is in the way: a file, not a folder", path);
	return 0;
}

static int make_dirs(const char *path, bool sync, struct mf_error *err)
{
	char *copy = mf_strdup(path);
	int rc = 0;

	for (char *at = copy; rc == 0 && *at; at++) {
		if (*at != '/' || at == copy)
			continue;
		*at = '\0';
		rc = make_dir(copy, sync, err);
		*at = '/';
	}
	if (rc == 0 && *copy)
		rc = make_dir(copy, sync, err);
	free(copy);
	return rc;
}

int mf_mkdirs(const char *path, struct mf_error *err)
{
	return make_dirs(path, false, err);
}

int mf_mkdirs_sync(const char *path, struct mf_error *err)
{
	return make_dirs(path, true, err);
}

int mf_path_free(const char *path, struct mf_error *err)
{
	struct stat st;

	if (lstat(path, &st) == 0)
		return 0;
	return errno == ENOENT ? 1 : refused(err, path, "stat");
}

/* Empties and removes the folder `name` of the open folder `parent`. */
static int remove_dir(int parent, const char *name, const char *path, struct mf_error *err)
{
	int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *entry;
	int rc = 0;

	if (!dir) {
		rc = refused(err, path, "open the folder");
		if (fd >= 0)
			close(fd);
		return rc;
	}
	while (rc == 0 && (entry = readdir(dir))) {
		char *below;

		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		below = mf_path_join(path, entry->d_name);
		if (unlinkat(dirfd(dir), entry->d_name, 0) < 0 && errno != ENOENT) {
			if (errno == EISDIR || errno == EPERM)
				rc = remove_dir(dirfd(dir), entry->d_name, below, err);
			else
				rc = refused(err, below, "remove");
		}
		free(below);
	}
	closedir(dir);
	if (rc == 0 && unlinkat(parent, name, AT_REMOVEDIR) < 0 && errno != ENOENT)
		rc = refused(err, path, "remove the folder");
	return rc;
}

int mf_remove_tree(const char *path, struct mf_error *err)
{
	if (unlink(path) == 0 || errno == ENOENT)
		return 0;
	if (errno != EISDIR && errno != EPERM)
		return refused(err, path, "remove");
	return remove_dir(AT_FDCWD, path, path, err);
}

char *mf_path_join(const char *folder, const char *name)
{
	size_t len = strlen(folder);

	if (!len || name[0] == '/')
		return mf_strdup(name);
	return mf_printf("%s%s%s", folder, folder[len - 1] == '/' ? "" : "/", name);
}
