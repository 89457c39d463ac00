/* SPDX-License-Identifier: GPL-2.0-or-later */
/* html.c - a report that stands alone: no script, no font and no picture from elsewhere.
 *
 * What a document says is escaped everywhere, and the page's policy lets nothing run.  Direction goes
 * by the majority of letters, not by the first one: news snippets often begin with a foreign name.
 */
#include <inttypes.h>
#include <string.h>

#include "search/engine/place.h"
#include "search/output/markup.h"
#include "search/output/render.h"
#include "wrappers/libc/message.h"

/* mark: without padding and as an inline box, so that letters stay joined across its edges. */
static const char page_style[] =
	"body{font-family:\"Noto Naskh Arabic\",Amiri,\"Segoe UI\",\"Geeza Pro\",serif;line-height:1.8;"
	"max-width:46em;margin:2em auto;padding:0 1em;color:#222;background:#fff;color-scheme:light dark}"
	"h1{font-size:1.3em}h2{font-size:1.1em;margin:1.6em 0 0}h3{font-size:1em;margin:1.2em 0 .2em}"
	"p{margin:.2em 0}.whole p{margin:.8em 0}.about{color:#555;font-size:.9em}"
	"mark{padding:0;background:#ffe08a;color:inherit}"
	"table{border-collapse:collapse}td{padding:0 .6em}td.count{text-align:end}"
	"meter{width:10em}"
	"@media(prefers-color-scheme:dark){body{color:#ddd;background:#1b1b1b}.about{color:#aaa}"
	"mark{background:#6b5510}a{color:#8ab4f8}}";

static void put_bdi(struct mf_buf *out, const char *before, const char *text)
{
	if (!text[0])
		return;
	mf_buf_printf(out, "%s<bdi>", before);
	mf_markup_put_text(out, text);
	mf_buf_addstr(out, "</bdi>");
}

/* label: text; without a label the text alone */
static void put_about(struct mf_buf *out, const char *label, const char *text)
{
	if (!text[0])
		return;
	mf_buf_printf(out, "<p class=\"about\">%s%s", *label ? _(label) : "", *label ? ": " : "");
	put_bdi(out, "", text);
	mf_buf_addstr(out, "</p>\n");
}

/* · label number */
static void put_number(struct mf_buf *out, const char *label, double number, unsigned digits)
{
	mf_buf_printf(out, " · %s <bdi>", _(label));
	mf_decimal_put(out, number, digits);
	mf_buf_addstr(out, "</bdi>");
}

/* In Arabic labels and numbers, so that no noun has to agree with its number. */
static void put_totals(struct mf_buf *out, const struct mf_style *style, const struct mf_results *results)
{
	const char *about = results->exact ? "" : _("about"), *blank = *about ? " " : "";

	mf_buf_addstr(out, "<p class=\"about\">");
	if (style->arabic) {
		mf_buf_printf(out, "%s: %s%s<bdi>%" PRIu64 "</bdi>",
			      results->whole ? _("words marked") : _("results"), about, blank,
			      results->total);
		if (results->documents && !results->whole)
			put_number(out, N_("documents"), (double)results->documents, 0);
	} else {
		mf_buf_printf(out, "%s%s%" PRIu64 " %s", about, blank, results->total,
			      results->whole ? "places marked" : "results");
		if (results->documents && !results->whole)
			mf_buf_printf(out, " in %" PRIu64 " documents", results->documents);
	}
	mf_buf_addstr(out, "</p>\n");
}

/* How the query was read, as it is printed for readers at a terminal. */
static void put_explanation(struct mf_buf *out, const struct mf_results *results)
{
	const struct {
		const char *head, *text;
	} part[] = {
		{ N_("lexemes"), results->explain_lexemes },
		{ N_("tree"), results->explain_tree },
		{ N_("filters"), results->explain_filters },
		{ N_("Xapian query"), results->explain_query },
	};

	for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
		if (!part[i].text || !*part[i].text)
			continue;
		mf_buf_printf(out, "<details class=\"about\"><summary>%s</summary>\n<ul>", _(part[i].head));
		for (const char *line = part[i].text; *line; line += strspn(line, "\n")) {
			size_t len = strcspn(line, "\n");
			mf_buf_addstr(out, "<li><bdi>");
			mf_markup_put(out, line, len);
			mf_buf_addstr(out, "</bdi></li>\n");
			line += len;
		}
		mf_buf_addstr(out, "</ul></details>\n");
	}
}

