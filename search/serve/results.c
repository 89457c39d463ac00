/* SPDX-License-Identifier: GPL-2.0-or-later */
/* results.c - the page of a search, and the one before any search. */
#include <string.h>

#include "indexer/store/index.h"
#include "search/output/markup.h"
#include "search/output/render.h"
#include "search/serve/page.h"
#include "wrappers/libc/message.h"

#define NAMES 6 /* shown below a result */
#define FACET_VALUES "8"
#define PAGES_MAX 10000 /* results that can be leafed to */

/* ---- a result ---- */

static void put_title(struct mf_serving *s, const struct mf_hit *hit)
{
	struct mf_buf *out = &s->reply->body;
	struct mf_fragment title = { .text = hit->title, .len = strlen(hit->title) };
	const struct mf_fragment *shown = hit->title_marks ? hit->title_marks : &title;
	struct mf_link link = {
		.path = "/document", .name = "id", .value = hit->document, .anchor = "hit-1"
	};

	if (!title.len) {
		title.text = hit->document;
		title.len = strlen(hit->document);
		shown = &title;
	}
	mf_markup_open_fragments(out, "h2", shown, 1);
	mf_page_open_link(s, &link, "");
	mf_pieces_each(shown, 1, mf_markup_put_piece, out);
	mf_buf_addstr(out, "</a></h2>\n");
}

/* An address of the web and nothing else becomes a link. */
static void put_source_link(struct mf_serving *s, const char *url)
{
	struct mf_buf *out = &s->reply->body;

	if (strncmp(url, "https://", 8) != 0 && strncmp(url, "http://", 7) != 0)
		return;
	mf_buf_addstr(out, " <a class=\"out\" rel=\"noopener noreferrer external\" href=\"");
	mf_markup_put_text(out, url);
	mf_buf_printf(out, "\">%s</a>", _("at its source"));
}

static void put_date(struct mf_serving *s, const struct mf_hit *hit)
{
	struct mf_buf *out = &s->reply->body;

	if (!*hit->date)
		return;
	mf_buf_addstr(out, "<time datetime=\"");
	mf_markup_put_text(out, hit->date);
	mf_buf_addstr(out, "\">");
	mf_markup_put_text(out, mf_page_date(s->ask.arena, hit->date));
	mf_buf_addstr(out, "</time>");
	if (*hit->date_doubt) {
		mf_buf_printf(out, " <span class=\"doubt\">(%s ", _("its text speaks for"));
		mf_page_bdi(out, mf_page_date(s->ask.arena, hit->date_doubt));
		mf_buf_addstr(out, ")</span>");
	} else if (*hit->date_stated) {
		mf_buf_printf(out, " <span class=\"doubt\">(%s ", _("stated:"));
		mf_page_bdi(out, hit->date_stated);
		mf_buf_addstr(out, ")</span>");
	}
}

void mf_page_about(struct mf_serving *s, const struct mf_hit *hit)
{
	struct mf_buf *out = &s->reply->body;

	put_date(s, hit);
	for (int i = 0; i < 2; i++) {
		const char *text = i ? hit->author : hit->source;
		if (!*text)
			continue;
		mf_buf_addstr(out, *hit->date || (i && *hit->source) ? " · " : "");
		mf_page_bdi(out, text);
	}
	put_source_link(s, hit->url);
}

static void put_duplicates(struct mf_serving *s, const struct mf_hit *hit)
{
	struct mf_link link = { .path = "/", .name = "duplicates", .value = "show" };

	if (!hit->duplicates)
		return;
	mf_buf_addstr(&s->reply->body, " · ");
	mf_page_link(s, &link,
		     mf_arena_printf(s->ask.arena,
				     mf_message_count("%s near-copy", "%s near-copies", hit->duplicates),
				     mf_page_number(s->ask.arena, hit->duplicates)));
}

void mf_page_names(struct mf_serving *s, const struct mf_hit *hit, size_t max)
{
	struct mf_buf *out = &s->reply->body;

	if (!hit->entities)
		return;
	mf_buf_printf(out, "<ul class=\"names\" aria-label=\"%s\">", _("Names"));
	for (size_t i = 0; i < hit->entities && i < max; i++) {
		const struct mf_hit_entity *e = &hit->entity[i];
		const char *type = mf_entity_type_names[e->type], *other;
		struct mf_link link = { .path = "/" };
		if (mf_ask_has(&s->ask, type, e->id))
			continue;
		mf_page_toggle(s, type, e->id, false, &link);
		mf_buf_printf(out, "<li class=\"%s\">", type);
		mf_page_open_link(s, &link, "");
		mf_page_bdi(out, mf_page_label(s, e->label, e->label_en, &other));
		mf_buf_addstr(out, "</a></li>");
	}
	mf_buf_addstr(out, "</ul>\n");
}

