/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wrappers/html/html.h"

#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "wrappers/html/html_private.h"
#include "wrappers/libc/mem.h"

/* Elements inside elements: for every end tag without a start the parser looks through all of them, so that
 * this keeps hostile pages to a few seconds. */
#define DEPTH_MAX 1000
#define BLOCKS_MAX 400000          /* after that, blocks are joined */
#define DATA_MAX ((size_t)1 << 20) /* bytes of JSON-LD that are kept */
#define CAPTURE_MAX 200            /* bytes of an element whose text is a date or a name */

enum gap { GAP_NONE, GAP_SPACE, GAP_LINE, GAP_BLOCK };

struct mf_html {
	htmlParserCtxtPtr parser;
	struct mf_tags tags;
	struct mf_html_tree tree;
	struct mf_html_page page;
	struct mf_buf meta[METAS];
	uint32_t node_of[DEPTH_MAX + 1]; /* of each open element */
	enum gap gap;                    /* what separates the next word from the text so far */
	unsigned depth;
	unsigned skip;          /* depth of the element whose text is left out, 0 = none */
	unsigned link;          /* the same for <a> */
	unsigned heading;       /* the same for the first heading */
	unsigned pre;           /* <pre> elements around */
	enum mf_html_meta into; /* the meta that the text of the element at depth `taking` is */
	unsigned taking;
	bool whole, title, data, too_deep;
};

static const char left_out[] = "script style noscript template svg canvas iframe object select button math";
static const char blocks[] =
	"address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
	"footer form h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol p pre section summary table tbody tfoot thead "
	"tr ul";

