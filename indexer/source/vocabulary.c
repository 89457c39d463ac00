/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/source/vocabulary.h"

/* clang-format off */
static const struct mf_xml_row word[] = { /* ECMA-376, WordprocessingML */
	{ "p", MF_XML_BLOCK, NULL },
	{ "tab", MF_XML_SPACE, NULL },
	{ "br", MF_XML_LINE, NULL },
	{ "cr", MF_XML_LINE, NULL },
	{ "tc", MF_XML_BLOCK, NULL },
	{ "pStyle", MF_XML_STYLE, "val" },
	{ "lastRenderedPageBreak", MF_XML_PAGE, NULL },
	{ "Fallback", MF_XML_SKIP, NULL }, /* what stands in it stands in Choice too */
	{ NULL, MF_XML_INLINE, NULL },
};

static const struct mf_xml_row opendocument[] = { /* OASIS OpenDocument 1.2 */
	{ "p", MF_XML_BLOCK, NULL },
	{ "h", MF_XML_HEAD, NULL },
	{ "tab", MF_XML_SPACE, NULL },
	{ "s", MF_XML_SPACE, NULL },
	{ "line-break", MF_XML_LINE, NULL },
	{ "soft-page-break", MF_XML_PAGE, NULL },
	{ "tracked-changes", MF_XML_SKIP, NULL },
	{ "annotation", MF_XML_SKIP, NULL },
	{ "automatic-styles", MF_XML_SKIP, NULL },
	{ "note-citation", MF_XML_SKIP, NULL },
	{ NULL, MF_XML_INLINE, NULL },
};

static const struct mf_xml_row properties[] = { /* Dublin Core in docProps/core.xml and meta.xml */
	{ "title", MF_XML_TITLE, NULL },
	{ "creator", MF_XML_AUTHOR, NULL },
	{ "initial-creator", MF_XML_AUTHOR, NULL },
	{ "publisher", MF_XML_SOURCE, NULL },
	{ "created", MF_XML_DATE, NULL },
	{ "creation-date", MF_XML_DATE, NULL },
	{ "date", MF_XML_LATER, NULL },
	{ NULL, MF_XML_INLINE, NULL },
};

static const struct mf_xml_row package[] = { /* EPUB's package document */
	{ "title", MF_XML_TITLE, NULL },
	{ "creator", MF_XML_AUTHOR, NULL },
	{ "publisher", MF_XML_SOURCE, NULL },
	{ "date", MF_XML_DATE, NULL },
	{ NULL, MF_XML_INLINE, NULL },
};

static const struct mf_xml_row feed[] = { /* RSS 0.9 to 2.0 and RDF, Atom (RFC 4287) */
	{ "item", MF_XML_ITEM, NULL },
	{ "entry", MF_XML_ITEM, NULL },
	{ "channel/title", MF_XML_SOURCE, NULL },
	{ "feed/title", MF_XML_SOURCE, NULL },
	{ "item/title", MF_XML_TITLE, NULL },
	{ "entry/title", MF_XML_TITLE, NULL },
	{ "item/link", MF_XML_URL, NULL },
	{ "entry/link", MF_XML_URL, "href" },
	{ "item/guid", MF_XML_ID, NULL },
	{ "entry/id", MF_XML_ID, NULL },
	{ "pubDate", MF_XML_DATE, NULL },
	{ "published", MF_XML_DATE, NULL },
	{ "issued", MF_XML_DATE, NULL },
	{ "date", MF_XML_DATE, NULL },
	{ "updated", MF_XML_LATER, NULL },
	{ "item/author", MF_XML_AUTHOR, NULL },
	{ "item/creator", MF_XML_AUTHOR, NULL },
	{ "author/name", MF_XML_AUTHOR, NULL },
	{ "item/description", MF_XML_TEXT, NULL },
	{ "encoded", MF_XML_TEXT, NULL },
	{ "entry/content", MF_XML_TEXT, NULL },
	{ "entry/summary", MF_XML_TEXT, NULL },
	{ NULL, MF_XML_INLINE, NULL },
};