static void html_begin(struct mf_buf *out, const struct mf_style *style, const struct mf_results *results)
{
	const char *head = results->query[0]                 ? results->query
			   : results->whole && results->hits ? results->hit->title
							     : "mufahris";

	mf_buf_printf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
		      style->arabic ? "ar\" dir=\"rtl" : "en");
	mf_buf_addstr(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
			   "style-src 'unsafe-inline'\">\n"
			   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
			   "<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
	mf_markup_put_text(out, head);
	mf_buf_printf(out, "</title>\n<style>%s</style>\n</head>\n<body>\n", page_style);
	mf_buf_addstr(out, "<h1>");
	put_bdi(out, "", head);
	mf_buf_addstr(out, "</h1>\n");
	if (!results->whole || results->query[0])
		put_totals(out, style, results);
	put_about(out, N_("read as"), results->interpreted);
	put_about(out, N_("did you mean"), results->meant);
	put_about(out, "", results->warning);
	if (style->explain)
		put_explanation(out, results);
}

/* The address of a document as a link, where it is an address of the web and nothing else. */
static void put_link(struct mf_buf *out, const char *url)
{
	if (strncmp(url, "https://", 8) != 0 && strncmp(url, "http://", 7) != 0) {
		put_bdi(out, " · ", url);
		return;
	}
	mf_buf_addstr(out, " · <a rel=\"noopener noreferrer\" href=\"");
	mf_markup_put_text(out, url);
	mf_buf_addstr(out, "\"><bdi>");
	mf_markup_put_text(out, url);
	mf_buf_addstr(out, "</bdi></a>");
}

static void put_place(struct mf_buf *out, const struct mf_locus *spot)
{
	struct mf_buf place = MF_BUF_INIT;

	mf_place_put(&place, spot, true);
	put_bdi(out, " · ", place.data);
	put_bdi(out, " · ", mf_place_chapter(spot));
	mf_buf_release(&place);
}

/* · label: text */
static void put_detail(struct mf_buf *out, const char *label, const char *text)
{
	if (!text[0])
		return;
	mf_buf_printf(out, " · %s: ", _(label));
	put_bdi(out, "", text);
}

static void put_details(struct mf_buf *out, const struct mf_results *results, const struct mf_hit *hit)
{
	mf_buf_addstr(out, "<p class=\"about\">");
	put_bdi(out, "", hit->document);
	if (!results->whole)
		put_number(out, N_("passage"), hit->passage, 0);
	put_place(out, hit->spot);
	put_bdi(out, " · ", hit->date);
	if (*hit->date_doubt)
		put_detail(out, N_("text"), hit->date_doubt);
	else
		put_detail(out, N_("stated"), hit->date_stated);
	put_bdi(out, " · ", hit->source);
	put_bdi(out, " · ", hit->author);
	if (hit->url[0])
		put_link(out, hit->url);
	if (!results->whole)
		put_number(out, N_("score"), hit->score, 2);
	if (hit->duplicates)
		put_number(out, N_("near-duplicates"), hit->duplicates, 0);
	mf_buf_addstr(out, "</p>\n");
}

static void put_copies(struct mf_buf *out, const struct mf_hit *hit)
{
	if (!hit->copies)
		return;
	mf_buf_addstr(out, "<ul class=\"about\">\n");
	for (size_t i = 0; i < hit->copies; i++) {
		put_bdi(out, "<li>", hit->copy[i].document);
		put_bdi(out, " · ", hit->copy[i].date);
		put_bdi(out, " · ", hit->copy[i].source);
		if (hit->copy[i].url[0])
			put_link(out, hit->copy[i].url);
		mf_buf_addstr(out, "</li>\n");
	}
	mf_buf_addstr(out, "</ul>\n");
}

static void put_reasons(struct mf_buf *out, const struct mf_hit *hit)
{
	mf_buf_addstr(out, "<ul class=\"about\">\n");
	for (size_t i = 0; i < hit->reasons; i++) {
		put_bdi(out, "<li>", hit->reason[i].word);
		put_bdi(out, " → ", hit->reason[i].found);
		mf_buf_printf(out, " (%s, ", _(mf_match_names[hit->reason[i].how]));
		mf_decimal_put(out, hit->reason[i].weight, 3);
		mf_buf_addstr(out, ")</li>\n");
	}
	mf_buf_addstr(out, "</ul>\n");
}

