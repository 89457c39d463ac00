/* SPDX-License-Identifier: GPL-2.0-or-later */
/* document.h - the whole analysis of one document, in the order in which its steps need each other:
 * words, names, publication date, dates, numbers, passages. */
#ifndef MF_ANALYSIS_DOCUMENT_H
#define MF_ANALYSIS_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/analysis/dates/date.h"
#include "indexer/analysis/names/entity.h"
#include "indexer/analysis/names/gazetteer.h"
#include "indexer/analysis/numbers/number.h"
#include "indexer/analysis/passage.h"
#include "indexer/analysis/words/token.h"

struct mf_annotation_input {
	const char *title; /* where it stands outside the text; "" otherwise */
	const char *text;
	size_t text_len;
	uint32_t title_end;    /* bytes of the text that are its title line */
	const char *date;      /* as the record or header has it, or "" */
	const char *file_name; /* "" where there is none */
	int32_t day;           /* for a document that has no date of its own; MF_NO_DAY */
	bool correct;          /* the day that the text speaks for beats the stated one */
	const struct mf_place
		*place; /* to cite, in the order of the text; no passage goes across a chapter */
	size_t places;
};

/* Reused from document to document; start with all zero, release at the end. */
struct mf_annotation {
	struct mf_tokens title, text;
	struct mf_mentions title_names, names;
	struct mf_tagging *tagging;
	struct mf_buf both; /* the text and a title outside it, while names are looked for */
	struct mf_numbers numbers;
	struct mf_date_mentions dates;
	struct mf_passages passages;
	int32_t day;            /* published, or MF_NO_DAY */
	uint8_t date_source;    /* enum mf_date_source */
	uint8_t date_precision; /* enum mf_granularity; `day` is the first of the days stated */
	int8_t other_day;       /* days from `day` to the other one where text and statement disagree, or 0 */
	bool date_misread;      /* a date was given and could not be read */
};

void mf_annotation_init(struct mf_annotation *a, const struct mf_tagger *tagger);
void mf_annotation_release(struct mf_annotation *a);
void mf_annotate(struct mf_annotation *a, const struct mf_gazetteer *g, const struct mf_annotation_input *in);

/* The id of a name that no gazetteer lists: "new:" and the folded name, '-' for white space. */
void mf_discovered_id(struct mf_buf *out, const char *name, size_t len);

/* SimHash of the three-word shingles of tokens [first, last): texts that share most of them differ in
 * few bits (M. Charikar, Similarity Estimation Techniques from Rounding Algorithms, 2002).
 * 0 where there are fewer than 12 words. */
uint64_t mf_signature(const struct mf_tokens *tokens, uint32_t first, uint32_t last);

#endif
