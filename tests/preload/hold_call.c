/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hold_call.c - preloaded, it holds a program where it opens or renames a certain file.
 *
 *	HOLD_AT=NAME     the last part of a path, which may go on after it: the first call for it never
 *returns HOLD_SEEN=FILE   made when that is so
 *
 * The call behaves as one that a slow disk never answers: no signal ends it.  Linux and glibc.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static void hold_at(const char *path)
{
	const char *at = getenv("HOLD_AT"), *note = getenv("HOLD_SEEN"), *last = strrchr(path, '/');
	int fd;

	last = last ? last + 1 : path;
	if (!at || !note || strncmp(last, at, strlen(at)) != 0)
		return;
	fd = (int)syscall(SYS_openat, AT_FDCWD, note, O_WRONLY | O_CREAT, 0600);
	if (fd < 0)
		abort();
	close(fd);
	for (;;)
		pause();
}

static int open_any(int dir, const char *path, int flags, va_list rest)
{
	mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, mode_t) : 0;

	hold_at(path);
	return (int)syscall(SYS_openat, dir, path, flags, mode);
}

int open(const char *path, int flags, ...)
{
	va_list rest;
	int fd;

	va_start(rest, flags);
	fd = open_any(AT_FDCWD, path, flags, rest);
	va_end(rest);
	return fd;
}

int open64(const char *path, int flags, ...) __attribute__((alias("open")));

int openat(int dir, const char *path, int flags, ...)
{
	va_list rest;
	int fd;

	va_start(rest, flags);
	fd = open_any(dir, path, flags, rest);
	va_end(rest);
	return fd;
}

int openat64(int dir, const char *path, int flags, ...) __attribute__((alias("openat")));

int mkdir(const char *path, mode_t mode)
{
	hold_at(path);
	return (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
}

int rename(const char *from, const char *to)
{
	hold_at(to);
	return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}
