/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gate.c - who may ask.
 *
 * Host must be a name of this server, or a page of another site could have its own name point here (DNS
 * rebinding).  Where a token is wanted, a program sends it as a bearer token (RFC 6750); a browser follows
 * a link with ?token= once and is given a cookie. */
#include <string.h>
#include <strings.h>

#include "search/serve/server.h"

#define COOKIE "mufahris="

/* Does not tell by its time how much of the two is alike. */
static bool same(const char *a, size_t len, const char *b)
{
	unsigned char other = len != strlen(b);

	for (size_t i = 0; i < len && b[i]; i++)
		other |= (unsigned char)a[i] ^ (unsigned char)b[i];
	return !other;
}

/* The name in Host, without its port; [::1] with its brackets. */
static size_t name_len(const char *host)
{
	const char *close = *host == '[' ? strchr(host, ']') : NULL;

	return close ? (size_t)(close - host) + 1 : strcspn(host, ":");
}

static bool is_ours(const struct mf_server *server, const char *host)
{
	size_t len = name_len(host);

	if (host[len] && (host[len] != ':' || strspn(host + len + 1, "0123456789") != strlen(host + len + 1)))
		return false;
	for (const char *const *h = server->o.host; h && *h; h++)
		if (strlen(*h) == len && strncasecmp(*h, host, len) == 0)
			return true;
	return false;
}

static bool has_cookie(const char *cookies, const char *token)
{
	for (const char *at = cookies; at && *at;) {
		size_t len = strcspn(at, ";");
		if (len >= strlen(COOKIE) && strncmp(at, COOKIE, strlen(COOKIE)) == 0 &&
		    same(at + strlen(COOKIE), len - strlen(COOKIE), token))
			return true;
		at += len;
		at += strspn(at, "; ");
	}
	return false;
}

static bool is_known(const struct mf_server *server, const struct mf_http_request *r)
{
	const char *bearer = mf_http_header(r, "Authorization");

	if (bearer && strncasecmp(bearer, "Bearer ", 7) == 0 &&
	    same(bearer + 7, strlen(bearer + 7), server->o.token))
		return true;
	return has_cookie(mf_http_header(r, "Cookie"), server->o.token);
}

/* The same address without the token, which then is in a cookie. */
static unsigned welcome(const struct mf_server *server, const struct mf_http_request *r,
			struct mf_http_reply *reply)
{
	struct mf_buf to = MF_BUF_INIT;
	const char *between = "?";

	mf_buf_addch(&to, '/');
	for (const char *at = r->path + 1; *r->path && *at; at++)
		mf_buf_printf(&to,
			      strchr("\\\r\n\"<>%?#", *at) || (*at == '/' && at == r->path + 1) ? "%%%02X"
												: "%c",
			      (unsigned)(unsigned char)*at);
	for (size_t i = 0; i < r->parameters; i++) {
		if (strcmp(r->parameter[i].name, "token") == 0)
			continue;
		mf_buf_addstr(&to, between);
		mf_link_escape(&to, r->parameter[i].name);
		mf_buf_addch(&to, '=');
		mf_link_escape(&to, r->parameter[i].value);
		between = "&";
	}
	mf_http_reply_header(reply, "Location", mf_arena_strdup(&reply->arena, to.data));
	mf_http_reply_header(reply, "Set-Cookie",
			     mf_arena_printf(&reply->arena, COOKIE "%s; HttpOnly; SameSite=Strict; Path=/",
					     server->o.token));
	mf_buf_release(&to);
	return 303;
}

unsigned mf_gate(const struct mf_server *server, const struct mf_http_request *r, struct mf_http_reply *reply)
{
	const char *host = mf_http_header(r, "Host"), *shown = mf_http_parameter(r, "token");

	if (!host)
		return 400;
	if (!is_ours(server, host))
		return 403;
	if (!server->o.token || strcmp(r->path, "/healthz") == 0)
		return 0;
	if (shown && strcmp(r->method, "GET") == 0 && same(shown, strlen(shown), server->o.token))
		return welcome(server, r, reply);
	return is_known(server, r) ? 0 : 401;
}

bool mf_gate_form(const struct mf_server *server, const struct mf_http_request *r)
{
	const char *secret = mf_http_parameter(r, "secret"), *origin = mf_http_header(r, "Origin");
	const char *slashes = origin ? strstr(origin, "://") : NULL;

	if (!secret || !same(secret, strlen(secret), server->secret))
		return false;
	return !origin || (slashes && is_ours(server, slashes + 3));
}
