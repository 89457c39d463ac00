/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/analysis/document.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/words/fold.h"
#include "wrappers/libc/hash.h"
#include "wrappers/libc/mem.h"

#define SHINGLE 3
#define SIGNATURE_WORDS 12

void mf_annotation_init(struct mf_annotation *a, const struct mf_tagger *tagger)
{
	memset(a, 0, sizeof *a);
	a->title = a->text = (struct mf_tokens)MF_TOKENS_INIT;
	a->both = (struct mf_buf)MF_BUF_INIT;
	a->tagging = tagger ? mf_tagging_new(tagger) : NULL;
}

void mf_annotation_release(struct mf_annotation *a)
{
	mf_tokens_release(&a->title);
	mf_tokens_release(&a->text);
	mf_buf_release(&a->both);
	free(a->title_names.v);
	free(a->names.v);
	free(a->numbers.v);
	free(a->dates.v);
	free(a->passages.v);
	mf_tagging_free(a->tagging);
	mf_annotation_init(a, NULL);
}

/* What the document says of itself goes before what the caller says of all, and that before what a
 * file is called. */
static void state_day(struct mf_annotation *a, const struct mf_annotation_input *in)
{
	int32_t to;

	a->day = MF_NO_DAY;
	a->date_precision = MF_BY_DAY;
	a->date_misread = false;
	if (*in->date) {
		a->date_misread =
			!mf_date_parse(in->date, strlen(in->date), &a->day, &to, &a->date_precision);
		a->date_source = MF_DATE_METADATA;
	}
	if (a->day == MF_NO_DAY) {
		a->day = mf_dateline_find(&a->text, in->text, in->text_len);
		a->date_source = MF_DATE_DATELINE;
	}
	if (a->day == MF_NO_DAY) {
		a->day = in->day;
		a->date_source = MF_DATE_OPTION;
	}
	if (a->day == MF_NO_DAY) {
		a->day = mf_day_from_filename(in->file_name, strlen(in->file_name));
		a->date_source = MF_DATE_FILENAME;
	}
	if (a->day == MF_NO_DAY)
		a->date_source = MF_DATE_NONE;
}

/* The stated day stands; where the weekdays of the text speak for another, that is noted, or taken. */
static void find_day(struct mf_annotation *a, const struct mf_annotation_input *in)
{
	state_day(a, in);
	a->other_day = 0;
	if (a->day == MF_NO_DAY || a->date_precision != MF_BY_DAY)
		return;
	a->other_day = (int8_t)(mf_day_corrected(&a->text, in->text, a->day) - a->day);
	if (!a->other_day || !in->correct)
		return;
	a->day += a->other_day;
	a->other_day = (int8_t)-a->other_day;
	a->date_source = MF_DATE_CORRECTED;
}

/* Words and names of a text and of a title outside it.  Names are looked for in both at once, the title
 * below the text, so that a last name in one is known by the full name in the other. */
static void find_names(struct mf_annotation *a, const struct mf_gazetteer *g,
		       const struct mf_annotation_input *in)
{
	size_t title_len = strlen(in->title), words = 0, names = 0, offset = in->text_len + strlen("\n\n");

	mf_segment(&a->title, in->title, title_len);
	a->title_names.n = 0;
	if (title_len == 0) {
		mf_segment(&a->text, in->text, in->text_len);
		mf_entities_find(g, a->tagging, &a->text, in->text, in->text_len, &a->names);
		return;
	}
	mf_buf_reset(&a->both);
	mf_buf_add(&a->both, in->text, in->text_len);
	mf_buf_addstr(&a->both, "\n\n");
	mf_buf_add(&a->both, in->title, title_len);
	mf_segment(&a->text, a->both.data, a->both.len);
	mf_entities_find(g, a->tagging, &a->text, a->both.data, a->both.len, &a->names);
	while (words < a->text.n && a->text.v[words].begin < in->text_len)
		words++;
	while (names < a->names.n && a->names.v[names].begin < in->text_len)
		names++;
	for (size_t i = names; i < a->names.n; i++) {
		struct mf_mention m = a->names.v[i];

		m.first -= (uint32_t)words;
		m.last -= (uint32_t)words;
		m.begin -= (uint32_t)offset;
		m.end -= (uint32_t)offset;
		a->title_names.v = mf_grow(a->title_names.v, &a->title_names.cap, a->title_names.n + 1,
					   sizeof *a->title_names.v);
		a->title_names.v[a->title_names.n++] = m;
	}
	a->text.n = words;
	a->names.n = names;
}

/* The day that "yesterday" is counted from: the one that the text itself speaks for.  A month or a year that
 * was stated is no such day. */
static int32_t counted_from(const struct mf_annotation *a)
{
	if (a->day == MF_NO_DAY || a->date_precision != MF_BY_DAY)
		return MF_NO_DAY;
	return a->date_source == MF_DATE_CORRECTED ? a->day : a->day + a->other_day;
}

void mf_annotate(struct mf_annotation *a, const struct mf_gazetteer *g, const struct mf_annotation_input *in)
{
	find_names(a, g, in);
	find_day(a, in);
	mf_dates_find(&a->text, in->text, &a->names, counted_from(a), &a->dates);
	mf_numbers_find(&a->text, &a->numbers);
	mf_passages_cut(&a->text, in->text, in->text_len, in->place, in->places, &a->passages);
}

void mf_discovered_id(struct mf_buf *out, const char *name, size_t len)
{
	size_t at;

	mf_buf_addstr(out, "new:");
	at = out->len;
	mf_fold(out, name, len);
	for (; at < out->len; at++)
		if (strchr(" \t\n\r", out->data[at]))
			out->data[at] = '-';
}

uint64_t mf_signature(const struct mf_tokens *tokens, uint32_t first, uint32_t last)
{
	uint64_t window[SHINGLE] = { 0 }, result = 0;
	int32_t vote[64] = { 0 };
	uint32_t n = 0;

	for (uint32_t i = first; i < last; i++) {
		uint64_t shingle = 0;
		window[n++ % SHINGLE] = mf_hash64(mf_form(tokens, i), tokens->v[i].form_len);
		if (n < SHINGLE)
			continue;
		for (uint32_t k = 0; k < SHINGLE; k++)
			shingle = (shingle ^ window[(n + k) % SHINGLE]) * 0x9e3779b97f4a7c15u;
		shingle ^= shingle >> 29;
		for (int bit = 0; bit < 64; bit++)
			vote[bit] += shingle >> bit & 1 ? 1 : -1;
	}
	if (n < SIGNATURE_WORDS)
		return 0;
	for (int bit = 0; bit < 64; bit++)
		result |= (uint64_t)(vote[bit] > 0) << bit;
	return result ? result : 1;
}
