/* SPDX-License-Identifier: GPL-2.0-or-later */
/* kept.c - /saved: the queries that are kept by name (search/saved.h), to ask again, keep and forget.
 *
 * They are those of the command line of the user who runs the server.  Keeping and forgetting are forms that
 * are posted with the server's secret (gate.c), and answered by an address to go to, so that a reload posts
 * nothing. */
#include <string.h>

#include "search/output/markup.h"
#include "search/saved.h"
#include "search/serve/page.h"
#include "wrappers/libc/message.h"

static void put_hidden(struct mf_buf *out, const char *name, const char *value)
{
	mf_buf_addstr(out, "<input type=\"hidden\" name=\"");
	mf_markup_put_text(out, name);
	mf_buf_addstr(out, "\" value=\"");
	mf_markup_put_text(out, value);
	mf_buf_addstr(out, "\">");
}

void mf_page_keep(struct mf_serving *s)
{
	struct mf_buf *out = &s->reply->body;

	mf_buf_addstr(out, "<form action=\"/saved\" method=\"post\" class=\"keep\">");
	put_hidden(out, "secret", s->server->secret);
	for (size_t i = 0; i < s->ask.states; i++)
		put_hidden(out, s->ask.state[i].name, s->ask.state[i].value);
	mf_buf_printf(out,
		      "<label for=\"keep\">%s</label> <input id=\"keep\" name=\"name\" dir=\"auto\" required "
		      "maxlength=\"60\" autocomplete=\"off\"> <button type=\"submit\">%s</button></form>\n",
		      _("Keep this search as"), _("Keep"));
}

/* ---- one of them ---- */

/* "--date=2022" in two; a flag is "yes". */
static struct mf_http_field field_of(struct mf_arena *arena, const char *option)
{
	const char *name = option + 2, *equals = strchr(name, '=');

	if (!equals)
		return (struct mf_http_field){ name, "yes" };
	return (struct mf_http_field){ mf_arena_strndup(arena, name, (size_t)(equals - name)), equals + 1 };
}

static bool is_study(const char *name, unsigned *kind)
{
	for (unsigned k = 1; k < MF_STUDIES; k++)
		if (strcmp(mf_study_names[k], name) == 0) {
			*kind = k;
			return true;
		}
	return false;
}

/* The address that asks it, with what the server takes of its options. */
static void put_address(struct mf_serving *s, const struct mf_strings *options, const char *query)
{
	struct mf_ask state = { .state = mf_arena_zalloc(s->ask.arena,
							 (options->n + 2) * sizeof(struct mf_http_field)) };
	struct mf_link link = { .path = "/" };
	unsigned kind;

	for (size_t i = 0; i < options->n; i++) {
		struct mf_http_field f = field_of(s->ask.arena, options->item[i]);
		if (is_study(f.name, &kind))
			link.path = mf_arena_printf(s->ask.arena, "/study/%s", f.name);
		if (mf_ask_takes(f.name))
			state.state[state.states++] = f;
	}
	if (*query)
		state.state[state.states++] = (struct mf_http_field){ "q", query };
	state.state[state.states++] = (struct mf_http_field){ "lang", s->ask.arabic ? "ar" : "en" };
	mf_link_put(&s->reply->body, &state, &link);
}

static int put_one(struct mf_serving *s, const char *name, struct mf_error *err)
{
	struct mf_buf *out = &s->reply->body;
	struct mf_strings options;
	const char *query;
	int rc = mf_saved_load(name, s->ask.arena, &options, &query, err);

	if (rc < 0)
		return rc == MF_E_NOTFOUND ? 0 : rc; /* forgotten meanwhile */
	mf_buf_addstr(out, "<li><a href=\"");
	put_address(s, &options, query);
	mf_buf_addstr(out, "\">");
	mf_page_bdi(out, name);
	mf_buf_addstr(out, "</a> <span class=\"about\">");
	mf_page_bdi(out, query);
	for (size_t i = 0; i < options.n; i++) {
		mf_buf_addch(out, ' ');
		mf_page_bdi(out, options.item[i]);
	}
	mf_buf_addstr(out, "</span><form action=\"/saved\" method=\"post\">");
	put_hidden(out, "secret", s->server->secret);
	put_hidden(out, "lang", s->ask.arabic ? "ar" : "en");
	put_hidden(out, "forget", name);
	mf_buf_printf(out, "<button type=\"submit\">%s</button></form></li>\n", _("Forget"));
	return 0;
}

/* ---- the page ---- */

static int put_list(struct mf_serving *s, struct mf_error *err)
{
	struct mf_buf *out = &s->reply->body;
	struct mf_strings names;
	int rc = mf_saved_list(s->ask.arena, &names, err);

	if (rc < 0)
		return rc;
	mf_page_begin(s, _("Kept searches"));
	mf_http_reply_header(s->reply, "Cache-Control", "no-store");
	mf_buf_printf(out, "<main id=\"main\" class=\"single\"><h1>%s</h1>\n", _("Kept searches"));
	if (!names.n)
		mf_buf_printf(out, "<p>%s</p>\n",
			      _("None yet: below the results of a search it can be kept."));
	mf_buf_addstr(out, "<ul class=\"kept\">\n");
	for (size_t i = 0; rc == 0 && i < names.n; i++)
		rc = put_one(s, names.item[i], err);
	mf_buf_addstr(out, "</ul></main>\n");
	mf_page_end(s);
	return rc;
}

static int change(struct mf_serving *s, struct mf_error *err)
{
	const char *forget = mf_http_parameter(s->ask.http, "forget");
	const char *name = mf_http_parameter(s->ask.http, "name");
	int rc;

	if (forget)
		return mf_saved_forget(forget, err);
	rc = mf_ask_read(&s->ask, NULL, false, err);
	if (rc < 0)
		return rc;
	if (!name || !*name)
		return mf_error_set(err, MF_E_USAGE, "name is missing: what the search is kept as");
	return mf_saved_store(name, s->ask.argc, s->ask.argv, err);
}

int mf_page_saved(struct mf_serving *s, struct mf_error *err)
{
	int rc;

	if (strcmp(s->ask.http->method, "POST") != 0) {
		rc = mf_ask_read(&s->ask, NULL, true, err);
		return rc < 0 ? rc : put_list(s, err);
	}
	if (!mf_gate_form(s->server, s->ask.http)) {
		mf_error_set(err, MF_E_USAGE,
			     "this form is not of this server, or of before it was started anew");
		mf_error_hint(err, "load the page again");
		mf_reply_error(s->ask.http, s->reply, 403, err);
		return 0;
	}
	rc = change(s, err);
	if (rc < 0)
		return rc;
	mf_reply_type(s->reply, 303, "text/plain");
	mf_http_reply_header(s->reply, "Location", s->ask.arabic ? "/saved?lang=ar" : "/saved?lang=en");
	return 0;
}
