/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "indexer/source/detect.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "indexer/source/format.h"
#include "wrappers/icu/charset.h"
#include "wrappers/icu/wide.h"
#include "wrappers/libc/message.h"

struct magic {
	unsigned offset, len;
	const char *bytes;
	enum mf_kind kind;
	enum mf_format format;
	const char *what, *remedy; /* of MF_KIND_OTHER */
};

#define PACKED MF_KIND_ARCHIVE, MF_FORMAT_AUTO, NULL, NULL
#define OFFICE MF_KIND_OFFICE, MF_FORMAT_AUTO, NULL, NULL
#define OTHER MF_KIND_OTHER, MF_FORMAT_AUTO
#define IS(format) MF_KIND_FORMAT, format, NULL, NULL
static const char only_text[] = N_("only text can be indexed");

/* clang-format off */
static const struct magic magics[] = {
	{ 0, 3, "\x1f\x8b\x08", PACKED },         /* gzip */
	{ 0, 3, "BZh", PACKED },                  /* bzip2 */
	{ 0, 6, "\xfd" "7zXZ\0", PACKED },        /* xz */
	{ 0, 4, "\x28\xb5\x2f\xfd", PACKED },     /* zstd */
	{ 0, 4, "\x04\x22\x4d\x18", PACKED },     /* lz4 */
	{ 30, 28, "mimetypeapplication/epub+zip", OFFICE },
	{ 30, 47, "mimetypeapplication/vnd.oasis.opendocument.text", OFFICE },
	{ 30, 43, "mimetypeapplication/vnd.oasis.opendocument.", OTHER, N_("a spreadsheet or a presentation"),
	  N_("save it as CSV or as text first") },
	{ 0, 4, "PK\x03\x04", PACKED },           /* zip */
	{ 0, 4, "PK\x05\x06", PACKED },           /* zip without members */
	{ 0, 6, "7z\xbc\xaf\x27\x1c", PACKED },   /* 7-Zip */
	{ 257, 5, "ustar", PACKED },              /* tar */
	{ 0, 5, "%PDF-", IS(MF_FORMAT_PDF) },
	{ 0, 5, "{\\rtf", IS(MF_FORMAT_RTF) },
	{ 0, 8, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OTHER, N_("an Office document of before 2007"),
	  N_("save it as DOCX, text or HTML first") },
	{ 0, 6, "Rar!\x1a\x07", OTHER, N_("a RAR archive"), N_("unpack it and index the folder") },
	{ 0, 4, "\x89PNG", OTHER, N_("an image"), only_text },
	{ 0, 3, "\xff\xd8\xff", OTHER, N_("an image"), only_text },
	{ 0, 4, "GIF8", OTHER, N_("an image"), only_text },
	{ 8, 4, "WEBP", OTHER, N_("an image"), only_text },
	{ 0, 4, "II*\0", OTHER, N_("an image"), only_text },
	{ 0, 3, "ID3", OTHER, N_("a recording"), only_text },
	{ 0, 4, "OggS", OTHER, N_("a recording"), only_text },
	{ 4, 4, "ftyp", OTHER, N_("a film or a recording"), only_text },
	{ 0, 4, "\x1a\x45\xdf\xa3", OTHER, N_("a film"), only_text },
	{ 0, 4, "\x7f" "ELF", OTHER, N_("a program"), only_text },
	{ 0, 4, "wOFF", OTHER, N_("a font"), only_text },
	{ 0, 4, "\0\1\0\0", OTHER, N_("a font"), only_text },
	{ 0, 8, "AT&TFORM", OTHER, N_("a DjVu document"), N_("turn it into text first: djvutxt FILE") },
	{ 60, 8, "BOOKMOBI", OTHER, N_("a Mobipocket book"), N_("turn it into EPUB first") },
	{ 0, 15, "SQLite format 3", OTHER, N_("a database"), N_("export it as JSONL or CSV first") },
};
/* clang-format on */

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

	return m && (m->kind == MF_KIND_ARCHIVE || m->kind == MF_KIND_OFFICE);
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

