/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wrappers/html/xml.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

#include "wrappers/html/tags.h"
#include "wrappers/libc/mem.h"

#define DEPTH_MAX 1000

struct mf_xml {
	xmlParserCtxtPtr parser;
	struct mf_tags tags;
	struct mf_xml_calls calls;
	unsigned depth;
	bool too_deep;
	xmlEntity entity; /* the one of HTML that was asked for last */
	char letters[8];
};

struct mf_xml_attributes {
	const xmlChar **of; /* five pointers each: local name, prefix, URI, value, end of value */
	int n;
};

bool mf_xml_attribute(const struct mf_xml_attributes *a, const char *name, char *value, size_t size)
{
	for (int i = 0; i < a->n; i++) {
		const xmlChar **one = a->of + 5 * (ptrdiff_t)i;
		size_t len = (size_t)(one[4] - one[3]);
		if (strcmp((const char *)one[0], name) != 0)
			continue;
		if (len >= size)
			len = size - 1;
		while (len && len + 1 == size && (one[3][len] & 0xc0) == 0x80)
			len--; /* not inside a character */
		memcpy(value, one[3], len);
		value[len] = '\0';
		return true;
	}
	return false;
}

static void start_element(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
			  int namespaces_n, const xmlChar **namespaces, int attributes_n, int defaulted,
			  const xmlChar **attributes)
{
	struct mf_xml *x = ctx;
	const struct mf_xml_attributes a = { attributes, attributes_n };

	(void)prefix, (void)uri, (void)namespaces_n, (void)namespaces, (void)defaulted;
	if (++x->depth > DEPTH_MAX) {
		x->too_deep = true;
		xmlStopParser(x->parser);
		return;
	}
	x->calls.begin(x->calls.ctx, (const char *)name, &a);
}

static void end_element(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct mf_xml *x = ctx;

	(void)prefix, (void)uri;
	x->depth -= x->depth > 0;
	if (!x->too_deep)
		x->calls.end(x->calls.ctx, (const char *)name);
}

static void characters(void *ctx, const xmlChar *text, int len)
{
	struct mf_xml *x = ctx;

	if (!x->too_deep)
		x->calls.text(x->calls.ctx, (const char *)text, (size_t)len);
}

/* Feeds use HTML's entities without declaring them; without this, "a&nbsp;b" would run together. */
static xmlEntityPtr get_entity(void *ctx, const xmlChar *name)
{
	struct mf_xml *x = ctx;
	const htmlEntityDesc *html = htmlEntityLookup(name);
	int len;

	if (!html)
		return NULL;
	len = xmlCopyChar(0, (xmlChar *)x->letters, (int)html->value);
	x->letters[len] = '\0';
	x->entity = (xmlEntity){ .type = XML_ENTITY_DECL,
				 .name = (const xmlChar *)html->name,
				 .content = (xmlChar *)x->letters,
				 .orig = (xmlChar *)x->letters,
				 .length = len,
				 .etype = XML_INTERNAL_PREDEFINED_ENTITY };
	return &x->entity;
}

static void silent(void *ctx, const char *message, ...)
{
	(void)ctx;
	(void)message;
}

int mf_xml_open(struct mf_xml **out, const struct mf_xml_calls *calls, struct mf_error *err)
{
	xmlSAXHandler handler = {
		.initialized = XML_SAX2_MAGIC,
		.getEntity = get_entity,
		.startElementNs = start_element,
		.endElementNs = end_element,
		.characters = characters,
		.cdataBlock = characters,
		.ignorableWhitespace = characters,
		.warning = silent,
		.error = silent,
		.fatalError = silent,
	};
	struct mf_xml *x = mf_calloc(1, sizeof *x);

	*out = NULL;
	x->calls = *calls;
	xmlInitParser();
	x->parser = xmlCreatePushParserCtxt(&handler, x, NULL, 0, NULL);
	if (!x->parser) {
		mf_xml_close(x);
		return mf_error_set(err, MF_E_INTERNAL, "the XML parser does not start");
	}
	xmlCtxtUseOptions(x->parser, XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
					     XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
	xmlSwitchEncoding(x->parser, XML_CHAR_ENCODING_UTF8);
	*out = x;
	return MF_OK;
}

/* Large pieces are cut: the push parser looks through its whole buffer at every step. */
void mf_xml_feed(struct mf_xml *x, const char *utf8, size_t len)
{
	enum { STEP = 16 << 10 };

	mf_tags_filter(&x->tags, utf8, len);
	for (size_t at = 0; at < x->tags.out.len && !x->too_deep; at += STEP) {
		size_t left = x->tags.out.len - at;
		xmlParseChunk(x->parser, x->tags.out.data + at, (int)(left < STEP ? left : STEP), 0);
	}
}

const char *mf_xml_finish(struct mf_xml *x)
{
	if (!x->too_deep)
		xmlParseChunk(x->parser, "", 0, 1);
	return x->too_deep ? "elements nested too deep" : "";
}

void mf_xml_close(struct mf_xml *x)
{
	if (!x)
		return;
	if (x->parser) {
		if (x->parser->myDoc)
			xmlFreeDoc(x->parser->myDoc);
		xmlFreeParserCtxt(x->parser);
	}
	mf_tags_release(&x->tags);
	free(x);
}
