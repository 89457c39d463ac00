/* SPDX-License-Identifier: GPL-2.0-or-later */
/* source.c - every path in turn, every file by its format. */
#include "indexer/source/source.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/source/detect.h"
#include "indexer/source/format.h"
#include "indexer/source/readers.h"
#include "indexer/source/walk.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/error.h"

/* An open file, read up to the size that it had when it was opened: one that grows meanwhile would have no
 * end. */
struct input {
	int fd;
	bool sized;
	uint64_t size, at;
	const volatile sig_atomic_t *stop;
};

static int fill_from_fd(void *ctx, char *room, size_t size, size_t *got, struct mf_error *err)
{
	struct input *in = ctx;
	ssize_t n;

	*got = 0;
	if (in->sized && in->size - in->at < size)
		size = (size_t)(in->size - in->at);
	do {
		if (in->stop && *in->stop)
			return mf_error_set(err, MF_E_STOPPED, "stopped");
		n = size ? read(in->fd, room, size) : 0;
	} while (n < 0 && errno == EINTR);
	in->at += n > 0 ? (uint64_t)n : 0;
	*got = n > 0 ? (size_t)n : 0;
	if (n >= 0)
		return MF_OK;
	mf_error_set(err, MF_E_IO, "cannot be read: %s", mf_strerror(errno));
	mf_error_hint(err, "check the disk and run it again");
	return MF_E_IO;
}

static int64_t seek_in_fd(void *ctx, int64_t offset)
{
	struct input *in = ctx;
	int64_t at = offset < 0 ? (int64_t)in->size + offset + 1 : offset;

	if (at < 0 || (uint64_t)at > in->size || lseek(in->fd, at, SEEK_SET) < 0)
		return -1;
	in->at = (uint64_t)at;
	return at;
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

static int read_known(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err)
{
	struct mf_error problem;
	const char *why[2] = { "", "" };
	enum mf_format format, wanted = r->options->format;
	enum mf_kind kind;
	size_t len;
	char *head;

	if (mf_stream_peek(raw, MF_DETECT_BYTES, &head, &len, &problem) < 0)
		return mf_reading_failed(r, &problem);
	kind = mf_detect(head, len, r->name, r->options->encoding, &format, why);
	if (kind == MF_KIND_ARCHIVE)
		return mf_read_archive(r, raw, err);
	if (kind == MF_KIND_OFFICE)
		return mf_read_office(r, raw, err);
	if (kind == MF_KIND_EMPTY || (kind == MF_KIND_OTHER && wanted == MF_FORMAT_AUTO))
		return refuse_kind(r, kind, why);
	if (wanted != MF_FORMAT_AUTO && !mf_formats[format].bytes)
		format = wanted;
	return mf_formats[format].read(r, raw, err);
}

int mf_read_stream(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err)
{
	int status;

	r->mojibake = (struct mf_mojibake){ 0 };
	status = read_known(r, raw, err);
	mf_reading_mended(r);
	return status;
}

struct sources {
	const struct mf_source_options *options;
	const struct mf_source_calls *calls;
	struct mf_field_use use;
};

static int read_fd(struct sources *s, const struct mf_file_stat *file, int fd, struct mf_error *err)
{
	struct mf_source_options options = *s->options;
	struct input in = { .fd = fd, .stop = options.stop };
	struct mf_stream raw = { .fill = fill_from_fd, .ctx = &in };
	char *shown = mf_reading_show(file->path);
	struct mf_budget budget = { 0 };
	struct mf_reading r = { .options = &options,
				.budget = &budget,
				.use = &s->use,
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
	if (!standard && fstat(fd, &now) == 0) {
		raw.seek = seek_in_fd;
		in.sized = true;
		in.size = (uint64_t)now.st_size;
	}
	status = mf_read_stream(&r, &raw, err);
	if (status == MF_E_STOPPED && err && err->code != MF_E_STOPPED)
		mf_error_set(err, MF_E_STOPPED, "stopped");
	if (status == MF_OK && !standard && fstat(fd, &now) == 0 &&
	    ((uint64_t)now.st_size != file->size || mf_walk_mtime_ns(&now) != file->mtime_ns))
		mf_reading_warn(&r, 0, "run it again to index what it holds now",
				"the file changed while it was read (%llu to %llu bytes)",
				(unsigned long long)file->size, (unsigned long long)now.st_size);
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

/* A field that no record has is a slip of the command, and what was read without it is not what was meant. */
static int check_fields(const struct sources *s, struct mf_error *err)
{
	for (size_t i = 0; s->use.records && i < s->options->fields_n; i++) {
		const struct mf_field *map = &s->options->fields[i];
		if (s->use.seen[i])
			continue;
		mf_error_set(err, MF_E_USAGE, "--field=%s=%s: no record has a field of this name", map->name,
			     map->value);
		mf_error_hint(err, "name it as the records do; a.b for what stands inside another");
		return MF_E_USAGE;
	}
	return MF_OK;
}

int mf_sources_read(const char *const *paths, size_t n, const struct mf_source_options *options,
		    const struct mf_source_calls *calls, struct mf_error *err)
{
	static const struct mf_file_stat standard = { "-", "-", 0, 0 };
	struct sources s = { options, calls, { NULL, 0 } };
	const struct mf_walk_calls walk = { .leave_out = options->leave_out,
					    .open_file = open_file,
					    .want = want,
					    .unreadable = unreadable,
					    .ctx = &s };
	int status = MF_OK;

	s.use.seen = mf_calloc(options->fields_n + 1, sizeof *s.use.seen);
	for (size_t i = 0; i < n && status >= 0; i++) {
		if (strcmp(paths[i], "-"))
			status = mf_walk(paths[i], &walk, err);
		else
			status = read_fd(&s, &standard, STDIN_FILENO, err);
	}
	if (status >= 0)
		status = check_fields(&s, err);
	free(s.use.seen);
	return status < 0 ? status : MF_OK;
}
