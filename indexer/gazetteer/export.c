/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "indexer/gazetteer/import.h"
#include "wrappers/json/json.h"

/* Names that are neither of the labels. */
struct others {
	const struct mf_entity *entity;
	struct mf_buf *csv; /* one of the two */
	struct mf_json *json;
	bool any;
};

static int add_other(void *ctx, const char *name, size_t len)
{
	struct others *o = ctx;

	if (!strcmp(name, o->entity->label) || !strcmp(name, o->entity->label_en))
		return 0;
	if (o->json) {
		mf_json_bytes(o->json, name, len);
		return 0;
	}
	if (o->any)
		mf_buf_addch(o->csv, '|');
	for (size_t i = 0; i < len; i++)
		mf_buf_addch(o->csv, name[i] == '|' ? ' ' : name[i]);
	o->any = true;
	return 0;
}

/* A field in quotes where it has to be. */
static void add_field(struct mf_buf *out, const char *text, char behind)
{
	if (strpbrk(text, ",;\t\"\r\n")) {
		mf_buf_addch(out, '"');
		for (; *text; text++) {
			if (*text == '"')
				mf_buf_addch(out, '"');
			mf_buf_addch(out, *text);
		}
		mf_buf_addch(out, '"');
	} else {
		mf_buf_addstr(out, text);
	}
	mf_buf_addch(out, behind);
}

static const char *broader_of(const struct mf_gazetteer *g, const struct mf_entity *e)
{
	struct mf_entity broader;

	if (e->broader == MF_NO_ENTITY)
		return "";
	mf_gazetteer_entity(g, e->broader, &broader);
	return broader.id;
}

static void export_csv(const struct mf_gazetteer *g, uint32_t entity, struct mf_buf *names,
		       struct mf_buf *out)
{
	struct mf_entity e;
	struct others o = { .entity = &e, .csv = names };

	mf_gazetteer_entity(g, entity, &e);
	mf_buf_reset(names);
	mf_gazetteer_names(g, entity, add_other, &o);
	mf_buf_addch(names, '\0');
	add_field(out, e.id, ',');
	add_field(out, mf_entity_type_names[e.type], ',');
	add_field(out, e.label, ',');
	add_field(out, e.label_en, ',');
	add_field(out, names->data, ',');
	add_field(out, broader_of(g, &e), ',');
	add_field(out, e.match, '\n');
}

static void export_json(const struct mf_gazetteer *g, uint32_t entity, struct mf_buf *out)
{
	struct mf_json w = mf_json_to(out);
	struct mf_entity e;
	struct others o = { .entity = &e, .json = &w };

	mf_gazetteer_entity(g, entity, &e);
	mf_json_begin_object(&w);
	mf_json_put_string(&w, "id", e.id);
	mf_json_put_string(&w, "type", mf_entity_type_names[e.type]);
	mf_json_put_string(&w, "label", e.label);
	mf_json_put_text_or_null(&w, "label_en", e.label_en);
	mf_json_key(&w, "aliases");
	mf_json_begin_array(&w);
	mf_gazetteer_names(g, entity, add_other, &o);
	mf_json_end_array(&w);
	mf_json_put_text_or_null(&w, "broader", broader_of(g, &e));
	mf_json_put_text_or_null(&w, "match", e.match);
	mf_json_end_object(&w);
	mf_buf_addch(out, '\n');
}

void mf_gazetteer_export(const struct mf_gazetteer *g, bool jsonl, struct mf_buf *out)
{
	struct mf_buf names = MF_BUF_INIT;

	if (!jsonl)
		mf_buf_addstr(out, "id,type,ar,en,aliases,broader,match\n");
	for (uint32_t i = 0; i < mf_gazetteer_count(g); i++) {
		if (jsonl)
			export_json(g, i, out);
		else
			export_csv(g, i, &names, out);
	}
	mf_buf_release(&names);
}
