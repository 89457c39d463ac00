/* SPDX-License-Identifier: GPL-2.0-or-later */
/* snippet.h - what a result shows: the best pieces of a passage, whole words marked.
 *
 * The passage is cut into words again by the analyser of the index; the words that match are known
 * from its stream, where they stand in the same order, so the marks are those of the search itself.
 */
#ifndef MF_ENGINE_SNIPPET_H
#define MF_ENGINE_SNIPPET_H

#include "indexer/analysis/names/entity.h"
#include "indexer/analysis/numbers/number.h"
#include "search/engine/match.h"
#include "search/engine/result.h"
#include "wrappers/libc/arena.h"

/* Reused from hit to hit; start with all zero after mf_snippeter_init. */
struct mf_snippeter {
	struct mf_tokens tokens;
	struct mf_mentions names;
	struct mf_numbers numbers;
	struct mf_mark *mark; /* of the whole passage, offsets in its text */
	size_t marks, mark_cap;
	uint32_t *chars_to; /* characters before the end of each token */
	size_t chars_cap;
};
void mf_snippeter_init(struct mf_snippeter *s);
void mf_snippeter_release(struct mf_snippeter *s);

struct mf_snippet_input {
	const struct mf_plan *plan;
	const struct mf_scanned *scan; /* of the passage */
	const struct mf_gazetteer *g;
	const char *const *entity; /* ids whose mentions are marked too */
	size_t entities;
	const char *text; /* of the passage */
	size_t len;
	uint32_t begin;     /* where it starts in the document */
	uint32_t title_end; /* bytes of the document that are its title line */
	const char *title;  /* where the title stands outside the text: "" otherwise */
	unsigned chars;     /* aim; 0: all of the passage */
};

/* Fills fragments (in the arena, texts too) and the marked title. */
void mf_snippet_make(struct mf_snippeter *s, const struct mf_snippet_input *in, struct mf_arena *arena,
		     struct mf_hit *hit);

#endif
