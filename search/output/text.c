/* SPDX-License-Identifier: GPL-2.0-or-later */
/* text.c - results for a reader at a terminal, or in a pipe.
 *
 * Each line is one thing: title, what is known of the document, snippet.  Matched words are coloured,
 * or stand between asterisks, which unlike brackets look alike in both directions.
 */
#include <inttypes.h>
#include <string.h>

#include "search/engine/place.h"
#include "search/output/render.h"
#include "wrappers/icu/bidi.h"
#include "wrappers/libc/message.h"

#define BAR_COLUMNS 24u
#define NARROW 80u /* a terminal that has less has shorter bars */
#define NARROW_BAR 8u
#define FACET_INDENT 12u      /* before and after a bar: mark, count, blanks */
#define SGR_DETAIL "\033[35m" /* magenta can be read on white and on black */
#define SGR_RESET "\033[0m"

/* Text of several lines, each made safe and indented. */
static void put_block(struct mf_buf *out, const struct mf_style *style, const char *label, const char *text)
{
	if (!text[0])
		return;
	mf_line_start(out, style);
	mf_field_put(out, style, _(label));
	mf_buf_addstr(out, ":\n");
	while (*text) {
		size_t len = strcspn(text, "\n");
		struct mf_line line = MF_LINE_INIT;

		mf_line_add(&line, text, len, false);
		mf_line_start(out, style);
		mf_buf_addstr(out, "    ");
		mf_line_put(out, style, &line, 0, line.text.len);
		mf_buf_addch(out, '\n');
		mf_line_release(&line);
		text += len + (text[len] == '\n');
	}
}

/* A number after its label, apart from what stands around it. */
static void put_count(struct mf_buf *out, const struct mf_style *style, const char *label, const char *about,
		      uint64_t n)
{
	struct mf_buf text = MF_BUF_INIT;

	mf_buf_printf(&text, "%s: %s%s%" PRIu64, _(label), about, *about ? " " : "", n);
	mf_field_put(out, style, text.data);
	mf_buf_release(&text);
}

/* The same in Arabic: labels and numbers, so that no noun has to agree with its number. */
static void put_total_arabic(struct mf_buf *out, const struct mf_style *style,
			     const struct mf_results *results)
{
	if (!results->total && !results->whole)
		mf_field_put(out, style, _("nothing found"));
	else
		put_count(out, style, results->whole ? N_("words marked") : N_("results"),
			  results->exact ? "" : _("about"), results->total);
	if (results->documents && !results->whole) {
		mf_buf_addstr(out, " · ");
		put_count(out, style, "documents", "", results->documents);
	}
	if (results->query[0]) {
		mf_buf_addstr(out, " · ");
		mf_field_put(out, style, _("for"));
		mf_buf_addstr(out, ": ");
		mf_field_put(out, style, results->query);
	}
}

static void put_total_english(struct mf_buf *out, const struct mf_style *style,
			      const struct mf_results *results)
{
	if (!results->total)
		mf_buf_addstr(out, results->whole ? "nothing" : "nothing found");
	else
		mf_buf_printf(out, "%s%" PRIu64 " %s%s", results->exact ? "" : "about ", results->total,
			      results->whole ? "place" : "result", results->total == 1 ? "" : "s");
	if (results->whole)
		mf_buf_addstr(out, " marked");
	else if (results->documents)
		mf_buf_printf(out,
			      mf_message_count(" in %llu document", " in %llu documents", results->documents),
			      (unsigned long long)results->documents);
	if (results->query[0]) {
		mf_buf_addstr(out, " for ");
		mf_field_put(out, style, results->query);
	}
}

static void put_total(struct mf_buf *out, const struct mf_style *style, const struct mf_results *results)
{
	if (results->whole && !results->query[0])
		return;
	mf_line_start(out, style);
	if (style->arabic)
		put_total_arabic(out, style, results);
	else
		put_total_english(out, style, results);
	mf_buf_addch(out, '\n');
}

