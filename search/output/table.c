/* SPDX-License-Identifier: GPL-2.0-or-later */
/* table.c - results as rows for other programs: CSV and TREC runs. */
#include <inttypes.h>
#include <string.h>

#include "search/engine/place.h"
#include "search/output/render.h"
#include "wrappers/libc/sanitize.h"

/* Does a spreadsheet take text that begins so for a formula?  Full-width signs count too. */
static bool is_formula(const char *text)
{
	static const char *const starts[] = { "=", "+", "-", "@", "＝", "＋", "－", "＠" };

	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (strncmp(text, starts[i], strlen(starts[i])) == 0)
			return true;
	return false;
}

void mf_csv_put(struct mf_buf *out, const char *text, size_t len)
{
	struct mf_line line = MF_LINE_INIT;

	mf_line_add(&line, text, len, false);
	mf_buf_addstr(out, is_formula(line.text.data) ? "\"'" : "\"");
	for (size_t i = 0; i < line.text.len; i++) {
		if (line.text.data[i] == '"')
			mf_buf_addch(out, '"');
		mf_buf_addch(out, line.text.data[i]);
	}
	mf_buf_addstr(out, "\",");
	mf_line_release(&line);
}

static void csv_string(struct mf_buf *out, const char *text)
{
	mf_csv_put(out, text, strlen(text));
}

static void join(struct mf_buf *list, const char *text)
{
	if (list->len)
		mf_buf_addstr(list, "; ");
	mf_buf_addstr(list, text);
}

static void csv_begin(struct mf_buf *out, const struct mf_style *style, const struct mf_results *results)
{
	if (style->goes_on || (results->facets && !results->hits))
		return; /* the facets alone */
	mf_buf_addstr(out, style->qid ? "qid," : "");
	mf_buf_addstr(out,
		      "rank,score,passage,start,end,duplicates,document,title,date,source,url,author,path,"
		      "entities,mentions,snippet,place,part,added,copies\r\n");
}

static void csv_hit(struct mf_buf *out, const struct mf_style *style, const struct mf_results *results,
		    const struct mf_hit *hit)
{
	const char *const fields[] = { hit->document, hit->title,  hit->date, hit->source,
				       hit->url,      hit->author, hit->path };
	struct mf_buf list = MF_BUF_INIT;
	struct mf_line snippet = MF_LINE_INIT;

	(void)results;
	if (style->qid)
		csv_string(out, style->qid);
	mf_buf_printf(out, "%u,", hit->rank);
	mf_decimal_put(out, hit->score, 4);
	mf_buf_printf(out, ",%u,%u,%u,%u,", hit->passage, hit->begin, hit->end, hit->duplicates);
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		csv_string(out, fields[i]);
	for (size_t i = 0; i < hit->entities; i++)
		join(&list, hit->entity[i].id);
	csv_string(out, list.data);
	mf_buf_reset(&list);
	for (size_t i = 0; i < hit->mentions; i++)
		join(&list, hit->mention[i]);
	mf_csv_put(out, list.data, list.len);
	mf_line_add_fragments(&snippet, hit->fragment, hit->fragments);
	mf_csv_put(out, snippet.text.data, snippet.text.len);
	mf_buf_reset(&list);
	mf_place_put(&list, hit->spot, false);
	csv_string(out, list.data);
	csv_string(out, hit->spot ? hit->spot->part : "");
	csv_string(out, hit->added);
	mf_buf_reset(&list);
	for (size_t i = 0; i < hit->copies; i++)
		join(&list, hit->copy[i].document);
	csv_string(out, list.data);
	out->len--; /* the last comma */
	mf_buf_addstr(out, "\r\n");
	mf_buf_release(&list);
	mf_line_release(&snippet);
}

static void csv_value(struct mf_buf *out, const struct mf_style *style, const struct mf_facet *facet,
		      const struct mf_facet_value *value)
{
	if (style->qid)
		csv_string(out, style->qid);
	mf_buf_printf(out, "%s,", facet->name);
	csv_string(out, value->id);
	csv_string(out, value->label);
	csv_string(out, value->label_en);
	mf_buf_printf(out, "%" PRIu64 ",%" PRIu64 ",%s,%s,%s\r\n", value->count, value->by_nisba,
		      value->selected ? "yes" : "", facet->own_filter_left_out ? "yes" : "",
		      value->guessed ? "yes" : "");
}

/* Every value of every facet: a table of its own, after an empty line where there are results. */
static void csv_end(struct mf_buf *out, const struct mf_style *style, const struct mf_results *results)
{
	if (results->facets && !style->goes_on)
		mf_buf_printf(
			out,
			"%s%sfacet,id,label,label_en,count,by_nisba,selected,own_filter_left_out,guessed\r\n",
			results->hits ? "\r\n" : "", style->qid ? "qid," : "");
	for (size_t i = 0; i < results->facets; i++)
		for (size_t k = 0; k < results->facet[i].values; k++)
			csv_value(out, style, &results->facet[i], &results->facet[i].value[k]);
}

/* A column of a run file has no blanks. */
static void trec_column(struct mf_buf *out, const char *text)
{
	struct mf_buf safe = MF_BUF_INIT;

	mf_sanitize(&safe, text, strlen(text), false);
	for (size_t i = 0; i < safe.len; i++)
		mf_buf_addch(out, safe.data[i] == ' ' ? '_' : safe.data[i]);
	if (!safe.len)
		mf_buf_addch(out, '_');
	mf_buf_addch(out, ' ');
	mf_buf_release(&safe);
}

static void trec_hit(struct mf_buf *out, const struct mf_style *style, const struct mf_results *results,
		     const struct mf_hit *hit)
{
	(void)results;
	trec_column(out, style->qid ? style->qid : "1");
	mf_buf_addstr(out, "Q0 ");
	trec_column(out, hit->document);
	mf_buf_printf(out, "%u ", hit->rank);
	mf_decimal_put(out, hit->score, 6);
	mf_buf_addch(out, ' ');
	trec_column(out, style->tag ? style->tag : "mufahris");
	out->data[out->len - 1] = '\n';
}

const struct mf_writer_format mf_writer_csv = {
	"csv", "comma-separated values with a header row (RFC 4180)", csv_begin, csv_hit, csv_end,
};
const struct mf_writer_format mf_writer_trec = {
	"trec", "a TREC run: qid Q0 document rank score tag", NULL, trec_hit, NULL,
};