/* A zip whose first members, or whose name, are those of a word processor's document. */
static enum mf_kind kind_of_zip(const char *head, size_t len, const char *name, const char *why[2])
{
	static const char *const endings[] = { ".docx", ".docm", ".odt", ".epub" };
	size_t n = strlen(name);

	if (len > MF_DETECT_BYTES)
		len = MF_DETECT_BYTES;
	if (memmem(head, len, "word/document.xml", 17) || memmem(head, len, "META-INF/container.xml", 22))
		return MF_KIND_OFFICE;
	if (memmem(head, len, "xl/workbook", 11) || memmem(head, len, "ppt/presentation", 16)) {
		why[0] = _("a spreadsheet or a presentation");
		why[1] = N_("save it as CSV or as text first");
		return MF_KIND_OTHER;
	}
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t e = strlen(endings[i]);
		if (n > e && !strcasecmp(name + n - e, endings[i]))
			return MF_KIND_OFFICE;
	}
	return MF_KIND_ARCHIVE;
}

static enum mf_kind kind_of_text(const char *head, size_t len, const char *name, enum mf_format *format)
{
	struct mf_head text = { head, head + len };

	if (len >= 3 && !memcmp(head, "\xef\xbb\xbf", 3)) /* byte order mark */
		text.text += 3;
	*format = mf_format_of(&text, name);
	return MF_KIND_FORMAT;
}

/* The same for text in another encoding. */
static enum mf_kind kind_of_encoded(const char *head, size_t len, const char *name, const char *encoding,
				    enum mf_format *format)
{
	enum mf_kind kind = MF_KIND_FORMAT;
	struct mf_buf text = MF_BUF_INIT;

	*format = MF_FORMAT_TEXT;
	len -= len % mf_encoding_unit(encoding);
	if (mf_to_utf8(head, len, NULL, encoding, &text, NULL, NULL) == MF_OK)
		kind = kind_of_text(text.data, text.len, name, format);
	mf_buf_release(&text);
	return kind;
}

static void count_controls(const char *bytes, size_t len, size_t *zeros, size_t *controls)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)bytes[i];
		*zeros += c == 0;
		*controls += c && c < 0x20 && !strchr("\a\b\t\n\v\f\r\x1a\x1b\x1e", c);
	}
}

/* Bytes that no text has, NUL and controls, are more than a fault or two of a text.  What a terminal acts
 * on (bell, backspace, escape) stands in logs of sessions, which are text; so is UTF-16 in other text. */
static bool is_binary(const char *head, size_t len)
{
	size_t zeros = 0, controls = 0, at = 0;
	struct mf_wide_run run;

	for (; mf_wide_find(head, len, at, &run); at = run.from + run.len)
		count_controls(head + at, run.from - at, &zeros, &controls);
	count_controls(head + at, len - at, &zeros, &controls);
	return (zeros + controls) * 10 > len || controls * 50 > len || (zeros && controls * 200 > len);
}

enum mf_kind mf_detect(const char *head, size_t len, const char *name, const char *encoding,
		       enum mf_format *format, const char *why[2])
{
	const struct magic *m = magic_of(head, len);

	*format = MF_FORMAT_AUTO;
	if (len == 0)
		return MF_KIND_EMPTY;
	if (m && m->kind == MF_KIND_ARCHIVE && !memcmp(head, "PK", 2))
		return kind_of_zip(head, len, name, why);
	if (m) {
		*format = m->format;
		why[0] = _(m->what);
		why[1] = m->remedy;
		return m->kind;
	}
	if (len > MF_DETECT_BYTES)
		len = MF_DETECT_BYTES;
	if (strcmp(encoding, "auto"))
		return kind_of_encoded(head, len, name, encoding, format);
	if (mf_looks_wide(head, len))
		return kind_of_encoded(head, len - len % 4, name, "auto", format);
	if (!is_binary(head, len))
		return kind_of_text(head, len, name, format);
	why[0] = _("a binary file");
	why[1] = N_("only text can be indexed; name its encoding with --encoding if it is text");
	return MF_KIND_OTHER;
}
