/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wrappers/html/html.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "wrappers/libc/mem.h"

/* Elements inside elements: for every end tag without a start the parser looks through all of them, so that
 * this keeps hostile pages to a few seconds. */
#define DEPTH_MAX 1000
#define META_MAX 2000 /* bytes of a title or a date */

enum gap { GAP_NONE, GAP_SPACE, GAP_LINE, GAP_BLOCK };

enum meta { META_TITLE, META_OG_TITLE, META_DATE, META_TIME, META_AUTHOR, META_SOURCE, META_URL, METAS };

struct mf_html {
	htmlParserCtxtPtr parser;
	struct mf_html_page page;
	struct mf_buf meta[METAS];
	enum gap gap; /* what separates the next word from the text so far */
	unsigned depth;
	unsigned skip; /* depth of the element whose text is left out, 0 = none */
	unsigned pre;  /* <pre> elements around */
	bool title;    /* inside <title> */
	bool too_deep;
};

static bool is_one_of(const char *name, const char *names)
{
	size_t len = strlen(name);

	for (const char *at = names; (at = strstr(at, name)); at += len)
		if ((at == names || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0'))
			return true;
	return false;
}

static const char left_out[] =
	"script style noscript nav template svg canvas iframe object select button math";
static const char blocks[] =
	"address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer "
	"form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table tbody tfoot thead tr ul "
	"w:p text:p text:h"; /* the last are those of word processors */

static void widen(struct mf_html *h, enum gap gap)
{
	if (gap > h->gap)
		h->gap = gap;
}

static const char *attribute(const xmlChar **attributes, const char *name)
{
	for (size_t i = 0; attributes && attributes[i]; i += 2)
		if (!strcasecmp((const char *)attributes[i], name))
			return attributes[i + 1] ? (const char *)attributes[i + 1] : "";
	return "";
}

/* The first value stays. */
static void note(struct mf_html *h, enum meta which, const char *value)
{
	size_t len = strlen(value);

	if (h->meta[which].len || len > META_MAX)
		return;
	while (len && (unsigned char)value[len - 1] <= ' ')
		len--;
	while (len && (unsigned char)*value <= ' ') {
		value++;
		len--;
	}
	mf_buf_add(&h->meta[which], value, len);
}

static void see_meta(struct mf_html *h, const xmlChar **attributes)
{
	static const struct {
		const char *name;
		enum meta which;
	} known[] = {
		{ "og:title", META_OG_TITLE },
		{ "article:published_time", META_DATE },
		{ "date", META_DATE },
		{ "datepublished", META_DATE },
		{ "dc.date", META_DATE },
		{ "dc.date.issued", META_DATE },
		{ "dcterms.created", META_DATE },
		{ "dcterms.date", META_DATE },
		{ "pubdate", META_DATE },
		{ "publishdate", META_DATE },
		{ "publish-date", META_DATE },
		{ "parsely-pub-date", META_DATE },
		{ "author", META_AUTHOR },
		{ "dc.creator", META_AUTHOR },
		{ "og:site_name", META_SOURCE },
		{ "og:url", META_URL },
	};
	const char *keys[] = { "property", "name", "itemprop" };

	for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
		const char *key = attribute(attributes, keys[k]);
		for (size_t i = 0; *key && i < sizeof known / sizeof *known; i++)
			if (!strcasecmp(key, known[i].name))
				note(h, known[i].which, attribute(attributes, "content"));
	}
}

static void see_element(struct mf_html *h, const char *name, const xmlChar **attributes)
{
	if (!strcmp(name, "meta"))
		see_meta(h, attributes);
	else if (!strcmp(name, "time"))
		note(h, META_TIME, attribute(attributes, "datetime"));
	else if (!strcmp(name, "link") && !strcasecmp(attribute(attributes, "rel"), "canonical"))
		note(h, META_URL, attribute(attributes, "href"));
	else if (!strcmp(name, "title") && !h->meta[META_TITLE].len)
		h->title = true;
	else if (!strcmp(name, "pre") || !strcmp(name, "textarea"))
		h->pre++;
}

static void start_element(void *ctx, const xmlChar *element, const xmlChar **attributes)
{
	struct mf_html *h = ctx;
	const char *name = (const char *)element;

	if (++h->depth > DEPTH_MAX) {
		h->too_deep = true;
		xmlStopParser(h->parser);
		return;
	}
	if (h->skip)
		return;
	see_element(h, name, attributes);
	if (is_one_of(name, left_out))
		h->skip = h->depth;
	else if (!strcmp(name, "br"))
		widen(h, GAP_LINE);
	else if (is_one_of(name, "td th w:tab w:br text:tab text:s text:line-break"))
		widen(h, GAP_SPACE);
	if (h->skip || is_one_of(name, blocks))
		widen(h, h->skip ? GAP_SPACE : GAP_BLOCK);
}

static void end_element(void *ctx, const xmlChar *element)
{
	struct mf_html *h = ctx;
	const char *name = (const char *)element;

	if (h->skip == h->depth)
		h->skip = 0;
	if (h->depth)
		h->depth--;
	if (h->skip)
		return;
	if (!strcmp(name, "title"))
		h->title = false;
	else if ((!strcmp(name, "pre") || !strcmp(name, "textarea")) && h->pre)
		h->pre--;
	if (is_one_of(name, blocks))
		widen(h, GAP_BLOCK);
}

static void add_gap(struct mf_html *h)
{
	static const char *const gaps[] = { "", " ", "\n", "\n\n" };

	if (h->page.text.len)
		mf_buf_addstr(&h->page.text, gaps[h->gap]);
	h->gap = GAP_NONE;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static void add_title(struct mf_html *h, const char *text, size_t len)
{
	struct mf_buf *title = &h->meta[META_TITLE];

	for (size_t i = 0; i < len && title->len < META_MAX; i++) {
		if (!is_space(text[i]))
			mf_buf_addch(title, text[i]);
		else if (title->len && title->data[title->len - 1] != ' ')
			mf_buf_addch(title, ' ');
	}
}

static void characters(void *ctx, const xmlChar *bytes, int count)
{
	struct mf_html *h = ctx;
	const char *text = (const char *)bytes;
	size_t len = (size_t)count, at = 0;

	if (h->title) {
		add_title(h, text, len);
		return;
	}
	if (h->skip)
		return;
	while (at < len) {
		size_t from = at;

		while (at < len && (h->pre || !is_space(text[at])))
			at++;
		if (at > from) {
			add_gap(h);
			mf_buf_add(&h->page.text, text + from, at - from);
		}
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

int mf_html_open(struct mf_html **out, size_t ceiling, struct mf_error *err)
{
	htmlSAXHandler handler = {
		.startElement = start_element,
		.endElement = end_element,
		.characters = characters,
		.ignorableWhitespace = characters,
		.warning = silent,
		.error = silent,
		.fatalError = silent,
	};
	struct mf_html *h = mf_calloc(1, sizeof *h);

	*out = NULL;
	xmlInitParser();
	h->page.text = (struct mf_buf)MF_BUF_INIT;
	h->page.text.ceiling = ceiling;
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
	if (!h->too_deep && !h->page.text.overflow)
		htmlParseChunk(h->parser, utf8, (int)len, 0);
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
	struct mf_buf *title = &h->meta[META_TITLE];

	if (!h->too_deep && !h->page.text.overflow)
		htmlParseChunk(h->parser, "", 0, 1);
	if (title->len && title->data[title->len - 1] == ' ')
		title->data[--title->len] = '\0';
	h->page.title = best_title(h);
	h->page.date = h->meta[h->meta[META_DATE].len ? META_DATE : META_TIME].data;
	h->page.author = h->meta[META_AUTHOR].data;
	h->page.source = h->meta[META_SOURCE].data;
	h->page.url = h->meta[META_URL].data;
	h->page.cut = h->too_deep ? "elements nested too deep" : h->page.text.overflow ? "too much text" : "";
	return &h->page;
}

void mf_html_close(struct mf_html *h)
{
	if (!h)
		return;
	if (h->parser)
		htmlFreeParserCtxt(h->parser);
	mf_buf_release(&h->page.text);
	for (size_t i = 0; i < METAS; i++)
		mf_buf_release(&h->meta[i]);
	free(h);
}
