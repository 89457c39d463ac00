/* SPDX-License-Identifier: GPL-2.0-or-later */
/* compose.h - a document's text as it is put together out of pieces, with the places in it to cite. */
#ifndef MF_COMPOSE_H
#define MF_COMPOSE_H

#include "indexer/source/reading.h"

enum mf_break { MF_BREAK_NONE, MF_BREAK_SPACE, MF_BREAK_LINE, MF_BREAK_BLOCK };

/* `struct mf_compose c = MF_COMPOSE_INIT;`, mf_compose_release at the end. */
struct mf_compose {
	struct mf_buf text;
	enum mf_break gap; /* before the next word */
	struct mf_place *place;
	size_t places, cap;
};
#define MF_COMPOSE_INIT                                                                                      \
	{                                                                                                    \
		.text = MF_BUF_INIT                                                                          \
	}

/* The next word stands at least so far away. */
void mf_compose_gap(struct mf_compose *c, enum mf_break gap);
/* Adds text, its white space made one blank; line feeds are white space too. */
void mf_compose_add(struct mf_compose *c, const char *text, size_t len);
/* From the next word on: this page, chapter ...; the value is kept by reference, in the reading's arena. */
void mf_compose_place(struct mf_compose *c, enum mf_place_kind kind, const char *value);
/* The same for a place further back; the caller sorts. */
void mf_compose_place_at(struct mf_compose *c, size_t at, enum mf_place_kind kind, const char *value);
/* Hands over what was put together; title and id are made where they are missing.  What it gives the
 * document is borrowed until the release. */
int mf_compose_hand_over(struct mf_reading *r, struct mf_compose *c, struct mf_document *doc,
			 struct mf_error *err);
void mf_compose_release(struct mf_compose *c);

#endif
