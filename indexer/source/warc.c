/* SPDX-License-Identifier: GPL-2.0-or-later */
/* warc.c - web archives (ISO 28500): each page that a server answered with is a document. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "indexer/source/readers.h"

#define HEADER_MAX ((size_t)64 << 10)
#define PAGE_MAX ((size_t)64 << 20)

struct record {
	const char *type, *url, *content;
	uint64_t length;
	bool sized;
};

static bool named(const char *line, size_t len, const char *name, const char **value, size_t *value_len)
{
	size_t n = strlen(name);

	if (len <= n || line[n] != ':' || strncasecmp(line, name, n) != 0)
		return false;
	line += n + 1;
	len -= n + 1;
	while (len && (*line == ' ' || *line == '\t')) {
		line++;
		len--;
	}
	while (len && isspace((unsigned char)line[len - 1]))
		len--;
	*value = line;
	*value_len = len;
	return true;
}

/* Bytes of a header with the empty line that ends it, or 0. */
static size_t header_len(const char *bytes, size_t len)
{
	for (size_t at = 0; at < len;) {
		const char *stop = memchr(bytes + at, '\n', len - at);
		if (!stop)
			return 0;
		if (stop == bytes + at || (stop == bytes + at + 1 && bytes[at] == '\r'))
			return (size_t)(stop - bytes) + 1;
		at = (size_t)(stop - bytes) + 1;
	}
	return 0;
}

/* The value of a field in a header, "" where it is absent; in the arena. */
static const char *field(struct mf_reading *r, const char *header, size_t len, const char *name)
{
	for (size_t at = 0; at < len;) {
		const char *stop = memchr(header + at, '\n', len - at), *value;
		size_t next = stop ? (size_t)(stop - header) : len, n;
		if (named(header + at, next - at, name, &value, &n))
			return mf_arena_strndup(&r->arena, value, n);
		at = next + 1;
	}
	return "";
}

/* Chunks of HTTP (RFC 9112, 7.1) joined in place; returns the length. */
static size_t join_chunks(char *bytes, size_t len)
{
	size_t at = 0, out = 0;

	while (at < len) {
		char *end;
		unsigned long size = strtoul(bytes + at, &end, 16);
		const char *line = memchr(bytes + at, '\n', len - at);
		if (end == bytes + at || !line || size == 0)
			break;
		at = (size_t)(line - bytes) + 1;
		if (size > len - at)
			size = len - at;
		memmove(bytes + out, bytes + at, size);
		out += size;
		at += size;
		while (at < len && (bytes[at] == '\r' || bytes[at] == '\n'))
			at++;
	}
	return out ? out : len;
}

static bool is_success(const char *bytes, size_t len)
{
	const char *space = memchr(bytes, ' ', len < 20 ? len : 20);

	return len > 12 && !strncmp(bytes, "HTTP/", 5) && space && space[1] == '2';
}

/* Types that hold text; what a server calls "octet-stream" is looked at. */
static bool is_wanted(const char *type)
{
	static const char *const kinds[] = { "text/html",         "text/plain",
					     "application/xhtml", "application/pdf",
					     "application/json",  "application/rss",
					     "application/atom",  "text/xml",
					     "application/xml",   "application/octet-stream",
					     "application/epub",  "application/msword",
					     "application/vnd.o", "text/csv",
					     "application/rtf" };

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (!strncasecmp(type, kinds[i], strlen(kinds[i])))
			return true;
	return !*type;
}

static int read_page(struct mf_reading *r, const struct record *record, unsigned long number, char *bytes,
		     size_t len, const char *type, struct mf_error *err)
{
	struct mf_reading inner = *r;

	if (!is_wanted(type) || !len)
		return MF_OK;
	inner.url = record->url;
	return mf_reading_member(&inner, mf_arena_printf(&r->arena, "%lu", number), bytes, len, err);
}

