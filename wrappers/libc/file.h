/* SPDX-License-Identifier: GPL-2.0-or-later */
/* file.h - files and folders with errors that name them. */
#ifndef MF_LIBC_FILE_H
#define MF_LIBC_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wrappers/libc/buf.h"
#include "wrappers/libc/error.h"

/* A file mapped read-only.  `data` is borrowed until mf_map_close; an empty file gives len 0 and a
 * valid pointer. */
/* Opens a file to read it, and does not wait for anybody: a named pipe that nobody writes to is at its end.
 * Returns the descriptor, or -1 with errno. */
int mf_file_open(const char *path);

struct mf_map {
	const char *data;
	size_t len;
};
int mf_map_open(struct mf_map *map, const char *path, struct mf_error *err);
void mf_map_close(struct mf_map *map); /* accepts a map that is all zero */
/* Bytes [from, to) will not be read again soon: the pages inside them are given back. */
void mf_map_forget(const struct mf_map *map, size_t from, size_t to);

/* Appends the whole file to *out; files over `ceiling` bytes are refused with MF_E_LIMIT. */
int mf_file_read(const char *path, size_t ceiling, struct mf_buf *out, struct mf_error *err);

/* Writes a file in one step: path.tmp, fsync, rename over path, fsync of the folder. */
int mf_file_replace(const char *path, const void *bytes, size_t len, struct mf_error *err);

/* Writes a file that is not there yet, and syncs it; its entry in the folder is not synced. */
int mf_file_create(const char *path, const void *bytes, size_t len, struct mf_error *err);

/* A buffered writer.  The first error is kept, and reported by close. */
struct mf_writer;
int mf_writer_open(struct mf_writer **out, const char *path, struct mf_error *err);   /* truncates */
int mf_writer_create(struct mf_writer **out, const char *path, struct mf_error *err); /* never overwrites */
void mf_writer_add(struct mf_writer *w, const void *bytes, size_t len);
uint64_t mf_writer_offset(const struct mf_writer *w);                      /* bytes written so far */
int mf_writer_close(struct mf_writer *w, bool sync, struct mf_error *err); /* frees w in any case */

int mf_mkdir(const char *path, struct mf_error *err);       /* of a folder that is not there yet */
int mf_mkdirs(const char *path, struct mf_error *err);      /* like mkdir -p, mode 0777 & ~umask */
int mf_mkdirs_sync(const char *path, struct mf_error *err); /* and what it makes survives a power loss */
/* 1: nothing has this name, 0: something has.  An error where the system does not tell. */
int mf_path_free(const char *path, struct mf_error *err);
int mf_remove_tree(const char *path, struct mf_error *err); /* never follows symlinks; absent is fine */
/* A new folder of its own in $TMPDIR, else in /tmp; the caller frees the path and removes the tree. */
int mf_temporary_folder(char **path, struct mf_error *err);
int mf_sync_dir(const char *path, struct mf_error *err);   /* fsync of a folder */
int mf_sync_entry(const char *path, struct mf_error *err); /* of the entry that a folder has in its parent */
/* The size of a file and the XXH3 hash of its bytes; with `sync`, it is on the disk when this returns. */
int mf_file_hash(const char *path, bool sync, uint64_t *size, uint64_t *hash, struct mf_error *err);
char *mf_path_join(const char *folder, const char *name); /* caller frees */

#endif
