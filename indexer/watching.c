/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/watching.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/source/walk.h"
#include "wrappers/libc/hash.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/watch.h"

#define TRY_AGAIN_MS 5000 /* while another writer is at work */

static int want_none(void *ctx, const struct mf_file_stat *file, struct mf_error *err)
{
	(void)ctx;
	(void)file;
	(void)err;
	return 0;
}

static int on_folder(void *ctx, const char *path, struct mf_error *err)
{
	return mf_watch_folder(ctx, path, err);
}

/* Every folder below the paths, and the paths themselves, which may be made later. */
static int open_watch(struct mf_watch **out, const struct mf_strings *paths, const char *index,
		      const char *report, struct mf_error *err)
{
	int rc = mf_watch_open(out, err);
	const struct mf_walk_calls calls = {
		.leave_out = index, .want = want_none, .folder = on_folder, .ctx = *out
	};

	for (size_t i = 0; i < paths->n && rc == 0; i++) {
		rc = mf_watch_path(*out, paths->item[i], err);
		if (rc == 0)
			rc = mf_walk(paths->item[i], &calls, err);
	}
	if (rc == 0 && report)
		mf_watch_ignore(*out, report);
	if (rc < 0) {
		mf_watch_close(*out);
		*out = NULL;
	}
	return rc;
}

static int refuse_standard_input(const struct mf_strings *paths, struct mf_error *err)
{
	for (size_t i = 0; i < paths->n; i++)
		if (strcmp(paths->item[i], "-") == 0) {
			mf_error_set(err, MF_E_USAGE, "standard input cannot be watched");
			mf_error_hint(err, "name files or folders");
			return MF_E_USAGE;
		}
	return 0;
}

int mf_watching_run(const struct mf_strings *paths, const char *index, const char *report,
		    const struct mf_watching_calls *calls, const volatile sig_atomic_t *stop,
		    struct mf_error *err)
{
	bool first = true;
	int rc = refuse_standard_input(paths, err);

	for (; rc == 0; first = false) {
		struct mf_watch *watch;
		bool busy = false;

		rc = open_watch(&watch, paths, index, report, err);
		if (rc == 0)
			rc = calls->update(calls->ctx, first, err);
		if (rc == MF_E_LOCKED && !first) {
			busy = true;
			rc = 0;
		}
		if (rc == 0 && first)
			calls->begins(calls->ctx, mf_watch_folders(watch));
		if (rc == 0)
			rc = mf_watch_wait(watch, busy ? TRY_AGAIN_MS : -1, stop, err);
		mf_watch_close(watch);
	}
	return rc;
}

static int by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

bool mf_said_before(struct mf_said *s, const struct mf_error *e)
{
	uint64_t h = mf_hash64(e->text, strlen(e->text));

	s->now = mf_grow(s->now, &s->now_cap, s->now_n + 1, sizeof *s->now);
	s->now[s->now_n++] = h;
	return s->before_n && bsearch(&h, s->before, s->before_n, sizeof h, by_value);
}

void mf_said_next(struct mf_said *s)
{
	if (s->now_n)
		qsort(s->now, s->now_n, sizeof *s->now, by_value);
	free(s->before);
	s->before = s->now;
	s->before_n = s->now_n;
	s->now = NULL;
	s->now_n = s->now_cap = 0;
}

void mf_said_release(struct mf_said *s)
{
	free(s->now);
	free(s->before);
}
