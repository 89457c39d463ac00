/* SPDX-License-Identifier: GPL-2.0-or-later */
/* engine_fixture.h - small indexes for tests of the engine, and what they hold, read the plain way. */
#ifndef MF_TEST_ENGINE_FIXTURE_H
#define MF_TEST_ENGINE_FIXTURE_H

#include <stdint.h>

#include "search/engine/search.h"
#include "wrappers/libc/buf.h"

/* An empty folder for the tests, removed by fixture_remove. */
const char *fixture_folder(void);
void fixture_remove(void);

/* Runs a command of the shell made as by printf; the test fails where it fails. */
void shell(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* mufahris-index -d FOLDER/NAME ARGUMENTS, and the index it makes, opened. */
void make_index(const char *name, const char *arguments);
struct mf_engine *open_index(const char *name);
/* The sample articles in one segment, and the same in a few: added, changed, removed. */
void open_both(struct mf_engine **one, struct mf_engine **several);

/* Numbers that look random, the same in every run. */
uint32_t any(uint32_t below);

/* Words of the query language made of what the texts have. */
void random_query(struct mf_engine *e, struct mf_buf *out);
/* Words [first, first + n) of a passage as they stand there; false where it has none. */
bool random_words(struct mf_engine *e, size_t n, struct mf_buf *out);

/* A passage's text; a passage as "document passage". */
void passage_text(struct mf_engine *e, size_t segment, uint32_t passage, struct mf_buf *out);
void passage_name(struct mf_engine *e, size_t segment, uint32_t passage, struct mf_buf *out);

/* ---- sets of passages, by name ---- */
struct set {
	char **v;
	size_t n, cap;
};
void set_add(struct set *s, const char *name);
void set_sort(struct set *s);
void set_release(struct set *s);
/* The test fails, saying what and for which query, where two sorted sets are not the same. */
void same_sets(const char *what, const char *query, const struct set *got, const struct set *wanted);

#endif
