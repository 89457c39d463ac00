/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gazetteer.c - a view over a compiled block. */
#include "indexer/analysis/names/gazetteer.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "indexer/analysis/names/gazetteer_private.h"
#include "wrappers/libc/mem.h"

const size_t mf_gz_element_size[GZ_SECTIONS] = {
	[GZ_ENTITIES] = sizeof(struct mf_gz_entity),
	[GZ_NAMES] = 4,
	[GZ_RULES] = 4,
	[GZ_PATTERNS] = 4,
	[GZ_MINISTRIES] = 4,
	[GZ_SLOTS] = sizeof(struct mf_gz_slot),
	[GZ_NODES] = sizeof(struct mf_gz_node),
	[GZ_ENTRIES] = sizeof(struct mf_gz_entry),
	[GZ_STRINGS] = 1,
};

static bool has_bounds(const struct mf_gz_header *head, size_t len)
{
	if (len < sizeof *head || memcmp(head->magic, GZ_MAGIC, sizeof head->magic) != 0 || head->size != len)
		return false;
	for (int i = 0; i < GZ_SECTIONS; i++)
		if (head->offset[i] % 8 != 0 || head->offset[i] > len ||
		    head->count[i] > (len - head->offset[i]) / mf_gz_element_size[i])
			return false;
	return head->count[GZ_SLOTS] > 0 && head->count[GZ_SLOTS] < UINT32_MAX && head->count[GZ_NODES] > 0 &&
	       head->count[GZ_STRINGS] > 0 && head->count[GZ_ENTITIES] < MF_NO_ENTITY &&
	       head->hash == mf_hash64(head + 1, len - sizeof *head);
}

/* ---- every number of a block leads into a table of it, so that nobody has to ask again ---- */

static bool are_below(const uint32_t *v, uint64_t n, uint64_t bound, bool or_none)
{
	bool below = true;

	for (uint64_t i = 0; i < n; i++)
		below &= v[i] < bound || (or_none && v[i] == GZ_NONE);
	return below;
}

static bool is_sound_entity(const struct mf_gazetteer *g, const struct mf_gz_entity *e)
{
	const uint64_t *n = g->head->count;
	uint64_t strings = n[GZ_STRINGS];

	return e->id < strings && e->label < strings && e->label_en < strings && e->match < strings &&
	       (e->broader == GZ_NONE || e->broader < n[GZ_ENTITIES]) && e->type <= MF_ORG &&
	       (uint64_t)e->first_name + e->names <= n[GZ_NAMES] &&
	       (uint64_t)e->first_rule + e->required + e->forbidden <= n[GZ_RULES] &&
	       (e->country == GZ_NONE ||
		(e->country + UINT64_C(1)) * g->head->portfolios <= n[GZ_MINISTRIES]);
}

static bool is_sound_entry(const struct mf_gazetteer *g, const struct mf_gz_entry *e)
{
	if (e->text >= g->head->count[GZ_STRINGS])
		return false;
	switch (e->kind) {
	case GZ_NAME:
	case GZ_NISBA:
	case GZ_LAST:
	case GZ_BARE:
	case GZ_ASKED:
		return e->value < g->head->count[GZ_ENTITIES];
	case GZ_CONTEXT:
		return e->value < g->head->count[GZ_PATTERNS];
	case GZ_MINISTRY:
	case GZ_OF_STATE:
	case GZ_SHORT:
		return e->value < g->head->portfolios;
	default:
		return e->kind < GZ_KINDS;
	}
}

/* A table that is more than three quarters full would make look-ups long, a full one endless. */
static bool are_sound_slots(const struct mf_gazetteer *g)
{
	uint64_t n = g->head->count[GZ_SLOTS], used = 0;
	bool sound = true;

	for (uint64_t i = 0; i < n; i++) {
		used += mf_gz_slot_key(&g->slots[i]) != 0;
		sound &= g->slots[i].node < g->head->count[GZ_NODES];
	}
	return sound && used <= n / 4 * 3;
}

