/* SPDX-License-Identifier: GPL-2.0-or-later */
/* study.c - /study/NAME: the table of a study with bars beside it, for the search of the page before. */
#include "search/study/study.h"

#include <math.h>
#include <string.h>

#include "search/output/markup.h"
#include "search/output/picture.h"
#include "search/output/render.h"
#include "search/request.h"
#include "search/serve/page.h"
#include "wrappers/libc/message.h"

#define BAR 100u /* units that the longest is wide */

static const struct kind {
	const char *bar; /* the column whose bars are drawn, or "" */
	const char *option, *limit;
	const char *choose, *const *choice; /* a parameter, and its values */
} kinds[MF_STUDIES] = {
	[MF_STUDY_FREQ] = { "count", "--freq", "100", NULL, NULL },
	[MF_STUDY_NGRAMS] = { "count", "--ngrams=2", "100", "ngrams",
			      (const char *const[]){ "2", "3", "4", "5", NULL } },
	[MF_STUDY_COLLOCATES] = { "log_likelihood", "--collocates", "100", NULL, NULL },
	[MF_STUDY_TIMELINE] = { "documents", "--timeline=year", "4000", "timeline",
				(const char *const[]){ "year", "month", "day", NULL } },
	[MF_STUDY_CONCORDANCE] = { "", "--concordance", "100", "kwic-sort",
				   (const char *const[]){ "document", "next", "previous", "date", NULL } },
	[MF_STUDY_DISPERSION] = { "", "--dispersion", "100", "dispersion", NULL },
	[MF_STUDY_TOGETHER] = { "documents", "--together", "100", "together",
				(const char *const[]){ "person", "org", "place", "person,org,place", NULL } },
};

/* What a column or a choice is called; NULL: it is not shown. */
static const char *name_of(const char *name)
{
	static const char *const names[][2] = {
		{ "word", N_("Word") },
		{ "ngram", N_("Words") },
		{ "count", N_("Count") },
		{ "documents", N_("Documents") },
		{ "passages", N_("Passages") },
		{ "per_million", N_("Per million") },
		{ "log_likelihood", N_("Log-likelihood") },
		{ "period", N_("Time") },
		{ "percent", N_("Percent") },
		{ "document", N_("Document") },
		{ "date", N_("Date") },
		{ "before", N_("Before") },
		{ "keyword", N_("Found") },
		{ "after", N_("After") },
		{ "year", N_("Years") },
		{ "month", N_("Months") },
		{ "day", N_("Days") },
		{ "person", N_("Persons") },
		{ "place", N_("Places") },
		{ "org", N_("Organisations") },
		{ "person,org,place", N_("All names") },
		{ "name", N_("Name") },
		{ "with", N_("With") },
		{ "occurrences", N_("Occurrences") },
		{ "words", N_("Words") },
		{ "title", N_("Title") },
		{ "next", N_("by the next word") },
		{ "previous", N_("by the word before") },
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i][0], name) == 0)
			return _(names[i][1]);
	return NULL;
}

/* ---- the table ---- */

static void put_bar(struct mf_serving *s, double value, double most)
{
	unsigned width = most > 0 && value > 0 ? (unsigned)(value * BAR / most + .5) : 0;

	width = width < BAR ? width : BAR;
	mf_buf_printf(&s->reply->body,
		      "<td class=\"bar\"><svg viewBox=\"0 0 %u 8\" preserveAspectRatio=\"none\" "
		      "aria-hidden=\"true\"><rect x=\"%u\" width=\"%u\" height=\"8\"/></svg></td>",
		      BAR, s->ask.arabic ? BAR - width : 0, width);
}

/* A name in the language of the page; it leads to those that have it, and the second to those that have both.
 */
static void put_name(struct mf_serving *s, const struct mf_study *study, const struct mf_study_cell *row,
		     bool second)
{
	const char *other, *id = row[mf_picture_column(study, "id")].text;
	const char *with = row[mf_picture_column(study, "with_id")].text;
	const struct mf_link link = {
		.path = "/", .name = "entity", .value = id, .name2 = second ? "entity" : NULL, .value2 = with
	};

	mf_buf_addstr(&s->reply->body, "<td>");
	mf_page_open_link(s, &link, "");
	mf_page_bdi(&s->reply->body,
		    mf_page_label(s, row[mf_picture_column(study, second ? "with" : "name")].text,
				  row[mf_picture_column(study, second ? "with_en" : "name_en")].text,
				  &other));
	mf_buf_addstr(&s->reply->body, "</a></td>");
}