static void put_why(struct mf_serving *s, const struct mf_hit *hit)
{
	struct mf_buf *out = &s->reply->body;

	if (!hit->reasons)
		return;
	mf_buf_printf(out, "<details class=\"why\"><summary>%s</summary><ul>", _("Why it was found"));
	for (size_t i = 0; i < hit->reasons; i++) {
		const struct mf_reason *r = &hit->reason[i];
		mf_buf_addstr(out, "<li>");
		mf_page_bdi(out, r->word);
		if (*r->found) {
			mf_buf_addstr(out, s->ask.arabic ? " ← " : " → ");
			mf_page_bdi(out, r->found);
		}
		mf_buf_printf(out, " <span class=\"how\">%s</span> <span class=\"weight\">",
			      _(mf_match_names[r->how]));
		mf_decimal_put(out, r->weight, 2);
		mf_buf_addstr(out, "</span></li>");
	}
	mf_buf_addstr(out, "</ul></details>\n");
}

static void put_hit(struct mf_serving *s, const struct mf_hit *hit)
{
	struct mf_buf *out = &s->reply->body;

	mf_buf_addstr(out, "<li><article class=\"hit\">\n");
	put_title(s, hit);
	mf_buf_addstr(out, "<p class=\"about\">");
	mf_page_about(s, hit);
	put_duplicates(s, hit);
	mf_buf_addstr(out, "</p>\n");
	mf_markup_open_fragments(out, "p class=\"snippet\"", hit->fragment, hit->fragments);
	mf_pieces_each(hit->fragment, hit->fragments, mf_markup_put_piece, out);
	mf_buf_addstr(out, "</p>\n");
	mf_page_names(s, hit, NAMES);
	put_why(s, hit);
	mf_buf_addstr(out, "</article></li>\n");
}

/* ---- around the results ---- */

/* "3 results"; the texts stand in mf_message_count, which chooses by n. */
#define COUNTED(s, one, many, n)                                                                             \
	mf_arena_printf((s)->ask.arena, mf_message_count(one, many, n), mf_page_number((s)->ask.arena, n))

static void put_totals(struct mf_serving *s, const struct mf_results *r)
{
	struct mf_buf *out = &s->reply->body;

	mf_buf_addstr(out, "<p class=\"totals\" id=\"totals\">");
	if (!r->total) {
		mf_buf_printf(out, "<strong>%s</strong>", _("Nothing found."));
	} else {
		mf_buf_printf(out, "%s<strong>%s</strong>", r->exact ? "" : _("about "),
			      COUNTED(s, "%s result", "%s results", r->total));
		if (r->documents && !s->ask.request.by_document)
			mf_buf_printf(out, " %s",
				      COUNTED(s, "in %s document", "in %s documents", r->documents));
		mf_buf_addstr(out, " <span class=\"took\">");
		mf_buf_printf(out, _("%.1f ms"), r->took_ms);
		mf_buf_addstr(out, "</span>");
	}
	mf_buf_addstr(out, "</p>\n");
}

static void put_note(struct mf_buf *out, const char *label, const char *text)
{
	if (!*text)
		return;
	mf_buf_printf(out, "<p class=\"note\"><span>%s</span> ", label);
	mf_page_bdi(out, text);
	mf_buf_addstr(out, "</p>\n");
}

static void put_meant(struct mf_serving *s, const char *meant)
{
	struct mf_link link = { .path = "/", .without = "q", .name = "q", .value = meant };

	if (!*meant)
		return;
	mf_buf_printf(&s->reply->body, "<p class=\"note meant\"><span>%s</span> ", _("Did you mean"));
	mf_page_link(s, &link, meant);
	mf_buf_addstr(&s->reply->body, "</p>\n");
}

/* One of a few ways; the one that is chosen is no link. */
static void put_choice(struct mf_serving *s, const char *name, const char *value, const char *usual,
		       const char *label)
{
	const char *now = mf_http_parameter(s->ask.http, name);
	struct mf_link link = { .path = "/", .without = name, .name = name, .value = value };

	if (strcmp(value, usual) == 0)
		link.name = NULL;
	if (strcmp(now && *now ? now : usual, value) == 0)
		mf_buf_printf(&s->reply->body, "<b aria-current=\"true\">%s</b>\n", label);
	else
		mf_page_link(s, &link, label);
}

static void put_tools(struct mf_serving *s)
{
	struct mf_buf *out = &s->reply->body;

	mf_buf_printf(out, "<div class=\"tools\"><p class=\"sort\"><span>%s</span> ", _("Order"));
	put_choice(s, "sort", "relevance", "relevance", _("best first"));
	put_choice(s, "sort", "newest", "relevance", _("newest first"));
	put_choice(s, "sort", "oldest", "relevance", _("oldest first"));
	mf_buf_printf(out, "</p>\n<p class=\"group\"><span>%s</span> ", _("One result for each"));
	put_choice(s, "group-by", "passage", "passage", _("passage"));
	put_choice(s, "group-by", "document", "passage", _("document"));
	mf_buf_printf(out, "</p>\n<p><span>%s</span> ", _("All as a file"));
	for (const char *const(*f)[2] = (const char *const[][2]){ { "csv", "CSV" },
								  { "jsonl", "JSONL" },
								  { "bibtex", "BibTeX" },
								  { "html", "HTML" },
								  { NULL, NULL } };
	     (*f)[0]; f++) {
		const struct mf_link link = { "/export", .name = "format", .value = (*f)[0] };
		mf_page_open_link(s, &link, " download");
		mf_buf_printf(out, "%s</a>\n", (*f)[1]);
	}
	mf_buf_addstr(out, "</p></div>\n");
	mf_page_studies(s, 0);
}

