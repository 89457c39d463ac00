/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wrappers/archive/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "wrappers/libc/mem.h"

struct mf_archive {
	struct archive *theirs;
	struct archive_entry *entry;
	struct mf_archive_input input;
	struct mf_error input_error;
	locale_t utf8; /* names are turned into the encoding of the locale: this one keeps them */
};

static la_ssize_t on_read(struct archive *theirs, void *ctx, const void **bytes)
{
	struct mf_archive *a = ctx;
	const char *piece = NULL;
	size_t len = 0;

	if (a->input.read(a->input.ctx, &piece, &len, &a->input_error) < 0) {
		archive_set_error(theirs, EIO, "%s", a->input_error.text);
		return ARCHIVE_FATAL;
	}
	*bytes = piece;
	return (la_ssize_t)len;
}

static la_int64_t on_seek(struct archive *theirs, void *ctx, la_int64_t offset, int whence)
{
	struct mf_archive *a = ctx;
	int64_t at = -1;

	if (whence == SEEK_SET)
		at = a->input.seek(a->input.ctx, offset);
	else if (whence == SEEK_END && offset <= 0)
		at = a->input.seek(a->input.ctx, offset - 1);
	if (at >= 0)
		return at;
	archive_set_error(theirs, EIO, "cannot move to another place");
	return ARCHIVE_FATAL;
}

static int failed(const struct mf_archive *a, struct mf_error *err)
{
	const char *reason = archive_error_string(a->theirs);

	if (a->input_error.code && err)
		*err = a->input_error;
	if (a->input_error.code)
		return a->input_error.code;
	return mf_error_set(err, MF_E_INPUT, "damaged: %s", reason ? reason : "unknown form");
}

static void support(struct archive *theirs, bool seek)
{
	archive_read_support_filter_gzip(theirs);
	archive_read_support_filter_bzip2(theirs);
	archive_read_support_filter_xz(theirs);
	archive_read_support_filter_lzma(theirs);
	archive_read_support_filter_zstd(theirs);
	archive_read_support_filter_lz4(theirs);
	archive_read_support_format_tar(theirs);
	archive_read_support_format_zip(theirs);
	if (seek)
		archive_read_support_format_7zip(theirs);
	archive_read_support_format_raw(theirs);
	archive_read_support_format_empty(theirs);
}

int mf_archive_open(struct mf_archive **out, const struct mf_archive_input *input, struct mf_error *err)
{
	struct mf_archive *a = mf_calloc(1, sizeof *a);
	locale_t before;
	int status;

	*out = NULL;
	a->input = *input;
	a->utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	a->theirs = archive_read_new();
	if (!a->theirs || !a->utf8) {
		mf_archive_close(a);
		return mf_error_set(err, MF_E_INTERNAL, "the reader of archives does not start");
	}
	support(a->theirs, input->seek);
	archive_read_set_read_callback(a->theirs, on_read);
	if (input->seek)
		archive_read_set_seek_callback(a->theirs, on_seek);
	archive_read_set_callback_data(a->theirs, a);
	before = uselocale(a->utf8);
	status = archive_read_open1(a->theirs);
	uselocale(before);
	if (status < ARCHIVE_WARN) {
		status = failed(a, err);
		mf_archive_close(a);
		return status;
	}
	*out = a;
	return MF_OK;
}

int mf_archive_next(struct mf_archive *a, struct mf_archive_entry *entry, struct mf_error *err)
{
	locale_t before = uselocale(a->utf8);
	int status = archive_read_next_header(a->theirs, &a->entry), format = archive_format(a->theirs);
	bool found = status >= ARCHIVE_WARN && status != ARCHIVE_EOF;
	const char *name = found ? archive_entry_pathname(a->entry) : NULL;

	uselocale(before);
	if (status == ARCHIVE_EOF)
		return 0;
	if (status < ARCHIVE_WARN)
		return failed(a, err);
	entry->packed = format != ARCHIVE_FORMAT_RAW && format != ARCHIVE_FORMAT_EMPTY;
	entry->name = entry->packed && name ? name : "";
	entry->regular = archive_entry_filetype(a->entry) == AE_IFREG && !archive_entry_hardlink(a->entry);
	entry->encrypted = archive_entry_is_encrypted(a->entry);
	return 1;
}

int mf_archive_read(struct mf_archive *a, char *room, size_t size, size_t *got, struct mf_error *err)
{
	la_ssize_t n = archive_read_data(a->theirs, room, size);

	*got = n > 0 ? (size_t)n : 0;
	return n < 0 ? failed(a, err) : MF_OK;
}

static uint64_t filter_bytes(const struct mf_archive *a, int filter)
{
	la_int64_t n = archive_filter_bytes(a->theirs, filter);

	return n > 0 ? (uint64_t)n : 0;
}

uint64_t mf_archive_unfiltered(const struct mf_archive *a)
{
	return filter_bytes(a, 0);
}

uint64_t mf_archive_consumed(const struct mf_archive *a)
{
	return filter_bytes(a, -1);
}

void mf_archive_close(struct mf_archive *a)
{
	if (!a)
		return;
	archive_read_free(a->theirs);
	if (a->utf8)
		freelocale(a->utf8);
	free(a);
}