/* Words lead to a search for them, times and documents to what they are. */
static void put_text(struct mf_serving *s, const char *column, const char *text)
{
	struct mf_link link = { .path = "/", .without = "q", .name = "q", .value = text };

	mf_buf_printf(&s->reply->body, "<td class=\"%s\">", column);
	if (strcmp(column, "document") == 0)
		link = (struct mf_link){ .path = "/document", .name = "id", .value = text };
	else if (strcmp(column, "period") == 0)
		link = (struct mf_link){
			.path = "/", .without = "date", .name = "date", .value = *text ? text : "none"
		};
	if (name_of(column) && (strcmp(column, "word") == 0 || link.name[0] != 'q')) {
		mf_page_open_link(s, &link, "");
		mf_page_bdi(&s->reply->body, *text ? mf_page_date(s->ask.arena, text)
					     : strcmp(column, "period") == 0 ? _("(no date)")
									     : text);
		mf_buf_addstr(&s->reply->body, "</a>");
	} else {
		mf_page_bdi(&s->reply->body, text);
	}
	mf_buf_addstr(&s->reply->body, "</td>");
}

static void put_cell(struct mf_serving *s, const struct mf_study_column *column,
		     const struct mf_study_cell *cell)
{
	struct mf_buf *out = &s->reply->body;

	if (column->kind != MF_COLUMN_NUMBER) {
		put_text(s, column->name, cell->text);
		return;
	}
	mf_buf_addstr(out, "<td class=\"number\">");
	if (!isnan(cell->number) && column->decimals)
		mf_decimal_put(out, cell->number, column->decimals);
	else if (!isnan(cell->number))
		mf_buf_addstr(out, mf_page_number(s->ask.arena, (uint64_t)cell->number));
	mf_buf_addstr(out, "</td>");
}

static double most_of(const struct mf_study *study, const char *bar)
{
	double most = 0;

	for (size_t i = 0; i < study->rows * study->columns; i++)
		if (strcmp(study->column[i % study->columns].name, bar) == 0 && study->cell[i].number > most)
			most = study->cell[i].number;
	return most;
}

static void put_table(struct mf_serving *s, const struct mf_study *study)
{
	struct mf_buf *out = &s->reply->body;
	const char *bar = kinds[study->kind].bar;
	double most = most_of(study, bar);

	mf_buf_printf(out, "<div class=\"wide\"><table class=\"study %s\"><thead><tr>",
		      mf_study_names[study->kind]);
	for (size_t c = 0; c < study->columns; c++) {
		const char *name = name_of(study->column[c].name);
		if (name)
			mf_buf_printf(out, "<th scope=\"col\">%s</th>", name);
	}
	mf_buf_addstr(out, *bar ? "<td></td></tr></thead>\n<tbody>" : "</tr></thead>\n<tbody>");
	for (size_t i = 0; i < study->rows; i++) {
		const struct mf_study_cell *row = study->cell + i * study->columns;
		mf_buf_addstr(out, "<tr>");
		for (size_t c = 0; c < study->columns; c++)
			if (study->kind == MF_STUDY_TOGETHER && c < 2)
				put_name(s, study, row, c);
			else if (name_of(study->column[c].name))
				put_cell(s, &study->column[c], &row[c]);
		for (size_t c = 0; *bar && c < study->columns; c++)
			if (strcmp(study->column[c].name, bar) == 0)
				put_bar(s, row[c].number, most);
		mf_buf_addstr(out, "</tr>\n");
	}
	mf_buf_addstr(out, "</tbody></table></div>\n");
}

/* ---- the page ---- */

void mf_page_studies(struct mf_serving *s, unsigned now)
{
	struct mf_buf *out = &s->reply->body;

	mf_buf_printf(out, "<nav class=\"studies\" aria-label=\"%s\"><span>%s</span> ", _("Studies"),
		      _("Studies"));
	for (unsigned k = 1; k < MF_STUDIES; k++) {
		const struct mf_link link = { .path = mf_arena_printf(s->ask.arena, "/study/%s",
								      mf_study_names[k]) };
		if (k == now)
			mf_buf_printf(out, "<b aria-current=\"page\">%s</b>\n", _(mf_study_labels[k]));
		else
			mf_page_link(s, &link, _(mf_study_labels[k]));
	}
	mf_buf_addstr(out, "</nav>\n");
}

