/* SPDX-License-Identifier: GPL-2.0-or-later */
/* verify.c - tables of Xapian that opening an index leaves unread, a step of 64 KiB after an answer, so that
 * damage is known before long and nobody waits for it.  One worker at a time steps; when all of a generation
 * is read, steps cost nothing until the next one. */
#include "search/serve/verify.h"

#include "indexer/store/verify.h"

void mf_serve_verify_init(struct mf_serve_verify *v)
{
	*v = (struct mf_serve_verify){ 0 };
	pthread_mutex_init(&v->busy, NULL);
}

static void forget(struct mf_serve_verify *v)
{
	mf_verify_free(v->steps);
	v->steps = NULL;
	mf_manifest_release(&v->manifest);
	v->manifest = (struct mf_manifest){ 0 };
}

void mf_serve_verify_release(struct mf_serve_verify *v)
{
	forget(v);
	pthread_mutex_destroy(&v->busy);
}

/* False: the generation is no longer the live one, or its manifest is what is damaged, which opening tells.
 */
static bool begin(struct mf_serve_verify *v, const char *dir, unsigned generation)
{
	struct mf_error ignored = MF_ERROR_INIT;

	if (v->steps && v->manifest.generation == generation)
		return true;
	forget(v);
	if (mf_manifest_read(&v->manifest, dir, &ignored) < 0 || v->manifest.generation != generation) {
		forget(v);
		return false;
	}
	v->steps = mf_verify_new(&v->manifest, dir);
	return true;
}

void mf_serve_verify_step(struct mf_serve_verify *v, const char *dir, unsigned generation)
{
	struct mf_error err = MF_ERROR_INIT;
	int rc;

	if (v->done == generation || pthread_mutex_trylock(&v->busy) != 0)
		return;
	if (v->done != generation && begin(v, dir, generation)) {
		rc = mf_verify_step(v->steps, &err);
		if (rc == MF_E_CORRUPT) {
			v->what = err;
			v->damaged = generation;
		}
		if (rc != 1) { /* MF_E_IO: a newer generation has taken its place */
			v->done = generation;
			forget(v);
		}
	}
	pthread_mutex_unlock(&v->busy);
}

int mf_serve_verify_ask(struct mf_serve_verify *v, unsigned generation, struct mf_error *err)
{
	if (v->damaged != generation)
		return 0;
	*err = v->what;
	return MF_E_CORRUPT;
}
