/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wrappers/zlib/gunzip.h"

#include <errno.h>
#include <unistd.h>
#include <zlib.h>

#include "wrappers/libc/file.h"

#define CHUNK 65536 /* bytes */

static int unpack(gzFile in, const char *path, size_t ceiling, struct mf_buf *out, struct mf_error *err)
{
	size_t first = out->len;
	int n = 1, code;

	while (n > 0 && out->len - first <= ceiling) {
		char *room = mf_buf_reserve(out, CHUNK);
		n = room ? gzread(in, room, CHUNK) : 0;
		out->len += n > 0 ? (size_t)n : 0;
		if (!room)
			break;
		out->data[out->len] = '\0';
	}
	if (n > 0 || out->len - first > ceiling)
		return mf_error_set(err, MF_E_LIMIT, "%s: more than %zu bytes unpacked", path, ceiling);
	if (n < 0)
		return mf_error_set(err, MF_E_INPUT, "%s: damaged: %s", path, gzerror(in, &code));
	return 0;
}

int mf_gunzip(const char *path, size_t ceiling, struct mf_buf *out, struct mf_error *err)
{
	int fd = mf_file_open(path), rc, why = errno;
	gzFile in = fd < 0 ? NULL : gzdopen(fd, "rb");

	if (!in) {
		if (fd >= 0)
			close(fd);
		return mf_error_set(err, fd < 0 && why == ENOENT ? MF_E_NOTFOUND : MF_E_IO, "%s: %s", path,
				    mf_strerror(fd < 0 ? why : errno));
	}
	rc = unpack(in, path, ceiling, out, err);
	if (gzclose(in) != Z_OK && rc == 0)
		rc = mf_error_set(err, MF_E_INPUT, "%s: ends too early", path);
	return rc;
}
