/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/source/format.h"

#include <string.h>
#include <strings.h>

#include "indexer/source/readers.h"

/* clang-format off */
const struct mf_format_row mf_formats[MF_FORMATS] = {
	[MF_FORMAT_AUTO] = { "auto", "", NULL, NULL, false },
	[MF_FORMAT_TEXT] = { "text", "txt text md", NULL, mf_read_text, false },
	[MF_FORMAT_HTML] = { "html", "html htm xhtml", mf_looks_html, mf_read_html, false },
	[MF_FORMAT_JSONL] = { "jsonl", "jsonl ndjson json", mf_looks_json, mf_read_jsonl, false },
	[MF_FORMAT_CSV] = { "csv", "csv", mf_looks_csv, mf_read_csv, false },
	[MF_FORMAT_TSV] = { "tsv", "tsv tab", mf_looks_tsv, mf_read_tsv, false },
	[MF_FORMAT_TREC] = { "trec", "trec sgml sgm", mf_looks_trec, mf_read_trec, false },
	[MF_FORMAT_XML] = { "xml", "xml rss atom tei", mf_looks_xml, mf_read_xml, false },
	[MF_FORMAT_MAIL] = { "mail", "eml", mf_looks_mail, mf_read_mail, false },
	[MF_FORMAT_MBOX] = { "mbox", "mbox", mf_looks_mbox, mf_read_mbox, false },
	[MF_FORMAT_WARC] = { "warc", "warc", mf_looks_warc, mf_read_warc, false },
	[MF_FORMAT_OPENITI] = { "openiti", "mARkdown", mf_looks_openiti, mf_read_openiti, false },
	[MF_FORMAT_SUBTITLES] = { "subtitles", "srt vtt", mf_looks_subtitles, mf_read_subtitles, false },
	[MF_FORMAT_RTF] = { "rtf", "rtf", NULL, mf_read_rtf, true },
	[MF_FORMAT_PDF] = { "pdf", "pdf", NULL, mf_read_pdf, true },
};
/* clang-format on */

const char *const mf_format_names[MF_FORMATS + 1] = { "auto",      "text", "html", "jsonl", "csv",  "tsv",
						      "trec",      "xml",  "mail", "mbox",  "warc", "openiti",
						      "subtitles", "rtf",  "pdf",  NULL };

/* The order in which they are tried: what is surest first. */
static const enum mf_format by_content[] = {
	MF_FORMAT_WARC,      MF_FORMAT_OPENITI, MF_FORMAT_JSONL, MF_FORMAT_TREC,
	MF_FORMAT_MBOX,      MF_FORMAT_MAIL,    MF_FORMAT_XML,   MF_FORMAT_HTML,
	MF_FORMAT_SUBTITLES, MF_FORMAT_TSV,     MF_FORMAT_CSV,
};

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

enum mf_format mf_format_of(const struct mf_head *head, const char *name)
{
	for (size_t i = 0; i < sizeof by_content / sizeof *by_content; i++)
		if (mf_formats[by_content[i]].looks(head))
			return by_content[i];
	for (int f = MF_FORMAT_AUTO + 1; f < MF_FORMATS; f++)
		if (!mf_formats[f].bytes && name_ends(name, mf_formats[f].endings))
			return (enum mf_format)f;
	return MF_FORMAT_TEXT;
}
