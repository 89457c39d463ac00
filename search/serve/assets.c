/* SPDX-License-Identifier: GPL-2.0-or-later */
/* assets.c - the files of the page, compiled in (build-aux/embed-file.sh).
 *
 * A link bears a mark of the contents, so a browser may keep them for ever. */
#include <string.h>

#include "search/serve/server.h"
#include "wrappers/libc/hash.h"

extern const unsigned char mf_file_style_css[], mf_file_script_js[], mf_file_icon_svg[],
	mf_file_openapi_json[], mf_file_mufahris_schema_json[];
extern const size_t mf_file_style_css_len, mf_file_script_js_len, mf_file_icon_svg_len,
	mf_file_openapi_json_len, mf_file_mufahris_schema_json_len;

static const struct asset {
	const char *path, *type;
	const unsigned char *data;
	const size_t *len;
	bool kept; /* by browsers: its links are marked */
} assets[] = {
	{ "/style.css", "text/css; charset=utf-8", mf_file_style_css, &mf_file_style_css_len, true },
	{ "/script.js", "text/javascript; charset=utf-8", mf_file_script_js, &mf_file_script_js_len, true },
	{ "/icon.svg", "image/svg+xml", mf_file_icon_svg, &mf_file_icon_svg_len, true },
	{ "/openapi.json", "application/json", mf_file_openapi_json, &mf_file_openapi_json_len, false },
	{ "/mufahris.schema.json", "application/schema+json", mf_file_mufahris_schema_json,
	  &mf_file_mufahris_schema_json_len, false },
};
#define ASSETS (sizeof assets / sizeof *assets)

static const struct asset *find(const char *path)
{
	for (size_t i = 0; i < ASSETS; i++)
		if (strcmp(path, assets[i].path) == 0)
			return &assets[i];
	return NULL;
}

static uint64_t mark(const struct asset *a)
{
	return mf_hash64(a->data, *a->len);
}

bool mf_asset_reply(const struct mf_http_request *r, struct mf_http_reply *reply)
{
	const struct asset *a = find(r->path);
	const char *have = mf_http_header(r, "If-None-Match"), *tag;

	if (!a)
		return false;
	tag = mf_arena_printf(&reply->arena, "\"%016llx\"", (unsigned long long)mark(a));
	mf_http_reply_header(reply, "ETag", tag);
	mf_http_reply_header(reply, "Cache-Control",
			     a->kept && mf_http_parameter(r, "v") ? "private, max-age=31536000, immutable"
								  : "private, no-cache");
	mf_reply_type(reply, have && strstr(have, tag) ? 304 : 200, a->type);
	if (reply->status == 200) {
		reply->fixed = a->data;
		reply->fixed_len = *a->len;
	}
	return true;
}

void mf_asset_put_link(struct mf_buf *out, const char *path)
{
	mf_buf_printf(out, "%s?v=%016llx", path, (unsigned long long)mark(find(path)));
}
