/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pieces.c - numbers, dates, links and names as pages show them. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "search/output/markup.h"
#include "search/serve/page.h"
#include "wrappers/libc/message.h"

const char *mf_page_number(struct mf_arena *arena, uint64_t n)
{
	char digits[24];
	size_t len = (size_t)snprintf(digits, sizeof digits, "%" PRIu64, n);
	char *out = mf_arena_alloc(arena, len + len / 3 + 1), *at = out;

	for (size_t i = 0; i < len; i++) {
		if (i && (len - i) % 3 == 0)
			*at++ = ',';
		*at++ = digits[i];
	}
	*at = '\0';
	return out;
}

static const char *month_name(unsigned month)
{
	static const char *const names[] = {
		N_("January"), N_("February"), N_("March"),     N_("April"),   N_("May"),      N_("June"),
		N_("July"),    N_("August"),   N_("September"), N_("October"), N_("November"), N_("December"),
	};

	return month >= 1 && month <= 12 ? _(names[month - 1]) : "";
}

const char *mf_page_date(struct mf_arena *arena, const char *date)
{
	unsigned long year = strtoul(date, NULL, 10);
	size_t len = strlen(date);
	unsigned month = len >= 7 ? (unsigned)strtoul(date + 5, NULL, 10) : 0;
	unsigned day = len >= 10 ? (unsigned)strtoul(date + 8, NULL, 10) : 0;

	if (len == 10 && date[4] == '-' && date[7] == '-')
		return mf_arena_printf(arena, "%u %s %lu", day, month_name(month), year);
	if (len == 7 && date[4] == '-')
		return mf_arena_printf(arena, "%s %lu", month_name(month), year);
	return date;
}

void mf_page_open_link(struct mf_serving *s, const struct mf_link *link, const char *more)
{
	mf_buf_printf(&s->reply->body, "<a%s href=\"", more);
	mf_link_put(&s->reply->body, &s->ask, link);
	mf_buf_addstr(&s->reply->body, "\">");
}

void mf_page_link(struct mf_serving *s, const struct mf_link *link, const char *text)
{
	mf_page_open_link(s, link, "");
	mf_markup_put_text(&s->reply->body, text);
	mf_buf_addstr(&s->reply->body, "</a>\n");
}

void mf_page_bdi(struct mf_buf *out, const char *text)
{
	mf_buf_addstr(out, "<bdi>");
	mf_markup_put_text(out, text);
	mf_buf_addstr(out, "</bdi>");
}

const char *mf_page_label(const struct mf_serving *s, const char *label, const char *label_en,
			  const char **other)
{
	bool arabic = s->ask.arabic || !*label_en;

	*other = arabic ? label_en : label;
	return arabic ? label : label_en;
}

const char *mf_page_facet_name(const char *facet)
{
	static const char *const names[][2] = {
		{ "person", N_("Persons") },    { "place", N_("Places") },
		{ "org", N_("Organisations") }, { "source", N_("Sources") },
		{ "date", N_("Days") },         { "month", N_("Months") },
		{ "year", N_("Years") },        { "mentioned", N_("Days mentioned") },
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i][0], facet) == 0)
			return _(names[i][1]);
	return facet;
}
