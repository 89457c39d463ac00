/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fuzz.h - what a fuzz target fuzz_x.c defines.
 *
 * With ./configure --enable-fuzzers (clang) libFuzzer drives it: tests/fuzz/fuzz_x FOLDER-OF-SEEDS.
 * Without, replay.c does, under make check: every seed as it is, and damaged in a few repeatable ways.
 */
#ifndef MF_FUZZ_H
#define MF_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* Runs the code under test over any bytes; it may not crash, leak or hang.  Returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct mf_fuzz_seeds {
	const char *path; /* a file or a folder of files, below the top of the source tree */
	int lines;        /* every line of it is a seed of its own */
	unsigned damaged; /* how many damaged copies of each seed to try */
};
extern const struct mf_fuzz_seeds mf_fuzz_seeds;

#endif
