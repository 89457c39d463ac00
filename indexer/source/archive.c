/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive.c - compressed files and archives: every member is read like a file of its own.
 *
 * What comes out is counted, over all archives inside one another, so that a small file cannot become
 * an endless one.
 */
#include "wrappers/archive/archive.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/source/detect.h"
#include "indexer/source/readers.h"
#include "indexer/source/members.h"
#include "wrappers/libc/mem.h"

#define DEPTH_MAX 3
#define RATIO_MAX 200
#define RATIO_FROM ((uint64_t)4 << 20) /* bytes: below, a high ratio does no harm */
#define UNPACKED_MAX ((uint64_t)1 << 30)
#define ENTRIES_MAX 100000
#define PIECE ((size_t)64 << 10)

struct packed {
	struct mf_reading *r;
	struct mf_stream *raw;
	struct mf_archive *archive;
	uint64_t unpacked; /* bytes out of this archive */
	size_t given;      /* bytes of the raw stream handed out and not yet skipped */
	bool stop;         /* a limit was passed: nothing more is read from it */
	/* Of an archive that is one document: who takes its members; else NULL. */
	int (*member)(void *ctx, const char *name, struct mf_stream *stream, struct mf_error *problem);
	void *ctx;
};

static int64_t on_seek(void *ctx, int64_t offset)
{
	struct packed *p = ctx;
	int64_t at = p->raw->seek(p->raw->ctx, offset);

	if (at < 0)
		return -1;
	p->raw->at = p->raw->len = p->given = 0;
	p->raw->offset = (uint64_t)at;
	p->raw->end = false;
	return at;
}

/* `out` bytes came out of the packed bytes used so far: is that still a plausible archive? */
static int check_limits(struct packed *p, uint64_t out, struct mf_error *err)
{
	if (p->r->budget->unpacked > UNPACKED_MAX)
		mf_error_set(err, MF_E_LIMIT, "unpacks to more than %llu MiB, the rest is skipped",
			     (unsigned long long)UNPACKED_MAX >> 20);
	else if (out > RATIO_FROM && out / RATIO_MAX > mf_archive_consumed(p->archive))
		mf_error_set(err, MF_E_LIMIT, "unpacks to more than %d times its size, the rest is skipped",
			     RATIO_MAX);
	else
		return MF_OK;
	mf_error_hint(
		err, "if it is no attack, unpack it and index the folder, or feed it through standard input");
	p->stop = true;
	return MF_E_LIMIT;
}

/* Also checks what libarchive skips without showing it. */
static int on_read(void *ctx, const char **bytes, size_t *len, struct mf_error *err)
{
	struct packed *p = ctx;
	char *piece;
	int status = p->archive ? check_limits(p, mf_archive_unfiltered(p->archive), err) : MF_OK;

	if (status < 0)
		return status;
	mf_stream_skip(p->raw, p->given);
	status = mf_stream_peek(p->raw, PIECE, &piece, len, err);
	*bytes = piece;
	p->given = *len;
	return status;
}

static int fill_from_member(void *ctx, char *room, size_t size, size_t *got, struct mf_error *err)
{
	struct packed *p = ctx;
	const volatile sig_atomic_t *stop = p->r->options->stop;
	int status = mf_archive_read(p->archive, room, size < PIECE ? size : PIECE, got, err);

	if (stop && *stop)
		return mf_error_set(err, MF_E_STOPPED, "stopped");
	if (status < 0) {
		if (!p->stop)
			mf_error_hint(err, "make the archive anew; what came before is indexed");
		return status;
	}
	p->unpacked += *got;
	p->r->budget->unpacked += *got;
	return check_limits(p, p->unpacked, err);
}

/* Member names may begin with "/" or "./", which say nothing. */
static const char *plain_name(const char *name)
{
	while (*name == '/' || (name[0] == '.' && name[1] == '/'))
		name += *name == '/' ? 1 : 2;
	return name;
}

/* Like hidden files in folders: a part of the name begins with a dot, and is not "..". */
static bool is_hidden(const char *name)
{
	for (const char *part = name; part; part = strchr(part, '/')) {
		part += *part == '/';
		if (part[0] == '.' && strncmp(part, "../", 3) != 0)
			return true;
	}
	return !strncmp(name, "__MACOSX/", 9);
}

