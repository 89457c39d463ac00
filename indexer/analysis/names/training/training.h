/* SPDX-License-Identifier: GPL-2.0-or-later */
/* training.h - makes the tagger's model from annotated pieces of news and a dictionary. */
#ifndef MF_NAMES_TRAINING_H
#define MF_NAMES_TRAINING_H

#include "indexer/analysis/names/tagger_private.h"
#include "wrappers/libc/buf.h"

/* ---- pieces.c: a piece of corpus/news, taken out of its marks ---- */

struct mf_piece_mark {
	uint32_t begin, end; /* bytes in the text */
	uint8_t type;        /* enum mf_entity_type */
};

struct mf_piece {
	struct mf_buf text; /* the body, an empty line, the title: as a document is looked at */
	struct mf_piece_mark *mark;
	size_t marks, cap;
};
int mf_piece_read(struct mf_piece *p, const char *path, struct mf_error *err);
void mf_piece_release(struct mf_piece *p);
/* The tag of every token by the marks. */
void mf_piece_tags(const struct mf_piece *p, const struct mf_tokens *tokens, uint8_t *tag);
/* Is it one of those that nothing is trained on: number of its file divisible by ten? */
bool mf_piece_held_out(const char *path);

/* ---- dictionary.c: Hunspell's Arabic words as the table of a model ---- */

/* Appends the table of words to *out, and sets *mask; see mf_tag_word. */
int mf_dictionary_read(const char *path, struct mf_buf *out, uint32_t *mask, struct mf_error *err);

/* ---- crf.c ---- */

/* All sentences with their features, and the weights. */
struct mf_crf;
struct mf_crf *mf_crf_new(void);
void mf_crf_free(struct mf_crf *crf);
/* Takes a document in: its features with known[] as it is, and its tags. */
void mf_crf_add(struct mf_crf *crf, const struct mf_tagger *words, const struct mf_naming *s,
		const uint16_t *known, const uint8_t *tag);
void mf_crf_train(struct mf_crf *crf);
/* Appends the finished model: the same input gives the same bytes. */
void mf_crf_write(const struct mf_crf *crf, const struct mf_buf *words, uint32_t word_mask,
		  struct mf_buf *out);

#endif
