/* SPDX-License-Identifier: GPL-2.0-or-later */
/* worker.h - a shard that answers questions: one member of an archive, with the statistics of the whole. */
#ifndef MF_CLUSTER_WORKER_H
#define MF_CLUSTER_WORKER_H

#include <stddef.h>
#include <stdint.h>

#include "wrappers/libc/buf.h"
#include "wrappers/libc/error.h"

struct mf_worker;

/* `archive`: the folder of the archive as it was gathered; `member`: that of the index that this shard is,
 * where it lies on this machine.  Errors as those of mf_index_open_part. */
int mf_worker_open(struct mf_worker **out, const char *archive, const char *member, struct mf_error *err);
/* English words as mf_engine_dictionary reads them; the coordinator has to have the same. */
int mf_worker_dictionary(struct mf_worker *w, const char *path, struct mf_error *err);
void mf_worker_close(struct mf_worker *w);                /* NULL accepted */
size_t mf_worker_member(const struct mf_worker *w);       /* its number in the archive, from 0 */
uint64_t mf_worker_generation(const struct mf_worker *w); /* of the archive */

/* The answer to a question, which may be any bytes, in *answer.  Always makes one: an error is an answer too.
 */
void mf_worker_answer(struct mf_worker *w, const char *question, size_t length, struct mf_buf *answer);

#endif
