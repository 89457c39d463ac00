/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sources.c - a source asked for that no document has: the reader is told which are nearest. */
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/words/fold.h"
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

/* Every source of the archive, some once for each segment, the nearest first. */
static struct near *all_sources(const struct mf_search *s, const char *wanted, size_t *n)
{
	const struct mf_index *index = s->engine->index;
	struct mf_buf folded = MF_BUF_INIT;
	struct near *list = NULL;
	size_t cap = 0;

	*n = 0;
	for (size_t i = 0; i < index->segments; i++) {
		const struct mf_stringset *names = &index->segment[i].names.sources;
		for (uint32_t k = 0; k < names->n; k++) {
			size_t len;
			const char *name = mf_stringset_get(names, k, &len);
			mf_buf_reset(&folded);
			mf_fold(&folded, name, len);
			if (!folded.len || !mf_statistics_source(index->statistics, folded.data, folded.len))
				continue;
			list = mf_grow(list, &cap, *n + 1, sizeof *list);
			list[(*n)++] = (struct near){ mf_arena_strndup(s->arena, name, len),
						      distance(folded.data, wanted) };
		}
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
