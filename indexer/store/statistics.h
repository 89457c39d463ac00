/* SPDX-License-Identifier: GPL-2.0-or-later */
/* statistics.h - what a generation's living documents have in common: the words, how many passages have
 * each, how texts spell them, what may be clitics before them, the names, sources, days, lengths.
 *
 * Whoever plans a query asks this and no segment, so that an index answers alike however it was cut into
 * segments.  A generation has a few files, layers: each says what it adds to those before it, and a count
 * is the sum over all.  New documents are a layer, documents that are gone one with negative counts; layers
 * are merged as those of a log-structured store are (statistics_merge.c), so an update costs in proportion
 * to what is new.
 *
 * Look-ups run on the mapped files; a handle is never changed, and any number of threads may ask it.
 */
#ifndef MF_STORE_STATISTICS_H
#define MF_STORE_STATISTICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/analysis/words/stem.h"
#include "indexer/store/manifest.h"
#include "indexer/store/keys.h"
#include "wrappers/libc/arena.h"
#include "wrappers/libc/error.h"

#define MF_STATISTICS_KIND "STAT"
#define MF_STATISTICS_VERSION 1

struct mf_totals {
	int64_t documents, passages;
	int64_t words;  /* of all passages, those of titles among them */
	int64_t title;  /* of titles */
	int64_t extras; /* values of numbers in words */
};

/* ---- asking ---- */
struct mf_statistics;
/* Opens n layers, the oldest first.  No layer: an archive without documents. */
int mf_statistics_open(struct mf_statistics **out, const char *const *path, size_t n, struct mf_error *err);
void mf_statistics_close(struct mf_statistics *s); /* NULL accepted */
/* MF_E_CORRUPT where something that was read of its files is damaged. */
int mf_statistics_sound(const struct mf_statistics *s, struct mf_error *err);
/* The seal of the file of a layer: see sections.h. */
uint64_t mf_statistics_seal(const struct mf_statistics *s, size_t layer);
const struct mf_totals *mf_statistics_totals(const struct mf_statistics *s);

/* Passages that have a form, a stem, a form of a root. */
uint64_t mf_statistics_form(const struct mf_statistics *s, const char *form, size_t len);
uint64_t mf_statistics_stem(const struct mf_statistics *s, const char *stem, size_t len);
uint64_t mf_statistics_root(const struct mf_statistics *s, const char *root, size_t len);

/* The forms of a stem, and the forms that read as clitics before one of them. */
struct mf_family_form {
	const char *text;
	size_t len;
	uint64_t count; /* passages; 0: it stands only after clitics */
};
struct mf_family_reading {
	uint32_t form;    /* what is left without the clitics: its number among the forms */
	uint32_t clitics; /* bytes of them */
	const char *text; /* clitics and form */
	size_t len;
	const char *stem; /* of the whole, another than that of the form */
	size_t stem_len;
	uint64_t count; /* passages that have the whole */
};
struct mf_family {
	uint64_t count;              /* passages that have one of the forms */
	struct mf_family_form *form; /* in byte order */
	size_t forms;
	struct mf_family_reading *reading; /* by form, then in the order of the clitics */
	size_t readings;
};
/* Memory is the arena's; false where the archive has nothing of the stem. */
bool mf_statistics_family(const struct mf_statistics *s, const char *stem, size_t len, struct mf_arena *arena,
			  struct mf_family *out);

/* Forms in byte order. */
struct mf_forms {
	const struct mf_statistics *of;
	struct mf_keys_merge merge;
	struct mf_buf text; /* the form in hand */
	uint64_t count;
};
void mf_forms_start(struct mf_forms *f, const struct mf_statistics *s); /* before the first; release it */
bool mf_forms_next(struct mf_forms *f);
/* To the first one that is not below the text. */
bool mf_forms_seek(struct mf_forms *f, const char *text, size_t len);
/* To the next one that does not begin with the first `len` bytes of the one in hand. */
bool mf_forms_skip(struct mf_forms *f, size_t len);
void mf_forms_release(struct mf_forms *f);

/* The forms that begin so and stand in most passages, ties in byte order: at most `max`; returns how many. */
size_t mf_statistics_top(const struct mf_statistics *s, const char *prefix, size_t len, size_t max,
			 struct mf_arena *arena, struct mf_family_form *out);
/* Every spelling that living texts have of the form, without vowel signs and tatweel; `text` is NULL where
 * some are not told apart. */
void mf_statistics_spellings(const struct mf_statistics *s, const char *form, size_t len,
			     void (*each)(void *ctx, const char *text, size_t len), void *ctx,
			     struct mf_arena *arena);
/* As most texts spell the form; ties by byte order.  In the arena. */
const char *mf_statistics_surface(const struct mf_statistics *s, const char *form, size_t len,
				  struct mf_arena *arena);

/* A name of the archive: an entity by the label that most of its passages had for it. */
struct mf_archive_name {
	const char *id, *label, *label_en;
	uint8_t type;       /* enum mf_entity_type */
	uint64_t passages;  /* that name it, */
	uint64_t adjective; /* and that have only the adjective of a country */
};
/* By id and type (-1: any); in the arena. */
bool mf_statistics_name(const struct mf_statistics *s, const char *id, int type, struct mf_arena *arena,
			struct mf_archive_name *out);
/* Passages that name an entity, whatever its label; with `adjectives`, those too that have only the
 * adjective of the country. */
uint64_t mf_statistics_entity(const struct mf_statistics *s, const char *id, bool adjectives);
/* All of them in the order of their ids; the strings live until `each` returns. */
void mf_statistics_names(const struct mf_statistics *s,
			 void (*each)(void *ctx, const struct mf_archive_name *name), void *ctx);

/* Passages of a source, by its folded name; of documents published on the days from..to; of those without
 * a day. */
uint64_t mf_statistics_source(const struct mf_statistics *s, const char *folded, size_t len);
uint64_t mf_statistics_days(const struct mf_statistics *s, int32_t from, int32_t to);
uint64_t mf_statistics_undated(const struct mf_statistics *s);

/* ---- making layers ---- */
struct mf_statistics_input {
	const char *dir; /* of the index */
	const struct mf_manifest_segment *segment;
	enum mf_stemming stemmer;
	const unsigned char *documents; /* bitmap: those that are counted */
	int sign;                       /* 1: they have come; -1: they have gone */
	/* Files of how these documents spell their words (mf_surfaces_save); NULL: their texts are read. */
	const char *const *surfaces;
	size_t surfaces_n;
};
/* Writes the layer of some documents of a segment. */
int mf_statistics_count(const struct mf_statistics_input *in, const char *path, struct mf_error *err);
/* Writes the sum of n layers. */
int mf_statistics_merge(const char *const *layer, size_t n, const char *path, struct mf_error *err);

/* Counts the living documents of all segments once more, from their streams and texts, and compares: where
 * the layers say anything else it is MF_E_CORRUPT, and one word, stem, root or name is told. */
int mf_statistics_verify(const char *dir, const struct mf_manifest *m, struct mf_error *err);

#endif
