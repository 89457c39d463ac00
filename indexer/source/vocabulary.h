/* SPDX-License-Identifier: GPL-2.0-or-later */
/* vocabulary.h - what the elements of each kind of XML do to a document: one table for each. */
#ifndef MF_VOCABULARY_H
#define MF_VOCABULARY_H

#include <stddef.h>

enum mf_xml_act {
	MF_XML_INLINE,
	MF_XML_SPACE,
	MF_XML_LINE,
	MF_XML_BLOCK,
	MF_XML_SKIP,  /* with all in it */
	MF_XML_HEAD,  /* a block whose text names a chapter */
	MF_XML_PAGE,  /* its attribute is the number of the page that begins */
	MF_XML_STYLE, /* its attribute says whether the block it stands in is a heading */
	MF_XML_VERSE, /* a line, its attribute the number */
	MF_XML_ITEM,  /* a document of its own */
	MF_XML_ID,    /* this and the following: its text, or attribute, is that field */
	MF_XML_TITLE,
	MF_XML_DATE,
	MF_XML_SOURCE,
	MF_XML_URL,
	MF_XML_AUTHOR,
	MF_XML_TEXT, /* its text is the document's, perhaps with markup in it; the longest one is taken */
	MF_XML_LATER /* a date that counts where there is no better one */
};

struct mf_xml_row {
	const char *name; /* of the element; "parent/element" where its parent matters */
	enum mf_xml_act act;
	const char *attribute; /* NULL: none */
};

struct mf_xml_vocabulary {
	const char *root;             /* its first element; NULL: any */
	const struct mf_xml_row *row; /* ends with a NULL name */
	enum mf_xml_act other;        /* elements that stand in no row */
	const char *text_in;          /* only text in these elements counts, with blanks between; NULL: all */
};

/* Tried in this order; the last one fits every document. */
extern const struct mf_xml_vocabulary mf_xml_vocabularies[];
extern const size_t mf_xml_vocabularies_n;

#endif
