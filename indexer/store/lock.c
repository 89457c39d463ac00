/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/store/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "wrappers/libc/file.h"
#include "wrappers/libc/error.h"

int mf_lock_take(int *lock, const char *dir, struct mf_error *err)
{
	char *path = mf_path_join(dir, MF_LOCK), pid[32];
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666), rc = 0;
	ssize_t got;

	*lock = -1;
	if (fd < 0) {
		rc = mf_error_set(err, MF_E_IO, "%s: %s", path, mf_strerror(errno));
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
			rc = mf_error_set(err, MF_E_IO, "%s: %s", path, mf_strerror(errno));
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
