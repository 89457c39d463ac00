/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ask.c - from the parameters of an address to a request of the engine. */
#include "search/serve/ask.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "search/request.h"

/* ---- language ---- */

/* Reads "name;q=0.8, ..."; returns the weight of the language, 0 where it is not named. */
static double weight_of(const char *accept, const char *language)
{
	double best = 0;

	while (accept && *accept) {
		size_t len = strcspn(accept, ",");
		const char *at = accept + strspn(accept, " \t"), *q = memchr(accept, ';', len);
		if (strncasecmp(at, language, 2) == 0 && strchr("-,; \t", at[2])) {
			double w = 1;
			if (q && (q += 1 + strspn(q + 1, " "), strncasecmp(q, "q=", 2) == 0))
				w = strtod(q + 2, NULL);
			best = w > best ? w : best;
		}
		accept += len + (accept[len] == ',');
	}
	return best;
}

bool mf_ask_arabic(const struct mf_http_request *http)
{
	const char *said = mf_http_parameter(http, "lang"), *accept;

	if (said && (strcmp(said, "ar") == 0 || strcmp(said, "en") == 0))
		return said[0] == 'a';
	accept = mf_http_header(http, "Accept-Language");
	return weight_of(accept, "ar") > weight_of(accept, "en");
}

/* ---- parameters ---- */

/* The server's own: of these the command line has none. */
static bool is_ours(const char *name)
{
	static const char *const ours[] = { "q",    "lang",   "id",     "token", "name",
					    "part", "secret", "forget", NULL };

	for (size_t i = 0; ours[i]; i++)
		if (strcmp(ours[i], name) == 0)
			return true;
	return false;
}

/* Which options of the command line an address may have: what is searched, counted, studied and shown, and
 * in which format; not the index, files, and errands.  *state: it says what is searched. */
static const struct mf_option *option_of(const char *name, bool *state)
{
	bool shown = false, narrow = true;

	for (const struct mf_option *o = mf_search_program.options; o->kind; o++) {
		if (o->kind == MF_OPTION_GROUP) {
			shown = shown || strcmp(o->help, MF_GROUP_OUTPUT) == 0;
			continue;
		}
		narrow = narrow && strcmp(o->name, "facets") != 0; /* from there on options count and show */
		if (strcmp(o->name, name) != 0)
			continue;
		if (strcmp(o->name, "db") == 0 || strcmp(o->name, "cluster") == 0 ||
		    strcmp(o->name, "dictionary") == 0 || (shown && strcmp(name, "format") != 0))
			return NULL;
		*state = narrow || strcmp(name, "sort") == 0 || strcmp(name, "group-by") == 0 ||
			 strcmp(name, "duplicates") == 0;
		return o;
	}
	return NULL;
}

bool mf_ask_takes(const char *name)
{
	bool state;

	return option_of(name, &state) != NULL;
}

/* 1 yes, 0 no, -1 neither. */
static int yes_or_no(const char *value)
{
	static const char *const words[] = { "0", "1", "no", "yes", "false", "true", "off", "on" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i], value) == 0)
			return i % 2;
	return -1;
}

static int take(struct mf_ask *ask, const struct mf_http_field *p, char **argv, int *argc,
		struct mf_error *err)
{
	bool state = false;
	const struct mf_option *o = is_ours(p->name) ? NULL : option_of(p->name, &state);
	int yes = 1;

	if (!o && !is_ours(p->name)) {
		mf_error_set(err, MF_E_USAGE, "unknown parameter '%.60s'", p->name);
		mf_error_hint(err, "q is the query; others have the names of the long options of "
				   "mufahris-search");
		return MF_E_USAGE;
	}
	if (!*p->value)
		return 0; /* an empty field of a form */
	if (strcmp(p->name, "q") == 0 || strcmp(p->name, "lang") == 0 || state)
		ask->state[ask->states++] = *p;
	if (!o)
		return 0;
	if (o->kind != MF_OPTION_FLAG) {
		argv[(*argc)++] = mf_arena_printf(ask->arena, "--%s=%s", p->name, p->value);
		return 0;
	}
	yes = yes_or_no(p->value);
	if (yes < 0)
		return mf_error_set(err, MF_E_USAGE, "--%s does not accept '%.60s'; accepted: yes, no",
				    p->name, p->value);
	if (yes)
		argv[(*argc)++] = mf_arena_printf(ask->arena, "--%s", p->name);
	return 0;
}

