/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gazetteer_compile.c - the builder's entities into one flat block (see gazetteer_private.h). */
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/names/gazetteer_compile.h"
#include "wrappers/libc/mem.h"

/* ---- entities ---- */
static bool is_complete(const struct mf_gazetteer_builder *b, const struct mf_gb_entity *e)
{
	const char *source = e->source ? e->source : "CLDR";

	if (e->names_n == 0 && e->blocked_n > 0 && e->type == GB_NO_TYPE)
		return false; /* a list of blocked names */
	if (e->type == GB_NO_TYPE)
		mf_gb_report(b, source, e->line, "'%s' has no type that is known: left out", e->id);
	else if (!mf_gb_preferred(e, "ar"))
		mf_gb_report(b, source, e->line, "'%s' has no Arabic prefLabel: left out", e->id);
	else
		return true;
	return false;
}

static int by_id(const void *a, const void *b)
{
	return strcmp((*(struct mf_gb_entity *const *)a)->id, (*(struct mf_gb_entity *const *)b)->id);
}

static void number_entities(struct mf_gc *c)
{
	struct mf_gazetteer_builder *b = c->b;

	c->order = mf_malloc((b->n + 1) * sizeof *c->order);
	for (size_t i = 0; i < b->n; i++) {
		b->entities[i].number = GZ_NONE;
		if (is_complete(b, &b->entities[i]))
			c->order[c->n++] = &b->entities[i];
	}
	qsort(c->order, c->n, sizeof *c->order, by_id);
	for (size_t i = 0; i < c->n; i++)
		c->order[i]->number = (uint32_t)i;
}

static uint32_t broader_of(struct mf_gc *c, const struct mf_gb_entity *e)
{
	const struct mf_gb_entity *parent;

	if (!e->broader)
		return GZ_NONE;
	parent = mf_gb_entity_find(c->b, e->broader, strlen(e->broader));
	if (!parent || parent->number == GZ_NONE)
		mf_gb_report(c->b, e->source ? e->source : "CLDR", e->line,
			     "'%s' has broader '%s', which is not there", e->id, e->broader);
	return parent && parent != e ? parent->number : GZ_NONE;
}

static void write_entity(struct mf_gc *c, const struct mf_gb_entity *e)
{
	const char *label_en = mf_gb_preferred(e, "en");
	struct mf_gz_entity row = {
		.id = mf_gc_intern(c, e->id),
		.label = mf_gc_intern(c, mf_gb_preferred(e, "ar")),
		.label_en = mf_gc_intern(c, label_en ? label_en : ""),
		.match = mf_gc_intern(c, e->match ? e->match : ""),
		.broader = broader_of(c, e),
		.first_name = (uint32_t)(c->section[GZ_NAMES].len / sizeof(uint32_t)),
		.names = (uint32_t)e->names_n,
		.first_rule = (uint32_t)(c->section[GZ_RULES].len / sizeof(uint32_t)),
		.required = (uint16_t)e->required_n,
		.forbidden = (uint16_t)e->forbidden_n,
		.country = e->country,
		.type = e->type,
		.flags = e->flags,
	};

	for (size_t i = 0; i < e->names_n; i++) {
		uint32_t name = mf_gc_intern(c, e->names[i].text);
		mf_buf_add(&c->section[GZ_NAMES], &name, sizeof name);
	}
	for (size_t i = 0; i < e->required_n + e->forbidden_n; i++) {
		uint32_t rule = mf_gc_pattern(c, i < e->required_n ? e->required[i]
								   : e->forbidden[i - e->required_n]);
		mf_buf_add(&c->section[GZ_RULES], &rule, sizeof rule);
	}
	mf_buf_add(&c->section[GZ_ENTITIES], &row, sizeof row);
}

static void write_ministries(struct mf_gc *c)
{
	struct mf_gazetteer_builder *b = c->b;

	for (size_t i = 0; i < b->countries_n * b->portfolios_n; i++) {
		uint32_t number = b->entities[b->ministries[i]].number;
		mf_buf_add(&c->section[GZ_MINISTRIES], &number, sizeof number);
	}
}

/* ---- the trie ---- */
static int by_node(const void *a, const void *b)
{
	const struct mf_gb_leaf *x = a, *y = b;

	if (x->node != y->node)
		return x->node < y->node ? -1 : 1;
	if (x->entry.kind != y->entry.kind)
		return x->entry.kind - y->entry.kind;
	if (x->entry.value != y->entry.value)
		return x->entry.value < y->entry.value ? -1 : 1;
	if (x->entry.flags != y->entry.flags)
		return x->entry.flags - y->entry.flags;
	return x->entry.text < y->entry.text ? -1 : x->entry.text > y->entry.text;
}

static bool same_meaning(const struct mf_gb_leaf *a, const struct mf_gb_leaf *b)
{
	return a->node == b->node && a->entry.kind == b->entry.kind && a->entry.value == b->entry.value;
}

static bool in(const struct mf_gb_entity *place, const struct mf_gb_entity *broader)
{
	return place->broader && !strcmp(place->broader, broader->id);
}

