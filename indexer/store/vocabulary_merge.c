/* SPDX-License-Identifier: GPL-2.0-or-later */
/* vocabulary_merge.c - several vocabularies become one.
 *
 * Forms, stems and roots are each a sorted table of strings; merging three times the same way gives
 * the new tables and, for each part, where its strings went.  New ids go by falling count, ties in
 * byte order, so the result depends on what the parts hold together and not on how it was dealt.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/store/error.h"
#include "indexer/store/vocabulary.h"
#include "wrappers/libc/mem.h"

/* Ranks in the order of their new ids: by falling count, ties by rank.  A counting sort on the
 * counts would need as many buckets as passages; a radix of two 16-bit digits does not. */
static void by_count(const uint32_t *count, uint32_t n, uint32_t *order)
{
	uint32_t *other = mf_calloc(n + (size_t)1, sizeof *other);

	for (uint32_t i = 0; i < n; i++)
		order[i] = i;
	for (int shift = 0; shift < 32; shift += 16) {
		uint32_t *start = mf_calloc(65537, sizeof *start);
		for (uint32_t i = 0; i < n; i++)
			start[0xffff - ((count[order[i]] >> shift) & 0xffff) + 1]++;
		for (uint32_t b = 0; b < 65536; b++)
			start[b + 1] += start[b];
		for (uint32_t i = 0; i < n; i++)
			other[start[0xffff - ((count[order[i]] >> shift) & 0xffff)]++] = order[i];
		memcpy(order, other, n * sizeof *order);
		free(start);
	}
	free(other);
}

/* Every number of the part leads into a table of it. */
static bool is_sound(const struct mf_vocabulary *v)
{
	bool sound = true;

	for (uint32_t id = 0; id < v->forms.n; id++)
		sound = sound && mf_vocabulary_rank(v, id) < v->forms.n &&
			mf_vocabulary_stem(v, id) < v->stems.n;
	for (uint32_t s = 0; s < v->stems.n; s++)
		sound = sound &&
			(mf_vocabulary_root(v, s) == MF_NONE || mf_vocabulary_root(v, s) < v->roots.n);
	return sound;
}

int mf_vocabulary_merge(const struct mf_vocabulary *const *part, size_t n, const char *path, uint32_t **remap,
			uint32_t *form_count, struct mf_error *err)
{
	const struct mf_stringset **of = mf_calloc(n, sizeof *of);
	struct mf_union forms, stems, roots;
	struct mf_vocabulary_tables t;
	uint32_t *count, *rank_id, *id_rank, *id_stem, *id_count, *stem_root;
	int rc;

	for (size_t p = 0; p < n; p++) {
		if (!is_sound(part[p])) {
			free(of);
			return mf_store_damaged(err, "%s: a vocabulary to be merged is damaged", path);
		}
		of[p] = &part[p]->forms;
	}
	mf_union_make(&forms, of, n);
	for (size_t p = 0; p < n; p++)
		of[p] = &part[p]->stems;
	mf_union_make(&stems, of, n);
	for (size_t p = 0; p < n; p++)
		of[p] = &part[p]->roots;
	mf_union_make(&roots, of, n);
	count = mf_calloc(forms.strings.n + (size_t)1, sizeof *count);
	rank_id = mf_calloc(forms.strings.n + (size_t)1, sizeof *rank_id);
	id_rank = mf_calloc(forms.strings.n + (size_t)1, sizeof *id_rank);
	id_stem = mf_calloc(forms.strings.n + (size_t)1, sizeof *id_stem);
	id_count = mf_calloc(forms.strings.n + (size_t)1, sizeof *id_count);
	stem_root = mf_calloc(stems.strings.n + (size_t)1, sizeof *stem_root);
	for (size_t p = 0; p < n; p++)
		for (uint32_t id = 0; id < part[p]->forms.n; id++)
			count[forms.to[p][mf_vocabulary_rank(part[p], id)]] +=
				mf_vocabulary_count(part[p], id);
	by_count(count, forms.strings.n, id_rank);
	for (uint32_t id = 0; id < forms.strings.n; id++) {
		rank_id[id_rank[id]] = id;
		id_count[id] = count[id_rank[id]];
	}
	for (size_t p = 0; p < n; p++) {
		const struct mf_vocabulary *v = part[p];
		remap[p] = mf_calloc(v->forms.n + (size_t)1, sizeof **remap);
		for (uint32_t id = 0; id < v->forms.n; id++) {
			remap[p][id] = rank_id[forms.to[p][mf_vocabulary_rank(v, id)]];
			id_stem[remap[p][id]] = stems.to[p][mf_vocabulary_stem(v, id)];
		}
		for (uint32_t s = 0; s < v->stems.n; s++)
			stem_root[stems.to[p][s]] = mf_vocabulary_root(v, s) == MF_NONE
							    ? MF_NONE
							    : roots.to[p][mf_vocabulary_root(v, s)];
	}
	t = (struct mf_vocabulary_tables){ forms.strings, stems.strings, roots.strings, rank_id,
					   id_stem,       id_count,      stem_root };
	*form_count = forms.strings.n;
	rc = mf_vocabulary_write(&t, path, err);
	free(count);
	free(rank_id);
	free(id_rank);
	free(id_stem);
	free(id_count);
	free(stem_root);
	mf_union_release(&forms);
	mf_union_release(&stems);
	mf_union_release(&roots);
	free(of);
	return rc;
}