static const struct mf_xml_row tei[] = { /* TEI P5 */
	{ "titleStmt/title", MF_XML_TITLE, NULL },
	{ "titleStmt/author", MF_XML_AUTHOR, NULL },
	{ "publicationStmt/date", MF_XML_DATE, "when" },
	{ "publicationStmt/publisher", MF_XML_SOURCE, NULL },
	{ "teiHeader", MF_XML_SKIP, NULL },
	{ "pb", MF_XML_PAGE, "n" },
	{ "head", MF_XML_HEAD, NULL },
	{ "l", MF_XML_VERSE, "n" },
	{ "lb", MF_XML_LINE, NULL },
	{ "seg", MF_XML_INLINE, NULL }, { "hi", MF_XML_INLINE, NULL }, { "c", MF_XML_INLINE, NULL },
	{ "w", MF_XML_INLINE, NULL }, { "pc", MF_XML_INLINE, NULL }, { "persName", MF_XML_INLINE, NULL },
	{ "placeName", MF_XML_INLINE, NULL }, { "orgName", MF_XML_INLINE, NULL }, { "name", MF_XML_INLINE, NULL },
	{ "rs", MF_XML_INLINE, NULL }, { "date", MF_XML_INLINE, NULL }, { "ref", MF_XML_INLINE, NULL },
	{ "foreign", MF_XML_INLINE, NULL }, { "emph", MF_XML_INLINE, NULL }, { "term", MF_XML_INLINE, NULL },
	{ "title", MF_XML_INLINE, NULL }, { "choice", MF_XML_INLINE, NULL }, { "sic", MF_XML_SKIP, NULL },
	{ "orig", MF_XML_SKIP, NULL }, { "abbr", MF_XML_SKIP, NULL }, { "corr", MF_XML_INLINE, NULL },
	{ "reg", MF_XML_INLINE, NULL }, { "expan", MF_XML_INLINE, NULL }, { "supplied", MF_XML_INLINE, NULL },
	{ "unclear", MF_XML_INLINE, NULL }, { "add", MF_XML_INLINE, NULL }, { "del", MF_XML_SKIP, NULL },
	{ "gap", MF_XML_SPACE, NULL }, { "caesura", MF_XML_SPACE, NULL }, { "q", MF_XML_INLINE, NULL },
	{ "cb", MF_XML_SPACE, NULL }, { "milestone", MF_XML_SPACE, NULL }, { "anchor", MF_XML_INLINE, NULL },
	{ NULL, MF_XML_INLINE, NULL },
};

/* XML of a kind that is not known: letters may be set in italics, all else stands apart. */
static const struct mf_xml_row any[] = {
	{ "b", MF_XML_INLINE, NULL }, { "i", MF_XML_INLINE, NULL }, { "u", MF_XML_INLINE, NULL },
	{ "em", MF_XML_INLINE, NULL }, { "strong", MF_XML_INLINE, NULL }, { "span", MF_XML_INLINE, NULL },
	{ "a", MF_XML_INLINE, NULL }, { "sup", MF_XML_INLINE, NULL }, { "sub", MF_XML_INLINE, NULL },
	{ "hi", MF_XML_INLINE, NULL }, { "emph", MF_XML_INLINE, NULL }, { "font", MF_XML_INLINE, NULL },
	{ "script", MF_XML_SKIP, NULL }, { "style", MF_XML_SKIP, NULL },
	{ NULL, MF_XML_INLINE, NULL },
};

const struct mf_xml_vocabulary mf_xml_vocabularies[] = {
	{ "document", word, MF_XML_INLINE, "t" },
	{ "document-content", opendocument, MF_XML_INLINE, "p h" },
	{ "coreProperties", properties, MF_XML_INLINE, "" },
	{ "document-meta", properties, MF_XML_INLINE, "" },
	{ "package", package, MF_XML_INLINE, "" },
	{ "rss", feed, MF_XML_INLINE, "" },
	{ "RDF", feed, MF_XML_INLINE, "" },
	{ "feed", feed, MF_XML_INLINE, "" },
	{ "TEI", tei, MF_XML_BLOCK, NULL },
	{ "TEI.2", tei, MF_XML_BLOCK, NULL },
	{ "teiCorpus", tei, MF_XML_BLOCK, NULL },
	{ NULL, any, MF_XML_BLOCK, NULL },
};
const size_t mf_xml_vocabularies_n = sizeof mf_xml_vocabularies / sizeof *mf_xml_vocabularies;
/* clang-format on */
