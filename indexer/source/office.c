/* SPDX-License-Identifier: GPL-2.0-or-later */
/* office.c - documents that are archives of XML: DOCX, ODT, and the books of EPUB.
 *
 * Members come in any order; the text is read as it comes, of a book the chapters are put into the order of
 * its spine at the end. */
#include <stdlib.h>
#include <string.h>

#include "indexer/source/readers.h"
#include "indexer/source/members.h"
#include "indexer/source/xml.h"
#include "wrappers/html/html.h"
#include "wrappers/html/xml.h"
#include "wrappers/libc/mem.h"

#define CHAPTER_MAX ((size_t)16 << 20)
#define BOOK_MAX ((size_t)256 << 20)
#define CHAPTERS_MAX 20000
#define NAME_BYTES 512

struct chapter {
	char *name;  /* of the member */
	char *title; /* its first heading, or its title */
	struct mf_buf text;
};

/* An entry of the spine, or of the manifest. */
struct item {
	char *id, *href;
};

struct office {
	struct mf_xml_text x;
	struct mf_error *err;
	bool office;  /* the text of a word processor was seen */
	bool package; /* the package document of a book */
	struct chapter *chapter;
	size_t chapters, chapters_cap, bytes;
	struct item *manifest;
	char **spine; /* ids */
	size_t manifest_n, manifest_cap, spine_n, spine_cap;
	char *folder; /* of the package document, with its "/" */
};

static bool ends(const char *name, const char *ending)
{
	size_t len = strlen(name), n = strlen(ending);

	return len >= n && !strcmp(name + len - n, ending);
}

static int read_xml(struct office *o, struct mf_stream *member, struct mf_error *problem)
{
	return mf_xml_text_read(&o->x, member, o->err, problem);
}

/* One page of a book. */
static int read_chapter(struct office *o, const char *name, struct mf_stream *member,
			struct mf_error *problem)
{
	struct chapter *c;
	struct mf_html_page *page;
	struct mf_html *html;
	int status;

	if (o->chapters == CHAPTERS_MAX || o->bytes > BOOK_MAX)
		return MF_OK;
	status = mf_html_open(&html, CHAPTER_MAX, true, problem);
	while (status == MF_OK) {
		size_t len;
		char *bytes;
		status = mf_stream_peek(member, (size_t)64 << 10, &bytes, &len, problem);
		if (status < 0 || len == 0)
			break;
		status = mf_html_feed(html, bytes, len, problem);
		mf_stream_skip(member, len);
	}
	if (status == MF_OK) {
		o->chapter = mf_grow(o->chapter, &o->chapters_cap, o->chapters + 1, sizeof *o->chapter);
		c = &o->chapter[o->chapters++];
		page = mf_html_finish(html);
		*c = (struct chapter){ mf_strdup(name),
				       mf_strdup(*page->heading ? page->heading : page->title), MF_BUF_INIT };
		mf_buf_add(&c->text, page->text.data, page->text.len);
		o->bytes += c->text.len;
	}
	mf_html_close(html);
	return status;
}

static void package_element(void *ctx, const char *name, const struct mf_xml_attributes *attributes)
{
	struct office *o = ctx;
	char id[NAME_BYTES], href[NAME_BYTES];

	if (!strcmp(name, "item") && mf_xml_attribute(attributes, "id", id, sizeof id) &&
	    mf_xml_attribute(attributes, "href", href, sizeof href)) {
		o->manifest = mf_grow(o->manifest, &o->manifest_cap, o->manifest_n + 1, sizeof *o->manifest);
		o->manifest[o->manifest_n++] =
			(struct item){ mf_strdup(id), mf_printf("%s%s", o->folder, href) };
	} else if (!strcmp(name, "itemref") && mf_xml_attribute(attributes, "idref", id, sizeof id)) {
		o->spine = mf_grow(o->spine, &o->spine_cap, o->spine_n + 1, sizeof *o->spine);
		o->spine[o->spine_n++] = mf_strdup(id);
	}
}

static void no_end(void *ctx, const char *name)
{
	(void)ctx, (void)name;
}