static int check(const struct mf_ask *ask, struct mf_error *err)
{
	const struct mf_writer_format *format = mf_writer_formats[ask->options.format];
	bool table = format == &mf_writer_csv || format == &mf_writer_jsonl || format == &mf_writer_bibtex;

	if (ask->options.limit <= MF_ASK_LIMIT || ask->options.study || table)
		return 0;
	mf_error_set(err, MF_E_USAGE, "limit: at most %d results in one answer", MF_ASK_LIMIT);
	mf_error_hint(err, "an export has all of them: format=jsonl or format=csv");
	return MF_E_USAGE;
}

int mf_ask_read(struct mf_ask *ask, const char *const *forced, bool browse, struct mf_error *err)
{
	const struct mf_http_request *http = ask->http;
	size_t room = http->parameters + 32;
	char **argv = mf_arena_alloc(ask->arena, room * sizeof *argv);
	int argc = 0, rc = 0;

	ask->state = mf_arena_alloc(ask->arena, (http->parameters + 1) * sizeof *ask->state);
	ask->states = 0;
	ask->query = mf_http_parameter(http, "q");
	ask->query = ask->query ? ask->query : "";
	if (strlen(ask->query) > MF_ASK_QUERY_BYTES)
		return mf_error_set(err, MF_E_USAGE, "the query is longer than %d bytes", MF_ASK_QUERY_BYTES);
	argv[argc++] = mf_arena_strdup(ask->arena, "mufahris-serve");
	for (size_t i = 0; forced && forced[i]; i++)
		argv[argc++] = mf_arena_strdup(ask->arena, forced[i]);
	for (size_t i = 0; rc == 0 && i < http->parameters; i++)
		rc = take(ask, &http->parameter[i], argv, &argc, err);
	if (rc < 0)
		return rc;
	if (browse && !*ask->query)
		argv[argc++] = mf_arena_strdup(ask->arena, "--facets");
	argv[argc++] = mf_arena_strdup(ask->arena, "--");
	if (*ask->query)
		argv[argc++] = mf_arena_strdup(ask->arena, ask->query);
	argv[argc] = NULL;
	ask->argc = argc;
	ask->argv = argv;
	rc = mf_search_options_parse(argc, argv, ask->arena, &ask->options, err);
	if (rc == 0)
		rc = check(ask, err);
	if (rc == 0)
		rc = mf_request_make(&ask->request, &ask->options, ask->arena, err);
	ask->request.seconds = ask->seconds;
	memset(&ask->style, 0, sizeof ask->style);
	ask->style.explain = ask->options.explain;
	ask->style.arabic = ask->arabic;
	ask->style.tag = "mufahris";
	return rc;
}

/* ---- addresses ---- */

bool mf_ask_has(const struct mf_ask *ask, const char *name, const char *value)
{
	for (size_t i = 0; i < ask->states; i++)
		if (strcmp(ask->state[i].name, name) == 0 &&
		    (!value || strcmp(ask->state[i].value, value) == 0))
			return true;
	return false;
}

void mf_link_escape(struct mf_buf *out, const char *text)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

	for (; *text; text++) {
		if (strchr(plain, *text))
			mf_buf_addch(out, *text);
		else
			mf_buf_printf(out, "%%%02X", (unsigned)(unsigned char)*text);
	}
}

static void put_pair(struct mf_buf *out, const char **between, const char *name, const char *value)
{
	if (!name || !value)
		return;
	mf_buf_addstr(out, *between);
	mf_link_escape(out, name);
	mf_buf_addch(out, '=');
	mf_link_escape(out, value);
	*between = "&amp;";
}

void mf_link_put(struct mf_buf *out, const struct mf_ask *ask, const struct mf_link *link)
{
	const char *between = "?";

	mf_buf_addstr(out, link->path);
	for (size_t i = 0; i < ask->states; i++) {
		const struct mf_http_field *p = &ask->state[i];
		bool named = link->without && strcmp(p->name, link->without) == 0;
		if (named && (!link->without_value || strcmp(p->value, link->without_value) == 0))
			continue;
		if (link->bare && strcmp(p->name, "lang") != 0)
			continue;
		put_pair(out, &between, p->name, p->value);
	}
	put_pair(out, &between, link->name, link->value);
	put_pair(out, &between, link->name2, link->value2);
	if (link->more)
		mf_buf_printf(out, "%s%s", between, link->more);
	if (link->anchor)
		mf_buf_printf(out, "#%s", link->anchor);
}
