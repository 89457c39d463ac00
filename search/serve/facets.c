/* SPDX-License-Identifier: GPL-2.0-or-later */
/* facets.c - what else could be chosen: the lists beside the results, and the page with all of one. */
#include <string.h>

#include "search/output/markup.h"
#include "search/serve/page.h"
#include "wrappers/libc/message.h"

/* The only parameter of this name, or NULL; *n: how many there are. */
static const char *only_value(const struct mf_ask *ask, const char *name, size_t *n)
{
	const char *value = NULL;

	*n = 0;
	for (size_t i = 0; i < ask->states; i++)
		if (strcmp(ask->state[i].name, name) == 0) {
			value = ask->state[i].value;
			++*n;
		}
	return *n == 1 ? value : NULL;
}

/* The members of a,b but for one of them. */
static const char *less(struct mf_arena *arena, const char *list, const char *member)
{
	struct mf_buf out = MF_BUF_INIT;
	const char *copy;

	for (const char *at = list; *at;) {
		size_t len = strcspn(at, ",");
		if (len != strlen(member) || strncmp(at, member, len) != 0) {
			mf_buf_addstr(&out, out.len ? "," : "");
			mf_buf_add(&out, at, len);
		}
		at += len + (at[len] == ',');
	}
	copy = mf_arena_strndup(arena, out.data, out.len);
	mf_buf_release(&out);
	return copy;
}

static bool has_member(const char *list, const char *member)
{
	size_t len = strlen(member);

	for (const char *at = list; (at = strstr(at, member)) != NULL; at++)
		if ((at == list || at[-1] == ',') && (at[len] == ',' || !at[len]))
			return true;
	return false;
}

/* Several values in one parameter are any of them; in parameters of their own, all of them. */
void mf_page_toggle(struct mf_serving *s, const char *name, const char *value, bool selected,
		    struct mf_link *link)
{
	size_t n;
	const char *only = only_value(&s->ask, name, &n);
	bool joined = strcmp(name, "source") != 0 && !strchr(value, ',');

	link->name = name;
	link->value = value;
	if (selected) {
		link->name = NULL;
		link->without = name; /* all of it, where the value is written in another way */
		for (size_t i = 0; i < s->ask.states; i++) {
			const struct mf_http_field *p = &s->ask.state[i];
			bool named = strcmp(p->name, name) == 0 || (joined && strcmp(p->name, "entity") == 0);
			if (!named || !(joined ? has_member(p->value, value) : strcmp(p->value, value) == 0))
				continue;
			link->without = p->name;
			link->without_value = p->value;
			link->value = joined ? less(s->ask.arena, p->value, value) : "";
			link->name = *link->value ? p->name : NULL;
			break;
		}
	} else if (only && joined) {
		link->without = name;
		link->value = mf_arena_printf(s->ask.arena, "%s,%s", only, value);
	}
}

static void put_value(struct mf_serving *s, const struct mf_facet *facet, const struct mf_facet_value *v)
{
	struct mf_buf *out = &s->reply->body;
	struct mf_link link = { .path = "/" };
	const char *other, *label = mf_page_label(s, v->label, v->label_en, &other);
	bool can = *v->id && !facet->in_time;

	mf_buf_addstr(out, "<li>");
	if (facet->in_time) {
		link = (struct mf_link){ "/", .without = "date", .name = "date",
					 .value = *v->id ? v->id : "none" };
		label = *v->id ? mf_page_date(s->ask.arena, v->id) : _(v->label);
		can = true;
	} else if (*v->id) {
		mf_page_toggle(s, facet->name, v->id, v->selected, &link);
	} else {
		label = _(v->label);
	}
	if (can)
		mf_page_open_link(s, &link, v->selected ? " aria-current=\"true\"" : "");
	mf_buf_addstr(out, can ? "" : "<span>");
	mf_page_bdi(out, label);
	if (*other && strcmp(other, label) != 0) {
		mf_buf_addstr(out, " <bdi class=\"other\">");
		mf_markup_put_text(out, other);
		mf_buf_addstr(out, "</bdi>");
	}
	if (v->guessed)
		mf_buf_printf(out, " <span class=\"other\">%s</span>", _("(guessed)"));
	mf_buf_printf(out, "%s <span class=\"count\">%s</span></li>\n", can ? "</a>" : "</span>",
		      mf_page_number(s->ask.arena, v->count));
}

/* Several chosen: any of them, or all of them. */
static void put_mode(struct mf_serving *s, const char *name)
{
	size_t n;
	const char *only = only_value(&s->ask, name, &n), *comma = only ? strchr(only, ',') : NULL;
	struct mf_link link = { .path = "/", .without = name };

	if (strcmp(name, "source") == 0 || (n < 2 && !(comma && !strchr(comma + 1, ','))))
		return;
	mf_buf_addstr(&s->reply->body, "<p class=\"mode\">");
	if (n >= 2) {
		struct mf_buf all = MF_BUF_INIT;
		for (size_t i = 0; i < s->ask.states; i++)
			if (strcmp(s->ask.state[i].name, name) == 0)
				mf_buf_printf(&all, "%s%s", all.len ? "," : "", s->ask.state[i].value);
		link.name = name;
		link.value = mf_arena_strndup(s->ask.arena, all.data, all.len);
		mf_buf_release(&all);
		mf_page_link(s, &link, _("any of them is enough"));
	} else {
		link.name = link.name2 = name;
		link.value = mf_arena_strndup(s->ask.arena, only, (size_t)(comma - only));
		link.value2 = comma + 1;
		mf_page_link(s, &link, _("all of them together"));
	}
	mf_buf_addstr(&s->reply->body, "</p>\n");
}

