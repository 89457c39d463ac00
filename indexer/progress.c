/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/progress.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "indexer/source/walk.h"
#include "wrappers/libc/message.h"

static int add_size(void *ctx, const struct mf_file_stat *file, struct mf_error *err)
{
	uint64_t *total = ctx;

	(void)err;
	*total += file->size;
	return 0;
}

uint64_t mf_progress_measure(const struct mf_strings *paths, const volatile sig_atomic_t *stop)
{
	uint64_t total = 0;
	const struct mf_walk_calls calls = { .want = add_size, .ctx = &total };

	for (size_t i = 0; i < paths->n && !*stop; i++)
		if (strcmp(paths->item[i], "-") != 0)
			mf_walk(paths->item[i], &calls, NULL);
	return total;
}

void mf_progress_line(struct mf_buf *out, const struct mf_update_progress *p, uint64_t total, double past)
{
	mf_buf_reset(out);
	mf_buf_printf(out, _("%llu documents, %.1f MB, %.0f documents/s"), (unsigned long long)p->documents,
		      (double)p->bytes / 1e6, past > 0 ? (double)p->documents / past : 0);
	if (past > 1 && p->read && total > p->read + p->skipped) {
		double left = past * (double)(total - p->skipped - p->read) / (double)p->read;
		mf_buf_printf(out, _(", about %.0f:%02d left"), floor(left / 60), (int)fmod(left, 60));
	}
}