/* The answer of a server: a header of HTTP and a body. */
static int take_response(struct mf_reading *r, const struct record *record, unsigned long number, char *bytes,
			 size_t len, struct mf_error *err)
{
	size_t head = header_len(bytes, len);
	const char *type = field(r, bytes, head, "Content-Type");

	if (!head || !is_success(bytes, len))
		return MF_OK;
	if (!strcasecmp(field(r, bytes, head, "Transfer-Encoding"), "chunked"))
		len = head + join_chunks(bytes + head, len - head);
	return read_page(r, record, number, bytes + head, len - head, type, err);
}

static int skip_body(struct mf_stream *s, uint64_t left, struct mf_error *problem)
{
	while (left) {
		size_t len;
		char *bytes;
		int status = mf_stream_peek(s, (size_t)256 << 10, &bytes, &len, problem);
		if (status < 0 || len == 0)
			return status;
		if (len > left)
			len = (size_t)left;
		mf_stream_skip(s, len);
		left -= len;
	}
	return MF_OK;
}

static int take_body(struct mf_reading *r, struct mf_stream *s, const struct record *record,
		     unsigned long number, struct mf_error *err)
{
	bool response = !strcmp(record->type, "response");
	bool page = response || !strcmp(record->type, "resource") || !strcmp(record->type, "conversion");
	struct mf_error problem;
	size_t len;
	char *bytes, kept;
	int status;

	if (!page || record->length > PAGE_MAX || record->length == 0) {
		if (page && record->length)
			mf_reading_reject(r, MF_E_LIMIT, (long)number, "save it alone",
					  "a record of more than %zu MiB", PAGE_MAX >> 20);
		return skip_body(s, record->length, &problem) < 0 ? mf_reading_failed(r, &problem) : MF_OK;
	}
	if (mf_stream_peek(s, (size_t)record->length, &bytes, &len, &problem) < 0)
		return mf_reading_failed(r, &problem);
	if (len < record->length)
		mf_reading_warn(r, 0, "copy the file anew; what is there is indexed",
				"the last record is cut off");
	len = len < record->length ? len : (size_t)record->length;
	kept = bytes[len];
	bytes[len] = '\0';
	status = response ? take_response(r, record, number, bytes, len, err)
			  : read_page(r, record, number, bytes, len, record->content, err);
	bytes[len] = kept;
	mf_stream_skip(s, len);
	return status;
}

/* Skips what stands between records and reads the header of the next; *more false at the end. */
static bool next_header(struct mf_reading *r, struct mf_stream *s, struct record *record, bool *more,
			int *status)
{
	struct mf_error problem;
	size_t len, head, at = 0;
	char *bytes;

	*more = false;
	if (mf_stream_peek(s, HEADER_MAX, &bytes, &len, &problem) < 0) {
		*status = mf_reading_failed(r, &problem);
		return false;
	}
	while (at < len && (bytes[at] == '\r' || bytes[at] == '\n'))
		at++;
	if (at == len)
		return true;
	head = strncmp(bytes + at, "WARC/", 5) ? 0 : header_len(bytes + at, len - at);
	if (head) {
		const char *length = field(r, bytes + at, head, "Content-Length");
		record->type = field(r, bytes + at, head, "WARC-Type");
		record->url = field(r, bytes + at, head, "WARC-Target-URI");
		record->content = field(r, bytes + at, head, "Content-Type");
		record->sized = isdigit((unsigned char)*length);
		record->length = strtoull(length, NULL, 10);
	}
	if (!head || !record->sized) {
		mf_reading_reject(r, MF_E_INPUT, 0, "make the archive anew; what came before is indexed",
				  "no record of a web archive at byte %llu",
				  (unsigned long long)s->offset + at);
		return false;
	}
	mf_stream_skip(s, at + head);
	return *more = true;
}

int mf_read_warc(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err)
{
	bool more = true;
	int status = MF_OK;

	for (unsigned long number = 1; status == MF_OK; number++) {
		struct record record = { "", "", "", 0, false };
		if (!next_header(r, raw, &record, &more, &status) || !more)
			break;
		status = take_body(r, raw, &record, number, err);
		mf_arena_reset(&r->arena);
	}
	return status;
}
