/* SPDX-License-Identifier: GPL-2.0-or-later */
/* chips.c - what narrows the search, one after the other, each with a link that takes it away. */
#include <string.h>

#include "indexer/analysis/names/gazetteer.h"
#include "indexer/store/index.h"
#include "search/output/markup.h"
#include "search/serve/page.h"
#include "wrappers/libc/message.h"

/* The label of an entity: of a facet that has it, or of the gazetteer; else what stands in the address. */
static const char *label_of(struct mf_serving *s, const struct mf_results *results, const char *id)
{
	const struct mf_gazetteer *g = mf_engine_index(s->worker->engine)->gazetteer;
	uint32_t number = mf_gazetteer_by_id(g, id, strlen(id));
	struct mf_entity entity;
	const char *other;

	for (size_t f = 0; f < results->facets; f++)
		for (size_t i = 0; i < results->facet[f].values; i++) {
			const struct mf_facet_value *v = &results->facet[f].value[i];
			if (v->selected && strcmp(v->id, id) == 0 && v->label_en)
				return mf_page_label(s, v->label, v->label_en, &other);
		}
	if (number == MF_NO_ENTITY)
		return id;
	mf_gazetteer_entity(g, number, &entity);
	return mf_page_label(s, mf_arena_strdup(s->ask.arena, entity.label),
			     mf_arena_strdup(s->ask.arena, entity.label_en), &other);
}

static void put_chip(struct mf_serving *s, const char *kind, const char *text, const struct mf_link *away)
{
	struct mf_buf *out = &s->reply->body;

	mf_buf_addstr(out, "<li>");
	mf_page_open_link(s, away, " class=\"chip\"");
	if (*kind)
		mf_buf_printf(out, "<span class=\"kind\">%s</span> ", kind);
	mf_page_bdi(out, text);
	mf_buf_printf(out, " <span aria-hidden=\"true\">×</span><span class=\"hidden\">%s</span></a></li>\n",
		      _("take away"));
}

/* a,b: a chip for each. */
static void put_entities(struct mf_serving *s, const struct mf_results *results,
			 const struct mf_http_field *p, const char *kind)
{
	const char *at = p->value;

	while (*at) {
		size_t len = strcspn(at, ",");
		const char *id = mf_arena_strndup(s->ask.arena, at, len);
		struct mf_link away = { .path = "/" };
		if (len) {
			mf_page_toggle(s, p->name, id, true, &away);
			put_chip(s, kind, label_of(s, results, id), &away);
		}
		at += len + (at[len] == ',');
	}
}

/* The day, or the range, as people write it. */
static const char *range_text(struct mf_serving *s, const char *value)
{
	const char *dots = strstr(value, "..");
	const char *from, *to;

	if (strcmp(value, "none") == 0)
		return _("(no date)");
	if (!dots)
		return mf_page_date(s->ask.arena, value);
	from = mf_page_date(s->ask.arena, mf_arena_strndup(s->ask.arena, value, (size_t)(dots - value)));
	to = mf_page_date(s->ask.arena, dots + 2);
	return mf_arena_printf(s->ask.arena, "%s – %s", *from ? from : "…", *to ? to : "…");
}

static const char *flag_text(const struct mf_http_field *p)
{
	static const char *const texts[][3] = {
		{ "exact", "", N_("this spelling only") },
		{ "no-expand", "", N_("names only as typed") },
		{ "no-variants", "", N_("no other spellings") },
		{ "strict", "", N_("strict syntax") },
		{ "translate", "never", N_("English words not translated") },
		{ "translate", "always", N_("English words translated") },
		{ "narrower", "", N_("with the places in it") },
		{ "no-adjectives", "", N_("without adjectives of countries") },
		{ "within", "document", N_("names anywhere in the document") },
		{ "duplicates", "show", N_("near-copies shown") },
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (strcmp(p->name, texts[i][0]) == 0 &&
		    (!*texts[i][1] || strcmp(p->value, texts[i][1]) == 0))
			return _(texts[i][2]);
	return NULL;
}

static void put_one(struct mf_serving *s, const struct mf_results *results, const struct mf_http_field *p)
{
	static const char *const kinds[][2] = {
		{ "entity", N_("name") },       { "person", N_("person") },
		{ "place", N_("place") },       { "org", N_("organisation") },
		{ "source", N_("source") },     { "date", N_("published") },
		{ "new-since", N_("since") },   { "added-since", N_("added since") },
		{ "mentions", N_("mentions") },
	};
	struct mf_link away = { .path = "/", .without = p->name, .without_value = p->value };
	const char *flag = flag_text(p);

	if (flag)
		put_chip(s, "", flag, &away);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (strcmp(kinds[i][0], p->name) != 0)
			continue;
		if (i < 4)
			put_entities(s, results, p, _(kinds[i][1]));
		else
			put_chip(s, _(kinds[i][1]), i == 4 ? p->value : range_text(s, p->value), &away);
	}
}

void mf_page_chips(struct mf_serving *s, const struct mf_results *results)
{
	struct mf_buf *out = &s->reply->body;
	size_t before = out->len, empty;

	mf_buf_printf(out, "<ul class=\"chips\" aria-label=\"%s\">", _("Narrowed to"));
	empty = out->len;
	for (size_t i = 0; i < s->ask.states; i++)
		put_one(s, results, &s->ask.state[i]);
	if (out->len == empty) {
		out->len = before;
		out->data[before] = '\0';
	} else {
		mf_buf_addstr(out, "</ul>\n");
	}
}
