/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/suggest.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/fold.h"
#include "indexer/analysis/schema.h"
#include "search/engine/engine_private.h"
#include "wrappers/libc/mem.h"

struct top {
	struct mf_completion *v;
	size_t n, max;
	struct mf_arena *arena;
};

static bool better(uint64_t count, const char *text, size_t len, const struct mf_completion *than)
{
	int d;

	if (count != than->count)
		return count > than->count;
	d = strncmp(text, than->text, len);
	return d ? d < 0 : than->text[len] != '\0';
}

/* Keeps the best `max`, best first; a text that is there already has its count raised. */
static void offer(struct top *t, const char *text, size_t len, uint64_t count, bool name)
{
	struct mf_completion c = { NULL, count, name };
	size_t at;

	for (at = 0; at < t->n; at++)
		if (strlen(t->v[at].text) == len && memcmp(t->v[at].text, text, len) == 0) {
			c.count += t->v[at].count;
			c.name = name || t->v[at].name;
			memmove(&t->v[at], &t->v[at + 1], (t->n - at - 1) * sizeof *t->v);
			t->n--;
			break;
		}
	for (at = t->n; at > 0 && better(c.count, text, len, &t->v[at - 1]); at--)
		;
	if (at == t->max)
		return;
	c.text = mf_arena_strndup(t->arena, text, len);
	if (t->n == t->max)
		t->n--;
	memmove(&t->v[at + 1], &t->v[at], (t->n - at) * sizeof *t->v);
	t->v[at] = c;
	t->n++;
}

static void offer_words(struct top *t, const struct mf_index *index, const struct mf_buf *prefix)
{
	for (size_t s = 0; s < index->segments; s++) {
		const struct mf_vocabulary *v = &index->segment[s].vocabulary;
		uint32_t from = mf_stringset_lower(&v->forms, prefix->data, prefix->len);
		uint32_t to = mf_stringset_upper(&v->forms, prefix->data, prefix->len, from);
		for (uint32_t rank = from; rank < to; rank++) {
			uint64_t count = v->id_count[v->rank_id[rank]];
			size_t len;
			const char *form;
			if (t->n == t->max && index->segments == 1 && count < t->v[t->n - 1].count)
				continue;
			form = mf_stringset_get(&v->forms, rank, &len);
			if (count)
				offer(t, form, len, count, false);
		}
	}
}

static uint64_t entity_count(const struct mf_index *index, const char *id)
{
	struct mf_buf term = MF_BUF_INIT;
	uint32_t count = 0;

	mf_term_make(&term, MF_TERM_ENTITY, id, strlen(id));
	xc_db_termfreq(index->db, term.data, term.len, &count, NULL);
	mf_buf_release(&term);
	return count;
}

/* Names that the segments have: in Arabic or English, folded, any of their words may begin so. */
static void offer_names(struct top *t, const struct mf_index *index, const struct mf_buf *prefix)
{
	struct mf_buf folded = MF_BUF_INIT;

	for (size_t s = 0; s < index->segments; s++) {
		const struct mf_stringset *names = &index->segment[s].names.entities;
		for (uint32_t i = 0; i < names->n; i++) {
			size_t len;
			const char *text = mf_stringset_get(names, i, &len);
			struct mf_name name;
			if (mf_name_split(text, len, &name) < 0)
				continue;
			for (int k = 0; k < 2; k++) {
				const char *label = k ? name.label_en : name.label;
				mf_buf_reset(&folded);
				mf_fold(&folded, label, strlen(label));
				if (*label && folded.len >= prefix->len && memcmp(folded.data, prefix->data, prefix->len) == 0)
					offer(t, label, strlen(label), s ? 0 : entity_count(index, name.id), true);
			}
		}
	}
	mf_buf_release(&folded);
}

size_t mf_engine_suggest(struct mf_engine *e, const char *prefix, size_t max, struct mf_arena *arena,
                         struct mf_completion *out)
{
	struct mf_buf folded = MF_BUF_INIT;
	struct top t = { out, 0, max, arena };

	mf_fold(&folded, prefix, strlen(prefix));
	if (folded.len && max) {
		offer_words(&t, e->index, &folded);
		offer_names(&t, e->index, &folded);
	}
	mf_buf_release(&folded);
	return t.n;
}
