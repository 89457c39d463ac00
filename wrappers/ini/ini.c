/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ini.c - inih, with line numbers and messages. */
#include "wrappers/ini/ini.h"

#include <errno.h>
#include <ini.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "wrappers/libc/file.h"
#include "wrappers/libc/error.h"

#define LINE_MAX_BYTES 198 /* inih's buffer, without the line's end */

struct reading {
	FILE *file;
	mf_ini_pair *pair;
	void *ctx;
	long line;
	bool too_long, stopped;
	int code; /* of the first pair that was refused */
	struct mf_error *err;
	struct mf_error first;
};

static char *read_line(char *to, int size, void *ctx)
{
	struct reading *r = ctx;
	size_t len;

	if (r->stopped || !fgets(to, size, r->file))
		return NULL;
	r->line++;
	len = strlen(to);
	if (len && to[len - 1] != '\n' && !feof(r->file)) {
		r->too_long = r->stopped = true;
		return NULL;
	}
	return to;
}

static int take_pair(void *ctx, const char *section, const char *name, const char *value)
{
	struct reading *r = ctx;

	if (r->stopped)
		return 0;
	r->code = r->pair(r->ctx, section, name, value, &r->first);
	r->stopped = r->code < 0;
	return !r->stopped;
}

/* The message of the line in hand. */
static int refuse(const struct reading *r, const char *path)
{
	if (r->too_long)
		return mf_error_set(r->err, MF_E_INPUT, "%s:%ld: the line is longer than %d bytes", path,
				    r->line, LINE_MAX_BYTES);
	mf_error_set(r->err, r->code, "%s:%ld: %s", path, r->line, r->first.text);
	if (*r->first.hint)
		mf_error_hint(r->err, "%s", r->first.hint);
	return r->code;
}

int mf_ini_read(const char *path, mf_ini_pair *pair, void *ctx, struct mf_error *err)
{
	int fd = mf_file_open(path);
	FILE *file = fd < 0 ? NULL : fdopen(fd, "r");
	struct reading r = { file, pair, ctx, 0, false, false, 0, err, MF_ERROR_INIT };
	int line, rc = 0;

	if (!r.file)
		return mf_error_set(err, errno == ENOENT ? MF_E_NOTFOUND : MF_E_IO, "%s: %s", path,
				    mf_strerror(errno));
	line = ini_parse_stream(read_line, &r, take_pair, &r);
	if (r.stopped) {
		rc = refuse(&r, path);
	} else if (ferror(r.file)) {
		rc = mf_error_set(err, MF_E_IO, "%s: cannot be read", path);
	} else if (line) {
		rc = mf_error_set(err, MF_E_INPUT, "%s:%d: neither a [section] nor name = value", path, line);
		mf_error_hint(err, "comments begin with ; or #");
	}
	fclose(r.file);
	return rc;
}