static void text_begin(struct mf_buf *out, const struct mf_style *style, const struct mf_results *results)
{
	if (style->qid)
		mf_labelled_put(out, style, "query", style->qid);
	put_total(out, style, results);
	mf_labelled_put(out, style, "read as", results->interpreted);
	mf_labelled_put(out, style, "did you mean", results->meant);
	mf_labelled_put(out, style, "note", results->warning);
	if (style->explain) {
		put_block(out, style, "lexemes", results->explain_lexemes);
		put_block(out, style, "tree", results->explain_tree);
		put_block(out, style, "filters", results->explain_filters ? results->explain_filters : "");
		put_block(out, style, "Xapian query", results->explain_query);
	}
}

static void put_title(struct mf_buf *out, const struct mf_style *style, const struct mf_results *results,
		      const struct mf_hit *hit)
{
	struct mf_line line = MF_LINE_INIT;

	if (hit->title_marks)
		mf_line_add_fragments(&line, hit->title_marks, 1);
	else
		mf_line_add(&line, hit->title, strlen(hit->title), false);
	if (!line.text.len)
		mf_line_add(&line, hit->document, strlen(hit->document), false);
	mf_line_start(out, style);
	if (!results->whole)
		mf_buf_printf(out, "%u. ", hit->rank);
	mf_line_put(out, style, &line, 0, line.text.len);
	mf_buf_addch(out, '\n');
	mf_line_release(&line);
}

static void put_detail(struct mf_buf *out, const struct mf_style *style, const char *text)
{
	if (text[0]) {
		mf_buf_addstr(out, " · ");
		mf_field_put(out, style, text);
	}
}

/* label number, as one detail */
static void put_detail_number(struct mf_buf *out, const struct mf_style *style, const char *label,
			      double value, unsigned digits)
{
	struct mf_buf text = MF_BUF_INIT;

	mf_buf_printf(&text, "%s ", _(label));
	mf_decimal_put(&text, value, digits);
	put_detail(out, style, text.data);
	mf_buf_release(&text);
}

/* (label: text), or nothing. */
static void put_aside(struct mf_buf *out, const struct mf_style *style, const char *label, const char *text)
{
	if (!text[0])
		return;
	mf_buf_addstr(out, " (");
	mf_field_put(out, style, _(label));
	mf_buf_addstr(out, ": ");
	mf_field_put(out, style, text);
	mf_buf_addch(out, ')');
}

static void put_place(struct mf_buf *out, const struct mf_style *style, const struct mf_locus *spot)
{
	struct mf_buf place = MF_BUF_INIT;

	mf_place_put(&place, spot, true);
	put_detail(out, style, place.data);
	put_detail(out, style, mf_place_chapter(spot));
	mf_buf_release(&place);
}

static void put_details(struct mf_buf *out, const struct mf_style *style, const struct mf_results *results,
			const struct mf_hit *hit)
{
	mf_line_start(out, style);
	mf_buf_addstr(out, results->whole ? "" : "   ");
	mf_buf_addstr(out, style->color ? SGR_DETAIL : "");
	mf_field_put(out, style, hit->document);
	if (!results->whole)
		put_detail_number(out, style, "passage", hit->passage, 0);
	put_place(out, style, hit->spot);
	put_detail(out, style, hit->date);
	put_aside(out, style, "text", hit->date_doubt);
	if (!*hit->date_doubt)
		put_aside(out, style, "stated", hit->date_stated);
	put_detail(out, style, hit->source);
	put_detail(out, style, hit->author);
	put_detail(out, style, hit->url);
	if (!results->whole)
		put_detail_number(out, style, "score", hit->score, 2);
	if (hit->duplicates && style->arabic)
		put_detail_number(out, style, "near-duplicates", hit->duplicates, 0);
	else if (hit->duplicates)
		mf_buf_printf(out, " · +%u near-duplicate%s", hit->duplicates,
			      hit->duplicates == 1 ? "" : "s");
	mf_buf_addstr(out, style->color ? SGR_RESET "\n" : "\n");
}

/* One line for each copy: where else it stands. */
static void put_copies(struct mf_buf *out, const struct mf_style *style, const struct mf_hit *hit)
{
	for (size_t i = 0; i < hit->copies; i++) {
		const struct mf_copy *copy = &hit->copy[i];

		mf_line_start(out, style);
		mf_buf_printf(out, "   = %s", style->color ? SGR_DETAIL : "");
		mf_field_put(out, style, copy->document);
		put_detail(out, style, copy->date);
		put_detail(out, style, copy->source);
		put_detail(out, style, copy->url);
		mf_buf_addstr(out, style->color ? SGR_RESET "\n" : "\n");
	}
}

