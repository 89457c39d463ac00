/* SPDX-License-Identifier: GPL-2.0-or-later */
/* replies.c - what all replies have: type, policy, the mark of the generation; and errors. */
#include <string.h>

#include "indexer/store/index.h"
#include "search/serve/page.h"
#include "search/serve/server.h"
#include "wrappers/json/json.h"
#include "wrappers/messages/messages.h"

/* Nothing from elsewhere, no script and no style but the two files, no frame around us. */
#define POLICY                                                                                               \
	"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "      \
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

void mf_reply_type(struct mf_http_reply *reply, unsigned status, const char *type)
{
	reply->status = status;
	mf_http_reply_header(reply, "Content-Type", type);
	mf_http_reply_header(reply, "X-Content-Type-Options", "nosniff");
	mf_http_reply_header(reply, "Content-Security-Policy", POLICY);
	/* nothing to others; a form of ours says where it is from, as gate.c wants to know */
	mf_http_reply_header(reply, "Referrer-Policy", "same-origin");
	mf_http_reply_header(reply, "Cross-Origin-Resource-Policy", "same-origin");
}

unsigned mf_reply_status(const struct mf_error *err)
{
	switch (err->code) {
	case MF_E_USAGE:
	case MF_E_INPUT:
	case MF_E_AMBIGUOUS:
	case MF_E_LIMIT:
		return 400;
	case MF_E_NOTFOUND:
		return 404;
	case MF_E_CORRUPT:
	case MF_E_INTERNAL:
		return 500;
	default:
		return 503;
	}
}

static const char *code_of(unsigned status)
{
	static const struct {
		unsigned status;
		const char *name;
	} codes[] = {
		{ 400, "bad-request" }, { 401, "token-needed" }, { 403, "forbidden" },
		{ 404, "not-found" },   { 405, "method" },       { 413, "too-large" },
		{ 429, "too-many" },    { 500, "internal" },     { 503, "busy" },
	};

	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (codes[i].status == status)
			return codes[i].name;
	return "error";
}

void mf_reply_error(const struct mf_http_request *r, struct mf_http_reply *reply, unsigned status,
		    const struct mf_error *err)
{
	struct mf_json w = mf_json_to(&reply->body);

	mf_buf_reset(&reply->body);
	reply->headers = 0;
	mf_reply_type(reply, status,
		      strncmp(r->path, "/api/", 5) == 0 ? "application/json" : "text/html; charset=utf-8");
	mf_http_reply_header(reply, "Cache-Control", "no-store");
	if (status == 429 || status == 503)
		mf_http_reply_header(reply, "Retry-After", "2");
	if (status == 401)
		mf_http_reply_header(reply, "WWW-Authenticate", "Bearer realm=\"mufahris\"");
	if (status == 405)
		mf_http_reply_header(reply, "Allow", "GET, HEAD, POST");
	if (strncmp(r->path, "/api/", 5) != 0) {
		mf_page_error(r, &reply->body, status, err);
		return;
	}
	mf_json_begin_object(&w);
	mf_json_key(&w, "error");
	mf_json_begin_object(&w);
	mf_json_put_string(&w, "code", code_of(status));
	mf_json_put_string(&w, "text", err->text);
	mf_json_put_text_or_null(&w, "hint", err->hint);
	mf_json_end_object(&w);
	mf_json_end_object(&w);
	mf_buf_addch(&reply->body, '\n');
}

void mf_reply_partial(struct mf_serving *s, bool partial)
{
	struct mf_http_reply *reply = s->reply;
	size_t kept = 0;

	if (!partial)
		return;
	s->server->count.partial++;
	for (size_t i = 0; i < reply->headers; i++)
		if (strcmp(reply->header[i].name, "ETag") != 0 &&
		    strcmp(reply->header[i].name, "Cache-Control") != 0)
			reply->header[kept++] = reply->header[i];
	reply->headers = kept;
	mf_http_reply_header(reply, "Cache-Control", "no-store");
}

bool mf_reply_unchanged(struct mf_serving *s, const struct mf_http_request *r)
{
	const struct mf_index *index = mf_engine_index(s->worker->engine);
	const char *have = mf_http_header(r, "If-None-Match");
	/* "last:7d" and the like mean other days tomorrow; a server that is started anew has other secrets */
	const char *tag = mf_arena_printf(&s->reply->arena, "W/\"%s-%u-%.12s-%lld-%lld%s\"", PACKAGE_VERSION,
					  index->manifest.generation, s->server->secret,
					  (long long)s->worker->stamp.st_mtim.tv_nsec,
					  (long long)(time(NULL) / 86400), s->ask.arabic ? "-ar" : "");

	mf_http_reply_header(s->reply, "ETag", tag);
	mf_http_reply_header(s->reply, "Cache-Control", "private, no-cache");
	mf_http_reply_header(s->reply, "Vary", "Accept-Language, Cookie");
	if (!have || !strstr(have, tag))
		return false;
	s->reply->status = 304;
	return true;
}
