/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ledger_prune.c - --prune: documents whose source is gone, and when not to believe that it is.
 *
 * A folder that is empty today may be a disk that is not mounted, a name that was changed, a share
 * that does not answer.  So nothing is removed under a PATH that is not there, nor, unless all is
 * asked for, under one that has lost all that the index has of it, or much at once.
 */
#include <stdlib.h>
#include <string.h>

#include "indexer/ledger_private.h"
#include "wrappers/libc/bitmap.h"
#include "wrappers/libc/hash.h"
#include "wrappers/libc/mem.h"

#define MUCH 20      /* documents, and more than */
#define MUCH_PART 10 /* one in so many */

/* A PATH, and what the index has of it. */
struct root {
	char *real; /* NULL: it is not there */
	struct mf_ledger_loss loss;
	const struct mf_ledger_file *file; /* in hand */
	bool refused;
};

static bool is_under(const char *path, size_t len, const char *root)
{
	size_t head = strlen(root);

	return len >= head && memcmp(path, root, head) == 0 &&
	       (len == head || path[head] == '/' || head == 1);
}

static bool is_lost(const struct mf_ledger *l, size_t segment, uint32_t document)
{
	return mf_bit_get(l->segment[segment].lost, document);
}

static void mark_lost(struct mf_ledger *l, size_t segment, uint32_t document, void *ctx)
{
	(void)ctx;
	mf_bit_set(l->segment[segment].lost, document);
}

/* Files under a root that were not met and are not there. */
static void find_gone(struct mf_ledger *l, const struct root *root, size_t roots)
{
	for (uint32_t p = 0; p < l->paths.n; p++) {
		size_t len;
		const char *path = mf_pool_get(&l->paths, p, &len);
		bool under = false;
		for (size_t i = 0; i < roots && !under; i++)
			under = root[i].real && is_under(path, len, root[i].real);
		if (!under || l->file[p].met || !mf_ledger_is_gone(path, len))
			continue;
		l->file[p].gone = true;
		mf_ledger_each(l, mf_hash64(path, len), mark_lost, NULL);
	}
}

static void count_lost(struct mf_ledger *l, size_t segment, uint32_t document, void *ctx)
{
	struct root *root = ctx;

	root->loss.lost += is_lost(l, segment, document);
}

/* All documents that were living when the run began. */
static uint64_t count_all(const struct mf_ledger *l, uint64_t path_hash)
{
	uint64_t n = 0;

	for (size_t s = 0; l->index && s < l->index->segments; s++) {
		const struct mf_segment *seg = &l->index->segment[s];
		const struct mf_documents *d = &seg->documents;
		for (uint32_t at = mf_documents_find_path(d, path_hash); at < d->n; at++) {
			uint32_t found = mf_documents_at(d, d->by_path, at);
			if (mf_documents_row(d, found)->path_hash != path_hash)
				break;
			n += !mf_segment_dead(seg, found);
		}
	}
	return n;
}

/* What a root loses, and whether that is believed. */
static void judge(struct mf_ledger *l, struct root *root)
{
	struct mf_ledger_loss *loss = &root->loss;

	for (uint32_t p = 0; root->real && p < l->paths.n; p++) {
		size_t len;
		const char *path = mf_pool_get(&l->paths, p, &len);
		uint64_t before = loss->lost, hash;
		if (!is_under(path, len, root->real))
			continue;
		hash = mf_hash64(path, len);
		loss->documents += count_all(l, hash);
		mf_ledger_each(l, hash, count_lost, root);
		if (loss->lost == before)
			continue;
		loss->files++;
		if (!loss->example) {
			loss->example = path;
			loss->example_len = len;
		}
	}
	root->refused = loss->lost && (loss->lost == loss->documents ||
				       (loss->lost >= MUCH && loss->lost * MUCH_PART > loss->documents));
}

static void remove_lost(struct mf_ledger *l, size_t segment, uint32_t document, void *ctx)
{
	(void)ctx;
	if (is_lost(l, segment, document))
		mf_ledger_remove(l, segment, document);
}

/* Of the files that no refused root has, the lost documents go; the others are read again next time. */
static void settle(struct mf_ledger *l, const struct root *root, size_t roots)
{
	for (uint32_t p = 0; p < l->paths.n; p++) {
		struct mf_ledger_file *f = &l->file[p];
		size_t len;
		const char *path = mf_pool_get(&l->paths, p, &len);
		bool refused = false;
		if (!f->gone && !f->cut)
			continue;
		for (size_t i = 0; i < roots && !refused; i++)
			refused = root[i].refused && is_under(path, len, root[i].real);
		if (refused) {
			f->gone = false;
			continue;
		}
		mf_ledger_each(l, mf_hash64(path, len), remove_lost, NULL);
		if (f->cut)
			f->state = f->after;
		l->files_changed = true;
	}
}

void mf_ledger_prune(struct mf_ledger *l, const char *const *paths, size_t n, bool all,
		     void (*refused)(void *ctx, const char *path, const struct mf_ledger_loss *loss),
		     void *ctx)
{
	struct root *root = mf_calloc(n + 1, sizeof *root);

	for (size_t i = 0; i < n; i++)
		root[i].real = strcmp(paths[i], "-") == 0 ? NULL : realpath(paths[i], NULL);
	find_gone(l, root, n);
	for (size_t i = 0; i < n && !all; i++) {
		judge(l, &root[i]);
		if (root[i].refused)
			refused(ctx, paths[i], &root[i].loss);
	}
	settle(l, root, n);
	for (size_t i = 0; i < n; i++)
		free(root[i].real);
	free(root);
}