static void put_reasons(struct mf_buf *out, const struct mf_style *style, const struct mf_hit *hit)
{
	for (size_t i = 0; i < hit->reasons; i++) {
		const struct mf_reason *reason = &hit->reason[i];

		mf_line_start(out, style);
		mf_buf_addstr(out, "   ");
		mf_decimal_put(out, reason->weight, 3);
		mf_buf_addstr(out, "  ");
		mf_field_put(out, style, reason->word);
		if (reason->found[0])
			mf_buf_addstr(out, " -> ");
		mf_field_put(out, style, reason->found);
		mf_buf_addstr(out, " (");
		mf_field_put(out, style, _(mf_match_names[reason->how]));
		mf_buf_addstr(out, ")\n");
	}
}

/* Terminals in a terminal drop an isolate that has no cell before it, hence the indent of one.
 * Text [from, from + len) of a whole document on rows of its own, marked; with --explain each marked
 * word says how it was found. */
static void put_text_line(struct mf_buf *out, const struct mf_style *style, const struct mf_fragment *f,
			  size_t from, size_t len, size_t *mark)
{
	struct mf_line line = MF_LINE_INIT;
	size_t at = from, end = from + len;

	for (; *mark < f->marks && f->mark[*mark].begin < end; ++*mark) {
		const struct mf_mark *m = &f->mark[*mark];
		size_t stop = m->end < end ? m->end : end;
		if (m->begin < at)
			continue;
		mf_line_add(&line, f->text + at, m->begin - at, false);
		mf_line_add(&line, f->text + m->begin, stop - m->begin, true);
		if (style->explain) {
			const char *how = _(mf_match_names[m->how]);
			mf_line_add(&line, " [", 2, false);
			mf_line_add(&line, how, strlen(how), false);
			mf_line_add(&line, "]", 1, false);
		}
		at = stop;
	}
	mf_line_add(&line, f->text + at, end - at, false);
	if (line.text.len)
		mf_line_put_rows(out, style, &line, style->bidi == MF_BIDI_ISOLATE);
	else
		mf_buf_addch(out, '\n');
	mf_line_release(&line);
}

static void put_whole(struct mf_buf *out, const struct mf_style *style, const struct mf_hit *hit)
{
	const struct mf_fragment *f = hit->fragment;
	size_t mark = 0;

	for (size_t at = 0; hit->fragments && at < f->len;) {
		const char *end = memchr(f->text + at, '\n', f->len - at);
		size_t len = end ? (size_t)(end - f->text) - at : f->len - at;

		put_text_line(out, style, f, at, len, &mark);
		at += len + 1;
	}
}

static void text_hit(struct mf_buf *out, const struct mf_style *style, const struct mf_results *results,
		     const struct mf_hit *hit)
{
	struct mf_line line = MF_LINE_INIT;

	if (out->len)
		mf_buf_addch(out, '\n');
	if (!results->whole || !mf_begins_with_title(hit))
		put_title(out, style, results, hit);
	put_details(out, style, results, hit);
	put_copies(out, style, hit);
	if (results->whole) {
		mf_buf_addch(out, '\n');
		put_whole(out, style, hit);
	} else {
		mf_line_add_fragments(&line, hit->fragment, hit->fragments);
		mf_line_put_rows(out, style, &line, 3);
	}
	if (style->explain)
		put_reasons(out, style, hit);
	mf_line_release(&line);
}

static unsigned bar_columns(const struct mf_style *style)
{
	return style->width && style->width < NARROW ? NARROW_BAR : BAR_COLUMNS;
}

/* What stands of a value beside its bar: on one row, or, where that is too long, each on a row of its own. */
static void put_beside(struct mf_buf *out, const struct mf_style *style, const char *const *piece, size_t n,
		       size_t indent)
{
	size_t column = indent;

	for (size_t i = 0; i < n; i++) {
		size_t columns = mf_icu_text_columns(piece[i], strlen(piece[i])) + (i ? 3 : 0);
		bool aside = piece[i][0] == '(';
		if (i && style->width && column + columns > style->width) {
			mf_buf_addch(out, '\n');
			mf_line_start(out, style);
			mf_buf_printf(out, "%*s", (int)indent, "");
			column = indent;
		} else if (i) {
			mf_buf_addstr(out, aside ? " " : " · ");
		}
		mf_field_put(out, style, piece[i]);
		column += columns;
	}
	mf_buf_addch(out, '\n');
}

