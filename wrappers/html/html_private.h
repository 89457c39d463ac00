/* SPDX-License-Identifier: GPL-2.0-or-later */
/* html_private.h - what the parser notes of a page, and what becomes of it. */
#ifndef MF_HTML_PRIVATE_H
#define MF_HTML_PRIVATE_H

#include <libxml/HTMLparser.h>
#include <stdbool.h>
#include <stdint.h>

#include "wrappers/html/html.h"
#include "wrappers/html/tags.h"

enum mf_html_meta {
	META_TITLE,
	META_OG_TITLE,
	META_HEADING, /* the first of the page */
	META_DATE,
	META_TIME,
	META_AUTHOR,
	META_SOURCE,
	META_URL,
	META_LANGUAGE,
	META_DATA,
	METAS
};

enum mf_html_role {
	ROLE_NONE,
	ROLE_LIST,    /* ul, ol, dl, table: may be a menu */
	ROLE_HEADING, /* h1 */
	ROLE_MAIN,
	ROLE_ARTICLE,
	ROLE_BODY /* itemprop="articleBody" */
};

/* A block-level element.  Children come after their parent. */
struct mf_html_node {
	uint32_t parent;
	uint32_t text, linked; /* bytes below it that are not left out; those of them inside <a> */
	uint32_t links, blocks;
	uint8_t role; /* enum mf_html_role */
	bool out;     /* not of the article */
	bool hinted;  /* so says only its class or id */
	bool fixed;   /* the page says it is the article */
};

/* A run of text between two borders of blocks. */
struct mf_html_block {
	size_t from, to; /* bytes of raw */
	uint32_t linked, node;
};

struct mf_html_tree {
	struct mf_html_node *node;
	struct mf_html_block *block;
	size_t nodes, nodes_cap, blocks, blocks_cap;
	struct mf_buf raw;
};

/* blocks.c: an element begins in the node `parent`; returns its node. */
uint32_t mf_html_node_add(struct mf_html_tree *tree, uint32_t parent, const char *name,
			  const xmlChar **attributes);
/* Puts the blocks that are worth it into *text. */
void mf_html_choose(struct mf_html_tree *tree, bool whole, struct mf_buf *text);

const char *mf_html_attribute(const xmlChar **attributes, const char *name); /* "" where absent */
bool mf_html_is_one_of(const char *name, const char *names);                 /* names: with blanks between */

/* meta.c: what an element says about the page. */
void mf_html_see(struct mf_buf *meta, const char *name, const xmlChar **attributes);
/* The meta that the text of this element is, or METAS. */
enum mf_html_meta mf_html_captured(const char *name, const xmlChar **attributes);
void mf_html_note(struct mf_buf *meta, enum mf_html_meta which, const char *value);

#endif
