/* SPDX-License-Identifier: GPL-2.0-or-later */
/* statistics_private.h - a statistics file from inside, and a layer while it is made; for statistics*.c. */
#ifndef MF_STORE_STATISTICS_PRIVATE_H
#define MF_STORE_STATISTICS_PRIVATE_H

#include "indexer/store/segment.h"
#include "indexer/store/statistics.h"
#include "indexer/store/statistics_value.h"
#include "indexer/store/surfaces.h"

/* A file: the totals, then runs of two sections each. */
enum mf_statistics_run {
	MF_RUN_FORMS,
	MF_RUN_STEMS,
	MF_RUN_ROOTS,
	MF_RUN_NAMES,
	MF_RUN_SOURCES,
	MF_RUN_DAYS,
	MF_RUNS
};
#define MF_STATISTICS_SECTIONS (1 + 2 * MF_RUNS)

struct mf_layer {
	struct mf_sections file;
	struct mf_totals totals;
	struct mf_keys run[MF_RUNS];
};
int mf_layer_open(struct mf_layer *l, const char *path, struct mf_error *err);
void mf_layer_close(struct mf_layer *l);
void mf_totals_add(struct mf_totals *to, const struct mf_totals *more);

/* ---- an open generation ---- */
struct mf_statistics {
	struct mf_layer *layer;
	size_t layers;
	struct mf_totals totals;
	const struct mf_keys **run[MF_RUNS]; /* of each layer */
};
/* The sum of the first counts of a packed key; 0 where it is negative. */
uint64_t mf_statistics_packed(const struct mf_statistics *s, enum mf_statistics_run run, const char *key,
			      size_t len);

/* ---- packed texts ---- */
struct mf_packed {
	const char *data;
	size_t len;
};
struct mf_packed mf_packed(struct mf_arena *arena, const char *text, size_t len); /* in the arena */
int mf_packed_compare(struct mf_packed a, const char *b, size_t len);
/* The text, in the arena; a NUL ends it. */
const char *mf_unpacked(struct mf_arena *arena, const char *packed, size_t n, size_t *len);

/* ---- writing: the totals, then each run in its order ---- */
struct mf_statistics_writer {
	struct mf_sections_writer file;
	struct mf_keys_writer run;
	char *path;
};
int mf_statistics_create(struct mf_statistics_writer *w, const char *path, const struct mf_totals *totals,
			 struct mf_error *err);
void mf_statistics_begin(struct mf_statistics_writer *w); /* the next run */
void mf_statistics_add(struct mf_statistics_writer *w, struct mf_packed key, const struct mf_buf *value,
		       int64_t weight);
int mf_statistics_end(struct mf_statistics_writer *w, struct mf_error *err);
/* Closes the file; where `rc` is an error, or there is one, the file is removed.  Returns the error. */
int mf_statistics_finish(struct mf_statistics_writer *w, int rc, struct mf_error *err);

/* The key of a day, or of none: in the order of the days, none first. */
struct mf_packed mf_day_key(int32_t day, char room[static 4]);

/* ---- documents while they are counted ---- */
struct mf_seen_count {
	uint32_t count, last; /* passages; the last one counted, + 1 */
};

struct mf_dated {
	int32_t day;
	uint32_t passages;
};

struct mf_counting {
	const struct mf_statistics_input *in;
	struct mf_segment segment;
	struct mf_totals totals;
	struct mf_seen_count *form, *stem, *root; /* by id, stem, root */
	struct mf_seen_count *name;   /* by number of the entity; `last`: passages with the adjective */
	struct mf_seen_count *source; /* by number of the source; `last`: documents */
	struct mf_dated *dated;       /* the documents that are counted, by day */
	size_t dated_n, dated_cap;
	struct mf_surfaces surfaces; /* where texts are read */
	struct mf_statistics_writer out;
	struct mf_arena arena; /* of the value in hand */
	struct mf_buf value;
	bool damaged;
};
int mf_counting_put_stems(struct mf_counting *c, struct mf_error *err);
/* Roots, names, sources and days. */
int mf_counting_put_others(struct mf_counting *c, struct mf_error *err);

#endif
