/* SPDX-License-Identifier: GPL-2.0-or-later */
/* damage_fixture.h - an index of two segments, one of them with a deleted document, to be damaged. */
#ifndef MF_TESTS_DAMAGE_FIXTURE_H
#define MF_TESTS_DAMAGE_FIXTURE_H

#include <stddef.h>
#include <stdint.h>

#include "wrappers/libc/buf.h"

struct damage_file {
	char *name, *path;
	struct mf_buf bytes; /* as it should be */
};

/* All files of the live generation; its manifest and its stub are the last two. */
extern struct damage_file *damage_files;
extern size_t damage_files_n, damage_manifest;
extern char damage_folder[], *damage_index;

int damage_make(void **state); /* for cmocka_run_group_tests */
int damage_unmake(void **state);
void damage_put(const struct damage_file *f, const struct mf_buf *bytes);

/* The command must succeed. */
void damage_shell(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Below `sides`; the same row in every run with the same seed. */
size_t damage_roll(size_t sides);
void damage_seed(uint64_t seed);

#endif
