/* SPDX-License-Identifier: GPL-2.0-or-later */
/* messages.h - questions and answers of shards as bytes.
 *
 *	question   "mfq1" kind generation plan request arguments
 *	answer     "mfa1" code, and the payload, or the text and the remedy of an error; a hash of all this
 *
 * `generation` is the hash of the archive's manifest: a shard answers for its own alone.  `plan` is a hash of
 * what the coordinator made of the request; a shard that makes something else of it (another version, another
 * dictionary) refuses.  Both sides are of one version: the format is not kept.
 */
#ifndef MF_CLUSTER_MESSAGES_H
#define MF_CLUSTER_MESSAGES_H

#include "search/cluster/wire.h"
#include "search/engine/engine.h"
#include "search/engine/part.h"
#include "search/study/part.h"

enum mf_question_kind {
	MF_ASK_STANDS,   /* - ; a byte for each quotation */
	MF_ASK_FIND,     /* most, all; see mf_answer_found */
	MF_ASK_SHOW,     /* candidates; hits */
	MF_ASK_COPIES,   /* twins; copies */
	MF_ASK_DOCUMENT, /* id; whether it is there, and the hit */
	MF_ASK_FOLLOW,   /* words; forms and counts */
	MF_ASK_SOURCES,  /* - ; names */
	MF_ASK_STUDY,    /* options of the study; what was counted */
	MF_ASK_LINES,    /* options of the study, lines of a concordance; hits */
	MF_ASKS
};

struct mf_question_head {
	enum mf_question_kind kind;
	uint64_t generation, plan;
};

void mf_question_put(struct mf_buf *to, const struct mf_question_head *head,
		     const struct mf_request *request);
/* Strings are the wire's arena's.  False where the bytes are no question. */
bool mf_question_get(struct mf_wire *from, struct mf_question_head *head, struct mf_request *request);

void mf_question_put_study(struct mf_buf *to, const struct mf_study_options *options);
void mf_question_get_study(struct mf_wire *from, struct mf_study_options *options);
void mf_question_put_line(struct mf_buf *to, const struct mf_study_line *line); /* after their number */
struct mf_study_line *mf_question_get_lines(struct mf_wire *from, size_t *n);

void mf_answer_begin(struct mf_buf *to);
void mf_answer_end(struct mf_buf *to); /* after all that was put */
void mf_answer_error(struct mf_buf *to, int code, const struct mf_error *err);
/* 0 and the payload follows; else the error.  MF_E_CORRUPT: the bytes are no answer. */
int mf_answer_get(struct mf_wire *from, struct mf_error *err);

void mf_answer_put_found(struct mf_buf *to, const struct mf_part_found *found);
void mf_answer_get_found(struct mf_wire *from, struct mf_part_found *found);
void mf_answer_put_hits(struct mf_buf *to, const struct mf_hit *hit, size_t n);
/* Gives exactly n of them, or is bad. */
void mf_answer_get_hits(struct mf_wire *from, struct mf_hit *hit, size_t n);
void mf_answer_put_copies(struct mf_buf *to, const struct mf_copy *copy, size_t n);
void mf_answer_get_copies(struct mf_wire *from, struct mf_copy *copy, size_t n);
void mf_answer_put_counts(struct mf_buf *to, const struct mf_study_part *part);
/* What no such study can have counted is bad. */
void mf_answer_get_counts(struct mf_wire *from, const struct mf_study_options *options,
			  struct mf_study_part *part);

#endif
