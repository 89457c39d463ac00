/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gazetteer_names.c - from the names of entities to paths of the trie: the names themselves, written
 * as one word, under other class words, and the parts of people's names. */
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/names/gazetteer_compile.h"
#include "indexer/analysis/words/stem.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/utf8.h"

#define JOINED_MIN 6 /* letters of a name of several words that may be written as one */
#define JOINED_TOKENS 3
#define WORD_MIN 3 /* letters of a name of one word */
#define BARE_MAX 3 /* words of صحيفة الشرق الأوسط, which goes by its last two in quotes */
#define LAST_MIN 4 /* letters of a last name that may stand alone */

/* What is needed to know of a one-token node while names are put. */
static void index_words(struct mf_gc *c)
{
	c->n_class_of = c->trie.nodes;
	c->class_of = mf_calloc(c->n_class_of, 1);
	for (size_t i = 0; i < c->trie.n; i++) {
		const struct mf_gb_leaf *leaf = &c->trie.leaves[i];

		if (leaf->entry.kind == GZ_CLASS)
			c->class_of[leaf->node] = (uint8_t)(leaf->entry.value + 1);
		else if (leaf->entry.kind == GZ_TITLE && leaf->entry.value == 0)
			c->class_of[leaf->node] = MF_GC_TITLE;
		else if (leaf->entry.kind == GZ_MEDIA)
			c->class_of[leaf->node] = MF_GC_MEDIA;
		else if (leaf->entry.kind == GZ_ORDINARY && c->class_of[leaf->node] == 0)
			c->class_of[leaf->node] = MF_GC_ORDINARY;
	}
}

static uint8_t word_class(struct mf_gc *c, const char *form, size_t len)
{
	uint32_t node = mf_gb_trie_form(&c->trie, 0, form, len);

	return node < c->n_class_of ? c->class_of[node] : 0;
}

static uint8_t token_class(struct mf_gc *c, const struct mf_tokens *t, size_t i)
{
	return word_class(c, mf_form(t, i), t->v[i].form_len);
}

static bool is_ordinary(struct mf_gc *c, const struct mf_tokens *t, size_t i)
{
	return mf_stop_word(mf_form(t, i), t->v[i].form_len) || token_class(c, t, i) == MF_GC_ORDINARY;
}

/* The article, and not the head of أليكسي, which folds to the same. */
static bool has_article(const struct mf_gb_name *name, const struct mf_tokens *t, size_t i)
{
	return !strncmp(mf_form(t, i), "ال", strlen("ال")) &&
	       !strncmp(name->text + t->v[i].begin, "ا", strlen("ا"));
}

static size_t letters(const struct mf_tokens *t, size_t i)
{
	return mf_utf8_count(mf_form(t, i), t->v[i].form_len);
}

/* The words of a name written as one. */
static void put_joined(struct mf_gc *c, const struct mf_tokens *t, struct mf_gz_entry entry)
{
	char joined[JOINED_TOKENS * (MF_FORM_MAX + 1)];
	size_t len = 0;

	if (t->n < 2 || t->n > JOINED_TOKENS)
		return;
	for (size_t i = 0; i < t->n; i++) {
		if (t->v[i].kind != MF_TOKEN_ARABIC || (i == 0 && token_class(c, t, 0) != 0))
			return;
		memcpy(joined + len, mf_form(t, i), t->v[i].form_len);
		len += t->v[i].form_len;
	}
	entry.flags |= GZ_MADE;
	if (len <= MF_FORM_MAX && mf_utf8_count(joined, len) >= JOINED_MIN)
		mf_gb_trie_put(&c->trie, mf_gb_trie_form(&c->trie, 0, joined, len), entry);
}

/* منطقة X is also محافظة X, إقليم X: each node of a word of that class continues with the same tokens. */
static void put_other_areas(struct mf_gc *c, const struct mf_tokens *t, struct mf_gz_entry entry)
{
	entry.flags |= GZ_MADE;
	for (uint32_t start = 1; start < c->n_class_of; start++) {
		uint32_t node = start;

		if (c->class_of[start] != GZ_CLASS_AREA + 1)
			continue;
		for (size_t i = 1; i < t->n; i++)
			node = mf_gb_trie_form(&c->trie, node, mf_form(t, i), t->v[i].form_len);
		mf_gb_trie_put(&c->trie, node, entry);
	}
}

/* What somebody may ask by, though no text is searched for it: the last name of anybody, with and without
 * the particle before it (al-Zawahiri), and the head of "Tripoli, Lebanon".  (A firm is asked for without
 * شركة, see put_name.) */
