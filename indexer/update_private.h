/* SPDX-License-Identifier: GPL-2.0-or-later */
/* update_private.h - an update at work, for the files of this folder that do its parts.
 *
 * update.c reads what is new and calls the others; reanalyse.c goes through documents that the index has;
 * both hand documents to intake.c, which has parts.c make segments and publish.c publish them.
 */
#ifndef MF_UPDATE_PRIVATE_H
#define MF_UPDATE_PRIVATE_H

#include "indexer/build.h"
#include "indexer/store/folder.h"
#include "indexer/update.h"

/* A segment of the index as it will be. */
struct mf_part {
	struct mf_manifest_segment about; /* owns its strings */
	size_t origin;                    /* number in the index that was opened, or MF_MADE */
	uint64_t forms;
};
#define MF_MADE SIZE_MAX /* in this run */

/* The layers of the statistics that this run adds. */
struct mf_layers {
	char **made; /* files that are not published yet */
	size_t made_n, made_cap;
	char **name; /* taken for files that may be made, the next one last */
	size_t names, name_cap;
	unsigned char **gone; /* of each segment of the index that was opened: documents taken off already */
};

struct mf_update {
	const struct mf_update_options *options;
	const struct mf_update_calls *calls;
	struct mf_update_report *report;
	struct mf_index *index;    /* what was live, or NULL; the ledger goes by it to the end */
	struct mf_index *past;     /* of a rebuild: the index before, where it can be read, or NULL */
	struct mf_manifest before; /* the generation that is live by now; generation 0: none */
	bool known;                /* `before` was opened or published here, so its hashes can be trusted */
	struct mf_part *part;
	size_t parts, part_cap;
	struct mf_gazetteer *gazetteer;
	uint64_t fingerprint; /* of the gazetteer */
	enum mf_stemming stemmer;
	bool renew; /* another analyser made the index: all of it goes through this one */
	struct mf_ledger *ledger;
	struct mf_build *build; /* made with the first document */
	struct mf_folder folder;
	unsigned next_segment, generation;
	char *made; /* name of the segment that the build becomes */
	struct mf_layers layers;
	uint64_t documents, bytes; /* in builds before the one at hand */
	struct mf_update_progress progress;
	uint64_t file_size, file_text; /* of the file in hand: its size, and the text that came from it */
};

/* Is nothing published before the end?  A generation is of one analyser. */
static inline bool mf_update_at_once(const struct mf_update *u)
{
	return u->options->rebuild || u->renew;
}

/* ---- intake.c ---- */
int mf_intake_open_build(struct mf_update *u, struct mf_error *err);
/* A document into the build, which is opened where there is none.  A build that is full becomes a
 * segment first, and is published, unless mf_update_at_once. */
int mf_intake_add(struct mf_update *u, const struct mf_document *doc, struct mf_document_keys keys,
		  struct mf_error *err);

/* ---- reanalyse.c ---- */
/* Takes documents whose segment is to be written anew from its stored texts into the build. */
int mf_reanalyse(struct mf_update *u, struct mf_error *err);

/* ---- parts.c ---- */
enum mf_close { MF_CLOSE_CHECKPOINT, MF_CLOSE_LAST, MF_CLOSE_STOPPED };
void mf_parts_list(struct mf_update *u);                 /* lists the segments of the index that was opened */
void mf_parts_release(struct mf_update *u, bool failed); /* failed: removes what is not live */
void mf_parts_drop_dead(struct mf_update *u);            /* leaves out segments without a living document */
bool mf_parts_published(const struct mf_update *u, const char *name); /* in the generation that is live */
/* The bitmap of deleted documents, or NULL; the number of its bits, and whether this run set any. */
const unsigned char *mf_parts_dead(const struct mf_update *u, const struct mf_part *p, uint32_t *n,
				   bool *changed);
/* A name for the bitmap of a segment, which the caller frees, and the bitmap itself. */
int mf_parts_name_dead(struct mf_update *u, const char *segment, char **name, struct mf_error *err);
int mf_parts_write_dead(struct mf_update *u, const char *name, const unsigned char *dead, uint32_t documents,
			struct mf_error *err);
/* For --shards, without a build: do two or more of the newest segments fit into one merge? */
bool mf_parts_can_merge(const struct mf_update *u);
/* Bytes of memory that a merge to as few segments as --shards asks for needs; 0: there are no more. */
uint64_t mf_parts_merge_needs(const struct mf_update *u);
/* The build becomes a segment.  At the end it takes in what it should of the older ones. */
int mf_parts_close_build(struct mf_update *u, enum mf_close how, struct mf_error *err);

/* ---- layers.c ---- */
/* Takes a name for the layer of the build; of all that is to be written when it is published. */
int mf_layers_name_build(struct mf_update *u, struct mf_error *err);
int mf_layers_name(struct mf_update *u, struct mf_error *err);
/* Counts the documents of the build, which are the last ones of a segment. */
int mf_layers_count_build(struct mf_update *u, const struct mf_manifest_segment *segment,
			  struct mf_error *err);
/* Counts what has gone, and names the layers of the next generation. */
int mf_layers_note(struct mf_update *u, struct mf_manifest *after, struct mf_error *err);
void mf_layers_release(struct mf_update *u);

/* ---- publish.c ---- */
int mf_publish(struct mf_update *u, struct mf_error *err); /* the parts as the next generation */

#endif