static void put_facet_value(struct mf_buf *out, const struct mf_style *style,
			    const struct mf_facet_value *value, uint64_t largest)
{
	unsigned bars = bar_columns(style),
		 bar = largest ? (unsigned)((value->count * bars + largest - 1) / largest) : 0;
	struct mf_buf nisba = MF_BUF_INIT;
	const char *piece[4];
	size_t n = 0;

	mf_line_start(out, style);
	mf_buf_printf(out, " %c %6" PRIu64 " ", value->selected ? '>' : ' ', value->count);
	for (unsigned i = 0; i < bars; i++)
		mf_buf_addstr(out, i < bar ? "█" : " ");
	mf_buf_addstr(out, "  ");
	piece[n++] = value->id[0] ? (value->label[0] ? value->label : value->id) : _(value->label);
	if (value->label_en[0] && strcmp(value->label_en, value->label) != 0)
		piece[n++] = value->label_en;
	if (value->by_nisba) {
		mf_buf_printf(&nisba, "(%" PRIu64 " %s)", value->by_nisba, _("by the adjective alone"));
		piece[n++] = nisba.data;
	}
	if (value->guessed)
		piece[n++] = _("(guessed)");
	put_beside(out, style, piece, n, bars + FACET_INDENT);
	mf_buf_release(&nisba);
}

/* Values from v on that have no documents and say so only to fill a gap in time. */
static size_t gap_from(const struct mf_facet *facet, size_t v)
{
	size_t end = v;

	while (end < facet->values && !facet->value[end].count && !facet->value[end].selected &&
	       facet->value[end].id[0])
		end++;
	return end - v;
}

static void put_facet_head(struct mf_buf *out, const struct mf_style *style, const struct mf_facet *facet)
{
	mf_buf_addch(out, '\n');
	mf_line_start(out, style);
	mf_field_put(out, style, _(facet->name));
	if (facet->own_filter_left_out) {
		mf_buf_addstr(out, " (");
		mf_field_put(out, style, _("its own filter left out"));
		mf_buf_addch(out, ')');
	}
	if (!facet->values)
		mf_buf_printf(out, " (%s)", _("none"));
	mf_buf_addstr(out, ":\n");
}

static void put_gap(struct mf_buf *out, const struct mf_style *style, const struct mf_facet_value *first,
		    const struct mf_facet_value *last)
{
	mf_line_start(out, style);
	mf_buf_printf(out, "        0 %*s  ", (int)bar_columns(style), "");
	mf_field_put(out, style, first->id);
	mf_buf_printf(out, " %s ", _("to"));
	mf_field_put(out, style, last->id);
	mf_buf_addch(out, '\n');
}

/* The values of a facet; three empty days (months, years) or more are one line. */
static void put_facet(struct mf_buf *out, const struct mf_style *style, const struct mf_facet *facet)
{
	size_t left_out = facet->total_values - facet->values;
	uint64_t largest = 0;

	put_facet_head(out, style, facet);
	for (size_t v = 0; v < facet->values; v++)
		largest = facet->value[v].count > largest ? facet->value[v].count : largest;
	for (size_t v = 0; v < facet->values;) {
		size_t gap = gap_from(facet, v);
		if (gap <= 2) {
			put_facet_value(out, style, &facet->value[v++], largest);
			continue;
		}
		put_gap(out, style, &facet->value[v], &facet->value[v + gap - 1]);
		v += gap;
	}
	if (left_out) {
		mf_line_start(out, style);
		mf_buf_printf(out, "        + %-*zu", (int)bar_columns(style) + 2, left_out);
		mf_field_put(out, style, _("more; --facet-limit=0 shows all"));
		mf_buf_addch(out, '\n');
	}
}

static void text_end(struct mf_buf *out, const struct mf_style *style, const struct mf_results *results)
{
	for (size_t i = 0; i < results->facets; i++)
		put_facet(out, style, &results->facet[i]);
	if (style->qid)
		mf_buf_addch(out, '\n');
}

const struct mf_writer_format mf_writer_text = {
	"text", "for readers", text_begin, text_hit, text_end,
};
