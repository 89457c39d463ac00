/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/source/detect.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "wrappers/icu/charset.h"

struct magic {
	unsigned offset, len;
	const char *bytes;
	const char *what, *remedy; /* NULL: an archive, which is read */
};

static const struct magic magics[] = {
	{ 0, 3, "\x1f\x8b\x08", NULL, NULL }, /* gzip */
	{ 0, 3, "BZh", NULL, NULL },          /* bzip2 */
	{ 0, 6,
	  "\xfd"
	  "7zXZ\0",
	  NULL, NULL },                             /* xz */
	{ 0, 4, "\x28\xb5\x2f\xfd", NULL, NULL },   /* zstd */
	{ 0, 4, "\x04\x22\x4d\x18", NULL, NULL },   /* lz4 */
	{ 0, 4, "PK\x03\x04", NULL, NULL },         /* zip */
	{ 0, 4, "PK\x05\x06", NULL, NULL },         /* zip without members */
	{ 0, 6, "7z\xbc\xaf\x27\x1c", NULL, NULL }, /* 7-Zip */
	{ 257, 5, "ustar", NULL, NULL },            /* tar */
	{ 0, 5, "%PDF-", "a PDF", "turn it into text first: pdftotext -enc UTF-8 FILE.pdf" },
	{ 0, 8, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document", "save it as text or HTML first" },
	{ 0, 5, "{\\rtf", "RTF", "save it as text or HTML first" },
	{ 0, 6, "Rar!\x1a\x07", "a RAR archive", "unpack it and index the folder" },
	{ 0, 4, "\x89PNG", "an image", "only text can be indexed" },
	{ 0, 3, "\xff\xd8\xff", "an image", "only text can be indexed" },
	{ 0, 4, "GIF8", "an image", "only text can be indexed" },
	{ 0, 4,
	  "\x7f"
	  "ELF",
	  "a program", "only text can be indexed" },
	{ 0, 15, "SQLite format 3", "a database", "export it as JSONL first" },
};

static const struct magic *magic_of(const char *head, size_t len)
{
	for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
		const struct magic *m = &magics[i];
		if (len >= m->offset + m->len && !memcmp(head + m->offset, m->bytes, m->len))
			return m;
	}
	return NULL;
}

bool mf_looks_packed(const char *head, size_t len)
{
	const struct magic *m = magic_of(head, len);

	return m && !m->what;
}

size_t mf_encoding_unit(const char *name)
{
	static const struct {
		const char *prefix;
		size_t unit;
	} wide[] = {
		{ "UTF-32", 4 }, { "UTF32", 4 }, { "UCS-4", 4 },
		{ "UTF-16", 2 }, { "UTF16", 2 }, { "UCS-2", 2 },
	};

	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (!strncasecmp(name, wide[i].prefix, strlen(wide[i].prefix)))
			return wide[i].unit;
	return 1;
}

/* Share of UTF-16 units (high byte at `high`) that are letters, digits or punctuation of ASCII or of the
 * Arabic block, in per cent. */
static unsigned wide_share(const unsigned char *p, size_t len, size_t high)
{
	size_t fit = 0, units = len / 2;

	for (size_t i = 0; i + 1 < len; i += 2) {
		unsigned c = (unsigned)p[i + high] << 8 | p[i + 1 - high];
		bool blank = c == '\n' || c == '\r' || c == '\t';
		fit += blank || (c >= 0x20 && c < 0x7f) || (c >= 0x600 && c < 0x700);
	}
	return units ? (unsigned)(100 * fit / units) : 0;
}

bool mf_looks_wide(const char *head, size_t len)
{
	const unsigned char *p = (const unsigned char *)head;

	if (len > MF_DETECT_BYTES)
		len = MF_DETECT_BYTES;
	if (len >= 2 && ((p[0] == 0xff && p[1] == 0xfe) || (p[0] == 0xfe && p[1] == 0xff)))
		return true;
	if (len >= 4 && !memcmp(p, "\0\0\xfe\xff", 4))
		return true;
	return memchr(p, 0, len) && (wide_share(p, len, 0) >= 90 || wide_share(p, len, 1) >= 90);
}

static bool ends(const char *name, size_t len, const char *ending, size_t n)
{
	return len > n && name[len - n - 1] == '.' && !strncasecmp(name + len - n, ending, n);
}

/* True when name[0, len) ends in "." and one of the space-separated endings; *rest is what stands before. */
static bool ends_in_one(const char *name, size_t len, const char *endings, size_t *rest)
{
	for (size_t n; *endings; endings += n + (endings[n] == ' ')) {
		n = strcspn(endings, " ");
		*rest = len - n - 1;
		if (ends(name, len, endings, n))
			return true;
	}
	*rest = len;
	return false;
}

