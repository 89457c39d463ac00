/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sources.c - a source asked for that no document has: the reader is told which are nearest. */
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/words/fold.h"
#include "search/engine/part.h"
#include "search/engine/search.h"
#include "wrappers/libc/edits.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/message.h"

#define NEAREST 5
#define LETTERS MF_EDITS_MAX

struct near {
	const char *name; /* in the arena */
	unsigned distance;
};

/* 0 where one is part of the other, else the letters that differ. */
static unsigned distance(const char *a, const char *b)
{
	uint32_t x[LETTERS], y[LETTERS];
	size_t m = mf_edits_letters(a, strlen(a), x, LETTERS), n = mf_edits_letters(b, strlen(b), y, LETTERS);

	if (strstr(a, b) || strstr(b, a))
		return 0;
	return m && n ? mf_edits(x, m, y, n, LETTERS) : LETTERS;
}

static int compare(const void *a, const void *b)
{
	const struct near *x = a, *y = b;

	return x->distance != y->distance ? (x->distance < y->distance ? -1 : 1) : strcmp(x->name, y->name);
}

int mf_part_sources(struct mf_engine *e, struct mf_arena *arena, const char ***out, size_t *n)
{
	const struct mf_index *index = e->index;
	size_t room = 0;

	for (size_t i = 0; i < index->segments; i++)
		room += index->segment[i].names.sources.n;
	*out = mf_arena_alloc(arena, (room + 1) * sizeof **out);
	*n = 0;
	for (size_t i = 0; i < index->segments; i++) {
		const struct mf_stringset *names = &index->segment[i].names.sources;
		for (uint32_t k = 0; k < names->n; k++) {
			size_t len;
			const char *name = mf_stringset_get(names, k, &len);
			(*out)[(*n)++] = mf_arena_strndup(arena, name, len);
		}
	}
	return 0;
}

/* Every source of the archive, some once for each segment, the nearest first. */
static struct near *all_sources(const struct mf_search *s, const char *wanted, size_t *n)
{
	const struct mf_statistics *statistics = s->engine->index->statistics;
	const struct mf_remote *remote = s->engine->remote;
	struct mf_buf folded = MF_BUF_INIT;
	struct near *list = NULL;
	const char **name = NULL;
	size_t cap = 0, names = 0;

	*n = 0;
	if (!remote)
		mf_part_sources(s->engine, s->arena, &name, &names);
	else if (remote->sources(remote->self, s->arena, &name, &names, NULL) < 0)
		names = 0;
	for (size_t i = 0; i < names; i++) {
		mf_buf_reset(&folded);
		mf_fold(&folded, name[i], strlen(name[i]));
		if (!folded.len || !mf_statistics_source(statistics, folded.data, folded.len))
			continue;
		list = mf_grow(list, &cap, *n + 1, sizeof *list);
		list[(*n)++] = (struct near){ name[i], distance(folded.data, wanted) };
	}
	mf_buf_release(&folded);
	if (*n)
		qsort(list, *n, sizeof *list, compare);
	return list;
}

static const char *warning(const struct mf_search *s, const char *asked, const char *folded)
{
	size_t n, shown = 0;
	struct near *list = all_sources(s, folded, &n);
	struct mf_buf nearest = MF_BUF_INIT;
	const char *text;

	for (size_t i = 0; i < n && shown < NEAREST; i++)
		if (!i || strcmp(list[i].name, list[i - 1].name) != 0)
			mf_buf_printf(&nearest, "%s%s", shown++ ? ", " : "", list[i].name);
	if (shown)
		text = mf_arena_printf(s->arena, _("no document is from the source %s; nearest: %s"), asked,
				       nearest.data);
	else
		text = mf_arena_printf(s->arena, _("no document is from the source %s; none has a source"),
				       asked);
	mf_buf_release(&nearest);
	free(list);
	return text;
}

const char *mf_search_warning(const struct mf_search *s)
{
	const struct mf_filters *f = &s->filters;

	for (size_t i = 0; i < f->sources; i++)
		if (!mf_statistics_source(s->engine->index->statistics, f->source[i], f->source_len[i]))
			return warning(s, s->request->source[i], f->source[i]);
	return "";
}