static void put_asked(struct mf_gc *c, const struct mf_gb_entity *e, const struct mf_gb_name *name,
		      const struct mf_tokens *t)
{
	const char *comma = memchr(name->text, ',', name->len);
	struct mf_gz_entry entry = { .value = e->number, .kind = GZ_ASKED };
	size_t last = t->n - 1;
	uint32_t node = 0;

	if (t->v[last].kind != MF_TOKEN_WORD || t->n < 2)
		return;
	if (comma && e->type != MF_PERSON) {
		for (size_t i = 0; i < t->n && t->v[i].end <= (size_t)(comma - name->text); i++)
			node = mf_gb_trie_form(&c->trie, node, mf_form(t, i), t->v[i].form_len);
		mf_gb_trie_put(&c->trie, node, entry);
	}
	if (e->type != MF_PERSON || letters(t, last) < WORD_MIN)
		return;
	mf_gb_trie_put(&c->trie, mf_gb_trie_form(&c->trie, 0, mf_form(t, last), t->v[last].form_len), entry);
	if (t->n > 2 && letters(t, last - 1) < LAST_MIN) {
		node = mf_gb_trie_form(&c->trie, 0, mf_form(t, last - 1), t->v[last - 1].form_len);
		node = mf_gb_trie_form(&c->trie, node, mf_form(t, last), t->v[last].form_len);
		mf_gb_trie_put(&c->trie, node, entry);
	}
}

/* First and last names of a person. */
static void put_parts(struct mf_gc *c, const struct mf_gb_entity *e, const struct mf_gb_name *name,
		      const struct mf_tokens *t)
{
	size_t last = t->n - 1;
	struct mf_gz_entry entry = { .value = e->number, .kind = GZ_LAST };

	if (t->n < 2)
		return;
	if (!(e->flags & GZ_NO_PARTIAL) && letters(t, last) >= LAST_MIN && !has_article(name, t, last) &&
	    !is_ordinary(c, t, last))
		mf_gb_trie_put(&c->trie, mf_gb_trie_form(&c->trie, 0, mf_form(t, last), t->v[last].form_len),
			       entry);
	if (t->v[0].kind == MF_TOKEN_ARABIC && letters(t, 0) >= WORD_MIN)
		mf_gb_trie_put(&c->trie, mf_gb_trie_form(&c->trie, 0, mf_form(t, 0), t->v[0].form_len),
			       (struct mf_gz_entry){ .kind = GZ_GIVEN });
}

/* False where the name must not be found in texts, with a report. */
static bool is_usable(struct mf_gc *c, const struct mf_gb_entity *e, const struct mf_gb_name *name,
		      const struct mf_tokens *t, bool asks)
{
	const char *source = e->source ? e->source : "CLDR";

	if (t->n == 0 || t->n > UINT8_MAX) {
		mf_gb_report(c->b, source, e->line, "the name '%s' of '%s' has no words, or too many",
			     name->text, e->id);
		return false;
	}
	if (t->n > 1 || (e->flags & GZ_EXACT))
		return true;
	if (letters(t, 0) < WORD_MIN) {
		mf_gb_report(c->b, source, e->line, "the name '%s' of '%s' is too short to be found",
			     name->text, e->id);
		return false;
	}
	if (!asks && e->source && t->v[0].kind == MF_TOKEN_ARABIC && is_ordinary(c, t, 0))
		mf_gb_report(c->b, source, e->line,
			     "the name '%s' of '%s' is an ordinary word; g:requires would guard it",
			     name->text, e->id);
	return true;
}

/* Is the name without its first word a name of the entity too: وكالة تاس and تاس? */
static bool is_whole_without_head(const struct mf_gb_entity *e, const struct mf_gb_name *name)
{
	const char *rest = strchr(name->text, ' ');

	for (size_t i = 0; rest && i < e->names_n; i++)
		if (!strcmp(e->names[i].text, rest + 1))
			return true;
	return false;
}

/* The class word, title or kind of medium before a name is no part of it. */
static bool is_trimmed(const struct mf_gb_entity *e, const struct mf_gb_name *name, uint8_t class)
{
	switch (e->type) {
	case MF_PERSON:
		return class == MF_GC_TITLE;
	case MF_PLACE:
		return class != 0 && class < MF_GC_MEDIA && class != GZ_CLASS_FIRM + 1;
	default:
		return (class == MF_GC_MEDIA || class == GZ_CLASS_FIRM + 1) && is_whole_without_head(e, name);
	}
}

/* The node of a name without its first word. */
static uint32_t node_of_rest(struct mf_gc *c, const struct mf_tokens *t)
{
	uint32_t node = 0;

	for (size_t i = 1; i < t->n; i++)
		node = mf_gb_trie_form(&c->trie, node, mf_form(t, i), t->v[i].form_len);
	return node;
}