/* Like a.html, a.html.gz is a page. */
static bool name_ends(const char *name, const char *endings)
{
	size_t len, rest;

	ends_in_one(name, strlen(name), "gz bz2 xz lzma zst lz4", &len);
	return ends_in_one(name, len, endings, &rest);
}

static const char *skip_space(const char *p, const char *end)
{
	while (p < end && strchr(" \t\r\n", *p) && *p)
		p++;
	return p;
}

/* True where `{ "name" :` (or `[` before it) begins a record, whole or broken. */
static bool looks_json(const char *p, const char *end)
{
	p = skip_space(p, end);
	if (p < end && *p == '[')
		p = skip_space(p + 1, end);
	if (p == end || *p != '{')
		return false;
	p = skip_space(p + 1, end);
	if (p == end || *p != '"')
		return false;
	do
		p++;
	while (p < end && *p != '"' && *p != '\n');
	if (p == end || *p != '"')
		return false;
	p = skip_space(p + 1, end);
	return p < end && *p == ':';
}

static bool begins(const char *p, const char *end, const char *word)
{
	size_t len = strlen(word);

	return (size_t)(end - p) >= len && !strncasecmp(p, word, len);
}

/* Over comments, <?xml ...?> and white space to the first real tag. */
static const char *first_tag(const char *p, const char *end)
{
	for (;;) {
		const char *stop;

		p = skip_space(p, end);
		if (!begins(p, end, "<!--") && !begins(p, end, "<?"))
			return p;
		stop = memchr(p, '>', (size_t)(end - p));
		while (stop && p[1] == '!' && (stop[-1] != '-' || stop[-2] != '-'))
			stop = memchr(stop + 1, '>', (size_t)(end - stop - 1));
		if (!stop)
			return p;
		p = stop + 1;
	}
}

/* Tags that pages have and running text has not. */
static unsigned count_tags(const char *p, const char *end)
{
	static const char *const tag[] = {
		"<head", "<body", "<title", "<meta",    "<div", "<span",   "<p>",
		"<p ",   "</p>",  "<br",    "<a ",      "<h1",  "<h2",     "<h3",
		"<ul",   "<li",   "<table", "<article", "<img", "<script", "<link",
	};
	unsigned count = 0;

	while ((p = memchr(p, '<', (size_t)(end - p)))) {
		for (size_t i = 0; i < sizeof tag / sizeof *tag; i++)
			count += begins(p, end, tag[i]);
		p++;
	}
	return count;
}

/* Other XML is read in the same way: its text without the tags. */
static bool looks_html(const char *p, const char *end)
{
	if (begins(p, end, "<?xml"))
		return true;
	p = first_tag(p, end);
	if (begins(p, end, "<!doctype html") || begins(p, end, "<html"))
		return true;
	return p < end && *p == '<' && count_tags(p, end) >= 3;
}

static enum mf_kind kind_of_text(const char *head, size_t len, const char *name)
{
	const char *end = head + len;

	if (len >= 3 && !memcmp(head, "\xef\xbb\xbf", 3)) /* byte order mark */
		head += 3;
	if (looks_json(head, end))
		return MF_KIND_JSONL;
	if (looks_html(head, end))
		return MF_KIND_HTML;
	if (name_ends(name, "jsonl ndjson json"))
		return MF_KIND_JSONL;
	if (name_ends(name, "html htm xhtml xml"))
		return MF_KIND_HTML;
	return MF_KIND_TEXT;
}

/* The same for text in another encoding. */
static enum mf_kind kind_of_encoded(const char *head, size_t len, const char *name, const char *encoding)
{
	enum mf_kind kind = MF_KIND_TEXT;
	struct mf_buf text = MF_BUF_INIT;

	len -= len % mf_encoding_unit(encoding);
	if (mf_to_utf8(head, len, NULL, encoding, &text, NULL, NULL, NULL) == MF_OK)
		kind = kind_of_text(text.data, text.len, name);
	mf_buf_release(&text);
	return kind;
}

enum mf_kind mf_detect(const char *head, size_t len, const char *name, const char *encoding,
		       const char *why[2])
{
	const struct magic *m = magic_of(head, len);

	if (len == 0)
		return MF_KIND_EMPTY;
	if (m && !m->what)
		return MF_KIND_ARCHIVE;
	if (m) {
		why[0] = m->what;
		why[1] = m->remedy;
		return MF_KIND_OTHER;
	}
	if (len > MF_DETECT_BYTES)
		len = MF_DETECT_BYTES;
	if (strcmp(encoding, "auto"))
		return kind_of_encoded(head, len, name, encoding);
	if (!memchr(head, 0, len) && !mf_looks_wide(head, len))
		return kind_of_text(head, len, name);
	if (mf_looks_wide(head, len))
		return kind_of_encoded(head, len - len % 4, name, "auto");
	why[0] = "a binary file";
	why[1] = "only text can be indexed; name its encoding with --encoding if it is text";
	return MF_KIND_OTHER;
}
