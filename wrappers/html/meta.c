/* SPDX-License-Identifier: GPL-2.0-or-later */
/* meta.c - title, date, author, source and address as a page's head and microdata tell them. */
#include <string.h>
#include <strings.h>

#include "wrappers/html/html_private.h"

#define META_MAX 2000 /* bytes of a title or a date */

const char *mf_html_attribute(const xmlChar **attributes, const char *name)
{
	for (size_t i = 0; attributes && attributes[i]; i += 2)
		if (!strcasecmp((const char *)attributes[i], name))
			return attributes[i + 1] ? (const char *)attributes[i + 1] : "";
	return "";
}

/* The first value stays. */
void mf_html_note(struct mf_buf *meta, enum mf_html_meta which, const char *value)
{
	size_t len = strlen(value);

	if (meta[which].len || len > META_MAX)
		return;
	while (len && (unsigned char)value[len - 1] <= ' ')
		len--;
	while (len && (unsigned char)*value <= ' ') {
		value++;
		len--;
	}
	mf_buf_add(&meta[which], value, len);
}

static void see_meta(struct mf_buf *meta, const xmlChar **attributes)
{
	static const struct {
		const char *name;
		enum mf_html_meta which;
	} known[] = {
		{ "og:title", META_OG_TITLE },
		{ "article:published_time", META_DATE },
		{ "og:article:published_time", META_DATE },
		{ "og:published_time", META_DATE },
		{ "date", META_DATE },
		{ "datepublished", META_DATE },
		{ "dc.date", META_DATE },
		{ "dc.date.issued", META_DATE },
		{ "dc.date.created", META_DATE },
		{ "dcterms.issued", META_DATE },
		{ "dcterms.created", META_DATE },
		{ "dcterms.date", META_DATE },
		{ "dcterms.available", META_DATE },
		{ "pubdate", META_DATE },
		{ "publishdate", META_DATE },
		{ "publish-date", META_DATE },
		{ "publish_date", META_DATE },
		{ "publication_date", META_DATE },
		{ "citation_publication_date", META_DATE },
		{ "citation_date", META_DATE },
		{ "parsely-pub-date", META_DATE },
		{ "sailthru.date", META_DATE },
		{ "author", META_AUTHOR },
		{ "dc.creator", META_AUTHOR },
		{ "dcterms.creator", META_AUTHOR },
		{ "citation_author", META_AUTHOR },
		{ "parsely-author", META_AUTHOR },
		{ "og:site_name", META_SOURCE },
		{ "dc.publisher", META_SOURCE },
		{ "dcterms.publisher", META_SOURCE },
		{ "og:url", META_URL },
		{ "dc.language", META_LANGUAGE },
	};
	static const char *const keys[] = { "property", "name", "itemprop" };

	for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
		const char *key = mf_html_attribute(attributes, keys[k]);
		for (size_t i = 0; *key && i < sizeof known / sizeof *known; i++)
			if (!strcasecmp(key, known[i].name))
				mf_html_note(meta, known[i].which, mf_html_attribute(attributes, "content"));
	}
}

static enum mf_html_meta of_property(const xmlChar **attributes)
{
	const char *property = mf_html_attribute(attributes, "itemprop");

	if (!strcasecmp(property, "datePublished"))
		return META_DATE;
	return METAS;
}

void mf_html_see(struct mf_buf *meta, const char *name, const xmlChar **attributes)
{
	enum mf_html_meta which = of_property(attributes);
	const char *said = mf_html_attribute(attributes, "content");

	if (!strcmp(name, "meta"))
		see_meta(meta, attributes);
	else if (!strcmp(name, "link") && !strcasecmp(mf_html_attribute(attributes, "rel"), "canonical"))
		mf_html_note(meta, META_URL, mf_html_attribute(attributes, "href"));
	else if (!strcmp(name, "html"))
		mf_html_note(meta, META_LANGUAGE, mf_html_attribute(attributes, "lang"));
	else if (which < METAS)
		mf_html_note(meta, which, *said ? said : mf_html_attribute(attributes, "datetime"));
	if (!strcmp(name, "time"))
		mf_html_note(meta, META_TIME, mf_html_attribute(attributes, "datetime"));
}

enum mf_html_meta mf_html_captured(const char *name, const xmlChar **attributes)
{
	const char *said = mf_html_attribute(attributes, "content");

	if (!strcmp(name, "meta") || *said || *mf_html_attribute(attributes, "datetime"))
		return METAS;
	if (!strcasecmp(mf_html_attribute(attributes, "itemprop"), "author") ||
	    (!strcmp(name, "a") && !strcasecmp(mf_html_attribute(attributes, "rel"), "author")))
		return META_AUTHOR;
	return of_property(attributes);
}