static void put_choices(struct mf_serving *s, const struct kind *kind, const char *path)
{
	for (const char *const *v = kind->choice; v && *v; v++) {
		const struct mf_link link = { .path = path, .name = kind->choose, .value = *v };
		const char *name = name_of(*v), *now = mf_http_parameter(s->ask.http, kind->choose);
		if (strcmp(now && *now ? now : kind->choice[0], *v) == 0)
			mf_buf_printf(&s->reply->body, "<b aria-current=\"true\">%s</b>\n", name ? name : *v);
		else
			mf_page_link(s, &link, name ? name : *v);
	}
}

static void put_downloads(struct mf_serving *s, unsigned number)
{
	const char *const formats[] = { "csv", "json", mf_picture_has(number) ? "svg" : NULL, NULL };
	const struct kind *kind = &kinds[number];
	const char *name = mf_study_names[number];
	const char *more = mf_arena_printf(s->ask.arena, "no-stop-words=yes&amp;limit=%s", kind->limit);
	const char *path = mf_arena_printf(s->ask.arena, "/api/1%s", s->ask.http->path);
	const char *chosen = kind->choose ? mf_http_parameter(s->ask.http, kind->choose) : NULL;

	if (kind->choice && !(chosen && *chosen))
		chosen = kind->choice[0];
	for (const char *const *f = formats; *f; f++) {
		const struct mf_link link = { .path = path,
					      .name = "format",
					      .value = *f,
					      .name2 = kind->choose,
					      .value2 = chosen,
					      .more = more };
		mf_page_open_link(s, &link, mf_arena_printf(s->ask.arena, " download=\"%s.%s\"", name, *f));
		mf_buf_printf(&s->reply->body, "%s</a>\n",
			      *f[0] == 'c'   ? "CSV"
			      : *f[0] == 's' ? _("Picture (SVG)")
					     : "JSON");
	}
}

int mf_page_study(struct mf_serving *s, unsigned number, struct mf_error *err)
{
	const struct kind *kind = &kinds[number];
	const char *const forced[] = { kind->option, "--no-stop-words",
				       mf_arena_printf(s->ask.arena, "--limit=%s", kind->limit), NULL };
	const struct mf_link back = { .path = "/" };
	struct mf_buf *out = &s->reply->body;
	struct mf_study_options options;
	struct mf_study study;
	int rc = mf_ask_read(&s->ask, forced, false, err);

	if (rc < 0 || mf_reply_unchanged(s, s->ask.http))
		return rc;
	mf_study_options_make(&options, &s->ask.options);
	mf_arena_reset(&s->worker->rows);
	s->server->count.searches++;
	rc = mf_study_run(s->worker->engine, &s->ask.request, &options, &s->worker->rows, &study, err);
	if (rc < 0)
		return rc;
	mf_results_reset(&s->worker->results);
	mf_page_begin(s, _(mf_study_labels[number]));
	mf_buf_addstr(out, "<main id=\"main\" class=\"single sheet\">\n<p class=\"back\">");
	mf_page_link(s, &back, _("Back to the results"));
	mf_buf_printf(out, "</p>\n<h1>%s</h1>\n", _(mf_study_labels[number]));
	mf_page_studies(s, number);
	mf_page_chips(s, &s->worker->results);
	if (*study.note) {
		mf_buf_addstr(out, "<p class=\"note\">");
		mf_page_bdi(out, study.note);
		mf_buf_addstr(out, "</p>\n");
	}
	mf_buf_addstr(out, "<p class=\"tools\">");
	put_choices(s, kind, s->ask.http->path);
	put_downloads(s, number);
	mf_buf_addstr(out, "</p>\n");
	if (study.rows && mf_picture_has(study.kind)) {
		mf_buf_addstr(out, "<div class=\"wide\" tabindex=\"0\">");
		mf_picture_put(out, &s->ask.style, &study);
		mf_buf_addstr(out, "</div>\n");
	}
	if (study.rows)
		put_table(s, &study);
	else
		mf_buf_printf(out, "<p>%s</p>\n", _("Nothing found."));
	mf_buf_addstr(out, "</main>\n");
	mf_page_end(s);
	mf_reply_partial(s, study.partial);
	return 0;
}
