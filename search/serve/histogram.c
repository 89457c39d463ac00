/* SPDX-License-Identifier: GPL-2.0-or-later */
/* histogram.c - how many documents there are of each year, month or day: bars that lead to that time.
 *
 * The picture has no letters, so it may be stretched to any width; what it says stands below it.  Time runs
 * as the language of the page is read. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "search/output/markup.h"
#include "search/output/render.h"
#include "search/serve/page.h"
#include "wrappers/libc/message.h"

#define HEIGHT 100u
#define DAYS_MAX 100 /* shown as days */
#define MONTHS_MAX 120

static const struct mf_facet *facet_of(const struct mf_results *results, const char *name)
{
	for (size_t i = 0; i < results->facets; i++)
		if (strcmp(results->facet[i].name, name) == 0)
			return &results->facet[i];
	return NULL;
}

struct bars {
	const struct mf_facet_value *v; /* in time */
	size_t n;
	uint64_t most;
};

/* The values of the facet within the days of the filter. */
static struct bars bars_of(const struct mf_facet *f, const struct mf_range *range)
{
	struct bars b = { NULL, 0, 1 };
	char from[11] = "", to[11] = "";

	if (!f)
		return b;
	if (range) {
		mf_day_print(range->from, from);
		mf_day_print(range->to, to);
	}
	for (size_t i = 0; i < f->values; i++) {
		const struct mf_facet_value *v = &f->value[i];
		size_t len = strlen(v->id);
		if (!len || (range && (strncmp(v->id, from, len) < 0 || strncmp(v->id, to, len) > 0)))
			continue;
		b.v = b.v ? b.v : v;
		b.n++;
		b.most = v->count > b.most ? v->count : b.most;
	}
	return b;
}

/* The finest unit of which not too many are to be shown. */
static struct bars choose(const struct mf_results *results, const struct mf_range *range)
{
	struct bars days = bars_of(facet_of(results, "date"), range),
		    months = bars_of(facet_of(results, "month"), range);

	if (days.n && days.n <= DAYS_MAX)
		return days;
	return months.n && months.n <= MONTHS_MAX ? months : bars_of(facet_of(results, "year"), range);
}

static void put_bar(struct mf_serving *s, const struct bars *b, size_t i)
{
	struct mf_buf *out = &s->reply->body;
	const struct mf_facet_value *v = &b->v[i];
	struct mf_link link = { .path = "/", .without = "date", .name = "date", .value = v->id };
	unsigned height = (unsigned)(v->count * HEIGHT / b->most);
	size_t at = s->ask.arabic ? b->n - 1 - i : i;
	const char *when = mf_page_date(s->ask.arena, v->id);

	height = v->count && height < 2 ? 2 : height;
	mf_page_open_link(s, &link, "");
	mf_buf_addstr(out, "<title>");
	mf_markup_put_text(out, when);
	mf_buf_printf(out, ": %s</title><rect class=\"room\" x=\"%zu\" y=\"0\" width=\"10\" height=\"%u\"/>",
		      mf_page_number(s->ask.arena, v->count), 10 * at, HEIGHT);
	mf_buf_printf(out, "<rect x=\"%zu\" y=\"%u\" width=\"%u\" height=\"%u\" data-v=\"%s\"/></a>\n",
		      10 * at + 1, HEIGHT - height, b->n > 1 ? 8 : 2, height, v->id);
}

/* Where a time is chosen: back to a longer one. */
static void put_wider(struct mf_serving *s, const char *date)
{
	struct mf_link year = { .path = "/", .without = "date", .name = "date" },
		       all = { .path = "/", .without = "date" };
	struct mf_buf *out = &s->reply->body;

	if (!date)
		return;
	mf_buf_addstr(out, "<span class=\"wider\">");
	if (strlen(date) > 4 && strspn(date, "0123456789") == 4 && date[4] == '-' && !strstr(date, "..")) {
		year.value = mf_arena_strndup(s->ask.arena, date, 4);
		mf_page_link(s, &year, year.value);
	}
	mf_page_link(s, &all, _("all time"));
	mf_buf_addstr(out, "</span>");
}

void mf_page_histogram(struct mf_serving *s, const struct mf_results *results)
{
	struct mf_buf *out = &s->reply->body;
	struct mf_range range;
	bool narrowed = s->ask.request.date &&
			mf_range_parse(s->ask.request.date, strlen(s->ask.request.date), s->ask.request.today,
				       &range, NULL) == 0 &&
			!range.none;
	struct bars b = choose(results, narrowed ? &range : NULL);

	if (!b.n || (b.n == 1 && !narrowed))
		return;
	mf_buf_printf(out, "<figure class=\"histogram\" id=\"histogram\" data-said=\"%s\"><figcaption>%s ",
		      _("drag over the bars to choose a time"), _("Documents by date of publication"));
	put_wider(s, mf_http_parameter(s->ask.http, "date"));
	mf_buf_printf(
		out,
		"</figcaption>\n<svg viewBox=\"0 0 %zu %u\" preserveAspectRatio=\"none\" role=\"group\" "
		"aria-label=\"%s\">\n",
		10 * b.n, HEIGHT, _("Documents by date of publication"));
	for (size_t i = 0; i < b.n; i++)
		put_bar(s, &b, i);
	mf_buf_addstr(out, "</svg>\n<p class=\"axis\">");
	mf_page_bdi(out, mf_page_date(s->ask.arena, b.v[0].id));
	mf_buf_printf(out, "<span>%s</span>",
		      mf_arena_printf(s->ask.arena, _("at most %s"), mf_page_number(s->ask.arena, b.most)));
	mf_page_bdi(out, mf_page_date(s->ask.arena, b.v[b.n - 1].id));
	mf_buf_addstr(out, "</p></figure>\n");
}
