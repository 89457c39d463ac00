/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/files_from.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "wrappers/libc/buf.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/error.h"
#include "wrappers/libc/message.h"

#define LIST_MAX ((size_t)256 << 20)
#define STEP ((size_t)64 << 10)

static int unreadable(const char *file, const char *reason, struct mf_error *err)
{
	mf_error_set(err, MF_E_USAGE, "--files-from=%s: %s", file, reason);
	mf_error_hint(err, "name a file with one path a line, or - for standard input");
	return MF_E_USAGE;
}

static int read_list(const char *file, struct mf_buf *list, struct mf_error *err)
{
	int fd = strcmp(file, "-") ? mf_file_open(file) : STDIN_FILENO, status = 0;
	ssize_t n = 1;

	if (fd < 0)
		return unreadable(file, mf_strerror(errno), err);
	while (n > 0 && status == 0) {
		char *room = list->len < LIST_MAX ? mf_buf_reserve(list, STEP + 1) : NULL;
		n = room ? read(fd, room, STEP) : 0;
		if (n < 0 && errno == EINTR)
			n = 1;
		else if (n < 0)
			status = unreadable(file, mf_strerror(errno), err);
		else if (!room)
			status = unreadable(file, _("too long"), err);
		else
			list->len += (size_t)n;
	}
	if (fd != STDIN_FILENO)
		close(fd);
	return status;
}

static void add_paths(const struct mf_buf *list, struct mf_arena *arena, struct mf_strings *paths)
{
	char apart = memchr(list->data, '\0', list->len) ? '\0' : '\n';
	size_t n = paths->n, lines = 1;
	const char **item;

	for (size_t i = 0; i < list->len; i++)
		lines += list->data[i] == apart;
	item = mf_arena_alloc(arena, (n + lines) * sizeof *item);
	if (n)
		memcpy(item, paths->item, n * sizeof *item);
	for (size_t at = 0, next; at < list->len; at = next + 1) {
		const char *stop = memchr(list->data + at, apart, list->len - at);
		next = stop ? (size_t)(stop - list->data) : list->len;
		if (next > at)
			item[n++] = mf_arena_strndup(arena, list->data + at, next - at);
	}
	paths->item = item;
	paths->n = n;
}

int mf_files_from(const char *file, struct mf_arena *arena, struct mf_strings *paths, struct mf_error *err)
{
	struct mf_buf list = MF_BUF_INIT;
	int status = read_list(file, &list, err);

	if (status == 0)
		add_paths(&list, arena, paths);
	mf_buf_release(&list);
	return status;
}
