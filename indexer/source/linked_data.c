/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/source/linked_data.h"

#include <string.h>

#include "wrappers/json/json.h"

#define DEPTH_MAX 6

static bool ends_in(const char *text, size_t len, const char *ending)
{
	size_t n = strlen(ending);

	return len >= n && !memcmp(text + len - n, ending, n);
}

/* NewsArticle, BlogPosting, Report ...: what is about the page's article and not about its site. */
static bool is_article_type(const struct mf_json_value *type)
{
	size_t len;
	const char *text = mf_json_text(type, &len);

	for (size_t i = 0; !text && i < mf_json_count(type); i++)
		if (is_article_type(mf_json_at(type, i)))
			return true;
	return text && (ends_in(text, len, "Article") || ends_in(text, len, "Posting") ||
			ends_in(text, len, "Report") || ends_in(text, len, "WebPage") ||
			ends_in(text, len, "CreativeWork"));
}

static const char *text_of(struct mf_reading *r, const struct mf_json_value *value)
{
	const struct mf_json_value *name;
	const char *text;
	size_t len;

	if (!value)
		return "";
	if (mf_json_kind(value) == MF_JSON_ARRAY) {
		const char *all = "";
		for (size_t i = 0; i < mf_json_count(value); i++) {
			const char *one = text_of(r, mf_json_at(value, i));
			if (*one)
				all = *all ? mf_arena_printf(&r->arena, "%s, %s", all, one) : one;
		}
		return all;
	}
	if (mf_json_kind(value) == MF_JSON_OBJECT) {
		name = mf_json_get(value, "name");
		return name && mf_json_kind(name) == MF_JSON_STRING ? text_of(r, name) : "";
	}
	text = mf_json_text(value, &len);
	if (!text || memchr(text, '\0', len))
		return "";
	return mf_arena_strndup(&r->arena, text, len);
}

static void fill(struct mf_reading *r, const struct mf_json_value *object, const char *key,
		 const char **value)
{
	if (!**value)
		*value = text_of(r, mf_json_get(object, key));
}

static void see_article(struct mf_reading *r, const struct mf_json_value *object, struct mf_document *doc)
{
	fill(r, object, "datePublished", &doc->date);
	fill(r, object, "dateCreated", &doc->date);
	fill(r, object, "headline", &doc->title);
	fill(r, object, "author", &doc->author);
	fill(r, object, "publisher", &doc->source);
	fill(r, object, "url", &doc->url);
}

static void see(struct mf_reading *r, const struct mf_json_value *value, struct mf_document *doc,
		unsigned depth)
{
	static const char *const inner[] = { "@graph", "mainEntity", "mainEntityOfPage" };
	const struct mf_json_value *type;

	if (!value || depth > DEPTH_MAX)
		return;
	for (size_t i = 0; i < mf_json_count(value); i++)
		see(r, mf_json_at(value, i), doc, depth + 1);
	if (mf_json_kind(value) != MF_JSON_OBJECT)
		return;
	type = mf_json_get(value, "@type");
	if (type && is_article_type(type))
		see_article(r, value, doc);
	for (size_t i = 0; i < sizeof inner / sizeof *inner; i++)
		see(r, mf_json_get(value, inner[i]), doc, depth + 1);
}

void mf_linked_data(struct mf_reading *r, const char *data, struct mf_document *doc)
{
	static const char apart[] = "\x1e"; /* ASCII's record separator, see html.h */

	while (*data) {
		size_t len = strcspn(data, apart);
		struct mf_json_value *tree = NULL;

		if (mf_json_parse(&tree, data, len, NULL) == MF_OK)
			see(r, tree, doc, 0);
		mf_json_free(tree);
		data += len + (data[len] != '\0');
	}
}
