/* SPDX-License-Identifier: GPL-2.0-or-later */
/* copies.c - the passages that a result stands for, named. */
#include <stdlib.h>
#include <string.h>

#include "search/engine/search.h"

int mf_search_describe_copy(struct mf_search *s, const struct mf_twin *twin, struct mf_copy *out,
			    struct mf_error *err)
{
	struct mf_segment *seg = &s->engine->index->segment[twin->segment];
	uint32_t document = mf_columns_document(&seg->columns, twin->passage);
	const struct mf_document_row *row = mf_documents_row(&seg->documents, document);
	int32_t day = mf_document_day(row);
	struct mf_description about;
	char text[11] = "";
	size_t len;
	const char *id = mf_documents_id(&seg->documents, document, &len);
	int rc = mf_segment_describe(seg, document, &s->engine->described, &about, err);

	if (rc < 0)
		return rc;
	if (day != MF_NO_DAY)
		mf_day_print(day, text);
	*out = (struct mf_copy){
		mf_arena_strndup(s->arena, id, len),  mf_arena_strdup(s->arena, about.title),
		mf_arena_strdup(s->arena, text),      mf_arena_strdup(s->arena, about.source),
		mf_arena_strdup(s->arena, about.url), twin->passage - row->first
	};
	free(about.extra);
	return 0;
}

static int describe_all(struct mf_search *s, const struct mf_twin *const *twin, size_t n, struct mf_copy *out,
			struct mf_error *err)
{
	const struct mf_remote *remote = s->engine->remote;
	int rc = 0;

	if (remote)
		return n ? remote->copies(remote->self, s, twin, n, out, err) : 0;
	for (size_t i = 0; rc == 0 && i < n; i++)
		rc = mf_search_describe_copy(s, twin[i], &out[i], err);
	return rc;
}

/* Days are compared as text; what has none comes last. */
static int compare(const void *a, const void *b)
{
	const struct mf_copy *x = a, *y = b;
	int order = !*x->date - !*y->date;

	order = order ? order : strcmp(x->date, y->date);
	order = order ? order : strcmp(x->document, y->document);
	return order ? order : (x->passage > y->passage) - (x->passage < y->passage);
}

int mf_search_copies(struct mf_search *s, const struct mf_candidates *list, const struct mf_candidate *from,
		     const struct mf_hit *hits, size_t n, struct mf_error *err)
{
	struct mf_hit *hit = (struct mf_hit *)(uintptr_t)hits;

	for (size_t i = 0; i < n; i++) {
		struct mf_copy *copy =
			mf_arena_alloc(s->arena, (from[i].duplicates + (size_t)1) * sizeof *copy);
		const struct mf_twin **twin =
			mf_arena_alloc(s->arena, (from[i].duplicates + (size_t)1) * sizeof *twin);
		size_t copies = 0;
		int rc;
		for (uint32_t at = from[i].copy; at; at = list->copy[at - 1].before)
			twin[copies++] = &list->copy[at - 1];
		rc = describe_all(s, twin, copies, copy, err);
		if (rc < 0)
			return rc;
		if (copies)
			qsort(copy, copies, sizeof *copy, compare);
		hit[i].copy = copy;
		hit[i].copies = copies;
	}
	return 0;
}