/* UN, EU: in texts two Latin letters are anything. */
static bool is_acronym(const struct mf_tokens *t)
{
	return t->n == 1 && t->v[0].kind == MF_TOKEN_WORD && t->v[0].form_len == 2;
}

static void put_name(struct mf_gc *c, const struct mf_gb_entity *e, const struct mf_gb_name *name)
{
	const struct mf_tokens *t = &c->trie.tokens;
	uint32_t node = mf_gb_trie_node(&c->trie, name->text, name->len);
	bool rules = e->required_n + e->forbidden_n > 0;
	bool asks = rules && (name->role == GB_OTHER || name->role == GB_HIDDEN ||
			      (name->role == GB_PREFERRED && t->n == 1));
	struct mf_gz_entry entry = { .value = e->number,
				     .kind = GZ_NAME,
				     .text = mf_gc_intern(c, name->text) };
	uint8_t class = t->n > 1 ? token_class(c, t, 0) : 0;

	if (is_acronym(t)) {
		mf_gb_trie_put(&c->trie, node, (struct mf_gz_entry){ .value = e->number, .kind = GZ_ASKED });
		return;
	}
	if (!is_usable(c, e, name, t, asks))
		return;
	entry.flags = (uint8_t)((asks ? GZ_ASKS : 0) | (t->n > 1 ? GZ_FULL : 0));
	entry.trim = is_trimmed(e, name, class);
	mf_gb_trie_put(&c->trie, node, entry);
	if (e->flags & GZ_EXACT)
		return;
	if (class == MF_GC_MEDIA && t->n > 1 && t->n <= BARE_MAX)
		mf_gb_trie_put(&c->trie, node_of_rest(c, t),
			       (struct mf_gz_entry){ .value = e->number, .kind = GZ_BARE });
	if (class == GZ_CLASS_FIRM + 1)
		mf_gb_trie_put(&c->trie, node_of_rest(c, t),
			       (struct mf_gz_entry){ .value = e->number, .kind = GZ_ASKED });
	put_joined(c, t, entry);
	put_asked(c, e, name, t);
	if (e->type == MF_PLACE && class == GZ_CLASS_AREA + 1)
		put_other_areas(c, t, entry);
	if (e->type == MF_PERSON)
		put_parts(c, e, name, t);
}

void mf_gc_names_put(struct mf_gc *c)
{
	mf_gb_words_put(&c->trie);
	index_words(c);
	mf_gb_nisba_put(c->b, &c->trie);
	for (size_t i = 0; i < c->n; i++)
		for (size_t k = 0; k < c->order[i]->names_n; k++)
			if (c->order[i]->names[k].file != GB_MADE)
				put_name(c, c->order[i], &c->order[i]->names[k]);
	for (size_t i = 0; i < c->b->n; i++) {
		const struct mf_gb_entity *e = &c->b->entities[i];

		for (size_t k = 0; k < e->blocked_n; k++)
			mf_gb_trie_put(&c->trie,
				       mf_gb_trie_node(&c->trie, e->blocked[k], strlen(e->blocked[k])),
				       (struct mf_gz_entry){ .kind = GZ_BLOCK });
	}
}

uint32_t mf_gc_pattern(struct mf_gc *c, const char *text)
{
	uint32_t node = mf_gb_trie_node(&c->trie, text, strlen(text));
	size_t i = 0;

	while (i < c->patterns_n && c->pattern_node[i] != node)
		i++;
	if (i == c->patterns_n) {
		c->patterns = mf_grow(c->patterns, &c->patterns_cap, i + 1, sizeof *c->patterns);
		c->pattern_node =
			mf_grow(c->pattern_node, &c->pattern_node_cap, i + 1, sizeof *c->pattern_node);
		c->patterns[i] = GZ_NONE;
		c->pattern_node[i] = node;
		c->patterns_n++;
		mf_gb_trie_put(&c->trie, node,
			       (struct mf_gz_entry){ .value = (uint32_t)i, .kind = GZ_CONTEXT });
	}
	return (uint32_t)i;
}

void mf_gc_patterns_index(struct mf_gc *c)
{
	c->pattern_of = mf_calloc(c->trie.nodes, sizeof *c->pattern_of);
	for (size_t i = 0; i < c->patterns_n; i++)
		c->pattern_of[c->pattern_node[i]] = (uint32_t)i + 1;
}

void mf_gc_pattern_entity(struct mf_gc *c, const struct mf_gb_leaf *leaf)
{
	uint32_t *entity = &c->patterns[c->pattern_of[leaf->node] - 1];
	const struct mf_gb_entity *e = c->order[leaf->entry.value];

	if (!(leaf->entry.flags & GZ_ASKS) && (*entity == GZ_NONE || (e->flags & GZ_COUNTRY)))
		*entity = leaf->entry.value;
}
