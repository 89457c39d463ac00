/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/labels.h"

#include <stdlib.h>
#include <string.h>

#include "wrappers/libc/mem.h"

void mf_labels_init(struct mf_labels *l, const struct mf_index *index)
{
	*l = (struct mf_labels){ .index = index, .arena = MF_ARENA_INIT };
	l->name = mf_calloc(index->segments + 1, sizeof(struct mf_name *));
	l->number = mf_calloc(index->segments + 1, sizeof *l->number);
	mf_pool_init(&l->keys);
}

void mf_labels_release(struct mf_labels *l)
{
	for (size_t i = 0; l->index && i < l->index->segments; i++) {
		free(l->name[i]);
		free(l->number[i]);
	}
	free(l->name);
	free(l->number);
	free(l->of);
	mf_pool_release(&l->keys);
	mf_arena_release(&l->arena);
}

/* The segment's own label is the gazetteer's where it was tagged with this one. */
static void find_label(struct mf_labels *l, const struct mf_segment *s, struct mf_name *name)
{
	uint32_t known = mf_gazetteer_by_id(l->index->gazetteer, name->id, strlen(name->id));
	struct mf_archive_name found;
	struct mf_entity e;

	if (known == MF_NO_ENTITY) {
		if (!mf_statistics_name(l->index->statistics, name->id, name->type, &l->arena, &found))
			return;
		name->label = found.label;
		name->label_en = found.label_en;
	} else if (s->about->tagged != l->index->manifest.gazetteer_fingerprint) {
		mf_gazetteer_entity(l->index->gazetteer, known, &e);
		name->label = e.label;
		name->label_en = e.label_en;
	}
}

const struct mf_name *mf_label(struct mf_labels *l, size_t segment, uint32_t number)
{
	const struct mf_segment *s = &l->index->segment[segment];
	struct mf_name *name;
	const char *text;
	size_t len;

	if (number >= s->names.entities.n)
		return NULL;
	if (!l->name[segment])
		l->name[segment] = mf_calloc(s->names.entities.n, sizeof **l->name);
	name = &l->name[segment][number];
	if (name->id)
		return name;
	text = mf_stringset_get(&s->names.entities, number, &len);
	if (mf_name_split(text, len, name) < 0) {
		name->id = NULL;
		return NULL;
	}
	find_label(l, s, name);
	return name;
}

uint32_t mf_label_find_number(struct mf_labels *l, size_t segment, uint32_t number)
{
	const struct mf_name *name = mf_label(l, segment, number);
	struct mf_buf key = MF_BUF_INIT;
	int fresh;
	uint32_t found;

	if (!name)
		return MF_NONE;
	mf_buf_addch(&key, (char)name->type);
	mf_buf_addstr(&key, name->id);
	found = mf_pool_add(&l->keys, key.data, key.len, &fresh);
	mf_buf_release(&key);
	if (fresh) {
		l->of = mf_grow(l->of, &l->of_cap, found + (size_t)1, sizeof *l->of);
		l->of[found] = name;
	}
	if (!l->number[segment])
		l->number[segment] =
			mf_calloc(l->index->segment[segment].names.entities.n, sizeof **l->number);
	l->number[segment][number] = found + 1;
	return found;
}