static void put_facet(struct mf_serving *s, const struct mf_facet *facet)
{
	struct mf_buf *out = &s->reply->body;
	const struct mf_link all = { .path = "/facet", .name = "name", .value = facet->name };

	if (!facet->values || (facet->values == 1 && !*facet->value[0].id))
		return;
	mf_buf_printf(out, "<section class=\"facet\" data-facet=\"%s\"><h2>%s</h2>\n<ul>\n", facet->name,
		      mf_page_facet_name(facet->name));
	for (size_t i = 0; i < facet->values; i++)
		put_value(s, facet, &facet->value[i]);
	mf_buf_addstr(out, "</ul>\n");
	put_mode(s, facet->name);
	if (facet->total_values > facet->values) {
		mf_buf_addstr(out, "<p class=\"all\">");
		mf_page_link(s, &all,
			     mf_arena_printf(s->ask.arena, _("All %s"),
					     mf_page_number(s->ask.arena, facet->total_values)));
		mf_buf_addstr(out, "</p>\n");
	}
	mf_buf_addstr(out, "</section>\n");
}

/* A range of days, typed. */
static void put_range(struct mf_serving *s)
{
	struct mf_buf *out = &s->reply->body;
	const char *date = mf_http_parameter(s->ask.http, "date");

	mf_buf_printf(out,
		      "<section class=\"facet\"><h2><label for=\"range\">%s</label></h2>\n<form action=\"/\" "
		      "method=\"get\" class=\"range\">",
		      _("Published"));
	for (size_t i = 0; i < s->ask.states; i++) {
		if (strcmp(s->ask.state[i].name, "date") == 0)
			continue;
		mf_buf_addstr(out, "<input type=\"hidden\" name=\"");
		mf_markup_put_text(out, s->ask.state[i].name);
		mf_buf_addstr(out, "\" value=\"");
		mf_markup_put_text(out, s->ask.state[i].value);
		mf_buf_addstr(out, "\">");
	}
	mf_buf_addstr(
		out,
		"<input id=\"range\" name=\"date\" dir=\"auto\" placeholder=\"2022-01..2022-03\" value=\"");
	mf_markup_put_text(out, date ? date : "");
	mf_buf_printf(out,
		      "\"><button type=\"submit\">%s</button></form>\n<p class=\"about\">%s</p></section>\n",
		      _("Narrow"), _("2022, 2022-01, 2022-01-06..2022-01-09, last:7d, none"));
}

void mf_page_facets(struct mf_serving *s, const struct mf_results *results)
{
	struct mf_buf *out = &s->reply->body;

	mf_buf_printf(out, "<aside id=\"facets\" class=\"facets\" aria-label=\"%s\">\n", _("Narrow"));
	for (size_t i = 0; i < results->facets; i++)
		if (!results->facet[i].in_time)
			put_facet(s, &results->facet[i]);
	put_range(s);
	mf_buf_addstr(out, "</aside>\n");
}

/* ---- all values ---- */

int mf_page_facet(struct mf_serving *s, struct mf_error *err)
{
	struct mf_buf *out = &s->reply->body;
	const char *name = mf_http_parameter(s->ask.http, "name");
	const char *forced[] = { NULL, "--facet-limit=0", NULL };
	const struct mf_link back = { .path = "/" };
	const struct mf_facet *facet;
	int rc;

	if (!name || !*name || strchr(name, ','))
		return mf_error_set(err, MF_E_USAGE, "name is missing: the facet that is wanted");
	forced[0] = mf_arena_printf(s->ask.arena, "--facets=%s", name);
	rc = mf_ask_read(&s->ask, forced, false, err);
	if (rc < 0 || mf_reply_unchanged(s, s->ask.http))
		return rc;
	s->ask.request.limit = 0;
	rc = mf_engine_search(s->worker->engine, &s->ask.request, &s->worker->results, err);
	if (rc < 0)
		return rc;
	facet = s->worker->results.facet;
	mf_page_begin(s, mf_page_facet_name(facet->name));
	mf_buf_printf(out,
		      "<main id=\"main\" class=\"single\"><h1>%s <span class=\"count\">%s</span></h1>\n<p>",
		      mf_page_facet_name(facet->name), mf_page_number(s->ask.arena, facet->total_values));
	mf_page_link(s, &back, _("Back to the results"));
	mf_buf_addstr(out, "</p>\n");
	mf_page_chips(s, &s->worker->results);
	if (s->worker->results.partial) {
		mf_buf_addstr(out, "<p class=\"note\">");
		mf_page_bdi(out, s->worker->results.warning);
		mf_buf_addstr(out, "</p>\n");
	}
	mf_reply_partial(s, s->worker->results.partial);
	mf_buf_printf(out, "<section class=\"facet whole\" data-facet=\"%s\" data-find=\"%s\"><ul>\n",
		      facet->name, _("Find in this list"));
	for (size_t i = 0; i < facet->values; i++)
		if (!facet->in_time || facet->value[i].count)
			put_value(s, facet, &facet->value[i]);
	mf_buf_addstr(out, "</ul></section></main>\n");
	mf_page_end(s);
	return 0;
}