/* A whole document: a paragraph for each line; with --explain marked words say how they were found. */
static void put_whole(struct mf_buf *out, const struct mf_style *style, const struct mf_fragment *f)
{
	size_t mark = 0;

	for (size_t at = 0; at < f->len; at++) {
		const char *newline = memchr(f->text + at, '\n', f->len - at);
		size_t end = newline ? (size_t)(newline - f->text) : f->len;
		bool empty = end == at;
		if (!empty)
			mf_markup_open(out, "p", f->text + at, end - at);
		for (; mark < f->marks && f->mark[mark].begin < end; mark++) {
			const struct mf_mark *m = &f->mark[mark];
			size_t stop = m->end < end ? m->end : end;
			if (m->begin < at)
				continue;
			mf_markup_put(out, f->text + at, m->begin - at);
			if (style->explain)
				mf_buf_printf(out, "<mark title=\"%s\">", _(mf_match_names[m->how]));
			else
				mf_buf_addstr(out, "<mark>");
			mf_markup_put(out, f->text + m->begin, stop - m->begin);
			mf_buf_addstr(out, "</mark>");
			at = stop;
		}
		mf_markup_put(out, f->text + at, end - at);
		mf_buf_addstr(out, empty ? "" : "</p>\n");
		at = end;
	}
}

static void html_hit(struct mf_buf *out, const struct mf_style *style, const struct mf_results *results,
		     const struct mf_hit *hit)
{
	struct mf_fragment title = { .text = hit->title, .len = strlen(hit->title) };
	const struct mf_fragment *shown = hit->title_marks ? hit->title_marks : &title;

	mf_buf_addstr(out, results->whole ? "<article class=\"whole\">\n" : "<article>\n");
	if (!results->whole || !mf_begins_with_title(hit)) {
		mf_markup_open_fragments(out, "h2", shown, 1);
		if (!results->whole)
			mf_buf_printf(out, "%u. ", hit->rank);
		mf_pieces_each(shown, 1, mf_markup_put_piece, out);
		mf_buf_addstr(out, "</h2>\n");
	}
	put_details(out, results, hit);
	put_copies(out, hit);
	if (results->whole) {
		put_whole(out, style, hit->fragment);
	} else {
		mf_markup_open_fragments(out, "p", hit->fragment, hit->fragments);
		mf_pieces_each(hit->fragment, hit->fragments, mf_markup_put_piece, out);
		mf_buf_addstr(out, "</p>\n");
	}
	if (style->explain)
		put_reasons(out, hit);
	mf_buf_addstr(out, "</article>\n");
}

static void put_facet(struct mf_buf *out, const struct mf_facet *facet)
{
	uint64_t largest = 1;

	for (size_t i = 0; i < facet->values; i++)
		largest = facet->value[i].count > largest ? facet->value[i].count : largest;
	mf_buf_addstr(out, "<h3>");
	mf_markup_put_text(out, _(facet->name));
	if (facet->own_filter_left_out)
		mf_buf_printf(out, " (%s)", _("its own filter left out"));
	mf_buf_addstr(out, "</h3>\n<table>\n");
	for (size_t i = 0; i < facet->values; i++) {
		const struct mf_facet_value *value = &facet->value[i];

		mf_buf_printf(out,
			      "<tr><td class=\"count\">%" PRIu64 "</td><td><meter max=\"%" PRIu64
			      "\" value=\"%" PRIu64 "\"></meter></td><td>",
			      value->count, largest, value->count);
		put_bdi(out, "",
			!value->id[0]     ? _(value->label)
			: value->label[0] ? value->label
					  : value->id);
		put_bdi(out, " · ", value->label_en);
		if (value->guessed)
			mf_buf_printf(out, " %s", _("(guessed)"));
		mf_buf_addstr(out, "</td></tr>\n");
	}
	mf_buf_addstr(out, "</table>\n");
	if (facet->total_values > facet->values)
		mf_buf_printf(out, "<p class=\"about\">%zu %s</p>\n", facet->total_values - facet->values,
			      _("more; --facet-limit=0 shows all"));
}

static void html_end(struct mf_buf *out, const struct mf_style *style, const struct mf_results *results)
{
	(void)style;
	for (size_t i = 0; i < results->facets; i++)
		put_facet(out, &results->facet[i]);
	mf_buf_addstr(out, "</body>\n</html>\n");
}

const struct mf_writer_format mf_writer_html = {
	"html", "a report that stands alone", html_begin, html_hit, html_end,
};
