/* SPDX-License-Identifier: GPL-2.0-or-later */
/* plan_entities.c - from what people call an entity to its id. */
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/schema.h"
#include "search/engine/plan.h"

static bool inside(const struct mf_gazetteer *g, uint32_t entity, uint32_t place)
{
	struct mf_entity e;

	for (unsigned depth = 0; entity != MF_NO_ENTITY && depth < 16; depth++, entity = e.broader) {
		if (entity == place)
			return true;
		mf_gazetteer_entity(g, entity, &e);
	}
	return false;
}

static void say_none(const char *name, int type, struct mf_error *err)
{
	if (type == MF_PERSON)
		mf_error_set(err, MF_E_NOTFOUND, "no person is called %s", name);
	else if (type == MF_PLACE)
		mf_error_set(err, MF_E_NOTFOUND, "no place is called %s", name);
	else if (type == MF_ORG)
		mf_error_set(err, MF_E_NOTFOUND, "no organisation is called %s", name);
	else
		mf_error_set(err, MF_E_NOTFOUND, "no entity is called %s", name);
}

static int nearest_error(const struct mf_lookup *look, const char *name, int type, struct mf_error *err)
{
	uint32_t near[64];
	size_t n = mf_gazetteer_nearest(look->gazetteer, name, strlen(name), near, 64), kept = 0;
	struct mf_buf list = MF_BUF_INIT;

	for (size_t i = 0; i < n && i < 64 && kept < 5; i++) {
		struct mf_entity e;
		mf_gazetteer_entity(look->gazetteer, near[i], &e);
		if (type >= 0 && e.type != type)
			continue;
		mf_buf_printf(&list, "%s%s (%s)", kept++ ? ", " : "", e.id,
			      *e.label_en ? e.label_en : e.label);
	}
	say_none(name, type, err);
	if (kept)
		mf_error_hint(err, "nearest: %s", list.data);
	mf_buf_release(&list);
	return MF_E_NOTFOUND;
}

static int ambiguous_error(const struct mf_lookup *look, const char *name, const uint32_t *found, size_t n,
			   struct mf_error *err)
{
	struct mf_buf list = MF_BUF_INIT;

	for (size_t i = 0; i < n; i++) {
		struct mf_entity e;
		mf_gazetteer_entity(look->gazetteer, found[i], &e);
		mf_buf_printf(&list, "%s%s (%s)", i ? ", " : "", e.id, *e.label_en ? e.label_en : e.label);
	}
	mf_error_set(err, MF_E_AMBIGUOUS, "%s stands for several entities", name);
	mf_error_hint(err, "name one by its id: %s", list.data);
	mf_buf_release(&list);
	return MF_E_AMBIGUOUS;
}

static bool id_equals(const struct mf_gazetteer *g, uint32_t entity, const char *name, int type)
{
	struct mf_entity e;

	mf_gazetteer_entity(g, entity, &e);
	return strcmp(e.id, name) == 0 && (type < 0 || e.type == type);
}

/* KZ is the id kz where nothing is called so. */
static size_t by_id_in_any_case(const struct mf_lookup *look, const char *name, uint32_t *out)
{
	char *id = mf_arena_strdup(look->arena, name);

	for (char *at = id; *at; at++)
		*at = (char)(*at >= 'A' && *at <= 'Z' ? *at + ('a' - 'A') : *at);
	*out = mf_gazetteer_by_id(look->gazetteer, id, strlen(id));
	return *out != MF_NO_ENTITY;
}

/* The one entity of a name, by id before by label. */
static int resolve(const struct mf_lookup *look, const char *name, int type, uint32_t *out,
		   struct mf_error *err)
{
	const struct mf_gazetteer *g = look->gazetteer;
	uint32_t found[16];
	size_t n, kept = 0;

	*out = mf_gazetteer_by_id(g, name, strlen(name));
	if (*out != MF_NO_ENTITY && id_equals(g, *out, name, type))
		return 0;
	n = mf_gazetteer_lookup(g, name, strlen(name), found, 16);
	n = n < 16 ? n : 16;
	if (!n)
		n = by_id_in_any_case(look, name, found);
	for (size_t i = 0; i < n; i++) {
		struct mf_entity e;
		mf_gazetteer_entity(g, found[i], &e);
		if (type < 0 || e.type == type)
			found[kept++] = found[i];
	}
	if (!kept)
		return nearest_error(look, name, type, err);
	if (kept > 1)
		return ambiguous_error(look, name, found, kept, err);
	*out = found[0];
	return 0;
}

struct id_list {
	const char **v;
	size_t n, cap;
	struct mf_arena *arena;
};

static void list_add(struct id_list *l, const char *id)
{
	if (l->n == l->cap) {
		size_t cap = l->cap ? l->cap * 2 : 8;
		const char **grown = mf_arena_alloc(l->arena, cap * sizeof *grown);
		if (l->n)
			memcpy(grown, l->v, l->n * sizeof *grown);
		l->v = grown;
		l->cap = cap;
	}
	l->v[l->n++] = id;
}

/* A name that rules discovered is known to the archive only. */
static bool is_discovered(const struct mf_lookup *look, const char *id, int type)
{
	struct mf_archive_name name;

	return mf_gazetteer_by_id(look->gazetteer, id, strlen(id)) == MF_NO_ENTITY &&
	       mf_statistics_name(look->statistics, id, type, look->arena, &name);
}

/* The next of "a, b، c" without the blanks around it. */
static const char *next_name(const char **at, const char *end, struct mf_arena *arena)
{
	const char *begin = *at, *last = begin;

	while (last < end && *last != ',' && (end - last < 2 || memcmp(last, "،", 2) != 0))
		last++;
	*at = last == end ? end : last + (*last == ',' ? 1 : 2);
	while (begin < last && (*begin == ' ' || *begin == '\t'))
		begin++;
	while (last > begin && (last[-1] == ' ' || last[-1] == '\t'))
		last--;
	return mf_arena_strndup(arena, begin, (size_t)(last - begin));
}

int mf_plan_entities(const struct mf_lookup *look, const char *names, size_t len, int type, bool narrower,
		     const char ***ids, size_t *n, struct mf_error *err)
{
	const struct mf_gazetteer *g = look->gazetteer;
	const char *end = names + len;
	struct id_list list = { NULL, 0, 0, look->arena };

	while (names < end) {
		const char *name = next_name(&names, end, look->arena);
		uint32_t entity;
		struct mf_entity e;
		int rc;
		if (!*name)
			continue;
		if (is_discovered(look, name, type)) {
			list_add(&list, name);
			continue;
		}
		rc = resolve(look, name, type, &entity, err);
		if (rc < 0)
			return rc;
		mf_gazetteer_entity(g, entity, &e);
		list_add(&list, e.id);
		if (!narrower || e.type != MF_PLACE)
			continue;
		for (uint32_t i = 0; i < mf_gazetteer_count(g); i++) {
			if (i == entity || !inside(g, i, entity))
				continue;
			mf_gazetteer_entity(g, i, &e);
			list_add(&list, e.id);
		}
	}
	*ids = list.v;
	*n = list.n;
	return 0;
}

static int compare_ids(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void mf_ids_sort(const char **ids, size_t n)
{
	if (n)
		qsort(ids, n, sizeof(const char *), compare_ids);
}
