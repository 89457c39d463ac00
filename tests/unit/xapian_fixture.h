/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xapian_fixture.h - what the tests of the Xapian binding share. */
#ifndef TESTS_UNIT_XAPIAN_FIXTURE_H
#define TESTS_UNIT_XAPIAN_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <xapian-c.h>

#define LIT(text) (text), (sizeof(text) - 1)

/* Asserts that a call of the binding succeeded, and shows its error where it did not. */
#define ok(call) ok_at((call), &error, __FILE__, __LINE__)

/* Asserts that a call failed with this status, and that the error says so and why. */
#define fails(status, call) fails_at((status), (call), &error, __FILE__, __LINE__)

extern struct xc_error error;

void ok_at(int rc, const struct xc_error *err, const char *file, int line);
void fails_at(int status, int rc, const struct xc_error *err, const char *file, int line);

/* A fresh folder, removed again by folder_leave(); `state` holds its path. */
int folder_enter(void **state);
int folder_leave(void **state);

/* "folder/name"; in one of four buffers that take turns. */
const char *in(void **state, const char *name);

/* Makes a database of n documents: number i has the term "all", "odd" or "even", "n<i>" with wdf 2, value 0
 * "<mark>/<i>" and data "data <i>". */
void make_db(const char *path, const char *mark, unsigned n, unsigned flags);
void fill_doc(struct xc_doc *doc, const char *mark, unsigned i);

struct xc_query *term_query(const char *term);

/* The tests of xapian_shards.c. */
void test_shard_numbers(void **state);
void test_callbacks_know_the_shard(void **state);
void test_callbacks_after_deletions(void **state);
void test_stub(void **state);
void test_copies_of_a_shard(void **state);
void test_reopened_shards(void **state);
void test_compact(void **state);

/* The tests of xapian_weights.c. */
void test_given_weight_is_the_formula(void **state);
void test_given_weight_agrees_with_bm25(void **state);
void test_given_weight_of_a_part(void **state);
void test_given_weight_of_a_synonym(void **state);

/* The tests of xapian_errors.c. */
void test_status_names(void **state);
void test_every_exception_becomes_a_status(void **state);
void test_not_found(void **state);
void test_exists_and_opening(void **state);
void test_locked(void **state);
void test_corrupt(void **state);
void test_version(void **state);
void test_modified(void **state);
void test_modified_search_is_rerun(void **state);
void test_invalid_arguments(void **state);
void test_operation_and_unsupported(void **state);
void test_range_and_query(void **state);
void test_closed(void **state);
void test_network(void **state);
void test_callbacks_stop(void **state);
void test_check_finds_damage(void **state);

/* xapian_throw.cc: the status that an exception is to become and its class, 0 where there is no such kind;
 * and a spy that throws it. */
int thrown(int kind, int *status, const char **type);
int throw_from_spy(void *kind, const struct xc_candidate *candidate, double weight);

#endif
