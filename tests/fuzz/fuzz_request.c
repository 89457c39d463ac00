/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes as a request to mufahris-serve: METHOD PATH?NAME=VALUE&..., then headers, with tabs between.
 *
 * The server is in the same process, over the sample articles, as the thread that reads and a worker call it.
 * SECRET in a value stands for the secret of its forms.  Whatever is asked, the answer is UTF-8 text with a
 * status that is documented, and no page has a script element that came from outside. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "search/serve/server.h"
#include "tests/fuzz/fuzz.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/utf8.h"

const struct mf_fuzz_seeds mf_fuzz_seeds = { "tests/fuzz/requests.txt", 1, 25 };

#define FIELDS 40

static struct mf_server *server;
static char *folder, *index_dir;

static void check(int holds)
{
	if (!holds)
		abort();
}

static void close_server(void)
{
	char *command = mf_printf("rm -rf '%s'", folder);

	mf_server_free(server);
	check(system(command) == 0);
	free(command);
	free(index_dir);
	free(folder);
}

/* Once: the articles are indexed, and searches that are kept go where they can do no harm. */
static void open_server(void)
{
	static const char *const hosts[] = { "localhost", NULL };
	const char *build = getenv("top_builddir"), *source = getenv("top_srcdir");
	struct mf_serve_options options = { .host = hosts, .workers = 1, .seconds = 5 };
	char *command;

	folder = mf_strdup("/tmp/mufahris-fuzz-XXXXXX");
	check(mkdtemp(folder) != NULL);
	index_dir = mf_printf("%s/db", folder);
	command = mf_printf("'%s/mufahris-index' -d '%s' '%s/corpus/articles' >'%s/log' 2>&1",
			    build ? build : ".", index_dir, source ? source : ".", folder);
	check(system(command) == 0);
	free(command);
	setenv("XDG_DATA_HOME", folder, 1);
	options.dir = index_dir;
	check(mf_server_new(&server, &options, NULL) == 0);
	atexit(close_server);
}

/* ---- from bytes to a request, as wrappers/http/request.c hands them on ---- */

static int digit(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
				      : -1;
}

/* In its place. */
static char *decode(char *text)
{
	char *to = text;

	for (char *at = text; *at; at++) {
		if (*at == '%' && digit(at[1]) >= 0 && digit(at[2]) >= 0) {
			*to++ = (char)(digit(at[1]) * 16 + digit(at[2]));
			at += 2;
		} else {
			*to++ = (char)(*at == '+' ? ' ' : *at);
		}
	}
	*to = '\0';
	return text;
}

static bool is_text(const char *text)
{
	return mf_utf8_valid(text, strlen(text), NULL);
}

static void take_parameters(char *query, struct mf_http_field *list, size_t *n)
{
	char *rest = query, *pair;

	while (rest && *n < FIELDS && (pair = strsep(&rest, "&")) != NULL) {
		char *value = strchr(pair, '=');
		if (value)
			*value++ = '\0';
		value = value ? decode(value) : pair + strlen(pair);
		if (*pair && is_text(decode(pair)) && is_text(value))
			list[(*n)++] =
				(struct mf_http_field){ pair, strcmp(value, "SECRET") == 0 ? server->secret
											   : value };
	}
}

static void take_headers(char *lines, struct mf_http_field *list, size_t *n)
{
	char *line;

	while (lines && *n < FIELDS && (line = strsep(&lines, "\t")) != NULL) {
		char *value = strchr(line, ':');
		if (!value)
			continue;
		*value++ = '\0';
		list[(*n)++] = (struct mf_http_field){ line, value + strspn(value, " ") };
	}
}

/* ---- the answer ---- */

static void check_answer(struct mf_http_reply *reply)
{
	static const unsigned known[] = { 200, 303, 304, 400, 401, 403, 404, 405, 413, 429, 500, 503 };
	size_t i = 0;

	while (i < sizeof known / sizeof *known && known[i] != reply->status)
		i++;
	check(i < sizeof known / sizeof *known);
	check(reply->status != 500);
	check(mf_utf8_valid(reply->body.data, reply->body.len, NULL));
	check(!strstr(reply->body.data, "<script>"));
	for (i = 0; i < reply->headers; i++)
		check(!strpbrk(reply->header[i].value, "\r\n"));
}

static void answer(const struct mf_http_request *r)
{
	struct mf_http_reply reply = { .body = MF_BUF_INIT };

	if (mf_server_look(server, r, &reply) != MF_HTTP_ANSWERED)
		mf_server_answer(server, 0, r, &reply);
	while (reply.more && reply.more(reply.ctx, &reply.body))
		;
	if (reply.more && reply.done)
		reply.done(reply.ctx);
	check(!reply.broken);
	check_answer(&reply);
	mf_buf_release(&reply.body);
	mf_arena_release(&reply.arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct mf_http_field parameter[FIELDS], header[FIELDS];
	struct mf_http_request r = { .parameter = parameter, .header = header, .client = "127.0.0.1" };
	char *text = mf_strndup((const char *)data, size), *rest = text, *path, *query;

	if (!server)
		open_server();
	r.method = strsep(&rest, " ");
	path = strsep(&rest, "\t");
	query = path ? strchr(path, '?') : NULL;
	if (query)
		*query++ = '\0';
	if (path && *decode(path) == '/' && is_text(path) &&
	    (strcmp(r.method, "GET") == 0 || strcmp(r.method, "HEAD") == 0 ||
	     strcmp(r.method, "POST") == 0)) {
		r.path = path;
		take_parameters(query, parameter, &r.parameters);
		header[r.headers++] = (struct mf_http_field){ "Host", "localhost" };
		take_headers(rest, header, &r.headers);
		answer(&r);
	}
	free(text);
	return 0;
}
