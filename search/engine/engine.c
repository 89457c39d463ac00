/* SPDX-License-Identifier: GPL-2.0-or-later */
/* engine.c - what is open. */
#include "search/engine/engine.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "search/engine/engine_private.h"
#include "search/translate/compile.h"
#include "search/translate/dictionary.h"
#include "search/translate/installed.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/message.h"

void mf_request_init(struct mf_request *r)
{
	memset(r, 0, sizeof *r);
	r->query = "";
	r->limit = 10;
	r->expand = r->variants = true;
	r->snippet = 240;
	r->ranking = mf_ranking_default;
}

static struct mf_engine *engine_make(struct mf_index *index)
{
	struct mf_engine *e = mf_calloc(1, sizeof *e);

	e->index = index;
	e->stemmer = mf_stemmer_new(e->index->manifest.stemmer);
	mf_labels_init(&e->labels, e->index);
	e->text = e->described = (struct mf_buf)MF_BUF_INIT;
	e->spots = (struct mf_spots)MF_SPOTS_INIT;
	mf_snippeter_init(&e->snippeter);
	return e;
}

int mf_engine_open(struct mf_engine **out, const char *dir, struct mf_error *err)
{
	struct mf_index *index;
	int rc = mf_index_open(&index, dir, err);

	*out = rc == 0 ? engine_make(index) : NULL;
	return rc;
}

int mf_engine_open_part(struct mf_engine **out, const char *dir, const char *const *folder, size_t n,
			size_t *member, struct mf_error *err)
{
	struct mf_index *index;
	int rc = mf_index_open_part(&index, dir, folder, n, member, err);

	*out = rc == 0 ? engine_make(index) : NULL;
	return rc;
}

void mf_engine_ask(struct mf_engine *e, const struct mf_remote *remote)
{
	e->remote = remote;
}

const struct mf_remote *mf_engine_remote(const struct mf_engine *e)
{
	return e->remote;
}

void mf_engine_free(struct mf_engine *e)
{
	if (!e)
		return;
	mf_labels_release(&e->labels);
	mf_dictionary_free(e->dictionary);
	mf_snippeter_release(&e->snippeter);
	mf_record_release(&e->record);
	mf_buf_release(&e->text);
	mf_buf_release(&e->described);
	mf_spots_release(&e->spots);
	mf_tally_release(&e->tally);
	mf_stemmer_free(e->stemmer);
	mf_index_close(e->index);
	free(e);
}

int mf_engine_dictionary(struct mf_engine *e, const char *path, struct mf_error *err)
{
	struct mf_buf table = MF_BUF_INIT;
	struct mf_dictionary *d = NULL;
	int rc = path ? mf_dictionary_compile(path, false, &table, err) : mf_dictionary_installed(&d, err);

	if (rc == 0 && path)
		rc = mf_dictionary_take(&d, &table, err);
	mf_buf_release(&table);
	if (rc < 0)
		return rc;
	mf_dictionary_free(e->dictionary);
	e->dictionary = d;
	return 0;
}

int mf_engine_answered(const struct mf_engine *e, int rc, struct mf_error *err)
{
	struct mf_error damage = MF_ERROR_INIT;

	if (mf_index_sound(e->index, &damage) == 0)
		return rc;
	if (err)
		*err = damage;
	return MF_E_CORRUPT;
}

/* ---- time ---- */

#define LOOK_EVERY 64 /* questions whether it is over; for the others the clock is not read */

static double seconds_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void mf_engine_begin(struct mf_engine *e, double seconds)
{
	e->until = seconds > 0 ? seconds_now() + seconds : 0;
	e->asked = 0;
	e->late = false;
}

bool mf_engine_late(struct mf_engine *e)
{
	if (e->until > 0 && !e->late && e->asked++ % LOOK_EVERY == 0)
		e->late = seconds_now() >= e->until;
	return e->late;
}

bool mf_engine_was_late(const struct mf_engine *e)
{
	return e->late;
}

const char *mf_engine_late_note(struct mf_arena *arena, const char *other)
{
	return mf_arena_printf(arena, "%s%s%s",
			       _("the time for an answer was over: only a part was looked at"),
			       *other ? "; " : "", other);
}

struct mf_index *mf_engine_index(struct mf_engine *e)
{
	return e->index;
}
