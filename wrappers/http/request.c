/* SPDX-License-Identifier: GPL-2.0-or-later */
/* request.c - a request as its reader sees it: headers, parameters, the fields of a form. */
#include <string.h>
#include <strings.h>

#include "wrappers/http/http_private.h"
#include "wrappers/libc/utf8.h"

#define FIELDS_MAX 200 /* parameters, or headers, of one request */

static const char *field_of(const struct mf_http_field *field, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcasecmp(field[i].name, name) == 0)
			return field[i].value;
	return NULL;
}

const char *mf_http_header(const struct mf_http_request *request, const char *name)
{
	return field_of(request->header, request->headers, name);
}

const char *mf_http_parameter(const struct mf_http_request *request, const char *name)
{
	for (size_t i = 0; i < request->parameters; i++)
		if (strcmp(request->parameter[i].name, name) == 0)
			return request->parameter[i].value;
	return NULL;
}

void mf_http_reply_header(struct mf_http_reply *reply, const char *name, const char *value)
{
	if (reply->headers < MF_HTTP_HEADERS)
		reply->header[reply->headers++] = (struct mf_http_field){ name, value };
}

struct gathering {
	struct mf_arena *arena;
	struct mf_http_field *field;
	size_t n, cap;
	bool text; /* so far everything is UTF-8 without zero bytes */
	bool many;
};

static void add(struct gathering *g, const char *name, size_t name_len, const char *value, size_t value_len)
{
	if (g->n == FIELDS_MAX) {
		g->many = true;
		return;
	}
	g->text = g->text && !memchr(name, '\0', name_len) && !memchr(value, '\0', value_len) &&
		  mf_utf8_valid(name, name_len, NULL) && mf_utf8_valid(value, value_len, NULL);
	g->field = mf_arena_grow(g->arena, g->field, &g->cap, g->n + 1, sizeof *g->field);
	g->field[g->n++] = (struct mf_http_field){ mf_arena_strndup(g->arena, name, name_len),
						   mf_arena_strndup(g->arena, value, value_len) };
}

static enum MHD_Result take(void *ctx, enum MHD_ValueKind kind, const char *key, size_t key_size,
			    const char *value, size_t value_size)
{
	(void)kind;
	add(ctx, key ? key : "", key ? key_size : 0, value ? value : "", value ? value_size : 0);
	return MHD_YES;
}

/* One side of name=value, decoded where it lies; returns its length. */
static size_t decode(char *text)
{
	for (char *c = text; *c; c++)
		*c = *c == '+' ? ' ' : *c;
	return MHD_http_unescape(text);
}

/* application/x-www-form-urlencoded, as HTML has it. */
static void take_form(struct gathering *g, char *form)
{
	char *rest = form, *pair;

	while ((pair = strsep(&rest, "&")) != NULL) {
		char *value = strchr(pair, '=');
		size_t name_len;
		if (!*pair)
			continue;
		if (value)
			*value++ = '\0';
		name_len = decode(pair);
		add(g, pair, name_len, value ? value : "", value ? decode(value) : 0);
	}
}

bool mf_http_request_read(struct mf_http_job *job, const char *method, const char *path)
{
	struct gathering parameters = { .arena = &job->arena, .text = true }, headers = parameters;
	struct mf_http_request *r = &job->request;
	bool form = job->body.len > 0, text = !memchr(job->body.data, '\0', job->body.len);

	r->method = method;
	r->path = path;
	r->client = job->peer ? job->peer->client : "";
	MHD_get_connection_values_n(job->connection, MHD_HEADER_KIND, take, &headers);
	MHD_get_connection_values_n(job->connection, MHD_GET_ARGUMENT_KIND, take, &parameters);
	if (form && text)
		take_form(&parameters, mf_arena_strndup(&job->arena, job->body.data, job->body.len));
	r->header = headers.field;
	r->headers = headers.n;
	r->parameter = parameters.field;
	r->parameters = parameters.n;
	if (parameters.many || headers.many)
		job->refused = 413;
	else if (!parameters.text || !text || !mf_utf8_valid(path, strlen(path), NULL))
		job->refused = 400;
	return !job->refused;
}
