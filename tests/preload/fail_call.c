/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fail_call.c - preloaded, it lets the n-th call of one kind fail.
 *
 *	FAIL_CALL=KIND     open, read, write, fsync, rename, opendir, mmap or malloc
 *	FAIL_AT=N          the N-th of these calls fails, from the start of main; 0: none
 *	FAIL_SEEN=FILE     where the number of calls is written at the end: eight bytes in the machine's order
 *
 * A call that fails does nothing but return what its manual page says, with an errno of its kind.  What the C
 * library calls by itself is not seen, but for fopen and what allocates.  Linux and glibc.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

enum kind { OPEN, READ, WRITE, FSYNC, RENAME, OPENDIR, MMAP, MALLOC, KINDS };

static const struct {
	const char *name;
	int code;
} kinds[KINDS] = { { "open", EMFILE }, { "read", EIO },       { "write", ENOSPC }, { "fsync", EIO },
		   { "rename", EIO },  { "opendir", EACCES }, { "mmap", ENOMEM },  { "malloc", ENOMEM } };

static atomic_ulong seen;
static unsigned long fail_at;
static enum kind chosen = KINDS; /* until main begins */

static bool fails(enum kind kind)
{
	if (chosen != kind || atomic_fetch_add(&seen, 1) + 1 != fail_at)
		return false;
	errno = kinds[kind].code;
	return true;
}

/* The next definition of a function; dlsym() gives an object's pointer, POSIX promises a function's. */
static void find_next(const char *name, void *function, size_t size)
{
	void *symbol = dlsym(RTLD_NEXT, name);

	memcpy(function, &symbol, size);
}

/* ---- from the start of main to the end ---- */

typedef int main_function(int, char **, char **);
typedef int start_function(main_function *, int, char **, void (*)(void), void (*)(void), void (*)(void),
			   void *);

start_function __libc_start_main;
static main_function *program_main;

static void note_seen(void)
{
	const char *path = getenv("FAIL_SEEN");
	uint64_t n = atomic_load(&seen);
	int fd = path ? (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1;

	if (fd < 0)
		return;
	if (syscall(SYS_write, fd, &n, sizeof n) != (long)sizeof n)
		abort();
	close(fd);
}

static int counted_main(int argc, char **argv, char **envp)
{
	const char *kind = getenv("FAIL_CALL"), *at = getenv("FAIL_AT");

	atexit(note_seen);
	fail_at = at ? strtoul(at, NULL, 10) : 0;
	for (enum kind i = 0; kind && i < KINDS; i++)
		if (strcmp(kind, kinds[i].name) == 0)
			chosen = i;
	return program_main(argc, argv, envp);
}

int __libc_start_main(main_function *start, int argc, char **argv, void (*init)(void), void (*fini)(void),
		      void (*unload)(void), void *stack_end)
{
	start_function *next;

	find_next("__libc_start_main", &next, sizeof next);
	program_main = start;
	return next(counted_main, argc, argv, init, fini, unload, stack_end);
}

/* ---- files ---- */

static int open_any(int dir, const char *path, int flags, va_list rest)
{
	mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, mode_t) : 0;

	return fails(OPEN) ? -1 : (int)syscall(SYS_openat, dir, path, flags, mode);
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

FILE *fopen(const char *path, const char *mode)
{
	FILE *(*next)(const char *, const char *);

	find_next("fopen", &next, sizeof next);
	return fails(OPEN) ? NULL : next(path, mode);
}

FILE *fopen64(const char *path, const char *mode) __attribute__((alias("fopen")));

ssize_t read(int fd, void *to, size_t len)
{
	return fails(READ) ? -1 : syscall(SYS_read, fd, to, len);
}

ssize_t pread(int fd, void *to, size_t len, off_t from)
{
	return fails(READ) ? -1 : syscall(SYS_pread64, fd, to, len, from);
}

ssize_t pread64(int fd, void *to, size_t len, off_t from) __attribute__((alias("pread")));

ssize_t write(int fd, const void *from, size_t len)
{
	return fails(WRITE) ? -1 : syscall(SYS_write, fd, from, len);
}

ssize_t pwrite(int fd, const void *from, size_t len, off_t to)
{
	return fails(WRITE) ? -1 : syscall(SYS_pwrite64, fd, from, len, to);
}

ssize_t pwrite64(int fd, const void *from, size_t len, off_t to) __attribute__((alias("pwrite")));

int fsync(int fd)
{
	return fails(FSYNC) ? -1 : (int)syscall(SYS_fsync, fd);
}

int fdatasync(int fd)
{
	return fails(FSYNC) ? -1 : (int)syscall(SYS_fdatasync, fd);
}

int syncfs(int fd)
{
	return fails(FSYNC) ? -1 : (int)syscall(SYS_syncfs, fd);
}

int rename(const char *from, const char *to)
{
	return fails(RENAME) ? -1 : (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

DIR *opendir(const char *path)
{
	DIR *(*next)(const char *);

	find_next("opendir", &next, sizeof next);
	return fails(OPENDIR) ? NULL : next(path);
}

DIR *fdopendir(int fd)
{
	DIR *(*next)(int);

	find_next("fdopendir", &next, sizeof next);
	return fails(OPENDIR) ? NULL : next(fd);
}

void *mmap(void *at, size_t len, int protection, int flags, int fd, off_t from)
{
	/* the system call returns its address as a number */
	return fails(MMAP)
		       ? MAP_FAILED
		       : (void *)(uintptr_t)syscall(SYS_mmap, at, len, protection, flags, fd, from); // NOLINT
}

void *mmap64(void *at, size_t len, int protection, int flags, int fd, off_t from)
	__attribute__((alias("mmap")));

/* ---- memory: glibc's own names for what it allocates with ---- */

extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t), *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

void *malloc(size_t size)
{
	return fails(MALLOC) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return fails(MALLOC) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
	return fails(MALLOC) ? NULL : __libc_realloc(old, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size)
{
	if (fails(MALLOC))
		return ENOMEM;
	*memory = __libc_memalign(alignment, size);
	return *memory ? 0 : ENOMEM;
}
