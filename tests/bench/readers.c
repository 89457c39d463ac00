/* SPDX-License-Identifier: GPL-2.0-or-later */
/* readers.c - how fast files are read, from the disk's cache to documents, before any analysis.
 *
 *	readers NAME PATH...
 *
 * Reads the paths again and again for a second at least, and prints a line, tab-separated: name, bytes,
 * documents, MB in a second by the clock, MB in a second of CPU without that of children.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "indexer/source/source.h"

#define SECONDS 1.0

struct counts {
	double bytes, documents;
};

static int on_want(void *ctx, const struct mf_file_stat *file, struct mf_error *err)
{
	struct counts *c = ctx;

	(void)err;
	c->bytes += (double)file->size;
	return 1;
}

static int on_document(void *ctx, const struct mf_document *doc, struct mf_error *err)
{
	struct counts *c = ctx;

	(void)doc;
	(void)err;
	c->documents++;
	return 0;
}

static void on_rejected(void *ctx, const struct mf_error *problem)
{
	(void)ctx;
	fprintf(stderr, "readers: %s\n", problem->text);
	exit(2);
}

static double now(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	static const struct mf_source_options options = { .encoding = "auto" };
	struct counts all = { 0, 0 };
	struct mf_source_calls calls = {
		.want = on_want, .document = on_document, .rejected = on_rejected, .ctx = &all
	};
	struct mf_error e = MF_ERROR_INIT;
	double wall, cpu, from = now(CLOCK_MONOTONIC), from_cpu = now(CLOCK_PROCESS_CPUTIME_ID);
	unsigned passes = 0;

	if (argc < 3) {
		fprintf(stderr, "usage: readers NAME PATH...\n");
		return 2;
	}
	do {
		if (mf_sources_read((const char *const *)(argv + 2), (size_t)argc - 2, &options, &calls, &e) <
		    0) {
			fprintf(stderr, "readers: %s\n", e.text);
			return 2;
		}
		passes++;
		wall = now(CLOCK_MONOTONIC) - from;
		cpu = now(CLOCK_PROCESS_CPUTIME_ID) - from_cpu;
	} while (wall < SECONDS);
	printf("%s\t%.0f\t%.0f\t%.1f\t%.1f\n", argv[1], all.bytes / passes, all.documents / passes,
	       all.bytes / 1e6 / wall, all.bytes / 1e6 / cpu);
	return 0;
}
