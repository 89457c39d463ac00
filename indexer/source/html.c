/* SPDX-License-Identifier: GPL-2.0-or-later */
/* html.c - a page: its running text and what its head says about it. */
#include <string.h>
#include <strings.h>

#include "indexer/source/linked_data.h"
#include "indexer/source/readers.h"
#include "wrappers/html/html.h"

#define PAGE_MAX ((size_t)64 << 20) /* bytes of a page that are read, and of text that are kept */
#define PAGE_STEP ((size_t)256 << 10)
#define CHARSET_BYTES ((size_t)4 << 10)

static int feed(struct mf_html *html, struct mf_stream *text, struct mf_error *err)
{
	int status = MF_OK;

	while (status == MF_OK) {
		size_t len;
		char *bytes;

		status = mf_stream_peek(text, PAGE_STEP, &bytes, &len, err);
		if (status < 0 || len == 0 || text->offset >= PAGE_MAX)
			break;
		status = mf_html_feed(html, bytes, len, err);
		mf_stream_skip(text, len);
	}
	return status;
}

static const char *keep(struct mf_reading *r, const char *text)
{
	return mf_arena_strdup(&r->arena, text);
}

static void add_language(struct mf_reading *r, struct mf_document *doc, const char *language)
{
	struct mf_field *extra;

	if (!*language || strlen(language) > 20)
		return;
	extra = mf_arena_alloc(&r->arena, sizeof *extra);
	*extra = (struct mf_field){ "language", keep(r, language) };
	doc->extra = extra;
	doc->extra_n = 1;
}

static int hand_over(struct mf_reading *r, struct mf_html *html, struct mf_error *err)
{
	struct mf_html_page *page = mf_html_finish(html);
	struct mf_document doc = { .id = r->name,
				   .title = keep(r, page->title),
				   .date = keep(r, page->date),
				   .source = keep(r, page->source),
				   .url = keep(r, page->url),
				   .author = keep(r, page->author),
				   .line = 1 };

	mf_linked_data(r, page->data, &doc);
	add_language(r, &doc, page->language);
	if (!*doc.url && r->url)
		doc.url = r->url;
	if (*page->cut)
		mf_reading_warn(r, 0, "what stands before that is indexed", "%s", page->cut);
	if (!page->text.len && !*doc.title) {
		mf_reading_reject(r, MF_E_INPUT, 0, "if scripts build it, save it from a browser as text",
				  "a page without text, nothing to index");
		return MF_OK;
	}
	if (!*doc.title)
		doc.title = mf_reading_title(r, page->text.data, page->text.len, &doc.title_end);
	return mf_reading_document(r, &doc, page->text.data, page->text.len, err);
}

/* True where the text holds an end tag, a tag that ends nothing, or a character reference. */
static bool has_markup(const char *text, size_t len)
{
	static const char *const sign[] = { "</p>",      "</div>",  "</a>",    "</b>",    "</i>",
					    "</strong>", "</em>",   "</span>", "<br",     "<p>",
					    "<p ",       "<img ",   "</h1>",   "</h2>",   "</h3>",
					    "</li>",     "&amp;",   "&nbsp;",  "&quot;",  "&lt;",
					    "&#",        "&laquo;", "&raquo;", "&rsquo;", "&hellip;",
					    "&ndash;",   "&mdash;" };
	const char *end = text + len;

	for (const char *at = text; at < end; at++) {
		if (*at != '<' && *at != '&')
			continue;
		for (size_t i = 0; i < sizeof sign / sizeof *sign; i++) {
			size_t n = strlen(sign[i]);
			if ((size_t)(end - at) >= n && !strncasecmp(at, sign[i], n))
				return true;
		}
	}
	return false;
}

bool mf_reading_unmark(const char *text, size_t len, struct mf_buf *out)
{
	struct mf_html *html;
	struct mf_html_page *page;

	if (!has_markup(text, len) || mf_html_open(&html, PAGE_MAX, true, NULL) < 0)
		return false;
	for (size_t at = 0; at < len; at += PAGE_STEP)
		mf_html_feed(html, text + at, len - at < PAGE_STEP ? len - at : PAGE_STEP, NULL);
	page = mf_html_finish(html);
	mf_buf_add(out, page->text.data, page->text.len);
	mf_html_close(html);
	return true;
}

int mf_read_html(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err)
{
	struct mf_decoder decoder;
	struct mf_stream text = { 0 };
	struct mf_html *html = NULL;
	struct mf_error problem;
	char *head, charset[64];
	size_t len;
	int status = mf_stream_peek(raw, CHARSET_BYTES, &head, &len, &problem);

	if (status < 0)
		return mf_reading_failed(r, &problem);
	mf_html_charset(head, len, charset, sizeof charset);
	text = mf_decoder_open(&decoder, raw, r->options->encoding, *charset ? charset : NULL);
	status = mf_html_open(&html, PAGE_MAX, r->options->whole_page, &problem);
	if (status == MF_OK)
		status = feed(html, &text, &problem);
	if (status < 0)
		status = mf_reading_failed(r, &problem);
	else
		status = hand_over(r, html, err);
	if (status == MF_OK && !r->rejected && text.offset >= PAGE_MAX)
		mf_reading_warn(r, 0, "the rest is not indexed; split it", "a page of more than %zu MiB",
				PAGE_MAX >> 20);
	if (status == MF_OK)
		mf_reading_decoded(r, &decoder);
	mf_html_close(html);
	mf_stream_release(&text);
	mf_decoder_release(&decoder);
	return status;
}
