/* SPDX-License-Identifier: GPL-2.0-or-later */
/* study_table.h - the table of a study in every format that has rows. */
#ifndef MF_OUTPUT_STUDY_TABLE_H
#define MF_OUTPUT_STUDY_TABLE_H

#include "search/output/writer.h"
#include "search/study/study.h"

/* Can it be written so?  text, json, jsonl and csv; a concordance also as kwic, all others as svg. */
bool mf_study_has_format(enum mf_study_kind kind, const struct mf_writer_format *format);
void mf_study_write(const struct mf_writer_format *format, struct mf_buf *out, const struct mf_style *style,
		    const struct mf_study *study);

/* 9 documents, or in Arabic the label before the number, so that no noun has to agree with it. */
void mf_study_total_put(struct mf_buf *out, const struct mf_style *style, const struct mf_study_total *total);

#endif
