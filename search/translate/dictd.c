/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/translate/dictd.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "wrappers/libc/buf.h"
#include "wrappers/zlib/gunzip.h"

#define MOST_BYTES ((size_t)256 << 20) /* of articles, and of an index */

static const char *const endings[] = { ".index", ".dict.dz", ".dict", NULL };

/* What the files of the dictionary have in common. */
static void base_of(const char *path, struct mf_buf *out)
{
	size_t len = strlen(path);

	for (size_t i = 0; endings[i]; i++) {
		size_t n = strlen(endings[i]);
		if (len > n && strcmp(path + len - n, endings[i]) == 0) {
			len -= n;
			break;
		}
	}
	mf_buf_add(out, path, len);
}

static int read_part(const struct mf_buf *base, const char *ending, struct mf_buf *out, struct mf_error *err)
{
	struct mf_buf path = MF_BUF_INIT;
	int rc;

	mf_buf_printf(&path, "%s%s", base->data, ending);
	rc = mf_gunzip(path.data, MOST_BYTES, out, err);
	mf_buf_release(&path);
	return rc;
}

/* A number in the digits of base 64, up to the end of the field. */
static bool read_number(const char **at, const char *end, size_t *out)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *first = *at;

	*out = 0;
	for (; *at < end && **at != '\t'; ++*at) {
		const char *digit = memchr(digits, **at, 64);
		if (!digit || *at - first > 6)
			return false;
		*out = *out * 64 + (size_t)(digit - digits);
	}
	return *at > first;
}

static bool is_about_the_database(const char *headword, size_t len)
{
	return len >= 10 &&
	       (memcmp(headword, "00database", 10) == 0 || memcmp(headword, "00-databas", 10) == 0);
}

/* One line of the index; false where it is none. */
static bool read_line(const char *line, const char *end, const struct mf_buf *articles, mf_dictd_each *each,
		      void *ctx)
{
	const char *tab = memchr(line, '\t', (size_t)(end - line)), *at;
	size_t offset, len;

	if (!tab)
		return false;
	at = tab + 1;
	if (!read_number(&at, end, &offset) || at == end)
		return false;
	at++;
	if (!read_number(&at, end, &len) || offset > articles->len || len > articles->len - offset)
		return false;
	if (!is_about_the_database(line, (size_t)(tab - line)))
		each(ctx, line, (size_t)(tab - line), articles->data + offset, len);
	return true;
}

static int read_index(const struct mf_buf *base, const struct mf_buf *index, const struct mf_buf *articles,
		      mf_dictd_each *each, void *ctx, struct mf_error *err)
{
	const char *at = index->data, *end = at + index->len;

	for (unsigned number = 1; at < end; number++) {
		const char *line_end = memchr(at, '\n', (size_t)(end - at));
		line_end = line_end ? line_end : end;
		if (line_end > at && !read_line(at, line_end, articles, each, ctx)) {
			mf_error_set(err, MF_E_INPUT, "%s.index:%u: no headword, offset and length",
				     base->data, number);
			mf_error_hint(err, "give a dictionary in the form of dictd");
			return MF_E_INPUT;
		}
		at = line_end + (line_end < end);
	}
	return 0;
}

int mf_dictd_read(const char *path, mf_dictd_each *each, void *ctx, struct mf_error *err)
{
	struct mf_buf base = MF_BUF_INIT, index = MF_BUF_INIT, articles = MF_BUF_INIT;
	int rc;

	base_of(path, &base);
	rc = read_part(&base, ".index", &index, err);
	if (rc == 0) {
		rc = read_part(&base, ".dict.dz", &articles, err);
		if (rc == MF_E_NOTFOUND)
			rc = read_part(&base, ".dict", &articles, err);
	}
	if (rc == 0)
		rc = read_index(&base, &index, &articles, each, ctx, err);
	mf_buf_release(&base);
	mf_buf_release(&index);
	mf_buf_release(&articles);
	return rc;
}
