/* SPDX-License-Identifier: GPL-2.0-or-later */
/* page.c - what is around every page, and the page that says what went wrong. */
#include "search/serve/page.h"

#include <string.h>

#include "search/output/markup.h"
#include "wrappers/libc/message.h"

static void put_head(struct mf_buf *out, bool arabic, const char *title)
{
	mf_buf_printf(out,
		      "<!DOCTYPE html>\n<html lang=\"%s\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
		      arabic ? "ar" : "en", arabic ? "rtl" : "ltr");
	mf_buf_addstr(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
			   "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
	if (*title) {
		mf_markup_put_text(out, title);
		mf_buf_addstr(out, " · ");
	}
	mf_buf_addstr(out, _("mufahris"));
	mf_buf_addstr(out, "</title>\n<link rel=\"icon\" href=\"");
	mf_asset_put_link(out, "/icon.svg");
	mf_buf_addstr(out, "\">\n<link rel=\"stylesheet\" href=\"");
	mf_asset_put_link(out, "/style.css");
	mf_buf_addstr(out, "\">\n<script src=\"");
	mf_asset_put_link(out, "/script.js");
	mf_buf_addstr(out, "\" defer></script>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">");
	mf_buf_addstr(out, _("Skip to the contents"));
	mf_buf_addstr(out, "</a>\n");
}

/* The state but for the query, which has a field of its own. */
static void put_hidden(struct mf_serving *s)
{
	struct mf_buf *out = &s->reply->body;

	mf_buf_addstr(out, "<div id=\"state\">");
	for (size_t i = 0; i < s->ask.states; i++) {
		const struct mf_http_field *p = &s->ask.state[i];
		if (strcmp(p->name, "q") == 0)
			continue;
		mf_buf_addstr(out, "<input type=\"hidden\" name=\"");
		mf_markup_put_text(out, p->name);
		mf_buf_addstr(out, "\" value=\"");
		mf_markup_put_text(out, p->value);
		mf_buf_addstr(out, "\">");
	}
	mf_buf_addstr(out, "</div>");
}

static void put_search(struct mf_serving *s)
{
	struct mf_buf *out = &s->reply->body;

	mf_buf_addstr(out, "<form class=\"search\" role=\"search\" action=\"/\" method=\"get\">"
			   "<label class=\"hidden\" for=\"q\">");
	mf_buf_addstr(out, _("Search the archive"));
	mf_buf_printf(out,
		      "</label>\n<input id=\"q\" name=\"q\" type=\"search\" dir=\"auto\" maxlength=\"1000\" "
		      "autocomplete=\"off\" autocapitalize=\"none\" spellcheck=\"false\" data-count=\"%s\" "
		      "placeholder=\"%s\" value=\"",
		      _("suggestions"), _("Words or a name, in any spelling"));
	mf_markup_put_text(out, s->ask.query);
	mf_buf_addstr(out, "\">");
	put_hidden(s);
	mf_buf_printf(out, "<button type=\"submit\">%s</button></form>\n", _("Search"));
}

/* The same page in the other language. */
static void put_language(struct mf_serving *s)
{
	struct mf_buf *out = &s->reply->body;
	const char *other = s->ask.arabic ? "en" : "ar", *path = s->ask.http->path;
	struct mf_link link = { .path = path, .without = "lang", .name = "lang", .value = other };

	for (const char *const *own = (const char *const[]){ "id", "name", "timeline", "ngrams", "kwic-sort",
							     "dispersion", "together", NULL };
	     *own; own++)
		if (mf_http_parameter(s->ask.http, *own)) {
			link.name2 = *own;
			link.value2 = mf_http_parameter(s->ask.http, *own);
		}
	if (strchr(path + 1, '<') || strchr(path, '"') || strchr(path, '&'))
		link.path = "/";
	mf_buf_printf(out, "<a lang=\"%s\" hreflang=\"%s\" dir=\"%s\" href=\"", other, other,
		      s->ask.arabic ? "ltr" : "rtl");
	mf_link_put(out, &s->ask, &link);
	mf_buf_printf(out, "\">%s</a>", s->ask.arabic ? "English" : "العربية");
}

void mf_page_begin(struct mf_serving *s, const char *title)
{
	struct mf_buf *out = &s->reply->body;
	const struct mf_link home = { .path = "/", .bare = true };
	const struct mf_link help = { .path = "/help", .bare = true },
			     saved = { .path = "/saved", .bare = true };

	mf_reply_type(s->reply, 200, "text/html; charset=utf-8");
	put_head(out, s->ask.arabic, title);
	mf_buf_addstr(out, "<header class=\"top\">\n");
	mf_page_open_link(s, &home, " class=\"brand\"");
	mf_buf_printf(out, "%s</a>\n", _("mufahris"));
	put_search(s);
	mf_buf_printf(out, "<nav class=\"menu\" aria-label=\"%s\">", _("Menu"));
	mf_page_link(s, &saved, _("Kept searches"));
	mf_page_link(s, &help, _("Help"));
	put_language(s);
	mf_buf_addstr(out, "</nav>\n</header>\n");
}

void mf_page_end(struct mf_serving *s)
{
	mf_buf_printf(&s->reply->body,
		      "<footer><p>%s</p></footer>\n<div id=\"said\" class=\"hidden\" role=\"status\" "
		      "aria-live=\"polite\"></div>\n</body>\n</html>\n",
		      _("Everything stays on this machine: nothing is asked from any other."));
}

static const char *head_of(unsigned status)
{
	switch (status) {
	case 400:
		return _("This cannot be searched");
	case 401:
	case 403:
		return _("No entry");
	case 404:
		return _("Not found");
	case 405:
	case 413:
		return _("Not accepted");
	default:
		return _("Not now");
	}
}

void mf_page_error(const struct mf_http_request *r, struct mf_buf *out, unsigned status,
		   const struct mf_error *err)
{
	bool arabic = mf_ask_arabic(r);
	const char *query = mf_http_parameter(r, "q");

	put_head(out, arabic, head_of(status));
	mf_buf_printf(
		out,
		"<header class=\"top\"><a class=\"brand\" href=\"/?lang=%s\">%s</a>"
		"<form class=\"search\" role=\"search\" action=\"/\" method=\"get\">"
		"<label class=\"hidden\" for=\"q\">%s</label>\n<input id=\"q\" name=\"q\" type=\"search\" "
		"dir=\"auto\" value=\"",
		arabic ? "ar" : "en", _("mufahris"), _("Search the archive"));
	mf_markup_put_text(out, query && strlen(query) < 1000 ? query : "");
	mf_buf_printf(
		out,
		"\"><input type=\"hidden\" name=\"lang\" value=\"%s\"><button type=\"submit\">%s</button>"
		"</form></header>\n<main id=\"main\" class=\"message\"><h1>%s</h1>\n<p><bdi>",
		arabic ? "ar" : "en", _("Search"), head_of(status));
	mf_markup_put_text(out, err->text);
	mf_buf_addstr(out, "</bdi></p>\n");
	if (*err->hint) {
		mf_buf_addstr(out, "<p class=\"about\"><bdi>");
		mf_markup_put_text(out, err->hint);
		mf_buf_addstr(out, "</bdi></p>\n");
	}
	mf_buf_addstr(out, "</main>\n</body>\n</html>\n");
}

bool mf_page_answer(struct mf_serving *s, const char *path, struct mf_error *err, int *rc)
{
	static const struct {
		const char *path;
		int (*answer)(struct mf_serving *, struct mf_error *);
	} pages[] = {
		{ "/", mf_page_search },   { "/document", mf_page_document }, { "/facet", mf_page_facet },
		{ "/help", mf_page_help }, { "/saved", mf_page_saved },
	};

	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		if (strcmp(pages[i].path, path) == 0) {
			*rc = pages[i].answer(s, err);
			return true;
		}
	for (unsigned kind = 1; kind < MF_STUDIES; kind++)
		if (strncmp(path, "/study/", 7) == 0 && strcmp(path + 7, mf_study_names[kind]) == 0) {
			*rc = mf_page_study(s, kind, err);
			return true;
		}
	return false;
}
