/* SPDX-License-Identifier: GPL-2.0-or-later */
/* help.c - /help: how to ask, with the fields of the same table as the command line's help. */
#include <string.h>

#include "indexer/analysis/schema.h"
#include "search/output/markup.h"
#include "search/serve/page.h"
#include "wrappers/libc/message.h"

static void put_row(struct mf_serving *s, const char *query, const char *what)
{
	struct mf_buf *out = &s->reply->body;
	const struct mf_link link = { .path = "/", .bare = true, .name = "q", .value = query };

	mf_buf_addstr(out, "<tr><td>");
	mf_page_open_link(s, &link, "");
	mf_page_bdi(out, query);
	mf_buf_printf(out, "</a></td><td>%s</td></tr>\n", what);
}

static void put_fields(struct mf_serving *s)
{
	struct mf_buf *out = &s->reply->body;

	mf_buf_printf(out, "<h2>%s</h2>\n<table>\n", _("Fields"));
	for (const struct mf_query_field *f = mf_query_fields; f->name; f++) {
		const struct mf_link link = { .path = "/", .bare = true, .name = "q", .value = f->example };
		mf_buf_printf(out, "<tr><td><bdi>%s</bdi> · <bdi>%s</bdi></td><td>", f->name, f->arabic);
		mf_markup_put_text(out, _(f->help));
		mf_buf_addstr(out, "</td><td>");
		mf_page_open_link(s, &link, "");
		mf_page_bdi(out, f->example);
		mf_buf_addstr(out, "</a></td></tr>\n");
	}
	mf_buf_addstr(out, "</table>\n");
}

int mf_page_help(struct mf_serving *s, struct mf_error *err)
{
	static const char *const rows[][2] = {
		{ "قوات حفظ السلام",
		  N_("any of the words in any of their forms; more, closer and rarer ones are better") },
		{ "\"حفظ السلام\"", N_("words in this order, next to each other") },
		{ "\"رئيس حكومة\"~5", N_("words with at most five others between them") },
		{ "+توكاييف -روسيا", N_("with the one, without the other") },
		{ "روسيا AND (مظاهرات OR احتجاجات)", N_("both; one of them") },
		{ "=مدن", N_("this spelling to the letter") },
		{ "كازاخ*", N_("all words that begin so") },
		{ "Tokayev", N_("a name in any script finds all its spellings") },
	};
	static const char *const keys[][2] = {
		{ "/", N_("to the search field") },
		{ "↓ ↑ Enter", N_("through the suggestions; from result to result") },
		{ "Esc", N_("closes the suggestions") },
		{ "n p", N_("in a document: to the next or the previous place") },
	};
	struct mf_buf *out = &s->reply->body;
	int rc = mf_ask_read(&s->ask, NULL, true, err);

	if (rc < 0 || mf_reply_unchanged(s, s->ask.http))
		return rc;
	mf_page_begin(s, _("Help"));
	mf_buf_printf(out, "<main id=\"main\" class=\"single help\"><h1>%s</h1>\n<table>\n", _("How to ask"));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		put_row(s, rows[i][0], _(rows[i][1]));
	mf_buf_addstr(out, "</table>\n");
	put_fields(s);
	mf_buf_printf(out, "<h2>%s</h2>\n<table>\n", _("Keys"));
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		mf_buf_printf(out, "<tr><td><kbd>%s</kbd></td><td>%s</td></tr>\n", keys[i][0], _(keys[i][1]));
	mf_buf_printf(
		out, "</table>\n<h2>%s</h2>\n<p>%s <a href=\"/openapi.json\">openapi.json</a></p>\n</main>\n",
		_("For programs"), _("Everything on these pages is also there as JSON, below /api/1/:"));
	mf_page_end(s);
	return 0;
}
