/* SPDX-License-Identifier: GPL-2.0-or-later */
/* page.h - the pages: HTML made here, whole without a script, in the language of who asks.
 *
 * Everything that comes from a document, a query or an address goes through search/output/markup.h; the rest
 * is ours.  A page appends to s->reply->body.
 */
#ifndef MF_SERVE_PAGE_H
#define MF_SERVE_PAGE_H

#include "search/serve/server.h"

/* Answers the path of a page; false where there is none. */
bool mf_page_answer(struct mf_serving *s, const char *path, struct mf_error *err, int *rc);
void mf_page_error(const struct mf_http_request *r, struct mf_buf *out, unsigned status,
		   const struct mf_error *err);

/* ---- frame (page.c) ---- */
void mf_page_begin(struct mf_serving *s, const char *title); /* head, search field, languages */
void mf_page_end(struct mf_serving *s);

/* ---- pieces (pieces.c) ---- */
/* 12,345 */
const char *mf_page_number(struct mf_arena *arena, uint64_t n);
/* "2022-01-08", "2022-01" or "2022" as people write it. */
const char *mf_page_date(struct mf_arena *arena, const char *date);
/* <a href=...>; whoever opens it closes it.  `more`: further attributes, or "". */
void mf_page_open_link(struct mf_serving *s, const struct mf_link *link, const char *more);
void mf_page_link(struct mf_serving *s, const struct mf_link *link, const char *text);
void mf_page_bdi(struct mf_buf *out, const char *text);
/* The label in the language of the page, and the other one, or "". */
const char *mf_page_label(const struct mf_serving *s, const char *label, const char *label_en,
			  const char **other);
/* "person" -> "Persons" in the language of the page. */
const char *mf_page_facet_name(const char *facet);

/* ---- parts of a search page ---- */
void mf_page_chips(struct mf_serving *s, const struct mf_results *results); /* chips.c */
/* facets.c: a link that adds a value to a filter, or takes it out. */
void mf_page_facets(struct mf_serving *s, const struct mf_results *results);
int mf_page_facet(struct mf_serving *s, struct mf_error *err); /* /facet: all values of one */
/* Of the state, this value of a filter taken out of a,b or added to it; *link is filled, its strings are the
 * arena's. */
void mf_page_toggle(struct mf_serving *s, const char *name, const char *value, bool selected,
		    struct mf_link *link);
void mf_page_histogram(struct mf_serving *s, const struct mf_results *results); /* histogram.c */

/* ---- pages ---- */
int mf_page_search(struct mf_serving *s, struct mf_error *err);   /* results.c: / */
int mf_page_document(struct mf_serving *s, struct mf_error *err); /* document.c: /document */
int mf_page_help(struct mf_serving *s, struct mf_error *err);     /* help.c: /help */
int mf_page_saved(struct mf_serving *s, struct mf_error *err);    /* kept.c: /saved */
void mf_page_keep(struct mf_serving *s);                          /* the form that keeps what is searched */

/* study.c: /study/NAME by its number; links to all studies, `now` being shown (0: none) */
int mf_page_study(struct mf_serving *s, unsigned number, struct mf_error *err);
void mf_page_studies(struct mf_serving *s, unsigned now);

/* results.c: what is known of a document; the names in it, each a filter */
void mf_page_about(struct mf_serving *s, const struct mf_hit *hit);
void mf_page_names(struct mf_serving *s, const struct mf_hit *hit, size_t max);

#endif
