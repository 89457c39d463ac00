/* SPDX-License-Identifier: GPL-2.0-or-later */
/* source.c - every path in turn, every file by its format. */
#include "indexer/source/source.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/source/detect.h"
#include "indexer/source/reading.h"
#include "indexer/source/walk.h"

static int fill_from_fd(void *ctx, char *room, size_t size, size_t *got, struct mf_error *err)
{
	const int *fd = ctx;
	ssize_t n;

	do
		n = read(*fd, room, size);
	while (n < 0 && errno == EINTR);
	*got = n > 0 ? (size_t)n : 0;
	if (n >= 0)
		return MF_OK;
	mf_error_set(err, MF_E_IO, "cannot be read: %s", strerror(errno));
	mf_error_hint(err, "check the disk and run it again");
	return MF_E_IO;
}

static int64_t seek_in_fd(void *ctx, int64_t offset)
{
	const int *fd = ctx;

	return offset < 0 ? lseek(*fd, offset + 1, SEEK_END) : lseek(*fd, offset, SEEK_SET);
}

static int refuse_kind(struct mf_reading *r, enum mf_kind kind, const char *const why[2])
{
	if (kind == MF_KIND_EMPTY)
		mf_reading_reject(r, MF_E_INPUT, 0, "remove it, or write a text into it",
				  "empty file, nothing to index");
	else
		mf_reading_reject(r, MF_E_INPUT, 0, why[1], "%s, not indexed", why[0]);
	return MF_OK;
}

int mf_read_stream(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err)
{
	struct mf_error problem;
	const char *why[2] = { "", "" };
	enum mf_kind kind;
	size_t len;
	char *head;

	if (mf_stream_peek(raw, MF_DETECT_BYTES, &head, &len, &problem) < 0)
		return mf_reading_failed(r, &problem);
	kind = mf_detect(head, len, r->name, r->options->encoding, why);
	if (kind == MF_KIND_EMPTY)
		return refuse_kind(r, kind, why);
	if (kind == MF_KIND_ARCHIVE)
		return mf_read_archive(r, raw, err);
	switch (r->options->format) {
	case MF_FORMAT_TEXT:
		return mf_read_text(r, raw, err);
	case MF_FORMAT_HTML:
		return mf_read_html(r, raw, err);
	case MF_FORMAT_JSONL:
		return mf_read_jsonl(r, raw, err);
	case MF_FORMAT_AUTO:
	case MF_FORMATS:
		break;
	}
	switch (kind) {
	case MF_KIND_TEXT:
		return mf_read_text(r, raw, err);
	case MF_KIND_HTML:
		return mf_read_html(r, raw, err);
	case MF_KIND_JSONL:
		return mf_read_jsonl(r, raw, err);
	case MF_KIND_ARCHIVE:
	case MF_KIND_EMPTY:
	case MF_KIND_OTHER:
		break;
	}
	return refuse_kind(r, kind, why);
}

struct sources {
	const struct mf_source_options *options;
	const struct mf_source_calls *calls;
};

static int read_fd(struct sources *s, const struct mf_file_stat *file, int fd, struct mf_error *err)
{
	struct mf_source_options options = *s->options;
	struct mf_stream raw = { .fill = fill_from_fd, .ctx = &fd };
	char *shown = mf_reading_show(file->path);
	struct mf_budget budget = { 0 };
	struct mf_reading r = { .options = &options,
				.budget = &budget,
				.calls = s->calls,
				.path = file->path,
				.name = file->name,
				.shown = shown,
				.arena = MF_ARENA_INIT };
	bool standard = !strcmp(file->path, "-");
	struct stat now;
	int status;

	if (standard && options.format == MF_FORMAT_AUTO)
		options.format = MF_FORMAT_JSONL;
	if (!standard)
		raw.seek = seek_in_fd;
	status = mf_read_stream(&r, &raw, err);
	if (status == MF_OK && !standard && fstat(fd, &now) == 0 && (uint64_t)now.st_size != file->size)
		mf_reading_warn(&r, 0, "run it again to index what it holds now",
				"the file changed while it was read (%" PRIu64 " to %" PRIu64 " bytes)",
				file->size, (uint64_t)now.st_size);
	if (status == MF_OK && !standard && !r.rejected && s->calls->done)
		status = s->calls->done(s->calls->ctx, file, err);
	mf_stream_release(&raw);
	mf_arena_release(&r.arena);
	free(shown);
	return status;
}

static int open_file(void *ctx, const struct mf_file_stat *file, int fd, struct mf_error *err)
{
	return read_fd(ctx, file, fd, err);
}

static int want(void *ctx, const struct mf_file_stat *file, struct mf_error *err)
{
	struct sources *s = ctx;

	return s->calls->want ? s->calls->want(s->calls->ctx, file, err) : 1;
}

static void unreadable(void *ctx, const char *path, int code, const char *hint, const char *reason)
{
	struct sources *s = ctx;
	char *shown = mf_reading_show(path);
	struct mf_reading r = { .calls = s->calls, .shown = shown };

	mf_reading_reject(&r, code, 0, hint, "%s", reason);
	free(shown);
}

int mf_sources_read(const char *const *paths, size_t n, const struct mf_source_options *options,
		    const struct mf_source_calls *calls, struct mf_error *err)
{
	static const struct mf_file_stat standard = { "-", "-", 0, 0 };
	struct sources s = { options, calls };
	const struct mf_walk_calls walk = { open_file, want, unreadable, &s };
	int status = MF_OK;

	for (size_t i = 0; i < n && status >= 0; i++) {
		if (strcmp(paths[i], "-"))
			status = mf_walk(paths[i], &walk, err);
		else
			status = read_fd(&s, &standard, STDIN_FILENO, err);
	}
	return status < 0 ? status : MF_OK;
}
