/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tagger.h - which words are names, by what they look like and what stands around them.
 *
 * A linear-chain conditional random field (J. Lafferty, A. McCallum, F. Pereira, 2001) over the tags
 * none, and first word, first word after proclitics, and inside, of person, place and organisation.  Its
 * model is trained from the annotated news of corpus/news while mufahris is built (names/training/), and is
 * one flat block: the weights of features by their hash, and the forms of an Arabic dictionary by theirs.
 *
 * Nearly all features say something of one form in one role (the word itself, the one before, ...).
 * Their weights are summed once for each form that is met and kept, so that a word costs a few
 * additions, a handful of look-ups for what it and its neighbours are together, and one step of Viterbi.
 */
#ifndef MF_NAMES_TAGGER_H
#define MF_NAMES_TAGGER_H

#include <stddef.h>
#include <stdint.h>

#include "wrappers/libc/error.h"

/* A view over a model, which must outlive it. */
struct mf_tagger {
	const struct mf_tag_head *head;
	const uint32_t *keys;         /* hash table of features; 0: empty */
	const int16_t (*weights)[10]; /* by place in keys and tag */
	const uint32_t *words;        /* hash table of the dictionary: see tagger_form.c */
};

int mf_tagger_open(struct mf_tagger *t, const void *model, size_t len, struct mf_error *err);
uint64_t mf_tagger_fingerprint(const struct mf_tagger *t);

/* What one thread needs to tag document after document. */
struct mf_tagging;
struct mf_tagging *mf_tagging_new(const struct mf_tagger *t); /* the model is copied by view */
void mf_tagging_free(struct mf_tagging *tagging);             /* NULL accepted */

#endif
