/* SPDX-License-Identifier: GPL-2.0-or-later */
/* text.c - results for a reader at a terminal, or in a pipe.
 *
 * Each line is one thing: title, what is known of the document, snippet.  Matched words are coloured,
 * or stand between asterisks, which unlike brackets look alike in both directions.
 */
#include <inttypes.h>
#include <string.h>

#include "search/output/render.h"

#define BAR_COLUMNS 24u
#define SGR_DETAIL "\033[36m"
#define SGR_RESET "\033[0m"

/* label: text, on a line of its own; nothing where the text is empty. */
static void put_labelled(struct mf_buf *out, const struct mf_style *style, const char *label,
			 const char *text)
{
	if (!text[0])
		return;
	mf_line_start(out, style);
	mf_buf_printf(out, "%s: ", label);
	mf_field_put(out, style, text);
	mf_buf_addch(out, '\n');
}

/* Text of several lines, each made safe and indented. */
static void put_block(struct mf_buf *out, const struct mf_style *style, const char *label, const char *text)
{
	if (!text[0])
		return;
	mf_line_start(out, style);
	mf_buf_printf(out, "%s:\n", label);
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

static void put_total(struct mf_buf *out, const struct mf_style *style, const struct mf_results *results)
{
	mf_line_start(out, style);
	if (!results->total)
		mf_buf_addstr(out, "nothing found");
	else
		mf_buf_printf(out, "%s%" PRIu64 " result%s", results->exact ? "" : "about ", results->total,
			      results->total == 1 ? "" : "s");
	if (results->documents)
		mf_buf_printf(out, " in %" PRIu64 " document%s", results->documents,
			      results->documents == 1 ? "" : "s");
	if (results->query[0]) {
		mf_buf_addstr(out, " for ");
		mf_field_put(out, style, results->query);
	}
	mf_buf_addch(out, '\n');
}

static void text_begin(struct mf_buf *out, const struct mf_style *style, const struct mf_results *results)
{
	if (style->qid)
		put_labelled(out, style, "query", style->qid);
	put_total(out, style, results);
	put_labelled(out, style, "read as", results->interpreted);
	put_labelled(out, style, "did you mean", results->suggestion);
	put_labelled(out, style, "note", results->warning);
	if (style->explain) {
		put_block(out, style, "lexemes", results->explain_lexemes);
		put_block(out, style, "tree", results->explain_tree);
		put_block(out, style, "Xapian query", results->explain_query);
	}
}

static void put_title(struct mf_buf *out, const struct mf_style *style, const struct mf_hit *hit)
{
	struct mf_line line = MF_LINE_INIT;

	if (hit->title_marks)
		mf_line_add_fragments(&line, hit->title_marks, 1);
	else
		mf_line_add(&line, hit->title, strlen(hit->title), false);
	if (!line.text.len)
		mf_line_add(&line, hit->document, strlen(hit->document), false);
	mf_line_start(out, style);
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

static void put_details(struct mf_buf *out, const struct mf_style *style, const struct mf_hit *hit)
{
	mf_line_start(out, style);
	mf_buf_addstr(out, style->color ? "   " SGR_DETAIL : "   ");
	mf_field_put(out, style, hit->document);
	mf_buf_printf(out, " · passage %u", hit->passage);
	put_detail(out, style, hit->date);
	put_detail(out, style, hit->source);
	put_detail(out, style, hit->author);
	put_detail(out, style, hit->url);
	mf_buf_addstr(out, " · score ");
	mf_decimal_put(out, hit->score, 2);
	if (hit->duplicates)
		mf_buf_printf(out, " · +%u near-duplicate%s", hit->duplicates,
			      hit->duplicates == 1 ? "" : "s");
	mf_buf_addstr(out, style->color ? SGR_RESET "\n" : "\n");
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
		mf_buf_addstr(out, " -> ");
		mf_field_put(out, style, reason->found);
		mf_buf_printf(out, " (%s)\n", mf_match_names[reason->how]);
	}
}

static void text_hit(struct mf_buf *out, const struct mf_style *style, const struct mf_results *results,
                     const struct mf_hit *hit)
{
	struct mf_line line = MF_LINE_INIT;

	(void)results;
	mf_buf_addch(out, '\n');
	put_title(out, style, hit);
	put_details(out, style, hit);
	mf_line_add_fragments(&line, hit->fragment, hit->fragments);
	mf_line_put_rows(out, style, &line, 3);
	if (style->explain)
		put_reasons(out, style, hit);
	mf_line_release(&line);
}

static void put_facet_value(struct mf_buf *out, const struct mf_style *style,
			    const struct mf_facet_value *value, uint64_t largest)
{
	unsigned bar = largest ? (unsigned)((value->count * BAR_COLUMNS + largest - 1) / largest) : 0;

	mf_line_start(out, style);
	mf_buf_printf(out, " %c %6" PRIu64 " ", value->selected ? '>' : ' ', value->count);
	for (unsigned i = 0; i < BAR_COLUMNS; i++)
		mf_buf_addstr(out, i < bar ? "█" : " ");
	mf_buf_addstr(out, "  ");
	mf_field_put(out, style, value->label[0] ? value->label : value->id);
	if (value->label_en[0] && strcmp(value->label_en, value->label) != 0) {
		mf_buf_addstr(out, " · ");
		mf_field_put(out, style, value->label_en);
	}
	if (value->by_nisba)
		mf_buf_printf(out, " (%" PRIu64 " by the adjective alone)", value->by_nisba);
	mf_buf_addch(out, '\n');
}

/* Values from v on that have no documents and say so only to fill a gap in time. */
static size_t gap_from(const struct mf_facet *facet, size_t v)
{
	size_t end = v;

	while (end < facet->values && !facet->value[end].count && !facet->value[end].selected && facet->value[end].id[0])
		end++;
	return end - v;
}

/* The values of a facet; three empty days (months, years) or more are one line. */
static void put_facet(struct mf_buf *out, const struct mf_style *style, const struct mf_facet *facet)
{
	uint64_t largest = 0;

	mf_buf_addch(out, '\n');
	mf_line_start(out, style);
	mf_buf_printf(out, "%s%s:\n", facet->name, facet->values ? "" : " (none)");
	for (size_t v = 0; v < facet->values; v++)
		largest = facet->value[v].count > largest ? facet->value[v].count : largest;
	for (size_t v = 0, gap; v < facet->values; v += gap > 2 ? gap : 1) {
		gap = gap_from(facet, v);
		if (gap <= 2) {
			put_facet_value(out, style, &facet->value[v], largest);
			continue;
		}
		mf_line_start(out, style);
		mf_buf_printf(out, "        0 %*s  ", (int)BAR_COLUMNS, "");
		mf_field_put(out, style, facet->value[v].id);
		mf_buf_addstr(out, " to ");
		mf_field_put(out, style, facet->value[v + gap - 1].id);
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
