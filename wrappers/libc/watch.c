/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* ppoll */
#include "wrappers/libc/watch.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"

#define QUIET_MS 500
#define PATIENCE_MS 10000
#define MASK                                                                                                 \
	(IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB | IN_ONLYDIR |     \
	 IN_DONT_FOLLOW)

struct folder {
	char *path; /* NULL: this number was never given */
	bool whole; /* else only some names in it count */
};

struct entry {
	int number; /* of its folder */
	char *name;
};

struct mf_watch {
	int fd;
	struct folder *folder; /* by the number that inotify gave it */
	size_t folders, folder_cap;
	struct entry *entry;
	size_t entries, entry_cap;
	struct stat ignored; /* st_ino is 0: none */
	size_t whole;
};

int mf_watch_open(struct mf_watch **out, struct mf_error *err)
{
	int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);

	*out = NULL;
	if (fd < 0) {
		mf_error_set(err, MF_E_LIMIT, "folders cannot be watched: %s", mf_strerror(errno));
		mf_error_hint(err, "raise fs.inotify.max_user_instances (sysctl), or index by a timer");
		return MF_E_LIMIT;
	}
	*out = mf_calloc(1, sizeof **out);
	(*out)->fd = fd;
	return 0;
}

void mf_watch_close(struct mf_watch *w)
{
	if (!w)
		return;
	for (size_t i = 0; i < w->folders; i++)
		free(w->folder[i].path);
	for (size_t i = 0; i < w->entries; i++)
		free(w->entry[i].name);
	free(w->folder);
	free(w->entry);
	close(w->fd);
	free(w);
}

/* Its number, 0 for one that is not there, or a failure. */
static int add(struct mf_watch *w, const char *path, bool whole, struct mf_error *err)
{
	int number = inotify_add_watch(w->fd, path, MASK);
	size_t at = (size_t)number;

	if (number < 0 && errno != ENOSPC && errno != ENOMEM)
		return 0;
	if (number < 0) {
		mf_error_set(err, MF_E_LIMIT, "%s: cannot be watched: %s", path, strerror(errno));
		mf_error_hint(err, "raise fs.inotify.max_user_watches (sysctl), or index by a timer");
		return MF_E_LIMIT;
	}
	if (at >= w->folders) {
		w->folder = mf_grow(w->folder, &w->folder_cap, at + 1, sizeof *w->folder);
		memset(w->folder + w->folders, 0, (at + 1 - w->folders) * sizeof *w->folder);
		w->folders = at + 1;
	}
	if (!w->folder[at].path)
		w->folder[at].path = mf_strdup(path);
	w->whole += whole && !w->folder[at].whole;
	w->folder[at].whole |= whole;
	return number;
}

int mf_watch_folder(struct mf_watch *w, const char *path, struct mf_error *err)
{
	int number = add(w, path, true, err);

	return number < 0 ? number : 0;
}

int mf_watch_path(struct mf_watch *w, const char *path, struct mf_error *err)
{
	char *folder = mf_strdup(path), *slash;
	size_t len = strlen(folder);
	int number = 0;

	while (len > 1 && folder[len - 1] == '/')
		folder[--len] = '\0';
	slash = strrchr(folder, '/');
	if (slash && slash[1] && strcmp(slash + 1, ".") && strcmp(slash + 1, "..")) {
		char *name = mf_strdup(slash + 1);
		slash[slash == folder] = '\0';
		number = add(w, folder, false, err);
		w->entry = mf_grow(w->entry, &w->entry_cap, w->entries + 1, sizeof *w->entry);
		w->entry[w->entries++] = (struct entry){ number, name };
	} else if (!slash && strcmp(folder, ".") && strcmp(folder, "..")) {
		number = add(w, ".", false, err);
		w->entry = mf_grow(w->entry, &w->entry_cap, w->entries + 1, sizeof *w->entry);
		w->entry[w->entries++] = (struct entry){ number, mf_strdup(folder) };
	}
	free(folder);
	return number < 0 ? number : 0;
}

void mf_watch_ignore(struct mf_watch *w, const char *path)
{
	if (stat(path, &w->ignored) < 0)
		w->ignored.st_ino = 0;
}

size_t mf_watch_folders(const struct mf_watch *w)
{
	return w->whole;
}

static bool is_meant(const struct mf_watch *w, const struct inotify_event *e)
{
	if (w->folder[e->wd].whole && e->name[0] != '.')
		return true;
	for (size_t i = 0; i < w->entries; i++)
		if (w->entry[i].number == e->wd && strcmp(w->entry[i].name, e->name) == 0)
			return true;
	return false;
}

/* A file that was made is worth reading when its writer closes it; a link to a whole one is at once. */
static bool is_ready(const struct mf_watch *w, const struct inotify_event *e)
{
	char *path = mf_path_join(w->folder[e->wd].path, e->name);
	struct stat st;
	bool ready = true;

	if (lstat(path, &st) == 0)
		ready = !(w->ignored.st_ino && st.st_ino == w->ignored.st_ino &&
			  st.st_dev == w->ignored.st_dev) &&
			!(e->mask & IN_CREATE && S_ISREG(st.st_mode) && st.st_nlink < 2);
	free(path);
	return ready;
}

static bool counts(const struct mf_watch *w, const struct inotify_event *e)
{
	if (e->mask & (IN_Q_OVERFLOW | IN_UNMOUNT))
		return true;
	if (e->wd < 0 || (size_t)e->wd >= w->folders || !w->folder[e->wd].path || !e->len)
		return false;
	return is_meant(w, e) && is_ready(w, e);
}

/* Takes what has come; whether any of it counts. */
static bool take(const struct mf_watch *w)
{
	char room[16384] __attribute__((aligned(__alignof__(struct inotify_event))));
	bool any = false;
	ssize_t n;

	while ((n = read(w->fd, room, sizeof room)) > 0)
		for (ssize_t at = 0; at < n;) {
			const struct inotify_event *e =
				(const struct inotify_event *)(const void *)(room + at);
			any = counts(w, e) || any;
			at += (ssize_t)(sizeof *e + e->len);
		}
	return any;
}

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int64_t least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

int mf_watch_wait(struct mf_watch *w, int limit, const volatile sig_atomic_t *stop, struct mf_error *err)
{
	struct pollfd fd = { w->fd, POLLIN, 0 };
	int64_t start = now_ms(), first = -1, last = -1;
	sigset_t signals, before;
	int rc = 0;

	/* A signal that comes between the look at *stop and the waiting would not wake it. */
	sigemptyset(&signals);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGTERM);
	pthread_sigmask(SIG_BLOCK, &signals, &before);
	while (!*stop) {
		int64_t now = now_ms(), until = first >= 0   ? least(last + QUIET_MS, first + PATIENCE_MS)
						: limit >= 0 ? start + limit
							     : INT64_MAX;
		int64_t left = until - now;
		struct timespec t = { left / 1000, left % 1000 * 1000000 };
		if (left <= 0)
			break;
		if (ppoll(&fd, 1, until == INT64_MAX ? NULL : &t, &before) > 0 && take(w)) {
			last = now_ms();
			first = first < 0 ? last : first;
		}
	}
	if (*stop)
		rc = mf_error_set(err, MF_E_STOPPED, "stopped");
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return rc;
}