static void no_text(void *ctx, const char *text, size_t len)
{
	(void)ctx, (void)text, (void)len;
}

/* Read twice: for the order of its chapters, and for title and author. */
static int read_package(struct office *o, const char *name, struct mf_stream *member,
			struct mf_error *problem)
{
	const struct mf_xml_calls calls = { package_element, no_end, no_text, o };
	const char *slash = strrchr(name, '/');
	struct mf_xml *xml;
	size_t len;
	char *bytes;
	int status = mf_stream_peek(member, CHAPTER_MAX, &bytes, &len, problem);

	if (status < 0 || o->package)
		return status;
	o->package = true;
	o->folder = mf_strndup(name, slash ? (size_t)(slash - name) + 1 : 0);
	if (mf_xml_open(&xml, &calls, problem) == MF_OK) {
		mf_xml_feed(xml, bytes, len);
		mf_xml_finish(xml);
		mf_xml_close(xml);
	}
	return read_xml(o, member, problem);
}

static int read_member(void *ctx, const char *name, struct mf_stream *member, struct mf_error *problem)
{
	struct office *o = ctx;
	bool body = !strcmp(name, "word/document.xml") || !strcmp(name, "content.xml");

	if (body || !strcmp(name, "word/footnotes.xml")) {
		o->office |= body;
		mf_compose_gap(&o->x.out, MF_BREAK_BLOCK);
		return read_xml(o, member, problem);
	}
	if (!strcmp(name, "docProps/core.xml") || !strcmp(name, "meta.xml"))
		return read_xml(o, member, problem);
	if (ends(name, ".opf"))
		return read_package(o, name, member, problem);
	if (ends(name, ".xhtml") || ends(name, ".html") || ends(name, ".htm"))
		return read_chapter(o, name, member, problem);
	return MF_OK;
}

static void add_chapter(struct office *o, struct chapter *c)
{
	struct mf_compose *out = &o->x.out;

	if (!c->text.len)
		return;
	if (out->text.len)
		mf_buf_addstr(&out->text, "\n\n");
	if (*c->title)
		mf_compose_place(out, MF_PLACE_CHAPTER, mf_arena_strdup(&o->x.r->arena, c->title));
	mf_buf_add(&out->text, c->text.data, c->text.len);
	mf_buf_reset(&c->text);
}

static struct chapter *find_chapter(struct office *o, const char *id)
{
	for (size_t m = 0; m < o->manifest_n; m++)
		for (size_t i = 0; !strcmp(o->manifest[m].id, id) && i < o->chapters; i++)
			if (!strcmp(o->chapter[i].name, o->manifest[m].href))
				return &o->chapter[i];
	return NULL;
}

/* In the order of the spine; a book whose spine names nothing that is there, in the order of its members. */
static void join_chapters(struct office *o)
{
	for (size_t i = 0; i < o->spine_n; i++) {
		struct chapter *c = find_chapter(o, o->spine[i]);
		if (c)
			add_chapter(o, c);
	}
	for (size_t i = 0; !o->x.out.text.len && i < o->chapters; i++)
		add_chapter(o, &o->chapter[i]);
}

static void release(struct office *o)
{
	for (size_t i = 0; i < o->chapters; i++) {
		free(o->chapter[i].name);
		free(o->chapter[i].title);
		mf_buf_release(&o->chapter[i].text);
	}
	for (size_t i = 0; i < o->manifest_n; i++) {
		free(o->manifest[i].id);
		free(o->manifest[i].href);
	}
	for (size_t i = 0; i < o->spine_n; i++)
		free(o->spine[i]);
	free(o->chapter);
	free(o->manifest);
	free(o->spine);
	free(o->folder);
	mf_xml_text_close(&o->x);
}

int mf_read_office(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err)
{
	struct office o = { .err = err };
	int status;

	mf_xml_text_open(&o.x, r);
	status = mf_members_read(r, raw, read_member, &o);
	if (status == MF_OK && !r->rejected) {
		if (!o.office)
			join_chapters(&o);
		mf_xml_text_finish(&o.x);
		status = mf_compose_hand_over(r, &o.x.out, &o.x.doc, err);
	}
	release(&o);
	return status;
}