static bool is_wanted(const struct packed *p, const struct mf_archive_entry *entry)
{
	if (!entry->packed)
		return true;
	return entry->regular && (p->member || !is_hidden(plain_name(entry->name)));
}

/* A member of an archive that is one document. */
static int take_member(struct packed *p, const struct mf_archive_entry *entry, const char *name)
{
	struct mf_stream member = { .fill = fill_from_member, .ctx = p };
	struct mf_error problem = MF_ERROR_INIT;
	int status = MF_OK;

	if (entry->encrypted)
		mf_reading_reject(p->r, MF_E_INPUT, 0, "save it without a password",
				  "encrypted, cannot be read");
	else if (p->member(p->ctx, name, &member, &problem) < 0)
		status = mf_reading_failed(p->r, &problem);
	mf_stream_release(&member);
	return status;
}

static int read_member(struct packed *p, const struct mf_archive_entry *entry, struct mf_error *err)
{
	struct mf_reading *r = p->r, inner = *r;
	struct mf_stream member = { .fill = fill_from_member, .ctx = p };
	char *name = mf_reading_show(plain_name(entry->name));
	int status = MF_OK;

	if (p->member) {
		status = take_member(p, entry, name);
		free(name);
		return status;
	}
	inner.arena = (struct mf_arena)MF_ARENA_INIT;
	if (entry->packed) {
		struct mf_arena *arena = &r->arena;
		inner.name = mf_arena_printf(arena, "%s/%s", r->name, name);
		inner.shown = mf_arena_printf(arena, "%s/%s", r->shown, name);
	}
	inner.rejected = false;
	inner.depth++;
	if (entry->encrypted)
		mf_reading_reject(&inner, MF_E_INPUT, 0, "unpack it with its password first",
				  "encrypted, cannot be read");
	else
		status = mf_read_stream(&inner, &member, err);
	r->rejected |= inner.rejected && !entry->packed;
	mf_stream_release(&member);
	mf_arena_release(&inner.arena);
	mf_arena_reset(&r->arena);
	free(name);
	return status;
}

static int read_members(struct packed *p, struct mf_error *err)
{
	struct mf_archive_entry entry;
	struct mf_error problem;
	size_t files = 0;
	int status = MF_OK;

	while (!p->stop && status == MF_OK) {
		int more = mf_archive_next(p->archive, &entry, &problem);
		if (more < 0) {
			if (!p->stop)
				mf_error_hint(&problem, "make the archive anew; what came before is indexed");
			return mf_reading_failed(p->r, &problem);
		}
		if (more == 0)
			break;
		if (++p->r->budget->entries > ENTRIES_MAX) {
			mf_reading_reject(p->r, MF_E_LIMIT, 0, "unpack it and index the folder",
					  "more than %d members, the rest is skipped", ENTRIES_MAX);
			break;
		}
		if (!is_wanted(p, &entry))
			continue;
		files++;
		status = read_member(p, &entry, err);
		if (p->stop)
			p->r->rejected = true;
	}
	if (files == 0 && !p->r->rejected && status == MF_OK)
		mf_reading_reject(p->r, MF_E_INPUT, 0, "only what it holds can be indexed",
				  "an archive without files");
	return status;
}

static int unpack(struct packed *from, struct mf_error *err)
{
	struct packed p = *from;
	struct mf_reading *r = p.r;
	struct mf_archive_input input = { on_read, p.raw->seek ? on_seek : NULL, &p };
	struct mf_error problem;
	int status;

	if (r->depth == DEPTH_MAX) {
		mf_reading_reject(r, MF_E_LIMIT, 0, "unpack it and index the folder",
				  "an archive in an archive in an archive in an archive, skipped");
		return MF_OK;
	}
	if (mf_archive_open(&p.archive, &input, &problem) < 0) {
		mf_error_hint(&problem, "make the archive anew");
		return mf_reading_failed(r, &problem);
	}
	status = read_members(&p, err);
	mf_archive_close(p.archive);
	return status;
}

int mf_read_archive(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err)
{
	return unpack(&(struct packed){ .r = r, .raw = raw }, err);
}

int mf_members_read(struct mf_reading *r, struct mf_stream *raw,
		    int (*member)(void *ctx, const char *name, struct mf_stream *stream,
				  struct mf_error *problem),
		    void *ctx)
{
	return unpack(&(struct packed){ .r = r, .raw = raw, .member = member, .ctx = ctx }, NULL);
}
