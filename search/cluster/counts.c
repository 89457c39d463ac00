/* SPDX-License-Identifier: GPL-2.0-or-later */
/* counts.c - what is asked of a study, and what a shard counted, as bytes and back. */
#include <string.h>

#include "search/cluster/messages.h"

#define COUNT_LEAST (1 + MF_STUDY_NUMBERS)
#define LINE_LEAST 4

void mf_question_put_study(struct mf_buf *to, const struct mf_study_options *o)
{
	mf_buf_varint(to, o->kind);
	mf_buf_varint(to, o->unit);
	mf_buf_varint(to, o->period);
	mf_buf_varint(to, o->order);
	mf_buf_varint(to, o->ngram);
	mf_buf_varint(to, o->window);
	mf_buf_varint(to, o->context);
	mf_buf_varint(to, o->no_stop_words);
	mf_buf_varint(to, o->limit);
	mf_buf_varint(to, o->offset);
	mf_buf_varint(to, o->names);
	mf_wire_put_text(to, o->document ? o->document : "", o->document ? strlen(o->document) : 0);
}

void mf_question_get_study(struct mf_wire *from, struct mf_study_options *o)
{
	size_t len;

	o->kind = (enum mf_study_kind)mf_wire_number(from, MF_STUDIES - 1);
	o->unit = (enum mf_study_unit)mf_wire_number(from, MF_UNIT_STEMS);
	o->period = (enum mf_study_period)mf_wire_number(from, MF_PERIOD_YEAR);
	o->order = (enum mf_study_order)mf_wire_number(from, MF_ORDER_DATE);
	o->ngram = (unsigned)mf_wire_number(from, MF_NGRAM_MAX);
	o->window = (unsigned)mf_wire_number(from, UINT32_MAX);
	o->context = (unsigned)mf_wire_number(from, UINT32_MAX);
	o->no_stop_words = mf_wire_number(from, 1) != 0;
	o->limit = (size_t)mf_wire_number(from, SIZE_MAX);
	o->offset = (size_t)mf_wire_number(from, SIZE_MAX);
	o->names = (uint32_t)mf_wire_number(from, ((uint64_t)2 << MF_ORG) - 1);
	o->document = mf_wire_text(from, &len);
	from->bad = from->bad || o->kind == MF_STUDY_NONE ||
		    (o->kind == MF_STUDY_NGRAMS && o->ngram < MF_NGRAM_MIN);
}

void mf_question_put_line(struct mf_buf *to, const struct mf_study_line *line)
{
	mf_buf_varint(to, line->segment);
	mf_buf_varint(to, line->passage);
	mf_buf_varint(to, line->first);
	mf_buf_varint(to, line->last);
}

struct mf_study_line *mf_question_get_lines(struct mf_wire *from, size_t *n)
{
	struct mf_study_line *line;

	*n = mf_wire_count(from, LINE_LEAST);
	line = mf_arena_zalloc(from->arena, (*n + 1) * sizeof *line);
	for (size_t i = 0; i < *n; i++) {
		line[i].segment = (uint32_t)mf_wire_number(from, UINT32_MAX);
		line[i].passage = (uint32_t)mf_wire_number(from, UINT32_MAX);
		line[i].first = (uint32_t)mf_wire_number(from, UINT32_MAX);
		line[i].last = (uint32_t)mf_wire_number(from, UINT32_MAX);
	}
	return line;
}

void mf_answer_put_counts(struct mf_buf *to, const struct mf_study_part *part)
{
	for (size_t i = 0; i < MF_STUDY_NUMBERS; i++)
		mf_buf_varint(to, part->total[i]);
	mf_buf_varint(to, part->n);
	for (size_t i = 0; i < part->n; i++) {
		mf_wire_put_text(to, part->v[i].text, part->v[i].len);
		for (size_t k = 0; k < MF_STUDY_NUMBERS; k++)
			mf_buf_varint(to, part->v[i].number[k]);
	}
}

void mf_answer_get_counts(struct mf_wire *from, const struct mf_study_options *o, struct mf_study_part *part)
{
	for (size_t i = 0; i < MF_STUDY_NUMBERS; i++)
		part->total[i] = mf_wire_number(from, MF_STUDY_COUNT_MAX);
	part->n = mf_wire_count(from, COUNT_LEAST);
	part->v = mf_arena_zalloc(from->arena, (part->n + 1) * sizeof *part->v);
	for (size_t i = 0; i < part->n; i++) {
		part->v[i].text = mf_wire_text(from, &part->v[i].len);
		for (size_t k = 0; k < MF_STUDY_NUMBERS; k++)
			part->v[i].number[k] = mf_wire_number(from, MF_STUDY_COUNT_MAX);
	}
	from->bad = from->bad || !mf_study_part_valid(o, part);
}