static void widen(struct mf_html *h, enum gap gap)
{
	if (gap > h->gap)
		h->gap = gap;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static void add_line(struct mf_buf *line, const char *text, size_t len, size_t max)
{
	for (size_t i = 0; i < len && line->len < max; i++) {
		if (!is_space(text[i]))
			mf_buf_addch(line, text[i]);
		else if (line->len && line->data[line->len - 1] != ' ')
			mf_buf_addch(line, ' ');
	}
}

/* The text of this element goes into a meta. */
static void take(struct mf_html *h, enum mf_html_meta which)
{
	if (h->taking || h->meta[which].len)
		return;
	h->taking = h->depth;
	h->into = which;
}

static void see_element(struct mf_html *h, const char *name, const xmlChar **attributes)
{
	enum mf_html_meta which = mf_html_captured(name, attributes);

	mf_html_see(h->meta, name, attributes);
	if (which < METAS)
		take(h, which);
	if (!strcmp(name, "title") && !h->meta[META_TITLE].len)
		h->title = true;
	else if (!strcmp(name, "pre") || !strcmp(name, "textarea"))
		h->pre++;
	else if (!strcmp(name, "script"))
		h->data = !strcasecmp(mf_html_attribute(attributes, "type"), "application/ld+json");
	else if (!strcmp(name, "a") && !h->link && *mf_html_attribute(attributes, "href"))
		h->link = h->depth;
	else if (mf_html_is_one_of(name, "h1 h2 h3") && !h->heading && !h->meta[META_HEADING].len)
		h->heading = h->depth;
	else if (h->heading && !strcmp(name, "br"))
		add_line(&h->meta[META_HEADING], " ", 1, CAPTURE_MAX);
}

static void start_element(void *ctx, const xmlChar *element, const xmlChar **attributes)
{
	struct mf_html *h = ctx;
	const char *name = (const char *)element;
	bool block = mf_html_is_one_of(name, blocks);
	uint32_t parent;

	if (++h->depth > DEPTH_MAX) {
		h->too_deep = true;
		xmlStopParser(h->parser);
		return;
	}
	parent = h->node_of[h->depth] = h->node_of[h->depth - 1];
	if (h->skip)
		return;
	see_element(h, name, attributes);
	if (block)
		h->node_of[h->depth] = mf_html_node_add(&h->tree, parent, name, attributes);
	if (mf_html_is_one_of(name, left_out))
		h->skip = h->depth;
	else if (!strcmp(name, "br"))
		widen(h, GAP_LINE);
	else if (!strcmp(name, "td") || !strcmp(name, "th"))
		widen(h, GAP_SPACE);
	if (h->skip || block)
		widen(h, h->skip ? GAP_SPACE : GAP_BLOCK);
}

static void end_element(void *ctx, const xmlChar *element)
{
	struct mf_html *h = ctx;
	const char *name = (const char *)element;

	if (h->skip == h->depth)
		h->skip = 0;
	if (h->link == h->depth)
		h->link = 0;
	if (h->taking == h->depth)
		h->taking = 0;
	if (h->heading == h->depth)
		h->heading = 0;
	if (h->depth)
		h->depth--;
	if (h->data)
		mf_buf_addch(&h->meta[META_DATA], '\x1e');
	h->data = false;
	if (h->skip)
		return;
	if (!strcmp(name, "title"))
		h->title = false;
	else if ((!strcmp(name, "pre") || !strcmp(name, "textarea")) && h->pre)
		h->pre--;
	if (mf_html_is_one_of(name, blocks))
		widen(h, GAP_BLOCK);
}

/* The block that the next word belongs to. */
static struct mf_html_block *block_now(struct mf_html *h)
{
	static const char *const gaps[] = { "", " ", "\n", "\n\n" };
	struct mf_html_tree *t = &h->tree;
	uint32_t node = h->node_of[h->depth < DEPTH_MAX ? h->depth : DEPTH_MAX];
	struct mf_html_block *last = t->blocks ? &t->block[t->blocks - 1] : NULL;
	bool joined = last && (t->blocks >= BLOCKS_MAX || (h->gap != GAP_BLOCK && last->node == node));

	if (joined) {
		mf_buf_addstr(&t->raw, gaps[h->gap]);
	} else {
		t->block = mf_grow(t->block, &t->blocks_cap, t->blocks + 1, sizeof *t->block);
		last = &t->block[t->blocks++];
		*last = (struct mf_html_block){ .from = t->raw.len, .node = node };
	}
	h->gap = GAP_NONE;
	return last;
}

static void add_word(struct mf_html *h, const char *text, size_t len)
{
	struct mf_html_block *block = block_now(h);
	size_t before = h->tree.raw.len;

	mf_buf_add(&h->tree.raw, text, len);
	block->to = h->tree.raw.len;
	if (h->link)
		block->linked += (uint32_t)(h->tree.raw.len - before);
}

static void characters(void *ctx, const xmlChar *bytes, int count)
{
	struct mf_html *h = ctx;
	const char *text = (const char *)bytes;
	size_t len = (size_t)count, at = 0;

	if (h->data && h->meta[META_DATA].len + len < DATA_MAX)
		mf_buf_add(&h->meta[META_DATA], text, len);
	if (h->title)
		add_line(&h->meta[META_TITLE], text, len, 2000);
	if (h->title || h->skip)
		return;
	if (h->taking)
		add_line(&h->meta[h->into], text, len, CAPTURE_MAX);
	if (h->heading)
		add_line(&h->meta[META_HEADING], text, len, CAPTURE_MAX);
	while (at < len) {
		size_t from = at;

		while (at < len && (h->pre || !is_space(text[at])))
			at++;
		if (at > from)
			add_word(h, text + from, at - from);
		if (at < len)
			widen(h, GAP_SPACE);
		while (at < len && is_space(text[at]))
			at++;
	}
}

/* The parser's reports; what it cannot mend it skips. */
static void silent(void *ctx, const char *message, ...)
{
	(void)ctx;
	(void)message;
}

int mf_html_open(struct mf_html **out, size_t ceiling, bool whole, struct mf_error *err)
{
	htmlSAXHandler handler = {
		.startElement = start_element,
		.endElement = end_element,
		.characters = characters,
		.cdataBlock = characters,
		.ignorableWhitespace = characters,
		.warning = silent,
		.error = silent,
		.fatalError = silent,
	};
	struct mf_html *h = mf_calloc(1, sizeof *h);

	*out = NULL;
	xmlInitParser();
	h->whole = whole;
	h->tags.html = true;
	h->page.text = (struct mf_buf)MF_BUF_INIT;
	h->tree.raw = (struct mf_buf)MF_BUF_INIT;
	h->tree.raw.ceiling = ceiling;
	mf_html_node_add(&h->tree, 0, "html", NULL); /* the page itself */
	for (size_t i = 0; i < METAS; i++)
		h->meta[i] = (struct mf_buf)MF_BUF_INIT;
	h->parser = htmlCreatePushParserCtxt(&handler, h, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
	if (!h->parser) {
		mf_html_close(h);
		return mf_error_set(err, MF_E_INTERNAL, "the HTML parser does not start");
	}
	htmlCtxtUseOptions(h->parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
					      HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC | HTML_PARSE_NODEFDTD |
					      HTML_PARSE_NOIMPLIED);
	*out = h;
	return MF_OK;
}

int mf_html_feed(struct mf_html *h, const char *utf8, size_t len, struct mf_error *err)
{
	if (len > (size_t)1 << 30)
		return mf_error_set(err, MF_E_LIMIT, "a piece of %zu bytes of a page", len);
	if (h->too_deep || h->tree.raw.overflow)
		return MF_OK;
	mf_tags_filter(&h->tags, utf8, len);
	htmlParseChunk(h->parser, h->tags.out.data, (int)h->tags.out.len, 0);
	return MF_OK;
}

/* The page's own title, unless the shorter one of og:title (without the site's name) is part of it. */
static const char *best_title(const struct mf_html *h)
{
	const char *title = h->meta[META_TITLE].data, *shared = h->meta[META_OG_TITLE].data;

	return *shared && (!*title || strstr(title, shared)) ? shared : title;
}

struct mf_html_page *mf_html_finish(struct mf_html *h)
{
	if (!h->too_deep && !h->tree.raw.overflow)
		htmlParseChunk(h->parser, "", 0, 1);
	for (size_t i = 0; i < METAS; i++)
		while (h->meta[i].len && h->meta[i].data[h->meta[i].len - 1] == ' ')
			h->meta[i].data[--h->meta[i].len] = '\0';
	mf_html_choose(&h->tree, h->whole, &h->page.text);
	h->page.title = best_title(h);
	h->page.heading = h->meta[META_HEADING].data;
	h->page.date = h->meta[h->meta[META_DATE].len ? META_DATE : META_TIME].data;
	h->page.author = h->meta[META_AUTHOR].data;
	h->page.source = h->meta[META_SOURCE].data;
	h->page.url = h->meta[META_URL].data;
	h->page.language = h->meta[META_LANGUAGE].data;
	h->page.data = h->meta[META_DATA].data;
	h->page.cut = h->too_deep ? "elements nested too deep" : h->tree.raw.overflow ? "too much text" : "";
	return &h->page;
}

void mf_html_close(struct mf_html *h)
{
	if (!h)
		return;
	if (h->parser)
		htmlFreeParserCtxt(h->parser);
	mf_tags_release(&h->tags);
	mf_buf_release(&h->page.text);
	mf_buf_release(&h->tree.raw);
	for (size_t i = 0; i < METAS; i++)
		mf_buf_release(&h->meta[i]);
	free(h->tree.node);
	free(h->tree.block);
	free(h);
}