static void put_page_link(struct mf_serving *s, uint64_t offset, const char *label, const char *rel)
{
	struct mf_link link = { .path = "/" };
	const char *limit = mf_http_parameter(s->ask.http, "limit");

	if (offset) {
		link.name = "offset";
		link.value = mf_arena_printf(s->ask.arena, "%llu", (unsigned long long)offset);
	}
	if (limit && *limit) {
		link.name2 = "limit";
		link.value2 = limit;
	}
	mf_page_open_link(s, &link, mf_arena_printf(s->ask.arena, " rel=\"%s\" class=\"step\"", rel));
	mf_buf_printf(&s->reply->body, "%s</a>\n", label);
}

static void put_pages(struct mf_serving *s, const struct mf_results *r)
{
	struct mf_buf *out = &s->reply->body;
	uint64_t offset = s->ask.options.offset, limit = s->ask.options.limit;
	bool back = offset > 0, on = r->hits == limit && offset + limit < r->total && offset < PAGES_MAX;

	if (!limit || (!back && !on))
		return;
	mf_buf_printf(out, "<nav class=\"pages\" aria-label=\"%s\">", _("Pages"));
	if (back)
		put_page_link(s, offset > limit ? offset - limit : 0, _("Previous"), "prev");
	mf_buf_printf(out, "<span>%s–%s</span>\n", mf_page_number(s->ask.arena, offset + (r->hits != 0)),
		      mf_page_number(s->ask.arena, offset + r->hits));
	if (on)
		put_page_link(s, offset + limit, _("Next"), "next");
	mf_buf_addstr(out, "</nav>\n");
}

static void put_results(struct mf_serving *s, const struct mf_results *r)
{
	struct mf_buf *out = &s->reply->body;

	mf_buf_addstr(out, "<div class=\"layout\">\n<main id=\"main\">\n");
	mf_page_chips(s, r);
	put_totals(s, r);
	put_note(out, _("Read as:"), r->interpreted);
	put_meant(s, r->meant);
	put_note(out, _("Note:"), r->warning);
	mf_page_histogram(s, r);
	if (r->hits) {
		put_tools(s);
		mf_buf_printf(out, "<ol class=\"hits\" start=\"%llu\">\n",
			      (unsigned long long)s->ask.options.offset + 1);
		for (size_t i = 0; i < r->hits; i++)
			put_hit(s, &r->hit[i]);
		mf_buf_addstr(out, "</ol>\n");
		put_pages(s, r);
		mf_page_keep(s);
	}
	mf_buf_addstr(out, "</main>\n");
	mf_page_facets(s, r);
	mf_buf_addstr(out, "</div>\n");
}

/* ---- before a search ---- */

static void put_home(struct mf_serving *s, const struct mf_results *r)
{
	struct mf_buf *out = &s->reply->body;
	const struct mf_index *index = mf_engine_index(s->worker->engine);
	struct mf_arena *a = s->ask.arena;

	mf_buf_printf(
		out,
		"<div class=\"layout\">\n<main id=\"main\" class=\"home\">\n<h1>%s</h1>\n<p class=\"lead\">",
		_("The archive"));
	mf_buf_addstr(out, COUNTED(s, "%s document", "%s documents", index->documents));
	mf_buf_printf(out, " · %s</p>\n", COUNTED(s, "%s passage", "%s passages", index->passages));
	mf_page_histogram(s, r);
	mf_buf_printf(
		out, "<p>%s</p>\n",
		_("Search for words in any of their forms, for names in any spelling and script, or begin with "
		  "a name, a place or a time from the lists."));
	mf_buf_printf(out, "<p>%s</p>\n",
		      mf_arena_printf(a, "<kbd>/</kbd> %s", _("goes to the search field.")));
	mf_buf_addstr(out, "</main>\n");
	mf_page_facets(s, r);
	mf_buf_addstr(out, "</div>\n");
}

int mf_page_search(struct mf_serving *s, struct mf_error *err)
{
	static const char *const forced[] = { "--facets=person,place,org,source,year,month,date",
					      "--facet-limit=" FACET_VALUES, "--explain", NULL };
	struct mf_results *r = &s->worker->results;
	bool home;
	int rc = mf_ask_read(&s->ask, forced, false, err);

	if (rc < 0 || mf_reply_unchanged(s, s->ask.http))
		return rc;
	home = !*s->ask.query && s->ask.states == mf_ask_has(&s->ask, "lang", NULL);
	if (home)
		s->ask.request.limit = 0;
	s->server->count.searches++;
	rc = mf_engine_search(s->worker->engine, &s->ask.request, r, err);
	if (rc < 0)
		return rc;
	mf_page_begin(s, s->ask.query);
	if (home)
		put_home(s, r);
	else
		put_results(s, r);
	mf_page_end(s);
	mf_reply_partial(s, r->partial);
	return 0;
}