/* Two entities of one name that neither asks a context for. */
static void warn_shared(struct mf_gc *c, const struct mf_gb_leaf *a, const struct mf_gb_leaf *b)
{
	const struct mf_gb_entity *x = c->order[a->entry.value], *y = c->order[b->entry.value];

	if ((x->flags & y->flags & GZ_CITY) == 0 && (in(x, y) || in(y, x))) /* تونس: its place tells */
		return;
	if (((a->entry.flags | b->entry.flags) & (GZ_ASKS | GZ_MADE)) == 0 && (x->source || y->source))
		mf_gb_report(c->b, y->source ? y->source : x->source, y->source ? y->line : x->line,
			     "the name '%s' stands for '%s' and for '%s'; g:requires would tell them apart",
			     c->strings.data + a->entry.text, x->id, y->id);
}

static void write_trie(struct mf_gc *c)
{
	struct mf_gb_trie *t = &c->trie;
	struct mf_gz_node *nodes = mf_calloc(t->nodes, sizeof *nodes);
	uint32_t written = 0;

	qsort(t->leaves, t->n, sizeof *t->leaves, by_node);
	for (size_t i = 0; i < t->n; i++) {
		const struct mf_gb_leaf *leaf = &t->leaves[i];

		if (i > 0 && same_meaning(leaf - 1, leaf))
			continue;
		if (i > 0 && leaf[-1].node == leaf->node && leaf->entry.kind == GZ_NAME &&
		    leaf[-1].entry.kind == GZ_NAME)
			warn_shared(c, leaf - 1, leaf);
		if (nodes[leaf->node].count++ == 0)
			nodes[leaf->node].first = written;
		if (leaf->entry.kind == GZ_NAME && c->pattern_of[leaf->node])
			mf_gc_pattern_entity(c, leaf);
		mf_buf_add(&c->section[GZ_ENTRIES], &leaf->entry, sizeof leaf->entry);
		written++;
	}
	mf_buf_add(&c->section[GZ_NODES], nodes, t->nodes * sizeof *nodes);
	mf_gb_trie_write(t, &c->section[GZ_SLOTS]);
	mf_buf_add(&c->section[GZ_PATTERNS], c->patterns, c->patterns_n * sizeof *c->patterns);
	free(nodes);
}

/* ---- the block ---- */
static int write_block(struct mf_gc *c, struct mf_buf *out, struct mf_error *err)
{
	struct mf_gz_header head = { .magic = GZ_MAGIC, .portfolios = (uint32_t)c->b->portfolios_n };
	size_t start = out->len, total = sizeof head;

	c->section[GZ_STRINGS] = c->strings;
	c->strings = (struct mf_buf)MF_BUF_INIT;
	for (int i = 0; i < GZ_SECTIONS; i++)
		total += c->section[i].len + 8;
	mf_buf_reserve(out, total); /* once, since it is large */
	mf_buf_add(out, &head, sizeof head);
	for (int i = 0; i < GZ_SECTIONS; i++) {
		static const char zeros[8];

		if (c->section[i].overflow || out->overflow)
			return mf_error_set(err, MF_E_LIMIT, "the gazetteer is too large to compile");
		head.offset[i] = out->len - start;
		head.count[i] = c->section[i].len / mf_gz_element_size[i];
		mf_buf_add(out, c->section[i].data, c->section[i].len);
		mf_buf_release(&c->section[i]);
		mf_buf_add(out, zeros, (8 - (out->len - start) % 8) % 8);
	}
	if (out->overflow)
		return mf_error_set(err, MF_E_LIMIT, "the gazetteer is too large to compile");
	head.size = out->len - start;
	head.hash = mf_hash64(out->data + start + sizeof head, head.size - sizeof head);
	memcpy(out->data + start, &head, sizeof head);
	return 0;
}

int mf_gazetteer_compile(struct mf_gazetteer_builder *b, struct mf_buf *out, struct mf_error *err)
{
	struct mf_gc c = { .b = b, .strings = MF_BUF_INIT };
	int status;

	for (int i = 0; i < GZ_SECTIONS; i++)
		c.section[i] = (struct mf_buf)MF_BUF_INIT;
	mf_buf_addch(&c.strings, '\0'); /* offset 0 is "" */
	mf_gb_trie_init(&c.trie);
	mf_gb_ministries_make(b);
	number_entities(&c);
	mf_gc_names_put(&c);
	for (size_t i = 0; i < c.n; i++)
		write_entity(&c, c.order[i]);
	mf_gc_patterns_index(&c);
	write_ministries(&c);
	write_trie(&c);
	mf_gb_trie_release(&c.trie);
	status = write_block(&c, out, err);
	for (int i = 0; i < GZ_SECTIONS; i++)
		mf_buf_release(&c.section[i]);
	mf_buf_release(&c.strings);
	free(c.interned);
	free(c.order);
	free(c.class_of);
	free(c.patterns);
	free(c.pattern_node);
	free(c.pattern_of);
	return status;
}