static bool is_sound(const struct mf_gazetteer *g)
{
	const uint64_t *n = g->head->count;

	if (g->strings[n[GZ_STRINGS] - 1] != '\0' || !are_sound_slots(g) ||
	    !are_below(g->names, n[GZ_NAMES], n[GZ_STRINGS], false) ||
	    !are_below(g->rules, n[GZ_RULES], n[GZ_PATTERNS], false) ||
	    !are_below(g->patterns, n[GZ_PATTERNS], n[GZ_ENTITIES], true) ||
	    !are_below(g->ministries, n[GZ_MINISTRIES], n[GZ_ENTITIES], true))
		return false;
	for (uint64_t i = 0; i < n[GZ_ENTITIES]; i++)
		if (!is_sound_entity(g, &g->entities[i]))
			return false;
	for (uint64_t i = 0; i < n[GZ_NODES]; i++)
		if ((uint64_t)g->nodes[i].first + g->nodes[i].count > n[GZ_ENTRIES])
			return false;
	for (uint64_t i = 0; i < n[GZ_ENTRIES]; i++)
		if (!is_sound_entry(g, &g->entries[i]))
			return false;
	return true;
}

int mf_gazetteer_open(struct mf_gazetteer **out, const void *block, size_t len, struct mf_error *err)
{
	const struct mf_gz_header *head = block;
	struct mf_gazetteer *g;

	if ((uintptr_t)block % 8 != 0)
		return mf_error_set(err, MF_E_INTERNAL, "the gazetteer's block is not aligned to 8 bytes");
	if (!has_bounds(head, len))
		return mf_error_set(err, MF_E_CORRUPT, "the gazetteer's block is damaged");
	g = mf_calloc(1, sizeof *g);
	g->head = head;
#define SECTION(n) ((const void *)((const char *)block + head->offset[n]))
	g->entities = SECTION(GZ_ENTITIES);
	g->names = SECTION(GZ_NAMES);
	g->rules = SECTION(GZ_RULES);
	g->patterns = SECTION(GZ_PATTERNS);
	g->ministries = SECTION(GZ_MINISTRIES);
	g->slots = SECTION(GZ_SLOTS);
	g->nodes = SECTION(GZ_NODES);
	g->entries = SECTION(GZ_ENTRIES);
	g->strings = SECTION(GZ_STRINGS);
#undef SECTION
	if (!is_sound(g)) {
		mf_gazetteer_close(g);
		return mf_error_set(err, MF_E_CORRUPT, "the gazetteer's block does not hold together");
	}
	*out = g;
	return 0;
}

void mf_gazetteer_close(struct mf_gazetteer *g)
{
	free(g);
}

uint32_t mf_gazetteer_count(const struct mf_gazetteer *g)
{
	return (uint32_t)g->head->count[GZ_ENTITIES];
}

uint64_t mf_gazetteer_fingerprint(const struct mf_gazetteer *g)
{
	return g->head->hash;
}

void mf_gazetteer_entity(const struct mf_gazetteer *g, uint32_t entity, struct mf_entity *out)
{
	const struct mf_gz_entity *e = &g->entities[entity];

	*out = (struct mf_entity){
		.id = g->strings + e->id,
		.label = g->strings + e->label,
		.label_en = g->strings + e->label_en,
		.match = g->strings + e->match,
		.type = e->type,
		.broader = e->broader,
	};
}

uint32_t mf_gazetteer_by_id(const struct mf_gazetteer *g, const char *id, size_t len)
{
	size_t low = 0, high = mf_gazetteer_count(g);

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const char *other = g->strings + g->entities[middle].id;
		int order = strncasecmp(other, id, len); /* ids are in lower case */

		if (order == 0 && other[len] == '\0')
			return (uint32_t)middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return MF_NO_ENTITY;
}

void mf_gazetteer_names(const struct mf_gazetteer *g, uint32_t entity,
			int (*each)(void *ctx, const char *name, size_t len), void *ctx)
{
	const struct mf_gz_entity *e = &g->entities[entity];

	for (uint32_t i = 0; i < e->names; i++) {
		const char *name = g->strings + g->names[e->first_name + i];

		if (each(ctx, name, strlen(name)) != 0)
			return;
	}
}
