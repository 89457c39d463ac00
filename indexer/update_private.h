/* SPDX-License-Identifier: GPL-2.0-or-later */
/* update_private.h - an update at work, for update*.c. */
#ifndef MF_UPDATE_PRIVATE_H
#define MF_UPDATE_PRIVATE_H

#include "indexer/build.h"
#include "indexer/update.h"

/* A segment of the index as it will be. */
struct mf_part {
	struct mf_manifest_segment about; /* owns its strings */
	size_t origin;                    /* number in the index that was opened, or MF_MADE */
	uint64_t forms;
};
#define MF_MADE SIZE_MAX /* in this run */

struct mf_update {
	const struct mf_update_options *options;
	const struct mf_update_calls *calls;
	struct mf_update_report *report;
	struct mf_index *index;    /* what was live, or NULL; the ledger goes by it to the end */
	struct mf_manifest before; /* the generation that is live by now; generation 0: none */
	bool known;                /* `before` was opened or published here, so its hashes can be trusted */
	struct mf_part *part;
	size_t parts, part_cap;
	struct mf_gazetteer *gazetteer;
	uint64_t fingerprint; /* of the gazetteer */
	struct mf_ledger *ledger;
	struct mf_build *build; /* made with the first document */
	unsigned next_segment, generation;
	uint64_t documents, bytes; /* in builds before the one at hand */
	struct mf_update_progress progress;
	uint64_t file_size, file_text; /* of the file in hand: its size, and the text that came from it */
};

/* ---- update.c ---- */
/* A document into the build; a build that is full becomes a segment first, and is published. */
int mf_update_add(struct mf_update *u, const struct mf_document *doc, struct mf_document_keys keys,
		  struct mf_error *err);

/* ---- update_publish.c ---- */
enum mf_close { MF_CLOSE_CHECKPOINT, MF_CLOSE_LAST, MF_CLOSE_STOPPED };
void mf_update_parts(struct mf_update *u); /* lists the segments of the index that was opened */
void mf_update_parts_release(struct mf_update *u, bool failed); /* failed: removes what is not live */
void mf_update_drop_dead(struct mf_update *u); /* leaves out segments without a living document */
/* The build becomes a segment.  At the end it takes in what it should of the older ones. */
int mf_update_close_build(struct mf_update *u, enum mf_close how, struct mf_error *err);
int mf_update_publish(struct mf_update *u, struct mf_error *err);

/* ---- update_again.c ---- */
/* Takes documents whose segment is to be written anew from its stored texts into the build. */
int mf_update_again(struct mf_update *u, struct mf_error *err);

#endif
